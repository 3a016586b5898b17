/* How the rows of a matrix come about. */
#pragma once

#include "analysis/matrix.h"

/* Which rows to fill, in which order, and who is told. */
typedef struct {
    /* Whether the rows of sources of this place are to be filled; asked for each source. */
    bool (*takes)(guint64 place, void *user_data);
    void (*tell)(void *user_data); /* Told of each row. */
    void *user_data;
    bool is_backwards; /* The last source first. */
} AcvFillPlan;

/* Fills the rows that 'plan' takes. */
void acv_matrix_fill(AcvMatrix *matrix, const AcvFillPlan *plan);

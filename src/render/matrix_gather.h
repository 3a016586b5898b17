/* What a row of a matrix says, by value: of each value something about the targets that have it. */
#pragma once

#include "analysis/matrix.h"

/* Of one value in the row that is gathered. */
typedef struct {
    GString *text; /* Empty at first. */
    size_t n;      /* Targets; 0: the row does not have the value. */
} AcvGathered;

/* A row at a time; used again for the next. */
typedef struct {
    AcvGathered *values; /* By number. */
    guint n_values;
    GArray
        *present; /* guint: numbers of those of the row, in the order in which they come first. */
} AcvGathering;

AcvGathering *acv_gathering_new(const AcvMatrix *matrix);
void acv_gathering_free(AcvGathering *gathering);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvGathering, acv_gathering_free)

/* Forgets the row. */
void acv_gathering_clear(AcvGathering *gathering);

/* Counts 'n' targets to a value, by its number, and returns what is gathered of it. */
AcvGathered *acv_gather(AcvGathering *gathering, guint number, guint n);

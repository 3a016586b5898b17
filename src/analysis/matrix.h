/* The inside of a matrix. */
#pragma once

#include "acv/matrix.h"
#include "analysis/inquiry.h"
#include "analysis/matrix_end.h"

/* What is said of one source and one target. */
typedef struct {
    AcvOutcome outcome;
    AcvCode code;                /* Of the first blocker; NONE if nothing stops any packet. */
    const AcvPacketSet *packets; /* That get there, from any address and port to any address. */
} AcvMatrixCell;

/* A row: cells by number, 0 for what cannot be asked (an interface of itself). */
typedef struct {
    guint32 *cells;
} AcvMatrixRow;

struct AcvMatrix {
    AcvNetwork *network; /* Owned. */
    AcvQuestion question;
    AcvAskedPorts ports;
    GPtrArray *sources; /* Elements AcvMatrixEnd *. */
    GPtrArray *targets; /* Elements AcvMatrixEnd *. */
    GArray *values;     /* Elements AcvMatrixCell; number 0 is not used. */
    GHashTable *known;  /* Numbers of values, by value. */
    GArray *rows;       /* Elements AcvMatrixRow. */
};

/* Neighbouring targets of which a source has the same to say. */
typedef struct {
    guint first; /* Targets, both included. */
    guint last;
    const AcvMatrixCell *cell; /* NULL: cannot be asked. */
} AcvMatrixRun;

/* A row as runs in ascending order, which together are all targets: elements AcvMatrixRun. Two
 * neighbours differ. Free with g_array_unref(). */
GArray *acv_matrix_runs(const AcvMatrix *matrix, guint source);

/* The cell, or NULL if it cannot be asked. */
const AcvMatrixCell *acv_matrix_cell(const AcvMatrix *matrix, guint source, guint target);

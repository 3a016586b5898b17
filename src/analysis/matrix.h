/* The inside of a matrix. */
#pragma once

#include "acv/matrix.h"
#include "analysis/inquiry.h"
#include "analysis/matrix_end.h"
#include "analysis/matrix_share.h"

/* What is said of one source and one target. */
typedef struct {
    AcvOutcome outcome;
    AcvCode code;                /* Of the first blocker; NONE if nothing stops any packet. */
    const AcvPacketSet *packets; /* That get there, from any address and port to any address. */
} AcvMatrixCell;

/* One cell by number; number 0 is what cannot be asked, such as an interface of itself. */
typedef struct {
    guint target;
    guint32 number;
} AcvMatrixException;

/* Neighbouring targets of which a source has the same to say. */
typedef struct {
    guint first; /* Targets, both included. */
    guint last;
    guint32 number;            /* Of the cell; 0: cannot be asked. */
    const AcvMatrixCell *cell; /* NULL: cannot be asked. */
} AcvMatrixRun;

/* What the rows of a kind of source have in common. */
typedef struct {
    guint32 *cells; /* Numbers, by target. */
    GArray *runs;   /* The same as AcvMatrixRun. */
} AcvMatrixBase;

/* A row: the cells that its kind of source has, and where it differs. */
typedef struct {
    const AcvMatrixBase *base;
    AcvMatrixException *exceptions; /* In ascending order of targets. */
    guint n_exceptions;
} AcvMatrixRow;

struct AcvMatrix {
    AcvNetwork *network; /* Owned. */
    AcvQuestion question;
    AcvAskedPorts ports;
    GPtrArray *sources; /* Elements AcvMatrixEnd *. */
    GPtrArray *targets; /* Elements AcvMatrixEnd *. */
    GArray *values;     /* Elements AcvMatrixCell, by number; number 0 is not used. */
    GArray *rows;       /* Elements AcvMatrixRow. */
    AcvShare *share;    /* What its pairs have in common. */
    GPtrArray *bases;   /* Elements AcvMatrixBase *. */
};

/* A row as runs in ascending order, which together are all targets: elements AcvMatrixRun. Two
 * neighbours differ. Free with g_array_unref(). */
GArray *acv_matrix_runs(const AcvMatrix *matrix, guint source);

/* The cell, or NULL if it cannot be asked. */
const AcvMatrixCell *acv_matrix_cell(const AcvMatrix *matrix, guint source, guint target);

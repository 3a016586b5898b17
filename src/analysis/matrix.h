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

/* Where rows differ from their base, in ascending order of targets. */
typedef struct {
    AcvMatrixException *items;
    guint n;
} AcvMatrixExceptions;

#define ACV_MATRIX_NO_TARGET G_MAXUINT32

/* A row: the cells that its kind of source has, where it differs, and its own column, of which
 * only itself can tell. */
typedef struct {
    const AcvMatrixBase *base;
    const AcvMatrixExceptions *exceptions; /* Of all like it; NULL if there are none. */
    AcvMatrixException own;                /* Of ACV_MATRIX_NO_TARGET if it has no column. */
} AcvMatrixRow;

typedef struct AcvCells AcvCells;

struct AcvMatrix {
    AcvNetwork *network; /* Owned. */
    AcvClasses *classes; /* Of its interfaces. */
    AcvQuestion question;
    AcvAskedPorts ports;
    GPtrArray *sources; /* Elements AcvMatrixEnd *. */
    GPtrArray *targets; /* Elements AcvMatrixEnd *. */
    GArray *values;     /* Elements AcvMatrixCell, by number; number 0 is not used. */
    GArray *rows;       /* Elements AcvMatrixRow, by source. */
    AcvShare *share;    /* What its pairs have in common. */
    AcvCells *cells;
    struct AcvTeam *team; /* Who helped to fill it; NULL if nobody yet. */
    GPtrArray *bases;     /* Elements AcvMatrixBase *. */
    GPtrArray *lists;     /* Elements AcvMatrixExceptions *: of rows. */
    AcvArena *memory;     /* Where the cells of bases and rows are. */
};

/* As acv_matrix_new(), with the help of 'n_members' threads, of which there may be none. */
AcvMatrix *acv_matrix_new_by(AcvSnapshot *snapshot, const AcvCatalog *catalog,
                             const AcvQuestion *question, const AcvProgress *progress,
                             guint n_members, GError **error);

/* A matrix with its ends and without rows. Errors: those of acv_matrix_new(). */
AcvMatrix *acv_matrix_open(AcvSnapshot *snapshot, const AcvCatalog *catalog,
                           const AcvQuestion *question, GError **error);

/* A row as runs in ascending order, which together are all targets: elements AcvMatrixRun. Two
 * neighbours differ. Free with g_array_unref(). */
GArray *acv_matrix_runs(const AcvMatrix *matrix, guint source);

/* The cell, or NULL if it cannot be asked. */
const AcvMatrixCell *acv_matrix_cell(const AcvMatrix *matrix, guint source, guint target);

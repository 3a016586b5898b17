/* The inside of a comparison of two matrices. */
#pragma once

#include "acv/matrix_diff.h"
#include "analysis/matrix.h"

/* A number of an end that is not in a matrix. */
enum { ACV_MATRIX_NO_END = -1 };

/* What two matrices have in common of an end: of a class of each, the interfaces in both. */
typedef struct {
    int before; /* Its number in each matrix, or ACV_MATRIX_NO_END. */
    int after;
    const AcvMatrix *matrix; /* That 'end' is of: after, or else before. */
    const AcvMatrixEnd *end; /* What it is called. */
    AcvMatrixEnd *part;      /* That, if it is a part of a class; else NULL. Owned. */
    GPtrArray *interfaces;   /* Elements const AcvNetworkInterface *, of 'matrix'; or NULL. */
} AcvMatrixUnit;

/* X(constant, name): what became of an answer. */
#define ACV_DIFFERENCES(X) \
    X(GAINED, "reachable")      /* Nothing got there before, now something does. */ \
    X(LOST, "unreachable")      /* The reverse. */ \
    X(CHANGED, "changed")       /* Another part gets there, or is undetermined. */ \
    X(OBSCURED, "undetermined") /* It now depends on what the scenario lacks. */ \
    X(RESOLVED, "determined")   /* It no longer does. */

typedef enum {
#define ACV_DIFFERENCE_CONSTANT(constant, name) ACV_DIFFERENCE_##constant,
    ACV_DIFFERENCES(ACV_DIFFERENCE_CONSTANT)
#undef ACV_DIFFERENCE_CONSTANT
        ACV_N_DIFFERENCES
} AcvDifferenceKind;

/* One source and one target of which the answers differ. */
typedef struct {
    AcvDifferenceKind kind;
    const AcvMatrixUnit *source;
    const AcvMatrixUnit *target;
    const AcvMatrixCell *before;
    const AcvMatrixCell *after;
    bool is_cause_before;       /* What stops packets does so before; else after. */
    AcvCode code;               /* Of what stops them; NONE if nothing does. */
    const AcvRecord *component; /* That does; NULL if it is not known or not looked for. */
} AcvDifference;

struct AcvMatrixDiff {
    const AcvMatrix *before;
    const AcvMatrix *after;
    GPtrArray *sources;  /* Elements AcvMatrixUnit *: those of after first. */
    GPtrArray *targets;  /* Elements AcvMatrixUnit *. */
    GArray *differences; /* Elements AcvDifference, by source, then by target. */
    size_t n_compared;   /* Answers that both have. */
};

/* "reachable" and so on: static. */
const char *acv_difference_name(AcvDifferenceKind kind);

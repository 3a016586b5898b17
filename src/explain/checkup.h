/* Findings: checks and what came of them. */
#pragma once

#include "acv/checkup.h"
#include "explain/answer.h"

/* X(constant, id, severity, title, source): what is checked. The severity is that of a failure, as
 * AWS Security Hub names it.
 *
 * Source: https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_Severity.html */
#define ACV_CHECKS(X) \
    X(EXPECTATION, "expectation", "HIGH", "An expectation of the scenario holds", NULL)

typedef enum {
#define ACV_CHECK_CONSTANT(constant, id, severity, title, source) ACV_CHECK_##constant,
    ACV_CHECKS(ACV_CHECK_CONSTANT)
#undef ACV_CHECK_CONSTANT
} AcvCheck;

typedef struct {
    const char *id;
    const char *severity;
    const char *title;
    const char *source; /* Where AWS documents it; NULL if nowhere. */
} AcvCheckRow;

const AcvCheckRow *acv_check_row(AcvCheck check);

/* One check of one thing. */
typedef struct {
    AcvCheck check;
    AcvStatus status;
    const AcvRecord *resource; /* What it is about; NULL if that is no single one. */
    const AcvExpectation *expectation;
    AcvOutcome expected;
    const AcvAnswer *answer; /* What shows it. */
} AcvFinding;

struct AcvCheckup {
    AcvSnapshot *snapshot;
    GArray *findings;     /* Elements AcvFinding. */
    GPtrArray *questions; /* Of the answers. */
    GPtrArray *answers;   /* Elements AcvAnswer *. */
    GPtrArray *networks;  /* Of the answers; freed after them. */
};

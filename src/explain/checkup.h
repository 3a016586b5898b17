/* Findings: checks and what came of them. */
#pragma once

#include "acv/checkup.h"
#include "explain/answer.h"

/* X(constant, id, severity, title, source): what is checked. The severity is that of a failure, as
 * AWS Security Hub names it.
 *
 * Source: https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_Severity.html */
#define ACV_CHECKS(X) \
    X(EXPECTATION, "expectation", "HIGH", "An expectation of the scenario holds", NULL) \
    X(ZONE_LOSS, "zone-loss", "MEDIUM", "It holds when an Availability Zone is lost", \
      "https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/agentcore-vpc.html")

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
    const char *zone;        /* That is lost; NULL if none is. */
    const AcvAnswer *answer; /* What shows it; NULL if one end is lost with the zone. */
} AcvFinding;

struct AcvCheckup {
    AcvSnapshot *snapshot;
    GArray *findings;     /* Elements AcvFinding: an expectation, then what else is found of it. */
    GPtrArray *questions; /* Of the answers. */
    GPtrArray *answers;   /* Elements AcvAnswer *. */
    GPtrArray *networks;  /* Of the answers; freed after them. */
};

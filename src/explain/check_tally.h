/* Judging one thing after another, and one finding of them all: whatever is wrong, else whatever
 * nobody can tell, else whatever is doubtful, else all that is right. */
#pragma once

#include "explain/check.h"

typedef struct {
    AcvChecking *checking;
    GArray *facts[ACV_N_STATUSES]; /* Elements AcvFact, by what they speak for. */
    GArray *missing;               /* Elements AcvMissing. */
} AcvTally;

AcvTally acv_tally(AcvChecking *checking);
void acv_tally_clear(AcvTally *tally);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(AcvTally, acv_tally_clear)

/* Counts a thing as right, wrong or doubtful (a warning). 'field' and 'value' may be NULL; 'value'
 * is copied. */
void acv_tally_add(AcvTally *tally, AcvStatus status, const AcvRecord *record, const char *field,
                   const char *value);

/* Counts a thing as undetermined, for the lack of that. */
void acv_tally_add_missing(AcvTally *tally, AcvKind kind, const char *id, const char *field);

bool acv_tally_has(const AcvTally *tally, AcvStatus status);

/* Judges each subnet of checking->resource; those that the scenario lacks are undetermined. */
typedef void (*AcvSubnetJudge)(AcvTally *tally, const AcvSubnet *subnet);
AcvTally acv_tally_subnets(AcvChecking *checking, AcvSubnetJudge judge);

/* The finding of what was counted, with the facts that speak for its status; 'sentences' by
 * status. NULL if nothing was counted. */
AcvFinding *acv_tally_conclude(const AcvTally *tally, const AcvSentence sentences[ACV_N_STATUSES]);

/* The same of what is merely advised: what nobody can tell is no more than a warning. */
AcvFinding *acv_tally_advise(const AcvTally *tally, const AcvSentence sentences[ACV_N_STATUSES]);

/* How checks are written. To add one:
 *
 *  1. a row in models/checks.tsv: id, severity of a failure, what it applies to, what holds if it
 *     passes, what to do if it does not, and where AWS says so;
 *  2. a line in ACV_CHECKS (check_sentence.h) with the name of its function; is_of_scenario if it
 *     is made once for the whole design and not for each AgentCore resource;
 *  3. its sentences in a list ACV_SENTENCES_<TOPIC> of check_sentence.h;
 *  4. the function, in check_<topic>.c: it looks at checking->network and ->resource, and adds a
 *     finding for each thing that it has judged. No finding means that it does not apply;
 *  5. the words, in render/wording_checks_<topic>.c: a template or a function for each sentence.
 *
 * A pass is for what is known to be right; what nobody can tell is undetermined, and names what is
 * missing. What is merely advisable is a warning, never a failure; a warning that says no more than
 * what the input lacks has the severity INFORMATIONAL, and takes a line. check_tally.h judges one
 * thing after another and makes one finding of them. */
#pragma once

#include "explain/checkup.h"

/* What a check has at hand. */
typedef struct {
    AcvCheckup *checkup;
    AcvNetwork *network; /* Of the design. */
    const AcvCheckOptions *options;
    AcvProblems *problems;
    AcvCheck check;
    const AcvCheckRow *row;
    const AcvAgentCore *resource; /* NULL for the design as a whole. */
} AcvChecking;

#define ACV_CHECK_FUNCTION(constant, id, function, is_of_scenario) \
    void function(AcvChecking *checking);
ACV_CHECKS(ACV_CHECK_FUNCTION)
#undef ACV_CHECK_FUNCTION

/* --- Findings --- */

/* A new finding of the checkup, about checking->resource. */
AcvFinding *acv_finding_new(AcvChecking *checking, AcvStatus status, AcvSentence sentence);

void acv_finding_free(AcvFinding *finding);

/* Add evidence. The texts are copied; 'record', 'field' and 'value' may be NULL. */
void acv_finding_add_record(AcvFinding *finding, const AcvRecord *record);
void acv_finding_add_value(AcvChecking *checking, AcvFinding *finding, const AcvRecord *record,
                           const char *field, const char *value);
void acv_finding_add_missing(AcvFinding *finding, AcvKind kind, const char *id, const char *field);
void acv_finding_add_rule(AcvFinding *finding, const AcvRule *rule);
void acv_finding_add_answer(AcvFinding *finding, const AcvAnswer *answer);

/* --- Questions --- */

/* The answer from 'from' to 'to', which the checkup keeps; NULL if one of them names nothing:
 * '*out_wrong' says which. The texts must live as long as the checkup; see
 * acv_checking_text_take(). */
const AcvAnswer *acv_checking_ask(AcvChecking *checking, AcvNetwork *network, const char *from,
                                  const char *to, AcvQuestionPart *out_wrong, GError **error);

/* The same between parties that are found already (elements AcvParty *), which it keeps. */
const AcvAnswer *acv_checking_ask_between(AcvChecking *checking, AcvNetwork *network,
                                          const char *from, const char *to, GPtrArray *sources,
                                          GPtrArray *targets);

/* A network that the checkup keeps. */
AcvNetwork *acv_checkup_add_network(AcvCheckup *checkup, AcvSnapshot *snapshot);

/* A text that lives as long as the checkup. Takes 'text'. */
const char *acv_checking_text_take(AcvChecking *checking, char *text);

/* The design without each of its zones in turn: elements AcvLostZone, in ascending order. */
const GArray *acv_checking_lost_zones(AcvChecking *checking);

/* Expectations of the scenario, and whether those that hold survive the loss of a zone. */
#include "explain/check.h"

/* An unknown name in an expectation. */
static void
report(const AcvChecking *checking, const AcvExpectation *expectation, AcvQuestionPart wrong,
       const char *message)
{
    static const char *const keys[] = { [ACV_QUESTION_FROM] = "/From", [ACV_QUESTION_TO] = "/To" };
    g_autofree char *place = acv_place_pointer(&expectation->place);
    g_autofree char *pointer = g_strconcat(place, keys[wrong], NULL);
    acv_problems_add(checking->problems, &(AcvProblem){ .severity = ACV_SEVERITY_ERROR,
                                                        .file = expectation->place.file,
                                                        .pointer = pointer,
                                                        .message = message });
}

static AcvStatus
judge(AcvOutcome expected, AcvOutcome actual)
{
    if (expected == actual) {
        return ACV_STATUS_PASS;
    }
    return actual == ACV_OUTCOME_UNDETERMINED ? ACV_STATUS_UNDETERMINED : ACV_STATUS_FAIL;
}

/* What asks, if that is one resource. */
static const AcvRecord *
source_of(const AcvAnswer *answer)
{
    const GPtrArray *sources = answer->inquiry->sources;
    const AcvParty *party = g_ptr_array_index(sources, 0);
    return sources->len == 1 ? party->record : NULL;
}

static void
verify(AcvChecking *checking, const AcvExpectation *expectation)
{
    g_autoptr(GError) error = NULL;
    AcvQuestionPart wrong;
    const AcvAnswer *answer = acv_checking_ask(checking, checking->network, expectation->from,
                                               expectation->to, &wrong, &error);
    if (!answer) {
        report(checking, expectation, wrong, error->message);
        return;
    }
    AcvOutcome expected;
    bool is_known = acv_outcome_parse(expectation->expect, &expected);
    g_assert(is_known);
    AcvStatus status = judge(expected, answer->outcome);
    AcvFinding *finding = acv_finding_new(checking, status,
                                          status == ACV_STATUS_PASS ? ACV_SENTENCE_AS_EXPECTED
                                                                    : ACV_SENTENCE_NOT_AS_EXPECTED);
    finding->resource = source_of(answer);
    finding->expectation = expectation;
    finding->expected = expected;
    acv_finding_add_answer(finding, answer);
}

void
acv_check_expectations(AcvChecking *checking)
{
    size_t n;
    const AcvExpectation *expectations = acv_snapshot_expectations(checking->checkup->snapshot, &n);
    for (size_t i = 0; i < n; i++) {
        verify(checking, &expectations[i]);
    }
}

/* --- Loss of zones --- */

/* Who does not expect to survive has not failed. */
static void
survive(AcvChecking *checking, const AcvLostZone *lost, const AcvExpectation *expectation)
{
    AcvQuestionPart wrong;
    AcvOutcome expected;
    acv_outcome_parse(expectation->expect, &expected);
    const AcvAnswer *answer =
        acv_checking_ask(checking, lost->network, expectation->from, expectation->to, &wrong, NULL);
    AcvStatus status = answer ? judge(expected, answer->outcome) : ACV_STATUS_FAIL;
    AcvSentence sentence = !answer                     ? ACV_SENTENCE_LOST_WITH_ZONE
                           : status == ACV_STATUS_PASS ? ACV_SENTENCE_STILL_AS_EXPECTED
                                                       : ACV_SENTENCE_NO_LONGER_AS_EXPECTED;
    AcvFinding *finding = acv_finding_new(
        checking, status == ACV_STATUS_FAIL ? ACV_STATUS_WARNING : status, sentence);
    finding->expectation = expectation;
    finding->expected = expected;
    finding->zone = lost->zone;
    if (answer) {
        acv_finding_add_answer(finding, answer);
    }
}

void
acv_check_zone_loss(AcvChecking *checking)
{
    const GPtrArray *findings = checking->checkup->findings;
    guint n = findings->len;
    for (guint i = 0; i < n; i++) {
        const AcvFinding *held = g_ptr_array_index(findings, i);
        if (held->check != ACV_CHECK_EXPECTATION || held->status != ACV_STATUS_PASS) {
            continue;
        }
        const GArray *lost_zones = acv_checking_lost_zones(checking);
        for (guint j = 0; j < lost_zones->len; j++) {
            survive(checking, &g_array_index(lost_zones, AcvLostZone, j), held->expectation);
        }
    }
}

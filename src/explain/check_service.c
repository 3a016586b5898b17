/* Whether AgentCore resources reach what they need, from each of their subnets. */
#include "explain/check_need.h"

/* --- One need --- */

/* Fact 0 is what is needed, fact 1 what a user sees if it is missing. */
static AcvFinding *
finding_of(AcvChecking *checking, AcvStatus status, AcvSentence sentence, const AcvNeed *need)
{
    AcvFinding *finding = acv_finding_new(checking, status, sentence);
    finding->expected = ACV_OUTCOME_REACHABLE;
    acv_finding_add_value(checking, finding, NULL, "Target", need->title);
    acv_finding_add_value(checking, finding, NULL, "Symptom", need->requirement->symptom);
    if (need->answer) {
        acv_finding_add_answer(finding, need->answer);
    }
    return finding;
}

/* The subnets from which it is not, or not wholly, reached; none if that is all of them, and
 * nothing is reached. */
static void
add_places(AcvFinding *finding, const AcvAnswer *answer)
{
    g_autoptr(GArray) places = acv_answer_by_place(answer);
    guint n_failed = 0;
    for (guint i = 0; i < places->len; i++) {
        n_failed += g_array_index(places, AcvPlaceOutcome, i).outcome != ACV_OUTCOME_REACHABLE;
    }
    bool tells = n_failed < places->len || answer->outcome != ACV_OUTCOME_UNREACHABLE;
    for (guint i = 0; tells && i < places->len; i++) {
        const AcvPlaceOutcome *place = &g_array_index(places, AcvPlaceOutcome, i);
        if (place->outcome != ACV_OUTCOME_REACHABLE && place->subnet) {
            acv_finding_add_record(finding, &place->subnet->record);
        }
    }
}

static void
add_missing_of(AcvFinding *finding, const AcvAnswer *answer)
{
    g_array_append_vals(finding->missing, answer->missing->data, answer->missing->len);
}

/* Nobody can tell of a runtime of which neither image nor package is given which it is. */
static bool
depends_on_artifact(const AcvNeed *need)
{
    return need->is_open && need->requirement->condition == ACV_CONDITION_CONTAINER_IMAGE;
}

static void
judge_unmet(AcvChecking *checking, const AcvNeed *need, AcvStatus worst)
{
    if (depends_on_artifact(need)) {
        AcvFinding *finding =
            finding_of(checking, ACV_STATUS_UNDETERMINED, ACV_SENTENCE_NEED_OF_AN_IMAGE, need);
        const AcvRecord *record = &checking->resource->record;
        acv_finding_add_missing(finding, record->kind, record->id, "agentRuntimeArtifact");
        return;
    }
    bool is_partial = need->answer->outcome == ACV_OUTCOME_PARTIAL;
    AcvSentence sentence = worst == ACV_STATUS_FAIL
                               ? is_partial ? ACV_SENTENCE_NEED_PARTLY_MET : ACV_SENTENCE_NEED_UNMET
                           : is_partial ? ACV_SENTENCE_WISH_PARTLY_MET
                                        : ACV_SENTENCE_WISH_UNMET;
    AcvFinding *finding = finding_of(checking, worst, sentence, need);
    acv_finding_add_value(checking, finding, NULL, "When", need->requirement->when);
    add_places(finding, need->answer);
}

static void
judge_nowhere(AcvChecking *checking, const AcvNeed *need)
{
    AcvFinding *finding =
        finding_of(checking, ACV_STATUS_UNDETERMINED, ACV_SENTENCE_NEED_NOT_KNOWN, need);
    acv_finding_add_missing(finding, ACV_KIND_FILE_SYSTEM, need->target, "FileSystemId");
}

/* 'worst' is what comes of a need that is not met. */
static void
judge(AcvChecking *checking, const AcvNeed *need, AcvStatus worst)
{
    if (!need->answer) {
        judge_nowhere(checking, need);
        return;
    }
    switch (need->answer->outcome) {
    case ACV_OUTCOME_REACHABLE:
        finding_of(checking, ACV_STATUS_PASS, ACV_SENTENCE_NEED_MET, need);
        return;
    case ACV_OUTCOME_UNDETERMINED:
        add_missing_of(
            finding_of(checking, ACV_STATUS_UNDETERMINED, ACV_SENTENCE_NEED_NOT_KNOWN, need),
            need->answer);
        return;
    case ACV_OUTCOME_PARTIAL:
    case ACV_OUTCOME_UNREACHABLE:
        judge_unmet(checking, need, worst);
        return;
    }
}

/* --- The checks --- */

static void
judge_all(AcvChecking *checking, AcvRequirementLevel level, bool internet)
{
    const GArray *needs = acv_checking_needs(checking);
    for (guint i = 0; i < needs->len; i++) {
        const AcvNeed *need = &g_array_index(needs, AcvNeed, i);
        if (need->requirement->level == level && acv_need_is_internet(need) == internet) {
            judge(checking, need,
                  level == ACV_REQUIREMENT_REQUIRED ? ACV_STATUS_FAIL : ACV_STATUS_WARNING);
        }
    }
}

/* AWS runs it, and connects it to what it needs. */
static bool
passes_outside(AcvChecking *checking)
{
    if (acv_agentcore_is_in_vpc(checking->resource)) {
        return false;
    }
    AcvFinding *finding =
        acv_finding_new(checking, ACV_STATUS_PASS, ACV_SENTENCE_NEEDS_NOTHING_HERE);
    acv_finding_add_value(checking, finding, &checking->resource->record, "networkMode",
                          checking->resource->network_mode);
    return true;
}

void
acv_check_required_services(AcvChecking *checking)
{
    if (!passes_outside(checking)) {
        judge_all(checking, ACV_REQUIREMENT_REQUIRED, false);
    }
}

void
acv_check_recommended_services(AcvChecking *checking)
{
    judge_all(checking, ACV_REQUIREMENT_RECOMMENDED, false);
}

void
acv_check_internet_access(AcvChecking *checking)
{
    judge_all(checking, ACV_REQUIREMENT_REQUIRED, true);
    judge_all(checking, ACV_REQUIREMENT_RECOMMENDED, true);
}

/* --- What only the code knows --- */

/* Whether it is reached from some subnets and not, or not wholly, from others. */
static bool
differs_by_place(const AcvAnswer *answer)
{
    g_autoptr(GArray) places = acv_answer_by_place(answer);
    for (guint i = 1; i < places->len; i++) {
        if (g_array_index(places, AcvPlaceOutcome, i).outcome
            != g_array_index(places, AcvPlaceOutcome, 0).outcome) {
            return true;
        }
    }
    return false;
}

/* Which of them are reached is for the reader to know. That one is reached from some subnets alone
 * was hardly meant. */
void
acv_check_optional_services(AcvChecking *checking)
{
    const GArray *needs = acv_checking_needs(checking);
    AcvFinding *reached = NULL;
    AcvFinding *differing = NULL;
    for (guint i = 0; i < needs->len; i++) {
        const AcvNeed *need = &g_array_index(needs, AcvNeed, i);
        if (need->requirement->level != ACV_REQUIREMENT_DEPENDS || !need->answer) {
            continue;
        }
        if (need->answer->outcome == ACV_OUTCOME_PARTIAL && differs_by_place(need->answer)) {
            if (!differing) {
                differing =
                    acv_finding_new(checking, ACV_STATUS_WARNING, ACV_SENTENCE_WISHES_DIFFER);
                differing->expected = ACV_OUTCOME_REACHABLE;
                acv_finding_add_answer(differing, need->answer);
                add_places(differing, need->answer);
            }
            acv_finding_add_value(checking, differing, NULL, "Target", need->title);
        } else if (need->answer->outcome == ACV_OUTCOME_REACHABLE) {
            reached = reached ? reached
                              : acv_finding_new(checking, ACV_STATUS_PASS, ACV_SENTENCE_WISHES_MET);
            acv_finding_add_value(checking, reached, NULL, "Target", need->title);
        }
    }
}

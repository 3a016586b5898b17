#include "explain/answer.h"

#include "explain/note.h"
#include "explain/way.h"

static AcvDirection
direction_of(const AcvBlocker *blocker)
{
    return blocker->step->stage ? blocker->step->stage->direction : ACV_DIRECTION_NONE;
}

/* Of the groups of an interface the one whose rule comes nearest is the one to change. */
static const AcvRecord *
component_to_change(const AcvBlocker *blocker, const AcvNearMiss *near_miss)
{
    const AcvStage *stage = blocker->step->stage;
    if (blocker->verdict == ACV_VERDICT_UNKNOWN && blocker->rule && blocker->rule->record) {
        return blocker->rule->record;
    }
    bool is_group = stage && stage->kind == ACV_STAGE_SECURITY_GROUPS;
    return is_group && near_miss->rule && near_miss->rule->record ? near_miss->rule->record
                                                                  : blocker->step->component;
}

static AcvExplanation
explain(AcvPacketSpace *space, const AcvPath *path, const AcvBlocker *blocker)
{
    const AcvStep *step = blocker->step;
    AcvExplanation explanation = { .code = blocker->code,
                                   .verdict = blocker->verdict,
                                   .direction = direction_of(blocker),
                                   .is_reply = step->is_reply,
                                   .hop = step->hop,
                                   .stage = step->stage,
                                   .rule = blocker->rule,
                                   .detour = step->detour,
                                   .path = path,
                                   .packets = blocker->packets };
    if (step->stage && blocker->verdict == ACV_VERDICT_REFUSED) {
        explanation.near_miss =
            acv_near_miss_find(space, step->stage, blocker->rule, blocker->packets, step->is_reply);
    }
    explanation.component = component_to_change(blocker, &explanation.near_miss);
    return explanation;
}

/* What is unknown counts only where the answer depends on it. */
static bool
counts(const AcvPath *path, const AcvBlocker *blocker)
{
    return blocker->verdict == ACV_VERDICT_REFUSED || !acv_packet_set_is_empty(path->undetermined);
}

/* No packet of the question could be sent at all. */
static AcvExplanation
explain_silence(const AcvPath *path)
{
    if (path->lack) {
        return (AcvExplanation){ .code = path->lack->code,
                                 .verdict = path->lack->verdict,
                                 .component = path->lack->record,
                                 .rule = path->lack,
                                 .path = path,
                                 .packets = path->asked };
    }
    const AcvEnd *source = &path->source;
    AcvExplanation explanation = { .code = path->code,
                                   .verdict = ACV_VERDICT_REFUSED,
                                   .direction = ACV_DIRECTION_EGRESS,
                                   .path = path,
                                   .packets = path->unreachable };
    explanation.component =
        source->placement && source->placement->interface ? &source->placement->interface->record
                                                          : source->record;
    if (source->kind != ACV_PARTY_OUTSIDE && path->target.kind == ACV_PARTY_OUTSIDE) {
        explanation.component = path->target.record;
        explanation.direction = ACV_DIRECTION_INGRESS;
    }
    return explanation;
}

/* Each scene has rules of its own, so what counts is what they were made of. */
static bool
same_origin(const AcvRule *a, const AcvRule *b)
{
    if (!a || !b) {
        return a == b;
    }
    return a->record == b->record && a->permission == b->permission && a->peer == b->peer
           && a->entry == b->entry && a->route == b->route && a->code == b->code
           && a->missing.kind == b->missing.kind && a->missing.of == b->missing.of
           && g_strcmp0(a->missing.id, b->missing.id) == 0
           && g_strcmp0(a->missing.field, b->missing.field) == 0;
}

bool
acv_explanation_equals(const AcvExplanation *a, const AcvExplanation *b)
{
    return a->code == b->code && a->component == b->component && a->direction == b->direction
           && a->is_reply == b->is_reply && same_origin(a->rule, b->rule);
}

static void
append_once(GArray *explanations, const AcvExplanation *explanation)
{
    for (guint i = 0; i < explanations->len; i++) {
        if (acv_explanation_equals(&g_array_index(explanations, AcvExplanation, i), explanation)) {
            return;
        }
    }
    g_array_append_val(explanations, *explanation);
}

static GArray *
explanations_new(void)
{
    return g_array_new(FALSE, FALSE, sizeof(AcvExplanation));
}

static AcvPathAnswer *
path_answer_new(AcvPacketSpace *space, const AcvPath *path)
{
    AcvPathAnswer *answer = g_new0(AcvPathAnswer, 1);
    answer->path = path;
    answer->ways = acv_ways_of(space, path);
    answer->explanations = explanations_new();
    for (guint i = 0; path->reach && i < path->reach->blockers->len; i++) {
        const AcvBlocker *blocker = g_ptr_array_index(path->reach->blockers, i);
        if (counts(path, blocker)) {
            AcvExplanation explanation = explain(space, path, blocker);
            append_once(answer->explanations, &explanation);
        }
    }
    bool is_silent = !path->reach || acv_packet_set_is_empty(path->asked);
    if (is_silent && path->outcome != ACV_OUTCOME_REACHABLE) {
        AcvExplanation explanation = explain_silence(path);
        g_array_append_val(answer->explanations, explanation);
    }
    return answer;
}

static void
path_answer_free(AcvPathAnswer *answer)
{
    g_ptr_array_unref(answer->ways);
    g_array_unref(answer->explanations);
    g_free(answer);
}

AcvAnswer *
acv_answer_new_take(AcvInquiry *inquiry)
{
    AcvAnswer *answer = g_new0(AcvAnswer, 1);
    answer->inquiry = inquiry;
    answer->outcome = inquiry->outcome;
    answer->paths = g_ptr_array_new_with_free_func((GDestroyNotify) path_answer_free);
    answer->explanations = explanations_new();
    answer->notes = g_array_new(FALSE, FALSE, sizeof(AcvNote));
    answer->assumptions = g_array_new(FALSE, FALSE, sizeof(AcvAssumed));
    answer->missing = g_array_new(FALSE, FALSE, sizeof(AcvMissing));
    for (guint i = 0; i < inquiry->paths->len; i++) {
        AcvPathAnswer *path = path_answer_new(acv_network_space(inquiry->network),
                                              g_ptr_array_index(inquiry->paths, i));
        g_ptr_array_add(answer->paths, path);
        for (guint j = 0; j < path->explanations->len; j++) {
            append_once(answer->explanations,
                        &g_array_index(path->explanations, AcvExplanation, j));
        }
    }
    acv_answer_add_notes(answer);
    return answer;
}

AcvAnswer *
acv_answer_new(AcvSnapshot *snapshot, const AcvCatalog *catalog, const AcvQuestion *question,
               GError **error)
{
    g_autoptr(AcvNetwork) network = acv_network_new(snapshot, catalog);
    AcvInquiry *inquiry = acv_inquiry_new(network, question, error);
    if (!inquiry) {
        return NULL;
    }
    AcvAnswer *answer = acv_answer_new_take(inquiry);
    answer->network = g_steal_pointer(&network);
    return answer;
}

AcvOutcome
acv_answer_outcome(const AcvAnswer *answer)
{
    return answer->outcome;
}

void
acv_answer_find_remedies(AcvAnswer *answer, AcvSnapshot *snapshot)
{
    acv_repairs_free(answer->repairs);
    answer->repairs = acv_repairs_find(snapshot, answer->inquiry);
}

size_t
acv_answer_n_remedies(const AcvAnswer *answer)
{
    return answer->repairs ? answer->repairs->list->len : 0;
}

AcvChanges *
acv_answer_remedy(const AcvAnswer *answer, size_t index)
{
    const AcvRepair *repair = g_ptr_array_index(answer->repairs->list, index);
    return acv_plan_changes(repair->plan);
}

void
acv_answer_free(AcvAnswer *answer)
{
    if (answer) {
        g_ptr_array_unref(answer->paths);
        g_array_unref(answer->explanations);
        g_array_unref(answer->notes);
        g_array_unref(answer->assumptions);
        g_array_unref(answer->missing);
        acv_repairs_free(answer->repairs);
        acv_inquiry_free(answer->inquiry);
        acv_network_free(answer->network);
        g_free(answer);
    }
}

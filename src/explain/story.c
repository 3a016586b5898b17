#include "explain/story.h"

/* Whether two ends are the same target; of a service, what it is to one source and to another. */
static bool
same_target(const AcvEnd *a, const AcvEnd *b)
{
    if (a->record != b->record || !a->placement != !b->placement || !a->service != !b->service) {
        return false;
    }
    if (a->service
        && (a->service->row != b->service->row || a->service->part != b->service->part
            || a->service->region != b->service->region)) {
        return false;
    }
    return !a->placement
           || (a->placement->interface == b->placement->interface
               && g_strcmp0(a->placement->subnet_id, b->placement->subnet_id) == 0);
}

bool
acv_path_answer_resembles(const AcvPathAnswer *a, const AcvPathAnswer *b)
{
    if (a->path->outcome != b->path->outcome || a->ways->len != b->ways->len
        || !same_target(&a->path->target, &b->path->target)
        || a->explanations->len != b->explanations->len) {
        return false;
    }
    for (guint i = 0; i < a->explanations->len; i++) {
        if (!acv_explanation_equals(&g_array_index(a->explanations, AcvExplanation, i),
                                    &g_array_index(b->explanations, AcvExplanation, i))) {
            return false;
        }
    }
    for (guint i = 0; i < a->ways->len; i++) {
        if (!acv_way_resembles(g_ptr_array_index(a->ways, i), g_ptr_array_index(b->ways, i))) {
            return false;
        }
    }
    return true;
}

bool
acv_path_answer_is_told(const GPtrArray *paths, guint index)
{
    for (guint i = 0; i < index; i++) {
        if (acv_path_answer_resembles(g_ptr_array_index(paths, i),
                                      g_ptr_array_index(paths, index))) {
            return true;
        }
    }
    return false;
}

const AcvExplanation *
acv_path_answer_explanation_at(const AcvPathAnswer *answer, const AcvWaypoint *waypoint)
{
    for (guint i = 0; waypoint->step && i < answer->explanations->len; i++) {
        const AcvExplanation *explanation = &g_array_index(answer->explanations, AcvExplanation, i);
        if (explanation->hop == waypoint->hop && explanation->is_reply == waypoint->step->is_reply
            && explanation->stage == waypoint->step->stage) {
            return explanation;
        }
    }
    return NULL;
}

const char *
acv_answer_symptom(const AcvAnswer *answer)
{
    const AcvCatalog *catalog = acv_network_catalog(answer->inquiry->network);
    for (guint i = 0; i < answer->explanations->len; i++) {
        const AcvExplanation *explanation = &g_array_index(answer->explanations, AcvExplanation, i);
        const AcvCodeRow *row = acv_catalog_find_code(catalog, acv_code_name(explanation->code));
        if (explanation->verdict == ACV_VERDICT_REFUSED && row && row->symptom) {
            return row->symptom;
        }
    }
    return NULL;
}

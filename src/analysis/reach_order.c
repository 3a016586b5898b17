#include "analysis/reach_order.h"

static int
compare_blockers(gconstpointer a, gconstpointer b)
{
    const AcvBlocker *left = *(const AcvBlocker *const *) a;
    const AcvBlocker *right = *(const AcvBlocker *const *) b;
    return (int) left->step->is_reply - (int) right->step->is_reply;
}

static int
compare_branches(gconstpointer a, gconstpointer b)
{
    const AcvBranch *left = *(const AcvBranch *const *) a;
    const AcvBranch *right = *(const AcvBranch *const *) b;
    double left_count = acv_packet_set_count(left->end->in.sets[ACV_FLOW_ASKED]);
    double right_count = acv_packet_set_count(right->end->in.sets[ACV_FLOW_ASKED]);
    return left_count > right_count ? -1 : left_count < right_count;
}

void
acv_reach_sort(AcvReach *reach)
{
    g_ptr_array_sort(reach->blockers, compare_blockers);
    g_ptr_array_sort(reach->branches, compare_branches);
}

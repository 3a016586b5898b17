#include "analysis/matrix_way.h"

#include "packet/space.h"

static void
append_number(GArray *key, guint32 number)
{
    g_array_append_val(key, number);
}

/* --- Whether groups can be told from the way --- */

static bool
passes(const AcvStep *step, AcvDirection direction)
{
    for (; step; step = step->previous) {
        if (step->kind == ACV_STEP_STAGE && step->stage->is_aside && !step->is_reply
            && step->stage->direction == direction) {
            return true;
        }
    }
    return false;
}

static bool
is_rewritten(const AcvStep *step)
{
    for (; step; step = step->previous) {
        if (step->kind == ACV_STEP_TRANSLATE) {
            return true;
        }
    }
    return false;
}

/* Where a route leads nowhere, the groups have a say in where the search for blockers goes on. */
static bool
has_detour(const AcvReach *reach)
{
    for (guint i = 0; i < reach->blockers->len; i++) {
        if (((const AcvBlocker *) g_ptr_array_index(reach->blockers, i))->step->detour) {
            return true;
        }
    }
    return false;
}

/* Of what nothing gets through, nothing gets through groups besides. Else all that arrives must
 * have come through the groups of the source, as it was sent, and through those of the target or,
 * where nobody knows what lies beyond, not. */
static bool
is_apart(const AcvPath *path)
{
    if (acv_packet_set_is_empty(path->answered.sets[ACV_FLOW_POSSIBLE])) {
        return true;
    }
    guint n_arrived = 0;
    guint n_let_in = 0;
    for (guint i = 0; i < path->reach->branches->len; i++) {
        const AcvBranch *branch = g_ptr_array_index(path->reach->branches, i);
        if (is_rewritten(branch->end)
            || (branch->arrived && !passes(branch->end, ACV_DIRECTION_EGRESS))) {
            return false;
        }
        n_arrived += branch->arrived;
        n_let_in += branch->arrived && passes(branch->end, ACV_DIRECTION_INGRESS);
    }
    return n_let_in == 0 || n_let_in == n_arrived;
}

static bool
lets_in(const AcvPath *path)
{
    for (guint i = 0; i < path->reach->branches->len; i++) {
        const AcvBranch *branch = g_ptr_array_index(path->reach->branches, i);
        if (branch->arrived && passes(branch->end, ACV_DIRECTION_INGRESS)) {
            return true;
        }
    }
    return false;
}

/* --- What gets through --- */

static const AcvPacketSet *
forget_addresses(AcvPacketSpace *space, const AcvPacketSet *set)
{
    return acv_packet_set_forget(space, acv_packet_set_forget(space, set, ACV_FIELD_SOURCE),
                                 ACV_FIELD_DESTINATION);
}

/* Appends 'set' without its addresses; false if some of those asked about differ from others. */
static bool
append_set(AcvPacketSpace *space, const AcvPacketSet *asked, const AcvPacketSet *set, GArray *key)
{
    const AcvPacketSet *all = forget_addresses(space, set);
    append_number(key, all->number);
    return acv_packet_set_intersect(space, all, asked) == set;
}

static void
append_blockers(const AcvReach *reach, GArray *key)
{
    enum { EGRESS_GROUPS = 1, INGRESS_GROUPS, CODES };
    for (guint i = 0; i < reach->blockers->len; i++) {
        const AcvBlocker *blocker = g_ptr_array_index(reach->blockers, i);
        if (blocker->verdict == ACV_VERDICT_ADMITTED) {
            bool is_egress = blocker->step->stage->direction == ACV_DIRECTION_EGRESS;
            append_number(key, is_egress ? EGRESS_GROUPS : INGRESS_GROUPS);
        } else {
            bool is_refused = blocker->verdict == ACV_VERDICT_REFUSED;
            append_number(key, CODES + 2 * (guint32) blocker->code + is_refused);
        }
    }
}

static bool
append_path(AcvPacketSpace *space, const AcvPath *path, GArray *key)
{
    if (!path->reach || path->lack || has_detour(path->reach) || !is_apart(path)) {
        return false;
    }
    append_number(key, forget_addresses(space, path->asked)->number);
    append_number(key, (guint32) path->code);
    for (int i = ACV_FLOW_POSSIBLE; i < ACV_N_FLOW_PARTS; i++) {
        if (!append_set(space, path->asked, path->answered.sets[i], key)) {
            return false;
        }
    }
    append_number(key, lets_in(path));
    append_number(key, path->reach->blockers->len);
    append_blockers(path->reach, key);
    return true;
}

bool
acv_way_append(const AcvInquiry *past_groups, GArray *key)
{
    AcvPacketSpace *space = acv_network_space(past_groups->network);
    for (guint i = 0; i < past_groups->paths->len; i++) {
        if (!append_path(space, g_ptr_array_index(past_groups->paths, i), key)) {
            return false;
        }
    }
    return true;
}

/* --- Ways that do not leave a VPC --- */

static const char *
vpc_id_of(const AcvRecord *record)
{
    if (record && record->kind == ACV_KIND_ROUTE_TABLE) {
        return ((const AcvRouteTable *) record)->vpc_id;
    }
    return record && record->kind == ACV_KIND_NETWORK_ACL ? ((const AcvNetworkAcl *) record)->vpc_id
                                                          : NULL;
}

static bool
is_of_vpc(const AcvRecord *record, const AcvVpc *vpc)
{
    const char *id = vpc_id_of(record);
    return !id || g_str_equal(id, vpc->record.id);
}

static bool
steps_stay_in(const AcvStep *step, const AcvVpc *vpc)
{
    for (; step; step = step->previous) {
        if ((step->hop->vpc && step->hop->vpc != vpc) || !is_of_vpc(step->hop->component, vpc)
            || !is_of_vpc(step->component, vpc)) {
            return false;
        }
    }
    return true;
}

static bool
branch_stays_in(const AcvBranch *branch, const AcvVpc *vpc)
{
    for (const AcvLeg *leg = branch->leg; leg; leg = leg->outer) {
        if (!steps_stay_in(leg->way_back, vpc)) {
            return false;
        }
    }
    return steps_stay_in(branch->end, vpc) && steps_stay_in(branch->way_back, vpc);
}

static bool
path_stays_in(const AcvPath *path, const AcvVpc *vpc)
{
    if (!path->reach) {
        return false;
    }
    for (guint i = 0; i < path->reach->branches->len; i++) {
        if (!branch_stays_in(g_ptr_array_index(path->reach->branches, i), vpc)) {
            return false;
        }
    }
    for (guint i = 0; i < path->reach->blockers->len; i++) {
        const AcvBlocker *blocker = g_ptr_array_index(path->reach->blockers, i);
        if (!steps_stay_in(blocker->step, vpc)) {
            return false;
        }
    }
    return true;
}

bool
acv_way_stays_in(const AcvInquiry *past_groups, const AcvVpc *vpc)
{
    for (guint i = 0; i < past_groups->paths->len; i++) {
        if (!path_stays_in(g_ptr_array_index(past_groups->paths, i), vpc)) {
            return false;
        }
    }
    return true;
}

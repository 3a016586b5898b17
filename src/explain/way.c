/* The engine records a step for all that it asks. A way shows what a reader would draw: who sends,
 * each filter, each routing decision, each gateway, who receives; other stages only if they stop
 * something. */
#include "explain/way.h"

static bool
is_egress_only(const AcvHop *hop)
{
    return hop->kind == ACV_HOP_EGRESS_ONLY_INTERNET_GATEWAY_EGRESS
           || hop->kind == ACV_HOP_EGRESS_ONLY_INTERNET_GATEWAY_INGRESS;
}

/* Whether a stage is shown even when everything passes. */
static bool
stage_is_shown(const AcvStep *step)
{
    return step->stage->kind == ACV_STAGE_SECURITY_GROUPS || step->stage->kind == ACV_STAGE_NAME
           || step->stage->kind == ACV_STAGE_NETWORK_ACL
           || (step->stage->kind == ACV_STAGE_LISTENER && !step->is_reply)
           || (step->stage->kind == ACV_STAGE_PROTOCOL && is_egress_only(step->hop));
}

static bool
step_is_shown(const AcvStep *step)
{
    return step->kind != ACV_STEP_STAGE || step->verdict != ACV_VERDICT_ADMITTED
           || stage_is_shown(step);
}

/* The packets to show at a step: those that may still pass, or if there are none, all. */
static const AcvPacketSet *
shown(const AcvFlow *flow)
{
    const AcvPacketSet *possible = flow->sets[ACV_FLOW_POSSIBLE];
    return acv_packet_set_is_empty(possible) ? flow->sets[ACV_FLOW_ASKED] : possible;
}

/* The first rule of a stage that matches any of the packets; of what AWS exempts, only if it is
 * all of them. */
static const AcvRule *
first_rule(AcvPacketSpace *space, const AcvStep *step, const AcvPacketSet *packets)
{
    const AcvStage *stage = step->stage;
    if (step->is_reply && stage->stateful) {
        return NULL;
    }
    const AcvRule *exemption = NULL;
    for (size_t i = 0; i < stage->n_rules; i++) {
        const AcvRule *rule = &stage->rules[i];
        AcvMatch seen = step->is_reply ? acv_match_mirror(&rule->match) : rule->match;
        const AcvPacketSet *set = acv_packet_set_from_match(space, &seen);
        if (acv_packet_set_overlaps(space, set, packets)) {
            if (!rule->exempt || acv_packet_set_covers(space, set, packets)) {
                return rule;
            }
            exemption = exemption ? exemption : rule;
        }
    }
    return exemption;
}

static const AcvRecord *
component_of(const AcvStep *step, const AcvRule *rule)
{
    if (step->kind == ACV_STEP_STAGE && rule && rule->record) {
        return rule->record;
    }
    if (step->component) {
        return step->component;
    }
    return step->hop->kind == ACV_HOP_INTERNET ? NULL : step->hop->component;
}

static AcvWaypoint
waypoint_of(AcvPacketSpace *space, const AcvStep *step)
{
    AcvWaypoint waypoint = { .step = step,
                             .hop = step->hop,
                             .verdict = step->verdict,
                             .is_past_block = step->is_past_block,
                             .in = shown(&step->in),
                             .out = shown(&step->out) };
    waypoint.rule =
        step->kind == ACV_STEP_STAGE ? first_rule(space, step, waypoint.out) : step->route;
    waypoint.component = component_of(step, waypoint.rule);
    return waypoint;
}

static void
prepend_steps(AcvPacketSpace *space, const AcvStep *last, GArray *waypoints)
{
    for (const AcvStep *step = last; step; step = step->previous) {
        if (step_is_shown(step)) {
            AcvWaypoint waypoint = waypoint_of(space, step);
            g_array_prepend_val(waypoints, waypoint);
        }
    }
}

static GArray *
waypoints_new(void)
{
    return g_array_new(FALSE, FALSE, sizeof(AcvWaypoint));
}

/* Who sends stands at the start. */
static void
prepend_sender(const AcvPath *path, GArray *waypoints)
{
    AcvWaypoint sender = { .in = path->asked, .out = path->asked };
    if (waypoints->len > 0) {
        sender.hop = g_array_index(waypoints, AcvWaypoint, 0).hop;
    }
    if (path->source.placement) {
        const AcvPlacement *placement = path->source.placement;
        sender.component =
            placement->interface ? &placement->interface->record : path->source.record;
    }
    g_array_prepend_val(waypoints, sender);
}

/* The replies of a leg, then those of the leg before it, down to the source. */
static void
append_way_back(AcvPacketSpace *space, const AcvBranch *branch, GArray *waypoints)
{
    const AcvStep *last = branch->way_back;
    for (const AcvLeg *leg = branch->leg; leg; leg = leg->outer) {
        g_autoptr(GArray) part = waypoints_new();
        prepend_steps(space, last, part);
        g_array_append_vals(waypoints, part->data, part->len);
        last = leg->way_back;
    }
}

static void
way_free(AcvWay *way)
{
    g_array_unref(way->there);
    g_array_unref(way->back);
    g_free(way);
}

GPtrArray *
acv_ways_of(AcvPacketSpace *space, const AcvPath *path)
{
    GPtrArray *ways = g_ptr_array_new_with_free_func((GDestroyNotify) way_free);
    for (guint i = 0; path->reach && i < path->reach->branches->len; i++) {
        const AcvBranch *branch = g_ptr_array_index(path->reach->branches, i);
        AcvWay *way = g_new0(AcvWay, 1);
        way->arrived = branch->arrived;
        way->there = waypoints_new();
        way->back = waypoints_new();
        prepend_steps(space, branch->end, way->there);
        prepend_sender(path, way->there);
        append_way_back(space, branch, way->back);
        g_ptr_array_add(ways, way);
    }
    return ways;
}

static bool
is_own(const AcvWaypoint *waypoint)
{
    return !waypoint->step
           || (waypoint->step->kind == ACV_STEP_ARRIVAL && waypoint->step->is_reply);
}

static bool
lists_resemble(const GArray *a, const GArray *b)
{
    if (a->len != b->len) {
        return false;
    }
    for (guint i = 0; i < a->len; i++) {
        const AcvWaypoint *left = &g_array_index(a, AcvWaypoint, i);
        const AcvWaypoint *right = &g_array_index(b, AcvWaypoint, i);
        if (is_own(left) != is_own(right) || left->verdict != right->verdict
            || (!is_own(left)
                && (left->component != right->component || left->hop->kind != right->hop->kind))) {
            return false;
        }
    }
    return true;
}

bool
acv_way_resembles(const AcvWay *a, const AcvWay *b)
{
    return lists_resemble(a->there, b->there) && lists_resemble(a->back, b->back);
}

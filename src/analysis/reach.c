/* The engine of sets: all packets of a question go through the network at once.
 *
 * Forward, a set is filtered by each stage of a hop and split by destination onto the next hops, as
 * far as the ends. There it turns round. Replies are not built: on the way back the sets still hold
 * the requests, and every rule is read in the mirror (source for destination), which keeps each
 * reply tied to its request through translations.
 *
 *     source --> NAT gateway ---------> end
 *       |            | own address,      |
 *       |            | own port          |
 *     home <----- pulled back <------- mirrored
 *
 * A NAT gateway starts a new leg: behind it packets are the gateway's. What is answered on that leg
 * is pulled back to what the client sent: for some port that the gateway may pick, and for every.
 *
 * Blocked packets go on, as ASKED alone, so that one run finds every blocker; where no route leads
 * on, along the way that needs the fewest changes. */
#include "analysis/reach_order.h"

#include "analysis/topology.h"
#include "analysis/translation.h"

/* No way in one VPC is longer; a loop of routes ends here at the latest. */
enum { MAX_DEPTH = 128 };

typedef struct {
    AcvScene *scene;
    AcvNetwork *network;
    AcvPacketSpace *space;
    const AcvPacketSet *answerable; /* Packets that expect a reply. */
    GPtrArray *branches;
    GPtrArray *blockers;
    const AcvStep *way_back; /* The last step of the latest replies, home if any came home. */
    bool ends_at_blocks;
} Walk;

/* A place on the way: the packets there, how they came, and on whose errand. */
typedef struct {
    const AcvHop *hop;
    AcvFlow flow;
    const AcvStep *step;
    const AcvStep *turned; /* Of a reply: the last step of what it answers. */
    AcvLeg *leg;
    AcvErrand errand;
    bool is_reply;
    unsigned depth;
} Place;

static AcvFlow walk_there(Walk *walk, Place place);
static AcvFlow walk_back(Walk *walk, Place place);

/* --- Steps and blockers --- */

static AcvStep *
add_step(Walk *walk, const Place *place, AcvStepKind kind)
{
    AcvStep *step = acv_arena_new0(acv_network_arena(walk->network), AcvStep, 1);
    step->kind = kind;
    step->previous = place->step;
    step->hop = place->hop;
    step->is_reply = place->is_reply;
    step->in = place->flow;
    step->out = place->flow;
    step->is_past_block = acv_packet_set_is_empty(place->flow.sets[ACV_FLOW_POSSIBLE]);
    return step;
}

static void
add_blocker(Walk *walk, const AcvStep *step, AcvVerdict verdict, AcvCode code, const AcvRule *rule,
            const AcvPacketSet *packets)
{
    AcvBlocker *blocker = acv_arena_new0(acv_network_arena(walk->network), AcvBlocker, 1);
    *blocker = (AcvBlocker){ step, verdict, code, rule, packets };
    g_ptr_array_add(walk->blockers, blocker);
}

static void
add_branch(Walk *walk, const AcvStep *end, const AcvLeg *leg, const AcvStep *back, bool arrived)
{
    AcvBranch *branch = acv_arena_new0(acv_network_arena(walk->network), AcvBranch, 1);
    *branch = (AcvBranch){ end, leg, back, arrived };
    g_ptr_array_add(walk->branches, branch);
}

/* --- Stages --- */

static const AcvPacketSet *
rule_set(Walk *walk, const AcvRule *rule, bool mirrored)
{
    AcvMatch match = mirrored ? acv_match_mirror(&rule->match) : rule->match;
    return acv_packet_set_from_match(walk->space, &match);
}

/* Which rules have stopped the packets: one blocker for each code, with the first rule of it. */
static void
blame_rules(Walk *walk, const AcvStep *step, AcvVerdict verdict, const AcvPacketSet *stopped)
{
    const AcvStage *stage = step->stage;
    for (size_t i = 0; i < stage->n_rules && !acv_packet_set_is_empty(stopped); i++) {
        const AcvRule *rule = &stage->rules[i];
        if (rule->verdict != verdict) {
            continue;
        }
        const AcvPacketSet *matched =
            acv_packet_set_intersect(walk->space, stopped, rule_set(walk, rule, step->is_reply));
        if (!acv_packet_set_is_empty(matched)) {
            add_blocker(walk, step, verdict, rule->code, rule, matched);
            stopped = acv_packet_set_subtract(walk->space, stopped, matched);
        }
    }
    if (!acv_packet_set_is_empty(stopped)) {
        add_blocker(walk, step, verdict, stage->code, NULL, stopped);
    }
}

static void
ask_stage(Walk *walk, Place *place, AcvStage *stage)
{
    const AcvDecision *decision = acv_stage_decide_sets(walk->space, stage, place->is_reply);
    const AcvPacketSet *asked = place->flow.sets[ACV_FLOW_ASKED];
    const AcvPacketSet *doubtful = acv_packet_set_intersect(walk->space, asked, decision->unknown);
    const AcvPacketSet *refused = acv_packet_set_subtract(
        walk->space, acv_packet_set_subtract(walk->space, asked, decision->admitted), doubtful);
    AcvStep *step = add_step(walk, place, ACV_STEP_STAGE);
    step->stage = stage;
    step->component = stage->component;
    step->code = stage->code;
    step->out = acv_flow_filter(walk->space, &place->flow, decision);
    if (!acv_packet_set_is_empty(doubtful)) {
        step->verdict = ACV_VERDICT_UNKNOWN;
        blame_rules(walk, step, ACV_VERDICT_UNKNOWN, doubtful);
    }
    if (!acv_packet_set_is_empty(refused)) {
        step->verdict = ACV_VERDICT_REFUSED;
        blame_rules(walk, step, ACV_VERDICT_REFUSED, refused);
    }
    if (stage->is_aside && !place->is_reply) {
        add_blocker(walk, step, ACV_VERDICT_ADMITTED, ACV_CODE_NONE, NULL, asked);
    }
    place->flow = step->out;
    place->step = step;
}

static void
ask_stages(Walk *walk, Place *place)
{
    for (size_t i = 0; i < place->hop->n_stages; i++) {
        ask_stage(walk, place, place->hop->stages[i]);
    }
}

/* --- Ways onward --- */

/* The packets of a flow that take a way, as a match on their destination; on the way back the
 * destination of a reply is the source of what it answers. */
static Place
take_way(Walk *walk, const Place *place, const AcvOnward *way)
{
    AcvMatch match = ACV_MATCH_ALL;
    *(place->is_reply ? &match.sources : &match.destinations) = way->destinations;
    Place next = *place;
    next.hop = way->next;
    next.depth = place->depth + 1;
    next.flow = acv_flow_restrict(walk->space, &place->flow,
                                  acv_packet_set_from_match(walk->space, &match));
    return next;
}

/* A route back to a NAT gateway that the packets come from leads nowhere. */
static bool
is_loop(const Place *place, const AcvHop *next)
{
    for (const AcvLeg *leg = place->leg; leg && next && !place->is_reply; leg = leg->outer) {
        if (leg->hop == next || (leg->hop && next->next == leg->hop)) {
            return true;
        }
    }
    return place->depth >= MAX_DEPTH;
}

/* Where the search goes on past a route that leads nowhere; NULL if there it ends. Replies go on
 * only where the router would send them without that route. */
static const AcvHop *
detour_of(Walk *walk, const Place *place, const Place *next)
{
    const AcvPacketSet *asked = next->flow.sets[ACV_FLOW_ASKED];
    if (place->hop->kind != ACV_HOP_ROUTER || place->depth >= MAX_DEPTH || walk->ends_at_blocks) {
        return NULL;
    }
    if (!place->is_reply) {
        return acv_topology_detour(walk->scene, place->hop, asked, &place->errand);
    }
    g_autoptr(AcvAddressSet) back = acv_packet_set_addresses(asked, ACV_FIELD_SOURCE);
    return acv_scene_onward_past_dead_routes(walk->scene, place->hop, back, &place->errand);
}

/* The router's choice as a step; if that leads nowhere, 'next' is where the search goes on. */
static void
record_choice(Walk *walk, const Place *place, Place *next, const AcvOnward *way)
{
    bool loops = is_loop(place, way->next);
    bool is_refused = way->verdict == ACV_VERDICT_REFUSED || loops;
    if (place->hop->kind != ACV_HOP_ROUTER && !is_refused) {
        return;
    }
    Place here = *next;
    here.hop = place->hop;
    AcvStep *step = add_step(walk, &here, ACV_STEP_ROUTE);
    step->route = way->rule;
    step->component = way->component;
    next->step = step;
    if (is_refused) {
        step->verdict = ACV_VERDICT_REFUSED;
        step->code = loops ? ACV_CODE_NO_ROUTE_TO_DESTINATION : way->code;
        add_blocker(walk, step, ACV_VERDICT_REFUSED, step->code, way->rule,
                    next->flow.sets[ACV_FLOW_ASKED]);
        step->out = acv_flow_blocked(walk->space, &next->flow);
        step->detour =
            step->code == ACV_CODE_ENDPOINT_MISSING ? NULL : detour_of(walk, place, next);
        next->flow = step->out;
        next->hop = step->detour;
    }
}

/* Nothing leads on: there the way ends. */
static AcvFlow
end_way(Walk *walk, const Place *place)
{
    if (!place->is_reply) {
        add_branch(walk, place->step, place->leg, NULL, false);
    } else if (!walk->way_back) {
        walk->way_back = place->step;
    }
    return acv_flow_empty(walk->space);
}

static bool
is_over(const Walk *walk, const Place *place)
{
    return walk->ends_at_blocks && acv_packet_set_is_empty(place->flow.sets[ACV_FLOW_POSSIBLE]);
}

/* Follows one way, or, where it leads nowhere, what would need the fewest changes. */
static AcvFlow
follow_way(Walk *walk, const Place *place, const AcvOnward *way)
{
    Place next = take_way(walk, place, way);
    if (acv_flow_is_empty(&next.flow)) {
        return acv_flow_empty(walk->space);
    }
    record_choice(walk, place, &next, way);
    if (!next.hop) {
        return end_way(walk, &next);
    }
    return next.is_reply ? walk_back(walk, next) : walk_there(walk, next);
}

static size_t
count_rewritings(const AcvStep *step)
{
    size_t n = 0;
    for (; step; step = step->previous) {
        n += step->kind == ACV_STEP_TRANSLATE;
    }
    return n;
}

/* What came to 'step', or was answered from there, as it was at the start of its leg; the last
 * 'n_undone' rewritings are undone already. */
static AcvFlow
rewrite_back(Walk *walk, const AcvLeg *leg, const AcvStep *step, size_t n_undone, AcvFlow flow)
{
    for (; step && step != leg->start; step = step->previous) {
        if (step->kind != ACV_STEP_TRANSLATE) {
            continue;
        }
        if (n_undone > 0) {
            n_undone--;
        } else {
            flow = acv_flow_rewrite_back(walk->scene, step->hop, &flow);
        }
    }
    return flow;
}

/* The flow of 'place' as it was at the start of its leg. */
static AcvFlow
flow_at_start(Walk *walk, const Place *place)
{
    return place->is_reply ? rewrite_back(walk, place->leg, place->turned,
                                          count_rewritings(place->step), place->flow)
                           : rewrite_back(walk, place->leg, place->step, 0, place->flow);
}

/* Follows every way; of a way that is taken perhaps, the others are the alternative. */
static AcvFlow
follow_ways(Walk *walk, const Place *place)
{
    AcvField field = place->is_reply ? ACV_FIELD_SOURCE : ACV_FIELD_DESTINATION;
    g_autoptr(AcvAddressSet) destinations =
        acv_packet_set_addresses(place->flow.sets[ACV_FLOW_ASKED], field);
    g_autoptr(GArray) ways =
        acv_scene_onward(walk->scene, place->hop, destinations, &place->errand);
    AcvFlow answered = acv_flow_empty(walk->space);
    for (guint i = ways->len; i > 0; i--) {
        const AcvOnward *way = &g_array_index(ways, AcvOnward, i - 1);
        AcvFlow part = follow_way(walk, place, way);
        if (way->maybe) {
            Place next = take_way(walk, place, way);
            AcvFlow taken = flow_at_start(walk, &next);
            answered = acv_flow_either(walk->space, &answered, &part, taken.sets[ACV_FLOW_ASKED]);
        } else {
            answered = acv_flow_union(walk->space, &answered, &part);
        }
    }
    return answered;
}

/* --- Ends --- */

/* The errand of replies on a leg. */
static AcvErrand
errand_back(Walk *walk, const AcvLeg *leg)
{
    return leg->hop ? acv_scene_errand_to_nat_gateway(walk->scene, leg->hop)
                    : acv_scene_errand_home(walk->scene);
}

/* Turns round at 'place': what of it needs no reply is answered as it is, and the replies to the
 * rest start at 'hop', or come back by themselves if that is NULL. */
static AcvFlow
turn_round(Walk *walk, const Place *place, const AcvHop *hop)
{
    walk->way_back = NULL;
    if (!hop) {
        return flow_at_start(walk, place);
    }
    const AcvPacketSet *asked = place->flow.sets[ACV_FLOW_ASKED];
    AcvFlow mute = acv_flow_restrict(walk->space, &place->flow,
                                     acv_packet_set_subtract(walk->space, asked, walk->answerable));
    AcvFlow answered = rewrite_back(walk, place->leg, place->step, 0, mute);
    Place back = *place;
    back.flow = acv_flow_restrict(walk->space, &place->flow, walk->answerable);
    back.hop = hop;
    back.turned = place->step;
    back.step = NULL;
    back.is_reply = true;
    back.errand = errand_back(walk, place->leg);
    back.depth = 0;
    if (!acv_flow_is_empty(&back.flow)) {
        AcvFlow replied = walk_back(walk, back);
        answered = acv_flow_union(walk->space, &answered, &replied);
    }
    return answered;
}

static AcvFlow
arrive(Walk *walk, Place *place)
{
    place->step = add_step(walk, place, ACV_STEP_ARRIVAL);
    AcvFlow answered = turn_round(walk, place, acv_scene_reply_start(walk->scene, place->hop));
    add_branch(walk, place->step, place->leg, walk->way_back, true);
    return answered;
}

/* --- NAT gateways --- */

static AcvFlow
pass_nat_gateway(Walk *walk, Place *place)
{
    AcvStep *step = add_step(walk, place, ACV_STEP_TRANSLATE);
    AcvLeg *leg = acv_arena_new0(acv_network_arena(walk->network), AcvLeg, 1);
    *leg = (AcvLeg){ .outer = place->leg, .hop = place->hop, .start = step };
    Place behind = *place;
    behind.leg = leg;
    behind.step = step;
    behind.errand.nat_gateway = (const AcvNatGateway *) place->hop->component;
    behind.flow = acv_flow_translate(walk->scene, place->hop, &place->flow);
    step->out = behind.flow;
    AcvFlow answered = follow_ways(walk, &behind);
    Place back = *place;
    back.flow = acv_flow_translate_back(walk->scene, place->hop, &place->flow, &answered);
    answered = turn_round(walk, &back, acv_scene_nat_gateway_return(walk->scene, place->hop));
    leg->way_back = walk->way_back;
    return answered;
}

/* --- The way there, and back --- */

static void
rewrite(Walk *walk, Place *place)
{
    AcvStep *step = add_step(walk, place, ACV_STEP_TRANSLATE);
    step->out = acv_flow_rewrite(walk->scene, place->hop, &place->flow, place->is_reply);
    place->flow = step->out;
    place->step = step;
}

static AcvFlow
walk_there(Walk *walk, Place place)
{
    ask_stages(walk, &place);
    if (is_over(walk, &place)) {
        return end_way(walk, &place);
    }
    if (acv_scene_is_end(walk->scene, place.hop)) {
        return arrive(walk, &place);
    }
    if (place.hop->kind == ACV_HOP_NAT_GATEWAY) {
        return pass_nat_gateway(walk, &place);
    }
    if (acv_hop_rewrites(place.hop)) {
        rewrite(walk, &place);
    }
    return follow_ways(walk, &place);
}

/* The replies of a leg are home where the leg started. */
static bool
is_home(const Walk *walk, const Place *place)
{
    return place->leg->hop ? place->hop == place->leg->hop
                           : acv_scene_is_home(walk->scene, place->hop);
}

static AcvFlow
walk_back(Walk *walk, Place place)
{
    bool at_nat_gateway = place.hop->kind == ACV_HOP_NAT_GATEWAY;
    if (!at_nat_gateway) {
        ask_stages(walk, &place);
    }
    if (is_over(walk, &place)) {
        return end_way(walk, &place);
    }
    if (is_home(walk, &place) || acv_hop_is_frontier(place.hop)) {
        walk->way_back = add_step(walk, &place, ACV_STEP_ARRIVAL);
        return flow_at_start(walk, &place);
    }
    if (at_nat_gateway || acv_scene_is_end(walk->scene, place.hop)) {
        return acv_flow_empty(walk->space);
    }
    if (acv_hop_rewrites(place.hop)) {
        rewrite(walk, &place);
    }
    return follow_ways(walk, &place);
}

/* --- The question --- */

static AcvReach *
reach_new(AcvScene *scene, const AcvPacketSet *asked, bool ends_at_blocks)
{
    AcvNetwork *network = acv_scene_network(scene);
    AcvReach *reach = g_new0(AcvReach, 1);
    reach->asked = asked;
    reach->branches = g_ptr_array_new();
    reach->blockers = g_ptr_array_new();
    Walk walk = { scene,
                  network,
                  acv_network_space(network),
                  acv_network_answerable_packets(network),
                  reach->branches,
                  reach->blockers,
                  NULL,
                  ends_at_blocks };
    AcvLeg *leg = acv_arena_new0(acv_network_arena(network), AcvLeg, 1);
    Place start = { .hop = acv_scene_start(scene),
                    .flow = acv_flow_of(asked),
                    .leg = leg,
                    .errand = acv_scene_errand(scene) };
    reach->answered = acv_packet_set_is_empty(asked) || !start.hop ? acv_flow_empty(walk.space)
                                                                   : walk_there(&walk, start);
    acv_reach_sort(reach);
    return reach;
}

AcvReach *
acv_reach(AcvScene *scene, const AcvPacketSet *asked)
{
    return reach_new(scene, asked, false);
}

AcvReach *
acv_reach_to_blocks(AcvScene *scene, const AcvPacketSet *asked)
{
    return reach_new(scene, asked, true);
}

void
acv_reach_free(AcvReach *reach)
{
    if (reach) {
        g_ptr_array_unref(reach->branches);
        g_ptr_array_unref(reach->blockers);
        g_free(reach);
    }
}

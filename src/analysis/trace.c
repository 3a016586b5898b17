#include "analysis/trace.h"

/* As long as the longest way of the engine of sets. */
enum { MAX_DEPTH = 128 };

typedef struct TraceLeg TraceLeg;
struct TraceLeg {
    const TraceLeg *outer;
    const AcvHop *hop;  /* The NAT gateway where it starts; NULL for the source. */
    AcvPacket received; /* What the gateway translated. */
};

typedef struct {
    AcvScene *scene;
    const AcvTraceChoice *choice;
    bool is_chosen; /* By a gateway on the way. */
} Trace;

/* A packet at a hop; a reply is one on its way back. */
typedef struct {
    const AcvHop *hop;
    AcvPacket packet;
    const TraceLeg *leg;
    AcvErrand errand;
    bool is_reply;
    unsigned depth;
} At;

static AcvVerdict go_there(Trace *trace, At at);
static AcvVerdict go_back(Trace *trace, At at);

/* Refused outweighs unknown, which outweighs admitted. */
static AcvVerdict
worse(AcvVerdict a, AcvVerdict b)
{
    if (a == ACV_VERDICT_REFUSED || b == ACV_VERDICT_REFUSED) {
        return ACV_VERDICT_REFUSED;
    }
    return a == ACV_VERDICT_UNKNOWN ? a : b;
}

static AcvVerdict
ask_stages(const At *at)
{
    AcvVerdict verdict = ACV_VERDICT_ADMITTED;
    for (size_t i = 0; i < at->hop->n_stages; i++) {
        const AcvStage *stage = at->hop->stages[i];
        if (!(at->is_reply && stage->stateful)) {
            AcvVerdict one;
            acv_stage_decide_packet(stage, &at->packet, &one);
            verdict = worse(verdict, one);
        }
    }
    return verdict;
}

/* The route that wins: the longest prefix, then the lowest rank, then the first. */
static const AcvRule *
best_route(const AcvHop *router, const AcvPacket *packet)
{
    const AcvRule *best = NULL;
    for (size_t i = 0; i < router->routes->n_rules; i++) {
        const AcvRule *rule = &router->routes->rules[i];
        if (!rule->maybe && acv_match_contains(&rule->match, packet)
            && (!best || rule->prefix_length > best->prefix_length
                || (rule->prefix_length == best->prefix_length && rule->rank < best->rank))) {
            best = rule;
        }
    }
    return best;
}

static AcvVerdict
go(Trace *trace, const At *at, const AcvHop *next)
{
    At there = *at;
    there.hop = next;
    there.depth++;
    return at->is_reply ? go_back(trace, there) : go_there(trace, there);
}

static bool
is_loop(const At *at, const AcvHop *next)
{
    for (const TraceLeg *leg = at->leg; leg && !at->is_reply; leg = leg->outer) {
        if (leg->hop && (leg->hop == next || next->next == leg->hop)) {
            return true;
        }
    }
    return at->depth >= MAX_DEPTH;
}

static AcvVerdict
follow(Trace *trace, const At *at, const AcvOnward *way)
{
    return way->verdict == ACV_VERDICT_REFUSED || is_loop(at, way->next) ? ACV_VERDICT_REFUSED
                                                                         : go(trace, at, way->next);
}

/* Goes on from a hop. Of ways that are taken perhaps, every one must end alike. */
static AcvVerdict
go_on(Trace *trace, const At *at)
{
    AcvAddress address = { at->packet.destination, at->packet.family };
    AcvAddressRange destination = acv_address_range(address);
    AcvAddressSet destinations = { &destination, 1 };
    g_autoptr(GArray) ways = acv_scene_onward(trace->scene, at->hop, &destinations, &at->errand);
    const AcvRule *best = at->hop->kind == ACV_HOP_ROUTER ? best_route(at->hop, &at->packet) : NULL;
    AcvVerdict verdict = ACV_VERDICT_REFUSED;
    bool have_verdict = false;
    for (guint i = 0; i < ways->len; i++) {
        const AcvOnward *way = &g_array_index(ways, AcvOnward, i);
        if (at->hop->kind == ACV_HOP_ROUTER && !way->maybe && way->rule != best) {
            return ACV_VERDICT_REFUSED; /* The engines disagree: let the test see it. */
        }
        AcvVerdict one = follow(trace, at, way);
        verdict = !have_verdict || one == verdict ? one : ACV_VERDICT_UNKNOWN;
        have_verdict = true;
    }
    return verdict;
}

/* Sends the reply to the packet at 'at' from 'hop'; NULL: it comes back by itself. */
static AcvVerdict
answer(Trace *trace, const At *at, const AcvHop *hop)
{
    if (!hop || !acv_packet_expects_reply(&at->packet)) {
        return ACV_VERDICT_ADMITTED;
    }
    At back = *at;
    back.hop = hop;
    back.packet = acv_packet_reply(&at->packet);
    back.is_reply = true;
    back.depth = 0;
    back.errand = at->leg->hop ? acv_scene_errand_to_nat_gateway(trace->scene, at->leg->hop)
                               : acv_scene_errand_home(trace->scene);
    return go_back(trace, back);
}

/* The address at 'index' of a set that is not empty, counted round and round. */
static AcvAddress
nth_address(const AcvAddressSet *set, size_t index)
{
    AcvUint128 n = 0;
    for (size_t i = 0; i < set->n_ranges; i++) {
        n += set->ranges[i].last - set->ranges[i].first + 1;
    }
    AcvUint128 rest = index % n;
    size_t i = 0;
    while (rest > set->ranges[i].last - set->ranges[i].first) {
        rest -= set->ranges[i].last - set->ranges[i].first + 1;
        i++;
    }
    return (AcvAddress){ set->ranges[i].first + rest, set->ranges[i].family };
}

static AcvVerdict
pass_nat_gateway(Trace *trace, At at)
{
    const AcvNatGateway *gateway = (const AcvNatGateway *) at.hop->component;
    const AcvAddressSet *addresses =
        acv_network_nat_gateway_addresses(acv_scene_network(trace->scene), gateway);
    TraceLeg leg = { at.leg, at.hop, at.packet };
    trace->is_chosen = true;
    At behind = at;
    behind.leg = &leg;
    behind.errand.nat_gateway = gateway;
    behind.packet.source = nth_address(addresses, trace->choice->nat_address).value;
    if (acv_protocol_layer4(at.packet.protocol) == ACV_LAYER4_PORTS) {
        behind.packet.source_port = trace->choice->nat_port;
    }
    AcvVerdict verdict = go_on(trace, &behind);
    return verdict == ACV_VERDICT_REFUSED
               ? verdict
               : worse(verdict,
                       answer(trace, &at, acv_scene_nat_gateway_return(trace->scene, at.hop)));
}

static AcvVerdict
go_there(Trace *trace, At at)
{
    AcvVerdict verdict = ask_stages(&at);
    if (verdict == ACV_VERDICT_REFUSED) {
        return verdict;
    }
    if (acv_scene_is_end(trace->scene, at.hop)) {
        return worse(verdict, answer(trace, &at, acv_scene_reply_start(trace->scene, at.hop)));
    }
    if (at.hop->kind == ACV_HOP_NAT_GATEWAY) {
        return worse(verdict, pass_nat_gateway(trace, at));
    }
    if (acv_hop_rewrites(at.hop)) {
        acv_scene_rewrite_packet(trace->scene, at.hop, &at.packet);
    }
    return worse(verdict, go_on(trace, &at));
}

static bool
is_home(Trace *trace, const At *at)
{
    return at->leg->hop ? at->hop == at->leg->hop : acv_scene_is_home(trace->scene, at->hop);
}

static AcvVerdict
go_back(Trace *trace, At at)
{
    bool at_nat_gateway = at.hop->kind == ACV_HOP_NAT_GATEWAY;
    AcvVerdict verdict = at_nat_gateway ? ACV_VERDICT_ADMITTED : ask_stages(&at);
    if (verdict == ACV_VERDICT_REFUSED || is_home(trace, &at) || acv_hop_is_frontier(at.hop)) {
        return verdict;
    }
    if (at_nat_gateway || acv_scene_is_end(trace->scene, at.hop)) {
        return ACV_VERDICT_REFUSED;
    }
    if (acv_hop_rewrites(at.hop)) {
        acv_scene_rewrite_packet(trace->scene, at.hop, &at.packet);
    }
    return worse(verdict, go_on(trace, &at));
}

AcvVerdict
acv_trace(AcvScene *scene, const AcvPacket *packet, const AcvTraceChoice *choice,
          bool *out_is_chosen)
{
    Trace trace = { .scene = scene, .choice = choice };
    TraceLeg leg = { 0 };
    const AcvHop *start = acv_scene_start(scene);
    At at = { .hop = start, .packet = *packet, .leg = &leg, .errand = acv_scene_errand(scene) };
    AcvVerdict verdict = start ? go_there(&trace, at) : ACV_VERDICT_REFUSED;
    *out_is_chosen = trace.is_chosen;
    return verdict;
}

#include "analysis/flow.h"

static bool
is_possible(int part)
{
    return part == ACV_FLOW_POSSIBLE || part == ACV_FLOW_POSSIBLE_STEADY;
}

AcvFlow
acv_flow_of(const AcvPacketSet *set)
{
    AcvFlow flow;
    for (int i = 0; i < ACV_N_FLOW_PARTS; i++) {
        flow.sets[i] = set;
    }
    return flow;
}

AcvFlow
acv_flow_empty(AcvPacketSpace *space)
{
    return acv_flow_of(acv_packet_set_empty(space));
}

bool
acv_flow_is_empty(const AcvFlow *flow)
{
    return acv_packet_set_is_empty(flow->sets[ACV_FLOW_ASKED]);
}

AcvFlow
acv_flow_filter(AcvPacketSpace *space, const AcvFlow *flow, const AcvDecision *decision)
{
    const AcvPacketSet *possible =
        acv_packet_set_union(space, decision->admitted, decision->unknown);
    AcvFlow passed = *flow;
    for (int i = ACV_FLOW_POSSIBLE; i < ACV_N_FLOW_PARTS; i++) {
        passed.sets[i] = acv_packet_set_intersect(space, flow->sets[i],
                                                  is_possible(i) ? possible : decision->admitted);
    }
    return passed;
}

AcvFlow
acv_flow_restrict(AcvPacketSpace *space, const AcvFlow *flow, const AcvPacketSet *set)
{
    AcvFlow part;
    for (int i = 0; i < ACV_N_FLOW_PARTS; i++) {
        part.sets[i] = acv_packet_set_intersect(space, flow->sets[i], set);
    }
    return part;
}

AcvFlow
acv_flow_blocked(AcvPacketSpace *space, const AcvFlow *flow)
{
    AcvFlow blocked = acv_flow_empty(space);
    blocked.sets[ACV_FLOW_ASKED] = flow->sets[ACV_FLOW_ASKED];
    return blocked;
}

AcvFlow
acv_flow_union(AcvPacketSpace *space, const AcvFlow *a, const AcvFlow *b)
{
    AcvFlow sum;
    for (int i = 0; i < ACV_N_FLOW_PARTS; i++) {
        sum.sets[i] = acv_packet_set_union(space, a->sets[i], b->sets[i]);
    }
    return sum;
}

AcvFlow
acv_flow_either(AcvPacketSpace *space, const AcvFlow *always, const AcvFlow *perhaps,
                const AcvPacketSet *domain)
{
    AcvFlow result = acv_flow_union(space, always, perhaps);
    for (int i = ACV_FLOW_SURE; i < ACV_N_FLOW_PARTS; i++) {
        const AcvPacketSet *doubtful = acv_packet_set_subtract(space, domain, perhaps->sets[i]);
        result.sets[i] = acv_packet_set_subtract(space, always->sets[i], doubtful);
    }
    return result;
}

/* The packets of 'asked' that differ from one of 'set' in their destination at most. */
static const AcvPacketSet *
for_some_destination(AcvPacketSpace *space, const AcvPacketSet *set, const AcvPacketSet *asked)
{
    return acv_packet_set_intersect(space, acv_packet_set_forget(space, set, ACV_FIELD_DESTINATION),
                                    asked);
}

static const AcvPacketSet *
for_every_destination(AcvPacketSpace *space, const AcvPacketSet *set, const AcvPacketSet *asked)
{
    const AcvPacketSet *lacking = acv_packet_set_subtract(space, asked, set);
    return acv_packet_set_subtract(space, asked, for_some_destination(space, lacking, asked));
}

bool
acv_flow_quantify(AcvPacketSpace *space, AcvFlow *flow, const AcvPacketSet *asked)
{
    bool differs = false;
    for (int i = ACV_FLOW_POSSIBLE; i < ACV_N_FLOW_PARTS; i++) {
        const AcvPacketSet *some = for_some_destination(space, flow->sets[i], asked);
        const AcvPacketSet *every = for_every_destination(space, flow->sets[i], asked);
        differs |= some != every;
        flow->sets[i] = is_possible(i) ? some : every;
    }
    return differs;
}

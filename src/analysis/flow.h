/* Packets on their way, as what is certain of them and what is possible.
 *
 * A scenario may lack what decides, and a NAT gateway picks ports as it likes. So a flow is five
 * sets that all go the same way and are filtered by different measures:
 *
 *   ASKED             every packet of the question, blocked or not: what blockers are found with
 *   POSSIBLE          passes if everything unknown admits, for some choice of the NAT gateways
 *   POSSIBLE_STEADY   the same, for every choice
 *   SURE              passes even if everything unknown refuses, for some choice
 *   SURE_STEADY       the same, for every choice
 *
 * SURE_STEADY <= SURE <= POSSIBLE, and SURE_STEADY <= POSSIBLE_STEADY <= POSSIBLE <= ASKED. Where
 * nothing is unknown and no NAT gateway matters, four of them are one and the same set. */
#pragma once

#include "acv/packet_set.h"
#include "network/scene.h"

typedef enum {
    ACV_FLOW_ASKED,
    ACV_FLOW_POSSIBLE,
    ACV_FLOW_POSSIBLE_STEADY,
    ACV_FLOW_SURE,
    ACV_FLOW_SURE_STEADY,
} AcvFlowPart;

enum { ACV_N_FLOW_PARTS = 5 };

typedef struct {
    const AcvPacketSet *sets[ACV_N_FLOW_PARTS];
} AcvFlow;

/* All five parts are 'set'. */
AcvFlow acv_flow_of(const AcvPacketSet *set);
AcvFlow acv_flow_empty(AcvPacketSpace *space);

/* True if nothing is left, blocked or not. */
bool acv_flow_is_empty(const AcvFlow *flow);

/* What passes a stage. ASKED goes on as it is. */
AcvFlow acv_flow_filter(AcvPacketSpace *space, const AcvFlow *flow, const AcvDecision *decision);

/* The part of every set that is in 'set'. */
AcvFlow acv_flow_restrict(AcvPacketSpace *space, const AcvFlow *flow, const AcvPacketSet *set);

/* ASKED alone: nothing passes, but the search for blockers goes on. */
AcvFlow acv_flow_blocked(AcvPacketSpace *space, const AcvFlow *flow);

AcvFlow acv_flow_union(AcvPacketSpace *space, const AcvFlow *a, const AcvFlow *b);

/* One way or the other is taken for the packets of 'domain', and it is not known which: certain is
 * what both bring, possible what either brings. 'always' holds also what takes the one way in any
 * case. */
AcvFlow acv_flow_either(AcvPacketSpace *space, const AcvFlow *always, const AcvFlow *perhaps,
                        const AcvPacketSet *domain);

/* Of packets to a target whose addresses nobody knows, 'asked' being to all that they can be: what
 * is said of some destinations becomes said of the unknown ones. It is possible if it is so for
 * some destination, and sure if it is so for every one. True if that is not the same. */
bool acv_flow_quantify(AcvPacketSpace *space, AcvFlow *flow, const AcvPacketSet *asked);

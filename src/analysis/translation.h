/* What gateways make of packets, and how what was answered is told in terms of what was sent. */
#pragma once

#include "analysis/flow.h"

/* The packets after an internet gateway has put public addresses for private ones, or the other way
 * round; 'mirrored' if they are replies. */
AcvFlow acv_flow_rewrite(AcvScene *scene, const AcvHop *hop, const AcvFlow *flow, bool mirrored);

/* The packets that the gateway made those of 'flow' of. */
AcvFlow acv_flow_rewrite_back(AcvScene *scene, const AcvHop *hop, const AcvFlow *flow);

/* The packets after a NAT gateway has put its own address and any of its ports for the sender's. */
AcvFlow acv_flow_translate(AcvScene *scene, const AcvHop *hop, const AcvFlow *flow);

/* What clients sent, of 'sent', of that which is 'answered' behind the NAT gateway: for some of its
 * choices, and where a flow is steady, for every one. */
AcvFlow acv_flow_translate_back(AcvScene *scene, const AcvHop *hop, const AcvFlow *sent,
                                const AcvFlow *answered);

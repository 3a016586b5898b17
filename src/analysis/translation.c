#include "analysis/translation.h"

AcvFlow
acv_flow_rewrite(AcvScene *scene, const AcvHop *hop, const AcvFlow *flow, bool mirrored)
{
    AcvFlow rewritten;
    for (int i = 0; i < ACV_N_FLOW_PARTS; i++) {
        rewritten.sets[i] = acv_scene_rewrite(scene, hop, flow->sets[i], mirrored);
    }
    return rewritten;
}

AcvFlow
acv_flow_rewrite_back(AcvScene *scene, const AcvHop *hop, const AcvFlow *flow)
{
    AcvFlow original;
    for (int i = 0; i < ACV_N_FLOW_PARTS; i++) {
        original.sets[i] = acv_scene_rewrite_back(scene, hop, flow->sets[i]);
    }
    return original;
}

/* --- NAT gateways --- */

static const AcvPacketSet *
translate(AcvScene *scene, const AcvHop *hop, const AcvPacketSet *set)
{
    AcvNetwork *network = acv_scene_network(scene);
    AcvPacketSpace *space = acv_network_space(network);
    const AcvAddressSet *addresses =
        acv_network_nat_gateway_addresses(network, (const AcvNatGateway *) hop->component);
    set = acv_packet_set_assign_address(space, set, ACV_FIELD_SOURCE, addresses);
    return acv_packet_set_assign_port(space, set, ACV_FIELD_SOURCE_PORT, ACV_NAT_PORTS);
}

AcvFlow
acv_flow_translate(AcvScene *scene, const AcvHop *hop, const AcvFlow *flow)
{
    AcvFlow translated;
    for (int i = 0; i < ACV_N_FLOW_PARTS; i++) {
        translated.sets[i] = translate(scene, hop, flow->sets[i]);
    }
    return translated;
}

/* The packets of 'set' that the gateway may translate to one of 'translated'. */
static const AcvPacketSet *
pull_back(AcvPacketSpace *space, const AcvPacketSet *set, const AcvPacketSet *translated)
{
    const AcvPacketSet *any = acv_packet_set_forget(space, translated, ACV_FIELD_SOURCE);
    any = acv_packet_set_forget(space, any, ACV_FIELD_SOURCE_PORT);
    return acv_packet_set_intersect(space, set, any);
}

AcvFlow
acv_flow_translate_back(AcvScene *scene, const AcvHop *hop, const AcvFlow *sent,
                        const AcvFlow *answered)
{
    AcvPacketSpace *space = acv_network_space(acv_scene_network(scene));
    AcvFlow pulled = *sent;
    for (int i = ACV_FLOW_POSSIBLE; i < ACV_N_FLOW_PARTS; i++) {
        pulled.sets[i] = pull_back(space, sent->sets[i], answered->sets[i]);
        if (i == ACV_FLOW_POSSIBLE_STEADY || i == ACV_FLOW_SURE_STEADY) {
            const AcvPacketSet *lost = acv_packet_set_subtract(
                space, translate(scene, hop, sent->sets[i]), answered->sets[i]);
            pulled.sets[i] = acv_packet_set_subtract(space, pulled.sets[i],
                                                     pull_back(space, sent->sets[i], lost));
        }
    }
    return pulled;
}

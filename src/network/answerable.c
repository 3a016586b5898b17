/* Which packets expect a reply. */
#include "network/index.h"

static bool
is_answered(unsigned protocol, unsigned icmp_type)
{
    AcvPacket packet = { .family = ACV_FAMILY_IPV4,
                         .protocol = (uint8_t) protocol,
                         .source_port = (uint16_t) icmp_type };
    return acv_packet_expects_reply(&packet);
}

/* Appends a match for each run of ICMP types that nobody answers. */
static void
append_unanswered(GArray *matches, unsigned protocol)
{
    AcvMatch match = ACV_MATCH_ALL;
    match.first_protocol = match.last_protocol = (uint8_t) protocol;
    for (unsigned type = 0, end; type <= UINT8_MAX; type = end + 1) {
        for (end = type; end <= UINT8_MAX && !is_answered(protocol, end);) {
            end++;
        }
        if (end > type) {
            match.source_ports = (AcvPortRange){ (uint16_t) type, (uint16_t) (end - 1) };
            g_array_append_val(matches, match);
        }
    }
}

static const AcvPacketSet *
make_answerable(AcvPacketSpace *space)
{
    g_autoptr(GArray) matches = g_array_new(FALSE, FALSE, sizeof(AcvMatch));
    for (unsigned protocol = 0; protocol <= ACV_PROTOCOL_LAST; protocol++) {
        if (acv_protocol_layer4((uint8_t) protocol) == ACV_LAYER4_ICMP) {
            append_unanswered(matches, protocol);
        }
    }
    const AcvPacketSet *unanswered = acv_packet_set_from_matches(
        space, (const AcvMatch *) (const void *) matches->data, matches->len);
    return acv_packet_set_subtract(space, acv_packet_set_all(space), unanswered);
}

const AcvPacketSet *
acv_network_answerable_packets(AcvNetwork *network)
{
    if (!network->answerable) {
        network->answerable = network->other ? acv_network_answerable_packets(network->other)
                                             : make_answerable(network->space);
    }
    return network->answerable;
}

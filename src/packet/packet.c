#include "acv/packet.h"

enum { ICMP_LAST = UINT8_MAX };

/* The ICMP messages that ask for another one. */
static const struct {
    uint8_t protocol;
    uint8_t query;
    uint8_t reply;
} icmp_queries[] = {
    { ACV_PROTOCOL_ICMP, 8, 0 },       /* Echo. */
    { ACV_PROTOCOL_ICMP, 13, 14 },     /* Timestamp. */
    { ACV_PROTOCOL_ICMP, 15, 16 },     /* Information. */
    { ACV_PROTOCOL_ICMP, 17, 18 },     /* Address mask. */
    { ACV_PROTOCOL_ICMPV6, 128, 129 }, /* Echo. */
    { ACV_PROTOCOL_ICMPV6, 139, 140 }, /* Node information. */
};

AcvLayer4
acv_protocol_layer4(uint8_t protocol)
{
    switch (protocol) {
    case ACV_PROTOCOL_TCP:
    case ACV_PROTOCOL_UDP:
        return ACV_LAYER4_PORTS;
    case ACV_PROTOCOL_ICMP:
    case ACV_PROTOCOL_ICMPV6:
        return ACV_LAYER4_ICMP;
    default:
        return ACV_LAYER4_NONE;
    }
}

static bool
range_contains(AcvPortRange range, uint16_t value)
{
    return range.first <= value && value <= range.last;
}

static bool
addresses_contain(const AcvAddressSet *addresses, AcvFamily family, AcvUint128 value)
{
    return !addresses || acv_address_set_contains(addresses, (AcvAddress){ value, family });
}

bool
acv_match_contains(const AcvMatch *match, const AcvPacket *packet)
{
    if (packet->protocol < match->first_protocol || packet->protocol > match->last_protocol
        || !addresses_contain(match->sources, packet->family, packet->source)
        || !addresses_contain(match->destinations, packet->family, packet->destination)) {
        return false;
    }
    return acv_protocol_layer4(packet->protocol) == ACV_LAYER4_NONE
           || (range_contains(match->source_ports, packet->source_port)
               && range_contains(match->destination_ports, packet->destination_port));
}

/* The row of 'icmp_queries' with this query, else -1. */
static int
find_query(uint8_t protocol, uint16_t query)
{
    for (size_t i = 0; i < G_N_ELEMENTS(icmp_queries); i++) {
        if (icmp_queries[i].protocol == protocol && icmp_queries[i].query == query) {
            return (int) i;
        }
    }
    return -1;
}

/* The row of 'icmp_queries' with this reply, else -1. */
static int
find_reply(uint8_t protocol, uint16_t reply)
{
    for (size_t i = 0; i < G_N_ELEMENTS(icmp_queries); i++) {
        if (icmp_queries[i].protocol == protocol && icmp_queries[i].reply == reply) {
            return (int) i;
        }
    }
    return -1;
}

bool
acv_packet_expects_reply(const AcvPacket *packet)
{
    return acv_protocol_layer4(packet->protocol) != ACV_LAYER4_ICMP
           || find_query(packet->protocol, packet->source_port) >= 0;
}

AcvPacket
acv_packet_reply(const AcvPacket *packet)
{
    AcvPacket reply = *packet;
    reply.source = packet->destination;
    reply.destination = packet->source;

    if (acv_protocol_layer4(packet->protocol) == ACV_LAYER4_ICMP) {
        int row = find_query(packet->protocol, packet->source_port);
        g_assert(row >= 0);
        reply.source_port = icmp_queries[row].reply;
    } else {
        reply.source_port = packet->destination_port;
        reply.destination_port = packet->source_port;
    }
    return reply;
}

static bool
is_all(AcvPortRange range, uint16_t last)
{
    return range.first == 0 && range.last >= last;
}

/* 'match', which is for one ICMP protocol, with the type of a reply replaced by that of its query.
 */
static AcvMatch
mirror_icmp(AcvMatch match)
{
    if (is_all(match.source_ports, ICMP_LAST)) {
        return match;
    }
    g_assert(match.source_ports.first >= match.source_ports.last);
    int row = find_reply(match.first_protocol, match.source_ports.first);
    if (row < 0 || match.source_ports.first > match.source_ports.last) {
        return ACV_MATCH_NONE;
    }
    uint16_t query = icmp_queries[row].query;
    match.source_ports = (AcvPortRange){ query, query };
    return match;
}

AcvMatch
acv_match_mirror(const AcvMatch *match)
{
    AcvMatch mirror = *match;
    mirror.sources = match->destinations;
    mirror.destinations = match->sources;

    if (match->first_protocol == match->last_protocol
        && acv_protocol_layer4(match->first_protocol) == ACV_LAYER4_ICMP) {
        return mirror_icmp(mirror);
    }
    g_assert(match->first_protocol >= match->last_protocol
             || (is_all(match->source_ports, UINT16_MAX)
                 && is_all(match->destination_ports, UINT16_MAX)));
    mirror.source_ports = match->destination_ports;
    mirror.destination_ports = match->source_ports;
    return mirror;
}

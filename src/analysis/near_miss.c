/* A rule is compared with the packets field by field: for each field a match of that field alone,
 * and everything else any, either overlaps the packets or not. The rule with the fewest fields that
 * do not is the nearest; among equals one of another port, the nearest first, then of another
 * address, then of another protocol. */
#include "analysis/near_miss.h"

#include <limits.h>

static bool
overlaps(AcvPacketSpace *space, const AcvMatch *match, bool is_reply, const AcvPacketSet *packets)
{
    AcvMatch seen = is_reply ? acv_match_mirror(match) : *match;
    return acv_packet_set_overlaps(space, acv_packet_set_from_match(space, &seen), packets);
}

static AcvMatch
addresses_alone(const AcvMatch *match)
{
    AcvMatch alone = ACV_MATCH_ALL;
    alone.sources = match->sources;
    alone.destinations = match->destinations;
    return alone;
}

static AcvMatch
protocol_alone(const AcvMatch *match)
{
    AcvMatch alone = ACV_MATCH_ALL;
    alone.first_protocol = match->first_protocol;
    alone.last_protocol = match->last_protocol;
    return alone;
}

/* Ports are compared among all protocols that have ports, types among all that have types: a rule
 * for udp 53 differs from tcp 53 in the protocol alone. */
static bool
ports_overlap(AcvPacketSpace *space, const AcvMatch *match, bool is_reply,
              const AcvPacketSet *packets)
{
    AcvLayer4 layer4 = acv_protocol_layer4(match->first_protocol);
    if (match->first_protocol != match->last_protocol || layer4 == ACV_LAYER4_NONE) {
        return true;
    }
    for (unsigned protocol = 0; protocol <= ACV_PROTOCOL_LAST; protocol++) {
        AcvMatch alone = ACV_MATCH_ALL;
        alone.first_protocol = alone.last_protocol = (uint8_t) protocol;
        alone.source_ports = match->source_ports;
        alone.destination_ports = match->destination_ports;
        if (acv_protocol_layer4((uint8_t) protocol) == layer4
            && overlaps(space, &alone, is_reply, packets)) {
            return true;
        }
    }
    return false;
}

static bool
has_family(const AcvAddressSet *set, AcvFamily family)
{
    for (size_t i = 0; set && i < set->n_ranges; i++) {
        if (set->ranges[i].family == family) {
            return true;
        }
    }
    return !set || set->n_ranges == 0;
}

/* Whether the rule speaks of another family than all of the packets. */
static bool
misses_family(const AcvMatch *match, const AcvPacketSet *packets)
{
    AcvPacket sample;
    return acv_packet_set_sample(packets, &sample)
           && !(has_family(match->sources, sample.family)
                && has_family(match->destinations, sample.family));
}

static unsigned
misses_of(AcvPacketSpace *space, const AcvMatch *match, const AcvPacketSet *packets, bool is_reply)
{
    AcvMatch addresses = addresses_alone(match);
    AcvMatch protocol = protocol_alone(match);
    unsigned misses = 0;
    if (misses_family(match, packets)) {
        misses |= ACV_MISS_FAMILY;
    } else if (!overlaps(space, &addresses, is_reply, packets)) {
        misses |= ACV_MISS_ADDRESS;
    }
    if (!overlaps(space, &protocol, is_reply, packets)) {
        misses |= ACV_MISS_PROTOCOL;
    }
    if (!ports_overlap(space, match, is_reply, packets)) {
        misses |= ACV_MISS_PORT;
    }
    return misses;
}

/* How far the ports of a rule are from the packets', 0..65535. */
static unsigned
port_distance(const AcvMatch *match, const AcvPacket *sample, bool is_reply)
{
    unsigned port = is_reply ? sample->source_port : sample->destination_port;
    AcvPortRange ports = match->destination_ports;
    return port < ports.first ? ports.first - port : port > ports.last ? port - ports.last : 0;
}

/* The fewer fields, the nearer (see the bits' order in AcvMiss), then the nearer port. */
static unsigned
distance(const AcvMatch *match, unsigned misses, const AcvPacketSet *packets, bool is_reply)
{
    static const unsigned weights[] = { 40, 14, 12, 11 };
    unsigned sum = 0;
    AcvPacket sample;
    for (size_t i = 0; i < G_N_ELEMENTS(weights); i++) {
        sum += misses & (1u << i) ? weights[i] : 0;
    }
    bool by_port = misses & ACV_MISS_PORT && acv_packet_set_sample(packets, &sample);
    return (sum << 16) + (by_port ? port_distance(match, &sample, is_reply) : 0);
}

AcvNearMiss
acv_near_miss_find(AcvPacketSpace *space, const AcvStage *stage, const AcvRule *decided,
                   const AcvPacketSet *packets, bool is_reply)
{
    AcvNearMiss nearest = { 0 };
    unsigned least = UINT_MAX;
    for (size_t i = 0; i < stage->n_rules; i++) {
        const AcvRule *rule = &stage->rules[i];
        if (rule->verdict != ACV_VERDICT_ADMITTED || rule->exempt) {
            continue;
        }
        unsigned misses = misses_of(space, &rule->match, packets, is_reply);
        /* What matches in full and yet did not decide comes after what did. */
        bool is_later = misses == 0 && decided && rule > decided;
        unsigned away = distance(&rule->match, misses, packets, is_reply);
        if ((misses != 0 || is_later) && away < least) {
            least = away;
            nearest = (AcvNearMiss){ rule, misses };
        }
    }
    return nearest;
}

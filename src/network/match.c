/* What AWS's protocols and port fields mean as matches. */
#include "network/match.h"

/* -1 and an absent number are any; a lone end stands for both. */
static AcvPortRange
number_range(AcvNumber from, AcvNumber to, int32_t limit)
{
    bool has_from = from.given && from.value >= 0;
    bool has_to = to.given && to.value >= 0;
    if (!has_from && !has_to) {
        return ACV_PORTS_ALL;
    }
    int32_t first = has_from ? from.value : to.value;
    int32_t last = has_to ? to.value : from.value;
    return (AcvPortRange){ (uint16_t) MIN(first, limit), (uint16_t) MIN(last, limit) };
}

void
acv_match_set_protocol(AcvMatch *match, AcvProtocol protocol, AcvNumber from, AcvNumber to)
{
    if (!protocol.given || protocol.unknown) {
        return;
    }
    match->first_protocol = protocol.first;
    match->last_protocol = protocol.last;
    if (protocol.first != protocol.last) {
        return;
    }
    switch (acv_protocol_layer4(protocol.first)) {
    case ACV_LAYER4_PORTS:
        match->destination_ports = number_range(from, to, UINT16_MAX);
        break;
    case ACV_LAYER4_ICMP:
        match->source_ports = number_range(from, from, UINT8_MAX);
        match->destination_ports = number_range(to, to, UINT8_MAX);
        break;
    case ACV_LAYER4_NONE:
        break;
    }
}

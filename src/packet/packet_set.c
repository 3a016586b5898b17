#include "acv/packet_set.h"

#include "packet/apply.h"
#include "packet/level.h"

const AcvPacketSet *
acv_packet_set_empty(AcvPacketSpace *space)
{
    (void) space;
    return &acv_set_none;
}

const AcvPacketSet *
acv_packet_set_all(AcvPacketSpace *space)
{
    (void) space;
    return &acv_set_all;
}

bool
acv_packet_set_is_empty(const AcvPacketSet *set)
{
    return set == &acv_set_none;
}

const AcvPacketSet *
acv_packet_set_union(AcvPacketSpace *space, const AcvPacketSet *a, const AcvPacketSet *b)
{
    return acv_set_apply(space, ACV_OPERATION_UNION, a, b);
}

const AcvPacketSet *
acv_packet_set_intersect(AcvPacketSpace *space, const AcvPacketSet *a, const AcvPacketSet *b)
{
    return acv_set_apply(space, ACV_OPERATION_INTERSECT, a, b);
}

const AcvPacketSet *
acv_packet_set_subtract(AcvPacketSpace *space, const AcvPacketSet *a, const AcvPacketSet *b)
{
    return acv_set_apply(space, ACV_OPERATION_SUBTRACT, a, b);
}

bool
acv_packet_set_covers(AcvPacketSpace *space, const AcvPacketSet *outer, const AcvPacketSet *inner)
{
    return acv_set_applies_to_none(space, ACV_OPERATION_SUBTRACT, inner, outer);
}

bool
acv_packet_set_overlaps(AcvPacketSpace *space, const AcvPacketSet *a, const AcvPacketSet *b)
{
    return !acv_set_applies_to_none(space, ACV_OPERATION_INTERSECT, a, b);
}

bool
acv_packet_set_contains(const AcvPacketSet *set, const AcvPacket *packet)
{
    set = acv_set_step(set, ACV_LEVEL_FAMILY, packet->family == ACV_FAMILY_IPV6);
    set = acv_set_step(set, ACV_LEVEL_SOURCE, packet->source);
    set = acv_set_step(set, ACV_LEVEL_DESTINATION, packet->destination);
    set = acv_set_step(set, ACV_LEVEL_PROTOCOL, packet->protocol);
    set = acv_set_step(set, ACV_LEVEL_SOURCE_PORT, packet->source_port);
    set = acv_set_step(set, ACV_LEVEL_DESTINATION_PORT, packet->destination_port);
    return set == &acv_set_all;
}

/* What the levels of a packet set's diagram mean. */
#pragma once

#include "packet/space.h"

/* In the order in which a set asks. The late levels are those of a diagram that asks for addresses
 * last; no packet set has them. */
typedef enum {
    ACV_LEVEL_FAMILY, /* 0 IPv4, 1 IPv6. */
    ACV_LEVEL_SOURCE,
    ACV_LEVEL_DESTINATION,
    ACV_LEVEL_PROTOCOL,
    ACV_LEVEL_SOURCE_PORT,      /* Of ICMP the type. */
    ACV_LEVEL_DESTINATION_PORT, /* Of ICMP the code. */
    ACV_LEVEL_LATE_SOURCE,
    ACV_LEVEL_LATE_DESTINATION,
} AcvLevel;

/* Neighbouring protocols that agree on what follows. */
typedef struct {
    uint8_t first;
    uint8_t last;
    AcvLayer4 layer4;
} AcvProtocolRun;

enum { ACV_N_PROTOCOL_RUNS = 9 };

/* All protocols, in ascending order. */
extern const AcvProtocolRun acv_protocol_runs[ACV_N_PROTOCOL_RUNS];

/* The greatest port, or type or code. 'layer4' has such. */
static inline uint16_t
acv_layer4_last(AcvLayer4 layer4)
{
    return layer4 == ACV_LAYER4_ICMP ? UINT8_MAX : UINT16_MAX;
}

static inline AcvFamily
acv_family_of_index(unsigned index)
{
    return index == 0 ? ACV_FAMILY_IPV4 : ACV_FAMILY_IPV6;
}

/* Leads to 'child' by the addresses of 'family' that are in 'addresses', or by any if that is NULL,
 * else to nowhere. */
const AcvPacketSet *acv_set_of_addresses(AcvPacketSpace *space, AcvLevel level, AcvFamily family,
                                         const AcvAddressSet *addresses, const AcvPacketSet *child);

/* Leads to 'child' by the values of 'range' that are at most 'top', else to nowhere. */
const AcvPacketSet *acv_set_of_port_range(AcvPacketSpace *space, AcvLevel level, AcvPortRange range,
                                          uint16_t top, const AcvPacketSet *child);

const AcvPacketSet *acv_set_of_families(AcvPacketSpace *space, const AcvPacketSet *ipv4,
                                        const AcvPacketSet *ipv6);

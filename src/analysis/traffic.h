/* Blocked packets as rules write them: a protocol, ports or ICMP types, and the prefixes of the
 * other side. */
#pragma once

#include "analysis/reach.h"

typedef struct {
    AcvFamily family;
    int protocol;         /* A number, or -1 for all. */
    AcvNumberRange ports; /* Of what arrives; of ICMP its types. */
    bool has_ports;       /* Else any, or the protocol has none. */
    const AcvAddressSet *peers;
} AcvTraffic;

/* What a rule at the place of 'blocker' must say to let its packets, or the replies to them, pass:
 * elements AcvTraffic, few; what 'network' keeps. Free with g_array_unref(). */
GArray *acv_traffic_of(AcvNetwork *network, const AcvBlocker *blocker);

/* A few prefixes of 'family' that hold 'set' and little else: elements AcvPrefix. Free with
 * g_array_unref(). */
GArray *acv_prefixes_of(const AcvAddressSet *set, AcvFamily family);

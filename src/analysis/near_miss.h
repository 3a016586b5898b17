/* How near refused packets came to being let through. */
#pragma once

#include "network/scene.h"

/* What of a packet a rule does not match; bits. */
typedef enum {
    ACV_MISS_FAMILY = 1 << 0, /* IPv4 and IPv6. */
    ACV_MISS_PROTOCOL = 1 << 1,
    ACV_MISS_ADDRESS = 1 << 2, /* The peer: prefix, prefix list or group. */
    ACV_MISS_PORT = 1 << 3,    /* Of ICMP: type or code. */
} AcvMiss;

/* The rule that comes closest to letting packets through. */
typedef struct {
    const AcvRule *rule; /* NULL if there is none. */
    unsigned misses;     /* AcvMiss bits; none if another rule comes first. */
} AcvNearMiss;

/* The admitting rule of 'stage' that misses 'packets' by least; 'decided' is the rule that refused
 * them, or NULL. */
AcvNearMiss acv_near_miss_find(AcvPacketSpace *space, const AcvStage *stage, const AcvRule *decided,
                               const AcvPacketSet *packets, bool is_reply);

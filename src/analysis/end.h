/* The two ends of a path: where a party stands, and the addresses that the other side sees. */
#pragma once

#include "analysis/party.h"

/* A placement, the internet, some addresses, a service at its public addresses, or an AgentCore
 * resource outside any VPC. */
typedef struct {
    AcvPartyKind kind;
    const AcvParty *party;
    const AcvRecord *record;        /* What the question named, or what owns the address; of a
                                       service, the endpoint that leads there. */
    const AcvPlacement *placement;  /* Of PLACEMENTS, and of a service with an endpoint. */
    const AcvService *service;      /* Of SERVICE. */
    const AcvAddressSet *addresses; /* As the other side sees it. */
} AcvEnd;

/* The ends of all parties: elements AcvEnd. Free with g_array_unref(). */
GArray *acv_ends_of(const GPtrArray *parties);

/* The same of targets, for one source: what a service is depends on who asks. */
GArray *acv_ends_of_targets(AcvNetwork *network, const GPtrArray *parties, const AcvEnd *source);

/* A party, or one of its placements. */
AcvEnd acv_end_of(const AcvParty *party, const AcvPlacement *placement);

/* True of a file system without a mount target. */
bool acv_end_is_nowhere(const AcvEnd *end);

/* Sets the addresses that depend on the other end, and finds who owns an address. */
void acv_ends_settle(AcvNetwork *network, AcvEnd *source, AcvEnd *target);

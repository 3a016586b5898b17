/* The two ends of a path: where a party stands, and the addresses that the other side sees. */
#pragma once

#include "analysis/party.h"
#include "network/naming.h"

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
    const AcvNaming *naming;        /* How the source finds it; NULL if not by name. */
    uint16_t port;                  /* What it is asked for by default, if not 0. */
} AcvEnd;

/* The ends of all parties: elements AcvEnd. Free with g_array_unref(). */
GArray *acv_ends_of(const GPtrArray *parties);

/* Appends the ends of a party that is no service. */
void acv_ends_append(GArray *ends, const AcvParty *party);

/* Appends the ends of any party as 'source' would find it without asking for its name. */
void acv_ends_append_target(AcvNetwork *network, GArray *ends, const AcvParty *party,
                            const AcvEnd *source);

/* The endpoint by whose interfaces a client reaches the service, or NULL: one that works, and of
 * several the one that has private DNS on, as only one of a VPC can. */
const AcvVpcEndpoint *acv_end_endpoint(AcvNetwork *network, const AcvService *service);

/* The service that 'party' means to 'source'. */
AcvService *acv_end_service(AcvNetwork *network, const AcvParty *party, const AcvEnd *source);

/* A party, or one of its placements. */
AcvEnd acv_end_of(const AcvParty *party, const AcvPlacement *placement);

/* True of a file system without a mount target. */
bool acv_end_is_nowhere(const AcvEnd *end);

/* Sets the addresses that depend on the other end, and finds who owns an address. */
void acv_ends_settle(AcvNetwork *network, AcvEnd *source, AcvEnd *target);

/* One question's view of the network: a source, a target, and the hops between.
 *
 * Interfaces that do not exist yet exist here: a placement may be any assignable address of a
 * subnet with the groups that the resource will carry. So the members of a security group, and the
 * owner of an address, depend on who asks and who is asked for. */
#pragma once

#include "network/network.h"
#include "network/service.h"

/* Where a resource is, or will be, in a VPC. */
struct AcvPlacement {
    const AcvRecord *resource; /* An AgentCore resource, database, mount target or instance; NULL
                                  for a bare interface or subnet. */
    const AcvRecord *within;   /* The cluster or file system that the resource is a part of here. */
    const char *part;          /* Of a cluster: "writer" or "reader"; NULL for both, or anything. */
    const AcvNetworkInterface *interface; /* NULL if the placement is symbolic. */
    const AcvVpc *vpc;
    const AcvSubnet *subnet; /* NULL if it is not in the snapshot. */
    const char *subnet_id;   /* Also of a subnet that is not in the snapshot. */
    AcvStrings group_ids;    /* Not given: nobody knows. Empty: no group filters. */
    const AcvAddressSet *addresses;
};

typedef struct AcvScene AcvScene;

/* A view with 'source' and 'target', each of which may be NULL: then it is the internet, or whoever
 * owns the address. Both are copied. */
AcvScene *acv_scene_new(AcvNetwork *network, const AcvPlacement *source,
                        const AcvPlacement *target);

/* For a question about a service: its public addresses are the target, or 'target' is one of its
 * endpoint's interfaces. 'service' must outlive the scene. */
void acv_scene_set_service(AcvScene *scene, const AcvService *service);

/* Whether the source, in 'subnet', asks for a service that is nowhere: without an endpoint, a route
 * or a gateway. It will be somewhere in the VPC, so that what filters addresses outside it does not
 * count. */
bool acv_scene_is_nowhere(const AcvScene *scene, const AcvSubnet *subnet);

/* NULL if no service is asked for. */
const AcvService *acv_scene_service(const AcvScene *scene);

/* For a question about addresses: packets to a public address that somebody in a VPC of the
 * snapshot has come in there, and do not stay in the internet. */
void acv_scene_find_public_addresses(AcvScene *scene);

/* Has the security groups of the source and of the target admit everything: in their place are
 * stages that are marked as set aside. */
void acv_scene_set_groups_aside(AcvScene *scene);
void acv_scene_free(AcvScene *scene);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvScene, acv_scene_free)

/* Has the source ask for the target's name first. 'naming' must outlive the scene. */
void acv_scene_set_naming(AcvScene *scene, const AcvNaming *naming);

AcvNetwork *acv_scene_network(const AcvScene *scene);

/* Where packets start: where the target's name is asked for, else the source's resource or
 * interface. For the internet as the source, the internet gateway of the target's VPC; NULL if it
 * has none. */
const AcvHop *acv_scene_start(AcvScene *scene);

/* True if 'hop' is where the source itself stands, so that a reply has come home. */
bool acv_scene_is_home(const AcvScene *scene, const AcvHop *hop);

/* True if packets have arrived at 'hop'. */
bool acv_scene_is_end(const AcvScene *scene, const AcvHop *hop);

/* True if the scenario does not say what becomes of packets behind 'hop'. */
bool acv_hop_is_frontier(const AcvHop *hop);

/* Where the NAT gateway of 'hop' sends the replies that it has translated back. */
const AcvHop *acv_scene_nat_gateway_return(AcvScene *scene, const AcvHop *hop);

/* Where the reply to what arrived at the end 'hop' starts; NULL if the reply comes back by itself
 * (of the resolver, and to the internet from what is not known). */
const AcvHop *acv_scene_reply_start(AcvScene *scene, const AcvHop *hop);

/* Whose traffic is on its way: packets to 'addresses' of 'hop''s VPC are for 'hop', whoever else
 * claims the address. 'hop' NULL: nobody is meant. 'nat_gateway' is the one that last translated
 * the packets, or NULL. */
typedef struct {
    const AcvAddressSet *addresses;
    const AcvHop *hop;
    const AcvNatGateway *nat_gateway;
} AcvErrand;

/* The errand of packets to the target, of replies to the source, and of replies to the NAT gateway
 * of 'hop'. */
AcvErrand acv_scene_errand(AcvScene *scene);
AcvErrand acv_scene_errand_home(AcvScene *scene);
AcvErrand acv_scene_errand_to_nat_gateway(AcvScene *scene, const AcvHop *hop);

/* One way onward from a hop. */
typedef struct {
    const AcvAddressSet *destinations; /* Of the packets that go there. */
    const AcvHop *next;                /* NULL if they go nowhere. */
    const AcvRule *rule;               /* The route that says so, or NULL. */
    AcvVerdict verdict;         /* Admitted or refused; what is unknown has a hop of its own. */
    AcvCode code;               /* Of a refusal. */
    const AcvRecord *component; /* Of a refusal: what to change. */
    bool maybe; /* Or the way of another element, which then also holds these destinations. */
} AcvOnward;

/* Where packets to 'destinations' go from 'hop': disjoint ways that together are 'destinations'
 * (elements AcvOnward, in the order of the rules). Free with g_array_unref(), before
 * 'destinations'. */
GArray *acv_scene_onward(AcvScene *scene, const AcvHop *hop, const AcvAddressSet *destinations,
                         const AcvErrand *errand);

/* Where the ROUTER 'hop' would send all of 'destinations' if it had no routes that lead nowhere;
 * NULL if that is not one hop, or not known. */
const AcvHop *acv_scene_onward_past_dead_routes(AcvScene *scene, const AcvHop *hop,
                                                const AcvAddressSet *destinations,
                                                const AcvErrand *errand);

/* Where a route of the ROUTER 'hop' could lead packets to 'destinations' that it leads nowhere now:
 * where its other routes lead, and gateways of the VPC that serve such traffic. Elements const
 * AcvHop *, in the order in which to prefer them. Free with g_ptr_array_unref(). */
GPtrArray *acv_scene_candidates(AcvScene *scene, const AcvHop *hop,
                                const AcvAddressSet *destinations, const AcvErrand *errand);

/* --- What hops do to packets --- */

/* What a stage admits and what it cannot tell, as sets; 'mirrored' if the sets hold the requests
 * whose replies are asked about. */
const AcvDecision *acv_stage_decide_sets(AcvPacketSpace *space, AcvStage *stage, bool mirrored);

/* The rule that decides over a packet, or NULL if none matches. '*out_verdict' is the stage's. */
const AcvRule *acv_stage_decide_packet(const AcvStage *stage, const AcvPacket *packet,
                                       AcvVerdict *out_verdict);

/* True if the hop rewrites addresses one for one (an internet gateway). */
bool acv_hop_rewrites(const AcvHop *hop);

/* The packets of 'set' after the hop has rewritten them. */
const AcvPacketSet *acv_scene_rewrite(AcvScene *scene, const AcvHop *hop, const AcvPacketSet *set,
                                      bool mirrored);

/* The packets, not mirrored, that the hop rewrites to those of 'set'. */
const AcvPacketSet *acv_scene_rewrite_back(AcvScene *scene, const AcvHop *hop,
                                           const AcvPacketSet *set);

/* The single-packet twin of acv_scene_rewrite(); 'packet' is as it is on the wire. */
void acv_scene_rewrite_packet(AcvScene *scene, const AcvHop *hop, AcvPacket *packet);

/* What a NAT gateway makes of a packet: any of its addresses, any port of the range.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html */
const AcvAddressSet *acv_network_nat_gateway_addresses(AcvNetwork *network,
                                                       const AcvNatGateway *gateway);
#define ACV_NAT_PORTS ((AcvPortRange){ 1024, UINT16_MAX })

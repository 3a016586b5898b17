/* The hops of a scene, made when first asked for. */
#pragma once

#include "network/scene.h"
#include "network/service.h"

struct AcvScene {
    AcvNetwork *network;
    AcvPlacement source;
    AcvPlacement target;
    const AcvNaming *naming; /* NULL if the target is not reached by name. */
    bool has_source;
    bool has_target;
    const AcvService *service;   /* NULL if no service is asked for. */
    bool is_nowhere;             /* The service has no address yet that the source could use. */
    bool finds_public_addresses; /* Who has a public address is found by it. */
    bool has_groups_aside;       /* The groups of source and target admit everything. */
    GHashTable *hops;            /* By AcvHopKey. */
    GHashTable *placements;      /* Of interfaces that are neither source nor target, by record. */
    GHashTable *group_sets;      /* By the id of a group that the source or target carries. */
};

/* What tells hops apart. Members that a kind does not need are NULL. */
typedef struct {
    AcvHopKind kind;
    const void *component; /* A record; of interfaces, the placement. */
    const AcvVpc *vpc;
    const AcvSubnet *subnet; /* Of a regional NAT gateway the one that it is used from. */
    const void *onward;      /* Of SUBNET_INGRESS the hop behind it; of an internet gateway the NAT
                                gateway before it; of UNKNOWN the AcvMissing. */
} AcvHopKey;

/* The first internet gateway, egress-only or not, that is attached to a VPC, or NULL. */
const AcvInternetGateway *acv_scene_gateway_of_vpc(AcvScene *scene, const AcvVpc *vpc,
                                                   AcvKind kind);

/* An empty table of hops by AcvHopKey. */
GHashTable *acv_hops_table_new(void);

/* The hop of 'key'; made, with its stages, if it is new. */
const AcvHop *acv_scene_hop(AcvScene *scene, const AcvHopKey *key);

/* Where the owner of an address stands; NULL if it takes in nothing there. */
const AcvPlacement *acv_scene_placement_of(AcvScene *scene, const AcvRecord *owner);

/* The source itself: its resource, or its interface. */
const AcvHop *acv_hop_sender(AcvScene *scene);

const AcvHop *acv_hop_interface_ingress(AcvScene *scene, const AcvPlacement *placement);
const AcvHop *acv_hop_interface_egress(AcvScene *scene, const AcvPlacement *placement);
const AcvHop *acv_hop_subnet_delivery(AcvScene *scene, const AcvSubnet *subnet);
const AcvHop *acv_hop_subnet_egress(AcvScene *scene, const AcvSubnet *subnet);
const AcvHop *acv_hop_vpc_delivery(AcvScene *scene, const AcvVpc *vpc);
const AcvHop *acv_hop_resolver(AcvScene *scene, const AcvVpc *vpc);
const AcvHop *acv_hop_link_local(AcvScene *scene, const AcvVpc *vpc,
                                 const AcvLinkLocalServiceRow *service);

/* Behind 'component', where one would have to know 'missing'. */
const AcvHop *acv_hop_unknown(AcvScene *scene, const AcvVpc *vpc, const AcvRecord *component,
                              AcvMissing missing);
const AcvHop *acv_hop_internet(AcvScene *scene, const AcvRecord *gateway, const AcvVpc *vpc);

/* The router with the table of 'subnet', or with the table of a gateway outside any subnet. */
const AcvHop *acv_hop_router(AcvScene *scene, const AcvVpc *vpc, const AcvSubnet *subnet,
                             const AcvRouteTable *table);

/* Into 'subnet' by way of its ACL, and on to 'onward', or by destination if that is NULL. */
const AcvHop *acv_hop_subnet_ingress(AcvScene *scene, const AcvSubnet *subnet,
                                     const AcvHop *onward);

/* To the NAT gateway from a router of 'from', through the ACL of the gateway's subnet if that is
 * another one. */
const AcvHop *acv_hop_to_nat_gateway(AcvScene *scene, const AcvNatGateway *gateway,
                                     const AcvSubnet *from);
const AcvHop *acv_hop_nat_gateway(AcvScene *scene, const AcvNatGateway *gateway);
const AcvHop *acv_hop_nat_gateway_return(AcvScene *scene, const AcvNatGateway *gateway);

/* Out by an internet gateway, egress-only or not, from a router of 'from'. */
const AcvHop *acv_hop_internet_gateway_egress(AcvScene *scene, const AcvInternetGateway *gateway,
                                              const AcvVpc *vpc, const AcvSubnet *from,
                                              const AcvNatGateway *nat_gateway);
const AcvHop *acv_hop_internet_gateway_ingress(AcvScene *scene, const AcvInternetGateway *gateway,
                                               const AcvVpc *vpc, const AcvSubnet *subnet);

/* Where the internet would come in to a VPC that no gateway is attached to. */
const AcvHop *acv_hop_no_internet_gateway(AcvScene *scene, const AcvVpc *vpc,
                                          const AcvSubnet *subnet);

/* Whether a service is asked for of which the VPC has no endpoint, whatever its state, and the VPC
 * of the ROUTER 'hop' has no other gateway that works to go by. */
bool acv_scene_lacks_endpoint(AcvScene *scene, const AcvHop *hop, const AcvErrand *errand);

/* Into a gateway endpoint, from a router of 'vpc'. */
const AcvHop *acv_hop_gateway_endpoint(AcvScene *scene, const AcvVpcEndpoint *endpoint,
                                       const AcvVpc *vpc);
void acv_make_gateway_endpoint(AcvScene *scene, AcvHop *hop, const AcvHopKey *key);

/* To the interface of an appliance, from a router of 'from'. */
const AcvHop *acv_hop_to_appliance(AcvScene *scene, const AcvNetworkInterface *interface,
                                   const AcvSubnet *from);

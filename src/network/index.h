/* The inside of AcvNetwork: what its own files share. */
#pragma once

#include "network/network.h"

struct AcvNetwork {
    AcvSnapshot *snapshot;
    const AcvCatalog *catalog;
    AcvNetwork *other; /* The one that it is like, whose 'space' it is; NULL if there is none. */
    AcvPacketSpace *space;
    AcvArena *arena;
    GPtrArray *kept;               /* Address sets that live as long as the network. */
    GHashTable *route_tables;      /* By the id of a subnet or gateway. */
    GHashTable *main_route_tables; /* By the id of a VPC. */
    GHashTable *acls;              /* By the id of a subnet. */
    GHashTable *default_acls;      /* By the id of a VPC. */
    GHashTable *vpcs;              /* Stand-ins for VPCs that the snapshot lacks, by id. */
    GHashTable *vpc_parts;         /* AcvVpcParts by the id of a VPC. */
    GHashTable *vpc_members;       /* GPtrArray of interfaces by the id of a VPC. */
    GArray *ranges;                /* AcvAddressRange: room for addresses. */
    GHashTable *group_members;     /* GPtrArray of interfaces by the id of a group. */
    GHashTable *group_sets;        /* AcvAddressSet by the ids of a group and a VPC. */
    GHashTable *subnet_members;    /* GPtrArray of interfaces by the id of a subnet. */
    GHashTable *endpoint_members;  /* GPtrArray of interfaces by the id of an endpoint. */
    GHashTable *endpoints;         /* Of which an interface is, by the interface. */
    GHashTable *tenants;           /* AcvPlacement by the id of an interface. */
    GHashTable *services;          /* AcvServiceRow by the name of an endpoint or prefix list. */
    GHashTable *names;             /* AcvNameAnswer by view, VPC and host name. */
    GHashTable *memo;
    const AcvPacketSet *answerable;
    const AcvAddressSet *all_addresses;
    const AcvAddressSet *translators; /* Private addresses of NAT gateways. */
    const AcvAddressSet *internet[2]; /* Of IPv4 and of IPv6. */
};

/* What is worth computing once for a record. */
typedef enum {
    ACV_MEMO_ADDRESSES,
    ACV_MEMO_ASSIGNABLE,
    ACV_MEMO_RESOLVER,
    ACV_MEMO_EXEMPT,
    ACV_MEMO_STAGE_EGRESS,
    ACV_MEMO_STAGE_INGRESS,
    ACV_MEMO_PUBLIC_PAIRS,
    ACV_MEMO_ROUTES,
} AcvMemo;

G_STATIC_ASSERT(ACV_MEMO_ROUTES < 8);

const void *acv_network_recall(AcvNetwork *network, const void *record, AcvMemo slot);
void acv_network_remember(AcvNetwork *network, const void *record, AcvMemo slot, const void *value);

/* Whose index of these kinds holds for the network: its own, or that of the network that it is
 * like, if both have the very same records of all of them. */
AcvNetwork *acv_network_indexer(AcvNetwork *network, const AcvKind *kinds, size_t n_kinds);

/* The set of ranges (elements AcvAddressRange), kept by the network. */
const AcvAddressSet *acv_network_ranges_set(AcvNetwork *network, const GArray *ranges);

const AcvAddressSet *acv_network_prefixes_set(AcvNetwork *network, const AcvPrefix *prefixes,
                                              size_t n_prefixes);

/* Whether what has these ids, of which either may be NULL, is in 'vpc'. */
bool acv_network_is_in_vpc(AcvNetwork *network, const char *vpc_id, const char *subnet_id,
                           const AcvVpc *vpc);

/* The interfaces in a subnet, in the order of their ids; borrowed, '*out_n' of them. */
const AcvNetworkInterface *const *
acv_network_subnet_interfaces(AcvNetwork *network, const char *subnet_id, size_t *out_n);

/* Appends the private addresses of 'interface' to 'ranges' (elements AcvAddressRange). */
void acv_network_append_addresses(const AcvNetworkInterface *interface, GArray *ranges);

/* The interfaces that an endpoint lists or that AWS describes as its, in the order of their ids;
 * borrowed, '*out_n' of them. */
const AcvNetworkInterface *const *
acv_network_endpoint_interfaces(AcvNetwork *network, const char *endpoint_id, size_t *out_n);

/* The endpoint whose interface this is, or NULL. */
const AcvVpcEndpoint *acv_network_endpoint_of(AcvNetwork *network,
                                              const AcvNetworkInterface *interface);

/* A snapshot as a network: who owns which address, which table and ACL a subnet has, who carries a
 * security group. Indexes are built when first asked for, so a question about two interfaces does
 * not pay for fifty thousand.
 *
 * Not for use by two threads at once. */
#pragma once

#include "acv/catalog.h"
#include "acv/snapshot.h"
#include "base/arena.h"
#include "network/hop.h"

typedef struct AcvNetwork AcvNetwork;

/* Keeps a reference to 'snapshot'; 'catalog' must outlive the network. */
AcvNetwork *acv_network_new(AcvSnapshot *snapshot, const AcvCatalog *catalog);

/* The network of a snapshot that is much like that of 'other', which must outlive it: they share
 * packet sets, so that of what is alike in both nothing is computed twice. */
AcvNetwork *acv_network_new_like(AcvNetwork *other, AcvSnapshot *snapshot);

void acv_network_free(AcvNetwork *network);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvNetwork, acv_network_free)

const AcvSnapshot *acv_network_snapshot(const AcvNetwork *network);
const AcvCatalog *acv_network_catalog(const AcvNetwork *network);
AcvPacketSpace *acv_network_space(AcvNetwork *network);

/* Owns what lives as long as the network. */
AcvArena *acv_network_arena(AcvNetwork *network);

/* Packets that expect a reply: all but the ICMP messages that nobody answers. */
const AcvPacketSet *acv_network_answerable_packets(AcvNetwork *network);

/* Makes 'set' live as long as the network. */
const AcvAddressSet *acv_network_keep_addresses_take(AcvNetwork *network, AcvAddressSet *set);

/* The set of one range, or of one prefix, kept by the network. */
const AcvAddressSet *acv_network_range_set(AcvNetwork *network, AcvAddressRange range);
const AcvAddressSet *acv_network_prefix_set(AcvNetwork *network, AcvPrefix prefix);

/* --- VPCs and subnets --- */

/* The VPC of that id: the snapshot's, else a stand-in of which only the id is known. Never NULL. */
const AcvVpc *acv_network_vpc(AcvNetwork *network, const char *vpc_id);

/* The same of what is in a VPC and may not say in which: then the only VPC of the scenario. */
const AcvVpc *acv_network_only_vpc(AcvNetwork *network, const char *vpc_id);

/* The VPC of a subnet; of a subnet that does not say, the only VPC of the scenario. */
const AcvVpc *acv_network_vpc_of(AcvNetwork *network, const AcvSubnet *subnet);

/* The route table of a subnet: its own, else the main one of its VPC; NULL if neither is known.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html */
const AcvRouteTable *acv_network_route_table_of(AcvNetwork *network, const AcvSubnet *subnet);

/* The table that an internet or VPN gateway is associated with, or NULL. */
const AcvRouteTable *acv_network_route_table_of_gateway(AcvNetwork *network,
                                                        const char *gateway_id);

/* The ACL of a subnet: its own, else the default one of its VPC; NULL if neither is known.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html */
const AcvNetworkAcl *acv_network_acl_of(AcvNetwork *network, const AcvSubnet *subnet);

/* The blocks of a subnet, of both families. */
const AcvAddressSet *acv_network_subnet_addresses(AcvNetwork *network, const AcvSubnet *subnet);

/* What a host of the subnet can have: all but the first four and the last of each block.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const AcvAddressSet *acv_network_assignable_addresses(AcvNetwork *network, const AcvSubnet *subnet);

/* The blocks of a VPC, of both families: its own, and if it has none, those of the local routes of
 * its tables and of its subnets. */
const AcvAddressSet *acv_network_vpc_addresses(AcvNetwork *network, const AcvVpc *vpc);

/* Every address that is not the VPC's, and every address at all. */
const AcvAddressSet *acv_network_beyond_vpc(AcvNetwork *network, const AcvVpc *vpc);
const AcvAddressSet *acv_network_all_addresses(AcvNetwork *network);
const AcvAddressSet *acv_network_no_addresses(AcvNetwork *network);

/* The globally routable unicast addresses of a family. */
const AcvAddressSet *acv_network_internet(AcvNetwork *network, AcvFamily family);

/* Those that are not 'vpc''s own; all if it is NULL. */
const AcvAddressSet *acv_network_internet_from(AcvNetwork *network, AcvFamily family,
                                               const AcvVpc *vpc);

/* Where the Amazon resolver of a VPC listens: its first address plus two, and the link-local
 * ones. */
const AcvAddressSet *acv_network_resolver_addresses(AcvNetwork *network, const AcvVpc *vpc);

/* What neither security groups nor ACLs filter: the resolver, time, metadata.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html */
const AcvAddressSet *acv_network_exempt_addresses(AcvNetwork *network, const AcvVpc *vpc);

/* The Region of what has an ARN, else of the scenario; NULL if unknown. */
const char *acv_network_region_of_record(AcvNetwork *network, const AcvRecord *record);

/* The Region of a subnet: of its ARN or zone, else of the scenario; NULL if unknown. */
const char *acv_network_region_of(AcvNetwork *network, const AcvSubnet *subnet);

/* The zone id of a subnet, also where only its name is given and the scenario lists the zones; NULL
 * if unknown. */
const char *acv_network_zone_id_of(AcvNetwork *network, const AcvSubnet *subnet);

/* The subnets of 'vpc' that overlap 'range', in ascending order of their first addresses; elements
 * const AcvSubnet *. Free with g_ptr_array_unref(). */
GPtrArray *acv_network_subnets(AcvNetwork *network, const AcvVpc *vpc, AcvAddressRange range);

/* --- Owners of addresses --- */

/* A range of private addresses and whose it is: a network interface or a NAT gateway. */
typedef struct {
    AcvAddressRange range;
    const AcvRecord *owner;
} AcvOwned;

/* The owned ranges of 'vpc' that overlap 'range', in ascending order, borrowed; '*out_n' of them.
 */
const AcvOwned *acv_network_owners(AcvNetwork *network, const AcvVpc *vpc, AcvAddressRange range,
                                   size_t *out_n);

/* All private addresses of an interface, of both families. */
const AcvAddressSet *acv_network_interface_addresses(AcvNetwork *network,
                                                     const AcvNetworkInterface *interface);

/* Whether the interface is people's own and no service's, which manages it itself.
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/requester-managed-eni.html */
bool acv_interface_is_of_host(const AcvNetworkInterface *interface);

/* The private addresses of all interfaces that carry the group and whose packets can come to 'vpc':
 * those in it, and those in VPCs that are joined to it. */
const AcvAddressSet *acv_network_group_addresses(AcvNetwork *network, const char *group_id,
                                                 const AcvVpc *vpc);

/* Whether a peering connection or a transit gateway joins two VPCs; true if they are one. */
bool acv_network_are_joined(AcvNetwork *network, const AcvVpc *a, const AcvVpc *b);

/* The entries of a prefix list; NULL if they are not known. */
const AcvAddressSet *acv_network_prefix_list_addresses(AcvNetwork *network, const char *id);

/* A private address and the public one that an internet gateway gives it. */
typedef struct {
    AcvAddressRange private_range; /* Of one address. */
    AcvAddress public_ip;
} AcvPublicPair;

/* Whom the internet gateway of 'vpc' translates, in ascending order of the private addresses;
 * borrowed, '*out_n' of them. */
const AcvPublicPair *acv_network_public_pairs(AcvNetwork *network, const AcvVpc *vpc,
                                              size_t *out_n);

/* A private address to which an Elastic IP address belongs that AWS is yet to choose. */
typedef struct {
    AcvAddressRange private_range; /* Of one address. */
    const AcvElasticIp *elastic_ip;
} AcvAwaitedPair;

/* Those of 'vpc', likewise. The gateway translates them too, but nobody knows to what: for them a
 * private address stands for its public one wherever that does not matter. */
const AcvAwaitedPair *acv_network_awaited_pairs(AcvNetwork *network, const AcvVpc *vpc,
                                                size_t *out_n);

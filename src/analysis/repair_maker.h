/* The makers of repairs: for each code, the commands that take one block away. */
#pragma once

#include "analysis/repair.h"

/* One block, and what is to be done about it. */
typedef struct {
    AcvNetwork *network; /* As it is after the commands of the plan so far. */
    const AcvInquiry *inquiry;
    const AcvPath *path;
    const AcvBlocker *blocker;
    AcvRepairKind kind;
    bool asks_amazon; /* Names may come from the Amazon resolver instead of other servers. */
    AcvPlan *plan;
} AcvCure;

/* Adds commands to the plan; none if no maker knows a cure. */
void acv_cure_make(const AcvCure *cure);

void acv_cure_security_group(const AcvCure *cure);
void acv_cure_network_acl(const AcvCure *cure);
void acv_cure_route(const AcvCure *cure);
void acv_cure_bad_state(const AcvCure *cure);
void acv_cure_nat_zone(const AcvCure *cure);
void acv_cure_attachment(const AcvCure *cure);
void acv_cure_private_source(const AcvCure *cure);
void acv_cure_private_target(const AcvCure *cure);
void acv_cure_missing_endpoint(const AcvCure *cure);
void acv_cure_private_dns(const AcvCure *cure);
void acv_cure_dns_support(const AcvCure *cure);
void acv_cure_dns_server(const AcvCure *cure);
void acv_cure_endpoint_policy(const AcvCure *cure);
void acv_cure_block_public_access(const AcvCure *cure);
void acv_cure_source_dest_check(const AcvCure *cure);
void acv_cure_zone(const AcvCure *cure);
void acv_cure_mount_target(const AcvCure *cure);

/* --- Shared by makers --- */

/* How rules write a protocol: "tcp", "50", "-1". */
const char *acv_cure_protocol_word(const AcvCure *cure, int protocol);

/* Whether a repair may lead this path over an endpoint that it does not go by: it asks for a
 * service, from a VPC that has none of it which can work, or none for the table of the source, or
 * whose name passes it by. */
bool acv_cure_can_have_endpoint(AcvNetwork *network, const AcvPath *path);

/* Whether the endpoint names the table among those that it is for. */
bool acv_cure_is_associated(const AcvVpcEndpoint *endpoint, const AcvRouteTable *table);

/* A gateway endpoint has no route that one could add: it is associated with the table. */
void acv_cure_associate_endpoint(const AcvCure *cure, const AcvRouteTable *table,
                                 const AcvVpcEndpoint *endpoint);

/* Leads to an endpoint of the service of the path: the one that its name passes by, a gateway
 * endpoint that is there, the one that is lost, made again, or a new one for all sources in its
 * VPC. */
void acv_cure_lead_to_endpoint(const AcvCure *cure);

/* Takes away what 'obstacle', a rule of a naming, has against the private names of an endpoint. */
void acv_cure_obstacle(const AcvCure *cure, const AcvRule *obstacle);

/* Turns an attribute of a VPC on: "enable-dns-support". */
void acv_cure_set_vpc_attribute(const AcvCure *cure, const AcvVpc *vpc, const char *attribute);

/* Has the same endpoint made again, with its policy, if it is in a state that it never leaves. */
void acv_cure_replace_endpoint(const AcvCure *cure, const AcvVpcEndpoint *endpoint);

/* The id of the internet gateway that is attached to 'vpc' after the commands: the one that is, one
 * that its tables wait for, or a new one. */
const char *acv_cure_internet_gateway(const AcvCure *cure, const AcvVpc *vpc);

/* The id of a public NAT gateway that is made for 'vpc', in a public subnet, if there is one in the
 * zone of 'near'; 'apart': in none whose table the sources use as well. Made only once. NULL if
 * there is no room. */
const char *acv_cure_create_nat_gateway(const AcvCure *cure, const AcvVpc *vpc,
                                        const AcvSubnet *near, bool apart);

/* A public subnet of the VPC for such a gateway, or NULL. */
const AcvSubnet *acv_cure_find_public_subnet(const AcvCure *cure, const AcvVpc *vpc,
                                             const AcvSubnet *near, bool apart);

/* The id of a new subnet in the zone of 'near', from which everything goes out by a new NAT
 * gateway. NULL if there is no room. */
const char *acv_cure_create_private_subnet(const AcvCure *cure, const AcvVpc *vpc,
                                           const AcvSubnet *near);

/* Leads what the source sends by NAT gateways that 'is_bad' to a new one. */
typedef bool (*AcvNatGatewayTest)(AcvNetwork *network, const AcvNatGateway *gateway);
void acv_cure_replace_nat_gateways(const AcvCure *cure, AcvNatGatewayTest is_bad);

/* Whether AWS calls the subnet usable, or nobody says otherwise. */
bool acv_cure_is_subnet_usable(const AcvSubnet *subnet);

/* Leads what the source sends from a public subnet to a new NAT gateway instead of the internet
 * gateway. */
void acv_cure_reroute(const AcvCure *cure);

/* What a route for the blocked packets is for: of what fits into few prefixes these, else all.
 * Elements AcvPrefix; free with g_array_unref(). */
GArray *acv_cure_destinations(const AcvCure *cure);

/* Leads 'destination' of a table to the target with that id; 'option' is "nat-gateway-id" or the
 * like. The first replaces the route for that destination if there is one; 'operation' of the
 * second is "create-route" or "replace-route". */
void acv_cure_lead(const AcvCure *cure, const AcvRouteTable *table, AcvPrefix destination,
                   const char *option, const char *target_id);
void acv_cure_append_route(const AcvCure *cure, const char *operation, const char *table_id,
                           AcvPrefix destination, const char *option, const char *target_id);

/* Moves the runtime that is the source of the path to 'subnet_ids', a NULL-terminated list. */
void acv_cure_move_runtime(const AcvCure *cure, const char *const *subnet_ids);

/* Gives the ends of a path that have no address of a common family an IPv6 address each. */
void acv_cure_family(const AcvCure *cure);

/* Whether a NAT gateway sends the blocked packets, and not the source itself. */
bool acv_cure_is_translated(const AcvCure *cure);

/* --- Policies --- */

/* Adds --policy-document. */
void acv_cure_add_policy(const AcvCure *cure, AcvAwsCommand *command, const AcvPolicy *policy);

enum { ACV_DENIAL_MAX = 2 };

/* What 'denial' becomes so that it does not deny 'action' on 'resource': as many statements as it
 * returns, none if nothing of it can stay. 'action' NULL is not known, and so is 'resource'. Texts
 * live in the arena or as long as what is given; 'out' has room for ACV_DENIAL_MAX. */
size_t acv_denial_narrow(AcvArena *arena, const AcvPolicyStatement *denial, const char *action,
                         const char *resource, AcvPolicyStatement *out);

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
void acv_cure_missing_endpoint(const AcvCure *cure);
void acv_cure_private_dns(const AcvCure *cure);
void acv_cure_dns_support(const AcvCure *cure);
void acv_cure_dns_server(const AcvCure *cure);
void acv_cure_endpoint_policy(const AcvCure *cure);
void acv_cure_block_public_access(const AcvCure *cure);
void acv_cure_source_dest_check(const AcvCure *cure);
void acv_cure_zone(const AcvCure *cure);

/* --- Shared by makers --- */

/* How rules write a protocol: "tcp", "50", "-1". */
const char *acv_cure_protocol_word(const AcvCure *cure, int protocol);

/* Whether a repair may lead this path over new endpoints: it asks for a service, from a VPC, that
 * has no endpoint there. */
bool acv_cure_can_have_endpoint(AcvNetwork *network, const AcvPath *path);

/* Creates an endpoint of the service of the path for all sources in its VPC. */
void acv_cure_create_endpoint(const AcvCure *cure);

/* Has the same endpoint made again, if it is in a state that it never leaves. One with a policy of
 * its own is left to people, who know what the new one is to admit. */
void acv_cure_replace_endpoint(const AcvCure *cure, const AcvVpcEndpoint *endpoint);

/* The id of a public NAT gateway that is made for 'vpc', in a public subnet, if there is one in the
 * zone of 'near'; made only once. NULL if there is no room. */
const char *acv_cure_create_nat_gateway(const AcvCure *cure, const AcvVpc *vpc,
                                        const AcvSubnet *near);

/* The id of a new subnet in the zone of 'near', from which everything goes out by a new NAT
 * gateway. NULL if there is no room. */
const char *acv_cure_create_private_subnet(const AcvCure *cure, const AcvVpc *vpc,
                                           const AcvSubnet *near);

/* Leads what the source sends by NAT gateways that 'is_bad' to a new one. */
void acv_cure_replace_nat_gateways(const AcvCure *cure,
                                   bool (*is_bad)(const AcvNatGateway *gateway));

/* Leads 'destination' of a table to the target with that id; 'option' is "nat-gateway-id" or the
 * like. The first replaces the route for that destination if there is one; 'operation' of the
 * second is "create-route" or "replace-route". */
void acv_cure_lead(const AcvCure *cure, const AcvRouteTable *table, AcvPrefix destination,
                   const char *option, const char *target_id);
void acv_cure_append_route(const AcvCure *cure, const char *operation, const char *table_id,
                           AcvPrefix destination, const char *option, const char *target_id);

/* Moves the runtime that is the source of the path to 'subnet_ids', a NULL-terminated list. */
void acv_cure_move_runtime(const AcvCure *cure, const char *const *subnet_ids);

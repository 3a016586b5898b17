/* The rules that one_packet.c asks, each by itself. */
#pragma once

#include "one_packet.h"

/* The security groups of 'end', going out or coming in. */
bool one_groups_allow(const OneQuestion *question, const OneEnd *end, bool is_egress,
                      const AcvPacket *packet);

/* The ACL of the subnet. */
bool one_acl_allows(const OneQuestion *question, const AcvSubnet *subnet, bool is_egress,
                    const AcvPacket *packet);

/* The route of the table with the longest prefix, the best kind; NULL if none matches. */
const AcvRoute *one_best_route(const OneQuestion *question, const AcvRouteTable *table,
                               AcvAddress to, int *out_length);
/* The length of the VPC's block that holds the address, or -1. */
int one_local_length(const AcvVpc *vpc, AcvAddress to);
const AcvRouteTable *one_table_of(const AcvSnapshot *snapshot, const AcvSubnet *subnet);
const AcvRouteTable *one_table_of_gateway(const AcvSnapshot *snapshot, const char *gateway_id);

bool one_subnet_has(const AcvSubnet *subnet, AcvAddress address);
bool one_interface_has(const AcvNetworkInterface *interface, AcvAddress address);
bool one_is_resolver(const AcvVpc *vpc, AcvAddress address);
bool one_is_private(AcvUint128 ipv4);
bool one_zone_is_supported(const OneEnd *end);

/* Internet gateways. */
const AcvInternetGateway *one_gateway_of(const AcvSnapshot *snapshot, const AcvVpc *vpc);
bool one_is_attached(const AcvInternetGateway *gateway, const AcvVpc *vpc);
bool one_public_access(const AcvSnapshot *snapshot, const AcvVpc *vpc, const AcvSubnet *subnet,
                       bool is_outbound_only);
/* The public address of the packet's source. */
bool one_public_of(const AcvSnapshot *snapshot, const AcvVpc *vpc, const AcvPacket *packet,
                   AcvAddress *out_public);
/* Makes a public destination private; false if it is nobody's. */
bool one_make_private(const AcvSnapshot *snapshot, const AcvVpc *vpc, AcvPacket *packet);

/* Endpoints. The one whose interface stands at the end; NULL if there is none. */
const AcvVpcEndpoint *one_endpoint_of(const AcvSnapshot *snapshot, const OneEnd *end);
/* An endpoint for a service of AWS's, by its interfaces and as the target of a route. */
bool one_endpoint_answers(const OneQuestion *question, const AcvVpcEndpoint *endpoint,
                          const AcvPacket *packet);
bool one_gateway_endpoint_passes(const OneQuestion *question, const AcvVpcEndpoint *endpoint,
                                 const AcvPacket *packet);

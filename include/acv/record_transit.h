/* Records of what leads from VPC to VPC: see acv/record.h. */
#pragma once

#include <acv/api.h>
#include <acv/record_head.h>

ACV_BEGIN_DECLS

typedef struct {
    const char *vpc_id;
    const char *owner_id;
    const char *region;
    AcvPrefix cidr_block;
    AcvPrefixes cidr_blocks;
    AcvPrefixes ipv6_cidr_blocks;
    AcvFlag allow_dns_resolution_from_remote_vpc;
} AcvVpcPeeringSide;

typedef struct {
    AcvRecord record;
    const char *status;
    AcvVpcPeeringSide requester;
    AcvVpcPeeringSide accepter;
} AcvVpcPeeringConnection;

typedef struct {
    AcvRecord record;
    const char *state;
    const char *association_default_route_table_id;
    const char *propagation_default_route_table_id;
    const char *default_route_table_association;
    const char *default_route_table_propagation;
    const char *security_group_referencing_support;
} AcvTransitGateway;

typedef struct {
    AcvRecord record; /* Its id is "TransitGatewayAttachmentId/TransitGatewayId". */
    const char *attachment_id;
    const char *transit_gateway_id;
    const char *resource_type;
    const char *resource_id;
    const char *state;
    const char *association_route_table_id;
    const char *association_state;
} AcvTransitGatewayAttachment;

typedef struct {
    AcvRecord record;
    const char *transit_gateway_id;
    const char *vpc_id;
    const char *state;
    AcvStrings subnet_ids;
    const char *appliance_mode_support;
    const char *ipv6_support;
    const char *security_group_referencing_support;
} AcvTransitGatewayVpcAttachment;

typedef struct {
    const char *attachment_id;
    const char *resource_id;
    const char *resource_type;
} AcvTransitGatewayRouteAttachment;

typedef struct {
    AcvPrefix destination_cidr_block;
    const char *prefix_list_id;
    const char *type; /* "static" or "propagated". */
    const char *state;
    ACV_LIST(AcvTransitGatewayRouteAttachment) attachments;
} AcvTransitGatewayRoute;

typedef ACV_LIST(AcvTransitGatewayRoute) AcvTransitGatewayRoutes;

typedef struct {
    const char *attachment_id;
    const char *resource_id;
    const char *resource_type;
    const char *state; /* "enabled" when it is in use. */
} AcvTransitGatewayPropagation;

/* Some collectors write the static routes and the propagations instead of all routes. */
typedef struct {
    AcvRecord record;
    const char *transit_gateway_id;
    const char *state;
    AcvTransitGatewayRoutes routes;        /* All of them; absent is unknown. */
    AcvTransitGatewayRoutes static_routes; /* Of TransitGatewayStaticRoutes. */
    ACV_LIST(AcvTransitGatewayPropagation) propagations;
    AcvFlag additional_routes_available; /* Then the routes are not all. */
    AcvFlag default_association_route_table;
    AcvFlag default_propagation_route_table;
} AcvTransitGatewayRouteTable;

ACV_END_DECLS

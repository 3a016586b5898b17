#include "load/tables.h"

/* --- Transit gateways --- */

static const AcvJsonField transit_gateway_options_fields[] = {
    ACV_STRING("AssociationDefaultRouteTableId", AcvTransitGateway,
               association_default_route_table_id),
    ACV_ENUM("DefaultRouteTableAssociation", AcvTransitGateway, default_route_table_association,
             acv_switch_values),
    ACV_ENUM("DefaultRouteTablePropagation", AcvTransitGateway, default_route_table_propagation,
             acv_switch_values),
    ACV_STRING("PropagationDefaultRouteTableId", AcvTransitGateway,
               propagation_default_route_table_id),
    ACV_ENUM("SecurityGroupReferencingSupport", AcvTransitGateway,
             security_group_referencing_support, acv_switch_values),
};
static ACV_TABLE_WITH(transit_gateway_options, AcvTransitGateway, transit_gateway_options_fields,
                      .is_open = true);

static const AcvJsonField transit_gateway_fields[] = {
    ACV_IGNORED("CreationTime"),
    ACV_IGNORED("Description"),
    ACV_OBJECT("Options", &acv_transit_gateway_options_fields),
    ACV_STRING("OwnerId", AcvTransitGateway, record.owner_id),
    ACV_ENUM("State", AcvTransitGateway, state, acv_transit_gateway_states),
    ACV_TAGS("Tags", AcvTransitGateway),
    ACV_STRING("TransitGatewayArn", AcvTransitGateway, record.arn),
    ACV_REQUIRED("TransitGatewayId", AcvTransitGateway, record.id),
};
ACV_TABLE(transit_gateway, AcvTransitGateway, transit_gateway_fields);

/* --- Attachments --- */

static const char *const resource_types[] = {
    "vpc",        "vpn",     "vpn-concentrator", "direct-connect-gateway",
    "connect",    "peering", "tgw-peering",      "network-function",
    "client-vpn", NULL,
};

static const AcvJsonField attachment_association_fields[] = {
    ACV_ENUM("State", AcvTransitGatewayAttachment, association_state, acv_association_states),
    ACV_ID_IF_READ("TransitGatewayRouteTableId", AcvTransitGatewayAttachment,
                   association_route_table_id, TRANSIT_GATEWAY_ROUTE_TABLE),
};
static ACV_TABLE(transit_gateway_association, AcvTransitGatewayAttachment,
                 attachment_association_fields);

/* A peering attachment exists once for each of its two gateways, under one id. */
static bool
finish_attachment(AcvJsonReader *reader, const AcvJsonPath *path, void *target)
{
    AcvTransitGatewayAttachment *attachment = target;
    (void) path;

    g_autofree char *id =
        g_strdup_printf("%s/%s", attachment->attachment_id, attachment->transit_gateway_id);
    attachment->record.id = acv_arena_text(reader->arena, id);
    return true;
}

static bool
attachment_is_gone(const void *target)
{
    return acv_state_is_gone(((const AcvTransitGatewayAttachment *) target)->state);
}

static const AcvJsonField transit_gateway_attachment_fields[] = {
    ACV_OBJECT("Association", &acv_transit_gateway_association_fields),
    ACV_IGNORED("CreationTime"),
    ACV_STRING("ResourceId", AcvTransitGatewayAttachment, resource_id),
    ACV_STRING("ResourceOwnerId", AcvTransitGatewayAttachment, record.owner_id),
    ACV_ENUM("ResourceType", AcvTransitGatewayAttachment, resource_type, resource_types),
    ACV_ENUM("State", AcvTransitGatewayAttachment, state, acv_transit_gateway_states),
    ACV_TAGS("Tags", AcvTransitGatewayAttachment),
    ACV_REQUIRED("TransitGatewayAttachmentId", AcvTransitGatewayAttachment, attachment_id),
    ACV_STRING_WITH("TransitGatewayId", AcvTransitGatewayAttachment, transit_gateway_id,
                    .flags = ACV_JSON_REQUIRED, .reference = ACV_REFERENCE_IF_READ,
                    .kind = ACV_KIND_TRANSIT_GATEWAY),
    ACV_IGNORED("TransitGatewayOwnerId"),
};
ACV_TABLE_WITH(transit_gateway_attachment, AcvTransitGatewayAttachment,
               transit_gateway_attachment_fields, .finish = finish_attachment,
               .is_gone = attachment_is_gone);

static const AcvJsonField vpc_attachment_options_fields[] = {
    ACV_ENUM("ApplianceModeSupport", AcvTransitGatewayVpcAttachment, appliance_mode_support,
             acv_switch_values),
    ACV_IGNORED("DnsSupport"),
    ACV_ENUM("Ipv6Support", AcvTransitGatewayVpcAttachment, ipv6_support, acv_switch_values),
    ACV_ENUM("SecurityGroupReferencingSupport", AcvTransitGatewayVpcAttachment,
             security_group_referencing_support, acv_switch_values),
};
static ACV_TABLE(vpc_attachment_options, AcvTransitGatewayVpcAttachment,
                 vpc_attachment_options_fields);

static bool
vpc_attachment_is_gone(const void *target)
{
    return acv_state_is_gone(((const AcvTransitGatewayVpcAttachment *) target)->state);
}

static const AcvJsonField transit_gateway_vpc_attachment_fields[] = {
    ACV_IGNORED("CreationTime"),
    ACV_OBJECT("Options", &acv_vpc_attachment_options_fields),
    ACV_ENUM("State", AcvTransitGatewayVpcAttachment, state, acv_transit_gateway_states),
    ACV_LIST_OF("SubnetIds", AcvTransitGatewayVpcAttachment, subnet_ids, &acv_text_fields),
    ACV_TAGS("Tags", AcvTransitGatewayVpcAttachment),
    ACV_REQUIRED("TransitGatewayAttachmentId", AcvTransitGatewayVpcAttachment, record.id),
    ACV_ID_IF_READ("TransitGatewayId", AcvTransitGatewayVpcAttachment, transit_gateway_id,
                   TRANSIT_GATEWAY),
    ACV_STRING("VpcId", AcvTransitGatewayVpcAttachment, vpc_id),
    ACV_STRING("VpcOwnerId", AcvTransitGatewayVpcAttachment, record.owner_id),
};
ACV_TABLE_WITH(transit_gateway_vpc_attachment, AcvTransitGatewayVpcAttachment,
               transit_gateway_vpc_attachment_fields, .is_gone = vpc_attachment_is_gone);

/* --- Route tables --- */

static const AcvJsonField route_attachment_fields[] = {
    ACV_STRING("ResourceId", AcvTransitGatewayRouteAttachment, resource_id),
    ACV_ENUM("ResourceType", AcvTransitGatewayRouteAttachment, resource_type, resource_types),
    ACV_STRING("TransitGatewayAttachmentId", AcvTransitGatewayRouteAttachment, attachment_id),
};
static ACV_TABLE_WITH(transit_gateway_route_attachment, AcvTransitGatewayRouteAttachment,
                      route_attachment_fields, .is_sparse = true);

static bool
finish_route(AcvJsonReader *reader, const AcvJsonPath *path, void *target)
{
    const AcvTransitGatewayRoute *route = target;
    bool has_cidr = route->destination_cidr_block.address.family != ACV_FAMILY_NONE;

    if (has_cidr || route->prefix_list_id) {
        return true;
    }
    acv_json_report(reader, ACV_SEVERITY_ERROR, path,
                    "expected a DestinationCidrBlock or a PrefixListId");
    return false;
}

static const char *const route_types[] = { "static", "propagated", NULL };
static const char *const route_states[] = { "pending",  "active",  "blackhole",
                                            "deleting", "deleted", NULL };

static const AcvJsonField route_fields[] = {
    ACV_PREFIX("DestinationCidrBlock", AcvTransitGatewayRoute, destination_cidr_block, NONE),
    ACV_STRING("PrefixListId", AcvTransitGatewayRoute, prefix_list_id),
    ACV_ENUM("State", AcvTransitGatewayRoute, state, route_states),
    ACV_LIST_OF("TransitGatewayAttachments", AcvTransitGatewayRoute, attachments,
                &acv_transit_gateway_route_attachment_fields),
    ACV_IGNORED("TransitGatewayRouteTableAnnouncementId"),
    ACV_ENUM("Type", AcvTransitGatewayRoute, type, route_types),
};
static const char *const route_destinations[] = { "DestinationCidrBlock", "PrefixListId", NULL };
static ACV_TABLE_WITH(transit_gateway_route, AcvTransitGatewayRoute, route_fields,
                      .finish = finish_route, .any_of = route_destinations);

static const char *const propagation_states[] = { "enabling", "enabled", "disabling", "disabled",
                                                  NULL };

static const AcvJsonField propagation_fields[] = {
    ACV_STRING("ResourceId", AcvTransitGatewayPropagation, resource_id),
    ACV_ENUM("ResourceType", AcvTransitGatewayPropagation, resource_type, resource_types),
    ACV_ENUM("State", AcvTransitGatewayPropagation, state, propagation_states),
    ACV_STRING("TransitGatewayAttachmentId", AcvTransitGatewayPropagation, attachment_id),
    ACV_IGNORED("TransitGatewayRouteTableAnnouncementId"),
};
static ACV_TABLE_WITH(transit_gateway_propagation, AcvTransitGatewayPropagation, propagation_fields,
                      .is_sparse = true);

static const AcvJsonField transit_gateway_route_table_fields[] = {
    ACV_FLAG("AdditionalRoutesAvailable", AcvTransitGatewayRouteTable, additional_routes_available),
    ACV_IGNORED("CreationTime"),
    ACV_FLAG("DefaultAssociationRouteTable", AcvTransitGatewayRouteTable,
             default_association_route_table),
    ACV_FLAG("DefaultPropagationRouteTable", AcvTransitGatewayRouteTable,
             default_propagation_route_table),
    ACV_LIST_OF("Routes", AcvTransitGatewayRouteTable, routes, &acv_transit_gateway_route_fields),
    ACV_ENUM("State", AcvTransitGatewayRouteTable, state, acv_transit_gateway_states),
    ACV_LIST_OF("StaticRoutes", AcvTransitGatewayRouteTable, static_routes,
                &acv_transit_gateway_route_fields),
    ACV_TAGS("Tags", AcvTransitGatewayRouteTable),
    ACV_ID_IF_READ("TransitGatewayId", AcvTransitGatewayRouteTable, transit_gateway_id,
                   TRANSIT_GATEWAY),
    ACV_REQUIRED("TransitGatewayRouteTableId", AcvTransitGatewayRouteTable, record.id),
    ACV_LIST_OF("TransitGatewayRouteTablePropagations", AcvTransitGatewayRouteTable, propagations,
                &acv_transit_gateway_propagation_fields),
};
ACV_TABLE(transit_gateway_route_table, AcvTransitGatewayRouteTable,
          transit_gateway_route_table_fields);

/* --- What collectors write instead of the routes --- */

static const AcvJsonField static_routes_fields[] = {
    ACV_FLAG("AdditionalRoutesAvailable", AcvTransitGatewayRouteTable, additional_routes_available),
    ACV_IGNORED("ResponseMetadata"),
    ACV_LIST_OF("Routes", AcvTransitGatewayRouteTable, static_routes,
                &acv_transit_gateway_route_fields),
    ACV_REQUIRED("TransitGatewayRouteTableId", AcvTransitGatewayRouteTable, record.id),
};
ACV_TABLE(transit_gateway_static_routes, AcvTransitGatewayRouteTable, static_routes_fields);

static const AcvJsonField propagations_fields[] = {
    ACV_IGNORED("NextToken"),
    ACV_IGNORED("ResponseMetadata"),
    ACV_REQUIRED("TransitGatewayRouteTableId", AcvTransitGatewayRouteTable, record.id),
    ACV_LIST_OF("TransitGatewayRouteTablePropagations", AcvTransitGatewayRouteTable, propagations,
                &acv_transit_gateway_propagation_fields),
};
ACV_TABLE(transit_gateway_propagations, AcvTransitGatewayRouteTable, propagations_fields);

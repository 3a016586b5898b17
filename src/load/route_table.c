#include "load/tables.h"

/* --- Routes --- */

static bool
finish_route(AcvJsonReader *reader, const AcvJsonPath *path, void *target)
{
    const AcvRoute *route = target;
    int n = (route->destination_cidr_block.address.family != ACV_FAMILY_NONE)
            + (route->destination_ipv6_cidr_block.address.family != ACV_FAMILY_NONE)
            + (route->destination_prefix_list_id != NULL);

    if (n == 1) {
        return true;
    }
    acv_json_report(reader, ACV_SEVERITY_ERROR, path,
                    "expected one of DestinationCidrBlock, DestinationIpv6CidrBlock and "
                    "DestinationPrefixListId, got %d of them",
                    n);
    return false;
}

/* The target of a blackhole is gone. */
static bool
route_is_gone(const void *target)
{
    return acv_state_is_gone(((const AcvRoute *) target)->state);
}

static const char *const route_origins[] = { "CreateRouteTable", "CreateRoute",
                                             "EnableVgwRoutePropagation", "Advertisement", NULL };
static const char *const route_states[] = { "active", "blackhole", "filtered", NULL };

static const AcvJsonField route_fields[] = {
    ACV_STRING("CarrierGatewayId", AcvRoute, carrier_gateway_id),
    ACV_STRING("CoreNetworkArn", AcvRoute, core_network_arn),
    ACV_PREFIX("DestinationCidrBlock", AcvRoute, destination_cidr_block, IPV4),
    ACV_PREFIX("DestinationIpv6CidrBlock", AcvRoute, destination_ipv6_cidr_block, IPV6),
    ACV_ID_OF("DestinationPrefixListId", AcvRoute, destination_prefix_list_id, PREFIX_LIST),
    ACV_ID_OF("EgressOnlyInternetGatewayId", AcvRoute, egress_only_internet_gateway_id,
              EGRESS_ONLY_INTERNET_GATEWAY),
    ACV_STRING_WITH("GatewayId", AcvRoute, gateway_id, .reference = ACV_REFERENCE_GATEWAY),
    ACV_STRING("InstanceId", AcvRoute, instance_id),
    ACV_IGNORED("InstanceOwnerId"),
    ACV_IGNORED("IpAddress"),
    ACV_STRING("LocalGatewayId", AcvRoute, local_gateway_id),
    ACV_ID_OF("NatGatewayId", AcvRoute, nat_gateway_id, NAT_GATEWAY),
    ACV_ID_OF("NetworkInterfaceId", AcvRoute, network_interface_id, NETWORK_INTERFACE),
    ACV_STRING("OdbNetworkArn", AcvRoute, odb_network_arn),
    ACV_ENUM("Origin", AcvRoute, origin, route_origins),
    ACV_ENUM("State", AcvRoute, state, route_states),
    ACV_ID_OF("TransitGatewayId", AcvRoute, transit_gateway_id, TRANSIT_GATEWAY),
    ACV_ID_OF("VpcPeeringConnectionId", AcvRoute, vpc_peering_connection_id,
              VPC_PEERING_CONNECTION),
};
static const char *const route_destinations[] = { "DestinationCidrBlock",
                                                  "DestinationIpv6CidrBlock",
                                                  "DestinationPrefixListId", NULL };
static ACV_TABLE_WITH(route, AcvRoute, route_fields, .finish = finish_route,
                      .any_of = route_destinations, .is_gone = route_is_gone);

/* --- Route tables --- */

static const AcvJsonField association_state_fields[] = {
    ACV_ENUM("State", AcvRouteTableAssociation, state, acv_association_states),
    ACV_IGNORED("StatusMessage"),
};
static ACV_TABLE(route_table_association_state, AcvRouteTableAssociation, association_state_fields);

static const AcvJsonField association_fields[] = {
    ACV_OBJECT("AssociationState", &acv_route_table_association_state_fields),
    ACV_STRING("GatewayId", AcvRouteTableAssociation, gateway_id),
    ACV_FLAG("Main", AcvRouteTableAssociation, main),
    ACV_IGNORED("PublicIpv4Pool"),
    ACV_STRING("RouteTableAssociationId", AcvRouteTableAssociation, id),
    ACV_IGNORED("RouteTableId"),
    ACV_STRING("SubnetId", AcvRouteTableAssociation, subnet_id),
};
static ACV_TABLE(route_table_association, AcvRouteTableAssociation, association_fields);

static const AcvJsonField propagating_vgw_fields[] = {
    { .key = "GatewayId",
      .type = ACV_JSON_STRING,
      .reference = ACV_REFERENCE_IF_READ,
      .kind = ACV_KIND_VPN_GATEWAY },
};
static ACV_TABLE_WITH(propagating_vgw, const char *, propagating_vgw_fields, .is_sparse = true);

static const AcvJsonField route_table_fields[] = {
    ACV_LIST_OF("Associations", AcvRouteTable, associations, &acv_route_table_association_fields),
    ACV_STRING("OwnerId", AcvRouteTable, record.owner_id),
    ACV_LIST_OF("PropagatingVgws", AcvRouteTable, propagating_vgws, &acv_propagating_vgw_fields),
    ACV_REQUIRED("RouteTableId", AcvRouteTable, record.id),
    ACV_LIST_OF("Routes", AcvRouteTable, routes, &acv_route_fields),
    ACV_TAGS("Tags", AcvRouteTable),
    ACV_ID_OF("VpcId", AcvRouteTable, vpc_id, VPC),
};
ACV_TABLE(route_table, AcvRouteTable, route_table_fields);

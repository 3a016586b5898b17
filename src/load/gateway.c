#include "load/tables.h"

/* --- Internet gateways --- */

static const AcvJsonField internet_gateway_fields[] = {
    ACV_LIST_OF("Attachments", AcvInternetGateway, attachments, &acv_gateway_attachment_fields),
    ACV_REQUIRED("InternetGatewayId", AcvInternetGateway, record.id),
    ACV_STRING("OwnerId", AcvInternetGateway, record.owner_id),
    ACV_TAGS("Tags", AcvInternetGateway),
};
ACV_TABLE(internet_gateway, AcvInternetGateway, internet_gateway_fields);

static const AcvJsonField egress_only_internet_gateway_fields[] = {
    ACV_LIST_OF("Attachments", AcvInternetGateway, attachments, &acv_gateway_attachment_fields),
    ACV_REQUIRED("EgressOnlyInternetGatewayId", AcvInternetGateway, record.id),
    ACV_STRING("OwnerId", AcvInternetGateway, record.owner_id),
    ACV_TAGS("Tags", AcvInternetGateway),
};
ACV_TABLE(egress_only_internet_gateway, AcvInternetGateway, egress_only_internet_gateway_fields);

/* --- NAT gateways --- */

static const char *const nat_address_statuses[] = {
    "assigning", "unassigning", "associating", "disassociating", "succeeded", "failed", NULL
};

static const AcvJsonField nat_gateway_address_fields[] = {
    ACV_STRING("AllocationId", AcvNatGatewayAddress, allocation_id),
    ACV_IGNORED("AssociationId"),
    ACV_STRING("AvailabilityZone", AcvNatGatewayAddress, availability_zone),
    ACV_STRING("AvailabilityZoneId", AcvNatGatewayAddress, availability_zone_id),
    ACV_IGNORED("FailureMessage"),
    ACV_FLAG("IsPrimary", AcvNatGatewayAddress, is_primary),
    ACV_STRING("NetworkInterfaceId", AcvNatGatewayAddress, network_interface_id),
    ACV_ADDRESS("PrivateIp", AcvNatGatewayAddress, private_ip, IPV4),
    ACV_ADDRESS("PublicIp", AcvNatGatewayAddress, public_ip, IPV4),
    ACV_ENUM("Status", AcvNatGatewayAddress, status, nat_address_statuses),
};
static ACV_TABLE_WITH(nat_gateway_address, AcvNatGatewayAddress, nat_gateway_address_fields,
                      .is_sparse = true);

static bool
nat_gateway_is_gone(const void *target)
{
    return acv_state_is_gone(((const AcvNatGateway *) target)->state);
}

static const char *const nat_states[] = { "pending",  "failed",  "available",
                                          "deleting", "deleted", NULL };
static const char *const connectivity_types[] = { "public", "private", NULL };
static const char *const availability_modes[] = { "zonal", "regional", NULL };

static const AcvJsonField nat_gateway_fields[] = {
    ACV_IGNORED("AttachedAppliances"),
    ACV_STRING("AutoProvisionZones", AcvNatGateway, auto_provision_zones),
    ACV_IGNORED("AutoScalingIps"),
    ACV_ENUM("AvailabilityMode", AcvNatGateway, availability_mode, availability_modes),
    ACV_ENUM("ConnectivityType", AcvNatGateway, connectivity_type, connectivity_types),
    ACV_IGNORED("CreateTime"),
    ACV_IGNORED("DeleteTime"),
    ACV_STRING("FailureCode", AcvNatGateway, failure_code),
    ACV_IGNORED("FailureMessage"),
    ACV_LIST_OF("NatGatewayAddresses", AcvNatGateway, addresses, &acv_nat_gateway_address_fields),
    ACV_REQUIRED("NatGatewayId", AcvNatGateway, record.id),
    ACV_IGNORED("ProvisionedBandwidth"),
    ACV_STRING("RouteTableId", AcvNatGateway, route_table_id),
    ACV_ENUM("State", AcvNatGateway, state, nat_states),
    ACV_ID_OF("SubnetId", AcvNatGateway, subnet_id, SUBNET),
    ACV_TAGS("Tags", AcvNatGateway),
    ACV_ID_OF("VpcId", AcvNatGateway, vpc_id, VPC),
};
ACV_TABLE_WITH(nat_gateway, AcvNatGateway, nat_gateway_fields, .is_gone = nat_gateway_is_gone);

/* --- VPN --- */

static const AcvJsonField vpn_gateway_fields[] = {
    ACV_IGNORED("AmazonSideAsn"),
    ACV_IGNORED("AvailabilityZone"),
    ACV_ENUM("State", AcvVpnGateway, state, acv_gateway_states),
    ACV_TAGS("Tags", AcvVpnGateway),
    ACV_IGNORED("Type"),
    ACV_LIST_OF("VpcAttachments", AcvVpnGateway, attachments, &acv_gateway_attachment_fields),
    ACV_REQUIRED("VpnGatewayId", AcvVpnGateway, record.id),
};
ACV_TABLE(vpn_gateway, AcvVpnGateway, vpn_gateway_fields);

static const AcvJsonField vpn_options_fields[] = {
    ACV_FLAG("StaticRoutesOnly", AcvVpnConnection, static_routes_only),
};
static ACV_TABLE_WITH(vpn_options, AcvVpnConnection, vpn_options_fields, .is_open = true);

static const AcvJsonField vpn_route_fields[] = {
    { .key = "DestinationCidrBlock", .type = ACV_JSON_PREFIX },
    ACV_IGNORED("Source"),
    ACV_IGNORED("State"),
};
static ACV_TABLE_WITH(vpn_route, AcvPrefix, vpn_route_fields, .is_sparse = true);

static bool
vpn_connection_is_gone(const void *target)
{
    return acv_state_is_gone(((const AcvVpnConnection *) target)->state);
}

static const AcvJsonField vpn_connection_fields[] = {
    ACV_STRING("CustomerGatewayId", AcvVpnConnection, customer_gateway_id),
    ACV_OBJECT("Options", &acv_vpn_options_fields),
    ACV_LIST_OF("Routes", AcvVpnConnection, routes, &acv_vpn_route_fields),
    ACV_ENUM("State", AcvVpnConnection, state, acv_gateway_states),
    ACV_TAGS("Tags", AcvVpnConnection),
    ACV_ID_IF_READ("TransitGatewayId", AcvVpnConnection, transit_gateway_id, TRANSIT_GATEWAY),
    ACV_REQUIRED("VpnConnectionId", AcvVpnConnection, record.id),
    ACV_ID_IF_READ("VpnGatewayId", AcvVpnConnection, vpn_gateway_id, VPN_GATEWAY),
};
ACV_TABLE_WITH(vpn_connection, AcvVpnConnection, vpn_connection_fields, .is_open = true,
               .is_gone = vpn_connection_is_gone);

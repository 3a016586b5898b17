/* Of routes and of gateways that they lead to.
 *
 * Source: botocore, ec2 2016-11-15 */
#include "change/request.h"

#include "load/tables.h"

/* --- Routes --- */

/* clang-format off */
#define DESTINATION \
    ACV_PREFIX("--destination-cidr-block", AcvRouteRequest, route.destination_cidr_block, IPV4), \
    ACV_PREFIX("--destination-ipv6-cidr-block", AcvRouteRequest, \
               route.destination_ipv6_cidr_block, IPV6), \
    ACV_STRING("--destination-prefix-list-id", AcvRouteRequest, \
               route.destination_prefix_list_id)
#define ROUTE_TABLE_ID ACV_REQUIRED("--route-table-id", AcvRouteRequest, route_table_id)
/* Those up to --local-gateway-id, and those after it. */
#define TARGETS_1 \
    ACV_STRING("--carrier-gateway-id", AcvRouteRequest, route.carrier_gateway_id), \
    ACV_STRING("--core-network-arn", AcvRouteRequest, route.core_network_arn), \
    DESTINATION, \
    ACV_STRING("--egress-only-internet-gateway-id", AcvRouteRequest, \
               route.egress_only_internet_gateway_id), \
    ACV_STRING("--gateway-id", AcvRouteRequest, route.gateway_id), \
    ACV_STRING("--instance-id", AcvRouteRequest, route.instance_id), \
    ACV_STRING("--local-gateway-id", AcvRouteRequest, route.local_gateway_id)
#define TARGETS_2 \
    ACV_STRING("--nat-gateway-id", AcvRouteRequest, route.nat_gateway_id), \
    ACV_STRING("--network-interface-id", AcvRouteRequest, route.network_interface_id), \
    ACV_STRING("--odb-network-arn", AcvRouteRequest, route.odb_network_arn), \
    ROUTE_TABLE_ID, \
    ACV_STRING("--transit-gateway-id", AcvRouteRequest, route.transit_gateway_id), \
    ACV_STRING_WITH("--vpc-endpoint-id", AcvRouteRequest, route.gateway_id, \
                    .flags = ACV_JSON_ALSO), \
    ACV_STRING("--vpc-peering-connection-id", AcvRouteRequest, route.vpc_peering_connection_id)
/* clang-format on */

/* clang-format off */
#define DESTINATION_CHOICE \
    { NULL, ACV_KEYS("--destination-cidr-block", "--destination-ipv6-cidr-block", \
                     "--destination-prefix-list-id"), 1, 1, \
      "expected one of --destination-cidr-block, --destination-ipv6-cidr-block and " \
      "--destination-prefix-list-id" }
#define TARGET_CHOICE \
    { NULL, ACV_KEYS("--carrier-gateway-id", "--core-network-arn", \
                     "--egress-only-internet-gateway-id", "--gateway-id", "--instance-id", \
                     "--local-gateway-id", "--local-target", "--nat-gateway-id", \
                     "--network-interface-id", "--odb-network-arn", "--transit-gateway-id", \
                     "--vpc-endpoint-id", "--vpc-peering-connection-id"), 1, 1, \
      "expected one target, such as --gateway-id or --nat-gateway-id" }
/* clang-format on */

static const AcvJsonChoice destination_choices[] = { DESTINATION_CHOICE };
static const AcvJsonChoice route_choices[] = { DESTINATION_CHOICE, TARGET_CHOICE };

static const AcvJsonField create_route_fields[] = { TARGETS_1, TARGETS_2 };
ACV_OPTIONS_WITH(create_route, AcvRouteRequest, create_route_fields, ACV_CHOICES(route_choices));

static const AcvJsonField replace_route_fields[] = {
    TARGETS_1,
    ACV_FLAG("--local-target", AcvRouteRequest, local_target),
    TARGETS_2,
};
ACV_OPTIONS_WITH(replace_route, AcvRouteRequest, replace_route_fields, ACV_CHOICES(route_choices));

static const AcvJsonField delete_route_fields[] = { DESTINATION, ROUTE_TABLE_ID };
ACV_OPTIONS_WITH(delete_route, AcvRouteRequest, delete_route_fields,
                 ACV_CHOICES(destination_choices));

/* --- Route tables --- */

static const AcvJsonField create_table_fields[] = {
    ACV_IGNORED("--client-token"),
    ACV_TAG_OPTION(AcvRouteTableRequest),
    ACV_REQUIRED("--vpc-id", AcvRouteTableRequest, vpc_id),
};
ACV_OPTIONS(create_route_table, AcvRouteTableRequest, create_table_fields);

static const AcvJsonField delete_table_fields[] = {
    ACV_REQUIRED("--route-table-id", AcvRouteTableRequest, route_table_id),
};
ACV_OPTIONS(delete_route_table, AcvRouteTableRequest, delete_table_fields);

static const AcvJsonField associate_fields[] = {
    ACV_STRING("--gateway-id", AcvRouteTableRequest, gateway_id),
    ACV_IGNORED("--public-ipv4-pool"),
    ACV_REQUIRED("--route-table-id", AcvRouteTableRequest, route_table_id),
    ACV_STRING("--subnet-id", AcvRouteTableRequest, subnet_id),
};
static const AcvJsonChoice associate_choices[] = {
    { NULL, ACV_KEYS("--gateway-id", "--subnet-id"), 1, 1,
      "expected one of --subnet-id and --gateway-id" },
};
ACV_OPTIONS_WITH(associate_route_table, AcvRouteTableRequest, associate_fields,
                 ACV_CHOICES(associate_choices));

static const AcvJsonField disassociate_fields[] = {
    ACV_REQUIRED("--association-id", AcvRouteTableRequest, association_id),
};
ACV_OPTIONS(disassociate_route_table, AcvRouteTableRequest, disassociate_fields);

static const AcvJsonField replace_association_fields[] = {
    ACV_REQUIRED("--association-id", AcvRouteTableRequest, association_id),
    ACV_REQUIRED("--route-table-id", AcvRouteTableRequest, route_table_id),
};
ACV_OPTIONS(replace_route_table_association, AcvRouteTableRequest, replace_association_fields);

/* --- NAT gateways and their addresses --- */

static const char *const connectivity_types[] = { "public", "private", NULL };
static const char *const availability_modes[] = { "zonal", "regional", NULL };
static const AcvJsonRange count_range = { 1, 31, "a number of addresses 1-31" };

static const AcvJsonField address_fields[] = {
    { .type = ACV_JSON_ADDRESS, .family = ACV_FAMILY_IPV4 },
};
static ACV_TABLE_WITH(private_address, AcvAddress, address_fields, .is_value = true);

static const AcvJsonField zone_fields[] = {
    ACV_TEXTS("AllocationIds", AcvNatGatewayZone, allocation_ids),
    ACV_STRING("AvailabilityZone", AcvNatGatewayZone, availability_zone),
    ACV_STRING("AvailabilityZoneId", AcvNatGatewayZone, availability_zone_id),
};
static ACV_TABLE(nat_gateway_zone, AcvNatGatewayZone, zone_fields);

static const AcvJsonField create_nat_fields[] = {
    ACV_STRING("--allocation-id", AcvNatGatewayRequest, allocation_id),
    ACV_ENUM("--availability-mode", AcvNatGatewayRequest, availability_mode, availability_modes),
    ACV_LIST_OF("--availability-zone-addresses", AcvNatGatewayRequest, zones,
                &acv_nat_gateway_zone_fields),
    ACV_IGNORED("--client-token"),
    ACV_ENUM("--connectivity-type", AcvNatGatewayRequest, connectivity_type, connectivity_types),
    ACV_ADDRESS("--private-ip-address", AcvNatGatewayRequest, private_ip_address, IPV4),
    ACV_TEXTS("--secondary-allocation-ids", AcvNatGatewayRequest, secondary_allocation_ids),
    ACV_NUMBER("--secondary-private-ip-address-count", AcvNatGatewayRequest,
               secondary_private_ip_address_count, &count_range),
    ACV_LIST_OF("--secondary-private-ip-addresses", AcvNatGatewayRequest,
                secondary_private_ip_addresses, &acv_private_address_fields),
    ACV_STRING("--subnet-id", AcvNatGatewayRequest, subnet_id),
    ACV_TAG_OPTION(AcvNatGatewayRequest),
    ACV_STRING("--vpc-id", AcvNatGatewayRequest, vpc_id),
};
ACV_OPTIONS(create_nat_gateway, AcvNatGatewayRequest, create_nat_fields);

static const AcvJsonField delete_nat_fields[] = {
    ACV_REQUIRED("--nat-gateway-id", AcvNatGatewayRequest, nat_gateway_id),
};
ACV_OPTIONS(delete_nat_gateway, AcvNatGatewayRequest, delete_nat_fields);

static const AcvJsonField allocate_fields[] = {
    ACV_ADDRESS("--address", AcvAddressRequest, address, IPV4),
    ACV_IGNORED("--customer-owned-ipv4-pool"),
    ACV_IGNORED("--domain"),
    ACV_IGNORED("--ipam-pool-id"),
    ACV_IGNORED("--network-border-group"),
    ACV_IGNORED("--public-ipv4-pool"),
    ACV_TAG_OPTION(AcvAddressRequest),
};
ACV_OPTIONS(allocate_address, AcvAddressRequest, allocate_fields);

static const AcvJsonField release_fields[] = {
    ACV_STRING("--allocation-id", AcvAddressRequest, allocation_id),
    ACV_IGNORED("--network-border-group"),
    ACV_ADDRESS("--public-ip", AcvAddressRequest, address, IPV4),
};
static const AcvJsonChoice release_choices[] = {
    { NULL, ACV_KEYS("--allocation-id", "--public-ip"), 1, 1,
      "expected one of --allocation-id and --public-ip" },
};
ACV_OPTIONS_WITH(release_address, AcvAddressRequest, release_fields, ACV_CHOICES(release_choices));

static const AcvJsonChoice associate_address_choices[] = {
    { NULL, ACV_KEYS("--allocation-id", "--public-ip"), 1, 2, "expected --allocation-id" },
    { NULL, ACV_KEYS("--instance-id", "--network-interface-id"), 1, 1,
      "expected one of --instance-id and --network-interface-id" },
};

static const AcvJsonField associate_address_fields[] = {
    ACV_STRING("--allocation-id", AcvAssociateAddressRequest, allocation_id),
    ACV_FLAG("--allow-reassociation", AcvAssociateAddressRequest, allow_reassociation),
    ACV_STRING("--instance-id", AcvAssociateAddressRequest, instance_id),
    ACV_STRING("--network-interface-id", AcvAssociateAddressRequest, network_interface_id),
    ACV_ADDRESS("--private-ip-address", AcvAssociateAddressRequest, private_ip_address, IPV4),
    ACV_ADDRESS("--public-ip", AcvAssociateAddressRequest, public_ip, IPV4),
};
ACV_OPTIONS_WITH(associate_address, AcvAssociateAddressRequest, associate_address_fields,
                 ACV_CHOICES(associate_address_choices));

static const AcvJsonChoice disassociate_address_choices[] = {
    { NULL, ACV_KEYS("--association-id", "--public-ip"), 1, 1,
      "expected one of --association-id and --public-ip" },
};

static const AcvJsonField disassociate_address_fields[] = {
    ACV_STRING("--association-id", AcvAssociateAddressRequest, association_id),
    ACV_ADDRESS("--public-ip", AcvAssociateAddressRequest, public_ip, IPV4),
};
ACV_OPTIONS_WITH(disassociate_address, AcvAssociateAddressRequest, disassociate_address_fields,
                 ACV_CHOICES(disassociate_address_choices));

/* --- Internet gateways --- */

static const AcvJsonField create_internet_fields[] = {
    ACV_TAG_OPTION(AcvGatewayRequest),
};
ACV_OPTIONS(create_internet_gateway, AcvGatewayRequest, create_internet_fields);

static const AcvJsonField attach_fields[] = {
    ACV_REQUIRED("--internet-gateway-id", AcvGatewayRequest, gateway_id),
    ACV_REQUIRED("--vpc-id", AcvGatewayRequest, vpc_id),
};
ACV_OPTIONS(attach_internet_gateway, AcvGatewayRequest, attach_fields);

static const AcvJsonField delete_internet_fields[] = {
    ACV_REQUIRED("--internet-gateway-id", AcvGatewayRequest, gateway_id),
};
ACV_OPTIONS(delete_internet_gateway, AcvGatewayRequest, delete_internet_fields);

static const AcvJsonField create_egress_only_fields[] = {
    ACV_IGNORED("--client-token"),
    ACV_TAG_OPTION(AcvGatewayRequest),
    ACV_REQUIRED("--vpc-id", AcvGatewayRequest, vpc_id),
};
ACV_OPTIONS(create_egress_only_internet_gateway, AcvGatewayRequest, create_egress_only_fields);

static const AcvJsonField delete_egress_only_fields[] = {
    ACV_REQUIRED("--egress-only-internet-gateway-id", AcvGatewayRequest, gateway_id),
};
ACV_OPTIONS(delete_egress_only_internet_gateway, AcvGatewayRequest, delete_egress_only_fields);

/* Of VPCs and what stands in them.
 *
 * Source: botocore, ec2 2016-11-15 */
#include "change/request.h"

#include "load/tables.h"

/* --- VPC endpoints --- */

static const char *const endpoint_types[] = { "Interface", "Gateway",        "GatewayLoadBalancer",
                                              "Resource",  "ServiceNetwork", NULL };
static const char *const address_types[] = { "ipv4", "ipv6", "dualstack", NULL };

static const AcvJsonField create_endpoint_fields[] = {
    ACV_IGNORED("--client-token"),
    ACV_OBJECT("--dns-options", &acv_dns_options_fields),
    ACV_ENUM("--ip-address-type", AcvCreateVpcEndpointRequest, endpoint.ip_address_type,
             address_types),
    { .key = "--policy-document", .type = ACV_JSON_DOCUMENT, .table = &acv_endpoint_policy_fields },
    ACV_FLAG("--private-dns-enabled", AcvCreateVpcEndpointRequest, endpoint.private_dns_enabled),
    ACV_IGNORED("--resource-configuration-arn"),
    ACV_TEXTS("--route-table-ids", AcvCreateVpcEndpointRequest, endpoint.route_table_ids),
    ACV_TEXTS("--security-group-ids", AcvCreateVpcEndpointRequest, endpoint.group_ids),
    ACV_STRING("--service-name", AcvCreateVpcEndpointRequest, endpoint.service_name),
    ACV_IGNORED("--service-network-arn"),
    ACV_STRING("--service-region", AcvCreateVpcEndpointRequest, endpoint.service_region),
    ACV_IGNORED("--subnet-configurations"),
    ACV_TEXTS("--subnet-ids", AcvCreateVpcEndpointRequest, endpoint.subnet_ids),
    ACV_TAG_OPTION(AcvCreateVpcEndpointRequest),
    ACV_ENUM("--vpc-endpoint-type", AcvCreateVpcEndpointRequest, endpoint.type, endpoint_types),
    ACV_REQUIRED("--vpc-id", AcvCreateVpcEndpointRequest, endpoint.vpc_id),
};
ACV_OPTIONS(create_vpc_endpoint, AcvCreateVpcEndpointRequest, create_endpoint_fields);

static const AcvJsonField modify_endpoint_fields[] = {
    ACV_TEXTS("--add-route-table-ids", AcvModifyVpcEndpointRequest, add_route_table_ids),
    ACV_TEXTS("--add-security-group-ids", AcvModifyVpcEndpointRequest, add_group_ids),
    ACV_TEXTS("--add-subnet-ids", AcvModifyVpcEndpointRequest, add_subnet_ids),
    ACV_OBJECT("--dns-options", &acv_dns_options_fields),
    ACV_ENUM("--ip-address-type", AcvModifyVpcEndpointRequest, endpoint.ip_address_type,
             address_types),
    { .key = "--policy-document", .type = ACV_JSON_DOCUMENT, .table = &acv_endpoint_policy_fields },
    ACV_FLAG("--private-dns-enabled", AcvModifyVpcEndpointRequest, endpoint.private_dns_enabled),
    ACV_TEXTS("--remove-route-table-ids", AcvModifyVpcEndpointRequest, remove_route_table_ids),
    ACV_TEXTS("--remove-security-group-ids", AcvModifyVpcEndpointRequest, remove_group_ids),
    ACV_TEXTS("--remove-subnet-ids", AcvModifyVpcEndpointRequest, remove_subnet_ids),
    ACV_FLAG("--reset-policy", AcvModifyVpcEndpointRequest, reset_policy),
    ACV_IGNORED("--subnet-configurations"),
    ACV_REQUIRED("--vpc-endpoint-id", AcvModifyVpcEndpointRequest, endpoint.record.id),
};
ACV_OPTIONS(modify_vpc_endpoint, AcvModifyVpcEndpointRequest, modify_endpoint_fields);

static const AcvJsonField delete_endpoint_fields[] = {
    ACV_REQUIRED_TEXTS("--vpc-endpoint-ids", AcvDeleteVpcEndpointsRequest, vpc_endpoint_ids),
};
ACV_OPTIONS(delete_vpc_endpoints, AcvDeleteVpcEndpointsRequest, delete_endpoint_fields);

/* --- Instances --- */

static const AcvJsonField start_instances_fields[] = {
    ACV_IGNORED("--additional-info"),
    ACV_REQUIRED_TEXTS("--instance-ids", AcvInstancesRequest, instance_ids),
};
ACV_OPTIONS(start_instances, AcvInstancesRequest, start_instances_fields);

static const AcvJsonField stop_instances_fields[] = {
    ACV_IGNORED("--force"),
    ACV_IGNORED("--hibernate"),
    ACV_REQUIRED_TEXTS("--instance-ids", AcvInstancesRequest, instance_ids),
    ACV_IGNORED("--skip-os-shutdown"),
};
ACV_OPTIONS(stop_instances, AcvInstancesRequest, stop_instances_fields);

/* --- Subnets and VPCs --- */

static const AcvJsonField create_subnet_fields[] = {
    ACV_STRING("--availability-zone", AcvSubnetRequest, availability_zone),
    ACV_STRING("--availability-zone-id", AcvSubnetRequest, availability_zone_id),
    ACV_PREFIX("--cidr-block", AcvSubnetRequest, cidr_block, IPV4),
    ACV_IGNORED("--ipv4-ipam-pool-id"),
    ACV_IGNORED("--ipv4-netmask-length"),
    ACV_PREFIX("--ipv6-cidr-block", AcvSubnetRequest, ipv6_cidr_block, IPV6),
    ACV_IGNORED("--ipv6-ipam-pool-id"),
    ACV_FLAG("--ipv6-native", AcvSubnetRequest, ipv6_native),
    ACV_IGNORED("--ipv6-netmask-length"),
    ACV_IGNORED("--outpost-arn"),
    ACV_TAG_OPTION(AcvSubnetRequest),
    ACV_REQUIRED("--vpc-id", AcvSubnetRequest, vpc_id),
};
static const AcvJsonChoice create_subnet_choices[] = {
    { NULL,
      ACV_KEYS("--ipv4-ipam-pool-id", "--ipv4-netmask-length", "--ipv6-ipam-pool-id",
               "--ipv6-netmask-length"),
      0, 0, "which block IPAM would give is not known; write --cidr-block or --ipv6-cidr-block" },
};
ACV_OPTIONS_WITH(create_subnet, AcvSubnetRequest, create_subnet_fields,
                 ACV_CHOICES(create_subnet_choices));

static const AcvJsonField delete_subnet_fields[] = {
    ACV_REQUIRED("--subnet-id", AcvSubnetRequest, subnet_id),
};
ACV_OPTIONS(delete_subnet, AcvSubnetRequest, delete_subnet_fields);

static const AcvJsonField vpc_attribute_fields[] = {
    ACV_ATTRIBUTE("--enable-dns-hostnames", AcvVpcAttributeRequest, enable_dns_hostnames),
    ACV_ATTRIBUTE("--enable-dns-support", AcvVpcAttributeRequest, enable_dns_support),
    ACV_IGNORED("--enable-network-address-usage-metrics"),
    ACV_REQUIRED("--vpc-id", AcvVpcAttributeRequest, vpc_id),
};
/* Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpcAttribute.html */
static const AcvJsonChoice vpc_attribute_choices[] = {
    { NULL,
      ACV_KEYS("--enable-dns-hostnames", "--enable-dns-support",
               "--enable-network-address-usage-metrics"),
      1, 1, "expected one attribute, such as --enable-dns-hostnames or --enable-dns-support" },
};
ACV_OPTIONS_WITH(modify_vpc_attribute, AcvVpcAttributeRequest, vpc_attribute_fields,
                 ACV_CHOICES(vpc_attribute_choices));

/* --- Peering --- */

static const AcvJsonField create_peering_fields[] = {
    ACV_STRING("--peer-owner-id", AcvPeeringRequest, peer_owner_id),
    ACV_STRING("--peer-region", AcvPeeringRequest, peer_region),
    ACV_REQUIRED("--peer-vpc-id", AcvPeeringRequest, peer_vpc_id),
    ACV_TAG_OPTION(AcvPeeringRequest),
    ACV_REQUIRED("--vpc-id", AcvPeeringRequest, vpc_id),
};
ACV_OPTIONS(create_peering, AcvPeeringRequest, create_peering_fields);

static const AcvJsonField peering_fields[] = {
    ACV_REQUIRED("--vpc-peering-connection-id", AcvPeeringRequest, vpc_peering_connection_id),
};
ACV_OPTIONS(peering, AcvPeeringRequest, peering_fields);

/* --- Interfaces --- */

static const AcvJsonField interface_attribute_fields[] = {
    ACV_IGNORED("--associate-public-ip-address"),
    ACV_IGNORED("--associated-subnet-ids"),
    ACV_IGNORED("--attachment"),
    ACV_IGNORED("--connection-tracking-specification"),
    ACV_IGNORED("--description"),
    ACV_IGNORED("--ena-srd-specification"),
    ACV_IGNORED("--enable-primary-ipv6"),
    ACV_TEXTS("--groups", AcvInterfaceAttributeRequest, group_ids),
    ACV_REQUIRED("--network-interface-id", AcvInterfaceAttributeRequest, network_interface_id),
    ACV_ATTRIBUTE("--source-dest-check", AcvInterfaceAttributeRequest, source_dest_check),
};
ACV_OPTIONS(interface_attribute, AcvInterfaceAttributeRequest, interface_attribute_fields);

static const AcvJsonField ipv6_fields[] = {
    { .type = ACV_JSON_ADDRESS, .family = ACV_FAMILY_IPV6 },
};
static ACV_TABLE_WITH(ipv6_address, AcvAddress, ipv6_fields, .is_value = true);

static const AcvJsonRange ipv6_count_range = { 1, 1000, "a number of addresses 1-1000" };

/* What depends on an address cannot be told of one that AWS has yet to choose. */
static const AcvJsonChoice ipv6_choices[] = {
    { NULL, ACV_KEYS("--ipv6-addresses"), 1, 1,
      "expected --ipv6-addresses: which ones AWS would choose is not known" },
};

static const AcvJsonField assign_ipv6_fields[] = {
    ACV_NUMBER("--ipv6-address-count", AcvIpv6AddressesRequest, count, &ipv6_count_range),
    ACV_LIST_OF("--ipv6-addresses", AcvIpv6AddressesRequest, addresses, &acv_ipv6_address_fields),
    ACV_REQUIRED("--network-interface-id", AcvIpv6AddressesRequest, network_interface_id),
};
ACV_OPTIONS_WITH(assign_ipv6_addresses, AcvIpv6AddressesRequest, assign_ipv6_fields,
                 ACV_CHOICES(ipv6_choices));

static const AcvJsonField unassign_ipv6_fields[] = {
    ACV_LIST_WITH("--ipv6-addresses", AcvIpv6AddressesRequest, addresses, &acv_ipv6_address_fields,
                  .flags = ACV_JSON_REQUIRED),
    ACV_REQUIRED("--network-interface-id", AcvIpv6AddressesRequest, network_interface_id),
};
ACV_OPTIONS(unassign_ipv6_addresses, AcvIpv6AddressesRequest, unassign_ipv6_fields);

/* --- Names and prefix lists --- */

static const AcvJsonField associate_dhcp_fields[] = {
    ACV_REQUIRED("--dhcp-options-id", AcvDhcpOptionsRequest, dhcp_options_id),
    ACV_REQUIRED("--vpc-id", AcvDhcpOptionsRequest, vpc_id),
};
ACV_OPTIONS(associate_dhcp_options, AcvDhcpOptionsRequest, associate_dhcp_fields);

/* Written "Key=domain-name-servers,Values=10.2.5.1,10.2.5.2" or, as the AWS CLI documents it,
 * "domain-name-servers=10.2.5.1". */
static const AcvJsonField dhcp_value_fields[] = {
    { .type = ACV_JSON_STRING },
};
static ACV_TABLE_WITH(dhcp_option_value, const char *, dhcp_value_fields, .is_value = true);

/* Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateDhcpOptions.html */
static const char *const dhcp_keys[] = { "domain-name-servers",
                                         "domain-name",
                                         "ntp-servers",
                                         "netbios-name-servers",
                                         "netbios-node-type",
                                         "ipv6-address-preferred-lease-time",
                                         NULL };

static const AcvJsonField dhcp_fields[] = {
    ACV_STRING_WITH("Key", AcvDhcpConfiguration, key, .values = dhcp_keys,
                    .flags = ACV_JSON_REQUIRED),
    ACV_LIST_OF("Values", AcvDhcpConfiguration, values, &acv_dhcp_option_value_fields),
};
static ACV_TABLE_WITH(dhcp_option, AcvDhcpConfiguration, dhcp_fields,
                      .finish = acv_dhcp_configuration_finish);

static const AcvJsonField create_dhcp_fields[] = {
    ACV_LIST_WITH("--dhcp-configurations", AcvDhcpOptionsRequest, configurations,
                  &acv_dhcp_option_fields, .flags = ACV_JSON_REQUIRED),
    ACV_TAG_OPTION(AcvDhcpOptionsRequest),
};
ACV_OPTIONS(create_dhcp_options, AcvDhcpOptionsRequest, create_dhcp_fields);

static const AcvJsonField prefix_list_fields[] = {
    ACV_LIST_OF("--add-entries", AcvPrefixListRequest, add_entries, &acv_prefix_list_entry_fields),
    ACV_IGNORED("--current-version"),
    ACV_IGNORED("--ipam-prefix-list-resolver-sync-enabled"),
    ACV_IGNORED("--max-entries"),
    ACV_REQUIRED("--prefix-list-id", AcvPrefixListRequest, prefix_list_id),
    ACV_STRING("--prefix-list-name", AcvPrefixListRequest, name),
    ACV_LIST_OF("--remove-entries", AcvPrefixListRequest, remove_entries,
                &acv_prefix_list_entry_fields),
};
ACV_OPTIONS(prefix_list, AcvPrefixListRequest, prefix_list_fields);

/* --- Block Public Access --- */

static const AcvJsonField block_fields[] = {
    ACV_STRING_WITH("--internet-gateway-block-mode", AcvBlockPublicAccessRequest, mode,
                    .flags = ACV_JSON_REQUIRED, .values = acv_block_public_access_modes),
};
ACV_OPTIONS(block_public_access, AcvBlockPublicAccessRequest, block_fields);

static const char *const exclusion_modes[] = { "allow-bidirectional", "allow-egress", NULL };

static const AcvJsonField exclusion_fields[] = {
    ACV_STRING_WITH("--internet-gateway-exclusion-mode", AcvBlockPublicAccessRequest, mode,
                    .flags = ACV_JSON_REQUIRED, .values = exclusion_modes),
    ACV_STRING("--subnet-id", AcvBlockPublicAccessRequest, subnet_id),
    ACV_TAG_OPTION(AcvBlockPublicAccessRequest),
    ACV_STRING("--vpc-id", AcvBlockPublicAccessRequest, vpc_id),
};
static const AcvJsonChoice exclusion_choices[] = {
    { NULL, ACV_KEYS("--subnet-id", "--vpc-id"), 1, 1, "expected one of --subnet-id and --vpc-id" },
};
ACV_OPTIONS_WITH(block_public_access_exclusion, AcvBlockPublicAccessRequest, exclusion_fields,
                 ACV_CHOICES(exclusion_choices));

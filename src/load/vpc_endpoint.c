#include "load/tables.h"

/* --- Endpoints --- */

static bool
vpc_endpoint_is_gone(const void *target)
{
    return acv_state_is_gone(((const AcvVpcEndpoint *) target)->state);
}

static const char *const endpoint_types[] = { "Interface", "Gateway",        "GatewayLoadBalancer",
                                              "Resource",  "ServiceNetwork", NULL };
/* AWS documents "Available" and prints "available". */
static const char *const endpoint_states[] = {
    "pendingAcceptance", "pending", "available", "deleting", "deleted",
    "rejected",          "failed",  "expired",   "partial",  NULL,
};
static const char *const address_types[] = { "ipv4", "ipv6", "dualstack", NULL };

static const AcvJsonField dns_entry_fields[] = {
    { .key = "DnsName", .type = ACV_JSON_DNS_NAME },
    ACV_IGNORED("HostedZoneId"),
};
static ACV_TABLE_WITH(dns_entry, const char *, dns_entry_fields, .is_sparse = true);

static const AcvJsonField dns_options_fields[] = {
    ACV_IGNORED("DnsRecordIpType"),
    ACV_FLAG("PrivateDnsOnlyForInboundResolverEndpoint", AcvVpcEndpoint,
             private_dns_only_for_inbound_resolver_endpoint),
    ACV_IGNORED("PrivateDnsPreference"),
    ACV_IGNORED("PrivateDnsSpecifiedDomains"),
};
ACV_TABLE(dns_options, AcvVpcEndpoint, dns_options_fields);

static const AcvJsonField interface_id_fields[] = {
    { .type = ACV_JSON_STRING,
      .reference = ACV_REFERENCE_IF_READ,
      .kind = ACV_KIND_NETWORK_INTERFACE },
};
static ACV_TABLE_WITH(network_interface_id, const char *, interface_id_fields, .is_value = true);

static const AcvJsonField vpc_endpoint_fields[] = {
    ACV_IGNORED("CreationTimestamp"),
    ACV_LIST_OF("DnsEntries", AcvVpcEndpoint, dns_names, &acv_dns_entry_fields),
    ACV_OBJECT("DnsOptions", &acv_dns_options_fields),
    ACV_IGNORED("FailureReason"),
    ACV_LIST_OF("Groups", AcvVpcEndpoint, group_ids, &acv_group_object_fields),
    ACV_ENUM("IpAddressType", AcvVpcEndpoint, ip_address_type, address_types),
    ACV_IGNORED("Ipv4Prefixes"),
    ACV_IGNORED("Ipv6Prefixes"),
    ACV_IGNORED("LastError"),
    ACV_LIST_OF("NetworkInterfaceIds", AcvVpcEndpoint, network_interface_ids,
                &acv_network_interface_id_fields),
    ACV_STRING("OwnerId", AcvVpcEndpoint, record.owner_id),
    { .key = "PolicyDocument", .type = ACV_JSON_DOCUMENT, .table = &acv_endpoint_policy_fields },
    ACV_FLAG("PrivateDnsEnabled", AcvVpcEndpoint, private_dns_enabled),
    ACV_IGNORED("RequesterManaged"),
    ACV_IGNORED("ResourceConfigurationArn"),
    ACV_LIST_OF("RouteTableIds", AcvVpcEndpoint, route_table_ids, &acv_text_fields),
    ACV_STRING("ServiceName", AcvVpcEndpoint, service_name),
    ACV_IGNORED("ServiceNetworkArn"),
    ACV_STRING("ServiceRegion", AcvVpcEndpoint, service_region),
    ACV_ENUM("State", AcvVpcEndpoint, state, endpoint_states),
    ACV_LIST_OF("SubnetIds", AcvVpcEndpoint, subnet_ids, &acv_subnet_id_fields),
    ACV_TAGS("Tags", AcvVpcEndpoint),
    ACV_REQUIRED("VpcEndpointId", AcvVpcEndpoint, record.id),
    ACV_ENUM("VpcEndpointType", AcvVpcEndpoint, type, endpoint_types),
    ACV_ID_OF("VpcId", AcvVpcEndpoint, vpc_id, VPC),
};
ACV_TABLE_WITH(vpc_endpoint, AcvVpcEndpoint, vpc_endpoint_fields, .is_gone = vpc_endpoint_is_gone);

/* --- Prefix lists --- */

static const char *const address_families[] = { "IPv4", "IPv6", NULL };

static const AcvJsonField cidr_fields[] = {
    { .type = ACV_JSON_PREFIX },
};
static ACV_TABLE_WITH(cidr, AcvPrefix, cidr_fields, .is_value = true);

static const AcvJsonField prefix_list_entry_fields[] = {
    { .key = "Cidr", .type = ACV_JSON_PREFIX, .flags = ACV_JSON_REQUIRED },
    ACV_IGNORED("Description"),
};
ACV_TABLE(prefix_list_entry, AcvPrefix, prefix_list_entry_fields);

static const AcvJsonField prefix_list_fields[] = {
    ACV_ENUM("AddressFamily", AcvPrefixList, address_family, address_families),
    ACV_LIST_OF("Cidrs", AcvPrefixList, cidrs, &acv_cidr_fields),
    ACV_LIST_WITH("Entries", AcvPrefixList, cidrs, &acv_prefix_list_entry_fields,
                  .flags = ACV_JSON_ALSO),
    ACV_IGNORED("IpamPrefixListResolverSyncEnabled"),
    ACV_IGNORED("IpamPrefixListResolverTargetId"),
    ACV_IGNORED("MaxEntries"),
    ACV_STRING("OwnerId", AcvPrefixList, record.owner_id),
    ACV_STRING("PrefixListArn", AcvPrefixList, record.arn),
    ACV_REQUIRED("PrefixListId", AcvPrefixList, record.id),
    ACV_STRING("PrefixListName", AcvPrefixList, name),
    ACV_IGNORED("State"),
    ACV_IGNORED("StateMessage"),
    ACV_TAGS("Tags", AcvPrefixList),
    ACV_IGNORED("Version"),
};
ACV_TABLE(prefix_list, AcvPrefixList, prefix_list_fields);

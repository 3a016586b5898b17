#include "load/tables.h"

/* --- VPCs --- */

static const AcvJsonField vpc_block_public_access_fields[] = {
    ACV_ENUM("InternetGatewayBlockMode", AcvVpc, internet_gateway_block_mode,
             acv_block_public_access_modes),
};
static ACV_TABLE(vpc_block_public_access, AcvVpc, vpc_block_public_access_fields);

static const char *const vpc_states[] = { "pending", "available", NULL };

static const AcvJsonField vpc_fields[] = {
    ACV_OBJECT("BlockPublicAccessStates", &acv_vpc_block_public_access_fields),
    ACV_PREFIX("CidrBlock", AcvVpc, cidr_block, IPV4),
    ACV_LIST_OF("CidrBlockAssociationSet", AcvVpc, cidr_block_associations,
                &acv_ipv4_cidr_association_fields),
    ACV_ID_IF_READ("DhcpOptionsId", AcvVpc, dhcp_options_id, DHCP_OPTIONS),
    ACV_ATTRIBUTE("EnableDnsHostnames", AcvVpc, enable_dns_hostnames),
    ACV_ATTRIBUTE("EnableDnsSupport", AcvVpc, enable_dns_support),
    ACV_IGNORED("EnableNetworkAddressUsageMetrics"),
    ACV_IGNORED("EncryptionControl"),
    ACV_IGNORED("InstanceTenancy"),
    ACV_LIST_OF("Ipv6CidrBlockAssociationSet", AcvVpc, ipv6_cidr_block_associations,
                &acv_ipv6_cidr_association_fields),
    ACV_FLAG("IsDefault", AcvVpc, is_default),
    ACV_STRING("OwnerId", AcvVpc, record.owner_id),
    ACV_ENUM("State", AcvVpc, state, vpc_states),
    ACV_TAGS("Tags", AcvVpc),
    ACV_REQUIRED("VpcId", AcvVpc, record.id),
};
ACV_TABLE(vpc, AcvVpc, vpc_fields);

/* --- Subnets --- */

static const AcvJsonField subnet_block_public_access_fields[] = {
    ACV_ENUM("InternetGatewayBlockMode", AcvSubnet, internet_gateway_block_mode,
             acv_block_public_access_modes),
};
static ACV_TABLE(subnet_block_public_access, AcvSubnet, subnet_block_public_access_fields);

static const char *const subnet_states[] = {
    "pending", "available", "unavailable", "failed", "failed-insufficient-capacity", NULL
};

static const AcvJsonRange address_count_range = { 0, INT32_MAX, "a number of addresses" };

static const AcvJsonField subnet_fields[] = {
    ACV_IGNORED("AssignIpv6AddressOnCreation"),
    ACV_STRING("AvailabilityZone", AcvSubnet, availability_zone),
    ACV_STRING("AvailabilityZoneId", AcvSubnet, availability_zone_id),
    ACV_NUMBER_WITH("AvailableIpAddressCount", AcvSubnet, available_ip_address_count,
                    &address_count_range, .flags = ACV_JSON_VOLATILE),
    ACV_OBJECT("BlockPublicAccessStates", &acv_subnet_block_public_access_fields),
    ACV_PREFIX("CidrBlock", AcvSubnet, cidr_block, IPV4),
    ACV_IGNORED("CustomerOwnedIpv4Pool"),
    ACV_IGNORED("DefaultForAz"),
    ACV_FLAG("EnableDns64", AcvSubnet, enable_dns64),
    ACV_IGNORED("EnableLniAtDeviceIndex"),
    ACV_LIST_OF("Ipv6CidrBlockAssociationSet", AcvSubnet, ipv6_cidr_block_associations,
                &acv_ipv6_cidr_association_fields),
    ACV_FLAG("Ipv6Native", AcvSubnet, ipv6_native),
    ACV_IGNORED("MapCustomerOwnedIpOnLaunch"),
    ACV_FLAG("MapPublicIpOnLaunch", AcvSubnet, map_public_ip_on_launch),
    ACV_IGNORED("OutpostArn"),
    ACV_STRING("OwnerId", AcvSubnet, record.owner_id),
    ACV_IGNORED("PrivateDnsNameOptionsOnLaunch"),
    ACV_ENUM("State", AcvSubnet, state, subnet_states),
    ACV_STRING("SubnetArn", AcvSubnet, record.arn),
    ACV_REQUIRED("SubnetId", AcvSubnet, record.id),
    ACV_TAGS("Tags", AcvSubnet),
    ACV_IGNORED("Type"),
    ACV_ID_OF("VpcId", AcvSubnet, vpc_id, VPC),
};
ACV_TABLE(subnet, AcvSubnet, subnet_fields);

/* --- Availability zones --- */

static const AcvJsonField availability_zone_fields[] = {
    ACV_IGNORED("GroupLongName"),
    ACV_IGNORED("GroupName"),
    ACV_IGNORED("Messages"),
    ACV_IGNORED("NetworkBorderGroup"),
    ACV_IGNORED("OptInStatus"),
    ACV_IGNORED("ParentZoneId"),
    ACV_IGNORED("ParentZoneName"),
    ACV_STRING("RegionName", AcvAvailabilityZone, region_name),
    ACV_IGNORED("State"),
    ACV_STRING("ZoneId", AcvAvailabilityZone, zone_id),
    ACV_REQUIRED("ZoneName", AcvAvailabilityZone, record.id),
    ACV_IGNORED("ZoneType"),
};
ACV_TABLE(availability_zone, AcvAvailabilityZone, availability_zone_fields);

/* --- Block Public Access --- */

static bool
finish_options(AcvJsonReader *reader, const AcvJsonPath *path, void *target)
{
    AcvVpcBlockPublicAccessOptions *options = target;
    (void) reader;
    (void) path;

    if (!options->record.id) {
        options->record.id = "*";
    }
    return true;
}

static const char *const options_states[] = { "default-state", "update-in-progress",
                                              "update-complete", NULL };

static const AcvJsonField vpc_block_public_access_options_fields[] = {
    ACV_STRING("AwsAccountId", AcvVpcBlockPublicAccessOptions, record.owner_id),
    ACV_STRING("AwsRegion", AcvVpcBlockPublicAccessOptions, record.id),
    ACV_IGNORED("ExclusionsAllowed"),
    ACV_ENUM("InternetGatewayBlockMode", AcvVpcBlockPublicAccessOptions,
             internet_gateway_block_mode, acv_block_public_access_modes),
    ACV_IGNORED("LastUpdateTimestamp"),
    ACV_IGNORED("ManagedBy"),
    ACV_IGNORED("Reason"),
    ACV_ENUM("State", AcvVpcBlockPublicAccessOptions, state, options_states),
};
ACV_TABLE_WITH(vpc_block_public_access_options, AcvVpcBlockPublicAccessOptions,
               vpc_block_public_access_options_fields, .finish = finish_options);

static const char *const exclusion_modes[] = { "allow-bidirectional", "allow-egress", NULL };
static const char *const exclusion_states[] = {
    "create-in-progress",
    "create-complete",
    "create-failed",
    "update-in-progress",
    "update-complete",
    "update-failed",
    "delete-in-progress",
    "delete-complete",
    "disable-in-progress",
    "disable-complete",
    NULL,
};

static const AcvJsonField vpc_block_public_access_exclusion_fields[] = {
    ACV_IGNORED("CreationTimestamp"),
    ACV_IGNORED("DeletionTimestamp"),
    ACV_REQUIRED("ExclusionId", AcvVpcBlockPublicAccessExclusion, record.id),
    ACV_ENUM("InternetGatewayExclusionMode", AcvVpcBlockPublicAccessExclusion, mode,
             exclusion_modes),
    ACV_IGNORED("LastUpdateTimestamp"),
    ACV_IGNORED("Reason"),
    ACV_STRING("ResourceArn", AcvVpcBlockPublicAccessExclusion, resource_arn),
    ACV_ENUM("State", AcvVpcBlockPublicAccessExclusion, state, exclusion_states),
    ACV_TAGS("Tags", AcvVpcBlockPublicAccessExclusion),
};
ACV_TABLE(vpc_block_public_access_exclusion, AcvVpcBlockPublicAccessExclusion,
          vpc_block_public_access_exclusion_fields);

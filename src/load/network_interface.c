#include "load/tables.h"

/* --- Private addresses --- */

static const AcvJsonField address_association_fields[] = {
    ACV_ADDRESS("PublicIp", AcvPrivateIpAddress, public_ip, IPV4),
};
static ACV_TABLE_WITH(private_ip_association, AcvPrivateIpAddress, address_association_fields,
                      .is_open = true);

static const AcvJsonField private_ip_address_fields[] = {
    ACV_OBJECT("Association", &acv_private_ip_association_fields),
    ACV_FLAG("Primary", AcvPrivateIpAddress, primary),
    ACV_IGNORED("PrivateDnsName"),
    ACV_ADDRESS("PrivateIpAddress", AcvPrivateIpAddress, address, IPV4),
};
static ACV_TABLE_WITH(private_ip_address, AcvPrivateIpAddress, private_ip_address_fields,
                      .is_sparse = true);

static const AcvJsonField ipv6_address_fields[] = {
    { .key = "Ipv6Address", .type = ACV_JSON_ADDRESS, .family = ACV_FAMILY_IPV6 },
    ACV_IGNORED("IsPrimaryIpv6"),
    ACV_IGNORED("PublicIpv6DnsName"),
};
static ACV_TABLE_WITH(ipv6_address, AcvAddress, ipv6_address_fields, .is_sparse = true);

static const AcvJsonField ipv4_prefix_fields[] = {
    { .key = "Ipv4Prefix", .type = ACV_JSON_PREFIX, .family = ACV_FAMILY_IPV4 },
};
static ACV_TABLE_WITH(ipv4_prefix, AcvPrefix, ipv4_prefix_fields, .is_sparse = true);

static const AcvJsonField ipv6_prefix_fields[] = {
    { .key = "Ipv6Prefix", .type = ACV_JSON_PREFIX, .family = ACV_FAMILY_IPV6 },
};
static ACV_TABLE_WITH(ipv6_prefix, AcvPrefix, ipv6_prefix_fields, .is_sparse = true);

/* --- Network interfaces --- */

static const AcvJsonField association_fields[] = {
    ACV_ADDRESS("PublicIp", AcvNetworkInterface, public_ip, IPV4),
};
static ACV_TABLE_WITH(network_interface_association, AcvNetworkInterface, association_fields,
                      .is_open = true);

static const char *const attachment_statuses[] = { "attaching", "attached", "detaching", "detached",
                                                   NULL };

static const AcvJsonField attachment_fields[] = {
    ACV_STRING("InstanceId", AcvNetworkInterface, instance_id),
    ACV_ENUM("Status", AcvNetworkInterface, attachment_status, attachment_statuses),
};
static ACV_TABLE_WITH(network_interface_attachment, AcvNetworkInterface, attachment_fields,
                      .is_open = true);

static const char *const interface_statuses[] = { "available", "associated", "attaching", "in-use",
                                                  "detaching", "pending",    NULL };

static const AcvJsonField network_interface_fields[] = {
    ACV_IGNORED("AssociatedSubnets"),
    ACV_OBJECT("Association", &acv_network_interface_association_fields),
    ACV_OBJECT("Attachment", &acv_network_interface_attachment_fields),
    ACV_STRING("AvailabilityZone", AcvNetworkInterface, availability_zone),
    ACV_STRING("AvailabilityZoneId", AcvNetworkInterface, availability_zone_id),
    ACV_IGNORED("ConnectionTrackingConfiguration"),
    ACV_FLAG("DenyAllIgwTraffic", AcvNetworkInterface, deny_all_igw_traffic),
    ACV_TEXT("Description", AcvNetworkInterface, description),
    ACV_LIST_OF("Groups", AcvNetworkInterface, group_ids, &acv_group_object_fields),
    ACV_STRING("InterfaceType", AcvNetworkInterface, interface_type),
    ACV_LIST_OF("Ipv4Prefixes", AcvNetworkInterface, ipv4_prefixes, &acv_ipv4_prefix_fields),
    ACV_IGNORED("Ipv6Address"),
    ACV_LIST_OF("Ipv6Addresses", AcvNetworkInterface, ipv6_addresses, &acv_ipv6_address_fields),
    ACV_IGNORED("Ipv6Native"),
    ACV_LIST_OF("Ipv6Prefixes", AcvNetworkInterface, ipv6_prefixes, &acv_ipv6_prefix_fields),
    ACV_IGNORED("MacAddress"),
    ACV_REQUIRED("NetworkInterfaceId", AcvNetworkInterface, record.id),
    ACV_IGNORED("Operator"),
    ACV_IGNORED("OutpostArn"),
    ACV_STRING("OwnerId", AcvNetworkInterface, record.owner_id),
    ACV_IGNORED("PrivateDnsName"),
    ACV_ADDRESS("PrivateIpAddress", AcvNetworkInterface, private_ip_address, IPV4),
    ACV_LIST_OF("PrivateIpAddresses", AcvNetworkInterface, private_ip_addresses,
                &acv_private_ip_address_fields),
    ACV_IGNORED("PublicDnsName"),
    ACV_IGNORED("PublicIpDnsNameOptions"),
    ACV_STRING("RequesterId", AcvNetworkInterface, requester_id),
    ACV_FLAG("RequesterManaged", AcvNetworkInterface, requester_managed),
    ACV_FLAG("SourceDestCheck", AcvNetworkInterface, source_dest_check),
    ACV_ENUM("Status", AcvNetworkInterface, status, interface_statuses),
    ACV_ID_OF("SubnetId", AcvNetworkInterface, subnet_id, SUBNET),
    ACV_TAGS("TagSet", AcvNetworkInterface),
    ACV_LIST_WITH("Tags", AcvNetworkInterface, record.tags, &acv_tag_fields,
                  .flags = ACV_JSON_VOLATILE | ACV_JSON_ALSO),
    ACV_ID_OF("VpcId", AcvNetworkInterface, vpc_id, VPC),
};
ACV_TABLE(network_interface, AcvNetworkInterface, network_interface_fields);

/* --- Instances --- */

static const char *const instance_states[] = { "pending",    "running",  "shutting-down",
                                               "terminated", "stopping", "stopped",
                                               NULL };

static const AcvJsonField instance_state_fields[] = {
    ACV_IGNORED("Code"),
    ACV_ENUM("Name", AcvInstance, state, instance_states),
};
static ACV_TABLE(instance_state, AcvInstance, instance_state_fields);

static const AcvJsonField placement_fields[] = {
    ACV_STRING("AvailabilityZone", AcvInstance, availability_zone),
};
static ACV_TABLE_WITH(instance_placement, AcvInstance, placement_fields, .is_open = true);

/* The interfaces themselves become records of their own. */
static const AcvJsonField instance_interface_fields[] = {
    { .key = "NetworkInterfaceId", .type = ACV_JSON_STRING },
};
static ACV_TABLE_WITH(instance_interface, const char *, instance_interface_fields,
                      .is_sparse = true, .is_open = true,
                      .described_by = &acv_network_interface_fields);

static bool
instance_is_gone(const void *target)
{
    return acv_state_is_gone(((const AcvInstance *) target)->state);
}

static const AcvJsonField instance_fields[] = {
    ACV_REQUIRED("InstanceId", AcvInstance, record.id),
    ACV_LIST_OF("NetworkInterfaces", AcvInstance, network_interface_ids,
                &acv_instance_interface_fields),
    ACV_STRING("OwnerId", AcvInstance, record.owner_id),
    ACV_OBJECT("Placement", &acv_instance_placement_fields),
    ACV_ADDRESS("PrivateIpAddress", AcvInstance, private_ip_address, IPV4),
    ACV_ADDRESS("PublicIpAddress", AcvInstance, public_ip_address, IPV4),
    ACV_LIST_OF("SecurityGroups", AcvInstance, group_ids, &acv_group_object_fields),
    ACV_FLAG("SourceDestCheck", AcvInstance, source_dest_check),
    ACV_OBJECT("State", &acv_instance_state_fields),
    ACV_ID_OF("SubnetId", AcvInstance, subnet_id, SUBNET),
    ACV_TAGS("Tags", AcvInstance),
    ACV_ID_OF("VpcId", AcvInstance, vpc_id, VPC),
};
ACV_TABLE_WITH(instance, AcvInstance, instance_fields, .is_open = true,
               .is_gone = instance_is_gone);

/* --- Elastic IP addresses --- */

static bool
finish_elastic_ip(AcvJsonReader *reader, const AcvJsonPath *path, void *target)
{
    AcvElasticIp *address = target;

    if (acv_address_parse(address->record.id, &address->public_ip, NULL)) {
        return true;
    }
    AcvJsonPath here = { .parent = path, .key = "PublicIp" };
    acv_json_report(reader, ACV_SEVERITY_ERROR, &here, "expected an IP address, got \"%.60s\"",
                    address->record.id);
    return false;
}

static const AcvJsonField elastic_ip_fields[] = {
    ACV_STRING("AllocationId", AcvElasticIp, allocation_id),
    ACV_STRING("AssociationId", AcvElasticIp, association_id),
    ACV_IGNORED("CarrierIp"),
    ACV_IGNORED("CustomerOwnedIp"),
    ACV_IGNORED("CustomerOwnedIpv4Pool"),
    ACV_IGNORED("Domain"),
    ACV_STRING("InstanceId", AcvElasticIp, instance_id),
    ACV_IGNORED("NetworkBorderGroup"),
    ACV_STRING("NetworkInterfaceId", AcvElasticIp, network_interface_id),
    ACV_STRING("NetworkInterfaceOwnerId", AcvElasticIp, record.owner_id),
    ACV_ADDRESS("PrivateIpAddress", AcvElasticIp, private_ip_address, IPV4),
    ACV_REQUIRED("PublicIp", AcvElasticIp, record.id),
    ACV_IGNORED("PublicIpv4Pool"),
    ACV_IGNORED("ServiceManaged"),
    ACV_IGNORED("SubnetId"),
    ACV_TAGS("Tags", AcvElasticIp),
};
ACV_TABLE_WITH(elastic_ip, AcvElasticIp, elastic_ip_fields, .finish = finish_elastic_ip);

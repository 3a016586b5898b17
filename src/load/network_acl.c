#include "load/tables.h"

static bool
finish_entry(AcvJsonReader *reader, const AcvJsonPath *path, void *target)
{
    const AcvNetworkAclEntry *entry = target;
    return acv_check_port_range(reader, path, &entry->protocol, &entry->from_port, &entry->to_port);
}

static const char *const rule_actions[] = { "allow", "deny", NULL };

/* 32767 and 32768 are the final denials of IPv4 and IPv6, which AWS prints as entries. */
static const AcvJsonRange rule_number_range = { 1, 32768, "a rule number 1-32768" };

static const AcvJsonField icmp_type_code_fields[] = {
    ACV_NUMBER("Code", AcvNetworkAclEntry, icmp_code, &acv_icmp_range),
    ACV_NUMBER("Type", AcvNetworkAclEntry, icmp_type, &acv_icmp_range),
};
ACV_TABLE(icmp_type_code, AcvNetworkAclEntry, icmp_type_code_fields);

static const AcvJsonField port_range_fields[] = {
    ACV_NUMBER("From", AcvNetworkAclEntry, from_port, &acv_port_range),
    ACV_NUMBER("To", AcvNetworkAclEntry, to_port, &acv_port_range),
};
ACV_TABLE(port_range, AcvNetworkAclEntry, port_range_fields);

static const AcvJsonField entry_fields[] = {
    ACV_PREFIX("CidrBlock", AcvNetworkAclEntry, cidr_block, IPV4),
    ACV_FLAG("Egress", AcvNetworkAclEntry, egress),
    ACV_OBJECT("IcmpTypeCode", &acv_icmp_type_code_fields),
    ACV_PREFIX("Ipv6CidrBlock", AcvNetworkAclEntry, ipv6_cidr_block, IPV6),
    ACV_OBJECT("PortRange", &acv_port_range_fields),
    ACV_PROTOCOL("Protocol", AcvNetworkAclEntry, protocol),
    ACV_ENUM("RuleAction", AcvNetworkAclEntry, rule_action, rule_actions),
    ACV_NUMBER_WITH("RuleNumber", AcvNetworkAclEntry, rule_number, &rule_number_range,
                    .flags = ACV_JSON_REQUIRED),
};
static ACV_TABLE_WITH(network_acl_entry, AcvNetworkAclEntry, entry_fields, .finish = finish_entry);

static const AcvJsonField association_fields[] = {
    ACV_STRING("NetworkAclAssociationId", AcvNetworkAclAssociation, id),
    ACV_IGNORED("NetworkAclId"),
    ACV_STRING("SubnetId", AcvNetworkAclAssociation, subnet_id),
};
static ACV_TABLE(network_acl_association, AcvNetworkAclAssociation, association_fields);

static const AcvJsonField network_acl_fields[] = {
    ACV_LIST_OF("Associations", AcvNetworkAcl, associations, &acv_network_acl_association_fields),
    ACV_LIST_OF("Entries", AcvNetworkAcl, entries, &acv_network_acl_entry_fields),
    ACV_FLAG("IsDefault", AcvNetworkAcl, is_default),
    ACV_REQUIRED("NetworkAclId", AcvNetworkAcl, record.id),
    ACV_STRING("OwnerId", AcvNetworkAcl, record.owner_id),
    ACV_TAGS("Tags", AcvNetworkAcl),
    ACV_ID_OF("VpcId", AcvNetworkAcl, vpc_id, VPC),
};
ACV_TABLE(network_acl, AcvNetworkAcl, network_acl_fields);

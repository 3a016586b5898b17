#include "load/tables.h"

/* --- Peers of rules --- */

static bool
check_peer(AcvJsonReader *reader, const AcvJsonPath *path, const AcvSecurityGroupPeer *peer)
{
    int n = (peer->cidr.address.family != ACV_FAMILY_NONE) + (peer->prefix_list_id != NULL)
            + (peer->group_id != NULL);

    if (n == 1) {
        return true;
    }
    acv_json_report(reader, ACV_SEVERITY_ERROR, path,
                    "expected one CIDR, prefix list or security group, got %d of them", n);
    return false;
}

static bool
finish_peer(AcvJsonReader *reader, const AcvJsonPath *path, void *target)
{
    return check_peer(reader, path, target);
}

/* Of all four lists of a permission. */
static const AcvJsonField peer_fields[] = {
    ACV_PREFIX("CidrIp", AcvSecurityGroupPeer, cidr, IPV4),
    ACV_PREFIX_ALSO("CidrIpv6", AcvSecurityGroupPeer, cidr, IPV6),
    ACV_TEXT("Description", AcvSecurityGroupPeer, description),
    ACV_ID_OF("GroupId", AcvSecurityGroupPeer, group_id, SECURITY_GROUP),
    ACV_IGNORED("GroupName"),
    ACV_STRING("PeeringStatus", AcvSecurityGroupPeer, peering_status),
    ACV_ID_OF("PrefixListId", AcvSecurityGroupPeer, prefix_list_id, PREFIX_LIST),
    ACV_STRING("UserId", AcvSecurityGroupPeer, group_owner_id),
    ACV_STRING("VpcId", AcvSecurityGroupPeer, group_vpc_id),
    ACV_STRING("VpcPeeringConnectionId", AcvSecurityGroupPeer, vpc_peering_connection_id),
};
static const char *const peer_keys[] = { "CidrIp", "CidrIpv6", "GroupId", "PrefixListId", NULL };
static ACV_TABLE_WITH(security_group_peer, AcvSecurityGroupPeer, peer_fields, .finish = finish_peer,
                      .is_mixed = true, .any_of = peer_keys);

/* --- Permissions --- */

static bool
finish_permission(AcvJsonReader *reader, const AcvJsonPath *path, void *target)
{
    const AcvSecurityGroupPermission *permission = target;
    return acv_check_ports(reader, path, &permission->protocol, &permission->from_port,
                           &permission->to_port);
}

/* clang-format off */
#define PEERS(key_, flags_) \
    ACV_LIST_WITH(key_, AcvSecurityGroupPermission, peers, &acv_security_group_peer_fields, \
                  .flags = ACV_JSON_APPENDS | (flags_))
/* clang-format on */

static const AcvJsonField permission_fields[] = {
    ACV_NUMBER("FromPort", AcvSecurityGroupPermission, from_port, &acv_port_range),
    ACV_PROTOCOL("IpProtocol", AcvSecurityGroupPermission, protocol),
    PEERS("IpRanges", 0),
    PEERS("Ipv6Ranges", ACV_JSON_ALSO),
    PEERS("PrefixListIds", ACV_JSON_ALSO),
    ACV_NUMBER("ToPort", AcvSecurityGroupPermission, to_port, &acv_port_range),
    PEERS("UserIdGroupPairs", ACV_JSON_ALSO),
};
ACV_TABLE_WITH(security_group_permission, AcvSecurityGroupPermission, permission_fields,
               .finish = finish_permission);

/* --- Groups --- */

static const AcvJsonField security_group_fields[] = {
    ACV_TEXT("Description", AcvSecurityGroup, description),
    ACV_REQUIRED("GroupId", AcvSecurityGroup, record.id),
    ACV_STRING("GroupName", AcvSecurityGroup, group_name),
    ACV_LIST_OF("IpPermissions", AcvSecurityGroup, ingress, &acv_security_group_permission_fields),
    ACV_LIST_OF("IpPermissionsEgress", AcvSecurityGroup, egress,
                &acv_security_group_permission_fields),
    ACV_STRING("OwnerId", AcvSecurityGroup, record.owner_id),
    ACV_STRING("SecurityGroupArn", AcvSecurityGroup, record.arn),
    ACV_TAGS("Tags", AcvSecurityGroup),
    ACV_ID_OF("VpcId", AcvSecurityGroup, vpc_id, VPC),
};
ACV_TABLE(security_group, AcvSecurityGroup, security_group_fields);

/* --- Rules by themselves --- */

static bool
finish_rule(AcvJsonReader *reader, const AcvJsonPath *path, void *target)
{
    const AcvSecurityGroupRule *rule = target;
    return check_peer(reader, path, &rule->peer)
           && acv_check_ports(reader, path, &rule->protocol, &rule->from_port, &rule->to_port);
}

static const AcvJsonField referenced_group_fields[] = {
    ACV_STRING("GroupId", AcvSecurityGroupRule, peer.group_id),
    ACV_STRING("PeeringStatus", AcvSecurityGroupRule, peer.peering_status),
    ACV_STRING("UserId", AcvSecurityGroupRule, peer.group_owner_id),
    ACV_STRING("VpcId", AcvSecurityGroupRule, peer.group_vpc_id),
    ACV_STRING("VpcPeeringConnectionId", AcvSecurityGroupRule, peer.vpc_peering_connection_id),
};
static ACV_TABLE(referenced_security_group, AcvSecurityGroupRule, referenced_group_fields);

static const AcvJsonField security_group_rule_fields[] = {
    ACV_PREFIX("CidrIpv4", AcvSecurityGroupRule, peer.cidr, IPV4),
    ACV_PREFIX_ALSO("CidrIpv6", AcvSecurityGroupRule, peer.cidr, IPV6),
    ACV_STRING("Description", AcvSecurityGroupRule, peer.description),
    ACV_NUMBER("FromPort", AcvSecurityGroupRule, from_port, &acv_port_range),
    ACV_REQUIRED("GroupId", AcvSecurityGroupRule, group_id),
    ACV_STRING("GroupOwnerId", AcvSecurityGroupRule, group_owner_id),
    ACV_PROTOCOL("IpProtocol", AcvSecurityGroupRule, protocol),
    ACV_FLAG("IsEgress", AcvSecurityGroupRule, is_egress),
    ACV_STRING("PrefixListId", AcvSecurityGroupRule, peer.prefix_list_id),
    ACV_OBJECT("ReferencedGroupInfo", &acv_referenced_security_group_fields),
    ACV_IGNORED("SecurityGroupRuleArn"),
    ACV_STRING("SecurityGroupRuleId", AcvSecurityGroupRule, rule_id),
    ACV_IGNORED("Tags"),
    ACV_NUMBER("ToPort", AcvSecurityGroupRule, to_port, &acv_port_range),
};
ACV_TABLE_WITH(security_group_rule, AcvSecurityGroupRule, security_group_rule_fields,
               .finish = finish_rule);

/* --- Associations with further VPCs --- */

static bool
finish_association(AcvJsonReader *reader, const AcvJsonPath *path, void *target)
{
    AcvSecurityGroupVpcAssociation *association = target;
    (void) path;

    g_autofree char *id = g_strdup_printf("%s/%s", association->group_id, association->vpc_id);
    association->record.id = acv_arena_text(reader->arena, id);
    return true;
}

static bool
association_is_gone(const void *target)
{
    return acv_state_is_gone(((const AcvSecurityGroupVpcAssociation *) target)->state);
}

static const char *const association_states[] = {
    "associating",           "associated", "association-failed", "disassociating", "disassociated",
    "disassociation-failed", NULL,
};

static const AcvJsonField security_group_vpc_association_fields[] = {
    ACV_STRING_WITH("GroupId", AcvSecurityGroupVpcAssociation, group_id, .flags = ACV_JSON_REQUIRED,
                    .reference = ACV_REFERENCE_IF_READ, .kind = ACV_KIND_SECURITY_GROUP),
    ACV_STRING("GroupOwnerId", AcvSecurityGroupVpcAssociation, record.owner_id),
    ACV_ENUM("State", AcvSecurityGroupVpcAssociation, state, association_states),
    ACV_IGNORED("StateReason"),
    ACV_REQUIRED("VpcId", AcvSecurityGroupVpcAssociation, vpc_id),
    ACV_IGNORED("VpcOwnerId"),
};
ACV_TABLE_WITH(security_group_vpc_association, AcvSecurityGroupVpcAssociation,
               security_group_vpc_association_fields, .finish = finish_association,
               .is_gone = association_is_gone);

/* Of security groups and network ACLs.
 *
 * Source: botocore, ec2 2016-11-15; the AWS CLI's own --protocol, --port, --cidr, --source-group
 * and --group-owner:
 * https://docs.aws.amazon.com/cli/latest/reference/ec2/authorize-security-group-ingress.html
 */
#include "change/request.h"

#include "load/tables.h"

#include <string.h>

static const AcvJsonField tag_specification_fields[] = {
    ACV_IGNORED("ResourceType"),
    ACV_LIST_OF("Tags", AcvTagSpecification, tags, &acv_tag_fields),
};
ACV_TABLE(tag_specification, AcvTagSpecification, tag_specification_fields);

/* --- The short form of one rule --- */

/* Whether all of 'text' is a number; "-1" is one. */
static bool
read_number(const char *text, size_t length, AcvNumber *out)
{
    char number[8] = "";
    if (length == 0 || length >= sizeof number) {
        return false;
    }
    memcpy(number, text, length);
    gint64 value;
    if (!g_ascii_string_to_signed(number, 10, -1, UINT16_MAX, &value, NULL)) {
        return false;
    }
    *out = (AcvNumber){ (int32_t) value, true };
    return true;
}

/* "22", "8000-8100", of ICMP "8" or "8-0" for type and code; "-1" and "all" for any. */
static bool
read_port(const char *text, AcvSecurityGroupPermission *permission)
{
    const char *dash = strchr(text, '-');
    if (strcmp(text, "all") == 0) {
        text = "-1";
    }
    if (text[0] == '-' || !dash) {
        return read_number(text, strlen(text), &permission->from_port)
               && read_number(text, strlen(text), &permission->to_port);
    }
    return read_number(text, (size_t) (dash - text), &permission->from_port)
           && read_number(dash + 1, strlen(dash + 1), &permission->to_port);
}

static bool
fail(AcvJsonReader *reader, const AcvJsonPath *path, const char *option, const char *message)
{
    AcvJsonPath here = { .parent = path, .key = option };
    acv_json_report(reader, ACV_SEVERITY_ERROR, &here, "%s", message);
    return false;
}

static bool
has_short_form(const AcvGroupRulesRequest *request)
{
    return request->protocol.given || request->port || request->source_group || request->group_owner
           || request->cidr.address.family != ACV_FAMILY_NONE;
}

/* Both a CIDR and a group may be given, and are two rules. */
static void
add_short_peers(AcvJsonReader *reader, const AcvGroupRulesRequest *request,
                AcvSecurityGroupPermission *permission)
{
    AcvSecurityGroupPeer *peers = acv_arena_new0(reader->arena, AcvSecurityGroupPeer, 2);
    size_t n = 0;
    if (request->cidr.address.family != ACV_FAMILY_NONE) {
        peers[n++].cidr = request->cidr;
    }
    if (request->source_group) {
        peers[n].group_id = request->source_group;
        peers[n++].group_owner_id = request->group_owner;
    }
    permission->peers.items = peers;
    permission->peers.n = n;
}

/* Makes a permission of the short form, which is then no more. */
static bool
expand_short_form(AcvJsonReader *reader, const AcvJsonPath *path, AcvGroupRulesRequest *request)
{
    AcvSecurityGroupPermission *permission =
        acv_arena_new0(reader->arena, AcvSecurityGroupPermission, 1);
    permission->protocol = request->protocol;
    if (request->port && !read_port(request->port, permission)) {
        return fail(reader, path, "--port",
                    "expected a port, a range such as 8000-8100, or an ICMP type and code such as "
                    "8-0");
    }
    add_short_peers(reader, request, permission);
    *request = (AcvGroupRulesRequest){ .group_id = request->group_id,
                                       .group_name = request->group_name,
                                       .rule_ids = request->rule_ids,
                                       .tags = request->tags };
    request->permissions.items = permission;
    request->permissions.n = 1;
    return acv_check_ports(reader, path, &permission->protocol, &permission->from_port,
                           &permission->to_port);
}

static bool
finish_rules(AcvJsonReader *reader, const AcvJsonPath *path, void *target)
{
    AcvGroupRulesRequest *request = target;
    bool is_long = request->permissions.items != NULL;
    if (!is_long && has_short_form(request)) {
        return expand_short_form(reader, path, request);
    }
    return !is_long || request->permissions.n > 0
           || fail(reader, path, "--ip-permissions", "expected at least one rule");
}

/* --- The long form --- */

static const AcvJsonField ipv4_range_fields[] = {
    { .key = "CidrIp",
      .type = ACV_JSON_PREFIX,
      .flags = ACV_JSON_REQUIRED,
      .offset = ACV_MEMBER(AcvSecurityGroupPeer, cidr, AcvPrefix),
      .family = ACV_FAMILY_IPV4 },
    ACV_STRING("Description", AcvSecurityGroupPeer, description),
};
static ACV_TABLE(ipv4_range, AcvSecurityGroupPeer, ipv4_range_fields);

static const AcvJsonField ipv6_range_fields[] = {
    { .key = "CidrIpv6",
      .type = ACV_JSON_PREFIX,
      .flags = ACV_JSON_REQUIRED,
      .offset = ACV_MEMBER(AcvSecurityGroupPeer, cidr, AcvPrefix),
      .family = ACV_FAMILY_IPV6 },
    ACV_STRING("Description", AcvSecurityGroupPeer, description),
};
static ACV_TABLE(ipv6_range, AcvSecurityGroupPeer, ipv6_range_fields);

static const AcvJsonField prefix_list_id_fields[] = {
    ACV_STRING("Description", AcvSecurityGroupPeer, description),
    ACV_REQUIRED("PrefixListId", AcvSecurityGroupPeer, prefix_list_id),
};
static ACV_TABLE(prefix_list_id, AcvSecurityGroupPeer, prefix_list_id_fields);

static const AcvJsonField group_pair_fields[] = {
    ACV_STRING("Description", AcvSecurityGroupPeer, description),
    ACV_REQUIRED("GroupId", AcvSecurityGroupPeer, group_id),
    ACV_IGNORED("GroupName"),
    ACV_STRING("PeeringStatus", AcvSecurityGroupPeer, peering_status),
    ACV_STRING("UserId", AcvSecurityGroupPeer, group_owner_id),
    ACV_STRING("VpcId", AcvSecurityGroupPeer, group_vpc_id),
    ACV_STRING("VpcPeeringConnectionId", AcvSecurityGroupPeer, vpc_peering_connection_id),
};
static ACV_TABLE(group_pair, AcvSecurityGroupPeer, group_pair_fields);

static bool
finish_permission(AcvJsonReader *reader, const AcvJsonPath *path, void *target)
{
    const AcvSecurityGroupPermission *permission = target;
    if (permission->peers.n == 0) {
        acv_json_report(reader, ACV_SEVERITY_ERROR, path,
                        "expected at least one CIDR, prefix list or group");
        return false;
    }
    return acv_check_ports(reader, path, &permission->protocol, &permission->from_port,
                           &permission->to_port);
}

/* clang-format off */
#define PEERS(key_, noun_) \
    ACV_LIST_WITH(key_, AcvSecurityGroupPermission, peers, &acv_##noun_##_fields, \
                  .flags = ACV_JSON_APPENDS)
/* clang-format on */

static const AcvJsonField permission_fields[] = {
    ACV_NUMBER("FromPort", AcvSecurityGroupPermission, from_port, &acv_port_range),
    { .key = "IpProtocol",
      .type = ACV_JSON_PROTOCOL,
      .flags = ACV_JSON_REQUIRED,
      .offset = ACV_MEMBER(AcvSecurityGroupPermission, protocol, AcvProtocol) },
    PEERS("IpRanges", ipv4_range),
    PEERS("Ipv6Ranges", ipv6_range),
    PEERS("PrefixListIds", prefix_list_id),
    ACV_NUMBER("ToPort", AcvSecurityGroupPermission, to_port, &acv_port_range),
    PEERS("UserIdGroupPairs", group_pair),
};
static ACV_TABLE_WITH(permission, AcvSecurityGroupPermission, permission_fields,
                      .finish = finish_permission);

/* --- Rules of groups --- */

/* clang-format off */
#define RULE_OPTIONS_1 \
    ACV_PREFIX("--cidr", AcvGroupRulesRequest, cidr, IPV4)
#define INGRESS_GROUP \
    ACV_STRING("--group-id", AcvGroupRulesRequest, group_id), \
    ACV_STRING("--group-name", AcvGroupRulesRequest, group_name)
#define EGRESS_GROUP ACV_REQUIRED("--group-id", AcvGroupRulesRequest, group_id)
#define RULE_OPTIONS_2 \
    ACV_STRING("--group-owner", AcvGroupRulesRequest, group_owner), \
    ACV_LIST_OF("--ip-permissions", AcvGroupRulesRequest, permissions, \
                &acv_permission_fields), \
    ACV_STRING("--port", AcvGroupRulesRequest, port), \
    ACV_PROTOCOL("--protocol", AcvGroupRulesRequest, protocol)
#define RULE_IDS ACV_TEXTS("--security-group-rule-ids", AcvGroupRulesRequest, rule_ids)
#define SOURCE_GROUP ACV_STRING("--source-group", AcvGroupRulesRequest, source_group)

#define SHORT_KEYS "--cidr", "--group-owner", "--port", "--protocol", "--source-group"
#define SHORT_FORM_CHOICES \
    { ACV_KEYS("--ip-permissions"), ACV_KEYS(SHORT_KEYS), 0, 0, \
      "--ip-permissions is not together with --protocol, --port, --cidr and --source-group" }, \
    { ACV_KEYS(SHORT_KEYS), ACV_KEYS("--ip-permissions", "--protocol"), 1, 2, \
      "--protocol is missing" }, \
    { ACV_KEYS(SHORT_KEYS), ACV_KEYS("--ip-permissions", "--cidr", "--source-group"), 1, 3, \
      "expected --cidr or --source-group" }
#define GROUP_CHOICE \
    { NULL, ACV_KEYS("--group-id", "--group-name"), 1, 1, \
      "expected one of --group-id and --group-name" }
#define AUTHORIZE_CHOICE \
    { NULL, ACV_KEYS("--ip-permissions", SHORT_KEYS), 1, 6, \
      "no rule is given, neither by --ip-permissions nor by --protocol, --port and --cidr or " \
      "--source-group" }
#define REVOKE_CHOICE \
    { NULL, ACV_KEYS("--ip-permissions", "--security-group-rule-ids", SHORT_KEYS), 1, 7, \
      "no rule is given, neither by --ip-permissions nor by --security-group-rule-ids nor by " \
      "--protocol, --port and --cidr or --source-group" }
/* clang-format on */

static const AcvJsonField authorize_ingress_fields[] = {
    RULE_OPTIONS_1,
    INGRESS_GROUP,
    RULE_OPTIONS_2,
    SOURCE_GROUP,
    ACV_TAG_OPTION(AcvGroupRulesRequest),
};
static const AcvJsonChoice authorize_ingress_choices[] = { GROUP_CHOICE, SHORT_FORM_CHOICES,
                                                           AUTHORIZE_CHOICE };
ACV_OPTIONS_WITH(authorize_ingress, AcvGroupRulesRequest, authorize_ingress_fields,
                 ACV_CHOICES(authorize_ingress_choices), .finish = finish_rules);

static const AcvJsonField authorize_egress_fields[] = {
    RULE_OPTIONS_1,
    EGRESS_GROUP,
    RULE_OPTIONS_2,
    SOURCE_GROUP,
    ACV_TAG_OPTION(AcvGroupRulesRequest),
};
static const AcvJsonChoice authorize_egress_choices[] = { SHORT_FORM_CHOICES, AUTHORIZE_CHOICE };
ACV_OPTIONS_WITH(authorize_egress, AcvGroupRulesRequest, authorize_egress_fields,
                 ACV_CHOICES(authorize_egress_choices), .finish = finish_rules);

static const AcvJsonField revoke_ingress_fields[] = { RULE_OPTIONS_1, INGRESS_GROUP, RULE_OPTIONS_2,
                                                      RULE_IDS, SOURCE_GROUP };
static const AcvJsonChoice revoke_ingress_choices[] = { GROUP_CHOICE, SHORT_FORM_CHOICES,
                                                        REVOKE_CHOICE };
ACV_OPTIONS_WITH(revoke_ingress, AcvGroupRulesRequest, revoke_ingress_fields,
                 ACV_CHOICES(revoke_ingress_choices), .finish = finish_rules);

static const AcvJsonField revoke_egress_fields[] = { RULE_OPTIONS_1, EGRESS_GROUP, RULE_OPTIONS_2,
                                                     RULE_IDS, SOURCE_GROUP };
static const AcvJsonChoice revoke_egress_choices[] = { SHORT_FORM_CHOICES, REVOKE_CHOICE };
ACV_OPTIONS_WITH(revoke_egress, AcvGroupRulesRequest, revoke_egress_fields,
                 ACV_CHOICES(revoke_egress_choices), .finish = finish_rules);

static bool
finish_update(AcvJsonReader *reader, const AcvJsonPath *path, void *target)
{
    const AcvGroupRuleUpdate *update = target;
    return acv_check_ports(reader, path, &update->protocol, &update->from_port, &update->to_port);
}

static const AcvJsonField rule_fields[] = {
    ACV_PREFIX("CidrIpv4", AcvGroupRuleUpdate, peer.cidr, IPV4),
    ACV_PREFIX_ALSO("CidrIpv6", AcvGroupRuleUpdate, peer.cidr, IPV6),
    ACV_STRING("Description", AcvGroupRuleUpdate, peer.description),
    ACV_NUMBER("FromPort", AcvGroupRuleUpdate, from_port, &acv_port_range),
    ACV_PROTOCOL("IpProtocol", AcvGroupRuleUpdate, protocol),
    ACV_STRING("PrefixListId", AcvGroupRuleUpdate, peer.prefix_list_id),
    ACV_STRING("ReferencedGroupId", AcvGroupRuleUpdate, peer.group_id),
    ACV_NUMBER("ToPort", AcvGroupRuleUpdate, to_port, &acv_port_range),
};
static ACV_TABLE(group_rule, AcvGroupRuleUpdate, rule_fields);

static const AcvJsonField update_fields[] = {
    ACV_OBJECT("SecurityGroupRule", &acv_group_rule_fields),
    ACV_REQUIRED("SecurityGroupRuleId", AcvGroupRuleUpdate, rule_id),
};
static ACV_TABLE_WITH(group_rule_update, AcvGroupRuleUpdate, update_fields,
                      .finish = finish_update);

static const AcvJsonField modify_fields[] = {
    ACV_REQUIRED("--group-id", AcvModifyGroupRulesRequest, group_id),
    ACV_LIST_WITH("--security-group-rules", AcvModifyGroupRulesRequest, updates,
                  &acv_group_rule_update_fields, .flags = ACV_JSON_REQUIRED),
};
ACV_OPTIONS(modify_group_rules, AcvModifyGroupRulesRequest, modify_fields);

/* --- Groups --- */

static const AcvJsonField create_group_fields[] = {
    ACV_REQUIRED("--description", AcvSecurityGroupRequest, description),
    ACV_REQUIRED("--group-name", AcvSecurityGroupRequest, group_name),
    ACV_TAG_OPTION(AcvSecurityGroupRequest),
    ACV_STRING("--vpc-id", AcvSecurityGroupRequest, vpc_id),
};
ACV_OPTIONS(create_security_group, AcvSecurityGroupRequest, create_group_fields);

static const AcvJsonField delete_group_fields[] = {
    ACV_STRING("--group-id", AcvSecurityGroupRequest, group_id),
    ACV_STRING("--group-name", AcvSecurityGroupRequest, group_name),
};
static const AcvJsonChoice delete_group_choices[] = { GROUP_CHOICE };
ACV_OPTIONS_WITH(delete_security_group, AcvSecurityGroupRequest, delete_group_fields,
                 ACV_CHOICES(delete_group_choices));

/* --- Network ACLs --- */

static bool
finish_entry(AcvJsonReader *reader, const AcvJsonPath *path, void *target)
{
    const AcvNetworkAclEntry *entry = target;
    return acv_check_port_range(reader, path, &entry->protocol, &entry->from_port, &entry->to_port);
}

static const char *const rule_actions[] = { "allow", "deny", NULL };
static const AcvJsonRange rule_number_range = { 1, 32766, "a rule number 1-32766" };

/* clang-format off */
#define EGRESS ACV_FLAG("--egress", AcvNetworkAclEntryRequest, entry.egress)
#define DIRECTION_CHOICE \
    { NULL, ACV_KEYS("--egress"), 1, 1, "expected --egress or --ingress" }
#define RULE_NUMBER \
    ACV_NUMBER_WITH("--rule-number", AcvNetworkAclEntryRequest, entry.rule_number, \
                    &rule_number_range, .flags = ACV_JSON_REQUIRED)
/* clang-format on */

static const AcvJsonField entry_fields[] = {
    ACV_PREFIX("--cidr-block", AcvNetworkAclEntryRequest, entry.cidr_block, IPV4),
    EGRESS,
    ACV_OBJECT("--icmp-type-code", &acv_icmp_type_code_fields),
    ACV_PREFIX("--ipv6-cidr-block", AcvNetworkAclEntryRequest, entry.ipv6_cidr_block, IPV6),
    ACV_REQUIRED("--network-acl-id", AcvNetworkAclEntryRequest, network_acl_id),
    ACV_OBJECT("--port-range", &acv_port_range_fields),
    { .key = "--protocol",
      .type = ACV_JSON_PROTOCOL,
      .flags = ACV_JSON_REQUIRED,
      .offset = ACV_MEMBER(AcvNetworkAclEntryRequest, entry.protocol, AcvProtocol) },
    ACV_STRING_WITH("--rule-action", AcvNetworkAclEntryRequest, entry.rule_action,
                    .values = rule_actions, .flags = ACV_JSON_REQUIRED),
    RULE_NUMBER,
};
static const AcvJsonChoice entry_choices[] = {
    DIRECTION_CHOICE,
    { NULL, ACV_KEYS("--cidr-block", "--ipv6-cidr-block"), 1, 1,
      "expected one of --cidr-block and --ipv6-cidr-block" },
};
ACV_OPTIONS_WITH(network_acl_entry, AcvNetworkAclEntryRequest, entry_fields,
                 ACV_CHOICES(entry_choices), .finish = finish_entry);

static const AcvJsonField delete_entry_fields[] = {
    EGRESS,
    ACV_REQUIRED("--network-acl-id", AcvNetworkAclEntryRequest, network_acl_id),
    RULE_NUMBER,
};
static const AcvJsonChoice delete_entry_choices[] = { DIRECTION_CHOICE };
ACV_OPTIONS_WITH(delete_network_acl_entry, AcvNetworkAclEntryRequest, delete_entry_fields,
                 ACV_CHOICES(delete_entry_choices));

static const AcvJsonField create_acl_fields[] = {
    ACV_IGNORED("--client-token"),
    ACV_TAG_OPTION(AcvNetworkAclRequest),
    ACV_REQUIRED("--vpc-id", AcvNetworkAclRequest, vpc_id),
};
ACV_OPTIONS(create_network_acl, AcvNetworkAclRequest, create_acl_fields);

static const AcvJsonField delete_acl_fields[] = {
    ACV_REQUIRED("--network-acl-id", AcvNetworkAclRequest, network_acl_id),
};
ACV_OPTIONS(delete_network_acl, AcvNetworkAclRequest, delete_acl_fields);

static const AcvJsonField acl_association_fields[] = {
    ACV_REQUIRED("--association-id", AcvNetworkAclRequest, association_id),
    ACV_REQUIRED("--network-acl-id", AcvNetworkAclRequest, network_acl_id),
};
ACV_OPTIONS(replace_network_acl_association, AcvNetworkAclRequest, acl_association_fields);

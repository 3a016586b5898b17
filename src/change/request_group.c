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
has_short_form(const AcvGroupRulesRequest *request)
{
    return request->protocol.given || request->port || request->source_group || request->group_owner
           || request->cidr.address.family != ACV_FAMILY_NONE;
}

static bool
fail(AcvJsonReader *reader, const AcvJsonPath *path, const char *option, const char *message)
{
    AcvJsonPath here = { .parent = path, .key = option };
    acv_json_report(reader, ACV_SEVERITY_ERROR, option ? &here : path, "%s", message);
    return false;
}

static bool
check_short_form(AcvJsonReader *reader, const AcvJsonPath *path,
                 const AcvGroupRulesRequest *request)
{
    bool has_cidr = request->cidr.address.family != ACV_FAMILY_NONE;
    if (request->permissions.items) {
        return fail(reader, path, "--ip-permissions",
                    "not together with --protocol, --port, --cidr or --source-group");
    }
    if (!request->protocol.given) {
        return fail(reader, path, NULL, "--protocol is missing");
    }
    if (has_cidr == (request->source_group != NULL)) {
        return fail(reader, path, NULL, "expected one of --cidr and --source-group");
    }
    return true;
}

/* Makes a permission of the short form. */
static bool
expand_short_form(AcvJsonReader *reader, const AcvJsonPath *path, AcvGroupRulesRequest *request)
{
    if (!check_short_form(reader, path, request)) {
        return false;
    }
    AcvSecurityGroupPermission *permission =
        acv_arena_new0(reader->arena, AcvSecurityGroupPermission, 1);
    permission->protocol = request->protocol;
    if (request->port && !read_port(request->port, permission)) {
        return fail(reader, path, "--port",
                    "expected a port, a range such as 8000-8100, or an ICMP type and code such as "
                    "8-0");
    }
    AcvSecurityGroupPeer *peer = acv_arena_new0(reader->arena, AcvSecurityGroupPeer, 1);
    peer->cidr = request->cidr;
    peer->group_id = request->source_group;
    peer->group_owner_id = request->group_owner;
    permission->peers.items = peer;
    permission->peers.n = 1;
    request->permissions.items = permission;
    request->permissions.n = 1;
    return acv_check_ports(reader, path, &permission->protocol, &permission->from_port,
                           &permission->to_port);
}

static bool
finish_rules(AcvJsonReader *reader, const AcvJsonPath *path, void *target)
{
    AcvGroupRulesRequest *request = target;
    bool ok = request->group_id || request->group_name
              || fail(reader, path, NULL, "--group-id is missing");

    if (has_short_form(request) && !expand_short_form(reader, path, request)) {
        return false;
    }
    if (request->permissions.n == 0 && request->rule_ids.n == 0) {
        return fail(reader, path, NULL,
                    "no rule is given, neither by --ip-permissions nor by "
                    "--protocol, --port and --cidr or --source-group");
    }
    for (size_t i = 0; i < request->permissions.n; i++) {
        const AcvSecurityGroupPermission *permission = &request->permissions.items[i];
        if (!permission->protocol.given || permission->peers.n == 0) {
            return fail(reader, path, "--ip-permissions",
                        "expected a protocol and at least one CIDR, prefix list or group");
        }
    }
    return ok;
}

/* --- Rules of groups --- */

/* clang-format off */
#define RULE_OPTIONS \
    ACV_PREFIX("--cidr", AcvGroupRulesRequest, cidr, NONE), \
    ACV_STRING("--group-id", AcvGroupRulesRequest, group_id), \
    ACV_STRING("--group-name", AcvGroupRulesRequest, group_name), \
    ACV_STRING("--group-owner", AcvGroupRulesRequest, group_owner), \
    ACV_LIST_OF("--ip-permissions", AcvGroupRulesRequest, permissions, \
                &acv_security_group_permission_fields), \
    ACV_STRING("--port", AcvGroupRulesRequest, port), \
    ACV_PROTOCOL("--protocol", AcvGroupRulesRequest, protocol)
/* clang-format on */

static const AcvJsonField authorize_fields[] = {
    RULE_OPTIONS,
    ACV_STRING("--source-group", AcvGroupRulesRequest, source_group),
    ACV_TAG_OPTION(AcvGroupRulesRequest),
};
ACV_OPTIONS_WITH(authorize_group_rules, AcvGroupRulesRequest, authorize_fields, finish_rules);

static const AcvJsonField revoke_fields[] = {
    RULE_OPTIONS,
    ACV_TEXTS("--security-group-rule-ids", AcvGroupRulesRequest, rule_ids),
    ACV_STRING("--source-group", AcvGroupRulesRequest, source_group),
};
ACV_OPTIONS_WITH(revoke_group_rules, AcvGroupRulesRequest, revoke_fields, finish_rules);

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
ACV_OPTIONS(delete_security_group, AcvSecurityGroupRequest, delete_group_fields);

/* --- Network ACLs --- */

static bool
finish_entry(AcvJsonReader *reader, const AcvJsonPath *path, void *target)
{
    const AcvNetworkAclEntry *entry = target;
    int n_blocks = (entry->cidr_block.address.family != ACV_FAMILY_NONE)
                   + (entry->ipv6_cidr_block.address.family != ACV_FAMILY_NONE);

    if (n_blocks != 1) {
        return fail(reader, path, NULL, "expected one of --cidr-block and --ipv6-cidr-block");
    }
    return acv_check_ports(reader, path, &entry->protocol, &entry->from_port, &entry->to_port);
}

static const char *const rule_actions[] = { "allow", "deny", NULL };
static const AcvJsonRange rule_number_range = { 1, 32766, "a rule number 1-32766" };

/* clang-format off */
#define EGRESS \
    { .key = "--egress", .type = ACV_JSON_FLAG, .flags = ACV_JSON_REQUIRED, \
      .offset = ACV_MEMBER(AcvNetworkAclEntryRequest, entry.egress, AcvFlag) }
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
ACV_OPTIONS_WITH(network_acl_entry, AcvNetworkAclEntryRequest, entry_fields, finish_entry);

static const AcvJsonField delete_entry_fields[] = {
    EGRESS,
    ACV_REQUIRED("--network-acl-id", AcvNetworkAclEntryRequest, network_acl_id),
    RULE_NUMBER,
};
ACV_OPTIONS(delete_network_acl_entry, AcvNetworkAclEntryRequest, delete_entry_fields);

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

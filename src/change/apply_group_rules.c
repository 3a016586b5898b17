/* Rules of security groups.
 *
 * A rule is a permission and one of its peers. Source:
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RevokeSecurityGroupIngress.html */
#include "change/apply.h"
#include "change/operation.h"

#include <string.h>

/* A rule in a list. */
typedef struct {
    size_t permission;
    size_t peer;
} Position;

/* --- Which rules are the same --- */

/* Of other protocols AWS ignores what is said of ports. */
static bool
has_ports(const AcvProtocol *protocol)
{
    return protocol->first == protocol->last
           && (protocol->first == 1 || protocol->first == 6 || protocol->first == 17
               || protocol->first == 58);
}

static bool
same_number(AcvNumber a, AcvNumber b)
{
    return (a.given ? a.value : -1) == (b.given ? b.value : -1);
}

static bool
same_traffic(const AcvSecurityGroupPermission *a, const AcvSecurityGroupPermission *b)
{
    return a->protocol.first == b->protocol.first && a->protocol.last == b->protocol.last
           && (!has_ports(&a->protocol)
               || (same_number(a->from_port, b->from_port) && same_number(a->to_port, b->to_port)));
}

static bool
same_peer(const AcvSecurityGroupPeer *a, const AcvSecurityGroupPeer *b)
{
    return acv_prefix_compare(a->cidr, b->cidr) == 0
           && g_strcmp0(a->prefix_list_id, b->prefix_list_id) == 0
           && g_strcmp0(a->group_id, b->group_id) == 0;
}

static bool
find_rule(const AcvSecurityGroupPermissions *rules, const AcvSecurityGroupPermission *like,
          const AcvSecurityGroupPeer *peer, Position *out)
{
    for (size_t i = 0; i < rules->n; i++) {
        const AcvSecurityGroupPermission *permission = &rules->items[i];
        for (size_t j = 0; same_traffic(permission, like) && j < permission->peers.n; j++) {
            if (same_peer(&permission->peers.items[j], peer)) {
                *out = (Position){ i, j };
                return true;
            }
        }
    }
    return false;
}

static bool
find_rule_id(const AcvSecurityGroupPermissions *rules, const char *id, Position *out)
{
    for (size_t i = 0; i < rules->n; i++) {
        for (size_t j = 0; j < rules->items[i].peers.n; j++) {
            if (g_strcmp0(rules->items[i].peers.items[j].rule_id, id) == 0) {
                *out = (Position){ i, j };
                return true;
            }
        }
    }
    return false;
}

static void
append_protocol(GString *text, uint8_t protocol)
{
    static const struct {
        uint8_t number;
        const char *name;
    } names[] = { { 1, "icmp" }, { 6, "tcp" }, { 17, "udp" }, { 58, "icmpv6" } };
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (names[i].number == protocol) {
            g_string_append(text, names[i].name);
            return;
        }
    }
    g_string_append_printf(text, "protocol %d", protocol);
}

/* "tcp 443 from 10.0.0.0/16" */
static const char *
print_rule(AcvEditing *editing, const AcvSecurityGroupPermission *permission,
           const AcvSecurityGroupPeer *peer, bool is_egress)
{
    g_autoptr(GString) text = g_string_new(NULL);
    char prefix[ACV_ADDRESS_TEXT_SIZE];

    if (permission->protocol.first != permission->protocol.last) {
        g_string_append(text, "all traffic");
    } else {
        append_protocol(text, permission->protocol.first);
    }
    if (has_ports(&permission->protocol) && permission->from_port.given) {
        g_string_append_printf(text, " %d", permission->from_port.value);
        if (!same_number(permission->from_port, permission->to_port)) {
            g_string_append_printf(text, "-%d", permission->to_port.value);
        }
    }
    const char *name = peer->group_id ? peer->group_id : peer->prefix_list_id;
    g_string_append_printf(text, " %s %s", is_egress ? "to" : "from",
                           name ? name : acv_prefix_print(peer->cidr, prefix));
    return acv_arena_text(editing->arena, text->str);
}

/* --- Lists of rules --- */

static void
add_rule(AcvEditing *editing, AcvSecurityGroupPermissions *rules,
         const AcvSecurityGroupPermission *like, const AcvSecurityGroupPeer *peer)
{
    for (size_t i = 0; i < rules->n; i++) {
        if (same_traffic(&rules->items[i], like)) {
            AcvSecurityGroupPermission permission = rules->items[i];
            acv_editing_append(editing, &permission.peers, peer, sizeof *peer);
            acv_editing_set(editing, rules, i, &permission, sizeof permission);
            return;
        }
    }
    AcvSecurityGroupPermission permission = *like;
    permission.peers.items = NULL;
    permission.peers.n = 0;
    acv_editing_append(editing, &permission.peers, peer, sizeof *peer);
    acv_editing_append(editing, rules, &permission, sizeof permission);
}

static void
drop_rule(AcvEditing *editing, AcvSecurityGroupPermissions *rules, Position at)
{
    AcvSecurityGroupPermission permission = rules->items[at.permission];

    if (permission.peers.n == 1) {
        acv_editing_drop(editing, rules, at.permission, sizeof permission);
        return;
    }
    acv_editing_drop(editing, &permission.peers, at.peer, sizeof(AcvSecurityGroupPeer));
    acv_editing_set(editing, rules, at.permission, &permission, sizeof permission);
}

/* What the rules are called that AWS gives a new group, where the scenario says nothing of
 * egress; known by its address. */
static const char assumed[] = "the rule of a new group";

/* Where nothing but the assumption is left, the scenario says nothing again. */
static bool
is_assumed_egress(const AcvSecurityGroupPermissions *rules, size_t n_assumed)
{
    if (rules->n != 1 || rules->items[0].peers.n != n_assumed) {
        return false;
    }
    for (size_t i = 0; i < n_assumed; i++) {
        if (rules->items[0].peers.items[i].description != assumed) {
            return false;
        }
    }
    return true;
}

/* The rules of a group for changing; close_rules() when done. */
static AcvSecurityGroupPermissions *
open_rules(AcvEditing *editing, AcvSecurityGroup *group, bool is_egress)
{
    if (is_egress && !group->egress.items) {
        acv_editing_allow_all_egress(editing, group, assumed);
    }
    return is_egress ? &group->egress : &group->ingress;
}

static void
close_rules(AcvEditing *editing, AcvSecurityGroup *group)
{
    AcvSecurityGroup like_new = { .vpc_id = group->vpc_id };
    acv_editing_allow_all_egress(editing, &like_new, assumed);
    if (is_assumed_egress(&group->egress, like_new.egress.items[0].peers.n)) {
        group->egress.items = NULL;
        group->egress.n = 0;
    }
}

/* --- What may be referred to --- */

static bool
is_of_other_account(const AcvSecurityGroup *group, const AcvSecurityGroupPeer *peer)
{
    return peer->group_owner_id && g_strcmp0(peer->group_owner_id, group->record.owner_id) != 0;
}

static bool
is_attached(AcvEditing *editing, const char *transit_gateway_id, const char *vpc_id)
{
    g_autoptr(GPtrArray) records =
        acv_editing_list(editing, ACV_KIND_TRANSIT_GATEWAY_VPC_ATTACHMENT);
    for (guint i = 0; i < records->len; i++) {
        const AcvTransitGatewayVpcAttachment *attachment = g_ptr_array_index(records, i);
        if (g_strcmp0(attachment->vpc_id, vpc_id) == 0
            && g_strcmp0(attachment->transit_gateway_id, transit_gateway_id) == 0) {
            return true;
        }
    }
    return false;
}

static bool
share_transit_gateway(AcvEditing *editing, const char *a, const char *b)
{
    g_autoptr(GPtrArray) records =
        acv_editing_list(editing, ACV_KIND_TRANSIT_GATEWAY_VPC_ATTACHMENT);
    for (guint i = 0; i < records->len; i++) {
        const AcvTransitGatewayVpcAttachment *attachment = g_ptr_array_index(records, i);
        if (g_strcmp0(attachment->vpc_id, a) == 0
            && is_attached(editing, attachment->transit_gateway_id, b)) {
            return true;
        }
    }
    return false;
}

/* Groups of peered VPCs may be referred to both ways, those beyond a transit gateway for ingress.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html */
static bool
check_peer_vpc(AcvEditing *editing, const AcvSecurityGroup *group, const AcvSecurityGroup *other,
               bool is_egress, AcvSecurityGroupPeer *peer)
{
    if (!group->vpc_id || !other->vpc_id || strcmp(group->vpc_id, other->vpc_id) == 0) {
        return true;
    }
    const AcvVpcPeeringConnection *peering =
        acv_editing_peering_between(editing, group->vpc_id, other->vpc_id);
    peer->group_vpc_id = other->vpc_id;
    peer->group_owner_id = other->record.owner_id;
    if (peering && (!peering->status || strcmp(peering->status, "active") == 0)) {
        peer->vpc_peering_connection_id = peering->record.id;
        peer->peering_status = "active";
        return true;
    }
    if (!is_egress && share_transit_gateway(editing, group->vpc_id, other->vpc_id)) {
        return true;
    }
    acv_editing_fail(editing, NULL,
                     "InvalidGroup.NotFound: %s is in %s and %s in %s, which no active peering "
                     "connection joins",
                     group->record.id, group->vpc_id, other->record.id, other->vpc_id);
    return false;
}

/* Lists that AWS manages are there even if the scenario has no lists. */
static bool
check_peer(AcvEditing *editing, const AcvSecurityGroup *group, bool is_egress,
           AcvSecurityGroupPeer *peer)
{
    if (peer->prefix_list_id) {
        return !acv_snapshot_builder_has_kind(editing->builder, ACV_KIND_PREFIX_LIST)
               || acv_editing_find(editing, NULL, "InvalidPrefixListID.NotFound",
                                   ACV_KIND_PREFIX_LIST, peer->prefix_list_id);
    }
    if (!peer->group_id || is_of_other_account(group, peer)) {
        return true;
    }
    const AcvSecurityGroup *other = (const AcvSecurityGroup *) acv_editing_find(
        editing, NULL, "InvalidGroup.NotFound", ACV_KIND_SECURITY_GROUP, peer->group_id);
    return other && check_peer_vpc(editing, group, other, is_egress, peer);
}

static bool
check_traffic(AcvEditing *editing, const AcvSecurityGroupPermission *permission)
{
    bool needs_ports = permission->protocol.first == permission->protocol.last
                       && (permission->protocol.first == 6 || permission->protocol.first == 17);
    if (permission->protocol.unknown) {
        acv_editing_fail(editing, NULL, "InvalidParameterValue: the protocol is unknown");
        return false;
    }
    if (needs_ports && (!permission->from_port.given || !permission->to_port.given)) {
        acv_editing_fail(editing, NULL,
                         "InvalidParameterValue: TCP and UDP need both FromPort and ToPort");
        return false;
    }
    if (needs_ports && permission->from_port.value < 0) {
        acv_editing_fail(editing, NULL,
                         "InvalidParameterValue: TCP/UDP port (-1) out of range; all ports are "
                         "0-65535");
        return false;
    }
    return true;
}

/* --- Operations --- */

/* The id of the group that a command names by id, or by the name that only one group has. */
static AcvSecurityGroup *
edit_group(AcvEditing *editing, const char *id, const char *name)
{
    const char *option = id ? "group-id" : "group-name";
    return (AcvSecurityGroup *) acv_editing_edit(
        editing, option, "InvalidGroup.NotFound", ACV_KIND_SECURITY_GROUP,
        id ? id : acv_editing_group_of_name(editing, name));
}

static void
authorize_rules(AcvEditing *editing, const AcvGroupRulesRequest *request, bool is_egress)
{
    AcvSecurityGroup *group = edit_group(editing, request->group_id, request->group_name);
    if (!group) {
        return;
    }
    AcvSecurityGroupPermissions *rules = open_rules(editing, group, is_egress);
    for (size_t i = 0; i < request->permissions.n; i++) {
        const AcvSecurityGroupPermission *permission = &request->permissions.items[i];
        for (size_t j = 0; check_traffic(editing, permission) && j < permission->peers.n; j++) {
            AcvSecurityGroupPeer peer = permission->peers.items[j];
            Position at;
            if (!check_peer(editing, group, is_egress, &peer)) {
                continue;
            }
            if (find_rule(rules, permission, &peer, &at)) {
                acv_editing_fail(editing, NULL, "InvalidPermission.Duplicate: %s already allows %s",
                                 group->record.id,
                                 print_rule(editing, permission, &peer, is_egress));
            } else {
                add_rule(editing, rules, permission, &peer);
            }
        }
    }
    close_rules(editing, group);
}

static bool
is_in_default_vpc(AcvEditing *editing, const AcvSecurityGroup *group)
{
    const AcvVpc *vpc =
        (const AcvVpc *) acv_snapshot_builder_find(editing->builder, ACV_KIND_VPC, group->vpc_id);
    return vpc && vpc->is_default == ACV_FLAG_TRUE;
}

/* In a default VPC, AWS leaves it at telling which rules are not there. */
static void
tell_missing_rule(AcvEditing *editing, const AcvSecurityGroup *group,
                  const AcvSecurityGroupPermission *permission, const AcvSecurityGroupPeer *peer,
                  bool is_egress)
{
    const char *rule = print_rule(editing, permission, peer, is_egress);
    if (is_in_default_vpc(editing, group)) {
        acv_editing_warn(editing, NULL, "%s has no rule that allows %s", group->record.id, rule);
    } else {
        acv_editing_fail(editing, NULL, "InvalidPermission.NotFound: %s has no rule that allows %s",
                         group->record.id, rule);
    }
}

static void
revoke_rules(AcvEditing *editing, const AcvGroupRulesRequest *request, bool is_egress)
{
    AcvSecurityGroup *group = edit_group(editing, request->group_id, request->group_name);
    if (!group) {
        return;
    }
    AcvSecurityGroupPermissions *rules = open_rules(editing, group, is_egress);
    Position at;
    for (size_t i = 0; i < request->permissions.n; i++) {
        const AcvSecurityGroupPermission *permission = &request->permissions.items[i];
        for (size_t j = 0; j < permission->peers.n; j++) {
            const AcvSecurityGroupPeer *peer = &permission->peers.items[j];
            if (find_rule(rules, permission, peer, &at)) {
                drop_rule(editing, rules, at);
            } else {
                tell_missing_rule(editing, group, permission, peer, is_egress);
            }
        }
    }
    for (size_t i = 0; i < request->rule_ids.n; i++) {
        if (find_rule_id(rules, request->rule_ids.items[i], &at)) {
            drop_rule(editing, rules, at);
        } else {
            acv_editing_fail(editing, "security-group-rule-ids",
                             "InvalidSecurityGroupRuleId.NotFound: %s is no %s rule of %s",
                             request->rule_ids.items[i], is_egress ? "egress" : "ingress",
                             group->record.id);
        }
    }
    close_rules(editing, group);
}

void
acv_apply_authorize_security_group_ingress(AcvEditing *editing, const void *request)
{
    authorize_rules(editing, request, false);
}

void
acv_apply_authorize_security_group_egress(AcvEditing *editing, const void *request)
{
    authorize_rules(editing, request, true);
}

void
acv_apply_revoke_security_group_ingress(AcvEditing *editing, const void *request)
{
    revoke_rules(editing, request, false);
}

void
acv_apply_revoke_security_group_egress(AcvEditing *editing, const void *request)
{
    revoke_rules(editing, request, true);
}

/* --- Changing rules in place --- */

static bool
names_peer(const AcvSecurityGroupPeer *peer)
{
    return peer->cidr.address.family != ACV_FAMILY_NONE || peer->prefix_list_id || peer->group_id;
}

/* Gives the rule at 'at' another description, or makes it another rule of the same id.
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroupRuleRequest.html
 */
static void
update_rule(AcvEditing *editing, AcvSecurityGroup *group, bool is_egress, Position at,
            const AcvGroupRuleUpdate *update)
{
    AcvSecurityGroupPermissions *rules = is_egress ? &group->egress : &group->ingress;
    AcvSecurityGroupPermission permission = { .protocol = update->protocol,
                                              .from_port = update->from_port,
                                              .to_port = update->to_port };
    AcvSecurityGroupPeer peer = update->peer;
    Position other;

    if (!update->protocol.given || !names_peer(&peer)) {
        acv_editing_fail(editing, "security-group-rules",
                         "MissingParameter: %s needs IpProtocol and one of CidrIpv4, CidrIpv6, "
                         "PrefixListId and ReferencedGroupId",
                         update->rule_id);
        return;
    }
    if (!check_traffic(editing, &permission) || !check_peer(editing, group, is_egress, &peer)) {
        return;
    }
    peer.rule_id = update->rule_id;
    drop_rule(editing, rules, at);
    if (find_rule(rules, &permission, &peer, &other)) {
        acv_editing_fail(editing, "security-group-rules",
                         "InvalidPermission.Duplicate: %s already allows %s", group->record.id,
                         print_rule(editing, &permission, &peer, is_egress));
        return;
    }
    add_rule(editing, rules, &permission, &peer);
}

void
acv_apply_modify_security_group_rules(AcvEditing *editing, const void *request)
{
    const AcvModifyGroupRulesRequest *asked = request;
    AcvSecurityGroup *group = edit_group(editing, asked->group_id, NULL);
    for (size_t i = 0; group && i < asked->updates.n; i++) {
        const AcvGroupRuleUpdate *update = &asked->updates.items[i];
        Position at;
        bool is_ingress = find_rule_id(&group->ingress, update->rule_id, &at);
        if (is_ingress || find_rule_id(&group->egress, update->rule_id, &at)) {
            update_rule(editing, group, !is_ingress, at, update);
        } else {
            acv_editing_fail(editing, "security-group-rules",
                             "InvalidSecurityGroupRuleId.NotFound: %s is no rule of %s",
                             update->rule_id, group->record.id);
        }
    }
}

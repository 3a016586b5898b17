/* What the groups of AgentCore resources let through that nobody needs. */
#include "explain/check_need.h"

#include "base/hash.h"
#include "network/match.h"
#include "network/resource.h"

/* --- Egress --- */

/* The rule of a group for one peer, as what prints rules wants it. */
static AcvRule
rule_of(const AcvSecurityGroup *group, const AcvSecurityGroupPermission *permission,
        const AcvSecurityGroupPeer *peer)
{
    AcvRule rule = { .match = ACV_MATCH_ALL,
                     .verdict = ACV_VERDICT_ADMITTED,
                     .record = &group->record,
                     .permission = permission,
                     .peer = peer };
    acv_match_set_protocol(&rule.match, permission->protocol, permission->from_port,
                           permission->to_port);
    return rule;
}

static void
add_rule(AcvChecking *checking, AcvFinding *finding, const AcvRule *rule)
{
    AcvRule *kept = acv_arena_new0(acv_network_arena(checking->network), AcvRule, 1);
    *kept = *rule;
    acv_finding_add_rule(finding, kept);
}

/* Every port of a protocol that has ports, or every protocol. */
static bool
is_any_port(const AcvMatch *match)
{
    if (match->first_protocol != match->last_protocol) {
        return true;
    }
    return acv_protocol_layer4(match->first_protocol) == ACV_LAYER4_PORTS
           && match->destination_ports.first <= 1 && match->destination_ports.last == UINT16_MAX;
}

static bool
is_anyone(const AcvSecurityGroupPeer *peer)
{
    return peer->cidr.address.family != ACV_FAMILY_NONE && peer->cidr.length == 0;
}

/* The services that it needs: what its rules are for. */
static char *
needs_of(AcvChecking *checking)
{
    GString *text = g_string_new(NULL);
    const GArray *needs = acv_checking_needs(checking);
    for (guint i = 0; i < needs->len; i++) {
        const AcvNeed *need = &g_array_index(needs, AcvNeed, i);
        if (need->answer && need->requirement->level != ACV_REQUIREMENT_DEPENDS) {
            g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "", need->title);
        }
    }
    return g_string_free(text, FALSE);
}

/* Fact 0 is the group with whom it lets packets go to, fact 1 what is needed. */
static void
blame_egress(AcvChecking *checking, const AcvSecurityGroup *group, const AcvRule *rule)
{
    AcvFinding *finding =
        acv_finding_new(checking, ACV_STATUS_WARNING,
                        rule ? ACV_SENTENCE_EGRESS_TO_ANYONE : ACV_SENTENCE_EGRESS_BY_DEFAULT);
    g_autofree char *needed = needs_of(checking);
    bool is_ipv4 = !rule || rule->peer->cidr.address.family == ACV_FAMILY_IPV4;
    finding->resource = &group->record;
    acv_finding_add_value(checking, finding, &group->record, "IpPermissionsEgress",
                          is_ipv4 ? "0.0.0.0/0" : "::/0");
    acv_finding_add_value(checking, finding, &checking->resource->record, "Needs", needed);
    if (rule) {
        add_rule(checking, finding, rule);
    }
}

static bool
judge_egress(AcvChecking *checking, const AcvSecurityGroup *group)
{
    if (!group->egress.items) {
        blame_egress(checking, group, NULL);
        return false;
    }
    bool is_fine = true;
    for (size_t i = 0; i < group->egress.n; i++) {
        const AcvSecurityGroupPermission *permission = &group->egress.items[i];
        for (size_t j = 0; j < permission->peers.n; j++) {
            AcvRule rule = rule_of(group, permission, &permission->peers.items[j]);
            rule.match.destinations = acv_network_no_addresses(checking->network);
            if (is_any_port(&rule.match) && is_anyone(rule.peer)) {
                blame_egress(checking, group, &rule);
                is_fine = false;
            }
        }
    }
    return is_fine;
}

/* The groups of the resource that are known: elements const AcvSecurityGroup *, each once. */
static GPtrArray *
groups_of(const AcvChecking *checking)
{
    GPtrArray *groups = g_ptr_array_new();
    const AcvStrings *ids = &checking->resource->security_groups;
    for (size_t i = 0; acv_agentcore_is_in_vpc(checking->resource) && i < ids->n; i++) {
        const AcvSecurityGroup *group =
            acv_snapshot_find_security_group(checking->checkup->snapshot, ids->items[i]);
        if (group && !g_ptr_array_find(groups, group, NULL)) {
            g_ptr_array_add(groups, (gpointer) group);
        }
    }
    return groups;
}

typedef bool (*GroupJudge)(AcvChecking *checking, const AcvSecurityGroup *group);

static void
judge_groups(AcvChecking *checking, GroupJudge judge, AcvSentence pass)
{
    g_autoptr(GPtrArray) groups = groups_of(checking);
    bool is_fine = groups->len == checking->resource->security_groups.n; /* All are known. */
    for (guint i = 0; i < groups->len; i++) {
        is_fine = judge(checking, g_ptr_array_index(groups, i)) && is_fine;
    }
    if (is_fine && groups->len > 0) {
        AcvFinding *finding = acv_finding_new(checking, ACV_STATUS_PASS, pass);
        for (guint i = 0; i < groups->len; i++) {
            acv_finding_add_record(finding, g_ptr_array_index(groups, i));
        }
    }
}

void
acv_check_egress_scope(AcvChecking *checking)
{
    judge_groups(checking, judge_egress, ACV_SENTENCE_EGRESS_IS_NARROW);
}

/* --- Ingress --- */

/* Where records list the groups that they carry. */
static const struct {
    AcvKind kind;
    size_t offset;
} carriers[] = {
    { ACV_KIND_NETWORK_INTERFACE, offsetof(AcvNetworkInterface, group_ids) },
    { ACV_KIND_INSTANCE, offsetof(AcvInstance, group_ids) },
    { ACV_KIND_VPC_ENDPOINT, offsetof(AcvVpcEndpoint, group_ids) },
    { ACV_KIND_DB_INSTANCE, offsetof(AcvDbInstance, vpc_security_group_ids) },
    { ACV_KIND_DB_CLUSTER, offsetof(AcvDbCluster, vpc_security_group_ids) },
    { ACV_KIND_DB_PROXY, offsetof(AcvDbProxy, vpc_security_group_ids) },
    { ACV_KIND_MOUNT_TARGET, offsetof(AcvMountTarget, group_ids) },
};

static bool
is_of_agentcore(const AcvRecord *record)
{
    return record->kind == ACV_KIND_NETWORK_INTERFACE
           && g_strcmp0(((const AcvNetworkInterface *) record)->interface_type, "agentic_ai") == 0;
}

/* The groups that something other than AgentCore carries, by id. */
static GHashTable *
groups_of_others(AcvCheckup *checkup)
{
    if (checkup->groups_of_others) {
        return checkup->groups_of_others;
    }
    GHashTable *groups = checkup->groups_of_others = g_hash_table_new(acv_text_hash, g_str_equal);
    for (size_t i = 0; i < G_N_ELEMENTS(carriers); i++) {
        size_t n;
        const AcvRecord *const *records =
            acv_snapshot_list(checkup->snapshot, carriers[i].kind, &n);
        for (size_t j = 0; j < n; j++) {
            const AcvStrings *ids = G_STRUCT_MEMBER_P(records[j], carriers[i].offset);
            for (size_t k = 0; !is_of_agentcore(records[j]) && k < ids->n; k++) {
                g_hash_table_add(groups, (gpointer) (uintptr_t) ids->items[k]);
            }
        }
    }
    return groups;
}

/* Of a group that others carry too the rules may be for them. */
static bool
judge_ingress(AcvChecking *checking, const AcvSecurityGroup *group)
{
    if (group->ingress.n == 0
        || g_hash_table_contains(groups_of_others(checking->checkup), group->record.id)) {
        return true;
    }
    AcvFinding *finding =
        acv_finding_new(checking, ACV_STATUS_WARNING, ACV_SENTENCE_INGRESS_UNNEEDED);
    finding->resource = &group->record;
    acv_finding_add_record(finding, &group->record);
    for (size_t i = 0; i < group->ingress.n; i++) {
        const AcvSecurityGroupPermission *permission = &group->ingress.items[i];
        for (size_t j = 0; j < permission->peers.n; j++) {
            AcvRule rule = rule_of(group, permission, &permission->peers.items[j]);
            add_rule(checking, finding, &rule);
        }
    }
    return false;
}

void
acv_check_ingress_unneeded(AcvChecking *checking)
{
    judge_groups(checking, judge_ingress, ACV_SENTENCE_NO_NEEDLESS_INGRESS);
}

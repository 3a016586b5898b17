/* SecurityGroupRules and the permissions of SecurityGroups say the same in two ways. A rule that
 * its group lists too lends it its id and description; one that it does not becomes a permission.
 */
#include "load/loader.h"
#include "load/tables.h"

#include <stdlib.h>
#include <string.h>

/* What decides whether two rules are the same. */
typedef struct {
    bool is_egress;
    AcvProtocol protocol;
    int32_t from;
    int32_t to;
    const AcvSecurityGroupPeer *peer;
    AcvSecurityGroupPeer *listed; /* Where the group has it; NULL of a rule by itself. */
} Rule;

/* Ports say nothing of protocols that have none, and -1 is as good as absent. */
static int32_t
meaningful(const AcvProtocol *protocol, const AcvNumber *number)
{
    bool has_numbers =
        protocol->first == protocol->last && memchr("\x01\x06\x11\x3a", protocol->first, 4) != NULL;
    return has_numbers && number->given ? number->value : -1;
}

static int
compare_peers(const AcvSecurityGroupPeer *a, const AcvSecurityGroupPeer *b)
{
    int order = acv_prefix_compare(a->cidr, b->cidr);
    if (order == 0) {
        order = g_strcmp0(a->prefix_list_id, b->prefix_list_id);
    }
    return order != 0 ? order : g_strcmp0(a->group_id, b->group_id);
}

static int64_t
rule_key(const Rule *rule)
{
    return (int64_t) rule->is_egress << 17 | rule->protocol.unknown << 16
           | rule->protocol.first << 8 | rule->protocol.last;
}

static int
compare_rules(const void *a, const void *b)
{
    const Rule *x = a;
    const Rule *y = b;
    if (rule_key(x) != rule_key(y)) {
        return rule_key(x) < rule_key(y) ? -1 : 1;
    }
    if (x->from != y->from) {
        return x->from < y->from ? -1 : 1;
    }
    if (x->to != y->to) {
        return x->to < y->to ? -1 : 1;
    }
    return compare_peers(x->peer, y->peer);
}

static void
list_rules(const AcvSecurityGroupPermissions *permissions, bool is_egress, GArray *rules)
{
    for (size_t i = 0; i < permissions->n; i++) {
        AcvSecurityGroupPermission *permission = &permissions->items[i];
        for (size_t j = 0; j < permission->peers.n; j++) {
            AcvSecurityGroupPeer *peer = &permission->peers.items[j];
            Rule rule = { .is_egress = is_egress,
                          .protocol = permission->protocol,
                          .from = meaningful(&permission->protocol, &permission->from_port),
                          .to = meaningful(&permission->protocol, &permission->to_port),
                          .peer = peer,
                          .listed = peer };
            g_array_append_val(rules, rule);
        }
    }
}

/* The rules that a group lists, sorted. */
static GArray *
listed_rules(const AcvSecurityGroup *group)
{
    GArray *rules = g_array_new(FALSE, FALSE, sizeof(Rule));
    list_rules(&group->ingress, false, rules);
    list_rules(&group->egress, true, rules);
    g_array_sort(rules, compare_rules);
    return rules;
}

static AcvSecurityGroupPermission
permission_of(AcvArena *arena, const AcvSecurityGroupRule *rule)
{
    AcvSecurityGroupPermission permission = { .protocol = rule->protocol,
                                              .from_port = rule->from_port,
                                              .to_port = rule->to_port };
    permission.peers.items = acv_arena_alloc(arena, sizeof(AcvSecurityGroupPeer));
    permission.peers.items[0] = rule->peer;
    permission.peers.items[0].rule_id = rule->rule_id;
    permission.peers.n = 1;
    return permission;
}

/* Describe-security-group-rules prints all rules of a group, so a direction of which it has none is
 * known to be empty. */
static void
append_permissions(AcvArena *arena, AcvSecurityGroupPermissions *permissions, const GArray *more)
{
    AcvSecurityGroupPermission *items =
        acv_arena_alloc_n(arena, permissions->n + more->len, sizeof *items);
    if (permissions->n > 0) {
        memcpy(items, permissions->items, permissions->n * sizeof *items);
    }
    if (more->len > 0) {
        memcpy(items + permissions->n, more->data, more->len * sizeof *items);
    }
    permissions->items = items;
    permissions->n += more->len;
}

/* If the group lists the rule, its peer there. */
static AcvSecurityGroupPeer *
find_listed(const GArray *listed, const AcvSecurityGroupRule *rule)
{
    Rule wanted = { .is_egress = rule->is_egress == ACV_FLAG_TRUE,
                    .protocol = rule->protocol,
                    .from = meaningful(&rule->protocol, &rule->from_port),
                    .to = meaningful(&rule->protocol, &rule->to_port),
                    .peer = &rule->peer };
    const Rule *found = listed->len == 0 ? NULL
                                         : bsearch(&wanted, listed->data, listed->len,
                                                   sizeof wanted, compare_rules);
    return found ? found->listed : NULL;
}

static void
add_rules_of_group(AcvArena *arena, AcvSecurityGroup *group, const AcvSecurityGroupRule *rules,
                   size_t n)
{
    g_autoptr(GArray) listed = listed_rules(group);
    g_autoptr(GArray) ingress = g_array_new(FALSE, FALSE, sizeof(AcvSecurityGroupPermission));
    g_autoptr(GArray) egress = g_array_new(FALSE, FALSE, sizeof(AcvSecurityGroupPermission));

    for (size_t i = 0; i < n; i++) {
        const AcvSecurityGroupRule *rule = &rules[i];
        AcvSecurityGroupPeer *peer = find_listed(listed, rule);
        if (peer) {
            peer->rule_id = rule->rule_id;
            peer->description = peer->description ? peer->description : rule->peer.description;
            continue;
        }
        AcvSecurityGroupPermission permission = permission_of(arena, rule);
        g_array_append_val(rule->is_egress == ACV_FLAG_TRUE ? egress : ingress, permission);
    }
    append_permissions(arena, &group->ingress, ingress);
    append_permissions(arena, &group->egress, egress);
}

/* The group of a rule; if nothing else tells of it, one that has but its id. */
static AcvSecurityGroup *
group_of(AcvLoader *loader, const AcvSecurityGroupRule *rule)
{
    AcvRecord *record =
        acv_snapshot_builder_edit(loader->builder, ACV_KIND_SECURITY_GROUP, rule->group_id);
    if (!record) {
        record = acv_snapshot_builder_new_record(loader->builder, ACV_KIND_SECURITY_GROUP);
        record->id = rule->group_id;
        record->place = rule->place;
        acv_snapshot_builder_put(loader->builder, record);
    }
    if (!record->owner_id) {
        record->owner_id = rule->group_owner_id;
    }
    return (AcvSecurityGroup *) record;
}

/* By group, then by what the rule says, then by where it came. */
static int
compare_by_group(const void *a, const void *b)
{
    const AcvSecurityGroupRule *x = a;
    const AcvSecurityGroupRule *y = b;
    int order = strcmp(x->group_id, y->group_id);
    if (order == 0) {
        order = g_strcmp0(x->rule_id, y->rule_id);
    }
    return order != 0 ? order : acv_json_compare(&acv_security_group_rule_fields, x, y);
}

/* Rules of one group and id; or, without ids, that say the same: AWS lets no group have two such.
 */
static bool
is_same_rule(const AcvSecurityGroupRule *a, const AcvSecurityGroupRule *b)
{
    if (strcmp(a->group_id, b->group_id) != 0 || g_strcmp0(a->rule_id, b->rule_id) != 0) {
        return false;
    }
    return a->rule_id || acv_json_compare(&acv_security_group_rule_fields, a, b) == 0;
}

static void
report_if_different(AcvLoader *loader, const AcvSecurityGroupRule *used,
                    const AcvSecurityGroupRule *other)
{
    if (acv_json_compare(&acv_security_group_rule_fields, used, other) == 0) {
        return;
    }
    g_autofree char *first = acv_place_pointer(&used->place);
    g_autofree char *second = acv_place_pointer(&other->place);
    g_autofree char *message =
        g_strdup_printf("differs from %s: %s, which is used", used->place.file, first);
    acv_problems_add(loader->reader.problems, &(AcvProblem){ .severity = ACV_SEVERITY_WARNING,
                                                             .file = other->place.file,
                                                             .pointer = second,
                                                             .message = message });
}

/* Drops rules that were read before. */
static void
drop_repeated(AcvLoader *loader)
{
    GArray *rules = loader->rules;
    guint n_kept = 0;

    for (guint i = 0; i < rules->len; i++) {
        const AcvSecurityGroupRule *rule = &g_array_index(rules, AcvSecurityGroupRule, i);
        const AcvSecurityGroupRule *last =
            n_kept > 0 ? &g_array_index(rules, AcvSecurityGroupRule, n_kept - 1) : NULL;
        if (last && is_same_rule(last, rule)) {
            report_if_different(loader, last, rule);
        } else {
            g_array_index(rules, AcvSecurityGroupRule, n_kept++) = *rule;
        }
    }
    g_array_set_size(rules, n_kept);
}

void
acv_loader_add_rules(AcvLoader *loader)
{
    GArray *rules = loader->rules;

    g_array_sort(rules, compare_by_group);
    drop_repeated(loader);
    for (guint i = 0; i < rules->len;) {
        const AcvSecurityGroupRule *first = &g_array_index(rules, AcvSecurityGroupRule, i);
        size_t n = 1;
        while (i + n < rules->len && strcmp(first[n].group_id, first->group_id) == 0) {
            n++;
        }
        add_rules_of_group(loader->reader.arena, group_of(loader, first), first, n);
        i += (guint) n;
    }
    g_array_set_size(rules, 0);
}

#include "analysis/matrix_rules.h"

#include "base/digits.h"
#include "base/hash.h"
#include "network/resource.h"

#include <stdlib.h>
#include <string.h>

struct AcvRuleBook {
    AcvNetwork *network;
    GHashTable *numbers;   /* Of texts; guint by owned text. */
    GHashTable *groups[2]; /* AcvRules by the id of a group; egress, then ingress. */
};

/* --- Numbers --- */

guint32
acv_rule_book_number(AcvRuleBook *book, const char *text)
{
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(book->numbers, text));
    if (number == 0) {
        number = g_hash_table_size(book->numbers) + 1;
        g_hash_table_insert(book->numbers, g_strdup(text), GUINT_TO_POINTER(number));
    }
    return number;
}

/* --- AcvRules --- */

static void
rules_free(gpointer pointer)
{
    AcvRules *rules = pointer;
    g_array_unref(rules->rules);
    g_free(rules);
}

static void
write_permission(GString *text, const AcvSecurityGroupPermission *permission)
{
    g_string_printf(text, "rule %d %d %d %d ", permission->protocol.first,
                    permission->protocol.last, permission->protocol.given,
                    permission->protocol.unknown);
    g_string_append_printf(text, "%d %d %d %d", permission->from_port.given,
                           (int) permission->from_port.value, permission->to_port.given,
                           (int) permission->to_port.value);
}

static void
append_peer(AcvRuleBook *book, AcvRules *rules, guint32 content, const AcvSecurityGroupPeer *peer,
            GString *whole)
{
    AcvGroupRule rule = { .content = content, .group_id = peer->group_id };
    char buffer[ACV_ADDRESS_TEXT_SIZE];
    g_autoptr(GString) name = g_string_new("peer ");
    acv_digits_append(name, content);
    g_string_append_c(name, ' ');
    if (peer->cidr.address.family != ACV_FAMILY_NONE) {
        rule.addresses = acv_network_prefix_set(book->network, peer->cidr);
        rule.group_id = NULL;
        g_string_append(name, acv_prefix_print(peer->cidr, buffer));
    } else if (peer->prefix_list_id) {
        rule.addresses = acv_network_prefix_list_addresses(book->network, peer->prefix_list_id);
        rule.group_id = NULL;
        g_string_append(name, peer->prefix_list_id);
        if (!rule.addresses) {
            g_autofree char *text = g_strdup_printf("unknown %u %s", content, peer->prefix_list_id);
            rule.content = acv_rule_book_number(book, text);
        }
    } else {
        g_string_append(name, peer->group_id ? peer->group_id : "?");
    }
    rule.name = acv_rule_book_number(book, name->str);
    acv_digits_append(whole, rule.name);
    g_string_append_c(whole, '\n');
    g_array_append_val(rules->rules, rule);
}

const AcvRules *
acv_rule_book_rules(AcvRuleBook *book, const char *group_id, bool is_egress)
{
    GHashTable *table = book->groups[is_egress ? 0 : 1];
    AcvRules *rules = g_hash_table_lookup(table, group_id);
    const AcvSecurityGroup *group =
        rules ? NULL
              : acv_snapshot_find_security_group(acv_network_snapshot(book->network), group_id);
    if (rules || !group) {
        return rules;
    }
    rules = g_new0(AcvRules, 1);
    rules->rules = g_array_new(FALSE, FALSE, sizeof(AcvGroupRule));
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) whole = g_string_new(is_egress ? "egress\n" : "ingress\n");
    const AcvSecurityGroupPermissions *permissions = is_egress ? &group->egress : &group->ingress;
    rules->is_empty = permissions->n == 0;
    for (size_t i = 0; i < permissions->n; i++) {
        const AcvSecurityGroupPermission *permission = &permissions->items[i];
        write_permission(text, permission);
        guint32 content = acv_rule_book_number(book, text->str);
        for (size_t j = 0; j < permission->peers.n; j++) {
            append_peer(book, rules, content, &permission->peers.items[j], whole);
        }
    }
    if (is_egress && !permissions->items) {
        AcvGroupRule all = { .content = acv_rule_book_number(book, "by default") };
        all.addresses = acv_network_all_addresses(book->network);
        all.name = all.content;
        g_array_append_val(rules->rules, all);
        g_string_append(whole, "by default");
        rules->is_empty = false;
    }
    rules->number = acv_rule_book_number(book, whole->str);
    g_hash_table_insert(table, (gpointer) group_id, rules);
    return rules;
}

/* --- For others --- */

bool
acv_rule_book_has(AcvRuleBook *book, const char *group_id)
{
    return acv_rule_book_rules(book, group_id, true) && acv_rule_book_rules(book, group_id, false);
}

guint32
acv_rule_book_egress(AcvRuleBook *book, const char *group_id)
{
    return acv_rule_book_rules(book, group_id, true)->number;
}

void
acv_rule_book_write_egress(AcvRuleBook *book, const char *group_id, GHashTable *told_apart,
                           GString *text)
{
    const AcvRules *rules = acv_rule_book_rules(book, group_id, true);
    g_string_append(text, rules->is_empty ? "\negress empty" : "\negress");
    for (guint i = 0; i < rules->rules->len; i++) {
        const AcvGroupRule *rule = &g_array_index(rules->rules, AcvGroupRule, i);
        bool is_any_group = rule->group_id && !g_hash_table_contains(told_apart, rule->group_id);
        g_string_append(text, is_any_group ? " group " : " ");
        acv_digits_append(text, is_any_group ? rule->content : rule->name);
    }
}

GPtrArray *
acv_rule_book_peers(AcvRuleBook *book, const char *group_id, bool is_egress)
{
    GPtrArray *peers = g_ptr_array_new();
    const AcvRules *rules = acv_rule_book_rules(book, group_id, is_egress);
    for (guint i = 0; rules && i < rules->rules->len; i++) {
        const char *peer = g_array_index(rules->rules, AcvGroupRule, i).group_id;
        if (peer) {
            g_ptr_array_add(peers, (gpointer) peer);
        }
    }
    return peers;
}

static void
add_peers(AcvRuleBook *book, GHashTable *groups, const char *group_id, bool is_egress)
{
    g_autoptr(GPtrArray) peers = acv_rule_book_peers(book, group_id, is_egress);
    for (guint i = 0; i < peers->len; i++) {
        g_hash_table_add(groups, g_ptr_array_index(peers, i));
    }
}

GHashTable *
acv_rule_book_told_apart(AcvRuleBook *book, bool all)
{
    const AcvSnapshot *snapshot = acv_network_snapshot(book->network);
    GHashTable *told_apart = g_hash_table_new(acv_text_hash, g_str_equal);
    size_t n;
    const AcvRecord *const *groups = acv_snapshot_list(snapshot, ACV_KIND_SECURITY_GROUP, &n);
    for (size_t i = 0; all && i < n; i++) {
        g_hash_table_add(told_apart, (gpointer) groups[i]->id);
    }
    const AcvRecord *const *endpoints = acv_snapshot_list(snapshot, ACV_KIND_VPC_ENDPOINT, &n);
    for (size_t i = 0; i < n; i++) {
        g_autoptr(GArray) placements = acv_placements_of(book->network, endpoints[i]);
        for (guint j = 0; placements && j < placements->len; j++) {
            const AcvStrings *ids = &g_array_index(placements, AcvPlacement, j).group_ids;
            for (size_t k = 0; k < ids->n; k++) {
                add_peers(book, told_apart, ids->items[k], false);
            }
        }
    }
    return told_apart;
}

GHashTable *
acv_rule_book_egress_peers(AcvRuleBook *book)
{
    GHashTable *peers = g_hash_table_new(acv_text_hash, g_str_equal);
    size_t n;
    const AcvRecord *const *groups =
        acv_snapshot_list(acv_network_snapshot(book->network), ACV_KIND_SECURITY_GROUP, &n);
    for (size_t i = 0; i < n; i++) {
        add_peers(book, peers, groups[i]->id, true);
    }
    return peers;
}

AcvRuleBook *
acv_rule_book_new(AcvNetwork *network)
{
    AcvRuleBook *book = g_new0(AcvRuleBook, 1);
    book->network = network;
    book->numbers = g_hash_table_new_full(acv_text_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(book->groups); i++) {
        book->groups[i] = g_hash_table_new_full(acv_text_hash, g_str_equal, NULL, rules_free);
    }
    return book;
}

void
acv_rule_book_free(AcvRuleBook *book)
{
    if (book) {
        g_hash_table_unref(book->numbers);
        g_hash_table_unref(book->groups[0]);
        g_hash_table_unref(book->groups[1]);
        g_free(book);
    }
}

#include "analysis/matrix_rules.h"

#include "base/hash.h"
#include "network/resource.h"

#include <stdlib.h>
#include <string.h>

/* A rule of a group with one of its peers. */
typedef struct {
    guint32 content;                /* Number of its protocol and ports. */
    const AcvAddressSet *addresses; /* Of the peer; NULL of a group, or if not known. */
    const char *group_id;           /* Of the peer, if it is a group. */
} Rule;

typedef struct {
    GArray *rules;  /* Rule. */
    guint32 number; /* Of all its rules together. */
    bool is_empty;
} Rules;

struct AcvRuleBook {
    AcvNetwork *network;
    GHashTable *numbers;   /* Of texts; guint by owned text. */
    GHashTable *groups[2]; /* Rules by the id of a group; egress, then ingress. */
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

/* --- Rules --- */

static void
rules_free(gpointer pointer)
{
    Rules *rules = pointer;
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
append_peer(AcvRuleBook *book, Rules *rules, guint32 content, const AcvSecurityGroupPeer *peer,
            GString *whole)
{
    Rule rule = { .content = content, .group_id = peer->group_id };
    char buffer[ACV_ADDRESS_TEXT_SIZE];
    g_string_append_printf(whole, "%u ", content);
    if (peer->cidr.address.family != ACV_FAMILY_NONE) {
        rule.addresses = acv_network_prefix_set(book->network, peer->cidr);
        rule.group_id = NULL;
        g_string_append(whole, acv_prefix_print(peer->cidr, buffer));
    } else if (peer->prefix_list_id) {
        rule.addresses = acv_network_prefix_list_addresses(book->network, peer->prefix_list_id);
        rule.group_id = NULL;
        g_string_append(whole, peer->prefix_list_id);
        if (!rule.addresses) {
            g_autofree char *text = g_strdup_printf("unknown %u %s", content, peer->prefix_list_id);
            rule.content = acv_rule_book_number(book, text);
        }
    } else {
        g_string_append(whole, peer->group_id ? peer->group_id : "?");
    }
    g_string_append_c(whole, '\n');
    g_array_append_val(rules->rules, rule);
}

/* NULL if the scenario lacks the group. */
static const Rules *
rules_of(AcvRuleBook *book, const char *group_id, bool is_egress)
{
    GHashTable *table = book->groups[is_egress ? 0 : 1];
    Rules *rules = g_hash_table_lookup(table, group_id);
    const AcvSecurityGroup *group =
        rules ? NULL
              : acv_snapshot_find_security_group(acv_network_snapshot(book->network), group_id);
    if (rules || !group) {
        return rules;
    }
    rules = g_new0(Rules, 1);
    rules->rules = g_array_new(FALSE, FALSE, sizeof(Rule));
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
        Rule all = { .content = acv_rule_book_number(book, "by default") };
        all.addresses = acv_network_all_addresses(book->network);
        g_array_append_val(rules->rules, all);
        g_string_append(whole, "by default");
        rules->is_empty = false;
    }
    rules->number = acv_rule_book_number(book, whole->str);
    g_hash_table_insert(table, (gpointer) group_id, rules);
    return rules;
}

/* --- Whether a peer is at a placement --- */

enum { MATCHES_PART = -1 }; /* Else bits: 1 for IPv4, 2 for IPv6. */

static bool
carries(const AcvPlacement *placement, const char *group_id)
{
    for (size_t i = 0; i < placement->group_ids.n; i++) {
        if (g_strcmp0(placement->group_ids.items[i], group_id) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether the range lies in 'set' as a whole (1), outside (0), or in part. */
static int
range_match(const AcvAddressSet *set, AcvAddressRange range)
{
    for (size_t i = 0; i < set->n_ranges; i++) {
        AcvAddressRange part = set->ranges[i];
        if (part.family == range.family && part.last >= range.first) {
            return part.first > range.last                                ? 0
                   : part.first <= range.first && part.last >= range.last ? 1
                                                                          : MATCHES_PART;
        }
    }
    return 0;
}

static int
set_match(const AcvAddressSet *set, const AcvAddressSet *addresses)
{
    int bits = 0;
    int missed = 0;
    for (size_t i = 0; i < addresses->n_ranges; i++) {
        int bit = addresses->ranges[i].family == ACV_FAMILY_IPV4 ? 1 : 2;
        int match = range_match(set, addresses->ranges[i]);
        if (match == MATCHES_PART) {
            return MATCHES_PART;
        }
        *(match ? &bits : &missed) |= bit;
    }
    return bits & missed ? MATCHES_PART : bits;
}

/* Whoever carries a group is a member of it, as far as packets can come from there, and nobody else
 * is, whichever addresses it has. */
static int
rule_match(AcvRuleBook *book, const Rule *rule, const AcvPlacement *own, const AcvPlacement *other)
{
    enum { BOTH_FAMILIES = 3 };
    if (rule->addresses) {
        return set_match(rule->addresses, other->addresses);
    }
    bool is_member = !rule->group_id
                     || (carries(other, rule->group_id)
                         && acv_network_are_joined(book->network, own->vpc, other->vpc));
    return is_member ? BOTH_FAMILIES : 0;
}

/* --- Matches --- */

static int
compare_numbers(gconstpointer a, gconstpointer b)
{
    guint32 left = *(const guint32 *) a;
    guint32 right = *(const guint32 *) b;
    return left < right ? -1 : left > right;
}

static void
append_number(GArray *key, guint32 number)
{
    g_array_append_val(key, number);
}

bool
acv_rule_book_append_matches(AcvRuleBook *book, const AcvPlacement *own, const AcvPlacement *other,
                             bool is_egress, GArray *key)
{
    guint start = key->len;
    bool is_empty = true;
    for (size_t i = 0; i < own->group_ids.n; i++) {
        const Rules *rules = rules_of(book, own->group_ids.items[i], is_egress);
        is_empty &= rules->is_empty;
        for (guint j = 0; j < rules->rules->len; j++) {
            const Rule *rule = &g_array_index(rules->rules, Rule, j);
            int match = rule_match(book, rule, own, other);
            if (match == MATCHES_PART) {
                return false;
            }
            if (match) {
                append_number(key, rule->content * 4 + (guint32) match);
            }
        }
    }
    qsort((guint32 *) (void *) key->data + start, key->len - start, sizeof(guint32),
          compare_numbers);
    guint kept = start;
    for (guint i = start; i < key->len; i++) {
        guint32 number = g_array_index(key, guint32, i);
        if (kept == start || g_array_index(key, guint32, kept - 1) != number) {
            g_array_index(key, guint32, kept++) = number;
        }
    }
    g_array_set_size(key, kept);
    append_number(key, own->group_ids.n == 0 ? 2 : is_empty);
    return true;
}

/* --- For others --- */

bool
acv_rule_book_has(AcvRuleBook *book, const char *group_id)
{
    return rules_of(book, group_id, true) && rules_of(book, group_id, false);
}

guint32
acv_rule_book_egress(AcvRuleBook *book, const char *group_id)
{
    return rules_of(book, group_id, true)->number;
}

static bool
meets(const AcvAddressSet *set, const AcvAddressSet *addresses)
{
    for (size_t i = 0; i < set->n_ranges; i++) {
        if (acv_address_set_overlaps(addresses, set->ranges[i])) {
            return true;
        }
    }
    return false;
}

void
acv_rule_book_write_ingress(AcvRuleBook *book, const char *group_id, const AcvAddressSet *addresses,
                            GString *text)
{
    const Rules *rules = rules_of(book, group_id, false);
    g_string_append_printf(text, "\ningress %d", rules->is_empty);
    for (guint i = 0; i < rules->rules->len; i++) {
        const Rule *rule = &g_array_index(rules->rules, Rule, i);
        bool is_known = rule->addresses != NULL;
        if (!rule->group_id && (!is_known || meets(rule->addresses, addresses))) {
            g_string_append_printf(text, " %u", rule->content);
        }
        for (size_t j = 0;
             is_known && meets(rule->addresses, addresses) && j < rule->addresses->n_ranges; j++) {
            char buffer[ACV_ADDRESS_TEXT_SIZE];
            g_string_append_c(text, ' ');
            g_string_append(text, acv_address_range_print(rule->addresses->ranges[j], buffer));
        }
    }
}

GPtrArray *
acv_rule_book_peers(AcvRuleBook *book, const char *group_id, bool is_egress)
{
    GPtrArray *peers = g_ptr_array_new();
    const Rules *rules = rules_of(book, group_id, is_egress);
    for (guint i = 0; rules && i < rules->rules->len; i++) {
        const char *peer = g_array_index(rules->rules, Rule, i).group_id;
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

#include "analysis/matrix_match.h"

#include "base/digits.h"
#include "base/hash.h"

#include <string.h>

/* A rule about the members of a group. */
typedef struct {
    guint group;
    guint32 content;
} Members;

/* AcvRules about addresses, and what they say of addresses at each of the whereabouts. */
typedef struct {
    GArray *rules;    /* AcvGroupRule. */
    int kind;         /* Whether there are groups, and rules at all. */
    guint32 *matches; /* By whereabouts. */
    guint n_matches;
} Filter;

typedef struct {
    GArray *members; /* Members. */
    guint filter;    /* Index. */
} GroupSide;

/* The groups that an interface carries. */
typedef struct {
    GArray *carried;    /* guint: indexes of groups. */
    GroupSide sides[2]; /* Ingress, then egress. */
} Groups;

struct AcvMatches {
    AcvRuleBook *book;
    const AcvAddressSet *addresses; /* All that rules are asked about. */
    GHashTable *group_indexes;      /* By the id of a group. */
    GHashTable *lists_by_ids;       /* One more than the index of a Groups, by ids. */
    GArray *lists;                  /* Groups. */
    GHashTable *filters_by_text;    /* One more than the index of a Filter, by what it says. */
    GArray *filters;                /* Filter. */
    GHashTable *whereabouts;        /* One more than the number of a whereabouts, by text. */
    guint n_whereabouts;
    GArray *found; /* guint32: room for matches. */
};

/* --- Whether a peer is at addresses --- */

enum { MATCHES_PART = -1 }; /* Else bits: 1 for IPv4, 2 for IPv6. */

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

/* --- Groups together --- */

enum { BOTH_FAMILIES = 3 };

static guint
index_of_group(AcvMatches *matches, const char *id)
{
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(matches->group_indexes, id));
    if (number == 0) {
        number = g_hash_table_size(matches->group_indexes) + 1;
        g_hash_table_insert(matches->group_indexes, (gpointer) id, GUINT_TO_POINTER(number));
    }
    return number;
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

/* Sorts the rules of a group into those about groups, which name members, and those about
 * addresses that somebody has. */
static void
sort_rules(AcvMatches *matches, const AcvRules *rules, GArray *members, GArray *addresses)
{
    for (guint i = 0; i < rules->rules->len; i++) {
        const AcvGroupRule *rule = &g_array_index(rules->rules, AcvGroupRule, i);
        if (rule->group_id) {
            Members of = { index_of_group(matches, rule->group_id), rule->content };
            g_array_append_val(members, of);
        } else if (!rule->addresses || meets(rule->addresses, matches->addresses)) {
            g_array_append_val(addresses, *rule);
        }
    }
}

static int
compare_rules(gconstpointer a, gconstpointer b)
{
    guint32 left = ((const AcvGroupRule *) a)->name;
    guint32 right = ((const AcvGroupRule *) b)->name;
    return left < right ? -1 : left > right;
}

/* The rules about addresses that a side has, the same for all that have the same. */
static guint
index_of_filter_take(AcvMatches *matches, GArray *rules, int kind)
{
    g_array_sort(rules, compare_rules);
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_printf(text, "%d", kind);
    for (guint i = 0; i < rules->len; i++) {
        g_string_append_c(text, ' ');
        acv_digits_append(text, g_array_index(rules, AcvGroupRule, i).name);
    }
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(matches->filters_by_text, text->str));
    if (number == 0) {
        Filter filter = { .rules = rules, .kind = kind };
        g_array_append_val(matches->filters, filter);
        number = matches->filters->len;
        g_hash_table_insert(matches->filters_by_text, g_strdup(text->str),
                            GUINT_TO_POINTER(number));
    } else {
        g_array_unref(rules);
    }
    return number - 1;
}

static void
fill_side(AcvMatches *matches, Groups *groups, const AcvStrings *ids, bool is_egress)
{
    enum { HAS_RULES, HAS_NO_RULES, HAS_NO_GROUPS };
    GroupSide *side = &groups->sides[is_egress];
    GArray *addresses = g_array_new(FALSE, FALSE, sizeof(AcvGroupRule));
    bool is_empty = true;
    side->members = g_array_new(FALSE, FALSE, sizeof(Members));
    for (size_t i = 0; i < ids->n; i++) {
        const AcvRules *rules = acv_rule_book_rules(matches->book, ids->items[i], is_egress);
        is_empty &= rules->is_empty;
        sort_rules(matches, rules, side->members, addresses);
    }
    int kind = ids->n == 0 ? HAS_NO_GROUPS : is_empty ? HAS_NO_RULES : HAS_RULES;
    side->filter = index_of_filter_take(matches, addresses, kind);
}

guint
acv_matches_groups(AcvMatches *matches, const AcvStrings *ids)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < ids->n; i++) {
        g_string_append(text, ids->items[i]);
        g_string_append_c(text, '\n');
    }
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(matches->lists_by_ids, text->str));
    if (number == 0) {
        Groups groups = { .carried = g_array_new(FALSE, FALSE, sizeof(guint)) };
        for (size_t i = 0; i < ids->n; i++) {
            guint index = index_of_group(matches, ids->items[i]);
            g_array_append_val(groups.carried, index);
        }
        fill_side(matches, &groups, ids, false);
        fill_side(matches, &groups, ids, true);
        g_array_append_val(matches->lists, groups);
        number = matches->lists->len;
        g_hash_table_insert(matches->lists_by_ids, g_strdup(text->str), GUINT_TO_POINTER(number));
    }
    return number - 1;
}

static void
groups_clear(gpointer pointer)
{
    Groups *groups = pointer;
    g_array_unref(groups->carried);
    g_array_unref(groups->sides[0].members);
    g_array_unref(groups->sides[1].members);
}

static void
filter_clear(gpointer pointer)
{
    Filter *filter = pointer;
    g_array_unref(filter->rules);
    g_free(filter->matches);
}

/* --- Matches --- */

static int
compare_numbers(gconstpointer a, gconstpointer b)
{
    guint32 left = *(const guint32 *) a;
    guint32 right = *(const guint32 *) b;
    return left < right ? -1 : left > right;
}

/* The number of what is in 'found', each once; 1 of nothing. */
static guint32
number_of_list(AcvMatches *matches, GArray *found)
{
    g_array_sort(found, compare_numbers);
    g_autoptr(GString) text = g_string_new("matches");
    for (guint i = 0; i < found->len; i++) {
        guint32 number = g_array_index(found, guint32, i);
        if (i == 0 || g_array_index(found, guint32, i - 1) != number) {
            g_string_append_c(text, ' ');
            acv_digits_append(text, number);
        }
    }
    return acv_rule_book_number(matches->book, text->str);
}

static guint32
match_filter(AcvMatches *matches, const Filter *filter, const AcvAddressSet *addresses)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint i = 0; i < filter->rules->len; i++) {
        const AcvGroupRule *rule = &g_array_index(filter->rules, AcvGroupRule, i);
        int match = rule->addresses ? set_match(rule->addresses, addresses) : BOTH_FAMILIES;
        guint32 number = rule->content * 4 + (guint32) match;
        if (match == MATCHES_PART) {
            return 0;
        }
        if (match) {
            g_array_append_val(found, number);
        }
    }
    guint32 kind = (guint32) filter->kind; /* Less than any rule's number. */
    g_array_append_val(found, kind);
    return number_of_list(matches, found);
}

guint32
acv_matches_of_addresses(AcvMatches *matches, guint groups, bool is_egress, guint whereabouts,
                         const AcvAddressSet *addresses)
{
    enum { NOT_KNOWN, MATCHED_IN_PART };
    guint index = g_array_index(matches->lists, Groups, groups).sides[is_egress].filter;
    Filter *filter = &g_array_index(matches->filters, Filter, index);
    if (whereabouts >= filter->n_matches) {
        guint n = matches->n_whereabouts;
        filter->matches = g_renew(guint32, filter->matches, n);
        memset(filter->matches + filter->n_matches, 0,
               (n - filter->n_matches) * sizeof *filter->matches);
        filter->n_matches = n;
    }
    guint32 *match = &filter->matches[whereabouts];
    if (*match == NOT_KNOWN) {
        guint32 number = match_filter(matches, filter, addresses);
        *match = number ? number : MATCHED_IN_PART;
    }
    return *match == MATCHED_IN_PART ? 0 : *match;
}

/* The numbers of what the members of 'other' are let through with. */
static void
collect_matches(const GArray *members, const GArray *carried, GArray *found)
{
    for (guint i = 0; i < members->len; i++) {
        const Members *rule = &g_array_index(members, Members, i);
        guint j = 0;
        while (j < carried->len && g_array_index(carried, guint, j) != rule->group) {
            j++;
        }
        if (j < carried->len) {
            g_array_append_val(found, rule->content);
        }
    }
}

guint32
acv_matches_of_members(AcvMatches *matches, guint groups, bool is_egress, guint other)
{
    const GArray *members = g_array_index(matches->lists, Groups, groups).sides[is_egress].members;
    g_array_set_size(matches->found, 0);
    if (members->len > 0) {
        collect_matches(members, g_array_index(matches->lists, Groups, other).carried,
                        matches->found);
    }
    return matches->found->len == 0   ? 0
           : matches->found->len == 1 ? g_array_index(matches->found, guint32, 0)
                                      : number_of_list(matches, matches->found);
}

guint
acv_matches_whereabouts(AcvMatches *matches, const char *text)
{
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(matches->whereabouts, text));
    if (number == 0) {
        number = ++matches->n_whereabouts;
        g_hash_table_insert(matches->whereabouts, g_strdup(text), GUINT_TO_POINTER(number));
    }
    return number - 1;
}

guint
acv_matches_ingress(AcvMatches *matches, guint groups)
{
    return g_array_index(matches->lists, Groups, groups).sides[false].filter;
}

/* --- All --- */

static GHashTable *
indexes_new(void)
{
    return g_hash_table_new_full(acv_text_hash, g_str_equal, g_free, NULL);
}

AcvMatches *
acv_matches_new(AcvRuleBook *book, const AcvAddressSet *addresses)
{
    AcvMatches *matches = g_new0(AcvMatches, 1);
    matches->book = book;
    matches->addresses = addresses;
    matches->group_indexes = g_hash_table_new(acv_text_hash, g_str_equal);
    matches->lists_by_ids = indexes_new();
    matches->lists = g_array_new(FALSE, FALSE, sizeof(Groups));
    g_array_set_clear_func(matches->lists, groups_clear);
    matches->filters_by_text = indexes_new();
    matches->filters = g_array_new(FALSE, FALSE, sizeof(Filter));
    g_array_set_clear_func(matches->filters, filter_clear);
    matches->whereabouts = indexes_new();
    matches->found = g_array_new(FALSE, FALSE, sizeof(guint32));
    acv_rule_book_number(book, "matched in part"); /* So that no list of matches has number 1. */
    return matches;
}

void
acv_matches_free(AcvMatches *matches)
{
    if (matches) {
        g_hash_table_unref(matches->group_indexes);
        g_hash_table_unref(matches->lists_by_ids);
        g_hash_table_unref(matches->filters_by_text);
        g_hash_table_unref(matches->whereabouts);
        g_array_unref(matches->lists);
        g_array_unref(matches->filters);
        g_array_unref(matches->found);
        g_free(matches);
    }
}

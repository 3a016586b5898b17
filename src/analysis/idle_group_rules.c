/* Rules of a security group that the others make needless.
 *
 * A group allows the union of its rules. Who is a member of another group is not asked: whatever
 * its members are, a rule that names it is needless only if rules that name the same group, or
 * rules of addresses, allow its ports from every address that there is.
 *
 * The rules are gone through from the narrowest to the widest, and each that the rest covers is
 * dropped at once, so that all that are found can be removed together:
 *
 *      narrow                                       wide
 *      [ kept or dropped already ] [ rule ] [ not yet seen ]
 *             union of the kept       ?       union of all, made beforehand from the right
 */
#include "analysis/group_rules.h"
#include "analysis/idle_part.h"

#include "base/hash.h"

/* A rule of those that are compared with each other. */
typedef struct {
    const AcvRule *rule;
    const AcvPacketSet *set;
    const AcvPacketSet *wider; /* The union of those after it. */
    double count;
    size_t index;
    bool is_idle;
} Candidate;

/* Narrow before wide, of equal ones the last first. */
static int
compare_candidates(gconstpointer a, gconstpointer b)
{
    const Candidate *left = a;
    const Candidate *right = b;
    if (left->count < right->count || left->count > right->count) {
        return left->count < right->count ? -1 : 1;
    }
    return left->index > right->index ? -1 : left->index < right->index;
}

typedef struct {
    AcvPacketSpace *space;
    AcvDirection direction;
    GPtrArray *wide_first; /* The kept rules of addresses: const AcvRule *. */
    GArray *idle;          /* AcvIdleRule, with its index. */
} Search;

typedef struct {
    AcvIdleRule idle;
    size_t index;
} Found;

static GArray *
sorted_candidates(const Search *search, const AcvRule *rules, const GArray *indexes)
{
    GArray *candidates = g_array_new(FALSE, FALSE, sizeof(Candidate));
    for (guint i = 0; i < indexes->len; i++) {
        size_t index = g_array_index(indexes, size_t, i);
        const AcvPacketSet *set = acv_packet_set_from_match(search->space, &rules[index].match);
        Candidate candidate = { &rules[index], set, NULL, acv_packet_set_count(set), index, false };
        if (!acv_packet_set_is_empty(set)) {
            g_array_append_val(candidates, candidate);
        }
    }
    g_array_sort(candidates, compare_candidates);
    return candidates;
}

/* Marks what the others and 'beside' cover; the union of all is returned. */
static const AcvPacketSet *
mark_idle(const Search *search, GArray *candidates, const AcvPacketSet *beside)
{
    const AcvPacketSet *wider = beside;
    for (guint i = candidates->len; i > 0; i--) {
        Candidate *candidate = &g_array_index(candidates, Candidate, i - 1);
        candidate->wider = wider;
        wider = acv_packet_set_union(search->space, wider, candidate->set);
    }
    const AcvPacketSet *kept = acv_packet_set_empty(search->space);
    for (guint i = 0; i < candidates->len; i++) {
        Candidate *candidate = &g_array_index(candidates, Candidate, i);
        const AcvPacketSet *rest =
            acv_packet_set_subtract(search->space, candidate->set, candidate->wider);
        candidate->is_idle = acv_packet_set_covers(search->space, kept, rest);
        if (!candidate->is_idle) {
            kept = acv_packet_set_union(search->space, kept, candidate->set);
        }
    }
    return wider;
}

/* The kept ones of 'candidates' from the widest on, and behind them the rules of 'more'. */
static GPtrArray *
kept_rules(const GArray *candidates, const GPtrArray *more)
{
    GPtrArray *kept = g_ptr_array_new();
    for (guint i = candidates->len; i > 0; i--) {
        const Candidate *candidate = &g_array_index(candidates, Candidate, i - 1);
        if (!candidate->is_idle) {
            g_ptr_array_add(kept, (gpointer) candidate->rule);
        }
    }
    for (guint i = 0; i < more->len; i++) {
        g_ptr_array_add(kept, g_ptr_array_index(more, i));
    }
    return kept;
}

static void
report(const Search *search, const GArray *candidates, const GPtrArray *kept)
{
    for (guint i = 0; i < candidates->len; i++) {
        const Candidate *candidate = &g_array_index(candidates, Candidate, i);
        if (candidate->is_idle) {
            GPtrArray *others =
                acv_rules_that_cover(search->space, &candidate->rule->match, candidate->set, kept);
            Found found = { { candidate->rule, search->direction, others, false },
                            candidate->index };
            g_array_append_val(search->idle, found);
        }
    }
}

static int
compare_found(gconstpointer a, gconstpointer b)
{
    size_t left = ((const Found *) a)->index;
    size_t right = ((const Found *) b)->index;
    return left < right ? -1 : left > right;
}

/* The indexes of the rules of one reference. */
typedef struct {
    const char *reference;
    GArray *indexes;
} Class;

static void
clear_class(gpointer class)
{
    g_array_unref(((Class *) class)->indexes);
}

/* The rules by whom they are about: those of addresses first, then each reference in the order in
 * which they come. */
static GArray *
classify(const AcvRule *rules, size_t n)
{
    GArray *classes = g_array_new(FALSE, FALSE, sizeof(Class));
    g_array_set_clear_func(classes, clear_class);
    g_autoptr(GHashTable) places = g_hash_table_new(acv_text_hash, g_str_equal);
    Class addresses = { NULL, g_array_new(FALSE, FALSE, sizeof(size_t)) };
    g_array_append_val(classes, addresses);
    for (size_t i = 0; i < n; i++) {
        const char *reference = acv_group_rule_reference(&rules[i]);
        if (rules[i].verdict != ACV_VERDICT_ADMITTED) {
            continue;
        }
        guint place = reference ? GPOINTER_TO_UINT(g_hash_table_lookup(places, reference)) : 0;
        if (reference && place == 0) {
            Class class = { reference, g_array_new(FALSE, FALSE, sizeof(size_t)) };
            place = classes->len;
            g_array_append_val(classes, class);
            g_hash_table_insert(places, (gpointer) reference, GUINT_TO_POINTER(place));
        }
        g_array_append_val(g_array_index(classes, Class, place).indexes, i);
    }
    return classes;
}

void
acv_idle_find_contained(const AcvRule *rules, size_t n, AcvDirection direction, GArray *idle)
{
    g_autoptr(AcvPacketSpace) space = acv_packet_space_new();
    g_autoptr(GPtrArray) of_addresses = g_ptr_array_new();
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Found));
    g_autoptr(GArray) classes = classify(rules, n);
    Search search = { space, direction, of_addresses, found };
    const AcvPacketSet *allowed = acv_packet_set_empty(space);
    for (guint i = 0; i < classes->len; i++) {
        g_autoptr(GArray) candidates =
            sorted_candidates(&search, rules, g_array_index(classes, Class, i).indexes);
        const AcvPacketSet *all = mark_idle(&search, candidates, allowed);
        g_autoptr(GPtrArray) kept = kept_rules(candidates, of_addresses);
        report(&search, candidates, kept);
        if (i == 0) {
            allowed = all;
            g_ptr_array_extend(of_addresses, kept, NULL, NULL);
        }
    }
    g_array_sort(found, compare_found);
    for (guint i = 0; i < found->len; i++) {
        g_array_append_val(idle, g_array_index(found, Found, i).idle);
    }
}

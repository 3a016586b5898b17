#include "analysis/matrix_share.h"

#include "analysis/matrix_far.h"
#include "analysis/matrix_side.h"
#include "analysis/matrix_way.h"
#include "base/digits.h"
#include "base/hash.h"

#include <string.h>

struct AcvShare {
    AcvNetwork *network;
    const AcvQuestion *question;
    const AcvAskedPorts *ports;
    const GPtrArray *sources;
    const GPtrArray *targets;
    AcvSides *sides;
    GHashTable *ways;   /* Numbers of ways by Pair. */
    guint32 *near_ways; /* One more than these from one place, 'near_place', to each, twice: if
                           both ends stand in one subnet, and if not. Else 0. */
    guint32 near_place;
    AcvFarWays *far_ways;
    GArray *way;          /* guint32: room for what tells one way from others. */
    GHashTable *admitted; /* GArray of targets by the id of a group that they have a rule for. */
    GHashTable *admits;   /* GArray of AcvAdmit, by acv_share_groups(). */
    GArray *solo;         /* guint: targets that every source is asked about by itself. */
};

/* Places between which there is a way. */
typedef struct {
    guint32 from;
    guint32 to;
    guint64 neighbours; /* Which of their placements stand in one subnet. */
} Pair;

static guint
pair_hash(gconstpointer pointer)
{
    const Pair *pair = pointer;
    guint64 mixed = (((guint64) pair->from << 32) ^ pair->to ^ pair->neighbours)
                    * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
    return (guint) (mixed >> 32);
}

static gboolean
pair_equal(gconstpointer a, gconstpointer b)
{
    return memcmp(a, b, sizeof(Pair)) == 0;
}

/* --- Ways --- */

static void
append_number(GArray *key, guint32 number)
{
    g_array_append_val(key, number);
}

/* The targets to ask about: a class itself is one interface of it and another. */
GPtrArray *
acv_share_parties(const AcvMatrixEnd *source, const AcvMatrixEnd *target)
{
    bool is_itself = source->interfaces && target->interfaces && source->record == target->record;
    return is_itself ? target->others : target->parties;
}

/* A number that is the same of ways that are alike; 0 if groups cannot be told from the way, or if
 * a source uses only some of the placements of its target. */
static guint32
number_past_groups(AcvShare *share, const AcvInquiry *inquiry, guint n_pairs)
{
    g_array_set_size(share->way, 0);
    if (inquiry->paths->len != n_pairs || !acv_way_append(inquiry, share->way)) {
        return 0;
    }
    g_autoptr(GString) text = g_string_new("way");
    for (guint i = 0; i < share->way->len; i++) {
        g_string_append_c(text, ' ');
        acv_digits_append(text, g_array_index(share->way, guint32, i));
    }
    return acv_rule_book_number(share->sides->book, text->str);
}

static guint32
walk_way(AcvShare *share, guint source, guint target)
{
    const AcvSide *from = &share->sides->sources[source];
    const AcvMatrixEnd *end = g_ptr_array_index(share->sources, source);
    GPtrArray *targets = acv_share_parties(end, g_ptr_array_index(share->targets, target));
    g_autofree char *far = acv_far_ways_text(share->far_ways, from, &share->sides->targets[target]);
    guint32 number = 0;
    if (!targets || (far && acv_far_ways_find(share->far_ways, far, &number))) {
        return number;
    }
    g_autoptr(AcvInquiry) inquiry = acv_inquiry_new_past_groups(
        share->network, share->question, share->ports, end->parties, targets);
    guint n_pairs = from->placements->len * share->sides->targets[target].placements->len;
    number = inquiry ? number_past_groups(share, inquiry, n_pairs) : 0;
    if (inquiry && far) {
        acv_far_ways_add(share->far_ways, far, inquiry, from, number);
    }
    return number;
}

/* Which of the placements of two sides stand in one subnet, as bits; false if they are too many. */
static bool
find_neighbours(const AcvSide *from, const AcvSide *to, guint64 *out_bits)
{
    *out_bits = 0;
    for (guint i = 0; i < from->placements->len; i++) {
        for (guint j = 0; j < to->placements->len; j++) {
            bool is_within = g_array_index(from->placements, AcvPlacement, i).subnet
                             == g_array_index(to->placements, AcvPlacement, j).subnet;
            *out_bits |= (guint64) is_within << ((i * to->placements->len + j) % 64);
        }
    }
    return from->placements->len * to->placements->len <= 64;
}

static guint32
find_way(AcvShare *share, guint source, guint target, const Pair *pair)
{
    gpointer known;
    if (!g_hash_table_lookup_extended(share->ways, pair, NULL, &known)) {
        known = GUINT_TO_POINTER(walk_way(share, source, target));
        g_hash_table_insert(share->ways, g_memdup2(pair, sizeof *pair), known);
    }
    return GPOINTER_TO_UINT(known);
}

/* Of one source after another from the same place. */
static guint32 *
near_way(AcvShare *share, const Pair *pair)
{
    guint n = 2 * share->sides->n_way_places;
    if (share->near_place != pair->from) {
        memset(share->near_ways, 0, n * sizeof *share->near_ways);
        share->near_place = pair->from;
    }
    return &share->near_ways[2 * pair->to + (guint) pair->neighbours];
}

static guint32
number_of_way(AcvShare *share, guint source, guint target)
{
    const AcvSide *from = &share->sides->sources[source];
    const AcvSide *to = &share->sides->targets[target];
    Pair pair = { .from = from->way_place, .to = to->way_place };
    if (!find_neighbours(from, to, &pair.neighbours)) {
        return 0;
    }
    if (from->placements->len != 1 || to->placements->len != 1) {
        return find_way(share, source, target, &pair);
    }
    guint32 *near = near_way(share, &pair);
    if (*near == 0) {
        *near = find_way(share, source, target, &pair) + 1;
    }
    return *near - 1;
}

/* --- Keys --- */

enum {
    KEY_HEAD = 4, /* Numbers of the two ends, */
    KEY_PAIR = 5, /* and of each pair of their placements. */
};

/* Writes what the groups of one side say of packets to or from the other; false if not the same of
 * all. */
static bool
write_matches(AcvShare *share, const AcvPlacement *const places[2], const AcvStand *const stands[2],
              bool is_egress, guint32 *key)
{
    AcvMatches *matches = share->sides->matches;
    const AcvStand *own = stands[!is_egress];
    const AcvStand *other = stands[is_egress];
    key[0] = acv_matches_of_addresses(matches, own->groups, is_egress, other->whereabouts,
                                      places[is_egress]->addresses);
    key[1] = acv_matches_of_members(matches, own->groups, is_egress, other->groups);
    if (key[1] && !acv_network_are_joined(share->network, places[0]->vpc, places[1]->vpc)) {
        key[1] = 0;
    }
    return key[0] != 0;
}

static bool
write_placements(AcvShare *share, const AcvSide *from, const AcvSide *to, bool has_way,
                 guint32 *key)
{
    for (guint i = 0; i < from->placements->len; i++) {
        for (guint j = 0; j < to->placements->len; j++, key += KEY_PAIR) {
            const AcvPlacement *const places[] = {
                &g_array_index(from->placements, AcvPlacement, i),
                &g_array_index(to->placements, AcvPlacement, j),
            };
            const AcvStand *const stands[] = { &from->stands[i], &to->stands[j] };
            key[0] = !has_way && places[0]->subnet == places[1]->subnet;
            if (!write_matches(share, places, stands, true, key + 1)
                || !write_matches(share, places, stands, false, key + 3)) {
                return false;
            }
        }
    }
    return true;
}

/* Services that are reached in the same way have the same answer. */
static bool
write_service(AcvShare *share, const AcvSide *from, guint target, GArray *key)
{
    enum { BY_ITSELF, BY_SHAPE };
    const AcvMatrixEnd *end = g_ptr_array_index(share->targets, target);
    bool asks_amazon = !share->question->no_dns && !share->sides->has_servers;
    guint32 shape = asks_amazon && end->parties->len == 1 ? acv_shapes_number(
                        share->sides->shapes, from->placements, g_ptr_array_index(end->parties, 0))
                                                          : 0;
    append_number(key, from->client_kind);
    append_number(key, shape > 0 ? BY_SHAPE : BY_ITSELF);
    append_number(key, shape > 0 ? shape : target);
    return from->client_kind != 0;
}

bool
acv_share_key(AcvShare *share, guint source, guint target, GArray *key)
{
    const AcvSide *from = &share->sides->sources[source];
    const AcvSide *to = &share->sides->targets[target];
    g_array_set_size(key, 0);
    if (from->place == 0 || to->is_solo || (to->placements && to->place == 0)) {
        return false;
    }
    if (!to->placements) {
        return write_service(share, from, target, key);
    }
    bool asks_servers = to->has_name && share->sides->has_servers;
    if (asks_servers && from->kind == 0) {
        return false;
    }
    guint32 way = asks_servers ? 0 : number_of_way(share, source, target);
    g_array_set_size(key, KEY_HEAD + KEY_PAIR * from->placements->len * to->placements->len);
    guint32 *numbers = (guint32 *) (void *) key->data;
    numbers[0] = way;
    numbers[1] = way ? 0 : from->place;
    numbers[2] = way ? 0 : to->place;
    numbers[3] = asks_servers ? from->kind : 0;
    return write_placements(share, from, to, way != 0, numbers + KEY_HEAD);
}

guint
acv_share_key_hash(gconstpointer pointer)
{
    const GArray *key = pointer;
    guint hash = key->len;
    for (guint i = 0; i < key->len; i++) {
        hash = (hash ^ g_array_index(key, guint32, i)) * 16777619U;
        hash ^= hash >> 15;
    }
    return hash;
}

gboolean
acv_share_key_equal(gconstpointer a, gconstpointer b)
{
    const GArray *left = a;
    const GArray *right = b;
    return left->len == right->len
           && memcmp(left->data, right->data, left->len * sizeof(guint32)) == 0;
}

void
acv_share_append_places(const AcvShare *share, guint source, guint target, GArray *key)
{
    const AcvSide *to = &share->sides->targets[target];
    append_number(key, share->sides->sources[source].place);
    append_number(key, to->placements ? to->place : target);
}

void
acv_share_append_groups(const AcvShare *share, guint source, guint target, AcvRole role,
                        GArray *key)
{
    const AcvSide *side =
        role == ACV_ROLE_SOURCE ? &share->sides->sources[source] : &share->sides->targets[target];
    for (guint i = 0; side->stands && i < side->placements->len; i++) {
        append_number(key, side->stands[i].groups);
    }
}

bool
acv_share_is_settled(AcvShare *share, guint source)
{
    return share->sides->sources[source].place > 0;
}

guint32
acv_share_target_kind(AcvShare *share, guint target)
{
    return share->sides->targets[target].kind;
}

guint64
acv_share_place(const AcvShare *share, guint source)
{
    guint32 place = share->sides->sources[source].way_place;
    return place > 0 ? place : (guint64) share->sides->n_way_places + source;
}

guint
acv_share_n_target_kinds(const AcvShare *share)
{
    return share->sides->n_target_kinds;
}

guint32
acv_share_kind(AcvShare *share, guint source)
{
    return share->sides->sources[source].kind;
}

/* --- Who is admitted as a member --- */

static void
add_admitted(AcvShare *share, const char *group_id, guint target)
{
    GArray *targets = g_hash_table_lookup(share->admitted, group_id);
    if (!targets) {
        targets = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(share->admitted, (gpointer) group_id, targets);
    }
    if (targets->len == 0 || g_array_index(targets, guint, targets->len - 1) != target) {
        g_array_append_val(targets, target);
    }
}

static void
index_target(AcvShare *share, guint target)
{
    const AcvSide *side = &share->sides->targets[target];
    for (guint i = 0; side->placements && i < side->placements->len; i++) {
        const AcvPlacement *placement = &g_array_index(side->placements, AcvPlacement, i);
        for (size_t j = 0; j < placement->group_ids.n; j++) {
            g_autoptr(GPtrArray) peers =
                acv_rule_book_peers(share->sides->book, placement->group_ids.items[j], false);
            for (guint k = 0; k < peers->len; k++) {
                add_admitted(share, g_ptr_array_index(peers, k), target);
            }
        }
    }
    if (side->is_solo) {
        g_array_append_val(share->solo, target);
    }
}

/* The numbers of two ascending lists, each once; frees the first. */
static GArray *
merge_take(GArray *left, const GArray *right)
{
    GArray *merged = g_array_new(FALSE, FALSE, sizeof(guint));
    g_array_set_size(merged, left->len + right->len);
    guint n = 0;
    for (guint i = 0, j = 0; i < left->len || j < right->len;) {
        guint one = i < left->len ? g_array_index(left, guint, i) : G_MAXUINT;
        guint other = j < right->len ? g_array_index(right, guint, j) : G_MAXUINT;
        guint least = MIN(one, other);
        i += one == least;
        j += other == least;
        g_array_index(merged, guint, n++) = least;
    }
    g_array_set_size(merged, n);
    g_array_unref(left);
    return merged;
}

/* The targets that have a rule for a group of those at 'side': elements guint, ascending. */
static GArray *
collect_targets(AcvShare *share, const AcvSide *side)
{
    GArray *result = g_array_new(FALSE, FALSE, sizeof(guint));
    g_array_append_vals(result, share->solo->data, share->solo->len);
    for (guint i = 0; side->placements && i < side->placements->len; i++) {
        const AcvStrings *ids = &g_array_index(side->placements, AcvPlacement, i).group_ids;
        for (size_t j = 0; j < ids->n; j++) {
            const GArray *targets = g_hash_table_lookup(share->admitted, ids->items[j]);
            if (targets) {
                result = merge_take(result, targets);
            }
        }
    }
    return result;
}

static GArray *
collect_admits(AcvShare *share, const AcvSide *from)
{
    g_autoptr(GArray) targets = collect_targets(share, from);
    GArray *admits = g_array_new(FALSE, FALSE, sizeof(AcvAdmit));
    g_array_set_size(admits, targets->len);
    for (guint i = 0; i < targets->len; i++) {
        AcvAdmit admit = { g_array_index(targets, guint, i), ACV_MEMBERS_NOT_TOLD };
        const AcvSide *to = &share->sides->targets[admit.target];
        if (from->placements->len == 1 && to->stands && to->placements->len == 1) {
            admit.members = acv_matches_of_members(share->sides->matches, to->stands[0].groups,
                                                   false, from->stands[0].groups);
        }
        g_array_index(admits, AcvAdmit, i) = admit;
    }
    return admits;
}

guint
acv_share_groups(const AcvShare *share, guint source)
{
    return share->sides->sources[source].groups;
}

const GArray *
acv_share_admits(AcvShare *share, guint source)
{
    gpointer key = GUINT_TO_POINTER(acv_share_groups(share, source));
    GArray *admits = g_hash_table_lookup(share->admits, key);
    if (!admits) {
        admits = collect_admits(share, &share->sides->sources[source]);
        g_hash_table_insert(share->admits, key, admits);
    }
    return admits;
}

/* --- All --- */

AcvShare *
acv_share_new(AcvNetwork *network, const AcvClasses *classes, const AcvQuestion *question,
              const AcvAskedPorts *ports, const GPtrArray *sources, const GPtrArray *targets)
{
    AcvShare *share = g_new0(AcvShare, 1);
    share->network = network;
    share->question = question;
    share->ports = ports;
    share->sources = sources;
    share->targets = targets;
    share->sides = acv_sides_new(network, acv_classes_sorting(classes), sources, targets);
    share->ways = g_hash_table_new_full(pair_hash, pair_equal, g_free, NULL);
    share->near_ways = g_new0(guint32, 2 * share->sides->n_way_places);
    share->far_ways = acv_far_ways_new(network);
    share->way = g_array_new(FALSE, FALSE, sizeof(guint32));
    share->admitted =
        g_hash_table_new_full(acv_text_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
    share->admits = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
    share->solo = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < targets->len; i++) {
        index_target(share, i);
    }
    return share;
}

void
acv_share_free(AcvShare *share)
{
    if (share) {
        g_hash_table_unref(share->ways);
        g_hash_table_unref(share->admitted);
        g_hash_table_unref(share->admits);
        g_array_unref(share->solo);
        g_array_unref(share->way);
        acv_far_ways_free(share->far_ways);
        acv_sides_free(share->sides);
        g_free(share->near_ways);
        g_free(share);
    }
}

/* GLib's hash table in the place of the library's own two. */
#include "compare_packet_sets.h"

#include "packet/transpose.h"

/* --- To remember results --- */

typedef struct {
    AcvPacketSpace *space;
    GHashTable *results; /* Key to set. */
} General;

typedef struct {
    const AcvPacketSet *a;
    const AcvPacketSet *b;
    AcvOperation operation;
} Key;

static guint
hash_key(const void *data)
{
    const Key *key = data;
    uint64_t pair = (uint64_t) key->a->number << 32 | key->b->number;
    return (guint) ((pair + key->operation) * UINT64_C(0x9e3779b97f4a7c15) >> 32);
}

static gboolean
equal_keys(const void *a, const void *b)
{
    const Key *key_a = a;
    const Key *key_b = b;
    return key_a->a == key_b->a && key_a->b == key_b->b && key_a->operation == key_b->operation;
}

static void *
general_begin(void)
{
    General *general = g_new(General, 1);
    general->space = acv_packet_space_new();
    general->results = g_hash_table_new_full(hash_key, equal_keys, g_free, NULL);
    return general;
}

static void
general_end(void *state)
{
    General *general = state;
    g_hash_table_unref(general->results);
    acv_packet_space_free(general->space);
    g_free(general);
}

static Set
general_match(void *state, const AcvMatch *match)
{
    return (Set) acv_packet_set_from_match(((General *) state)->space, match);
}

static const AcvPacketSet *general_union(General *general, const AcvPacketSet *a,
                                         const AcvPacketSet *b);

/* One walk along the edges of both. */
static const AcvPacketSet *
join_edges(General *general, const AcvPacketSet *a, const AcvPacketSet *b)
{
    uint8_t level = MIN(a->level, b->level);
    bool splits_a = a->level == level;
    bool splits_b = b->level == level;
    size_t begin = acv_edges_begin(general->space);
    AcvUint128 last;
    uint32_t i = 0;
    uint32_t j = 0;
    do {
        AcvUint128 last_a = splits_a ? acv_edge_last(a, i) : ACV_EDGE_TOP;
        AcvUint128 last_b = splits_b ? acv_edge_last(b, j) : ACV_EDGE_TOP;
        last = MIN(last_a, last_b);
        acv_edges_add(
            general->space, begin, last,
            general_union(general, splits_a ? a->children[i] : a, splits_b ? b->children[j] : b));
        i += last == last_a;
        j += last == last_b;
    } while (last < ACV_EDGE_TOP);
    return acv_edges_intern(general->space, begin, level);
}

/* The union as the library makes it. */
static const AcvPacketSet *
general_union(General *general, const AcvPacketSet *a, const AcvPacketSet *b)
{
    if (a == b || b == &acv_set_none || a == &acv_set_all) {
        return a;
    }
    if (a == &acv_set_none || b == &acv_set_all) {
        return b;
    }
    Key key = { a, b, ACV_OPERATION_UNION };
    if (a->number > b->number) {
        key = (Key){ b, a, ACV_OPERATION_UNION };
    }
    const AcvPacketSet *known = g_hash_table_lookup(general->results, &key);
    if (known) {
        return known;
    }
    const AcvPacketSet *result = join_edges(general, a, b);
    g_hash_table_insert(general->results, g_memdup2(&key, sizeof key), (void *) result);
    return result;
}

static Set
general_apply(void *state, AcvOperation operation, Set a, Set b)
{
    General *general = state;
    return operation == ACV_OPERATION_UNION
               ? (Set) general_union(general, (const AcvPacketSet *) a, (const AcvPacketSet *) b)
               : library.apply(general->space, operation, a, b);
}

static bool
general_disjoint(void *state, Set a, Set b)
{
    return library.disjoint(((General *) state)->space, a, b);
}

static size_t
general_size(void *state, Set set)
{
    (void) state;
    return library.size(NULL, set);
}

const Representation general_tables = {
    .name = "GHashTable",
    .begin = general_begin,
    .end = general_end,
    .match = general_match,
    .apply = general_apply,
    .disjoint = general_disjoint,
    .size = general_size,
};

/* --- To find nodes --- */

static guint
hash_node(const void *data)
{
    const AcvPacketSet *node = data;
    uint64_t hash = node->level;
    for (uint32_t i = 0; i < node->n_edges; i++) {
        uint64_t last = (uint64_t) acv_edge_last(node, i);
        hash = (hash ^ last ^ (uint64_t) node->children[i]->number << 32)
               * UINT64_C(0x9e3779b97f4a7c15);
    }
    return (guint) (hash >> 32);
}

static gboolean
equal_nodes(const void *a, const void *b)
{
    const AcvPacketSet *node_a = a;
    const AcvPacketSet *node_b = b;
    if (node_a->level != node_b->level || node_a->n_edges != node_b->n_edges) {
        return FALSE;
    }
    for (uint32_t i = 0; i < node_a->n_edges; i++) {
        if (node_a->children[i] != node_b->children[i]
            || acv_edge_last(node_a, i) != acv_edge_last(node_b, i)) {
            return FALSE;
        }
    }
    return TRUE;
}

static void
collect(const AcvPacketSet *set, GHashTable *nodes)
{
    if (set->level < ACV_LEVEL_END && g_hash_table_add(nodes, (void *) set)) {
        for (uint32_t i = 0; i < set->n_edges; i++) {
            collect(set->children[i], nodes);
        }
    }
}

/* The node with the edges of 'node', found as it is when a node is made. */
static const AcvPacketSet *
find_in_library(AcvPacketSpace *space, const AcvPacketSet *node)
{
    size_t begin = acv_edges_begin(space);
    for (uint32_t i = 0; i < node->n_edges; i++) {
        acv_edges_add(space, begin, acv_edge_last(node, i), node->children[i]);
    }
    return acv_edges_intern(space, begin, node->level);
}

/* The same with GLib's table, which compares nodes with nodes: so one is made at 'scratch', to be
 * looked up. */
static const AcvPacketSet *
find_in_general(GHashTable *general, const AcvPacketSet *node, AcvPacketSet *scratch)
{
    size_t bound_size = node->wide ? sizeof(AcvUint128) : sizeof(uint32_t);
    char *bounds = (char *) (scratch->children + node->n_edges);
    *scratch = *node;
    for (uint32_t i = 0; i < node->n_edges; i++) {
        AcvUint128 last = acv_edge_last(node, i);
        scratch->children[i] = node->children[i];
        if (i + 1 < node->n_edges) {
            memcpy(bounds + i * bound_size, &last, bound_size);
        }
    }
    return g_hash_table_lookup(general, scratch);
}

enum { N_TIMES = 50 };

/* What one search took; the first round, for memory that is fresh, ended at 'begin'. */
static double
nanoseconds_each(gint64 begin, guint n)
{
    return (double) (g_get_monotonic_time() - begin) * 1000 / (N_TIMES * n);
}

static double
measure_library(AcvPacketSpace *space, void *const *nodes, guint n)
{
    gint64 begin = 0;
    for (guint i = 0; i < (1 + N_TIMES) * n; i++) {
        begin = i == n ? g_get_monotonic_time() : begin;
        const AcvPacketSet *found = find_in_library(space, nodes[i % n]);
        g_assert(found == nodes[i % n]);
    }
    return nanoseconds_each(begin, n);
}

static double
measure_general(AcvPacketSpace *space, GHashTable *general, void *const *nodes, guint n)
{
    g_autofree AcvPacketSet *scratch = g_malloc(acv_packet_space_size(space));
    gint64 begin = 0;
    for (guint i = 0; i < (1 + N_TIMES) * n; i++) {
        begin = i == n ? g_get_monotonic_time() : begin;
        const AcvPacketSet *found = find_in_general(general, nodes[i % n], scratch);
        g_assert(found == nodes[i % n]);
    }
    return nanoseconds_each(begin, n);
}

void
measure_tables(const AcvPacketSet *set, double *out_library, double *out_general)
{
    g_autoptr(AcvPacketSpace) space = acv_packet_space_new();
    g_autoptr(GHashTable) general = g_hash_table_new(hash_node, equal_nodes);
    collect(acv_set_copy(space, set), general);
    guint n = 0;
    g_autofree void **nodes = g_hash_table_get_keys_as_array(general, &n);
    *out_library = measure_library(space, nodes, n);
    *out_general = measure_general(space, general, nodes, n);
}

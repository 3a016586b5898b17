/* The library's diagrams, and the same in other orders or with other tables. */
#include "compare_packet_sets.h"

#include "packet/level.h"
#include "packet/sweep.h"

/* --- The library --- */

static void *
library_begin(void)
{
    return acv_packet_space_new();
}

static void
library_end(void *state)
{
    acv_packet_space_free(state);
}

static Set
library_match(void *state, const AcvMatch *match)
{
    return (Set) acv_packet_set_from_match(state, match);
}

static Set
library_join(void *state, const AcvMatch *matches, size_t n)
{
    return (Set) acv_packet_set_from_matches(state, matches, n);
}

static Set
library_apply(void *state, AcvOperation operation, Set a, Set b)
{
    return (Set) acv_set_apply(state, operation, (const AcvPacketSet *) a,
                               (const AcvPacketSet *) b);
}

static bool
library_disjoint(void *state, Set a, Set b)
{
    return !acv_packet_set_overlaps(state, (const AcvPacketSet *) a, (const AcvPacketSet *) b);
}

/* Appends the nodes of 'set' that are not yet in 'seen'. */
static void
collect_nodes(const AcvPacketSet *set, GHashTable *seen, GPtrArray *nodes)
{
    if (set->level == ACV_LEVEL_END || !g_hash_table_add(seen, (void *) set)) {
        return;
    }
    g_ptr_array_add(nodes, (void *) set);
    for (uint32_t i = 0; i < set->n_edges; i++) {
        collect_nodes(set->children[i], seen, nodes);
    }
}

static GPtrArray *
nodes_of(const AcvPacketSet *set)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    GPtrArray *nodes = g_ptr_array_new();
    collect_nodes(set, seen, nodes);
    return nodes;
}

static size_t
library_size(void *state, Set set)
{
    (void) state;
    size_t size = 0;
    g_autoptr(GPtrArray) nodes = nodes_of((const AcvPacketSet *) set);
    for (guint i = 0; i < nodes->len; i++) {
        const AcvPacketSet *node = nodes->pdata[i];
        size += sizeof *node + node->n_edges * sizeof *node->children
                + (node->n_edges - 1) * (node->wide ? sizeof(AcvUint128) : sizeof(uint32_t));
    }
    return size;
}

const Representation library = {
    .name = "library",
    .begin = library_begin,
    .end = library_end,
    .match = library_match,
    .apply = library_apply,
    .disjoint = library_disjoint,
    .size = library_size,
    .join = library_join,
};

const Representation library_pairs = {
    .name = "pairs",
    .begin = library_begin,
    .end = library_end,
    .match = library_match,
    .apply = library_apply,
    .disjoint = library_disjoint,
    .size = library_size,
};

/* --- Other orders of the fields --- */

typedef enum {
    FAMILY,
    SOURCE,
    DESTINATION,
    PROTOCOL,
    PORT_1,
    PORT_2,
    N_FIELDS,
} Field;

/* 'order' is the field of each level. */
typedef struct {
    AcvPacketSpace *space;
    const Field *order;
} Permuted;

static void *
permuted_begin(const Field *order)
{
    Permuted *permuted = g_new(Permuted, 1);
    *permuted = (Permuted){ acv_packet_space_new(), order };
    return permuted;
}

static void *
protocol_first_begin(void)
{
    static const Field order[] = { FAMILY, PROTOCOL, SOURCE, DESTINATION, PORT_1, PORT_2 };
    return permuted_begin(order);
}

static void *
ports_first_begin(void)
{
    static const Field order[] = { PROTOCOL, PORT_1, PORT_2, FAMILY, SOURCE, DESTINATION };
    return permuted_begin(order);
}

static void
permuted_end(void *state)
{
    acv_packet_space_free(((Permuted *) state)->space);
    g_free(state);
}

static void
add_range(AcvPacketSpace *space, size_t begin, AcvAddressRange range, AcvUint128 top,
          const AcvPacketSet *child)
{
    AcvUint128 last = range.last >= top ? ACV_EDGE_TOP : range.last;
    if (range.first <= range.last && range.first <= top) {
        acv_edges_add_interval(space, begin, range.first, last, child);
    }
}

static void
add_addresses(AcvPacketSpace *space, size_t begin, AcvFamily family, const AcvAddressSet *addresses,
              const AcvPacketSet *child)
{
    AcvUint128 top = acv_family_last(family);
    if (!addresses) {
        acv_edges_add(space, begin, ACV_EDGE_TOP, child);
        return;
    }
    for (size_t i = 0; i < addresses->n_ranges; i++) {
        if (addresses->ranges[i].family == family) {
            add_range(space, begin, addresses->ranges[i], top, child);
        }
    }
}

static void
add_protocols(AcvPacketSpace *space, size_t begin, const AcvMatch *match, AcvLayer4 layer4,
              const AcvPacketSet *child)
{
    for (size_t i = 0; i < ACV_N_PROTOCOL_RUNS; i++) {
        const AcvProtocolRun *run = &acv_protocol_runs[i];
        AcvAddressRange range = {
            .first = MAX(run->first, match->first_protocol),
            .last = MIN(run->last, match->last_protocol),
        };
        if (run->layer4 == layer4) {
            add_range(space, begin, range, ACV_PROTOCOL_LAST, child);
        }
    }
}

static void
add_ports(AcvPacketSpace *space, size_t begin, AcvPortRange ports, AcvLayer4 layer4,
          const AcvPacketSet *child)
{
    if (layer4 == ACV_LAYER4_NONE) {
        acv_edges_add(space, begin, ACV_EDGE_TOP, child);
        return;
    }
    AcvAddressRange range = { ports.first, ports.last, ACV_FAMILY_NONE };
    add_range(space, begin, range, acv_layer4_last(layer4), child);
}

/* What 'match' says of one family and kind of protocol: a chain of nodes. */
static const AcvPacketSet *
permuted_product(const Permuted *permuted, const AcvMatch *match, unsigned family, AcvLayer4 layer4)
{
    AcvPacketSpace *space = permuted->space;
    const AcvPacketSet *set = &acv_set_all;
    for (unsigned level = N_FIELDS; level-- > 0;) {
        size_t begin = acv_edges_begin(space);
        switch (permuted->order[level]) {
        case FAMILY:
            acv_edges_add_interval(space, begin, family, family == 0 ? 0 : ACV_EDGE_TOP, set);
            break;
        case SOURCE:
            add_addresses(space, begin, acv_family_of_index(family), match->sources, set);
            break;
        case DESTINATION:
            add_addresses(space, begin, acv_family_of_index(family), match->destinations, set);
            break;
        case PROTOCOL:
            add_protocols(space, begin, match, layer4, set);
            break;
        case PORT_1:
            add_ports(space, begin, match->source_ports, layer4, set);
            break;
        case PORT_2:
            add_ports(space, begin, match->destination_ports, layer4, set);
            break;
        case N_FIELDS:
            g_assert_not_reached();
        }
        set = acv_edges_intern(space, begin, (uint8_t) level);
    }
    return set;
}

static Set
permuted_match(void *state, const AcvMatch *match)
{
    const Permuted *permuted = state;
    const AcvPacketSet *sets[6];
    size_t n = 0;
    for (unsigned family = 0; family < 2; family++) {
        for (AcvLayer4 layer4 = ACV_LAYER4_NONE; layer4 <= ACV_LAYER4_ICMP; layer4++) {
            sets[n++] = permuted_product(permuted, match, family, layer4);
        }
    }
    return (Set) acv_set_union_all(permuted->space, sets, n);
}

static Set
permuted_apply(void *state, AcvOperation operation, Set a, Set b)
{
    return library_apply(((Permuted *) state)->space, operation, a, b);
}

static bool
permuted_disjoint(void *state, Set a, Set b)
{
    return library_disjoint(((Permuted *) state)->space, a, b);
}

const Representation protocol_first = {
    .name = "protocol 1st",
    .begin = protocol_first_begin,
    .end = permuted_end,
    .match = permuted_match,
    .apply = permuted_apply,
    .disjoint = permuted_disjoint,
    .size = library_size,
};

const Representation ports_first = {
    .name = "ports 1st",
    .begin = ports_first_begin,
    .end = permuted_end,
    .match = permuted_match,
    .apply = permuted_apply,
    .disjoint = permuted_disjoint,
    .size = library_size,
};

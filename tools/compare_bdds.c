/* Binary decision diagrams of the bits of a header, by BuDDy. */
#include "compare_packet_sets.h"
#include "header_bdds.h"

enum { N_NODES_AT_FIRST = 2000000, BYTES_PER_NODE = 20 };

static void *
binary_begin(void)
{
    header_bdds_begin(N_NODES_AT_FIRST);
    return NULL;
}

static void
binary_end(void *state)
{
    (void) state;
    header_bdds_end();
}

static Set
binary_match(void *state, const AcvMatch *match)
{
    (void) state;
    return (Set) header_bdd_of_match(match);
}

static Set
binary_apply(void *state, AcvOperation operation, Set a, Set b)
{
    (void) state;
    static HeaderBdd (*const operations[ACV_N_OPERATIONS])(HeaderBdd, HeaderBdd) = {
        [ACV_OPERATION_UNION] = header_bdd_union,
        [ACV_OPERATION_INTERSECT] = header_bdd_intersect,
        [ACV_OPERATION_SUBTRACT] = header_bdd_subtract,
    };
    return (Set) operations[operation]((HeaderBdd) a, (HeaderBdd) b);
}

static bool
binary_disjoint(void *state, Set a, Set b)
{
    return (HeaderBdd) binary_apply(state, ACV_OPERATION_INTERSECT, a, b) == header_bdd_empty();
}

static size_t
binary_size(void *state, Set set)
{
    (void) state;
    return header_bdd_n_nodes((HeaderBdd) set) * BYTES_PER_NODE;
}

const Representation binary = {
    .name = "BuDDy",
    .begin = binary_begin,
    .end = binary_end,
    .match = binary_match,
    .apply = binary_apply,
    .disjoint = binary_disjoint,
    .size = binary_size,
};

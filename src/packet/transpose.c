/* From addresses first to ports first.
 *
 * Addresses first, a set is a sum of products A1 x P1 + A2 x P2 + ..., one for each distinct
 * diagram P that follows the addresses, and the A are disjoint. To ask for the ports first, put
 * each A below its P, which is the intersection of the two once A is a diagram of greater levels,
 * and join the products. The same is done first with the sources, whose P is a product of
 * destinations already.
 *
 * In the joined diagram, ports have the same addresses if they lead to the same node. */
#include "packet/transpose.h"

#include "packet/apply.h"

enum { LATE = ACV_LEVEL_LATE_SOURCE - ACV_LEVEL_SOURCE };

/* --- Copies --- */

static const AcvPacketSet *
copy(AcvPacketSpace *space, const AcvPacketSet *set, GHashTable *copies)
{
    if (set->level == ACV_LEVEL_END) {
        return set;
    }
    const AcvPacketSet *result = g_hash_table_lookup(copies, set);
    if (result) {
        return result;
    }
    size_t begin = acv_edges_begin(space);
    for (uint32_t i = 0; i < set->n_edges; i++) {
        acv_edges_add(space, begin, acv_edge_last(set, i), copy(space, set->children[i], copies));
    }
    result = acv_edges_intern(space, begin, set->level);
    g_hash_table_insert(copies, (void *) set, (void *) result);
    return result;
}

const AcvPacketSet *
acv_set_copy(AcvPacketSpace *space, const AcvPacketSet *set)
{
    g_autoptr(GHashTable) copies = g_hash_table_new(NULL, NULL);
    return copy(space, set, copies);
}

/* --- Intervals --- */

/* Mostly few nodes are led to, and the intervals are in order already. */
static void
sort_if_needed(GArray *array, GCompareFunc compare)
{
    guint size = g_array_get_element_size(array);
    for (guint i = 1; i < array->len; i++) {
        if (compare(array->data + (gsize) (i - 1) * size, array->data + (gsize) i * size) > 0) {
            g_array_sort(array, compare);
            return;
        }
    }
}

static int
compare_targets(const void *a, const void *b)
{
    const AcvInterval *interval_a = a;
    const AcvInterval *interval_b = b;
    if (interval_a->child != interval_b->child) {
        return interval_a->child->number < interval_b->child->number ? -1 : 1;
    }
    return (interval_a->first > interval_b->first) - (interval_a->first < interval_b->first);
}

GArray *
acv_set_intervals(const AcvPacketSet *set, uint8_t level)
{
    GArray *intervals = g_array_new(FALSE, FALSE, sizeof(AcvInterval));
    if (set->level != level) {
        AcvInterval all = { 0, ACV_EDGE_TOP, set };
        g_array_append_val(intervals, all);
        return intervals;
    }
    for (uint32_t i = 0; i < set->n_edges; i++) {
        AcvInterval interval = { acv_edge_first(set, i), acv_edge_last(set, i), set->children[i] };
        if (interval.child != &acv_set_none) {
            g_array_append_val(intervals, interval);
        }
    }
    sort_if_needed(intervals, compare_targets);
    return intervals;
}

guint
acv_intervals_end(const GArray *intervals, guint begin)
{
    guint end = begin + 1;
    while (end < intervals->len
           && g_array_index(intervals, AcvInterval, end).child
                  == g_array_index(intervals, AcvInterval, begin).child) {
        end++;
    }
    return end;
}

/* --- Transposing --- */

/* The diagram that leads to all by the intervals from 'begin' to before 'end'. */
static const AcvPacketSet *
set_of_intervals(AcvPacketSpace *space, uint8_t level, const GArray *intervals, guint begin,
                 guint end)
{
    size_t edges = acv_edges_begin(space);
    for (guint i = begin; i < end; i++) {
        const AcvInterval *interval = &g_array_index(intervals, AcvInterval, i);
        acv_edges_add_interval(space, edges, interval->first, interval->last, &acv_set_all);
    }
    return acv_edges_intern(space, edges, level);
}

static const AcvPacketSet *
transpose_from(AcvPacketSpace *space, const AcvPacketSet *set, uint8_t level)
{
    if (level > ACV_LEVEL_DESTINATION) {
        return set;
    }
    if (set->level != level) {
        return transpose_from(space, set, (uint8_t) (level + 1));
    }
    g_autoptr(GArray) intervals = acv_set_intervals(set, level);
    g_autoptr(GPtrArray) products = g_ptr_array_new();
    for (guint i = 0, end; i < intervals->len; i = end) {
        end = acv_intervals_end(intervals, i);
        const AcvPacketSet *rest = g_array_index(intervals, AcvInterval, i).child;
        const AcvPacketSet *product = acv_set_apply(
            space, ACV_OPERATION_INTERSECT, transpose_from(space, rest, (uint8_t) (level + 1)),
            set_of_intervals(space, (uint8_t) (level + LATE), intervals, i, end));
        g_ptr_array_add(products, (void *) product);
    }
    return acv_set_union_all(space, (const AcvPacketSet **) products->pdata, products->len);
}

const AcvPacketSet *
acv_set_transpose(AcvPacketSpace *space, const AcvPacketSet *set)
{
    return transpose_from(space, set, ACV_LEVEL_SOURCE);
}

/* --- Classes --- */

/* Of a class, the part that an interval of some level leads to. */
typedef struct {
    AcvInterval interval; /* To the ports of the class below that level. */
    const AcvPacketSet *addresses;
} Part;

static int
compare_parts(const void *a, const void *b)
{
    const Part *part_a = a;
    const Part *part_b = b;
    if (part_a->addresses != part_b->addresses) {
        return part_a->addresses->number < part_b->addresses->number ? -1 : 1;
    }
    return (part_a->interval.first > part_b->interval.first)
           - (part_a->interval.first < part_b->interval.first);
}

/* Joins the parts of each class to one diagram of 'level'. */
static GArray *
join_parts(AcvPacketSpace *space, uint8_t level, GArray *parts)
{
    GArray *classes = g_array_new(FALSE, FALSE, sizeof(AcvPortClass));
    sort_if_needed(parts, compare_parts);
    for (guint i = 0; i < parts->len;) {
        AcvPortClass class = { .addresses = g_array_index(parts, Part, i).addresses };
        size_t begin = acv_edges_begin(space);
        for (; i < parts->len; i++) {
            const Part *part = &g_array_index(parts, Part, i);
            if (part->addresses != class.addresses) {
                break;
            }
            acv_edges_add_interval(space, begin, part->interval.first, part->interval.last,
                                   part->interval.child);
        }
        class.protocols = acv_edges_intern(space, begin, level);
        g_array_append_val(classes, class);
    }
    return classes;
}

/* The classes of an edge's end: all or nothing of it has the same addresses. */
static GArray *
classes_of_addresses(const AcvPacketSet *addresses)
{
    GArray *classes = g_array_new(FALSE, FALSE, sizeof(AcvPortClass));
    AcvPortClass class = { .addresses = addresses, .protocols = &acv_set_all };
    if (addresses != &acv_set_none) {
        g_array_append_val(classes, class);
    }
    return classes;
}

static GArray *find_classes(AcvPacketSpace *space, const AcvPacketSet *set, GHashTable *known);

static GArray *
classes_of_edges(AcvPacketSpace *space, const AcvPacketSet *set, GHashTable *known)
{
    g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(Part));
    for (uint32_t i = 0; i < set->n_edges; i++) {
        const GArray *below = find_classes(space, set->children[i], known);
        for (guint j = 0; j < below->len; j++) {
            const AcvPortClass *class = &g_array_index(below, AcvPortClass, j);
            Part part = { { acv_edge_first(set, i), acv_edge_last(set, i), class->protocols },
                          class->addresses };
            g_array_append_val(parts, part);
        }
    }
    return join_parts(space, set->level, parts);
}

/* The classes of 'set', borrowed from 'known', which maps nodes to theirs. */
static GArray *
find_classes(AcvPacketSpace *space, const AcvPacketSet *set, GHashTable *known)
{
    GArray *classes = g_hash_table_lookup(known, set);
    if (!classes) {
        classes = set->level < ACV_LEVEL_LATE_SOURCE ? classes_of_edges(space, set, known)
                                                     : classes_of_addresses(set);
        g_hash_table_insert(known, (void *) set, classes);
    }
    return classes;
}

static void
free_classes(void *classes)
{
    g_array_unref(classes);
}

GArray *
acv_set_port_classes(AcvPacketSpace *space, const AcvPacketSet *transposed)
{
    g_autoptr(GHashTable) known = g_hash_table_new_full(NULL, NULL, NULL, free_classes);
    return g_array_ref(find_classes(space, transposed, known));
}

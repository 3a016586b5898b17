/* Lists of disjoint boxes: the simplest exact sets that hold large ones. */
#include "compare_packet_sets.h"
#include "packet/level.h"

enum { N_FIELDS = 5, FIRST_SMALL_FIELD = 2, MAX_WORK = 300000000 };

/* Two addresses, protocol and two ports, both ends included. */
typedef struct {
    AcvUint128 addresses[2][2];
    uint16_t numbers[3][2];
    AcvFamily family;
} Box;

typedef struct {
    GPtrArray *lists;
    uint64_t work; /* Pairs of boxes that were compared. */
} Boxes;

static AcvUint128
bound(const Box *box, int field, int end)
{
    return field < FIRST_SMALL_FIELD ? box->addresses[field][end]
                                     : box->numbers[field - FIRST_SMALL_FIELD][end];
}

static void
set_bound(Box *box, int field, int end, AcvUint128 value)
{
    if (field < FIRST_SMALL_FIELD) {
        box->addresses[field][end] = value;
    } else {
        box->numbers[field - FIRST_SMALL_FIELD][end] = (uint16_t) value;
    }
}

static bool
overlap(Boxes *state, const Box *a, const Box *b)
{
    state->work++;
    if (a->family != b->family) {
        return false;
    }
    for (int field = 0; field < N_FIELDS; field++) {
        if (bound(a, field, 0) > bound(b, field, 1) || bound(b, field, 0) > bound(a, field, 1)) {
            return false;
        }
    }
    return true;
}

static Box
common_part(const Box *a, const Box *b)
{
    Box both = *a;
    for (int field = 0; field < N_FIELDS; field++) {
        set_bound(&both, field, 0, MAX(bound(a, field, 0), bound(b, field, 0)));
        set_bound(&both, field, 1, MIN(bound(a, field, 1), bound(b, field, 1)));
    }
    return both;
}

/* Appends the parts of 'box' outside 'hole', which overlaps it. */
static void
append_rest(GArray *list, Box box, const Box *hole)
{
    for (int field = 0; field < N_FIELDS; field++) {
        Box part = box;
        if (bound(&box, field, 0) < bound(hole, field, 0)) {
            set_bound(&part, field, 1, bound(hole, field, 0) - 1);
            g_array_append_val(list, part);
            set_bound(&box, field, 0, bound(hole, field, 0));
        }
        part = box;
        if (bound(&box, field, 1) > bound(hole, field, 1)) {
            set_bound(&part, field, 0, bound(hole, field, 1) + 1);
            g_array_append_val(list, part);
            set_bound(&box, field, 1, bound(hole, field, 1));
        }
    }
}

/* --- State --- */

static GArray *
new_list(Boxes *state)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(Box));
    g_ptr_array_add(state->lists, list);
    return list;
}

static void
free_list(void *list)
{
    g_array_unref(list);
}

static void *
boxes_begin(void)
{
    Boxes *state = g_new0(Boxes, 1);
    state->lists = g_ptr_array_new_with_free_func(free_list);
    return state;
}

static void
boxes_end(void *data)
{
    Boxes *state = data;
    g_ptr_array_unref(state->lists);
    g_free(state);
}

static bool
boxes_gave_up(void *data)
{
    return ((Boxes *) data)->work > MAX_WORK;
}

/* --- Matches --- */

static AcvAddressSet *
all_addresses(void)
{
    AcvAddressRange ranges[] = {
        { 0, acv_family_last(ACV_FAMILY_IPV4), ACV_FAMILY_IPV4 },
        { 0, acv_family_last(ACV_FAMILY_IPV6), ACV_FAMILY_IPV6 },
    };
    return acv_address_set_new(ranges, G_N_ELEMENTS(ranges));
}

static bool
is_box(const Box *box)
{
    for (int field = 0; field < N_FIELDS; field++) {
        if (bound(box, field, 0) > bound(box, field, 1)) {
            return false;
        }
    }
    return true;
}

/* What protocols of 'layer4' can have of 'ports'. */
static void
set_ports(Box *box, int field, AcvPortRange ports, AcvLayer4 layer4)
{
    if (layer4 == ACV_LAYER4_NONE) {
        ports = (AcvPortRange){ 0, 0 };
    } else {
        ports.last = MIN(ports.last, acv_layer4_last(layer4));
    }
    set_bound(box, field, 0, ports.first);
    set_bound(box, field, 1, ports.last);
}

/* Appends a box for each kind of protocol. */
static void
append_protocols(GArray *list, const AcvMatch *match, Box box)
{
    for (size_t i = 0; i < ACV_N_PROTOCOL_RUNS; i++) {
        const AcvProtocolRun *run = &acv_protocol_runs[i];
        box.numbers[0][0] = MAX(run->first, match->first_protocol);
        box.numbers[0][1] = MIN(run->last, match->last_protocol);
        set_ports(&box, FIRST_SMALL_FIELD + 1, match->source_ports, run->layer4);
        set_ports(&box, FIRST_SMALL_FIELD + 2, match->destination_ports, run->layer4);
        if (is_box(&box)) {
            g_array_append_val(list, box);
        }
    }
}

static Set
boxes_match(void *state, const AcvMatch *match)
{
    GArray *list = new_list(state);
    g_autoptr(AcvAddressSet) all = all_addresses();
    const AcvAddressSet *sources = match->sources ? match->sources : all;
    const AcvAddressSet *destinations = match->destinations ? match->destinations : all;
    for (size_t i = 0; i < sources->n_ranges; i++) {
        for (size_t j = 0; j < destinations->n_ranges; j++) {
            const AcvAddressRange *source = &sources->ranges[i];
            const AcvAddressRange *destination = &destinations->ranges[j];
            if (source->family == destination->family) {
                Box box = {
                    .addresses = { { source->first, source->last },
                                   { destination->first, destination->last } },
                    .family = source->family,
                };
                append_protocols(list, match, box);
            }
        }
    }
    return (Set) list;
}

/* --- Operations --- */

/* Appends what 'box' has outside 'holes'. */
static void
append_difference(Boxes *state, GArray *list, const Box *box, const GArray *holes)
{
    g_autoptr(GArray) rest = g_array_new(FALSE, FALSE, sizeof(Box));
    g_array_append_vals(rest, box, 1);
    for (guint i = 0; i < holes->len && rest->len > 0 && !boxes_gave_up(state); i++) {
        const Box *hole = &g_array_index(holes, Box, i);
        for (guint j = rest->len; j-- > 0;) {
            Box part = g_array_index(rest, Box, j);
            if (overlap(state, &part, hole)) {
                g_array_remove_index_fast(rest, j);
                append_rest(rest, part, hole);
            }
        }
    }
    g_array_append_vals(list, rest->data, rest->len);
}

static void
append_intersection(Boxes *state, GArray *list, const Box *box, const GArray *others)
{
    for (guint i = 0; i < others->len; i++) {
        const Box *other = &g_array_index(others, Box, i);
        if (overlap(state, box, other)) {
            Box both = common_part(box, other);
            g_array_append_val(list, both);
        }
    }
}

static Set
boxes_apply(void *state, AcvOperation operation, Set a, Set b)
{
    GArray *list = new_list(state);
    const GArray *list_a = (const GArray *) a;
    const GArray *list_b = (const GArray *) b;
    if (operation == ACV_OPERATION_UNION) {
        g_array_append_vals(list, list_b->data, list_b->len);
    }
    for (guint i = 0; i < list_a->len && !boxes_gave_up(state); i++) {
        const Box *box = &g_array_index(list_a, Box, i);
        if (operation == ACV_OPERATION_INTERSECT) {
            append_intersection(state, list, box, list_b);
        } else {
            append_difference(state, list, box, list_b);
        }
    }
    return (Set) list;
}

static bool
boxes_disjoint(void *state, Set a, Set b)
{
    const GArray *list_a = (const GArray *) a;
    const GArray *list_b = (const GArray *) b;
    for (guint i = 0; i < list_a->len; i++) {
        for (guint j = 0; j < list_b->len; j++) {
            if (overlap(state, &g_array_index(list_a, Box, i), &g_array_index(list_b, Box, j))) {
                return false;
            }
        }
    }
    return true;
}

static size_t
boxes_size(void *state, Set set)
{
    (void) state;
    return ((const GArray *) set)->len * sizeof(Box);
}

const Representation boxes = {
    .name = "boxes",
    .begin = boxes_begin,
    .end = boxes_end,
    .match = boxes_match,
    .apply = boxes_apply,
    .disjoint = boxes_disjoint,
    .size = boxes_size,
    .gave_up = boxes_gave_up,
};

/* What a set holds: addresses, single headers, how many. */
#include "packet/level.h"

/* --- Addresses --- */

/* Collects the ranges of one family. */
typedef struct {
    GArray *ranges;
    const AcvPacketSet *first; /* Of the nodes whose ranges are there; NULL if there is none. */
    GHashTable *others;        /* The rest of them; NULL if there is none. */
    AcvFamily family;
    uint8_t level;
} Collector;

/* Whether the ranges of that node are not there yet; mostly there is but one node. */
static bool
is_new(Collector *collector, const AcvPacketSet *set)
{
    if (!collector->first) {
        collector->first = set;
        return true;
    }
    if (!collector->others) {
        collector->others = g_hash_table_new(NULL, NULL);
    }
    return set != collector->first && g_hash_table_add(collector->others, (void *) set);
}

static void
collect_range(Collector *collector, AcvUint128 first, AcvUint128 last)
{
    AcvUint128 top = acv_family_last(collector->family);
    AcvAddressRange range = { first, MIN(last, top), collector->family };
    g_array_append_val(collector->ranges, range);
}

/* Collects what 'set' asks for at the level, which no node before it does. */
static void
collect_node(Collector *collector, const AcvPacketSet *set)
{
    if (set->level > collector->level) {
        collect_range(collector, 0, ACV_EDGE_TOP);
        return;
    }
    for (uint32_t i = 0; i < set->n_edges; i++) {
        if (set->children[i] != &acv_set_none) {
            collect_range(collector, acv_edge_first(set, i), acv_edge_last(set, i));
        }
    }
}

static void
collect(Collector *collector, const AcvPacketSet *set)
{
    if (set->level < collector->level) {
        for (uint32_t i = 0; i < set->n_edges; i++) {
            collect(collector, set->children[i]);
        }
    } else if (set != &acv_set_none && is_new(collector, set)) {
        collect_node(collector, set);
    }
}

AcvAddressSet *
acv_packet_set_addresses(const AcvPacketSet *set, AcvField field)
{
    g_assert(field == ACV_FIELD_SOURCE || field == ACV_FIELD_DESTINATION);
    g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(AcvAddressRange));
    for (unsigned i = 0; i < 2; i++) {
        Collector collector = {
            .ranges = ranges,
            .family = acv_family_of_index(i),
            .level = field == ACV_FIELD_SOURCE ? ACV_LEVEL_SOURCE : ACV_LEVEL_DESTINATION,
        };
        collect(&collector, acv_set_step(set, ACV_LEVEL_FAMILY, i));
        g_clear_pointer(&collector.others, g_hash_table_unref);
    }
    return acv_address_set_new((const AcvAddressRange *) (const void *) ranges->data, ranges->len);
}

/* --- Samples --- */

/* A walk from the root that chooses a value at every level. */
typedef struct {
    const AcvPacketSet *set; /* What the values so far lead to; not empty. */
    GRand *random;           /* NULL to choose the least value. */
} Choice;

/* Any value of [first, last], the ends more often than others. */
static AcvUint128
random_value(GRand *random, AcvUint128 first, AcvUint128 last)
{
    AcvUint128 value = 0;
    for (int i = 0; i < 4; i++) {
        value = value << 32 | g_rand_int(random);
    }
    switch (g_rand_int_range(random, 0, 4)) {
    case 0:
        return first;
    case 1:
        return last;
    default:
        return last - first == ACV_EDGE_TOP ? value : first + value % (last - first + 1);
    }
}

/* An edge that leads somewhere; of two neighbours one does. */
static uint32_t
choose_edge(const Choice *choice)
{
    uint32_t n = choice->set->n_edges;
    uint32_t i = 0;
    if (choice->random) {
        i = (uint32_t) g_rand_int_range(choice->random, 0, (gint32) n);
    }
    if (choice->set->children[i] == &acv_set_none) {
        i += i + 1 < n ? 1 : -1u;
    }
    return i;
}

/* A value of 'level', which is at most 'top', on the way. */
static AcvUint128
choose(Choice *choice, AcvLevel level, AcvUint128 top)
{
    AcvUint128 first = 0;
    AcvUint128 last = top;
    if (choice->set->level == level) {
        uint32_t i = choose_edge(choice);
        first = acv_edge_first(choice->set, i);
        last = MIN(acv_edge_last(choice->set, i), top);
        choice->set = choice->set->children[i];
    }
    return choice->random ? random_value(choice->random, first, last) : first;
}

bool
acv_packet_set_sample_random(const AcvPacketSet *set, GRand *random, AcvPacket *out_packet)
{
    if (set == &acv_set_none) {
        return false;
    }
    Choice choice = { set, random };
    AcvPacket packet = { 0 };
    packet.family = acv_family_of_index((unsigned) choose(&choice, ACV_LEVEL_FAMILY, 1));
    AcvUint128 top = acv_family_last(packet.family);
    packet.source = choose(&choice, ACV_LEVEL_SOURCE, top);
    packet.destination = choose(&choice, ACV_LEVEL_DESTINATION, top);
    packet.protocol = (uint8_t) choose(&choice, ACV_LEVEL_PROTOCOL, ACV_PROTOCOL_LAST);

    AcvLayer4 layer4 = acv_protocol_layer4(packet.protocol);
    if (layer4 != ACV_LAYER4_NONE) {
        top = acv_layer4_last(layer4);
        packet.source_port = (uint16_t) choose(&choice, ACV_LEVEL_SOURCE_PORT, top);
        packet.destination_port = (uint16_t) choose(&choice, ACV_LEVEL_DESTINATION_PORT, top);
    }
    *out_packet = packet;
    return true;
}

bool
acv_packet_set_sample(const AcvPacketSet *set, AcvPacket *out_packet)
{
    return acv_packet_set_sample_random(set, NULL, out_packet);
}

/* --- Counting --- */

/* Counts the headers of one family. What a node counts for depends on the kind of protocol above
 * it, of which ACV_LAYER4_NONE stands for "not decided". */
typedef struct {
    AcvFamily family;
    GHashTable *counts[ACV_LAYER4_ICMP + 1]; /* Node to double, by AcvLayer4. */
} Counter;

/* The greatest value of 'level'. */
static AcvUint128
top_of(const Counter *counter, uint8_t level, AcvLayer4 layer4)
{
    return level < ACV_LEVEL_PROTOCOL ? acv_family_last(counter->family) : acv_layer4_last(layer4);
}

static double
width(AcvUint128 first, AcvUint128 last)
{
    return (double) (last - first) + 1;
}

static double count_from(Counter *counter, const AcvPacketSet *set, uint8_t level,
                         AcvLayer4 layer4);

static double
count_protocols(Counter *counter, const AcvPacketSet *set)
{
    double sum = 0;
    for (size_t i = 0; i < ACV_N_PROTOCOL_RUNS; i++) {
        const AcvProtocolRun *run = &acv_protocol_runs[i];
        uint8_t next =
            run->layer4 == ACV_LAYER4_NONE ? ACV_LEVEL_LATE_SOURCE : ACV_LEVEL_SOURCE_PORT;
        for (unsigned protocol = run->first; protocol <= run->last; protocol++) {
            const AcvPacketSet *child = acv_set_step(set, ACV_LEVEL_PROTOCOL, protocol);
            sum += count_from(counter, child, next, run->layer4);
        }
    }
    return sum;
}

/* The sum over the edges of 'set', which is of 'level'. */
static double
count_edges(Counter *counter, const AcvPacketSet *set, AcvLayer4 layer4)
{
    double sum = 0;
    AcvUint128 top = top_of(counter, set->level, layer4);
    for (uint32_t i = 0; i < set->n_edges; i++) {
        double rest = count_from(counter, set->children[i], (uint8_t) (set->level + 1), layer4);
        sum += width(acv_edge_first(set, i), MIN(acv_edge_last(set, i), top)) * rest;
    }
    return sum;
}

/* How many values the fields from 'level' on can have together. */
static double
count_from(Counter *counter, const AcvPacketSet *set, uint8_t level, AcvLayer4 layer4)
{
    if (set == &acv_set_none || level == ACV_LEVEL_LATE_SOURCE) {
        return set != &acv_set_none;
    }
    if (set->level > level && level != ACV_LEVEL_PROTOCOL) {
        double rest = count_from(counter, set, (uint8_t) (level + 1), layer4);
        return width(0, top_of(counter, level, layer4)) * rest;
    }
    const double *known = g_hash_table_lookup(counter->counts[layer4], set);
    if (known) {
        return *known;
    }
    double *count = g_new(double, 1);
    *count = level == ACV_LEVEL_PROTOCOL ? count_protocols(counter, set)
                                         : count_edges(counter, set, layer4);
    g_hash_table_insert(counter->counts[layer4], (void *) set, count);
    return *count;
}

double
acv_packet_set_count(const AcvPacketSet *set)
{
    double sum = 0;
    for (unsigned i = 0; i < 2; i++) {
        Counter counter = { .family = acv_family_of_index(i) };
        for (size_t j = 0; j < G_N_ELEMENTS(counter.counts); j++) {
            counter.counts[j] = g_hash_table_new_full(NULL, NULL, NULL, g_free);
        }
        const AcvPacketSet *child = acv_set_step(set, ACV_LEVEL_FAMILY, i);
        sum += count_from(&counter, child, ACV_LEVEL_SOURCE, ACV_LAYER4_NONE);
        for (size_t j = 0; j < G_N_ELEMENTS(counter.counts); j++) {
            g_hash_table_unref(counter.counts[j]);
        }
    }
    return sum;
}

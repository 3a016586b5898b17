/* A set as products that people can read.
 *
 * The headers of one family fall into classes of protocols and ports that have the same addresses
 * (see transpose.c). Each class is written as products of protocols and ports, its addresses as
 * products of sources and destinations, and every one of the former is paired with every one of the
 * latter. Either list comes from a diagram of two levels, where the values of the upper one that
 * lead to the same node go together:
 *
 *     TCP and UDP -> 443, 8443     one product: protocols 6 and 17, ports 443 and 8443
 *     ICMP -> type 8 -> any code   another
 *     any other -> any             another, without ports
 *
 * All of it follows from what the set holds and not from how it was made: it is done in a space of
 * its own, where a copy of the set meets nothing else. */
#include "packet/transpose.h"

struct AcvHeaderSets {
    GArray *headers;      /* Elements AcvHeaderSet. */
    GPtrArray *addresses; /* Owns the address sets. */
    GPtrArray *ranges;    /* Owns the lists of ranges. */
};

typedef struct {
    const AcvNumberRange *ranges;
    size_t n;
} NumberRanges;

static void
free_addresses(void *addresses)
{
    acv_address_set_free(addresses);
}

/* --- Lists of ranges from intervals --- */

/* The intervals from 'begin' to before 'end'; no value is above 'top'. */
static NumberRanges
number_ranges(AcvHeaderSets *sets, const GArray *intervals, guint begin, guint end, uint16_t top)
{
    AcvNumberRange *ranges = g_new(AcvNumberRange, end - begin);
    for (guint i = begin; i < end; i++) {
        const AcvInterval *interval = &g_array_index(intervals, AcvInterval, i);
        ranges[i - begin] = (AcvNumberRange){
            .first = (uint16_t) interval->first,
            .last = (uint16_t) MIN(interval->last, top),
        };
    }
    g_ptr_array_add(sets->ranges, ranges);
    return (NumberRanges){ ranges, end - begin };
}

/* The same, but an empty list if the intervals hold every value. */
static NumberRanges
restricting_ranges(AcvHeaderSets *sets, const GArray *intervals, guint begin, guint end,
                   uint16_t top)
{
    const AcvInterval *interval = &g_array_index(intervals, AcvInterval, begin);
    if (interval->first == 0 && interval->last >= top) {
        return (NumberRanges){ NULL, 0 };
    }
    return number_ranges(sets, intervals, begin, end, top);
}

static const AcvAddressSet *
address_ranges(AcvHeaderSets *sets, AcvFamily family, const GArray *intervals, guint begin,
               guint end)
{
    AcvUint128 top = acv_family_last(family);
    g_autofree AcvAddressRange *ranges = g_new(AcvAddressRange, end - begin);
    for (guint i = begin; i < end; i++) {
        const AcvInterval *interval = &g_array_index(intervals, AcvInterval, i);
        ranges[i - begin] = (AcvAddressRange){ interval->first, MIN(interval->last, top), family };
    }
    AcvAddressSet *addresses = acv_address_set_new(ranges, end - begin);
    g_ptr_array_add(sets->addresses, addresses);
    return addresses;
}

/* --- Products of protocols and ports --- */

/* Sets the fields of 'header' that 'layer4' gives to the two 16-bit fields. */
static void
set_ports(AcvHeaderSet *header, AcvLayer4 layer4, NumberRanges first, NumberRanges second)
{
    if (layer4 == ACV_LAYER4_ICMP) {
        header->icmp_types = first.ranges;
        header->n_icmp_types = first.n;
        header->icmp_codes = second.ranges;
        header->n_icmp_codes = second.n;
    } else {
        header->source_ports = first.ranges;
        header->n_source_ports = first.n;
        header->destination_ports = second.ranges;
        header->n_destination_ports = second.n;
    }
}

/* Appends to 'products' those of 'protocols', all of 'layer4', with the ports that 'set' asks for.
 */
static void
append_ports(AcvHeaderSets *sets, NumberRanges protocols, AcvLayer4 layer4, const AcvPacketSet *set,
             GArray *products)
{
    uint16_t top = acv_layer4_last(layer4);
    g_autoptr(GArray) first = acv_set_intervals(set, ACV_LEVEL_SOURCE_PORT);
    for (guint i = 0, end; i < first->len; i = end) {
        end = acv_intervals_end(first, i);
        const AcvPacketSet *rest = g_array_index(first, AcvInterval, i).child;
        g_autoptr(GArray) second = acv_set_intervals(rest, ACV_LEVEL_DESTINATION_PORT);
        AcvHeaderSet product = { .protocols = protocols.ranges, .n_protocols = protocols.n };
        set_ports(&product, layer4, restricting_ranges(sets, first, i, end, top),
                  restricting_ranges(sets, second, 0, second->len, top));
        g_array_append_val(products, product);
    }
}

/* The intervals from 'begin' to before 'end' that are protocols of 'layer4'. */
static GArray *
select_layer4(const GArray *intervals, guint begin, guint end, AcvLayer4 layer4)
{
    GArray *selected = g_array_new(FALSE, FALSE, sizeof(AcvInterval));
    for (guint i = begin; i < end; i++) {
        AcvInterval interval = g_array_index(intervals, AcvInterval, i);
        if (acv_protocol_layer4((uint8_t) interval.first) == layer4) {
            g_array_append_val(selected, interval);
        }
    }
    return selected;
}

/* The products of what 'set' asks of protocols and ports (elements AcvHeaderSet without addresses).
 * Where it asks for ports, an interval is a single protocol. */
static GArray *
port_products(AcvHeaderSets *sets, const AcvPacketSet *set)
{
    GArray *products = g_array_new(FALSE, FALSE, sizeof(AcvHeaderSet));
    g_autoptr(GArray) intervals = acv_set_intervals(set, ACV_LEVEL_PROTOCOL);
    for (guint i = 0, end; i < intervals->len; i = end) {
        end = acv_intervals_end(intervals, i);
        const AcvPacketSet *ports = g_array_index(intervals, AcvInterval, i).child;
        if (ports == &acv_set_all) {
            NumberRanges protocols = number_ranges(sets, intervals, i, end, ACV_PROTOCOL_LAST);
            append_ports(sets, protocols, ACV_LAYER4_PORTS, ports, products);
            continue;
        }
        for (AcvLayer4 layer4 = ACV_LAYER4_PORTS; layer4 <= ACV_LAYER4_ICMP; layer4++) {
            g_autoptr(GArray) alike = select_layer4(intervals, i, end, layer4);
            if (alike->len > 0) {
                append_ports(sets, number_ranges(sets, alike, 0, alike->len, ACV_PROTOCOL_LAST),
                             layer4, ports, products);
            }
        }
    }
    return products;
}

/* --- Products of addresses --- */

/* The products of the addresses that 'set' asks for (elements AcvHeaderSet with only these). */
static GArray *
address_products(AcvHeaderSets *sets, AcvFamily family, const AcvPacketSet *set)
{
    GArray *products = g_array_new(FALSE, FALSE, sizeof(AcvHeaderSet));
    g_autoptr(GArray) sources = acv_set_intervals(set, ACV_LEVEL_LATE_SOURCE);
    for (guint i = 0, end; i < sources->len; i = end) {
        end = acv_intervals_end(sources, i);
        const AcvPacketSet *rest = g_array_index(sources, AcvInterval, i).child;
        g_autoptr(GArray) destinations = acv_set_intervals(rest, ACV_LEVEL_LATE_DESTINATION);
        AcvHeaderSet product = {
            .family = family,
            .sources = address_ranges(sets, family, sources, i, end),
            .destinations = address_ranges(sets, family, destinations, 0, destinations->len),
        };
        g_array_append_val(products, product);
    }
    return products;
}

/* --- Both --- */

static void
append_class(AcvHeaderSets *sets, AcvFamily family, const AcvPortClass *class)
{
    g_autoptr(GArray) ports = port_products(sets, class->protocols);
    g_autoptr(GArray) addresses = address_products(sets, family, class->addresses);
    for (guint i = 0; i < ports->len; i++) {
        for (guint j = 0; j < addresses->len; j++) {
            AcvHeaderSet header = g_array_index(ports, AcvHeaderSet, i);
            const AcvHeaderSet *product = &g_array_index(addresses, AcvHeaderSet, j);
            header.family = product->family;
            header.sources = product->sources;
            header.destinations = product->destinations;
            g_array_append_val(sets->headers, header);
        }
    }
}

static void
append_family(AcvHeaderSets *sets, AcvFamily family, AcvPacketSpace *space, const AcvPacketSet *set)
{
    const AcvPacketSet *transposed = acv_set_transpose(space, set);
    g_autoptr(GArray) classes = acv_set_port_classes(space, transposed);
    for (guint i = 0; i < classes->len; i++) {
        append_class(sets, family, &g_array_index(classes, AcvPortClass, i));
    }
}

/* --- Order --- */

static int
compare_numbers(const AcvNumberRange *a, size_t n_a, const AcvNumberRange *b, size_t n_b)
{
    for (size_t i = 0; i < MIN(n_a, n_b); i++) {
        if (a[i].first != b[i].first) {
            return a[i].first - b[i].first;
        }
        if (a[i].last != b[i].last) {
            return a[i].last - b[i].last;
        }
    }
    return (n_a > n_b) - (n_a < n_b);
}

static int
compare_ports(const AcvHeaderSet *a, const AcvHeaderSet *b)
{
    int order =
        compare_numbers(a->source_ports, a->n_source_ports, b->source_ports, b->n_source_ports);
    order = order ? order
                  : compare_numbers(a->destination_ports, a->n_destination_ports,
                                    b->destination_ports, b->n_destination_ports);
    order = order ? order
                  : compare_numbers(a->icmp_types, a->n_icmp_types, b->icmp_types, b->n_icmp_types);
    return order ? order
                 : compare_numbers(a->icmp_codes, a->n_icmp_codes, b->icmp_codes, b->n_icmp_codes);
}

static int
compare_first_address(const AcvAddressSet *a, const AcvAddressSet *b)
{
    AcvUint128 first_a = a->ranges->first;
    AcvUint128 first_b = b->ranges->first;
    return (first_a > first_b) - (first_a < first_b);
}

/* By family, protocols, ports, and the first addresses: of disjoint products no two are equal in
 * all of these. */
static int
compare_headers(const void *a, const void *b)
{
    const AcvHeaderSet *header_a = a;
    const AcvHeaderSet *header_b = b;
    if (header_a->family != header_b->family) {
        return header_a->family < header_b->family ? -1 : 1;
    }
    int order = compare_numbers(header_a->protocols, header_a->n_protocols, header_b->protocols,
                                header_b->n_protocols);
    order = order ? order : compare_ports(header_a, header_b);
    order = order ? order : compare_first_address(header_a->sources, header_b->sources);
    return order ? order : compare_first_address(header_a->destinations, header_b->destinations);
}

/* --- Interface --- */

AcvHeaderSets *
acv_header_sets_new(const AcvPacketSet *set)
{
    AcvHeaderSets *sets = g_new(AcvHeaderSets, 1);
    sets->headers = g_array_new(FALSE, FALSE, sizeof(AcvHeaderSet));
    sets->addresses = g_ptr_array_new_with_free_func(free_addresses);
    sets->ranges = g_ptr_array_new_with_free_func(g_free);

    g_autoptr(AcvPacketSpace) space = acv_packet_space_new();
    const AcvPacketSet *own = acv_set_copy(space, set);
    for (unsigned i = 0; i < 2; i++) {
        append_family(sets, acv_family_of_index(i), space, acv_set_step(own, ACV_LEVEL_FAMILY, i));
    }
    g_array_sort(sets->headers, compare_headers);
    return sets;
}

void
acv_header_sets_free(AcvHeaderSets *sets)
{
    if (!sets) {
        return;
    }
    g_array_unref(sets->headers);
    g_ptr_array_unref(sets->addresses);
    g_ptr_array_unref(sets->ranges);
    g_free(sets);
}

size_t
acv_header_sets_count(const AcvHeaderSets *sets)
{
    return sets->headers->len;
}

const AcvHeaderSet *
acv_header_sets_get(const AcvHeaderSets *sets, size_t index)
{
    g_assert(index < sets->headers->len);
    return &g_array_index(sets->headers, AcvHeaderSet, index);
}

/* Packet sets from matches.
 *
 * A match is a chain of nodes from the last level up. Of many matches, those with the same
 * addresses on one side (a list of rules has its own interface there, or "any") are swept over the
 * addresses of the other side at once; what cannot be swept is joined two by two. */
#include "packet/apply.h"
#include "packet/level.h"
#include "packet/sweep.h"

typedef enum {
    SOURCES,
    DESTINATIONS,
} Side;

/* A match: addresses, and the diagram of all that comes after them. */
typedef struct {
    const AcvAddressSet *addresses[2]; /* By side; NULL is any. */
    const AcvPacketSet *protocols;
} Term;

const AcvProtocolRun acv_protocol_runs[ACV_N_PROTOCOL_RUNS] = {
    { 0, 0, ACV_LAYER4_NONE },   { 1, 1, ACV_LAYER4_ICMP },   { 2, 5, ACV_LAYER4_NONE },
    { 6, 6, ACV_LAYER4_PORTS },  { 7, 16, ACV_LAYER4_NONE },  { 17, 17, ACV_LAYER4_PORTS },
    { 18, 57, ACV_LAYER4_NONE }, { 58, 58, ACV_LAYER4_ICMP }, { 59, 255, ACV_LAYER4_NONE },
};

const AcvPacketSet *
acv_set_of_port_range(AcvPacketSpace *space, AcvLevel level, AcvPortRange range, uint16_t top,
                      const AcvPacketSet *child)
{
    if (range.first > range.last || range.first > top) {
        return &acv_set_none;
    }
    AcvUint128 last = range.last >= top ? ACV_EDGE_TOP : range.last;
    return acv_set_interval(space, (uint8_t) level, range.first, last, child);
}

static const AcvPacketSet *
set_of_ports(AcvPacketSpace *space, const AcvMatch *match, AcvLayer4 layer4)
{
    if (layer4 == ACV_LAYER4_NONE) {
        return &acv_set_all;
    }
    uint16_t top = acv_layer4_last(layer4);
    const AcvPacketSet *set = acv_set_of_port_range(space, ACV_LEVEL_DESTINATION_PORT,
                                                    match->destination_ports, top, &acv_set_all);
    return acv_set_of_port_range(space, ACV_LEVEL_SOURCE_PORT, match->source_ports, top, set);
}

static bool
is_any(AcvPortRange range)
{
    return range.first == 0 && range.last == UINT16_MAX;
}

static const AcvPacketSet *
set_of_protocols(AcvPacketSpace *space, const AcvMatch *match)
{
    if (match->first_protocol == 0 && match->last_protocol == ACV_PROTOCOL_LAST
        && is_any(match->source_ports) && is_any(match->destination_ports)) {
        return &acv_set_all;
    }
    size_t begin = acv_edges_begin(space);
    for (size_t i = 0; i < ACV_N_PROTOCOL_RUNS; i++) {
        const AcvProtocolRun *run = &acv_protocol_runs[i];
        uint8_t first = MAX(run->first, match->first_protocol);
        uint8_t last = MIN(run->last, match->last_protocol);
        if (first <= last) {
            const AcvPacketSet *ports = set_of_ports(space, match, run->layer4);
            AcvUint128 end = last == ACV_PROTOCOL_LAST ? ACV_EDGE_TOP : last;
            acv_edges_add_interval(space, begin, first, end, ports);
        }
    }
    return acv_edges_intern(space, begin, ACV_LEVEL_PROTOCOL);
}

static AcvUint128
range_end(const AcvAddressRange *range)
{
    return range->last == acv_family_last(range->family) ? ACV_EDGE_TOP : range->last;
}

const AcvPacketSet *
acv_set_of_addresses(AcvPacketSpace *space, AcvLevel level, AcvFamily family,
                     const AcvAddressSet *addresses, const AcvPacketSet *child)
{
    if (!addresses) {
        return child;
    }
    size_t begin = acv_edges_begin(space);
    for (size_t i = 0; i < addresses->n_ranges; i++) {
        const AcvAddressRange *range = &addresses->ranges[i];
        if (range->family == family) {
            acv_edges_add_interval(space, begin, range->first, range_end(range), child);
        }
    }
    return acv_edges_intern(space, begin, (uint8_t) level);
}

const AcvPacketSet *
acv_set_of_families(AcvPacketSpace *space, const AcvPacketSet *ipv4, const AcvPacketSet *ipv6)
{
    size_t begin = acv_edges_begin(space);
    acv_edges_add(space, begin, 0, ipv4);
    acv_edges_add(space, begin, ACV_EDGE_TOP, ipv6);
    return acv_edges_intern(space, begin, ACV_LEVEL_FAMILY);
}

static const AcvPacketSet *
set_of_family(AcvPacketSpace *space, const Term *term, AcvFamily family)
{
    const AcvPacketSet *set = acv_set_of_addresses(space, ACV_LEVEL_DESTINATION, family,
                                                   term->addresses[DESTINATIONS], term->protocols);
    return acv_set_of_addresses(space, ACV_LEVEL_SOURCE, family, term->addresses[SOURCES], set);
}

static const AcvPacketSet *
set_of_term(AcvPacketSpace *space, const Term *term)
{
    const AcvPacketSet *ipv4 = set_of_family(space, term, ACV_FAMILY_IPV4);
    const AcvPacketSet *ipv6 = set_of_family(space, term, ACV_FAMILY_IPV6);
    return acv_set_of_families(space, ipv4, ipv6);
}

static Term
term_of_match(AcvPacketSpace *space, const AcvMatch *match)
{
    return (Term){ { match->sources, match->destinations }, set_of_protocols(space, match) };
}

const AcvPacketSet *
acv_packet_set_from_match(AcvPacketSpace *space, const AcvMatch *match)
{
    Term term = term_of_match(space, match);
    return set_of_term(space, &term);
}

const AcvPacketSet *
acv_packet_set_from_packet(AcvPacketSpace *space, const AcvPacket *packet)
{
    AcvAddressRange source = { packet->source, packet->source, packet->family };
    AcvAddressRange destination = { packet->destination, packet->destination, packet->family };
    AcvAddressSet sources = { &source, 1 };
    AcvAddressSet destinations = { &destination, 1 };
    AcvMatch match = {
        .sources = &sources,
        .destinations = &destinations,
        .first_protocol = packet->protocol,
        .last_protocol = packet->protocol,
        .source_ports = { packet->source_port, packet->source_port },
        .destination_ports = { packet->destination_port, packet->destination_port },
    };
    return acv_packet_set_from_match(space, &match);
}

/* --- Many matches --- */

/* Brings together the terms that have the same addresses on the side that is not 'side'. */
static int
compare_but_for(const void *a, const void *b, void *side)
{
    Side other = *(const Side *) side == SOURCES ? DESTINATIONS : SOURCES;
    uintptr_t addresses_a = (uintptr_t) ((const Term *) a)->addresses[other];
    uintptr_t addresses_b = (uintptr_t) ((const Term *) b)->addresses[other];
    return (addresses_a > addresses_b) - (addresses_a < addresses_b);
}

/* Appends the addresses of 'family' as intervals that lead to 'child'. */
static void
append_intervals(GArray *intervals, AcvFamily family, const AcvAddressSet *addresses,
                 const AcvPacketSet *child)
{
    if (!addresses) {
        AcvInterval all = { 0, ACV_EDGE_TOP, child };
        g_array_append_val(intervals, all);
        return;
    }
    for (size_t i = 0; i < addresses->n_ranges; i++) {
        const AcvAddressRange *range = &addresses->ranges[i];
        if (range->family == family) {
            AcvInterval interval = { range->first, range_end(range), child };
            g_array_append_val(intervals, interval);
        }
    }
}

/* The union of 'n' terms that differ in the addresses of 'side', and perhaps in what follows. */
static const AcvPacketSet *
set_of_alike(AcvPacketSpace *space, const Term *terms, size_t n, Side side, AcvFamily family)
{
    g_autoptr(GArray) intervals = g_array_new(FALSE, FALSE, sizeof(AcvInterval));
    for (size_t i = 0; i < n; i++) {
        const AcvPacketSet *child = terms[i].protocols;
        if (side == SOURCES) {
            child = acv_set_of_addresses(space, ACV_LEVEL_DESTINATION, family,
                                         terms[i].addresses[DESTINATIONS], child);
        }
        append_intervals(intervals, family, terms[i].addresses[side], child);
    }
    uint8_t level = side == SOURCES ? ACV_LEVEL_SOURCE : ACV_LEVEL_DESTINATION;
    const AcvPacketSet *set =
        acv_set_sweep(space, level, (AcvInterval *) (void *) intervals->data, intervals->len);
    return side == SOURCES ? set
                           : acv_set_of_addresses(space, ACV_LEVEL_SOURCE, family,
                                                  terms->addresses[SOURCES], set);
}

/* Appends to 'sets' the unions of the terms that differ on 'side'. Moves those with none to join to
 * the front and returns their number. */
static size_t
join_terms(AcvPacketSpace *space, Term *terms, size_t n, Side side, GPtrArray *sets)
{
    size_t n_left = 0;
    g_qsort_with_data(terms, (gint) n, sizeof *terms, compare_but_for, &side);
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && compare_but_for(&terms[i], &terms[end], &side) == 0;) {
            end++;
        }
        if (end - i == 1) {
            terms[n_left++] = terms[i];
            continue;
        }
        const AcvPacketSet *ipv4 = set_of_alike(space, &terms[i], end - i, side, ACV_FAMILY_IPV4);
        const AcvPacketSet *ipv6 = set_of_alike(space, &terms[i], end - i, side, ACV_FAMILY_IPV6);
        g_ptr_array_add(sets, (void *) acv_set_of_families(space, ipv4, ipv6));
    }
    return n_left;
}

const AcvPacketSet *
acv_packet_set_from_matches(AcvPacketSpace *space, const AcvMatch *matches, size_t n_matches)
{
    if (n_matches == 1) {
        return acv_packet_set_from_match(space, matches);
    }
    g_autoptr(GPtrArray) sets = g_ptr_array_new();
    g_autofree Term *terms = g_new(Term, n_matches);
    for (size_t i = 0; i < n_matches; i++) {
        terms[i] = term_of_match(space, &matches[i]);
    }
    size_t n_left = join_terms(space, terms, n_matches, SOURCES, sets);
    n_left = join_terms(space, terms, n_left, DESTINATIONS, sets);
    for (size_t i = 0; i < n_left; i++) {
        g_ptr_array_add(sets, (void *) set_of_term(space, &terms[i]));
    }
    return acv_set_union_all(space, (const AcvPacketSet **) sets->pdata, sets->len);
}

#include "header_bdds.h"

#include <bdd.h>

/* A field's bits are variables in a row, the highest first. */
typedef struct {
    int first;
    int n_bits;
} Bits;

enum {
    FAMILY_BIT = 0,
    N_BITS = 1 + 128 + 128 + 8 + 16 + 16,
};

static const Bits source_bits = { 1, 128 };
static const Bits destination_bits = { 129, 128 };
static const Bits protocol_bits = { 257, 8 };
static const Bits port_bits[2] = { { 265, 16 }, { 281, 16 } };

static const struct {
    uint8_t first;
    uint8_t last;
    int port_top;
} protocol_kinds[] = {
    { 0, 0, 0 },       { 1, 1, 255 }, { 2, 5, 0 },     { 6, 6, 65535 }, { 7, 16, 0 },
    { 17, 17, 65535 }, { 18, 57, 0 }, { 58, 58, 255 }, { 59, 255, 0 },
};

void
header_bdds_begin(int n_nodes)
{
    g_assert(bdd_init(n_nodes, n_nodes / 8) >= 0);
    bdd_setvarnum(N_BITS);
    bdd_setmaxincrease(1 << 20);
    bdd_gbc_hook(NULL);
}

void
header_bdds_end(void)
{
    bdd_done();
}

HeaderBdd
header_bdd_empty(void)
{
    return bdd_false();
}

HeaderBdd
header_bdd_union(HeaderBdd a, HeaderBdd b)
{
    return bdd_addref(bdd_or(a, b));
}

HeaderBdd
header_bdd_intersect(HeaderBdd a, HeaderBdd b)
{
    return bdd_addref(bdd_and(a, b));
}

HeaderBdd
header_bdd_subtract(HeaderBdd a, HeaderBdd b)
{
    return bdd_addref(bdd_apply(a, b, bddop_diff));
}

/* Bits that are a number from 'first' to 'last'. Compares bit by bit, the lowest first. */
static HeaderBdd
number_between(Bits bits, AcvUint128 first, AcvUint128 last)
{
    HeaderBdd at_least = bdd_true();
    HeaderBdd at_most = bdd_true();
    if (first > last) {
        return bdd_false();
    }
    for (int i = 0; i < bits.n_bits; i++) {
        int variable = bits.first + bits.n_bits - 1 - i;
        HeaderBdd one = bdd_ithvar(variable);
        HeaderBdd zero = bdd_nithvar(variable);
        at_least =
            first >> i & 1 ? header_bdd_intersect(one, at_least) : header_bdd_union(one, at_least);
        at_most =
            last >> i & 1 ? header_bdd_union(zero, at_most) : header_bdd_intersect(zero, at_most);
    }
    return header_bdd_intersect(at_least, at_most);
}

static HeaderBdd
addresses(Bits bits, const AcvAddressSet *set, AcvFamily family)
{
    if (!set) {
        return number_between(bits, 0, acv_family_last(family));
    }
    HeaderBdd sum = bdd_false();
    for (size_t i = 0; i < set->n_ranges; i++) {
        const AcvAddressRange *range = &set->ranges[i];
        if (range->family == family) {
            sum = header_bdd_union(sum, number_between(bits, range->first, range->last));
        }
    }
    return sum;
}

static HeaderBdd
protocols(const AcvMatch *match)
{
    HeaderBdd sum = bdd_false();
    for (size_t i = 0; i < G_N_ELEMENTS(protocol_kinds); i++) {
        AcvUint128 top = (AcvUint128) protocol_kinds[i].port_top;
        HeaderBdd part =
            number_between(protocol_bits, MAX(protocol_kinds[i].first, match->first_protocol),
                           MIN(protocol_kinds[i].last, match->last_protocol));
        const AcvPortRange ports[2] = { match->source_ports, match->destination_ports };
        for (int j = 0; j < 2; j++) {
            AcvPortRange range = top == 0 ? (AcvPortRange){ 0, 0 } : ports[j];
            part = header_bdd_intersect(
                part, number_between(port_bits[j], range.first, MIN(range.last, top)));
        }
        sum = header_bdd_union(sum, part);
    }
    return sum;
}

HeaderBdd
header_bdd_of_match(const AcvMatch *match)
{
    static const AcvFamily families[] = { ACV_FAMILY_IPV4, ACV_FAMILY_IPV6 };
    HeaderBdd sum = bdd_false();
    HeaderBdd rest = protocols(match);
    for (int i = 0; i < 2; i++) {
        HeaderBdd part = i == 0 ? bdd_nithvar(FAMILY_BIT) : bdd_ithvar(FAMILY_BIT);
        HeaderBdd to = addresses(destination_bits, match->destinations, families[i]);
        HeaderBdd from = addresses(source_bits, match->sources, families[i]);
        part = header_bdd_intersect(part, header_bdd_intersect(from, to));
        sum = header_bdd_union(sum, header_bdd_intersect(part, rest));
    }
    return sum;
}

static AcvPortRange
range_at(const AcvNumberRange *ranges, size_t i)
{
    return ranges ? (AcvPortRange){ ranges[i].first, ranges[i].last } : ACV_PORTS_ALL;
}

HeaderBdd
header_bdd_of_product(const AcvHeaderSet *header)
{
    bool is_icmp = header->icmp_types || header->icmp_codes;
    const AcvNumberRange *first = is_icmp ? header->icmp_types : header->source_ports;
    const AcvNumberRange *second = is_icmp ? header->icmp_codes : header->destination_ports;
    size_t n_first = is_icmp ? header->n_icmp_types : header->n_source_ports;
    size_t n_second = is_icmp ? header->n_icmp_codes : header->n_destination_ports;
    HeaderBdd sum = bdd_false();

    for (size_t i = 0; i < header->n_protocols; i++) {
        for (size_t j = 0; j < MAX(n_first, 1); j++) {
            for (size_t k = 0; k < MAX(n_second, 1); k++) {
                AcvMatch match = {
                    .sources = header->sources,
                    .destinations = header->destinations,
                    .first_protocol = (uint8_t) header->protocols[i].first,
                    .last_protocol = (uint8_t) header->protocols[i].last,
                    .source_ports = range_at(first, j),
                    .destination_ports = range_at(second, k),
                };
                sum = header_bdd_union(sum, header_bdd_of_match(&match));
            }
        }
    }
    return sum;
}

HeaderBdd
header_bdd_of_set(const AcvPacketSet *set)
{
    g_autoptr(AcvHeaderSets) headers = acv_header_sets_new(set);
    HeaderBdd sum = bdd_false();
    for (size_t i = 0; i < acv_header_sets_count(headers); i++) {
        sum = header_bdd_union(sum, header_bdd_of_product(acv_header_sets_get(headers, i)));
    }
    return sum;
}

double
header_bdd_count(HeaderBdd a)
{
    return bdd_satcount(a);
}

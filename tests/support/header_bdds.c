#include "header_bdds.h"

#include "packets.h"

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

/* Lets go of a BDD that is no longer needed, in favour of another. */
static HeaderBdd
replace(HeaderBdd old, HeaderBdd new)
{
    bdd_addref(new);
    bdd_delref(old);
    return new;
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
            replace(at_least, first >> i & 1 ? bdd_and(one, at_least) : bdd_or(one, at_least));
        at_most = replace(at_most, last >> i & 1 ? bdd_or(zero, at_most) : bdd_and(zero, at_most));
    }
    HeaderBdd both = replace(at_least, bdd_and(at_least, at_most));
    bdd_delref(at_most);
    return both;
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
            HeaderBdd part = number_between(bits, range->first, range->last);
            sum = replace(sum, bdd_or(sum, part));
            bdd_delref(part);
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
        HeaderBdd family = i == 0 ? bdd_nithvar(FAMILY_BIT) : bdd_ithvar(FAMILY_BIT);
        HeaderBdd from = addresses(source_bits, match->sources, families[i]);
        if (from != bdd_false()) {
            HeaderBdd to = addresses(destination_bits, match->destinations, families[i]);
            HeaderBdd part = header_bdd_intersect(from, header_bdd_intersect(to, rest));
            sum = header_bdd_union(sum, header_bdd_intersect(family, part));
        }
    }
    return sum;
}

static HeaderBdd
product_bdd(const AcvHeaderSet *product)
{
    HeaderBdd sum = bdd_false();
    g_autoptr(GArray) matches = matches_of_product(product);
    for (guint i = 0; i < matches->len; i++) {
        const AcvMatch *match = &g_array_index(matches, AcvMatch, i);
        sum = header_bdd_union(sum, header_bdd_of_match(match));
    }
    return sum;
}

HeaderBdd
header_bdd_of_set(const AcvPacketSet *set)
{
    g_autoptr(AcvHeaderSets) headers = acv_header_sets_new(set);
    HeaderBdd sum = bdd_false();
    for (size_t i = 0; i < acv_header_sets_count(headers); i++) {
        sum = header_bdd_union(sum, product_bdd(acv_header_sets_get(headers, i)));
    }
    return sum;
}

double
header_bdd_count(HeaderBdd a)
{
    return bdd_satcount(a);
}

size_t
header_bdd_n_nodes(HeaderBdd a)
{
    return (size_t) bdd_nodecount(a);
}

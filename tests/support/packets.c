#include "packets.h"

#include "expect.h"

#include <string.h>

void
match_free(AcvMatch *match)
{
    if (match) {
        acv_address_set_free((AcvAddressSet *) match->sources);
        acv_address_set_free((AcvAddressSet *) match->destinations);
        g_free(match);
    }
}

/* --- From text --- */

static AcvAddressRange
range_parse(const char *text)
{
    g_auto(GStrv) ends = g_strsplit(text, "-", 2);
    AcvAddress first = { 0, ACV_FAMILY_IPV4 };
    AcvAddress last = first;
    AcvPrefix prefix = { .address = first };

    if (!ends[0] || !ends[1]) {
        EXPECT_TRUE(text, acv_prefix_parse(text, &prefix, NULL, NULL));
        return acv_prefix_range(prefix);
    }
    EXPECT_TRUE(text, acv_address_parse(ends[0], &first, NULL)
                          && acv_address_parse(ends[1], &last, NULL));
    return (AcvAddressRange){ first.value, last.value, first.family };
}

static AcvAddressSet *
addresses_parse(const char *text)
{
    if (strcmp(text, "*") == 0) {
        return NULL;
    }
    if (strcmp(text, "-") == 0) {
        return acv_address_set_new(NULL, 0);
    }
    g_auto(GStrv) words = g_strsplit(text, ",", -1);
    g_autofree AcvAddressRange *ranges = g_new(AcvAddressRange, g_strv_length(words));
    for (guint i = 0; i < g_strv_length(words); i++) {
        ranges[i] = range_parse(words[i]);
    }
    return acv_address_set_new(ranges, g_strv_length(words));
}

static AcvPortRange
numbers_parse(const char *text)
{
    if (strcmp(text, "*") == 0) {
        return ACV_PORTS_ALL;
    }
    char *end;
    uint16_t first = (uint16_t) g_ascii_strtoull(text, &end, 10);
    uint16_t last = *end == '-' ? (uint16_t) g_ascii_strtoull(end + 1, &end, 10) : first;
    EXPECT_TRUE(text, *end == '\0');
    return (AcvPortRange){ first, last };
}

AcvMatch *
match_parse(const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    AcvMatch *match = g_new(AcvMatch, 1);
    *match = ACV_MATCH_ALL;
    EXPECT_INT(text, g_strv_length(words), 5);
    if (g_strv_length(words) == 5) {
        AcvPortRange protocols = numbers_parse(words[2]);
        match->sources = addresses_parse(words[0]);
        match->destinations = addresses_parse(words[1]);
        match->first_protocol = (uint8_t) protocols.first;
        match->last_protocol = (uint8_t) MIN(protocols.last, ACV_PROTOCOL_LAST);
        match->source_ports = numbers_parse(words[3]);
        match->destination_ports = numbers_parse(words[4]);
    }
    return match;
}

const AcvPacketSet *
packets_parse(AcvPacketSpace *space, const char *text)
{
    const AcvPacketSet *set = acv_packet_set_empty(space);
    g_auto(GStrv) parts = g_strsplit(text, ";", -1);
    for (char **part = parts; *part; part++) {
        g_autoptr(AcvMatch) match = match_parse(g_strstrip(*part));
        set = acv_packet_set_union(space, set, acv_packet_set_from_match(space, match));
    }
    return set;
}

/* --- From products --- */

static AcvPortRange
number_at(const AcvNumberRange *ranges, size_t i)
{
    return ranges ? (AcvPortRange){ ranges[i].first, ranges[i].last } : ACV_PORTS_ALL;
}

GArray *
matches_of_product(const AcvHeaderSet *product)
{
    bool is_icmp = product->icmp_types || product->icmp_codes;
    const AcvNumberRange *first = is_icmp ? product->icmp_types : product->source_ports;
    const AcvNumberRange *second = is_icmp ? product->icmp_codes : product->destination_ports;
    size_t n_first = MAX(is_icmp ? product->n_icmp_types : product->n_source_ports, 1);
    size_t n_second = MAX(is_icmp ? product->n_icmp_codes : product->n_destination_ports, 1);
    GArray *matches = g_array_new(FALSE, FALSE, sizeof(AcvMatch));

    for (size_t i = 0; i < product->n_protocols * n_first * n_second; i++) {
        AcvPortRange protocols = number_at(product->protocols, i / (n_first * n_second));
        AcvMatch match = {
            .sources = product->sources,
            .destinations = product->destinations,
            .first_protocol = (uint8_t) protocols.first,
            .last_protocol = (uint8_t) protocols.last,
            .source_ports = number_at(first, i / n_second % n_first),
            .destination_ports = number_at(second, i % n_second),
        };
        g_array_append_val(matches, match);
    }
    return matches;
}

/* --- At random --- */

static bool
one_in(GRand *random, int n)
{
    return g_rand_int_range(random, 0, n) == 0;
}

/* One of a few addresses in each of a few networks, at the ends of the family too. */
static AcvAddress
address_random(GRand *random, AcvFamily family)
{
    static const uint64_t networks[] = { 0, 0x0a000000, 0x0a000100, 0xfffffff0 };
    AcvUint128 high = family == ACV_FAMILY_IPV6 && one_in(random, 2) ? ~(AcvUint128) 0 << 32 : 0;
    uint64_t network = networks[g_rand_int_range(random, 0, G_N_ELEMENTS(networks))];
    return (AcvAddress){ high | network | g_rand_int(random) % 16, family };
}

static AcvAddressRange
range_random(GRand *random)
{
    AcvFamily family = one_in(random, 2) ? ACV_FAMILY_IPV4 : ACV_FAMILY_IPV6;
    AcvAddress a = address_random(random, family);
    AcvAddress b = address_random(random, family);
    if (one_in(random, 3)) {
        return (AcvAddressRange){ MIN(a.value, b.value), MAX(a.value, b.value), family };
    }
    int bits = (int) acv_family_bits(family);
    int length = one_in(random, 3) ? g_rand_int_range(random, 0, bits + 1)
                                   : g_rand_int_range(random, bits - 9, bits + 1);
    return acv_prefix_range(acv_prefix_of(a, (unsigned) length));
}

static AcvAddressSet *
addresses_random(GRand *random)
{
    AcvAddressRange ranges[4];
    if (one_in(random, 4)) {
        return NULL;
    }
    size_t n = (size_t) g_rand_int_range(random, 1, G_N_ELEMENTS(ranges) + 1);
    for (size_t i = 0; i < n; i++) {
        ranges[i] = range_random(random);
    }
    return acv_address_set_new(ranges, n);
}

static AcvPortRange
ports_random(GRand *random)
{
    static const uint16_t ports[] = { 0, 1, 8, 22, 127, 254, 255, 256, 443, 1024, 65534, 65535 };
    if (one_in(random, 3)) {
        return ACV_PORTS_ALL;
    }
    uint16_t a = ports[g_rand_int_range(random, 0, G_N_ELEMENTS(ports))];
    uint16_t b = ports[g_rand_int_range(random, 0, G_N_ELEMENTS(ports))];
    if (one_in(random, 2)) {
        return (AcvPortRange){ a, a };
    }
    return one_in(random, 20) ? (AcvPortRange){ MAX(a, b), MIN(a, b) }
                              : (AcvPortRange){ MIN(a, b), MAX(a, b) };
}

AcvMatch *
match_random(GRand *random)
{
    static const uint8_t protocols[] = { 0, 1, 2, 6, 7, 17, 58, 255 };
    AcvMatch *match = g_new(AcvMatch, 1);
    *match = (AcvMatch){
        .sources = addresses_random(random),
        .destinations = addresses_random(random),
        .first_protocol = protocols[g_rand_int_range(random, 0, G_N_ELEMENTS(protocols))],
        .last_protocol = protocols[g_rand_int_range(random, 0, G_N_ELEMENTS(protocols))],
        .source_ports = ports_random(random),
        .destination_ports = ports_random(random),
    };
    if (one_in(random, 2)) {
        match->last_protocol = match->first_protocol;
    } else if (match->first_protocol > match->last_protocol && !one_in(random, 10)) {
        match->first_protocol = 0;
    }
    return match;
}

const AcvPacketSet *
packets_random(AcvPacketSpace *space, GRand *random)
{
    static const AcvPacketSet *(*const operations[])(
        AcvPacketSpace *, const AcvPacketSet *,
        const AcvPacketSet *) = { acv_packet_set_union, acv_packet_set_union,
                                  acv_packet_set_subtract, acv_packet_set_intersect };
    const AcvPacketSet *set = acv_packet_set_empty(space);
    int n = g_rand_int_range(random, 1, 6);
    for (int i = 0; i < n; i++) {
        g_autoptr(AcvMatch) match = match_random(random);
        int choice = i == 0 ? 0 : g_rand_int_range(random, 0, G_N_ELEMENTS(operations));
        set = operations[choice](space, set, acv_packet_set_from_match(space, match));
    }
    return set;
}

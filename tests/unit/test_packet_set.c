#include "expect.h"
#include "packets.h"
#include "suite.h"

#include <math.h>

static const struct {
    const char *name;
    const char *matches;
    const char *expected;
} printed_sets[] = {
    { "nothing", "- * * * *", "" },
    { "everything", "* * * * *",
      "from 0.0.0.0/0 to 0.0.0.0/0 protocol 0-255\n"
      "from ::/0 to ::/0 protocol 0-255\n" },
    { "one port", "10.0.0.0/24 10.1.0.0/16 6 * 443",
      "from 10.0.0.0/24 to 10.1.0.0/16 protocol 6 port 443\n" },
    { "the same ports of TCP and UDP",
      "10.0.0.0/24 10.1.0.0/16 6 * 53; 10.0.0.0/24 10.1.0.0/16 17 * 53",
      "from 10.0.0.0/24 to 10.1.0.0/16 protocol 6,17 port 53\n" },
    { "different ports of TCP and UDP",
      "10.0.0.0/24 10.1.0.0/16 6 * 80; 10.0.0.0/24 10.1.0.0/16 17 * 53",
      "from 10.0.0.0/24 to 10.1.0.0/16 protocol 6 port 80\n"
      "from 10.0.0.0/24 to 10.1.0.0/16 protocol 17 port 53\n" },
    { "ports that touch", "10.0.0.0/24 10.1.0.0/16 6 * 80-89; 10.0.0.0/24 10.1.0.0/16 6 * 90",
      "from 10.0.0.0/24 to 10.1.0.0/16 protocol 6 port 80-90\n" },
    { "22 from A, 443 from everywhere", "10.0.0.0/24 0.0.0.0/0 6 * 22; 0.0.0.0/0 * 6 * 443",
      "from 10.0.0.0/24 to 0.0.0.0/0 protocol 6 port 22\n"
      "from 0.0.0.0/0 to 0.0.0.0/0 protocol 6 port 443\n" },
    { "everything from A, 443 from everywhere", "10.0.0.0/24 * * * *; 0.0.0.0/0 * 6 * 443",
      "from 10.0.0.0/24 to 0.0.0.0/0 protocol 0-5,7-255\n"
      "from 10.0.0.0/24 to 0.0.0.0/0 protocol 6 port 0-442,444-65535\n"
      "from 0.0.0.0/0 to 0.0.0.0/0 protocol 6 port 443\n" },
    { "two sources of one destination",
      "10.0.0.0/24 10.1.0.0/16 6 * 443; 10.0.2.0/24 10.1.0.0/16 6 * 443",
      "from 10.0.0.0/24,10.0.2.0/24 to 10.1.0.0/16 protocol 6 port 443\n" },
    { "two sources of two destinations",
      "10.0.0.0/24 10.1.0.0/16 6 * 443; 10.0.2.0/24 10.2.0.0/16 6 * 443",
      "from 10.0.0.0/24 to 10.1.0.0/16 protocol 6 port 443\n"
      "from 10.0.2.0/24 to 10.2.0.0/16 protocol 6 port 443\n" },
    { "echo requests", "10.0.0.0/24 ::/0,10.1.0.0/16 1 8 *",
      "from 10.0.0.0/24 to 10.1.0.0/16 protocol 1 type 8\n" },
    { "one code of both kinds of ICMP",
      "10.0.0.0/24 10.1.0.0/16 1 3 4; "
      "10.0.0.0/24 10.1.0.0/16 58 3 4",
      "from 10.0.0.0/24 to 10.1.0.0/16 protocol 1,58 type 3 code 4\n" },
    { "ports are not types", "10.0.0.0/24 10.1.0.0/16 1-6 8 0",
      "from 10.0.0.0/24 to 10.1.0.0/16 protocol 1 type 8 code 0\n"
      "from 10.0.0.0/24 to 10.1.0.0/16 protocol 2-5\n"
      "from 10.0.0.0/24 to 10.1.0.0/16 protocol 6 source port 8 port 0\n" },
    { "ports that ICMP cannot have", "10.0.0.0/24 10.1.0.0/16 1-2 300 *",
      "from 10.0.0.0/24 to 10.1.0.0/16 protocol 2\n" },
    { "all types of ICMP", "10.0.0.0/24 10.1.0.0/16 1 0-255 0-300",
      "from 10.0.0.0/24 to 10.1.0.0/16 protocol 1\n" },
    { "both families", "10.0.0.4-10.0.0.254,2001:db8::/64 * 6 * 443",
      "from 10.0.0.4-10.0.0.254 to 0.0.0.0/0 protocol 6 port 443\n"
      "from 2001:db8::/64 to ::/0 protocol 6 port 443\n" },
    { "client ports", "10.0.0.1/32 10.0.0.2/32 6 1024-65535 5432",
      "from 10.0.0.1/32 to 10.0.0.2/32 protocol 6 source port 1024-65535 port 5432\n" },
    { "sources that differ by port and by destination",
      "10.0.0.1/32 10.0.0.2/32 6 * 80; 10.0.0.1/32 10.0.0.3/32 6 * 80-81; "
      "10.0.0.9/32 10.0.0.2/32 6 * 80",
      "from 10.0.0.1/32 to 10.0.0.2/31 protocol 6 port 80\n"
      "from 10.0.0.9/32 to 10.0.0.2/32 protocol 6 port 80\n"
      "from 10.0.0.1/32 to 10.0.0.3/32 protocol 6 port 81\n" },
};

static void
sets_print_as_few_products(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(printed_sets); i++) {
        g_autoptr(AcvPacketSpace) space = acv_packet_space_new();
        g_autofree char *text = acv_packet_set_print(packets_parse(space, printed_sets[i].matches));
        EXPECT_TEXT(printed_sets[i].name, text, printed_sets[i].expected);
    }
}

static void
a_set_holds_what_its_match_matches(void)
{
    static const struct {
        const char *match;
        AcvPacket packet;
        bool expected;
    } rows[] = {
        { "10.0.0.0/24 * 6 * 443", { 0x0a000001, 1, ACV_FAMILY_IPV4, 6, 9, 443 }, true },
        { "10.0.0.0/24 * 6 * 443", { 0x0a000001, 1, ACV_FAMILY_IPV6, 6, 9, 443 }, false },
        { "10.0.0.0/24 * 6 * 443", { 0x0a000101, 1, ACV_FAMILY_IPV4, 6, 9, 443 }, false },
        { "10.0.0.0/24 * 6 * 443", { 0x0a000001, 1, ACV_FAMILY_IPV4, 6, 443, 9 }, false },
        { "10.0.0.0/24 * 6 * 443", { 0x0a000001, 1, ACV_FAMILY_IPV4, 17, 9, 443 }, false },
        { "* * 1 8 *", { 7, 8, ACV_FAMILY_IPV6, 1, 8, 255 }, true },
        { "* * 50 8 8", { 7, 8, ACV_FAMILY_IPV6, 50, 0, 0 }, true },
        { "255.255.255.255/32 * * * *", { 0xffffffff, 8, ACV_FAMILY_IPV4, 50, 0, 0 }, true },
        { "::ffff:ffff/128 * * * *", { 0xffffffff, 8, ACV_FAMILY_IPV4, 50, 0, 0 }, false },
        { "* * 255 * *", { 7, 8, ACV_FAMILY_IPV4, 255, 0, 0 }, true },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(AcvPacketSpace) space = acv_packet_space_new();
        const AcvPacketSet *set = packets_parse(space, rows[i].match);
        g_autofree char *name = g_strdup_printf("row %zu: %s", i, rows[i].match);
        EXPECT_INT(name, acv_packet_set_contains(set, &rows[i].packet), rows[i].expected);
        const AcvPacketSet *single = acv_packet_set_from_packet(space, &rows[i].packet);
        EXPECT_INT(name, acv_packet_set_covers(space, set, single), rows[i].expected);
        EXPECT_INT(name, acv_packet_set_overlaps(space, set, single), rows[i].expected);
        EXPECT_INT(name, (int64_t) acv_packet_set_count(single), 1);
    }
}

/* All protocols of one pair of addresses: two with ports, two with types, 252 with neither. */
static const double PER_PAIR = 2 * 0x1p32 + 2 * 0x1p16 + 252;

static void
sets_are_counted_exactly(void)
{
    const struct {
        const char *matches;
        double expected;
    } rows[] = {
        { "- * * * *", 0 },
        { "10.0.0.1/32 10.0.0.2/32 * * *", PER_PAIR },
        { "10.0.0.1/32 10.0.0.2/32 6 * 443", 0x1p16 },
        { "10.0.0.1/32 10.0.0.2/32 1 8 *", 0x1p8 },
        { "10.0.0.1/32 10.0.0.2/32 7-16 1 1", 10 },
        { "10.0.0.0/24 10.1.0.0/16 6 1024-65535 443", 0x1p24 * (65536 - 1024) },
        { "10.0.0.0/24 10.1.0.0/16 6 80 443; 10.0.0.0/25 10.1.0.0/16 6 80 443-444",
          0x1p24 + 0x1p23 },
        { "::/0 2001:db8::/64 17 0 0", 0x1p128 * 0x1p64 },
        { "0.0.0.0/0 0.0.0.0/0 * * *", 0x1p64 * PER_PAIR },
        { "10.0.0.1/32 10.0.0.2/32 6 0-9 0-9; 10.0.0.1/32 10.0.0.2/32 1 0-9 0-9", 200 },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(AcvPacketSpace) space = acv_packet_space_new();
        double count = acv_packet_set_count(packets_parse(space, rows[i].matches));
        EXPECT_TRUE(rows[i].matches, fabs(count - rows[i].expected) <= rows[i].expected * 1e-15);
    }
}

static const struct {
    const char *name;
    const char *matches;
    AcvField field;
    const char *to; /* Prefixes, or ports; "*" to forget the field. */
    const char *expected;
} rewritings[] = {
    { "source address", "10.0.0.0/24 10.1.0.0/16 6 * 443", ACV_FIELD_SOURCE, "10.9.9.9/32",
      "from 10.9.9.9/32 to 10.1.0.0/16 protocol 6 port 443\n" },
    { "destination address", "10.0.0.0/24 10.1.0.0/16 6 * 443", ACV_FIELD_DESTINATION,
      "10.9.9.0/24,::/64", "from 10.0.0.0/24 to 10.9.9.0/24 protocol 6 port 443\n" },
    { "no address of the family", "10.0.0.0/24 10.1.0.0/16 6 * 443", ACV_FIELD_SOURCE, "::/64",
      "" },
    { "source of two families", "10.0.0.0/24,::/64 * 6 * 443", ACV_FIELD_SOURCE,
      "10.9.9.9/32,::1/128",
      "from 10.9.9.9/32 to 0.0.0.0/0 protocol 6 port 443\n"
      "from ::1/128 to ::/0 protocol 6 port 443\n" },
    { "nothing stays nothing", "- * * * *", ACV_FIELD_SOURCE, "10.9.9.9/32", "" },
    { "forgotten source", "10.0.0.0/24 10.1.0.0/16 6 * 80; 10.0.1.0/24 10.2.0.0/16 6 * 80",
      ACV_FIELD_SOURCE, "*", "from 0.0.0.0/0 to 10.1.0.0-10.2.255.255 protocol 6 port 80\n" },
    { "forgotten destination", "10.0.0.0/24 10.1.0.0/16 6 * 80; 10.0.1.0/24 10.2.0.0/16 6 * 80",
      ACV_FIELD_DESTINATION, "*", "from 10.0.0.0/23 to 0.0.0.0/0 protocol 6 port 80\n" },
    { "source port", "10.0.0.0/24 10.1.0.0/16 6 5-9 443", ACV_FIELD_SOURCE_PORT, "1024-65535",
      "from 10.0.0.0/24 to 10.1.0.0/16 protocol 6 source port 1024-65535 port 443\n" },
    { "ports of TCP and UDP only", "10.0.0.0/24 10.1.0.0/16 1-17 8 0", ACV_FIELD_DESTINATION_PORT,
      "443",
      "from 10.0.0.0/24 to 10.1.0.0/16 protocol 1 type 8 code 0\n"
      "from 10.0.0.0/24 to 10.1.0.0/16 protocol 2-5,7-16\n"
      "from 10.0.0.0/24 to 10.1.0.0/16 protocol 6,17 source port 8 port 443\n" },
    { "forgotten port", "10.0.0.0/24 10.1.0.0/16 1-17 8 0", ACV_FIELD_SOURCE_PORT, "*",
      "from 10.0.0.0/24 to 10.1.0.0/16 protocol 1 type 8 code 0\n"
      "from 10.0.0.0/24 to 10.1.0.0/16 protocol 2-5,7-16\n"
      "from 10.0.0.0/24 to 10.1.0.0/16 protocol 6,17 port 0\n" },
    { "no port at all", "10.0.0.0/24 10.1.0.0/16 5-6 8 0", ACV_FIELD_SOURCE_PORT, "9-8",
      "from 10.0.0.0/24 to 10.1.0.0/16 protocol 5\n" },
};

static void
rewriting_replaces_one_field(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rewritings); i++) {
        g_autoptr(AcvPacketSpace) space = acv_packet_space_new();
        const AcvPacketSet *set = packets_parse(space, rewritings[i].matches);
        bool is_port = rewritings[i].field == ACV_FIELD_SOURCE_PORT
                       || rewritings[i].field == ACV_FIELD_DESTINATION_PORT;
        g_autofree char *to_text = is_port ? g_strdup_printf("* * 6 %s *", rewritings[i].to)
                                           : g_strdup_printf("%s * 6 * *", rewritings[i].to);
        g_autoptr(AcvMatch) to = match_parse(to_text);
        if (g_str_equal(rewritings[i].to, "*")) {
            set = acv_packet_set_forget(space, set, rewritings[i].field);
        } else if (is_port) {
            set = acv_packet_set_assign_port(space, set, rewritings[i].field, to->source_ports);
        } else {
            set = acv_packet_set_assign_address(space, set, rewritings[i].field, to->sources);
        }
        g_autofree char *text = acv_packet_set_print(set);
        EXPECT_TEXT(rewritings[i].name, text, rewritings[i].expected);
    }
}

static void
addresses_of_a_set_are_those_that_it_needs(void)
{
    static const struct {
        const char *matches;
        const char *sources;      /* As the sources of a match. */
        const char *destinations; /* The same. */
    } rows[] = {
        { "- * * * *", "-", "-" },
        { "* * * * *", "*", "*" },
        { "10.0.0.0/24 10.1.0.0/16 6 * 80; ::/64 * 17 * 53", "10.0.0.0/24,::/64",
          "10.1.0.0/16,::/0" },
        { "10.0.0.0/24 10.1.0.0/16 6 * 80; 10.0.1.0/24 10.2.0.0/16 6 * 81", "10.0.0.0/23",
          "10.1.0.0/16,10.2.0.0/16" },
        { "* 10.1.0.0/16 6 * 80", "0.0.0.0/0", "10.1.0.0/16" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(AcvPacketSpace) space = acv_packet_space_new();
        const AcvPacketSet *set = packets_parse(space, rows[i].matches);
        g_autoptr(AcvAddressSet) sources = acv_packet_set_addresses(set, ACV_FIELD_SOURCE);
        g_autoptr(AcvAddressSet) destinations =
            acv_packet_set_addresses(set, ACV_FIELD_DESTINATION);
        AcvMatch match = ACV_MATCH_ALL;
        match.sources = sources;
        match.destinations = destinations;
        g_autofree char *expected =
            g_strdup_printf("%s %s * * *", rows[i].sources, rows[i].destinations);
        EXPECT_TRUE(rows[i].matches,
                    acv_packet_set_from_match(space, &match) == packets_parse(space, expected));
    }
}

static void
the_sample_of_a_set_has_the_least_fields(void)
{
    static const struct {
        const char *matches;
        AcvPacket expected;
    } rows[] = {
        { "* * * * *", { 0, 0, ACV_FAMILY_IPV4, 0, 0, 0 } },
        { "10.0.0.0/24 10.1.0.0/16 6 1024-65535 443",
          { 0x0a000000, 0x0a010000, ACV_FAMILY_IPV4, 6, 1024, 443 } },
        { "::5-::9 ::7/128 58 128 *", { 5, 7, ACV_FAMILY_IPV6, 58, 128, 0 } },
        { "10.0.0.9/32 * 6 * 80; 10.0.0.1/32 * 17 * 53",
          { 0x0a000001, 0, ACV_FAMILY_IPV4, 17, 0, 53 } },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(AcvPacketSpace) space = acv_packet_space_new();
        AcvPacket sample = { 0 };
        EXPECT_TRUE(rows[i].matches,
                    acv_packet_set_sample(packets_parse(space, rows[i].matches), &sample));
        EXPECT_TRUE(rows[i].matches, acv_packet_set_from_packet(space, &sample)
                                         == acv_packet_set_from_packet(space, &rows[i].expected));
    }
}

static void
the_empty_set_has_no_sample(void)
{
    g_autoptr(AcvPacketSpace) space = acv_packet_space_new();
    g_autoptr(GRand) random = g_rand_new_with_seed(1);
    const AcvPacketSet *empty = acv_packet_set_empty(space);
    AcvPacket sample;
    EXPECT_TRUE("least", !acv_packet_set_sample(empty, &sample));
    EXPECT_TRUE("random", !acv_packet_set_sample_random(empty, random, &sample));
    EXPECT_TRUE("empty", acv_packet_set_is_empty(empty));
    EXPECT_TRUE("no matches", acv_packet_set_from_matches(space, NULL, 0) == empty);
    EXPECT_TRUE("a match of nothing", acv_packet_set_from_match(space, &ACV_MATCH_NONE) == empty);
}

/* 50,000 addresses of both families on one port, as a reference to a large security group gives. */
static void
many_single_addresses_are_one_product_of_each_family(void)
{
    enum { N = 50000 };
    g_autoptr(AcvPacketSpace) space = acv_packet_space_new();
    g_autofree AcvAddressRange *ranges = g_new(AcvAddressRange, N);
    g_autofree AcvMatch *matches = g_new(AcvMatch, N);
    g_autofree AcvAddressSet *singles = g_new(AcvAddressSet, N);
    for (unsigned i = 0; i < N; i++) {
        AcvFamily family = i % 2 == 0 ? ACV_FAMILY_IPV4 : ACV_FAMILY_IPV6;
        unsigned value = 0x0a000000 + 2 * (i * 7919 % N);
        ranges[i] = (AcvAddressRange){ value, value, family };
        singles[i] = (AcvAddressSet){ &ranges[i], 1 };
        matches[i] = ACV_MATCH_ALL;
        matches[i].sources = &singles[i];
        matches[i].first_protocol = matches[i].last_protocol = ACV_PROTOCOL_TCP;
        matches[i].destination_ports = (AcvPortRange){ 443, 443 };
    }
    const AcvPacketSet *set = acv_packet_set_from_matches(space, matches, N);
    g_autoptr(AcvAddressSet) all = acv_address_set_new(ranges, N);
    AcvMatch match = matches[0];
    match.sources = all;
    EXPECT_TRUE("one match", set == acv_packet_set_from_match(space, &match));

    g_autoptr(AcvHeaderSets) headers = acv_header_sets_new(set);
    EXPECT_INT("products", acv_header_sets_count(headers), 2);
    EXPECT_INT("sources", acv_header_sets_get(headers, 0)->sources->n_ranges, N / 2);
    EXPECT_INT("family", acv_header_sets_get(headers, 1)->family, ACV_FAMILY_IPV6);
}

SUITE_MAIN(packet_set, TEST(sets_print_as_few_products), TEST(a_set_holds_what_its_match_matches),
           TEST(sets_are_counted_exactly), TEST(rewriting_replaces_one_field),
           TEST(addresses_of_a_set_are_those_that_it_needs),
           TEST(the_sample_of_a_set_has_the_least_fields), TEST(the_empty_set_has_no_sample),
           TEST(many_single_addresses_are_one_product_of_each_family))

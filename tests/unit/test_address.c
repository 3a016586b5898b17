#include "acv/address.h"
#include "acv/address_set.h"
#include "acv/problem.h"
#include "expect.h"
#include "suite.h"

/* The address that 'text' says; the text must be right. */
static AcvAddress
address(const char *text)
{
    AcvAddress value = { 0 };
    bool parsed = acv_address_parse(text, &value, NULL);
    EXPECT_TRUE(text, parsed);
    return value;
}

static AcvPrefix
prefix(const char *text)
{
    AcvPrefix value = { 0 };
    bool parsed = acv_prefix_parse(text, &value, NULL, NULL);
    EXPECT_TRUE(text, parsed);
    return value;
}

static void
addresses_print_in_canonical_form(void)
{
    static const struct {
        const char *text;
        const char *expected;
    } rows[] = {
        { "0.0.0.0", "0.0.0.0" },
        { "10.0.0.1", "10.0.0.1" },
        { "255.255.255.255", "255.255.255.255" },
        { "::", "::" },
        { "2001:DB8:0:0:0:0:0:1", "2001:db8::1" },
        { "2001:db8:0:1:0:0:0:0", "2001:db8:0:1::" },
        { "2001:0db8::0010", "2001:db8::10" },
        { "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff" },
        { "::ffff:10.0.0.1", "::ffff:10.0.0.1" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char buffer[ACV_ADDRESS_TEXT_SIZE];
        EXPECT_TEXT(rows[i].text, acv_address_print(address(rows[i].text), buffer),
                    rows[i].expected);
    }
}

static void
an_ipv4_address_fills_the_low_32_bits(void)
{
    AcvAddress value = address("10.1.2.3");
    EXPECT_INT("family", value.family, ACV_FAMILY_IPV4);
    EXPECT_TRUE("value", value.value == 0x0a010203);
    value = address("2001:db8::5");
    EXPECT_INT("family", value.family, ACV_FAMILY_IPV6);
    EXPECT_TRUE("high half", (uint64_t) (value.value >> 64) == UINT64_C(0x20010db800000000));
    EXPECT_INT("low half", (uint64_t) value.value, 5);
}

static void
what_is_not_an_address_is_refused(void)
{
    static const char *const rows[] = {
        "",          " ",         "10.0.0",      "10.0.0.256", "10.0.0.1 ",     " 10.0.0.1",
        "10.0.0.1x", "10.0.0.01", "10.0.0.1/32", "10.0.0.-1",  "fe80::1%eth0",  ":::",
        "1::2::3",   "12345::",   "localhost",   "0x0a000001", "1:2:3:4:5:6:7", "[::1]",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        AcvAddress value = { 7, ACV_FAMILY_IPV4 };
        g_autoptr(GError) error = NULL;
        EXPECT_TRUE(rows[i], !acv_address_parse(rows[i], &value, &error));
        EXPECT_TRUE(rows[i], g_error_matches(error, ACV_ERROR, ACV_ERROR_SYNTAX));
        EXPECT_TRUE(rows[i], value.value == 7 && value.family == ACV_FAMILY_IPV4);
    }
}

static void
prefixes_lose_their_host_bits(void)
{
    static const struct {
        const char *text;
        const char *expected;
        bool had_host_bits;
    } rows[] = {
        { "10.0.0.0/16", "10.0.0.0/16", false },
        { "10.0.0.7/16", "10.0.0.0/16", true },
        { "0.0.0.0/0", "0.0.0.0/0", false },
        { "255.255.255.255/0", "0.0.0.0/0", true },
        { "10.0.0.7/32", "10.0.0.7/32", false },
        { "10.0.0.255/31", "10.0.0.254/31", true },
        { "2001:db8::1/64", "2001:db8::/64", true },
        { "2001:db8::1/128", "2001:db8::1/128", false },
        { "::/0", "::/0", false },
        { "ffff::/1", "8000::/1", true },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        AcvPrefix value;
        bool had_host_bits;
        char buffer[ACV_ADDRESS_TEXT_SIZE];
        EXPECT_TRUE(rows[i].text, acv_prefix_parse(rows[i].text, &value, &had_host_bits, NULL));
        EXPECT_TEXT(rows[i].text, acv_prefix_print(value, buffer), rows[i].expected);
        EXPECT_INT(rows[i].text, had_host_bits, rows[i].had_host_bits);
    }
}

static void
what_is_not_a_prefix_is_refused(void)
{
    static const char *const rows[] = {
        "",
        "10.0.0.0",
        "10.0.0.0/",
        "/8",
        "10.0.0.0/33",
        "10.0.0.0/016",
        "10.0.0.0/00",
        "10.0.0.0/ 8",
        "10.0.0.0/+8",
        "10.0.0.0/-1",
        "10.0.0.0/8 ",
        "10.0.0.0/8/8",
        "10.0.0.0/8x",
        "10.0.0.0 /8",
        "10.0.0/8",
        "010.0.0.0/8",
        "::/129",
        "::/1000",
        "::/4294967296",
        "2001:db8::/x",
        "10.0.0.0/0x8",
        "1111:1111:1111:1111:1111:1111:1111:1111:1111:1111:1111:1111/8",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        AcvPrefix value = { .length = 99 };
        bool had_host_bits = true;
        g_autoptr(GError) error = NULL;
        EXPECT_TRUE(rows[i], !acv_prefix_parse(rows[i], &value, &had_host_bits, &error));
        EXPECT_TRUE(rows[i], g_error_matches(error, ACV_ERROR, ACV_ERROR_SYNTAX));
        EXPECT_INT(rows[i], value.length, 99);
    }
}

static void
a_prefix_contains_its_own_addresses_only(void)
{
    static const struct {
        const char *prefix;
        const char *address;
        bool expected;
    } rows[] = {
        { "10.0.0.0/16", "10.0.0.0", true },
        { "10.0.0.0/16", "10.0.255.255", true },
        { "10.0.0.0/16", "10.1.0.0", false },
        { "10.0.0.0/16", "9.255.255.255", false },
        { "0.0.0.0/0", "255.255.255.255", true },
        { "0.0.0.0/0", "::", false },
        { "::/0", "0.0.0.0", false },
        { "::/0", "ffff::", true },
        { "2001:db8::/32", "2001:db8:ffff::1", true },
        { "2001:db8::/32", "2001:db9::", false },
        { "10.0.0.1/32", "10.0.0.1", true },
        { "10.0.0.1/32", "10.0.0.2", false },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        AcvPrefix outer = prefix(rows[i].prefix);
        AcvAddress inner = address(rows[i].address);
        EXPECT_INT(rows[i].prefix, acv_prefix_contains(outer, inner), rows[i].expected);
        AcvPrefix single = acv_prefix_of(inner, acv_family_bits(inner.family));
        EXPECT_INT(rows[i].prefix, acv_prefix_covers(outer, single), rows[i].expected);
    }
}

static void
a_prefix_covers_itself_and_longer_ones(void)
{
    static const struct {
        const char *outer;
        const char *inner;
        bool expected;
    } rows[] = {
        { "10.0.0.0/16", "10.0.0.0/16", true },  { "10.0.0.0/16", "10.0.7.0/24", true },
        { "10.0.7.0/24", "10.0.0.0/16", false }, { "10.0.0.0/16", "10.0.0.0/15", false },
        { "0.0.0.0/0", "::/0", false },          { "::/0", "::1/128", true },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        EXPECT_INT(rows[i].inner, acv_prefix_covers(prefix(rows[i].outer), prefix(rows[i].inner)),
                   rows[i].expected);
    }
}

static void
prefixes_sort_by_family_then_address_then_length(void)
{
    static const char *const ascending[] = {
        "0.0.0.0/0",   "10.0.0.0/8", "10.0.0.0/16", "10.1.0.0/16",
        "255.0.0.0/8", "::/0",       "::/64",       "2001:db8::/32",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(ascending); i++) {
        for (size_t j = 0; j < G_N_ELEMENTS(ascending); j++) {
            EXPECT_INT(ascending[i], acv_prefix_compare(prefix(ascending[i]), prefix(ascending[j])),
                       (i > j) - (i < j));
        }
    }
}

static void
ranges_print_as_a_prefix_where_they_are_one(void)
{
    static const struct {
        const char *first;
        const char *last;
        const char *expected;
    } rows[] = {
        { "10.0.0.0", "10.0.0.255", "10.0.0.0/24" },
        { "10.0.0.4", "10.0.0.4", "10.0.0.4/32" },
        { "10.0.0.4", "10.0.0.254", "10.0.0.4-10.0.0.254" },
        { "10.0.0.1", "10.0.0.2", "10.0.0.1-10.0.0.2" },
        { "0.0.0.0", "255.255.255.255", "0.0.0.0/0" },
        { "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "::/0" },
        { "1111:1111:1111:1111:1111:1111:1111:1111", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
          "1111:1111:1111:1111:1111:1111:1111:1111-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        AcvAddress first = address(rows[i].first);
        AcvAddress last = address(rows[i].last);
        char buffer[ACV_ADDRESS_TEXT_SIZE];
        AcvAddressRange range = { first.value, last.value, first.family };
        EXPECT_TEXT(rows[i].expected, acv_address_range_print(range, buffer), rows[i].expected);
    }
}

static void
a_range_is_the_fewest_prefixes(void)
{
    static const struct {
        const char *first;
        const char *last;
        const char *expected;
    } rows[] = {
        { "10.0.0.0", "10.0.0.255", "10.0.0.0/24" },
        { "10.0.0.4", "10.0.0.11", "10.0.0.4/30 10.0.0.8/30" },
        { "10.0.0.1", "10.0.0.6", "10.0.0.1/32 10.0.0.2/31 10.0.0.4/31 10.0.0.6/32" },
        { "0.0.0.0", "255.255.255.255", "0.0.0.0/0" },
        { "255.255.255.254", "255.255.255.255", "255.255.255.254/31" },
        { "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "::/0" },
        { "::1", "::3", "::1/128 ::2/127" },
        { "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
          "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        AcvAddress first = address(rows[i].first);
        AcvAddress last = address(rows[i].last);
        AcvAddressRange range = { first.value, last.value, first.family };
        g_autoptr(GArray) prefixes = g_array_new(FALSE, FALSE, sizeof(AcvPrefix));
        acv_address_range_append_prefixes(range, prefixes);

        g_autoptr(GString) text = g_string_new(NULL);
        for (guint j = 0; j < prefixes->len; j++) {
            char buffer[ACV_ADDRESS_TEXT_SIZE];
            g_string_append(text, j > 0 ? " " : "");
            g_string_append(text, acv_prefix_print(g_array_index(prefixes, AcvPrefix, j), buffer));
        }
        EXPECT_TEXT(rows[i].first, text->str, rows[i].expected);
    }
}

SUITE_MAIN(address, TEST(addresses_print_in_canonical_form),
           TEST(an_ipv4_address_fills_the_low_32_bits), TEST(what_is_not_an_address_is_refused),
           TEST(prefixes_lose_their_host_bits), TEST(what_is_not_a_prefix_is_refused),
           TEST(a_prefix_contains_its_own_addresses_only),
           TEST(a_prefix_covers_itself_and_longer_ones),
           TEST(prefixes_sort_by_family_then_address_then_length),
           TEST(ranges_print_as_a_prefix_where_they_are_one), TEST(a_range_is_the_fewest_prefixes))

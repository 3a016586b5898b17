#include "acv/address_set.h"
#include "expect.h"
#include "suite.h"

/* Ranges as "10.0.0.0/24 10.0.1.7-10.0.1.9", or "" for none, in any order. */
static AcvAddressSet *
set_of(const char *text)
{
    g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(AcvAddressRange));
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (char **word = words; *word && **word; word++) {
        g_auto(GStrv) ends = g_strsplit(*word, "-", 2);
        AcvAddress first;
        AcvAddress last;
        AcvPrefix prefix;
        AcvAddressRange range;
        if (!ends[1]) {
            EXPECT_TRUE(*word, acv_prefix_parse(*word, &prefix, NULL, NULL));
            range = acv_prefix_range(prefix);
        } else {
            EXPECT_TRUE(*word, acv_address_parse(ends[0], &first, NULL)
                                   && acv_address_parse(ends[1], &last, NULL));
            range = (AcvAddressRange){ first.value, last.value, first.family };
        }
        g_array_append_val(ranges, range);
    }
    return acv_address_set_new((const AcvAddressRange *) (void *) ranges->data, ranges->len);
}

/* Frees 'set'. */
static void
expect_set_take(const char *name, AcvAddressSet *set, const char *expected)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < set->n_ranges; i++) {
        char buffer[ACV_ADDRESS_TEXT_SIZE];
        g_string_append(text, i > 0 ? " " : "");
        g_string_append(text, acv_address_range_print(set->ranges[i], buffer));
    }
    EXPECT_TEXT(name, text->str, expected);
    acv_address_set_free(set);
}

static void
ranges_are_sorted_and_joined(void)
{
    static const struct {
        const char *ranges;
        const char *expected;
    } rows[] = {
        { "", "" },
        { "10.0.1.0/24 10.0.0.0/24", "10.0.0.0/23" },
        { "10.0.2.0/24 10.0.0.0/24", "10.0.0.0/24 10.0.2.0/24" },
        { "10.0.0.0/8 10.0.0.0/24 10.7.0.0/16", "10.0.0.0/8" },
        { "10.0.0.1-10.0.0.5 10.0.0.3-10.0.0.9", "10.0.0.1-10.0.0.9" },
        { "::/64 10.0.0.0/8", "10.0.0.0/8 ::/64" },
        { "255.255.255.255/32 ::/128", "255.255.255.255/32 ::/128" },
        { "0.0.0.0/0 ::/0", "0.0.0.0/0 ::/0" },
        { "0.0.0.0/1 128.0.0.0/1", "0.0.0.0/0" },
        { "8000::/1 ::/1 ::/128", "::/0" },
        { "10.0.0.0/24 10.0.0.0/24", "10.0.0.0/24" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        expect_set_take(rows[i].ranges, set_of(rows[i].ranges), rows[i].expected);
    }
}

static void
sets_combine_as_sets_do(void)
{
    static const struct {
        const char *a;
        const char *b;
        const char *both;   /* Intersection. */
        const char *either; /* Union. */
        const char *only_a;
    } rows[] = {
        { "10.0.0.0/16", "10.0.1.0/24", "10.0.1.0/24", "10.0.0.0/16",
          "10.0.0.0/24 10.0.2.0-10.0.255.255" },
        { "10.0.1.0/24", "10.0.0.0/16", "10.0.1.0/24", "10.0.0.0/16", "" },
        { "10.0.0.0/24", "10.0.1.0/24", "", "10.0.0.0/23", "10.0.0.0/24" },
        { "10.0.0.0/24", "", "", "10.0.0.0/24", "10.0.0.0/24" },
        { "", "10.0.0.0/24", "", "10.0.0.0/24", "" },
        { "0.0.0.0/0 ::/0", "0.0.0.0/0", "0.0.0.0/0", "0.0.0.0/0 ::/0", "::/0" },
        { "0.0.0.0/0 ::/0", "255.255.255.255/32 ::/128", "255.255.255.255/32 ::/128",
          "0.0.0.0/0 ::/0", "0.0.0.0-255.255.255.254 ::1-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff" },
        { "0.0.0.0/32", "::/128", "", "0.0.0.0/32 ::/128", "0.0.0.0/32" },
        { "10.0.0.0-10.0.0.9 10.0.0.20-10.0.0.29", "10.0.0.5-10.0.0.24",
          "10.0.0.5-10.0.0.9 10.0.0.20-10.0.0.24", "10.0.0.0-10.0.0.29",
          "10.0.0.0-10.0.0.4 10.0.0.25-10.0.0.29" },
        { "10.0.0.0/24 ::/64", "10.0.0.9/32 10.0.0.20-10.0.1.3 ::5/128",
          "10.0.0.9/32 10.0.0.20-10.0.0.255 ::5/128", "10.0.0.0-10.0.1.3 ::/64",
          "10.0.0.0-10.0.0.8 10.0.0.10-10.0.0.19 ::-::4 ::6-::ffff:ffff:ffff:ffff" },
        { "10.0.0.0/24 10.0.2.0/24 10.0.4.0/24", "9.0.0.0/8 10.0.0.128-10.0.4.0 11.0.0.0/8",
          "10.0.0.128/25 10.0.2.0/24 10.0.4.0/32", "9.0.0.0-10.0.4.255 11.0.0.0/8",
          "10.0.0.0/25 10.0.4.1-10.0.4.255" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(AcvAddressSet) a = set_of(rows[i].a);
        g_autoptr(AcvAddressSet) b = set_of(rows[i].b);
        expect_set_take(rows[i].a, acv_address_set_intersect(a, b), rows[i].both);
        expect_set_take(rows[i].a, acv_address_set_union(a, b), rows[i].either);
        expect_set_take(rows[i].a, acv_address_set_subtract(a, b), rows[i].only_a);
        EXPECT_INT(rows[i].a, acv_address_set_covers(b, a), !*rows[i].only_a);
    }
}

static void
a_set_knows_what_it_holds(void)
{
    static const struct {
        const char *set;
        const char *address;
        bool expected;
    } rows[] = {
        { "", "10.0.0.0", false },
        { "10.0.0.0/24 10.0.2.0/24 ::1/128", "10.0.0.0", true },
        { "10.0.0.0/24 10.0.2.0/24 ::1/128", "10.0.0.255", true },
        { "10.0.0.0/24 10.0.2.0/24 ::1/128", "10.0.1.0", false },
        { "10.0.0.0/24 10.0.2.0/24 ::1/128", "10.0.2.7", true },
        { "10.0.0.0/24 10.0.2.0/24 ::1/128", "10.0.3.0", false },
        { "10.0.0.0/24 10.0.2.0/24 ::1/128", "::1", true },
        { "10.0.0.0/24 10.0.2.0/24 ::1/128", "::2", false },
        { "::/0", "0.0.0.0", false },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(AcvAddressSet) set = set_of(rows[i].set);
        AcvAddress address = { 0 };
        EXPECT_TRUE(rows[i].address, acv_address_parse(rows[i].address, &address, NULL));
        EXPECT_INT(rows[i].address, acv_address_set_contains(set, address), rows[i].expected);
    }
}

static void
a_set_overlaps_a_range_that_it_touches(void)
{
    static const struct {
        const char *set;
        const char *range;
        bool expected;
    } rows[] = {
        { "10.0.0.0/24 10.0.2.0/24", "10.0.1.0/24", false },
        { "10.0.0.0/24 10.0.2.0/24", "10.0.0.0/16", true },
        { "10.0.0.0/24 10.0.2.0/24", "10.0.1.255-10.0.2.0", true },
        { "10.0.0.0/24 10.0.2.0/24", "10.0.0.255-10.0.1.0", true },
        { "10.0.0.0/24 10.0.2.0/24", "10.0.3.0/24", false },
        { "10.0.0.0/24 10.0.2.0/24", "::/0", false },
        { "::/0", "0.0.0.0/0", false },
        { "", "0.0.0.0/0", false },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(AcvAddressSet) set = set_of(rows[i].set);
        g_autoptr(AcvAddressSet) range = set_of(rows[i].range);
        EXPECT_INT(rows[i].range, acv_address_set_overlaps(set, range->ranges[0]),
                   rows[i].expected);
    }
}

static void
sets_of_the_same_addresses_are_equal(void)
{
    static const struct {
        const char *a;
        const char *b;
        bool expected;
    } rows[] = {
        { "", "", true },
        { "10.0.0.0/25 10.0.0.128/25", "10.0.0.0/24", true },
        { "10.0.0.0/24", "10.0.0.0/25", false },
        { "10.0.0.0/24", "10.0.0.0/24 10.0.2.0/24", false },
        { "0.0.0.0/32", "::/128", false },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(AcvAddressSet) a = set_of(rows[i].a);
        g_autoptr(AcvAddressSet) b = set_of(rows[i].b);
        EXPECT_INT(rows[i].a, acv_address_set_equals(a, b), rows[i].expected);
        EXPECT_INT(rows[i].a, acv_address_set_is_empty(a), *rows[i].a == '\0');
    }
}

SUITE_MAIN(address_set, TEST(ranges_are_sorted_and_joined), TEST(sets_combine_as_sets_do),
           TEST(a_set_knows_what_it_holds), TEST(a_set_overlaps_a_range_that_it_touches),
           TEST(sets_of_the_same_addresses_are_equal))

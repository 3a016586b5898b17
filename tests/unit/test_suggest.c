#include "base/suggest.h"
#include "expect.h"
#include "suite.h"

#include <string.h>

static const struct {
    const char *a;
    const char *b;
    size_t distance; /* Of at most 5. */
} distances[] = {
    { "", "", 0 },
    { "", "abc", 3 },
    { "subnet", "subnet", 0 },
    { "Subnet", "sUBNET", 0 },
    { "subnet", "sunbet", 1 },
    { "subnet", "subnt", 1 },
    { "subnet", "subnett", 1 },
    { "subnet", "sabnet", 1 },
    { "ca", "abc", 3 },
    { "abcd", "badc", 2 },
    { "kitten", "sitting", 3 },
    { "abcdef", "uvwxyz", 6 },
    { "a", "abcdefgh", 6 },
};

static void
distance_counts_slips_and_swaps(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(distances); i++) {
        g_autofree char *name = g_strdup_printf("%s, %s", distances[i].a, distances[i].b);
        EXPECT_INT(name, acv_edit_distance(distances[i].a, distances[i].b, 5),
                   distances[i].distance);
        EXPECT_INT(name, acv_edit_distance(distances[i].b, distances[i].a, 5),
                   distances[i].distance);
    }
}

static size_t
min2(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The definition, written down as it is; exponential. */
static size_t
slow_distance(const char *a, size_t m, const char *b, size_t n)
{
    if (m == 0 || n == 0) {
        return m + n;
    }
    size_t best = slow_distance(a, m - 1, b, n) + 1;
    best = min2(best, slow_distance(a, m, b, n - 1) + 1);
    best = min2(best, slow_distance(a, m - 1, b, n - 1) + (a[m - 1] != b[n - 1]));
    if (m > 1 && n > 1 && a[m - 1] == b[n - 2] && a[m - 2] == b[n - 1]) {
        best = min2(best, slow_distance(a, m - 2, b, n - 2) + 1);
    }
    return best;
}

static char *
random_word(GRand *random)
{
    int n = g_rand_int_range(random, 0, 6);
    char *word = g_malloc0((gsize) n + 1);
    for (int i = 0; i < n; i++) {
        word[i] = (char) ('a' + g_rand_int_range(random, 0, 3));
    }
    return word;
}

static void
distance_agrees_with_its_definition(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(random_seed(20261123));
    unsigned n_rounds = random_rounds(2000);

    for (unsigned i = 0; i < n_rounds; i++) {
        g_autofree char *a = random_word(random);
        g_autofree char *b = random_word(random);
        size_t limit = (size_t) g_rand_int_range(random, 0, 8);
        size_t expected = min2(slow_distance(a, strlen(a), b, strlen(b)), limit + 1);
        g_autofree char *name = g_strdup_printf("%s, %s, %zu", a, b, limit);
        EXPECT_INT(name, acv_edit_distance(a, b, limit), expected);
    }
    EXPECT_TRUE("the definition can say no", slow_distance("ab", 2, "ba", 2) != 2);
}

static const char *const candidates[] = {
    "runtime/agent", "rds/orders", "rds/billing", "subnet-0123", "subnet-0456", "s3",
    "logs",          "ecr.api",    "Subnets",     "rds/orders",
};

static const struct {
    const char *name;
    const char *typed;
    const char *expected;
} suggestions[] = {
    { "a slip", "rds/odrers", "rds/orders" },
    { "another case", "SUBNETS", "Subnets" },
    { "the beginning", "subnet-0", "subnet-0123 subnet-0456 Subnets" },
    { "the middle", "order", "rds/orders" },
    { "too much", "my-s3-logs", "logs" },
    { "closest first", "subnet-0124", "subnet-0123 subnet-0456" },
    { "short names", "s4", "s3" },
    { "nothing alike", "vpce-9876543", "" },
    { "nothing at all", "", "" },
};

static void
close_names_are_suggested_closest_first(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(suggestions); i++) {
        g_autoptr(GPtrArray) names =
            acv_suggest(suggestions[i].typed, candidates, G_N_ELEMENTS(candidates), 3);
        g_ptr_array_add(names, NULL);
        g_autofree char *joined = g_strjoinv(" ", (char **) names->pdata);
        EXPECT_TEXT(suggestions[i].name, joined, suggestions[i].expected);
    }
}

static void
few_slips_for_its_length_make_a_name_a_mistyped_one(void)
{
    static const struct {
        const char *name;
        const char *typed;
        bool expected;
    } rows[] = {
        { "the name itself", "rds/orders", true },
        { "one slip", "rds/odrers", true },
        { "two slips", "rsd/odrers", true },
        { "three slips", "rsd/odrresx", false },
        { "two slips in a short name", "loggss", true },
        { "two slips in a very short name", "s54", false },
        { "a part", "order", false },
        { "with more around it", "my-s3-logs", false },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        bool is_slip = acv_is_slip(rows[i].typed, candidates, G_N_ELEMENTS(candidates), 2);
        EXPECT_INT(rows[i].name, is_slip, rows[i].expected);
    }
}

static void
no_more_are_suggested_than_asked_for(void)
{
    g_autoptr(GPtrArray) one = acv_suggest("rds/", candidates, G_N_ELEMENTS(candidates), 1);
    g_autoptr(GPtrArray) none = acv_suggest("rds/", candidates, 0, 3);

    EXPECT_INT("one", one->len, 1);
    EXPECT_TEXT("the first", g_ptr_array_index(one, 0), "rds/billing");
    EXPECT_INT("none", none->len, 0);
}

static void
very_long_names_are_compared_in_no_time(void)
{
    g_autofree char *name = g_strnfill(1 << 20, 'a');
    const char *const list[] = { name, "aaa", "AAAAAAAA" };
    gint64 start = g_get_monotonic_time();

    for (int i = 0; i < 20; i++) {
        g_autoptr(GPtrArray) names = acv_suggest(name, list, G_N_ELEMENTS(list), 3);
        EXPECT_INT("only the same", names->len, 1);
    }
    EXPECT_TRUE("no time", g_get_monotonic_time() - start < G_USEC_PER_SEC);
}

SUITE_MAIN(suggest, TEST(distance_counts_slips_and_swaps),
           TEST(distance_agrees_with_its_definition), TEST(close_names_are_suggested_closest_first),
           TEST(few_slips_for_its_length_make_a_name_a_mistyped_one),
           TEST(no_more_are_suggested_than_asked_for),
           TEST(very_long_names_are_compared_in_no_time))

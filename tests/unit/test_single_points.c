/* What all ways need. */
#include "analysis/topology.h"
#include "expect.h"
#include "suite.h"

#include <string.h>

/* Ways are words, their points letters. */
static const struct {
    const char *name;
    const char *ways;
    const char *cuts;
} rows[] = {
    { "no way", "", "" },
    { "a way of nothing", "-", "" },
    { "all of an only way", "abc", "abc" },
    { "nothing of two that share nothing", "ab cd", "" },
    { "what both go through", "axb cxd", "x" },
    { "what both begin with", "xa xb", "x" },
    { "what both end with", "ax bx", "x" },
    { "several, in their order", "axby axcy", "axy" },
    { "a way past everything", "abc -", "" },
    { "two ways alike", "ab ab", "ab" },
    { "what is past by a third way", "axb cxd e", "" },
    { "parts of ways that make another way", "axb cxd", "x" },
};

static GPtrArray *
parse_ways(const char *text)
{
    GPtrArray *ways = g_ptr_array_new_with_free_func((GDestroyNotify) g_ptr_array_unref);
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (char **word = words; *word; word++) {
        GPtrArray *way = g_ptr_array_new();
        for (const char *c = *word; *c && *c != '-'; c++) {
            g_ptr_array_add(way, GINT_TO_POINTER(*c));
        }
        g_ptr_array_add(ways, way);
    }
    return ways;
}

static void
cut_points_are_what_all_ways_need(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GPtrArray) ways = parse_ways(rows[i].ways);
        g_autoptr(GPtrArray) points = acv_topology_cut_points(ways);
        g_autoptr(GString) cuts = g_string_new(NULL);
        for (guint j = 0; j < points->len; j++) {
            g_string_append_c(cuts, (char) GPOINTER_TO_INT(g_ptr_array_index(points, j)));
        }
        EXPECT_TEXT(rows[i].name, cuts->str, rows[i].cuts);
    }
}

/* Random ways with points in ascending order, so that no cycle is left: a point is a cut if and
 * only if the search from the start, past it, does not come to the end. */
enum { N_POINTS = 6, N_GOAL = N_POINTS };

static bool
comes_through(const GPtrArray *ways, unsigned without)
{
    bool reached[N_POINTS + 1] = { false };
    for (int round = 0; round <= N_POINTS; round++) {
        for (guint i = 0; i < ways->len; i++) {
            const GPtrArray *way = g_ptr_array_index(ways, i);
            bool is_here = true;
            for (guint j = 0; j < way->len; j++) {
                unsigned point = GPOINTER_TO_UINT(g_ptr_array_index(way, j)) - 1;
                is_here = point != without && (is_here || reached[point]);
                reached[point] |= is_here;
            }
            reached[N_GOAL] |= is_here;
        }
    }
    return reached[N_GOAL];
}

static GPtrArray *
random_ways(GRand *random)
{
    GPtrArray *ways = g_ptr_array_new_with_free_func((GDestroyNotify) g_ptr_array_unref);
    int n = g_rand_int_range(random, 1, 4);
    for (int i = 0; i < n; i++) {
        GPtrArray *way = g_ptr_array_new();
        for (unsigned point = 0; point < N_POINTS; point++) {
            if (g_rand_boolean(random)) {
                g_ptr_array_add(way, GUINT_TO_POINTER(point + 1));
            }
        }
        g_ptr_array_add(ways, way);
    }
    return ways;
}

static void
cut_points_are_those_that_no_search_gets_past(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(random_seed(4711));
    for (unsigned round = 0; round < random_rounds(500); round++) {
        g_autoptr(GPtrArray) ways = random_ways(random);
        g_autoptr(GPtrArray) points = acv_topology_cut_points(ways);
        for (unsigned point = 0; point < N_POINTS; point++) {
            bool is_cut = g_ptr_array_find(points, GUINT_TO_POINTER(point + 1), NULL);
            EXPECT_INT("a cut", is_cut, !comes_through(ways, point));
        }
    }
}

SUITE_MAIN(single_points, TEST(cut_points_are_what_all_ways_need),
           TEST(cut_points_are_those_that_no_search_gets_past))

/* One answer made of the answers for paths and parts. */
#include "analysis/rollup.h"
#include "expect.h"
#include "suite.h"

#include <string.h>

/* --- Paths --- */

/* A path is a letter for its answer (r, u, p, and ? for undetermined), behind the whole and part
 * that it belongs to: "Aw:r" is of part w of the whole A. Without a colon it is on its own. */
static const struct {
    const char *name;
    const char *paths;
    AcvOutcome outcome;
} situations[] = {
    { "one that works", "r", ACV_OUTCOME_REACHABLE },
    { "one that does not", "u", ACV_OUTCOME_UNREACHABLE },
    { "one that works in part", "p", ACV_OUTCOME_PARTIAL },
    { "one that nobody knows", "?", ACV_OUTCOME_UNDETERMINED },
    { "both work", "r r", ACV_OUTCOME_REACHABLE },
    { "neither works", "u u", ACV_OUTCOME_UNREACHABLE },
    { "one of two", "r u", ACV_OUTCOME_PARTIAL },
    { "one works, the other in part", "r p", ACV_OUTCOME_PARTIAL },
    { "unknown besides one that works", "r ?", ACV_OUTCOME_UNDETERMINED },
    { "unknown besides one that does not", "u ?", ACV_OUTCOME_UNDETERMINED },
    { "unknown that does not matter", "r u ?", ACV_OUTCOME_PARTIAL },
    { "all parts work", "Aa:r Ab:r", ACV_OUTCOME_REACHABLE },
    { "a part does not", "Aa:r Ab:u", ACV_OUTCOME_UNREACHABLE },
    { "a part does not from one place", "Aa:r Aa:r Ab:r Ab:u", ACV_OUTCOME_PARTIAL },
    { "a part does not from anywhere", "Aa:r Aa:r Ab:u Ab:u", ACV_OUTCOME_UNREACHABLE },
    { "each part from another place", "Aa:r Aa:u Ab:u Ab:r", ACV_OUTCOME_PARTIAL },
    { "a part in part", "Aa:r Ab:p", ACV_OUTCOME_PARTIAL },
    { "a part that nobody knows", "Aa:r Ab:?", ACV_OUTCOME_UNDETERMINED },
    { "unknown, but another part fails", "Aa:u Ab:?", ACV_OUTCOME_UNREACHABLE },
    { "two wholes that work", "Aa:r Ab:r Ba:r Bb:r", ACV_OUTCOME_REACHABLE },
    { "two wholes, one of them broken", "Aa:r Ab:r Ba:r Bb:u", ACV_OUTCOME_PARTIAL },
    { "two broken wholes", "Aa:r Ab:u Ba:u Bb:r", ACV_OUTCOME_UNREACHABLE },
    { "a broken whole and a path of its own", "Aa:r Ab:u r", ACV_OUTCOME_PARTIAL },
    { "a broken whole and a broken path", "Aa:r Ab:u u", ACV_OUTCOME_UNREACHABLE },
    { "parts of two wholes have the same name", "Aa:r Ba:u", ACV_OUTCOME_PARTIAL },
};

static AcvPath *
path_new(const char *text)
{
    static const char wholes[] = "AB";
    static const char *const parts[] = { "a", "b" };
    AcvPath *path = g_new0(AcvPath, 1);
    const char *colon = strchr(text, ':');
    if (colon) {
        path->whole = strchr(wholes, text[0]);
        path->part = parts[text[1] - 'a'];
    }
    switch (colon ? colon[1] : text[0]) {
    case 'r':
        path->outcome = ACV_OUTCOME_REACHABLE;
        break;
    case 'u':
        path->outcome = ACV_OUTCOME_UNREACHABLE;
        break;
    case 'p':
        path->outcome = ACV_OUTCOME_PARTIAL;
        break;
    default:
        path->outcome = ACV_OUTCOME_UNDETERMINED;
        break;
    }
    return path;
}

/* The paths of a text, in order or the other way round. */
static AcvOutcome
roll_up(const char *text, bool backwards)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (guint i = 0; words[i]; i++) {
        g_ptr_array_insert(paths, backwards ? 0 : -1, path_new(words[i]));
    }
    return acv_rollup(paths);
}

static void
parts_make_a_whole_and_wholes_an_answer(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(situations); i++) {
        EXPECT_INT(situations[i].name, roll_up(situations[i].paths, false), situations[i].outcome);
    }
}

static void
the_order_of_paths_does_not_matter(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(situations); i++) {
        EXPECT_INT(situations[i].name, roll_up(situations[i].paths, true), situations[i].outcome);
    }
}

SUITE_MAIN(rollup, TEST(parts_make_a_whole_and_wholes_an_answer),
           TEST(the_order_of_paths_does_not_matter))

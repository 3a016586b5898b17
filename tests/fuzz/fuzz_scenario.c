/* Reads a scenario from any bytes. Beyond not crashing: there is a snapshot exactly if there is no
 * error, and reading the same twice over gives the same. */
#include "scenario.h"
#include "targets.h"

#include <string.h>

/* Larger inputs are only read once. */
enum { MAX_TWICE = 4096 };

static AcvSnapshot *
read_times(const uint8_t *data, size_t size, size_t n)
{
    AcvScenarioText text = { "fuzz", (const char *) data, size };
    AcvScenarioText texts[] = { text, text };
    g_autoptr(AcvProblems) problems = acv_problems_new();
    AcvSnapshot *snapshot = acv_scenario_parse(texts, n, problems);

    g_assert((snapshot == NULL) == (acv_problems_count(problems, ACV_SEVERITY_ERROR) > 0));
    for (size_t i = 0; i < acv_problems_n_kept(problems); i++) {
        g_autofree char *line = acv_problem_print(acv_problems_get(problems, i));
        g_assert(g_utf8_validate(line, -1, NULL));
    }
    return snapshot;
}

void
fuzz_scenario(const uint8_t *data, size_t size)
{
    g_autoptr(AcvSnapshot) once = read_times(data, size, 1);
    if (!once || size > MAX_TWICE) {
        return;
    }
    g_autoptr(AcvSnapshot) twice = read_times(data, size, 2);
    g_assert(twice);
    g_autofree char *expected = snapshot_print(once);
    g_autofree char *got = snapshot_print(twice);
    g_assert_cmpstr(got, ==, expected);
}

/* Asks any question of any scenario: a line of who asks, one of who is asked for, then JSON. */
#include "acv/scenario.h"
#include "answer_check.h"
#include "targets.h"

#include <string.h>

void
fuzz_answer(const uint8_t *data, size_t size)
{
    g_autofree char *from = g_strndup((const char *) data, size);
    char *to = strchr(from, '\n');
    char *json = to ? strchr(to + 1, '\n') : NULL;
    if (!json) {
        return;
    }
    *to++ = '\0';
    *json++ = '\0';
    g_autoptr(AcvProblems) problems = acv_problems_new();
    AcvScenarioText text = { "fuzz", json, strlen(json) };
    g_autoptr(AcvSnapshot) snapshot = acv_scenario_parse(&text, 1, problems);
    if (snapshot) {
        answer_question(snapshot, from, to);
    }
}

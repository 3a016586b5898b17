/* The facts of a checkup: what did not pass, and what shows it. */
#include "ask.h"
#include "explain/checkup.h"

#include <string.h>

static void
add_words(GString *line, const char *word)
{
    g_string_append_printf(line, " %s", word ? word : "-");
}

/* The ids of the evidence, each once. */
static void
add_evidence(GString *line, const AcvFinding *finding)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    for (guint i = 0; i < finding->facts->len; i++) {
        const AcvRecord *record = g_array_index(finding->facts, AcvFact, i).record;
        if (record && record != finding->subject) {
            g_ptr_array_add(ids, (gpointer) record->id);
        }
    }
    for (guint i = 0; i < finding->missing->len; i++) {
        const char *id = g_array_index(finding->missing, AcvMissing, i).id;
        g_ptr_array_add(ids, (gpointer) (id ? id : "-"));
    }
    for (guint i = 0; i < ids->len; i++) {
        const char *id = g_ptr_array_index(ids, i);
        guint first;
        g_ptr_array_find_with_equal_func(ids, id, g_str_equal, &first);
        if (first == i) {
            add_words(line, id);
        }
    }
}

static char *
fact_of(const AcvFinding *finding)
{
    GString *line =
        g_string_new(finding->suppression ? "suppressed" : acv_status_name(finding->status));
    add_words(line, finding->row->check);
    add_words(line, finding->subject ? finding->subject->id : NULL);
    if (finding->expectation) {
        add_words(line, finding->expectation->from);
        add_words(line, finding->expectation->to);
    }
    if (finding->zone) {
        add_words(line, finding->zone);
    }
    add_evidence(line, finding);
    return g_string_free(line, FALSE);
}

static int
compare_facts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
ask_facts_of_checkup(const AcvCheckup *checkup)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new();
    for (guint i = 0; i < checkup->findings->len; i++) {
        const AcvFinding *finding = g_ptr_array_index(checkup->findings, i);
        if (finding->status != ACV_STATUS_PASS) {
            g_ptr_array_add(lines, fact_of(finding));
        }
    }
    g_ptr_array_sort(lines, compare_facts);
    GPtrArray *facts = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(facts, g_strdup(acv_status_name(acv_checkup_status(checkup))));
    g_ptr_array_extend(facts, lines, NULL, NULL);
    return facts;
}

#include "acv/scenario.h"

#include "load/check.h"
#include "load/document.h"
#include "load/encoding.h"
#include "load/source.h"

#include <string.h>

/* So many unknown keys are named where nothing is known. */
enum { MAX_NAMED = 5 };

static int
compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/* "Foo", "Bar" and so on, sorted; the caller's to free. */
static char *
name_strangers(const AcvLoader *loader)
{
    guint n;
    g_autofree const char **keys =
        (const char **) g_hash_table_get_keys_as_array(loader->strangers, &n);
    GString *names = g_string_new(NULL);

    qsort(keys, n, sizeof *keys, compare_texts);
    for (guint i = 0; i < n && i < MAX_NAMED; i++) {
        g_string_append_printf(names, "%s\"%.60s\"", i > 0 ? ", " : "", keys[i]);
    }
    g_string_append(names, n > MAX_NAMED ? ", …" : "");
    return g_string_free(names, FALSE);
}

static void
report_nothing(AcvLoader *loader, const char *name)
{
    g_autofree char *strangers = name_strangers(loader);

    acv_loader_set_file(loader, name);
    if (strangers[0]) {
        acv_json_report(&loader->reader, ACV_SEVERITY_ERROR, NULL,
                        "nothing to analyze: no resource under any known key, only %s", strangers);
    } else {
        acv_json_report(&loader->reader, ACV_SEVERITY_ERROR, NULL,
                        "nothing to analyze: no resource under any known key");
    }
}

/* The snapshot of what was read, or NULL if there were errors. 'name' is the only text, NULL if
 * there are several. */
static AcvSnapshot *
finish(AcvLoader *loader, const char *name, size_t n_errors_before)
{
    AcvProblems *problems = loader->reader.problems;

    if (acv_problems_count(problems, ACV_SEVERITY_ERROR) == n_errors_before
        && loader->n_records == 0) {
        report_nothing(loader, name);
    }
    if (acv_problems_count(problems, ACV_SEVERITY_ERROR) != n_errors_before) {
        return NULL;
    }
    acv_loader_add_rules(loader);
    const char *region = loader->region;
    const char *account_id = loader->account_id;
    acv_snapshot_builder_set_region(loader->builder,
                                    region ? region : acv_origin_region(&loader->origin));
    acv_snapshot_builder_set_account_id(
        loader->builder, account_id ? account_id : acv_origin_account_id(&loader->origin));
    AcvSnapshot *snapshot = acv_snapshot_builder_finish_take(g_steal_pointer(&loader->builder));
    acv_snapshot_check(snapshot, problems);
    return snapshot;
}

static void
read_text(const char *name, const char *text, size_t length, void *loader)
{
    acv_documents_read(loader, name, text, length);
}

AcvSnapshot *
acv_scenario_read(const char *const *names, AcvProblems *problems)
{
    g_autoptr(AcvLoader) loader = acv_loader_new(problems);
    size_t n_errors = acv_problems_count(problems, ACV_SEVERITY_ERROR);

    for (const char *const *name = names; *name; name++) {
        acv_source_read(*name, problems, read_text, loader);
    }
    bool is_one = names[0] && !names[1];
    return finish(loader, is_one ? acv_source_title(names[0]) : NULL, n_errors);
}

static void
parse_text(AcvLoader *loader, const AcvScenarioText *source)
{
    g_autoptr(GError) error = NULL;
    gsize length = source->length;
    char *bytes = g_malloc(length + 1);

    if (length > 0) {
        memcpy(bytes, source->text, length);
    }
    g_autofree char *text = acv_text_decode_take(bytes, &length, &error);
    if (text) {
        acv_documents_read(loader, source->name, text, length);
    } else {
        acv_loader_set_file(loader, source->name);
        acv_json_report(&loader->reader, ACV_SEVERITY_ERROR, NULL, "%s", error->message);
    }
}

AcvSnapshot *
acv_scenario_parse(const AcvScenarioText *texts, size_t n_texts, AcvProblems *problems)
{
    g_autoptr(AcvLoader) loader = acv_loader_new(problems);
    size_t n_errors = acv_problems_count(problems, ACV_SEVERITY_ERROR);

    for (size_t i = 0; i < n_texts; i++) {
        parse_text(loader, &texts[i]);
    }
    return finish(loader, n_texts == 1 ? texts[0].name : NULL, n_errors);
}

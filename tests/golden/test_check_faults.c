/* Designs that are right but for one fault: the check that is about it finds it, where it is, and
 * no other check changes its mind.
 *
 * Each file of check-faults/ plants faults in one worked scenario. Its first line is the case, and
 * others up to an empty line are edits of it, its AgentCore resources, and "not CHECK" for each
 * check whose findings are no matter of the file. The faults follow, with
 * empty lines between them: a name after "==", edits as of json_edit.h, and then what differs from
 * the findings of the case, a line each, as ask.h has them: with "*" for each of the resources, and
 * with "gone: " before what is not found any more. */
#include "acv/render.h"
#include "acv/scenario.h"
#include "ask.h"
#include "expect.h"
#include "json_edit.h"
#include "scenario_tree.h"
#include "suite.h"

#include <string.h>

#define FAULTS "tests/golden/check-faults"

static const AcvCheckOptions options = { .ephemeral_ports = { 1024, UINT16_MAX } };

/* What a design is found to be; NULL, and a failure, if it cannot be checked. */
static GPtrArray *
check_text(const char *name, const char *text)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    AcvScenarioText design = { "design", text, strlen(text) };
    g_autoptr(AcvSnapshot) snapshot = acv_scenario_parse(&design, 1, problems);
    g_autoptr(AcvCheckup) checkup =
        snapshot ? acv_checkup_new(snapshot, catalog, &options, problems) : NULL;
    EXPECT_TRUE(name, checkup != NULL);
    return checkup ? ask_facts_of_checkup(checkup) : NULL;
}

/* The text of a scenario with the edits among 'lines'; NULL, and a failure, if that cannot be. */
static char *
edit(const char *name, const char *base, char **lines)
{
    g_autoptr(GError) error = NULL;
    cJSON *json = cJSON_Parse(base);
    for (char **line = lines; *line && !error; line++) {
        (void) (**line == '/' && !json_edit(json, *line, &error));
    }
    EXPECT_TEXT(name, error ? error->message : NULL, NULL);
    char *edited = cJSON_PrintUnformatted(json);
    char *kept = error ? NULL : g_strdup(edited);
    cJSON_free(edited);
    cJSON_Delete(json);
    return kept;
}

/* Whether a fact, "STATUS CHECK …", is of a check that the file leaves out. */
static bool
is_left_out(const char *fact, char **head)
{
    g_auto(GStrv) words = g_strsplit(fact, " ", 3);
    for (char **line = head; *line; line++) {
        if (g_str_has_prefix(*line, "not ") && words[1]
            && g_str_equal(*line + strlen("not "), words[1])) {
            return true;
        }
    }
    return false;
}

/* Appends the facts of 'these' that are not among 'those', each after 'mark'; the first is the
 * status of the whole, which does not count. */
static void
add_new(GPtrArray *out, const GPtrArray *these, const GPtrArray *those, char **head,
        const char *mark)
{
    for (guint i = 1; i < these->len; i++) {
        const char *fact = g_ptr_array_index(these, i);
        if (!is_left_out(fact, head)
            && !g_ptr_array_find_with_equal_func((GPtrArray *) those, fact, g_str_equal, NULL)) {
            g_ptr_array_add(out, g_strconcat(mark, fact, NULL));
        }
    }
}

static int
compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/* Lines in ascending order, as one text. */
static char *
join(GPtrArray *lines)
{
    g_ptr_array_sort(lines, compare_texts);
    g_ptr_array_add(lines, NULL);
    return g_strjoinv("\n", (char **) lines->pdata);
}

/* Appends a line; one with "*" for each of 'subjects'. */
static void
add_expected(GPtrArray *out, const char *line, char **subjects)
{
    g_auto(GStrv) parts = g_strsplit(line, " *", 2);
    if (!parts[1]) {
        g_ptr_array_add(out, g_strdup(line));
        return;
    }
    for (char **subject = subjects; *subject; subject++) {
        if (**subject == '/' || g_str_has_prefix(*subject, "not ")) {
            continue;
        }
        g_ptr_array_add(out, g_strdup_printf("%s %s%s", parts[0], *subject, parts[1]));
    }
}

static void
expect_differences(const char *name, char **lines, char **subjects, const GPtrArray *before,
                   const GPtrArray *after)
{
    g_autoptr(GPtrArray) expected = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) got = g_ptr_array_new_with_free_func(g_free);
    for (char **line = lines; *line; line++) {
        if (**line != '/' && **line != '#' && **line != '\0') {
            add_expected(expected, *line, subjects);
        }
    }
    add_new(got, after, before, subjects, "");
    add_new(got, before, after, subjects, "gone: ");
    g_autofree char *expected_text = join(expected);
    g_autofree char *got_text = join(got);
    EXPECT_TEXT(name, got_text, expected_text);
}

/* The faults of a file, whose texts after the first mark they are. */
static void
plant(const char *file)
{
    g_autofree char *text = scenario_file(FAULTS, file);
    g_auto(GStrv) blocks = g_strsplit(text, "\n== ", -1);
    g_auto(GStrv) head = g_strsplit(g_strstrip(blocks[0]), "\n", -1);
    g_autofree char *text_of_case = scenario_file(SCENARIOS, head[0]);
    g_autofree char *base = edit(file, text_of_case, head + 1);
    g_autoptr(GPtrArray) before = check_text(file, base);
    for (char **block = blocks + 1; before && *block; block++) {
        g_auto(GStrv) lines = g_strsplit(*block, "\n", -1);
        g_autofree char *name = g_strdup_printf("%s: %s", file, lines[0]);
        g_autofree char *edited = edit(name, base, lines + 1);
        g_autoptr(GPtrArray) after = edited ? check_text(name, edited) : NULL;
        if (after) {
            expect_differences(name, lines + 1, head + 1, before, after);
        }
    }
}

static void
each_planted_fault_is_the_only_one_that_is_found(void)
{
    g_autoptr(GPtrArray) files = scenario_folder_list(FAULTS, ".faults");
    EXPECT_TRUE("there are faults", files->len > 0);
    for (guint i = 0; i < files->len; i++) {
        plant(g_ptr_array_index(files, i));
    }
}

/* --- Every scenario --- */

static void
check_case(const char *name, const AcvCatalog *catalog)
{
    static const AcvTextStyle style = { .width = 80 };
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autofree char *file = g_build_filename(SCENARIOS, name, "scenario.json", NULL);
    g_autofree char *folder = g_build_filename(SCENARIOS, name, "scenario", NULL);
    const char *names[] = { g_file_test(file, G_FILE_TEST_EXISTS) ? file : folder, NULL };
    g_autoptr(AcvSnapshot) snapshot = acv_scenario_read(names, problems);
    g_autoptr(AcvCheckup) checkup =
        snapshot ? acv_checkup_new(snapshot, catalog, &options, problems) : NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    EXPECT_TRUE(name, checkup != NULL);
    if (checkup) {
        acv_render_checkup_text(out, checkup, &style);
        acv_render_checkup_json(out, checkup);
        EXPECT_TRUE(name, out->len > 0 && !strstr(out->str, "{0}"));
    }
}

static void
every_worked_scenario_can_be_checked(void)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    g_autoptr(GPtrArray) cases = scenario_cases();
    for (guint i = 0; i < cases->len; i++) {
        check_case(g_ptr_array_index(cases, i), catalog);
    }
}

SUITE_MAIN(check_faults, TEST(each_planted_fault_is_the_only_one_that_is_found),
           TEST(every_worked_scenario_can_be_checked))

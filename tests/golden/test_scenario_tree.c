/* What holds for the folder of worked scenarios as a whole: every case is complete, every golden is
 * sound, and the index says what there is. */
#include "acv/catalog.h"
#include "ask.h"
#include "expect.h"
#include "load/json_text.h"
#include "scenario_tree.h"
#include "suite.h"

#include <cjson/cJSON.h>
#include <string.h>

/* --- Goldens --- */

static void
every_golden_in_json_is_valid_and_has_its_verdict(void)
{
    g_autoptr(GPtrArray) questions = scenario_questions();
    for (guint i = 0; i < questions->len; i++) {
        const char *name = g_ptr_array_index(questions, i);
        g_autofree char *file = g_strconcat(name, ".json", NULL);
        g_autofree char *ask_file = g_strconcat(name, ".ask", NULL);
        g_autofree char *text = scenario_file(SCENARIOS, file);
        g_autofree char *ask_text = scenario_file(SCENARIOS, ask_file);
        g_autoptr(Ask) ask = ask_parse(ask_text, NULL);
        AcvJsonFault fault = { 0 };
        EXPECT_TRUE(file, acv_json_check(text, strlen(text), &fault));
        g_free(fault.message);
        cJSON *json = cJSON_Parse(text);
        const char *verdict = cJSON_GetStringValue(
            cJSON_GetObjectItemCaseSensitive(json, ask && ask->is_check ? "Status" : "Verdict"));
        EXPECT_TEXT(file, verdict, ask ? g_ptr_array_index(ask->facts, 0) : NULL);
        cJSON_Delete(json);
    }
}

/* States of AgentCore's resources, such as CREATE_FAILED, are no codes. */
static void
expect_known_codes(const char *file, const char *text, const AcvCatalog *catalog)
{
    g_autoptr(GRegex) regex =
        g_regex_new("\\b[A-Z][A-Z0-9]+(_[A-Z0-9]+)+\\b(?<!_FAILED)", 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    g_regex_match(regex, text, 0, &match);
    for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
        g_autofree char *code = g_match_info_fetch(match, 0);
        g_autofree char *what = g_strdup_printf("%s: %s", file, code);
        EXPECT_TRUE(what, acv_catalog_find_code(catalog, code) != NULL);
    }
}

static void
every_code_in_a_question_or_golden_stands_in_the_table_of_codes(void)
{
    static const char *const suffixes[] = { ".ask", ".txt", ".json" };
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    g_autoptr(GPtrArray) questions = scenario_questions();
    for (guint i = 0; i < questions->len; i++) {
        for (size_t j = 0; j < G_N_ELEMENTS(suffixes); j++) {
            g_autofree char *file = g_strconcat(g_ptr_array_index(questions, i), suffixes[j], NULL);
            g_autofree char *text = scenario_file(SCENARIOS, file);
            expect_known_codes(file, text, catalog);
        }
    }
}

/* Adds the codes that are said to be blockers or notes of a question. */
static void
add_codes_of(const char *question, GHashTable *codes)
{
    g_autofree char *file = g_strconcat(question, ".ask", NULL);
    g_autofree char *text = scenario_file(SCENARIOS, file);
    g_autoptr(Ask) ask = ask_parse(text, NULL);
    for (guint i = 1; ask && !ask->is_check && i < ask->facts->len; i++) {
        const char *fact = g_ptr_array_index(ask->facts, i);
        fact += g_str_has_prefix(fact, "note: ") ? strlen("note: ") : 0;
        g_hash_table_add(codes, g_strndup(fact, strcspn(fact, " ")));
    }
}

static void
every_code_that_is_produced_is_shown_by_a_question(void)
{
    g_autoptr(GHashTable) shown = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) questions = scenario_questions();
    for (guint i = 0; i < questions->len; i++) {
        add_codes_of(g_ptr_array_index(questions, i), shown);
    }
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    size_t n;
    const AcvCodeRow *rows = acv_catalog_list_code(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        EXPECT_TRUE(rows[i].code, !rows[i].produced || g_hash_table_contains(shown, rows[i].code));
    }
}

/* --- Completeness --- */

/* A heading, a blank line, the lesson, and where AWS says so. */
static void
expect_lesson(const char *name, const char *text)
{
    enum { FEWEST_LINES = 4, MOST_LINES = 20 };
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    guint n = g_strv_length(lines);
    EXPECT_TRUE(name, g_str_has_prefix(text, "# ") && n >= FEWEST_LINES && n <= MOST_LINES);
    EXPECT_TRUE(name, strstr(text, "https://docs.aws.amazon.com/") != NULL);
}

static void
every_case_has_a_lesson_a_scenario_and_questions_numbered_from_one(void)
{
    g_autoptr(GPtrArray) cases = scenario_cases();
    EXPECT_TRUE("there are cases", cases->len > 0);
    for (guint i = 0; i < cases->len; i++) {
        const char *name = g_ptr_array_index(cases, i);
        g_autofree char *folder = g_build_filename(SCENARIOS, name, NULL);
        g_autofree char *lesson = scenario_file(folder, "README.md");
        g_autofree char *file = g_build_filename(folder, "scenario.json", NULL);
        g_autofree char *parts = g_build_filename(folder, "scenario", NULL);
        g_autoptr(GPtrArray) asks = scenario_folder_list(folder, ".ask");
        expect_lesson(name, lesson);
        EXPECT_TRUE(name, g_file_test(file, G_FILE_TEST_EXISTS)
                              != g_file_test(parts, G_FILE_TEST_IS_DIR));
        EXPECT_TRUE(name, asks->len > 0);
        for (guint j = 0; j < asks->len; j++) {
            g_autofree char *expected = g_strdup_printf("%u.ask", j + 1);
            EXPECT_TEXT(name, g_ptr_array_index(asks, j), expected);
        }
    }
}

static void
no_golden_is_left_without_its_question(void)
{
    static const char *const suffixes[] = { ".txt", ".json" };
    g_autoptr(GPtrArray) cases = scenario_cases();
    for (guint i = 0; i < cases->len; i++) {
        g_autofree char *folder = g_build_filename(SCENARIOS, g_ptr_array_index(cases, i), NULL);
        for (size_t j = 0; j < G_N_ELEMENTS(suffixes); j++) {
            g_autoptr(GPtrArray) names = scenario_folder_list(folder, suffixes[j]);
            for (guint k = 0; k < names->len; k++) {
                const char *name = g_ptr_array_index(names, k);
                g_autofree char *stem = g_strndup(name, strlen(name) - strlen(suffixes[j]));
                bool is_of_diff = g_str_has_suffix(stem, ".diff");
                g_autofree char *ask =
                    g_strdup_printf("%s/%s%s", folder, stem, is_of_diff ? "" : ".ask");
                EXPECT_TRUE(ask,
                            strcmp(stem, "scenario") == 0 || g_file_test(ask, G_FILE_TEST_EXISTS));
            }
        }
    }
}

/* --- The index --- */

/* The verdicts of a case's questions, with commas between. */
static char *
verdicts_of(const char *folder)
{
    GString *verdicts = g_string_new(NULL);
    g_autoptr(GPtrArray) asks = scenario_folder_list(folder, ".ask");
    for (guint i = 0; i < asks->len; i++) {
        g_autofree char *text = scenario_file(folder, g_ptr_array_index(asks, i));
        g_autoptr(Ask) ask = ask_parse(text, NULL);
        const char *verdict = ask ? g_ptr_array_index(ask->facts, 0) : "?";
        g_string_append_printf(verdicts, "%s%s", i > 0 ? ", " : "", verdict);
    }
    return g_string_free(verdicts, FALSE);
}

static void
the_index_has_a_row_for_every_case_and_no_other(void)
{
    g_autofree char *index = scenario_file(SCENARIOS, "README.md");
    g_autoptr(GPtrArray) cases = scenario_cases();
    g_auto(GStrv) rows = g_strsplit(index, "\n| [", -1);
    EXPECT_INT("number of rows", g_strv_length(rows) - 1, cases->len);
    for (guint i = 0; i < cases->len; i++) {
        const char *name = g_ptr_array_index(cases, i);
        g_autofree char *folder = g_build_filename(SCENARIOS, name, NULL);
        g_autofree char *lesson = scenario_file(folder, "README.md");
        g_autofree char *verdicts = verdicts_of(folder);
        g_autofree char *title = g_path_get_basename(name);
        char *heading = lesson + strspn(lesson, "# ");
        heading[strcspn(heading, "\n")] = '\0';
        g_autofree char *row =
            g_strdup_printf("\n| [%s](%s) | %s | %s |\n", title, name, heading, verdicts);
        EXPECT_TRUE(row, strstr(index, row) != NULL);
    }
}

SUITE_MAIN(scenario_tree, TEST(every_golden_in_json_is_valid_and_has_its_verdict),
           TEST(every_code_in_a_question_or_golden_stands_in_the_table_of_codes),
           TEST(every_code_that_is_produced_is_shown_by_a_question),
           TEST(every_case_has_a_lesson_a_scenario_and_questions_numbered_from_one),
           TEST(no_golden_is_left_without_its_question),
           TEST(the_index_has_a_row_for_every_case_and_no_other))

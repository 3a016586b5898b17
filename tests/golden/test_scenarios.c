/* Every question of every worked scenario: the facts of its answer, which people wrote down, and
 * its text and JSON, which are recorded. */
#include "acv/change.h"
#include "acv/render.h"
#include "acv/scenario.h"
#include "acv/zone_loss.h"
#include "ask.h"
#include "expect.h"
#include "scenario_tree.h"
#include "suite.h"

#include <glib/gstdio.h>

enum { TEXT_WIDTH = 80 };

/* --- A question --- */

/* The scenario of the case in whose folder the program is, as people name it there. */
static AcvSnapshot *
read_scenario(AcvProblems *problems)
{
    bool is_file = g_file_test("scenario.json", G_FILE_TEST_EXISTS);
    const char *names[] = { is_file ? "scenario.json" : "scenario", NULL };
    return acv_scenario_read(names, problems);
}

static void
expect_golden(const char *name, const char *suffix, const char *folder, const GString *got)
{
    g_autofree char *number = g_path_get_basename(name);
    g_autofree char *file = g_strconcat(number, suffix, NULL);
    g_autofree char *expected = scenario_file(folder, file);
    g_autofree char *difference = ask_compare_texts(expected, got->str);
    if (difference) {
        g_autofree char *what = g_strdup_printf("%s%s, %s", name, suffix, difference);
        EXPECT_TRUE(what, false);
    }
}

/* Forms that are recorded of some answers, which have a file for it. */
static const struct {
    const char *suffix;
    void (*render)(GString *out, const AcvAnswer *answer);
} further_forms[] = {
    { ".svg", acv_render_svg },
    { ".mmd", acv_render_mermaid },
    { ".dot", acv_render_dot },
};

static void
expect_further_forms(const char *name, const char *folder, const AcvAnswer *answer)
{
    for (size_t i = 0; i < G_N_ELEMENTS(further_forms); i++) {
        g_autofree char *file = g_strconcat(SCENARIOS "/", name, further_forms[i].suffix, NULL);
        if (g_file_test(file, G_FILE_TEST_EXISTS)) {
            g_autoptr(GString) out = g_string_new(NULL);
            further_forms[i].render(out, answer);
            expect_golden(name, further_forms[i].suffix, folder, out);
        }
    }
}

/* The page of Markdown, if it is recorded. */
static void
expect_markdown(const char *name, const char *folder, const AcvTrial *trial)
{
    g_autofree char *file = g_strconcat(SCENARIOS "/", name, ".md", NULL);
    if (g_file_test(file, G_FILE_TEST_EXISTS)) {
        g_autoptr(GString) out = g_string_new(NULL);
        acv_render_markdown(out, trial);
        expect_golden(name, ".md", folder, out);
    }
}

/* The answer after the changes of the question, if there are any, beside the one before. */
static void
expect_pages(const char *name, const char *folder, const AcvTrial *trial)
{
    static const AcvTextStyle style = { .width = TEXT_WIDTH };
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) json = g_string_new(NULL);
    if (acv_changes_n(trial->changes) > 0 || trial->lost_zones[0]) {
        acv_render_trial_text(text, trial, &style);
        acv_render_trial_json(json, trial);
        expect_markdown(name, folder, trial);
    } else {
        acv_render_text(text, trial->after, &style);
        acv_render_json(json, trial->after);
        expect_markdown(name, folder, &(AcvTrial){ .after = trial->after });
    }
    expect_golden(name, ".txt", folder, text);
    expect_golden(name, ".json", folder, json);
}

static void
expect_same_facts(const char *name, const Ask *ask, const GPtrArray *facts)
{
    g_autofree char *difference = ask_compare_facts(ask->facts, facts);
    if (difference) {
        g_autofree char *what = g_strconcat(name, ".ask", difference, NULL);
        EXPECT_TRUE(what, false);
    }
}

static void
expect_facts(const char *name, const Ask *ask, const AcvAnswer *answer, const AcvProblems *problems)
{
    g_autoptr(GPtrArray) facts = ask_facts_of(ask, answer, problems);
    expect_same_facts(name, ask, facts);
}

/* What the design as a whole is checked for. */
static void
check_design(const char *name, const char *folder, const Ask *ask, AcvSnapshot *design,
             const AcvCatalog *catalog)
{
    static const AcvTextStyle style = { .width = TEXT_WIDTH };
    g_autoptr(AcvProblems) problems = acv_problems_new();
    AcvCheckOptions options = { .ephemeral_ports = ask->ephemeral_ports, .no_dns = ask->no_dns };
    g_autoptr(AcvCheckup) checkup = acv_checkup_new(design, catalog, &options, problems);
    EXPECT_TRUE(name, checkup != NULL);
    if (checkup) {
        g_autoptr(GPtrArray) facts = ask_facts_of_checkup(checkup);
        g_autoptr(GString) text = g_string_new(NULL);
        g_autoptr(GString) json = g_string_new(NULL);
        acv_render_checkup_text(text, checkup, &style);
        acv_render_checkup_json(json, checkup);
        expect_same_facts(name, ask, facts);
        expect_golden(name, ".txt", folder, text);
        expect_golden(name, ".json", folder, json);
    }
}

static AcvChanges *
read_changes(const Ask *ask, AcvProblems *problems)
{
    AcvChanges *changes = acv_changes_new();
    for (guint i = 0; i < ask->what_if->len; i++) {
        acv_changes_add(changes, g_ptr_array_index(ask->what_if, i), problems);
    }
    return changes;
}

/* 'snapshot' without the zones of the question. */
static AcvSnapshot *
lose_zones(AcvSnapshot *snapshot, const Ask *ask)
{
    AcvSnapshot *rest = acv_snapshot_ref(snapshot);
    for (guint i = 0; rest && i < ask->zones->len; i++) {
        g_autoptr(AcvSnapshot) whole = rest;
        rest = acv_zone_loss_apply(whole, g_ptr_array_index(ask->zones, i), NULL);
    }
    return rest;
}

static void
ask_question(const char *name, const char *folder, const Ask *ask)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    g_autofree char *home = g_get_current_dir();
    g_chdir(folder);
    g_autoptr(AcvSnapshot) snapshot = read_scenario(problems);
    g_autoptr(AcvChanges) changes = read_changes(ask, problems);
    g_chdir(home);
    g_autoptr(AcvWhatIf) what_if = snapshot ? acv_what_if_new(snapshot, changes, problems) : NULL;
    g_autoptr(AcvSnapshot) design = what_if ? lose_zones(acv_what_if_after(what_if), ask) : NULL;
    if (!design || acv_problems_count(problems, ACV_SEVERITY_ERROR) > 0) {
        EXPECT_TEXT(name, "no scenario", NULL);
        return;
    }
    if (ask->is_check) {
        check_design(name, folder, ask, design, catalog);
        return;
    }
    g_autoptr(GError) error = NULL;
    AcvQuestion question = { ask->from, ask->to, ask->ephemeral_ports, ask->no_dns };
    g_autoptr(AcvAnswer) before = acv_answer_new(snapshot, catalog, &question, NULL);
    g_autoptr(AcvAnswer) after = acv_answer_new(design, catalog, &question, &error);
    EXPECT_TEXT(name, error ? error->message : NULL, NULL);
    if (after) {
        g_autoptr(GPtrArray) zones = g_ptr_array_new();
        g_ptr_array_extend(zones, ask->zones, NULL, NULL);
        g_ptr_array_add(zones, NULL);
        AcvTrial trial = { before, after, changes, what_if, (const char *const *) zones->pdata };
        acv_answer_find_remedies(after, design);
        expect_facts(name, ask, after, problems);
        expect_pages(name, folder, &trial);
        expect_further_forms(name, folder, after);
    }
}

/* The test that runs is called like its question. */
static void
run_question(void)
{
    const char *name = CU_get_current_test()->pName;
    g_autofree char *file = g_strconcat(name, ".ask", NULL);
    g_autofree char *text = scenario_file(SCENARIOS, file);
    g_autoptr(GError) error = NULL;
    g_autoptr(Ask) ask = ask_parse(text, &error);
    EXPECT_TEXT(name, error ? error->message : NULL, NULL);
    if (ask) {
        g_autofree char *path = g_build_filename(SCENARIOS, name, NULL);
        g_autofree char *folder = g_path_get_dirname(path);
        ask_question(name, folder, ask);
    }
}

/* --- Planted faults --- */

static const struct {
    const char *name;
    const char *expected;
    const char *got;
    const char *difference;
} fact_cases[] = {
    { "the same", "reachable", "reachable", NULL },
    { "another verdict", "reachable", "partial", "\n    expected reachable\n    got      partial" },
    { "a blocker that is not there", "unreachable\nB x forward", "unreachable",
      "\n    expected B x forward" },
    { "a blocker too many", "unreachable\nB x forward", "unreachable\nB x forward\nA y return",
      "\n    got      A y return" },
    { "a blocker twice", "unreachable\nB x forward", "unreachable\nB x forward\nB x forward",
      "\n    got      B x forward" },
    { "another direction", "unreachable\nB x egress forward", "unreachable\nB x ingress forward",
      "\n    expected B x egress forward\n    got      B x ingress forward" },
    { "comments and order", "unreachable\n# why\nB x forward\nA y return",
      "unreachable\nA y return\nB x forward", NULL },
};

static Ask *
ask_of_facts(const char *facts)
{
    g_autofree char *text = g_strconcat("--from a --to b\n", facts, "\n", NULL);
    return ask_parse(text, NULL);
}

static void
facts_that_differ_are_noticed(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(fact_cases); i++) {
        g_autoptr(Ask) expected = ask_of_facts(fact_cases[i].expected);
        g_autoptr(Ask) got = ask_of_facts(fact_cases[i].got);
        g_autofree char *difference = ask_compare_facts(expected->facts, got->facts);
        EXPECT_TEXT(fact_cases[i].name, difference, fact_cases[i].difference);
    }
}

static void
texts_that_differ_are_noticed_with_their_line(void)
{
    g_autofree char *none = ask_compare_texts("a\nb\n", "a\nb\n");
    g_autofree char *second = ask_compare_texts("a\nb\nc\n", "a\nx\nc\n");
    g_autofree char *end = ask_compare_texts("a\n", "a");
    EXPECT_TEXT("the same", none, NULL);
    EXPECT_TEXT("the second line", second, "line 2:\n    got      \"x\"\n    expected \"b\"");
    EXPECT_TEXT("no end of line", end, "line 2:\n    got      \"(the end)\"\n    expected \"\"");
}

static void
questions_that_make_no_sense_are_refused(void)
{
    static const char *const texts[] = {
        "",
        "--from a --to b\n",
        "--from a\nreachable\n",
        "--from a --to b --fast yes\nreachable\n",
        "--from a --to b --ephemeral-ports 5\nreachable\n",
        "--from 'a --to b\nreachable\n",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Ask) ask = ask_parse(texts[i], &error);
        EXPECT_TRUE(texts[i], !ask && error);
    }
}

/* --- All tests --- */

static const TestCase fixed_tests[] = {
    TEST(facts_that_differ_are_noticed),
    TEST(texts_that_differ_are_noticed_with_their_line),
    TEST(questions_that_make_no_sense_are_refused),
};

int
main(void)
{
    g_autoptr(GPtrArray) questions = scenario_questions();
    g_autoptr(GArray) tests = g_array_new(FALSE, FALSE, sizeof(TestCase));
    g_array_append_vals(tests, fixed_tests, G_N_ELEMENTS(fixed_tests));
    for (guint i = 0; i < questions->len; i++) {
        TestCase test = { g_ptr_array_index(questions, i), run_question };
        g_array_append_val(tests, test);
    }
    return suite_run("scenarios", (const TestCase *) (const void *) tests->data, tests->len);
}

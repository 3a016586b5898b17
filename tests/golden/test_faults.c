/* Designs that are right but for one fault: it is found, named and located, and no other is blamed.
 *
 * The designs are worked scenarios that are right; each file of faults/ plants faults in one of
 * them. Its first line is the case; the faults follow, with empty lines between them: a name after
 * "==", edits as of json_edit.h, and then a question with the facts of its answer as of ask.h. Left
 * out may be that ways cross zones, the sets of a partial answer, and the first remedy, a line
 * "remedy: aws ec2 ..." for each of its commands. */
#include "acv/change.h"
#include "acv/scenario.h"
#include "ask.h"
#include "expect.h"
#include "json_edit.h"
#include "scenario.h"
#include "scenario_tree.h"
#include "suite.h"

#include <string.h>

#define FAULTS "tests/golden/faults"

typedef struct {
    char *name;  /* "FILE: NAME" */
    char *base;  /* A file of scenarios/. */
    char *edits; /* Lines. */
    char *ask;
} Fault;

static GArray *all_faults; /* Elements Fault; what CUnit runs has no parameter. */

/* --- Reading --- */

static void
fault_clear(Fault *fault)
{
    g_free(fault->name);
    g_free(fault->base);
    g_free(fault->edits);
    g_free(fault->ask);
}

/* The lines of 'block' that are edits, or those that are not. */
static char *
lines_of(const char *block, bool edits)
{
    GString *out = g_string_new(NULL);
    g_auto(GStrv) lines = g_strsplit(block, "\n", -1);
    for (char **line = lines; *line; line++) {
        if ((**line == '/') == edits) {
            g_string_append_printf(out, "%s\n", *line);
        }
    }
    return g_string_free(out, FALSE);
}

static void
read_faults(const char *file, GArray *faults)
{
    static const char mark[] = "\n== ";
    g_autofree char *text = scenario_file(FAULTS, file);
    g_auto(GStrv) blocks = g_strsplit(text, mark, -1);
    g_autofree char *topic = g_strndup(file, strcspn(file, "."));
    g_autofree char *base = lines_of(blocks[0], false);
    for (char **block = blocks + 1; *block; block++) {
        size_t length = strcspn(*block, "\n");
        Fault fault = {
            .name = g_strdup_printf("%s: %.*s", topic, (int) length, *block),
            .base = g_strdup(g_strstrip(base)),
            .edits = lines_of(*block + length, true),
            .ask = lines_of(*block + length, false),
        };
        g_array_append_val(faults, fault);
    }
}

/* --- Asking --- */

/* The scenario with the edits; NULL, and a failure, if that cannot be. */
static char *
edit_scenario(const char *base, const char *edits)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = scenario_file(SCENARIOS, base);
    cJSON *json = cJSON_Parse(text);
    g_auto(GStrv) lines = g_strsplit(edits, "\n", -1);
    for (char **line = lines; *line && !error; line++) {
        (void) (**line != '\0' && json_edit(json, *line, &error));
    }
    char *edited = cJSON_PrintUnformatted(json);
    char *kept = error ? NULL : g_strdup(edited);
    EXPECT_TEXT(base, error ? error->message : NULL, NULL);
    cJSON_free(edited);
    cJSON_Delete(json);
    return kept;
}

static bool
is_of_sets(const char *fact)
{
    return strstr(fact, "reachable: ") || g_str_has_prefix(fact, "undetermined: ")
           || g_str_has_prefix(fact, "unsteady: ");
}

static bool
is_of_remedy(const char *fact)
{
    return g_str_has_prefix(fact, "remedy: ");
}

static bool
has_fact(const GPtrArray *facts, bool (*test)(const char *fact))
{
    for (guint i = 0; i < facts->len; i++) {
        if (test(g_ptr_array_index(facts, i))) {
            return true;
        }
    }
    return false;
}

/* Takes away what a fault need not tell. */
static void
keep_what_is_told(GPtrArray *facts, const GPtrArray *expected)
{
    bool sets = has_fact(expected, is_of_sets);
    for (guint i = facts->len; i-- > 0;) {
        const char *fact = g_ptr_array_index(facts, i);
        if (g_str_has_prefix(fact, "note: AVAILABILITY_ZONE_CROSSED ")
            || (!sets && is_of_sets(fact))) {
            g_ptr_array_remove_index(facts, i);
        }
    }
}

static int
compare_facts(const void *a, const void *b)
{
    return strcmp(*(char *const *) a, *(char *const *) b);
}

static void
add_remedy(GPtrArray *facts, AcvAnswer *answer, AcvSnapshot *snapshot)
{
    acv_answer_find_remedies(answer, snapshot);
    g_autoptr(AcvChanges) remedy =
        acv_answer_n_remedies(answer) > 0 ? acv_answer_remedy(answer, 0) : acv_changes_new();
    for (size_t i = 0; i < acv_changes_n(remedy); i++) {
        g_autofree char *line = acv_aws_command_print(acv_changes_get(remedy, i)->command);
        g_ptr_array_add(facts, g_strdup_printf("remedy: %s", line));
    }
    qsort(facts->pdata + 1, facts->len - 1, sizeof *facts->pdata, compare_facts);
}

/* The facts of the answer in the design with the edits; what went wrong if there is none. */
static GPtrArray *
ask_design(const Fault *fault, const Ask *ask)
{
    g_autofree char *text = edit_scenario(fault->base, fault->edits);
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    AcvScenarioText design = { "design", text, text ? strlen(text) : 0 };
    g_autoptr(AcvSnapshot) snapshot = text ? acv_scenario_parse(&design, 1, problems) : NULL;
    AcvQuestion question = { ask->from, ask->to, ask->ephemeral_ports, ask->no_dns };
    g_autoptr(GError) error = NULL;
    g_autoptr(AcvAnswer) answer =
        snapshot ? acv_answer_new(snapshot, catalog, &question, &error) : NULL;
    if (!answer) {
        GPtrArray *facts = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(facts, error ? g_strdup(error->message) : problems_print(problems, 0));
        return facts;
    }
    GPtrArray *facts = ask_facts_of(ask, answer, problems);
    if (has_fact(ask->facts, is_of_remedy)) {
        add_remedy(facts, answer, snapshot);
    }
    return facts;
}

static void
expect_facts(const Fault *fault, const Ask *ask)
{
    g_autoptr(GPtrArray) facts = ask_design(fault, ask);
    keep_what_is_told(facts, ask->facts);
    g_autofree char *difference = ask_compare_facts(ask->facts, facts);
    if (difference) {
        g_autofree char *what = g_strdup_printf("%s%s", fault->name, difference);
        EXPECT_TRUE(what, false);
    }
}

/* The test that runs is called like its fault. */
static void
run_fault(void)
{
    const char *name = CU_get_current_test()->pName;
    for (guint i = 0; i < all_faults->len; i++) {
        const Fault *fault = &g_array_index(all_faults, Fault, i);
        if (g_str_equal(fault->name, name)) {
            g_autoptr(GError) error = NULL;
            g_autoptr(Ask) ask = ask_parse(fault->ask, &error);
            EXPECT_TEXT(name, error ? error->message : NULL, NULL);
            if (ask) {
                expect_facts(fault, ask);
            }
        }
    }
}

/* --- The harness --- */

static void
edits_that_lead_nowhere_are_noticed(void)
{
    static const char *const lines[] = {
        "/a/b/c = 1",           "/list/9 = 1", "/list/x-9 -", "/list = {", "/a",
        "/list/x-1/number + 1", "a = 1",       "/none -",     "/a * 1",
    };
    cJSON *json = cJSON_Parse("{\"a\": {}, \"list\": [{\"XId\": \"x-1\", \"number\": 1}]}");
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autoptr(GError) error = NULL;
        EXPECT_TRUE(lines[i], !json_edit(json, lines[i], &error) && error);
    }
    cJSON_Delete(json);
}

static void
edits_set_add_and_take_away(void)
{
    static const char *const lines[] = {
        "/a/b = {\"c\": 1}", "/list/x-1/number = 2", "/list + {\"XId\": \"x-2\"}",
        "/list/0 -",         "/a/new + [3]",
    };
    cJSON *json = cJSON_Parse("{\"a\": {}, \"list\": [{\"YId\": \"y\"}, {\"XId\": \"x-1\"}]}");
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autoptr(GError) error = NULL;
        EXPECT_TRUE(lines[i], json_edit(json, lines[i], &error));
    }
    char *text = cJSON_PrintUnformatted(json);
    EXPECT_TEXT("edited", text,
                "{\"a\":{\"b\":{\"c\":1},\"new\":[[3]]},"
                "\"list\":[{\"XId\":\"x-1\",\"number\":2},{\"XId\":\"x-2\"}]}");
    cJSON_free(text);
    cJSON_Delete(json);
}

static void
names_of_faults_are_unique(void)
{
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < all_faults->len; i++) {
        char *name = g_array_index(all_faults, Fault, i).name;
        EXPECT_TRUE(name, g_hash_table_add(names, name));
    }
}

int
main(void)
{
    static const TestCase fixed_tests[] = {
        TEST(edits_that_lead_nowhere_are_noticed),
        TEST(edits_set_add_and_take_away),
        TEST(names_of_faults_are_unique),
    };
    g_autoptr(GPtrArray) files = scenario_folder_list(FAULTS, ".faults");
    g_autoptr(GArray) tests = g_array_new(FALSE, FALSE, sizeof(TestCase));
    all_faults = g_array_new(FALSE, FALSE, sizeof(Fault));
    g_array_set_clear_func(all_faults, (GDestroyNotify) fault_clear);
    for (guint i = 0; i < files->len; i++) {
        read_faults(g_ptr_array_index(files, i), all_faults);
    }
    g_array_append_vals(tests, fixed_tests, G_N_ELEMENTS(fixed_tests));
    for (guint i = 0; i < all_faults->len; i++) {
        TestCase test = { g_array_index(all_faults, Fault, i).name, run_fault };
        g_array_append_val(tests, test);
    }
    int status = suite_run("faults", (const TestCase *) (const void *) tests->data, tests->len);
    g_array_unref(all_faults);
    return status;
}

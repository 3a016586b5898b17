/* Every remedy cures what it is for: with all of its commands the question is reachable, by both
 * engines; without any one of them it is not; and no rule opens more than it must. */
#include "acv/render.h"
#include "ask.h"
#include "expect.h"
#include "explain/answer.h"
#include "random_scenario.h"
#include "scenario.h"
#include "scenario_tree.h"
#include "suite.h"

#include <string.h>

enum { N_SCENARIOS = 250 }; /* ACV_TEST_ROUNDS multiplies them. */

typedef struct {
    AcvSnapshot *snapshot;
    const AcvCatalog *catalog;
    const char *name;
    unsigned n_remedies;
    unsigned n_failures;
    bool has_fault; /* Planted: the last command of each remedy is lost. */
} Trial;

static void
fail(Trial *trial, const char *what, const char *detail)
{
    trial->n_failures++;
    if (!trial->has_fault && trial->n_failures <= 5) {
        g_autofree char *name = g_strdup_printf("%s: %s: %s", trial->name, what, detail);
        EXPECT_TRUE(name, false);
    }
}

/* --- Laws --- */

/* The question after some changes: reachable, and so for single packets; '*out_applied' tells
 * whether they could be made. */
static bool
is_reachable_after(const Trial *trial, const AcvQuestion *question, const AcvChanges *changes)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvWhatIf) what_if = acv_what_if_new(trial->snapshot, changes, problems);
    if (!what_if) {
        return false;
    }
    g_autoptr(AcvNetwork) network = acv_network_new(acv_what_if_after(what_if), trial->catalog);
    g_autoptr(AcvInquiry) inquiry = acv_inquiry_new(network, question, NULL);
    return inquiry && inquiry->outcome == ACV_OUTCOME_REACHABLE && acv_repair_is_confirmed(inquiry);
}

/* The commands but for the one at 'skipped'. */
static AcvChanges *
changes_without(const AcvChanges *changes, size_t skipped)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    AcvChanges *rest = acv_changes_new();
    for (size_t i = 0; i < acv_changes_n(changes); i++) {
        if (i != skipped) {
            acv_changes_add_command(rest, acv_changes_get(changes, i)->command, problems);
        }
    }
    return rest;
}

/* A rule for every address is for questions about every address. */
static void
check_width(Trial *trial, const AcvInquiry *inquiry, const AcvAwsCommand *command)
{
    enum { FEW = 12 };
    bool is_wide = false;
    for (guint i = 0; i < inquiry->paths->len; i++) {
        const AcvPath *path = g_ptr_array_index(inquiry->paths, i);
        g_autoptr(AcvAddressSet) from = acv_packet_set_addresses(path->asked, ACV_FIELD_SOURCE);
        g_autoptr(AcvAddressSet) to = acv_packet_set_addresses(path->asked, ACV_FIELD_DESTINATION);
        is_wide |= from->n_ranges > FEW || to->n_ranges > FEW;
    }
    bool is_rule = strstr(command->operation, "security-group") != NULL
                   || strstr(command->operation, "network-acl") != NULL;
    g_autofree char *line = acv_aws_command_print(command);
    if (is_rule && !is_wide && (strstr(line, "0.0.0.0/0") || strstr(line, " ::/0"))) {
        fail(trial, "opens more than it must", line);
    }
}

static void
check_remedy(Trial *trial, const AcvAnswer *answer, size_t index)
{
    const AcvQuestion *question = answer->inquiry->question;
    g_autoptr(AcvChanges) whole = acv_answer_remedy(answer, index);
    size_t n = acv_changes_n(whole);
    g_autoptr(AcvChanges) changes = changes_without(whole, trial->has_fault ? n - 1 : n);
    trial->n_remedies++;
    if (!is_reachable_after(trial, question, changes)) {
        fail(trial, "does not cure", acv_changes_get(whole, 0)->command->operation);
    }
    for (size_t i = 0; i < acv_changes_n(changes); i++) {
        const AcvAwsCommand *command = acv_changes_get(changes, i)->command;
        g_autoptr(AcvChanges) rest = changes_without(changes, i);
        check_width(trial, answer->inquiry, command);
        if (is_reachable_after(trial, question, rest)) {
            g_autofree char *line = acv_aws_command_print(command);
            fail(trial, "is not needed", line);
        }
    }
}

/* The script of --fix, read as a change. */
static void
check_script(Trial *trial, const AcvAnswer *answer)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvChanges) changes = acv_changes_new();
    g_autoptr(GString) script = g_string_new(NULL);
    acv_render_fix(script, answer);
    bool is_read = acv_changes_add_text(changes, "fix.sh", script->str, problems);
    if (acv_answer_n_remedies(answer) > 0
        && !(is_read && is_reachable_after(trial, answer->inquiry->question, changes))) {
        fail(trial, "the script does not cure", script->str);
    }
}

/* Each command as an argument of its own, in their order. */
static void
check_arguments(Trial *trial, const AcvAnswer *answer)
{
    g_autoptr(AcvChanges) remedy = acv_answer_remedy(answer, 0);
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvChanges) changes = acv_changes_new();
    for (size_t i = 0; i < acv_changes_n(remedy); i++) {
        g_autofree char *line = acv_aws_command_print(acv_changes_get(remedy, i)->command);
        acv_changes_add(changes, line, problems);
    }
    if (!is_reachable_after(trial, answer->inquiry->question, changes)) {
        fail(trial, "the arguments do not cure", acv_changes_get(remedy, 0)->command->operation);
    }
}

static void
check_question(Trial *trial, const AcvQuestion *question)
{
    g_autoptr(AcvAnswer) answer = acv_answer_new(trial->snapshot, trial->catalog, question, NULL);
    if (!answer) {
        return;
    }
    acv_answer_find_remedies(answer, trial->snapshot);
    for (size_t i = 0; i < acv_answer_n_remedies(answer); i++) {
        check_remedy(trial, answer, i);
    }
    check_script(trial, answer);
    if (acv_answer_n_remedies(answer) > 0) {
        check_arguments(trial, answer);
    }
}

/* --- Trials --- */

static AcvSnapshot *
read_case(const char *folder)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autofree char *file = g_build_filename(folder, "scenario.json", NULL);
    g_autofree char *files = g_build_filename(folder, "scenario", NULL);
    const char *names[] = { g_file_test(file, G_FILE_TEST_EXISTS) ? file : files, NULL };
    return acv_scenario_read(names, problems);
}

static Trial
run_scenarios(const AcvCatalog *catalog, bool has_fault)
{
    Trial trial = { .catalog = catalog, .has_fault = has_fault };
    g_autoptr(GPtrArray) questions = scenario_questions();
    for (guint i = 0; i < questions->len; i++) {
        trial.name = g_ptr_array_index(questions, i);
        g_autofree char *path = g_build_filename(SCENARIOS, trial.name, NULL);
        g_autofree char *folder = g_path_get_dirname(path);
        g_autofree char *file = g_strconcat(trial.name, ".ask", NULL);
        g_autofree char *text = scenario_file(SCENARIOS, file);
        g_autoptr(Ask) ask = ask_parse(text, NULL);
        g_autoptr(AcvSnapshot) snapshot = ask && !ask->is_check ? read_case(folder) : NULL;
        AcvQuestion question = { 0 };
        if (snapshot) {
            question = (AcvQuestion){ ask->from, ask->to, ask->ephemeral_ports, ask->no_dns };
            trial.snapshot = snapshot;
            check_question(&trial, &question);
        }
    }
    return trial;
}

static Trial
run_random(const AcvCatalog *catalog, unsigned n, uint32_t seed)
{
    Trial trial = { .catalog = catalog };
    for (unsigned i = 0; i < n; i++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(seed + i);
        g_autoptr(RandomScenario) scenario = random_scenario_new(random, RANDOM_COMPLETE);
        g_autofree char *json = random_scenario_json(scenario);
        g_autoptr(AcvSnapshot) snapshot = scenario_parse(json, NULL);
        g_autofree char *to = random_scenario_target(scenario);
        AcvQuestion question = { .from = random_scenario_source(scenario),
                                 .to = to,
                                 .ephemeral_ports = ACV_EPHEMERAL_PORTS };
        g_autofree char *name =
            g_strdup_printf("seed %u, --from %s --to %s", seed + i, question.from, to);
        trial.name = name;
        trial.snapshot = snapshot;
        if (snapshot) {
            check_question(&trial, &question);
        }
    }
    return trial;
}

static AcvCatalog *
load_catalog(void)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    return acv_catalog_load(NULL, problems);
}

static void
remedies_of_worked_scenarios_cure_with_nothing_to_spare(void)
{
    g_autoptr(AcvCatalog) catalog = load_catalog();
    Trial trial = run_scenarios(catalog, false);
    printf("%u remedies\n", trial.n_remedies);
    CU_ASSERT_EQUAL(trial.n_failures, 0);
    CU_ASSERT(trial.n_remedies > 40);
}

static void
remedies_of_random_scenarios_cure_with_nothing_to_spare(void)
{
    g_autoptr(AcvCatalog) catalog = load_catalog();
    Trial trial = run_random(catalog, random_rounds(N_SCENARIOS), random_seed(1));
    printf("%u remedies\n", trial.n_remedies);
    CU_ASSERT_EQUAL(trial.n_failures, 0);
    CU_ASSERT(trial.n_remedies > 0);
}

/* Of two expectations one holds only as long as the database is closed to the runtime. */
static void
a_remedy_says_which_expectations_it_breaks(void)
{
    static const char wanted[] =
        "{\"Expectations\":["
        "{\"From\":\"runtime\",\"To\":\"rds:3306\",\"Expect\":\"unreachable\"},"
        "{\"From\":\"runtime\",\"To\":\"rds:22\",\"Expect\":\"unreachable\"}]}";
    g_autofree char *scenario =
        scenario_file(SCENARIOS "/security-group/no-ingress-rule", "scenario.json");
    AcvScenarioText texts[] = { { "scenario.json", scenario, strlen(scenario) },
                                { "wanted.json", wanted, strlen(wanted) } };
    g_autoptr(AcvCatalog) catalog = load_catalog();
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvSnapshot) snapshot = acv_scenario_parse(texts, G_N_ELEMENTS(texts), problems);
    AcvQuestion question = { "runtime", "rds:3306", ACV_EPHEMERAL_PORTS, false };
    g_autoptr(AcvAnswer) answer = acv_answer_new(snapshot, catalog, &question, NULL);
    acv_answer_find_remedies(answer, snapshot);
    CU_ASSERT_EQUAL(acv_answer_n_remedies(answer), 1);
    const AcvRepair *repair = g_ptr_array_index(answer->repairs->list, 0);
    CU_ASSERT_EQUAL(repair->breaks->len, 1);
    EXPECT_TEXT("what breaks", ((const AcvExpectation *) g_ptr_array_index(repair->breaks, 0))->to,
                "rds:3306");
}

static void
a_command_that_is_lost_is_noticed(void)
{
    g_autoptr(AcvCatalog) catalog = load_catalog();
    Trial trial = run_scenarios(catalog, true);
    CU_ASSERT(trial.n_failures >= trial.n_remedies);
}

SUITE_MAIN(test_remedies, TEST(remedies_of_worked_scenarios_cure_with_nothing_to_spare),
           TEST(remedies_of_random_scenarios_cure_with_nothing_to_spare),
           TEST(a_remedy_says_which_expectations_it_breaks),
           TEST(a_command_that_is_lost_is_noticed))

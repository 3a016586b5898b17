/* Designs with faults, and the first remedy of each: it is the one that is written down, it cures,
 * and not without each of its commands.
 *
 * The files of cures/ plant faults in world.json: a name after "==", edits as of json_edit.h, the
 * question, and then the commands, a line each, or "nothing". */
#include "acv/render.h"
#include "acv/scenario.h"
#include "expect.h"
#include "explain/answer.h"
#include "json_edit.h"
#include "scenario.h"
#include "scenario_tree.h"
#include "suite.h"

#include <string.h>

#define CURES "tests/golden/cures"

typedef struct {
    char *name; /* "FILE: NAME" */
    char *edits;
    char *from;
    char *to;
    char *commands;
} Cure;

static GArray *all_cures; /* Elements Cure; what CUnit runs has no parameter. */
static char *world;

/* --- Reading --- */

static void
cure_clear(Cure *cure)
{
    g_free(cure->name);
    g_free(cure->edits);
    g_free(cure->from);
    g_free(cure->to);
    g_free(cure->commands);
}

/* "--from A --to B"; of another line nothing can be asked. */
static void
read_question(const char *line, Cure *cure)
{
    g_auto(GStrv) words = g_strsplit(line, " ", -1);
    bool is_question = g_strv_length(words) == 4;
    cure->from = g_strdup(is_question ? words[1] : "");
    cure->to = g_strdup(is_question ? words[3] : "");
}

static Cure
read_cure(const char *topic, const char *block)
{
    g_auto(GStrv) lines = g_strsplit(block, "\n", -1);
    g_autoptr(GString) edits = g_string_new(NULL);
    g_autoptr(GString) commands = g_string_new(NULL);
    Cure cure = { .name = g_strdup_printf("%s: %s", topic, lines[0]) };
    for (char **line = lines + 1; *line; line++) {
        if (g_str_has_prefix(*line, "--from ")) {
            read_question(*line, &cure);
        } else if (**line != '\0') {
            g_string_append_printf(**line == '/' ? edits : commands, "%s\n", *line);
        }
    }
    cure.edits = g_string_free(g_steal_pointer(&edits), FALSE);
    cure.commands = g_string_free(g_steal_pointer(&commands), FALSE);
    return cure;
}

static void
read_cures(const char *file)
{
    g_autofree char *text = scenario_file(CURES, file);
    g_auto(GStrv) blocks = g_strsplit(text, "== ", -1);
    g_autofree char *topic = g_strndup(file, strcspn(file, "."));
    for (char **block = blocks + 1; *block; block++) {
        Cure cure = read_cure(topic, *block);
        g_array_append_val(all_cures, cure);
    }
}

/* --- Asking --- */

/* The world with the edits; NULL, and a failure, if that cannot be. */
static AcvSnapshot *
edit_world(const Cure *cure)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(AcvProblems) problems = acv_problems_new();
    cJSON *json = cJSON_Parse(world);
    g_auto(GStrv) lines = g_strsplit(cure->edits, "\n", -1);
    for (char **line = lines; *line && !error; line++) {
        (void) (**line != '\0' && json_edit(json, *line, &error));
    }
    EXPECT_TEXT(cure->name, error ? error->message : NULL, NULL);
    char *text = cJSON_PrintUnformatted(json);
    AcvScenarioText design = { "design", text, strlen(text) };
    AcvSnapshot *snapshot = acv_scenario_parse(&design, 1, problems);
    EXPECT_TRUE(cure->name, snapshot != NULL);
    cJSON_free(text);
    cJSON_Delete(json);
    return snapshot;
}

/* The commands of the first remedy, a line each; "nothing" if there is none. */
static char *
commands_of(const AcvAnswer *answer)
{
    GString *out = g_string_new(NULL);
    g_autoptr(AcvChanges) changes =
        acv_answer_n_remedies(answer) > 0 ? acv_answer_remedy(answer, 0) : NULL;
    for (size_t i = 0; changes && i < acv_changes_n(changes); i++) {
        g_autofree char *line = acv_aws_command_print(acv_changes_get(changes, i)->command);
        g_string_append_printf(out, "%s\n", line);
    }
    return g_string_free(changes ? out : g_string_append(out, "nothing\n"), FALSE);
}

/* Whether the lines but for the one at 'skipped' make the question reachable. */
static bool
cures(AcvSnapshot *snapshot, const AcvCatalog *catalog, const AcvQuestion *question,
      const char *commands, guint skipped)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvChanges) changes = acv_changes_new();
    g_auto(GStrv) lines = g_strsplit(commands, "\n", -1);
    for (guint i = 0; lines[i] && *lines[i]; i++) {
        (void) (i != skipped && acv_changes_add(changes, lines[i], problems));
    }
    g_autoptr(AcvWhatIf) what_if = acv_what_if_new(snapshot, changes, problems);
    g_autoptr(AcvAnswer) answer =
        what_if ? acv_answer_new(acv_what_if_after(what_if), catalog, question, NULL) : NULL;
    return answer && answer->outcome == ACV_OUTCOME_REACHABLE;
}

static void
expect_cure(const Cure *cure, AcvSnapshot *snapshot)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    AcvQuestion question = { cure->from, cure->to, { 1024, UINT16_MAX }, false };
    g_autoptr(AcvAnswer) answer = acv_answer_new(snapshot, catalog, &question, NULL);
    EXPECT_TRUE(cure->name, answer != NULL);
    if (!answer) {
        return;
    }
    acv_answer_find_remedies(answer, snapshot);
    g_autofree char *commands = commands_of(answer);
    EXPECT_TEXT(cure->name, commands, cure->commands);
    g_auto(GStrv) lines = g_strsplit(cure->commands, "\n", -1);
    guint n = strcmp(cure->commands, "nothing\n") == 0 ? 0 : g_strv_length(lines) - 1;
    for (guint i = 0; n > 0 && i <= n; i++) {
        EXPECT_INT(cure->name, cures(snapshot, catalog, &question, cure->commands, i), i == n);
    }
}

/* The test that runs is called like its cure. */
static void
run_cure(void)
{
    const char *name = CU_get_current_test()->pName;
    for (guint i = 0; i < all_cures->len; i++) {
        const Cure *cure = &g_array_index(all_cures, Cure, i);
        g_autoptr(AcvSnapshot) snapshot = g_str_equal(cure->name, name) ? edit_world(cure) : NULL;
        if (snapshot) {
            expect_cure(cure, snapshot);
        }
    }
}

static void
names_of_cures_are_unique(void)
{
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < all_cures->len; i++) {
        char *name = g_array_index(all_cures, Cure, i).name;
        EXPECT_TRUE(name, g_hash_table_add(names, name));
    }
}

int
main(void)
{
    static const TestCase fixed_test = TEST(names_of_cures_are_unique);
    g_autoptr(GPtrArray) files = scenario_folder_list(CURES, ".cures");
    g_autoptr(GArray) tests = g_array_new(FALSE, FALSE, sizeof(TestCase));
    world = scenario_file(CURES, "world.json");
    all_cures = g_array_new(FALSE, FALSE, sizeof(Cure));
    g_array_set_clear_func(all_cures, (GDestroyNotify) cure_clear);
    for (guint i = 0; i < files->len; i++) {
        read_cures(g_ptr_array_index(files, i));
    }
    g_array_append_val(tests, fixed_test);
    for (guint i = 0; i < all_cures->len; i++) {
        TestCase test = { g_array_index(all_cures, Cure, i).name, run_cure };
        g_array_append_val(tests, test);
    }
    int status = suite_run("cures", (const TestCase *) (const void *) tests->data, tests->len);
    g_array_unref(all_cures);
    g_free(world);
    return status;
}

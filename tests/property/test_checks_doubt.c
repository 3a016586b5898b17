/* What nobody can tell does not pass: a design that fails a check does not pass it because a whole
 * kind of resource is left out of the input. */
#include "acv/scenario.h"
#include "expect.h"
#include "explain/checkup.h"
#include "scenario_tree.h"
#include "suite.h"

#include <cjson/cJSON.h>
#include <string.h>

/* Keys that a design may leave out by right, for AWS has a default (of ACLs, to allow all), and
 * those without which there is nothing to check. */
static const char *const kept[] = { "NetworkAcls",
                                    "VpcBlockPublicAccessOptions",
                                    "AgentRuntimes",
                                    "CodeInterpreters",
                                    "Browsers",
                                    "Expectations",
                                    NULL };

/* Twists a checkup so that the law must notice. */
typedef bool (*Passes)(const AcvFinding *finding);

static bool
passes(const AcvFinding *finding)
{
    return finding->status == ACV_STATUS_PASS;
}

static bool
is_anything(const AcvFinding *finding)
{
    (void) finding;
    return true;
}

static AcvCheckup *
check(const cJSON *json, const AcvCatalog *catalog)
{
    static const AcvCheckOptions options = { .ephemeral_ports = { 1024, UINT16_MAX } };
    g_autoptr(AcvProblems) problems = acv_problems_new();
    char *text = cJSON_PrintUnformatted(json);
    AcvScenarioText design = { "design", text, strlen(text) };
    g_autoptr(AcvSnapshot) snapshot = acv_scenario_parse(&design, 1, problems);
    cJSON_free(text);
    return snapshot ? acv_checkup_new(snapshot, catalog, &options, problems) : NULL;
}

/* Whether a finding is the answer to a question, which assumes what AWS would default and says so.
 */
static bool
is_answer(const AcvFinding *finding)
{
    return finding->expectation == NULL && finding->answers->len > 0;
}

/* Whether a check of an AgentCore resource passes in 'less'. */
static bool
is_forgotten(const AcvFinding *failed, const AcvCheckup *less, Passes is_pass)
{
    for (guint i = 0; i < less->findings->len; i++) {
        const AcvFinding *finding = g_ptr_array_index(less->findings, i);
        if (finding->check == failed->check && finding->subject && failed->subject
            && g_str_equal(finding->subject->id, failed->subject->id) && is_pass(finding)) {
            return true;
        }
    }
    return false;
}

/* How many failures of 'whole' are forgotten without that key. */
static guint
leave_out(const char *name, const AcvCheckup *whole, const cJSON *json, const AcvCatalog *catalog,
          Passes is_pass)
{
    guint n = 0;
    g_autoptr(AcvCheckup) less = check(json, catalog);
    for (guint i = 0; less && i < whole->findings->len; i++) {
        const AcvFinding *finding = g_ptr_array_index(whole->findings, i);
        if (finding->status == ACV_STATUS_FAIL && !is_answer(finding)
            && is_forgotten(finding, less, is_pass)) {
            n++;
            g_autofree char *what = g_strdup_printf("%s: %s", name, finding->row->check);
            EXPECT_TRUE(what, is_pass != passes);
        }
    }
    return n;
}

static guint
try_case(const char *name, const AcvCatalog *catalog, Passes is_pass)
{
    guint n = 0;
    g_autofree char *path = g_build_filename(SCENARIOS, name, "scenario.json", NULL);
    g_autofree char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, NULL)) {
        return 0;
    }
    cJSON *json = cJSON_Parse(text);
    g_autoptr(AcvCheckup) whole = check(json, catalog);
    bool fails = whole && acv_checkup_count(whole, ACV_STATUS_FAIL) > 0;
    int n_keys = fails ? cJSON_GetArraySize(json) : 0;
    for (int i = 0; i < n_keys; i++) {
        cJSON *item = json->child; /* Each in turn, for it is put back at the end. */
        g_autofree char *key = g_strdup(item->string);
        cJSON_DetachItemViaPointer(json, item);
        if (!g_strv_contains(kept, key)) {
            g_autofree char *what = g_strdup_printf("%s without %s", name, key);
            n += leave_out(what, whole, json, catalog, is_pass);
        }
        cJSON_AddItemToObject(json, key, item);
    }
    cJSON_Delete(json);
    return n;
}

static guint
try_all(Passes is_pass)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    g_autoptr(GPtrArray) cases = scenario_cases();
    guint n = 0;
    for (guint i = 0; i < cases->len; i++) {
        n += try_case(g_ptr_array_index(cases, i), catalog, is_pass);
    }
    return n;
}

static void
what_fails_does_not_pass_without_the_data_that_show_it(void)
{
    EXPECT_INT("forgotten failures", try_all(passes), 0);
}

static void
a_checkup_that_passes_everything_is_noticed(void)
{
    EXPECT_TRUE("forgotten failures", try_all(is_anything) > 0);
}

SUITE_MAIN(checks_doubt, TEST(what_fails_does_not_pass_without_the_data_that_show_it),
           TEST(a_checkup_that_passes_everything_is_noticed))

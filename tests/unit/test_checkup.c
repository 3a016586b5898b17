/* Checks: that they are complete; expectations, where they are kept and what comes of them. */
#include "explain/check.h"

#include "expect.h"
#include "model/builder.h"
#include "render/wording_checks.h"
#include "scenario.h"
#include "suite.h"

#define DESIGN(expectations) \
    "{\"Region\":\"us-east-1\",\"Vpcs\":[{\"VpcId\":\"vpc-1\",\"CidrBlock\":\"10.0.0.0/16\"}]," \
    "\"Subnets\":[{\"SubnetId\":\"subnet-1\",\"VpcId\":\"vpc-1\",\"CidrBlock\":\"10.0.0.0/24\"}]," \
    "\"RouteTables\":[{\"RouteTableId\":\"rtb-1\",\"VpcId\":\"vpc-1\",\"Associations\":[{" \
    "\"Main\":true}],\"Routes\":[]}],\"SecurityGroups\":[],\"NetworkInterfaces\":[{" \
    "\"NetworkInterfaceId\":\"eni-1\",\"VpcId\":\"vpc-1\",\"SubnetId\":\"subnet-1\"," \
    "\"PrivateIpAddress\":\"10.0.0.9\",\"Groups\":[]},{\"NetworkInterfaceId\":\"eni-2\"," \
    "\"VpcId\":\"vpc-1\",\"SubnetId\":\"subnet-1\",\"PrivateIpAddress\":\"10.0.0.8\"," \
    "\"Groups\":[{\"GroupId\":\"sg-9\"}]}],\"Expectations\":[" expectations "]}"
#define EXPECTATION(from, to, outcome) \
    "{\"From\":\"" from "\",\"To\":\"" to "\",\"Expect\":\"" outcome "\"}"

static const char *const only[] = { "expectation", "zone-loss", NULL };
static const AcvCheckOptions options = { .ephemeral_ports = { 1024, UINT16_MAX }, .only = only };

static AcvSnapshot *
read_design(const char *json)
{
    g_autofree char *problems = NULL;
    AcvSnapshot *snapshot = scenario_parse(json, &problems);
    CU_ASSERT_PTR_NOT_NULL_FATAL(snapshot);
    return snapshot;
}

static const struct {
    const char *name;
    const char *json;
    AcvStatus status;
    size_t counts[ACV_N_STATUSES];
} rows[] = {
    { "nothing is expected", DESIGN(""), ACV_STATUS_PASS, { 0 } },
    { "it is as expected",
      DESIGN(EXPECTATION("eni-1", "internet", "unreachable")),
      ACV_STATUS_PASS,
      { 1, 0, 0, 0 } },
    { "it is not",
      DESIGN(EXPECTATION("eni-1", "internet", "reachable")),
      ACV_STATUS_FAIL,
      { 0, 1, 0, 0 } },
    { "nobody can tell",
      DESIGN(EXPECTATION("eni-2", "eni-1:1", "reachable")),
      ACV_STATUS_UNDETERMINED,
      { 0, 0, 0, 1 } },
    { "a failure outweighs what nobody can tell",
      DESIGN(EXPECTATION("eni-1", "internet", "reachable") "," EXPECTATION("eni-2", "eni-1",
                                                                           "reachable")),
      ACV_STATUS_FAIL,
      { 0, 1, 0, 1 } },
};

static void
expectations_are_held_to_the_answers(void)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(AcvSnapshot) snapshot = read_design(rows[i].json);
        g_autoptr(AcvCheckup) checkup = acv_checkup_new(snapshot, catalog, &options, problems);
        EXPECT_TRUE(rows[i].name, checkup != NULL);
        EXPECT_TEXT(rows[i].name, acv_status_name(acv_checkup_status(checkup)),
                    acv_status_name(rows[i].status));
        for (int status = 0; status < ACV_N_STATUSES; status++) {
            EXPECT_INT(rows[i].name, acv_checkup_count(checkup, (AcvStatus) status),
                       rows[i].counts[status]);
        }
    }
}

static void
a_copy_of_a_snapshot_expects_the_same(void)
{
    g_autoptr(AcvSnapshot) snapshot =
        read_design(DESIGN(EXPECTATION("eni-1", "internet", "unreachable")));
    g_autoptr(AcvSnapshot) copy =
        acv_snapshot_builder_finish_take(acv_snapshot_builder_new(snapshot));
    size_t n;
    const AcvExpectation *expectations = acv_snapshot_expectations(copy, &n);
    EXPECT_INT("expectations", n, 1);
    EXPECT_TEXT("from", expectations[0].from, "eni-1");
    EXPECT_TEXT("to", expectations[0].to, "internet");
    EXPECT_TEXT("expect", expectations[0].expect, "unreachable");
    EXPECT_TEXT("because", expectations[0].because, NULL);
}

/* --- All checks --- */

static void
every_check_has_a_row_and_every_row_a_check(void)
{
    static const char *const ids[] = {
#define ID(constant, id, function, is_of_scenario) id,
        ACV_CHECKS(ID)
#undef ID
    };
    static const bool are_of_scenario[] = {
#define IS_OF_SCENARIO(constant, id, function, is_of_scenario) is_of_scenario,
        ACV_CHECKS(IS_OF_SCENARIO)
#undef IS_OF_SCENARIO
    };
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    size_t n;
    acv_catalog_list_check(catalog, &n);
    EXPECT_INT("rows", n, ACV_N_CHECKS);
    for (size_t i = 0; i < ACV_N_CHECKS; i++) {
        const AcvCheckRow *row = acv_catalog_find_check(catalog, ids[i]);
        EXPECT_TRUE(ids[i], row != NULL);
        EXPECT_TRUE(ids[i],
                    row && (row->applies_to == ACV_CHECK_OF_SCENARIO) == are_of_scenario[i]);
    }
}

static void
every_sentence_has_words(void)
{
    static const char *const names[] = {
#define NAME(constant) #constant,
        ACV_SENTENCES(NAME)
#undef NAME
    };
    for (unsigned i = 0; i < ACV_N_SENTENCES; i++) {
        const AcvSentenceWords *words = acv_sentence_words((AcvSentence) i);
        EXPECT_TRUE(names[i], words && (!words->template_text != !words->function));
    }
}

/* --- Order --- */

static void
what_fails_comes_before_what_nobody_can_tell_and_before_what_holds(void)
{
    static const AcvStatus statuses[] = { ACV_STATUS_FAIL, ACV_STATUS_UNDETERMINED,
                                          ACV_STATUS_PASS };
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    g_autoptr(AcvSnapshot) snapshot =
        read_design(DESIGN(EXPECTATION("eni-1", "internet", "unreachable") "," EXPECTATION(
            "eni-2", "eni-1:1", "reachable") "," EXPECTATION("eni-1", "internet", "reachable")));
    g_autoptr(AcvCheckup) checkup = acv_checkup_new(snapshot, catalog, &options, problems);
    for (guint i = 0; i < G_N_ELEMENTS(statuses); i++) {
        const AcvFinding *finding = g_ptr_array_index(checkup->findings, i);
        EXPECT_TEXT("status", acv_status_name(finding->status), acv_status_name(statuses[i]));
    }
}

SUITE_MAIN(checkup, TEST(every_check_has_a_row_and_every_row_a_check),
           TEST(every_sentence_has_words),
           TEST(what_fails_comes_before_what_nobody_can_tell_and_before_what_holds),
           TEST(expectations_are_held_to_the_answers), TEST(a_copy_of_a_snapshot_expects_the_same))

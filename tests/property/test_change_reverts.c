/* A change and its reverse leave the same bytes of answer, on random scenarios. */
#include "acv/change.h"
#include "acv/render.h"
#include "expect.h"
#include "explain/answer.h"
#include "random_scenario.h"
#include "scenario.h"
#include "suite.h"

#include <string.h>

enum { N_SCENARIOS = 250 };

/* What is done and undone; "@" stands for the id of a resource of 'key'. */
static const struct {
    const char *name;
    const char *key;
    const char *apply;
    const char *revert;
} reversals[] = {
    { "an ingress rule", "SecurityGroups",
      "aws ec2 authorize-security-group-ingress --group-id @ --protocol tcp --port 7 "
      "--cidr 0.0.0.0/0",
      "aws ec2 revoke-security-group-ingress --group-id @ --protocol tcp --port 7 "
      "--cidr 0.0.0.0/0" },
    { "an egress rule", "SecurityGroups",
      "aws ec2 authorize-security-group-egress --group-id @ --protocol udp --port 0-65535 "
      "--cidr 10.0.0.0/7",
      "aws ec2 revoke-security-group-egress --group-id @ --protocol udp --port 0-65535 "
      "--cidr 10.0.0.0/7" },
    { "an ACL entry", "NetworkAcls",
      "aws ec2 create-network-acl-entry --network-acl-id @ --egress --rule-number 7 --protocol -1 "
      "--cidr-block 0.0.0.0/0 --rule-action deny",
      "aws ec2 delete-network-acl-entry --network-acl-id @ --egress --rule-number 7" },
    { "a route", "RouteTables",
      "pcx=$(aws ec2 create-vpc-peering-connection --vpc-id vpc-0 --peer-vpc-id vpc-else "
      "--peer-owner-id 444455556666 --query VpcPeeringConnection.VpcPeeringConnectionId "
      "--output text)\n"
      "aws ec2 create-route --route-table-id @ --destination-cidr-block 8.0.0.0/7 "
      "--vpc-peering-connection-id $pcx",
      "aws ec2 delete-route --route-table-id @ --destination-cidr-block 8.0.0.0/7\n"
      "aws ec2 delete-vpc-peering-connection --vpc-peering-connection-id $pcx" },
    { "a database that stops", "DBInstances", "aws rds stop-db-instance --db-instance-identifier @",
      "aws rds start-db-instance --db-instance-identifier @" },
    { "a group that nobody carries", "Vpcs",
      "sg=$(aws ec2 create-security-group --vpc-id @ --group-name n --description d "
      "--query GroupId --output text)",
      "aws ec2 delete-security-group --group-id $sg" },
};

static char *
answer_json(AcvSnapshot *snapshot, const AcvCatalog *catalog, const AcvQuestion *question)
{
    GString *out = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(AcvAnswer) answer = acv_answer_new(snapshot, catalog, question, &error);
    if (answer) {
        acv_render_json(out, answer);
    } else {
        g_string_append(out, error->message);
    }
    return g_string_free(out, FALSE);
}

/* NULL if AWS would refuse it. */
static AcvWhatIf *
try_script(AcvSnapshot *before, const char *script, const char *id)
{
    g_auto(GStrv) parts = g_strsplit(script, "@", -1);
    g_autofree char *text = g_strjoinv(id, parts);
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvChanges) changes = acv_changes_new();
    bool is_read = acv_changes_add_text(changes, "t.sh", text, problems);
    EXPECT_TRUE(text, is_read);
    return is_read ? acv_what_if_new(before, changes, problems) : NULL;
}

/* Whether the change could be made. */
static bool
expect_reversal(RandomScenario *scenario, const AcvCatalog *catalog, size_t which)
{
    const char *picked = random_scenario_pick(scenario, reversals[which].key);
    g_autofree char *id = g_strdup(picked ? picked : "none");
    g_autofree char *json = random_scenario_json(scenario);
    g_autofree char *to = random_scenario_target(scenario);
    g_autoptr(AcvSnapshot) snapshot = scenario_parse(json, NULL);
    g_autofree char *both =
        g_strconcat(reversals[which].apply, "\n", reversals[which].revert, NULL);
    g_autoptr(AcvWhatIf) what_if = snapshot && picked ? try_script(snapshot, both, id) : NULL;
    if (!what_if) {
        return false;
    }
    AcvQuestion question = { random_scenario_source(scenario), to, ACV_EPHEMERAL_PORTS, false };
    g_autofree char *before = answer_json(snapshot, catalog, &question);
    g_autofree char *after = answer_json(acv_what_if_after(what_if), catalog, &question);
    if (strcmp(before, after) != 0) {
        g_autofree char *what = g_strdup_printf("%s of %s, from %s to %s, in %s",
                                                reversals[which].name, id, question.from, to, json);
        EXPECT_TEXT(what, after, before);
    }
    return true;
}

static void
what_is_reverted_leaves_nothing_behind(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(random_seed(41));
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    unsigned n_rounds = random_rounds(N_SCENARIOS);
    unsigned n_made[G_N_ELEMENTS(reversals)] = { 0 };
    for (unsigned round = 0; round < n_rounds; round++) {
        size_t which = round % G_N_ELEMENTS(reversals);
        g_autoptr(RandomScenario) scenario = random_scenario_new(random, RANDOM_ANYTHING);
        n_made[which] += expect_reversal(scenario, catalog, which);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(reversals); i++) {
        EXPECT_TRUE(reversals[i].name, n_made[i] > 0);
    }
}

/* What is not reverted must show in some answer, or the law says nothing. */
static void
law_notices_what_stays(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(42);
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    unsigned n_noticed = 0;
    for (unsigned round = 0; round < N_SCENARIOS && n_noticed == 0; round++) {
        g_autoptr(RandomScenario) scenario = random_scenario_new(random, RANDOM_ANYTHING);
        const char *id = random_scenario_pick(scenario, "NetworkAcls");
        g_autofree char *json = random_scenario_json(scenario);
        g_autofree char *to = random_scenario_target(scenario);
        g_autoptr(AcvSnapshot) snapshot = scenario_parse(json, NULL);
        g_autoptr(AcvWhatIf) what_if =
            snapshot && id ? try_script(snapshot, reversals[2].apply, id) : NULL;
        AcvQuestion question = { random_scenario_source(scenario), to, ACV_EPHEMERAL_PORTS, false };
        if (what_if) {
            g_autofree char *before = answer_json(snapshot, catalog, &question);
            g_autofree char *after = answer_json(acv_what_if_after(what_if), catalog, &question);
            n_noticed += strcmp(before, after) != 0;
        }
    }
    EXPECT_TRUE("some answer changes", n_noticed > 0);
}

SUITE_MAIN(change_reverts, TEST(what_is_reverted_leaves_nothing_behind),
           TEST(law_notices_what_stays))

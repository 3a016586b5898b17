/* What changes of a scenario may do to an answer, on random scenarios. */
#include "acv/render.h"
#include "expect.h"
#include "explain/answer.h"
#include "packets.h"
#include "random_scenario.h"
#include "scenario.h"
#include "suite.h"

#include <string.h>

enum { N_SCENARIOS = 200, N_FAULTY = 4000 };

/* A scenario, and a question about it. */
typedef struct {
    RandomScenario *scenario;
    const char *from;
    char *to;
} Trial;

typedef struct {
    const char *name;
    void (*change)(Trial *trial);
    bool (*holds)(const AcvAnswer *before, const AcvAnswer *after);
    RandomLimits limits; /* Of a table that is not there the local route is taken for granted. */
} Law;

/* --- Changes --- */

static void
leave_out_something(Trial *trial)
{
    static const struct {
        const char *key;
        bool whole_key;
    } parts[] = {
        { "RouteTables", true },    { "PrefixLists", true },     { "PrefixLists", false },
        { "SecurityGroups", true }, { "SecurityGroups", false }, { "InternetGateways", true },
        { "DhcpOptions", false },   { "DhcpOptions", true },
    };
    RandomScenario *scenario = trial->scenario;
    size_t which = (size_t) random_below(scenario, G_N_ELEMENTS(parts));
    const char *id = random_scenario_pick(scenario, parts[which].key);
    if (id) {
        g_autofree char *copy = g_strdup(id);
        random_scenario_drop(scenario, parts[which].key, parts[which].whole_key ? NULL : copy);
    }
}

static void
leave_out_a_group_rule(Trial *trial)
{
    const char *id = random_scenario_pick(trial->scenario, "SecurityGroupRules");
    if (id) {
        g_autofree char *copy = g_strdup(id);
        random_scenario_drop(trial->scenario, "SecurityGroupRules", copy);
    }
}

/* Of AWS's own list. */
static void
leave_out_addresses_of_s3(Trial *trial)
{
    random_scenario_drop(trial->scenario, "PrefixLists", "pl-s3");
}

/* What a policy denies, no other statement of it admits. */
static void
forbid_by_policies(Trial *trial)
{
    const char *id = random_scenario_pick(trial->scenario, "VpcEndpoints");
    if (id) {
        random_scenario_replace(trial->scenario, "VpcEndpoints", id, "\"Statement\\\":[",
                                "\"Statement\\\":[{\\\"Effect\\\":\\\"Deny\\\",\\\"Principal\\\":"
                                "\\\"*\\\",\\\"Action\\\":\\\"*\\\",\\\"Resource\\\":\\\"*\\\"},");
    }
}

static void
deny_in_an_acl(Trial *trial)
{
    static const char *const matches[] = {
        ("\"Egress\":false,\"Protocol\":\"6\",\"CidrBlock\":\"0.0.0.0/1\","
         "\"PortRange\":{\"From\":400,\"To\":40000}"),
        "\"Egress\":true,\"Protocol\":\"-1\",\"CidrBlock\":\"10.0.1.0/24\"",
        ("\"Egress\":true,\"Protocol\":\"6\",\"Ipv6CidrBlock\":\"::/0\","
         "\"PortRange\":{\"From\":2000,\"To\":50000}"),
    };
    g_autofree char *match = random_text(trial->scenario, matches, 0);
    g_autofree char *entries =
        g_strdup_printf("\"Entries\":[{\"RuleNumber\":1,\"RuleAction\":\"deny\",%s},{", match);
    const char *id = random_scenario_pick(trial->scenario, "NetworkAcls");
    if (id) {
        random_scenario_replace(trial->scenario, "NetworkAcls", id, "\"Entries\":[{", entries);
    }
}

static void
add_a_vpc(Trial *trial)
{
    random_scenario_add_vpc(trial->scenario);
}

static void
shuffle(Trial *trial)
{
    random_scenario_shuffle(trial->scenario);
}

/* --- What must hold --- */

/* 'set' in another space. */
static const AcvPacketSet *
move_set(AcvPacketSpace *space, const AcvPacketSet *set)
{
    g_autoptr(AcvHeaderSets) products = acv_header_sets_new(set);
    const AcvPacketSet *moved = acv_packet_set_empty(space);
    for (size_t i = 0; i < acv_header_sets_count(products); i++) {
        g_autoptr(GArray) matches = matches_of_product(acv_header_sets_get(products, i));
        moved = acv_packet_set_union(
            space, moved,
            acv_packet_set_from_matches(space, (const AcvMatch *) (const void *) matches->data,
                                        matches->len));
    }
    return moved;
}

typedef bool (*PathLaw)(AcvPacketSpace *space, const AcvPath *before, const AcvPath *after);

static bool
holds_of_paths(const AcvAnswer *before, const AcvAnswer *after, PathLaw law)
{
    AcvPacketSpace *space = acv_network_space(before->inquiry->network);
    const GPtrArray *old_paths = before->inquiry->paths;
    const GPtrArray *new_paths = after->inquiry->paths;
    bool holds = old_paths->len == new_paths->len;
    for (guint i = 0; holds && i < old_paths->len; i++) {
        holds = law(space, g_ptr_array_index(old_paths, i), g_ptr_array_index(new_paths, i));
    }
    return holds;
}

static bool
keeps_what_is_determined(AcvPacketSpace *space, const AcvPath *before, const AcvPath *after)
{
    if (move_set(space, after->asked) != before->asked) { /* The addresses of a service. */
        return after->outcome == ACV_OUTCOME_UNDETERMINED || after->outcome == before->outcome;
    }
    return acv_packet_set_covers(space, before->reachable, move_set(space, after->reachable))
           && acv_packet_set_covers(space, before->unreachable,
                                    move_set(space, after->unreachable));
}

/* A name that is not answered leads where the fewest changes are needed, so perhaps elsewhere. */
static bool
does_not_grow(AcvPacketSpace *space, const AcvPath *before, const AcvPath *after)
{
    return acv_packet_set_covers(space, before->reachable, move_set(space, after->reachable))
           && (move_set(space, after->asked) != before->asked
               || acv_packet_set_covers(space, move_set(space, after->unreachable),
                                        before->unreachable));
}

static bool
more_data_turns_nothing_round(const AcvAnswer *before, const AcvAnswer *after)
{
    return holds_of_paths(before, after, keeps_what_is_determined);
}

static bool
reaches_no_more(const AcvAnswer *before, const AcvAnswer *after)
{
    return holds_of_paths(before, after, does_not_grow);
}

static bool
says_the_same(const AcvAnswer *before, const AcvAnswer *after)
{
    g_autoptr(GString) old_json = g_string_new(NULL);
    g_autoptr(GString) new_json = g_string_new(NULL);
    acv_render_json(old_json, before);
    acv_render_json(new_json, after);
    return g_string_equal(old_json, new_json);
}

/* --- Trials --- */

static AcvAnswer *
answer_of(const Trial *trial, const AcvCatalog *catalog, const AcvQuestion *question)
{
    g_autofree char *json = random_scenario_json(trial->scenario);
    g_autoptr(AcvSnapshot) snapshot = scenario_parse(json, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(snapshot);
    if (g_getenv("ACV_TEST_VERBOSE")) {
        printf("--from %s --to %s\n%s", trial->from, trial->to, json);
    }
    return acv_answer_new(snapshot, catalog, question, NULL);
}

/* True if the law holds, or there was no such question. */
static bool
run_trial(const Law *law, uint32_t seed, const AcvCatalog *catalog)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    g_autoptr(RandomScenario) scenario = random_scenario_new(random, law->limits);
    g_autofree char *to = random_scenario_target(scenario);
    Trial trial = { scenario, random_scenario_source(scenario), to };
    AcvQuestion question = { .from = trial.from,
                             .to = to,
                             .ephemeral_ports = ACV_EPHEMERAL_PORTS,
                             .no_dns = random_chance(scenario, 20) };
    g_autoptr(AcvAnswer) before = answer_of(&trial, catalog, &question);
    if (!before) {
        return true;
    }
    law->change(&trial);
    g_autoptr(AcvAnswer) after = answer_of(&trial, catalog, &question);
    return after && law->holds(before, after);
}

static unsigned
count_failures(const Law *law, unsigned n, uint32_t seed, GString *seeds)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    unsigned n_failures = 0;
    for (unsigned i = 0; i < n; i++) {
        if (!run_trial(law, seed + i, catalog)) {
            n_failures++;
            g_string_append_printf(seeds, " %u", seed + i);
        }
    }
    return n_failures;
}

static void
changes_of_a_scenario_obey_the_laws(void)
{
    static const Law laws[] = {
        { "more data turns no verdict round", leave_out_something, more_data_turns_nothing_round,
          RANDOM_LOCAL },
        { "the addresses of a service turn no verdict round", leave_out_addresses_of_s3,
          more_data_turns_nothing_round, RANDOM_ANYTHING },
        { "a policy that denies more reaches no more", forbid_by_policies, reaches_no_more,
          RANDOM_ANYTHING },
        { "fewer rules of a group reach no more", leave_out_a_group_rule, reaches_no_more,
          RANDOM_ANYTHING },
        { "one more denial of an ACL reaches no more", deny_in_an_acl, reaches_no_more,
          RANDOM_ANYTHING },
        { "another VPC changes nothing", add_a_vpc, says_the_same, RANDOM_ANYTHING },
        { "the order of the input changes nothing", shuffle, says_the_same, RANDOM_ANYTHING },
    };
    uint32_t seed = random_seed(1);
    for (size_t i = 0; i < G_N_ELEMENTS(laws); i++) {
        g_autoptr(GString) name = g_string_new(laws[i].name);
        g_string_append(name, ": seeds");
        unsigned n_failures = count_failures(&laws[i], random_rounds(N_SCENARIOS), seed, name);
        EXPECT_INT(name->str, n_failures, 0);
    }
}

static void
a_change_that_breaks_a_law_is_noticed(void)
{
    static const Law faults[] = {
        { "a denial is not all the same", deny_in_an_acl, says_the_same, RANDOM_ANYTHING },
        { "a denial can turn a verdict round", deny_in_an_acl, more_data_turns_nothing_round,
          RANDOM_ANYTHING },
        { "what is left out can reach more", leave_out_something, reaches_no_more,
          RANDOM_ANYTHING },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
        g_autoptr(GString) seeds = g_string_new(NULL);
        bool is_noticed = false;
        for (uint32_t seed = 1; !is_noticed && seed <= N_FAULTY; seed += N_SCENARIOS / 4) {
            is_noticed = count_failures(&faults[i], N_SCENARIOS / 4, seed, seeds) > 0;
        }
        EXPECT_TRUE(faults[i].name, is_noticed);
    }
}

SUITE_MAIN(test_answer_laws, TEST(changes_of_a_scenario_obey_the_laws),
           TEST(a_change_that_breaks_a_law_is_noticed))

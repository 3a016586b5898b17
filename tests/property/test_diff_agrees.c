/* What a comparison of two designs says is what the two answers to each question say: of random
 * designs with the same identifiers, for interfaces of each class. */
#include "acv/render.h"
#include "acv/scenario.h"
#include "crowd.h"
#include "expect.h"
#include "explain/answer.h"
#include "explain/matrix_diff.h"
#include "load/json_text.h"
#include "random_scenario.h"
#include "scenario.h"
#include "suite.h"

enum {
    N_PAIRS = 8,      /* ACV_TEST_ROUNDS multiplies them. */
    MOST_MEMBERS = 2, /* Of a unit that are asked for, from its end. */
};

typedef struct {
    const AcvMatrixDiff *diff;
    const char *label;
    unsigned n_asked;
    unsigned n_differ;
    unsigned n_failures;
    unsigned n_causes;
    unsigned n_wrong_causes;
    bool has_fault; /* Planted: the first difference is not looked at. */
} Trial;

static const char *
name_at(const AcvMatrixUnit *unit, guint from_end)
{
    if (!unit->interfaces) {
        return unit->end->name;
    }
    guint index = unit->interfaces->len - 1 - from_end;
    return ((const AcvRecord *) g_ptr_array_index(unit->interfaces, index))->id;
}

static const char *
name_of_first(const AcvMatrixUnit *unit)
{
    return unit->interfaces ? name_at(unit, unit->interfaces->len - 1) : unit->end->name;
}

/* Verdict and packets as text; NULL if the question cannot be asked. */
static char *
ask(const AcvMatrix *matrix, const char *from, const char *to)
{
    AcvQuestion question = { from, to, ACV_EPHEMERAL_PORTS, false };
    g_autoptr(AcvInquiry) inquiry = acv_inquiry_new(matrix->network, &question, NULL);
    if (!inquiry) {
        return NULL;
    }
    AcvPacketSpace *space = acv_network_space(matrix->network);
    const AcvPacketSet *packets = acv_packet_set_empty(space);
    for (guint i = 0; i < inquiry->paths->len; i++) {
        const AcvPath *path = g_ptr_array_index(inquiry->paths, i);
        packets = acv_packet_set_union(space, packets, path->reachable);
    }
    packets = acv_packet_set_forget(space, packets, ACV_FIELD_SOURCE);
    packets = acv_packet_set_forget(space, packets, ACV_FIELD_DESTINATION);
    packets = acv_packet_set_forget(space, packets, ACV_FIELD_SOURCE_PORT);
    g_autofree char *text = acv_packet_set_print(packets);
    return g_strdup_printf("%s\n%s", acv_outcome_name(inquiry->outcome), text);
}

static bool
is_told(const Trial *trial, const AcvMatrixUnit *source, const AcvMatrixUnit *target)
{
    const GArray *differences = trial->diff->differences;
    for (guint i = trial->has_fault ? 1 : 0; i < differences->len; i++) {
        const AcvDifference *difference = &g_array_index(differences, AcvDifference, i);
        if (difference->source == source && difference->target == target) {
            return true;
        }
    }
    return false;
}

static void
check_question(Trial *trial, const char *from, const char *to, bool told)
{
    g_autofree char *before = ask(trial->diff->before, from, to);
    g_autofree char *after = ask(trial->diff->after, from, to);
    if (!before || !after) {
        return;
    }
    bool differs = !g_str_equal(before, after);
    trial->n_asked++;
    trial->n_differ += differs;
    trial->n_failures += differs != told;
    if (differs != told && !trial->has_fault && trial->n_failures < 5) {
        g_autofree char *name = g_strdup_printf("%s: --from %s --to %s", trial->label, from, to);
        EXPECT_TEXT(name, after, before);
    }
}

static void
check_pair(Trial *trial, const AcvMatrixUnit *source, const AcvMatrixUnit *target)
{
    bool told = is_told(trial, source, target);
    guint n_from = source->interfaces ? MIN(source->interfaces->len, MOST_MEMBERS) : 1;
    guint n_to = target->interfaces ? MIN(target->interfaces->len, MOST_MEMBERS) : 1;
    for (guint i = 0; i < n_from; i++) {
        for (guint j = 0; j < n_to; j++) {
            const char *from = name_at(source, i);
            const char *to = name_at(target, j);
            if (!g_str_equal(from, to)) {
                check_question(trial, from, to, told);
            }
        }
    }
}

static bool
is_in_both(const AcvMatrixUnit *unit)
{
    return unit->before != ACV_MATRIX_NO_END && unit->after != ACV_MATRIX_NO_END;
}

/* The answer to the question of a difference; NULL if one matrix does not have it. */
static AcvAnswer *
ask_again(const AcvMatrix *matrix, const AcvDifference *difference)
{
    bool is_itself =
        g_str_equal(name_of_first(difference->source), name_of_first(difference->target));
    AcvQuestion question = { name_of_first(difference->source),
                             is_itself ? name_at(difference->target, 0)
                                       : name_of_first(difference->target),
                             ACV_EPHEMERAL_PORTS, false };
    AcvInquiry *inquiry = acv_inquiry_new(matrix->network, &question, NULL);
    return inquiry ? acv_answer_new_take(inquiry) : NULL;
}

/* "CODE COMPONENT EGRESS REPLY" */
static char *
print_block(const AcvExplanation *explanation)
{
    return g_strdup_printf("%s %s %d %d", acv_code_name(explanation->code),
                           explanation->component ? explanation->component->id : "",
                           explanation->direction, explanation->is_reply);
}

static bool
is_blamed(const AcvAnswer *answer, const char *block)
{
    bool found = false;
    for (guint i = 0; answer && i < answer->explanations->len; i++) {
        g_autofree char *other =
            print_block(&g_array_index(answer->explanations, AcvExplanation, i));
        found |= g_str_equal(block, other);
    }
    return found;
}

/* The first that one answer has and the other does not, or NULL. */
static const AcvExplanation *
find_new(const AcvAnswer *here, const AcvAnswer *there)
{
    for (guint i = 0; i < here->explanations->len; i++) {
        const AcvExplanation *one = &g_array_index(here->explanations, AcvExplanation, i);
        g_autofree char *block = print_block(one);
        if (!is_blamed(there, block)) {
            return one;
        }
    }
    return NULL;
}

static const AcvExplanation *
find_code(const AcvAnswer *answer, AcvCode code)
{
    for (guint i = 0; i < answer->explanations->len; i++) {
        const AcvExplanation *one = &g_array_index(answer->explanations, AcvExplanation, i);
        if (one->code == code) {
            return one;
        }
    }
    return NULL;
}

static bool
is_about_knowledge(const AcvDifference *difference)
{
    return difference->kind == ACV_DIFFERENCE_OBSCURED
           || difference->kind == ACV_DIFFERENCE_RESOLVED;
}

/* The code and the id of what is blamed in one matrix and not in the other, else of what is blamed
 * for the code of the difference; NULL if nothing is. */
static char *
expect_cause(const AcvMatrixDiff *diff, const AcvDifference *difference)
{
    bool is_before = difference->is_cause_before;
    const AcvMatrixCell *cell = is_before ? difference->before : difference->after;
    g_autoptr(AcvAnswer) here = ask_again(is_before ? diff->before : diff->after, difference);
    g_autoptr(AcvAnswer) there = ask_again(is_before ? diff->after : diff->before, difference);
    if (!here || !there) {
        return NULL;
    }
    const AcvExplanation *found = is_about_knowledge(difference) ? NULL : find_new(here, there);
    found = found ? found : find_code(here, cell->code);
    return found ? g_strdup_printf("%s %s", acv_code_name(found->code),
                                   found->component ? found->component->id : "")
                 : NULL;
}

static void
check_causes(Trial *trial)
{
    const GArray *differences = trial->diff->differences;
    for (guint i = 0; i < differences->len; i++) {
        const AcvDifference *difference = &g_array_index(differences, AcvDifference, i);
        g_autofree char *expected =
            difference->code == ACV_CODE_NONE ? NULL : expect_cause(trial->diff, difference);
        const AcvDifference *told = &g_array_index(
            differences, AcvDifference, trial->has_fault ? (i + 1) % differences->len : i);
        g_autofree char *cause = g_strdup_printf("%s %s", acv_code_name(told->code),
                                                 told->component ? told->component->id : "");
        if (!expected) {
            continue;
        }
        trial->n_causes++;
        trial->n_wrong_causes += !g_str_equal(cause, expected);
        if (!trial->has_fault && trial->n_wrong_causes < 5) {
            EXPECT_TEXT(trial->label, cause, expected);
        }
    }
}

static void
check_formats(const Trial *trial)
{
    AcvTextStyle style = { .width = 80 };
    AcvJsonFault fault = { 0 };
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) json = g_string_new(NULL);
    acv_render_diff_text(text, trial->diff, &style);
    acv_render_diff_json(json, trial->diff);
    EXPECT_TRUE(trial->label, g_utf8_validate(text->str, (gssize) text->len, NULL));
    EXPECT_TRUE(trial->label, acv_json_check(json->str, json->len, &fault));
    g_free(fault.message);
}

static void
check_diff(Trial *trial, const AcvMatrix *before, const AcvMatrix *after)
{
    g_autoptr(AcvMatrixDiff) diff = acv_matrix_diff_new(before, after);
    g_autoptr(AcvMatrixDiff) same = acv_matrix_diff_new(before, before);
    EXPECT_TRUE(trial->label, acv_matrix_diff_is_empty(same));
    trial->diff = diff;
    check_formats(trial);
    check_causes(trial);
    for (guint i = 0; i < diff->sources->len; i++) {
        const AcvMatrixUnit *source = g_ptr_array_index(diff->sources, i);
        for (guint j = 0; is_in_both(source) && j < diff->targets->len; j++) {
            const AcvMatrixUnit *target = g_ptr_array_index(diff->targets, j);
            if (is_in_both(target)) {
                check_pair(trial, source, target);
            }
        }
    }
}

static AcvSnapshot *
random_crowd(uint32_t seed)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    g_autofree char *json = crowd_json(random);
    return scenario_parse(json, NULL);
}

static AcvSnapshot *
random_snapshot(uint32_t seed)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    g_autoptr(RandomScenario) scenario = random_scenario_new(random, RANDOM_ANYTHING);
    g_autofree char *json = random_scenario_json(scenario);
    return scenario_parse(json, NULL);
}

static Trial
run_random(unsigned n, uint32_t seed, AcvSnapshot *(*make)(uint32_t seed), bool has_fault)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    AcvQuestion all = { .ephemeral_ports = ACV_EPHEMERAL_PORTS };
    Trial trial = { .has_fault = has_fault };
    for (unsigned i = 0; i < n; i++) {
        g_autofree char *label = g_strdup_printf("seed %u", seed + 2 * i);
        g_autoptr(AcvSnapshot) one = make(seed + 2 * i);
        g_autoptr(AcvSnapshot) other = make(seed + 2 * i + 1);
        CU_ASSERT_PTR_NOT_NULL(one);
        CU_ASSERT_PTR_NOT_NULL(other);
        trial.label = label;
        if (one && other) {
            g_autoptr(AcvMatrix) before = acv_matrix_new(one, catalog, &all, NULL, NULL);
            g_autoptr(AcvMatrix) after = acv_matrix_new(other, catalog, &all, NULL, NULL);
            check_diff(&trial, before, after);
        }
    }
    return trial;
}

static void
what_differs_is_what_two_answers_say(void)
{
    Trial trial = run_random(random_rounds(N_PAIRS), random_seed(1), random_snapshot, false);
    printf("%u questions, %u differ\n", trial.n_asked, trial.n_differ);
    CU_ASSERT(trial.n_differ > 0);
    CU_ASSERT(trial.n_asked > trial.n_differ);
    CU_ASSERT_EQUAL(trial.n_failures, 0);
    CU_ASSERT_EQUAL(trial.n_wrong_causes, 0);
}

static void
what_stops_a_crowd_is_what_each_answer_blames(void)
{
    Trial trial = run_random(random_rounds(1), random_seed(1), random_crowd, false);
    printf("%u questions in crowds, %u differ, %u causes\n", trial.n_asked, trial.n_differ,
           trial.n_causes);
    CU_ASSERT(trial.n_causes > 0);
    CU_ASSERT_EQUAL(trial.n_failures, 0);
    CU_ASSERT_EQUAL(trial.n_wrong_causes, 0);
    CU_ASSERT(run_random(1, 1, random_crowd, true).n_wrong_causes > 0);
}

/* Interfaces in a subnet, which admit each other by the rule of sg-1, of which 'n_others' are of
 * sg-2, that admits nothing. */
static AcvSnapshot *
split_snapshot(unsigned n, unsigned n_others)
{
    g_autoptr(GString) json = g_string_new(
        "{\"Vpcs\": [{\"VpcId\": \"vpc-1\", \"CidrBlock\": \"10.0.0.0/16\"}], \"Subnets\": ["
        "{\"SubnetId\": \"subnet-1\", \"VpcId\": \"vpc-1\", \"CidrBlock\": \"10.0.0.0/24\"}],"
        "\"SecurityGroups\": [{\"GroupId\": \"sg-1\", \"VpcId\": \"vpc-1\", \"IpPermissions\":"
        "[{\"IpProtocol\": \"-1\", \"IpRanges\": [{\"CidrIp\": \"10.0.0.0/8\"}]}],"
        "\"IpPermissionsEgress\": [{\"IpProtocol\": \"-1\", \"IpRanges\": [{\"CidrIp\":"
        "\"0.0.0.0/0\"}]}]}, {\"GroupId\": \"sg-2\", \"VpcId\": \"vpc-1\","
        "\"IpPermissions\": [], \"IpPermissionsEgress\": []}], \"NetworkInterfaces\": [");
    for (unsigned i = 0; i < n; i++) {
        g_string_append_printf(
            json,
            "%s{\"NetworkInterfaceId\": \"eni-%u\", \"VpcId\": \"vpc-1\", \"SubnetId\":"
            "\"subnet-1\", \"PrivateIpAddress\": \"10.0.0.%u\", \"Status\": \"in-use\","
            "\"Groups\": [{\"GroupId\": \"sg-%d\"}]}",
            i > 0 ? "," : "", i, i + 10, i < n_others ? 2 : 1);
    }
    g_string_append(json, "]}");
    return scenario_parse(json->str, NULL);
}

static void
classes_that_fall_apart_are_compared_by_their_parts(void)
{
    static const struct {
        const char *name;
        unsigned before;
        unsigned after;
        int n_differences;
    } cases[] = {
        /* Whether the internet is reached is known only of those that have no rules. */
        { "one leaves", 0, 1, 3 },      /* From it, to it, and the internet. */
        { "two leave", 0, 2, 4 },       /* And among them. */
        { "one more leaves", 1, 2, 3 }, /* Between the two nothing got anywhere before. */
        { "one comes back", 2, 1, 3 },  { "nobody leaves", 2, 2, 0 }, { "all leave", 0, 4, 2 },
    };
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    AcvQuestion all = { .ephemeral_ports = ACV_EPHEMERAL_PORTS };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Trial trial = { .label = cases[i].name };
        g_autoptr(AcvSnapshot) one = split_snapshot(4, cases[i].before);
        g_autoptr(AcvSnapshot) other = split_snapshot(4, cases[i].after);
        g_autoptr(AcvMatrix) before = acv_matrix_new(one, catalog, &all, NULL, NULL);
        g_autoptr(AcvMatrix) after = acv_matrix_new(other, catalog, &all, NULL, NULL);
        g_autoptr(AcvMatrixDiff) diff = acv_matrix_diff_new(before, after);
        EXPECT_INT(cases[i].name, diff->differences->len, cases[i].n_differences);
        for (guint j = 0; j < diff->differences->len; j++) {
            const AcvDifference *difference = &g_array_index(diff->differences, AcvDifference, j);
            EXPECT_TRUE(cases[i].name, difference->component != NULL);
        }
        check_diff(&trial, before, after);
        EXPECT_INT(cases[i].name, trial.n_failures, 0);
        EXPECT_TRUE(cases[i].name, trial.n_asked > 0);
    }
}

static void
a_difference_that_is_not_told_is_noticed(void)
{
    CU_ASSERT(run_random(5, 1, random_snapshot, true).n_failures > 0);
}

SUITE_MAIN(test_diff_agrees, TEST(what_differs_is_what_two_answers_say),
           TEST(what_stops_a_crowd_is_what_each_answer_blames),
           TEST(classes_that_fall_apart_are_compared_by_their_parts),
           TEST(a_difference_that_is_not_told_is_noticed))

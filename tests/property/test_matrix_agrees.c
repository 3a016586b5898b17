/* Every cell of a matrix is what a question about its source and its target is answered: of random
 * scenarios and of all worked ones, for every interface of a class. */
#include "acv/render.h"
#include "acv/scenario.h"
#include "analysis/matrix_team.h"
#include "crowd.h"
#include "expect.h"
#include "explain/answer.h"
#include "load/json_text.h"
#include "random_scenario.h"
#include "scenario.h"
#include "scenario_tree.h"
#include "suite.h"

enum {
    N_SCENARIOS = 25, /* ACV_TEST_ROUNDS multiplies them. */
    N_CROWDS = 3,     /* ACV_TEST_ROUNDS multiplies them. */
    N_STRIDE = 9,     /* Of the cells of worked scenarios every ninth is asked for. */
    MOST_MEMBERS = 3, /* Of a class that are asked for, from its end: the first made the cell. */
};

typedef struct {
    const AcvMatrix *matrix;
    const char *label;
    unsigned n_cells; /* Seen so far. */
    unsigned stride;
    unsigned n_asked;
    unsigned n_shared; /* Of these, of another interface than made the cell. */
    unsigned n_failures;
    bool has_fault; /* Planted: the cells of a row are shifted by one. */
} Trial;

static const char *
name_at(const AcvMatrixEnd *end, guint from_end)
{
    if (!end->interfaces) {
        return end->name;
    }
    guint index = end->interfaces->len - 1 - from_end;
    return ((const AcvRecord *) g_ptr_array_index(end->interfaces, index))->id;
}

static const AcvPacketSet *
packets_of(const AcvInquiry *inquiry)
{
    AcvPacketSpace *space = acv_network_space(inquiry->network);
    const AcvPacketSet *packets = acv_packet_set_empty(space);
    for (guint i = 0; i < inquiry->paths->len; i++) {
        const AcvPath *path = g_ptr_array_index(inquiry->paths, i);
        packets = acv_packet_set_union(space, packets, path->reachable);
    }
    packets = acv_packet_set_forget(space, packets, ACV_FIELD_SOURCE);
    packets = acv_packet_set_forget(space, packets, ACV_FIELD_DESTINATION);
    return acv_packet_set_forget(space, packets, ACV_FIELD_SOURCE_PORT);
}

static void
fail(Trial *trial, const AcvQuestion *question, const char *what, const char *got,
     const char *expected)
{
    trial->n_failures++;
    if (trial->has_fault || trial->n_failures > 5) {
        return;
    }
    g_autofree char *name = g_strdup_printf("%s: --from %s --to %s: %s", trial->label,
                                            question->from, question->to, what);
    EXPECT_TEXT(name, got, expected);
}

/* Asks the question that the cell answers. Names that two records share cannot be asked for. */
static void
check_cell(Trial *trial, const AcvMatrixCell *cell, const char *from, const char *to)
{
    AcvQuestion question = trial->matrix->question;
    question.from = from;
    question.to = to;
    AcvInquiry *inquiry = acv_inquiry_new(trial->matrix->network, &question, NULL);
    if (!inquiry) {
        return;
    }
    g_autoptr(AcvAnswer) answer = acv_answer_new_take(inquiry);
    trial->n_asked++;
    if (answer->outcome != cell->outcome) {
        fail(trial, &question, "outcome", acv_outcome_name(cell->outcome),
             acv_outcome_name(answer->outcome));
    } else if (packets_of(inquiry) != cell->packets) {
        g_autofree char *got = acv_packet_set_print(cell->packets);
        g_autofree char *expected = acv_packet_set_print(packets_of(inquiry));
        fail(trial, &question, "packets", got, expected);
    }
    AcvCode code = answer->explanations->len > 0
                       ? g_array_index(answer->explanations, AcvExplanation, 0).code
                       : ACV_CODE_NONE;
    if (answer->outcome != ACV_OUTCOME_REACHABLE && code != cell->code) {
        fail(trial, &question, "code", acv_code_name(cell->code), acv_code_name(code));
    }
}

static void
check_pair(Trial *trial, guint source, guint target)
{
    const AcvMatrix *matrix = trial->matrix;
    const AcvMatrixEnd *from = g_ptr_array_index(matrix->sources, source);
    const AcvMatrixEnd *to = g_ptr_array_index(matrix->targets, target);
    guint shifted = trial->has_fault ? (target + 1) % matrix->targets->len : target;
    const AcvMatrixCell *cell = acv_matrix_cell(matrix, source, shifted);
    guint n_from = from->interfaces ? MIN(from->interfaces->len, MOST_MEMBERS) : 1;
    guint n_to = to->interfaces ? MIN(to->interfaces->len, MOST_MEMBERS) : 1;
    for (guint i = 0; cell && i < n_from; i++) {
        for (guint j = 0; j < n_to; j++) {
            const char *one = name_at(from, i);
            const char *other = name_at(to, j);
            if (!g_str_equal(one, other)) {
                trial->n_shared += n_from * n_to > 1;
                check_cell(trial, cell, one, other);
            }
        }
    }
}

/* Every format can tell it, and what is meant for programs is sound. */
static void
check_formats(const Trial *trial)
{
    AcvTextStyle style = { .width = 80 };
    AcvJsonFault fault = { 0 };
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) json = g_string_new(NULL);
    g_autoptr(GString) csv = g_string_new(NULL);
    acv_render_matrix_text(text, trial->matrix, &style, NULL);
    acv_render_matrix_json(json, trial->matrix, NULL);
    acv_render_matrix_csv(csv, trial->matrix, NULL);
    EXPECT_TRUE(trial->label, g_utf8_validate(text->str, (gssize) text->len, NULL));
    EXPECT_TRUE(trial->label, acv_json_check(json->str, json->len, &fault));
    EXPECT_TRUE(trial->label, g_str_has_suffix(csv->str, "\r\n"));
    g_free(fault.message);
}

static void
check_matrix(Trial *trial, AcvSnapshot *snapshot, const AcvCatalog *catalog)
{
    AcvQuestion all = { .ephemeral_ports = ACV_EPHEMERAL_PORTS };
    g_autoptr(AcvMatrix) matrix = acv_matrix_new(snapshot, catalog, &all, NULL, NULL);
    CU_ASSERT_PTR_NOT_NULL(matrix);
    trial->matrix = matrix;
    check_formats(trial);
    for (guint i = 0; i < matrix->sources->len; i++) {
        for (guint j = 0; j < matrix->targets->len; j++) {
            if (trial->n_cells++ % trial->stride == 0) {
                check_pair(trial, i, j);
            }
        }
    }
}

static Trial
run_random(unsigned n, uint32_t seed, bool has_fault)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    Trial trial = { .stride = 1, .has_fault = has_fault };
    for (unsigned i = 0; i < n; i++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(seed + i);
        g_autoptr(RandomScenario) scenario = random_scenario_new(random, RANDOM_ANYTHING);
        g_autofree char *json = random_scenario_json(scenario);
        g_autofree char *found = NULL;
        g_autofree char *label = g_strdup_printf("seed %u", seed + i);
        g_autoptr(AcvSnapshot) snapshot = scenario_parse(json, &found);
        CU_ASSERT_PTR_NOT_NULL(snapshot);
        trial.label = label;
        if (snapshot) {
            check_matrix(&trial, snapshot, catalog);
        }
    }
    return trial;
}

static void
every_cell_of_a_random_scenario_is_the_answer_to_its_question(void)
{
    Trial trial = run_random(random_rounds(N_SCENARIOS), random_seed(1), false);
    printf("%u questions, %u of them of classes\n", trial.n_asked, trial.n_shared);
    CU_ASSERT(trial.n_shared > 0);
    CU_ASSERT_EQUAL(trial.n_failures, 0);
}

static Trial
run_crowds(unsigned n, uint32_t seed, bool has_fault)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    Trial trial = { .stride = 1, .has_fault = has_fault };
    for (unsigned i = 0; i < n; i++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(seed + i);
        g_autofree char *json = crowd_json(random);
        g_autofree char *found = NULL;
        g_autofree char *label = g_strdup_printf("crowd of seed %u", seed + i);
        g_autoptr(AcvSnapshot) snapshot = scenario_parse(json, &found);
        EXPECT_TRUE(label, snapshot != NULL);
        trial.label = label;
        if (snapshot) {
            check_matrix(&trial, snapshot, catalog);
        }
    }
    return trial;
}

static void
every_cell_of_a_crowd_is_the_answer_to_its_question(void)
{
    Trial trial = run_crowds(random_rounds(N_CROWDS), random_seed(1), false);
    printf("%u questions in crowds, %u of them of classes\n", trial.n_asked, trial.n_shared);
    CU_ASSERT(trial.n_shared > 0);
    CU_ASSERT_EQUAL(trial.n_failures, 0);
}

static void
every_cell_of_a_worked_scenario_is_the_answer_to_its_question(void)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    g_autoptr(GPtrArray) cases = scenario_cases();
    Trial trial = { .stride = N_STRIDE };
    for (guint i = 0; i < cases->len; i++) {
        trial.label = g_ptr_array_index(cases, i);
        g_autofree char *file = g_build_filename(SCENARIOS, trial.label, "scenario.json", NULL);
        g_autofree char *folder = g_build_filename(SCENARIOS, trial.label, "scenario", NULL);
        bool is_file = g_file_test(file, G_FILE_TEST_EXISTS);
        const char *names[] = { is_file ? file : folder, NULL };
        g_autoptr(AcvSnapshot) snapshot = acv_scenario_read(names, problems);
        if (snapshot) {
            check_matrix(&trial, snapshot, catalog);
        }
    }
    CU_ASSERT(trial.n_asked > cases->len);
    CU_ASSERT_EQUAL(trial.n_failures, 0);
}

/* What a resource without interfaces may get is an address of its own groups, and is the target's
 * besides: of two resources in one subnet one reaches it by that. */
static const char own_group[] =
    "{\"Vpcs\": [{\"VpcId\": \"vpc-1\", \"CidrBlock\": \"10.0.0.0/16\"}],"
    "\"Subnets\": [{\"SubnetId\": \"subnet-1\", \"VpcId\": \"vpc-1\", \"CidrBlock\": "
    "\"10.0.0.0/24\","
    "\"AvailabilityZoneId\": \"use1-az2\"}],"
    "\"SecurityGroups\": [{\"GroupId\": \"sg-mail\", \"VpcId\": \"vpc-1\", \"IpPermissions\": [],"
    "\"IpPermissionsEgress\": [{\"IpProtocol\": \"tcp\", \"FromPort\": 25, \"ToPort\": 25,"
    "\"IpRanges\": [{\"CidrIp\": \"8.8.8.8/32\"}]}]}, {\"GroupId\": \"sg-self\", \"VpcId\": "
    "\"vpc-1\","
    "\"IpPermissions\": [], \"IpPermissionsEgress\": [{\"IpProtocol\": \"udp\", \"FromPort\": 53,"
    "\"ToPort\": 53, \"UserIdGroupPairs\": [{\"GroupId\": \"sg-self\"}]}]},"
    "{\"GroupId\": \"sg-target\", \"VpcId\": \"vpc-1\", \"IpPermissionsEgress\": [],"
    "\"IpPermissions\": [{\"IpProtocol\": \"udp\", \"FromPort\": 53, \"ToPort\": 53,"
    "\"IpRanges\": [{\"CidrIp\": \"0.0.0.0/0\"}]}]}],"
    "\"NetworkInterfaces\": [{\"NetworkInterfaceId\": \"eni-1\", \"VpcId\": \"vpc-1\","
    "\"SubnetId\": \"subnet-1\", \"PrivateIpAddress\": \"10.0.0.12\", \"Status\": \"in-use\","
    "\"Groups\": [{\"GroupId\": \"sg-target\"}]}],"
    "\"Browsers\": [{\"browserId\": \"one\", \"networkConfiguration\": {\"networkMode\": \"VPC\","
    "\"vpcConfig\": {\"subnets\": [\"subnet-1\"], \"securityGroups\": [\"sg-mail\", "
    "\"sg-self\"]}}},"
    "{\"browserId\": \"two\", \"networkConfiguration\": {\"networkMode\": \"VPC\","
    "\"vpcConfig\": {\"subnets\": [\"subnet-1\"], \"securityGroups\": [\"sg-mail\"]}}}]}";

#define INTERFACE(id, vpc, subnet, address, group) \
    "{\"NetworkInterfaceId\": \"" id "\", \"VpcId\": \"" vpc "\", \"SubnetId\": \"" subnet \
    "\", \"PrivateIpAddress\": \"" address \
    "\", \"Status\": \"in-use\", \"Groups\": [{\"GroupId\": \"" group "\"}]}"

/* Blocks of two VPCs overlap: a group of the one means the address of one interface of the other.
 */
static const char same_addresses[] =
    "{\"Vpcs\": [{\"VpcId\": \"vpc-0\", \"CidrBlock\": \"10.9.0.0/16\"},"
    "{\"VpcId\": \"vpc-1\", \"CidrBlock\": \"10.9.0.0/16\"}],"
    "\"Subnets\": [{\"SubnetId\": \"subnet-0\", \"VpcId\": \"vpc-0\", \"CidrBlock\":"
    "\"10.9.0.0/24\"}, {\"SubnetId\": \"subnet-1\", \"VpcId\": \"vpc-1\", \"CidrBlock\":"
    "\"10.9.0.0/24\"}],"
    "\"SecurityGroups\": [{\"GroupId\": \"sg-0\", \"VpcId\": \"vpc-0\", \"IpPermissions\": [],"
    "\"IpPermissionsEgress\": []}, {\"GroupId\": \"sg-1\", \"VpcId\": \"vpc-1\","
    "\"IpPermissions\": [], \"IpPermissionsEgress\": [{\"IpProtocol\": \"-1\","
    "\"UserIdGroupPairs\": [{\"GroupId\": \"sg-1\"}]}]}],"
    "\"NetworkInterfaces\": [" INTERFACE(
        "eni-00", "vpc-0", "subnet-0", "10.9.0.10",
        "sg-0") "," INTERFACE("eni-01", "vpc-0", "subnet-0", "10.9.0.12",
                              "sg-0") "," INTERFACE("eni-10", "vpc-1", "subnet-1", "10.9.0.12",
                                                    "sg-1") "," INTERFACE("eni-11", "vpc-1",
                                                                          "subnet-1", "10.9.0.15",
                                                                          "sg-1") "]}";

/* Of a file system, each of two interfaces uses the mount target of its own zone. */
static const char own_zone[] =
    "{\"Vpcs\": [{\"VpcId\": \"vpc-1\", \"CidrBlock\": \"10.0.0.0/16\"}],"
    "\"Subnets\": ["
    "{\"SubnetId\": \"subnet-1\", \"CidrBlock\": \"10.0.1.0/24\", \"VpcId\": \"vpc-1\","
    "\"AvailabilityZoneId\": \"use1-az1\"},"
    "{\"SubnetId\": \"subnet-2\", \"CidrBlock\": \"10.0.2.0/24\", \"VpcId\": \"vpc-1\","
    "\"AvailabilityZoneId\": \"use1-az2\"}],"
    "\"SecurityGroups\": ["
    "{\"GroupId\": \"sg-open\", \"VpcId\": \"vpc-1\", \"IpPermissions\": [{\"IpProtocol\":"
    "\"-1\", \"IpRanges\": [{\"CidrIp\": \"0.0.0.0/0\"}]}]},"
    "{\"GroupId\": \"sg-closed\", \"VpcId\": \"vpc-1\", \"IpPermissions\": []}],"
    "\"FileSystems\": [{\"FileSystemId\": \"fs-1\", \"LifeCycleState\": \"available\"}],"
    "\"MountTargets\": ["
    "{\"MountTargetId\": \"fsmt-1\", \"FileSystemId\": \"fs-1\", \"SubnetId\": \"subnet-1\","
    "\"IpAddress\": \"10.0.1.60\", \"SecurityGroups\": [\"sg-open\"]},"
    "{\"MountTargetId\": \"fsmt-2\", \"FileSystemId\": \"fs-1\", \"SubnetId\": \"subnet-2\","
    "\"IpAddress\": \"10.0.2.60\", \"SecurityGroups\": [\"sg-closed\"]}],"
    "\"NetworkInterfaces\": ["
    "{\"NetworkInterfaceId\": \"eni-1\", \"VpcId\": \"vpc-1\", \"SubnetId\": \"subnet-1\","
    "\"PrivateIpAddress\": \"10.0.1.10\", \"Groups\": [{\"GroupId\": \"sg-closed\"}]},"
    "{\"NetworkInterfaceId\": \"eni-2\", \"VpcId\": \"vpc-1\", \"SubnetId\": \"subnet-2\","
    "\"PrivateIpAddress\": \"10.0.2.10\", \"Groups\": [{\"GroupId\": \"sg-closed\"}]}]}";

/* A rule and a route name the list of a gateway endpoint that is deleted: they mean the service of
 * that endpoint, and no other. */
static const char deleted_endpoint[] =
    "{\"Region\": \"us-east-1\","
    "\"Vpcs\": [{\"VpcId\": \"vpc-1\", \"CidrBlock\": \"10.1.0.0/16\"},"
    "{\"VpcId\": \"vpc-2\", \"CidrBlock\": \"10.2.0.0/16\"}],"
    "\"Subnets\": [{\"SubnetId\": \"subnet-1\", \"VpcId\": \"vpc-1\","
    "\"CidrBlock\": \"10.1.0.0/24\", \"AvailabilityZoneId\": \"use1-az1\"}],"
    "\"RouteTables\": [{\"RouteTableId\": \"rtb-1\", \"VpcId\": \"vpc-1\","
    "\"Associations\": [{\"Main\": true}], \"Routes\": ["
    "{\"DestinationCidrBlock\": \"10.1.0.0/16\", \"GatewayId\": \"local\"},"
    "{\"DestinationPrefixListId\": \"pl-1\", \"GatewayId\": \"vpce-s3\","
    "\"State\": \"blackhole\"}]}],"
    "\"SecurityGroups\": [{\"GroupId\": \"sg-1\", \"VpcId\": \"vpc-1\","
    "\"IpPermissions\": [], \"IpPermissionsEgress\": [{\"IpProtocol\": \"tcp\","
    "\"FromPort\": 443, \"ToPort\": 443, \"PrefixListIds\": [{\"PrefixListId\": \"pl-1\"}]}]}],"
    "\"VpcEndpoints\": [{\"VpcEndpointId\": \"vpce-s3\", \"VpcEndpointType\": \"Gateway\","
    "\"VpcId\": \"vpc-1\", \"ServiceName\": \"com.amazonaws.us-east-1.s3\","
    "\"State\": \"deleted\"}, {\"VpcEndpointId\": \"vpce-dynamodb\","
    "\"VpcEndpointType\": \"Gateway\", \"VpcId\": \"vpc-2\","
    "\"ServiceName\": \"com.amazonaws.us-east-1.dynamodb\", \"State\": \"available\"}],"
    "\"NetworkInterfaces\": [" INTERFACE("eni-1", "vpc-1", "subnet-1", "10.1.0.10", "sg-1") "]}";

/* Counts the cells that differ between two matrices of one snapshot. */
static unsigned
count_differences(const AcvMatrix *matrix, const AcvMatrix *other)
{
    AcvPacketSpace *space = acv_network_space(matrix->network);
    unsigned n = 0;
    for (guint i = 0; i < matrix->sources->len; i++) {
        for (guint j = 0; j < matrix->targets->len; j++) {
            const AcvMatrixCell *one = acv_matrix_cell(matrix, i, j);
            const AcvMatrixCell *two = acv_matrix_cell(other, i, j);
            bool is_same = one && two && one->outcome == two->outcome && one->code == two->code
                           && acv_packet_set_copy(space, two->packets) == one->packets;
            n += !is_same && (one || two);
        }
    }
    return n;
}

/* The text of a matrix as a program reads it. */
static char *
json_of(const AcvMatrix *matrix)
{
    GString *json = g_string_new(NULL);
    acv_render_matrix_json(json, matrix, NULL);
    return g_string_free(json, FALSE);
}

static void
check_teams(const char *label, AcvSnapshot *snapshot, const AcvCatalog *catalog)
{
    static const guint sizes[] = { 1, 3, ACV_TEAM_MOST_MEMBERS };
    AcvQuestion all = { .ephemeral_ports = ACV_EPHEMERAL_PORTS };
    g_autoptr(AcvMatrix) alone = acv_matrix_new_by(snapshot, catalog, &all, NULL, 0, NULL);
    g_autofree char *expected = json_of(alone);
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        g_autoptr(AcvMatrix) matrix =
            acv_matrix_new_by(snapshot, catalog, &all, NULL, sizes[i], NULL);
        g_autofree char *json = json_of(matrix);
        g_autofree char *name = g_strdup_printf("%s, %u members", label, sizes[i]);
        EXPECT_INT(name, count_differences(alone, matrix), 0);
        EXPECT_TRUE(name, g_str_equal(json, expected));
    }
}

static void
however_many_fill_a_matrix_it_is_the_same(void)
{
    enum { N_TEAMS = 3 };
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    uint32_t seed = random_seed(7);
    for (unsigned i = 0; i < random_rounds(N_TEAMS); i++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(seed + i);
        g_autofree char *json = crowd_json(random);
        g_autofree char *found = NULL;
        g_autofree char *label = g_strdup_printf("crowd of seed %u", seed + i);
        g_autoptr(AcvSnapshot) snapshot = scenario_parse(json, &found);
        check_teams(label, snapshot, catalog);
    }
}

/* Nobody is asked for what the scenario has not; whoever began ends. */
static void
a_team_without_a_matrix_ends(void)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    g_autoptr(GRand) random = g_rand_new_with_seed(random_seed(7));
    g_autofree char *json = crowd_json(random);
    g_autofree char *found = NULL;
    g_autoptr(AcvSnapshot) snapshot = scenario_parse(json, &found);
    g_autoptr(GError) error = NULL;
    AcvQuestion question = { .to = "nobody", .ephemeral_ports = ACV_EPHEMERAL_PORTS };
    AcvMatrix *matrix = acv_matrix_new_by(snapshot, catalog, &question, NULL, 3, &error);
    EXPECT_TRUE("no matrix", matrix == NULL);
    EXPECT_TRUE("an error", error && g_str_has_prefix(error->message, "--to: "));
}

static void
what_tells_two_apart_gives_them_different_cells(void)
{
    static const struct {
        const char *name;
        const char *json;
    } cases[] = {
        { "an address of the target that the source may get", own_group },
        { "an address that interfaces of two VPCs have", same_addresses },
        { "a zone, of which each uses its own mount target", own_zone },
        { "a deleted endpoint, of which rules still name the list", deleted_endpoint },
    };
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Trial trial = { .stride = 1, .label = cases[i].name };
        g_autofree char *found = NULL;
        g_autoptr(AcvSnapshot) snapshot = scenario_parse(cases[i].json, &found);
        EXPECT_TRUE(cases[i].name, snapshot != NULL);
        if (snapshot) {
            check_matrix(&trial, snapshot, catalog);
        }
        EXPECT_INT(cases[i].name, trial.n_failures, 0);
    }
}

static void
cells_at_the_wrong_place_are_noticed(void)
{
    CU_ASSERT(run_random(5, 1, true).n_failures > 0);
    CU_ASSERT(run_crowds(1, 1, true).n_failures > 0);
}

SUITE_MAIN(test_matrix_agrees, TEST(every_cell_of_a_random_scenario_is_the_answer_to_its_question),
           TEST(every_cell_of_a_crowd_is_the_answer_to_its_question),
           TEST(every_cell_of_a_worked_scenario_is_the_answer_to_its_question),
           TEST(however_many_fill_a_matrix_it_is_the_same), TEST(a_team_without_a_matrix_ends),
           TEST(what_tells_two_apart_gives_them_different_cells),
           TEST(cells_at_the_wrong_place_are_noticed))

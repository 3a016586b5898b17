/* The engine of sets against a third telling of what AWS does, on scenarios that lack nothing. */
#include "analysis/inquiry.h"
#include "expect.h"
#include "one_packet.h"
#include "random_scenario.h"
#include "scenario.h"
#include "suite.h"

enum { N_SCENARIOS = 700, N_QUESTIONS = 2, N_SAMPLES = 4, N_PORTS = 5 };

typedef struct {
    GRand *random;
    const char *label;
    OneFault fault;
    unsigned n_failures;
    unsigned n_samples;
    unsigned n_delivered;
} Trial;

static OneEnd
end_of(const AcvEnd *end)
{
    const AcvPlacement *placement = end->placement;
    return placement ? (OneEnd){ .resource = placement->resource,
                                 .interface = placement->interface,
                                 .subnet = placement->subnet,
                                 .group_ids = placement->group_ids,
                                 .addresses = placement->addresses }
                     : (OneEnd){ 0 };
}

static void
fail(Trial *trial, const char *what, const AcvPacket *packet)
{
    trial->n_failures++;
    if (trial->fault != ONE_FAULT_NONE || trial->n_failures > 5) {
        return;
    }
    char source[ACV_ADDRESS_TEXT_SIZE];
    char destination[ACV_ADDRESS_TEXT_SIZE];
    g_autofree char *name = g_strdup_printf(
        "%s: %s: %s to %s protocol %u, %u to %u", trial->label, what,
        acv_address_print((AcvAddress){ packet->source, packet->family }, source),
        acv_address_print((AcvAddress){ packet->destination, packet->family }, destination),
        packet->protocol, packet->source_port, packet->destination_port);
    EXPECT_TRUE(name, false);
}

/* Every sample of 'set' must be delivered, or none, whatever gateways choose. */
static void
check_set(Trial *trial, OneQuestion *question, const AcvPacketSet *set, bool expected)
{
    for (int i = 0; i < N_SAMPLES; i++) {
        static const uint16_t ports[N_PORTS] = { 1024, 32767, 32768, 60999, 65535 };
        AcvPacket packet;
        if (!acv_packet_set_sample_random(set, trial->random, &packet)) {
            return;
        }
        for (size_t j = 0; j < N_PORTS; j++) {
            question->nat_port = ports[j];
            question->prefers_last_list = j % 2 == 0;
            bool got = one_packet(question, &packet);
            trial->n_samples++;
            trial->n_delivered += got;
            if (got != expected) {
                fail(trial, expected ? "reachable but lost" : "unreachable but answered", &packet);
                break;
            }
        }
    }
}

static void
check_path(Trial *trial, const AcvInquiry *inquiry, const AcvPath *path)
{
    AcvNetwork *network = inquiry->network;
    if (!path->reach) {
        return;
    }
    OneQuestion question = { .snapshot = acv_network_snapshot(network),
                             .source = end_of(&path->source),
                             .target = end_of(&path->target),
                             .finds_public_addresses = path->target.kind == ACV_PARTY_ADDRESSES,
                             .fault = trial->fault };
    const AcvPacketSet *steady =
        acv_packet_set_subtract(acv_network_space(network), path->reachable, path->unsteady);
    check_set(trial, &question, steady, true);
    check_set(trial, &question, path->unreachable, false);
}

static void
ask(Trial *trial, AcvSnapshot *snapshot, const AcvCatalog *catalog, const AcvQuestion *question)
{
    g_autoptr(AcvNetwork) network = acv_network_new(snapshot, catalog);
    g_autoptr(AcvInquiry) inquiry = acv_inquiry_new(network, question, NULL);
    for (guint i = 0; inquiry && i < inquiry->paths->len; i++) {
        check_path(trial, inquiry, g_ptr_array_index(inquiry->paths, i));
    }
}

static void
run_trial(Trial *trial, uint32_t seed, const AcvCatalog *catalog)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    g_autoptr(RandomScenario) scenario = random_scenario_new(random, RANDOM_COMPLETE);
    g_autofree char *json = random_scenario_json(scenario);
    g_autoptr(AcvSnapshot) snapshot = scenario_parse(json, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(snapshot);
    for (int i = 0; i < N_QUESTIONS; i++) {
        const char *from = random_scenario_source(scenario);
        g_autofree char *to = random_scenario_target(scenario);
        AcvQuestion question = {
            .from = from, .to = to, .ephemeral_ports = ACV_EPHEMERAL_PORTS, .no_dns = true
        };
        g_autofree char *label = g_strdup_printf("seed %u, --from %s --to %s", seed, from, to);
        if (g_getenv("ACV_TEST_VERBOSE")) {
            printf("%u: --from %s --to %s\n%s", seed, from, to, json);
        }
        trial->random = random;
        trial->label = label;
        ask(trial, snapshot, catalog, &question);
    }
}

static Trial
run_trials(unsigned n, uint32_t seed, OneFault fault)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    Trial trial = { .fault = fault };
    for (unsigned i = 0; i < n; i++) {
        run_trial(&trial, seed + i, catalog);
    }
    return trial;
}

static void
every_sample_is_what_AWS_does(void)
{
    Trial trial = run_trials(random_rounds(N_SCENARIOS), random_seed(1), ONE_FAULT_NONE);
    printf("%u packets, %u of them answered\n", trial.n_samples, trial.n_delivered);
    CU_ASSERT_EQUAL(trial.n_failures, 0);
}

static void
every_fault_of_AWS_is_noticed(void)
{
    static const OneFault faults[] = { ONE_FAULT_ACL_ORDER, ONE_FAULT_NO_REPLY,
                                       ONE_FAULT_ANY_PREFIX, ONE_FAULT_ANY_STATE };
    for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
        CU_ASSERT(run_trials(800, 1, faults[i]).n_failures > 0);
    }
}

SUITE_MAIN(test_reach_packets, TEST(every_sample_is_what_AWS_does),
           TEST(every_fault_of_AWS_is_noticed))

/* The engine of sets and the engine of single packets say the same of every packet. */
#include "analysis/inquiry.h"
#include "analysis/trace.h"
#include "expect.h"
#include "random_scenario.h"
#include "scenario.h"
#include "suite.h"

enum {
    N_SCENARIOS = 1500, /* ACV_TEST_ROUNDS multiplies them. */
    N_QUESTIONS = 1,    /* Of each scenario. */
    N_SAMPLES = 6,      /* Of each set of an answer. */
};

/* One answer under test, and where it comes from. */
typedef struct {
    const AcvInquiry *inquiry;
    GRand *random;
    char *label; /* Owned. */
    unsigned n_failures;
    unsigned n_samples;
    bool has_fault; /* Planted: the sets are taken for each other. */
} Trial;

/* --- What a packet does, for some choices of the NAT gateways --- */

typedef struct {
    bool admits;
    bool refuses;
    bool doubts;
    bool is_chosen; /* By a gateway on the way. */
} Seen;

static Seen
trace_choices(const Trial *trial, const AcvPath *path, const AcvPacket *packet)
{
    static const uint16_t ports[] = { 1024, 1025, 32767, 32768, 60999, 61000, 65535 };
    Seen seen = { 0 };
    for (size_t i = 0; i <= G_N_ELEMENTS(ports); i++) {
        bool is_chosen;
        AcvTraceChoice choice = { .nat_address = i % 2 == 0 ? i : g_rand_int(trial->random) };
        choice.nat_port = i < G_N_ELEMENTS(ports)
                              ? ports[i]
                              : (uint16_t) g_rand_int_range(trial->random, 1024, 65536);
        AcvVerdict verdict = acv_trace(path->scene, packet, &choice, &is_chosen);
        seen.is_chosen |= is_chosen;
        seen.admits |= verdict == ACV_VERDICT_ADMITTED;
        seen.refuses |= verdict == ACV_VERDICT_REFUSED;
        seen.doubts |= verdict == ACV_VERDICT_UNKNOWN;
    }
    return seen;
}

/* --- Laws --- */

static void
fail(Trial *trial, const char *what, const AcvPacket *packet)
{
    trial->n_failures++;
    if (trial->has_fault || trial->n_failures > 3) {
        return;
    }
    char source[ACV_ADDRESS_TEXT_SIZE];
    char destination[ACV_ADDRESS_TEXT_SIZE];
    AcvAddress from = { packet->source, packet->family };
    AcvAddress to = { packet->destination, packet->family };
    g_autofree char *name =
        g_strdup_printf("%s: %s: %s to %s protocol %u, %u to %u", trial->label, what,
                        acv_address_print(from, source), acv_address_print(to, destination),
                        packet->protocol, packet->source_port, packet->destination_port);
    EXPECT_TRUE(name, false);
}

typedef bool (*Law)(Seen seen);

static bool
is_never_refused(Seen seen)
{
    return !seen.refuses && !seen.doubts;
}

static bool
is_never_admitted(Seen seen)
{
    return !seen.admits && !seen.doubts;
}

static bool
is_doubtful(Seen seen)
{
    return seen.doubts || (seen.admits && seen.refuses);
}

static bool
is_not_unknown(Seen seen)
{
    return !seen.doubts || seen.admits;
}

static void
check_samples(Trial *trial, const AcvPath *path, const AcvPacketSet *set, Law law, const char *what)
{
    for (int i = 0; i < N_SAMPLES; i++) {
        AcvPacket packet;
        bool found = i == 0 ? acv_packet_set_sample(set, &packet)
                            : acv_packet_set_sample_random(set, trial->random, &packet);
        if (!found) {
            return;
        }
        trial->n_samples++;
        Seen seen = trace_choices(trial, path, &packet);
        if (!law(seen)) {
            fail(trial, what, &packet);
        }
        if (!seen.is_chosen && seen.admits + seen.refuses + seen.doubts != 1) {
            fail(trial, "no gateway chose, but it matters what", &packet);
        }
    }
}

static void
check_partition(Trial *trial, const AcvPath *path)
{
    AcvPacketSpace *space = acv_network_space(trial->inquiry->network);
    const AcvPacketSet *sum = acv_packet_set_union(space, path->reachable, path->unreachable);
    sum = acv_packet_set_union(space, sum, path->undetermined);
    bool holds = sum == path->asked
                 && !acv_packet_set_overlaps(space, path->reachable, path->unreachable)
                 && !acv_packet_set_overlaps(space, path->reachable, path->undetermined)
                 && !acv_packet_set_overlaps(space, path->unreachable, path->undetermined)
                 && acv_packet_set_covers(space, path->reachable, path->unsteady);
    if (!holds) {
        AcvPacket none = { .family = ACV_FAMILY_IPV4 };
        fail(trial, "the parts are not the whole", &none);
    }
}

static void
check_path(Trial *trial, const AcvPath *path)
{
    check_partition(trial, path);
    if (!path->reach) {
        return; /* Outside any VPC there is no packet. */
    }
    AcvPacketSpace *space = acv_network_space(trial->inquiry->network);
    const AcvPacketSet *steady = acv_packet_set_subtract(space, path->reachable, path->unsteady);
    const AcvPacketSet *no = trial->has_fault ? steady : path->unreachable;
    check_samples(trial, path, steady, is_never_refused, "reachable");
    check_samples(trial, path, no, is_never_admitted, "unreachable");
    if (!path->depends_on_addresses) { /* Of each address it may be plain. */
        check_samples(trial, path, path->undetermined, is_doubtful, "undetermined");
    }
    check_samples(trial, path, path->unsteady, is_not_unknown, "unsteady");
}

/* Whoever asks only whether all is reachable is told the same, also of a network that shares what
 * it knows with another. */
static void
check_short_question(Trial *trial, AcvSnapshot *snapshot)
{
    AcvPacket none = { .family = ACV_FAMILY_IPV4 };
    g_autoptr(AcvNetwork) like = acv_network_new_like(trial->inquiry->network, snapshot);
    bool is_reachable = trial->inquiry->outcome == ACV_OUTCOME_REACHABLE;
    if (acv_inquiry_is_reachable_in(trial->inquiry, like) != is_reachable) {
        fail(trial, "the short question has another answer", &none);
    }
}

/* --- Trials --- */

static void
ask(Trial *trial, AcvSnapshot *snapshot, const AcvCatalog *catalog, const AcvQuestion *question)
{
    g_autoptr(AcvNetwork) network = acv_network_new(snapshot, catalog);
    g_autoptr(GError) error = NULL;
    g_autoptr(AcvInquiry) inquiry = acv_inquiry_new(network, question, &error);
    if (!inquiry) {
        return;
    }
    trial->inquiry = inquiry;
    for (guint i = 0; i < inquiry->paths->len; i++) {
        check_path(trial, g_ptr_array_index(inquiry->paths, i));
    }
    check_short_question(trial, snapshot);
}

static void
run_trial(Trial *trial, uint32_t seed, const AcvCatalog *catalog)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    g_autoptr(RandomScenario) scenario = random_scenario_new(random, RANDOM_ANYTHING);
    g_autofree char *json = random_scenario_json(scenario);
    g_autofree char *problems = NULL;
    g_autoptr(AcvSnapshot) snapshot = scenario_parse(json, &problems);
    CU_ASSERT_PTR_NOT_NULL(snapshot);
    for (int i = 0; snapshot && i < N_QUESTIONS; i++) {
        g_autofree char *to = random_scenario_target(scenario);
        AcvQuestion question = { .from = random_scenario_source(scenario),
                                 .to = to,
                                 .ephemeral_ports = ACV_EPHEMERAL_PORTS,
                                 .no_dns = random_chance(scenario, 20) };
        if (g_getenv("ACV_TEST_VERBOSE")) {
            printf("%u: --from %s --to %s%s\n%s", seed, question.from, to,
                   question.no_dns ? " --no-dns" : "", json);
        }
        trial->label = g_strdup_printf("seed %u, --from %s --to %s%s", seed, question.from, to,
                                       question.no_dns ? " --no-dns" : "");
        trial->random = random;
        ask(trial, snapshot, catalog, &question);
        g_clear_pointer(&trial->label, g_free);
    }
}

static Trial
run_trials(unsigned n, uint32_t seed, bool has_fault)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    Trial trial = { .has_fault = has_fault };
    for (unsigned i = 0; i < n; i++) {
        run_trial(&trial, seed + i, catalog);
    }
    return trial;
}

static void
every_sample_of_a_set_traces_to_its_verdict(void)
{
    Trial trial = run_trials(random_rounds(N_SCENARIOS), random_seed(1), false);
    printf("%u samples\n", trial.n_samples);
    CU_ASSERT_EQUAL(trial.n_failures, 0);
}

static void
a_wrong_set_is_noticed(void)
{
    CU_ASSERT(run_trials(500, 1, true).n_failures > 0);
}

SUITE_MAIN(test_engines_agree, TEST(every_sample_of_a_set_traces_to_its_verdict),
           TEST(a_wrong_set_is_noticed))

#include "explain/checkup.h"

#include "acv/zone_loss.h"

static const AcvCheckRow rows[] = {
#define ACV_CHECK_ROW(constant, id, severity, title, source) \
    [ACV_CHECK_##constant] = { (id), (severity), (title), (source) },
    ACV_CHECKS(ACV_CHECK_ROW)
#undef ACV_CHECK_ROW
};

const AcvCheckRow *
acv_check_row(AcvCheck check)
{
    return &rows[check];
}

const char *
acv_status_name(AcvStatus status)
{
    static const char *const names[] = {
        [ACV_STATUS_PASS] = "pass",
        [ACV_STATUS_FAIL] = "fail",
        [ACV_STATUS_WARNING] = "warning",
        [ACV_STATUS_UNDETERMINED] = "undetermined",
    };
    return names[status];
}

/* --- Asking --- */

/* What all questions of a checkup share. */
typedef struct {
    AcvCheckup *checkup;
    const AcvCheckOptions *options;
    AcvProblems *problems;
} Checking;

/* A design that has lost a zone. */
typedef struct {
    const char *zone;
    AcvNetwork *network;
} Loss;

static AcvNetwork *
add_network(AcvCheckup *checkup, AcvSnapshot *snapshot, const AcvCatalog *catalog)
{
    AcvNetwork *network = acv_network_new(snapshot, catalog);
    g_ptr_array_add(checkup->networks, network);
    return network;
}

/* An unknown name in an expectation. */
static void
report(const Checking *checking, const AcvExpectation *expectation, AcvQuestionPart wrong,
       const char *message)
{
    static const char *const keys[] = { [ACV_QUESTION_FROM] = "/From", [ACV_QUESTION_TO] = "/To" };
    g_autofree char *place = acv_place_pointer(&expectation->place);
    g_autofree char *pointer = g_strconcat(place, keys[wrong], NULL);
    acv_problems_add(checking->problems, &(AcvProblem){ .severity = ACV_SEVERITY_ERROR,
                                                        .file = expectation->place.file,
                                                        .pointer = pointer,
                                                        .message = message });
}

/* The answer to the question of an expectation; NULL if it names what is not there: '*out_wrong'
 * says where. */
static const AcvAnswer *
ask(const Checking *checking, AcvNetwork *network, const AcvExpectation *expectation,
    AcvQuestionPart *out_wrong, GError **error)
{
    AcvQuestion *question = g_new(AcvQuestion, 1);
    *question = (AcvQuestion){ .from = expectation->from,
                               .to = expectation->to,
                               .ephemeral_ports = checking->options->ephemeral_ports,
                               .no_dns = checking->options->no_dns };
    g_ptr_array_add(checking->checkup->questions, question);
    AcvInquiry *inquiry = acv_inquiry_try(network, question, out_wrong, error);
    if (!inquiry) {
        return NULL;
    }
    AcvAnswer *answer = acv_answer_new_take(inquiry);
    g_ptr_array_add(checking->checkup->answers, answer);
    return answer;
}

/* --- Judging --- */

static AcvStatus
judge(AcvOutcome expected, AcvOutcome actual)
{
    if (expected == actual) {
        return ACV_STATUS_PASS;
    }
    return actual == ACV_OUTCOME_UNDETERMINED ? ACV_STATUS_UNDETERMINED : ACV_STATUS_FAIL;
}

/* What both ends of an answer are of, if that is one resource. */
static const AcvRecord *
source_of(const AcvAnswer *answer)
{
    const GPtrArray *sources = answer->inquiry->sources;
    const AcvParty *party = g_ptr_array_index(sources, 0);
    return sources->len == 1 ? party->record : NULL;
}

static void
verify(const Checking *checking, AcvNetwork *network, const AcvExpectation *expectation)
{
    g_autoptr(GError) error = NULL;
    AcvQuestionPart wrong;
    const AcvAnswer *answer = ask(checking, network, expectation, &wrong, &error);
    if (!answer) {
        report(checking, expectation, wrong, error->message);
        return;
    }
    AcvFinding finding = { .check = ACV_CHECK_EXPECTATION,
                           .resource = source_of(answer),
                           .expectation = expectation,
                           .answer = answer };
    bool is_known = acv_outcome_parse(expectation->expect, &finding.expected);
    g_assert(is_known);
    finding.status = judge(finding.expected, answer->outcome);
    g_array_append_val(checking->checkup->findings, finding);
}

/* --- Loss of zones --- */

static GArray *
lose_each_zone(const Checking *checking, const AcvCatalog *catalog)
{
    GArray *losses = g_array_new(FALSE, FALSE, sizeof(Loss));
    g_autoptr(GPtrArray) zones = acv_zones_list(checking->checkup->snapshot);
    for (guint i = 0; i < zones->len; i++) {
        const char *zone = g_ptr_array_index(zones, i);
        g_autoptr(AcvSnapshot) rest = acv_zone_loss_apply(checking->checkup->snapshot, zone, NULL);
        Loss loss = { zone, add_network(checking->checkup, rest, catalog) };
        g_array_append_val(losses, loss);
    }
    return losses;
}

/* Who does not expect to survive has not failed. */
static AcvFinding
survive(const Checking *checking, const Loss *loss, const AcvFinding *held)
{
    AcvQuestionPart wrong;
    AcvFinding finding = *held;
    finding.check = ACV_CHECK_ZONE_LOSS;
    finding.zone = loss->zone;
    finding.answer = ask(checking, loss->network, held->expectation, &wrong, NULL);
    finding.status = ACV_STATUS_WARNING;
    if (finding.answer) {
        AcvStatus status = judge(held->expected, finding.answer->outcome);
        finding.status = status == ACV_STATUS_FAIL ? ACV_STATUS_WARNING : status;
    }
    return finding;
}

/* Puts behind each expectation that holds what becomes of it when a zone is lost. */
static void
verify_losses(const Checking *checking, const AcvCatalog *catalog)
{
    AcvCheckup *checkup = checking->checkup;
    g_autoptr(GArray) losses = lose_each_zone(checking, catalog);
    GArray *all = g_array_new(FALSE, FALSE, sizeof(AcvFinding));
    for (guint i = 0; i < checkup->findings->len; i++) {
        AcvFinding held = g_array_index(checkup->findings, AcvFinding, i);
        g_array_append_val(all, held);
        for (guint j = 0; held.status == ACV_STATUS_PASS && j < losses->len; j++) {
            AcvFinding finding = survive(checking, &g_array_index(losses, Loss, j), &held);
            g_array_append_val(all, finding);
        }
    }
    g_array_unref(checkup->findings);
    checkup->findings = all;
}

/* --- All --- */

static void
warn_of_nothing(AcvProblems *problems)
{
    acv_problems_add(problems,
                     &(AcvProblem){ .severity = ACV_SEVERITY_WARNING,
                                    .message = "no scenario has Expectations, so nothing is "
                                               "checked" });
}

AcvCheckup *
acv_checkup_new(AcvSnapshot *snapshot, const AcvCatalog *catalog, const AcvCheckOptions *options,
                AcvProblems *problems)
{
    g_autoptr(AcvCheckup) checkup = g_new0(AcvCheckup, 1);
    checkup->snapshot = acv_snapshot_ref(snapshot);
    checkup->findings = g_array_new(FALSE, FALSE, sizeof(AcvFinding));
    checkup->questions = g_ptr_array_new_with_free_func(g_free);
    checkup->answers = g_ptr_array_new_with_free_func((GDestroyNotify) acv_answer_free);
    checkup->networks = g_ptr_array_new_with_free_func((GDestroyNotify) acv_network_free);
    size_t n_errors = acv_problems_count(problems, ACV_SEVERITY_ERROR);
    size_t n;
    const AcvExpectation *expectations = acv_snapshot_expectations(snapshot, &n);
    Checking checking = { checkup, options, problems };
    if (n == 0) {
        warn_of_nothing(problems);
    }
    AcvNetwork *network = add_network(checkup, snapshot, catalog);
    for (size_t i = 0; i < n; i++) {
        verify(&checking, network, &expectations[i]);
    }
    if (acv_problems_count(problems, ACV_SEVERITY_ERROR) != n_errors) {
        return NULL;
    }
    verify_losses(&checking, catalog);
    return g_steal_pointer(&checkup);
}

void
acv_checkup_free(AcvCheckup *checkup)
{
    if (checkup) {
        g_ptr_array_unref(checkup->answers);
        g_ptr_array_unref(checkup->questions);
        g_ptr_array_unref(checkup->networks);
        g_array_unref(checkup->findings);
        acv_snapshot_unref(checkup->snapshot);
        g_free(checkup);
    }
}

size_t
acv_checkup_count(const AcvCheckup *checkup, AcvStatus status)
{
    size_t n = 0;
    for (guint i = 0; i < checkup->findings->len; i++) {
        n += g_array_index(checkup->findings, AcvFinding, i).status == status;
    }
    return n;
}

AcvStatus
acv_checkup_status(const AcvCheckup *checkup)
{
    static const AcvStatus worst_first[] = { ACV_STATUS_FAIL, ACV_STATUS_UNDETERMINED };
    for (size_t i = 0; i < G_N_ELEMENTS(worst_first); i++) {
        if (acv_checkup_count(checkup, worst_first[i]) > 0) {
            return worst_first[i];
        }
    }
    return ACV_STATUS_PASS;
}

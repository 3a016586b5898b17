#include "explain/check.h"

#include "acv/matrix.h"
#include "explain/check_selection.h"

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

const char *
acv_check_severity_name(AcvCheckSeverity severity)
{
    static const char *const names[] = {
        [ACV_CHECK_SEVERITY_INFORMATIONAL] = "INFORMATIONAL",
        [ACV_CHECK_SEVERITY_LOW] = "LOW",
        [ACV_CHECK_SEVERITY_MEDIUM] = "MEDIUM",
        [ACV_CHECK_SEVERITY_HIGH] = "HIGH",
        [ACV_CHECK_SEVERITY_CRITICAL] = "CRITICAL",
    };
    return names[severity];
}

/* --- All checks --- */

static const struct {
    const char *id;
    void (*run)(AcvChecking *checking);
    bool is_of_scenario;
} checks[] = {
#define ROW(constant, id, function, is_of_scenario) \
    [ACV_CHECK_##constant] = { (id), (function), (is_of_scenario) },
    ACV_CHECKS(ROW)
#undef ROW
};

static const struct {
    AcvKind kind;
    AcvCheckSubjects subject;
} subjects[] = {
    { ACV_KIND_AGENT_RUNTIME, ACV_CHECK_OF_RUNTIME },
    { ACV_KIND_CODE_INTERPRETER, ACV_CHECK_OF_CODE_INTERPRETER },
    { ACV_KIND_BROWSER, ACV_CHECK_OF_BROWSER },
};

/* Makes all checks that apply to one subject. */
static void
run_checks(AcvChecking *checking, AcvCheckSubjects subject)
{
    for (unsigned i = 0; i < ACV_N_CHECKS; i++) {
        bool is_of_scenario = subject == ACV_CHECK_OF_SCENARIO;
        checking->check = (AcvCheck) i;
        checking->row = acv_catalog_find_check(checking->checkup->catalog, checks[i].id);
        if (checking->row && (checking->row->applies_to & subject)
            && checks[i].is_of_scenario == is_of_scenario
            && acv_check_is_needed(checking->options, checks[i].id)) {
            checks[i].run(checking);
        }
    }
}

/* Returns how many AgentCore resources there are. */
static size_t
run_all(AcvChecking *checking)
{
    size_t n_resources = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(subjects); i++) {
        size_t n;
        const AcvRecord *const *records =
            acv_snapshot_list(checking->checkup->snapshot, subjects[i].kind, &n);
        for (size_t j = 0; j < n; j++) {
            checking->resource = (const AcvAgentCore *) records[j];
            run_checks(checking, subjects[i].subject);
        }
        n_resources += n;
    }
    checking->resource = NULL;
    run_checks(checking, ACV_CHECK_OF_SCENARIO);
    return n_resources;
}

/* A row that nobody can make: a slip in a file of --data would be silent otherwise. */
static void
warn_of_unknown_checks(const AcvCatalog *catalog, AcvProblems *problems)
{
    size_t n;
    const AcvCheckRow *rows = acv_catalog_list_check(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        bool is_known = false;
        for (unsigned j = 0; j < ACV_N_CHECKS; j++) {
            is_known |= g_str_equal(rows[i].check, checks[j].id);
        }
        if (!is_known) {
            g_autofree char *message =
                g_strdup_printf("checks.tsv: there is no check \"%s\"", rows[i].check);
            acv_problems_add(problems,
                             &(AcvProblem){ .severity = ACV_SEVERITY_WARNING, .message = message });
        }
    }
}

static void
warn_of_nothing(AcvProblems *problems)
{
    acv_problems_add(problems, &(AcvProblem){ .severity = ACV_SEVERITY_WARNING,
                                              .message = "no scenario has an AgentCore resource or "
                                                         "Expectations, so neither is checked" });
}

/* --- What comes first --- */

static int
rank_of(const AcvFinding *finding)
{
    static const int ranks[] = {
        [ACV_STATUS_FAIL] = 0,
        [ACV_STATUS_UNDETERMINED] = 1,
        [ACV_STATUS_WARNING] = 2,
        [ACV_STATUS_PASS] = 4,
    };
    return finding->suppression ? ranks[ACV_STATUS_PASS] - 1 : ranks[finding->status];
}

/* Of what did not pass the heavier one; what passed stays in the order of the subjects. */
static int
compare_findings(gconstpointer a, gconstpointer b)
{
    const AcvFinding *left = *(const AcvFinding *const *) a;
    const AcvFinding *right = *(const AcvFinding *const *) b;
    if (rank_of(left) != rank_of(right)) {
        return rank_of(left) - rank_of(right);
    }
    bool passed = left->status == ACV_STATUS_PASS;
    return passed ? 0 : (int) right->severity - (int) left->severity;
}

static void
parties_free(void *parties)
{
    if (parties) {
        g_ptr_array_unref(parties);
    }
}

static void
matrix_free(void *matrix)
{
    acv_matrix_free(matrix);
}

AcvCheckup *
acv_checkup_new(AcvSnapshot *snapshot, const AcvCatalog *catalog, const AcvCheckOptions *options,
                AcvProblems *problems)
{
    g_autoptr(AcvCheckup) checkup = g_new0(AcvCheckup, 1);
    checkup->snapshot = acv_snapshot_ref(snapshot);
    checkup->catalog = catalog;
    checkup->findings = g_ptr_array_new_with_free_func((GDestroyNotify) acv_finding_free);
    checkup->needs = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
    checkup->parties = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, parties_free);
    checkup->matrices = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, matrix_free);
    checkup->questions = g_ptr_array_new_with_free_func(g_free);
    checkup->answers = g_ptr_array_new_with_free_func((GDestroyNotify) acv_answer_free);
    checkup->networks = g_ptr_array_new_with_free_func((GDestroyNotify) acv_network_free);
    checkup->network = acv_checkup_add_network(checkup, snapshot);
    size_t n_errors = acv_problems_count(problems, ACV_SEVERITY_ERROR);
    warn_of_unknown_checks(catalog, problems);
    AcvChecking checking = {
        .checkup = checkup, .network = checkup->network, .options = options, .problems = problems
    };
    size_t n_resources = run_all(&checking);
    size_t n_expectations;
    acv_snapshot_expectations(snapshot, &n_expectations);
    if (n_resources == 0 && n_expectations == 0 && !options->only) {
        warn_of_nothing(problems);
    }
    acv_checkup_suppress(checkup, options, problems);
    if (acv_problems_count(problems, ACV_SEVERITY_ERROR) != n_errors) {
        return NULL;
    }
    acv_checkup_drop_unselected(checkup, options);
    g_ptr_array_sort(checkup->findings, compare_findings); /* Which is stable. */
    return g_steal_pointer(&checkup);
}

void
acv_checkup_free(AcvCheckup *checkup)
{
    if (!checkup) {
        return;
    }
    g_ptr_array_unref(checkup->findings);
    g_ptr_array_unref(checkup->answers);
    g_ptr_array_unref(checkup->questions);
    g_hash_table_unref(checkup->needs);
    g_hash_table_unref(checkup->parties);
    g_hash_table_unref(checkup->matrices);
    g_clear_pointer(&checkup->groups_of_others, g_hash_table_unref);
    if (checkup->lost_zones) {
        g_array_unref(checkup->lost_zones);
    }
    g_ptr_array_unref(checkup->networks);
    acv_snapshot_unref(checkup->snapshot);
    g_free(checkup);
}

size_t
acv_checkup_count(const AcvCheckup *checkup, AcvStatus status)
{
    size_t n = 0;
    for (guint i = 0; i < checkup->findings->len; i++) {
        const AcvFinding *finding = g_ptr_array_index(checkup->findings, i);
        n += finding->status == status && !finding->suppression;
    }
    return n;
}

size_t
acv_checkup_count_suppressed(const AcvCheckup *checkup)
{
    size_t n = 0;
    for (guint i = 0; i < checkup->findings->len; i++) {
        const AcvFinding *finding = g_ptr_array_index(checkup->findings, i);
        n += finding->suppression != NULL;
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

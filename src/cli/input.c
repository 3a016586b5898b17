#include "cli/input.h"

#include "acv/change.h"
#include "acv/scenario.h"

#include <stdio.h>

/* --- What went wrong --- */

void
acv_input_print_problem(const AcvProblem *problem)
{
    static const char *const labels[] = {
        [ACV_SEVERITY_ERROR] = "error",
        [ACV_SEVERITY_WARNING] = "warning",
        [ACV_SEVERITY_REMARK] = "note",
    };
    g_autofree char *text = acv_problem_print(problem);
    fprintf(stderr, "acv-path: %s: %s\n", labels[problem->severity], text);
}

void
acv_input_print_problems(const AcvOptions *options, const AcvProblems *problems)
{
    AcvSeverity least = options->quiet     ? ACV_SEVERITY_ERROR
                        : options->verbose ? ACV_SEVERITY_REMARK
                                           : ACV_SEVERITY_WARNING;
    size_t n_shown[ACV_SEVERITY_REMARK + 1] = { 0 };
    for (size_t i = 0; i < acv_problems_n_kept(problems); i++) {
        const AcvProblem *problem = acv_problems_get(problems, i);
        n_shown[problem->severity]++;
        if (problem->severity <= least) {
            acv_input_print_problem(problem);
        }
    }
    for (int severity = 0; severity <= (int) least; severity++) {
        size_t n = acv_problems_count(problems, (AcvSeverity) severity);
        if (n > n_shown[severity]) {
            fprintf(stderr, "acv-path: and %zu more like these\n", n - n_shown[severity]);
        }
    }
}

/* --- Inputs --- */

AcvCatalog *
acv_input_catalog(const AcvOptions *options)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    AcvCatalog *catalog = acv_catalog_load(options->data, problems);
    acv_input_print_problems(options, problems);
    return catalog;
}

static AcvSnapshot *
load_scenarios(const AcvOptions *options)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(GPtrArray) names = g_ptr_array_copy(options->arguments, NULL, NULL);
    g_ptr_array_add(names, NULL);
    AcvSnapshot *snapshot = acv_scenario_read((const char *const *) names->pdata, problems);
    acv_input_print_problems(options, problems);
    return snapshot;
}

/* The changes of --what-if; NULL if one of them has an error. */
static AcvChanges *
load_changes(const AcvOptions *options)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvChanges) changes = acv_changes_new();
    bool ok = true;
    for (guint i = 0; i < options->what_ifs->len; i++) {
        ok &= acv_changes_add(changes, g_ptr_array_index(options->what_ifs, i), problems);
    }
    acv_input_print_problems(options, problems);
    return ok ? g_steal_pointer(&changes) : NULL;
}

AcvSnapshot *
acv_input_design(const AcvOptions *options)
{
    g_autoptr(AcvSnapshot) before = load_scenarios(options);
    g_autoptr(AcvChanges) changes = load_changes(options);
    if (!before || !changes || options->what_ifs->len == 0) {
        return changes ? g_steal_pointer(&before) : NULL;
    }
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvWhatIf) what_if = acv_what_if_new(before, changes, problems);
    acv_input_print_problems(options, problems);
    return what_if ? acv_snapshot_ref(acv_what_if_after(what_if)) : NULL;
}

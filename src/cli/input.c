#include "cli/input.h"

#include "acv/scenario.h"
#include "acv/zone_loss.h"
#include "cli/told.h"

#include <stdio.h>

/* --- What went wrong --- */

static const char *const labels[] = {
    [ACV_SEVERITY_ERROR] = "error",
    [ACV_SEVERITY_WARNING] = "warning",
    [ACV_SEVERITY_REMARK] = "note",
};

void
acv_input_print_problem(const AcvProblem *problem)
{
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
            fprintf(stderr, "acv-path: %s: and %zu more like these\n", labels[severity],
                    n - n_shown[severity]);
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

/* The scenarios that the arguments from 'first' on name, as one. */
static AcvSnapshot *
load_scenarios(const AcvOptions *options, guint first, guint n)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = first; i < first + n; i++) {
        g_ptr_array_add(names, g_ptr_array_index(options->arguments, i));
    }
    g_ptr_array_add(names, NULL);
    AcvSnapshot *snapshot = acv_scenario_read((const char *const *) names->pdata, problems);
    acv_input_print_problems(options, problems);
    if (snapshot && options->verbose && !options->quiet) {
        acv_told_read(options, snapshot);
    }
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

/* 'snapshot', which it takes, without the zones of --without-zone. */
static AcvSnapshot *
lose_zones_take(const AcvOptions *options, AcvSnapshot *snapshot, GError **error)
{
    for (guint i = 0; snapshot && i < options->zones->len; i++) {
        AcvSnapshot *rest =
            acv_zone_loss_apply(snapshot, g_ptr_array_index(options->zones, i), error);
        acv_snapshot_unref(snapshot);
        snapshot = rest;
    }
    if (!snapshot) {
        g_prefix_error(error, "--without-zone: ");
    }
    return snapshot;
}

/* The design of the arguments from 'first' on. */
static bool
load_design(const AcvOptions *options, guint first, AcvDesign *out_design, GError **error)
{
    guint n = options->arguments->len - first;
    *out_design = (AcvDesign){ .before = load_scenarios(options, first, n),
                               .changes = load_changes(options) };
    if (!out_design->before || !out_design->changes) {
        return false;
    }
    AcvSnapshot *after = out_design->before;
    if (acv_changes_n(out_design->changes) > 0) {
        g_autoptr(AcvProblems) problems = acv_problems_new();
        out_design->what_if = acv_what_if_new(after, out_design->changes, problems);
        acv_input_print_problems(options, problems);
        if (!out_design->what_if) {
            return false;
        }
        after = acv_what_if_after(out_design->what_if);
    }
    out_design->after = lose_zones_take(options, acv_snapshot_ref(after), error);
    return out_design->after != NULL;
}

bool
acv_input_design(const AcvOptions *options, AcvDesign *out_design, GError **error)
{
    return load_design(options, 0, out_design, error);
}

bool
acv_input_comparison(const AcvOptions *options, AcvComparison *out, GError **error)
{
    bool has_two = options->arguments->len == 2;
    *out = (AcvComparison){ .before = has_two ? load_scenarios(options, 0, 1) : NULL };
    if (!load_design(options, has_two ? 1 : 0, &out->design, error)) {
        return false;
    }
    if (!has_two) {
        out->before = acv_snapshot_ref(out->design.before);
    }
    return out->before != NULL;
}

void
acv_comparison_clear(AcvComparison *comparison)
{
    acv_design_clear(&comparison->design);
    acv_snapshot_unref(comparison->before);
}

void
acv_design_clear(AcvDesign *design)
{
    acv_snapshot_unref(design->after);
    acv_what_if_free(design->what_if);
    acv_changes_free(design->changes);
    acv_snapshot_unref(design->before);
}

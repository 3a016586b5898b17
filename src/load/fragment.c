#include "load/fragment.h"

#include "load/document.h"

#include <string.h>

bool
acv_fragment_read(AcvSnapshotBuilder *builder, const AcvOverlay *overlay, const char *name,
                  const char *text, AcvProblems *problems)
{
    g_autoptr(AcvLoader) loader = acv_loader_new_over_take(builder, overlay, problems);
    size_t n_errors = acv_problems_count(problems, ACV_SEVERITY_ERROR);

    acv_documents_read(loader, name, text, strlen(text));
    if (loader->region) {
        acv_snapshot_builder_set_region(builder, loader->region);
    }
    if (loader->account_id) {
        acv_snapshot_builder_set_account_id(builder, loader->account_id);
    }
    loader->builder = NULL; /* Is the caller's. */
    return acv_problems_count(problems, ACV_SEVERITY_ERROR) == n_errors;
}

bool
acv_fragment_check(const char *name, const char *text, AcvProblems *problems)
{
    static const AcvOverlay overlay = { NULL, NULL };
    g_autoptr(AcvSnapshotBuilder) builder = acv_snapshot_builder_new(NULL);
    g_autoptr(AcvProblems) found = acv_problems_new();

    bool ok = acv_fragment_read(builder, &overlay, name, text, found);
    for (size_t i = 0; i < acv_problems_n_kept(found); i++) {
        AcvProblem problem = *acv_problems_get(found, i);
        if (problem.severity == ACV_SEVERITY_WARNING) {
            continue; /* Of what is not there, as long as it stands alone. */
        }
        if (problem.severity == ACV_SEVERITY_REMARK) {
            problem.severity = ACV_SEVERITY_WARNING;
        }
        acv_problems_add(problems, &problem);
    }
    return ok;
}

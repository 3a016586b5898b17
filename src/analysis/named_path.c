/* Where a name leads decides which paths are walked; where it is not known to what it leads, or it
 * leads past what was meant, several are, and the answer is made of those that count. */
#include "analysis/path.h"

static bool
have_outcome(const GPtrArray *paths, AcvOutcome outcome)
{
    for (guint i = 0; i < paths->len; i++) {
        if (((const AcvPath *) g_ptr_array_index(paths, i))->outcome != outcome) {
            return false;
        }
    }
    return true;
}

/* Whether packets get there once all blocks are taken away; else something is to be built. */
static bool
leads_there(const AcvPath *path)
{
    const AcvBranch *branch = path->reach && path->reach->branches->len > 0
                                  ? g_ptr_array_index(path->reach->branches, 0)
                                  : NULL;
    return branch && branch->arrived;
}

/* How many changes it would take: blockers of different codes or components; what leads nowhere
 * takes more than anything that leads there. */
static guint
count_changes(const GPtrArray *paths)
{
    enum { TO_BE_BUILT = 1000 };
    guint n_to_be_built = 0;
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < paths->len; i++) {
        const AcvPath *path = g_ptr_array_index(paths, i);
        n_to_be_built = leads_there(path) ? n_to_be_built : TO_BE_BUILT;
        for (guint j = 0; path->reach && j < path->reach->blockers->len; j++) {
            const AcvBlocker *blocker = g_ptr_array_index(path->reach->blockers, j);
            const AcvRecord *component = blocker->step->component;
            g_hash_table_add(seen, g_strdup_printf("%s %s %d", acv_code_name(blocker->code),
                                                   component ? component->id : "",
                                                   blocker->step->is_reply));
        }
    }
    return n_to_be_built + g_hash_table_size(seen);
}

/* The paths by what 'view' answers. Where the name of a service passes by its endpoint and leads to
 * nothing that works, the endpoint is what was meant, unless that takes more changes. */
static GPtrArray *
walk_view(const AcvInquiry *inquiry, const AcvNameClient *client, const AcvParty *party,
          const AcvEnd *source, AcvNameView view)
{
    AcvNetwork *network = inquiry->network;
    GPtrArray *paths = acv_paths_to_take(
        inquiry, source, acv_ends_of_name(network, client, party, source, view, false));
    GArray *passed = have_outcome(paths, ACV_OUTCOME_UNREACHABLE)
                         ? acv_ends_passed_by(network, client, party, source, view)
                         : NULL;
    if (passed && inquiry->ends_at_blocks) { /* Which takes more shows when all blocks are known. */
        AcvInquiry thorough = *inquiry;
        thorough.ends_at_blocks = false;
        g_array_unref(passed);
        g_ptr_array_unref(paths);
        return walk_view(&thorough, client, party, source, view);
    }
    GPtrArray *meant = passed ? acv_paths_to_take(inquiry, source, passed) : NULL;
    if (meant && count_changes(meant) <= count_changes(paths)) {
        g_ptr_array_unref(paths);
        return meant;
    }
    g_clear_pointer(&meant, g_ptr_array_unref);
    return paths;
}

/* The paths by both views: it is not known which one is had, and that matters unless all paths have
 * the same outcome. */
static GPtrArray *
walk_both_views(const AcvInquiry *inquiry, const AcvNameClient *client, const AcvParty *party,
                const AcvEnd *source)
{
    if (acv_name_has_one_answer(inquiry->network, client, party, source)) {
        return walk_view(inquiry, client, party, source, ACV_VIEW_AMAZON);
    }
    static const AcvNameView views[] = { ACV_VIEW_AMAZON, ACV_VIEW_PUBLIC };
    for (int is_doubtful = 0;; is_doubtful++) {
        GPtrArray *paths = acv_paths_new();
        for (size_t i = 0; i < G_N_ELEMENTS(views); i++) {
            GPtrArray *some = acv_paths_to_take(
                inquiry, source,
                acv_ends_of_name(inquiry->network, client, party, source, views[i], is_doubtful));
            g_ptr_array_extend_and_steal(paths, some);
        }
        if (is_doubtful || have_outcome(paths, ACV_OUTCOME_REACHABLE)
            || have_outcome(paths, ACV_OUTCOME_UNREACHABLE)) {
            return paths;
        }
        g_ptr_array_unref(paths);
    }
}

GPtrArray *
acv_paths_by_name(const AcvInquiry *inquiry, const AcvNameClient *client, const AcvParty *party,
                  const AcvEnd *source)
{
    if (client->sees[ACV_VIEW_AMAZON] && client->sees[ACV_VIEW_PUBLIC]) {
        return walk_both_views(inquiry, client, party, source);
    }
    return walk_view(inquiry, client, party, source,
                     client->sees[ACV_VIEW_AMAZON] ? ACV_VIEW_AMAZON : ACV_VIEW_PUBLIC);
}

#include "analysis/rollup.h"

typedef enum { STATUS_ALL, STATUS_NONE, STATUS_SOME } Status;

/* As bad as it can be, and as good. */
typedef enum { BOUND_SURE, BOUND_POSSIBLE } Bound;

static AcvOutcome
outcome_of(Status sure, Status possible)
{
    static const AcvOutcome outcomes[] = {
        [STATUS_ALL] = ACV_OUTCOME_REACHABLE,
        [STATUS_NONE] = ACV_OUTCOME_UNREACHABLE,
        [STATUS_SOME] = ACV_OUTCOME_PARTIAL,
    };
    return sure == possible ? outcomes[sure] : ACV_OUTCOME_UNDETERMINED;
}

static Status
walked_status(const AcvPath *path, Bound bound)
{
    bool is_sure = bound == BOUND_SURE;
    const AcvFlow *answered = &path->answered;
    if (answered->sets[is_sure ? ACV_FLOW_SURE_STEADY : ACV_FLOW_POSSIBLE_STEADY] == path->asked) {
        return STATUS_ALL;
    }
    return acv_packet_set_is_empty(answered->sets[is_sure ? ACV_FLOW_SURE : ACV_FLOW_POSSIBLE])
               ? STATUS_NONE
               : STATUS_SOME;
}

AcvOutcome
acv_rollup_path(const AcvPath *path)
{
    return acv_packet_set_is_empty(path->asked)
               ? ACV_OUTCOME_UNREACHABLE
               : outcome_of(walked_status(path, BOUND_SURE), walked_status(path, BOUND_POSSIBLE));
}

static Status
path_status(const AcvPath *path, Bound bound)
{
    switch (path->outcome) {
    case ACV_OUTCOME_REACHABLE:
        return STATUS_ALL;
    case ACV_OUTCOME_UNREACHABLE:
        return STATUS_NONE;
    case ACV_OUTCOME_PARTIAL:
        return STATUS_SOME;
    case ACV_OUTCOME_UNDETERMINED:
        return path->reach           ? walked_status(path, bound)
               : bound == BOUND_SURE ? STATUS_NONE
                                     : STATUS_ALL;
    }
    g_assert_not_reached();
}

/* --- Many --- */

typedef struct {
    guint n;
    guint n_all;
    guint n_none;
} Tally;

static void
count(Tally *tally, Status status)
{
    tally->n++;
    tally->n_all += status == STATUS_ALL;
    tally->n_none += status == STATUS_NONE;
}

static Status
tally_status(const Tally *tally)
{
    return tally->n_all == tally->n    ? STATUS_ALL
           : tally->n_none == tally->n ? STATUS_NONE
                                       : STATUS_SOME;
}

static bool
same_part(const AcvPath *a, const AcvPath *b)
{
    return a->whole == b->whole && g_strcmp0(a->part, b->part) == 0;
}

/* True if no path before 'index' is like that one. */
static bool
is_first(const GPtrArray *paths, guint index, bool (*alike)(const AcvPath *, const AcvPath *))
{
    for (guint i = 0; i < index; i++) {
        if (alike(g_ptr_array_index(paths, i), g_ptr_array_index(paths, index))) {
            return false;
        }
    }
    return true;
}

static Status
part_status(const GPtrArray *paths, const AcvPath *like, Bound bound)
{
    Tally tally = { 0 };
    for (guint i = 0; i < paths->len; i++) {
        const AcvPath *path = g_ptr_array_index(paths, i);
        if (same_part(path, like)) {
            count(&tally, path_status(path, bound));
        }
    }
    return tally_status(&tally);
}

static Status
whole_status(const GPtrArray *paths, const void *whole, Bound bound)
{
    Tally tally = { 0 };
    for (guint i = 0; i < paths->len; i++) {
        const AcvPath *path = g_ptr_array_index(paths, i);
        if (path->whole == whole && is_first(paths, i, same_part)) {
            count(&tally, part_status(paths, path, bound));
        }
    }
    return tally.n_none > 0 ? STATUS_NONE : tally_status(&tally);
}

static bool
same_whole(const AcvPath *a, const AcvPath *b)
{
    return a->whole == b->whole;
}

static Status
status_of_all(const GPtrArray *paths, Bound bound)
{
    Tally tally = { 0 };
    for (guint i = 0; i < paths->len; i++) {
        const AcvPath *path = g_ptr_array_index(paths, i);
        if (!path->whole) {
            count(&tally, path_status(path, bound));
        } else if (is_first(paths, i, same_whole)) {
            count(&tally, whole_status(paths, path->whole, bound));
        }
    }
    return tally_status(&tally);
}

AcvOutcome
acv_rollup(const GPtrArray *paths)
{
    return outcome_of(status_of_all(paths, BOUND_SURE), status_of_all(paths, BOUND_POSSIBLE));
}

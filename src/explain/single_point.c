/* Single points of failure: sources in several zones are meant to survive the loss of one, and do
 * not if all their ways need something that stands in one zone alone. Of what stands in each zone,
 * or fails over, one way or another is left. */
#include "analysis/topology.h"
#include "explain/note.h"

/* Whether a database goes on in another zone by itself. */
static bool
fails_over(const AcvPlacement *placement)
{
    const AcvRecord *record = placement->resource;
    if (!record || record->kind != ACV_KIND_DB_INSTANCE) {
        return record && record->kind == ACV_KIND_DB_CLUSTER;
    }
    const AcvDbInstance *db = (const AcvDbInstance *) record;
    const AcvDbCluster *cluster = (const AcvDbCluster *) placement->within;
    return db->multi_az == ACV_FLAG_TRUE || db->secondary_availability_zone
           || (cluster && cluster->members.n > 1);
}

/* What a path arrives at in one zone; NULL if that is in several, or nobody knows in which. Of a
 * resource with a place in several zones, each place is one of its own. */
static const AcvRecord *
point_at_end(const AcvPath *path)
{
    const AcvPlacement *placement = path->target.placement;
    if (!placement || !placement->subnet || fails_over(placement)) {
        return NULL;
    }
    bool has_places = placement->resource && placement->resource->kind != ACV_KIND_DB_INSTANCE;
    if (!has_places && placement->resource) {
        return placement->resource;
    }
    return placement->interface ? &placement->interface->record : &placement->subnet->record;
}

/* Whom to blame for a point of the paths. */
static const AcvRecord *
owner_of(const GPtrArray *paths, const AcvRecord *point)
{
    for (guint i = 0; i < paths->len; i++) {
        const AcvPath *path = g_ptr_array_index(paths, i);
        if (point_at_end(path) == point && path->target.placement->resource) {
            return path->target.placement->resource;
        }
    }
    return point;
}

/* What stands in one zone on the way to the end of a branch, which is last. */
static GPtrArray *
way_of(const AcvPath *path, const AcvBranch *branch)
{
    GPtrArray *way = g_ptr_array_new();
    const AcvRecord *end = point_at_end(path);
    for (const AcvLeg *leg = branch->leg; leg; leg = leg->outer) {
        if (leg->hop && leg->hop->subnet) {
            g_ptr_array_insert(way, 0, (gpointer) leg->hop->component);
        }
    }
    if (end) {
        g_ptr_array_add(way, (gpointer) end);
    }
    return way;
}

/* The ways of the paths of 'paths' that arrive: elements GPtrArray of AcvRecord. */
static GPtrArray *
ways_of(const GPtrArray *paths)
{
    GPtrArray *ways = g_ptr_array_new_with_free_func((GDestroyNotify) g_ptr_array_unref);
    for (guint i = 0; i < paths->len; i++) {
        const AcvPath *path = g_ptr_array_index(paths, i);
        for (guint j = 0; path->reach && j < path->reach->branches->len; j++) {
            const AcvBranch *branch = g_ptr_array_index(path->reach->branches, j);
            if (branch->arrived) {
                g_ptr_array_add(ways, way_of(path, branch));
            }
        }
    }
    return ways;
}

static const char *
zone_of(const AcvAnswer *answer, const AcvPath *path)
{
    const AcvPlacement *placement = path->source.placement;
    const AcvSubnet *subnet = placement ? placement->subnet : NULL;
    const char *id = subnet ? acv_network_zone_id_of(answer->inquiry->network, subnet) : NULL;
    return id || !subnet ? id : subnet->availability_zone;
}

static bool
start_in_several_zones(const AcvAnswer *answer, const GPtrArray *paths)
{
    const char *first = zone_of(answer, g_ptr_array_index(paths, 0));
    for (guint i = 1; first && i < paths->len; i++) {
        const char *zone = zone_of(answer, g_ptr_array_index(paths, i));
        if (zone && !g_str_equal(zone, first)) {
            return true;
        }
    }
    return false;
}

/* Whether both lead to the same part of the same target: then one is as good as the other. */
static bool
have_one_aim(const AcvPath *a, const AcvPath *b)
{
    return a->target.party == b->target.party && g_strcmp0(a->part, b->part) == 0
           && a->opened_by == b->opened_by;
}

/* The paths with the aim of the one at 'first', or NULL if an earlier one has it too. */
static GPtrArray *
paths_like(const AcvInquiry *inquiry, guint first)
{
    const AcvPath *like = g_ptr_array_index(inquiry->paths, first);
    GPtrArray *paths = g_ptr_array_new();
    for (guint i = 0; i < inquiry->paths->len; i++) {
        AcvPath *path = g_ptr_array_index(inquiry->paths, i);
        if (have_one_aim(like, path)) {
            if (i < first) {
                g_ptr_array_unref(paths);
                return NULL;
            }
            g_ptr_array_add(paths, path);
        }
    }
    return paths;
}

/* Whether there could be another one: who names one mount target or interface wants that one. A NAT
 * gateway has a note of its own. */
static bool
could_be_doubled(const GPtrArray *paths, const AcvRecord *owner)
{
    const AcvPath *path = g_ptr_array_index(paths, 0);
    const AcvRecord *named = path->target.party->record;
    return owner->kind == ACV_KIND_DB_INSTANCE || owner->kind == ACV_KIND_VPC_ENDPOINT
           || (owner->kind == ACV_KIND_MOUNT_TARGET && named
               && named->kind == ACV_KIND_FILE_SYSTEM);
}

static void
look_at_aim(AcvAnswer *answer, const GPtrArray *paths)
{
    if (!start_in_several_zones(answer, paths)) {
        return;
    }
    g_autoptr(GPtrArray) ways = ways_of(paths);
    g_autoptr(GPtrArray) points = acv_topology_cut_points(ways);
    for (guint i = 0; i < points->len; i++) {
        const AcvRecord *owner = owner_of(paths, g_ptr_array_index(points, i));
        if (could_be_doubled(paths, owner)) {
            acv_answer_add_note(answer,
                                (AcvNote){ .kind = ACV_NOTE_SINGLE_POINT, .record = owner });
        }
    }
}

void
acv_answer_add_single_points(AcvAnswer *answer)
{
    for (guint i = 0; answer->outcome == ACV_OUTCOME_REACHABLE && i < answer->inquiry->paths->len;
         i++) {
        g_autoptr(GPtrArray) paths = paths_like(answer->inquiry, i);
        if (paths) {
            look_at_aim(answer, paths);
        }
    }
}

#include "explain/check_need.h"

#include "analysis/party_new.h"
#include "analysis/rollup.h"

#include <string.h>

/* --- Which needs apply --- */

static bool
has_code_package(const AcvAgentCore *resource)
{
    return resource->code_bucket || resource->code_runtime;
}

static bool
mounts(const AcvAgentCore *resource, bool (*is_meant)(const AcvFileSystemMount *))
{
    for (size_t i = 0; i < resource->file_systems.n; i++) {
        if (is_meant(&resource->file_systems.items[i])) {
            return true;
        }
    }
    return false;
}

static bool
is_session_storage(const AcvFileSystemMount *mount)
{
    return mount->session_path;
}

static bool
is_file_system(const AcvFileSystemMount *mount)
{
    return mount->access_point_arn;
}

typedef enum { APPLIES_NO, APPLIES_YES, APPLIES_OPEN } Applies;

static Applies
applies(const AcvRequirementRow *row, const AcvAgentCore *resource)
{
    switch (row->condition) {
    case ACV_CONDITION_ALWAYS:
        return APPLIES_YES;
    case ACV_CONDITION_CONTAINER_IMAGE:
        return has_code_package(resource) ? APPLIES_NO
               : resource->container_uri  ? APPLIES_YES
                                          : APPLIES_OPEN;
    case ACV_CONDITION_CODE_PACKAGE:
        return has_code_package(resource) ? APPLIES_YES : APPLIES_NO;
    case ACV_CONDITION_SESSION_STORAGE:
        return mounts(resource, is_session_storage) ? APPLIES_YES : APPLIES_NO;
    case ACV_CONDITION_FILE_SYSTEM:
        return mounts(resource, is_file_system) ? APPLIES_YES : APPLIES_NO;
    case ACV_CONDITION_CALLS_IT:
        return APPLIES_OPEN;
    }
    g_assert_not_reached();
}

bool
acv_need_is_internet(const AcvNeed *need)
{
    return g_str_equal(need->target, "internet");
}

bool
acv_need_is_required(const AcvNeed *need)
{
    return need->requirement->level == ACV_REQUIREMENT_REQUIRED;
}

/* --- Asking --- */

const char *
acv_checking_source_name(AcvChecking *checking)
{
    static const char *const words[] = {
        [ACV_KIND_AGENT_RUNTIME] = "runtime",
        [ACV_KIND_CODE_INTERPRETER] = "code-interpreter",
        [ACV_KIND_BROWSER] = "browser",
    };
    const AcvRecord *record = &checking->resource->record;
    size_t n;
    size_t n_alike = 0;
    const AcvRecord *const *records =
        acv_snapshot_list(checking->checkup->snapshot, record->kind, &n);
    for (size_t i = 0; i < n; i++) {
        n_alike +=
            g_strcmp0(((const AcvAgentCore *) records[i])->name, checking->resource->name) == 0;
    }
    bool by_name = checking->resource->name && n_alike == 1;
    return acv_checking_text_take(checking,
                                  g_strdup_printf("%s/%s", words[record->kind],
                                                  by_name ? checking->resource->name : record->id));
}

/* What a question names, found once for each network. */
static GPtrArray *
find_parties(AcvChecking *checking, AcvNetwork *network, const char *text, AcvRole role)
{
    GHashTable *known = checking->checkup->parties;
    g_autofree char *key = g_strdup_printf("%p %d %s", (void *) network, (int) role, text);
    GPtrArray *parties = g_hash_table_lookup(known, key);
    if (!parties && !g_hash_table_contains(known, key)) {
        parties = acv_parties_find(network, text, role, NULL);
        g_hash_table_insert(known, g_steal_pointer(&key), parties);
    }
    return parties;
}

static const AcvAnswer *
ask(AcvChecking *checking, AcvNetwork *network, const char *from, const char *to)
{
    GPtrArray *sources = find_parties(checking, network, from, ACV_ROLE_SOURCE);
    GPtrArray *targets = find_parties(checking, network, to, ACV_ROLE_TARGET);
    return sources && targets
               ? acv_checking_ask_between(checking, network, from, to, sources, targets)
               : NULL;
}

const AcvAnswer *
acv_checking_ask_need(AcvChecking *checking, AcvNetwork *network, const AcvNeed *need)
{
    return ask(checking, network, need->answer->inquiry->question->from, need->target);
}

/* --- Needs of a resource --- */

static void
add_need(AcvChecking *checking, GArray *needs, const AcvNeed *like)
{
    AcvNeed need = *like;
    need.answer = ask(checking, checking->network, acv_checking_source_name(checking), need.target);
    need.is_nowhere = !need.answer;
    g_array_append_val(needs, need);
}

/* "ecr/3-layers" is "s3 (layers)". */
static void
add_parts(AcvChecking *checking, GArray *needs, const AcvNeed *like)
{
    size_t n;
    const AcvCompositeRow *parts = acv_catalog_list_composite(checking->checkup->catalog, &n);
    for (size_t i = 0; i < n; i++) {
        if (g_str_equal(parts[i].target, like->target)) {
            const char *what = strchr(parts[i].part, '-');
            const char *slash = strrchr(parts[i].part, '/');
            what = slash ? strchr(slash, '-') : what;
            AcvNeed need = *like;
            need.target = parts[i].part;
            need.title =
                acv_checking_text_take(checking, g_strdup_printf("%s (%s)", parts[i].service,
                                                                 what ? what + 1 : parts[i].part));
            add_need(checking, needs, &need);
        }
    }
}

/* The file systems of the scenario that the mounts name; of those that name none, all. */
static void
add_file_systems(AcvChecking *checking, GArray *needs, const AcvNeed *like)
{
    const AcvAgentCore *resource = checking->resource;
    size_t n;
    const AcvRecord *const *systems =
        acv_snapshot_list(checking->checkup->snapshot, ACV_KIND_FILE_SYSTEM, &n);
    bool is_known = false;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < resource->file_systems.n; j++) {
            const char *arn = resource->file_systems.items[j].access_point_arn;
            if (n == 1 || (arn && strstr(arn, systems[i]->id))) {
                AcvNeed need = *like;
                need.target = need.title = systems[i]->id;
                add_need(checking, needs, &need);
                is_known = true;
                break;
            }
        }
    }
    if (!is_known) {
        AcvNeed need = *like;
        need.is_nowhere = true;
        g_array_append_val(needs, need);
    }
}

static GArray *
needs_new(AcvChecking *checking)
{
    GArray *needs = g_array_new(FALSE, FALSE, sizeof(AcvNeed));
    size_t n;
    const AcvRequirementRow *rows = acv_catalog_list_requirement(checking->checkup->catalog, &n);
    for (size_t i = 0; i < n; i++) {
        Applies answer = applies(&rows[i], checking->resource);
        AcvNeed need = { .requirement = &rows[i],
                         .target = rows[i].target,
                         .title = rows[i].target,
                         .is_open = answer == APPLIES_OPEN };
        if (rows[i].kind != checking->resource->record.kind || answer == APPLIES_NO) {
            continue;
        }
        guint n_before = needs->len;
        add_parts(checking, needs, &need);
        if (rows[i].condition == ACV_CONDITION_FILE_SYSTEM) {
            add_file_systems(checking, needs, &need);
        } else if (needs->len == n_before) {
            add_need(checking, needs, &need);
        }
    }
    return needs;
}

const GArray *
acv_checking_needs(AcvChecking *checking)
{
    AcvCheckup *checkup = checking->checkup;
    GArray *needs = g_hash_table_lookup(checkup->needs, checking->resource);
    if (!needs) {
        needs = acv_agentcore_is_in_vpc(checking->resource)
                    ? needs_new(checking)
                    : g_array_new(FALSE, FALSE, sizeof(AcvNeed));
        g_hash_table_insert(checkup->needs, (gpointer) checking->resource, needs);
    }
    return needs;
}

/* --- Places --- */

static void
place_clear(void *place)
{
    g_ptr_array_unref(((AcvPlaceOutcome *) place)->paths);
}

static AcvPlaceOutcome *
place_of(GArray *places, const AcvSubnet *subnet)
{
    for (guint i = 0; i < places->len; i++) {
        AcvPlaceOutcome *place = &g_array_index(places, AcvPlaceOutcome, i);
        if (place->subnet == subnet) {
            return place;
        }
    }
    AcvPlaceOutcome place = { .subnet = subnet, .paths = g_ptr_array_new() };
    g_array_append_val(places, place);
    return &g_array_index(places, AcvPlaceOutcome, places->len - 1);
}

GArray *
acv_answer_by_place(const AcvAnswer *answer)
{
    GArray *places = g_array_new(FALSE, FALSE, sizeof(AcvPlaceOutcome));
    g_array_set_clear_func(places, place_clear);
    for (guint i = 0; i < answer->inquiry->paths->len; i++) {
        AcvPath *path = g_ptr_array_index(answer->inquiry->paths, i);
        const AcvPlacement *placement = path->source.placement;
        if (placement) {
            g_ptr_array_add(place_of(places, placement->subnet)->paths, path);
        }
    }
    for (guint i = 0; i < places->len; i++) {
        AcvPlaceOutcome *place = &g_array_index(places, AcvPlaceOutcome, i);
        place->outcome = acv_rollup(place->paths);
    }
    return places;
}

const char *
acv_checking_zone_of(AcvChecking *checking, const AcvSubnet *subnet)
{
    const char *id = subnet ? acv_network_zone_id_of(checking->network, subnet) : NULL;
    return id || !subnet ? id : subnet->availability_zone;
}

GPtrArray *
acv_checking_subnets(AcvChecking *checking)
{
    GPtrArray *subnets = g_ptr_array_new();
    const AcvStrings *ids = &checking->resource->subnets;
    for (size_t i = 0; i < ids->n; i++) {
        const AcvSubnet *subnet =
            acv_snapshot_find_subnet(checking->checkup->snapshot, ids->items[i]);
        if (subnet && !g_ptr_array_find(subnets, subnet, NULL)) {
            g_ptr_array_add(subnets, (gpointer) subnet);
        }
    }
    return subnets;
}

GPtrArray *
acv_checking_zones_of(AcvChecking *checking, const AcvRecord *record)
{
    GPtrArray *zones = g_ptr_array_new();
    g_autoptr(GArray) placements = acv_placements_of(checking->network, record);
    for (guint i = 0; placements && i < placements->len; i++) {
        const char *zone =
            acv_checking_zone_of(checking, g_array_index(placements, AcvPlacement, i).subnet);
        if (zone && !g_ptr_array_find_with_equal_func(zones, zone, g_str_equal, NULL)) {
            g_ptr_array_add(zones, (gpointer) zone);
        }
    }
    return zones;
}

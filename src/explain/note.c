#include "explain/note.h"

#include <string.h>

static const AcvCode codes[] = {
#define ACV_NOTE_CODE(constant, code) [ACV_NOTE_##constant] = ACV_CODE_##code,
    ACV_NOTES(ACV_NOTE_CODE)
#undef ACV_NOTE_CODE
};

/* --- Collecting, each once --- */

void
acv_answer_add_note(AcvAnswer *answer, AcvNote note)
{
    note.code = codes[note.kind];
    for (guint i = 0; i < answer->notes->len; i++) {
        const AcvNote *known = &g_array_index(answer->notes, AcvNote, i);
        if (known->kind == note.kind && known->record == note.record && known->other == note.other
            && known->rule == note.rule && known->conflict == note.conflict) {
            return;
        }
    }
    g_array_append_val(answer->notes, note);
}

static void
add_assumed(AcvAnswer *answer, AcvAssumption assumption, const AcvRecord *record)
{
    for (guint i = 0; i < answer->assumptions->len; i++) {
        const AcvAssumed *known = &g_array_index(answer->assumptions, AcvAssumed, i);
        if (known->assumption == assumption && known->record == record) {
            return;
        }
    }
    AcvAssumed assumed = { assumption, record };
    g_array_append_val(answer->assumptions, assumed);
}

static bool
same_missing(const AcvMissing *a, const AcvMissing *b)
{
    return a->kind == b->kind && g_strcmp0(a->id, b->id) == 0 && g_strcmp0(a->field, b->field) == 0
           && a->of == b->of;
}

static void
add_missing(AcvAnswer *answer, const AcvMissing *missing)
{
    for (guint i = 0; i < answer->missing->len; i++) {
        if (same_missing(&g_array_index(answer->missing, AcvMissing, i), missing)) {
            return;
        }
    }
    g_array_append_val(answer->missing, *missing);
}

/* --- What a way shows --- */

/* A rule for every protocol, every port and everyone. */
static bool
is_over_broad(const AcvRule *rule)
{
    return rule->peer && rule->permission->protocol.first != rule->permission->protocol.last
           && rule->peer->cidr.address.family != ACV_FAMILY_NONE && rule->peer->cidr.length == 0;
}

static void
look_at_waypoint(AcvAnswer *answer, const AcvWaypoint *waypoint)
{
    const AcvRule *rule = waypoint->rule;
    if (!rule || waypoint->is_past_block) {
        return;
    }
    if (rule->assumption != ACV_ASSUMPTION_NONE) {
        const AcvRecord *record = rule->record ? rule->record : waypoint->hop->component;
        add_assumed(answer, rule->assumption, record);
    }
    if (waypoint->step->kind == ACV_STEP_STAGE
        && waypoint->step->stage->direction == ACV_DIRECTION_INGRESS && is_over_broad(rule)) {
        acv_answer_add_note(
            answer,
            (AcvNote){ .kind = ACV_NOTE_OVER_BROAD_RULE, .record = rule->record, .rule = rule });
    }
}

static void
look_at_conflicts(AcvAnswer *answer, const AcvRecord *component)
{
    size_t n;
    const AcvConflict *conflicts =
        acv_snapshot_conflicts(acv_network_snapshot(answer->inquiry->network), &n);
    for (size_t i = 0; component && i < n; i++) {
        if (conflicts[i].record == component) {
            acv_answer_add_note(answer, (AcvNote){ .kind = ACV_NOTE_CONFLICT,
                                                   .record = component,
                                                   .conflict = &conflicts[i] });
        }
    }
}

static bool
same_zone(const AcvSubnet *a, const AcvSubnet *b)
{
    bool by_id = a->availability_zone_id && b->availability_zone_id;
    const char *left = by_id ? a->availability_zone_id : a->availability_zone;
    const char *right = by_id ? b->availability_zone_id : b->availability_zone;
    return !left || !right || g_str_equal(left, right);
}

/* A proxy is in more zones than its database by design. */
static void
look_at_zones(AcvAnswer *answer, const AcvPath *path, const AcvWay *way)
{
    bool has_home = path->source.placement && !path->opened_by;
    const AcvSubnet *home = has_home ? path->source.placement->subnet : NULL;
    for (guint i = 0; home && i < way->there->len; i++) {
        const AcvHop *hop = g_array_index(way->there, AcvWaypoint, i).hop;
        if (hop && hop->subnet && !same_zone(home, hop->subnet)) {
            acv_answer_add_note(answer, (AcvNote){ .kind = ACV_NOTE_ZONE_CROSSED,
                                                   .record = &home->record,
                                                   .other = &hop->subnet->record });
        }
    }
}

static void
look_at_way(AcvAnswer *answer, const AcvPath *path, const AcvWay *way)
{
    GArray *const lists[] = { way->there, way->back };
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
        for (guint j = 0; j < lists[i]->len; j++) {
            const AcvWaypoint *waypoint = &g_array_index(lists[i], AcvWaypoint, j);
            look_at_waypoint(answer, waypoint);
            look_at_conflicts(answer, waypoint->component);
        }
    }
    look_at_zones(answer, path, way);
}

/* --- What a path shows --- */

/* A rule that says what is assumed of a component whatever else it says. */
static bool
is_default_of_component(const AcvStage *stage)
{
    return stage->kind != ACV_STAGE_SECURITY_GROUPS && stage->kind != ACV_STAGE_NETWORK_ACL;
}

/* The rules of stages that a way does not show can rest on assumptions, too. */
static void
look_at_steps(AcvAnswer *answer, const AcvBranch *branch)
{
    for (const AcvStep *step = branch->end; step; step = step->previous) {
        if (step->kind != ACV_STEP_STAGE || !is_default_of_component(step->stage)) {
            continue;
        }
        for (size_t i = 0; i < step->stage->n_rules; i++) {
            const AcvRule *rule = &step->stage->rules[i];
            if (rule->assumption != ACV_ASSUMPTION_NONE) {
                add_assumed(answer, rule->assumption, rule->record);
            }
            if (rule->is_narrow) {
                acv_answer_add_note(
                    answer, (AcvNote){ .kind = ACV_NOTE_POLICY_IS_NARROW, .record = rule->record });
            }
        }
    }
}

/* A group that does not say what it lets in lets in nothing. */
static void
look_at_silent_groups(AcvAnswer *answer, const AcvPathAnswer *path)
{
    for (guint i = 0; i < path->explanations->len; i++) {
        const AcvExplanation *explanation = &g_array_index(path->explanations, AcvExplanation, i);
        const AcvRecord *record = explanation->component;
        if (explanation->code == ACV_CODE_SG_HAS_NO_RULES && record
            && explanation->direction == ACV_DIRECTION_INGRESS
            && !((const AcvSecurityGroup *) record)->ingress.items) {
            add_assumed(answer, ACV_ASSUMPTION_DEFAULT_GROUP_INGRESS, record);
        }
    }
}

/* An AgentCore resource that says it is there, and has no interface. */
static void
look_for_interface(AcvAnswer *answer, const AcvPlacement *placement)
{
    if (placement && acv_placement_is_agentcore(placement) && !placement->interface) {
        const AcvAgentCore *resource = (const AcvAgentCore *) placement->resource;
        if (g_strcmp0(resource->status, "READY") == 0) {
            acv_answer_add_note(
                answer, (AcvNote){ .kind = ACV_NOTE_ENI_MISSING, .record = placement->resource });
        }
    }
}

static void
look_at_ends(AcvAnswer *answer, const AcvPath *path)
{
    const AcvPlacement *placement = path->source.placement;
    look_for_interface(answer, placement);
    look_for_interface(answer, path->target.placement);
    if (path->source.kind == ACV_PARTY_OUTSIDE) {
        acv_answer_add_note(
            answer, (AcvNote){ .kind = ACV_NOTE_NOT_IN_VPC, .record = path->source.record });
    } else if (placement && !placement->resource && !placement->interface && placement->subnet) {
        acv_answer_add_note(answer, (AcvNote){ .kind = ACV_NOTE_NO_SECURITY_GROUP,
                                               .record = &placement->subnet->record });
    }
}

/* The gateways that translate on a way. */
static void
look_at_gateways(AcvAnswer *answer, const AcvPath *path, const AcvBranch *branch)
{
    for (const AcvLeg *leg = branch->leg; leg; leg = leg->outer) {
        if (leg->hop && !acv_packet_set_is_empty(path->unsteady)) {
            acv_answer_add_note(
                answer, (AcvNote){ .kind = ACV_NOTE_NAT_AT_RANDOM, .record = leg->hop->component });
        }
    }
}

/* A gateway endpoint that packets go past, because their table does not lead to it. */
static void
look_past_endpoint(AcvAnswer *answer, const AcvPath *path)
{
    const AcvService *service = path->target.service;
    const AcvPlacement *from = path->source.placement;
    if (!service || path->target.placement || !from || !from->subnet || !path->reach) {
        return;
    }
    AcvNetwork *network = answer->inquiry->network;
    for (guint i = 0; i < path->reach->branches->len; i++) {
        const AcvBranch *branch = g_ptr_array_index(path->reach->branches, i);
        if (branch->end->hop->kind != ACV_HOP_INTERNET) {
            return;
        }
    }
    g_autoptr(GPtrArray) endpoints = acv_service_endpoints(network, service, true);
    const AcvRouteTable *table = acv_network_route_table_of(network, from->subnet);
    for (guint i = 0; table && i < endpoints->len; i++) {
        const AcvVpcEndpoint *endpoint = g_ptr_array_index(endpoints, i);
        acv_answer_add_note(answer, (AcvNote){ .kind = ACV_NOTE_ENDPOINT_NOT_USED,
                                               .record = &endpoint->record,
                                               .other = &table->record });
    }
}

/* An interface endpoint that is there and not used, because the name does not lead to it. */
static void
look_at_naming(AcvAnswer *answer, const AcvPath *path)
{
    const AcvNaming *naming = path->target.naming;
    if (!naming || !naming->bypassed || path->outcome == ACV_OUTCOME_UNREACHABLE) {
        return;
    }
    for (size_t i = 0; i < naming->n_obstacles; i++) {
        acv_answer_add_note(answer, (AcvNote){ .kind = ACV_NOTE_NAME_PASSES_BY,
                                               .record = naming->obstacles[i].record,
                                               .other = &naming->bypassed->record });
    }
    if (!acv_endpoint_is_usable(naming->bypassed)) {
        acv_answer_add_note(answer, (AcvNote){ .kind = ACV_NOTE_ENDPOINT_DOWN,
                                               .record = &naming->bypassed->record });
    }
}

/* The id of the prefix list of that name, as long as the scenario has it; else the name. */
static const char *
id_of_list(const AcvAnswer *answer, const char *name)
{
    size_t n;
    const AcvRecord *const *lists =
        acv_snapshot_list(acv_network_snapshot(answer->inquiry->network), ACV_KIND_PREFIX_LIST, &n);
    for (size_t i = 0; i < n; i++) {
        if (g_strcmp0(((const AcvPrefixList *) lists[i])->name, name) == 0) {
            return lists[i]->id;
        }
    }
    return name;
}

/* How the layers of an image come, if not by the VPC alone, or only for a default. */
static void
look_at_layers(AcvAnswer *answer, const AcvPath *path)
{
    const AcvRecord *runtime = path->source.placement ? path->source.placement->resource : NULL;
    if (path->layers == ACV_LAYERS_BY_AWS) {
        acv_answer_add_note(answer, (AcvNote){ .kind = ACV_NOTE_LAYERS_BY_AWS, .record = runtime });
    }
    if (path->is_new_assumed && path->outcome != ACV_OUTCOME_REACHABLE) {
        add_assumed(answer, ACV_ASSUMPTION_NEW_RUNTIME, runtime);
    }
    if (path->layers == ACV_LAYERS_BY_EITHER && path->outcome == ACV_OUTCOME_UNDETERMINED) {
        add_missing(answer, &(AcvMissing){ .kind = ACV_KIND_AGENT_RUNTIME,
                                           .id = runtime->id,
                                           .field = "requireServiceS3Endpoint" });
    }
}

/* The addresses of a service, on which the answer depends: of its list, else of its host. */
static void
add_missing_addresses(AcvAnswer *answer, const AcvService *service)
{
    AcvNetwork *network = answer->inquiry->network;
    g_autofree char *list = acv_service_prefix_list_name(service);
    g_autofree char *host = list ? NULL : acv_service_host(network, service);
    const char *id = list ? id_of_list(answer, list) : host ? host : service->name;
    AcvMissing missing = { .kind = list ? ACV_KIND_PREFIX_LIST : ACV_KIND_HOSTED_ZONE,
                           .id = acv_arena_text(acv_network_arena(network), id),
                           .field = list ? "Entries" : "addresses" };
    add_missing(answer, &missing);
}

/* What nobody knows of a service: its Region, or where the answer depends on it, its addresses. */
static void
look_at_service(AcvAnswer *answer, const AcvPath *path)
{
    const AcvService *service = path->target.service;
    if (service->row && !service->region) {
        add_assumed(answer, ACV_ASSUMPTION_SERVICE_REGION,
                    service->vpc ? &service->vpc->record : path->source.record);
    }
    if (path->depends_on_addresses && path->outcome == ACV_OUTCOME_UNDETERMINED) {
        add_missing_addresses(answer, service);
    }
}

static void
look_at_missing(AcvAnswer *answer, const AcvPathAnswer *path)
{
    for (guint i = 0; i < path->explanations->len; i++) {
        const AcvExplanation *explanation = &g_array_index(path->explanations, AcvExplanation, i);
        if (explanation->verdict == ACV_VERDICT_UNKNOWN && explanation->rule) {
            add_missing(answer, &explanation->rule->missing);
        }
    }
}

/* --- What all paths show together --- */

static const AcvHop *
nat_gateway_of(const AcvPath *path)
{
    if (!path->reach || path->reach->branches->len == 0) {
        return NULL;
    }
    const AcvBranch *branch = g_ptr_array_index(path->reach->branches, 0);
    return branch->leg->hop;
}

/* 'subnet' leaves by 'gateway', and so do those that it is compared with and then joins. */
static void
look_at_served(AcvAnswer *answer, GHashTable *served, const AcvRecord *gateway,
               const AcvSubnet *subnet)
{
    GPtrArray *subnets = g_hash_table_lookup(served, gateway);
    if (!subnets) {
        subnets = g_ptr_array_new();
        g_hash_table_insert(served, (gpointer) gateway, subnets);
    }
    if (g_ptr_array_find(subnets, subnet, NULL)) {
        return;
    }
    for (guint i = 0; i < subnets->len; i++) {
        if (!same_zone(subnet, g_ptr_array_index(subnets, i))) {
            acv_answer_add_note(answer,
                                (AcvNote){ .kind = ACV_NOTE_SINGLE_ZONE_NAT, .record = gateway });
        }
    }
    g_ptr_array_add(subnets, (gpointer) subnet);
}

/* Sources of several zones that share a zonal gateway all lose it with its zone. */
static void
look_at_shared_gateways(AcvAnswer *answer)
{
    g_autoptr(GHashTable) served =
        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
    for (guint i = 0; i < answer->inquiry->paths->len; i++) {
        const AcvPath *path = g_ptr_array_index(answer->inquiry->paths, i);
        const AcvHop *gateway = nat_gateway_of(path);
        const AcvPlacement *placement = path->source.placement;
        if (gateway && gateway->subnet && placement && placement->subnet) {
            look_at_served(answer, served, gateway->component, placement->subnet);
        }
    }
}

void
acv_answer_add_notes(AcvAnswer *answer)
{
    for (guint i = 0; i < answer->paths->len; i++) {
        const AcvPathAnswer *explained = g_ptr_array_index(answer->paths, i);
        const AcvPath *path = explained->path;
        look_at_ends(answer, path);
        for (guint j = 0; j < explained->ways->len; j++) {
            look_at_way(answer, path, g_ptr_array_index(explained->ways, j));
        }
        for (guint j = 0; path->reach && j < path->reach->branches->len; j++) {
            const AcvBranch *branch = g_ptr_array_index(path->reach->branches, j);
            look_at_steps(answer, branch);
            look_at_gateways(answer, path, branch);
        }
        look_at_naming(answer, path);
        if (path->target.service) {
            look_past_endpoint(answer, path);
            look_at_layers(answer, path);
            look_at_service(answer, path);
        }
        look_at_silent_groups(answer, explained);
        look_at_missing(answer, explained);
    }
    look_at_shared_gateways(answer);
    acv_answer_add_single_points(answer);
}

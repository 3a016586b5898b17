/* Security groups: the union of what the rules of all groups of an interface allow. */
#include "network/hops.h"
#include "network/index.h"
#include "network/match.h"
#include "network/stage.h"

static AcvMatch
match_protocol(const AcvSecurityGroupPermission *permission)
{
    AcvMatch match = ACV_MATCH_ALL;
    acv_match_set_protocol(&match, permission->protocol, permission->from_port,
                           permission->to_port);
    return match;
}

static void
set_peers(AcvMatch *match, AcvDirection direction, const AcvAddressSet *peers)
{
    if (direction == ACV_DIRECTION_EGRESS) {
        match->destinations = peers;
    } else {
        match->sources = peers;
    }
}

/* What the groups of an interface say, while they are read. */
typedef struct {
    AcvScene *scene;
    const AcvVpc *vpc;       /* Of the interface. */
    const AcvPlacement *far; /* With whom it talks; NULL if that can be anybody. */
    AcvDirection direction;
    bool is_of_seeker; /* Who asks for a service that has no endpoint yet. */
    GArray *certain;
    GArray *uncertain; /* Rules whose effect is not known. */
} Reading;

/* What a list holds of a service whose addresses nobody knows: all, if it is the service's own, or
 * none, if it is another's. NULL if that is not the question. */
static const AcvAddressSet *
addresses_in_list(AcvScene *scene, const char *prefix_list_id)
{
    AcvNetwork *network = acv_scene_network(scene);
    const AcvService *service = acv_scene_service(scene);
    if (!service || service->has_known_addresses) {
        return NULL;
    }
    switch (acv_service_list_relation(network, service, prefix_list_id)) {
    case ACV_LIST_OWN:
        return service->addresses;
    case ACV_LIST_UNRELATED:
        return acv_network_no_addresses(network);
    case ACV_LIST_OTHER:
        return NULL;
    }
    g_assert_not_reached();
}

/* The members of a group, as far as they can be on the other side; NULL if nobody knows whose
 * groups those are. */
static const AcvAddressSet *
member_addresses(const Reading *reading, const char *group_id, AcvMissing *out_missing)
{
    const AcvPlacement *far = reading->far;
    if (far && !far->group_ids.items) {
        const AcvRecord *of = far->interface ? &far->interface->record : far->resource;
        *out_missing = (AcvMissing){ .kind = of ? of->kind : ACV_KIND_NETWORK_INTERFACE,
                                     .id = of ? of->id : NULL,
                                     .field = "security groups" };
        return NULL;
    }
    return acv_scene_group_addresses(reading->scene, group_id, reading->vpc, far);
}

/* Where a service without an endpoint will stand is not known but for the VPC: a peer that is a
 * group, or in the VPC, may be meant for it. */
static const AcvAddressSet *
addresses_to_come(const Reading *reading, const AcvSecurityGroupPeer *peer,
                  const AcvAddressSet *peers)
{
    AcvNetwork *network = acv_scene_network(reading->scene);
    if (peer->group_id) {
        return acv_network_all_addresses(network);
    }
    if (!peers) {
        return NULL;
    }
    g_autoptr(AcvAddressSet) inside =
        acv_address_set_intersect(peers, acv_network_vpc_addresses(network, reading->vpc));
    return acv_address_set_is_empty(inside) ? acv_network_no_addresses(network)
                                            : acv_network_all_addresses(network);
}

/* The addresses of a peer; NULL if they are not known, and then what is missing. */
static const AcvAddressSet *
peer_addresses(const Reading *reading, const AcvSecurityGroupPeer *peer, AcvMissing *out_missing)
{
    AcvNetwork *network = acv_scene_network(reading->scene);
    if (peer->cidr.address.family != ACV_FAMILY_NONE) {
        return acv_network_prefix_set(network, peer->cidr);
    }
    if (peer->prefix_list_id) {
        const AcvAddressSet *of_service = addresses_in_list(reading->scene, peer->prefix_list_id);
        if (of_service) {
            return of_service;
        }
        bool known =
            acv_snapshot_find_prefix_list(acv_network_snapshot(network), peer->prefix_list_id)
            != NULL;
        *out_missing = (AcvMissing){ .kind = ACV_KIND_PREFIX_LIST,
                                     .id = peer->prefix_list_id,
                                     .field = known ? "Entries" : NULL };
        return acv_network_prefix_list_addresses(network, peer->prefix_list_id);
    }
    return member_addresses(reading, peer->group_id, out_missing);
}

static void
append_peer(const Reading *reading, const AcvRule *like)
{
    AcvRule rule = *like;
    const AcvAddressSet *peers = peer_addresses(reading, rule.peer, &rule.missing);
    if (reading->is_of_seeker) {
        peers = addresses_to_come(reading, rule.peer, peers);
    }
    set_peers(&rule.match, reading->direction, peers);
    if (peers && !rule.permission->protocol.unknown) {
        rule.missing = (AcvMissing){ 0 };
        g_array_append_val(reading->certain, rule);
        return;
    }
    if (peers) {
        rule.missing = (AcvMissing){ .kind = ACV_KIND_SECURITY_GROUP,
                                     .id = rule.record->id,
                                     .field = "IpProtocol" };
    }
    rule.verdict = ACV_VERDICT_UNKNOWN;
    rule.code = ACV_CODE_MISSING_DATA;
    g_array_append_val(reading->uncertain, rule);
}

static void
append_permissions(const Reading *reading, const AcvSecurityGroup *group)
{
    const AcvSecurityGroupPermissions *permissions =
        reading->direction == ACV_DIRECTION_EGRESS ? &group->egress : &group->ingress;
    for (size_t i = 0; i < permissions->n; i++) {
        const AcvSecurityGroupPermission *permission = &permissions->items[i];
        AcvRule rule = { .match = match_protocol(permission),
                         .verdict = ACV_VERDICT_ADMITTED,
                         .record = &group->record,
                         .permission = permission };
        for (size_t j = 0; j < permission->peers.n; j++) {
            rule.peer = &permission->peers.items[j];
            append_peer(reading, &rule);
        }
    }
}

/* A new group allows all egress and no ingress, so that is what a group means that says nothing. */
static void
append_group(const Reading *reading, const char *id)
{
    const AcvSnapshot *snapshot = acv_network_snapshot(acv_scene_network(reading->scene));
    const AcvSecurityGroup *group = acv_snapshot_find_security_group(snapshot, id);
    if (!group) {
        AcvRule rule = { .match = ACV_MATCH_ALL,
                         .verdict = ACV_VERDICT_UNKNOWN,
                         .code = ACV_CODE_MISSING_DATA,
                         .missing = { .kind = ACV_KIND_SECURITY_GROUP, .id = id } };
        g_array_append_val(reading->uncertain, rule);
    } else if (reading->direction == ACV_DIRECTION_EGRESS && !group->egress.items) {
        AcvRule rule = { .match = ACV_MATCH_ALL,
                         .verdict = ACV_VERDICT_ADMITTED,
                         .record = &group->record,
                         .assumption = ACV_ASSUMPTION_DEFAULT_GROUP_EGRESS };
        g_array_append_val(reading->certain, rule);
    } else {
        append_permissions(reading, group);
    }
}

/* What AWS lets through whatever the groups say. */
static void
append_exemption(AcvScene *scene, const AcvPlacement *placement, AcvDirection direction,
                 GArray *rules)
{
    AcvRule rule = { .match = ACV_MATCH_ALL, .verdict = ACV_VERDICT_ADMITTED, .exempt = true };
    set_peers(&rule.match, direction,
              acv_network_exempt_addresses(acv_scene_network(scene), placement->vpc));
    g_array_append_val(rules, rule);
}

/* The rule of an interface whose groups nobody knows, or that has none. */
static void
append_ungrouped(const AcvPlacement *placement, GArray *rules)
{
    AcvRule rule = { .match = ACV_MATCH_ALL,
                     .verdict = ACV_VERDICT_ADMITTED,
                     .assumption = ACV_ASSUMPTION_NO_SECURITY_GROUP };
    if (!placement->group_ids.items) {
        const AcvRecord *of =
            placement->interface ? &placement->interface->record : placement->resource;
        rule.verdict = ACV_VERDICT_UNKNOWN;
        rule.code = ACV_CODE_MISSING_DATA;
        rule.assumption = ACV_ASSUMPTION_NONE;
        rule.missing = (AcvMissing){ .kind = of ? of->kind : ACV_KIND_NETWORK_INTERFACE,
                                     .id = of ? of->id : NULL,
                                     .field = "security groups" };
    }
    g_array_append_val(rules, rule);
}

static bool
group_has_rules(AcvScene *scene, const char *id, AcvDirection direction)
{
    const AcvSecurityGroup *group =
        acv_snapshot_find_security_group(acv_network_snapshot(acv_scene_network(scene)), id);
    if (!group) {
        return true;
    }
    return direction == ACV_DIRECTION_EGRESS ? group->egress.n > 0 || !group->egress.items
                                             : group->ingress.n > 0;
}

/* Names the first group that has rules, else the first of all. */
static void
blame(AcvScene *scene, const AcvPlacement *placement, AcvStage *stage)
{
    const AcvSnapshot *snapshot = acv_network_snapshot(acv_scene_network(scene));
    stage->code = ACV_CODE_SG_HAS_NO_RULES;
    stage->component = placement->interface ? &placement->interface->record : placement->resource;
    for (size_t i = placement->group_ids.n; i > 0; i--) {
        const char *id = placement->group_ids.items[i - 1];
        bool has_rules = group_has_rules(scene, id, stage->direction);
        if (has_rules || stage->code == ACV_CODE_SG_HAS_NO_RULES) {
            const AcvRecord *group = acv_snapshot_find(snapshot, ACV_KIND_SECURITY_GROUP, id);
            stage->component = group ? group : stage->component;
        }
        if (has_rules) {
            stage->code = ACV_CODE_ENI_SG_RULES_MISMATCH;
        }
    }
}

static AcvStage *
stage_aside(AcvNetwork *network, AcvDirection direction)
{
    AcvRule rule = { .match = ACV_MATCH_ALL, .verdict = ACV_VERDICT_ADMITTED };
    AcvStage stage = { .kind = ACV_STAGE_SECURITY_GROUPS,
                       .direction = direction,
                       .stateful = true,
                       .is_aside = true };
    g_autoptr(GArray) rules = acv_rules_new();
    g_array_append_val(rules, rule);
    return acv_stage_new(network, &stage, rules);
}

AcvStage *
acv_security_groups_stage(AcvScene *scene, const AcvPlacement *placement, AcvDirection direction)
{
    if (scene->has_groups_aside && (placement == &scene->source || placement == &scene->target)) {
        return stage_aside(scene->network, direction);
    }
    g_autoptr(GArray) certain = acv_rules_new();
    g_autoptr(GArray) uncertain = acv_rules_new();
    AcvStage stage = { .kind = ACV_STAGE_SECURITY_GROUPS,
                       .direction = direction,
                       .stateful = true };
    bool is_of_seeker =
        direction == ACV_DIRECTION_EGRESS && acv_scene_is_nowhere(scene, placement->subnet);
    const AcvPlacement *far = acv_scene_far_side(scene, placement, direction);
    Reading reading = { scene, placement->vpc, far, direction, is_of_seeker, certain, uncertain };
    append_exemption(scene, placement, direction, certain);
    if (placement->group_ids.n == 0) {
        append_ungrouped(placement, certain);
    }
    for (size_t i = 0; i < placement->group_ids.n; i++) {
        append_group(&reading, placement->group_ids.items[i]);
    }
    g_array_append_vals(certain, uncertain->data, uncertain->len);
    blame(scene, placement, &stage);
    return acv_stage_new(acv_scene_network(scene), &stage, certain);
}

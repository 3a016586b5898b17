/* Scenes: who stands where, and where a packet goes from each hop. */
#include "network/scene.h"

#include "base/hash.h"
#include "network/gateway.h"
#include "network/hops.h"
#include "network/index.h"
#include "network/resource.h"
#include "network/stage.h"

AcvScene *
acv_scene_new(AcvNetwork *network, const AcvPlacement *source, const AcvPlacement *target)
{
    AcvScene *scene = g_new0(AcvScene, 1);
    scene->network = network;
    scene->has_source = source != NULL;
    scene->has_target = target != NULL;
    if (source) {
        scene->source = *source;
    }
    if (target) {
        scene->target = *target;
    }
    scene->hops = acv_hops_table_new();
    scene->placements = g_hash_table_new(NULL, NULL);
    scene->group_sets = g_hash_table_new(acv_text_hash, g_str_equal);
    return scene;
}

/* Whether any route leads, or may lead, to addresses of the service. */
static bool
has_route_to(const AcvStage *routes, const AcvService *service)
{
    for (size_t i = 0; i < routes->n_rules; i++) {
        g_autoptr(AcvAddressSet) led =
            acv_address_set_intersect(routes->rules[i].match.destinations, service->addresses);
        if (!acv_address_set_is_empty(led)) {
            return true;
        }
    }
    return false;
}

/* A service that needs an endpoint will be at a private address, so that what filters its public
 * ones does not matter. */
void
acv_scene_set_service(AcvScene *scene, const AcvService *service)
{
    scene->service = service;
    bool needs_interface = !service->row || !(service->row->endpoint_kinds & ACV_ENDPOINT_GATEWAY);
    if (needs_interface && scene->has_source && scene->source.subnet) {
        const AcvHop *router =
            acv_hop_router(scene, scene->source.vpc, scene->source.subnet,
                           acv_network_route_table_of(scene->network, scene->source.subnet));
        scene->is_nowhere = acv_scene_lacks_endpoint(scene, router, &(AcvErrand){ 0 })
                            && !has_route_to(router->routes, service);
    }
}

bool
acv_scene_is_nowhere(const AcvScene *scene, const AcvSubnet *subnet)
{
    return scene->is_nowhere && subnet == scene->source.subnet;
}

const AcvService *
acv_scene_service(const AcvScene *scene)
{
    return scene->service;
}

void
acv_scene_find_public_addresses(AcvScene *scene)
{
    scene->finds_public_addresses = true;
}

void
acv_scene_set_groups_aside(AcvScene *scene)
{
    scene->has_groups_aside = true;
}

void
acv_scene_free(AcvScene *scene)
{
    if (scene) {
        g_hash_table_unref(scene->hops);
        g_hash_table_unref(scene->placements);
        g_hash_table_unref(scene->group_sets);
        g_free(scene);
    }
}

void
acv_scene_set_naming(AcvScene *scene, const AcvNaming *naming)
{
    scene->naming = naming;
}

AcvNetwork *
acv_scene_network(const AcvScene *scene)
{
    return scene->network;
}

/* --- Who stands where --- */

static bool
carries_group(const AcvPlacement *placement, const char *group_id)
{
    for (size_t i = 0; i < placement->group_ids.n; i++) {
        if (g_str_equal(placement->group_ids.items[i], group_id)) {
            return true;
        }
    }
    return false;
}

const AcvPlacement *
acv_scene_far_side(AcvScene *scene, const AcvPlacement *placement, AcvDirection direction)
{
    bool sends = placement == &scene->source && direction == ACV_DIRECTION_EGRESS;
    bool receives = placement != &scene->source && direction == ACV_DIRECTION_INGRESS;
    return sends && scene->has_target      ? &scene->target
           : receives && scene->has_source ? &scene->source
                                           : NULL;
}

/* The addresses of a placement that nobody else is known to have. */
static const AcvAddressSet *
free_addresses(AcvScene *scene, const AcvPlacement *placement)
{
    const AcvAddressSet *all = placement->addresses;
    g_autoptr(GArray) taken = g_array_new(FALSE, FALSE, sizeof(AcvAddressRange));
    for (size_t i = 0; i < all->n_ranges; i++) {
        size_t n;
        const AcvOwned *owned =
            acv_network_owners(scene->network, placement->vpc, all->ranges[i], &n);
        for (size_t j = 0; j < n; j++) {
            g_array_append_val(taken, owned[j].range);
        }
    }
    const AcvAddressSet *others = acv_network_ranges_set(scene->network, taken);
    return acv_network_keep_addresses_take(scene->network, acv_address_set_subtract(all, others));
}

/* Where a symbolic source and target can have the same addresses, packets to or from 'far' are a
 * member's if it is one, and whoever else may have its address does not matter. */
const AcvAddressSet *
acv_scene_group_addresses(AcvScene *scene, const char *group_id, const AcvVpc *vpc,
                          const AcvPlacement *far)
{
    AcvNetwork *network = scene->network;
    const AcvAddressSet *set = acv_network_group_addresses(network, group_id, vpc);
    const AcvPlacement *sides[] = { scene->has_source ? &scene->source : NULL,
                                    scene->has_target ? &scene->target : NULL };
    for (size_t i = 0; i < G_N_ELEMENTS(sides); i++) {
        bool is_member = sides[i] && carries_group(sides[i], group_id)
                         && acv_network_are_joined(network, sides[i]->vpc, vpc);
        if (is_member && !sides[i]->interface) {
            const AcvAddressSet *own =
                sides[i] == far ? far->addresses : free_addresses(scene, sides[i]);
            set = acv_network_keep_addresses_take(network, acv_address_set_union(set, own));
        }
    }
    if (far && !carries_group(far, group_id)) {
        set =
            acv_network_keep_addresses_take(network, acv_address_set_subtract(set, far->addresses));
    }
    return set;
}

static const AcvPlacement *
same_owner(const AcvPlacement *placement, bool given, const AcvRecord *owner)
{
    const AcvRecord *its =
        placement->interface ? &placement->interface->record : placement->resource;
    return given && its == owner ? placement : NULL;
}

const AcvPlacement *
acv_scene_placement_of(AcvScene *scene, const AcvRecord *owner)
{
    const AcvPlacement *known = same_owner(&scene->target, scene->has_target, owner);
    if (!known) {
        known = same_owner(&scene->source, scene->has_source, owner);
    }
    if (!known) {
        known = g_hash_table_lookup(scene->placements, owner);
    }
    AcvPlacement made;
    if (!known && acv_placement_of_owner(scene->network, owner, &made)) {
        AcvPlacement *kept = acv_arena_new0(acv_network_arena(scene->network), AcvPlacement, 1);
        *kept = made;
        g_hash_table_insert(scene->placements, (gpointer) owner, kept);
        known = kept;
    }
    return known;
}

const AcvInternetGateway *
acv_scene_gateway_of_vpc(AcvScene *scene, const AcvVpc *vpc, AcvKind kind)
{
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(acv_network_snapshot(scene->network), kind, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvInternetGateway *gateway = (const AcvInternetGateway *) records[i];
        for (size_t j = 0; j < gateway->attachments.n; j++) {
            if (g_strcmp0(gateway->attachments.items[j].vpc_id, vpc->record.id) == 0) {
                return gateway;
            }
        }
    }
    return NULL;
}

/* How the internet comes to the target. */
static const AcvHop *
start_of_internet(AcvScene *scene)
{
    const AcvVpc *vpc = scene->target.vpc;
    const AcvInternetGateway *gateway =
        acv_scene_gateway_of_vpc(scene, vpc, ACV_KIND_INTERNET_GATEWAY);
    if (gateway) {
        return acv_hop_internet_gateway_ingress(scene, gateway, vpc, scene->target.subnet);
    }
    bool is_known =
        acv_snapshot_has_kind(acv_network_snapshot(scene->network), ACV_KIND_INTERNET_GATEWAY);
    AcvMissing missing = { .kind = ACV_KIND_INTERNET_GATEWAY, .of = &vpc->record };
    return is_known ? acv_hop_no_internet_gateway(scene, vpc, scene->target.subnet)
                    : acv_hop_unknown(scene, vpc, &vpc->record, missing);
}

const AcvHop *
acv_scene_start(AcvScene *scene)
{
    if (!scene->has_source) {
        return start_of_internet(scene);
    }
    return scene->naming ? acv_scene_hop(
               scene, &(AcvHopKey){ .kind = ACV_HOP_NAME, .component = &scene->source })
                         : acv_hop_sender(scene);
}

bool
acv_scene_is_home(const AcvScene *scene, const AcvHop *hop)
{
    if (!scene->has_source) {
        return hop->kind == ACV_HOP_INTERNET;
    }
    return hop->kind == ACV_HOP_INTERFACE_INGRESS && hop->placement == &scene->source;
}

bool
acv_scene_is_end(const AcvScene *scene, const AcvHop *hop)
{
    static const bool is_end[] = {
#define ACV_HOP_IS_END(constant, end) [ACV_HOP_##constant] = (end),
        ACV_HOPS(ACV_HOP_IS_END)
#undef ACV_HOP_IS_END
    };
    (void) scene;
    return is_end[hop->kind];
}

bool
acv_hop_is_frontier(const AcvHop *hop)
{
    return hop->kind == ACV_HOP_UNKNOWN || hop->kind == ACV_HOP_APPLIANCE;
}

const AcvHop *
acv_scene_nat_gateway_return(AcvScene *scene, const AcvHop *hop)
{
    return acv_hop_nat_gateway_return(scene, (const AcvNatGateway *) hop->component);
}

/* By what a packet left, its reply comes back. */
static const AcvHop *
back_from_internet(AcvScene *scene, const AcvHop *hop)
{
    return acv_hop_internet_gateway_ingress(scene, (const AcvInternetGateway *) hop->component,
                                            hop->vpc, NULL);
}

const AcvHop *
acv_scene_reply_start(AcvScene *scene, const AcvHop *hop)
{
    switch (hop->kind) {
    case ACV_HOP_INTERFACE_INGRESS:
        return acv_hop_interface_egress(scene, hop->placement);
    case ACV_HOP_INTERNET:
        return back_from_internet(scene, hop);
    case ACV_HOP_UNKNOWN:
    case ACV_HOP_APPLIANCE:
        return scene->has_source ? acv_hop_vpc_delivery(scene, hop->vpc) : NULL;
    case ACV_HOP_GATEWAY_ENDPOINT:
        return acv_hop_vpc_delivery(scene, hop->vpc);
    case ACV_HOP_RESOLVER:
    case ACV_HOP_LINK_LOCAL:
    case ACV_HOP_NAME:
    case ACV_HOP_RESOURCE:
    case ACV_HOP_INTERFACE_EGRESS:
    case ACV_HOP_SUBNET_EGRESS:
    case ACV_HOP_ROUTER:
    case ACV_HOP_VPC_DELIVERY:
    case ACV_HOP_SUBNET_INGRESS:
    case ACV_HOP_SUBNET_DELIVERY:
    case ACV_HOP_NAT_GATEWAY:
    case ACV_HOP_NAT_GATEWAY_RETURN:
    case ACV_HOP_INTERNET_GATEWAY_EGRESS:
    case ACV_HOP_INTERNET_GATEWAY_INGRESS:
    case ACV_HOP_EGRESS_ONLY_INTERNET_GATEWAY_EGRESS:
    case ACV_HOP_EGRESS_ONLY_INTERNET_GATEWAY_INGRESS:
        return NULL;
    }
    g_assert_not_reached();
}

AcvErrand
acv_scene_errand(AcvScene *scene)
{
    AcvErrand errand = { 0 };
    if (scene->has_target) {
        errand.addresses = scene->target.addresses;
        errand.hop = acv_hop_interface_ingress(scene, &scene->target);
    }
    return errand;
}

AcvErrand
acv_scene_errand_home(AcvScene *scene)
{
    AcvErrand errand = { 0 };
    if (scene->has_source) {
        errand.addresses = scene->source.addresses;
        errand.hop = acv_hop_interface_ingress(scene, &scene->source);
    }
    return errand;
}

AcvErrand
acv_scene_errand_to_nat_gateway(AcvScene *scene, const AcvHop *hop)
{
    const AcvNatGateway *gateway = (const AcvNatGateway *) hop->component;
    return (AcvErrand){ .addresses = acv_network_nat_gateway_addresses(scene->network, gateway),
                        .hop = hop };
}

/* --- Rewriting --- */

bool
acv_hop_rewrites(const AcvHop *hop)
{
    return hop->kind == ACV_HOP_INTERNET_GATEWAY_EGRESS
           || hop->kind == ACV_HOP_INTERNET_GATEWAY_INGRESS;
}

/* On its way out a packet's source becomes public, on its way in its destination private; in a
 * mirrored set the two fields change places. */
static AcvField
rewritten_field(const AcvHop *hop, bool mirrored)
{
    bool is_egress = hop->kind == ACV_HOP_INTERNET_GATEWAY_EGRESS;
    return is_egress != mirrored ? ACV_FIELD_SOURCE : ACV_FIELD_DESTINATION;
}

static const AcvPacketSet *
rewrite_pair(AcvScene *scene, const AcvPacketSet *set, AcvField field, AcvAddressRange from,
             AcvAddressRange to)
{
    AcvPacketSpace *space = acv_network_space(scene->network);
    AcvMatch match = ACV_MATCH_ALL;
    g_autoptr(AcvAddressSet) old_addresses = acv_address_set_new(&from, 1);
    g_autoptr(AcvAddressSet) new_addresses = acv_address_set_new(&to, 1);
    if (field == ACV_FIELD_SOURCE) {
        match.sources = old_addresses;
    } else {
        match.destinations = old_addresses;
    }
    const AcvPacketSet *mine =
        acv_packet_set_intersect(space, set, acv_packet_set_from_match(space, &match));
    return acv_packet_set_assign_address(space, mine, field, new_addresses);
}

/* Replaces, in 'field', private addresses by their public ones, or the other way round. */
static const AcvPacketSet *
rewrite_pairs(AcvScene *scene, const AcvHop *hop, const AcvPacketSet *set, AcvField field,
              bool to_public)
{
    AcvPacketSpace *space = acv_network_space(scene->network);
    g_autoptr(AcvAddressSet) present = acv_packet_set_addresses(set, field);
    g_autoptr(GArray) rewritten = g_array_new(FALSE, FALSE, sizeof(AcvAddressRange));
    const AcvPacketSet *result = acv_packet_set_empty(space);
    size_t n_pairs;
    const AcvPublicPair *pairs = acv_network_public_pairs(scene->network, hop->vpc, &n_pairs);
    for (size_t i = 0; i < n_pairs; i++) {
        AcvAddressRange outside = acv_address_range(pairs[i].public_ip);
        AcvAddressRange from = to_public ? pairs[i].private_range : outside;
        AcvAddressRange to = to_public ? outside : pairs[i].private_range;
        if (acv_pair_serves(&pairs[i], hop) && acv_address_set_overlaps(present, from)) {
            g_array_append_val(rewritten, from);
            result = acv_packet_set_union(space, result, rewrite_pair(scene, set, field, from, to));
        }
    }
    if (rewritten->len == 0) {
        return set;
    }
    AcvMatch match = ACV_MATCH_ALL;
    *(field == ACV_FIELD_SOURCE ? &match.sources : &match.destinations) =
        acv_network_ranges_set(scene->network, rewritten);
    const AcvPacketSet *rest =
        acv_packet_set_subtract(space, set, acv_packet_set_from_match(space, &match));
    return acv_packet_set_union(space, result, rest);
}

const AcvPacketSet *
acv_scene_rewrite(AcvScene *scene, const AcvHop *hop, const AcvPacketSet *set, bool mirrored)
{
    return rewrite_pairs(scene, hop, set, rewritten_field(hop, mirrored),
                         hop->kind == ACV_HOP_INTERNET_GATEWAY_EGRESS);
}

const AcvPacketSet *
acv_scene_rewrite_back(AcvScene *scene, const AcvHop *hop, const AcvPacketSet *set)
{
    return rewrite_pairs(scene, hop, set, rewritten_field(hop, false),
                         hop->kind != ACV_HOP_INTERNET_GATEWAY_EGRESS);
}

void
acv_scene_rewrite_packet(AcvScene *scene, const AcvHop *hop, AcvPacket *packet)
{
    bool is_egress = hop->kind == ACV_HOP_INTERNET_GATEWAY_EGRESS;
    size_t n_pairs;
    const AcvPublicPair *pairs = acv_network_public_pairs(scene->network, hop->vpc, &n_pairs);
    for (size_t i = 0; i < n_pairs && packet->family == ACV_FAMILY_IPV4; i++) {
        AcvUint128 inside = pairs[i].private_range.first;
        AcvUint128 outside = pairs[i].public_ip.value;
        if (is_egress && packet->source == inside && acv_pair_serves(&pairs[i], hop)) {
            packet->source = outside;
            return;
        }
        if (!is_egress && packet->destination == outside) {
            packet->destination = inside;
            return;
        }
    }
}

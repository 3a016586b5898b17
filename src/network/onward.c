/* Where packets go from each hop, by their destinations. */
#include "network/gateway.h"
#include "network/hops.h"
#include "network/index.h"
#include "network/stage.h"

/* The destinations that are not yet on their way, and the ways found. */
typedef struct {
    AcvScene *scene;
    const AcvHop *hop;
    const AcvErrand *errand;
    const AcvAddressSet *rest;
    GArray *ways;
} Split;

static const AcvAddressSet nothing = { NULL, 0 };

/* The way that a route already leads, by another entry of its prefix list; NULL if there is none.
 */
static AcvOnward *
same_way(const Split *split, const AcvOnward *like)
{
    AcvOnward *last =
        split->ways->len > 0 ? &g_array_index(split->ways, AcvOnward, split->ways->len - 1) : NULL;
    bool is_same = last && last->rule && last->rule->route && like->rule
                   && last->rule->route == like->rule->route && last->next == like->next
                   && last->verdict == like->verdict && !last->maybe && !like->maybe;
    return is_same ? last : NULL;
}

static void
add_way(Split *split, const AcvOnward *way)
{
    AcvOnward *same = same_way(split, way);
    if (same) {
        same->destinations = acv_network_keep_addresses_take(
            split->scene->network, acv_address_set_union(same->destinations, way->destinations));
    } else {
        g_array_append_val(split->ways, *way);
    }
}

/* Whether any of the rest is in 'addresses': else there is no need of a hop. */
static bool
concerns(const Split *split, const AcvAddressSet *addresses)
{
    bool is_larger = addresses->n_ranges > split->rest->n_ranges;
    const AcvAddressSet *many = is_larger ? addresses : split->rest;
    const AcvAddressSet *few = is_larger ? split->rest : addresses;
    for (size_t i = 0; i < few->n_ranges; i++) {
        if (acv_address_set_overlaps(many, few->ranges[i])) {
            return true;
        }
    }
    return false;
}

/* Sends those of the rest that are in 'addresses' the way 'like'. */
static void
take(Split *split, const AcvAddressSet *addresses, const AcvOnward *like)
{
    if (!concerns(split, addresses)) {
        return;
    }
    AcvNetwork *network = split->scene->network;
    bool is_all = acv_address_set_covers(addresses, split->rest);
    AcvOnward way = *like;
    way.destinations = is_all ? split->rest
                              : acv_network_keep_addresses_take(
                                  network, acv_address_set_intersect(split->rest, addresses));
    add_way(split, &way);
    if (!way.maybe) {
        split->rest = is_all ? &nothing
                             : acv_network_keep_addresses_take(
                                 network, acv_address_set_subtract(split->rest, addresses));
    }
}

static void
take_range(Split *split, AcvAddressRange range, const AcvOnward *like)
{
    g_autoptr(AcvAddressSet) addresses = acv_address_set_new(&range, 1);
    take(split, addresses, like);
}

static AcvOnward
way_to(const AcvHop *next)
{
    return (AcvOnward){ .next = next, .verdict = ACV_VERDICT_ADMITTED };
}

static AcvOnward
nowhere(AcvCode code, const AcvRecord *component)
{
    return (AcvOnward){ .verdict = ACV_VERDICT_REFUSED, .code = code, .component = component };
}

/* --- Out of an interface or a NAT gateway --- */

static const AcvHop *
out_of_subnet(Split *split)
{
    const AcvHop *hop = split->hop;
    if (hop->subnet) {
        return acv_hop_subnet_egress(split->scene, hop->subnet);
    }
    const AcvRouteTable *table = NULL;
    if (hop->component->kind == ACV_KIND_NAT_GATEWAY) {
        const AcvNatGateway *gateway = (const AcvNatGateway *) hop->component;
        table = acv_snapshot_find_route_table(acv_network_snapshot(split->scene->network),
                                              gateway->route_table_id);
    }
    return acv_hop_router(split->scene, hop->vpc, NULL, table);
}

static void
take_resolver(Split *split)
{
    const AcvVpc *vpc = split->hop->vpc;
    const AcvAddressSet *resolvers = acv_network_resolver_addresses(split->scene->network, vpc);
    if (concerns(split, resolvers)) {
        AcvOnward way = way_to(acv_hop_resolver(split->scene, vpc));
        take(split, resolvers, &way);
    }
}

/* AWS answers at the host itself, whatever the tables say.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html */
static void
take_link_local(Split *split)
{
    size_t n;
    const AcvLinkLocalServiceRow *rows =
        acv_catalog_list_link_local_service(acv_network_catalog(split->scene->network), &n);
    for (size_t i = 0; i < n; i++) {
        AcvAddressRange range = acv_prefix_range(rows[i].address.value);
        if (acv_address_set_overlaps(split->rest, range)) {
            AcvOnward way = way_to(acv_hop_link_local(split->scene, split->hop->vpc, &rows[i]));
            take_range(split, range, &way);
        }
    }
}

/* Within a subnet there is no router and no ACL.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html */
static void
leave_sender(Split *split)
{
    const AcvHop *hop = split->hop;
    AcvScene *scene = split->scene;
    if (hop->placement && !hop->placement->subnet) {
        AcvMissing missing = { .kind = ACV_KIND_SUBNET,
                               .id = hop->placement->subnet_id,
                               .of = hop->component };
        AcvOnward unknown = way_to(acv_hop_unknown(scene, hop->vpc, hop->component, missing));
        take(split, split->rest, &unknown);
        return;
    }
    if (concerns(split, acv_network_exempt_addresses(scene->network, hop->vpc))) {
        take_resolver(split);
        take_link_local(split);
    }
    if (hop->subnet) {
        AcvOnward within = way_to(acv_hop_subnet_delivery(scene, hop->subnet));
        take(split, acv_network_subnet_addresses(scene->network, hop->subnet), &within);
    }
    if (!acv_address_set_is_empty(split->rest)) {
        AcvOnward out = way_to(out_of_subnet(split));
        take(split, split->rest, &out);
    }
}

/* --- By the VPC router --- */

/* What is known of no hop's inside. */
static const AcvHop *
next_unknown(Split *split, const AcvRecord *target)
{
    AcvMissing missing = { target->kind, target->id, ACV_MISSING_BEYOND, NULL };
    return acv_hop_unknown(split->scene, split->hop->vpc, target, missing);
}

static const AcvHop *
next_of_internet_gateway(Split *split, const AcvRecord *target)
{
    return acv_hop_internet_gateway_egress(split->scene, (const AcvInternetGateway *) target,
                                           split->hop->vpc, split->hop->subnet,
                                           split->errand->nat_gateway);
}

static const AcvHop *
next_of_endpoint(Split *split, const AcvRecord *target)
{
    const AcvVpcEndpoint *endpoint = (const AcvVpcEndpoint *) target;
    return acv_endpoint_is_gateway(endpoint)
               ? acv_hop_gateway_endpoint(split->scene, endpoint, split->hop->vpc)
               : next_unknown(split, target);
}

static const AcvHop *
next_of_vpc(Split *split, const AcvRecord *target)
{
    (void) target;
    return acv_hop_vpc_delivery(split->scene, split->hop->vpc);
}

static const AcvHop *
next_of_nat_gateway(Split *split, const AcvRecord *target)
{
    return acv_hop_to_nat_gateway(split->scene, (const AcvNatGateway *) target, split->hop->subnet);
}

static const AcvHop *
next_of_interface(Split *split, const AcvRecord *target)
{
    return acv_hop_to_appliance(split->scene, (const AcvNetworkInterface *) target,
                                split->hop->subnet);
}

/* An instance as the target of a route stands for its only interface. */
static const AcvHop *
next_of_instance(Split *split, const AcvRecord *target)
{
    const AcvInstance *instance = (const AcvInstance *) target;
    const AcvNetworkInterface *interface = NULL;
    if (instance->network_interface_ids.n == 1) {
        interface = acv_snapshot_find_network_interface(acv_network_snapshot(split->scene->network),
                                                        instance->network_interface_ids.items[0]);
    }
    return interface ? next_of_interface(split, &interface->record) : next_unknown(split, target);
}

/* What lies behind the target of a route, by its kind; of other kinds it is not known. */
static const struct {
    AcvKind kind;
    const AcvHop *(*next)(Split *split, const AcvRecord *target);
} next_by_kind[] = {
    { ACV_KIND_VPC, next_of_vpc },
    { ACV_KIND_INTERNET_GATEWAY, next_of_internet_gateway },
    { ACV_KIND_EGRESS_ONLY_INTERNET_GATEWAY, next_of_internet_gateway },
    { ACV_KIND_NAT_GATEWAY, next_of_nat_gateway },
    { ACV_KIND_VPC_ENDPOINT, next_of_endpoint },
    { ACV_KIND_NETWORK_INTERFACE, next_of_interface },
    { ACV_KIND_INSTANCE, next_of_instance },
};

static const AcvHop *
next_of_target(Split *split, const AcvRecord *target)
{
    for (size_t i = 0; i < G_N_ELEMENTS(next_by_kind); i++) {
        if (next_by_kind[i].kind == target->kind) {
            return next_by_kind[i].next(split, target);
        }
    }
    return next_unknown(split, target);
}

static const AcvHop *
next_of_rule(Split *split, const AcvRule *rule)
{
    switch (rule->verdict) {
    case ACV_VERDICT_REFUSED:
        return NULL;
    case ACV_VERDICT_UNKNOWN:
        return acv_hop_unknown(split->scene, split->hop->vpc, split->hop->component, rule->missing);
    case ACV_VERDICT_ADMITTED:
        return next_of_target(split, rule->target);
    }
    g_assert_not_reached();
}

static AcvOnward
no_route(Split *split)
{
    if (acv_scene_lacks_endpoint(split->scene, split->hop, split->errand)) {
        return nowhere(ACV_CODE_ENDPOINT_MISSING, &split->hop->vpc->record);
    }
    return nowhere(ACV_CODE_NO_ROUTE_TO_DESTINATION, split->hop->routes->component);
}

static void
leave_router(Split *split)
{
    const AcvStage *routes = split->hop->routes;
    for (size_t i = 0; i < routes->n_rules; i++) {
        const AcvRule *rule = &routes->rules[i];
        if (!concerns(split, rule->match.destinations)) {
            continue;
        }
        AcvOnward way = { .next = next_of_rule(split, rule),
                          .rule = rule,
                          .verdict = rule->verdict == ACV_VERDICT_REFUSED ? ACV_VERDICT_REFUSED
                                                                          : ACV_VERDICT_ADMITTED,
                          .code = rule->code,
                          .component = routes->component,
                          .maybe = rule->maybe };
        take(split, rule->match.destinations, &way);
    }
    if (!acv_address_set_is_empty(split->rest)) {
        AcvOnward none = no_route(split);
        take(split, split->rest, &none);
    }
}

const AcvHop *
acv_scene_onward_past_dead_routes(AcvScene *scene, const AcvHop *hop,
                                  const AcvAddressSet *destinations, const AcvErrand *errand)
{
    Split split = { scene, hop, errand, destinations, NULL };
    for (size_t i = 0; hop->routes && i < hop->routes->n_rules; i++) {
        const AcvRule *rule = &hop->routes->rules[i];
        if (rule->verdict != ACV_VERDICT_REFUSED && concerns(&split, rule->match.destinations)) {
            bool is_sure = rule->verdict == ACV_VERDICT_ADMITTED && !rule->maybe
                           && acv_address_set_covers(rule->match.destinations, destinations);
            return is_sure ? next_of_rule(&split, rule) : NULL;
        }
    }
    return NULL;
}

/* --- To the owner --- */

/* Who is meant; in another VPC of the same addresses whoever has one of them is not. */
static void
take_errand(Split *split)
{
    const AcvErrand *errand = split->errand;
    if (errand->hop && errand->addresses) {
        bool is_here = errand->hop->vpc == split->hop->vpc;
        AcvOnward meant = is_here
                              ? way_to(errand->hop)
                              : nowhere(ACV_CODE_NO_POSSIBLE_DESTINATION, split->hop->component);
        take(split, errand->addresses, &meant);
    }
}

/* A regional NAT gateway is in no subnet.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html */
static bool
is_regional_nat_gateway(const AcvHop *hop)
{
    return hop && hop->kind == ACV_HOP_NAT_GATEWAY
           && acv_nat_gateway_is_regional((const AcvNatGateway *) hop->component);
}

static void
leave_vpc_delivery(Split *split)
{
    const AcvVpc *vpc = split->hop->vpc;
    if (is_regional_nat_gateway(split->errand->hop)) {
        take_errand(split);
    }
    const AcvAddressSet *wanted = split->rest;
    for (size_t i = 0; i < wanted->n_ranges; i++) {
        g_autoptr(GPtrArray) subnets =
            acv_network_subnets(split->scene->network, vpc, wanted->ranges[i]);
        for (guint j = 0; j < subnets->len; j++) {
            const AcvSubnet *subnet = g_ptr_array_index(subnets, j);
            AcvOnward way = way_to(acv_hop_subnet_ingress(split->scene, subnet, NULL));
            take(split, acv_network_subnet_addresses(split->scene->network, subnet), &way);
        }
    }
    AcvOnward none = nowhere(ACV_CODE_NO_POSSIBLE_DESTINATION, &vpc->record);
    take(split, split->rest, &none);
}

/* A NAT gateway takes in replies to what it sent, and nothing else. */
static AcvOnward
way_to_owner(Split *split, const AcvRecord *owner)
{
    const AcvPlacement *placement = acv_scene_placement_of(split->scene, owner);
    return placement ? way_to(acv_hop_interface_ingress(split->scene, placement))
                     : nowhere(ACV_CODE_NO_POSSIBLE_DESTINATION, owner);
}

static void
leave_subnet_delivery(Split *split)
{
    const AcvHop *hop = split->hop;
    take_errand(split);
    const AcvAddressSet *wanted = split->rest;
    for (size_t i = 0; i < wanted->n_ranges; i++) {
        size_t n;
        const AcvOwned *owned =
            acv_network_owners(split->scene->network, hop->vpc, wanted->ranges[i], &n);
        for (size_t j = 0; j < n; j++) {
            AcvOnward way = way_to_owner(split, owned[j].owner);
            take_range(split, owned[j].range, &way);
        }
    }
    AcvOnward none = nowhere(ACV_CODE_NO_POSSIBLE_DESTINATION, hop->component);
    take(split, split->rest, &none);
}

/* --- Out of an internet gateway --- */

static bool
is_internet_gateway_egress(const AcvHop *hop)
{
    return hop->kind == ACV_HOP_INTERNET_GATEWAY_EGRESS;
}

/* Whom packets come from matters on their way in, and of these nobody knows. */
static const AcvHop *
hop_from_untold(Split *split, const AcvVpc *vpc)
{
    const AcvRecord *sender = split->hop->untold;
    AcvMissing missing = { .kind = sender->kind, .id = sender->id, .field = "PublicIp" };
    return acv_hop_unknown(split->scene, vpc, sender, missing);
}

/* The public addresses of a VPC lead in by its gateway, to the subnet of whose they are. */
static void
take_public_addresses(Split *split, const AcvVpc *vpc, const AcvInternetGateway *gateway)
{
    AcvNetwork *network = split->scene->network;
    size_t n;
    const AcvPublicPair *pairs = acv_network_public_pairs(network, vpc, &n);
    for (size_t i = 0; i < n; i++) {
        AcvAddressRange range = acv_address_range(pairs[i].public_ip);
        if (acv_address_set_overlaps(split->rest, range)) {
            g_autoptr(GPtrArray) subnets =
                acv_network_subnets(network, vpc, pairs[i].private_range);
            const AcvSubnet *subnet = subnets->len > 0 ? g_ptr_array_index(subnets, 0) : NULL;
            AcvOnward in =
                way_to(split->hop->untold
                           ? hop_from_untold(split, vpc)
                           : acv_hop_internet_gateway_ingress(split->scene, gateway, vpc, subnet));
            take_range(split, range, &in);
        }
    }
}

/* To the internet; what has a public address of a VPC of the scenario comes back in there, if it is
 * an address that is asked for and not the internet at large. */
static void
leave_internet_gateway(Split *split)
{
    AcvScene *scene = split->scene;
    size_t n;
    const AcvRecord *const *vpcs =
        acv_snapshot_list(acv_network_snapshot(scene->network), ACV_KIND_VPC, &n);
    for (size_t i = 0; scene->finds_public_addresses && i < n; i++) {
        const AcvVpc *vpc = (const AcvVpc *) vpcs[i];
        const AcvInternetGateway *gateway =
            acv_scene_gateway_of_vpc(scene, vpc, ACV_KIND_INTERNET_GATEWAY);
        if (gateway) {
            take_public_addresses(split, vpc, gateway);
        }
    }
    AcvOnward out = way_to(split->hop->next);
    take(split, split->rest, &out);
}

/* --- All --- */

/* Whether nobody knows in which subnet that is where packets go. */
static bool
is_unplaced(const AcvHop *hop)
{
    return hop && hop->kind == ACV_HOP_INTERFACE_INGRESS && !hop->subnet;
}

static void
leave(Split *split)
{
    const AcvHop *hop = split->hop;
    if (is_internet_gateway_egress(hop)) {
        leave_internet_gateway(split);
    } else if (hop->next || hop->kind == ACV_HOP_NAME) {
        AcvOnward way = way_to(hop->next);
        take(split, split->rest, &way);
    } else if (is_unplaced(split->errand->hop)) {
        AcvOnward way = way_to(split->errand->hop);
        take(split, split->rest, &way);
    } else if (hop->kind == ACV_HOP_ROUTER) {
        leave_router(split);
    } else if (hop->kind == ACV_HOP_VPC_DELIVERY) {
        leave_vpc_delivery(split);
    } else if (hop->kind == ACV_HOP_SUBNET_DELIVERY) {
        leave_subnet_delivery(split);
    } else {
        leave_sender(split);
    }
}

GArray *
acv_scene_onward(AcvScene *scene, const AcvHop *hop, const AcvAddressSet *destinations,
                 const AcvErrand *errand)
{
    enum { N_WAYS_MOSTLY = 2 };
    Split split = { scene, hop, errand, destinations,
                    g_array_sized_new(FALSE, FALSE, sizeof(AcvOnward), N_WAYS_MOSTLY) };
    leave(&split);
    return split.ways;
}

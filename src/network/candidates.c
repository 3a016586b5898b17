/* What a route could lead to: the gateways of a VPC that serve traffic which no route serves. */
#include "network/gateway.h"
#include "network/hops.h"
#include "network/stage.h"

typedef struct {
    AcvScene *scene;
    const AcvHop *hop; /* The ROUTER that has no route. */
    const AcvErrand *errand;
    bool usable; /* Those that work, or those that do not. */
    GPtrArray *found;
} Search;

static void
add(Search *search, const AcvHop *hop)
{
    g_ptr_array_add(search->found, (gpointer) hop);
}

/* Of the service that is asked for. */
static void
add_gateway_endpoints(Search *search)
{
    const AcvService *service = search->scene->service;
    if (!service || service->vpc != search->hop->vpc || search->errand->nat_gateway) {
        return;
    }
    g_autoptr(GPtrArray) endpoints = acv_service_endpoints(search->scene->network, service, true);
    for (guint i = 0; i < endpoints->len; i++) {
        const AcvVpcEndpoint *endpoint = g_ptr_array_index(endpoints, i);
        bool is_meant = !service->gateway || service->gateway == endpoint;
        if (is_meant && acv_endpoint_is_usable(endpoint) == search->usable) {
            add(search, acv_hop_gateway_endpoint(search->scene, endpoint, search->hop->vpc));
        }
    }
}

static void
add_nat_gateways(Search *search)
{
    static const char *const available[] = { "available", NULL };
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(acv_network_snapshot(search->scene->network), ACV_KIND_NAT_GATEWAY, &n);
    for (size_t i = 0; !search->errand->nat_gateway && i < n; i++) {
        const AcvNatGateway *gateway = (const AcvNatGateway *) records[i];
        if (acv_nat_gateway_vpc(search->scene->network, gateway) == search->hop->vpc
            && acv_nat_gateway_is_public(gateway)
            && acv_state_is_usable(gateway->state, available) == search->usable) {
            add(search, acv_hop_to_nat_gateway(search->scene, gateway, search->hop->subnet));
        }
    }
}

static void
add_internet_gateways(Search *search, AcvKind kind)
{
    const AcvInternetGateway *gateway =
        acv_scene_gateway_of_vpc(search->scene, search->hop->vpc, kind);
    if (gateway) {
        add(search,
            acv_hop_internet_gateway_egress(search->scene, gateway, search->hop->vpc,
                                            search->hop->subnet, search->errand->nat_gateway));
    }
}

static bool
source_has_public_address(AcvScene *scene)
{
    size_t n;
    const AcvPublicPair *pairs = acv_network_public_pairs(scene->network, scene->source.vpc, &n);
    for (size_t i = 0; scene->source.interface && i < n; i++) {
        if (acv_address_set_overlaps(scene->source.addresses, pairs[i].private_range)) {
            return true;
        }
    }
    return false;
}

/* An internet gateway serves only who has a public address: a NAT gateway, or some interfaces. */
static void
add_ways_for_ipv4(Search *search)
{
    AcvScene *scene = search->scene;
    bool is_meant = !scene->service || !scene->service->gateway;
    bool is_public =
        search->errand->nat_gateway || (scene->has_source && source_has_public_address(scene));
    if (search->usable && is_public && is_meant) {
        add_internet_gateways(search, ACV_KIND_INTERNET_GATEWAY);
    }
    add_gateway_endpoints(search);
    if (is_meant) {
        add_nat_gateways(search);
    }
}

static bool
has_public(AcvNetwork *network, const AcvAddressSet *destinations, AcvFamily family)
{
    g_autoptr(AcvAddressSet) of_family =
        acv_address_set_intersect(destinations, acv_network_internet(network, family));
    return !acv_address_set_is_empty(of_family);
}

GPtrArray *
acv_scene_candidates(AcvScene *scene, const AcvHop *hop, const AcvAddressSet *destinations,
                     const AcvErrand *errand)
{
    Search search = { scene, hop, errand, true, g_ptr_array_new() };
    const AcvHop *natural = acv_scene_onward_past_dead_routes(scene, hop, destinations, errand);
    if (natural) {
        add(&search, natural);
    }
    if (has_public(scene->network, destinations, ACV_FAMILY_IPV4)) {
        add_ways_for_ipv4(&search);
        search.usable = false;
        add_ways_for_ipv4(&search);
    }
    if (has_public(scene->network, destinations, ACV_FAMILY_IPV6)) {
        add_internet_gateways(&search, ACV_KIND_EGRESS_ONLY_INTERNET_GATEWAY);
        add_internet_gateways(&search, ACV_KIND_INTERNET_GATEWAY);
    }
    return search.found;
}

bool
acv_scene_lacks_endpoint(AcvScene *scene, const AcvHop *hop, const AcvErrand *errand)
{
    const AcvService *service = scene->service;
    if (!service || service->is_host || scene->has_target || errand->nat_gateway
        || service->vpc != hop->vpc) {
        return false;
    }
    g_autoptr(GPtrArray) gateways = acv_service_endpoints(scene->network, service, true);
    g_autoptr(GPtrArray) interfaces = acv_service_endpoints(scene->network, service, false);
    if (gateways->len > 0 || interfaces->len > 0) {
        return false;
    }
    g_autoptr(GPtrArray) ways = g_ptr_array_new();
    Search search = { scene, hop, errand, true, ways };
    add_ways_for_ipv4(&search);
    return ways->len == 0;
}

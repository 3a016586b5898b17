#include "network/service.h"

#include "network/index.h"
#include "network/stage.h"

#include <string.h>

/* --- Names --- */

static const char *
without_partition(const char *name)
{
    return g_str_has_prefix(name, "cn.") ? name + strlen("cn.") : name;
}

const AcvRegionRow *
acv_region_in_name(const AcvCatalog *catalog, const char *name)
{
    g_auto(GStrv) parts = g_strsplit(name, ".", -1);
    for (char **part = parts; *part; part++) {
        const AcvRegionRow *region = acv_catalog_find_region(catalog, *part);
        if (region) {
            return region;
        }
    }
    return NULL;
}

static const char *
keep_text_take(AcvNetwork *network, char *text)
{
    const char *kept = acv_arena_text(acv_network_arena(network), text);
    g_free(text);
    return kept;
}

char *
acv_service_host(AcvNetwork *network, const AcvService *service)
{
    const char *host = service->row ? service->row->host : NULL;
    if (service->part && service->part->host) {
        host = service->part->host;
    }
    return host && service->region ? acv_pattern_expand(
               host, service->region, acv_snapshot_account_id(acv_network_snapshot(network)))
                                   : NULL;
}

char *
acv_service_prefix_list_name(const AcvService *service)
{
    return service->row && service->row->prefix_list && service->region
               ? acv_pattern_expand(service->row->prefix_list, service->region, NULL)
               : NULL;
}

/* The row of the service that an endpoint or a prefix list is named after, or NULL. */
static const AcvServiceRow *
row_named(AcvNetwork *network, const char *name)
{
    gpointer known;
    if (!g_hash_table_lookup_extended(network->services, name, NULL, &known)) {
        known = (gpointer) acv_catalog_find_service_named(network->catalog, name);
        g_hash_table_insert(network->services, (gpointer) name, known);
    }
    return known;
}

/* Whether 'name' is the name of the service, of its endpoint or of its prefix list. */
static bool
is_called(AcvNetwork *network, const AcvService *service, const char *name)
{
    if (!service->row) {
        return g_strcmp0(name, service->name) == 0;
    }
    if (!name || row_named(network, name) != service->row) {
        return false;
    }
    const AcvRegionRow *region = acv_region_in_name(acv_network_catalog(network), name);
    return !service->region || !region || region == service->region;
}

/* --- Prefix lists --- */

static bool
is_of_aws(const char *name)
{
    return name && g_str_has_prefix(without_partition(name), "com.amazonaws.");
}

/* Whether a list that is named like "com.amazonaws.us-east-1.s3" may hold the addresses of a host
 * such as "bucket.s3.amazonaws.com", which does not say where it is. */
static bool
may_list_host(const char *list_name, const AcvService *service)
{
    const char *key = strrchr(list_name, '.');
    g_autofree char *label = key ? g_strconcat(key, ".", NULL) : NULL;
    g_autofree char *host = g_strconcat(".", service->name, NULL);
    return service->is_host && label && strstr(host, ".amazonaws.") && strstr(host, label);
}

/* The gateway endpoint to which a route of the VPC for that list leads, or NULL. */
static const AcvVpcEndpoint *
endpoint_behind_list(AcvNetwork *network, const AcvVpc *vpc, const char *prefix_list_id)
{
    const AcvSnapshot *snapshot = acv_network_snapshot(network);
    size_t n;
    const AcvRecord *const *tables = acv_snapshot_list(snapshot, ACV_KIND_ROUTE_TABLE, &n);
    for (size_t i = 0; vpc && i < n; i++) {
        const AcvRouteTable *table = (const AcvRouteTable *) tables[i];
        bool is_here = g_strcmp0(table->vpc_id, vpc->record.id) == 0;
        for (size_t j = 0; is_here && j < table->routes.n; j++) {
            const AcvRoute *route = &table->routes.items[j];
            const AcvVpcEndpoint *endpoint =
                g_strcmp0(route->destination_prefix_list_id, prefix_list_id) == 0
                    ? acv_snapshot_find_vpc_endpoint(snapshot, route->gateway_id)
                    : NULL;
            if (endpoint && acv_endpoint_is_gateway(endpoint)) {
                return endpoint;
            }
        }
    }
    return NULL;
}

AcvListRelation
acv_service_list_relation(AcvNetwork *network, const AcvService *service,
                          const char *prefix_list_id)
{
    const AcvPrefixList *list =
        acv_snapshot_find_prefix_list(acv_network_snapshot(network), prefix_list_id);
    if (list && list->name) {
        if (is_called(network, service, list->name)) {
            return ACV_LIST_OWN;
        }
        return is_of_aws(list->name) && !may_list_host(list->name, service) ? ACV_LIST_UNRELATED
                                                                            : ACV_LIST_OTHER;
    }
    const AcvVpcEndpoint *endpoint = endpoint_behind_list(network, service->vpc, prefix_list_id);
    if (!endpoint) {
        return ACV_LIST_OTHER;
    }
    return acv_endpoint_serves(network, endpoint, service) ? ACV_LIST_OWN : ACV_LIST_UNRELATED;
}

/* --- Public addresses --- */

/* The IPv4 addresses of the service's own list; NULL if nobody knows them. */
static const AcvAddressSet *
listed_addresses(AcvNetwork *network, const AcvService *service)
{
    size_t n;
    const AcvRecord *const *lists =
        acv_snapshot_list(acv_network_snapshot(network), ACV_KIND_PREFIX_LIST, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvAddressSet *entries = acv_network_prefix_list_addresses(network, lists[i]->id);
        if (!entries || acv_service_list_relation(network, service, lists[i]->id) != ACV_LIST_OWN) {
            continue;
        }
        AcvAddressRange ipv4 = { 0, acv_family_last(ACV_FAMILY_IPV4), ACV_FAMILY_IPV4 };
        g_autoptr(AcvAddressSet) whole = acv_address_set_new(&ipv4, 1);
        const AcvAddressSet *of_ipv4 =
            acv_network_keep_addresses_take(network, acv_address_set_intersect(entries, whole));
        if (!acv_address_set_is_empty(of_ipv4)) {
            return of_ipv4;
        }
    }
    return NULL;
}

AcvService *
acv_service_new(AcvNetwork *network, const AcvServiceRow *row, const AcvRegionRow *region,
                const char *name, const AcvVpc *vpc)
{
    AcvService *service = acv_arena_new0(acv_network_arena(network), AcvService, 1);
    *service = (AcvService){ .row = row, .region = region, .name = name, .vpc = vpc };
    if (row) {
        service->name = region
                            ? keep_text_take(network, acv_pattern_expand(row->name, region, NULL))
                            : row->service;
    }
    service->addresses = listed_addresses(network, service);
    service->has_known_addresses = service->addresses != NULL;
    if (!service->addresses) {
        service->addresses = acv_network_internet_from(network, ACV_FAMILY_IPV4, vpc);
    }
    return service;
}

AcvService *
acv_service_of_host(AcvNetwork *network, const char *host, const AcvVpc *vpc)
{
    AcvService *service = acv_arena_new0(acv_network_arena(network), AcvService, 1);
    *service = (AcvService){ .name = host,
                             .vpc = vpc,
                             .addresses = acv_network_internet_from(network, ACV_FAMILY_IPV4, vpc),
                             .is_host = true };
    return service;
}

/* --- Endpoints --- */

bool
acv_endpoint_is_gateway(const AcvVpcEndpoint *endpoint)
{
    if (!endpoint->type) {
        return endpoint->route_table_ids.n > 0 && endpoint->subnet_ids.n == 0;
    }
    return g_ascii_strcasecmp(endpoint->type, "Gateway") == 0;
}

bool
acv_endpoint_is_interface(const AcvVpcEndpoint *endpoint)
{
    return endpoint->type ? g_ascii_strcasecmp(endpoint->type, "Interface") == 0
                          : !acv_endpoint_is_gateway(endpoint);
}

bool
acv_endpoint_is_usable(const AcvVpcEndpoint *endpoint)
{
    static const char *const usable[] = { "available", "partial", NULL };
    return acv_state_is_usable(endpoint->state, usable);
}

bool
acv_endpoint_is_alive(const AcvVpcEndpoint *endpoint)
{
    static const char *const alive[] = { "available", "partial", "pending", "pendingAcceptance",
                                         NULL };
    return acv_state_is_usable(endpoint->state, alive);
}

const AcvVpc *
acv_endpoint_vpc(AcvNetwork *network, const AcvVpcEndpoint *endpoint)
{
    for (size_t i = 0; !endpoint->vpc_id && i < endpoint->subnet_ids.n; i++) {
        const AcvSubnet *subnet =
            acv_snapshot_find_subnet(acv_network_snapshot(network), endpoint->subnet_ids.items[i]);
        if (subnet) {
            return acv_network_vpc_of(network, subnet);
        }
    }
    return acv_network_only_vpc(network, endpoint->vpc_id);
}

const AcvServiceRow *
acv_endpoint_service(AcvNetwork *network, const AcvVpcEndpoint *endpoint)
{
    return endpoint->service_name ? row_named(network, endpoint->service_name) : NULL;
}

const AcvRegionRow *
acv_endpoint_region(AcvNetwork *network, const AcvVpcEndpoint *endpoint)
{
    const AcvCatalog *catalog = acv_network_catalog(network);
    const AcvRegionRow *region = acv_catalog_find_region(catalog, endpoint->service_region);
    if (!region && endpoint->service_name) {
        region = acv_region_in_name(catalog, endpoint->service_name);
    }
    return region;
}

bool
acv_endpoint_serves(AcvNetwork *network, const AcvVpcEndpoint *endpoint, const AcvService *service)
{
    bool is_in_region = !endpoint->service_region || !service->region
                        || g_str_equal(endpoint->service_region, service->region->region);
    return is_in_region && is_called(network, service, endpoint->service_name);
}

/* A deleted endpoint is listed for a while and is none any more. */
static bool
is_deleted(const AcvVpcEndpoint *endpoint)
{
    return endpoint->state && g_ascii_strcasecmp(endpoint->state, "deleted") == 0;
}

/* Keeps the order of those that work and of the others. */
static void
put_usable_first(GPtrArray *endpoints)
{
    guint n_usable = 0;
    for (guint i = 0; i < endpoints->len; i++) {
        if (acv_endpoint_is_usable(g_ptr_array_index(endpoints, i))) {
            g_ptr_array_insert(endpoints, (gint) n_usable++, g_ptr_array_steal_index(endpoints, i));
        }
    }
}

GPtrArray *
acv_service_endpoints(AcvNetwork *network, const AcvService *service, bool gateways)
{
    GPtrArray *endpoints = g_ptr_array_new();
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(acv_network_snapshot(network), ACV_KIND_VPC_ENDPOINT, &n);
    for (size_t i = 0; service->vpc && i < n; i++) {
        const AcvVpcEndpoint *endpoint = (const AcvVpcEndpoint *) records[i];
        bool is_kind =
            gateways ? acv_endpoint_is_gateway(endpoint) : acv_endpoint_is_interface(endpoint);
        if (is_kind && !is_deleted(endpoint) && acv_endpoint_vpc(network, endpoint) == service->vpc
            && acv_endpoint_serves(network, endpoint, service)) {
            g_ptr_array_add(endpoints, (gpointer) endpoint);
        }
    }
    put_usable_first(endpoints);
    return endpoints;
}

const AcvVpcEndpoint *
acv_endpoint_of_interface(AcvNetwork *network, const AcvNetworkInterface *interface)
{
    return acv_network_endpoint_of(network, interface);
}

#include "analysis/matrix_place.h"

#include "base/digits.h"
#include "base/hash.h"
#include "network/endpoint.h"
#include "network/gateway.h"
#include "network/policy.h"

#include <string.h>

struct AcvPlaces {
    AcvNetwork *network;
    AcvSorting *subnets; /* Prefixes of routes, ACLs and subnets. */
    AcvSorting *ways;    /* Of routes and ACLs alone. */
    GHashTable *special; /* Subnets that are not like others with their table and ACL. */
    bool tells_zones;    /* Whether zones decide of ways. */
};

static const char *
or_empty(const char *text)
{
    return text ? text : "";
}

static void
append_parts(GString *text, const char *const *parts, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        g_string_append(text, parts[i]);
    }
}

/* --- Who stands there --- */

/* Endpoints without a policy of their own are alike if they are in one state and answer on one
 * port. */
static void
write_endpoint(const AcvPlaces *places, GString *text, const AcvPlacement *placement)
{
    const AcvVpcEndpoint *endpoint = acv_endpoint_at(places->network, placement);
    if (!endpoint) {
        return;
    }
    const AcvServiceRow *service = acv_endpoint_service(places->network, endpoint);
    bool is_alone = !acv_policy_admits_everything(&endpoint->policy);
    const char *const parts[] = { "endpoint ", or_empty(endpoint->type), " ",
                                  or_empty(endpoint->state), " " };
    append_parts(text, parts, G_N_ELEMENTS(parts));
    acv_digits_append(text, service ? service->port : 0);
    g_string_append_c(text, ' ');
    g_string_append(text, is_alone ? endpoint->record.id : "");
    g_string_append_c(text, '\n');
}

/* The interface of a NAT gateway takes in nothing. */
static void
write_nat_gateway(const AcvPlaces *places, GString *text, const AcvPlacement *placement)
{
    if (acv_nat_gateway_at(places->network, placement->vpc, placement->addresses)) {
        g_string_append(text, "NAT gateway\n");
    }
}

/* Whom a route names is like no other; an instance is like those of its state. */
static void
write_interface(const AcvPlaces *places, GString *text, const AcvPlacement *placement)
{
    const AcvNetworkInterface *interface = placement->interface;
    const AcvInstance *instance =
        acv_snapshot_find_instance(acv_network_snapshot(places->network), interface->instance_id);
    g_string_append(text, or_empty(interface->status));
    g_string_append_c(text, (char) ('0' + interface->source_dest_check));
    g_string_append_c(text, (char) ('0' + interface->deny_all_igw_traffic));
    g_string_append(text, instance ? " instance " : "");
    g_string_append(text, instance ? or_empty(instance->state) : "");
    g_string_append_c(text, '\n');
    write_endpoint(places, text, placement);
    write_nat_gateway(places, text, placement);
    g_string_append(text, acv_sorting_names(places->ways, interface) ? interface->record.id : "");
}

/* --- Subnets that are like no other --- */

typedef struct {
    AcvAddressRange range;
    const AcvSubnet *subnet;
} Block;

static int
compare_blocks(gconstpointer a, gconstpointer b)
{
    const AcvAddressRange *left = &((const Block *) a)->range;
    const AcvAddressRange *right = &((const Block *) b)->range;
    if (left->family != right->family) {
        return left->family < right->family ? -1 : 1;
    }
    return left->first < right->first ? -1 : left->first > right->first;
}

static GArray *
collect_blocks(AcvNetwork *network)
{
    GArray *blocks = g_array_new(FALSE, FALSE, sizeof(Block));
    size_t n;
    const AcvRecord *const *subnets =
        acv_snapshot_list(acv_network_snapshot(network), ACV_KIND_SUBNET, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvSubnet *subnet = (const AcvSubnet *) subnets[i];
        const AcvAddressSet *set = acv_network_subnet_addresses(network, subnet);
        for (size_t j = 0; j < set->n_ranges; j++) {
            Block block = { set->ranges[j], subnet };
            g_array_append_val(blocks, block);
        }
    }
    g_array_sort(blocks, compare_blocks);
    return blocks;
}

/* Which of two subnets holds an address depends on who looks for it. */
static void
find_overlaps(AcvPlaces *places)
{
    g_autoptr(GArray) blocks = collect_blocks(places->network);
    const Block *widest = NULL; /* Of those before, the one that ends last. */
    for (guint i = 0; i < blocks->len; i++) {
        const Block *block = &g_array_index(blocks, Block, i);
        bool is_beside = !widest || widest->range.family != block->range.family
                         || widest->range.last < block->range.first;
        if (!is_beside) {
            g_hash_table_add(places->special, (gpointer) widest->subnet);
            g_hash_table_add(places->special, (gpointer) block->subnet);
        }
        if (is_beside || block->range.last > widest->range.last) {
            widest = block;
        }
    }
}

static void
add_special(AcvPlaces *places, const char *subnet_id)
{
    const AcvSubnet *subnet =
        acv_snapshot_find_subnet(acv_network_snapshot(places->network), subnet_id);
    if (subnet) {
        g_hash_table_add(places->special, (gpointer) subnet);
    }
}

/* Who stands in the subnet of a NAT gateway comes to it past the ACL. */
static void
find_nat_gateways(AcvPlaces *places)
{
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(acv_network_snapshot(places->network), ACV_KIND_NAT_GATEWAY, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvNatGateway *gateway = (const AcvNatGateway *) records[i];
        add_special(places, gateway->subnet_id);
        places->tells_zones |= acv_nat_gateway_is_regional(gateway);
    }
}

/* The instances that routes lead to. */
static GHashTable *
instances_of_routes(AcvNetwork *network)
{
    GHashTable *instances = g_hash_table_new(acv_text_hash, g_str_equal);
    size_t n;
    const AcvRecord *const *tables =
        acv_snapshot_list(acv_network_snapshot(network), ACV_KIND_ROUTE_TABLE, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvRouteTable *table = (const AcvRouteTable *) tables[i];
        for (size_t j = 0; j < table->routes.n; j++) {
            const char *id = table->routes.items[j].instance_id;
            if (id) {
                g_hash_table_add(instances, (gpointer) id);
            }
        }
    }
    return instances;
}

/* And so does who stands in the subnet of an appliance. */
static void
find_appliances(AcvPlaces *places)
{
    g_autoptr(GHashTable) instances = instances_of_routes(places->network);
    bool has_any = g_hash_table_size(instances) > 0;
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(acv_network_snapshot(places->network), ACV_KIND_NETWORK_INTERFACE, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvNetworkInterface *interface = (const AcvNetworkInterface *) records[i];
        bool is_of_route = has_any && interface->instance_id
                           && g_hash_table_contains(instances, interface->instance_id);
        if (is_of_route || acv_sorting_names(places->ways, interface)) {
            add_special(places, interface->subnet_id);
        }
    }
}

static bool
has_zonal_kinds(const AcvSnapshot *snapshot)
{
    static const AcvKind kinds[] = {
        ACV_KIND_TRANSIT_GATEWAY,
        ACV_KIND_TRANSIT_GATEWAY_ATTACHMENT,
        ACV_KIND_FILE_SYSTEM,
        ACV_KIND_TRANSIT_GATEWAY_VPC_ATTACHMENT,
        ACV_KIND_MOUNT_TARGET,
        ACV_KIND_VPC_BLOCK_PUBLIC_ACCESS_OPTIONS,
        ACV_KIND_TRANSIT_GATEWAY_ROUTE_TABLE,
        ACV_KIND_VPC_BLOCK_PUBLIC_ACCESS_EXCLUSION,
    };
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        size_t n;
        acv_snapshot_list(snapshot, kinds[i], &n);
        if (n > 0) {
            return true;
        }
    }
    return false;
}

/* --- Places --- */

/* Whether nothing but the tables of the subnet says where packets to the placement go. */
static bool
is_at_home(const AcvPlaces *places, const AcvPlacement *placement)
{
    const AcvAddressSet *home = acv_network_subnet_addresses(places->network, placement->subnet);
    const AcvAddressSet *exempt = acv_network_exempt_addresses(places->network, placement->vpc);
    for (size_t i = 0; i < placement->addresses->n_ranges; i++) {
        AcvAddressRange range = placement->addresses->ranges[i];
        AcvAddress first = { range.first, range.family };
        AcvAddress last = { range.last, range.family };
        if (!acv_address_set_contains(home, first) || !acv_address_set_contains(home, last)
            || acv_address_set_overlaps(exempt, range)) {
            return false;
        }
    }
    return true;
}

static void
write_tables(const AcvPlaces *places, GString *text, const AcvPlacement *placement)
{
    const AcvSubnet *subnet = placement->subnet;
    const AcvNetworkAcl *acl = acv_network_acl_of(places->network, subnet);
    const AcvRouteTable *table = acv_network_route_table_of(places->network, subnet);
    const char *const parts[] = {
        "\n", placement->vpc->record.id,     " ", acl ? acl->record.id : "",
        " ",  table ? table->record.id : "", " ", or_empty(subnet->state),
        " ",  or_empty(placement->part),     " "
    };
    append_parts(text, parts, G_N_ELEMENTS(parts));
}

void
acv_places_write(const AcvPlaces *places, const AcvPlacement *placement, GString *text)
{
    const AcvSubnet *subnet = placement->subnet;
    bool tells_subnet = places->tells_zones || g_hash_table_contains(places->special, subnet)
                        || !is_at_home(places, placement);
    write_tables(places, text, placement);
    g_string_append(text, tells_subnet ? subnet->record.id : "");
    g_string_append(text, placement->interface ? " " : " symbolic ");
    acv_sorting_write_addresses(places->ways, text, placement->addresses);
    if (placement->interface) {
        write_interface(places, text, placement);
    }
    if (acv_placement_is_agentcore(placement)) {
        g_string_append_printf(text, "\nresource in %s %s",
                               or_empty(acv_network_region_of(places->network, subnet)),
                               or_empty(acv_network_zone_id_of(places->network, subnet)));
    }
}

void
acv_places_write_exactly(const AcvPlaces *places, const AcvPlacement *placement, GString *text)
{
    const AcvSubnet *subnet = placement->subnet;
    write_tables(places, text, placement);
    g_string_append(text, !placement->interface || places->tells_zones ? subnet->record.id : "");
    acv_sorting_write_addresses(places->subnets, text, placement->addresses);
    if (placement->interface) {
        write_interface(places, text, placement);
    }
    if (acv_placement_is_agentcore(placement)) {
        g_string_append(text, "\nresource in ");
        g_string_append(text, subnet->record.id);
    }
}

AcvPlaces *
acv_places_new(AcvNetwork *network)
{
    AcvPlaces *places = g_new0(AcvPlaces, 1);
    places->network = network;
    places->subnets = acv_sorting_new(network, ACV_SORTING_BY_SUBNETS);
    places->ways = acv_sorting_new(network, ACV_SORTING_BY_WAYS);
    places->special = g_hash_table_new(NULL, NULL);
    places->tells_zones = has_zonal_kinds(acv_network_snapshot(network));
    find_overlaps(places);
    find_nat_gateways(places);
    find_appliances(places);
    return places;
}

void
acv_places_free(AcvPlaces *places)
{
    if (places) {
        acv_sorting_free(places->subnets);
        acv_sorting_free(places->ways);
        g_hash_table_unref(places->special);
        g_free(places);
    }
}

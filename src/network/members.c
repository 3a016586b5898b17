/* Which interfaces carry a security group, which stand in a subnet, and which are an endpoint's.
 * One pass over all of them, when the first question asks, answers it for every group, subnet or
 * endpoint. */
#include "base/hash.h"
#include "network/index.h"
#include "network/resource.h"

#include <string.h>

static GHashTable *
index_new(void)
{
    return g_hash_table_new_full(acv_text_hash, g_str_equal, NULL,
                                 (GDestroyNotify) g_ptr_array_unref);
}

static void
add_member(GHashTable *index, const char *id, const AcvNetworkInterface *interface)
{
    GPtrArray *members = g_hash_table_lookup(index, id);
    if (!members) {
        members = g_ptr_array_new();
        g_hash_table_insert(index, (gpointer) id, members);
    }
    g_ptr_array_add(members, (gpointer) interface);
}

static const AcvKind interface_kinds[] = { ACV_KIND_NETWORK_INTERFACE };

/* --- Security groups --- */

static GHashTable *
index_group_members(AcvNetwork *network)
{
    network = acv_network_indexer(network, interface_kinds, G_N_ELEMENTS(interface_kinds));
    if (network->group_members) {
        return network->group_members;
    }
    network->group_members = index_new();
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(network->snapshot, ACV_KIND_NETWORK_INTERFACE, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvNetworkInterface *interface = (const AcvNetworkInterface *) records[i];
        for (size_t j = 0; j < interface->group_ids.n; j++) {
            add_member(network->group_members, interface->group_ids.items[j], interface);
        }
    }
    return network->group_members;
}

/* Whether packets of the interface can come to 'vpc'. */
static bool
is_joined_to(AcvNetwork *network, const AcvNetworkInterface *interface, const AcvVpc *vpc)
{
    return acv_network_is_in_vpc(network, interface->vpc_id, interface->subnet_id, vpc)
           || acv_network_are_joined(network, acv_placement_of_interface(network, interface).vpc,
                                     vpc);
}

const AcvAddressSet *
acv_network_group_addresses(AcvNetwork *network, const char *group_id, const AcvVpc *vpc)
{
    if (!network->group_sets) {
        network->group_sets = g_hash_table_new(acv_text_hash, g_str_equal);
    }
    g_autofree char *key = g_strconcat(group_id, "/", vpc->record.id, NULL);
    const AcvAddressSet *set = g_hash_table_lookup(network->group_sets, key);
    if (set) {
        return set;
    }
    g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(AcvAddressRange));
    const GPtrArray *members = g_hash_table_lookup(index_group_members(network), group_id);
    for (guint i = 0; members && i < members->len; i++) {
        const AcvNetworkInterface *member = g_ptr_array_index(members, i);
        if (is_joined_to(network, member, vpc)) {
            acv_network_append_addresses(member, ranges);
        }
    }
    set = acv_network_ranges_set(network, ranges);
    g_hash_table_insert(network->group_sets, (gpointer) acv_arena_text(network->arena, key),
                        (gpointer) set);
    return set;
}

/* --- Subnets --- */

static GHashTable *
index_subnet_members(AcvNetwork *network)
{
    network = acv_network_indexer(network, interface_kinds, G_N_ELEMENTS(interface_kinds));
    if (network->subnet_members) {
        return network->subnet_members;
    }
    network->subnet_members = index_new();
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(network->snapshot, ACV_KIND_NETWORK_INTERFACE, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvNetworkInterface *interface = (const AcvNetworkInterface *) records[i];
        if (interface->subnet_id) {
            add_member(network->subnet_members, interface->subnet_id, interface);
        }
    }
    return network->subnet_members;
}

const AcvNetworkInterface *const *
acv_network_subnet_interfaces(AcvNetwork *network, const char *subnet_id, size_t *out_n)
{
    const GPtrArray *members = g_hash_table_lookup(index_subnet_members(network), subnet_id);
    *out_n = members ? members->len : 0;
    return members ? (const AcvNetworkInterface *const *) members->pdata : NULL;
}

/* --- Endpoints --- */

/* The endpoint that AWS's description of the interface names: "VPC Endpoint Interface vpce-0a1b".
 */
static const AcvVpcEndpoint *
described_endpoint(AcvNetwork *network, const AcvNetworkInterface *interface)
{
    static const char prefix[] = "VPC Endpoint Interface ";
    return interface->description && g_str_has_prefix(interface->description, prefix)
               ? acv_snapshot_find_vpc_endpoint(network->snapshot,
                                                interface->description + sizeof prefix - 1)
               : NULL;
}

/* Endpoints by the ids of the interfaces that they list, each with all that list it. */
static GHashTable *
index_listed(AcvNetwork *network)
{
    GHashTable *listed = index_new();
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(network->snapshot, ACV_KIND_VPC_ENDPOINT, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvVpcEndpoint *endpoint = (const AcvVpcEndpoint *) records[i];
        for (size_t j = 0; j < endpoint->network_interface_ids.n; j++) {
            const char *id = endpoint->network_interface_ids.items[j];
            GPtrArray *endpoints = g_hash_table_lookup(listed, id);
            if (!endpoints) {
                endpoints = g_ptr_array_new();
                g_hash_table_insert(listed, (gpointer) id, endpoints);
            }
            g_ptr_array_add(endpoints, (gpointer) endpoint);
        }
    }
    return listed;
}

/* Of several endpoints the first by its id counts as the interface's. */
static void
add_to_endpoint(AcvNetwork *network, const AcvVpcEndpoint *endpoint,
                const AcvNetworkInterface *interface)
{
    const GPtrArray *members = g_hash_table_lookup(network->endpoint_members, endpoint->record.id);
    const AcvVpcEndpoint *known = g_hash_table_lookup(network->endpoints, interface);
    if (members && members->len > 0 && g_ptr_array_index(members, members->len - 1) == interface) {
        return;
    }
    add_member(network->endpoint_members, endpoint->record.id, interface);
    if (!known || strcmp(endpoint->record.id, known->record.id) < 0) {
        g_hash_table_insert(network->endpoints, (gpointer) interface, (gpointer) endpoint);
    }
}

/* The network that has the index of endpoints and their interfaces. */
static const AcvNetwork *
index_endpoint_members(AcvNetwork *network)
{
    static const AcvKind kinds[] = { ACV_KIND_NETWORK_INTERFACE, ACV_KIND_VPC_ENDPOINT };
    network = acv_network_indexer(network, kinds, G_N_ELEMENTS(kinds));
    if (network->endpoint_members) {
        return network;
    }
    network->endpoint_members = index_new();
    network->endpoints = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) listed = index_listed(network);
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(network->snapshot, ACV_KIND_NETWORK_INTERFACE, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvNetworkInterface *interface = (const AcvNetworkInterface *) records[i];
        const GPtrArray *endpoints = g_hash_table_lookup(listed, records[i]->id);
        for (guint j = 0; endpoints && j < endpoints->len; j++) {
            add_to_endpoint(network, g_ptr_array_index(endpoints, j), interface);
        }
        const AcvVpcEndpoint *described = described_endpoint(network, interface);
        if (described) {
            add_to_endpoint(network, described, interface);
        }
    }
    return network;
}

const AcvVpcEndpoint *
acv_network_endpoint_of(AcvNetwork *network, const AcvNetworkInterface *interface)
{
    return g_hash_table_lookup(index_endpoint_members(network)->endpoints, interface);
}

const AcvNetworkInterface *const *
acv_network_endpoint_interfaces(AcvNetwork *network, const char *endpoint_id, size_t *out_n)
{
    const GPtrArray *members =
        g_hash_table_lookup(index_endpoint_members(network)->endpoint_members, endpoint_id);
    *out_n = members ? members->len : 0;
    return members ? (const AcvNetworkInterface *const *) members->pdata : NULL;
}

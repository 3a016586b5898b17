/* Which interfaces carry a security group, and which stand in a subnet. One pass over all of them,
 * when the first question asks, answers it for every group or subnet. */
#include "base/hash.h"
#include "network/index.h"
#include "network/resource.h"

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

/* --- Security groups --- */

static void
index_group_members(AcvNetwork *network)
{
    if (network->group_members) {
        return;
    }
    network->group_members = index_new();
    network->group_sets = g_hash_table_new(acv_text_hash, g_str_equal);
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(network->snapshot, ACV_KIND_NETWORK_INTERFACE, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvNetworkInterface *interface = (const AcvNetworkInterface *) records[i];
        for (size_t j = 0; j < interface->group_ids.n; j++) {
            add_member(network->group_members, interface->group_ids.items[j], interface);
        }
    }
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
    index_group_members(network);
    g_autofree char *key = g_strconcat(group_id, "/", vpc->record.id, NULL);
    const AcvAddressSet *set = g_hash_table_lookup(network->group_sets, key);
    if (set) {
        return set;
    }
    g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(AcvAddressRange));
    const GPtrArray *members = g_hash_table_lookup(network->group_members, group_id);
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

static void
index_subnet_members(AcvNetwork *network)
{
    if (network->subnet_members) {
        return;
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
}

const AcvNetworkInterface *const *
acv_network_subnet_interfaces(AcvNetwork *network, const char *subnet_id, size_t *out_n)
{
    index_subnet_members(network);
    const GPtrArray *members = g_hash_table_lookup(network->subnet_members, subnet_id);
    *out_n = members ? members->len : 0;
    return members ? (const AcvNetworkInterface *const *) members->pdata : NULL;
}

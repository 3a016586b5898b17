/* Whose an interface is: the database, proxy or mount target that answers at it. */
#include "base/hash.h"
#include "network/index.h"
#include "network/placement.h"

/* Enters the interfaces of a resource. Two databases can look alike, for their interfaces do not
 * name them; then nobody knows whose one is, and it has NULL. */
static void
settle(AcvNetwork *network, GHashTable *tenants, const GArray *placements)
{
    for (guint i = 0; i < placements->len; i++) {
        const AcvPlacement *placement = &g_array_index(placements, AcvPlacement, i);
        if (placement->interface) {
            const char *id = placement->interface->record.id;
            AcvPlacement *kept = NULL;
            if (!g_hash_table_contains(tenants, id)) {
                kept = acv_arena_new0(network->arena, AcvPlacement, 1);
                *kept = *placement;
            }
            g_hash_table_insert(tenants, (gpointer) id, kept);
        }
    }
}

/* The members of a cluster are databases themselves. */
static GHashTable *
tenants_of(AcvNetwork *network)
{
    static const AcvKind kinds[] = { ACV_KIND_DB_INSTANCE, ACV_KIND_DB_PROXY,
                                     ACV_KIND_MOUNT_TARGET };
    GHashTable *tenants = g_hash_table_new(acv_text_hash, g_str_equal);
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        size_t n;
        const AcvRecord *const *records = acv_snapshot_list(network->snapshot, kinds[i], &n);
        for (size_t j = 0; j < n; j++) {
            g_autoptr(GArray) placements = acv_placements_of(network, records[j]);
            settle(network, tenants, placements);
        }
    }
    return tenants;
}

const AcvPlacement *
acv_interface_tenant(AcvNetwork *network, const AcvNetworkInterface *interface)
{
    if (!network->tenants) {
        network->tenants = tenants_of(network);
    }
    return g_hash_table_lookup(network->tenants, interface->record.id);
}

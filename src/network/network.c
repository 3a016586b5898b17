#include "network/network.h"

#include "base/hash.h"
#include "network/index.h"

static AcvNetwork *
network_new(AcvSnapshot *snapshot, const AcvCatalog *catalog)
{
    AcvNetwork *network = g_new0(AcvNetwork, 1);
    network->snapshot = acv_snapshot_ref(snapshot);
    network->catalog = catalog;
    network->arena = acv_arena_new(NULL);
    network->services = g_hash_table_new(acv_text_hash, g_str_equal);
    network->names = g_hash_table_new_full(acv_text_hash, g_str_equal, g_free, NULL);
    network->ranges = g_array_new(FALSE, FALSE, sizeof(AcvAddressRange));
    network->kept = g_ptr_array_new_with_free_func((GDestroyNotify) acv_address_set_free);
    return network;
}

AcvNetwork *
acv_network_new(AcvSnapshot *snapshot, const AcvCatalog *catalog)
{
    AcvNetwork *network = network_new(snapshot, catalog);
    network->space = acv_packet_space_new();
    return network;
}

AcvNetwork *
acv_network_new_like(AcvNetwork *other, AcvSnapshot *snapshot)
{
    AcvNetwork *network = network_new(snapshot, other->catalog);
    network->other = other;
    network->space = other->space;
    return network;
}

void
acv_network_free(AcvNetwork *network)
{
    if (!network) {
        return;
    }
    GHashTable *const tables[] = {
        network->route_tables,   network->main_route_tables,
        network->acls,           network->default_acls,
        network->vpcs,           network->vpc_parts,
        network->vpc_members,    network->memo,
        network->group_members,  network->group_sets,
        network->subnet_members, network->endpoint_members,
        network->endpoints,      network->tenants,
        network->services,       network->names,
    };
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
        if (tables[i]) {
            g_hash_table_unref(tables[i]);
        }
    }
    g_ptr_array_unref(network->kept);
    g_array_unref(network->ranges);
    acv_arena_unref(network->arena);
    if (!network->other) {
        acv_packet_space_free(network->space);
    }
    acv_snapshot_unref(network->snapshot);
    g_free(network);
}

/* A copy of a snapshot shares the lists of kinds that it leaves alone. */
static bool
have_same_records(const AcvSnapshot *a, const AcvSnapshot *b, AcvKind kind)
{
    size_t n_a;
    size_t n_b;
    const AcvRecord *const *of_a = acv_snapshot_list(a, kind, &n_a);
    const AcvRecord *const *of_b = acv_snapshot_list(b, kind, &n_b);
    return of_a == of_b && n_a == n_b;
}

AcvNetwork *
acv_network_indexer(AcvNetwork *network, const AcvKind *kinds, size_t n_kinds)
{
    AcvNetwork *other = network->other;
    for (size_t i = 0; other && i < n_kinds; i++) {
        if (!have_same_records(network->snapshot, other->snapshot, kinds[i])) {
            return network;
        }
    }
    return other ? other : network;
}

const AcvSnapshot *
acv_network_snapshot(const AcvNetwork *network)
{
    return network->snapshot;
}

const AcvCatalog *
acv_network_catalog(const AcvNetwork *network)
{
    return network->catalog;
}

AcvPacketSpace *
acv_network_space(AcvNetwork *network)
{
    return network->space;
}

AcvArena *
acv_network_arena(AcvNetwork *network)
{
    return network->arena;
}

const AcvAddressSet *
acv_network_keep_addresses_take(AcvNetwork *network, AcvAddressSet *set)
{
    g_ptr_array_add(network->kept, set);
    return set;
}

const AcvAddressSet *
acv_network_range_set(AcvNetwork *network, AcvAddressRange range)
{
    return acv_network_keep_addresses_take(network, acv_address_set_new(&range, 1));
}

const AcvAddressSet *
acv_network_prefix_set(AcvNetwork *network, AcvPrefix prefix)
{
    return acv_network_range_set(network, acv_prefix_range(prefix));
}

const AcvAddressSet *
acv_network_ranges_set(AcvNetwork *network, const GArray *ranges)
{
    return acv_network_keep_addresses_take(
        network,
        acv_address_set_new((const AcvAddressRange *) (const void *) ranges->data, ranges->len));
}

const AcvAddressSet *
acv_network_prefixes_set(AcvNetwork *network, const AcvPrefix *prefixes, size_t n_prefixes)
{
    g_autofree AcvAddressRange *ranges = g_new(AcvAddressRange, MAX(n_prefixes, 1));
    for (size_t i = 0; i < n_prefixes; i++) {
        ranges[i] = acv_prefix_range(prefixes[i]);
    }
    return acv_network_keep_addresses_take(network, acv_address_set_new(ranges, n_prefixes));
}

const AcvAddressSet *
acv_network_all_addresses(AcvNetwork *network)
{
    if (!network->all_addresses) {
        AcvAddressRange ranges[] = {
            { 0, acv_family_last(ACV_FAMILY_IPV4), ACV_FAMILY_IPV4 },
            { 0, acv_family_last(ACV_FAMILY_IPV6), ACV_FAMILY_IPV6 },
        };
        network->all_addresses = acv_network_keep_addresses_take(
            network, acv_address_set_new(ranges, G_N_ELEMENTS(ranges)));
    }
    return network->all_addresses;
}

const AcvAddressSet *
acv_network_no_addresses(AcvNetwork *network)
{
    return acv_network_keep_addresses_take(network, acv_address_set_new(NULL, 0));
}

const AcvAddressSet *
acv_network_internet(AcvNetwork *network, AcvFamily family)
{
    const AcvAddressSet **known = &network->internet[family == ACV_FAMILY_IPV6];
    if (!*known && network->other) {
        *known = acv_network_internet(network->other, family);
    } else if (!*known) {
        *known = acv_network_keep_addresses_take(network,
                                                 acv_catalog_internet(network->catalog, family));
    }
    return *known;
}

const AcvAddressSet *
acv_network_internet_from(AcvNetwork *network, AcvFamily family, const AcvVpc *vpc)
{
    const AcvAddressSet *internet = acv_network_internet(network, family);
    return vpc ? acv_network_keep_addresses_take(
               network, acv_address_set_subtract(internet, acv_network_vpc_addresses(network, vpc)))
               : internet;
}

const AcvAddressSet *
acv_network_beyond_vpc(AcvNetwork *network, const AcvVpc *vpc)
{
    return acv_network_keep_addresses_take(
        network, acv_address_set_subtract(acv_network_all_addresses(network),
                                          acv_network_vpc_addresses(network, vpc)));
}

const AcvAddressSet *
acv_network_prefix_list_addresses(AcvNetwork *network, const char *id)
{
    const AcvPrefixList *list = acv_snapshot_find_prefix_list(network->snapshot, id);
    if (!list || !list->cidrs.items) {
        return NULL;
    }
    const AcvAddressSet *set = acv_network_recall(network, list, ACV_MEMO_ADDRESSES);
    if (!set) {
        set = acv_network_prefixes_set(network, list->cidrs.items, list->cidrs.n);
        acv_network_remember(network, list, ACV_MEMO_ADDRESSES, set);
    }
    return set;
}

/* A key of the memo: a record's address is at least 16-aligned, so the slot fits its low bits. */
static gpointer
memo_key(const void *record, AcvMemo slot)
{
    return GSIZE_TO_POINTER(GPOINTER_TO_SIZE(record) + (gsize) slot);
}

const void *
acv_network_recall(AcvNetwork *network, const void *record, AcvMemo slot)
{
    return network->memo ? g_hash_table_lookup(network->memo, memo_key(record, slot)) : NULL;
}

void
acv_network_remember(AcvNetwork *network, const void *record, AcvMemo slot, const void *value)
{
    if (!network->memo) {
        network->memo = g_hash_table_new(NULL, NULL);
    }
    g_hash_table_insert(network->memo, memo_key(record, slot), (gpointer) value);
}

/* --- VPCs that are joined --- */

static bool
are_peers(AcvNetwork *network, const char *a, const char *b)
{
    size_t n;
    const AcvRecord *const *all =
        acv_snapshot_list(network->snapshot, ACV_KIND_VPC_PEERING_CONNECTION, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvVpcPeeringConnection *peering = (const AcvVpcPeeringConnection *) all[i];
        const char *one = peering->requester.vpc_id;
        const char *other = peering->accepter.vpc_id;
        if ((g_strcmp0(one, a) == 0 && g_strcmp0(other, b) == 0)
            || (g_strcmp0(one, b) == 0 && g_strcmp0(other, a) == 0)) {
            return true;
        }
    }
    return false;
}

static bool
is_attached(AcvNetwork *network, const char *transit_gateway_id, const char *vpc_id)
{
    size_t n;
    const AcvRecord *const *all =
        acv_snapshot_list(network->snapshot, ACV_KIND_TRANSIT_GATEWAY_VPC_ATTACHMENT, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvTransitGatewayVpcAttachment *attachment = (const void *) all[i];
        if (g_strcmp0(attachment->transit_gateway_id, transit_gateway_id) == 0
            && g_strcmp0(attachment->vpc_id, vpc_id) == 0) {
            return true;
        }
    }
    return false;
}

static bool
share_transit_gateway(AcvNetwork *network, const char *a, const char *b)
{
    size_t n;
    const AcvRecord *const *all =
        acv_snapshot_list(network->snapshot, ACV_KIND_TRANSIT_GATEWAY_VPC_ATTACHMENT, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvTransitGatewayVpcAttachment *attachment = (const void *) all[i];
        if (g_strcmp0(attachment->vpc_id, a) == 0
            && is_attached(network, attachment->transit_gateway_id, b)) {
            return true;
        }
    }
    return false;
}

bool
acv_network_are_joined(AcvNetwork *network, const AcvVpc *a, const AcvVpc *b)
{
    return a == b || are_peers(network, a->record.id, b->record.id)
           || share_transit_gateway(network, a->record.id, b->record.id);
}

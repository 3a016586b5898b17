/* Whose an address is: the interfaces, NAT gateways and subnets of a VPC, sorted by address. */
#include "base/hash.h"
#include "network/index.h"

#include <string.h>

/* A VPC's address space, each list in ascending order. */
typedef struct {
    GArray *owned;         /* AcvOwned; NULL until asked for. */
    GArray *subnet_ranges; /* SubnetRange. */
    GArray *public_pairs;  /* AcvPublicPair; NULL until asked for. */
    GArray *awaited_pairs; /* AcvAwaitedPair, likewise. */
} AcvVpcParts;

typedef struct {
    AcvAddressRange range;
    const AcvSubnet *subnet;
} SubnetRange;

static void
vpc_parts_clear(gpointer data)
{
    AcvVpcParts *parts = data;
    g_array_unref(parts->subnet_ranges);
    g_clear_pointer(&parts->owned, g_array_unref);
    g_clear_pointer(&parts->public_pairs, g_array_unref);
    g_clear_pointer(&parts->awaited_pairs, g_array_unref);
}

static void
vpc_parts_unref(AcvVpcParts *parts)
{
    g_rc_box_release_full(parts, vpc_parts_clear);
}

static int
compare_ranges(AcvAddressRange a, AcvAddressRange b)
{
    if (a.family != b.family) {
        return a.family < b.family ? -1 : 1;
    }
    return a.first < b.first ? -1 : a.first > b.first;
}

/* A NAT gateway comes before the interface that stands for it, and that before its instance. */
static int
rank_of(const AcvRecord *owner)
{
    return owner->kind == ACV_KIND_NAT_GATEWAY         ? 0
           : owner->kind == ACV_KIND_NETWORK_INTERFACE ? 1
                                                       : 2;
}

static int
compare_owned(gconstpointer a, gconstpointer b)
{
    const AcvOwned *left = a;
    const AcvOwned *right = b;
    int order = compare_ranges(left->range, right->range);
    if (order == 0 && left->owner->kind != right->owner->kind) {
        return rank_of(left->owner) - rank_of(right->owner);
    }
    return order ? order : strcmp(left->owner->id, right->owner->id);
}

static int
compare_subnet_ranges(gconstpointer a, gconstpointer b)
{
    return compare_ranges(((const SubnetRange *) a)->range, ((const SubnetRange *) b)->range);
}

/* --- Addresses of interfaces --- */

static void
append_address(GArray *ranges, AcvAddress address)
{
    if (address.family != ACV_FAMILY_NONE) {
        AcvAddressRange range = acv_address_range(address);
        g_array_append_val(ranges, range);
    }
}

static void
append_prefixes(GArray *ranges, const AcvPrefixes *prefixes)
{
    for (size_t i = 0; i < prefixes->n; i++) {
        AcvAddressRange range = acv_prefix_range(prefixes->items[i]);
        g_array_append_val(ranges, range);
    }
}

void
acv_network_append_addresses(const AcvNetworkInterface *interface, GArray *ranges)
{
    append_address(ranges, interface->private_ip_address);
    for (size_t i = 0; i < interface->private_ip_addresses.n; i++) {
        append_address(ranges, interface->private_ip_addresses.items[i].address);
    }
    for (size_t i = 0; i < interface->ipv6_addresses.n; i++) {
        append_address(ranges, interface->ipv6_addresses.items[i]);
    }
    append_prefixes(ranges, &interface->ipv4_prefixes);
    append_prefixes(ranges, &interface->ipv6_prefixes);
}

const AcvAddressSet *
acv_network_interface_addresses(AcvNetwork *network, const AcvNetworkInterface *interface)
{
    const AcvAddressSet *set = acv_network_recall(network, interface, ACV_MEMO_ADDRESSES);
    if (!set) {
        GArray *ranges = network->ranges;
        g_array_set_size(ranges, 0);
        acv_network_append_addresses(interface, ranges);
        set = acv_network_ranges_set(network, ranges);
        acv_network_remember(network, interface, ACV_MEMO_ADDRESSES, set);
    }
    return set;
}

bool
acv_interface_is_of_host(const AcvNetworkInterface *interface)
{
    return !interface->requester_id
           && (!interface->interface_type || g_str_equal(interface->interface_type, "interface"))
           && g_strcmp0(interface->description, "RDSNetworkInterface") != 0;
}

/* --- The parts of a VPC --- */

bool
acv_network_is_in_vpc(AcvNetwork *network, const char *vpc_id, const char *subnet_id,
                      const AcvVpc *vpc)
{
    if (vpc_id) {
        return g_str_equal(vpc_id, vpc->record.id);
    }
    const AcvSubnet *subnet = acv_snapshot_find_subnet(network->snapshot, subnet_id);
    return subnet && acv_network_vpc_of(network, subnet) == vpc;
}

static void
append_owned(GArray *owned, const GArray *ranges, const AcvRecord *owner)
{
    for (guint i = 0; i < ranges->len; i++) {
        AcvOwned entry = { g_array_index(ranges, AcvAddressRange, i), owner };
        g_array_append_val(owned, entry);
    }
}

static void
add_member(GHashTable *members, const char *vpc_id, const AcvRecord *interface)
{
    GPtrArray *its = g_hash_table_lookup(members, vpc_id);
    if (!its) {
        its = g_ptr_array_new();
        g_hash_table_insert(members, (gpointer) vpc_id, its);
    }
    g_ptr_array_add(its, (gpointer) interface);
}

/* The interfaces of each VPC, by its id: with many VPCs all interfaces are looked at once. */
static GHashTable *
index_vpc_members(AcvNetwork *network)
{
    GHashTable *members =
        g_hash_table_new_full(acv_text_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(network->snapshot, ACV_KIND_NETWORK_INTERFACE, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvNetworkInterface *interface = (const AcvNetworkInterface *) records[i];
        const AcvSubnet *subnet =
            interface->vpc_id ? NULL
                              : acv_snapshot_find_subnet(network->snapshot, interface->subnet_id);
        const char *vpc_id =
            subnet ? acv_network_vpc_of(network, subnet)->record.id : interface->vpc_id;
        if (vpc_id) {
            add_member(members, vpc_id, records[i]);
        }
    }
    return members;
}

static const GPtrArray *
interfaces_of(AcvNetwork *network, const AcvVpc *vpc)
{
    static const GPtrArray none = { 0 };
    if (!network->vpc_members) {
        network->vpc_members = index_vpc_members(network);
    }
    const GPtrArray *members = g_hash_table_lookup(network->vpc_members, vpc->record.id);
    return members ? members : &none;
}

static void
collect_interfaces(AcvNetwork *network, const AcvVpc *vpc, GArray *owned)
{
    const GPtrArray *interfaces = interfaces_of(network, vpc);
    g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(AcvAddressRange));
    for (guint i = 0; i < interfaces->len; i++) {
        const AcvNetworkInterface *interface = g_ptr_array_index(interfaces, i);
        g_array_set_size(ranges, 0);
        acv_network_append_addresses(interface, ranges);
        append_owned(owned, ranges, &interface->record);
    }
}

static void
collect_nat_gateways(AcvNetwork *network, const AcvVpc *vpc, GArray *owned)
{
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(network->snapshot, ACV_KIND_NAT_GATEWAY, &n);
    g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(AcvAddressRange));
    for (size_t i = 0; i < n; i++) {
        const AcvNatGateway *gateway = (const AcvNatGateway *) records[i];
        if (acv_network_is_in_vpc(network, gateway->vpc_id, gateway->subnet_id, vpc)) {
            g_array_set_size(ranges, 0);
            for (size_t j = 0; j < gateway->addresses.n; j++) {
                append_address(ranges, gateway->addresses.items[j].private_ip);
            }
            append_owned(owned, ranges, records[i]);
        }
    }
}

/* Of instances that nobody lists an interface of. */
static void
collect_instances(AcvNetwork *network, const AcvVpc *vpc, GArray *owned)
{
    size_t n;
    const AcvRecord *const *records = acv_snapshot_list(network->snapshot, ACV_KIND_INSTANCE, &n);
    g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(AcvAddressRange));
    for (size_t i = 0; i < n; i++) {
        const AcvInstance *instance = (const AcvInstance *) records[i];
        if (instance->network_interface_ids.n == 0
            && acv_network_is_in_vpc(network, instance->vpc_id, instance->subnet_id, vpc)) {
            g_array_set_size(ranges, 0);
            append_address(ranges, instance->private_ip_address);
            append_owned(owned, ranges, records[i]);
        }
    }
}

/* Of an address that two records own, the first keeps it. */
static void
drop_doubles(GArray *owned)
{
    guint kept = 0;
    for (guint i = 0; i < owned->len; i++) {
        AcvOwned entry = g_array_index(owned, AcvOwned, i);
        AcvOwned *last = kept > 0 ? &g_array_index(owned, AcvOwned, kept - 1) : NULL;
        if (!last || last->range.family != entry.range.family
            || last->range.last < entry.range.first) {
            g_array_index(owned, AcvOwned, kept++) = entry;
        }
    }
    g_array_set_size(owned, kept);
}

static void
collect_subnets(AcvNetwork *network, const AcvVpc *vpc, GArray *subnet_ranges)
{
    size_t n;
    const AcvRecord *const *records = acv_snapshot_list(network->snapshot, ACV_KIND_SUBNET, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvSubnet *subnet = (const AcvSubnet *) records[i];
        if (acv_network_vpc_of(network, subnet) != vpc) {
            continue;
        }
        const AcvAddressSet *blocks = acv_network_subnet_addresses(network, subnet);
        for (size_t j = 0; j < blocks->n_ranges; j++) {
            SubnetRange entry = { blocks->ranges[j], subnet };
            g_array_append_val(subnet_ranges, entry);
        }
    }
    g_array_sort(subnet_ranges, compare_subnet_ranges);
}

/* Whose index holds; of a VPC that stands in for one, each network's own. */
static AcvNetwork *
indexer_of(AcvNetwork *network, const AcvVpc *vpc)
{
    static const AcvKind kinds[] = { ACV_KIND_VPC,         ACV_KIND_SUBNET,
                                     ACV_KIND_NAT_GATEWAY, ACV_KIND_NETWORK_INTERFACE,
                                     ACV_KIND_INSTANCE,    ACV_KIND_ELASTIC_IP };
    bool is_real = acv_snapshot_find_vpc(network->snapshot, vpc->record.id) == vpc;
    return is_real ? acv_network_indexer(network, kinds, G_N_ELEMENTS(kinds)) : network;
}

static AcvVpcParts *
vpc_parts_new(AcvNetwork *network, const AcvVpc *vpc)
{
    AcvVpcParts *parts = g_rc_box_new0(AcvVpcParts);
    parts->subnet_ranges = g_array_new(FALSE, FALSE, sizeof(SubnetRange));
    collect_subnets(network, vpc, parts->subnet_ranges);
    return parts;
}

static AcvVpcParts *
parts_of(AcvNetwork *network, const AcvVpc *vpc)
{
    if (!network->vpc_parts) {
        network->vpc_parts = g_hash_table_new_full(acv_text_hash, g_str_equal, NULL,
                                                   (GDestroyNotify) vpc_parts_unref);
    }
    AcvVpcParts *parts = g_hash_table_lookup(network->vpc_parts, vpc->record.id);
    if (!parts) {
        AcvNetwork *indexer = indexer_of(network, vpc);
        parts = indexer == network ? vpc_parts_new(network, vpc)
                                   : g_rc_box_acquire(parts_of(indexer, vpc));
        g_hash_table_insert(network->vpc_parts, (gpointer) vpc->record.id, parts);
    }
    return parts;
}

static const GArray *
owned_of(AcvNetwork *network, const AcvVpc *vpc)
{
    AcvVpcParts *parts = parts_of(network, vpc);
    if (!parts->owned) {
        parts->owned = g_array_new(FALSE, FALSE, sizeof(AcvOwned));
        collect_interfaces(network, vpc, parts->owned);
        collect_nat_gateways(network, vpc, parts->owned);
        collect_instances(network, vpc, parts->owned);
        g_array_sort(parts->owned, compare_owned);
        drop_doubles(parts->owned);
    }
    return parts->owned;
}

/* The index of the first of 'n' sorted, disjoint ranges that does not end before 'range' begins.
 * The ranges stand 'stride' bytes apart. */
static size_t
lower_bound(const void *items, size_t n, size_t stride, AcvAddressRange range)
{
    size_t low = 0;
    size_t high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const AcvAddressRange *at = (const void *) ((const char *) items + middle * stride);
        bool before =
            at->family < range.family || (at->family == range.family && at->last < range.first);
        if (before) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool
begins_after(AcvAddressRange a, AcvAddressRange b)
{
    return a.family > b.family || (a.family == b.family && a.first > b.last);
}

const AcvOwned *
acv_network_owners(AcvNetwork *network, const AcvVpc *vpc, AcvAddressRange range, size_t *out_n)
{
    const GArray *owned = owned_of(network, vpc);
    const AcvOwned *items = (const void *) owned->data;
    size_t first = lower_bound(items, owned->len, sizeof *items, range);
    size_t end = first;
    while (end < owned->len && !begins_after(items[end].range, range)) {
        end++;
    }
    *out_n = end - first;
    return items ? items + first : NULL;
}

GPtrArray *
acv_network_subnets(AcvNetwork *network, const AcvVpc *vpc, AcvAddressRange range)
{
    const GArray *ranges = parts_of(network, vpc)->subnet_ranges;
    const SubnetRange *items = (const void *) ranges->data;
    GPtrArray *subnets = g_ptr_array_new();
    for (size_t i = lower_bound(items, ranges->len, sizeof *items, range);
         i < ranges->len && !begins_after(items[i].range, range); i++) {
        g_ptr_array_add(subnets, (gpointer) items[i].subnet);
    }
    return subnets;
}

/* --- Public addresses --- */

static void
append_pair(GArray *pairs, AcvAddress private_ip, AcvAddress public_ip)
{
    if (private_ip.family == ACV_FAMILY_IPV4 && public_ip.family == ACV_FAMILY_IPV4) {
        AcvPublicPair pair = { acv_address_range(private_ip), public_ip };
        g_array_append_val(pairs, pair);
    }
}

static void
append_interface_pairs(GArray *pairs, const AcvNetworkInterface *interface)
{
    append_pair(pairs, interface->private_ip_address, interface->public_ip);
    for (size_t i = 0; i < interface->private_ip_addresses.n; i++) {
        const AcvPrivateIpAddress *address = &interface->private_ip_addresses.items[i];
        append_pair(pairs, address->address, address->public_ip);
    }
}

static void
append_nat_gateway_pairs(GArray *pairs, const AcvNatGateway *gateway)
{
    for (size_t i = 0; i < gateway->addresses.n; i++) {
        const AcvNatGatewayAddress *address = &gateway->addresses.items[i];
        append_pair(pairs, address->private_ip, address->public_ip);
    }
}

/* The private address in 'vpc' that an Elastic IP address belongs to; none if there is none. */
static AcvAddress
private_ip_of(AcvNetwork *network, const AcvVpc *vpc, const AcvElasticIp *elastic_ip)
{
    const AcvNetworkInterface *interface =
        acv_snapshot_find_network_interface(network->snapshot, elastic_ip->network_interface_id);
    if (!interface || !acv_network_is_in_vpc(network, interface->vpc_id, interface->subnet_id, vpc)) {
        return (AcvAddress){ 0 };
    }
    return elastic_ip->private_ip_address.family != ACV_FAMILY_NONE ? elastic_ip->private_ip_address
                                                                    : interface->private_ip_address;
}

static int
compare_pairs(gconstpointer a, gconstpointer b)
{
    const AcvPublicPair *left = a;
    const AcvPublicPair *right = b;
    int order = compare_ranges(left->private_range, right->private_range);
    return order ? order : acv_address_compare(left->public_ip, right->public_ip);
}

static GArray *
collect_public_pairs(AcvNetwork *network, const AcvVpc *vpc)
{
    GArray *pairs = g_array_new(FALSE, FALSE, sizeof(AcvPublicPair));
    const GPtrArray *interfaces = interfaces_of(network, vpc);
    for (guint i = 0; i < interfaces->len; i++) {
        append_interface_pairs(pairs, g_ptr_array_index(interfaces, i));
    }
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(network->snapshot, ACV_KIND_NAT_GATEWAY, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvNatGateway *gateway = (const AcvNatGateway *) records[i];
        if (acv_network_is_in_vpc(network, gateway->vpc_id, gateway->subnet_id, vpc)) {
            append_nat_gateway_pairs(pairs, gateway);
        }
    }
    records = acv_snapshot_list(network->snapshot, ACV_KIND_ELASTIC_IP, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvElasticIp *elastic_ip = (const AcvElasticIp *) records[i];
        append_pair(pairs, private_ip_of(network, vpc, elastic_ip), elastic_ip->public_ip);
    }
    g_array_sort(pairs, compare_pairs);
    return pairs;
}

const AcvPublicPair *
acv_network_public_pairs(AcvNetwork *network, const AcvVpc *vpc, size_t *out_n)
{
    AcvVpcParts *parts = parts_of(network, vpc);
    if (!parts->public_pairs) {
        parts->public_pairs = collect_public_pairs(network, vpc);
    }
    *out_n = parts->public_pairs->len;
    return (const void *) parts->public_pairs->data;
}

const AcvAwaitedPair *
acv_network_awaited_pairs(AcvNetwork *network, const AcvVpc *vpc, size_t *out_n)
{
    AcvVpcParts *parts = parts_of(network, vpc);
    if (!parts->awaited_pairs) {
        parts->awaited_pairs = g_array_new(FALSE, FALSE, sizeof(AcvAwaitedPair));
        size_t n;
        const AcvRecord *const *records =
            acv_snapshot_list(network->snapshot, ACV_KIND_ELASTIC_IP, &n);
        for (size_t i = 0; i < n; i++) {
            const AcvElasticIp *elastic_ip = (const AcvElasticIp *) records[i];
            AcvAddress private_ip = private_ip_of(network, vpc, elastic_ip);
            if (elastic_ip->public_ip.family == ACV_FAMILY_NONE
                && private_ip.family == ACV_FAMILY_IPV4) {
                AcvAwaitedPair pair = { acv_address_range(private_ip), elastic_ip };
                g_array_append_val(parts->awaited_pairs, pair);
            }
        }
    }
    *out_n = parts->awaited_pairs->len;
    return (const void *) parts->awaited_pairs->data;
}

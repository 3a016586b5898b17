/* Rules, routes and records tell interfaces apart by subnet, groups and state, by whether a prefix
 * holds their addresses, or by naming one of them. The prefixes of a scenario lie in each other or
 * apart; so which of them hold an address follows from the longest that does, and that is found by
 * bisection among segments:
 *
 *     10.0.0.0/16   |-------------------------------|
 *     10.0.1.0/24         |-----|      |-----|  10.0.7.0/24
 *     segments      |  0  |  1  |  0   |  2  |  0   | */
#include "analysis/matrix_sorting.h"

#include "base/digits.h"
#include "base/hash.h"
#include "network/resource.h"

#include <string.h>

typedef struct {
    AcvUint128 first;
    AcvFamily family;
    int prefix; /* The number of the longest prefix; -1 if there is none. */
} Segment;

struct AcvSorting {
    AcvNetwork *network;
    GArray *prefixes;     /* AcvPrefix, sorted, each once. */
    GArray *segments;     /* Segment, sorted. */
    GHashTable *named;    /* The interfaces that a record names, */
    GHashTable *repeated; /* and of those that have an address with others. */
};

typedef struct AcvSorting Sorting;

/* --- Prefixes --- */

static void
add_prefix(Sorting *sorting, AcvPrefix prefix)
{
    if (prefix.address.family != ACV_FAMILY_NONE) {
        g_array_append_val(sorting->prefixes, prefix);
    }
}

static void
add_prefixes(Sorting *sorting, const AcvPrefixes *prefixes)
{
    for (size_t i = 0; i < prefixes->n; i++) {
        add_prefix(sorting, prefixes->items[i]);
    }
}

static void
add_associations(Sorting *sorting, const AcvCidrAssociations *associations)
{
    for (size_t i = 0; i < associations->n; i++) {
        add_prefix(sorting, associations->items[i].cidr_block);
    }
}

static void
add_permissions(Sorting *sorting, const AcvSecurityGroupPermissions *permissions)
{
    for (size_t i = 0; i < permissions->n; i++) {
        for (size_t j = 0; j < permissions->items[i].peers.n; j++) {
            add_prefix(sorting, permissions->items[i].peers.items[j].cidr);
        }
    }
}

static void
name_interface(Sorting *sorting, const char *id)
{
    const AcvNetworkInterface *interface =
        acv_snapshot_find_network_interface(acv_network_snapshot(sorting->network), id);
    if (interface) {
        g_hash_table_add(sorting->named, (gpointer) interface);
    }
}

static void
name_interfaces(Sorting *sorting, const AcvStrings *ids)
{
    for (size_t i = 0; i < ids->n; i++) {
        name_interface(sorting, ids->items[i]);
    }
}

static void
read_vpc(Sorting *sorting, const AcvRecord *record)
{
    const AcvVpc *vpc = (const AcvVpc *) record;
    add_prefix(sorting, vpc->cidr_block);
    add_associations(sorting, &vpc->cidr_block_associations);
    add_associations(sorting, &vpc->ipv6_cidr_block_associations);
}

static void
read_subnet(Sorting *sorting, const AcvRecord *record)
{
    const AcvSubnet *subnet = (const AcvSubnet *) record;
    add_prefix(sorting, subnet->cidr_block);
    add_associations(sorting, &subnet->ipv6_cidr_block_associations);
}

static void
read_route_table(Sorting *sorting, const AcvRecord *record)
{
    const AcvRouteTable *table = (const AcvRouteTable *) record;
    for (size_t i = 0; i < table->routes.n; i++) {
        const AcvRoute *route = &table->routes.items[i];
        add_prefix(sorting, route->destination_cidr_block);
        add_prefix(sorting, route->destination_ipv6_cidr_block);
        name_interface(sorting, route->network_interface_id);
    }
}

static void
read_network_acl(Sorting *sorting, const AcvRecord *record)
{
    const AcvNetworkAcl *acl = (const AcvNetworkAcl *) record;
    for (size_t i = 0; i < acl->entries.n; i++) {
        add_prefix(sorting, acl->entries.items[i].cidr_block);
        add_prefix(sorting, acl->entries.items[i].ipv6_cidr_block);
    }
}

static void
read_security_group(Sorting *sorting, const AcvRecord *record)
{
    const AcvSecurityGroup *group = (const AcvSecurityGroup *) record;
    add_permissions(sorting, &group->ingress);
    add_permissions(sorting, &group->egress);
}

static void
read_prefix_list(Sorting *sorting, const AcvRecord *record)
{
    add_prefixes(sorting, &((const AcvPrefixList *) record)->cidrs);
}

static void
read_nat_gateway(Sorting *sorting, const AcvRecord *record)
{
    const AcvNatGateway *gateway = (const AcvNatGateway *) record;
    for (size_t i = 0; i < gateway->addresses.n; i++) {
        name_interface(sorting, gateway->addresses.items[i].network_interface_id);
    }
}

static void
read_vpc_endpoint(Sorting *sorting, const AcvRecord *record)
{
    name_interfaces(sorting, &((const AcvVpcEndpoint *) record)->network_interface_ids);
}

static void
read_elastic_ip(Sorting *sorting, const AcvRecord *record)
{
    name_interface(sorting, ((const AcvElasticIp *) record)->network_interface_id);
}

static void
read_instance(Sorting *sorting, const AcvRecord *record)
{
    name_interfaces(sorting, &((const AcvInstance *) record)->network_interface_ids);
}

/* Name servers are addresses too. */
static void
read_dhcp_options(Sorting *sorting, const AcvRecord *record)
{
    const AcvStrings *servers =
        acv_dhcp_options_values((const AcvDhcpOptions *) record, "domain-name-servers");
    for (size_t i = 0; servers && i < servers->n; i++) {
        AcvAddress address;
        if (acv_address_parse(servers->items[i], &address, NULL)) {
            add_prefix(sorting, acv_prefix_of(address, acv_family_bits(address.family)));
        }
    }
}

/* Databases and the like stand where they stand. */
static void
read_placements(Sorting *sorting, const AcvRecord *record)
{
    g_autoptr(GArray) placements = acv_placements_of(sorting->network, record);
    for (guint i = 0; placements && i < placements->len; i++) {
        const AcvPlacement *placement = &g_array_index(placements, AcvPlacement, i);
        name_interface(sorting, placement->interface ? placement->interface->record.id : NULL);
    }
}

static const struct {
    AcvKind kind;
    void (*read)(Sorting *sorting, const AcvRecord *record);
    unsigned flags; /* With which it is read. */
} readers[] = {
    { ACV_KIND_VPC, read_vpc, ACV_SORTING_BY_WAYS },
    { ACV_KIND_SUBNET, read_subnet, ACV_SORTING_BY_SUBNETS },
    { ACV_KIND_ROUTE_TABLE, read_route_table, ACV_SORTING_BY_WAYS },
    { ACV_KIND_NETWORK_ACL, read_network_acl, ACV_SORTING_BY_WAYS },
    { ACV_KIND_SECURITY_GROUP, read_security_group, ACV_SORTING_BY_FILTERS },
    { ACV_KIND_PREFIX_LIST, read_prefix_list, ACV_SORTING_BY_WAYS },
    { ACV_KIND_NAT_GATEWAY, read_nat_gateway, ACV_SORTING_BY_FILTERS },
    { ACV_KIND_VPC_ENDPOINT, read_vpc_endpoint, ACV_SORTING_BY_FILTERS },
    { ACV_KIND_ELASTIC_IP, read_elastic_ip, ACV_SORTING_BY_WAYS },
    { ACV_KIND_INSTANCE, read_instance, ACV_SORTING_BY_FILTERS },
    { ACV_KIND_DHCP_OPTIONS, read_dhcp_options, ACV_SORTING_BY_WAYS },
    { ACV_KIND_AGENT_RUNTIME, read_placements, ACV_SORTING_BY_FILTERS },
    { ACV_KIND_CODE_INTERPRETER, read_placements, ACV_SORTING_BY_FILTERS },
    { ACV_KIND_BROWSER, read_placements, ACV_SORTING_BY_FILTERS },
    { ACV_KIND_DB_INSTANCE, read_placements, ACV_SORTING_BY_FILTERS },
    { ACV_KIND_DB_CLUSTER, read_placements, ACV_SORTING_BY_FILTERS },
    { ACV_KIND_DB_PROXY, read_placements, ACV_SORTING_BY_FILTERS },
    { ACV_KIND_MOUNT_TARGET, read_placements, ACV_SORTING_BY_FILTERS },
};

static int
compare_prefixes(gconstpointer a, gconstpointer b)
{
    return acv_prefix_compare(*(const AcvPrefix *) a, *(const AcvPrefix *) b);
}

static void
drop_repeats(GArray *prefixes)
{
    guint kept = 0;
    for (guint i = 0; i < prefixes->len; i++) {
        AcvPrefix prefix = g_array_index(prefixes, AcvPrefix, i);
        if (kept == 0
            || acv_prefix_compare(g_array_index(prefixes, AcvPrefix, kept - 1), prefix) != 0) {
            g_array_index(prefixes, AcvPrefix, kept++) = prefix;
        }
    }
    g_array_set_size(prefixes, kept);
}

/* Begins a segment; of two that begin at one place the later counts. */
static void
begin_segment(GArray *segments, AcvUint128 first, AcvFamily family, int prefix)
{
    Segment segment = { first, family, prefix };
    Segment *last = segments->len > 0 ? &g_array_index(segments, Segment, segments->len - 1) : NULL;
    if (last && last->family == family && last->first == first) {
        last->prefix = prefix;
    } else {
        g_array_append_val(segments, segment);
    }
}

/* Ends the prefixes of 'open' that do not hold 'next', which may be NULL. */
static void
close_prefixes(Sorting *sorting, GArray *open, const AcvPrefix *next)
{
    while (open->len > 0) {
        int number = g_array_index(open, int, open->len - 1);
        AcvPrefix prefix = g_array_index(sorting->prefixes, AcvPrefix, number);
        if (next && acv_prefix_covers(prefix, *next)) {
            return;
        }
        g_array_set_size(open, open->len - 1);
        AcvAddressRange range = acv_prefix_range(prefix);
        int outer = open->len > 0 ? g_array_index(open, int, open->len - 1) : -1;
        if (range.last != acv_family_last(range.family)) {
            begin_segment(sorting->segments, range.last + 1, range.family, outer);
        }
    }
}

static void
make_segments(Sorting *sorting)
{
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(int));
    g_array_sort(sorting->prefixes, compare_prefixes);
    drop_repeats(sorting->prefixes);
    for (guint i = 0; i < sorting->prefixes->len; i++) {
        AcvPrefix prefix = g_array_index(sorting->prefixes, AcvPrefix, i);
        int number = (int) i;
        close_prefixes(sorting, open, &prefix);
        begin_segment(sorting->segments, prefix.address.value, prefix.address.family, number);
        g_array_append_val(open, number);
    }
    close_prefixes(sorting, open, NULL);
}

/* The number of the segment that holds 'address', or -1. */
static int
segment_at(const Sorting *sorting, AcvUint128 address, AcvFamily family)
{
    guint low = 0;
    guint high = sorting->segments->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        const Segment *segment = &g_array_index(sorting->segments, Segment, middle);
        bool is_after =
            segment->family > family || (segment->family == family && segment->first > address);
        if (is_after) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    bool is_held = low > 0 && g_array_index(sorting->segments, Segment, low - 1).family == family;
    return is_held ? (int) low - 1 : -1;
}

/* --- Interfaces --- */

/* The public addresses of a class are told apart by whoever has one. */
static bool
has_public_address(const AcvNetworkInterface *interface)
{
    bool has = interface->public_ip.family != ACV_FAMILY_NONE;
    for (size_t i = 0; i < interface->private_ip_addresses.n; i++) {
        has |= interface->private_ip_addresses.items[i].public_ip.family != ACV_FAMILY_NONE;
    }
    return has;
}

void
acv_sorting_write_addresses(const Sorting *sorting, GString *key, const AcvAddressSet *addresses)
{
    for (size_t i = 0; i < addresses->n_ranges; i++) {
        AcvAddressRange range = addresses->ranges[i];
        int segment = segment_at(sorting, range.first, range.family);
        if (segment == segment_at(sorting, range.last, range.family)) {
            int prefix =
                segment < 0 ? -1 : g_array_index(sorting->segments, Segment, segment).prefix;
            acv_digits_append(key, (guint64) (prefix + 1));
            g_string_append_c(key, ',');
        } else {
            char buffer[ACV_ADDRESS_TEXT_SIZE];
            g_string_append(key, acv_address_range_print(range, buffer));
        }
        g_string_append_c(key, range.family == ACV_FAMILY_IPV4 ? '4' : '6');
    }
}

bool
acv_sorting_names(const Sorting *sorting, const AcvNetworkInterface *interface)
{
    return g_hash_table_contains(sorting->named, interface) || has_public_address(interface);
}

bool
acv_sorting_repeats(const AcvSorting *sorting, const AcvNetworkInterface *interface)
{
    return g_hash_table_contains(sorting->repeated, interface);
}

/* An address and who has it. */
typedef struct {
    AcvAddressRange range;
    const AcvRecord *interface;
} Held;

static int
compare_held(gconstpointer a, gconstpointer b)
{
    const AcvAddressRange *left = &((const Held *) a)->range;
    const AcvAddressRange *right = &((const Held *) b)->range;
    if (left->family != right->family) {
        return left->family < right->family ? -1 : 1;
    }
    if (left->first != right->first) {
        return left->first < right->first ? -1 : 1;
    }
    return left->last < right->last ? -1 : left->last > right->last;
}

static void
find_repeats(Sorting *sorting)
{
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(acv_network_snapshot(sorting->network), ACV_KIND_NETWORK_INTERFACE, &n);
    g_autoptr(GArray) all = g_array_sized_new(FALSE, FALSE, sizeof(Held), (guint) n);
    for (size_t i = 0; i < n; i++) {
        const AcvAddressSet *addresses = acv_network_interface_addresses(
            sorting->network, (const AcvNetworkInterface *) records[i]);
        for (size_t j = 0; j < addresses->n_ranges; j++) {
            Held held = { addresses->ranges[j], records[i] };
            g_array_append_val(all, held);
        }
    }
    g_array_sort(all, compare_held);
    for (guint i = 1; i < all->len; i++) {
        const Held *held = &g_array_index(all, Held, i);
        if (compare_held(held - 1, held) == 0) {
            g_hash_table_add(sorting->repeated, (gpointer) (held - 1)->interface);
            g_hash_table_add(sorting->repeated, (gpointer) held->interface);
        }
    }
}

static AcvSorting *
sorting_new(AcvNetwork *network)
{
    AcvSorting *sorting = g_new0(AcvSorting, 1);
    sorting->network = network;
    sorting->prefixes = g_array_new(FALSE, FALSE, sizeof(AcvPrefix));
    sorting->segments = g_array_new(FALSE, FALSE, sizeof(Segment));
    sorting->named = g_hash_table_new(NULL, NULL);
    sorting->repeated = g_hash_table_new(NULL, NULL);
    return sorting;
}

AcvSorting *
acv_sorting_new(AcvNetwork *network, unsigned flags)
{
    AcvSorting *sorting = sorting_new(network);
    const AcvSnapshot *snapshot = acv_network_snapshot(network);
    for (size_t i = 0; i < G_N_ELEMENTS(readers); i++) {
        size_t n;
        const AcvRecord *const *records = acv_snapshot_list(snapshot, readers[i].kind, &n);
        for (size_t j = 0; j < n && (readers[i].flags & ~flags) == 0; j++) {
            readers[i].read(sorting, records[j]);
        }
    }
    make_segments(sorting);
    if (flags & ACV_SORTING_BY_FILTERS) {
        find_repeats(sorting);
    }
    return sorting;
}

static bool
is_of_vpc(const char *vpc_id, const AcvVpc *vpc)
{
    return !vpc_id || g_str_equal(vpc_id, vpc->record.id);
}

static void
read_tables_of_vpc(Sorting *sorting, const AcvVpc *vpc)
{
    const AcvSnapshot *snapshot = acv_network_snapshot(sorting->network);
    size_t n;
    const AcvRecord *const *tables = acv_snapshot_list(snapshot, ACV_KIND_ROUTE_TABLE, &n);
    for (size_t i = 0; i < n; i++) {
        if (is_of_vpc(((const AcvRouteTable *) tables[i])->vpc_id, vpc)) {
            read_route_table(sorting, tables[i]);
        }
    }
    const AcvRecord *const *acls = acv_snapshot_list(snapshot, ACV_KIND_NETWORK_ACL, &n);
    for (size_t i = 0; i < n; i++) {
        if (is_of_vpc(((const AcvNetworkAcl *) acls[i])->vpc_id, vpc)) {
            read_network_acl(sorting, acls[i]);
        }
    }
    const AcvRecord *const *lists = acv_snapshot_list(snapshot, ACV_KIND_PREFIX_LIST, &n);
    for (size_t i = 0; i < n; i++) {
        read_prefix_list(sorting, lists[i]);
    }
}

AcvSorting *
acv_sorting_new_of_vpc(AcvNetwork *network, const AcvVpc *vpc)
{
    AcvSorting *sorting = sorting_new(network);
    size_t n;
    const AcvSpecialRangeRow *special =
        acv_catalog_list_special_range(acv_network_catalog(network), &n);
    for (size_t i = 0; i < n; i++) {
        add_prefix(sorting, special[i].prefix.value);
    }
    read_tables_of_vpc(sorting, vpc);
    make_segments(sorting);
    return sorting;
}

AcvSorting *
acv_sorting_new_of_groups(AcvNetwork *network, GHashTable *group_ids)
{
    AcvSorting *sorting = sorting_new(network);
    const AcvSnapshot *snapshot = acv_network_snapshot(network);
    GHashTableIter iter;
    gpointer id;
    g_hash_table_iter_init(&iter, group_ids);
    while (g_hash_table_iter_next(&iter, &id, NULL)) {
        const AcvSecurityGroup *group = acv_snapshot_find_security_group(snapshot, id);
        if (group) {
            add_permissions(sorting, &group->ingress);
        }
    }
    make_segments(sorting);
    return sorting;
}

void
acv_sorting_free(AcvSorting *sorting)
{
    if (sorting) {
        g_array_unref(sorting->prefixes);
        g_array_unref(sorting->segments);
        g_hash_table_unref(sorting->named);
        g_hash_table_unref(sorting->repeated);
        g_free(sorting);
    }
}

/* VPCs and subnets: their tables, ACLs, addresses and zones. */
#include "base/hash.h"
#include "network/index.h"

#include <string.h>

/* --- Route tables and ACLs --- */

static bool
association_is_usable(const AcvRouteTableAssociation *association)
{
    return !association->state || g_str_equal(association->state, "associated");
}

/* The first one named wins, as the reader's warning about the second says. */
static void
insert_first(GHashTable *table, const char *key, const void *value)
{
    if (key && !g_hash_table_contains(table, key)) {
        g_hash_table_insert(table, (gpointer) key, (gpointer) value);
    }
}

static void
index_route_table(AcvNetwork *network, const AcvRouteTable *table)
{
    for (size_t i = 0; i < table->associations.n; i++) {
        const AcvRouteTableAssociation *association = &table->associations.items[i];
        if (!association_is_usable(association)) {
            continue;
        }
        insert_first(network->route_tables, association->subnet_id, table);
        insert_first(network->route_tables, association->gateway_id, table);
        if (association->main == ACV_FLAG_TRUE) {
            insert_first(network->main_route_tables, table->vpc_id, table);
        }
    }
}

static void
index_route_tables(AcvNetwork *network)
{
    if (network->route_tables) {
        return;
    }
    network->route_tables = g_hash_table_new(acv_text_hash, g_str_equal);
    network->main_route_tables = g_hash_table_new(acv_text_hash, g_str_equal);
    size_t n;
    const AcvRecord *const *tables = acv_snapshot_list(network->snapshot, ACV_KIND_ROUTE_TABLE, &n);
    for (size_t i = 0; i < n; i++) {
        index_route_table(network, (const AcvRouteTable *) tables[i]);
    }
}

const AcvRouteTable *
acv_network_route_table_of(AcvNetwork *network, const AcvSubnet *subnet)
{
    index_route_tables(network);
    const AcvRouteTable *table = g_hash_table_lookup(network->route_tables, subnet->record.id);
    const AcvVpc *vpc = acv_network_vpc_of(network, subnet);
    return table ? table : g_hash_table_lookup(network->main_route_tables, vpc->record.id);
}

const AcvRouteTable *
acv_network_route_table_of_gateway(AcvNetwork *network, const char *gateway_id)
{
    index_route_tables(network);
    return g_hash_table_lookup(network->route_tables, gateway_id);
}

static void
index_acls(AcvNetwork *network)
{
    if (network->acls) {
        return;
    }
    network->acls = g_hash_table_new(acv_text_hash, g_str_equal);
    network->default_acls = g_hash_table_new(acv_text_hash, g_str_equal);
    size_t n;
    const AcvRecord *const *acls = acv_snapshot_list(network->snapshot, ACV_KIND_NETWORK_ACL, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvNetworkAcl *acl = (const AcvNetworkAcl *) acls[i];
        for (size_t j = 0; j < acl->associations.n; j++) {
            insert_first(network->acls, acl->associations.items[j].subnet_id, acl);
        }
        if (acl->is_default == ACV_FLAG_TRUE) {
            insert_first(network->default_acls, acl->vpc_id, acl);
        }
    }
}

const AcvNetworkAcl *
acv_network_acl_of(AcvNetwork *network, const AcvSubnet *subnet)
{
    index_acls(network);
    const AcvNetworkAcl *acl = g_hash_table_lookup(network->acls, subnet->record.id);
    const AcvVpc *vpc = acv_network_vpc_of(network, subnet);
    return acl ? acl : g_hash_table_lookup(network->default_acls, vpc->record.id);
}

/* --- VPCs --- */

const AcvVpc *
acv_network_vpc(AcvNetwork *network, const char *vpc_id)
{
    const AcvVpc *vpc = acv_snapshot_find_vpc(network->snapshot, vpc_id);
    if (vpc) {
        return vpc;
    }
    const char *id = vpc_id ? vpc_id : "";
    if (!network->vpcs) {
        network->vpcs = g_hash_table_new(acv_text_hash, g_str_equal);
    }
    AcvVpc *stand_in = g_hash_table_lookup(network->vpcs, id);
    if (!stand_in) {
        stand_in = acv_arena_new0(network->arena, AcvVpc, 1);
        stand_in->record = (AcvRecord){ .kind = ACV_KIND_VPC, .id = id };
        g_hash_table_insert(network->vpcs, (gpointer) id, stand_in);
    }
    return stand_in;
}

const AcvVpc *
acv_network_only_vpc(AcvNetwork *network, const char *vpc_id)
{
    if (!vpc_id) {
        size_t n;
        const AcvRecord *const *vpcs = acv_snapshot_list(network->snapshot, ACV_KIND_VPC, &n);
        if (n == 1) {
            return (const AcvVpc *) vpcs[0];
        }
    }
    return acv_network_vpc(network, vpc_id);
}

const AcvVpc *
acv_network_vpc_of(AcvNetwork *network, const AcvSubnet *subnet)
{
    return acv_network_only_vpc(network, subnet->vpc_id);
}

static void
append_prefix(GArray *ranges, AcvPrefix prefix)
{
    if (prefix.address.family != ACV_FAMILY_NONE) {
        AcvAddressRange range = acv_prefix_range(prefix);
        g_array_append_val(ranges, range);
    }
}

static void
append_associated(GArray *ranges, const AcvCidrAssociations *associations)
{
    for (size_t i = 0; i < associations->n; i++) {
        const char *state = associations->items[i].state;
        if (!state || g_str_equal(state, "associated")) {
            append_prefix(ranges, associations->items[i].cidr_block);
        }
    }
}

/* Stands in for blocks that the scenario does not give: what local routes and subnets show. */
static void
append_shown_blocks(AcvNetwork *network, const AcvVpc *vpc, GArray *ranges)
{
    size_t n;
    const AcvRecord *const *tables = acv_snapshot_list(network->snapshot, ACV_KIND_ROUTE_TABLE, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvRouteTable *table = (const AcvRouteTable *) tables[i];
        for (size_t j = 0; g_strcmp0(table->vpc_id, vpc->record.id) == 0 && j < table->routes.n;
             j++) {
            const AcvRoute *route = &table->routes.items[j];
            if (g_strcmp0(route->gateway_id, "local") == 0) {
                append_prefix(ranges, route->destination_cidr_block);
                append_prefix(ranges, route->destination_ipv6_cidr_block);
            }
        }
    }
    const AcvRecord *const *subnets = acv_snapshot_list(network->snapshot, ACV_KIND_SUBNET, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvSubnet *subnet = (const AcvSubnet *) subnets[i];
        if (acv_network_vpc_of(network, subnet) == vpc) {
            append_prefix(ranges, subnet->cidr_block);
            append_associated(ranges, &subnet->ipv6_cidr_block_associations);
        }
    }
}

const AcvAddressSet *
acv_network_vpc_addresses(AcvNetwork *network, const AcvVpc *vpc)
{
    const AcvAddressSet *set = acv_network_recall(network, vpc, ACV_MEMO_ADDRESSES);
    if (set) {
        return set;
    }
    g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(AcvAddressRange));
    append_prefix(ranges, vpc->cidr_block);
    append_associated(ranges, &vpc->cidr_block_associations);
    append_associated(ranges, &vpc->ipv6_cidr_block_associations);
    if (ranges->len == 0) {
        append_shown_blocks(network, vpc, ranges);
    }
    set = acv_network_ranges_set(network, ranges);
    acv_network_remember(network, vpc, ACV_MEMO_ADDRESSES, set);
    return set;
}

/* --- Addresses of subnets --- */

const AcvAddressSet *
acv_network_subnet_addresses(AcvNetwork *network, const AcvSubnet *subnet)
{
    const AcvAddressSet *set = acv_network_recall(network, subnet, ACV_MEMO_ADDRESSES);
    if (set) {
        return set;
    }
    g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(AcvAddressRange));
    append_prefix(ranges, subnet->cidr_block);
    append_associated(ranges, &subnet->ipv6_cidr_block_associations);
    set = acv_network_ranges_set(network, ranges);
    acv_network_remember(network, subnet, ACV_MEMO_ADDRESSES, set);
    return set;
}

const AcvAddressSet *
acv_network_assignable_addresses(AcvNetwork *network, const AcvSubnet *subnet)
{
    enum { N_FIRST_RESERVED = 4, N_LAST_RESERVED = 1 };
    const AcvAddressSet *set = acv_network_recall(network, subnet, ACV_MEMO_ASSIGNABLE);
    if (set) {
        return set;
    }
    const AcvAddressSet *all = acv_network_subnet_addresses(network, subnet);
    g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(AcvAddressRange));
    for (size_t i = 0; i < all->n_ranges; i++) {
        AcvAddressRange range = all->ranges[i];
        if (range.last - range.first > N_FIRST_RESERVED) {
            range.first += N_FIRST_RESERVED;
            range.last -= N_LAST_RESERVED;
            g_array_append_val(ranges, range);
        }
    }
    set = acv_network_ranges_set(network, ranges);
    acv_network_remember(network, subnet, ACV_MEMO_ASSIGNABLE, set);
    return set;
}

/* --- Resolver --- */

/* The first address of the primary block plus two.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html */
static void
append_resolver_of_block(GArray *ranges, const AcvVpc *vpc)
{
    enum { RESOLVER_OFFSET = 2 };
    AcvPrefix block = vpc->cidr_block;
    if (block.address.family == ACV_FAMILY_NONE && vpc->cidr_block_associations.n > 0) {
        block = vpc->cidr_block_associations.items[0].cidr_block;
    }
    if (block.address.family == ACV_FAMILY_IPV4) {
        AcvAddress address = block.address;
        address.value += RESOLVER_OFFSET;
        AcvAddressRange range = acv_address_range(address);
        g_array_append_val(ranges, range);
    }
}

/* The addresses of link-local services, all or the resolver's alone, with the VPC's resolver. */
static const AcvAddressSet *
link_local_addresses(AcvNetwork *network, const AcvVpc *vpc, AcvMemo slot)
{
    const AcvAddressSet *set = acv_network_recall(network, vpc, slot);
    if (set) {
        return set;
    }
    g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(AcvAddressRange));
    append_resolver_of_block(ranges, vpc);
    size_t n;
    const AcvLinkLocalServiceRow *rows = acv_catalog_list_link_local_service(network->catalog, &n);
    for (size_t i = 0; i < n; i++) {
        if (slot == ACV_MEMO_EXEMPT || g_str_equal(rows[i].service, "dns")) {
            append_prefix(ranges, rows[i].address.value);
        }
    }
    set = acv_network_ranges_set(network, ranges);
    acv_network_remember(network, vpc, slot, set);
    return set;
}

const AcvAddressSet *
acv_network_resolver_addresses(AcvNetwork *network, const AcvVpc *vpc)
{
    return link_local_addresses(network, vpc, ACV_MEMO_RESOLVER);
}

const AcvAddressSet *
acv_network_exempt_addresses(AcvNetwork *network, const AcvVpc *vpc)
{
    return link_local_addresses(network, vpc, ACV_MEMO_EXEMPT);
}

/* --- Regions and zones --- */

/* The Region in "us-east-1a" or "us-west-2-lax-1a": up to the first number. */
static char *
region_of_zone_name(const char *zone)
{
    const char *digit = strpbrk(zone, "0123456789");
    size_t n_digits = digit ? strspn(digit, "0123456789") : 0;
    return digit ? g_strndup(zone, (gsize) (digit - zone) + n_digits) : NULL;
}

/* The Region in an ARN, or NULL. */
static char *
region_of_arn(const char *arn)
{
    enum { ARN_REGION = 3, N_ARN_PARTS = 6 };
    g_auto(GStrv) parts = g_strsplit(arn ? arn : "", ":", N_ARN_PARTS);
    bool is_there = g_strv_length(parts) == N_ARN_PARTS && *parts[ARN_REGION];
    return is_there ? g_strdup(parts[ARN_REGION]) : NULL;
}

const char *
acv_network_region_of_record(AcvNetwork *network, const AcvRecord *record)
{
    g_autofree char *region = region_of_arn(record ? record->arn : NULL);
    return region ? acv_arena_text(network->arena, region) : acv_snapshot_region(network->snapshot);
}

const char *
acv_network_region_of(AcvNetwork *network, const AcvSubnet *subnet)
{
    g_autofree char *region = region_of_arn(subnet ? subnet->record.arn : NULL);
    if (!region && subnet && subnet->availability_zone) {
        region = region_of_zone_name(subnet->availability_zone);
    }
    return region ? acv_arena_text(network->arena, region) : acv_snapshot_region(network->snapshot);
}

const char *
acv_network_zone_id_of(AcvNetwork *network, const AcvSubnet *subnet)
{
    if (subnet->availability_zone_id) {
        return subnet->availability_zone_id;
    }
    const AcvAvailabilityZone *zone =
        acv_snapshot_find_availability_zone(network->snapshot, subnet->availability_zone);
    return zone ? zone->zone_id : NULL;
}

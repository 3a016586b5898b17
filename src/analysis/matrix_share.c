#include "analysis/matrix_share.h"

#include "analysis/matrix_rules.h"
#include "analysis/matrix_sorting.h"
#include "base/hash.h"
#include "network/endpoint.h"
#include "network/policy.h"

#include <string.h>

/* An end as far as it is shared. */
typedef struct {
    const GArray *placements; /* AcvPlacement; NULL of what stands nowhere. */
    guint32 place;            /* Number of where it stands; 0: it shares nothing. */
    guint32 kind;             /* Of a source: of place, prefixes and egress rules; of a target, of
                                 what the groups of senders do not matter for. */
    bool has_name;            /* Of a target: it is asked for by its name. */
    bool is_solo;             /* Of a target: whoever has its addresses is asked for. */
} Side;

struct AcvShare {
    AcvNetwork *network;
    const GPtrArray *sources;
    const GPtrArray *targets;
    AcvSorting *ways; /* Prefixes of routes and ACLs. */
    AcvSorting *all;  /* All prefixes. */
    AcvRuleBook *book;
    GHashTable *admitted; /* GArray of targets by the id of a group that they have a rule for. */
    GHashTable *special;  /* Ids of groups that endpoints tell apart. */
    GHashTable *wanted;   /* Ids of groups that egress rules name. */
    GArray *solo;         /* guint: targets that every source is asked about by itself. */
    Side *source_sides;
    Side *target_sides;
    bool knows_zones; /* Whether zones or subnets by themselves decide of ways. */
    bool has_servers; /* Whether hosts may ask other name servers than Amazon's. */
};

/* --- Keys --- */

static int
compare_numbers(gconstpointer a, gconstpointer b)
{
    guint32 left = *(const guint32 *) a;
    guint32 right = *(const guint32 *) b;
    return left < right ? -1 : left > right;
}

static void
append_number(GArray *key, guint32 number)
{
    g_array_append_val(key, number);
}

bool
acv_share_key(AcvShare *share, guint source, guint target, GArray *key)
{
    const Side *from = &share->source_sides[source];
    const Side *to = &share->target_sides[target];
    g_array_set_size(key, 0);
    if (from->place == 0 || to->is_solo || (to->placements && to->place == 0)) {
        return false;
    }
    if (!to->placements) {
        append_number(key, from->kind);
        append_number(key, target);
        return from->kind != 0;
    }
    if (to->has_name && share->has_servers && from->kind == 0) {
        return false;
    }
    append_number(key, from->place);
    append_number(key, to->place);
    append_number(key, to->has_name && share->has_servers ? from->kind : 0);
    for (guint i = 0; i < from->placements->len; i++) {
        const AcvPlacement *one = &g_array_index(from->placements, AcvPlacement, i);
        for (guint j = 0; j < to->placements->len; j++) {
            const AcvPlacement *other = &g_array_index(to->placements, AcvPlacement, j);
            append_number(key, one->subnet == other->subnet);
            if (!acv_rule_book_append_matches(share->book, one, other, true, key)
                || !acv_rule_book_append_matches(share->book, other, one, false, key)) {
                return false;
            }
        }
    }
    return true;
}

bool
acv_share_is_settled(AcvShare *share, guint source)
{
    const Side *side = &share->source_sides[source];
    for (guint i = 0; side->place > 0 && i < side->placements->len; i++) {
        if (!g_array_index(side->placements, AcvPlacement, i).interface) {
            return false;
        }
    }
    return side->place > 0;
}

guint32
acv_share_target_kind(AcvShare *share, guint target)
{
    return share->target_sides[target].kind;
}

guint32
acv_share_kind(AcvShare *share, guint source)
{
    return share->source_sides[source].kind;
}

/* --- Sides --- */

static const char *
or_empty(const char *text)
{
    return text ? text : "";
}

static bool
has_known_groups(AcvShare *share, const AcvPlacement *placement)
{
    for (size_t i = 0; i < placement->group_ids.n; i++) {
        if (!acv_rule_book_has(share->book, placement->group_ids.items[i])) {
            return false;
        }
    }
    return placement->group_ids.items && placement->subnet;
}

static bool
shares_address(AcvShare *share, const AcvPlacement *placement)
{
    return placement->interface && acv_sorting_repeats(share->all, placement->interface->record.id);
}

/* Endpoints without a policy of their own are alike if they are in one state. */
static void
write_endpoint(AcvShare *share, GString *text, const AcvPlacement *placement)
{
    const AcvVpcEndpoint *endpoint = acv_endpoint_at(share->network, placement);
    if (endpoint) {
        bool is_alone = !acv_policy_admits_everything(&endpoint->policy);
        g_string_append_printf(text, "endpoint %s %s %s %s\n", or_empty(endpoint->type),
                               or_empty(endpoint->state), or_empty(endpoint->service_name),
                               is_alone ? endpoint->record.id : "");
    }
}

/* The interface of a NAT gateway takes in nothing. */
static void
write_nat_gateway(AcvShare *share, GString *text, const AcvPlacement *placement)
{
    size_t n = 0;
    for (size_t i = 0; i < placement->addresses->n_ranges; i++) {
        const AcvOwned *owned =
            acv_network_owners(share->network, placement->vpc, placement->addresses->ranges[i], &n);
        if (n > 0 && owned[0].owner->kind == ACV_KIND_NAT_GATEWAY) {
            g_string_append(text, "NAT gateway\n");
        }
    }
}

/* Whom a route names is like no other; an instance is like those of its state. */
static void
write_interface(AcvShare *share, GString *text, const AcvPlacement *placement)
{
    const AcvNetworkInterface *interface = placement->interface;
    const AcvInstance *instance =
        acv_snapshot_find_instance(acv_network_snapshot(share->network), interface->instance_id);
    g_string_append_printf(text, "%s %d %d %s %s\n", or_empty(interface->status),
                           interface->source_dest_check, interface->deny_all_igw_traffic,
                           instance ? "instance" : "", instance ? or_empty(instance->state) : "");
    write_endpoint(share, text, placement);
    write_nat_gateway(share, text, placement);
    g_string_append(text, acv_sorting_names(share->ways, interface) ? interface->record.id : "");
}

/* False if the placement shares nothing. */
static bool
write_place(AcvShare *share, GString *text, const AcvPlacement *placement)
{
    const AcvSubnet *subnet = placement->subnet;
    if (!has_known_groups(share, placement) || shares_address(share, placement)) {
        return false;
    }
    const AcvNetworkAcl *acl = acv_network_acl_of(share->network, subnet);
    const AcvRouteTable *table = acv_network_route_table_of(share->network, subnet);
    bool is_symbolic = !placement->interface;
    g_string_append_printf(text, "\n%s %s %s %s %s ", placement->vpc->record.id,
                           acl ? acl->record.id : "", table ? table->record.id : "",
                           is_symbolic || share->knows_zones ? subnet->record.id : "",
                           or_empty(placement->part));
    acv_sorting_write_addresses(share->ways, text, placement->addresses, subnet->record.id);
    if (placement->interface) {
        write_interface(share, text, placement);
    }
    if (acv_placement_is_agentcore(placement)) {
        g_string_append(text, "\nresource in ");
        g_string_append(text, subnet->record.id);
    }
    return true;
}

/* Databases that differ in name alone are alike, unless the scenario resolves names itself. */
static void
write_database(AcvShare *share, GString *text, const AcvDbInstance *db)
{
    size_t n_zones;
    acv_snapshot_list(acv_network_snapshot(share->network), ACV_KIND_HOSTED_ZONE, &n_zones);
    g_string_append_printf(
        text, "\n%s %s %d %d %d %d %d %s", or_empty(db->engine), or_empty(db->status),
        db->endpoint_port.given, (int) db->endpoint_port.value, db->db_instance_port.given,
        (int) db->db_instance_port.value, db->publicly_accessible, or_empty(db->network_type));
    g_string_append_printf(text, " %d", db->endpoint_address != NULL);
    bool is_alone = n_zones > 0 || db->db_cluster_identifier || db->multi_az == ACV_FLAG_TRUE;
    g_string_append(text, is_alone ? db->record.id : "");
}

static void
write_record(AcvShare *share, GString *text, const AcvRecord *record)
{
    if (record->kind == ACV_KIND_DB_INSTANCE) {
        write_database(share, text, (const AcvDbInstance *) record);
    } else if (record->kind != ACV_KIND_NETWORK_INTERFACE) {
        g_string_append_printf(text, "\n%d %s", (int) record->kind, record->id);
    }
}

/* What a source is besides its place: the prefixes that hold it and the rules of its groups. */
static void
write_kind(AcvShare *share, GString *text, const GArray *placements)
{
    for (guint i = 0; i < placements->len; i++) {
        const AcvPlacement *placement = &g_array_index(placements, AcvPlacement, i);
        g_string_append_printf(text, "\n%s ", placement->subnet->record.id);
        acv_sorting_write_addresses(share->all, text, placement->addresses,
                                    placement->subnet->record.id);
        for (size_t j = 0; j < placement->group_ids.n; j++) {
            const char *id = placement->group_ids.items[j];
            g_string_append_printf(text, "\n%u", acv_rule_book_egress(share->book, id));
            g_string_append(text, g_hash_table_contains(share->special, id) ? id : "");
        }
    }
}

static void
fill_side(AcvShare *share, Side *side, const AcvMatrixEnd *end, AcvRole role)
{
    const AcvParty *party = g_ptr_array_index(end->parties, 0);
    bool is_agentcore = role == ACV_ROLE_SOURCE && end->record && !end->interfaces;
    bool is_place = party->kind == ACV_PARTY_PLACEMENTS && end->parties->len == 1;
    side->placements = party->placements;
    side->has_name = party->host != NULL;
    side->is_solo = party->kind == ACV_PARTY_ADDRESSES || party->kind == ACV_PARTY_HOST;
    if (!is_place || !party->placements || party->behind) {
        return;
    }
    g_autoptr(GString) text = g_string_new("place");
    for (guint i = 0; i < party->placements->len; i++) {
        if (!write_place(share, text, &g_array_index(party->placements, AcvPlacement, i))) {
            return;
        }
    }
    if (!is_agentcore && end->record) {
        write_record(share, text, end->record);
    }
    side->place = acv_rule_book_number(share->book, text->str);
    write_kind(share, text, party->placements);
    if (role == ACV_ROLE_SOURCE && !is_agentcore) {
        side->kind = acv_rule_book_number(share->book, text->str);
    }
}

/* What a target is for senders of any groups. */
static void
fill_target_kind(AcvShare *share, Side *side, const AcvAddressSet *senders)
{
    g_autofree char *place = g_strdup_printf("target %u", side->place);
    g_autoptr(GString) text = g_string_new(place);
    for (guint i = 0; side->place > 0 && i < side->placements->len; i++) {
        const AcvPlacement *placement = &g_array_index(side->placements, AcvPlacement, i);
        if (!placement->interface) {
            return;
        }
        g_string_append_printf(text, "\n%s %zu ", placement->subnet->record.id,
                               placement->group_ids.n);
        acv_sorting_write_addresses(share->all, text, placement->addresses,
                                    placement->subnet->record.id);
        for (size_t j = 0; j < placement->group_ids.n; j++) {
            const char *id = placement->group_ids.items[j];
            g_string_append(text, g_hash_table_contains(share->wanted, id) ? id : "");
            acv_rule_book_write_ingress(share->book, id, senders, text);
        }
    }
    side->kind = side->place > 0 ? acv_rule_book_number(share->book, text->str) : 0;
}

/* --- All --- */

/* All that sources can send from. */
static AcvAddressSet *
addresses_of_sources(const AcvShare *share)
{
    g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(AcvAddressRange));
    for (guint i = 0; i < share->sources->len; i++) {
        const GArray *placements = share->source_sides[i].placements;
        for (guint j = 0; placements && j < placements->len; j++) {
            const AcvAddressSet *set = g_array_index(placements, AcvPlacement, j).addresses;
            g_array_append_vals(ranges, set->ranges, (guint) set->n_ranges);
        }
    }
    return acv_address_set_new((const AcvAddressRange *) (const void *) ranges->data, ranges->len);
}

static GHashTable *
table_new(GDestroyNotify free_key, GDestroyNotify free_value)
{
    return g_hash_table_new_full(acv_text_hash, g_str_equal, free_key, free_value);
}

static bool
has_other_servers(const AcvSnapshot *snapshot)
{
    size_t n;
    const AcvRecord *const *options = acv_snapshot_list(snapshot, ACV_KIND_DHCP_OPTIONS, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvStrings *servers =
            acv_dhcp_options_values((const AcvDhcpOptions *) options[i], "domain-name-servers");
        for (size_t j = 0; servers && j < servers->n; j++) {
            if (!g_str_equal(servers->items[j], "AmazonProvidedDNS")) {
                return true;
            }
        }
    }
    return false;
}

static void
add_admitted(AcvShare *share, const char *group_id, guint target)
{
    GArray *targets = g_hash_table_lookup(share->admitted, group_id);
    if (!targets) {
        targets = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(share->admitted, (gpointer) group_id, targets);
    }
    if (targets->len == 0 || g_array_index(targets, guint, targets->len - 1) != target) {
        g_array_append_val(targets, target);
    }
}

static void
index_target(AcvShare *share, guint target)
{
    const Side *side = &share->target_sides[target];
    for (guint i = 0; side->placements && i < side->placements->len; i++) {
        const AcvPlacement *placement = &g_array_index(side->placements, AcvPlacement, i);
        for (size_t j = 0; j < placement->group_ids.n; j++) {
            g_autoptr(GPtrArray) peers =
                acv_rule_book_peers(share->book, placement->group_ids.items[j], false);
            for (guint k = 0; k < peers->len; k++) {
                add_admitted(share, g_ptr_array_index(peers, k), target);
            }
        }
    }
}

GArray *
acv_share_admits(AcvShare *share, guint source)
{
    GArray *result = g_array_new(FALSE, FALSE, sizeof(guint));
    const Side *side = &share->source_sides[source];
    for (guint i = 0; side->placements && i < side->placements->len; i++) {
        const AcvPlacement *placement = &g_array_index(side->placements, AcvPlacement, i);
        for (size_t j = 0; j < placement->group_ids.n; j++) {
            const GArray *targets =
                g_hash_table_lookup(share->admitted, placement->group_ids.items[j]);
            if (targets) {
                g_array_append_vals(result, targets->data, targets->len);
            }
        }
    }
    g_array_append_vals(result, share->solo->data, share->solo->len);
    g_array_sort(result, compare_numbers);
    guint kept = 0;
    for (guint i = 0; i < result->len; i++) {
        guint target = g_array_index(result, guint, i);
        if (kept == 0 || g_array_index(result, guint, kept - 1) != target) {
            g_array_index(result, guint, kept++) = target;
        }
    }
    g_array_set_size(result, kept);
    return result;
}

static bool
has_any(AcvNetwork *network, AcvKind kind)
{
    size_t n;
    acv_snapshot_list(acv_network_snapshot(network), kind, &n);
    return n > 0;
}

static void
fill_sides(AcvShare *share)
{
    for (guint i = 0; i < share->sources->len; i++) {
        fill_side(share, &share->source_sides[i], g_ptr_array_index(share->sources, i),
                  ACV_ROLE_SOURCE);
    }
    g_autoptr(AcvAddressSet) senders = addresses_of_sources(share);
    for (guint i = 0; i < share->targets->len; i++) {
        Side *side = &share->target_sides[i];
        fill_side(share, side, g_ptr_array_index(share->targets, i), ACV_ROLE_TARGET);
        fill_target_kind(share, side, senders);
        index_target(share, i);
        if (side->is_solo) {
            g_array_append_val(share->solo, i);
        }
    }
}

AcvShare *
acv_share_new(AcvNetwork *network, const GPtrArray *sources, const GPtrArray *targets)
{
    AcvShare *share = g_new0(AcvShare, 1);
    share->network = network;
    share->sources = sources;
    share->targets = targets;
    share->ways = acv_sorting_new(network, false);
    share->all = acv_sorting_new(network, true);
    share->book = acv_rule_book_new(network);
    share->admitted = table_new(NULL, (GDestroyNotify) g_array_unref);
    share->has_servers = has_other_servers(acv_network_snapshot(network));
    share->special = acv_rule_book_told_apart(share->book, share->has_servers);
    share->wanted = acv_rule_book_egress_peers(share->book);
    share->solo = g_array_new(FALSE, FALSE, sizeof(guint));
    share->source_sides = g_new0(Side, MAX(sources->len, 1));
    share->target_sides = g_new0(Side, MAX(targets->len, 1));
    share->knows_zones = has_any(network, ACV_KIND_TRANSIT_GATEWAY_VPC_ATTACHMENT)
                         || has_any(network, ACV_KIND_VPC_BLOCK_PUBLIC_ACCESS_OPTIONS)
                         || has_any(network, ACV_KIND_VPC_BLOCK_PUBLIC_ACCESS_EXCLUSION);
    fill_sides(share);
    return share;
}

void
acv_share_free(AcvShare *share)
{
    if (!share) {
        return;
    }
    GHashTable *const tables[] = { share->admitted, share->special, share->wanted };
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
        g_hash_table_unref(tables[i]);
    }
    g_array_unref(share->solo);
    acv_rule_book_free(share->book);
    acv_sorting_free(share->ways);
    acv_sorting_free(share->all);
    g_free(share->source_sides);
    g_free(share->target_sides);
    g_free(share);
}

#include "analysis/matrix_share.h"

#include "analysis/matrix_rules.h"
#include "analysis/matrix_sorting.h"
#include "base/hash.h"
#include "network/endpoint.h"

#include <string.h>

/* An end as far as it is shared. */
typedef struct {
    const GArray *placements; /* AcvPlacement; NULL of what stands nowhere. */
    guint32 place;            /* Number of where it stands; 0: it shares nothing. */
    guint32 kind;             /* Of a source: of place, prefixes and egress rules. */
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
    GHashTable *repeated; /* "VPC address" that several interfaces have. */
    GHashTable *admitted; /* GArray of targets by the id of a group that they have a rule for. */
    GHashTable *special;  /* Ids of groups that endpoints tell apart. */
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

guint32
acv_share_kind(AcvShare *share, guint source)
{
    return share->source_sides[source].kind;
}

/* --- Sides --- */

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
has_repeated_address(AcvShare *share, const AcvPlacement *placement)
{
    for (size_t i = 0; placement->interface && i < placement->addresses->n_ranges; i++) {
        char buffer[ACV_ADDRESS_TEXT_SIZE];
        g_autofree char *key =
            g_strdup_printf("%s %s", placement->vpc->record.id,
                            acv_address_range_print(placement->addresses->ranges[i], buffer));
        if (g_hash_table_lookup(share->repeated, key) != NULL) {
            return true;
        }
    }
    return false;
}

/* Who works for others is like no other; an instance is like those of its state. */
static void
write_interface(AcvShare *share, GString *text, const AcvPlacement *placement)
{
    const AcvNetworkInterface *interface = placement->interface;
    const AcvInstance *instance =
        acv_snapshot_find_instance(acv_network_snapshot(share->network), interface->instance_id);
    bool is_alone =
        acv_sorting_names(share->ways, interface) || acv_endpoint_at(share->network, placement);
    g_string_append_printf(text, "%s %d %d %s %s\n", interface->status ? interface->status : "",
                           interface->source_dest_check, interface->deny_all_igw_traffic,
                           instance ? "instance" : "",
                           instance && instance->state ? instance->state : "");
    g_string_append(text, is_alone ? interface->record.id : "");
}

/* False if the placement shares nothing. */
static bool
write_place(AcvShare *share, GString *text, const AcvPlacement *placement)
{
    const AcvSubnet *subnet = placement->subnet;
    if (!has_known_groups(share, placement) || has_repeated_address(share, placement)) {
        return false;
    }
    const AcvNetworkAcl *acl = acv_network_acl_of(share->network, subnet);
    const AcvRouteTable *table = acv_network_route_table_of(share->network, subnet);
    bool is_symbolic = !placement->interface;
    g_string_append_printf(text, "\n%s %s %s %s %s ", placement->vpc->record.id,
                           acl ? acl->record.id : "", table ? table->record.id : "",
                           is_symbolic || share->knows_zones ? subnet->record.id : "",
                           placement->part ? placement->part : "");
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
    g_string_append_printf(text, "\n%s %s %d %d %d %d %d %s", db->engine ? db->engine : "",
                           db->status ? db->status : "", db->endpoint_port.given,
                           (int) db->endpoint_port.value, db->db_instance_port.given,
                           (int) db->db_instance_port.value, db->publicly_accessible,
                           db->network_type ? db->network_type : "");
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

/* --- All --- */

static void
index_addresses(AcvShare *share)
{
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(acv_network_snapshot(share->network), ACV_KIND_NETWORK_INTERFACE, &n);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(acv_text_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < n; i++) {
        AcvPlacement placement =
            acv_placement_of_interface(share->network, (const AcvNetworkInterface *) records[i]);
        for (size_t j = 0; j < placement.addresses->n_ranges; j++) {
            char buffer[ACV_ADDRESS_TEXT_SIZE];
            char *key =
                g_strdup_printf("%s %s", placement.vpc->record.id,
                                acv_address_range_print(placement.addresses->ranges[j], buffer));
            if (!g_hash_table_add(seen, key)) {
                g_hash_table_insert(share->repeated, g_strdup(key), GUINT_TO_POINTER(1));
            }
        }
    }
}

static void
add_special(AcvShare *share, const char *group_id)
{
    g_autoptr(GPtrArray) peers = acv_rule_book_admitted(share->book, group_id);
    for (guint i = 0; i < peers->len; i++) {
        g_hash_table_add(share->special, g_ptr_array_index(peers, i));
    }
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

/* Groups that endpoints tell apart; with name servers of one's own, any. */
static void
index_special_groups(AcvShare *share)
{
    const AcvSnapshot *snapshot = acv_network_snapshot(share->network);
    size_t n;
    const AcvRecord *const *groups = acv_snapshot_list(snapshot, ACV_KIND_SECURITY_GROUP, &n);
    share->has_servers = has_other_servers(snapshot);
    for (size_t i = 0; share->has_servers && i < n; i++) {
        g_hash_table_add(share->special, (gpointer) groups[i]->id);
    }
    const AcvRecord *const *endpoints = acv_snapshot_list(snapshot, ACV_KIND_VPC_ENDPOINT, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvVpcEndpoint *endpoint = (const AcvVpcEndpoint *) endpoints[i];
        for (size_t j = 0; j < endpoint->group_ids.n; j++) {
            add_special(share, endpoint->group_ids.items[j]);
        }
        for (size_t j = 0; j < endpoint->network_interface_ids.n; j++) {
            const AcvNetworkInterface *interface = acv_snapshot_find_network_interface(
                snapshot, endpoint->network_interface_ids.items[j]);
            for (size_t k = 0; interface && k < interface->group_ids.n; k++) {
                add_special(share, interface->group_ids.items[k]);
            }
        }
    }
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
                acv_rule_book_admitted(share->book, placement->group_ids.items[j]);
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

static GHashTable *
table_new(GDestroyNotify free_key, GDestroyNotify free_value)
{
    return g_hash_table_new_full(acv_text_hash, g_str_equal, free_key, free_value);
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
    share->repeated = table_new(g_free, NULL);
    share->admitted = table_new(NULL, (GDestroyNotify) g_array_unref);
    share->special = table_new(NULL, NULL);
    share->solo = g_array_new(FALSE, FALSE, sizeof(guint));
    share->source_sides = g_new0(Side, MAX(sources->len, 1));
    share->target_sides = g_new0(Side, MAX(targets->len, 1));
    share->knows_zones = has_any(network, ACV_KIND_TRANSIT_GATEWAY_VPC_ATTACHMENT)
                         || has_any(network, ACV_KIND_VPC_BLOCK_PUBLIC_ACCESS_OPTIONS)
                         || has_any(network, ACV_KIND_VPC_BLOCK_PUBLIC_ACCESS_EXCLUSION);
    index_addresses(share);
    index_special_groups(share);
    for (guint i = 0; i < sources->len; i++) {
        fill_side(share, &share->source_sides[i], g_ptr_array_index(sources, i), ACV_ROLE_SOURCE);
    }
    for (guint i = 0; i < targets->len; i++) {
        fill_side(share, &share->target_sides[i], g_ptr_array_index(targets, i), ACV_ROLE_TARGET);
        index_target(share, i);
        if (share->target_sides[i].is_solo) {
            g_array_append_val(share->solo, i);
        }
    }
    return share;
}

void
acv_share_free(AcvShare *share)
{
    if (!share) {
        return;
    }
    GHashTable *const tables[] = { share->repeated, share->admitted, share->special };
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

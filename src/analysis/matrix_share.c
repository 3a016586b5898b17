#include "analysis/matrix_share.h"

#include "analysis/matrix_place.h"
#include "analysis/matrix_rules.h"
#include "analysis/matrix_way.h"
#include "base/hash.h"

#include <string.h>

/* An end as far as it is shared. */
typedef struct {
    const GArray *placements; /* AcvPlacement; NULL of what stands nowhere. */
    guint32 place;            /* Number of where it stands; 0: it shares nothing. */
    guint32 way_place;        /* The same as far as that decides of ways. */
    guint32 kind;             /* Of a source: of place, prefixes and egress rules; of a target, of
                                 what the groups of senders do not matter for. */
    bool has_name;            /* Of a target: it is asked for by its name. */
    bool is_solo;             /* Of a target: whoever has its addresses is asked for. */
} Side;

struct AcvShare {
    AcvNetwork *network;
    const AcvQuestion *question;
    const AcvAskedPorts *ports;
    const GPtrArray *sources;
    const GPtrArray *targets;
    AcvPlaces *places;
    AcvSorting *all; /* All prefixes. */
    AcvRuleBook *book;
    GHashTable *ways;     /* Numbers of ways by Pair. */
    GArray *way;          /* guint32: room for what tells one way from others. */
    GHashTable *admitted; /* GArray of targets by the id of a group that they have a rule for. */
    GHashTable *special;  /* Ids of groups that endpoints tell apart. */
    GHashTable *wanted;   /* Ids of groups that egress rules name. */
    GArray *solo;         /* guint: targets that every source is asked about by itself. */
    Side *source_sides;
    Side *target_sides;
    bool has_servers; /* Whether hosts may ask other name servers than Amazon's. */
};

/* Places between which there is a way. */
typedef struct {
    guint32 from;
    guint32 to;
    guint64 neighbours; /* Which of their placements stand in one subnet. */
} Pair;

static guint
pair_hash(gconstpointer pointer)
{
    const Pair *pair = pointer;
    guint64 mixed = (((guint64) pair->from << 32) ^ pair->to ^ pair->neighbours)
                    * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
    return (guint) (mixed >> 32);
}

static gboolean
pair_equal(gconstpointer a, gconstpointer b)
{
    return memcmp(a, b, sizeof(Pair)) == 0;
}

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

/* The targets to ask about: a class itself is one interface of it and another. */
GPtrArray *
acv_share_parties(const AcvMatrixEnd *source, const AcvMatrixEnd *target)
{
    bool is_itself = source->interfaces && target->interfaces && source->record == target->record;
    return is_itself ? target->others : target->parties;
}

/* A number that is the same of ways that are alike; 0 if groups cannot be told from the way. */
static guint32
walk_way(AcvShare *share, guint source, guint target)
{
    const AcvMatrixEnd *from = g_ptr_array_index(share->sources, source);
    GPtrArray *targets = acv_share_parties(from, g_ptr_array_index(share->targets, target));
    g_autoptr(AcvInquiry) inquiry =
        targets ? acv_inquiry_new_past_groups(share->network, share->question, share->ports,
                                              from->parties, targets)
                : NULL;
    g_array_set_size(share->way, 0);
    if (!inquiry || !acv_way_append(inquiry, share->way)) {
        return 0;
    }
    g_autoptr(GString) text = g_string_new("way");
    for (guint i = 0; i < share->way->len; i++) {
        g_string_append_printf(text, " %u", g_array_index(share->way, guint32, i));
    }
    return acv_rule_book_number(share->book, text->str);
}

/* Which of the placements of two sides stand in one subnet, as bits; false if they are too many. */
static bool
find_neighbours(const Side *from, const Side *to, guint64 *out_bits)
{
    *out_bits = 0;
    for (guint i = 0; i < from->placements->len; i++) {
        for (guint j = 0; j < to->placements->len; j++) {
            bool is_within = g_array_index(from->placements, AcvPlacement, i).subnet
                             == g_array_index(to->placements, AcvPlacement, j).subnet;
            *out_bits |= (guint64) is_within << ((i * to->placements->len + j) % 64);
        }
    }
    return from->placements->len * to->placements->len <= 64;
}

static guint32
number_of_way(AcvShare *share, guint source, guint target)
{
    const Side *from = &share->source_sides[source];
    const Side *to = &share->target_sides[target];
    Pair pair = { .from = from->way_place, .to = to->way_place };
    if (!find_neighbours(from, to, &pair.neighbours)) {
        return 0;
    }
    gpointer known;
    if (!g_hash_table_lookup_extended(share->ways, &pair, NULL, &known)) {
        known = GUINT_TO_POINTER(walk_way(share, source, target));
        g_hash_table_insert(share->ways, g_memdup2(&pair, sizeof pair), known);
    }
    return GPOINTER_TO_UINT(known);
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
    bool asks_servers = to->has_name && share->has_servers;
    if (asks_servers && from->kind == 0) {
        return false;
    }
    guint32 way = asks_servers ? 0 : number_of_way(share, source, target);
    append_number(key, way);
    append_number(key, way ? 0 : from->place);
    append_number(key, way ? 0 : to->place);
    append_number(key, asks_servers ? from->kind : 0);
    for (guint i = 0; i < from->placements->len; i++) {
        const AcvPlacement *one = &g_array_index(from->placements, AcvPlacement, i);
        for (guint j = 0; j < to->placements->len; j++) {
            const AcvPlacement *other = &g_array_index(to->placements, AcvPlacement, j);
            append_number(key, way ? 0 : one->subnet == other->subnet);
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
    return share->source_sides[source].place > 0;
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
    g_autoptr(GString) way = g_string_new("way");
    for (guint i = 0; i < party->placements->len; i++) {
        const AcvPlacement *placement = &g_array_index(party->placements, AcvPlacement, i);
        if (!has_known_groups(share, placement) || shares_address(share, placement)) {
            return;
        }
        acv_places_write_exactly(share->places, placement, text);
        acv_places_write(share->places, placement, way);
    }
    if (!is_agentcore && end->record) {
        write_record(share, text, end->record);
        write_record(share, way, end->record);
    }
    side->place = acv_rule_book_number(share->book, text->str);
    side->way_place = acv_rule_book_number(share->book, way->str);
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
acv_share_new(AcvNetwork *network, const AcvQuestion *question, const AcvAskedPorts *ports,
              const GPtrArray *sources, const GPtrArray *targets)
{
    AcvShare *share = g_new0(AcvShare, 1);
    share->network = network;
    share->question = question;
    share->ports = ports;
    share->sources = sources;
    share->targets = targets;
    share->places = acv_places_new(network);
    share->all = acv_sorting_new(network, ACV_SORTING_BY_ALL);
    share->book = acv_rule_book_new(network);
    share->ways = g_hash_table_new_full(pair_hash, pair_equal, g_free, NULL);
    share->way = g_array_new(FALSE, FALSE, sizeof(guint32));
    share->admitted = table_new(NULL, (GDestroyNotify) g_array_unref);
    share->has_servers = has_other_servers(acv_network_snapshot(network));
    share->special = acv_rule_book_told_apart(share->book, share->has_servers);
    share->wanted = acv_rule_book_egress_peers(share->book);
    share->solo = g_array_new(FALSE, FALSE, sizeof(guint));
    share->source_sides = g_new0(Side, MAX(sources->len, 1));
    share->target_sides = g_new0(Side, MAX(targets->len, 1));
    fill_sides(share);
    return share;
}

void
acv_share_free(AcvShare *share)
{
    if (!share) {
        return;
    }
    GHashTable *const tables[] = { share->ways, share->admitted, share->special, share->wanted };
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
        g_hash_table_unref(tables[i]);
    }
    g_array_unref(share->solo);
    g_array_unref(share->way);
    acv_rule_book_free(share->book);
    acv_places_free(share->places);
    acv_sorting_free(share->all);
    g_free(share->source_sides);
    g_free(share->target_sides);
    g_free(share);
}

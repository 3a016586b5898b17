#include "analysis/matrix_side.h"

#include "analysis/matrix_client.h"
#include "analysis/matrix_sorting.h"
#include "base/digits.h"
#include "base/hash.h"

#include <string.h>

/* Where an interface stands, in either role. */
typedef struct {
    bool is_shared; /* Whether others may stand alike. */
    guint32 place;  /* Exactly, */
    guint32 way;    /* and as far as that decides of ways. */
    AcvStand stand;
} Spot;

/* What numbers are made with. */
typedef struct {
    AcvSides *sides;
    const AcvPlaces *places;
    const AcvSorting *all; /* All prefixes. */
    AcvClients *clients;
    GHashTable *special;      /* Ids of groups that endpoints tell apart. */
    GHashTable *wanted;       /* Ids of groups that egress rules name. */
    GHashTable *way_places;   /* Numbers by text, */
    GHashTable *target_kinds; /* and these. */
    GHashTable *spots;        /* Spot, owned, by interface. */
} Making;

static const char *
or_empty(const char *text)
{
    return text ? text : "";
}

static bool
has_known_groups(const Making *making, const AcvPlacement *placement)
{
    const AcvSnapshot *snapshot = acv_network_snapshot(making->sides->network);
    for (size_t i = 0; i < placement->group_ids.n; i++) {
        if (!acv_snapshot_find_security_group(snapshot, placement->group_ids.items[i])) {
            return false;
        }
    }
    return placement->group_ids.items && placement->subnet;
}

static bool
shares_address(const Making *making, const AcvPlacement *placement)
{
    return placement->interface && acv_sorting_repeats(making->all, placement->interface);
}

/* Databases that differ in name alone are alike, unless the scenario resolves names itself. */
static void
write_database(const AcvSides *sides, GString *text, const AcvDbInstance *db)
{
    size_t n_zones;
    acv_snapshot_list(acv_network_snapshot(sides->network), ACV_KIND_HOSTED_ZONE, &n_zones);
    g_string_append_printf(
        text, "\n%s %s %d %d %d %d %d %s", or_empty(db->engine), or_empty(db->status),
        db->endpoint_port.given, (int) db->endpoint_port.value, db->db_instance_port.given,
        (int) db->db_instance_port.value, db->publicly_accessible, or_empty(db->network_type));
    g_string_append_printf(text, " %d", db->endpoint_address != NULL);
    bool is_alone = n_zones > 0 || db->db_cluster_identifier || db->multi_az == ACV_FLAG_TRUE;
    g_string_append(text, is_alone ? db->record.id : "");
}

static void
write_record(const AcvSides *sides, GString *text, const AcvRecord *record)
{
    if (record->kind == ACV_KIND_DB_INSTANCE) {
        write_database(sides, text, (const AcvDbInstance *) record);
    } else if (record->kind != ACV_KIND_NETWORK_INTERFACE) {
        g_string_append_printf(text, "\n%d %s", (int) record->kind, record->id);
    }
}

/* The number of 'text', which if it is new is that of '*next'. */
static guint32
small_number(GHashTable *numbers, const char *text, guint *next)
{
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(numbers, text));
    if (number == 0) {
        number = (*next)++;
        g_hash_table_insert(numbers, g_strdup(text), GUINT_TO_POINTER(number));
    }
    return number;
}

static AcvStand
stand_of(const Making *making, const AcvPlacement *placement)
{
    g_autoptr(GString) text = g_string_new(NULL);
    acv_sorting_write_addresses(making->all, text, placement->addresses);
    AcvMatches *matches = making->sides->matches;
    return (AcvStand){ .groups = acv_matches_groups(matches, &placement->group_ids),
                       .whereabouts = acv_matches_whereabouts(matches, text->str) };
}

static void
append_number(GString *text, guint number)
{
    g_string_append_c(text, ' ');
    acv_digits_append(text, number);
}

/* What a source is besides its place: the prefixes that hold it and the rules of its groups. */
static void
write_kind(const Making *making, GString *text, const AcvSide *side)
{
    for (guint i = 0; i < side->placements->len; i++) {
        const AcvPlacement *placement = &g_array_index(side->placements, AcvPlacement, i);
        g_string_append_c(text, '\n');
        g_string_append(text, placement->subnet->record.id);
        append_number(text, side->stands[i].whereabouts);
        for (size_t j = 0; j < placement->group_ids.n; j++) {
            const char *id = placement->group_ids.items[j];
            append_number(text, acv_rule_book_egress(making->sides->book, id));
            g_string_append(text, g_hash_table_contains(making->special, id) ? id : "");
        }
    }
}

static Spot
make_spot(const Making *making, const AcvPlacement *placement)
{
    if (!has_known_groups(making, placement) || shares_address(making, placement)) {
        return (Spot){ .is_shared = false };
    }
    g_autoptr(GString) place = g_string_new("exactly");
    g_autoptr(GString) way = g_string_new("on the way");
    acv_places_write_exactly(making->places, placement, place);
    acv_places_write(making->places, placement, way);
    return (Spot){ .is_shared = true,
                   .place = acv_rule_book_number(making->sides->book, place->str),
                   .way = acv_rule_book_number(making->sides->book, way->str),
                   .stand = stand_of(making, placement) };
}

/* An interface of its own is looked at once, as a source and as a target. */
static Spot
spot_of(const Making *making, const AcvPlacement *placement)
{
    if (!placement->interface || placement->resource || placement->part) {
        return make_spot(making, placement);
    }
    Spot *known = g_hash_table_lookup(making->spots, placement->interface);
    if (!known) {
        Spot made = make_spot(making, placement);
        known = g_memdup2(&made, sizeof made);
        g_hash_table_insert(making->spots, (gpointer) placement->interface, known);
    }
    return *known;
}

/* Writes where a side stands, exactly and as far as that decides of ways, and notes who stands
 * there; false if it shares nothing. */
static bool
write_places(const Making *making, const AcvParty *party, AcvStand *stands, GString *text,
             GString *way)
{
    for (guint i = 0; i < party->placements->len; i++) {
        Spot spot = spot_of(making, &g_array_index(party->placements, AcvPlacement, i));
        if (!spot.is_shared) {
            return false;
        }
        append_number(text, spot.place);
        append_number(way, spot.way);
        stands[i] = spot.stand;
    }
    return true;
}

static void
fill_source_kinds(Making *making, AcvSide *side, const AcvMatrixEnd *end, GString *text,
                  GString *way)
{
    AcvSides *sides = making->sides;
    const AcvRecord *resource = end->interfaces ? NULL : end->record;
    g_autoptr(GString) groups = g_string_new("carries");
    for (guint i = 0; i < side->placements->len; i++) {
        append_number(groups, side->stands[i].groups);
    }
    side->groups = acv_rule_book_number(sides->book, groups->str);
    write_kind(making, text, side);
    if (resource) {
        acv_clients_write_resource(making->clients, resource, text);
    }
    bool is_alone = resource && sides->has_servers;
    side->kind = is_alone ? 0 : acv_rule_book_number(sides->book, text->str);
    side->client_kind = side->kind;
    if (!sides->has_servers) {
        acv_clients_write(making->clients, side->placements, way);
        if (resource) {
            acv_clients_write_resource(making->clients, resource, way);
        }
        side->client_kind = acv_rule_book_number(sides->book, way->str);
    }
}

static void
fill_side(Making *making, AcvSide *side, const AcvMatrixEnd *end, AcvRole role)
{
    const AcvParty *party = g_ptr_array_index(end->parties, 0);
    bool is_place = party->kind == ACV_PARTY_PLACEMENTS && end->parties->len == 1;
    side->placements = party->placements;
    side->has_name = party->host != NULL;
    side->is_solo = party->kind == ACV_PARTY_ADDRESSES || party->kind == ACV_PARTY_HOST;
    g_autoptr(GString) text = g_string_new("place");
    g_autoptr(GString) way = g_string_new("way");
    if (!is_place || !party->placements || party->behind) {
        return;
    }
    g_autofree AcvStand *stands = g_new0(AcvStand, MAX(party->placements->len, 1));
    if (!write_places(making, party, stands, text, way)) {
        return;
    }
    if (role == ACV_ROLE_TARGET) {
        g_autoptr(GString) asked = g_string_new("asked");
        if (end->record) {
            write_record(making->sides, asked, end->record);
        }
        g_string_append(text, asked->str);
        g_string_append(way, asked->str);
        side->asked = acv_rule_book_number(making->sides->book, asked->str);
    }
    side->place = acv_rule_book_number(making->sides->book, text->str);
    side->way_place = small_number(making->way_places, way->str, &making->sides->n_way_places);
    side->stands = g_steal_pointer(&stands);
    if (role == ACV_ROLE_SOURCE) {
        fill_source_kinds(making, side, end, text, way);
    }
}

/* What a target is for senders of any groups. */
static void
fill_target_kind(Making *making, AcvSide *side)
{
    if (side->place == 0) {
        return;
    }
    AcvMatches *matches = making->sides->matches;
    g_autoptr(GString) text = g_string_new("target");
    append_number(text, side->place);
    for (guint i = 0; i < side->placements->len; i++) {
        const AcvPlacement *placement = &g_array_index(side->placements, AcvPlacement, i);
        g_string_append_c(text, '\n');
        g_string_append(text, placement->subnet->record.id);
        append_number(text, side->stands[i].whereabouts);
        append_number(text, acv_matches_ingress(matches, side->stands[i].groups));
        for (size_t j = 0; j < placement->group_ids.n; j++) {
            const char *id = placement->group_ids.items[j];
            if (g_hash_table_contains(making->wanted, id)) {
                g_string_append_c(text, ' ');
                g_string_append(text, id);
            }
        }
    }
    side->kind = small_number(making->target_kinds, text->str, &making->sides->n_target_kinds);
}

/* --- All --- */

static void
append_addresses(const GPtrArray *ends, GArray *ranges)
{
    for (guint i = 0; i < ends->len; i++) {
        const AcvMatrixEnd *end = g_ptr_array_index(ends, i);
        const AcvParty *party = g_ptr_array_index(end->parties, 0);
        for (guint j = 0; party->placements && j < party->placements->len; j++) {
            const AcvAddressSet *set = g_array_index(party->placements, AcvPlacement, j).addresses;
            g_array_append_vals(ranges, set->ranges, (guint) set->n_ranges);
        }
    }
}

static AcvAddressSet *
addresses_of(const GPtrArray *sources, const GPtrArray *targets)
{
    g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(AcvAddressRange));
    append_addresses(sources, ranges);
    append_addresses(targets, ranges);
    return acv_address_set_new((const AcvAddressRange *) (const void *) ranges->data, ranges->len);
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
make(Making *making, const GPtrArray *sources, const GPtrArray *targets)
{
    AcvSides *sides = making->sides;
    for (guint i = 0; i < sources->len; i++) {
        fill_side(making, &sides->sources[i], g_ptr_array_index(sources, i), ACV_ROLE_SOURCE);
    }
    for (guint i = 0; i < targets->len; i++) {
        fill_side(making, &sides->targets[i], g_ptr_array_index(targets, i), ACV_ROLE_TARGET);
        fill_target_kind(making, &sides->targets[i]);
    }
}

AcvSides *
acv_sides_new(AcvNetwork *network, const AcvSorting *all, const GPtrArray *sources,
              const GPtrArray *targets)
{
    AcvSides *sides = g_new0(AcvSides, 1);
    sides->network = network;
    sides->addresses = addresses_of(sources, targets);
    sides->book = acv_rule_book_new(network);
    sides->matches = acv_matches_new(sides->book, sides->addresses);
    sides->sources = g_new0(AcvSide, MAX(sources->len, 1));
    sides->targets = g_new0(AcvSide, MAX(targets->len, 1));
    sides->n_sources = sources->len;
    sides->n_targets = targets->len;
    sides->n_way_places = 1;
    sides->n_target_kinds = 1;
    sides->has_servers = has_other_servers(acv_network_snapshot(network));
    sides->places = acv_places_new(network);
    sides->shapes = acv_shapes_new(network, sides->book, sides->places, all);
    g_autoptr(GHashTable) special = acv_rule_book_told_apart(sides->book, sides->has_servers);
    g_autoptr(GHashTable) wanted = acv_rule_book_egress_peers(sides->book);
    g_autoptr(AcvClients) clients = acv_clients_new(network, sides->book, special);
    g_autoptr(GHashTable) way_places =
        g_hash_table_new_full(acv_text_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) target_kinds =
        g_hash_table_new_full(acv_text_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) spots = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    Making making = { sides,  sides->places, all,          clients, special,
                      wanted, way_places,    target_kinds, spots };
    make(&making, sources, targets);
    return sides;
}

static void
free_sides(AcvSide *sides, guint n)
{
    for (guint i = 0; i < n; i++) {
        g_free(sides[i].stands);
    }
    g_free(sides);
}

void
acv_sides_free(AcvSides *sides)
{
    if (sides) {
        free_sides(sides->sources, sides->n_sources);
        free_sides(sides->targets, sides->n_targets);
        acv_matches_free(sides->matches);
        acv_shapes_free(sides->shapes);
        acv_places_free(sides->places);
        acv_rule_book_free(sides->book);
        acv_address_set_free(sides->addresses);
        g_free(sides);
    }
}

#include "analysis/matrix_shape.h"

#include "acv/question.h"
#include "analysis/named_end.h"
#include "base/digits.h"
#include "base/hash.h"
#include "network/policy.h"
#include "network/service.h"

struct AcvShapes {
    AcvNetwork *network;
    AcvRuleBook *book;
    const AcvPlaces *places;
    const AcvSorting *all;
    GHashTable *numbers; /* By VPC, Region and service; texts, owned. */
};

AcvShapes *
acv_shapes_new(AcvNetwork *network, AcvRuleBook *book, const AcvPlaces *places,
               const AcvSorting *all)
{
    AcvShapes *shapes = g_new0(AcvShapes, 1);
    shapes->network = network;
    shapes->book = book;
    shapes->places = places;
    shapes->all = all;
    shapes->numbers = g_hash_table_new_full(acv_text_hash, g_str_equal, g_free, NULL);
    return shapes;
}

void
acv_shapes_free(AcvShapes *shapes)
{
    if (shapes) {
        g_hash_table_unref(shapes->numbers);
        g_free(shapes);
    }
}

/* Writes where the interface of an endpoint stands; false if not everybody may use it. */
static bool
write_endpoint(const AcvShapes *shapes, const AcvEnd *end, GString *text)
{
    const AcvPlacement *placement = end->placement;
    if (!placement->subnet || end->record->kind != ACV_KIND_VPC_ENDPOINT
        || !acv_policy_admits_everything(&((const AcvVpcEndpoint *) end->record)->policy)) {
        return false;
    }
    g_string_append(text, placement->subnet->record.id);
    acv_places_write_exactly(shapes->places, placement, text);
    acv_sorting_write_addresses(shapes->all, text, placement->addresses);
    for (size_t i = 0; i < placement->group_ids.n; i++) {
        g_string_append_c(text, ' ');
        g_string_append(text, placement->group_ids.items[i]);
    }
    return true;
}

/* Writes where a name leads: to an endpoint, or to public addresses that nobody knows; false if
 * more than that decides who reaches the service. */
static bool
write_end(const AcvShapes *shapes, const AcvEnd *end, GString *text)
{
    const AcvNaming *naming = end->naming;
    if (!naming || naming->bypassed || !end->service || !end->service->row || end->service->part) {
        return false;
    }
    g_string_append_c(text, '\n');
    acv_digits_append(text, end->service->row->port);
    g_string_append_c(text, ' ');
    acv_digits_append(text, end->service->row->endpoint_kinds);
    g_string_append_c(text, ' ');
    if (end->placement) {
        return naming->answer.kind == ACV_NAME_RECORD && write_endpoint(shapes, end, text);
    }
    return naming->answer.kind == ACV_NAME_SERVICE && !end->service->has_known_addresses;
}

/* Whether the VPC of the service has or had a gateway endpoint for it: routes and rules may still
 * name the list of one that is deleted. */
static bool
has_gateway(AcvNetwork *network, const AcvService *service)
{
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(acv_network_snapshot(network), ACV_KIND_VPC_ENDPOINT, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvVpcEndpoint *endpoint = (const AcvVpcEndpoint *) records[i];
        if (acv_endpoint_is_gateway(endpoint) && acv_endpoint_vpc(network, endpoint) == service->vpc
            && acv_endpoint_serves(network, endpoint, service)) {
            return true;
        }
    }
    return false;
}

/* Writes which prefix lists mean the service; false if a gateway endpoint serves it too. */
static bool
write_lists(const AcvShapes *shapes, const AcvService *service, GString *text)
{
    size_t n;
    const AcvRecord *const *lists =
        acv_snapshot_list(acv_network_snapshot(shapes->network), ACV_KIND_PREFIX_LIST, &n);
    for (size_t i = 0; i < n; i++) {
        g_string_append_c(text, ' ');
        acv_digits_append(
            text, (guint64) acv_service_list_relation(shapes->network, service, lists[i]->id));
    }
    return !has_gateway(shapes->network, service);
}

static bool
write_shape(const AcvShapes *shapes, const AcvPlacement *placement, const AcvParty *service,
            GString *text)
{
    AcvNameClient *client = acv_name_client_new(shapes->network, placement, ACV_EPHEMERAL_PORTS);
    AcvEnd source = { .kind = ACV_PARTY_PLACEMENTS, .placement = placement };
    g_autoptr(GArray) ends =
        acv_ends_of_name(shapes->network, client, service, &source, ACV_VIEW_AMAZON, false);
    bool is_told = ends->len > 0 && client->rule.verdict == ACV_VERDICT_ADMITTED;
    for (guint i = 0; i < ends->len && is_told; i++) {
        const AcvEnd *end = &g_array_index(ends, AcvEnd, i);
        is_told =
            write_end(shapes, end, text) && (i > 0 || write_lists(shapes, end->service, text));
    }
    acv_name_client_free(client);
    return is_told;
}

/* The Region of all placements, if they are in one VPC and Region; else NULL. */
static const char *
region_of(AcvNetwork *network, const GArray *placements)
{
    const char *region = NULL;
    const AcvPlacement *first = &g_array_index(placements, AcvPlacement, 0);
    for (guint i = 0; i < placements->len; i++) {
        const AcvPlacement *placement = &g_array_index(placements, AcvPlacement, i);
        const char *its = acv_network_region_of(network, placement->subnet);
        if (!its || placement->vpc != first->vpc || (region && !g_str_equal(region, its))) {
            return NULL;
        }
        region = its;
    }
    return region;
}

guint32
acv_shapes_number(AcvShapes *shapes, const GArray *placements, const AcvParty *service)
{
    const char *region = placements->len > 0 ? region_of(shapes->network, placements) : NULL;
    if (!region || service->kind != ACV_PARTY_SERVICE || service->record) {
        return 0;
    }
    const AcvPlacement *placement = &g_array_index(placements, AcvPlacement, 0);
    g_autofree char *key =
        g_strdup_printf("%s %s %p", placement->vpc->record.id, region, (const void *) service);
    gpointer number;
    if (!g_hash_table_lookup_extended(shapes->numbers, key, NULL, &number)) {
        g_autoptr(GString) text = g_string_new("shape");
        bool is_told = write_shape(shapes, placement, service, text);
        number = GUINT_TO_POINTER(is_told ? acv_rule_book_number(shapes->book, text->str) : 0);
        g_hash_table_insert(shapes->numbers, g_steal_pointer(&key), number);
    }
    return GPOINTER_TO_UINT(number);
}

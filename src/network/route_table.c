/* Route tables: the longest prefix wins; among equal ones a static route, then one of a prefix
 * list, then a propagated one. The rules of a routes stage stand in that order, so here too the
 * first match decides. */
#include "network/index.h"
#include "network/stage.h"

#include <string.h>

/* The order among routes to the same prefix. */
enum { RANK_STATIC, RANK_PREFIX_LIST, RANK_PROPAGATED };

/* Longer than any prefix: what no route of a table ever captures. */
enum { LENGTH_RESERVED = 255 };

/* As short as a list's entries can be. */
enum { LENGTH_SERVICE = 8 };

/* Where a route can lead: the member that names it, what its id begins with, and its kind.
 * Kinds that are not in a snapshot's records are ACV_N_KINDS. */
typedef struct {
    size_t offset;
    const char *prefix;
    int kind;
} TargetField;

static const TargetField target_fields[] = {
    { offsetof(AcvRoute, gateway_id), "local", ACV_KIND_VPC },
    { offsetof(AcvRoute, gateway_id), "igw-", ACV_KIND_INTERNET_GATEWAY },
    { offsetof(AcvRoute, gateway_id), "vgw-", ACV_KIND_VPN_GATEWAY },
    { offsetof(AcvRoute, gateway_id), "vpce-", ACV_KIND_VPC_ENDPOINT },
    { offsetof(AcvRoute, gateway_id), "eigw-", ACV_KIND_EGRESS_ONLY_INTERNET_GATEWAY },
    { offsetof(AcvRoute, gateway_id), "nat-", ACV_KIND_NAT_GATEWAY },
    { offsetof(AcvRoute, nat_gateway_id), "", ACV_KIND_NAT_GATEWAY },
    { offsetof(AcvRoute, transit_gateway_id), "", ACV_KIND_TRANSIT_GATEWAY },
    { offsetof(AcvRoute, vpc_peering_connection_id), "", ACV_KIND_VPC_PEERING_CONNECTION },
    { offsetof(AcvRoute, network_interface_id), "", ACV_KIND_NETWORK_INTERFACE },
    { offsetof(AcvRoute, instance_id), "", ACV_KIND_INSTANCE },
    { offsetof(AcvRoute, egress_only_internet_gateway_id), "",
      ACV_KIND_EGRESS_ONLY_INTERNET_GATEWAY },
    { offsetof(AcvRoute, local_gateway_id), "", ACV_N_KINDS },
    { offsetof(AcvRoute, carrier_gateway_id), "", ACV_N_KINDS },
    { offsetof(AcvRoute, core_network_arn), "", ACV_N_KINDS },
    { offsetof(AcvRoute, odb_network_arn), "", ACV_N_KINDS },
    { offsetof(AcvRoute, gateway_id), "", ACV_N_KINDS },
};

static const char *
target_id(const AcvRoute *route, const TargetField *field)
{
    const char *const *member = (const void *) ((const char *) route + field->offset);
    return *member && g_str_has_prefix(*member, field->prefix) ? *member : NULL;
}

static const TargetField *
target_field(const AcvRoute *route)
{
    for (size_t i = 0; i < G_N_ELEMENTS(target_fields); i++) {
        if (target_id(route, &target_fields[i])) {
            return &target_fields[i];
        }
    }
    return NULL;
}

/* What a route table is made of while it is read. */
typedef struct {
    AcvNetwork *network;
    const AcvService *service; /* NULL, or who alone the packets of the scene are for. */
    const AcvVpc *vpc;
    const AcvRouteTable *table;
    GArray *rules;
} Reading;

static void
set_unknown(AcvRule *rule, AcvMissing missing)
{
    rule->verdict = ACV_VERDICT_UNKNOWN;
    rule->code = ACV_CODE_MISSING_DATA;
    rule->missing = missing;
}

/* Sets where a rule leads, or what one would have to know for that. */
static void
set_target(const Reading *reading, AcvRule *rule)
{
    const TargetField *field = target_field(rule->route);
    if (!field) {
        set_unknown(rule, (AcvMissing){ ACV_KIND_ROUTE_TABLE, reading->table->record.id,
                                        "target of a route", NULL });
        return;
    }
    const char *id = target_id(rule->route, field);
    if (field->kind == ACV_KIND_VPC) {
        rule->target = &reading->vpc->record;
        return;
    }
    if (field->kind < ACV_N_KINDS) {
        rule->target =
            acv_snapshot_find(acv_network_snapshot(reading->network), (AcvKind) field->kind, id);
    }
    if (!rule->target) {
        bool is_read = field->kind < ACV_N_KINDS;
        set_unknown(rule,
                    (AcvMissing){ is_read ? (AcvKind) field->kind : ACV_KIND_ROUTE_TABLE, id,
                                  is_read ? NULL : ACV_MISSING_BEYOND, &reading->table->record });
    }
}

static void
append_prefix(const Reading *reading, const AcvRule *like, AcvPrefix prefix)
{
    AcvRule rule = *like;
    rule.match.destinations = acv_network_prefix_set(reading->network, prefix);
    rule.prefix_length = prefix.length;
    g_array_append_val(reading->rules, rule);
}

/* A service whose addresses nobody knows: every public address stands for them. So its own list
 * captures them all, by prefixes that are longer than a default route; a list of another service
 * captures none. True if that settles what a route to the list does. */
static bool
append_service_list(const Reading *reading, const AcvRule *like, const char *id)
{
    const AcvService *service = reading->service;
    AcvListRelation relation = service && !service->has_known_addresses
                                   ? acv_service_list_relation(reading->network, service, id)
                                   : ACV_LIST_OTHER;
    if (relation == ACV_LIST_OWN) {
        AcvRule rule = *like;
        rule.match.destinations = service->addresses;
        rule.prefix_length = LENGTH_SERVICE;
        g_array_append_val(reading->rules, rule);
    }
    return relation != ACV_LIST_OTHER;
}

/* A route to a prefix list is one to each of its entries. Of a list whose entries nobody knows it
 * is not known what it captures: any address outside the VPC, or none. */
static void
append_prefix_list(const Reading *reading, const AcvRule *like, const char *id)
{
    const AcvPrefixList *list =
        acv_snapshot_find_prefix_list(acv_network_snapshot(reading->network), id);
    AcvRule rule = *like;
    rule.rank = RANK_PREFIX_LIST;
    if (append_service_list(reading, &rule, id)) {
        return;
    }
    for (size_t i = 0; list && i < list->cidrs.n; i++) {
        append_prefix(reading, &rule, list->cidrs.items[i]);
    }
    if (!list || !list->cidrs.items) {
        rule.missing = (AcvMissing){ ACV_KIND_PREFIX_LIST, id, list ? "Entries" : NULL, NULL };
        rule.maybe = true;
        rule.prefix_length = LENGTH_RESERVED - 1;
        rule.match.destinations = acv_network_beyond_vpc(reading->network, reading->vpc);
        g_array_append_val(reading->rules, rule);
    }
}

static uint8_t
rank_of(const AcvRoute *route)
{
    bool is_static = !route->origin || g_str_equal(route->origin, "CreateRoute")
                     || g_str_equal(route->origin, "CreateRouteTable");
    return is_static ? RANK_STATIC : RANK_PROPAGATED;
}

static void
append_route(const Reading *reading, const AcvRoute *route)
{
    if (g_strcmp0(route->state, "filtered") == 0) {
        return;
    }
    AcvRule rule = { .match = ACV_MATCH_ALL,
                     .verdict = ACV_VERDICT_ADMITTED,
                     .record = &reading->table->record,
                     .route = route,
                     .rank = rank_of(route) };
    set_target(reading, &rule);
    if (g_strcmp0(route->state, "blackhole") == 0) {
        rule.verdict = ACV_VERDICT_REFUSED;
        rule.code = ACV_CODE_BAD_STATE_ROUTE;
        rule.missing = (AcvMissing){ 0 };
    }
    if (route->destination_prefix_list_id) {
        append_prefix_list(reading, &rule, route->destination_prefix_list_id);
    } else if (route->destination_cidr_block.address.family != ACV_FAMILY_NONE) {
        append_prefix(reading, &rule, route->destination_cidr_block);
    } else if (route->destination_ipv6_cidr_block.address.family != ACV_FAMILY_NONE) {
        append_prefix(reading, &rule, route->destination_ipv6_cidr_block);
    }
}

static bool
has_route_to(const GArray *rules, AcvPrefix prefix)
{
    AcvAddressRange range = acv_prefix_range(prefix);
    for (guint i = 0; i < rules->len; i++) {
        const AcvRule *rule = &g_array_index(rules, AcvRule, i);
        const AcvAddressSet *set = rule->match.destinations;
        if (rule->prefix_length == prefix.length && set->n_ranges == 1
            && set->ranges[0].family == range.family && set->ranges[0].first == range.first) {
            return true;
        }
    }
    return false;
}

/* Every table routes its VPC's own blocks, whether the scenario writes that down or not. */
static void
append_local_routes(const Reading *reading)
{
    const AcvAddressSet *blocks = acv_network_vpc_addresses(reading->network, reading->vpc);
    g_autoptr(GArray) prefixes = g_array_new(FALSE, FALSE, sizeof(AcvPrefix));
    for (size_t i = 0; i < blocks->n_ranges; i++) {
        acv_address_range_append_prefixes(blocks->ranges[i], prefixes);
    }
    AcvRule rule = { .match = ACV_MATCH_ALL,
                     .verdict = ACV_VERDICT_ADMITTED,
                     .assumption = ACV_ASSUMPTION_LOCAL_ROUTE,
                     .record = reading->table ? &reading->table->record : NULL,
                     .target = &reading->vpc->record };
    for (guint i = 0; i < prefixes->len; i++) {
        AcvPrefix prefix = g_array_index(prefixes, AcvPrefix, i);
        if (!has_route_to(reading->rules, prefix)) {
            append_prefix(reading, &rule, prefix);
        }
    }
}

/* Link-local services are no business of any route.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html */
static void
append_reserved(const Reading *reading)
{
    static const char *const reserved[] = { "169.254.168.0/22", "fd00:ec2::/32" };
    for (size_t i = 0; i < G_N_ELEMENTS(reserved); i++) {
        AcvPrefix prefix;
        bool parsed = acv_prefix_parse(reserved[i], &prefix, NULL, NULL);
        g_assert(parsed);
        AcvRule rule = { .match = ACV_MATCH_ALL,
                         .verdict = ACV_VERDICT_REFUSED,
                         .code = ACV_CODE_NO_ROUTE_TO_DESTINATION };
        append_prefix(reading, &rule, prefix);
        g_array_index(reading->rules, AcvRule, reading->rules->len - 1).prefix_length =
            LENGTH_RESERVED;
    }
}

static void
append_unknown_routes(const Reading *reading)
{
    AcvRule rule = { .match = ACV_MATCH_ALL };
    rule.match.destinations = acv_network_all_addresses(reading->network);
    if (reading->table) {
        set_unknown(
            &rule, (AcvMissing){ ACV_KIND_ROUTE_TABLE, reading->table->record.id, "Routes", NULL });
    } else {
        set_unknown(&rule, (AcvMissing){ ACV_KIND_ROUTE_TABLE, NULL, NULL, &reading->vpc->record });
    }
    g_array_append_val(reading->rules, rule);
}

static int
compare_rules(gconstpointer a, gconstpointer b)
{
    const AcvRule *left = a;
    const AcvRule *right = b;
    if (left->prefix_length != right->prefix_length) {
        return left->prefix_length > right->prefix_length ? -1 : 1;
    }
    if (left->rank != right->rank) {
        return left->rank < right->rank ? -1 : 1;
    }
    return left->route < right->route ? -1 : left->route > right->route;
}

/* Whether 'outer' is of another prefix list, holds the prefix of 'rule' and leads elsewhere. */
static bool
rivals(const AcvRule *outer, const AcvRule *rule)
{
    const AcvAddressRange *wide = &outer->match.destinations->ranges[0];
    const AcvAddressRange *narrow = &rule->match.destinations->ranges[0];
    return outer->route != rule->route
           && (outer->target != rule->target || outer->verdict != rule->verdict)
           && wide->family == narrow->family && wide->first <= narrow->first
           && wide->last >= narrow->last;
}

static int
compare_prefixes(gconstpointer a, gconstpointer b)
{
    const AcvAddressRange *left = &(*(AcvRule *const *) a)->match.destinations->ranges[0];
    const AcvAddressRange *right = &(*(AcvRule *const *) b)->match.destinations->ranges[0];
    if (left->family != right->family) {
        return left->family < right->family ? -1 : 1;
    }
    if (left->first != right->first) {
        return left->first < right->first ? -1 : 1;
    }
    return left->last > right->last ? -1 : left->last < right->last;
}

/* Takes the prefixes off the stack that end before the one of 'rule' begins. */
static void
leave_prefixes(GPtrArray *around, const AcvRule *rule)
{
    const AcvAddressRange *range = &rule->match.destinations->ranges[0];
    while (around->len > 0) {
        const AcvRule *last = g_ptr_array_index(around, around->len - 1);
        const AcvAddressRange *outer = &last->match.destinations->ranges[0];
        if (outer->family == range->family && outer->last >= range->first) {
            return;
        }
        g_ptr_array_set_size(around, (gint) around->len - 1);
    }
}

/* Whether one of the prefixes around that of 'rule', which it wins against, leads elsewhere. */
static bool
has_rival(const GPtrArray *around, const AcvRule *rule)
{
    for (guint i = 0; i < around->len; i++) {
        if (rivals(g_ptr_array_index(around, i), rule)) {
            return true;
        }
    }
    return false;
}

/* AWS picks at random between prefix lists that overlap and lead to different targets: the prefix
 * that would win may be passed over for the other. Prefixes either nest or have nothing in common,
 * so one pass in ascending order sees all that do.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html */
static void
mark_ambiguous(const Reading *reading)
{
    g_autoptr(GPtrArray) listed = g_ptr_array_new();
    g_autoptr(GPtrArray) around = g_ptr_array_new();
    for (guint i = reading->rules->len; i > 0; i--) {
        AcvRule *rule = &g_array_index(reading->rules, AcvRule, i - 1);
        if (rule->rank == RANK_PREFIX_LIST && !rule->maybe) {
            g_ptr_array_add(listed, rule);
        }
    }
    g_ptr_array_sort(listed, compare_prefixes);
    for (guint i = 0; i < listed->len; i++) {
        AcvRule *rule = g_ptr_array_index(listed, i);
        leave_prefixes(around, rule);
        if (has_rival(around, rule)) {
            rule->maybe = true;
            rule->missing = (AcvMissing){ ACV_KIND_ROUTE_TABLE, reading->table->record.id,
                                          "order of prefix lists", NULL };
        }
        g_ptr_array_add(around, rule);
    }
}

/* --- Gateway endpoints --- */

static bool
routes_to(const AcvRouteTable *table, const AcvVpcEndpoint *endpoint)
{
    for (size_t i = 0; i < table->routes.n; i++) {
        if (g_strcmp0(table->routes.items[i].gateway_id, endpoint->record.id) == 0) {
            return true;
        }
    }
    return false;
}

/* The list of the addresses that an endpoint serves; NULL if the scenario lacks it. */
static const AcvPrefixList *
list_of_endpoint(AcvNetwork *network, const AcvVpcEndpoint *endpoint)
{
    size_t n;
    const AcvRecord *const *lists =
        acv_snapshot_list(acv_network_snapshot(network), ACV_KIND_PREFIX_LIST, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvPrefixList *list = (const AcvPrefixList *) lists[i];
        if (g_strcmp0(list->name, endpoint->service_name) == 0) {
            return list;
        }
    }
    return NULL;
}

/* The route that a table has which the endpoint names, though the table does not show it. */
static void
append_endpoint_route(const Reading *reading, const AcvVpcEndpoint *endpoint)
{
    AcvRule rule = { .match = ACV_MATCH_ALL,
                     .verdict = ACV_VERDICT_ADMITTED,
                     .assumption = ACV_ASSUMPTION_ENDPOINT_ROUTE,
                     .record = &reading->table->record,
                     .rank = RANK_PREFIX_LIST,
                     .target = &endpoint->record };
    const AcvPrefixList *list = list_of_endpoint(reading->network, endpoint);
    const AcvService *service = reading->service;
    if (list) {
        append_prefix_list(reading, &rule, list->record.id);
    } else if (!service) {
        rule.missing = (AcvMissing){ ACV_KIND_PREFIX_LIST, endpoint->service_name, NULL, NULL };
        rule.maybe = true;
        rule.prefix_length = LENGTH_RESERVED - 1;
        rule.match.destinations = acv_network_beyond_vpc(reading->network, reading->vpc);
        g_array_append_val(reading->rules, rule);
    } else if (acv_endpoint_serves(reading->network, endpoint, service)) {
        rule.match.destinations = service->addresses;
        rule.prefix_length = LENGTH_SERVICE;
        g_array_append_val(reading->rules, rule);
    }
}

static void
append_endpoint_routes(const Reading *reading)
{
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(acv_network_snapshot(reading->network), ACV_KIND_VPC_ENDPOINT, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvVpcEndpoint *endpoint = (const AcvVpcEndpoint *) records[i];
        const AcvStrings *tables = &endpoint->route_table_ids;
        bool is_named = false;
        for (size_t j = 0; j < tables->n; j++) {
            is_named |= g_str_equal(tables->items[j], reading->table->record.id);
        }
        if (is_named && acv_endpoint_is_gateway(endpoint) && acv_endpoint_is_alive(endpoint)
            && !routes_to(reading->table, endpoint)) {
            append_endpoint_route(reading, endpoint);
        }
    }
}

/* Of a service that is asked for by its gateway endpoint, only what leads there counts. */
static void
keep_ways_to_endpoint(const Reading *reading)
{
    const AcvVpcEndpoint *endpoint = reading->service ? reading->service->gateway : NULL;
    for (guint i = reading->rules->len; endpoint && i > 0; i--) {
        if (g_array_index(reading->rules, AcvRule, i - 1).target != &endpoint->record) {
            g_array_remove_index(reading->rules, i - 1);
        }
    }
}

AcvStage *
acv_routes_stage(AcvNetwork *network, const AcvService *service, const AcvVpc *vpc,
                 const AcvRouteTable *table)
{
    const void *key = table ? (const void *) table : vpc;
    const AcvStage *known = service ? NULL : acv_network_recall(network, key, ACV_MEMO_ROUTES);
    if (known) {
        return (AcvStage *) known;
    }
    g_autoptr(GArray) rules = acv_rules_new();
    Reading reading = { network, service, vpc, table, rules };
    for (size_t i = 0; table && i < table->routes.n; i++) {
        append_route(&reading, &table->routes.items[i]);
    }
    if (table && table->routes.items) {
        append_endpoint_routes(&reading);
    }
    keep_ways_to_endpoint(&reading);
    append_local_routes(&reading);
    append_reserved(&reading);
    g_array_sort(rules, compare_rules);
    mark_ambiguous(&reading);
    if (!table || !table->routes.items) {
        append_unknown_routes(&reading);
    }
    AcvStage like = { .kind = ACV_STAGE_ROUTES,
                      .code = ACV_CODE_NO_ROUTE_TO_DESTINATION,
                      .component = table ? &table->record : &vpc->record };
    AcvStage *stage = acv_stage_new(network, &like, rules);
    if (!service) {
        acv_network_remember(network, key, ACV_MEMO_ROUTES, stage);
    }
    return stage;
}

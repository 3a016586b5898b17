#include "analysis/rival_routes.h"

#include "analysis/nested_routes.h"

#include <string.h>

/* --- Pairs --- */

static const void *
identity(const AcvRule *rule)
{
    return rule->route ? (const void *) rule->route : rule->target;
}

static guint
pair_hash(gconstpointer key)
{
    const AcvRivalRoutes *pair = key;
    return g_direct_hash(identity(pair->first)) * 31 + g_direct_hash(identity(pair->second));
}

static gboolean
pair_equal(gconstpointer a, gconstpointer b)
{
    const AcvRivalRoutes *left = a;
    const AcvRivalRoutes *right = b;
    return identity(left->first) == identity(right->first)
           && identity(left->second) == identity(right->second);
}

/* Routes as the table lists them, then those that it does not show. */
static int
compare_routes(const AcvRule *a, const AcvRule *b)
{
    if (!a->route != !b->route) {
        return a->route ? -1 : 1;
    }
    if (!a->route) {
        return strcmp(a->target->id, b->target->id);
    }
    return a->route < b->route ? -1 : a->route > b->route;
}

static int
compare_pairs(gconstpointer a, gconstpointer b)
{
    const AcvRivalRoutes *left = a;
    const AcvRivalRoutes *right = b;
    int order = compare_routes(left->first, right->first);
    return order ? order : compare_routes(left->second, right->second);
}

/* --- Which routes rival --- */

/* The id of what a route leads to. */
static const char *
target_of(const AcvRule *rule)
{
    const AcvRoute *route = rule->route;
    if (rule->target || !route) {
        return rule->target ? rule->target->id : NULL;
    }
    const char *const ids[] = {
        route->gateway_id,           route->nat_gateway_id,
        route->transit_gateway_id,   route->vpc_peering_connection_id,
        route->network_interface_id, route->instance_id,
        route->local_gateway_id,     route->egress_only_internet_gateway_id,
        route->carrier_gateway_id,   route->core_network_arn,
        route->odb_network_arn,
    };
    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
        if (ids[i]) {
            return ids[i];
        }
    }
    return NULL;
}

static bool
are_rivals(const AcvRule *a, const AcvRule *b)
{
    return identity(a) != identity(b) && g_strcmp0(target_of(a), target_of(b)) != 0;
}

static void
add_pair(GHashTable *pairs, const AcvRule *a, const AcvRule *b)
{
    AcvRivalRoutes pair =
        compare_routes(a, b) < 0 ? (AcvRivalRoutes){ a, b } : (AcvRivalRoutes){ b, a };
    if (!g_hash_table_contains(pairs, &pair)) {
        g_hash_table_add(pairs, g_memdup2(&pair, sizeof pair));
    }
}

/* Takes the prefixes off the stack that do not hold the one at 'index'. */
static void
leave_prefixes(const GArray *routes, GArray *around, guint index)
{
    while (around->len > 0) {
        guint last = g_array_index(around, guint, around->len - 1);
        if (g_array_index(routes, AcvNestedRoute, last).end > index) {
            return;
        }
        g_array_set_size(around, around->len - 1);
    }
}

static GHashTable *
find_pairs(const GArray *routes)
{
    GHashTable *pairs = g_hash_table_new_full(pair_hash, pair_equal, g_free, NULL);
    g_autoptr(GArray) around = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < routes->len; i++) {
        const AcvRule *rule = g_array_index(routes, AcvNestedRoute, i).rule;
        if (!acv_rule_is_of_list(rule)) {
            continue;
        }
        leave_prefixes(routes, around, i);
        for (guint j = 0; j < around->len; j++) {
            guint outer = g_array_index(around, guint, j);
            const AcvRule *other = g_array_index(routes, AcvNestedRoute, outer).rule;
            if (are_rivals(other, rule)) {
                add_pair(pairs, other, rule);
            }
        }
        g_array_append_val(around, i);
    }
    return pairs;
}

GArray *
acv_rival_routes(AcvNetwork *network, const AcvRouteTable *table)
{
    g_autoptr(GArray) routes = acv_nested_routes(network, table);
    g_autoptr(GHashTable) pairs = find_pairs(routes);
    GArray *rivals = g_array_new(FALSE, FALSE, sizeof(AcvRivalRoutes));
    GHashTableIter iter;
    gpointer pair;
    g_hash_table_iter_init(&iter, pairs);
    while (g_hash_table_iter_next(&iter, &pair, NULL)) {
        g_array_append_vals(rivals, pair, 1);
    }
    g_array_sort(rivals, compare_pairs);
    return rivals;
}

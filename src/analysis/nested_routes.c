/* Prefixes either nest or have nothing in common. Sorted by their first addresses, the wide before
 * the narrow, those within one stand right behind it:
 *
 *      10.0.0.0/8 [ 10.0.0.0/9 [ 10.1.0.0/16 ] 10.128.0.0/9 ]
 *
 * So one pass finds where each ends, and one pass back whether those within it leave no gap. */
#include "analysis/nested_routes.h"

#include "network/stage.h"

bool
acv_rule_is_of_list(const AcvRule *rule)
{
    return (rule->route && rule->route->destination_prefix_list_id)
           || rule->assumption == ACV_ASSUMPTION_ENDPOINT_ROUTE;
}

static int
compare_nested(gconstpointer a, gconstpointer b)
{
    const AcvNestedRoute *left = a;
    const AcvNestedRoute *right = b;
    if (left->range.family != right->range.family) {
        return left->range.family < right->range.family ? -1 : 1;
    }
    if (left->range.first != right->range.first) {
        return left->range.first < right->range.first ? -1 : 1;
    }
    if (left->range.last != right->range.last) {
        return left->range.last > right->range.last ? -1 : 1;
    }
    return left->rank > right->rank ? -1 : left->rank < right->rank;
}

/* A list whose entries are not known stands for all that it could hold, which is no prefix. */
static GArray *
known_prefixes(const AcvStage *stage)
{
    GArray *routes = g_array_new(FALSE, FALSE, sizeof(AcvNestedRoute));
    for (size_t i = 0; i < stage->n_rules; i++) {
        const AcvRule *rule = &stage->rules[i];
        bool is_unknown = rule->maybe && rule->missing.kind == ACV_KIND_PREFIX_LIST;
        if (!is_unknown && rule->match.destinations->n_ranges == 1) {
            AcvNestedRoute route = { rule->match.destinations->ranges[0], rule, (guint) i, 0,
                                     false };
            g_array_append_val(routes, route);
        }
    }
    g_array_sort(routes, compare_nested);
    return routes;
}

static bool
is_within(const AcvNestedRoute *inner, const AcvNestedRoute *outer)
{
    return inner->range.family == outer->range.family && inner->range.last <= outer->range.last;
}

static void
find_ends(GArray *routes)
{
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i <= routes->len; i++) {
        while (open->len > 0) {
            guint last = g_array_index(open, guint, open->len - 1);
            AcvNestedRoute *outer = &g_array_index(routes, AcvNestedRoute, last);
            if (i < routes->len && is_within(&g_array_index(routes, AcvNestedRoute, i), outer)) {
                break;
            }
            outer->end = i;
            g_array_set_size(open, open->len - 1);
        }
        g_array_append_val(open, i);
    }
}

/* Whether those right within a prefix leave no gap, and each is certain to win or covered. */
static bool
is_covered(const GArray *routes, guint index)
{
    const AcvNestedRoute *outer = &g_array_index(routes, AcvNestedRoute, index);
    AcvUint128 next = outer->range.first;
    for (guint i = index + 1; i < outer->end;) {
        const AcvNestedRoute *inner = &g_array_index(routes, AcvNestedRoute, i);
        bool is_taken = !inner->rule->maybe || inner->is_covered;
        if (!is_taken || inner->range.first != next) {
            return false;
        }
        if (inner->range.last == outer->range.last) {
            return true;
        }
        next = inner->range.last + 1;
        i = inner->end;
    }
    return false;
}

GArray *
acv_nested_routes(AcvNetwork *network, const AcvRouteTable *table)
{
    const AcvVpc *vpc = acv_network_only_vpc(network, table->vpc_id);
    GArray *routes = known_prefixes(acv_routes_stage(network, NULL, vpc, table));
    find_ends(routes);
    for (guint i = routes->len; i > 0; i--) {
        g_array_index(routes, AcvNestedRoute, i - 1).is_covered = is_covered(routes, i - 1);
    }
    return routes;
}

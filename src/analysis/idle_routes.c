/* Routes that no packet takes. */
#include "analysis/idle_rule.h"
#include "analysis/nested_routes.h"

/* What is known of one route, which has several prefixes if it leads from a list. */
typedef struct {
    GArray *places; /* Of its prefixes: guint. */
    bool is_taken;  /* Some packet takes it, or might. */
} Use;

static void
use_free(gpointer use)
{
    g_array_unref(((Use *) use)->places);
    g_free(use);
}

/* The uses by routes. */
static GHashTable *
find_uses(const GArray *routes)
{
    GHashTable *uses = g_hash_table_new_full(NULL, NULL, NULL, use_free);
    for (guint i = 0; i < routes->len; i++) {
        const AcvNestedRoute *route = &g_array_index(routes, AcvNestedRoute, i);
        if (!route->rule->route) {
            continue;
        }
        Use *use = g_hash_table_lookup(uses, route->rule->route);
        if (!use) {
            use = g_new0(Use, 1);
            use->places = g_array_new(FALSE, FALSE, sizeof(guint));
            g_hash_table_insert(uses, (gpointer) route->rule->route, use);
        }
        use->is_taken |= !route->is_covered;
        g_array_append_val(use->places, i);
    }
    return uses;
}

/* Appends, each once, the rules that take what the prefix at 'index' matches. */
static void
append_better(const GArray *routes, guint index, GPtrArray *better)
{
    guint end = g_array_index(routes, AcvNestedRoute, index).end;
    for (guint i = index + 1; i < end;) {
        const AcvNestedRoute *inner = &g_array_index(routes, AcvNestedRoute, i);
        bool is_certain = !inner->rule->maybe;
        bool is_known = false;
        for (guint j = 0; is_certain && j < better->len && !is_known; j++) {
            const AcvRule *known = g_ptr_array_index(better, j);
            is_known = known == inner->rule || (known->route && known->route == inner->rule->route);
        }
        if (is_certain && !is_known) {
            g_ptr_array_add(better, (gpointer) inner->rule);
        }
        i = is_certain ? inner->end : i + 1;
    }
}

GArray *
acv_idle_routes(AcvNetwork *network, const AcvRouteTable *table)
{
    GArray *idle = acv_idle_rules_new();
    g_autoptr(GArray) routes = acv_nested_routes(network, table);
    g_autoptr(GHashTable) uses = find_uses(routes);
    for (size_t i = 0; i < table->routes.n; i++) {
        const Use *use = g_hash_table_lookup(uses, &table->routes.items[i]);
        if (!use || use->is_taken) {
            continue;
        }
        guint first = g_array_index(use->places, guint, 0);
        AcvIdleRule found = { g_array_index(routes, AcvNestedRoute, first).rule, ACV_DIRECTION_NONE,
                              g_ptr_array_new(), false };
        for (guint j = 0; j < use->places->len; j++) {
            append_better(routes, g_array_index(use->places, guint, j), found.others);
        }
        g_array_append_val(idle, found);
    }
    return idle;
}

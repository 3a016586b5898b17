/* Routes that lead nowhere, or of which nobody knows where they lead. */
#include "explain/check.h"

#include "analysis/rival_routes.h"

/* The tables whose routes are known; '*out_n' of them (elements const AcvRouteTable *). */
static GPtrArray *
tables_with_routes(const AcvChecking *checking)
{
    GPtrArray *tables = g_ptr_array_new();
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(checking->checkup->snapshot, ACV_KIND_ROUTE_TABLE, &n);
    for (size_t i = 0; i < n; i++) {
        if (((const AcvRouteTable *) records[i])->routes.n > 0) {
            g_ptr_array_add(tables, (gpointer) records[i]);
        }
    }
    return tables;
}

static void
pass_if_none(AcvChecking *checking, const GPtrArray *tables, size_t n_found, AcvSentence sentence)
{
    if (tables->len > 0 && n_found == 0) {
        acv_finding_new(checking, ACV_STATUS_PASS, sentence);
    }
}

static void
add_blackhole(AcvChecking *checking, const AcvRouteTable *table, const AcvRoute *route)
{
    AcvRule *rule = acv_arena_new0(acv_network_arena(checking->network), AcvRule, 1);
    *rule = (AcvRule){ .match = ACV_MATCH_ALL,
                       .verdict = ACV_VERDICT_REFUSED,
                       .code = ACV_CODE_BAD_STATE_ROUTE,
                       .record = &table->record,
                       .route = route };
    AcvFinding *finding = acv_finding_new(checking, ACV_STATUS_WARNING, ACV_SENTENCE_BLACKHOLE);
    finding->resource = &table->record;
    acv_finding_add_record(finding, finding->resource);
    acv_finding_add_rule(finding, rule);
}

void
acv_check_blackholes(AcvChecking *checking)
{
    g_autoptr(GPtrArray) tables = tables_with_routes(checking);
    size_t n_found = 0;
    for (guint i = 0; i < tables->len; i++) {
        const AcvRouteTable *table = g_ptr_array_index(tables, i);
        for (size_t j = 0; j < table->routes.n; j++) {
            if (g_strcmp0(table->routes.items[j].state, "blackhole") == 0) {
                add_blackhole(checking, table, &table->routes.items[j]);
                n_found++;
            }
        }
    }
    pass_if_none(checking, tables, n_found, ACV_SENTENCE_NO_BLACKHOLE);
}

void
acv_check_rival_routes(AcvChecking *checking)
{
    g_autoptr(GPtrArray) tables = tables_with_routes(checking);
    size_t n_found = 0;
    for (guint i = 0; i < tables->len; i++) {
        const AcvRouteTable *table = g_ptr_array_index(tables, i);
        g_autoptr(GArray) rivals = acv_rival_routes(checking->network, table);
        for (guint j = 0; j < rivals->len; j++) {
            const AcvRivalRoutes *pair = &g_array_index(rivals, AcvRivalRoutes, j);
            AcvFinding *finding =
                acv_finding_new(checking, ACV_STATUS_WARNING, ACV_SENTENCE_RIVAL_ROUTES);
            finding->resource = &table->record;
            acv_finding_add_record(finding, finding->resource);
            acv_finding_add_rule(finding, pair->first);
            acv_finding_add_rule(finding, pair->second);
            n_found++;
        }
    }
    pass_if_none(checking, tables, n_found, ACV_SENTENCE_NO_RIVAL_ROUTES);
}

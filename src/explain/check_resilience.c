/* What becomes of AgentCore resources when a zone is lost, and whether the databases that they
 * reach go on. */
#include "explain/check_need.h"

#include "analysis/matrix.h"

/* --- Databases that are reached --- */

/* From all resources of the kind of checking->resource to all databases, in 'network'; NULL if
 * there are none. */
static const AcvMatrix *
matrix_of(AcvChecking *checking, AcvNetwork *network)
{
    static const char *const words[] = {
        [ACV_KIND_AGENT_RUNTIME] = "runtime",
        [ACV_KIND_CODE_INTERPRETER] = "code-interpreter",
        [ACV_KIND_BROWSER] = "browser",
    };
    GHashTable *known = checking->checkup->matrices;
    const char *from = words[checking->resource->record.kind];
    g_autofree char *key = g_strdup_printf("%p %s", (void *) network, from);
    if (!g_hash_table_contains(known, key)) {
        AcvQuestion question = { .from = from,
                                 .to = "rds",
                                 .ephemeral_ports = checking->options->ephemeral_ports,
                                 .no_dns = checking->options->no_dns };
        AcvSnapshot *snapshot = (AcvSnapshot *) acv_network_snapshot(network);
        AcvMatrix *matrix =
            acv_matrix_new(snapshot, checking->checkup->catalog, &question, NULL, NULL);
        g_hash_table_insert(known, g_strdup(key), matrix);
    }
    return g_hash_table_lookup(known, key);
}

static guint
index_of(const GPtrArray *ends, const AcvRecord *record)
{
    guint i = 0;
    for (; i < ends->len; i++) {
        const AcvMatrixEnd *end = g_ptr_array_index(ends, i);
        if (end->record && end->record->kind == record->kind
            && g_str_equal(end->record->id, record->id)) {
            break;
        }
    }
    return i;
}

/* NULL if the one or the other is not in 'network'. */
static const AcvMatrixCell *
cell_of(AcvChecking *checking, AcvNetwork *network, const AcvRecord *database)
{
    const AcvMatrix *matrix = matrix_of(checking, network);
    if (!matrix) {
        return NULL;
    }
    guint source = index_of(matrix->sources, &checking->resource->record);
    guint target = index_of(matrix->targets, database);
    return source < matrix->sources->len && target < matrix->targets->len
               ? acv_matrix_cell(matrix, source, target)
               : NULL;
}

/* Databases and clusters that the resource reaches, at least from some subnet: elements const
 * AcvRecord *. A proxy is not one; it fails over by itself. */
static GPtrArray *
databases_reached(AcvChecking *checking)
{
    GPtrArray *databases = g_ptr_array_new();
    const AcvMatrix *matrix =
        acv_agentcore_is_in_vpc(checking->resource) ? matrix_of(checking, checking->network) : NULL;
    guint source = matrix ? index_of(matrix->sources, &checking->resource->record) : 0;
    for (guint i = 0; matrix && source < matrix->sources->len && i < matrix->targets->len; i++) {
        const AcvMatrixEnd *end = g_ptr_array_index(matrix->targets, i);
        const AcvMatrixCell *cell = acv_matrix_cell(matrix, source, i);
        if (cell && end->record && end->record->kind != ACV_KIND_DB_PROXY
            && (cell->outcome == ACV_OUTCOME_REACHABLE || cell->outcome == ACV_OUTCOME_PARTIAL)) {
            g_ptr_array_add(databases, (gpointer) end->record);
        }
    }
    return databases;
}

/* --- Databases of one zone --- */

/* Of a cluster, members in two zones; of one whose zones are not known, two members. */
static bool
fails_over(const AcvRecord *record, const GPtrArray *zones)
{
    if (record->kind == ACV_KIND_DB_CLUSTER) {
        return ((const AcvDbCluster *) record)->members.n > 1 && zones->len != 1;
    }
    const AcvDbInstance *db = (const AcvDbInstance *) record;
    return db->multi_az == ACV_FLAG_TRUE || db->secondary_availability_zone;
}

static bool
share_one(const GPtrArray *a, const GPtrArray *b)
{
    for (guint i = 0; i < a->len; i++) {
        if (g_ptr_array_find_with_equal_func((GPtrArray *) b, g_ptr_array_index(a, i), g_str_equal,
                                             NULL)) {
            return true;
        }
    }
    return false;
}

static GPtrArray *
zones_of_resource(AcvChecking *checking)
{
    GPtrArray *zones = g_ptr_array_new();
    g_autoptr(GPtrArray) subnets = acv_checking_subnets(checking);
    for (guint i = 0; i < subnets->len; i++) {
        const char *zone = acv_checking_zone_of(checking, g_ptr_array_index(subnets, i));
        if (zone && !g_ptr_array_find_with_equal_func(zones, zone, g_str_equal, NULL)) {
            g_ptr_array_add(zones, (gpointer) zone);
        }
    }
    return zones;
}

/* A finding about a database and the zones that it is in. */
static void
blame_database(AcvChecking *checking, const AcvRecord *database, const GPtrArray *zones,
               AcvSentence sentence)
{
    AcvFinding *finding = acv_finding_new(checking, ACV_STATUS_WARNING, sentence);
    for (guint i = 0; i < zones->len; i++) {
        acv_finding_add_value(checking, finding, database, "AvailabilityZone",
                              g_ptr_array_index(zones, i));
    }
    if (zones->len == 0) {
        acv_finding_add_record(finding, database);
    }
}

void
acv_check_target_zones(AcvChecking *checking)
{
    g_autoptr(GPtrArray) databases = databases_reached(checking);
    g_autoptr(GPtrArray) home = zones_of_resource(checking);
    bool is_fine = true;
    for (guint i = 0; i < databases->len; i++) {
        const AcvRecord *database = g_ptr_array_index(databases, i);
        g_autoptr(GPtrArray) zones = acv_checking_zones_of(checking, database);
        bool has_zones = zones->len > 0 && home->len > 0;
        if (!fails_over(database, zones)) {
            blame_database(checking, database, zones, ACV_SENTENCE_DATABASE_IN_ONE_ZONE);
            is_fine = false;
        }
        if (has_zones && !share_one(zones, home)) {
            blame_database(checking, database, zones, ACV_SENTENCE_DATABASE_IN_ANOTHER_ZONE);
            is_fine = false;
        }
    }
    if (is_fine && databases->len > 0) {
        AcvFinding *finding =
            acv_finding_new(checking, ACV_STATUS_PASS, ACV_SENTENCE_DATABASES_FAIL_OVER);
        for (guint i = 0; i < databases->len; i++) {
            acv_finding_add_record(finding, g_ptr_array_index(databases, i));
        }
    }
}

/* --- Loss of a zone --- */

/* The finding about what is lost with a zone, which is made when the first thing is. */
static AcvFinding *
finding_of_loss(AcvChecking *checking, AcvFinding **finding, const char *zone, AcvOutcome outcome)
{
    bool is_unknown = outcome == ACV_OUTCOME_UNDETERMINED;
    if (!*finding) {
        *finding = acv_finding_new(checking, ACV_STATUS_UNDETERMINED,
                                   ACV_SENTENCE_PERHAPS_LOST_WITHOUT_ZONE);
        (*finding)->expected = ACV_OUTCOME_REACHABLE;
        (*finding)->zone = zone;
    }
    if (!is_unknown) {
        (*finding)->status = ACV_STATUS_WARNING;
        (*finding)->sentence = ACV_SENTENCE_LOST_WITHOUT_ZONE;
    }
    return *finding;
}

/* Only what holds with all zones can be lost; what its author alone knows about is left out. */
static void
look_for_lost_services(AcvChecking *checking, const AcvLostZone *lost, AcvFinding **finding)
{
    const GArray *needs = acv_checking_needs(checking);
    for (guint i = 0; i < needs->len; i++) {
        const AcvNeed *need = &g_array_index(needs, AcvNeed, i);
        if (!need->answer || need->answer->outcome != ACV_OUTCOME_REACHABLE
            || need->requirement->level == ACV_REQUIREMENT_DEPENDS) {
            continue;
        }
        const AcvAnswer *answer = acv_checking_ask_need(checking, lost->network, need);
        AcvOutcome outcome = answer ? answer->outcome : ACV_OUTCOME_UNREACHABLE;
        if (outcome == ACV_OUTCOME_REACHABLE) {
            continue;
        }
        bool is_first = !*finding;
        acv_finding_add_value(checking, finding_of_loss(checking, finding, lost->zone, outcome),
                              NULL, "Target", need->title);
        if (answer && is_first) {
            acv_finding_add_answer(*finding, answer);
        }
        if (answer && outcome == ACV_OUTCOME_UNDETERMINED) {
            g_array_append_vals((*finding)->missing, answer->missing->data, answer->missing->len);
        }
    }
}

static void
look_for_lost_databases(AcvChecking *checking, const AcvLostZone *lost, const GPtrArray *databases,
                        AcvFinding **finding)
{
    for (guint i = 0; i < databases->len; i++) {
        const AcvRecord *database = g_ptr_array_index(databases, i);
        const AcvMatrixCell *before = cell_of(checking, checking->network, database);
        const AcvMatrixCell *after = cell_of(checking, lost->network, database);
        AcvOutcome outcome = after ? after->outcome : ACV_OUTCOME_UNREACHABLE;
        if (before->outcome == ACV_OUTCOME_REACHABLE && outcome != ACV_OUTCOME_REACHABLE) {
            acv_finding_add_value(checking, finding_of_loss(checking, finding, lost->zone, outcome),
                                  database, NULL, database->id);
        }
    }
}

/* Whether all subnets of the resource are in the zone, so that it is lost itself. */
static bool
is_only_in(const GPtrArray *zones, const AcvLostZone *lost)
{
    return zones->len == 0
           || (zones->len == 1 && g_str_equal(g_ptr_array_index(zones, 0), lost->zone));
}

/* What is not there, or perhaps not, cannot be kept. */
static bool
has_all_it_needs(AcvChecking *checking)
{
    const GArray *needs = acv_checking_needs(checking);
    for (guint i = 0; i < needs->len; i++) {
        const AcvNeed *need = &g_array_index(needs, AcvNeed, i);
        if (acv_need_is_required(need)
            && (!need->answer || need->answer->outcome != ACV_OUTCOME_REACHABLE)) {
            return false;
        }
    }
    return true;
}

void
acv_check_service_zone_loss(AcvChecking *checking)
{
    g_autoptr(GPtrArray) databases = databases_reached(checking);
    g_autoptr(GPtrArray) home = zones_of_resource(checking);
    if (!acv_agentcore_is_in_vpc(checking->resource) || home->len == 0) {
        return;
    }
    const GArray *lost_zones = acv_checking_lost_zones(checking);
    g_autoptr(GString) survived = g_string_new(NULL);
    bool is_fine = has_all_it_needs(checking);
    for (guint i = 0; i < lost_zones->len; i++) {
        const AcvLostZone *lost = &g_array_index(lost_zones, AcvLostZone, i);
        AcvFinding *finding = NULL;
        if (is_only_in(home, lost)) {
            continue;
        }
        look_for_lost_services(checking, lost, &finding);
        look_for_lost_databases(checking, lost, databases, &finding);
        is_fine = is_fine && !finding;
        g_string_append_printf(survived, "%s%s", survived->len > 0 ? ", " : "", lost->zone);
    }
    if (is_fine && survived->len > 0) {
        AcvFinding *finding =
            acv_finding_new(checking, ACV_STATUS_PASS, ACV_SENTENCE_KEPT_WITHOUT_ZONE);
        acv_finding_add_value(checking, finding, NULL, "LostZones", survived->str);
    }
}

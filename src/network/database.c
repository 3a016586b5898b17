/* Databases: where they stand, and what they need to answer. A database stands alone, is a member
 * of a cluster, or is behind a proxy, which stands in the VPC by itself. */
#include "network/gateway.h"
#include "network/placement.h"
#include "network/stage.h"

#include <string.h>

static bool
has_member(const AcvDbCluster *cluster, const AcvDbInstance *db)
{
    for (size_t i = 0; i < cluster->members.n; i++) {
        if (g_strcmp0(cluster->members.items[i].db_instance_identifier, db->record.id) == 0) {
            return true;
        }
    }
    return g_strcmp0(db->db_cluster_identifier, cluster->record.id) == 0;
}

/* The cluster that a database says it is in, or that lists it; NULL if there is none. */
static const AcvDbCluster *
cluster_of(AcvNetwork *network, const AcvDbInstance *db)
{
    size_t n;
    const AcvRecord *const *clusters =
        acv_snapshot_list(acv_network_snapshot(network), ACV_KIND_DB_CLUSTER, &n);
    for (size_t i = 0; i < n; i++) {
        if (has_member((const AcvDbCluster *) clusters[i], db)) {
            return (const AcvDbCluster *) clusters[i];
        }
    }
    return NULL;
}

bool
acv_db_instance_is_member(AcvNetwork *network, const AcvDbInstance *db)
{
    return cluster_of(network, db) != NULL;
}

/* --- Ports --- */

static AcvNumber
port_of_engine(AcvNetwork *network, const char *engine)
{
    uint16_t port = engine ? acv_catalog_engine_port(acv_network_catalog(network), engine) : 0;
    return (AcvNumber){ .value = port, .given = port != 0 };
}

static bool
is_port(AcvNumber port)
{
    return port.given && port.value > 0;
}

/* What a cluster says counts for its members. */
static AcvNumber
port_of_db_instance(AcvNetwork *network, const AcvDbInstance *db, bool *out_assumed)
{
    const AcvDbCluster *cluster = cluster_of(network, db);
    *out_assumed = false;
    if (is_port(db->endpoint_port)) {
        return db->endpoint_port;
    }
    if (is_port(db->db_instance_port)) {
        return db->db_instance_port;
    }
    if (cluster && is_port(cluster->port)) {
        return cluster->port;
    }
    *out_assumed = true;
    return port_of_engine(network, db->engine || !cluster ? db->engine : cluster->engine);
}

AcvNumber
acv_database_port(AcvNetwork *network, const AcvRecord *record, bool *out_assumed)
{
    *out_assumed = false;
    if (record->kind == ACV_KIND_DB_INSTANCE) {
        return port_of_db_instance(network, (const AcvDbInstance *) record, out_assumed);
    }
    if (record->kind == ACV_KIND_DB_PROXY) {
        return port_of_engine(network, ((const AcvDbProxy *) record)->engine_family);
    }
    const AcvDbCluster *cluster = (const AcvDbCluster *) record;
    *out_assumed = !is_port(cluster->port);
    return is_port(cluster->port) ? cluster->port : port_of_engine(network, cluster->engine);
}

/* --- Where they stand --- */

/* What a resource of RDS says of its place. */
typedef struct {
    const AcvDbInstance *db; /* Whose zones count, or NULL. */
    const AcvStrings *subnet_ids;
    const AcvStrings *group_ids;
    const char *description;  /* Of its interfaces; NULL: they cannot be told. */
    const char *network_type; /* "IPV4", "IPV6", "DUAL"; NULL is IPv4. */
} Site;

static const AcvStrings *
subnets_of_group(AcvNetwork *network, const char *name)
{
    const AcvDbSubnetGroup *group =
        acv_snapshot_find_db_subnet_group(acv_network_snapshot(network), name);
    return group ? &group->subnet_ids : NULL;
}

/* Whether a subnet is, or may be, in one of the database's zones. */
static bool
zone_fits(AcvNetwork *network, const AcvDbInstance *db, const char *subnet_id)
{
    const AcvSubnet *subnet = acv_snapshot_find_subnet(acv_network_snapshot(network), subnet_id);
    if (!db || !subnet || !subnet->availability_zone || !db->availability_zone) {
        return true;
    }
    return g_str_equal(subnet->availability_zone, db->availability_zone)
           || g_strcmp0(subnet->availability_zone, db->secondary_availability_zone) == 0;
}

/* The ids of the subnets of a site that are in its zones. */
static GPtrArray *
fitting_subnets(AcvNetwork *network, const Site *site)
{
    GPtrArray *subnet_ids = g_ptr_array_new();
    for (size_t i = 0; site->subnet_ids && i < site->subnet_ids->n; i++) {
        if (zone_fits(network, site->db, site->subnet_ids->items[i])) {
            g_ptr_array_add(subnet_ids, (gpointer) site->subnet_ids->items[i]);
        }
    }
    return subnet_ids;
}

/* Leaves the placements from 'first' on the families of the site: unless it says otherwise, a
 * database has IPv4 addresses alone.
 * Source:
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html
 */
static void
keep_families(AcvNetwork *network, const Site *site, GArray *placements, guint first)
{
    AcvFamily family =
        g_strcmp0(site->network_type, "IPV6") == 0 ? ACV_FAMILY_IPV6 : ACV_FAMILY_IPV4;
    AcvAddressRange all = { 0, acv_family_last(family), family };
    bool is_dual = g_strcmp0(site->network_type, "DUAL") == 0;
    for (guint i = first; !is_dual && i < placements->len; i++) {
        AcvPlacement *placement = &g_array_index(placements, AcvPlacement, i);
        placement->addresses = acv_network_keep_addresses_take(
            network,
            acv_address_set_intersect(placement->addresses, acv_network_range_set(network, all)));
    }
}

/* Appends the interfaces at the site; if there are none, any address of its subnets. */
static void
append_at_site(AcvNetwork *network, const AcvRecord *record, const Site *site, GArray *placements)
{
    guint before = placements->len;
    AcvLikeness likeness = { record, NULL, site->description, site->group_ids };
    g_autoptr(GPtrArray) subnet_ids = fitting_subnets(network, site);
    for (guint i = 0; site->description && i < subnet_ids->len; i++) {
        acv_placements_add_interfaces(network, g_ptr_array_index(subnet_ids, i), &likeness,
                                      placements);
    }
    if (placements->len > before) {
        return;
    }
    for (guint i = 0; i < subnet_ids->len; i++) {
        acv_placements_add_symbolic(network, record, g_ptr_array_index(subnet_ids, i),
                                    site->group_ids, placements);
    }
    if (subnet_ids->len == 0) {
        acv_placements_add_symbolic(network, record, NULL, site->group_ids, placements);
    }
    keep_families(network, site, placements, before);
}

/* The group of the database is in its own record, or has one; what both lack, its cluster says. */
static void
append_db_instance(AcvNetwork *network, const AcvDbInstance *db, GArray *placements)
{
    const AcvDbCluster *cluster = cluster_of(network, db);
    Site site = { .db = db,
                  .subnet_ids = &db->subnet_ids,
                  .group_ids = &db->vpc_security_group_ids,
                  .description = "RDSNetworkInterface",
                  .network_type = db->network_type };
    if (!site.subnet_ids->items) {
        site.subnet_ids = subnets_of_group(network, db->db_subnet_group_name);
    }
    if (cluster && !site.subnet_ids) {
        site.subnet_ids = subnets_of_group(network, cluster->db_subnet_group_name);
    }
    if (cluster && !site.group_ids->items) {
        site.group_ids = &cluster->vpc_security_group_ids;
    }
    append_at_site(network, &db->record, &site, placements);
}

GArray *
acv_placements_of_db_instance(AcvNetwork *network, const AcvRecord *record)
{
    GArray *placements = acv_placements_new();
    append_db_instance(network, (const AcvDbInstance *) record, placements);
    return placements;
}

/* --- Clusters --- */

/* A member that the cluster lists, or a database that says it is one. */
typedef struct {
    const char *part;
    const char *id;
    const AcvDbInstance *db; /* NULL if it is not in the snapshot. */
} Member;

/* The writer first, then by id. */
static int
compare_members(gconstpointer a, gconstpointer b)
{
    const Member *left = a;
    const Member *right = b;
    int order = g_strcmp0(right->part, left->part);
    return order ? order : strcmp(left->id, right->id);
}

static const char *
part_of(const AcvDbClusterMember *member)
{
    static const char *const parts[] = {
        [ACV_FLAG_ABSENT] = NULL,
        [ACV_FLAG_FALSE] = "reader",
        [ACV_FLAG_TRUE] = "writer",
    };
    return parts[member->is_cluster_writer];
}

static bool
is_listed(const AcvDbCluster *cluster, const char *id)
{
    for (size_t i = 0; i < cluster->members.n; i++) {
        if (g_strcmp0(cluster->members.items[i].db_instance_identifier, id) == 0) {
            return true;
        }
    }
    return false;
}

/* Elements Member. */
static GArray *
members_of(AcvNetwork *network, const AcvDbCluster *cluster)
{
    const AcvSnapshot *snapshot = acv_network_snapshot(network);
    GArray *members = g_array_new(FALSE, FALSE, sizeof(Member));
    for (size_t i = 0; i < cluster->members.n; i++) {
        const char *id = cluster->members.items[i].db_instance_identifier;
        Member member = { part_of(&cluster->members.items[i]), id ? id : "",
                          acv_snapshot_find_db_instance(snapshot, id) };
        g_array_append_val(members, member);
    }
    size_t n;
    const AcvRecord *const *all = acv_snapshot_list(snapshot, ACV_KIND_DB_INSTANCE, &n);
    for (size_t i = 0; i < n; i++) {
        Member member = { NULL, all[i]->id, (const AcvDbInstance *) all[i] };
        if (g_strcmp0(member.db->db_cluster_identifier, cluster->record.id) == 0
            && !is_listed(cluster, all[i]->id)) {
            g_array_append_val(members, member);
        }
    }
    g_array_sort(members, compare_members);
    return members;
}

static void
append_cluster_itself(AcvNetwork *network, const AcvDbCluster *cluster, GArray *placements)
{
    Site site = { .subnet_ids = subnets_of_group(network, cluster->db_subnet_group_name),
                  .group_ids = &cluster->vpc_security_group_ids,
                  .network_type = cluster->network_type };
    append_at_site(network, &cluster->record, &site, placements);
}

/* Its members; one that is not in the snapshot, or of a cluster without any, can be in any subnet
 * of the cluster's group. Source:
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Overview.Endpoints.html
 */
GArray *
acv_placements_of_db_cluster(AcvNetwork *network, const AcvRecord *record)
{
    const AcvDbCluster *cluster = (const AcvDbCluster *) record;
    GArray *placements = acv_placements_new();
    g_autoptr(GArray) members = members_of(network, cluster);
    const char *unknown = "none";
    for (guint i = 0; i < members->len; i++) {
        const Member *member = &g_array_index(members, Member, i);
        guint before = placements->len;
        if (member->db) {
            append_db_instance(network, member->db, placements);
        } else if (g_strcmp0(unknown, member->part) != 0) {
            append_cluster_itself(network, cluster, placements);
            unknown = member->part;
        }
        for (guint j = before; j < placements->len; j++) {
            AcvPlacement *placement = &g_array_index(placements, AcvPlacement, j);
            placement->part = member->part;
            placement->within = member->db ? record : NULL;
        }
    }
    if (members->len == 0) {
        append_cluster_itself(network, cluster, placements);
    }
    return placements;
}

/* --- Proxies --- */

/* Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.html */
GArray *
acv_placements_of_db_proxy(AcvNetwork *network, const AcvRecord *record)
{
    const AcvDbProxy *proxy = (const AcvDbProxy *) record;
    GArray *placements = acv_placements_new();
    g_autofree char *description = g_strconcat("Network interface for DBProxy ", record->id, NULL);
    Site site = { .subnet_ids = &proxy->vpc_subnet_ids,
                  .group_ids = &proxy->vpc_security_group_ids,
                  .description = description,
                  .network_type = proxy->network_type };
    append_at_site(network, record, &site, placements);
    return placements;
}

/* The cluster or database of an identifier, or NULL. */
static const AcvRecord *
proxy_target(AcvNetwork *network, const char *id)
{
    const AcvSnapshot *snapshot = acv_network_snapshot(network);
    const AcvDbCluster *cluster = acv_snapshot_find_db_cluster(snapshot, id);
    const AcvDbInstance *db = acv_snapshot_find_db_instance(snapshot, id);
    return cluster ? &cluster->record : db ? &db->record : NULL;
}

static int
compare_records(gconstpointer a, gconstpointer b)
{
    const AcvRecord *left = *(const AcvRecord *const *) a;
    const AcvRecord *right = *(const AcvRecord *const *) b;
    return left->kind != right->kind ? (int) left->kind - (int) right->kind
                                     : strcmp(left->id, right->id);
}

/* The description of a proxy lists a cluster and its members. */
GPtrArray *
acv_db_proxy_targets(AcvNetwork *network, const AcvDbProxy *proxy)
{
    GPtrArray *targets = g_ptr_array_new();
    for (size_t i = 0; i < proxy->target_ids.n; i++) {
        const AcvRecord *target = proxy_target(network, proxy->target_ids.items[i]);
        if (target && !g_ptr_array_find(targets, target, NULL)) {
            g_ptr_array_add(targets, (gpointer) target);
        }
    }
    for (guint i = targets->len; i > 0; i--) {
        const AcvRecord *target = g_ptr_array_index(targets, i - 1);
        const AcvDbCluster *cluster = target->kind == ACV_KIND_DB_INSTANCE
                                          ? cluster_of(network, (const AcvDbInstance *) target)
                                          : NULL;
        if (cluster && g_ptr_array_find(targets, cluster, NULL)) {
            g_ptr_array_remove_index(targets, i - 1);
        }
    }
    g_ptr_array_sort(targets, compare_records);
    return targets;
}

/* --- What they need to answer --- */

static AcvStage *
status_stage(AcvNetwork *network, const AcvRecord *record, const char *status, const char *field)
{
    if (!status) {
        return acv_usability_stage(network, record, NULL, NULL, ACV_CODE_BAD_STATE);
    }
    AcvListening listening = acv_catalog_status_listening(acv_network_catalog(network), status);
    if (listening == ACV_LISTENING_UNKNOWN) {
        return acv_unknown_stage(network, ACV_STAGE_STATE, record,
                                 (AcvMissing){ record->kind, record->id, field, record });
    }
    return acv_state_stage(network, record, listening == ACV_LISTENING_YES, ACV_CODE_BAD_STATE);
}

/* A proxy answers for its databases: it needs one, and nobody can tell where one is that the
 * snapshot lacks. */
static void
add_proxy_targets(AcvNetwork *network, const AcvDbProxy *proxy, AcvHop *hop)
{
    const AcvRecord *record = &proxy->record;
    AcvMissing missing = { ACV_KIND_DB_PROXY, record->id, "Targets", NULL };
    bool is_missing = !proxy->target_ids.items;
    for (size_t i = 0; !is_missing && i < proxy->target_ids.n; i++) {
        const char *id = proxy->target_ids.items[i];
        if (!proxy_target(network, id)) {
            missing = (AcvMissing){ ACV_KIND_DB_INSTANCE, id, NULL, NULL };
            is_missing = true;
        }
    }
    if (is_missing) {
        acv_hop_add_stage(hop, acv_unknown_stage(network, ACV_STAGE_STATE, record, missing));
    } else if (proxy->target_ids.n == 0) {
        acv_hop_add_stage(hop, acv_state_stage(network, record, false, ACV_CODE_BAD_STATE));
    }
}

void
acv_database_add_stages(AcvNetwork *network, const AcvRecord *record, const AcvRecord *within,
                        AcvHop *hop)
{
    const char *field = "EngineFamily";
    if (within) {
        acv_hop_add_stage(
            hop, status_stage(network, within, ((const AcvDbCluster *) within)->status, "Status"));
    }
    if (record->kind == ACV_KIND_DB_PROXY) {
        const AcvDbProxy *proxy = (const AcvDbProxy *) record;
        acv_hop_add_stage(hop, status_stage(network, record, proxy->status, "Status"));
        add_proxy_targets(network, proxy, hop);
    } else if (record->kind == ACV_KIND_DB_CLUSTER) {
        const AcvDbCluster *cluster = (const AcvDbCluster *) record;
        acv_hop_add_stage(hop, status_stage(network, record, cluster->status, "Status"));
        field = "Port";
    } else {
        const AcvDbInstance *db = (const AcvDbInstance *) record;
        acv_hop_add_stage(hop, status_stage(network, record, db->status, "DBInstanceStatus"));
        field = "Endpoint/Port";
    }
    bool assumed;
    AcvNumber port = acv_database_port(network, record, &assumed);
    acv_hop_add_stage(hop, acv_listener_stage(network, record, port, assumed, field));
}

/* Databases. Source:
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.DBInstance.Modifying.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Modifying.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_StopInstance.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-cluster-stop-start.html */
#include "change/apply.h"
#include "change/operation.h"

#include <string.h>

static AcvDbInstance *
edit_instance(AcvEditing *editing, const char *id)
{
    return (AcvDbInstance *) acv_editing_edit(editing, "db-instance-identifier",
                                              "DBInstanceNotFound", ACV_KIND_DB_INSTANCE, id);
}

/* --- Groups --- */

static const AcvStrings *
subnets_of(AcvEditing *editing, const AcvDbInstance *db)
{
    const AcvDbSubnetGroup *group = (const AcvDbSubnetGroup *) acv_snapshot_builder_find(
        editing->builder, ACV_KIND_DB_SUBNET_GROUP, db->db_subnet_group_name);
    return db->subnet_ids.items || !group ? &db->subnet_ids : &group->subnet_ids;
}

static bool
share_any(const AcvStrings *a, const AcvStrings *b)
{
    for (size_t i = 0; i < a->n; i++) {
        if (acv_strings_hold(b, a->items[i])) {
            return true;
        }
    }
    return false;
}

/* Whether another database's interfaces look like those of 'db'. */
static bool
has_double(AcvEditing *editing, const AcvDbInstance *db, const AcvStrings *group_ids)
{
    g_autoptr(GPtrArray) records = acv_editing_list(editing, ACV_KIND_DB_INSTANCE);
    for (guint i = 0; i < records->len; i++) {
        const AcvDbInstance *other = g_ptr_array_index(records, i);
        if (strcmp(other->record.id, db->record.id) != 0
            && acv_strings_are_same(&other->vpc_security_group_ids, group_ids)
            && share_any(subnets_of(editing, other), subnets_of(editing, db))) {
            return true;
        }
    }
    return false;
}

/* The interfaces of a database carry its groups, by which alone they are known: those that may be
 * of another one stay as they are. */
static void
change_interfaces(AcvEditing *editing, const AcvDbInstance *db, const AcvStrings *old)
{
    g_autoptr(GPtrArray) records = acv_editing_list(editing, ACV_KIND_NETWORK_INTERFACE);
    if (has_double(editing, db, old)) {
        return;
    }
    for (guint i = 0; i < records->len; i++) {
        const AcvNetworkInterface *interface = g_ptr_array_index(records, i);
        if (g_strcmp0(interface->description, "RDSNetworkInterface") == 0
            && acv_strings_hold(subnets_of(editing, db), interface->subnet_id)
            && acv_strings_are_same(&interface->group_ids, old)) {
            AcvNetworkInterface *changed = (AcvNetworkInterface *) acv_editing_touch(
                editing, ACV_KIND_NETWORK_INTERFACE, interface->record.id);
            changed->group_ids = db->vpc_security_group_ids;
        }
    }
}

static void
change_groups(AcvEditing *editing, AcvDbInstance *db, const AcvStrings *group_ids)
{
    AcvStrings old = db->vpc_security_group_ids;
    if (!acv_strings_are_same(&old, group_ids)) {
        db->vpc_security_group_ids = *group_ids;
        change_interfaces(editing, db, &old);
    }
}

static void
change_port(AcvDbInstance *db, AcvNumber port)
{
    db->endpoint_port = port;
    if (db->db_instance_port.given && db->db_instance_port.value != 0) {
        db->db_instance_port = port;
    }
}

/* --- Modifying --- */

/* What waits for the next maintenance window, unless it is to be applied immediately. */
static void
change_slowly(AcvEditing *editing, AcvDbInstance *db, const AcvDatabaseRequest *asked)
{
    const AcvDbSubnetGroup *group = NULL;
    if (asked->db_subnet_group_name) {
        group = (const AcvDbSubnetGroup *) acv_editing_find(
            editing, "db-subnet-group-name", "DBSubnetGroupNotFoundFault", ACV_KIND_DB_SUBNET_GROUP,
            asked->db_subnet_group_name);
    }
    if (asked->new_identifier) {
        acv_editing_warn(editing, "new-db-instance-identifier",
                         "the database keeps its name here; its endpoint would get another");
    }
    if (asked->apply_immediately != ACV_FLAG_TRUE) {
        if (group || asked->multi_az || asked->network_type || asked->new_identifier) {
            acv_editing_warn(editing, NULL,
                             "subnet group, Multi-AZ, network type and name change in the next "
                             "maintenance window: without --apply-immediately that has no effect "
                             "now");
        }
        return;
    }
    if (group) {
        db->db_subnet_group_name = group->record.id;
        db->db_subnet_group_vpc_id = group->vpc_id;
        db->subnet_ids = (AcvStrings){ 0 };
    }
    if (asked->network_type) {
        db->network_type = asked->network_type;
    }
    if (asked->multi_az) {
        db->multi_az = asked->multi_az;
    }
}

/* Port, groups and public access change at once, whatever --apply-immediately says. */
static void
change_at_once(AcvEditing *editing, AcvDbInstance *db, const AcvDatabaseRequest *asked)
{
    if (asked->port.given) {
        change_port(db, asked->port);
    }
    if (asked->vpc_security_group_ids.items
        && acv_editing_check_groups(editing, "vpc-security-group-ids",
                                    &asked->vpc_security_group_ids, db->db_subnet_group_vpc_id)) {
        change_groups(editing, db, &asked->vpc_security_group_ids);
    }
    if (asked->publicly_accessible) {
        db->publicly_accessible = asked->publicly_accessible;
    }
}

void
acv_apply_modify_db_instance(AcvEditing *editing, const void *request)
{
    const AcvDatabaseRequest *asked = request;
    AcvDbInstance *db = edit_instance(editing, asked->identifier);
    if (!db) {
        return;
    }
    if (db->db_cluster_identifier && (asked->port.given || asked->vpc_security_group_ids.items)) {
        acv_editing_fail(editing, "db-instance-identifier",
                         "InvalidParameterCombination: port and security groups of %s are those of "
                         "its cluster %s; use modify-db-cluster",
                         db->record.id, db->db_cluster_identifier);
        return;
    }
    if (db->status && strcmp(db->status, "available") != 0
        && strcmp(db->status, "storage-full") != 0) {
        acv_editing_fail(editing, "db-instance-identifier",
                         "InvalidDBInstanceState: %s is %s, not available", db->record.id,
                         db->status);
        return;
    }
    change_at_once(editing, db, asked);
    change_slowly(editing, db, asked);
}

/* --- Clusters --- */

static AcvDbCluster *
edit_cluster(AcvEditing *editing, const char *id)
{
    return (AcvDbCluster *) acv_editing_edit(editing, "db-cluster-identifier",
                                             "DBClusterNotFoundFault", ACV_KIND_DB_CLUSTER, id);
}

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

/* What the members say for themselves follows. */
static void
change_members(AcvEditing *editing, const AcvDbCluster *cluster, const AcvDatabaseRequest *asked)
{
    g_autoptr(GPtrArray) records = acv_editing_list(editing, ACV_KIND_DB_INSTANCE);
    for (guint i = 0; i < records->len; i++) {
        const AcvRecord *record = g_ptr_array_index(records, i);
        if (!has_member(cluster, (const AcvDbInstance *) record)) {
            continue;
        }
        AcvDbInstance *db = edit_instance(editing, record->id);
        if (asked->port.given && db->endpoint_port.given) {
            change_port(db, asked->port);
        }
        if (asked->vpc_security_group_ids.items && db->vpc_security_group_ids.items) {
            change_groups(editing, db, &asked->vpc_security_group_ids);
        }
    }
}

static const char *
vpc_of_cluster(AcvEditing *editing, const AcvDbCluster *cluster)
{
    const AcvDbSubnetGroup *group = (const AcvDbSubnetGroup *) acv_snapshot_builder_find(
        editing->builder, ACV_KIND_DB_SUBNET_GROUP, cluster->db_subnet_group_name);
    return group ? group->vpc_id : NULL;
}

/* Port and groups change at once, whatever --apply-immediately says. */
void
acv_apply_modify_db_cluster(AcvEditing *editing, const void *request)
{
    const AcvDatabaseRequest *asked = request;
    AcvDbCluster *cluster = edit_cluster(editing, asked->identifier);
    if (!cluster) {
        return;
    }
    if (cluster->status && strcmp(cluster->status, "available") != 0) {
        acv_editing_fail(editing, "db-cluster-identifier",
                         "InvalidDBClusterStateFault: %s is %s, not available", cluster->record.id,
                         cluster->status);
        return;
    }
    if (asked->vpc_security_group_ids.items) {
        if (!acv_editing_check_groups(editing, "vpc-security-group-ids",
                                      &asked->vpc_security_group_ids,
                                      vpc_of_cluster(editing, cluster))) {
            return;
        }
        cluster->vpc_security_group_ids = asked->vpc_security_group_ids;
    }
    cluster->port = asked->port.given ? asked->port : cluster->port;
    change_members(editing, cluster, asked);
}

/* --- Starting and stopping --- */

static bool
check_state(AcvEditing *editing, const char *option, const char *code, const AcvRecord *record,
            const char *state, const char *wanted)
{
    if (g_strcmp0(state ? state : "available", wanted) == 0) {
        return true;
    }
    acv_editing_fail(editing, option, "%s: %s is %s, not %s", code, record->id,
                     state ? state : "available", wanted);
    return false;
}

static void
turn_instance(AcvEditing *editing, const char *id, const char *from, const char *to)
{
    AcvDbInstance *db = edit_instance(editing, id);
    if (!db) {
        return;
    }
    if (db->db_cluster_identifier) {
        acv_editing_fail(editing, "db-instance-identifier",
                         "InvalidDBInstanceState: %s is of the cluster %s, which starts and stops "
                         "as a whole",
                         id, db->db_cluster_identifier);
        return;
    }
    if (check_state(editing, "db-instance-identifier", "InvalidDBInstanceState", &db->record,
                    db->status, from)) {
        db->status = to;
    }
}

void
acv_apply_start_db_instance(AcvEditing *editing, const void *request)
{
    const AcvDatabaseRequest *asked = request;
    turn_instance(editing, asked->identifier, "stopped", "available");
}

void
acv_apply_stop_db_instance(AcvEditing *editing, const void *request)
{
    const AcvDatabaseRequest *asked = request;
    turn_instance(editing, asked->identifier, "available", "stopped");
}

/* The instances of a cluster start and stop with it. */
static void
turn_cluster(AcvEditing *editing, const char *id, const char *from, const char *to)
{
    AcvDbCluster *cluster = edit_cluster(editing, id);
    if (!cluster
        || !check_state(editing, "db-cluster-identifier", "InvalidDBClusterStateFault",
                        &cluster->record, cluster->status, from)) {
        return;
    }
    cluster->status = to;
    g_autoptr(GPtrArray) records = acv_editing_list(editing, ACV_KIND_DB_INSTANCE);
    for (guint i = 0; i < records->len; i++) {
        const AcvDbInstance *db = g_ptr_array_index(records, i);
        if (has_member(cluster, db) && (!db->status || strcmp(db->status, from) == 0)) {
            edit_instance(editing, db->record.id)->status = to;
        }
    }
}

void
acv_apply_start_db_cluster(AcvEditing *editing, const void *request)
{
    const AcvDatabaseRequest *asked = request;
    turn_cluster(editing, asked->identifier, "stopped", "available");
}

void
acv_apply_stop_db_cluster(AcvEditing *editing, const void *request)
{
    const AcvDatabaseRequest *asked = request;
    turn_cluster(editing, asked->identifier, "available", "stopped");
}

/* Databases. Source:
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.DBInstance.Modifying.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html
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
    const char *vpc_id = db->db_subnet_group_vpc_id;
    if (!acv_editing_check_groups(editing, "vpc-security-group-ids", group_ids, vpc_id)
        || acv_strings_are_same(&old, group_ids)) {
        return;
    }
    db->vpc_security_group_ids = *group_ids;
    change_interfaces(editing, db, &old);
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
        db->endpoint_port = asked->port;
        db->db_instance_port = db->db_instance_port.given && db->db_instance_port.value != 0
                                   ? asked->port
                                   : db->db_instance_port;
    }
    if (asked->vpc_security_group_ids.items) {
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
                         "its cluster %s",
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
    AcvDbCluster *cluster = (AcvDbCluster *) acv_editing_edit(
        editing, "db-cluster-identifier", "DBClusterNotFoundFault", ACV_KIND_DB_CLUSTER, id);
    if (!cluster
        || !check_state(editing, "db-cluster-identifier", "InvalidDBClusterStateFault",
                        &cluster->record, cluster->status, from)) {
        return;
    }
    cluster->status = to;
    g_autoptr(GPtrArray) records = acv_editing_list(editing, ACV_KIND_DB_INSTANCE);
    for (guint i = 0; i < records->len; i++) {
        const AcvDbInstance *db = g_ptr_array_index(records, i);
        if (g_strcmp0(db->db_cluster_identifier, cluster->record.id) == 0
            && (!db->status || strcmp(db->status, from) == 0)) {
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

/* Databases when a zone is lost. */
#include "change/loss.h"

static const AcvDbCluster *
cluster_of(const AcvLoss *loss, const AcvDbInstance *db)
{
    return acv_snapshot_find_db_cluster(loss->before, db->db_cluster_identifier);
}

/* The subnets of a database: its own, those of its group, or those of its cluster's. */
static const AcvStrings *
subnets_of_db(const AcvLoss *loss, const AcvDbInstance *db)
{
    const AcvDbCluster *cluster = cluster_of(loss, db);
    const AcvDbSubnetGroup *group =
        acv_snapshot_find_db_subnet_group(loss->before, db->db_subnet_group_name);
    if (!group && cluster) {
        group = acv_snapshot_find_db_subnet_group(loss->before, cluster->db_subnet_group_name);
    }
    return db->subnet_ids.items ? &db->subnet_ids : group ? &group->subnet_ids : &db->subnet_ids;
}

static bool
is_multi_az(const AcvDbInstance *db)
{
    return db->multi_az == ACV_FLAG_TRUE || db->secondary_availability_zone;
}

/* A Multi-AZ database fails over to the zone of its standby, which may not be known.
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html
 */
void
acv_lose_db_instance(const AcvLoss *loss, const AcvRecord *record)
{
    const AcvDbInstance *db = (const AcvDbInstance *) record;
    AcvStrings rest;
    if (!is_multi_az(db)
        || !acv_loss_keep_rest(loss, subnets_of_db(loss, db), acv_loss_has_subnet, &rest)) {
        return;
    }
    AcvDbInstance *now = (AcvDbInstance *) acv_loss_edit(loss, record);
    now->subnet_ids = rest;
    if (acv_loss_has_zone(loss, NULL, db->availability_zone)) {
        now->availability_zone = db->secondary_availability_zone;
        now->secondary_availability_zone = NULL;
    } else if (acv_loss_has_zone(loss, NULL, db->secondary_availability_zone)) {
        now->secondary_availability_zone = NULL;
    }
}

static bool
is_lost_member(const AcvLoss *loss, const AcvDbClusterMember *member)
{
    const AcvDbInstance *db =
        acv_snapshot_find_db_instance(loss->before, member->db_instance_identifier);
    return db && acv_loss_has_zone(loss, NULL, db->availability_zone);
}

/* Any of the readers that are left may be promoted.
 * Source:
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html
 */
void
acv_lose_members(const AcvLoss *loss, const AcvRecord *record)
{
    const AcvDbCluster *cluster = (const AcvDbCluster *) record;
    AcvArena *arena = acv_snapshot_builder_arena(loss->builder);
    AcvDbClusterMember *rest = acv_arena_new0(arena, AcvDbClusterMember, cluster->members.n + 1);
    size_t n = 0;
    bool is_writer_lost = false;
    for (size_t i = 0; i < cluster->members.n; i++) {
        const AcvDbClusterMember *member = &cluster->members.items[i];
        if (is_lost_member(loss, member)) {
            is_writer_lost |= member->is_cluster_writer == ACV_FLAG_TRUE;
        } else {
            rest[n++] = *member;
        }
    }
    if (n == 0 || n == cluster->members.n) {
        return;
    }
    for (size_t i = 0; is_writer_lost && i < n; i++) {
        rest[i].is_cluster_writer = ACV_FLAG_TRUE;
    }
    for (size_t i = 0; i < cluster->members.n; i++) {
        if (is_lost_member(loss, &cluster->members.items[i])) {
            acv_snapshot_builder_remove(loss->builder, ACV_KIND_DB_INSTANCE,
                                        cluster->members.items[i].db_instance_identifier);
        }
    }
    AcvDbCluster *now = (AcvDbCluster *) acv_loss_edit(loss, record);
    now->members.items = rest;
    now->members.n = n;
}

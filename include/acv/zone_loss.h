/* What is left of a design when an Availability Zone is lost.
 *
 * The subnets of the zone are then unavailable, and so is whatever stands in them. What stands in
 * other zones too goes on there: an AgentCore resource, an interface endpoint or a proxy of RDS
 * with the subnets that it has left, a Multi-AZ database in its other zone, a cluster with its
 * other members, of which any may have become the writer. */
#pragma once

#include <acv/api.h>
#include <acv/snapshot.h>

ACV_BEGIN_DECLS

/* The zones that subnets are in, each as its id or, if that is not known, its name, in ascending
 * order: texts of the snapshot. Free with g_ptr_array_unref(). */
GPtrArray *acv_zones_list(const AcvSnapshot *snapshot);

/* 'snapshot' without the zone of that id or name.
 *
 * Errors: ACV_ERROR_UNKNOWN, with the zones that there are. */
AcvSnapshot *acv_zone_loss_apply(const AcvSnapshot *snapshot, const char *zone, GError **error);

ACV_END_DECLS

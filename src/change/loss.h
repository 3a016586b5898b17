/* A snapshot on its way to losing a zone. */
#pragma once

#include "model/builder.h"

G_BEGIN_DECLS

typedef struct {
    const AcvSnapshot *before;
    AcvSnapshotBuilder *builder;
    const char *zone;    /* As acv_zones_list() calls it. */
    GHashTable *subnets; /* The ids of those of the zone. */
} AcvLoss;

/* What becomes of a record of 'before'. */
typedef void (*AcvLossHandler)(const AcvLoss *loss, const AcvRecord *record);

/* Whether the zone of that id or name, of which either may be NULL, is the one. */
bool acv_loss_has_zone(const AcvLoss *loss, const char *id, const char *name);

/* Whether the subnet of that id, which may be NULL, is in the zone. */
bool acv_loss_has_subnet(const AcvLoss *loss, const char *id);

/* That record for changing. */
AcvRecord *acv_loss_edit(const AcvLoss *loss, const AcvRecord *record);

/* Those of 'all' that are not lost, into '*out_rest'; false, and nothing changed, if all or none of
 * them are. */
bool acv_loss_keep_rest(const AcvLoss *loss, const AcvStrings *all,
                        bool (*is_lost)(const AcvLoss *loss, const char *id), AcvStrings *out_rest);

void acv_lose_db_instance(const AcvLoss *loss, const AcvRecord *record);

/* Of a cluster. */
void acv_lose_members(const AcvLoss *loss, const AcvRecord *record);

G_END_DECLS

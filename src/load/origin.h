/* The Region and account of a scenario that does not name them: those of its records.
 *
 * What AgentCore resources say comes first, because the questions are asked from them; then VPCs
 * and subnets; then everything else. Where the first that say something disagree, nothing is
 * known. */
#pragma once

#include "acv/record.h"
#include "base/arena.h"

G_BEGIN_DECLS

enum { ACV_N_ORIGIN_RANKS = 3 };

/* Zeroed before use. The texts belong to the arena. */
typedef struct {
    const char *regions[ACV_N_ORIGIN_RANKS]; /* "" where records disagree. */
    const char *account_ids[ACV_N_ORIGIN_RANKS];
} AcvOrigin;

/* Takes notice of a record. */
void acv_origin_see(AcvOrigin *origin, AcvArena *arena, const AcvRecord *record);

/* NULL if the records do not say. */
const char *acv_origin_region(const AcvOrigin *origin);
const char *acv_origin_account_id(const AcvOrigin *origin);

/* The bytes of 'zone' that name its Region: 9 of "us-east-1a"; 0 if it is no name of a zone. */
size_t acv_zone_region_length(const char *zone);

G_END_DECLS

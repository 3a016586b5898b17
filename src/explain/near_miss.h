/* How near refused packets came to being let through. */
#pragma once

#include "explain/answer.h"

/* The admitting rule of 'stage' that misses 'packets' by least; 'decided' is the rule that refused
 * them, or NULL. */
AcvNearMiss acv_near_miss_find(AcvPacketSpace *space, const AcvStage *stage, const AcvRule *decided,
                               const AcvPacketSet *packets, bool is_reply);

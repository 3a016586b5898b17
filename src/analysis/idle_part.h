/* Parts shared by the searches for idle rules. */
#pragma once

#include "analysis/idle_rule.h"

/* False if no packet matches both; true is a guess. Cheap, unlike the sets. */
bool acv_matches_can_meet(const AcvMatch *a, const AcvMatch *b);

/* What it takes of 'rules' (elements const AcvRule *, in the order of preference) to match all of
 * 'set', which they do together. Elements const AcvRule *. Free with g_ptr_array_unref(). */
GPtrArray *acv_rules_that_cover(AcvPacketSpace *space, const AcvMatch *match,
                                const AcvPacketSet *set, const GPtrArray *rules);

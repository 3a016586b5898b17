/* Ways to other VPCs that are not joined to the source's own. Few of them leave it: where they end
 * depends on which of its prefixes hold the target, not on where that stands. */
#pragma once

#include "analysis/inquiry.h"
#include "analysis/matrix_side.h"

typedef struct AcvFarWays AcvFarWays;

AcvFarWays *acv_far_ways_new(AcvNetwork *network);
void acv_far_ways_free(AcvFarWays *far);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvFarWays, acv_far_ways_free)

/* A text that is equal of ways that are the same if they stay in the source's VPC; NULL if the
 * target is not so far. The caller's to free. */
char *acv_far_ways_text(AcvFarWays *far, const AcvSide *from, const AcvSide *to);

/* What acv_far_ways_add() was told of this text. */
bool acv_far_ways_find(const AcvFarWays *far, const char *text, guint32 *out_number);

/* Keeps the number of a way if it stays in the source's VPC. */
void acv_far_ways_add(AcvFarWays *far, const char *text, const AcvInquiry *past_groups,
                      const AcvSide *from, guint32 number);

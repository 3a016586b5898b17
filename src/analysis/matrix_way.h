/* The way between two ends of a matrix, apart from their security groups.
 *
 * Groups stand at both ends of a way, and all packets pass them; where a way leads does not depend
 * on them. So the answer to a pair follows from its way, walked as if the groups admitted
 * everything, and from what the groups say:
 *
 *     source | groups, out | ........ way ........ | groups, in | target
 *
 * Many ways are alike: the same packets get through, and the same blockers come in the same order,
 * before, between and behind the groups. */
#pragma once

#include "analysis/inquiry.h"

/* Appends to 'key' (elements guint32) what tells ways apart; of equal addresses and rules, pairs
 * with equal keys have the same answer. False if this way cannot be told from the groups. */
bool acv_way_append(const AcvInquiry *past_groups, GArray *key);

/* Whether all that is asked on the way belongs to 'vpc': then the way is the same to wherever else
 * the VPC's tables and prefixes lead in the same way. */
bool acv_way_stays_in(const AcvInquiry *past_groups, const AcvVpc *vpc);

/* The packets that a question is about. */
#pragma once

#include "analysis/inquiry.h"

/* From the addresses of the source of a path to those of its target, of each family that both have,
 * as the question asks; on a connection that a proxy opens, by the target's own port. */
const AcvPacketSet *acv_asked_packets(const AcvInquiry *inquiry, const AcvPath *path);

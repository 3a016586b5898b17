/* The packets that a question is about. */
#pragma once

#include "analysis/inquiry.h"

/* From the addresses of one end to those of the other, of each family that both have. */
const AcvPacketSet *acv_asked_packets(const AcvInquiry *inquiry, const AcvEnd *source,
                                      const AcvEnd *target);

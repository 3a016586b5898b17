/* The union of many intervals at once. */
#pragma once

#include "packet/space.h"

/* The values from 'first' to 'last' lead to 'child'. */
typedef struct {
    AcvUint128 first;
    AcvUint128 last;
    const AcvPacketSet *child; /* Of a greater level than the intervals. */
} AcvInterval;

/* The union of what the 'n' intervals of 'level' lead to. Overwrites 'intervals'. */
const AcvPacketSet *acv_set_sweep(AcvPacketSpace *space, uint8_t level, AcvInterval *intervals,
                                  size_t n);

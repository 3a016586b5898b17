/* Operations on diagrams of any levels. */
#pragma once

#include "packet/space.h"

typedef enum {
    ACV_OPERATION_UNION,
    ACV_OPERATION_INTERSECT,
    ACV_OPERATION_SUBTRACT,
    ACV_N_OPERATIONS,
} AcvOperation;

/* What acv_space_remember() is told apart by: the operations, the questions whether they give
 * nothing, and AcvField, to forget that. */
enum {
    ACV_MEMORY_OF_NONE = ACV_N_OPERATIONS,
    ACV_MEMORY_OF_FORGET = 2 * ACV_N_OPERATIONS,
};

const AcvPacketSet *acv_set_apply(AcvPacketSpace *space, AcvOperation operation,
                                  const AcvPacketSet *a, const AcvPacketSet *b);

/* True if the result of acv_set_apply() would be empty; cheaper. */
bool acv_set_applies_to_none(AcvPacketSpace *space, AcvOperation operation, const AcvPacketSet *a,
                             const AcvPacketSet *b);

/* The union of 'n' sets, pairs of neighbours first. Overwrites 'sets'. */
const AcvPacketSet *acv_set_union_all(AcvPacketSpace *space, const AcvPacketSet **sets, size_t n);

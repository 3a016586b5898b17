/* Diagrams that ask for addresses last. */
#pragma once

#include "packet/level.h"
#include "packet/sweep.h"

/* The node of 'space' for a 'set' of any space. */
const AcvPacketSet *acv_set_copy(AcvPacketSpace *space, const AcvPacketSet *set);

/* The intervals of 'level' by which 'set' leads somewhere, sorted by where, then in ascending order
 * (elements AcvInterval). If 'set' does not ask for 'level', one that holds every value. */
GArray *acv_set_intervals(const AcvPacketSet *set, uint8_t level);

/* The end of the intervals that lead where the one at 'begin' does. */
guint acv_intervals_end(const GArray *intervals, guint begin);

/* 'set', which is of one family and of 'space', with the same headers but asking for addresses at
 * the late levels. */
const AcvPacketSet *acv_set_transpose(AcvPacketSpace *space, const AcvPacketSet *set);

/* A class of ports that have the same addresses. */
typedef struct {
    const AcvPacketSet *addresses; /* Asks for late levels only. */
    const AcvPacketSet *protocols; /* Asks for protocols and ports only. */
} AcvPortClass;

/* The classes of a transposed set: not empty, disjoint in their protocols, and no two with the same
 * addresses (elements AcvPortClass). */
GArray *acv_set_port_classes(AcvPacketSpace *space, const AcvPacketSet *transposed);

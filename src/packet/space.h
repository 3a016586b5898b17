/* Nodes of packet sets and the space that owns them.
 *
 * A node asks for the value of one field, its level, and leads to another node by the interval that
 * holds the value: its edges cover 0 and up without a gap, and the last one has no upper end. A
 * node leads to greater levels only, at last to one of the two terminals. A field that no node asks
 * for on the way may have any value.
 *
 * Invariants: neighbouring edges lead to different nodes, and no two nodes of a space are alike. So
 * equal sets are the same node. What a level means is up to the caller. */
#pragma once

#include "acv/packet_set.h"

#include <string.h>

/* A node, and the set of all that leads from it to 'acv_set_all'. */
struct AcvPacketSet {
    uint32_t hash;
    uint32_t number; /* In order of creation; the empty set is 0, the set of all 1. */
    uint32_t n_edges;
    uint8_t level;
    bool wide; /* Bounds need more than 32 bits. */
    /* 'n_edges' of them, and after them 'n_edges' - 1 upper bounds, both ends included: uint32_t,
     * or AcvUint128 without its alignment if 'wide'. */
    const AcvPacketSet *children[];
};

/* The level of the terminals: greater than any other. */
enum { ACV_LEVEL_END = UINT8_MAX };

/* The upper bound of a last edge. */
#define ACV_EDGE_TOP (~(AcvUint128) 0)

/* The terminals, shared by all spaces. */
extern const AcvPacketSet acv_set_none;
extern const AcvPacketSet acv_set_all;

/* The greatest value on edge 'i' of 'set'. */
static inline AcvUint128
acv_edge_last(const AcvPacketSet *set, uint32_t i)
{
    if (i + 1 == set->n_edges) {
        return ACV_EDGE_TOP;
    }
    const void *bounds = set->children + set->n_edges;
    if (!set->wide) {
        return ((const uint32_t *) bounds)[i];
    }
    AcvUint128 last;
    memcpy(&last, (const char *) bounds + i * sizeof last, sizeof last);
    return last;
}

/* The least value on edge 'i' of 'set'. */
static inline AcvUint128
acv_edge_first(const AcvPacketSet *set, uint32_t i)
{
    return i == 0 ? 0 : acv_edge_last(set, i - 1) + 1;
}

/* The edge of 'set' from 'from' on that holds 'value', which 'from' or a later one does. */
uint32_t acv_edge_find(const AcvPacketSet *set, uint32_t from, AcvUint128 value);

/* What 'set' leads to if the field of 'level' is 'value'. */
const AcvPacketSet *acv_set_step(const AcvPacketSet *set, uint8_t level, AcvUint128 value);

/* Making a node: note where its edges begin, add them in ascending order, then intern them. Between
 * begin and intern other nodes may be made. */
size_t acv_edges_begin(const AcvPacketSpace *space);

/* Adds the edge from the end of the one before up to 'last'. */
void acv_edges_add(AcvPacketSpace *space, size_t begin, AcvUint128 last, const AcvPacketSet *child);

/* Adds the edge from 'first' to 'last', after one that leads to nowhere if there is a gap. */
void acv_edges_add_interval(AcvPacketSpace *space, size_t begin, AcvUint128 first, AcvUint128 last,
                            const AcvPacketSet *child);

/* The node of 'level' with the edges since 'begin', or its child if there is just one. What they
 * leave below ACV_EDGE_TOP leads to nowhere. */
const AcvPacketSet *acv_edges_intern(AcvPacketSpace *space, size_t begin, uint8_t level);

/* The node that leads to 'child' from 'first' to 'last', else to nowhere. */
const AcvPacketSet *acv_set_interval(AcvPacketSpace *space, uint8_t level, AcvUint128 first,
                                     AcvUint128 last, const AcvPacketSet *child);

/* The number of nodes that were made. */
uint32_t acv_packet_space_n_nodes(const AcvPacketSpace *space);

/* What acv_space_remember() was told of this operation, or NULL: it forgets. */
const AcvPacketSet *acv_space_recall(const AcvPacketSpace *space, uint8_t operation,
                                     const AcvPacketSet *a, const AcvPacketSet *b);
void acv_space_remember(AcvPacketSpace *space, uint8_t operation, const AcvPacketSet *a,
                        const AcvPacketSet *b, const AcvPacketSet *result);

/* Representations of packet sets side by side. */
#pragma once

#include "acv/packet_set.h"
#include "packet/apply.h"

/* A set of some representation, which owns it. */
typedef uintptr_t Set;

typedef struct {
    const char *name;
    void *(*begin)(void);
    void (*end)(void *state);
    Set (*match)(void *state, const AcvMatch *match);
    Set (*apply)(void *state, AcvOperation operation, Set a, Set b);
    bool (*disjoint)(void *state, Set a, Set b);
    /* Bytes that a set alone needs. */
    size_t (*size)(void *state, Set set);
    /* The union of all; NULL if pairs of them are joined. */
    Set (*join)(void *state, const AcvMatch *matches, size_t n);
    /* True if it was too much work, and the results are wrong; NULL if that does not happen. */
    bool (*gave_up)(void *state);
} Representation;

extern const Representation library;        /* As it is. */
extern const Representation library_pairs;  /* Without the sweep. */
extern const Representation general_tables; /* Without the sweep, remembering in a GHashTable. */
extern const Representation protocol_first; /* Pairs; family, protocol, addresses, ports. */
extern const Representation ports_first;    /* Pairs; protocol, ports, family, addresses. */
extern const Representation binary;         /* BuDDy. */
extern const Representation boxes;          /* Lists of disjoint boxes. */

/* Nanoseconds to find a node of 'set' in the library's table, and in a GHashTable. */
void measure_tables(const AcvPacketSet *set, double *out_library, double *out_general);

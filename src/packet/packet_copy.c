/* Sets from one space into another. */
#include "packet/level.h"

/* 'copies' has the nodes that were copied, by what they are copies of. */
static const AcvPacketSet *
copy(AcvPacketSpace *space, const AcvPacketSet *set, GHashTable *copies)
{
    if (set->level == ACV_LEVEL_END) {
        return set;
    }
    const AcvPacketSet *known = g_hash_table_lookup(copies, set);
    if (!known) {
        size_t begin = acv_edges_begin(space);
        for (uint32_t i = 0; i < set->n_edges; i++) {
            acv_edges_add(space, begin, acv_edge_last(set, i),
                          copy(space, set->children[i], copies));
        }
        known = acv_edges_intern(space, begin, set->level);
        g_hash_table_insert(copies, (gpointer) set, (gpointer) known);
    }
    return known;
}

const AcvPacketSet *
acv_packet_set_copy(AcvPacketSpace *space, const AcvPacketSet *set)
{
    g_autoptr(GHashTable) copies = g_hash_table_new(NULL, NULL);
    return copy(space, set, copies);
}

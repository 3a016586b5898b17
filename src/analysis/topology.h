/* The network as a graph of hops: where the way could lead that today leads nowhere. */
#pragma once

#include "network/scene.h"

/* The next hop of the way with the fewest blocks from the ROUTER 'hop' to an end, for packets of
 * 'set' that no route of its table serves; NULL if no change of the table would help. */
const AcvHop *acv_topology_detour(AcvScene *scene, const AcvHop *hop, const AcvPacketSet *set,
                                  const AcvErrand *errand);

/* Of ways between the same two ends, each what it passes in that order (elements GPtrArray of any
 * pointers, which stand for themselves), that without which no way is left, in the order of the
 * ways. Free with g_ptr_array_unref(). */
GPtrArray *acv_topology_cut_points(const GPtrArray *ways);

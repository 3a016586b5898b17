/* The network as a graph of hops: where the way could lead that today leads nowhere. */
#pragma once

#include "network/scene.h"

/* The next hop of the way with the fewest blocks from the ROUTER 'hop' to an end, for packets of
 * 'set' that no route of its table serves; NULL if no change of the table would help. */
const AcvHop *acv_topology_detour(AcvScene *scene, const AcvHop *hop, const AcvPacketSet *set,
                                  const AcvErrand *errand);

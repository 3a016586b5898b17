/* Routes to prefix lists between which AWS picks at random. */
#pragma once

#include "network/network.h"

/* Two routes of one table to lists that have addresses in common, and that lead elsewhere. */
typedef struct {
    const AcvRule *first;
    const AcvRule *second;
} AcvRivalRoutes;

/* Each such pair once, in the order in which the table asks them (elements AcvRivalRoutes, which
 * live as long as the network). Of lists without known entries nothing is said. Free with
 * g_array_unref().
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html */
GArray *acv_rival_routes(AcvNetwork *network, const AcvRouteTable *table);

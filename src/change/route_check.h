/* What AWS demands of a route. Source:
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html */
#pragma once

#include "change/editing.h"

G_BEGIN_DECLS

/* Whether a table may have such a route: its target must be there, in the table's VPC, and fit its
 * destination. What is wrong is reported. Sets the members that AWS would show: of a gateway that
 * --gateway-id names, and the interface of an instance. */
bool acv_editing_check_route(AcvEditing *editing, const AcvRouteTable *table, AcvRoute *route);

/* Whether the destination is one of the blocks of the table's VPC. */
bool acv_editing_is_local(AcvEditing *editing, const AcvRouteTable *table, const AcvRoute *route);

/* Whether it leads to a NAT gateway, interface, instance or endpoint. */
bool acv_route_is_to_middlebox(const AcvRoute *route);

G_END_DECLS

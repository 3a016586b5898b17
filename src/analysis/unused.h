/* What is attached to nothing, as far as the scenario can tell. */
#pragma once

#include "network/network.h"

/* The lists below have elements const AcvRecord * in the order of their ids; free them with
 * g_ptr_array_unref(). '*out_n' of the records could be judged: one of which the scenario does not
 * say what it is attached to is not. */

/* Groups that nobody carries and no other group names; but for default ones. Only where the
 * scenario has network interfaces, and says of all that could carry the group which groups it
 * carries. */
GPtrArray *acv_unused_security_groups(AcvNetwork *network, size_t *out_n);

/* ACLs of no subnet that are not default ones. */
GPtrArray *acv_unused_network_acls(AcvNetwork *network, size_t *out_n);

/* Tables of no subnet and no gateway that are not main ones. */
GPtrArray *acv_unused_route_tables(AcvNetwork *network, size_t *out_n);

/* Gateway endpoints to which no table leads. */
GPtrArray *acv_unused_gateway_endpoints(AcvNetwork *network, size_t *out_n);

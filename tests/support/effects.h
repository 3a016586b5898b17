/* What changes do to a scenario, as text. */
#pragma once

#include "acv/change.h"

/* Tries the changes of 'script' on the scenario of 'json'. If there are errors, they are the text,
 * a line each; else it is the warnings, then what is gone, then what is new:
 *
 *     warning: t.sh:1: changes nothing
 *     - route_table rtb-1 Routes - DestinationCidrBlock 0.0.0.0/0 NatGatewayId "nat-1"
 *     + network_acl acl-1 IsDefault false
 *
 * The caller's to free. */
char *effects_of(const char *json, const char *script);

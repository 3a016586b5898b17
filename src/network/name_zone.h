/* The private zones of a VPC: hosted zones, and the hidden ones of its endpoints. */
#pragma once

#include "network/name.h"

/* What the private zones of 'vpc' answer for 'host', which is in lower case. False if none of them
 * holds it. '*out_alias' is the name to look for instead, or NULL. */
bool acv_name_ask_private_zones(AcvNetwork *network, const AcvVpc *vpc, const char *host,
                                AcvNameAnswer *out_answer, const char **out_alias);

/* The same of the public hosted zones of the scenario, as far as they have a record. */
bool acv_name_ask_public_zones(AcvNetwork *network, const char *host, AcvNameAnswer *out_answer,
                               const char **out_alias);

/* The most specific private hosted zone of the scenario that holds 'host', whichever VPC it is
 * associated with, or NULL. */
const AcvHostedZone *acv_name_private_zone(AcvNetwork *network, const char *host);

/* Whether the zone is associated with the VPC. */
bool acv_name_zone_is_of(const AcvHostedZone *zone, const AcvVpc *vpc);

/* Endpoints on the way of a packet. */
#pragma once

#include "network/scene.h"

/* The endpoint that stands at 'placement': what was asked for, or whose interface was; NULL if
 * there is none. */
const AcvVpcEndpoint *acv_endpoint_at(AcvNetwork *network, const AcvPlacement *placement);

/* Adds to 'hop' what must hold for an endpoint with interfaces to answer. */
void acv_endpoint_add_target_stages(AcvScene *scene, const AcvVpcEndpoint *endpoint, AcvHop *hop);

/* Adds to 'hop' that an endpoint opens no connection; its replies pass. */
void acv_endpoint_add_sender_stages(AcvNetwork *network, const AcvVpcEndpoint *endpoint,
                                    AcvHop *hop);

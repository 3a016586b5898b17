/* By which way the layers of a container image come: a runtime gets them from Amazon S3, and AWS
 * once brought them by a gateway of its own. */
#pragma once

#include "network/network.h"

/* Whether that part of a composite target is what starts a runtime. */
bool acv_layers_are(const AcvCompositeRow *part);

typedef enum {
    ACV_LAYERS_BY_VPC,
    ACV_LAYERS_BY_AWS,    /* By a gateway that AWS manages, whatever the VPC lets through. */
    ACV_LAYERS_BY_EITHER, /* It was created in the weeks of the change, and does not say. */
} AcvLayersWay;

/* The way of a runtime in mode VPC. '*out_assumed': because it does not say when it was created, it
 * is taken as new.
 *
 * Only what starts a runtime comes so: the layers of its image, or its code package.
 *
 * Source: https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/agentcore-vpc.html */
AcvLayersWay acv_layers_way(const AcvCatalog *catalog, const AcvAgentCore *runtime,
                            bool *out_assumed);

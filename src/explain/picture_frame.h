/* The places of a picture. */
#pragma once

#include "explain/picture.h"

/* The frame of a VPC, or of a subnet by its id with those around it; made if it is new.
 * ACV_NO_FRAME of what has no id. */
int acv_picture_vpc_frame(AcvPicture *picture, const AcvVpc *vpc);
int acv_picture_subnet_frame(AcvPicture *picture, AcvNetwork *network, const AcvVpc *vpc,
                             const AcvSubnet *subnet, const char *subnet_id);

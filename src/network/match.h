/* What AWS's protocols and port fields mean as matches. */
#pragma once

#include "acv/packet.h"
#include "acv/record.h"

/* Narrows 'match' to a protocol and its ports, as IpPermissions and ACL entries give them.
 *
 * Of TCP and UDP, 'from' and 'to' are destination ports; of ICMP, type and code. -1 or not given is
 * any. Of other protocols, and of "-1", they mean nothing.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html */
void acv_match_set_protocol(AcvMatch *match, AcvProtocol protocol, AcvNumber from, AcvNumber to);

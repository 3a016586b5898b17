/* Security groups that let in the whole internet. */
#pragma once

#include "network/network.h"

/* What a group lets in from every public address of IPv4, or of IPv6, by its rules together. */
typedef struct {
    GPtrArray *risky_rules; /* Elements const AcvRule *: by which it lets in to risky ports, */
    GArray *risky_ports;    /* and to which: elements const AcvRiskyPortRow *. */
    GPtrArray *other_rules; /* Other rules by which it lets in to ports of TCP and UDP, but for the
                               ports 80 and 443 of TCP, which are meant for everybody. */
} AcvOpenGroup;

/* Source: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html (EC2.18 and
 * EC2.19). The rules live as long as the network. Clear with acv_open_group_clear(). */
AcvOpenGroup acv_open_group_find(AcvNetwork *network, const AcvSecurityGroup *group);
void acv_open_group_clear(AcvOpenGroup *open);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(AcvOpenGroup, acv_open_group_clear)

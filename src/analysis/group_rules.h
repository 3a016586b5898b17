/* The rules of a security group by themselves, whoever carries it. */
#pragma once

#include "network/network.h"

/* What the group allows in that direction, a rule for each peer, in the order of the scenario
 * (elements AcvRule). A peer that is a group, or a list without known entries, leaves its addresses
 * open: its match has all that there are. A rule whose protocol is not known has the verdict
 * unknown. Free with g_array_unref(). */
GArray *acv_group_rules(AcvNetwork *network, const AcvSecurityGroup *group, AcvDirection direction);

/* The group or list whose addresses a rule leaves open; NULL if they are known. */
const char *acv_group_rule_reference(const AcvRule *rule);

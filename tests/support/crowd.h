/* Random scenarios with many interfaces of few kinds: in VPCs of which some are joined, in subnets
 * that share tables and ACLs, with groups that name each other. */
#pragma once

#include <glib.h>

/* The JSON of one; the caller's to free. The same for the same 'random'. */
char *crowd_json(GRand *random);

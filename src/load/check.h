/* What is odd about a scenario as a whole. */
#pragma once

#include "acv/problem.h"
#include "acv/snapshot.h"

G_BEGIN_DECLS

/* Adds warnings: ids that lead nowhere, where that can matter; subnets outside their VPCs; subnets
 * that two tables claim; endpoints that lead nowhere or contradict their interfaces; private hosted
 * zones of no VPC. */
void acv_snapshot_check(const AcvSnapshot *snapshot, AcvProblems *problems);

G_END_DECLS

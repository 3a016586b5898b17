/* What is odd about a scenario as a whole. */
#pragma once

#include "acv/problem.h"
#include "acv/snapshot.h"

G_BEGIN_DECLS

/* Adds warnings: ids that lead nowhere, where that can matter; subnets outside their VPCs; subnets
 * that two tables claim. */
void acv_snapshot_check(const AcvSnapshot *snapshot, AcvProblems *problems);

G_END_DECLS

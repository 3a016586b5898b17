/* The order in which a walk's findings are told. */
#pragma once

#include "analysis/reach.h"

/* Brings the branch with most packets to the front, and blockers on the way back behind the others.
 */
void acv_reach_sort(AcvReach *reach);

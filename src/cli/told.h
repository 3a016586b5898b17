/* What -v says on standard error of what an answer rests on. */
#pragma once

#include "acv/snapshot.h"
#include "cli/options.h"

/* Tells of a scenario how much it is of which accounts and Regions, and what the options leave to
 * assume. */
void acv_told_read(const AcvOptions *options, const AcvSnapshot *snapshot);

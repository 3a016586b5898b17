/* How the answers for packets, paths and parts make one answer. */
#pragma once

#include "analysis/inquiry.h"

/* The answer for one path that was walked. */
AcvOutcome acv_rollup_path(const AcvPath *path);

/* The answer for all paths (elements AcvPath *) together. Of a whole that needs all its parts, none
 * works if a part does not work at all, and all of it works if every part does. What is
 * undetermined is taken as bad and as good as it can be; only if both come to the same is that the
 * answer. */
AcvOutcome acv_rollup(const GPtrArray *paths);

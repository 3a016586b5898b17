/* What stops packets between two ends of which the answers of two matrices differ. Few pairs are
 * asked anew: of those that share a key, the same kind of thing does, such as the groups of the
 * target; and which one that is, only what stands there decides. */
#pragma once

#include "explain/matrix_diff.h"

typedef struct AcvCauses AcvCauses;

/* 'diff' must outlive it. */
AcvCauses *acv_causes_new(const AcvMatrixDiff *diff);
void acv_causes_free(AcvCauses *causes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvCauses, acv_causes_free)

/* Finds the first code and component that is blamed for a difference and was not before, or is not
 * any more; if there is none, the component that is blamed for the code it has; NULL if that is not
 * known. */
void acv_causes_find(AcvCauses *causes, AcvDifference *difference);

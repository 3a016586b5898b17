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

/* The first component that is blamed for the code of a difference; NULL if it is not known. */
const AcvRecord *acv_causes_find(AcvCauses *causes, const AcvDifference *difference);

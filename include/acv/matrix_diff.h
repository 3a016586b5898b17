/* What differs between two designs: the answers of two matrices to the same questions.
 *
 * Sources and targets are paired by their identifiers, interfaces one by one, so that classes may
 * differ between the two. An answer differs if its verdict or its packets do; another reason for
 * the same answer is no difference. */
#pragma once

#include <acv/api.h>
#include <acv/matrix.h>

ACV_BEGIN_DECLS

typedef struct AcvMatrixDiff AcvMatrixDiff;

/* Compares two matrices of the same question, both of which must outlive the result. */
AcvMatrixDiff *acv_matrix_diff_new(const AcvMatrix *before, const AcvMatrix *after);
void acv_matrix_diff_free(AcvMatrixDiff *diff);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvMatrixDiff, acv_matrix_diff_free)

/* True if no answer differs and no source or target is new or gone. */
bool acv_matrix_diff_is_empty(const AcvMatrixDiff *diff);

ACV_END_DECLS

/* What differs between two designs, in words, the same in every format. */
#pragma once

#include "explain/matrix_diff.h"
#include "render/matrix_words.h"
#include "render/wording.h"

/* "What differs: 3 of 40 answers"; the caller's to free. */
char *acv_diff_title(const AcvMatrixDiff *diff);

/* What became of the answers of one kind: "Became reachable"; static. */
const char *acv_difference_heading(AcvDifferenceKind kind);

/* Append to 'out' what a unit is called; */
void acv_word_unit(GString *out, const AcvMatrixUnit *unit);

/* "reachable (tcp 3306)"; */
void acv_word_cell(GString *out, const AcvMatrix *matrix, const AcvMatrixCell *cell);

/* "; stopped by sg-1 (web): ENI_SG_RULES_MISMATCH". */
void acv_word_cause(GString *out, const AcvDifference *difference);

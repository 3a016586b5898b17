/* The cells of a matrix: each answer is worked out once, for all pairs that share it. */
#pragma once

#include "analysis/matrix.h"

/* 'matrix' must outlive it; its ends and what they share are there, and values are added to it. */
AcvCells *acv_cells_new(AcvMatrix *matrix);
void acv_cells_free(AcvCells *cells);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvCells, acv_cells_free)

/* The number of a value, which is new if no cell has had it. */
guint32 acv_cells_keep(AcvCells *cells, const AcvMatrixCell *cell);

/* Whether both are one class of interfaces. */
bool acv_cells_is_itself(const AcvCells *cells, guint source, guint target);

/* The number of the cell of a pair; 0 if it cannot be asked. */
guint32 acv_cells_number(AcvCells *cells, guint source, guint target);

/* How the cells of a matrix come about. */
#pragma once

#include "analysis/matrix.h"

/* Answers for all sources and targets of 'matrix'. 'progress' may be NULL. */
void acv_matrix_fill(AcvMatrix *matrix, const AcvProgress *progress);

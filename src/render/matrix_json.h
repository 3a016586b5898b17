/* Parts of a matrix in JSON. */
#pragma once

#include "analysis/matrix.h"
#include "render/json_writer.h"

/* The members of an object that say what a source or target is. */
void acv_json_matrix_end(AcvJsonWriter *writer, const AcvMatrix *matrix, const AcvMatrixEnd *end);

/* Those that say what an answer is: "Verdict", "Code", "Packets". */
void acv_json_matrix_cell(AcvJsonWriter *writer, const AcvMatrix *matrix,
                          const AcvMatrixCell *cell);

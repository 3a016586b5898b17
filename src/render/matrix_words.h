/* What a matrix calls its sources, targets and packets, the same in every format. */
#pragma once

#include "analysis/matrix.h"

/* "runtime/orders", "eni-0a1b (web)", "17 in app-1a [web, client]". Appends to 'out'. */
void acv_word_matrix_end(GString *out, const AcvMatrix *matrix, const AcvMatrixEnd *end);

/* "tcp 3306, udp 53"; nothing of no packets. */
void acv_word_matrix_packets(GString *out, const AcvMatrix *matrix, const AcvPacketSet *packets);

/* The same of all values of a matrix, by their numbers: elements char *, that at 0 NULL. What many
 * cells have is so worded once. */
GPtrArray *acv_word_matrix_values(const AcvMatrix *matrix);

/* The number of interfaces that an end stands for; 1 if it is none. */
guint acv_matrix_end_size(const AcvMatrixEnd *end);

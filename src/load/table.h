/* Tables of text: rows of cells, packed so that each cell is a terminated string where it stands.
 *
 * In a file a tab ends a cell and a newline ends a row; a cell is never empty ("-" stands for
 * nothing), there is no quoting and there are no comments. Packed, a zero byte ends each cell and a
 * newline follows the last one of a row. What is compiled in is packed already. */
#pragma once

#include "acv/problem.h"
#include "base/arena.h"

#include <stdint.h>

G_BEGIN_DECLS

typedef struct {
    const char *name;  /* Of the file, as the user named it; of a built-in table, without .tsv. */
    const char *cells; /* Packed. */
    const uint32_t *rows; /* Where each row begins. The first row names the columns. */
    size_t n_rows;
} AcvTable;

enum { ACV_TABLE_MAX_SIZE = 16 << 20 }; /* Bytes of a file; the largest of ours has 0.2 million. */

/* Packs the text of a file, which a zero byte follows, into 'arena' and makes a table of it, which
 * belongs to the arena. Errors in 'text' are added to 'problems' with their lines; then it returns
 * NULL. */
const AcvTable *acv_table_pack(const char *name, const char *text, size_t length, AcvArena *arena,
                               AcvProblems *problems);

/* The first cell of a row. */
const char *acv_table_key(const AcvTable *table, size_t row);

/* Stores the first 'max' cells of a row in 'cells'. Returns how many the row has, which may be
 * more. */
size_t acv_table_cells(const AcvTable *table, size_t row, const char **cells, size_t max);

/* The same table with its rows, except the first, in ascending order of their keys. */
const AcvTable *acv_table_sort(const AcvTable *table, AcvArena *arena);

G_END_DECLS

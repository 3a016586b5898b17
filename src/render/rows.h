/* Writes the many rows of a long text in parts, by several threads if there are enough rows. What
 * comes out does not depend on how many there are. */
#pragma once

#include "acv/render.h"

/* Appends the rows from 'first' on and before 'end'. Runs in any thread, several at a time: what
 * it uses of 'user_data' must not change, and must not keep for later what it works out. */
typedef void (*AcvRowsWriter)(GString *out, guint first, guint end, gconstpointer user_data);

/* The rows of a text. */
typedef struct {
    guint n;
    guint per_part; /* Rows that are written at a time: about 100 kB. */
    AcvRowsWriter write;
    gconstpointer user_data;
} AcvRows;

/* Appends all rows to 'out' or, if there is a 'sink', gives it what 'out' holds and then the rows,
 * which leaves 'out' empty. */
void acv_rows_write(const AcvRows *rows, GString *out, const AcvSink *sink);

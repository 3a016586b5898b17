/* Makes a catalog, table by table.
 *
 * A query needs a few rows of hundreds, so a row is made when it is first asked for: a catalog that
 * nobody asks costs next to nothing. To its users it is as if all rows had been there from the
 * start; any thread may ask. */
#pragma once

#include "acv/catalog.h"
#include "base/arena.h"

G_BEGIN_DECLS

/* Where the rows of a table come from. They are in ascending order of their keys. */
typedef struct {
    const void *data;
    size_t n;

    const char *(*key)(const void *data, size_t index);

    /* Fills the zeroed row of that index, its key included. What it points to must live as long as
     * the catalog. */
    void (*make)(const void *data, size_t index, void *row);
} AcvRows;

/* A catalog of empty tables that keeps 'arena' alive. */
AcvCatalog *acv_catalog_new(AcvArena *arena);

/* Gives a table its rows; once for each table. */
void acv_catalog_set(AcvCatalog *catalog, AcvCatalogTable table, AcvRows rows);

G_END_DECLS

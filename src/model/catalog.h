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

/* What a search that reads a whole table has found, by a text that says what was looked for: false
 * if nothing was remembered, else '*out_row' is it, or NULL. */
bool acv_catalog_recall(const AcvCatalog *catalog, const char *key, const void **out_row);
void acv_catalog_remember_take(const AcvCatalog *catalog, char *key, const void *row);

G_END_DECLS

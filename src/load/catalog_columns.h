/* The columns of the AWS data tables. */
#pragma once

#include "acv/catalog.h"
#include "load/cell.h"

G_BEGIN_DECLS

/* In the order of the file; the first is the key and the last two are source and checked. */
typedef struct {
    const AcvColumn *columns;
    size_t n;
} AcvColumns;

enum { ACV_MAX_COLUMNS = 16 };

AcvColumns acv_catalog_columns(AcvCatalogTable table);

G_END_DECLS

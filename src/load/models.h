/* The tables of models/ as they are compiled in. tools/embed-models.awk writes them. */
#pragma once

#include "load/table.h"

G_BEGIN_DECLS

/* A table of each file of models/, without .tsv, in ascending order of the names. */
extern const AcvTable acv_models[];
extern const size_t acv_n_models;

G_END_DECLS

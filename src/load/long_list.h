/* Long lists of records, read by several threads: a snapshot of a large account is one list above
 * all.
 *
 * What is read, what is reported, and in what order, is the same with any number of threads. */
#pragma once

#include "load/json_text.h"
#include "load/section.h"

G_BEGIN_DECLS

/* How many threads beside the caller's own are of use on this machine; 0 if it has one processor
 * for this process. */
unsigned acv_long_list_helpers(void);

/* The parts, '*out_n' of them, of the list whose bracket is at 'list', among all those of a text
 * that acv_json_check_in_parts() made; NULL and 0 if it has none. */
const AcvJsonPart *acv_long_list_find(const GArray *parts, const char *list, size_t *out_n);

/* Reads the elements of all 'n' parts of a list into records. The section is one of plain records,
 * 'path' is that of the list. Up to 'n_helpers' threads help, and are gone when it returns. Where
 * there are too many errors, it reads no further. */
void acv_long_list_read(AcvLoader *loader, const AcvSection *section, const AcvJsonPath *path,
                        const AcvJsonPart *parts, size_t n, unsigned n_helpers);

G_END_DECLS

/* Reads the documents of one text. */
#pragma once

#include "load/loader.h"

G_BEGIN_DECLS

/* Reads all documents of 'text', of 'length' bytes with a zero byte after them, which come from
 * 'name'. */
void acv_documents_read(AcvLoader *loader, const char *name, const char *text, size_t length);

G_END_DECLS

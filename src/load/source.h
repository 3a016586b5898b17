/* The files that a user names: files, folders of them, standard input. */
#pragma once

#include "acv/problem.h"

G_BEGIN_DECLS

/* Gets the text of one file, of 'length' bytes of UTF-8 and a zero byte. */
typedef void (*AcvSourceReader)(const char *name, const char *text, size_t length, void *data);

/* Calls 'read' for each file that 'name' stands for, and reports what cannot be read.
 *
 * A name is a file of any kind, "-" for standard input, or a folder: then all regular files *.json
 * in it and in folders below it, sorted by name, without those whose names begin with a dot. A
 * symbolic link to a folder is not followed. */
void acv_source_read(const char *name, AcvProblems *problems, AcvSourceReader read, void *data);

/* What a name is called in what is told of it: itself, or "standard input". Borrowed. */
const char *acv_source_title(const char *name);

G_END_DECLS

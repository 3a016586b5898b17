/* The names that somebody who mistyped one may have meant. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

G_BEGIN_DECLS

/* The fewest insertions, deletions, replacements and swaps of neighbours that turn 'a' into 'b',
 * letters of either case being equal, with no part changed twice; more than 'limit' counts as
 * 'limit' + 1, and so does everything about texts of more than 64 bytes. Bytes are compared, not
 * characters. */
size_t acv_edit_distance(const char *a, const char *b, size_t limit);

/* Whether 'name' differs from any of the 'n' 'candidates' by few slips for its length, and by no
 * more than 'most'. */
bool acv_is_slip(const char *name, const char *const *candidates, size_t n, size_t most);

/* Those of the 'n' 'candidates' that resemble 'name', the closest first, 'max' at most: those that
 * begin with it, those that differ from it by a few slips, those that contain it or are contained
 * in it. Repeated candidates count once. The strings are borrowed from 'candidates'; the array is
 * the caller's. */
GPtrArray *acv_suggest(const char *name, const char *const *candidates, size_t n, size_t max);

G_END_DECLS

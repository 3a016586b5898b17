/* A hash of text, for tables whose keys come from the input: unlike with g_str_hash(), nobody can
 * write texts that all collide. It is another one in each run, so no order may follow from it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint acv_text_hash_n(const char *text, size_t length);

/* A GHashFunc for keys that are terminated text. */
guint acv_text_hash(gconstpointer text);

G_END_DECLS

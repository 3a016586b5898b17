/* A hash of text that no ordinary input makes collide, unlike g_str_hash(). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint acv_text_hash_n(const char *text, size_t length);

/* A GHashFunc for keys that are terminated text. */
guint acv_text_hash(gconstpointer text);

G_END_DECLS

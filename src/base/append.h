/* Appending to a GString where there is so much of it that a call for each piece matters. */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* Makes room for 'n' more bytes and returns where they begin. acv_grow() says how many of them were
 * written. */
static inline char *
acv_reserve(GString *text, gsize n)
{
    gsize length = text->len;
    if (G_UNLIKELY(text->allocated_len - length <= n)) {
        g_string_set_size(text, length + n);
        g_string_truncate(text, length);
    }
    return text->str + length;
}

static inline void
acv_grow(GString *text, gsize n)
{
    text->len += n;
    text->str[text->len] = '\0';
}

/* g_string_append_len() of what is not within 'text' itself. */
static inline void
acv_append(GString *text, const char *piece, gsize n)
{
    memcpy(acv_reserve(text, n), piece, n);
    acv_grow(text, n);
}

G_END_DECLS

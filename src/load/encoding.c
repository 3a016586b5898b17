#include "load/encoding.h"

#include "acv/problem.h"

#include <stdbool.h>

#include <string.h>

static bool
starts_with(const char *bytes, gsize length, const char *mark)
{
    size_t n = strlen(mark);
    return length >= n && memcmp(bytes, mark, n) == 0;
}

/* Its 'n' units are in the order that 'is_big_endian' says. */
static char *
from_utf16(const char *bytes, gsize n, bool is_big_endian, gsize *out_length, GError **error)
{
    g_autofree gunichar2 *units = g_new(gunichar2, n + 1);
    memcpy(units, bytes, n * sizeof *units);
    for (gsize i = 0; i < n; i++) {
        units[i] =
            (gunichar2) (is_big_endian ? GUINT16_FROM_BE(units[i]) : GUINT16_FROM_LE(units[i]));
    }
    glong n_read = 0;
    glong n_written = 0;
    char *text = g_utf16_to_utf8(units, (glong) n, &n_read, &n_written, NULL);
    if (!text || (gsize) n_read != n) {
        g_free(text);
        g_set_error(error, ACV_ERROR, ACV_ERROR_SYNTAX, "is not valid UTF-16 text");
        return NULL;
    }
    *out_length = (gsize) n_written;
    return text;
}

char *
acv_text_decode_take(char *bytes, gsize *length, GError **error)
{
    static const char little[] = "\xff\xfe";
    static const char big[] = "\xfe\xff";
    static const char utf8[] = "\xef\xbb\xbf";

    if (starts_with(bytes, *length, little) || starts_with(bytes, *length, big)) {
        g_autofree char *owned = bytes;
        if (*length % 2 != 0) {
            g_set_error(error, ACV_ERROR, ACV_ERROR_SYNTAX, "is not valid UTF-16 text");
            return NULL;
        }
        return from_utf16(owned + 2, *length / 2 - 1, bytes[0] == big[0], length, error);
    }
    if (starts_with(bytes, *length, utf8)) {
        *length -= strlen(utf8);
        memmove(bytes, bytes + strlen(utf8), *length);
    }
    bytes[*length] = '\0';
    return bytes;
}

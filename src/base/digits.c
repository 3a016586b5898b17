#include "base/digits.h"

void
acv_digits_append(GString *text, guint64 number)
{
    char digits[20]; /* As many as the greatest has. */
    size_t first = sizeof digits;
    do {
        digits[--first] = (char) ('0' + number % 10);
        number /= 10;
    } while (number > 0);
    g_string_append_len(text, digits + first, (gssize) (sizeof digits - first));
}

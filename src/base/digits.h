/* Numbers as text, where there are so many that it matters. */
#pragma once

#include <glib.h>

/* Appends 'number' in decimal. */
void acv_digits_append(GString *text, guint64 number);

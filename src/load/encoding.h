/* Bytes of a file as UTF-8. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The text of 'bytes' without its byte order mark, and from UTF-16 if the mark says so (what "aws
 * ... > file" writes in Windows PowerShell); with a zero byte after it. Takes 'bytes', of which
 * '*length' are used and one more may be written, and sets '*length' anew. Whether UTF-8 is valid
 * is not looked into.
 *
 * Errors: ACV_ERROR_SYNTAX, for UTF-16 that is not valid; NULL then. */
char *acv_text_decode_take(char *bytes, gsize *length, GError **error);

G_END_DECLS

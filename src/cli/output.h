/* Where results go. */
#pragma once

#include "acv/render.h"
#include "cli/options.h"

/* How text is to be laid out for the place it goes to. */
AcvTextStyle acv_output_style(const AcvOptions *options);

/* Writes 'text' to standard output, or whole or not at all to the file that the options name.
 *
 * Errors: ACV_ERROR_UNREADABLE, with the file's name. */
bool acv_output_write(const AcvOptions *options, const GString *text, GError **error);

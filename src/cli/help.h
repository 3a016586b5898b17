/* What --help prints. */
#pragma once

#include "cli/options.h"

/* The help of a command, or of the program as a whole: static. */
const char *acv_help_text(const AcvOptions *options);

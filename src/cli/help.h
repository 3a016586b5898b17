/* What --help prints. */
#pragma once

#include "cli/options.h"

/* The help of the command that 'options' names, if any, else of the program as a whole: static. */
const char *acv_help_text(const AcvOptions *options);

/* Which checks are made, and which findings the scenario accepts. */
#pragma once

#include "explain/checkup.h"

/* Whether the options ask for the check of that id. */
bool acv_check_is_selected(const AcvCheckOptions *options, const char *id);

/* Whether it must be made: it is asked for, or one is that goes by what it finds. */
bool acv_check_is_needed(const AcvCheckOptions *options, const char *id);

/* Drops what was found only because another check goes by it. */
void acv_checkup_drop_unselected(AcvCheckup *checkup, const AcvCheckOptions *options);

/* Marks the findings that the scenario accepts. Adds to 'problems' an error for each suppression of
 * a check that there is not, and a warning for each that accepts nothing. */
void acv_checkup_suppress(AcvCheckup *checkup, const AcvCheckOptions *options,
                          AcvProblems *problems);

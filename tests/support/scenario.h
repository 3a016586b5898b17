/* Scenarios written into tests, and what comes of them as text. */
#pragma once

#include "acv/scenario.h"

/* Reads one text called "t.json". '*out_problems', if not NULL, gets the errors and warnings, a
 * line each ("warning: t.json: /Vpcs/0: …"); the caller's to free. */
AcvSnapshot *scenario_parse(const char *json, char **out_problems);

/* Problems up to a severity, a line each; the caller's to free. */
char *problems_print(const AcvProblems *problems, AcvSeverity last);

/* Everything that a snapshot holds but the places, in a fixed order; the caller's to free. */
char *snapshot_print(const AcvSnapshot *snapshot);

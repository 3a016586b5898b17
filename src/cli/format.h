/* The forms in which each command prints what came of it. */
#pragma once

#include "acv/render.h"
#include "cli/options.h"

/* What came of a command. Each command fills what its printers take. */
typedef struct {
    AcvTextStyle style;
    AcvSink sink; /* What long texts go to. */
    AcvSnapshot *snapshot;
    const AcvCatalog *catalog;
    AcvTrial trial; /* Without changes, 'after' is the answer and the rest NULL. */
    const AcvCheckup *checkup;
    const AcvMatrix *matrix;
    const AcvMatrixDiff *diff;
    const AcvCodeRow *code; /* One of these two, or none: all of both. */
    const AcvCheckRow *check;
} AcvResult;

/* False if 'command' has no such form; the error names those that it has. */
bool acv_format_check(AcvCommand command, AcvFormat format, GError **error);

/* Appends 'result' to 'out' in a form that 'command' has, or gives it to the sink but for its end.
 */
void acv_format_print(AcvCommand command, AcvFormat format, GString *out, const AcvResult *result);

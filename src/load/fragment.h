/* Fragments of scenarios, laid over a snapshot. */
#pragma once

#include "load/loader.h"

G_BEGIN_DECLS

/* Gives the records of 'builder' the fields that those of the same kind and id have in 'text', JSON
 * as of a scenario; adds those that are new, and removes those with "$delete": true. False if it
 * reported any error; then some may be done. */
bool acv_fragment_read(AcvSnapshotBuilder *builder, const AcvOverlay *overlay, const char *name,
                       const char *text, AcvProblems *problems);

/* Whether a text can be read so, whatever it is laid over. Reports errors, and warns about keys and
 * fields that are not known: whoever writes a change means all of it. */
bool acv_fragment_check(const char *name, const char *text, AcvProblems *problems);

G_END_DECLS

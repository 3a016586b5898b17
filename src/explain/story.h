/* Which paths of an answer tell the same story, so that it is told once. */
#pragma once

#include "explain/answer.h"

/* Whether two paths to one target go the same way and are stopped by the same, but for where they
 * begin. */
bool acv_path_answer_resembles(const AcvPathAnswer *a, const AcvPathAnswer *b);

/* Whether a path before that at 'index' of 'paths' (elements AcvPathAnswer *) tells its story. */
bool acv_path_answer_is_told(const GPtrArray *paths, guint index);

/* What stops packets at a waypoint of the path, or NULL. */
const AcvExplanation *acv_path_answer_explanation_at(const AcvPathAnswer *answer,
                                                     const AcvWaypoint *waypoint);

/* What a user sees of what stops packets, by the table of codes; NULL if it says nothing. */
const char *acv_answer_symptom(const AcvAnswer *answer);

/* What does not block but matters: notes, assumptions, missing data. */
#pragma once

#include "explain/answer.h"

/* Fills the notes, assumptions and missing data of an answer whose paths are explained. */
void acv_answer_add_notes(AcvAnswer *answer);

/* Adds a note, if it is not there already; its code follows from its kind. */
void acv_answer_add_note(AcvAnswer *answer, AcvNote note);

/* Adds a note on each component without which no source reaches a target any more, though sources
 * stand in several zones. */
void acv_answer_add_single_points(AcvAnswer *answer);

/* What does not block but matters: notes, assumptions, missing data. */
#pragma once

#include "explain/answer.h"

/* Fills the notes, assumptions and missing data of an answer whose paths are explained. */
void acv_answer_add_notes(AcvAnswer *answer);

/* What every answer must be, whatever was asked of what. */
#pragma once

#include "acv/snapshot.h"

/* Asks, and renders what comes of it; aborts if the output is not as it must be. */
void answer_question(AcvSnapshot *snapshot, const char *from, const char *to);

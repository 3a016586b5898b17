/* Parts of answers that stand in other documents too. */
#pragma once

#include "render/json_writer.h"
#include "render/wording.h"

/* "Explanations": elements AcvExplanation. */
void acv_json_member_explanations(AcvJsonWriter *writer, const AcvWords *words,
                                  const GArray *explanations);

/* "MissingData": elements AcvMissing. */
void acv_json_member_missing(AcvJsonWriter *writer, const GArray *missing);

/* The members of the object that acv_render_json() writes. */
void acv_json_members_of_answer(AcvJsonWriter *writer, const AcvAnswer *answer);

/* "Verification": the commands that would show in the account whether the answer is right. */
void acv_json_member_verification(AcvJsonWriter *writer, const AcvAnswer *answer);
void acv_json_member_proofs(AcvJsonWriter *writer, const AcvWords *words, const GPtrArray *proofs);

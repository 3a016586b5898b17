/* How to verify an answer, as JSON. */
#include "render/answer_json.h"

static void
write_commands(AcvJsonWriter *writer, const AcvProof *proof)
{
    acv_json_key(writer, "Commands");
    acv_json_begin_array(writer);
    for (guint i = 0; i < proof->commands->len; i++) {
        acv_json_string(writer, g_ptr_array_index(proof->commands, i));
    }
    acv_json_end_array(writer);
}

static void
write_limits(AcvJsonWriter *writer, const AcvProof *proof)
{
    acv_json_key(writer, "Limits");
    acv_json_begin_array(writer);
    for (unsigned i = 0; i < ACV_N_PROOF_LIMITS; i++) {
        if (proof->limits & 1U << i) {
            acv_json_string(writer, acv_proof_limit_words(i));
        }
    }
    acv_json_end_array(writer);
}

static void
write_proof(AcvJsonWriter *writer, const AcvWords *words, const AcvProof *proof)
{
    g_autoptr(GString) purpose = g_string_new(NULL);
    g_autoptr(GString) expected = g_string_new(NULL);
    acv_word_proof(purpose, words, proof);
    acv_word_proof_outcome(expected, proof);
    acv_json_begin_object(writer);
    acv_json_member_string(writer, "Purpose", purpose->str);
    write_commands(writer, proof);
    acv_json_member_string(writer, "Expected", expected->len > 0 ? expected->str : NULL);
    write_limits(writer, proof);
    acv_json_end_object(writer);
}

void
acv_json_member_verification(AcvJsonWriter *writer, const AcvAnswer *answer)
{
    AcvWords words = acv_words_of(answer);
    g_autoptr(GPtrArray) proofs = acv_proofs_of(answer);
    acv_json_member_proofs(writer, &words, proofs);
}

void
acv_json_member_proofs(AcvJsonWriter *writer, const AcvWords *words, const GPtrArray *proofs)
{
    acv_json_key(writer, "Verification");
    acv_json_begin_array(writer);
    for (guint i = 0; i < proofs->len; i++) {
        write_proof(writer, words, g_ptr_array_index(proofs, i));
    }
    acv_json_end_array(writer);
}

/* Commands, and how to verify an answer, as Markdown. */
#include "render/layout.h"
#include "render/markdown.h"
#include "render/remedies.h"

enum { COMMAND_WIDTH = 100 };

void
acv_markdown_script(GString *out, const GPtrArray *lines)
{
    g_autoptr(GString) script = g_string_new(NULL);
    for (guint i = 0; i < lines->len; i++) {
        g_autofree char *clean = acv_layout_clean(g_ptr_array_index(lines, i));
        acv_append_command(script, clean, COMMAND_WIDTH, 0);
    }
    acv_markdown_block(out, "sh", script->str);
}

static void
write_proof(GString *out, const AcvWords *words, const AcvProof *proof)
{
    g_autoptr(GString) purpose = g_string_new(NULL);
    g_autoptr(GString) expected = g_string_new(NULL);
    acv_word_proof(purpose, words, proof);
    acv_word_proof_outcome(expected, proof);
    acv_markdown_paragraph(out, purpose->str);
    if (proof->commands->len > 0) {
        acv_markdown_script(out, proof->commands);
        g_string_append_c(out, '\n');
    }
    for (unsigned i = 0; i < ACV_N_PROOF_LIMITS; i++) {
        if (proof->limits & 1U << i) {
            g_string_append_printf(expected, "%s%s", expected->len > 0 ? " " : "",
                                   acv_proof_limit_words(i));
        }
    }
    if (expected->len > 0) {
        acv_markdown_paragraph(out, expected->str);
    }
}

void
acv_markdown_proofs(GString *out, const AcvWords *words, const GPtrArray *proofs)
{
    for (guint i = 0; i < proofs->len; i++) {
        write_proof(out, words, g_ptr_array_index(proofs, i));
    }
}

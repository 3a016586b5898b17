/* How to verify an answer, as text. */
#include "render/remedies.h"

static void
write_limits(AcvPage *page, const AcvProof *proof)
{
    for (unsigned i = 0; i < ACV_N_PROOF_LIMITS; i++) {
        if (proof->limits & 1U << i) {
            acv_layout_text(&page->layout, 2 * ACV_PAGE_INDENT, acv_proof_limit_words(i));
        }
    }
}

static void
write_proof(AcvPage *page, const AcvProof *proof)
{
    g_autoptr(GString) purpose = g_string_new(NULL);
    g_autoptr(GString) expected = g_string_new(NULL);
    acv_word_proof(purpose, &page->words, proof);
    acv_word_proof_outcome(expected, proof);
    acv_layout_text(&page->layout, ACV_PAGE_INDENT, purpose->str);
    for (guint i = 0; i < proof->commands->len; i++) {
        g_autofree char *clean = acv_layout_clean(g_ptr_array_index(proof->commands, i));
        acv_append_command(page->layout.out, clean, page->layout.width, 2 * ACV_PAGE_INDENT);
    }
    if (expected->len > 0) {
        acv_layout_text(&page->layout, 2 * ACV_PAGE_INDENT, expected->str);
    }
    write_limits(page, proof);
}

void
acv_page_write_proofs(AcvPage *page)
{
    g_autoptr(GPtrArray) proofs = acv_proofs_of(page->answer);
    acv_layout_heading(&page->layout, "How to verify it in the account");
    for (guint i = 0; i < proofs->len; i++) {
        write_proof(page, g_ptr_array_index(proofs, i));
    }
}

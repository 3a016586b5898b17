/* Findings as a list: what was checked, what came of it, and what is in the way. */
#include "acv/render.h"

#include "render/layout.h"
#include "render/wording.h"

/* Blockers of one finding that are shown unless the reader asks for more. */
enum { MOST_BLOCKERS = 3, HANG = 6 };

typedef struct {
    AcvLayout layout;
    bool verbose;
} Page;

static const struct {
    const char *title; /* Of the whole, */
    const char *mark;  /* of one finding, */
    const char *verb;  /* and of several. */
    AcvTone tone;
} statuses[] = {
    [ACV_STATUS_PASS] = { "PASS", "ok", "passed", ACV_TONE_GOOD },
    [ACV_STATUS_FAIL] = { "FAIL", "FAIL", "failed", ACV_TONE_BAD },
    [ACV_STATUS_WARNING] = { "WARNING", "warn", "passed with a warning", ACV_TONE_DOUBTFUL },
    [ACV_STATUS_UNDETERMINED] = { "UNDETERMINED", "?", "undetermined", ACV_TONE_DOUBTFUL },
};

static void
write_summary(Page *page, const AcvCheckup *checkup)
{
    static const AcvStatus order[] = { ACV_STATUS_FAIL, ACV_STATUS_UNDETERMINED, ACV_STATUS_WARNING,
                                       ACV_STATUS_PASS };
    AcvStatus status = acv_checkup_status(checkup);
    guint n_all = checkup->findings->len;
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_append_printf(text, "%u check%s", n_all, n_all == 1 ? "" : "s");
    const char *separator = ": ";
    for (size_t i = 0; i < G_N_ELEMENTS(order); i++) {
        size_t n = acv_checkup_count(checkup, order[i]);
        if (n > 0) {
            g_string_append_printf(text, "%s%zu %s", separator, n, statuses[order[i]].verb);
            separator = ", ";
        }
    }
    acv_layout_item(&page->layout, 0, statuses[status].tone, statuses[status].title, HANG,
                    text->str);
}

/* --- Evidence --- */

static void
write_blocker(Page *page, const AcvWords *words, const AcvExplanation *explanation)
{
    g_autoptr(GString) text = g_string_new(acv_code_name(explanation->code));
    g_string_append(text, ": ");
    acv_word_message(text, words, explanation);
    acv_layout_item(&page->layout, HANG, ACV_TONE_PLAIN, "-", HANG + 2, text->str);
}

static void
write_blockers(Page *page, const AcvAnswer *answer)
{
    const GArray *explanations = answer->explanations;
    AcvWords words = acv_words_of(answer);
    guint n = page->verbose ? explanations->len : MIN(explanations->len, MOST_BLOCKERS);
    for (guint i = 0; i < n; i++) {
        write_blocker(page, &words, &g_array_index(explanations, AcvExplanation, i));
    }
    if (n < explanations->len) {
        g_autofree char *more = g_strdup_printf("and %u more; -v shows all", explanations->len - n);
        acv_layout_item(&page->layout, HANG, ACV_TONE_FAINT, "-", HANG + 2, more);
    }
}

static void
write_expectation(Page *page, const AcvExpectation *expectation)
{
    g_autofree char *pointer = acv_place_pointer(&expectation->place);
    g_autofree char *place = g_strdup_printf("%s: %s", expectation->place.file, pointer);
    if (expectation->because) {
        acv_layout_item(&page->layout, HANG, ACV_TONE_FAINT, "because", HANG + 9,
                        expectation->because);
    }
    acv_layout_item(&page->layout, HANG, ACV_TONE_FAINT, "stated", HANG + 9, place);
}

static void
write_finding(Page *page, const AcvFinding *finding)
{
    g_autoptr(GString) text = g_string_new(NULL);
    acv_word_finding(text, finding);
    acv_layout_item(&page->layout, 0, statuses[finding->status].tone,
                    statuses[finding->status].mark, HANG, text->str);
    if (finding->status == ACV_STATUS_PASS && !page->verbose) {
        return;
    }
    if (finding->expectation && finding->check == ACV_CHECK_EXPECTATION) {
        write_expectation(page, finding->expectation);
    }
    if (finding->answer) {
        write_blockers(page, finding->answer);
    }
}

void
acv_render_checkup_text(GString *out, const AcvCheckup *checkup, const AcvTextStyle *style)
{
    Page page = { { out, style->width, style->use_color }, style->verbose };
    write_summary(&page, checkup);
    if (checkup->findings->len > 0) {
        acv_layout_blank(&page.layout);
    }
    for (guint i = 0; i < checkup->findings->len; i++) {
        write_finding(&page, &g_array_index(checkup->findings, AcvFinding, i));
    }
}

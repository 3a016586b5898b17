/* Findings as a list: first what did not pass, with its evidence and what to do, then what did, a
 * line each. */
#include "acv/render.h"

#include "render/layout.h"
#include "render/wording_checks.h"

#include <string.h>

/* Blockers of one finding that are shown unless the reader asks for more. */
enum { MOST_BLOCKERS = 3, HANG = 6, LABEL_HANG = HANG + 9 };

typedef struct {
    AcvLayout layout;
    AcvWords words;
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

void
acv_word_checkup_summary(GString *out, const AcvCheckup *checkup)
{
    static const AcvStatus order[] = { ACV_STATUS_FAIL, ACV_STATUS_UNDETERMINED, ACV_STATUS_WARNING,
                                       ACV_STATUS_PASS };
    guint n_all = checkup->findings->len;
    g_string_append_printf(out, "%u check%s", n_all, n_all == 1 ? "" : "s");
    const char *separator = ": ";
    for (size_t i = 0; i < G_N_ELEMENTS(order); i++) {
        size_t n = acv_checkup_count(checkup, order[i]);
        if (n > 0) {
            g_string_append_printf(out, "%s%zu %s", separator, n, statuses[order[i]].verb);
            separator = ", ";
        }
    }
    size_t n_suppressed = acv_checkup_count_suppressed(checkup);
    if (n_suppressed > 0) {
        g_string_append_printf(out, "%s%zu suppressed", separator, n_suppressed);
    }
}

static void
write_summary(Page *page, const AcvCheckup *checkup)
{
    AcvStatus status = acv_checkup_status(checkup);
    g_autoptr(GString) text = g_string_new(NULL);
    acv_word_checkup_summary(text, checkup);
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
write_labelled(Page *page, const char *label, const char *text)
{
    if (text && text[0]) {
        acv_layout_item(&page->layout, HANG, ACV_TONE_FAINT, label, LABEL_HANG, text);
    }
}

static void
write_expectation(Page *page, const AcvExpectation *expectation)
{
    g_autofree char *pointer = acv_place_pointer(&expectation->place);
    g_autofree char *place = g_strdup_printf("%s: %s", expectation->place.file, pointer);
    write_labelled(page, "because", expectation->because);
    write_labelled(page, "stated", place);
}

/* Which check it was, and of what. */
static void
write_check(Page *page, const AcvFinding *finding)
{
    g_autoptr(GString) text = g_string_new(finding->row->check);
    g_string_append_printf(text, ", %s", acv_check_severity_name(finding->severity));
    if (finding->subject) {
        g_string_append(text, ", of ");
        acv_word_record(text, finding->subject);
    }
    write_labelled(page, "check", text->str);
}

static void
write_message(Page *page, const AcvFinding *finding)
{
    g_autoptr(GString) text = g_string_new(NULL);
    acv_word_finding(text, &page->words, finding);
    if (finding->suppression) {
        acv_layout_item(&page->layout, 0, ACV_TONE_FAINT, "supp", HANG, text->str);
        write_labelled(page, "because", finding->suppression->because);
        return;
    }
    acv_layout_item(&page->layout, 0, statuses[finding->status].tone,
                    statuses[finding->status].mark, HANG, text->str);
}

static void
write_details(Page *page, const AcvFinding *finding)
{
    g_autoptr(GString) remedy = g_string_new(NULL);
    acv_word_finding_remedy(remedy, &page->words, finding);
    for (guint i = 0; i < finding->answers->len; i++) {
        write_blockers(page, acv_finding_answer(finding, i));
    }
    if (finding->expectation && !finding->zone) {
        write_expectation(page, finding->expectation);
    }
    if (!finding->suppression) {
        write_labelled(page, "do", remedy->str);
    }
    write_check(page, finding);
    if (g_str_has_prefix(finding->row->source, "https://")) {
        g_autofree char *first =
            g_strndup(finding->row->source, strcspn(finding->row->source, ";"));
        write_labelled(page, "source", first);
    }
}

/* What the lines that follow are about. */
static void
write_subject(Page *page, const AcvFinding *finding)
{
    g_autoptr(GString) text = g_string_new(NULL);
    if (finding->subject) {
        acv_word_record(text, finding->subject);
    } else {
        g_string_append(text, "The design");
    }
    acv_layout_heading(&page->layout, text->str);
}

/* What takes one line: what passed, and what is only said. */
static bool
is_brief(const Page *page, const AcvFinding *finding)
{
    bool is_remark = finding->status == ACV_STATUS_WARNING
                     && finding->severity == ACV_CHECK_SEVERITY_INFORMATIONAL;
    return !page->verbose && (is_remark || finding->status == ACV_STATUS_PASS);
}

/* 'last' is the finding before it, or NULL. */
static void
write_finding(Page *page, const AcvFinding *finding, const AcvFinding *last)
{
    bool is_continued = last && is_brief(page, last) && last->status == finding->status;
    if (finding->status == ACV_STATUS_PASS) {
        if (!last || last->status != ACV_STATUS_PASS || last->subject != finding->subject) {
            write_subject(page, finding);
        }
    } else if (!is_continued) {
        acv_layout_blank(&page->layout);
    }
    write_message(page, finding);
    if (!is_brief(page, finding)) {
        write_details(page, finding);
    }
}

void
acv_render_checkup_text(GString *out, const AcvCheckup *checkup, const AcvTextStyle *style)
{
    Page page = { { out, style->width, style->use_color },
                  acv_words_of_checkup(checkup),
                  style->verbose };
    const AcvFinding *last = NULL;
    write_summary(&page, checkup);
    for (guint i = 0; i < checkup->findings->len; i++) {
        const AcvFinding *finding = g_ptr_array_index(checkup->findings, i);
        write_finding(&page, finding, last);
        last = finding;
    }
}

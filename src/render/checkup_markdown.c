/* Findings as a page of Markdown: a table of what to look at, what to do about each, and what
 * passed. */
#include "acv/render.h"

#include "render/escape.h"
#include "render/markdown.h"
#include "render/wording_checks.h"

/* Blockers of one finding that are shown. */
enum { MOST_BLOCKERS = 5 };

static void
append_finding(GString *out, const AcvWords *words, const AcvFinding *finding)
{
    g_autoptr(GString) text = g_string_new(NULL);
    acv_word_finding(text, words, finding);
    acv_escape_markdown(out, text->str);
}

static void
append_subject(GString *out, const AcvFinding *finding)
{
    if (finding->subject) {
        acv_markdown_code(out, finding->subject->id);
    } else {
        g_string_append(out, "the design");
    }
}

static void
write_row(GString *out, const AcvWords *words, const AcvFinding *finding)
{
    g_autoptr(GString) subject = g_string_new(NULL);
    g_autoptr(GString) check = g_string_new(NULL);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *status = finding->status == ACV_STATUS_PASS
                                  ? g_strdup(acv_status_name(finding->status))
                                  : g_strdup_printf("**%s**", acv_status_name(finding->status));
    append_subject(subject, finding);
    acv_markdown_code(check, finding->row->check);
    append_finding(text, words, finding);
    const char *cells[] = { status,     acv_check_severity_name(finding->row->severity),
                            check->str, subject->str,
                            text->str,  NULL };
    acv_markdown_row(out, cells, false);
}

/* The findings that passed, or all others. */
static void
write_table(GString *out, const AcvWords *words, const AcvCheckup *checkup, bool passed)
{
    static const char *const titles[] = { "status", "severity", "check", "of", "finding", NULL };
    guint n = 0;
    for (guint i = 0; i < checkup->findings->len; i++) {
        const AcvFinding *finding = g_ptr_array_index(checkup->findings, i);
        if ((finding->status == ACV_STATUS_PASS) != passed) {
            continue;
        }
        if (n++ == 0) {
            acv_markdown_heading(out, 2, passed ? "What passed" : "What to look at");
            acv_markdown_row(out, titles, true);
        }
        write_row(out, words, finding);
    }
}

/* --- Details --- */

static void
write_blockers(GString *out, const AcvAnswer *answer)
{
    const GArray *explanations = answer->explanations;
    AcvWords words = acv_words_of(answer);
    for (guint i = 0; i < MIN(explanations->len, MOST_BLOCKERS); i++) {
        const AcvExplanation *explanation = &g_array_index(explanations, AcvExplanation, i);
        g_autoptr(GString) text = g_string_new(NULL);
        acv_word_message(text, &words, explanation);
        g_string_append(out, "- ");
        acv_markdown_code(out, acv_code_name(explanation->code));
        g_string_append(out, ": ");
        acv_escape_markdown(out, text->str);
        g_string_append_c(out, '\n');
    }
    if (explanations->len > MOST_BLOCKERS) {
        g_string_append_printf(out, "- and %u more\n", explanations->len - MOST_BLOCKERS);
    }
}

static void
write_labelled(GString *out, const char *label, const char *text)
{
    if (text && text[0]) {
        g_string_append_printf(out, "- **%s** ", label);
        acv_escape_markdown(out, text);
        g_string_append_c(out, '\n');
    }
}

static void
write_details(GString *out, const AcvWords *words, const AcvFinding *finding)
{
    g_autoptr(GString) remedy = g_string_new(NULL);
    acv_word_finding_remedy(remedy, words, finding);
    g_autoptr(GString) heading = g_string_new(NULL);
    acv_word_finding(heading, words, finding);
    acv_markdown_heading(out, 3, heading->str);
    for (guint i = 0; i < finding->answers->len; i++) {
        write_blockers(out, acv_finding_answer(finding, i));
    }
    if (finding->expectation && !finding->zone) {
        g_autofree char *pointer = acv_place_pointer(&finding->expectation->place);
        g_autofree char *place =
            g_strdup_printf("%s: %s", finding->expectation->place.file, pointer);
        write_labelled(out, "because", finding->expectation->because);
        write_labelled(out, "stated", place);
    }
    write_labelled(out, "do", remedy->str);
    g_autoptr(GString) sources = g_string_new(NULL);
    acv_markdown_sources(sources, finding->row->source);
    if (sources->len > 0) {
        g_string_append_printf(out, "- **source** %s\n", sources->str);
    }
    g_autoptr(GPtrArray) proofs = acv_proofs_of_finding(words->network, finding);
    g_string_append_c(out, '\n');
    acv_markdown_proofs(out, words, proofs);
    acv_markdown_end(out);
}

void
acv_render_checkup_markdown(GString *out, const AcvCheckup *checkup)
{
    AcvWords words = acv_words_of_checkup(checkup);
    g_autoptr(GString) summary = g_string_new(NULL);
    acv_word_checkup_summary(summary, checkup);
    g_string_append_printf(out, "# Check: %s\n\n", acv_status_name(acv_checkup_status(checkup)));
    acv_markdown_paragraph(out, summary->str);
    write_table(out, &words, checkup, false);
    for (guint i = 0; i < checkup->findings->len; i++) {
        const AcvFinding *finding = g_ptr_array_index(checkup->findings, i);
        if (finding->status != ACV_STATUS_PASS) {
            write_details(out, &words, finding);
        }
    }
    write_table(out, &words, checkup, true);
    acv_markdown_end(out);
}

/* Findings as a web page: what did not pass is unfolded. */
#include "acv/render.h"

#include "render/escape.h"
#include "render/html.h"
#include "render/wording_checks.h"

static void
write_blockers(GString *out, const AcvAnswer *answer)
{
    AcvWords words = acv_words_of(answer);
    if (answer->explanations->len == 0) {
        return;
    }
    g_string_append(out, "<ul>\n");
    for (guint i = 0; i < answer->explanations->len; i++) {
        const AcvExplanation *explanation = &g_array_index(answer->explanations, AcvExplanation, i);
        g_autoptr(GString) message = g_string_new(NULL);
        acv_word_message(message, &words, explanation);
        g_string_append(out, "<li>");
        acv_html_element(out, "strong", NULL, acv_code_name(explanation->code));
        g_string_append(out, ": ");
        acv_escape_markup(out, message->str);
        g_string_append(out, "</li>\n");
    }
    g_string_append(out, "</ul>\n");
}

static void
write_terms(GString *out, const AcvWords *words, const AcvFinding *finding)
{
    g_autoptr(GString) remedy = g_string_new(NULL);
    g_autoptr(GString) subject = g_string_new(NULL);
    acv_word_finding_remedy(remedy, words, finding);
    if (finding->subject) {
        acv_word_record(subject, finding->subject);
    }
    g_string_append(out, "<dl>");
    if (finding->expectation && !finding->zone) {
        g_autofree char *pointer = acv_place_pointer(&finding->expectation->place);
        g_autofree char *place =
            g_strdup_printf("%s: %s", finding->expectation->place.file, pointer);
        acv_html_term(out, "because", finding->expectation->because);
        acv_html_term(out, "stated", place);
    }
    if (finding->suppression) {
        acv_html_term(out, "suppressed because", finding->suppression->because);
    }
    acv_html_term(out, "do", remedy->str);
    acv_html_term(out, "check", finding->row->check);
    acv_html_term(out, "severity", acv_check_severity_name(finding->severity));
    acv_html_term(out, "of", subject->str);
    if (finding->row->source) {
        g_string_append(out, "<dt>source</dt><dd>");
        acv_html_links(out, finding->row->source);
        g_string_append(out, "</dd>");
    }
    g_string_append(out, "</dl>\n");
}

/* What is accepted counts for nothing; it is shown, but folded. */
static const char *
status_of(const AcvFinding *finding)
{
    return finding->suppression ? "suppressed" : acv_status_name(finding->status);
}

static void
write_finding(GString *out, const AcvWords *words, const AcvFinding *finding)
{
    bool is_open = finding->status != ACV_STATUS_PASS && !finding->suppression;
    g_autoptr(GString) message = g_string_new(NULL);
    acv_word_finding(message, words, finding);
    g_string_append_printf(out, "<details class=\"finding %s\" data-status=\"%s\"%s><summary>",
                           finding->suppression ? "faint" : acv_html_status_tone(finding->status),
                           status_of(finding), is_open ? " open" : "");
    acv_html_element(out, "span", "mark", status_of(finding));
    g_string_append_c(out, ' ');
    acv_escape_markup(out, message->str);
    g_string_append(out, "</summary>\n");
    for (guint i = 0; i < finding->answers->len && finding->status != ACV_STATUS_PASS; i++) {
        write_blockers(out, acv_finding_answer(finding, i));
    }
    write_terms(out, words, finding);
    g_string_append(out, "</details>\n");
}

void
acv_render_checkup_html(GString *out, const AcvCheckup *checkup)
{
    static const char *const statuses[] = { "fail", "undetermined", "warning",
                                            "pass", "suppressed",   NULL };
    AcvStatus status = acv_checkup_status(checkup);
    AcvWords words = acv_words_of_checkup(checkup);
    g_autofree char *verdict = g_ascii_strup(acv_status_name(status), -1);
    g_autoptr(GString) title = g_string_new(NULL);
    acv_word_checkup_summary(title, checkup);
    AcvHtmlHead head = { title->str, verdict, acv_html_status_tone(status) };
    acv_html_begin(out, &head);
    acv_html_section(out, "Findings");
    acv_html_filter(out, "findings", statuses);
    g_string_append(out, "<div id=\"findings\">\n");
    for (guint i = 0; i < checkup->findings->len; i++) {
        write_finding(out, &words, g_ptr_array_index(checkup->findings, i));
    }
    g_string_append(out, "</div>\n</section>\n");
    acv_html_end(out);
}

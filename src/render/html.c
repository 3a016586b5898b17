#include "render/html.h"

#include "render/escape.h"
#include "render/texts.h"

#include <string.h>

const char *
acv_html_tone(AcvOutcome outcome)
{
    return outcome == ACV_OUTCOME_REACHABLE     ? "good"
           : outcome == ACV_OUTCOME_UNREACHABLE ? "bad"
                                                : "doubt";
}

const char *
acv_html_status_tone(AcvStatus status)
{
    return status == ACV_STATUS_PASS ? "good" : status == ACV_STATUS_FAIL ? "bad" : "doubt";
}

void
acv_html_element(GString *out, const char *tag, const char *class, const char *text)
{
    g_string_append_printf(out, "<%s", tag);
    if (class) {
        g_string_append_printf(out, " class=\"%s\"", class);
    }
    g_string_append_c(out, '>');
    acv_escape_markup(out, text);
    g_string_append_printf(out, "</%s>", tag);
}

/* Escaped markup has no underscore of its own. */
void
acv_html_code(GString *out, const char *text)
{
    g_autoptr(GString) escaped = g_string_new(NULL);
    acv_escape_markup(escaped, text);
    g_string_replace(escaped, "_", "_<wbr>", 0);
    g_string_append(out, escaped->str);
}

/* The script may run because the page names its digest.
 * Source: https://www.w3.org/TR/CSP3/#match-element-to-source-list */
static void
append_policy(GString *out)
{
    guint8 digest[32];
    gsize length = sizeof digest;
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(checksum, (const guchar *) acv_page_js, -1);
    g_checksum_get_digest(checksum, digest, &length);
    g_autofree char *text = g_base64_encode(digest, length);
    g_string_append_printf(out,
                           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                           "'none'; style-src 'unsafe-inline'; script-src 'sha256-%s'; base-uri "
                           "'none'; form-action 'none'\">\n",
                           text);
}

void
acv_html_begin(GString *out, const AcvHtmlHead *head)
{
    g_string_append(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    append_policy(out);
    g_string_append(out, "<meta name=\"viewport\" content=\"width=device-width, "
                         "initial-scale=1\">\n<title>");
    acv_escape_markup(out, head->verdict ? head->verdict : "");
    g_string_append(out, head->verdict ? " " : "");
    acv_escape_markup(out, head->title);
    g_string_append_printf(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n", acv_page_css);
    g_string_append(out, "<a class=\"skip\" href=\"#main\">Skip to the answer</a>\n"
                         "<header><p>acv-path</p>"
                         "<button type=\"button\" id=\"unfold\" aria-expanded=\"false\" "
                         "hidden>Unfold all</button></header>\n<main id=\"main\">\n<h1>");
    if (head->verdict) {
        g_autofree char *class = g_strconcat("verdict ", head->tone, NULL);
        acv_html_element(out, "span", class, head->verdict);
        g_string_append_c(out, ' ');
    }
    acv_escape_markup(out, head->title);
    g_string_append(out, "</h1>\n");
}

void
acv_html_end(GString *out)
{
    g_string_append_printf(
        out,
        "<p id=\"said\" role=\"status\" aria-live=\"polite\"></p>\n</main>\n"
        "<footer><p>Computed by acv-path from a description of the network, without touching "
        "it.</p></footer>\n<script>%s</script>\n</body>\n</html>\n",
        acv_page_js);
}

void
acv_html_section(GString *out, const char *heading)
{
    g_string_append(out, "<section>\n");
    acv_html_element(out, "h2", NULL, heading);
    g_string_append_c(out, '\n');
}

void
acv_html_term(GString *out, const char *term, const char *text)
{
    if (text && *text) {
        acv_html_element(out, "dt", NULL, term);
        acv_html_element(out, "dd", NULL, text);
        g_string_append_c(out, '\n');
    }
}

static void
append_link(GString *out, const char *address)
{
    if (!g_str_has_prefix(address, "https://")) {
        acv_escape_markup(out, address);
        return;
    }
    g_string_append(out, "<a rel=\"noreferrer\" href=\"");
    acv_escape_markup(out, address);
    g_string_append(out, "\">");
    acv_escape_markup(out, address);
    g_string_append(out, "</a>");
}

void
acv_html_links(GString *out, const char *addresses)
{
    g_auto(GStrv) parts = g_strsplit(addresses, ";", -1);
    for (char **part = parts; *part; part++) {
        g_string_append(out, part > parts ? "; " : "");
        append_link(out, g_strstrip(*part));
    }
}

/* Lines stay lines; in each, nothing that looks like something else. */
static void
append_lines(GString *out, const char *label, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_string_append_printf(out, "<pre tabindex=\"0\" role=\"group\" aria-label=\"%s\">", label);
    for (char **line = lines; *line; line++) {
        acv_escape_markup(out, *line);
        g_string_append(out, line[1] ? "\n" : "");
    }
    g_string_append(out, "</pre>");
}

void
acv_html_lines(GString *out, const char *label, const char *text)
{
    append_lines(out, label, text);
    g_string_append_c(out, '\n');
}

void
acv_html_commands(GString *out, const char *text)
{
    g_string_append(out, "<div class=\"commands\">");
    append_lines(out, "Commands", text);
    g_string_append(out, "</div>\n");
}

void
acv_html_filter(GString *out, const char *rows_id, const char *const *statuses)
{
    g_string_append_printf(out,
                           "<form class=\"filter\" data-rows=\"%s\"><label>Text <input "
                           "type=\"search\" autocomplete=\"off\"></label>\n<label>Show <select>"
                           "<option value=\"\">all</option>",
                           rows_id);
    for (; *statuses; statuses++) {
        acv_html_element(out, "option", NULL, *statuses);
    }
    g_string_append(out, "</select></label>\n<output></output></form>\n");
}

void
acv_html_begin_table(GString *out, const char *const *columns, const char *const *statuses)
{
    acv_html_filter(out, "rows", statuses);
    g_string_append(out, "<div class=\"scroll tall\" tabindex=\"0\" role=\"region\" "
                         "aria-label=\"Answers\">\n<table>\n<thead><tr>");
    for (; *columns; columns++) {
        g_string_append(out, "<th scope=\"col\">");
        acv_escape_markup(out, *columns);
        g_string_append(out, "</th>");
    }
    g_string_append(out, "</tr></thead>\n<tbody id=\"rows\">\n");
}

void
acv_html_end_table(GString *out)
{
    g_string_append(out, "</tbody>\n</table>\n</div>\n");
}

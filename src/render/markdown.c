#include "render/markdown.h"

#include "render/escape.h"

#include <string.h>

void
acv_markdown_heading(GString *out, unsigned level, const char *text)
{
    if (out->len > 0) {
        acv_markdown_end(out);
        g_string_append_c(out, '\n');
    }
    for (unsigned i = 0; i < level; i++) {
        g_string_append_c(out, '#');
    }
    g_string_append_c(out, ' ');
    acv_escape_markdown(out, text);
    g_string_append(out, "\n\n");
}

void
acv_markdown_end(GString *out)
{
    while (g_str_has_suffix(out->str, "\n")) {
        g_string_truncate(out, out->len - 1);
    }
    g_string_append_c(out, '\n');
}

/* Text at the start of a line, where "#", "-" and "1." would begin something. */
static void
append_line(GString *out, const char *text)
{
    size_t n_digits = strspn(text, "0123456789");
    bool is_number = n_digits > 0 && (text[n_digits] == '.' || text[n_digits] == ')');
    g_string_append_len(out, text, is_number ? (gssize) n_digits : 0);
    bool is_sign = text[0] != '\0' && strchr("#+-=", text[0]);
    g_string_append(out, is_number || is_sign ? "\\" : "");
    acv_escape_markdown(out, text + (is_number ? n_digits : 0));
}

void
acv_markdown_paragraph(GString *out, const char *text)
{
    append_line(out, text);
    g_string_append(out, "\n\n");
}

void
acv_markdown_item(GString *out, unsigned number, const char *text)
{
    if (number > 0) {
        g_string_append_printf(out, "%u. ", number);
    } else {
        g_string_append(out, "- ");
    }
    append_line(out, text);
    g_string_append_c(out, '\n');
}

/* The longest run of backticks in 'text'. */
static size_t
longest_run(const char *text)
{
    size_t longest = 0;
    size_t run = 0;
    for (; *text; text++) {
        run = *text == '`' ? run + 1 : 0;
        longest = MAX(longest, run);
    }
    return longest;
}

static void
append_backticks(GString *out, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        g_string_append_c(out, '`');
    }
}

void
acv_markdown_code(GString *out, const char *text)
{
    g_autofree char *clean = acv_escape_controls(text);
    g_autoptr(GString) cell = g_string_new(clean);
    g_string_replace(cell, "|", "\\|", 0);
    size_t n = longest_run(cell->str) + 1;
    const char *space = n > 1 ? " " : "";
    append_backticks(out, n);
    g_string_append_printf(out, "%s%s%s", space, cell->str, space);
    append_backticks(out, n);
}

void
acv_markdown_row(GString *out, const char *const *cells, bool is_first)
{
    size_t n = 0;
    for (; cells[n]; n++) {
        g_string_append_printf(out, "| %s ", cells[n]);
    }
    g_string_append(out, "|\n");
    for (size_t i = 0; is_first && i < n; i++) {
        g_string_append(out, i + 1 < n ? "| --- " : "| --- |\n");
    }
}

void
acv_markdown_block(GString *out, const char *language, const char *text)
{
    enum { SHORTEST = 3 };
    size_t n = MAX(longest_run(text) + 1, SHORTEST);
    append_backticks(out, n);
    g_string_append_printf(out, "%s\n%s", language, text);
    if (!g_str_has_suffix(text, "\n")) {
        g_string_append_c(out, '\n');
    }
    append_backticks(out, n);
    g_string_append(out, "\n");
}

void
acv_markdown_sources(GString *out, const char *source)
{
    g_auto(GStrv) parts = g_strsplit(source ? source : "", "; ", -1);
    const char *separator = "";
    for (char **part = parts; *part; part++) {
        if (g_str_has_prefix(*part, "https://") && !strpbrk(*part, "<> \t\n|")) {
            g_string_append_printf(out, "%s<%s>", separator, *part);
            separator = ", ";
        }
    }
}

void
acv_markdown_references(GString *out, const AcvCatalog *catalog, const GArray *explanations)
{
    bool told[ACV_N_CODES + 1] = { false };
    for (guint i = 0; i < explanations->len; i++) {
        const AcvExplanation *explanation = &g_array_index(explanations, AcvExplanation, i);
        const AcvCodeRow *row = acv_catalog_find_code(catalog, acv_code_name(explanation->code));
        g_autoptr(GString) sources = g_string_new(NULL);
        acv_markdown_sources(sources, row ? row->source : NULL);
        if (sources->len == 0 || told[explanation->code]) {
            continue;
        }
        told[explanation->code] = true;
        g_string_append(out, "- ");
        acv_markdown_code(out, row->code);
        g_string_append(out, ", ");
        acv_escape_markdown(out, row->title);
        g_string_append_printf(out, ": %s\n", sources->str);
    }
}

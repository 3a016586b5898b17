/* What codes mean and checks hold, as Markdown. */
#include "acv/render.h"

#include "render/escape.h"
#include "render/markdown.h"

static void
write_part(GString *out, const char *heading, const char *text)
{
    if (text) {
        acv_markdown_heading(out, 2, heading);
        acv_markdown_paragraph(out, text);
    }
}

static void
write_code(GString *out, const AcvCodeRow *code)
{
    acv_markdown_heading(out, 1, code->code);
    acv_markdown_paragraph(out, code->title);
    if (!code->produced) {
        acv_markdown_paragraph(out, acv_code_not_produced_words());
    }
    write_part(out, "Cause", code->cause);
    write_part(out, "Remedy", code->remedy);
    write_part(out, "Symptom", code->symptom);
    if (code->verify) {
        acv_markdown_heading(out, 2, "See it in the account");
        acv_markdown_block(out, "sh", code->verify);
    }
    acv_markdown_heading(out, 2, "Documented at");
    acv_markdown_sources(out, code->source);
    g_string_append_c(out, '\n');
}

static void
write_row(GString *out, const char *name, const char *title)
{
    g_autoptr(GString) code = g_string_new(NULL);
    g_autoptr(GString) text = g_string_new(NULL);
    acv_markdown_code(code, name);
    acv_escape_markdown(text, title);
    const char *cells[] = { code->str, text->str, NULL };
    acv_markdown_row(out, cells, false);
}

void
acv_render_check_markdown(GString *out, const AcvCheckRow *check)
{
    acv_markdown_heading(out, 1, check->check);
    acv_markdown_paragraph(out, check->title);
    write_part(out, "Remedy", check->remedy);
    g_autoptr(GString) sources = g_string_new(NULL);
    acv_markdown_sources(sources, check->source);
    if (sources->len > 0) {
        acv_markdown_heading(out, 2, "Documented at");
        g_string_append(out, sources->str);
    }
    acv_markdown_end(out);
}

static void
write_checks(GString *out, const AcvCatalog *catalog)
{
    static const char *const titles[] = { "check", "what holds if it passes", NULL };
    size_t n;
    const AcvCheckRow *checks = acv_catalog_list_check(catalog, &n);
    g_string_append_c(out, '\n');
    acv_markdown_row(out, titles, true);
    for (size_t i = 0; i < n; i++) {
        write_row(out, checks[i].check, checks[i].title);
    }
}

void
acv_render_code_markdown(GString *out, const AcvCatalog *catalog, const AcvCodeRow *code)
{
    static const char *const titles[] = { "code", "meaning", NULL };
    if (code) {
        write_code(out, code);
        return;
    }
    size_t n;
    const AcvCodeRow *codes = acv_catalog_list_code(catalog, &n);
    acv_markdown_row(out, titles, true);
    for (size_t i = 0; i < n; i++) {
        if (codes[i].produced) {
            write_row(out, codes[i].code, codes[i].title);
        }
    }
    write_checks(out, catalog);
}

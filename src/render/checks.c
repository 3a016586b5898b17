/* What checks are about. */
#include "render/checks.h"

#include "acv/checkup.h"

static const struct {
    AcvCheckSubjects subject;
    const char *word;
} subjects[] = {
    { ACV_CHECK_OF_RUNTIME, "runtime" },
    { ACV_CHECK_OF_CODE_INTERPRETER, "code-interpreter" },
    { ACV_CHECK_OF_BROWSER, "browser" },
    { ACV_CHECK_OF_SCENARIO, "the design" },
};

static void
write_labelled(AcvLayout *layout, const char *label, const char *text)
{
    acv_layout_heading(layout, label);
    acv_layout_text(layout, 2, text);
}

void
acv_render_check_text(GString *out, const AcvCheckRow *check, const AcvTextStyle *style)
{
    AcvLayout layout = { out, style->width, style->use_color };
    g_autoptr(GString) of = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(subjects); i++) {
        if (check->applies_to & subjects[i].subject) {
            g_string_append_printf(of, "%s%s", of->len > 0 ? ", " : "", subjects[i].word);
        }
    }
    acv_layout_item(&layout, 0, ACV_TONE_STRONG, check->check, 0, "");
    acv_layout_text(&layout, 2, check->title);
    write_labelled(&layout, "Severity of a failure", acv_check_severity_name(check->severity));
    write_labelled(&layout, "Made of", of->str);
    write_labelled(&layout, "Remedy", check->remedy);
    write_labelled(&layout, "Documented at", check->source);
}

static void
write_check_json(AcvJsonWriter *writer, const AcvCheckRow *check)
{
    acv_json_begin_object(writer);
    acv_json_member_string(writer, "Check", check->check);
    acv_json_member_string(writer, "Title", check->title);
    acv_json_member_string(writer, "Severity", acv_check_severity_name(check->severity));
    acv_json_key(writer, "AppliesTo");
    acv_json_begin_array(writer);
    for (size_t i = 0; i < G_N_ELEMENTS(subjects); i++) {
        if (check->applies_to & subjects[i].subject) {
            acv_json_string(writer, subjects[i].word);
        }
    }
    acv_json_end_array(writer);
    acv_json_member_string(writer, "Remedy", check->remedy);
    acv_json_member_string(writer, "Reference", check->source);
    acv_json_end_object(writer);
}

void
acv_render_check_json(GString *out, const AcvCheckRow *check)
{
    AcvJsonWriter writer = acv_json_writer(out);
    write_check_json(&writer, check);
}

/* --- All of them --- */

void
acv_layout_titled(AcvLayout *layout, const char *name, const char *title)
{
    enum { LONGEST = 50, SMALLEST = 4, SPARE = 8 };
    unsigned column = CLAMP(layout->width / 2, SMALLEST + SPARE, LONGEST + SPARE) - SPARE;
    bool fits = acv_layout_columns(name) + 2 <= column;
    acv_layout_item(layout, 0, ACV_TONE_STRONG, name, column, fits ? title : "");
    if (!fits) {
        acv_layout_text(layout, column, title);
    }
}

void
acv_layout_checks(AcvLayout *layout, const AcvCatalog *catalog)
{
    size_t n;
    const AcvCheckRow *checks = acv_catalog_list_check(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        acv_layout_titled(layout, checks[i].check, checks[i].title);
    }
}

void
acv_json_checks(AcvJsonWriter *writer, const AcvCatalog *catalog)
{
    size_t n;
    const AcvCheckRow *checks = acv_catalog_list_check(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        write_check_json(writer, &checks[i]);
    }
}

/* What the codes of explanations mean, and a list of them and of the checks. */
#include "acv/render.h"

#include "render/checks.h"
#include "render/wording.h"

static const struct {
    const char *label;
    const char *key;
    size_t offset;
} parts[] = {
    { "Cause", "Cause", offsetof(AcvCodeRow, cause) },
    { "Remedy", "Remedy", offsetof(AcvCodeRow, remedy) },
    { "Symptom", "Symptom", offsetof(AcvCodeRow, symptom) },
    { "See it in the account", "Verify", offsetof(AcvCodeRow, verify) },
    { "Documented at", "Reference", offsetof(AcvCodeRow, source) },
};

static const char *
part_of(const AcvCodeRow *code, size_t offset)
{
    return *(const char *const *) (const void *) ((const char *) code + offset);
}

const char *
acv_code_not_produced_words(void)
{
    return "AWS Reachability Analyzer prints it; acv-path does not.";
}

static void
write_code(AcvLayout *layout, const AcvCodeRow *code)
{
    acv_layout_item(layout, 0, ACV_TONE_STRONG, code->code, 0, "");
    acv_layout_text(layout, 2, code->title);
    if (!code->produced) {
        acv_layout_text(layout, 2, acv_code_not_produced_words());
    }
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        const char *text = part_of(code, parts[i].offset);
        if (text) {
            acv_layout_heading(layout, parts[i].label);
            acv_layout_text(layout, 2, text);
        }
    }
}

static void
write_list(AcvLayout *layout, const AcvCatalog *catalog)
{
    size_t n;
    const AcvCodeRow *codes = acv_catalog_list_code(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        if (codes[i].produced) {
            acv_layout_titled(layout, codes[i].code, codes[i].title);
        }
    }
    acv_layout_blank(layout);
    acv_layout_checks(layout, catalog);
}

void
acv_render_code_text(GString *out, const AcvCatalog *catalog, const AcvCodeRow *code,
                     const AcvTextStyle *style)
{
    AcvLayout layout = { out, style->width, style->use_color };
    if (code) {
        write_code(&layout, code);
    } else {
        write_list(&layout, catalog);
    }
}

static void
write_code_json(AcvJsonWriter *writer, const AcvCodeRow *code)
{
    acv_json_begin_object(writer);
    acv_json_member_string(writer, "ExplanationCode", code->code);
    acv_json_member_string(writer, "Title", code->title);
    acv_json_member_bool(writer, "Produced", code->produced);
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        acv_json_member_string(writer, parts[i].key, part_of(code, parts[i].offset));
    }
    acv_json_end_object(writer);
}

void
acv_render_code_json(GString *out, const AcvCatalog *catalog, const AcvCodeRow *code)
{
    AcvJsonWriter writer = acv_json_writer(out);
    if (code) {
        write_code_json(&writer, code);
        return;
    }
    size_t n;
    const AcvCodeRow *codes = acv_catalog_list_code(catalog, &n);
    acv_json_begin_array(&writer);
    for (size_t i = 0; i < n; i++) {
        write_code_json(&writer, &codes[i]);
    }
    acv_json_checks(&writer, catalog);
    acv_json_end_array(&writer);
}

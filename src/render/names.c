/* What a scenario holds: the names that a question can use, and how many resources were read. */
#include "acv/render.h"

#include "analysis/party.h"
#include "render/json_writer.h"
#include "render/layout.h"
#include "render/wording.h"

#include <string.h>

/* What a name that does not go with both options goes with. */
static const char *
restriction_of(const AcvName *name)
{
    return name->is_source && name->is_target ? ""
           : name->is_source                  ? "(only --from)"
                                              : "(only --to)";
}

/* What one name of several kinds is. */
static const char *
kind_of(const AcvRecord *record)
{
    return record->kind == ACV_KIND_DB_CLUSTER ? "cluster"
           : record->kind == ACV_KIND_DB_PROXY ? "proxy"
                                               : "";
}

/* What tells two of a kind apart: a name besides the id, or the id besides the name. */
static const char *
detail_of(const AcvName *name)
{
    if (!name->record) {
        return "every public address";
    }
    if (!strstr(name->text, name->record->id)) {
        return name->record->id;
    }
    const char *title = acv_record_title(name->record);
    return title && !strstr(name->text, title) ? title : kind_of(name->record);
}

static unsigned
name_width(const GArray *names)
{
    enum { WIDEST = 44 };
    unsigned width = 0;
    for (guint i = 0; i < names->len; i++) {
        width = MAX(width, acv_layout_columns(g_array_index(names, AcvName, i).text));
    }
    return MIN(width, WIDEST);
}

static void
write_names(AcvLayout *layout, const GArray *names)
{
    unsigned width = name_width(names);
    for (guint i = 0; i < names->len; i++) {
        const AcvName *name = &g_array_index(names, AcvName, i);
        g_autofree char *text = g_strdup_printf("%s %s", detail_of(name), restriction_of(name));
        g_strstrip(text);
        if (acv_layout_columns(name->text) + 2 > MAX(layout->width, 2 + width + 2)) {
            acv_layout_text(layout, 2, name->text);
            acv_layout_item(layout, 2, ACV_TONE_PLAIN, "", 2 + width + 2, text);
        } else {
            acv_layout_item(layout, 2, ACV_TONE_STRONG, name->text, 2 + width + 2, text);
        }
    }
}

static size_t
count_expectations(const AcvSnapshot *snapshot)
{
    size_t n;
    acv_snapshot_expectations(snapshot, &n);
    return n;
}

static size_t
count_suppressions(const AcvSnapshot *snapshot)
{
    size_t n;
    acv_snapshot_suppressions(snapshot, &n);
    return n;
}

/* What else a scenario may hold: about the design and not of it. */
static const struct {
    const char *key;
    size_t (*count)(const AcvSnapshot *snapshot);
} others[] = {
    { "Expectations", count_expectations },
    { "Suppressions", count_suppressions },
};

static void
write_counts(AcvLayout *layout, const AcvSnapshot *snapshot)
{
    acv_layout_heading(layout, "Read");
    for (int kind = 0; kind < ACV_N_KINDS; kind++) {
        size_t n;
        acv_snapshot_list(snapshot, (AcvKind) kind, &n);
        if (n > 0) {
            g_autofree char *count = g_strdup_printf("%zu", n);
            acv_layout_item(layout, 2, ACV_TONE_PLAIN, acv_kind_key((AcvKind) kind), 34, count);
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        g_autofree char *count = g_strdup_printf("%zu", others[i].count(snapshot));
        if (others[i].count(snapshot) > 0) {
            acv_layout_item(layout, 2, ACV_TONE_PLAIN, others[i].key, 34, count);
        }
    }
}

void
acv_render_names_text(GString *out, AcvSnapshot *snapshot, const AcvCatalog *catalog,
                      const AcvTextStyle *style)
{
    g_autoptr(AcvNetwork) network = acv_network_new(snapshot, catalog);
    g_autoptr(GArray) names = acv_names_list(network);
    AcvLayout layout = { out, style->width, style->use_color };
    acv_layout_item(&layout, 0, ACV_TONE_STRONG, "Names for --from and --to", 0, "");
    write_names(&layout, names);
    write_counts(&layout, snapshot);
}

static void
write_name_json(AcvJsonWriter *writer, const AcvName *name)
{
    acv_json_begin_object(writer);
    acv_json_member_string(writer, "Name", name->text);
    if (name->record) {
        acv_json_member_string(writer, "Kind", acv_kind_noun(name->record->kind));
        acv_json_member_string(writer, "Id", name->record->id);
        acv_json_member_string(writer, "Title", acv_record_title(name->record));
    }
    acv_json_member_bool(writer, "From", name->is_source);
    acv_json_member_bool(writer, "To", name->is_target);
    acv_json_end_object(writer);
}

void
acv_render_names_json(GString *out, AcvSnapshot *snapshot, const AcvCatalog *catalog)
{
    g_autoptr(AcvNetwork) network = acv_network_new(snapshot, catalog);
    g_autoptr(GArray) names = acv_names_list(network);
    AcvJsonWriter writer = acv_json_writer(out);
    acv_json_begin_object(&writer);
    acv_json_key(&writer, "Names");
    acv_json_begin_array(&writer);
    for (guint i = 0; i < names->len; i++) {
        write_name_json(&writer, &g_array_index(names, AcvName, i));
    }
    acv_json_end_array(&writer);
    acv_json_key(&writer, "Read");
    acv_json_begin_object(&writer);
    for (int kind = 0; kind < ACV_N_KINDS; kind++) {
        size_t n;
        acv_snapshot_list(snapshot, (AcvKind) kind, &n);
        if (n > 0) {
            acv_json_member_int(&writer, acv_kind_key((AcvKind) kind), (int64_t) n);
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        size_t n = others[i].count(snapshot);
        if (n > 0) {
            acv_json_member_int(&writer, others[i].key, (int64_t) n);
        }
    }
    acv_json_end_object(&writer);
    acv_json_end_object(&writer);
}

/* A matrix as JSON. A row names few values and many targets, so it lists its values, each with the
 * numbers of its targets in "Targets" as ranges: "0-41,43". */
#include "render/matrix_json.h"

#include "acv/render.h"
#include "render/header_json.h"
#include "render/matrix_words.h"

enum { SCHEMA_VERSION = 1 };

static const char *
kind_of(const AcvMatrixEnd *end)
{
    if (end->interfaces) {
        return "network_interfaces";
    }
    if (end->record) {
        return acv_kind_noun(end->record->kind);
    }
    switch (((const AcvParty *) g_ptr_array_index(end->parties, 0))->kind) {
    case ACV_PARTY_INTERNET:
        return "internet";
    case ACV_PARTY_SERVICE:
        return "service";
    case ACV_PARTY_HOST:
        return "host";
    case ACV_PARTY_SILENT:
    case ACV_PARTY_PLACEMENTS:
    case ACV_PARTY_ADDRESSES:
    case ACV_PARTY_OUTSIDE:
        return "addresses";
    }
    g_assert_not_reached();
}

static void
write_strings(AcvJsonWriter *writer, const char *key, const AcvStrings *strings)
{
    acv_json_key(writer, key);
    acv_json_begin_array(writer);
    for (size_t i = 0; i < strings->n; i++) {
        acv_json_string(writer, strings->items[i]);
    }
    acv_json_end_array(writer);
}

static void
write_class(AcvJsonWriter *writer, const GPtrArray *interfaces)
{
    const AcvNetworkInterface *first = g_ptr_array_index(interfaces, 0);
    acv_json_member_string(writer, "VpcId", first->vpc_id);
    acv_json_member_string(writer, "SubnetId", first->subnet_id);
    write_strings(writer, "SecurityGroupIds", &first->group_ids);
    acv_json_key(writer, "NetworkInterfaceIds");
    acv_json_begin_array(writer);
    for (guint i = 0; i < interfaces->len; i++) {
        acv_json_string(
            writer, ((const AcvNetworkInterface *) g_ptr_array_index(interfaces, i))->record.id);
    }
    acv_json_end_array(writer);
}

void
acv_json_matrix_end(AcvJsonWriter *writer, const AcvMatrix *matrix, const AcvMatrixEnd *end)
{
    g_autoptr(GString) title = g_string_new(NULL);
    acv_word_matrix_end(title, matrix, end);
    acv_json_member_string(writer, "Name", end->name);
    acv_json_member_string(writer, "Title", title->str);
    acv_json_member_string(writer, "Kind", kind_of(end));
    acv_json_member_string(writer, "Id", end->record ? end->record->id : NULL);
    if (end->interfaces) {
        write_class(writer, end->interfaces);
    }
}

/* --- Cells --- */

static void
append_range(GString *text, guint first, guint last)
{
    g_string_append_printf(text, first == last ? "%s%u" : "%s%u-%u", text->len > 0 ? "," : "",
                           first, last);
}

void
acv_json_matrix_cell(AcvJsonWriter *writer, const AcvMatrix *matrix, const AcvMatrixCell *cell)
{
    acv_json_member_string(writer, "Verdict", acv_outcome_name(cell->outcome));
    acv_json_member_string(writer, "Code", acv_code_name(cell->code));
    if (!acv_packet_set_is_empty(cell->packets)) {
        g_autoptr(GString) packets = g_string_new(NULL);
        acv_word_matrix_packets(packets, matrix, cell->packets);
        acv_json_member_string(writer, "Packets", packets->str);
    }
}

static void
write_value(AcvJsonWriter *writer, const AcvMatrix *matrix, const AcvMatrixCell *cell,
            const char *targets)
{
    acv_json_begin_object(writer);
    acv_json_matrix_cell(writer, matrix, cell);
    acv_json_member_string(writer, "Targets", targets);
    acv_json_end_object(writer);
}

/* The values of a row in the order in which they come first. */
static void
write_cells(AcvJsonWriter *writer, const AcvMatrix *matrix, const GArray *runs)
{
    g_autoptr(GPtrArray) values = g_ptr_array_new();
    g_autoptr(GPtrArray) texts = g_ptr_array_new();
    g_autoptr(GHashTable) by_value = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < runs->len; i++) {
        const AcvMatrixRun *run = &g_array_index(runs, AcvMatrixRun, i);
        GString *text = run->cell ? g_hash_table_lookup(by_value, run->cell) : NULL;
        if (run->cell && !text) {
            text = g_string_new(NULL);
            g_hash_table_insert(by_value, (gpointer) run->cell, text);
            g_ptr_array_add(values, (gpointer) run->cell);
            g_ptr_array_add(texts, text);
        }
        if (text) {
            append_range(text, run->first, run->last);
        }
    }
    acv_json_key(writer, "Cells");
    acv_json_begin_array(writer);
    for (guint i = 0; i < values->len; i++) {
        GString *text = g_ptr_array_index(texts, i);
        write_value(writer, matrix, g_ptr_array_index(values, i), text->str);
        g_string_free(text, TRUE);
    }
    acv_json_end_array(writer);
}

static void
write_source(AcvJsonWriter *writer, const AcvMatrix *matrix, guint source)
{
    g_autoptr(GArray) runs = acv_matrix_runs(matrix, source);
    acv_json_begin_object(writer);
    acv_json_matrix_end(writer, matrix, g_ptr_array_index(matrix->sources, source));
    write_cells(writer, matrix, runs);
    acv_json_end_object(writer);
}

static void
write_target(AcvJsonWriter *writer, const AcvMatrix *matrix, guint target)
{
    acv_json_begin_object(writer);
    acv_json_member_int(writer, "Number", target);
    acv_json_matrix_end(writer, matrix, g_ptr_array_index(matrix->targets, target));
    acv_json_end_object(writer);
}

void
acv_render_matrix_json(GString *out, const AcvMatrix *matrix)
{
    AcvJsonWriter writer = acv_json_writer(out);
    acv_json_begin_object(&writer);
    acv_json_member_int(&writer, "SchemaVersion", SCHEMA_VERSION);
    acv_json_key(&writer, "Targets");
    acv_json_begin_array(&writer);
    for (guint i = 0; i < matrix->targets->len; i++) {
        write_target(&writer, matrix, i);
    }
    acv_json_end_array(&writer);
    acv_json_key(&writer, "Sources");
    acv_json_begin_array(&writer);
    for (guint i = 0; i < matrix->sources->len; i++) {
        write_source(&writer, matrix, i);
    }
    acv_json_end_array(&writer);
    acv_json_end_object(&writer);
    g_string_append_c(out, '\n');
}

/* A matrix as JSON. A row names few values and many targets, so it lists its values, each with the
 * numbers of its targets in "Targets" as ranges: "0-41,43". */
#include "render/matrix_json.h"

#include "acv/render.h"
#include "base/digits.h"
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

/* A value, which many rows have. */
typedef struct {
    char *members;    /* As they are written; NULL before. */
    GString *targets; /* Of the row that is written. */
} Value;

typedef struct {
    AcvJsonWriter writer;
    const AcvMatrix *matrix;
    Value *values; /* By number. */
    GArray
        *present; /* guint: numbers of those of the row, in the order in which they come first. */
} Writing;

static void
append_range(GString *text, guint first, guint last)
{
    if (text->len > 0) {
        g_string_append_c(text, ',');
    }
    acv_digits_append(text, first);
    if (last > first) {
        g_string_append_c(text, '-');
        acv_digits_append(text, last);
    }
}

static void
write_value(Writing *writing, guint number)
{
    AcvJsonWriter *writer = &writing->writer;
    Value *value = &writing->values[number];
    acv_json_begin_object(writer);
    if (value->members) {
        acv_json_members(writer, value->members);
    } else {
        gsize start = writer->out->len;
        acv_json_matrix_cell(writer, writing->matrix,
                             &g_array_index(writing->matrix->values, AcvMatrixCell, number));
        value->members = g_strdup(writer->out->str + start);
    }
    acv_json_member_string(writer, "Targets", value->targets->str);
    acv_json_end_object(writer);
    g_string_truncate(value->targets, 0);
}

static void
collect_targets(Writing *writing, const GArray *runs)
{
    g_array_set_size(writing->present, 0);
    for (guint i = 0; i < runs->len; i++) {
        const AcvMatrixRun *run = &g_array_index(runs, AcvMatrixRun, i);
        if (run->number == 0) {
            continue;
        }
        Value *value = &writing->values[run->number];
        if (!value->targets) {
            value->targets = g_string_new(NULL);
        }
        if (value->targets->len == 0) {
            g_array_append_val(writing->present, run->number);
        }
        append_range(value->targets, run->first, run->last);
    }
}

static void
write_source(Writing *writing, guint source)
{
    const AcvMatrix *matrix = writing->matrix;
    AcvJsonWriter *writer = &writing->writer;
    g_autoptr(GArray) runs = acv_matrix_runs(matrix, source);
    acv_json_begin_object(writer);
    acv_json_matrix_end(writer, matrix, g_ptr_array_index(matrix->sources, source));
    acv_json_key(writer, "Cells");
    acv_json_begin_array(writer);
    collect_targets(writing, runs);
    for (guint i = 0; i < writing->present->len; i++) {
        write_value(writing, g_array_index(writing->present, guint, i));
    }
    acv_json_end_array(writer);
    acv_json_end_object(writer);
}

static void
write_sources(Writing *writing)
{
    const AcvMatrix *matrix = writing->matrix;
    writing->values = g_new0(Value, matrix->values->len);
    writing->present = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < matrix->sources->len; i++) {
        write_source(writing, i);
    }
    for (guint i = 0; i < matrix->values->len; i++) {
        g_free(writing->values[i].members);
        if (writing->values[i].targets) {
            g_string_free(writing->values[i].targets, TRUE);
        }
    }
    g_free(writing->values);
    g_array_unref(writing->present);
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
    Writing writing = { .writer = acv_json_writer(out), .matrix = matrix };
    AcvJsonWriter *writer = &writing.writer;
    acv_json_begin_object(writer);
    acv_json_member_int(writer, "SchemaVersion", SCHEMA_VERSION);
    acv_json_key(writer, "Targets");
    acv_json_begin_array(writer);
    for (guint i = 0; i < matrix->targets->len; i++) {
        write_target(writer, matrix, i);
    }
    acv_json_end_array(writer);
    acv_json_key(writer, "Sources");
    acv_json_begin_array(writer);
    write_sources(&writing);
    acv_json_end_array(writer);
    acv_json_end_object(writer);
    g_string_append_c(out, '\n');
}

/* A matrix as JSON. A row names few values and many targets, so it lists its values, each with the
 * numbers of its targets in "Targets" as ranges: "0-41,43". */
#include "render/matrix_json.h"

#include "acv/render.h"
#include "base/append.h"
#include "base/digits.h"
#include "render/header_json.h"
#include "render/matrix_gather.h"
#include "render/matrix_words.h"
#include "render/rows.h"

enum {
    SCHEMA_VERSION = 1,
    ELEMENT_DEPTH = 2, /* Of what "Targets" and "Sources" list. */
    MEMBER_DEPTH = 5,  /* Of the values of a source, which its "Cells" lists. */
    TARGETS_PER_PART = 128,
    SOURCES_PER_PART = 32,
};

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

/* Fetches what is going to be written of ends: to wait for each of many interfaces, which lie
 * anywhere, takes longer than to write them. Inlined, for a compiler drops the call of a function
 * that has no other effect. */
static inline G_ALWAYS_INLINE void
fetch_ends(const GPtrArray *ends, guint first, guint end)
{
    for (guint i = first; i < end; i++) {
        const GPtrArray *interfaces = ((AcvMatrixEnd *) g_ptr_array_index(ends, i))->interfaces;
        if (interfaces) {
            __builtin_prefetch(interfaces->pdata);
        }
    }
    for (guint i = first; i < end; i++) {
        const GPtrArray *interfaces = ((AcvMatrixEnd *) g_ptr_array_index(ends, i))->interfaces;
        for (guint j = 0; interfaces && j < interfaces->len; j++) {
            const AcvNetworkInterface *interface = g_ptr_array_index(interfaces, j);
            __builtin_prefetch(interface->record.id);
        }
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

/* --- Rows --- */

enum { MOST_DIGITS = 10 }; /* Of a guint. */

typedef struct {
    char digits[MOST_DIGITS];
    guint8 n;
} Number;

/* What many rows have, as it is written. */
typedef struct {
    const AcvMatrix *matrix;
    Number *targets;    /* Their numbers. */
    GPtrArray *members; /* GString, by number of a value; that at 0 is NULL. */
} Pieces;

static GString *
members_of(const AcvMatrix *matrix, const AcvMatrixCell *cell)
{
    GString *members = g_string_new(NULL);
    AcvJsonWriter writer = acv_json_writer_within(members, MEMBER_DEPTH, 0);
    acv_json_matrix_cell(&writer, matrix, cell);
    return members;
}

static Number
number_of(guint number)
{
    g_autoptr(GString) text = g_string_new(NULL);
    Number written = { 0 };
    acv_digits_append(text, number);
    memcpy(written.digits, text->str, text->len);
    written.n = (guint8) text->len;
    return written;
}

static Pieces *
pieces_new(const AcvMatrix *matrix)
{
    Pieces *pieces = g_new0(Pieces, 1);
    pieces->matrix = matrix;
    pieces->targets = g_new(Number, matrix->targets->len);
    for (guint i = 0; i < matrix->targets->len; i++) {
        pieces->targets[i] = number_of(i);
    }
    pieces->members = g_ptr_array_new();
    g_ptr_array_add(pieces->members, NULL);
    for (guint i = 1; i < matrix->values->len; i++) {
        const AcvMatrixCell *cell = &g_array_index(matrix->values, AcvMatrixCell, i);
        g_ptr_array_add(pieces->members, members_of(matrix, cell));
    }
    return pieces;
}

static void
pieces_free(Pieces *pieces)
{
    for (guint i = 1; i < pieces->members->len; i++) {
        g_string_free(g_ptr_array_index(pieces->members, i), TRUE);
    }
    g_ptr_array_unref(pieces->members);
    g_free(pieces->targets);
    g_free(pieces);
}

/* Room for all digits, of which those that are not meant are written over. */
static char *
put_number(char *at, const Number *number)
{
    memcpy(at, number->digits, MOST_DIGITS);
    return at + number->n;
}

static void
append_range(GString *text, const Number *first, const Number *last)
{
    char *at = acv_reserve(text, 2 * MOST_DIGITS + 2);
    char *end = at;
    if (text->len > 0) {
        *end++ = ',';
    }
    end = put_number(end, first);
    if (last > first) {
        *end++ = '-';
        end = put_number(end, last);
    }
    acv_grow(text, (gsize) (end - at));
}

static void
gather_targets(AcvGathering *gathering, const Pieces *pieces, guint source)
{
    g_autoptr(GArray) runs = acv_matrix_runs(pieces->matrix, source);
    const Number *numbers = pieces->targets;
    acv_gathering_clear(gathering);
    for (guint i = 0; i < runs->len; i++) {
        const AcvMatrixRun *run = &g_array_index(runs, AcvMatrixRun, i);
        if (run->number > 0) {
            AcvGathered *value = acv_gather(gathering, run->number, run->last - run->first + 1);
            append_range(value->text, &numbers[run->first], &numbers[run->last]);
        }
    }
}

static void
write_cells(AcvJsonWriter *writer, const Pieces *pieces, const AcvGathering *gathering)
{
    acv_json_key(writer, "Cells");
    acv_json_begin_array(writer);
    for (guint i = 0; i < gathering->present->len; i++) {
        guint number = g_array_index(gathering->present, guint, i);
        const GString *targets = gathering->values[number].text;
        acv_json_begin_object(writer);
        acv_json_members(writer, g_ptr_array_index(pieces->members, number));
        acv_json_key(writer, "Targets");
        acv_json_plain(writer, targets->str, targets->len);
        acv_json_end_object(writer);
    }
    acv_json_end_array(writer);
}

static void
write_sources(GString *out, guint first, guint end, gconstpointer user_data)
{
    const Pieces *pieces = user_data;
    const AcvMatrix *matrix = pieces->matrix;
    g_autoptr(AcvGathering) gathering = acv_gathering_new(matrix);
    AcvJsonWriter writer = acv_json_writer_within(out, ELEMENT_DEPTH, first);
    fetch_ends(matrix->sources, first, end);
    for (guint i = first; i < end; i++) {
        gather_targets(gathering, pieces, i);
        acv_json_begin_object(&writer);
        acv_json_matrix_end(&writer, matrix, g_ptr_array_index(matrix->sources, i));
        write_cells(&writer, pieces, gathering);
        acv_json_end_object(&writer);
    }
}

/* --- The whole --- */

static void
write_targets(GString *out, guint first, guint end, gconstpointer user_data)
{
    const AcvMatrix *matrix = user_data;
    AcvJsonWriter writer = acv_json_writer_within(out, ELEMENT_DEPTH, first);
    fetch_ends(matrix->targets, first, end);
    for (guint i = first; i < end; i++) {
        acv_json_begin_object(&writer);
        acv_json_member_int(&writer, "Number", i);
        acv_json_matrix_end(&writer, matrix, g_ptr_array_index(matrix->targets, i));
        acv_json_end_object(&writer);
    }
}

static void
write_array(AcvJsonWriter *writer, const char *key, const AcvRows *rows, const AcvSink *sink)
{
    acv_json_key(writer, key);
    acv_json_begin_array(writer);
    acv_rows_write(rows, writer->out, sink);
    writer->is_empty = rows->n == 0;
    acv_json_end_array(writer);
}

void
acv_render_matrix_json(GString *out, const AcvMatrix *matrix, const AcvSink *sink)
{
    AcvJsonWriter writer = acv_json_writer(out);
    Pieces *pieces = pieces_new(matrix);
    AcvRows targets = { matrix->targets->len, TARGETS_PER_PART, write_targets, matrix };
    AcvRows sources = { matrix->sources->len, SOURCES_PER_PART, write_sources, pieces };
    acv_json_begin_object(&writer);
    acv_json_member_int(&writer, "SchemaVersion", SCHEMA_VERSION);
    write_array(&writer, "Targets", &targets, sink);
    write_array(&writer, "Sources", &sources, sink);
    acv_json_end_object(&writer);
    g_string_append_c(out, '\n');
    pieces_free(pieces);
}

#include "acv/render.h"

#include "base/append.h"
#include "render/escape.h"
#include "render/matrix_words.h"
#include "render/rows.h"

enum {
    MOST_TARGETS = 1000, /* Above, what is not reached is counted. */
    SOURCES_PER_PART = 2,
};

static void
append_end(GString *out, const AcvMatrix *matrix, const AcvMatrixEnd *end)
{
    g_autoptr(GString) title = g_string_new(NULL);
    acv_word_matrix_end(title, matrix, end);
    acv_escape_csv(out, end->name);
    g_string_append_c(out, ',');
    acv_escape_csv(out, title->str);
    g_string_append_printf(out, ",%u,", acv_matrix_end_size(end));
}

static void
append_value(GString *out, AcvOutcome outcome, AcvCode code, const char *packets)
{
    const char *code_name = acv_code_name(code);
    g_string_append_printf(out, "%s,%s,", acv_outcome_name(outcome), code_name ? code_name : "");
    acv_escape_csv(out, packets);
    g_string_append(out, "\r\n");
}

/* What many lines have, as it is written. */
typedef struct {
    const AcvMatrix *matrix;
    GPtrArray *targets; /* GString. */
    GPtrArray *values;  /* GString, by number; that at 0 is empty. */
} Pieces;

static void
string_free(gpointer string)
{
    g_string_free(string, TRUE);
}

static Pieces *
pieces_new(const AcvMatrix *matrix)
{
    Pieces *pieces = g_new0(Pieces, 1);
    pieces->matrix = matrix;
    pieces->targets = g_ptr_array_new_with_free_func(string_free);
    for (guint i = 0; i < matrix->targets->len; i++) {
        GString *text = g_string_new(NULL);
        append_end(text, matrix, g_ptr_array_index(matrix->targets, i));
        g_ptr_array_add(pieces->targets, text);
    }
    g_autoptr(GPtrArray) packets = acv_word_matrix_values(matrix);
    pieces->values = g_ptr_array_new_with_free_func(string_free);
    g_ptr_array_add(pieces->values, g_string_new(NULL));
    for (guint i = 1; i < matrix->values->len; i++) {
        const AcvMatrixCell *cell = &g_array_index(matrix->values, AcvMatrixCell, i);
        GString *text = g_string_new(NULL);
        append_value(text, cell->outcome, cell->code, g_ptr_array_index(packets, i));
        g_ptr_array_add(pieces->values, text);
    }
    return pieces;
}

static void
pieces_free(Pieces *pieces)
{
    g_ptr_array_unref(pieces->targets);
    g_ptr_array_unref(pieces->values);
    g_free(pieces);
}

/* One line for a code and the number of targets that are not reached for it. */
static void
append_counts(GString *out, const GString *source, const size_t *counts)
{
    for (int code = 0; code <= ACV_N_CODES; code++) {
        if (counts[code] > 0) {
            acv_append(out, source->str, source->len);
            g_string_append_printf(out, ",%zu targets,%zu,", counts[code], counts[code]);
            append_value(out, ACV_OUTCOME_UNREACHABLE, (AcvCode) code, "");
        }
    }
}

static void
append_lines(GString *out, const Pieces *pieces, const GString *source, const AcvMatrixRun *run)
{
    const GString *value = g_ptr_array_index(pieces->values, run->number);
    for (guint i = run->first; i <= run->last; i++) {
        const GString *target = g_ptr_array_index(pieces->targets, i);
        acv_append(out, source->str, source->len);
        acv_append(out, target->str, target->len);
        acv_append(out, value->str, value->len);
    }
}

static void
append_row(GString *out, const Pieces *pieces, guint number)
{
    const AcvMatrix *matrix = pieces->matrix;
    g_autoptr(GArray) runs = acv_matrix_runs(matrix, number);
    g_autoptr(GString) source = g_string_new(NULL);
    size_t counts[ACV_N_CODES + 1] = { 0 };
    append_end(source, matrix, g_ptr_array_index(matrix->sources, number));
    for (guint i = 0; i < runs->len; i++) {
        const AcvMatrixRun *run = &g_array_index(runs, AcvMatrixRun, i);
        bool is_counted = run->cell && run->cell->outcome == ACV_OUTCOME_UNREACHABLE
                          && matrix->targets->len > MOST_TARGETS;
        if (is_counted) {
            counts[run->cell->code] += run->last - run->first + 1;
        } else if (run->cell) {
            append_lines(out, pieces, source, run);
        }
    }
    append_counts(out, source, counts);
}

static void
append_rows(GString *out, guint first, guint end, gconstpointer pieces)
{
    for (guint i = first; i < end; i++) {
        append_row(out, pieces, i);
    }
}

void
acv_render_matrix_csv(GString *out, const AcvMatrix *matrix, const AcvSink *sink)
{
    Pieces *pieces = pieces_new(matrix);
    AcvRows rows = { matrix->sources->len, SOURCES_PER_PART, append_rows, pieces };
    g_string_append(out, "From,FromTitle,FromCount,To,ToTitle,ToCount,Verdict,Code,Packets\r\n");
    acv_rows_write(&rows, out, sink);
    pieces_free(pieces);
}

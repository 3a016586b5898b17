/* Who reaches what, as a web page: a line for each source and each kind of answer. */
#include "acv/render.h"

#include "base/append.h"
#include "render/escape.h"
#include "render/html.h"
#include "render/matrix_gather.h"
#include "render/matrix_words.h"
#include "render/rows.h"

/* Cells of one source that say the same share a line; of their targets so many are named. */
enum { MOST_TARGETS = 200, MOST_LINES = 20000, SOURCES_PER_PART = 8 };

static const char *const statuses[] = { "reachable", "unreachable", "partial", "undetermined",
                                        NULL };

/* What the lines of a value have, as it is written. */
typedef struct {
    char *before_source;
    char *before_targets;
    char *after_targets;
} Value;

typedef struct {
    const AcvMatrix *matrix;
    GPtrArray *targets; /* char *: names as they are written. */
    Value *values;      /* By number. */
} Pieces;

static char *
name_of(const AcvMatrix *matrix, const AcvMatrixEnd *end)
{
    g_autoptr(GString) name = g_string_new(NULL);
    GString *text = g_string_new(NULL);
    acv_word_matrix_end(name, matrix, end);
    acv_escape_markup(text, name->str);
    return g_string_free(text, FALSE);
}

static Value
value_of(const AcvMatrixCell *cell, const char *packets)
{
    const char *outcome = acv_outcome_name(cell->outcome);
    const char *code = acv_code_name(cell->code);
    GString *before = g_string_new("</th>");
    GString *after = g_string_new("</td>");
    acv_html_element(before, "td", acv_html_tone(cell->outcome), outcome);
    g_string_append(before, "<td>");
    acv_html_element(after, "td", NULL, packets);
    g_string_append(after, "<td>");
    acv_html_code(after, code ? code : "");
    g_string_append(after, "</td></tr>\n");
    return (Value){ g_strdup_printf("<tr data-status=\"%s\"><th scope=\"row\">", outcome),
                    g_string_free(before, FALSE), g_string_free(after, FALSE) };
}

static Pieces *
pieces_new(const AcvMatrix *matrix)
{
    g_autoptr(GPtrArray) packets = acv_word_matrix_values(matrix);
    Pieces *pieces = g_new(Pieces, 1);
    pieces->matrix = matrix;
    pieces->targets = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < matrix->targets->len; i++) {
        g_ptr_array_add(pieces->targets, name_of(matrix, g_ptr_array_index(matrix->targets, i)));
    }
    pieces->values = g_new0(Value, matrix->values->len);
    for (guint i = 1; i < matrix->values->len; i++) {
        pieces->values[i] = value_of(&g_array_index(matrix->values, AcvMatrixCell, i),
                                     g_ptr_array_index(packets, i));
    }
    return pieces;
}

static void
pieces_free(Pieces *pieces)
{
    for (guint i = 1; i < pieces->matrix->values->len; i++) {
        g_free(pieces->values[i].before_source);
        g_free(pieces->values[i].before_targets);
        g_free(pieces->values[i].after_targets);
    }
    g_free(pieces->values);
    g_ptr_array_unref(pieces->targets);
    g_free(pieces);
}

/* --- Lines --- */

static void
gather_run(AcvGathering *gathering, const Pieces *pieces, const AcvMatrixRun *run)
{
    guint n = run->last - run->first + 1;
    AcvGathered *value = acv_gather(gathering, run->number, n);
    size_t n_before = value->n - n;
    for (guint i = 0; i < n && n_before + i < MOST_TARGETS; i++) {
        g_string_append(value->text, n_before + i > 0 ? ", " : "");
        g_string_append(value->text, g_ptr_array_index(pieces->targets, run->first + i));
    }
}

static void
gather_row(AcvGathering *gathering, const Pieces *pieces, guint source)
{
    g_autoptr(GArray) runs = acv_matrix_runs(pieces->matrix, source);
    acv_gathering_clear(gathering);
    for (guint i = 0; i < runs->len; i++) {
        const AcvMatrixRun *run = &g_array_index(runs, AcvMatrixRun, i);
        if (run->cell) {
            gather_run(gathering, pieces, run);
        }
    }
}

static void
write_line(GString *out, const char *source, const Value *value, const AcvGathered *targets)
{
    g_string_append(out, value->before_source);
    g_string_append(out, source);
    g_string_append(out, value->before_targets);
    acv_append(out, targets->text->str, targets->text->len);
    if (targets->n > MOST_TARGETS) {
        g_string_append_printf(out, " and %zu more", targets->n - MOST_TARGETS);
    }
    g_string_append(out, value->after_targets);
}

static void
write_sources(GString *out, guint first, guint end, gconstpointer user_data)
{
    const Pieces *pieces = user_data;
    const AcvMatrix *matrix = pieces->matrix;
    g_autoptr(AcvGathering) gathering = acv_gathering_new(matrix);
    for (guint i = first; i < end; i++) {
        g_autofree char *source = name_of(matrix, g_ptr_array_index(matrix->sources, i));
        gather_row(gathering, pieces, i);
        for (guint j = 0; j < gathering->present->len; j++) {
            guint number = g_array_index(gathering->present, guint, j);
            write_line(out, source, &pieces->values[number], &gathering->values[number]);
        }
    }
}

/* --- The page --- */

/* The sources whose lines are shown: all, or those up to the one with the last line. */
static guint
count_shown(const AcvMatrix *matrix)
{
    g_autofree guint *seen = g_new0(guint, matrix->values->len); /* One more than the source. */
    size_t n_lines = 0;
    guint source = 0;
    for (; source < matrix->sources->len && n_lines < MOST_LINES; source++) {
        g_autoptr(GArray) runs = acv_matrix_runs(matrix, source);
        for (guint i = 0; i < runs->len; i++) {
            guint number = g_array_index(runs, AcvMatrixRun, i).number;
            n_lines += number > 0 && seen[number] != source + 1;
            seen[number] = source + 1;
        }
    }
    return source;
}

void
acv_render_matrix_html(GString *out, const AcvMatrix *matrix, const AcvSink *sink)
{
    static const char *const columns[] = { "From",          "Answer", "To", "What gets there",
                                           "What stops it", NULL };
    guint n_sources = matrix->sources->len;
    guint n_targets = matrix->targets->len;
    guint n_shown = count_shown(matrix);
    g_autofree char *title =
        g_strdup_printf("Who reaches what: %u source%s, %u target%s", n_sources,
                        n_sources == 1 ? "" : "s", n_targets, n_targets == 1 ? "" : "s");
    AcvHtmlHead head = { title, NULL, NULL };
    Pieces *pieces = pieces_new(matrix);
    AcvRows rows = { n_shown, SOURCES_PER_PART, write_sources, pieces };
    acv_html_begin(out, &head);
    acv_html_begin_table(out, columns, statuses);
    acv_rows_write(&rows, out, sink);
    acv_html_end_table(out);
    if (n_shown < n_sources) {
        g_autofree char *more =
            g_strdup_printf("%u more sources; --format csv or json has all.", n_sources - n_shown);
        acv_html_element(out, "p", NULL, more);
    }
    acv_html_end(out);
    pieces_free(pieces);
}

/* Who reaches what, as a web page: a line for each source and each kind of answer. */
#include "acv/render.h"

#include "render/escape.h"
#include "render/html.h"
#include "render/matrix_words.h"

/* Cells of one source that say the same share a line; of their targets so many are named. */
enum { MOST_TARGETS = 200, MOST_LINES = 20000 };

static const char *const statuses[] = { "reachable", "unreachable", "partial", "undetermined",
                                        NULL };

/* The targets of all runs that say the same as that at 'index'. */
static void
write_targets(GString *out, const AcvMatrix *matrix, const GArray *runs, guint index)
{
    const AcvMatrixRun *first = &g_array_index(runs, AcvMatrixRun, index);
    size_t n = 0;
    for (guint i = index; i < runs->len; i++) {
        const AcvMatrixRun *run = &g_array_index(runs, AcvMatrixRun, i);
        for (guint j = run->first; run->cell == first->cell && j <= run->last; j++) {
            if (n++ < MOST_TARGETS) {
                g_autoptr(GString) name = g_string_new(NULL);
                acv_word_matrix_end(name, matrix, g_ptr_array_index(matrix->targets, j));
                g_string_append(out, n > 1 ? ", " : "");
                acv_escape_markup(out, name->str);
            }
        }
    }
    if (n > MOST_TARGETS) {
        g_string_append_printf(out, " and %zu more", n - MOST_TARGETS);
    }
}

static bool
is_written(const GArray *runs, guint index)
{
    const AcvMatrixRun *run = &g_array_index(runs, AcvMatrixRun, index);
    for (guint i = 0; i < index; i++) {
        if (g_array_index(runs, AcvMatrixRun, i).cell == run->cell) {
            return true;
        }
    }
    return false;
}

static void
write_line(GString *out, const AcvMatrix *matrix, guint source, const GArray *runs, guint index)
{
    const AcvMatrixCell *cell = g_array_index(runs, AcvMatrixRun, index).cell;
    const char *outcome = acv_outcome_name(cell->outcome);
    const char *code = acv_code_name(cell->code);
    g_autoptr(GString) name = g_string_new(NULL);
    g_autoptr(GString) packets = g_string_new(NULL);
    acv_word_matrix_end(name, matrix, g_ptr_array_index(matrix->sources, source));
    acv_word_matrix_packets(packets, matrix, cell->packets);
    g_string_append_printf(out, "<tr data-status=\"%s\"><th scope=\"row\">", outcome);
    acv_escape_markup(out, name->str);
    g_string_append(out, "</th>");
    acv_html_element(out, "td", acv_html_tone(cell->outcome), outcome);
    g_string_append(out, "<td>");
    write_targets(out, matrix, runs, index);
    g_string_append(out, "</td>");
    acv_html_element(out, "td", NULL, packets->str);
    g_string_append(out, "<td>");
    acv_html_code(out, code ? code : "");
    g_string_append(out, "</td></tr>\n");
}

void
acv_render_matrix_html(GString *out, const AcvMatrix *matrix)
{
    static const char *const columns[] = { "From",          "Answer", "To", "What gets there",
                                           "What stops it", NULL };
    guint n_sources = matrix->sources->len;
    guint n_targets = matrix->targets->len;
    g_autofree char *title =
        g_strdup_printf("Who reaches what: %u source%s, %u target%s", n_sources,
                        n_sources == 1 ? "" : "s", n_targets, n_targets == 1 ? "" : "s");
    AcvHtmlHead head = { title, NULL, NULL };
    size_t n_lines = 0;
    guint source = 0;
    acv_html_begin(out, &head);
    acv_html_begin_table(out, columns, statuses);
    for (; source < matrix->sources->len && n_lines < MOST_LINES; source++) {
        g_autoptr(GArray) runs = acv_matrix_runs(matrix, source);
        for (guint i = 0; i < runs->len; i++) {
            if (g_array_index(runs, AcvMatrixRun, i).cell && !is_written(runs, i)) {
                write_line(out, matrix, source, runs, i);
                n_lines++;
            }
        }
    }
    acv_html_end_table(out);
    if (source < matrix->sources->len) {
        g_autofree char *more = g_strdup_printf("%u more sources; --format csv or json has all.",
                                                matrix->sources->len - source);
        acv_html_element(out, "p", NULL, more);
    }
    acv_html_end(out);
}

#include "acv/render.h"

#include "render/escape.h"
#include "render/matrix_words.h"

enum { MOST_TARGETS = 1000 }; /* Above, what is not reached is counted. */

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
append_value(GString *out, const AcvMatrix *matrix, const AcvMatrixCell *cell)
{
    const char *code = acv_code_name(cell->code);
    g_autoptr(GString) packets = g_string_new(NULL);
    acv_word_matrix_packets(packets, matrix, cell->packets);
    g_string_append_printf(out, "%s,%s,", acv_outcome_name(cell->outcome), code ? code : "");
    acv_escape_csv(out, packets->str);
    g_string_append(out, "\r\n");
}

/* One line for a code and the number of targets that are not reached for it. */
static void
append_counts(GString *out, const AcvMatrix *matrix, guint source, const size_t *counts)
{
    const AcvMatrixEnd *end = g_ptr_array_index(matrix->sources, source);
    AcvMatrixCell cell = { .outcome = ACV_OUTCOME_UNREACHABLE };
    cell.packets = acv_packet_set_empty(acv_network_space(matrix->network));
    for (int code = 0; code <= ACV_N_CODES; code++) {
        if (counts[code] > 0) {
            cell.code = (AcvCode) code;
            append_end(out, matrix, end);
            g_string_append_printf(out, ",%zu targets,%zu,", counts[code], counts[code]);
            append_value(out, matrix, &cell);
        }
    }
}

static void
append_row(GString *out, const AcvMatrix *matrix, guint source)
{
    g_autoptr(GArray) runs = acv_matrix_runs(matrix, source);
    size_t counts[ACV_N_CODES + 1] = { 0 };
    for (guint i = 0; i < runs->len; i++) {
        const AcvMatrixRun *run = &g_array_index(runs, AcvMatrixRun, i);
        bool is_counted = run->cell && run->cell->outcome == ACV_OUTCOME_UNREACHABLE
                          && matrix->targets->len > MOST_TARGETS;
        if (is_counted) {
            counts[run->cell->code] += run->last - run->first + 1;
        }
        for (guint j = run->first; run->cell && !is_counted && j <= run->last; j++) {
            append_end(out, matrix, g_ptr_array_index(matrix->sources, source));
            append_end(out, matrix, g_ptr_array_index(matrix->targets, j));
            append_value(out, matrix, run->cell);
        }
    }
    append_counts(out, matrix, source, counts);
}

void
acv_render_matrix_csv(GString *out, const AcvMatrix *matrix)
{
    g_string_append(out, "From,FromTitle,FromCount,To,ToTitle,ToCount,Verdict,Code,Packets\r\n");
    for (guint i = 0; i < matrix->sources->len; i++) {
        append_row(out, matrix, i);
    }
}

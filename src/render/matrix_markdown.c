/* Who reaches what, and what differs, as tables of Markdown. */
#include "acv/render.h"

#include "render/diff_words.h"
#include "render/escape.h"
#include "render/markdown.h"
#include "render/matrix_words.h"

/* What a table shows; csv and JSON have all. */
enum { MOST_COLUMNS = 12, MOST_ROWS = 200, MOST_NAMES = 12 };

static void
append_more(GString *out, size_t n, const char *format)
{
    if (n > MOST_ROWS) {
        g_string_append_printf(out, "\nAnd %zu more; `--format %s` has all.\n", n - MOST_ROWS,
                               format);
    }
}

static char *
code_of_end(const AcvMatrix *matrix, const AcvMatrixEnd *end)
{
    g_autoptr(GString) name = g_string_new(NULL);
    GString *code = g_string_new(NULL);
    acv_word_matrix_end(name, matrix, end);
    acv_markdown_code(code, name->str);
    return g_string_free(code, FALSE);
}

/* "yes", or why not. */
static void
append_cell(GString *out, const AcvMatrixCell *cell)
{
    static const char *const marks[] = {
        [ACV_OUTCOME_REACHABLE] = "yes",
        [ACV_OUTCOME_UNREACHABLE] = "**no**",
        [ACV_OUTCOME_PARTIAL] = "part",
        [ACV_OUTCOME_UNDETERMINED] = "?",
    };
    g_string_append(out, cell ? marks[cell->outcome] : "-");
    if (cell && cell->code != ACV_CODE_NONE) {
        g_string_append_c(out, ' ');
        acv_markdown_code(out, acv_code_name(cell->code));
    }
}

/* --- A column for each target --- */

static void
write_titles(GString *out, const AcvMatrix *matrix)
{
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(cells, g_strdup("source"));
    for (guint i = 0; i < matrix->targets->len; i++) {
        g_ptr_array_add(cells, code_of_end(matrix, g_ptr_array_index(matrix->targets, i)));
    }
    g_ptr_array_add(cells, NULL);
    acv_markdown_row(out, (const char *const *) cells->pdata, true);
}

static void
write_row(GString *out, const AcvMatrix *matrix, guint source)
{
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(cells, code_of_end(matrix, g_ptr_array_index(matrix->sources, source)));
    for (guint i = 0; i < matrix->targets->len; i++) {
        GString *cell = g_string_new(NULL);
        append_cell(cell, acv_matrix_cell(matrix, source, i));
        g_ptr_array_add(cells, g_string_free(cell, FALSE));
    }
    g_ptr_array_add(cells, NULL);
    acv_markdown_row(out, (const char *const *) cells->pdata, false);
}

/* --- A list of targets for each source --- */

static void
append_target(GString *out, const AcvMatrix *matrix, guint target, const AcvMatrixCell *cell)
{
    g_autofree char *code = code_of_end(matrix, g_ptr_array_index(matrix->targets, target));
    g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", code);
    if (cell->outcome != ACV_OUTCOME_REACHABLE) {
        g_string_append_printf(out, " (%s)", acv_outcome_name(cell->outcome));
    }
}

static void
write_list_row(GString *out, const AcvMatrix *matrix, guint source)
{
    g_autoptr(GArray) runs = acv_matrix_runs(matrix, source);
    g_autoptr(GString) reached = g_string_new(NULL);
    guint n = 0;
    for (guint i = 0; i < runs->len; i++) {
        const AcvMatrixRun *run = &g_array_index(runs, AcvMatrixRun, i);
        bool is_reached = run->cell && run->cell->outcome != ACV_OUTCOME_UNREACHABLE;
        for (guint j = run->first; is_reached && j <= run->last; j++) {
            if (n++ < MOST_NAMES) {
                append_target(reached, matrix, j, run->cell);
            }
        }
    }
    if (n > MOST_NAMES) {
        g_string_append_printf(reached, " and %u more", n - MOST_NAMES);
    }
    g_autofree char *name = code_of_end(matrix, g_ptr_array_index(matrix->sources, source));
    g_autofree char *count = g_strdup_printf("%u of %u", n, matrix->targets->len);
    const char *cells[] = { name, count, n > 0 ? reached->str : "cut off", NULL };
    acv_markdown_row(out, cells, false);
}

void
acv_render_matrix_markdown(GString *out, const AcvMatrix *matrix)
{
    static const char *const titles[] = { "source", "reached", "targets", NULL };
    bool is_table = matrix->targets->len <= MOST_COLUMNS;
    g_string_append_printf(out, "# Who reaches what: %u sources, %u targets\n\n",
                           matrix->sources->len, matrix->targets->len);
    if (is_table) {
        write_titles(out, matrix);
    } else {
        acv_markdown_row(out, titles, true);
    }
    for (guint i = 0; i < MIN(matrix->sources->len, MOST_ROWS); i++) {
        (is_table ? write_row : write_list_row)(out, matrix, i);
    }
    append_more(out, matrix->sources->len, "csv");
    acv_markdown_end(out);
}

/* --- What differs --- */

static void
append_answer(GString *out, const AcvMatrix *matrix, const AcvMatrixCell *cell)
{
    g_autoptr(GString) words = g_string_new(NULL);
    acv_word_cell(words, matrix, cell);
    acv_escape_markdown(out, words->str);
}

static void
write_difference(GString *out, const AcvMatrixDiff *diff, const AcvDifference *difference)
{
    g_autofree char *source = code_of_end(difference->source->matrix, difference->source->end);
    g_autofree char *target = code_of_end(difference->target->matrix, difference->target->end);
    g_autoptr(GString) before = g_string_new(NULL);
    g_autoptr(GString) after = g_string_new(NULL);
    g_autoptr(GString) cause = g_string_new(NULL);
    g_autoptr(GString) words = g_string_new(NULL);
    append_answer(before, diff->before, difference->before);
    append_answer(after, diff->after, difference->after);
    acv_word_cause(words, difference);
    acv_escape_markdown(cause, g_str_has_prefix(words->str, "; ") ? words->str + 2 : words->str);
    const char *cells[] = { source, target, before->str, after->str, cause->str, NULL };
    acv_markdown_row(out, cells, false);
}

static void
write_kind(GString *out, const AcvMatrixDiff *diff, AcvDifferenceKind kind)
{
    static const char *const titles[] = { "source", "target", "before", "after", "by", NULL };
    size_t n = 0;
    for (guint i = 0; i < diff->differences->len; i++) {
        const AcvDifference *difference = &g_array_index(diff->differences, AcvDifference, i);
        if (difference->kind != kind) {
            continue;
        }
        if (n++ == 0) {
            acv_markdown_heading(out, 2, acv_difference_heading(kind));
            acv_markdown_row(out, titles, true);
        }
        if (n <= MOST_ROWS) {
            write_difference(out, diff, difference);
        }
    }
    append_more(out, n, "json");
}

/* Units that are in one design only. */
static void
write_only(GString *out, const GPtrArray *units, bool is_new, const char *heading)
{
    size_t n = 0;
    for (guint i = 0; i < units->len; i++) {
        const AcvMatrixUnit *unit = g_ptr_array_index(units, i);
        if ((is_new ? unit->before : unit->after) != ACV_MATRIX_NO_END) {
            continue;
        }
        if (n++ == 0) {
            acv_markdown_heading(out, 2, heading);
        }
        if (n <= MOST_ROWS) {
            g_autofree char *name = code_of_end(unit->matrix, unit->end);
            g_string_append_printf(out, "- %s\n", name);
        }
    }
    append_more(out, n, "json");
}

void
acv_render_diff_markdown(GString *out, const AcvMatrixDiff *diff)
{
    g_autofree char *title = acv_diff_title(diff);
    acv_markdown_heading(out, 1, title);
    for (int kind = 0; kind < ACV_N_DIFFERENCES; kind++) {
        write_kind(out, diff, (AcvDifferenceKind) kind);
    }
    write_only(out, diff->sources, true, "New sources");
    write_only(out, diff->sources, false, "Sources that are gone");
    write_only(out, diff->targets, true, "New targets");
    write_only(out, diff->targets, false, "Targets that are gone");
    acv_markdown_end(out);
}

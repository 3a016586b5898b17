#include "analysis/matrix.h"

#include "acv/problem.h"
#include "analysis/matrix_fill.h"

#include <stdlib.h>

static const AcvMatrixCell *
cell_by_number(const AcvMatrix *matrix, guint32 number)
{
    return number > 0 ? &g_array_index(matrix->values, AcvMatrixCell, number) : NULL;
}

static int
compare_exceptions(const void *a, const void *b)
{
    guint left = ((const AcvMatrixException *) a)->target;
    guint right = ((const AcvMatrixException *) b)->target;
    return left < right ? -1 : left > right;
}

const AcvMatrixCell *
acv_matrix_cell(const AcvMatrix *matrix, guint source, guint target)
{
    const AcvMatrixRow *row = &g_array_index(matrix->rows, AcvMatrixRow, source);
    AcvMatrixException wanted = { .target = target };
    const AcvMatrixException *found =
        bsearch(&wanted, row->exceptions, row->n_exceptions, sizeof wanted, compare_exceptions);
    return cell_by_number(matrix, found ? found->number : row->base->cells[target]);
}

/* --- Runs --- */

/* A run of one target. */
static AcvMatrixRun
run_of(const AcvMatrix *matrix, guint target, guint32 number)
{
    return (AcvMatrixRun){ target, target, number, cell_by_number(matrix, number) };
}

/* Makes a run that says the same as 'last' a part of it, else puts it behind. Returns the last. */
static AcvMatrixRun *
put_run(AcvMatrixRun *last, AcvMatrixRun run)
{
    if (last->number != run.number) {
        *++last = run;
    }
    last->last = run.last;
    return last;
}

static void
make_runs(const AcvMatrix *matrix, AcvMatrixBase *base)
{
    guint n = matrix->targets->len;
    base->runs = g_array_new(FALSE, FALSE, sizeof(AcvMatrixRun));
    if (n == 0) {
        return;
    }
    g_autofree AcvMatrixRun *runs = g_new(AcvMatrixRun, n);
    AcvMatrixRun *last = runs;
    *last = run_of(matrix, 0, base->cells[0]);
    for (guint i = 1; i < n; i++) {
        last = put_run(last, run_of(matrix, i, base->cells[i]));
    }
    g_array_append_vals(base->runs, runs, (guint) (last - runs) + 1);
}

/* --- Making --- */

static bool
find_ends(AcvMatrix *matrix, const AcvQuestion *question, GError **error)
{
    g_autofree char *to = NULL;
    matrix->sources = acv_matrix_ends(matrix->network, question->from, ACV_ROLE_SOURCE, error);
    if (!matrix->sources) {
        g_prefix_error(error, "--from: ");
        return false;
    }
    if (question->to) {
        to = acv_question_split_target(matrix->network, question->to, &matrix->ports, error);
    }
    if (!question->to || to) {
        matrix->targets = acv_matrix_ends(matrix->network, to, ACV_ROLE_TARGET, error);
    }
    if (!matrix->targets) {
        g_prefix_error(error, "--to: ");
        return false;
    }
    return true;
}

static void
base_free(gpointer pointer)
{
    AcvMatrixBase *base = pointer;
    g_clear_pointer(&base->runs, g_array_unref);
    g_free(base->cells);
    g_free(base);
}

static void
row_clear(gpointer row)
{
    g_free(((AcvMatrixRow *) row)->exceptions);
}

AcvMatrix *
acv_matrix_new(AcvSnapshot *snapshot, const AcvCatalog *catalog, const AcvQuestion *question,
               const AcvProgress *progress, GError **error)
{
    g_autoptr(AcvMatrix) matrix = g_new0(AcvMatrix, 1);
    matrix->network = acv_network_new(snapshot, catalog);
    matrix->question = *question;
    matrix->values = g_array_new(FALSE, TRUE, sizeof(AcvMatrixCell));
    g_array_set_size(matrix->values, 1);
    matrix->rows = g_array_new(FALSE, FALSE, sizeof(AcvMatrixRow));
    g_array_set_clear_func(matrix->rows, row_clear);
    matrix->bases = g_ptr_array_new_with_free_func(base_free);
    if (!find_ends(matrix, question, error)) {
        return NULL;
    }
    acv_matrix_fill(matrix, progress);
    for (guint i = 0; i < matrix->bases->len; i++) {
        make_runs(matrix, g_ptr_array_index(matrix->bases, i));
    }
    return g_steal_pointer(&matrix);
}

void
acv_matrix_free(AcvMatrix *matrix)
{
    if (matrix) {
        g_array_unref(matrix->rows);
        g_ptr_array_unref(matrix->bases);
        g_array_unref(matrix->values);
        acv_share_free(matrix->share);
        g_clear_pointer(&matrix->sources, g_ptr_array_unref);
        g_clear_pointer(&matrix->targets, g_ptr_array_unref);
        acv_network_free(matrix->network);
        g_free(matrix);
    }
}

/* Puts what a row has of its base from 'first' on and before 'end'. '*run' is a run of the base
 * that is not behind 'first', and becomes the last that was needed. */
static AcvMatrixRun *
put_base(AcvMatrixRun *last, const AcvMatrixRun **run, guint first, guint end)
{
    while (first < end) {
        while ((*run)->last < first) {
            (*run)++;
        }
        AcvMatrixRun part = **run;
        part.first = first;
        part.last = MIN(part.last, end - 1);
        last = put_run(last, part);
        first = part.last + 1;
    }
    return last;
}

/* The first target of a row. */
static AcvMatrixRun
first_run(const AcvMatrix *matrix, const AcvMatrixRow *row)
{
    bool is_exception = row->n_exceptions > 0 && row->exceptions[0].target == 0;
    return run_of(matrix, 0, is_exception ? row->exceptions[0].number : row->base->cells[0]);
}

GArray *
acv_matrix_runs(const AcvMatrix *matrix, guint source)
{
    const AcvMatrixRow *row = &g_array_index(matrix->rows, AcvMatrixRow, source);
    GArray *runs = g_array_new(FALSE, FALSE, sizeof(AcvMatrixRun));
    if (matrix->targets->len == 0) {
        return runs;
    }
    g_array_set_size(runs, row->base->runs->len + 2 * row->n_exceptions);
    const AcvMatrixRun *run = &g_array_index(row->base->runs, AcvMatrixRun, 0);
    AcvMatrixRun *begin = &g_array_index(runs, AcvMatrixRun, 0);
    AcvMatrixRun *last = begin;
    guint next = 0;
    *last = first_run(matrix, row);
    for (guint i = 0; i < row->n_exceptions; i++) {
        AcvMatrixException exception = row->exceptions[i];
        last = put_base(last, &run, next, exception.target);
        last = put_run(last, run_of(matrix, exception.target, exception.number));
        next = exception.target + 1;
    }
    last = put_base(last, &run, next, matrix->targets->len);
    g_array_set_size(runs, (guint) (last - begin) + 1);
    return runs;
}

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

static void
append_run(const AcvMatrix *matrix, GArray *runs, guint first, guint last, guint32 number)
{
    AcvMatrixRun *before = runs->len > 0 ? &g_array_index(runs, AcvMatrixRun, runs->len - 1) : NULL;
    if (before && before->number == number) {
        before->last = last;
    } else {
        AcvMatrixRun run = { first, last, number, cell_by_number(matrix, number) };
        g_array_append_val(runs, run);
    }
}

static void
make_runs(const AcvMatrix *matrix, AcvMatrixBase *base)
{
    base->runs = g_array_new(FALSE, FALSE, sizeof(AcvMatrixRun));
    for (guint i = 0; i < matrix->targets->len; i++) {
        append_run(matrix, base->runs, i, i, base->cells[i]);
    }
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

/* Appends what a row has of its base from 'first' on and before 'end'; '*at' is the run of the base
 * to begin with. */
static void
append_base(const AcvMatrix *matrix, GArray *runs, const GArray *base, guint *at, guint first,
            guint end)
{
    while (first < end) {
        const AcvMatrixRun *run = &g_array_index(base, AcvMatrixRun, *at);
        if (run->last < first) {
            (*at)++;
            continue;
        }
        guint last = MIN(run->last, end - 1);
        append_run(matrix, runs, first, last, run->number);
        first = last + 1;
    }
}

GArray *
acv_matrix_runs(const AcvMatrix *matrix, guint source)
{
    const AcvMatrixRow *row = &g_array_index(matrix->rows, AcvMatrixRow, source);
    const GArray *base = row->base->runs;
    GArray *runs =
        g_array_sized_new(FALSE, FALSE, sizeof(AcvMatrixRun), base->len + 2 * row->n_exceptions);
    guint next = 0;
    guint at = 0;
    for (guint i = 0; i < row->n_exceptions; i++) {
        AcvMatrixException exception = row->exceptions[i];
        append_base(matrix, runs, base, &at, next, exception.target);
        append_run(matrix, runs, exception.target, exception.target, exception.number);
        next = exception.target + 1;
    }
    append_base(matrix, runs, base, &at, next, matrix->targets->len);
    return runs;
}

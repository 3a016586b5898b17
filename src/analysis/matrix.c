#include "analysis/matrix.h"

#include "acv/problem.h"
#include "analysis/matrix_cell.h"
#include "analysis/matrix_team.h"

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

static guint32
number_at(const AcvMatrixRow *row, guint target)
{
    const AcvMatrixExceptions *list = row->exceptions;
    AcvMatrixException wanted = { .target = target };
    if (target == row->own.target) {
        return row->own.number;
    }
    const AcvMatrixException *found =
        list && list->n > 0
            ? bsearch(&wanted, list->items, list->n, sizeof wanted, compare_exceptions)
            : NULL;
    return found ? found->number : row->base->cells[target];
}

const AcvMatrixCell *
acv_matrix_cell(const AcvMatrix *matrix, guint source, guint target)
{
    return cell_by_number(matrix,
                          number_at(&g_array_index(matrix->rows, AcvMatrixRow, source), target));
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
    matrix->sources =
        acv_matrix_ends(matrix->network, matrix->classes, question->from, ACV_ROLE_SOURCE, error);
    if (!matrix->sources) {
        g_prefix_error(error, "--from: ");
        return false;
    }
    if (question->to) {
        to = acv_question_split_target(matrix->network, question->to, &matrix->ports, error);
    }
    if (!question->to || to) {
        matrix->targets =
            acv_matrix_ends(matrix->network, matrix->classes, to, ACV_ROLE_TARGET, error);
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
    g_free(base);
}

AcvMatrix *
acv_matrix_open(AcvSnapshot *snapshot, const AcvCatalog *catalog, const AcvQuestion *question,
                GError **error)
{
    g_autoptr(AcvMatrix) matrix = g_new0(AcvMatrix, 1);
    matrix->network = acv_network_new(snapshot, catalog);
    matrix->classes = acv_classes_new(matrix->network);
    matrix->question = *question;
    matrix->memory = acv_arena_new(NULL);
    matrix->lists = g_ptr_array_new();
    matrix->values = g_array_new(FALSE, TRUE, sizeof(AcvMatrixCell));
    g_array_set_size(matrix->values, 1);
    matrix->rows = g_array_new(FALSE, TRUE, sizeof(AcvMatrixRow));
    matrix->bases = g_ptr_array_new_with_free_func(base_free);
    if (!find_ends(matrix, question, error)) {
        return NULL;
    }
    g_array_set_size(matrix->rows, matrix->sources->len);
    matrix->share = acv_share_new(matrix->network, matrix->classes, &matrix->question,
                                  &matrix->ports, matrix->sources, matrix->targets);
    matrix->cells = acv_cells_new(matrix);
    return g_steal_pointer(&matrix);
}

AcvMatrix *
acv_matrix_new_by(AcvSnapshot *snapshot, const AcvCatalog *catalog, const AcvQuestion *question,
                  const AcvProgress *progress, guint n_members, GError **error)
{
    AcvTeam *team = acv_team_new(snapshot, catalog, question, progress, n_members);
    g_autoptr(AcvMatrix) matrix = acv_matrix_open(snapshot, catalog, question, error);
    acv_team_fill(team, matrix);
    if (!matrix) {
        acv_team_free(team);
        return NULL;
    }
    matrix->team = team;
    for (guint i = 0; i < matrix->bases->len; i++) {
        make_runs(matrix, g_ptr_array_index(matrix->bases, i));
    }
    return g_steal_pointer(&matrix);
}

AcvMatrix *
acv_matrix_new(AcvSnapshot *snapshot, const AcvCatalog *catalog, const AcvQuestion *question,
               const AcvProgress *progress, GError **error)
{
    guint n_members = acv_team_members_worth(snapshot, question);
    return acv_matrix_new_by(snapshot, catalog, question, progress, n_members, error);
}

void
acv_matrix_free(AcvMatrix *matrix)
{
    if (!matrix) {
        return;
    }
    acv_team_free(matrix->team);
    g_array_unref(matrix->rows);
    g_array_unref(matrix->values);
    GPtrArray *const lists[] = { matrix->bases, matrix->lists, matrix->sources, matrix->targets };
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
        if (lists[i]) {
            g_ptr_array_unref(lists[i]);
        }
    }
    acv_arena_unref(matrix->memory);
    acv_cells_free(matrix->cells);
    acv_share_free(matrix->share);
    acv_classes_free(matrix->classes);
    acv_network_free(matrix->network);
    g_free(matrix);
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

/* A row in the making. */
typedef struct {
    const AcvMatrix *matrix;
    const AcvMatrixRun *run; /* Of the base: not behind 'next'. */
    AcvMatrixRun *last;      /* That was put. */
    guint next;              /* The target after it. */
} Making;

static void
put_exception(Making *making, AcvMatrixException exception)
{
    making->last = put_base(making->last, &making->run, making->next, exception.target);
    making->last =
        put_run(making->last, run_of(making->matrix, exception.target, exception.number));
    making->next = exception.target + 1;
}

static void
put_exceptions(Making *making, const AcvMatrixRow *row)
{
    guint i = 0;
    const AcvMatrixExceptions *list = row->exceptions;
    for (; list && i < list->n && list->items[i].target < row->own.target; i++) {
        put_exception(making, list->items[i]);
    }
    if (row->own.target != ACV_MATRIX_NO_TARGET) {
        put_exception(making, row->own);
    }
    for (; list && i < list->n; i++) {
        if (list->items[i].target != row->own.target) {
            put_exception(making, list->items[i]);
        }
    }
}

GArray *
acv_matrix_runs(const AcvMatrix *matrix, guint source)
{
    const AcvMatrixRow *row = &g_array_index(matrix->rows, AcvMatrixRow, source);
    GArray *runs = g_array_new(FALSE, FALSE, sizeof(AcvMatrixRun));
    if (matrix->targets->len == 0) {
        return runs;
    }
    guint n_exceptions = 1 + (row->exceptions ? row->exceptions->n : 0);
    g_array_set_size(runs, row->base->runs->len + 2 * n_exceptions);
    AcvMatrixRun *begin = &g_array_index(runs, AcvMatrixRun, 0);
    Making making = { matrix, &g_array_index(row->base->runs, AcvMatrixRun, 0), begin, 0 };
    *begin = run_of(matrix, 0, number_at(row, 0));
    put_exceptions(&making, row);
    AcvMatrixRun *last = put_base(making.last, &making.run, making.next, matrix->targets->len);
    g_array_set_size(runs, (guint) (last - begin) + 1);
    return runs;
}

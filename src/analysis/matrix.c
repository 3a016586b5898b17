#include "analysis/matrix.h"

#include "acv/problem.h"

/* --- Values --- */

static guint
cell_hash(gconstpointer pointer)
{
    const AcvMatrixCell *cell = pointer;
    return g_direct_hash(cell->packets) * 31 + (guint) cell->code * 7 + (guint) cell->outcome;
}

static gboolean
cell_equal(gconstpointer a, gconstpointer b)
{
    const AcvMatrixCell *left = a;
    const AcvMatrixCell *right = b;
    return left->outcome == right->outcome && left->code == right->code
           && left->packets == right->packets;
}

/* The number of a value, which is new if no cell has had it. */
static guint32
number_of(AcvMatrix *matrix, const AcvMatrixCell *cell)
{
    guint32 number = GPOINTER_TO_UINT(g_hash_table_lookup(matrix->known, cell));
    if (number == 0) {
        number = matrix->values->len;
        AcvMatrixCell *key = acv_arena_new0(acv_network_arena(matrix->network), AcvMatrixCell, 1);
        *key = *cell;
        g_array_append_val(matrix->values, *cell);
        g_hash_table_insert(matrix->known, key, GUINT_TO_POINTER(number));
    }
    return number;
}

/* --- A cell from an answer --- */

/* What is unknown counts only where the answer depends on it. */
static AcvCode
first_code(const AcvPath *path)
{
    if (!path->reach || acv_packet_set_is_empty(path->asked)) {
        return path->lack ? path->lack->code : path->code;
    }
    bool is_doubtful = !acv_packet_set_is_empty(path->undetermined);
    for (guint i = 0; i < path->reach->blockers->len; i++) {
        const AcvBlocker *blocker = g_ptr_array_index(path->reach->blockers, i);
        if (blocker->verdict == ACV_VERDICT_REFUSED || is_doubtful) {
            return blocker->code;
        }
    }
    return ACV_CODE_NONE;
}

/* Packets without what tells one client from another. */
static const AcvPacketSet *
forget_ends(AcvPacketSpace *space, const AcvPacketSet *packets)
{
    static const AcvField fields[] = { ACV_FIELD_SOURCE, ACV_FIELD_DESTINATION,
                                       ACV_FIELD_SOURCE_PORT };
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        packets = acv_packet_set_forget(space, packets, fields[i]);
    }
    return packets;
}

static AcvMatrixCell
cell_of(const AcvInquiry *inquiry)
{
    AcvPacketSpace *space = acv_network_space(inquiry->network);
    AcvMatrixCell cell = { inquiry->outcome, ACV_CODE_NONE, acv_packet_set_empty(space) };
    for (guint i = 0; i < inquiry->paths->len; i++) {
        const AcvPath *path = g_ptr_array_index(inquiry->paths, i);
        cell.packets = acv_packet_set_union(space, cell.packets, path->reachable);
        if (cell.code == ACV_CODE_NONE && path->outcome != ACV_OUTCOME_REACHABLE) {
            cell.code = first_code(path);
        }
    }
    cell.packets = forget_ends(space, cell.packets);
    return cell;
}

/* The answer for an interface of each class; within a class, for two of it. */
static guint32
ask(AcvMatrix *matrix, const AcvMatrixEnd *source, const AcvMatrixEnd *target)
{
    GPtrArray *targets = target->parties;
    if (source->interfaces && target->interfaces && source->record == target->record) {
        targets = target->others;
    }
    g_autoptr(AcvInquiry) inquiry =
        targets ? acv_inquiry_new_between(matrix->network, &matrix->question, &matrix->ports,
                                          source->parties, targets, NULL)
                : NULL;
    if (!inquiry) {
        return 0;
    }
    AcvMatrixCell cell = cell_of(inquiry);
    return number_of(matrix, &cell);
}

/* --- All cells --- */

static void
fill_row(AcvMatrix *matrix, const AcvMatrixEnd *source)
{
    AcvMatrixRow row = { g_new0(guint32, MAX(matrix->targets->len, 1)) };
    for (guint i = 0; i < matrix->targets->len; i++) {
        row.cells[i] = ask(matrix, source, g_ptr_array_index(matrix->targets, i));
    }
    g_array_append_val(matrix->rows, row);
}

static void
fill(AcvMatrix *matrix, const AcvProgress *progress)
{
    for (guint i = 0; i < matrix->sources->len; i++) {
        fill_row(matrix, g_ptr_array_index(matrix->sources, i));
        if (progress) {
            progress->tell(i + 1, matrix->sources->len, progress->user_data);
        }
    }
}

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
row_clear(gpointer row)
{
    g_free(((AcvMatrixRow *) row)->cells);
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
    matrix->known = g_hash_table_new(cell_hash, cell_equal);
    matrix->rows = g_array_new(FALSE, FALSE, sizeof(AcvMatrixRow));
    g_array_set_clear_func(matrix->rows, row_clear);
    if (!find_ends(matrix, question, error)) {
        return NULL;
    }
    fill(matrix, progress);
    return g_steal_pointer(&matrix);
}

void
acv_matrix_free(AcvMatrix *matrix)
{
    if (matrix) {
        g_array_unref(matrix->rows);
        g_array_unref(matrix->values);
        g_hash_table_unref(matrix->known);
        g_clear_pointer(&matrix->sources, g_ptr_array_unref);
        g_clear_pointer(&matrix->targets, g_ptr_array_unref);
        acv_network_free(matrix->network);
        g_free(matrix);
    }
}

const AcvMatrixCell *
acv_matrix_cell(const AcvMatrix *matrix, guint source, guint target)
{
    guint32 number = g_array_index(matrix->rows, AcvMatrixRow, source).cells[target];
    return number > 0 ? &g_array_index(matrix->values, AcvMatrixCell, number) : NULL;
}

GArray *
acv_matrix_runs(const AcvMatrix *matrix, guint source)
{
    GArray *runs = g_array_new(FALSE, FALSE, sizeof(AcvMatrixRun));
    for (guint i = 0; i < matrix->targets->len; i++) {
        const AcvMatrixCell *cell = acv_matrix_cell(matrix, source, i);
        AcvMatrixRun *last =
            runs->len > 0 ? &g_array_index(runs, AcvMatrixRun, runs->len - 1) : NULL;
        if (last && last->cell == cell) {
            last->last = i;
        } else {
            AcvMatrixRun run = { i, i, cell };
            g_array_append_val(runs, run);
        }
    }
    return runs;
}

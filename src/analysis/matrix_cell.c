#include "analysis/matrix_cell.h"

struct AcvCells {
    AcvMatrix *matrix;
    GHashTable *values;  /* Numbers of values, by value. */
    GHashTable *answers; /* Numbers of cells by keys: GArray of guint32, owned. */
    GArray *key;
};

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

guint32
acv_cells_keep(AcvCells *cells, const AcvMatrixCell *cell)
{
    AcvMatrix *matrix = cells->matrix;
    guint32 number = GPOINTER_TO_UINT(g_hash_table_lookup(cells->values, cell));
    if (number == 0) {
        number = matrix->values->len;
        AcvMatrixCell *key = acv_arena_new0(acv_network_arena(matrix->network), AcvMatrixCell, 1);
        *key = *cell;
        g_array_append_val(matrix->values, *cell);
        g_hash_table_insert(cells->values, key, GUINT_TO_POINTER(number));
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
ask(AcvCells *cells, const AcvMatrixEnd *source, const AcvMatrixEnd *target)
{
    const AcvMatrix *matrix = cells->matrix;
    GPtrArray *targets = acv_share_parties(source, target);
    g_autoptr(AcvInquiry) inquiry =
        targets ? acv_inquiry_new_between(matrix->network, &matrix->question, &matrix->ports,
                                          source->parties, targets, NULL)
                : NULL;
    if (!inquiry) {
        return 0;
    }
    AcvMatrixCell cell = cell_of(inquiry);
    return acv_cells_keep(cells, &cell);
}

/* --- Pairs --- */

bool
acv_cells_is_itself(const AcvCells *cells, guint source, guint target)
{
    const AcvMatrixEnd *from = g_ptr_array_index(cells->matrix->sources, source);
    const AcvMatrixEnd *to = g_ptr_array_index(cells->matrix->targets, target);
    return from->interfaces && to->interfaces && from->record == to->record;
}

guint32
acv_cells_number(AcvCells *cells, guint source, guint target)
{
    AcvMatrix *matrix = cells->matrix;
    const AcvMatrixEnd *from = g_ptr_array_index(matrix->sources, source);
    const AcvMatrixEnd *to = g_ptr_array_index(matrix->targets, target);
    if (acv_cells_is_itself(cells, source, target) && !to->others) {
        return 0;
    }
    if (!acv_share_key(matrix->share, source, target, cells->key)) {
        return ask(cells, from, to);
    }
    gpointer known;
    if (!g_hash_table_lookup_extended(cells->answers, cells->key, NULL, &known)) {
        GArray *key = g_array_copy(cells->key);
        known = GUINT_TO_POINTER(ask(cells, from, to));
        g_hash_table_insert(cells->answers, key, known);
    }
    return GPOINTER_TO_UINT(known);
}

/* --- All --- */

AcvCells *
acv_cells_new(AcvMatrix *matrix)
{
    AcvCells *cells = g_new0(AcvCells, 1);
    cells->matrix = matrix;
    cells->values = g_hash_table_new(cell_hash, cell_equal);
    cells->answers = g_hash_table_new_full(acv_share_key_hash, acv_share_key_equal,
                                           (GDestroyNotify) g_array_unref, NULL);
    cells->key = g_array_new(FALSE, FALSE, sizeof(guint32));
    return cells;
}

void
acv_cells_free(AcvCells *cells)
{
    if (cells) {
        g_hash_table_unref(cells->values);
        g_hash_table_unref(cells->answers);
        g_array_unref(cells->key);
        g_free(cells);
    }
}

#include "analysis/matrix_fill.h"

#include "acv/problem.h"
#include "analysis/matrix_share.h"

/* The cells of a kind of source, which fill as sources of it come: a cell that the first has not in
 * common with the others is left to one that has. */
typedef struct {
    AcvMatrixBase *made;
    GArray *pending; /* guint: targets whose cells are not known. */
} Base;

typedef struct {
    AcvMatrix *matrix;
    AcvShare *share;
    GHashTable *values;  /* Numbers of values, by value. */
    GHashTable *answers; /* Numbers of cells by keys: GArray of guint32, owned. */
    GHashTable *bases;   /* Base by kind of source. */
    GHashTable *columns; /* One more than the target, by the record of a class. */
    GArray *key;
} Filling;

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
number_of(Filling *filling, const AcvMatrixCell *cell)
{
    AcvMatrix *matrix = filling->matrix;
    guint32 number = GPOINTER_TO_UINT(g_hash_table_lookup(filling->values, cell));
    if (number == 0) {
        number = matrix->values->len;
        AcvMatrixCell *key = acv_arena_new0(acv_network_arena(matrix->network), AcvMatrixCell, 1);
        *key = *cell;
        g_array_append_val(matrix->values, *cell);
        g_hash_table_insert(filling->values, key, GUINT_TO_POINTER(number));
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
ask(Filling *filling, const AcvMatrixEnd *source, const AcvMatrixEnd *target)
{
    const AcvMatrix *matrix = filling->matrix;
    GPtrArray *targets = acv_share_parties(source, target);
    g_autoptr(AcvInquiry) inquiry =
        targets ? acv_inquiry_new_between(matrix->network, &matrix->question, &matrix->ports,
                                          source->parties, targets, NULL)
                : NULL;
    if (!inquiry) {
        return 0;
    }
    AcvMatrixCell cell = cell_of(inquiry);
    return number_of(filling, &cell);
}

/* --- Rows --- */

static void
base_free(gpointer pointer)
{
    Base *base = pointer;
    g_array_unref(base->pending);
    g_free(base);
}

static guint32
number_at(Filling *filling, guint source, guint target)
{
    AcvMatrix *matrix = filling->matrix;
    const AcvMatrixEnd *from = g_ptr_array_index(matrix->sources, source);
    const AcvMatrixEnd *to = g_ptr_array_index(matrix->targets, target);
    bool is_itself = from->interfaces && to->interfaces && from->record == to->record;
    if (is_itself && !to->others) {
        return 0;
    }
    if (!acv_share_key(filling->share, source, target, filling->key)) {
        return ask(filling, from, to);
    }
    gpointer known;
    if (!g_hash_table_lookup_extended(filling->answers, filling->key, NULL, &known)) {
        GArray *key = g_array_copy(filling->key);
        known = GUINT_TO_POINTER(ask(filling, from, to));
        g_hash_table_insert(filling->answers, key, known);
    }
    return GPOINTER_TO_UINT(known);
}

/* The targets of which 'source' says what others of its kind do not: elements guint, ascending. */
static GArray *
own_targets(Filling *filling, guint source)
{
    const AcvMatrixEnd *end = g_ptr_array_index(filling->matrix->sources, source);
    GArray *targets = acv_share_admits(filling->share, source);
    guint own = GPOINTER_TO_UINT(g_hash_table_lookup(filling->columns, end->record));
    guint at = 0;
    while (own > 0 && at < targets->len && g_array_index(targets, guint, at) < own - 1) {
        at++;
    }
    if (own > 0 && (at == targets->len || g_array_index(targets, guint, at) != own - 1)) {
        own--;
        g_array_insert_val(targets, at, own);
    }
    return targets;
}

static Base *
base_of(Filling *filling, guint32 kind)
{
    Base *base = kind > 0 ? g_hash_table_lookup(filling->bases, GUINT_TO_POINTER(kind)) : NULL;
    if (base) {
        return base;
    }
    guint n = filling->matrix->targets->len;
    AcvMatrixBase *made = g_new0(AcvMatrixBase, 1);
    made->cells = g_new0(guint32, MAX(n, 1));
    g_ptr_array_add(filling->matrix->bases, made);
    base = g_new0(Base, 1);
    base->made = made;
    base->pending = g_array_sized_new(FALSE, FALSE, sizeof(guint), n);
    for (guint i = 0; i < n; i++) {
        g_array_append_val(base->pending, i);
    }
    /* A source without others of its kind is found by nobody else. */
    g_hash_table_insert(filling->bases, kind > 0 ? GUINT_TO_POINTER(kind) : (gpointer) made, base);
    return base;
}

/* The number of the cell, which targets of one kind have in common. */
static guint32
number_of_kind(Filling *filling, GHashTable *alike, guint source, guint target)
{
    gpointer kind = GUINT_TO_POINTER(acv_share_target_kind(filling->share, target));
    bool is_settled = acv_share_is_settled(filling->share, source);
    gpointer known = kind && is_settled ? g_hash_table_lookup(alike, kind) : NULL;
    if (!known) {
        known = GUINT_TO_POINTER(number_at(filling, source, target));
        g_hash_table_insert(alike, kind, known);
    }
    return GPOINTER_TO_UINT(known);
}

/* Fills what is pending but for 'own'. */
static void
fill_base(Filling *filling, Base *base, guint source, const GArray *own)
{
    guint at = 0;
    guint kept = 0;
    g_autoptr(GHashTable) alike = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < base->pending->len; i++) {
        guint target = g_array_index(base->pending, guint, i);
        while (at < own->len && g_array_index(own, guint, at) < target) {
            at++;
        }
        if (at < own->len && g_array_index(own, guint, at) == target) {
            g_array_index(base->pending, guint, kept++) = target;
        } else {
            base->made->cells[target] = number_of_kind(filling, alike, source, target);
        }
    }
    g_array_set_size(base->pending, kept);
}

static void
fill_row(Filling *filling, guint source)
{
    guint32 kind = acv_share_kind(filling->share, source);
    g_autoptr(GArray) own = acv_share_is_settled(filling->share, source)
                                ? own_targets(filling, source)
                                : g_array_new(FALSE, FALSE, sizeof(guint));
    Base *base = base_of(filling, kind);
    fill_base(filling, base, source, own);
    AcvMatrixRow row = { base->made, g_new(AcvMatrixException, MAX(own->len, 1)), own->len };
    for (guint i = 0; i < own->len; i++) {
        guint target = g_array_index(own, guint, i);
        row.exceptions[i] = (AcvMatrixException){ target, number_at(filling, source, target) };
    }
    g_array_append_val(filling->matrix->rows, row);
}

static GHashTable *
columns_of(const AcvMatrix *matrix)
{
    GHashTable *columns = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < matrix->targets->len; i++) {
        const AcvMatrixEnd *end = g_ptr_array_index(matrix->targets, i);
        if (end->interfaces) {
            g_hash_table_insert(columns, (gpointer) end->record, GUINT_TO_POINTER(i + 1));
        }
    }
    return columns;
}

void
acv_matrix_fill(AcvMatrix *matrix, const AcvProgress *progress)
{
    matrix->share = acv_share_new(matrix->network, &matrix->question, &matrix->ports,
                                  matrix->sources, matrix->targets);
    g_autoptr(GHashTable) values = g_hash_table_new(cell_hash, cell_equal);
    g_autoptr(GHashTable) answers = g_hash_table_new_full(acv_share_key_hash, acv_share_key_equal,
                                                          (GDestroyNotify) g_array_unref, NULL);
    g_autoptr(GHashTable) bases = g_hash_table_new_full(NULL, NULL, NULL, base_free);
    g_autoptr(GHashTable) columns = columns_of(matrix);
    g_autoptr(GArray) key = g_array_new(FALSE, FALSE, sizeof(guint32));
    Filling filling = { matrix, matrix->share, values, answers, bases, columns, key };
    for (guint i = 0; i < matrix->sources->len; i++) {
        fill_row(&filling, i);
        if (progress) {
            progress->tell(i + 1, matrix->sources->len, progress->user_data);
        }
    }
}

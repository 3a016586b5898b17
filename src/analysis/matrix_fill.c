#include "analysis/matrix_fill.h"

#include "analysis/matrix_cell.h"
#include "analysis/matrix_share.h"

#include <string.h>

/* A cell that is not known yet. */
#define UNKNOWN G_MAXUINT32

/* The cells of targets of one kind. */
typedef struct {
    guint32 stranger; /* Of sources that they have no rule for. */
    guint32 member;   /* Of the last that they had a rule for, */
    guint32 members;  /* and what that was. */
} Kind;

/* The cells of a kind of source, which fill as sources of it come: a cell that the first has not in
 * common with the others is left to one that has. */
typedef struct {
    AcvMatrixBase *made;
    guint index;     /* Of 'made' among the bases. */
    GArray *pending; /* guint: targets whose cells are not known, ascending; NULL: all. */
    Kind *kinds;     /* By the kind of target. */
} Base;

/* What decides of the cell of a source that the target may have rules for. */
typedef struct {
    guint base;
    guint32 target_kind;
    guint32 members; /* As of AcvAdmit. */
} Relation;

/* What decides where a row differs from its base. */
typedef struct {
    guint base;
    guint groups;
} Carriers;

typedef struct {
    AcvMatrix *matrix;
    AcvShare *share;
    AcvCells *cells;
    GHashTable *bases;     /* Base by kind of source. */
    GHashTable *columns;   /* One more than the target, by the record of a class. */
    GHashTable *relations; /* Numbers of cells by Relation. */
    GHashTable *carriers;  /* AcvMatrixExceptions by Carriers. */
} Filling;

/* --- Bases --- */

static void
base_clear(gpointer pointer)
{
    g_clear_pointer(&((Base *) pointer)->pending, g_array_unref);
}

static Base *
base_new(AcvMatrix *matrix)
{
    guint n_kinds = acv_share_n_target_kinds(matrix->share);
    Base *base = acv_arena_new0(matrix->memory, Base, 1);
    base->made = g_new0(AcvMatrixBase, 1);
    base->made->cells = acv_arena_new0(matrix->memory, guint32, matrix->targets->len);
    base->index = matrix->bases->len;
    base->kinds = acv_arena_new0(matrix->memory, Kind, n_kinds);
    for (guint i = 0; i < n_kinds; i++) {
        base->kinds[i] = (Kind){ UNKNOWN, UNKNOWN, 0 };
    }
    g_ptr_array_add(matrix->bases, base->made);
    return base;
}

static Base *
base_of(Filling *filling, guint source)
{
    gpointer kind = GUINT_TO_POINTER(acv_share_kind(filling->share, source));
    Base *base = kind ? g_hash_table_lookup(filling->bases, kind) : NULL;
    if (!base) {
        base = base_new(filling->matrix);
        /* A source without others of its kind is found by nobody else. */
        g_hash_table_insert(filling->bases, kind ? kind : (gpointer) base, base);
    }
    return base;
}

/* The cell of a source that 'target' has no rule for. */
static guint32
number_of_stranger(Filling *filling, Base *base, guint source, guint target)
{
    guint32 kind = acv_share_target_kind(filling->share, target);
    if (kind == 0 || !acv_share_is_settled(filling->share, source)) {
        return acv_cells_number(filling->cells, source, target);
    }
    guint32 *number = &base->kinds[kind].stranger;
    if (*number == UNKNOWN) {
        *number = acv_cells_number(filling->cells, source, target);
    }
    return *number;
}

/* Fills what is pending but for the exceptions of 'row'. */
static void
fill_base(Filling *filling, Base *base, guint source, const AcvMatrixRow *row)
{
    static const AcvMatrixExceptions none = { NULL, 0 };
    const AcvMatrixExceptions *exceptions = row->exceptions ? row->exceptions : &none;
    GArray *kept = g_array_new(FALSE, FALSE, sizeof(guint));
    guint n = base->pending ? base->pending->len : filling->matrix->targets->len;
    guint at = 0;
    for (guint i = 0; i < n; i++) {
        guint target = base->pending ? g_array_index(base->pending, guint, i) : i;
        while (at < exceptions->n && exceptions->items[at].target < target) {
            at++;
        }
        bool is_exception = at < exceptions->n && exceptions->items[at].target == target;
        if (is_exception || target == row->own.target) {
            g_array_append_val(kept, target);
        } else {
            base->made->cells[target] = number_of_stranger(filling, base, source, target);
        }
    }
    base_clear(base);
    base->pending = kept;
}

/* --- Where a row differs from its base --- */

static guint
relation_hash(gconstpointer pointer)
{
    const Relation *relation = pointer;
    guint64 mixed = (((guint64) relation->base << 32) ^ relation->members) + relation->target_kind;
    return (guint) ((mixed * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15)) >> 32);
}

static gboolean
relation_equal(gconstpointer a, gconstpointer b)
{
    return memcmp(a, b, sizeof(Relation)) == 0;
}

static guint
carriers_hash(gconstpointer pointer)
{
    const Carriers *carriers = pointer;
    return carriers->base * 16777619U ^ carriers->groups;
}

static gboolean
carriers_equal(gconstpointer a, gconstpointer b)
{
    return memcmp(a, b, sizeof(Carriers)) == 0;
}

static guint32
find_relation(Filling *filling, const Base *base, guint source, const AcvAdmit *admit)
{
    Relation relation = { base->index, acv_share_target_kind(filling->share, admit->target),
                          admit->members };
    gpointer known;
    if (!g_hash_table_lookup_extended(filling->relations, &relation, NULL, &known)) {
        known = GUINT_TO_POINTER(acv_cells_number(filling->cells, source, admit->target));
        g_hash_table_insert(filling->relations, g_memdup2(&relation, sizeof relation), known);
    }
    return GPOINTER_TO_UINT(known);
}

/* The cell of a source that the target may have rules for. */
static guint32
number_of_member(Filling *filling, Base *base, guint source, const AcvAdmit *admit)
{
    guint32 kind = acv_share_target_kind(filling->share, admit->target);
    if (kind == 0 || admit->members == ACV_MEMBERS_NOT_TOLD) {
        return acv_cells_number(filling->cells, source, admit->target);
    }
    Kind *last = &base->kinds[kind];
    if (last->members != admit->members) {
        last->member = find_relation(filling, base, source, admit);
        last->members = admit->members;
    }
    return last->member;
}

/* The exceptions of all sources at once that are of one kind and carry the same groups: those of
 * acv_share_admits(), in their order. */
static AcvMatrixExceptions *
exceptions_of(Filling *filling, const Base *base, guint source, const GArray *admits)
{
    AcvMatrix *matrix = filling->matrix;
    Carriers carriers = { base->index, acv_share_groups(filling->share, source) };
    AcvMatrixExceptions *exceptions = g_hash_table_lookup(filling->carriers, &carriers);
    if (!exceptions) {
        exceptions = acv_arena_new0(matrix->memory, AcvMatrixExceptions, 1);
        exceptions->n = admits->len;
        exceptions->items = acv_arena_new0(matrix->memory, AcvMatrixException, admits->len);
        for (guint i = 0; i < admits->len; i++) {
            exceptions->items[i] =
                (AcvMatrixException){ g_array_index(admits, AcvAdmit, i).target, UNKNOWN };
        }
        g_ptr_array_add(matrix->lists, exceptions);
        g_hash_table_insert(filling->carriers, g_memdup2(&carriers, sizeof carriers), exceptions);
    }
    return exceptions;
}

/* Makes known what a source can tell: all but the cell of its own column, which is not that of
 * others. */
static void
complete(Filling *filling, Base *base, guint source, guint own, const AcvMatrixExceptions *list)
{
    const GArray *admits = acv_share_admits(filling->share, source);
    for (guint i = 0; i < list->n; i++) {
        AcvMatrixException *exception = &list->items[i];
        if (exception->number == UNKNOWN && exception->target != own) {
            exception->number =
                number_of_member(filling, base, source, &g_array_index(admits, AcvAdmit, i));
        }
    }
}

static AcvMatrixRow
row_of(Filling *filling, Base *base, guint source)
{
    AcvMatrixRow row = { base->made, NULL, { ACV_MATRIX_NO_TARGET, 0 } };
    const AcvMatrixEnd *end = g_ptr_array_index(filling->matrix->sources, source);
    guint own = GPOINTER_TO_UINT(g_hash_table_lookup(filling->columns, end->record));
    if (!acv_share_is_settled(filling->share, source)) {
        return row;
    }
    if (own > 0) {
        row.own =
            (AcvMatrixException){ own - 1, acv_cells_number(filling->cells, source, own - 1) };
    }
    const GArray *admits = acv_share_admits(filling->share, source);
    row.exceptions = exceptions_of(filling, base, source, admits);
    complete(filling, base, source, row.own.target, row.exceptions);
    return row;
}

/* --- All --- */

static void
fill_row(Filling *filling, guint source)
{
    Base *base = base_of(filling, source);
    AcvMatrixRow row = row_of(filling, base, source);
    fill_base(filling, base, source, &row);
    g_array_index(filling->matrix->rows, AcvMatrixRow, source) = row;
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
acv_matrix_fill(AcvMatrix *matrix, const AcvFillPlan *plan)
{
    g_autoptr(GHashTable) bases = g_hash_table_new_full(NULL, NULL, NULL, base_clear);
    g_autoptr(GHashTable) columns = columns_of(matrix);
    g_autoptr(GHashTable) relations =
        g_hash_table_new_full(relation_hash, relation_equal, g_free, NULL);
    g_autoptr(GHashTable) carriers =
        g_hash_table_new_full(carriers_hash, carriers_equal, g_free, NULL);
    Filling filling = { matrix, matrix->share, matrix->cells, bases, columns, relations, carriers };
    guint n = matrix->sources->len;
    for (guint i = 0; i < n; i++) {
        guint source = plan->is_backwards ? n - 1 - i : i;
        if (plan->takes(acv_share_place(matrix->share, source), plan->user_data)) {
            fill_row(&filling, source);
            plan->tell(plan->user_data);
        }
    }
}

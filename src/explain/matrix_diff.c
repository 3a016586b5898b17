#include "explain/matrix_diff.h"

#include "base/hash.h"
#include "explain/matrix_cause.h"

const char *
acv_difference_name(AcvDifferenceKind kind)
{
    static const char *const names[] = {
#define ACV_DIFFERENCE_NAME(constant, name) [ACV_DIFFERENCE_##constant] = (name),
        ACV_DIFFERENCES(ACV_DIFFERENCE_NAME)
#undef ACV_DIFFERENCE_NAME
    };
    return names[kind];
}

/* --- Units --- */

static void
unit_free(AcvMatrixUnit *unit)
{
    g_clear_pointer(&unit->interfaces, g_ptr_array_unref);
    g_free(unit->part);
    g_free(unit);
}

/* What names an end in both matrices. */
static char *
end_key(const AcvMatrixEnd *end)
{
    return end->record ? g_strdup_printf("%d %s", (int) end->record->kind, end->record->id)
                       : g_strconcat("- ", end->name, NULL);
}

/* Numbers of the ends of a matrix. */
typedef struct {
    GHashTable *interfaces; /* One more than the number, by the id of each interface of a class. */
    GHashTable *others;     /* The same of other ends, by key. */
} Numbers;

static Numbers *
numbers_new(const GPtrArray *ends)
{
    Numbers *numbers = g_new(Numbers, 1);
    numbers->interfaces = g_hash_table_new(acv_text_hash, g_str_equal);
    numbers->others = g_hash_table_new_full(acv_text_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < ends->len; i++) {
        const AcvMatrixEnd *end = g_ptr_array_index(ends, i);
        for (guint j = 0; end->interfaces && j < end->interfaces->len; j++) {
            const AcvNetworkInterface *interface = g_ptr_array_index(end->interfaces, j);
            g_hash_table_insert(numbers->interfaces, (gpointer) interface->record.id,
                                GUINT_TO_POINTER(i + 1));
        }
        if (!end->interfaces) {
            g_hash_table_insert(numbers->others, end_key(end), GUINT_TO_POINTER(i + 1));
        }
    }
    return numbers;
}

static void
numbers_free(Numbers *numbers)
{
    g_hash_table_unref(numbers->interfaces);
    g_hash_table_unref(numbers->others);
    g_free(numbers);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Numbers, numbers_free)

static int
number_of_interface(const Numbers *numbers, const AcvNetworkInterface *interface)
{
    return (int) GPOINTER_TO_UINT(g_hash_table_lookup(numbers->interfaces, interface->record.id))
           - 1;
}

static int
number_of_other(const Numbers *numbers, const AcvMatrixEnd *end)
{
    g_autofree char *key = end_key(end);
    return (int) GPOINTER_TO_UINT(g_hash_table_lookup(numbers->others, key)) - 1;
}

/* A unit of 'end', of which it is to have no interface yet if it is a class. */
static AcvMatrixUnit *
add_unit(GPtrArray *units, const AcvMatrix *matrix, const AcvMatrixEnd *end)
{
    AcvMatrixUnit *unit = g_new0(AcvMatrixUnit, 1);
    unit->before = ACV_MATRIX_NO_END;
    unit->after = ACV_MATRIX_NO_END;
    unit->matrix = matrix;
    unit->end = end;
    unit->interfaces = end->interfaces ? g_ptr_array_new() : NULL;
    g_ptr_array_add(units, unit);
    return unit;
}

/* Of a part of a class, an end that is called like one. */
static void
name_part(AcvMatrixUnit *unit)
{
    if (unit->interfaces && unit->interfaces->len < unit->end->interfaces->len) {
        const AcvNetworkInterface *first = g_ptr_array_index(unit->interfaces, 0);
        unit->part = g_new0(AcvMatrixEnd, 1);
        unit->part->name = first->record.id;
        unit->part->record = &first->record;
        unit->part->interfaces = unit->interfaces;
        unit->end = unit->part;
    }
}

/* Whether an interface of one design is in the other as well, as something else than an end: then
 * it belongs to a resource there, of which the answers are. */
static bool
is_in(const AcvMatrix *matrix, const AcvNetworkInterface *interface)
{
    return acv_snapshot_find(acv_network_snapshot(matrix->network), interface->record.kind,
                             interface->record.id)
           != NULL;
}

/* The interfaces of end 'after' by the classes that they were of. */
static void
add_class(const AcvMatrixDiff *diff, GPtrArray *units, const AcvMatrixEnd *end, int after,
          const Numbers *numbers_before)
{
    g_autoptr(GHashTable) by_before = g_hash_table_new(NULL, NULL);
    guint first = units->len;
    for (guint i = 0; i < end->interfaces->len; i++) {
        gpointer interface = g_ptr_array_index(end->interfaces, i);
        int before = number_of_interface(numbers_before, interface);
        if (before == ACV_MATRIX_NO_END && is_in(diff->before, interface)) {
            continue;
        }
        AcvMatrixUnit *unit = g_hash_table_lookup(by_before, GINT_TO_POINTER(before));
        if (!unit) {
            unit = add_unit(units, diff->after, end);
            unit->before = before;
            unit->after = after;
            g_hash_table_insert(by_before, GINT_TO_POINTER(before), unit);
        }
        g_ptr_array_add(unit->interfaces, interface);
    }
    for (guint i = first; i < units->len; i++) {
        name_part(g_ptr_array_index(units, i));
    }
}

/* What of end 'before' is no longer there. */
static void
add_gone(const AcvMatrixDiff *diff, GPtrArray *units, const AcvMatrixEnd *end, int before,
         const Numbers *numbers_after)
{
    const AcvMatrix *matrix = diff->before;
    AcvMatrixUnit *unit = NULL;
    if (!end->interfaces && number_of_other(numbers_after, end) == ACV_MATRIX_NO_END) {
        unit = add_unit(units, matrix, end);
    }
    for (guint i = 0; end->interfaces && i < end->interfaces->len; i++) {
        gpointer interface = g_ptr_array_index(end->interfaces, i);
        if (number_of_interface(numbers_after, interface) == ACV_MATRIX_NO_END
            && !is_in(diff->after, interface)) {
            unit = unit ? unit : add_unit(units, matrix, end);
            g_ptr_array_add(unit->interfaces, interface);
        }
    }
    if (unit) {
        unit->before = before;
        name_part(unit);
    }
}

static GPtrArray *
units_of(const AcvMatrixDiff *diff, const GPtrArray *before, const GPtrArray *after)
{
    GPtrArray *units = g_ptr_array_new_with_free_func((GDestroyNotify) unit_free);
    g_autoptr(Numbers) numbers_before = numbers_new(before);
    g_autoptr(Numbers) numbers_after = numbers_new(after);
    for (guint i = 0; i < after->len; i++) {
        const AcvMatrixEnd *end = g_ptr_array_index(after, i);
        if (end->interfaces) {
            add_class(diff, units, end, (int) i, numbers_before);
        } else {
            AcvMatrixUnit *unit = add_unit(units, diff->after, end);
            unit->before = number_of_other(numbers_before, end);
            unit->after = (int) i;
        }
    }
    for (guint i = 0; i < before->len; i++) {
        add_gone(diff, units, g_ptr_array_index(before, i), (int) i, numbers_after);
    }
    return units;
}

/* --- Values --- */

/* Numbers of a matrix's values, the same for what is the same in both. */
static guint *
value_ids(const AcvMatrix *matrix, GHashTable *known)
{
    guint *ids = g_new0(guint, matrix->values->len);
    for (guint i = 1; i < matrix->values->len; i++) {
        const AcvMatrixCell *cell = &g_array_index(matrix->values, AcvMatrixCell, i);
        g_autofree char *packets = acv_packet_set_print(cell->packets);
        char *key = g_strdup_printf("%d %s", (int) cell->outcome, packets);
        ids[i] = GPOINTER_TO_UINT(g_hash_table_lookup(known, key));
        if (ids[i] > 0) {
            g_free(key);
            continue;
        }
        ids[i] = g_hash_table_size(known) + 1;
        g_hash_table_insert(known, key, GUINT_TO_POINTER(ids[i]));
    }
    return ids;
}

static guint
id_of(const AcvMatrix *matrix, const guint *ids, const AcvMatrixCell *cell)
{
    return ids[cell - &g_array_index(matrix->values, AcvMatrixCell, 0)];
}

/* --- Differences --- */

static bool
gets_somewhere(AcvOutcome outcome)
{
    return outcome == ACV_OUTCOME_REACHABLE || outcome == ACV_OUTCOME_PARTIAL;
}

static AcvDifferenceKind
kind_of(AcvOutcome before, AcvOutcome after)
{
    if (before != after && after == ACV_OUTCOME_UNDETERMINED) {
        return ACV_DIFFERENCE_OBSCURED;
    }
    if (before != after && before == ACV_OUTCOME_UNDETERMINED) {
        return ACV_DIFFERENCE_RESOLVED;
    }
    if (gets_somewhere(before) == gets_somewhere(after)) {
        return ACV_DIFFERENCE_CHANGED;
    }
    return gets_somewhere(after) ? ACV_DIFFERENCE_GAINED : ACV_DIFFERENCE_LOST;
}

/* What stopped the packets that now get there, or stops those that no longer do. */
static void
find_cause(AcvCauses *causes, AcvDifference *difference)
{
    difference->is_cause_before =
        difference->kind == ACV_DIFFERENCE_GAINED || difference->after->code == ACV_CODE_NONE;
    difference->code =
        difference->is_cause_before ? difference->before->code : difference->after->code;
    if (difference->code != ACV_CODE_NONE) {
        acv_causes_find(causes, difference);
    }
}

/* --- Rows --- */

/* Neighbouring targets that are neighbours in both matrices. */
typedef struct {
    guint first; /* Unit. */
    guint n;
    guint before; /* Of the first unit, its number in each matrix. */
    guint after;
} Stretch;

/* One source in both matrices. */
typedef struct {
    AcvMatrixDiff *diff;
    AcvCauses *causes;
    const guint *ids[2]; /* Of values, before and after. */
    GArray *stretches;   /* Stretch. */
    const AcvMatrixUnit *source;
    guint itself;          /* The target unit that is the source and nothing else, or none. */
    const GArray *runs[2]; /* AcvMatrixRun. */
} Comparing;

static bool
is_in_both(const AcvMatrixUnit *unit)
{
    return unit->before != ACV_MATRIX_NO_END && unit->after != ACV_MATRIX_NO_END;
}

static bool
continues(const Stretch *stretch, guint index, const AcvMatrixUnit *unit)
{
    return stretch->first + stretch->n == index
           && stretch->before + stretch->n == (guint) unit->before
           && stretch->after + stretch->n == (guint) unit->after;
}

static GArray *
stretches_of(const GPtrArray *units)
{
    GArray *stretches = g_array_new(FALSE, FALSE, sizeof(Stretch));
    Stretch *last = NULL;
    for (guint i = 0; i < units->len; i++) {
        const AcvMatrixUnit *unit = g_ptr_array_index(units, i);
        if (last && is_in_both(unit) && continues(last, i, unit)) {
            last->n++;
        } else if (is_in_both(unit)) {
            Stretch stretch = { i, 1, (guint) unit->before, (guint) unit->after };
            g_array_append_val(stretches, stretch);
            last = &g_array_index(stretches, Stretch, stretches->len - 1);
        }
    }
    return stretches;
}

/* The index of the run that holds 'target'. */
static guint
find_run(const GArray *runs, guint target)
{
    guint low = 0;
    guint high = runs->len - 1;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(runs, AcvMatrixRun, middle).last < target) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* 'n' units from 'first' on, all of which have one cell before, and one after. */
static void
compare_cells(Comparing *comparing, guint first, guint n, const AcvMatrixCell *before,
              const AcvMatrixCell *after)
{
    AcvMatrixDiff *diff = comparing->diff;
    if (!before || !after) {
        return;
    }
    bool has_itself = comparing->itself >= first && comparing->itself - first < n;
    diff->n_compared += n - has_itself;
    if (id_of(diff->before, comparing->ids[0], before)
        == id_of(diff->after, comparing->ids[1], after)) {
        return;
    }
    for (guint i = first; i < first + n; i++) {
        AcvDifference difference = { .source = comparing->source,
                                     .target = g_ptr_array_index(diff->targets, i),
                                     .before = before,
                                     .after = after };
        if (i != comparing->itself) {
            difference.kind = kind_of(before->outcome, after->outcome);
            find_cause(comparing->causes, &difference);
            g_array_append_val(diff->differences, difference);
        }
    }
}

/* As far as both rows go on as they are, all of it is compared at once. */
static void
compare_stretch(Comparing *comparing, const Stretch *stretch)
{
    guint before = find_run(comparing->runs[0], stretch->before);
    guint after = find_run(comparing->runs[1], stretch->after);
    for (guint done = 0, n; done < stretch->n; done += n) {
        const AcvMatrixRun *old = &g_array_index(comparing->runs[0], AcvMatrixRun, before);
        const AcvMatrixRun *new = &g_array_index(comparing->runs[1], AcvMatrixRun, after);
        guint left_before = old->last - (stretch->before + done) + 1;
        guint left_after = new->last - (stretch->after + done) + 1;
        n = MIN(MIN(left_before, left_after), stretch->n - done);
        compare_cells(comparing, stretch->first + done, n, old->cell, new->cell);
        before += n == left_before;
        after += n == left_after;
    }
}

/* One more than the number of the unit of interfaces, by the id of the first. */
static GHashTable *
classes_by_id(const GPtrArray *units)
{
    GHashTable *classes = g_hash_table_new(acv_text_hash, g_str_equal);
    for (guint i = 0; i < units->len; i++) {
        const AcvMatrixUnit *unit = g_ptr_array_index(units, i);
        if (unit->interfaces) {
            g_hash_table_insert(classes, (gpointer) unit->end->record->id, GUINT_TO_POINTER(i + 1));
        }
    }
    return classes;
}

/* One interface that is both source and target is asked nothing. */
static guint
find_itself(const AcvMatrixDiff *diff, const AcvMatrixUnit *source, GHashTable *targets)
{
    guint number = source->interfaces
                       ? GPOINTER_TO_UINT(g_hash_table_lookup(targets, source->end->record->id))
                       : 0;
    const AcvMatrixUnit *target = number > 0 ? g_ptr_array_index(diff->targets, number - 1) : NULL;
    bool is_alone = target && (source->interfaces->len == 1 || target->interfaces->len == 1);
    return is_alone ? number - 1 : G_MAXUINT;
}

static void
compare_rows(Comparing *comparing)
{
    const AcvMatrixDiff *diff = comparing->diff;
    g_autoptr(GArray) before = acv_matrix_runs(diff->before, (guint) comparing->source->before);
    g_autoptr(GArray) after = acv_matrix_runs(diff->after, (guint) comparing->source->after);
    comparing->runs[0] = before;
    comparing->runs[1] = after;
    for (guint i = 0; i < comparing->stretches->len; i++) {
        compare_stretch(comparing, &g_array_index(comparing->stretches, Stretch, i));
    }
}

static void
compare(AcvMatrixDiff *diff)
{
    g_autoptr(GHashTable) known = g_hash_table_new_full(acv_text_hash, g_str_equal, g_free, NULL);
    g_autofree guint *before = value_ids(diff->before, known);
    g_autofree guint *after = value_ids(diff->after, known);
    g_autoptr(GArray) stretches = stretches_of(diff->targets);
    g_autoptr(GHashTable) targets = classes_by_id(diff->targets);
    g_autoptr(AcvCauses) causes = acv_causes_new(diff);
    Comparing comparing = {
        .diff = diff, .causes = causes, .ids = { before, after }, .stretches = stretches
    };
    for (guint i = 0; i < diff->sources->len; i++) {
        comparing.source = g_ptr_array_index(diff->sources, i);
        if (is_in_both(comparing.source)) {
            comparing.itself = find_itself(diff, comparing.source, targets);
            compare_rows(&comparing);
        }
    }
}

AcvMatrixDiff *
acv_matrix_diff_new(const AcvMatrix *before, const AcvMatrix *after)
{
    AcvMatrixDiff *diff = g_new0(AcvMatrixDiff, 1);
    diff->before = before;
    diff->after = after;
    diff->sources = units_of(diff, before->sources, after->sources);
    diff->targets = units_of(diff, before->targets, after->targets);
    diff->differences = g_array_new(FALSE, FALSE, sizeof(AcvDifference));
    compare(diff);
    return diff;
}

void
acv_matrix_diff_free(AcvMatrixDiff *diff)
{
    if (diff) {
        g_array_unref(diff->differences);
        g_ptr_array_unref(diff->targets);
        g_ptr_array_unref(diff->sources);
        g_free(diff);
    }
}

static bool
all_in_both(const GPtrArray *units)
{
    for (guint i = 0; i < units->len; i++) {
        const AcvMatrixUnit *unit = g_ptr_array_index(units, i);
        if (unit->before == ACV_MATRIX_NO_END || unit->after == ACV_MATRIX_NO_END) {
            return false;
        }
    }
    return true;
}

bool
acv_matrix_diff_is_empty(const AcvMatrixDiff *diff)
{
    return diff->differences->len == 0 && all_in_both(diff->sources) && all_in_both(diff->targets);
}

#include "explain/matrix_diff.h"

#include "analysis/party_new.h"
#include "explain/answer.h"

/* Answers whose components are looked for: each is asked anew. */
enum { MOST_CAUSES = 2000 };

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

static char *
interface_key(const AcvNetworkInterface *interface)
{
    return g_strconcat("interface ", interface->record.id, NULL);
}

/* One more than the number of the end, by key; of interfaces each has a key. */
static GHashTable *
numbers_of(const GPtrArray *ends)
{
    GHashTable *numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < ends->len; i++) {
        const AcvMatrixEnd *end = g_ptr_array_index(ends, i);
        for (guint j = 0; end->interfaces && j < end->interfaces->len; j++) {
            g_hash_table_insert(numbers, interface_key(g_ptr_array_index(end->interfaces, j)),
                                GUINT_TO_POINTER(i + 1));
        }
        if (!end->interfaces) {
            g_hash_table_insert(numbers, end_key(end), GUINT_TO_POINTER(i + 1));
        }
    }
    return numbers;
}

static int
take_number(GHashTable *numbers, char *key)
{
    int number = (int) GPOINTER_TO_UINT(g_hash_table_lookup(numbers, key)) - 1;
    g_free(key);
    return number;
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
          GHashTable *numbers_before)
{
    g_autoptr(GHashTable) by_before = g_hash_table_new(NULL, NULL);
    guint first = units->len;
    for (guint i = 0; i < end->interfaces->len; i++) {
        gpointer interface = g_ptr_array_index(end->interfaces, i);
        int before = take_number(numbers_before, interface_key(interface));
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
         GHashTable *numbers_after)
{
    const AcvMatrix *matrix = diff->before;
    AcvMatrixUnit *unit = NULL;
    if (!end->interfaces && take_number(numbers_after, end_key(end)) == ACV_MATRIX_NO_END) {
        unit = add_unit(units, matrix, end);
    }
    for (guint i = 0; end->interfaces && i < end->interfaces->len; i++) {
        gpointer interface = g_ptr_array_index(end->interfaces, i);
        if (take_number(numbers_after, interface_key(interface)) == ACV_MATRIX_NO_END
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
    g_autoptr(GHashTable) numbers_before = numbers_of(before);
    g_autoptr(GHashTable) numbers_after = numbers_of(after);
    for (guint i = 0; i < after->len; i++) {
        const AcvMatrixEnd *end = g_ptr_array_index(after, i);
        if (end->interfaces) {
            add_class(diff, units, end, (int) i, numbers_before);
        } else {
            AcvMatrixUnit *unit = add_unit(units, diff->after, end);
            unit->before = take_number(numbers_before, end_key(end));
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

/* A list of the interface of a unit to ask for, or of the end itself. */
static GPtrArray *
parties_of(const AcvMatrix *matrix, const AcvMatrixUnit *unit, int number, AcvRole role,
           guint index)
{
    const GPtrArray *ends = role == ACV_ROLE_SOURCE ? matrix->sources : matrix->targets;
    const AcvMatrixEnd *end = g_ptr_array_index(ends, (guint) number);
    if (!unit->interfaces) {
        return g_ptr_array_ref(end->parties);
    }
    const AcvRecord *shown =
        g_ptr_array_index(unit->interfaces, MIN(index, unit->interfaces->len - 1));
    const AcvRecord *record =
        acv_snapshot_find(acv_network_snapshot(matrix->network), shown->kind, shown->id);
    GPtrArray *parties = acv_parties_new();
    g_ptr_array_add(parties, acv_party_of_record(matrix->network, record, role));
    return parties;
}

static bool
is_same_interface(const AcvMatrixUnit *source, const AcvMatrixUnit *target)
{
    return source->interfaces && target->interfaces
           && g_str_equal(source->end->record->id, target->end->record->id);
}

/* The first component that is blamed for the code of a difference. */
static const AcvRecord *
find_component(const AcvMatrixDiff *diff, const AcvDifference *difference)
{
    const AcvMatrix *matrix = difference->is_cause_before ? diff->before : diff->after;
    const AcvMatrixUnit *source = difference->source;
    const AcvMatrixUnit *target = difference->target;
    int from = difference->is_cause_before ? source->before : source->after;
    int to = difference->is_cause_before ? target->before : target->after;
    guint other = is_same_interface(source, target) ? 1 : 0;
    g_autoptr(GPtrArray) sources = parties_of(matrix, source, from, ACV_ROLE_SOURCE, 0);
    g_autoptr(GPtrArray) targets = parties_of(matrix, target, to, ACV_ROLE_TARGET, other);
    AcvInquiry *inquiry = acv_inquiry_new_between(matrix->network, &matrix->question,
                                                  &matrix->ports, sources, targets, NULL);
    g_autoptr(AcvAnswer) answer = inquiry ? acv_answer_new_take(inquiry) : NULL;
    for (guint i = 0; answer && i < answer->explanations->len; i++) {
        const AcvExplanation *explanation = &g_array_index(answer->explanations, AcvExplanation, i);
        if (explanation->code == difference->code) {
            return explanation->component;
        }
    }
    return NULL;
}

/* What stopped the packets that now get there, or stops those that no longer do. */
static void
find_cause(const AcvMatrixDiff *diff, AcvDifference *difference)
{
    difference->is_cause_before =
        difference->kind == ACV_DIFFERENCE_GAINED || difference->after->code == ACV_CODE_NONE;
    difference->code =
        difference->is_cause_before ? difference->before->code : difference->after->code;
    if (difference->code != ACV_CODE_NONE && diff->differences->len < MOST_CAUSES) {
        difference->component = find_component(diff, difference);
    }
}

static void
compare_cells(AcvMatrixDiff *diff, const guint *const *ids, const AcvMatrixUnit *source,
              const AcvMatrixUnit *target)
{
    bool is_alone = is_same_interface(source, target)
                    && (source->interfaces->len == 1 || target->interfaces->len == 1);
    if (is_alone || target->before == ACV_MATRIX_NO_END || target->after == ACV_MATRIX_NO_END) {
        return;
    }
    AcvDifference difference = { .source = source, .target = target };
    difference.before =
        acv_matrix_cell(diff->before, (guint) source->before, (guint) target->before);
    difference.after = acv_matrix_cell(diff->after, (guint) source->after, (guint) target->after);
    if (!difference.before || !difference.after) {
        return;
    }
    diff->n_compared++;
    if (id_of(diff->before, ids[0], difference.before)
        != id_of(diff->after, ids[1], difference.after)) {
        difference.kind = kind_of(difference.before->outcome, difference.after->outcome);
        find_cause(diff, &difference);
        g_array_append_val(diff->differences, difference);
    }
}

static void
compare(AcvMatrixDiff *diff)
{
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree guint *before = value_ids(diff->before, known);
    g_autofree guint *after = value_ids(diff->after, known);
    const guint *const ids[] = { before, after };
    for (guint i = 0; i < diff->sources->len; i++) {
        const AcvMatrixUnit *source = g_ptr_array_index(diff->sources, i);
        bool is_in_both = source->before != ACV_MATRIX_NO_END && source->after != ACV_MATRIX_NO_END;
        for (guint j = 0; is_in_both && j < diff->targets->len; j++) {
            compare_cells(diff, ids, source, g_ptr_array_index(diff->targets, j));
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

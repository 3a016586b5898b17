/* What differs between two designs, as JSON. As in a matrix, a source names few changes and many
 * targets, so it lists its changes, each with the numbers of its targets as ranges. */
#include "acv/render.h"

#include "base/digits.h"
#include "explain/matrix_diff.h"
#include "render/matrix_json.h"

enum { SCHEMA_VERSION = 2 };

static void
write_cell(AcvJsonWriter *writer, const char *key, const AcvMatrix *matrix,
           const AcvMatrixCell *cell)
{
    acv_json_key(writer, key);
    acv_json_begin_object(writer);
    acv_json_matrix_cell(writer, matrix, cell);
    acv_json_end_object(writer);
}

static void
write_cause(AcvJsonWriter *writer, const AcvDifference *difference)
{
    if (difference->code == ACV_CODE_NONE) {
        return;
    }
    const AcvRecord *component = difference->component;
    acv_json_key(writer, "Cause");
    acv_json_begin_object(writer);
    acv_json_member_string(writer, "When", difference->is_cause_before ? "before" : "after");
    acv_json_member_string(writer, "Code", acv_code_name(difference->code));
    acv_json_member_string(writer, "ComponentKind",
                           component ? acv_kind_noun(component->kind) : NULL);
    acv_json_member_string(writer, "ComponentId", component ? component->id : NULL);
    acv_json_end_object(writer);
}

/* --- Differences --- */

/* What a source has in common with several targets. */
typedef struct {
    AcvDifference like; /* Of any of them. */
    GString *targets;   /* Their numbers, as ranges. */
    guint first;        /* The last of the ranges. */
    guint last;
} Change;

static guint
difference_hash(gconstpointer pointer)
{
    const AcvDifference *difference = pointer;
    return (g_direct_hash(difference->before) * 31 + g_direct_hash(difference->after)) * 31
           + g_direct_hash(difference->component);
}

static gboolean
difference_equal(gconstpointer a, gconstpointer b)
{
    const AcvDifference *left = a;
    const AcvDifference *right = b;
    return left->before == right->before && left->after == right->after
           && left->component == right->component && left->code == right->code
           && left->is_cause_before == right->is_cause_before;
}

static void
change_free(gpointer pointer)
{
    Change *change = pointer;
    g_string_free(change->targets, TRUE);
    g_free(change);
}

static void
end_range(Change *change)
{
    if (change->targets->len > 0) {
        g_string_append_c(change->targets, ',');
    }
    acv_digits_append(change->targets, change->first);
    if (change->last > change->first) {
        g_string_append_c(change->targets, '-');
        acv_digits_append(change->targets, change->last);
    }
}

static void
add_target(GPtrArray *changes, GHashTable *by_difference, const AcvDifference *difference,
           guint target)
{
    Change *change = g_hash_table_lookup(by_difference, difference);
    if (!change) {
        change = g_new0(Change, 1);
        change->like = *difference;
        change->targets = g_string_new(NULL);
        change->first = change->last = target;
        g_ptr_array_add(changes, change);
        g_hash_table_insert(by_difference, &change->like, change);
    } else if (target == change->last + 1) {
        change->last = target;
    } else {
        end_range(change);
        change->first = change->last = target;
    }
}

static void
write_change(AcvJsonWriter *writer, const AcvMatrixDiff *diff, Change *change)
{
    const AcvDifference *like = &change->like;
    end_range(change);
    acv_json_begin_object(writer);
    acv_json_member_string(writer, "Became", acv_difference_name(like->kind));
    write_cell(writer, "Before", diff->before, like->before);
    write_cell(writer, "After", diff->after, like->after);
    write_cause(writer, like);
    acv_json_member_string(writer, "Targets", change->targets->str);
    acv_json_end_object(writer);
}

/* Writes the differences of one source, which begin at 'first'; returns the end of them. */
static guint
write_source(AcvJsonWriter *writer, const AcvMatrixDiff *diff, guint first, GHashTable *numbers)
{
    g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func(change_free);
    g_autoptr(GHashTable) by_difference = g_hash_table_new(difference_hash, difference_equal);
    const AcvMatrixUnit *source = g_array_index(diff->differences, AcvDifference, first).source;
    guint i = first;
    for (; i < diff->differences->len; i++) {
        const AcvDifference *difference = &g_array_index(diff->differences, AcvDifference, i);
        if (difference->source != source) {
            break;
        }
        add_target(changes, by_difference, difference,
                   GPOINTER_TO_UINT(g_hash_table_lookup(numbers, difference->target)));
    }
    acv_json_begin_object(writer);
    acv_json_key(writer, "Source");
    acv_json_begin_object(writer);
    acv_json_matrix_end(writer, source->matrix, source->end);
    acv_json_end_object(writer);
    acv_json_key(writer, "Changes");
    acv_json_begin_array(writer);
    for (guint j = 0; j < changes->len; j++) {
        write_change(writer, diff, g_ptr_array_index(changes, j));
    }
    acv_json_end_array(writer);
    acv_json_end_object(writer);
    return i;
}

/* Writes the targets of differences; returns their numbers, by unit. */
static GHashTable *
write_targets(AcvJsonWriter *writer, const AcvMatrixDiff *diff)
{
    GHashTable *numbers = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < diff->differences->len; i++) {
        const AcvMatrixUnit *target = g_array_index(diff->differences, AcvDifference, i).target;
        g_hash_table_insert(numbers, (gpointer) target, NULL);
    }
    acv_json_key(writer, "Targets");
    acv_json_begin_array(writer);
    for (guint i = 0; i < diff->targets->len; i++) {
        const AcvMatrixUnit *unit = g_ptr_array_index(diff->targets, i);
        if (g_hash_table_contains(numbers, unit)) {
            g_hash_table_insert(numbers, (gpointer) unit, GUINT_TO_POINTER(i));
            acv_json_begin_object(writer);
            acv_json_member_int(writer, "Number", i);
            acv_json_matrix_end(writer, unit->matrix, unit->end);
            acv_json_end_object(writer);
        }
    }
    acv_json_end_array(writer);
    return numbers;
}

static void
write_differences(AcvJsonWriter *writer, const AcvMatrixDiff *diff)
{
    g_autoptr(GHashTable) numbers = write_targets(writer, diff);
    acv_json_key(writer, "Differences");
    acv_json_begin_array(writer);
    for (guint i = 0; i < diff->differences->len;) {
        i = write_source(writer, diff, i, numbers);
    }
    acv_json_end_array(writer);
}

/* Units that are in one design only: new ones, or those that are gone. */
static void
write_only(AcvJsonWriter *writer, const char *key, const GPtrArray *units, bool is_new)
{
    acv_json_key(writer, key);
    acv_json_begin_array(writer);
    for (guint i = 0; i < units->len; i++) {
        const AcvMatrixUnit *unit = g_ptr_array_index(units, i);
        if ((is_new ? unit->before : unit->after) == ACV_MATRIX_NO_END) {
            acv_json_begin_object(writer);
            acv_json_matrix_end(writer, unit->matrix, unit->end);
            acv_json_end_object(writer);
        }
    }
    acv_json_end_array(writer);
}

void
acv_render_diff_json(GString *out, const AcvMatrixDiff *diff)
{
    AcvJsonWriter writer = acv_json_writer(out);
    acv_json_begin_object(&writer);
    acv_json_member_int(&writer, "SchemaVersion", SCHEMA_VERSION);
    acv_json_member_bool(&writer, "Same", acv_matrix_diff_is_empty(diff));
    acv_json_member_int(&writer, "AnswersCompared", (int64_t) diff->n_compared);
    write_differences(&writer, diff);
    write_only(&writer, "NewSources", diff->sources, true);
    write_only(&writer, "GoneSources", diff->sources, false);
    write_only(&writer, "NewTargets", diff->targets, true);
    write_only(&writer, "GoneTargets", diff->targets, false);
    acv_json_end_object(&writer);
    g_string_append_c(out, '\n');
}

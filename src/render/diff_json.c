/* What differs between two designs, as JSON. */
#include "acv/render.h"

#include "explain/matrix_diff.h"
#include "render/matrix_json.h"

enum { SCHEMA_VERSION = 1 };

static void
write_unit(AcvJsonWriter *writer, const char *key, const AcvMatrixUnit *unit)
{
    acv_json_key(writer, key);
    acv_json_begin_object(writer);
    acv_json_matrix_end(writer, unit->matrix, unit->end);
    acv_json_end_object(writer);
}

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

static void
write_difference(AcvJsonWriter *writer, const AcvMatrixDiff *diff, const AcvDifference *difference)
{
    acv_json_begin_object(writer);
    acv_json_member_string(writer, "Became", acv_difference_name(difference->kind));
    write_unit(writer, "Source", difference->source);
    write_unit(writer, "Target", difference->target);
    write_cell(writer, "Before", diff->before, difference->before);
    write_cell(writer, "After", diff->after, difference->after);
    write_cause(writer, difference);
    acv_json_end_object(writer);
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
    acv_json_key(&writer, "Differences");
    acv_json_begin_array(&writer);
    for (guint i = 0; i < diff->differences->len; i++) {
        write_difference(&writer, diff, &g_array_index(diff->differences, AcvDifference, i));
    }
    acv_json_end_array(&writer);
    write_only(&writer, "NewSources", diff->sources, true);
    write_only(&writer, "GoneSources", diff->sources, false);
    write_only(&writer, "NewTargets", diff->targets, true);
    write_only(&writer, "GoneTargets", diff->targets, false);
    acv_json_end_object(&writer);
    g_string_append_c(out, '\n');
}

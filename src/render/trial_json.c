/* An answer after changes as JSON: the answer, and besides it what was before and what changed. */
#include "acv/render.h"
#include "render/answer_json.h"

static const char *
effect_name(AcvEffectType type)
{
    static const char *const names[] = {
        [ACV_EFFECT_ADDED] = "added",
        [ACV_EFFECT_CHANGED] = "changed",
        [ACV_EFFECT_REMOVED] = "removed",
    };
    return names[type];
}

static void
write_effects(AcvJsonWriter *writer, const AcvTrial *trial, size_t index)
{
    size_t n;
    const AcvEffect *effects = acv_what_if_effects(trial->what_if, index, &n);
    acv_json_key(writer, "Effects");
    acv_json_begin_array(writer);
    for (size_t i = 0; i < n; i++) {
        acv_json_begin_object(writer);
        acv_json_member_string(writer, "Type", effect_name(effects[i].type));
        acv_json_member_string(writer, "Key", acv_kind_key(effects[i].kind));
        acv_json_member_string(writer, "Id", effects[i].id);
        acv_json_end_object(writer);
    }
    acv_json_end_array(writer);
}

static void
write_changes(AcvJsonWriter *writer, const AcvTrial *trial)
{
    acv_json_key(writer, "Changes");
    acv_json_begin_array(writer);
    for (size_t i = 0; trial->what_if && i < acv_changes_n(trial->changes); i++) {
        const AcvChange *change = acv_changes_get(trial->changes, i);
        g_autofree char *command = change->command ? acv_aws_command_print(change->command) : NULL;
        acv_json_begin_object(writer);
        acv_json_member_string(writer, "Command", command);
        acv_json_member_string(writer, "Fragment", change->fragment);
        write_effects(writer, trial, i);
        acv_json_end_object(writer);
    }
    for (const char *const *zone = trial->lost_zones; zone && *zone; zone++) {
        acv_json_begin_object(writer);
        acv_json_member_string(writer, "LostZone", *zone);
        acv_json_end_object(writer);
    }
    acv_json_end_array(writer);
}

void
acv_render_trial_json(GString *out, const AcvTrial *trial)
{
    AcvJsonWriter writer = acv_json_writer(out);
    acv_json_begin_object(&writer);
    acv_json_members_of_answer(&writer, trial->after);
    acv_json_member_verification(&writer, trial->after);
    acv_json_key(&writer, "Before");
    if (trial->before) {
        acv_json_begin_object(&writer);
        acv_json_members_of_answer(&writer, trial->before);
        acv_json_end_object(&writer);
    } else {
        acv_json_null(&writer);
    }
    write_changes(&writer, trial);
    acv_json_end_object(&writer);
}

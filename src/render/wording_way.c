#include "render/wording_way.h"

#include "render/wording_names.h"

static void
word_translation(GString *out, const AcvWords *words, const AcvWaypoint *waypoint)
{
    bool is_reply = waypoint->step->is_reply;
    AcvField field = waypoint->hop->kind == ACV_HOP_INTERNET_GATEWAY_INGRESS
                         ? (is_reply ? ACV_FIELD_SOURCE : ACV_FIELD_DESTINATION)
                         : (is_reply ? ACV_FIELD_DESTINATION : ACV_FIELD_SOURCE);
    g_autoptr(AcvAddressSet) before = acv_packet_set_addresses(waypoint->in, field);
    g_autoptr(AcvAddressSet) after = acv_packet_set_addresses(waypoint->out, field);
    if (acv_address_set_equals(before, after)) {
        g_string_append(out, "passes");
        return;
    }
    g_string_append(out, "translates ");
    acv_word_addresses(out, words, before, 1);
    g_string_append(out, " to ");
    acv_word_addresses(out, words, after, 1);
}

bool
acv_waypoint_is_name(const AcvWaypoint *waypoint)
{
    return waypoint->step && waypoint->step->kind == ACV_STEP_STAGE
           && waypoint->step->stage->kind == ACV_STAGE_NAME;
}

void
acv_word_waypoint(GString *out, const AcvWords *words, const AcvWaypoint *waypoint)
{
    const AcvStep *step = waypoint->step;
    if (!step) {
        g_string_append(out, "sends");
        return;
    }
    switch (step->kind) {
    case ACV_STEP_ARRIVAL:
        if (acv_hop_is_frontier(step->hop)) {
            g_string_append(out, "how the way goes on is not known");
            return;
        }
        g_string_append(out, step->is_reply ? "gets the reply" : "receives");
        return;
    case ACV_STEP_TRANSLATE:
        word_translation(out, words, waypoint);
        return;
    case ACV_STEP_STAGE:
        if (step->stage->kind == ACV_STAGE_NAME) {
            acv_word_naming(out, words, step->hop->naming);
            return;
        }
        if (step->is_reply && step->stage->stateful) {
            g_string_append(out, "lets replies pass");
            return;
        }
        break;
    case ACV_STEP_ROUTE:
        break;
    }
    if (waypoint->rule) {
        acv_word_rule(out, words, waypoint->rule);
    }
}

const char *
acv_hop_direction(const AcvWaypoint *waypoint)
{
    static const char *const marks[] = {
        [ACV_DIRECTION_NONE] = "   ",
        [ACV_DIRECTION_INGRESS] = "in ",
        [ACV_DIRECTION_EGRESS] = "out",
    };
    bool has_stage = waypoint->step && waypoint->step->kind == ACV_STEP_STAGE;
    return marks[has_stage ? waypoint->step->stage->direction : ACV_DIRECTION_NONE];
}

const char *
acv_hop_name(const AcvWaypoint *waypoint)
{
    return waypoint->component ? waypoint->component->id : "internet";
}

void
acv_word_passage(GString *out, const AcvWords *words, const AcvWaypoint *waypoint)
{
    const char *title = waypoint->component ? acv_record_title(waypoint->component) : NULL;
    if (title && !g_str_equal(title, waypoint->component->id) && !acv_waypoint_is_name(waypoint)) {
        g_string_append_printf(out, "%s: ", title);
    }
    acv_word_waypoint(out, words, waypoint);
}

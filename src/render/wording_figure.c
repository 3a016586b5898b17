#include "render/wording_figure.h"

#include "render/escape.h"
#include "render/wording_way.h"

#include <string.h>

/* Details of a figure that many ways go through. */
enum { MOST_DETAILS = 3 };

static const char *
title_or_id(const AcvRecord *record)
{
    const char *title = acv_record_title(record);
    return title ? title : record->id;
}

/* --- Frames --- */

const char *
acv_word_frame_title(const AcvFrame *frame)
{
    if (frame->record) {
        return title_or_id(frame->record);
    }
    return frame->id ? frame->id : "zone not known";
}

static void
append_prefix(GString *out, AcvPrefix prefix)
{
    char text[ACV_ADDRESS_TEXT_SIZE];
    if (prefix.address.family != ACV_FAMILY_NONE) {
        g_string_append_printf(out, "%s%s", out->len > 0 ? "  " : "",
                               acv_prefix_print(prefix, text));
    }
}

void
acv_word_frame_about(GString *out, const AcvFrame *frame)
{
    if (frame->zone_name) {
        g_string_append(out, frame->zone_name);
    }
    if (!frame->record) {
        return;
    }
    if (!g_str_equal(acv_word_frame_title(frame), frame->id)) {
        g_string_append(out, frame->id);
    }
    append_prefix(out, frame->kind == ACV_FRAME_VPC
                           ? ((const AcvVpc *) frame->record)->cidr_block
                           : ((const AcvSubnet *) frame->record)->cidr_block);
}

const char *
acv_word_frame_kind(const AcvFrame *frame)
{
    static const char *const kinds[] = {
        [ACV_FRAME_VPC] = "VPC",
        [ACV_FRAME_ZONE] = "zone",
        [ACV_FRAME_SUBNET] = "subnet",
    };
    static const char *const subnets[] = {
        [ACV_FLAG_ABSENT] = "subnet",
        [ACV_FLAG_FALSE] = "private subnet",
        [ACV_FLAG_TRUE] = "public subnet",
    };
    return frame->kind == ACV_FRAME_SUBNET ? subnets[frame->is_public] : kinds[frame->kind];
}

/* --- Figures --- */

static const char *
kind_of(const AcvFigure *figure)
{
    static const char *const kinds[] = {
        [ACV_FIGURE_CLIENT] = "client",
        [ACV_FIGURE_TARGET] = "target",
        [ACV_FIGURE_INTERFACE] = "network interface",
        [ACV_FIGURE_NAT_GATEWAY] = "NAT gateway",
        [ACV_FIGURE_INTERNET_GATEWAY] = "internet gateway",
        [ACV_FIGURE_GATEWAY_ENDPOINT] = "gateway endpoint",
        [ACV_FIGURE_INTERNET] = "outside",
        [ACV_FIGURE_SERVICE] = "AWS service",
        [ACV_FIGURE_RESOLVER] = "Amazon DNS server",
        [ACV_FIGURE_LINK_LOCAL] = "by AWS",
        [ACV_FIGURE_UNKNOWN] = "not in the scenario",
        [ACV_FIGURE_NAME] = "name",
        [ACV_FIGURE_SECURITY_GROUP] = "security group",
        [ACV_FIGURE_NETWORK_ACL] = "network ACL",
        [ACV_FIGURE_ROUTE_TABLE] = "route table",
        [ACV_FIGURE_CONDITION] = "condition",
    };
    bool is_egress_only =
        figure->component && figure->component->kind == ACV_KIND_EGRESS_ONLY_INTERNET_GATEWAY;
    return is_egress_only ? "egress-only internet gateway" : kinds[figure->kind];
}

/* The record that a figure is named after: of an interface what it belongs to, of a wall what to
 * change. */
static const AcvRecord *
record_of(const AcvFigure *figure)
{
    const AcvRecord *party = figure->end ? figure->end->record : NULL;
    if (party && party->kind != ACV_KIND_SUBNET) {
        return party;
    }
    if (acv_figure_is_gate(figure) && figure->explanations->len > 0) {
        const AcvExplanation *explanation = g_ptr_array_index(figure->explanations, 0);
        return explanation->component ? explanation->component : figure->component;
    }
    return figure->component;
}

/* What a wall is about, where that is not what its gate is. */
static const char *
kind_to_change(const AcvFigure *figure)
{
    static const struct {
        AcvKind kind;
        const char *text;
    } kinds[] = {
        { ACV_KIND_VPC, "VPC" },
        { ACV_KIND_SUBNET, "subnet" },
        { ACV_KIND_NETWORK_INTERFACE, "network interface" },
        { ACV_KIND_INTERNET_GATEWAY, "internet gateway" },
        { ACV_KIND_VPC_ENDPOINT, "VPC endpoint" },
        { ACV_KIND_DHCP_OPTIONS, "DHCP options" },
        { ACV_KIND_HOSTED_ZONE, "hosted zone" },
        { ACV_KIND_AGENT_RUNTIME, "runtime" },
        { ACV_KIND_CODE_INTERPRETER, "code interpreter" },
        { ACV_KIND_BROWSER, "browser" },
    };
    const AcvRecord *record = record_of(figure);
    bool is_wall = acv_figure_is_gate(figure) && figure->explanations->len > 0;
    for (size_t i = 0; is_wall && record && i < G_N_ELEMENTS(kinds); i++) {
        if (kinds[i].kind == record->kind) {
            return kinds[i].text;
        }
    }
    return NULL;
}

static char *
word_label(const AcvFigure *figure)
{
    static const char *const directions[] = {
        [ACV_DIRECTION_NONE] = "",
        [ACV_DIRECTION_INGRESS] = ", in",
        [ACV_DIRECTION_EGRESS] = ", out",
    };
    const char *other = kind_to_change(figure);
    return g_strconcat(other ? other : kind_of(figure), directions[figure->direction],
                       figure->is_reply ? ", replies" : "", NULL);
}

static char *
word_title(const AcvWords *words, const AcvFigure *figure)
{
    const AcvEnd *end = figure->end;
    const AcvRecord *record = record_of(figure);
    if (end && end->service && figure->kind != ACV_FIGURE_GATEWAY_ENDPOINT) {
        return g_strdup(end->service->row ? end->service->row->title : end->service->name);
    }
    bool is_lost =
        figure->kind == ACV_FIGURE_UNKNOWN && (!record || record->kind == ACV_KIND_ROUTE_TABLE);
    if (is_lost) {
        return g_strdup("not known");
    }
    if (record) {
        return g_strdup(title_or_id(record));
    }
    bool has_addresses = end && end->kind == ACV_PARTY_ADDRESSES && end->addresses;
    if (!has_addresses) {
        return g_strdup("the internet");
    }
    GString *title = g_string_new(NULL);
    acv_word_addresses(title, words, end->addresses, 2);
    return g_string_free(title, FALSE);
}

static char *
word_id(const AcvFigure *figure, const char *title)
{
    const AcvRecord *record = record_of(figure);
    const char *id = record                                ? record->id
                     : figure->end && figure->end->service ? figure->end->service->name
                                                           : NULL;
    return id && !g_str_equal(id, title) ? g_strdup(id) : NULL;
}

/* --- Details --- */

static void
add_detail(GPtrArray *details, const GString *detail)
{
    for (guint i = 0; i < details->len; i++) {
        if (g_str_equal(g_ptr_array_index(details, i), detail->str)) {
            return;
        }
    }
    if (detail->len > 0) {
        g_ptr_array_add(details, g_strdup(detail->str));
    }
}

/* Its interface and addresses. */
static void
add_place(GPtrArray *details, const AcvWords *words, const AcvFigure *figure)
{
    const AcvEnd *end = figure->end;
    const AcvPlacement *placement = end ? end->placement : NULL;
    if (!placement) {
        return;
    }
    g_autoptr(GString) detail = g_string_new(NULL);
    acv_word_addresses(detail, words, end->addresses, 1);
    if (placement->interface && &placement->interface->record != record_of(figure)) {
        g_string_append_printf(detail, "  %s", placement->interface->record.id);
    }
    add_detail(details, detail);
    if (placement->part) {
        g_string_printf(detail, "%s of %s", placement->part, end->party->record->id);
        add_detail(details, detail);
    }
}

static bool
is_worth_words(const AcvFigure *figure, const AcvWaypoint *waypoint)
{
    if (waypoint->verdict != ACV_VERDICT_ADMITTED || !waypoint->step) {
        return false;
    }
    return acv_figure_is_gate(figure) || waypoint->step->kind == ACV_STEP_TRANSLATE;
}

/* What let packets pass. */
static void
add_reasons(GPtrArray *details, const AcvWords *words, const AcvFigure *figure)
{
    for (guint i = 0; i < figure->waypoints->len; i++) {
        const AcvWaypoint *waypoint = g_ptr_array_index(figure->waypoints, i);
        if (is_worth_words(figure, waypoint)) {
            g_autoptr(GString) detail = g_string_new(NULL);
            acv_word_waypoint(detail, words, waypoint);
            add_detail(details, detail);
        }
    }
}

/* What happened to packets that are stopped. */
static void
add_messages(GPtrArray *details, const AcvWords *words, const AcvFigure *figure)
{
    for (guint i = 0; i < figure->explanations->len; i++) {
        g_autoptr(GString) detail = g_string_new(NULL);
        acv_word_message(detail, words, g_ptr_array_index(figure->explanations, i));
        add_detail(details, detail);
    }
}

static void
cut(GPtrArray *details)
{
    if (details->len > MOST_DETAILS) {
        guint n_more = details->len - (MOST_DETAILS - 1);
        g_ptr_array_set_size(details, MOST_DETAILS - 1);
        g_ptr_array_add(details, g_strdup_printf("and %u more", n_more));
    }
}

AcvFigureWords *
acv_figure_words_new(const AcvWords *words, const AcvFigure *figure)
{
    AcvFigureWords *figure_words = g_new0(AcvFigureWords, 1);
    figure_words->label = word_label(figure);
    figure_words->title = word_title(words, figure);
    figure_words->id = word_id(figure, figure_words->title);
    figure_words->details = g_ptr_array_new_with_free_func(g_free);
    if (figure->explanations->len > 0) {
        const AcvExplanation *explanation = g_ptr_array_index(figure->explanations, 0);
        figure_words->stop = g_strdup(acv_code_name(explanation->code));
    }
    add_messages(figure_words->details, words, figure);
    if (figure_words->stop) {
        g_clear_pointer(&figure_words->id, g_free); /* The message names it. */
    }
    add_place(figure_words->details, words, figure);
    if (figure->fate != ACV_FATE_STOPS) {
        add_reasons(figure_words->details, words, figure);
    }
    cut(figure_words->details);
    return figure_words;
}

void
acv_figure_words_free(AcvFigureWords *figure_words)
{
    if (figure_words) {
        g_free(figure_words->label);
        g_free(figure_words->title);
        g_free(figure_words->id);
        g_free(figure_words->stop);
        g_ptr_array_unref(figure_words->details);
        g_free(figure_words);
    }
}

/* --- Labels --- */

/* Where a line of 'text' ends: before a space if there is one in its second half. */
static const char *
label_line_end(const char *text, long most)
{
    if (g_utf8_strlen(text, -1) <= most) {
        return text + strlen(text);
    }
    const char *end = g_utf8_offset_to_pointer(text, most);
    const char *space = end;
    while (space > text && *space != ' ') {
        space--;
    }
    return space - text > (end - text) / 2 ? space : end;
}

GPtrArray *
acv_word_label_lines(const char *text, long most, guint most_lines)
{
    g_autofree char *clean = acv_escape_controls(text);
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    const char *at = clean;
    while (*at && lines->len < most_lines) {
        const char *end = label_line_end(at, most);
        g_autofree char *line = g_strndup(at, (size_t) (end - at));
        while (*end == ' ') {
            end++;
        }
        bool is_cut = *end && lines->len + 1 == most_lines;
        g_ptr_array_add(lines, g_strconcat(line, is_cut ? "\u2026" : "", NULL));
        at = end;
    }
    return lines;
}

/* --- The whole --- */

void
acv_word_picture_title(GString *out, const AcvAnswer *answer)
{
    const AcvQuestion *question = answer->inquiry->question;
    g_autofree char *outcome = g_ascii_strup(acv_outcome_name(answer->outcome), -1);
    g_string_append_printf(out, "%s  from %s to %s", outcome, question->from, question->to);
}

GPtrArray *
acv_word_picture_notes(const AcvPicture *picture)
{
    GPtrArray *notes = g_ptr_array_new_with_free_func(g_free);
    if (picture->hides_replies) {
        g_ptr_array_add(notes, g_strdup("Replies come back the way the packets went."));
    }
    if (picture->n_left_out > 0) {
        bool is_one = picture->n_left_out == 1;
        g_ptr_array_add(notes, g_strdup_printf("%u more path%s not drawn.", picture->n_left_out,
                                               is_one ? " is" : "s are"));
    }
    return notes;
}

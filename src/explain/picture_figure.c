/* Waypoints become figures. A filter or a route table is a gate of its own, once for each direction
 * and for requests and replies; what a gateway or target asks besides is a matter of that gateway
 * or target. */
#include "explain/picture_figure.h"

#include "explain/picture_frame.h"
#include "explain/story.h"

bool
acv_figure_is_gate(const AcvFigure *figure)
{
    static const bool gates[] = {
#define ACV_FIGURE_IS_GATE(constant, is_gate) is_gate,
        ACV_FIGURES(ACV_FIGURE_IS_GATE)
#undef ACV_FIGURE_IS_GATE
    };
    return gates[figure->kind];
}

AcvFigure *
acv_picture_figure(const AcvPicture *picture, guint index)
{
    return g_ptr_array_index(picture->figures, index);
}

/* --- Fates --- */

AcvFate
acv_waypoint_fate(const AcvWaypoint *waypoint)
{
    switch (waypoint->verdict) {
    case ACV_VERDICT_ADMITTED:
        return waypoint->is_past_block ? ACV_FATE_BEYOND : ACV_FATE_PASSES;
    case ACV_VERDICT_UNKNOWN:
        return ACV_FATE_UNKNOWN;
    case ACV_VERDICT_REFUSED:
        break;
    }
    return acv_packet_set_is_empty(waypoint->step->out.sets[ACV_FLOW_POSSIBLE])
               ? ACV_FATE_STOPS
               : ACV_FATE_STOPS_SOME;
}

AcvFate
acv_fate_merge(AcvFate a, AcvFate b)
{
    AcvFate worse = a > b ? a : b;
    AcvFate better = a > b ? b : a;
    bool passes = better != ACV_FATE_BEYOND && better != ACV_FATE_STOPS;
    return worse == ACV_FATE_STOPS && passes ? ACV_FATE_STOPS_SOME : worse;
}

/* --- Kinds --- */

/* What stands at a hop. */
static AcvFigureKind
thing_at(const AcvSketch *sketch, const AcvHop *hop)
{
    const AcvEnd *end =
        sketch->is_reply ? &sketch->answer->path->source : &sketch->answer->path->target;
    switch (hop->kind) {
    case ACV_HOP_NAT_GATEWAY:
    case ACV_HOP_NAT_GATEWAY_RETURN:
        return ACV_FIGURE_NAT_GATEWAY;
    case ACV_HOP_INTERNET_GATEWAY_EGRESS:
    case ACV_HOP_INTERNET_GATEWAY_INGRESS:
    case ACV_HOP_EGRESS_ONLY_INTERNET_GATEWAY_EGRESS:
    case ACV_HOP_EGRESS_ONLY_INTERNET_GATEWAY_INGRESS:
        return ACV_FIGURE_INTERNET_GATEWAY;
    case ACV_HOP_GATEWAY_ENDPOINT:
        return ACV_FIGURE_GATEWAY_ENDPOINT;
    case ACV_HOP_INTERNET:
        return end->service && !end->service->is_host ? ACV_FIGURE_SERVICE : ACV_FIGURE_INTERNET;
    case ACV_HOP_RESOLVER:
        return ACV_FIGURE_RESOLVER;
    case ACV_HOP_LINK_LOCAL:
        return ACV_FIGURE_LINK_LOCAL;
    case ACV_HOP_UNKNOWN:
        return ACV_FIGURE_UNKNOWN;
    case ACV_HOP_APPLIANCE:
        return acv_hop_is_frontier(hop) ? ACV_FIGURE_INTERFACE : ACV_FIGURE_TARGET;
    case ACV_HOP_RESOURCE:
    case ACV_HOP_INTERFACE_EGRESS:
    case ACV_HOP_INTERFACE_INGRESS:
        return sketch->is_reply ? ACV_FIGURE_CLIENT : ACV_FIGURE_TARGET;
    case ACV_HOP_NAME:
    case ACV_HOP_SUBNET_EGRESS:
    case ACV_HOP_ROUTER:
    case ACV_HOP_VPC_DELIVERY:
    case ACV_HOP_SUBNET_INGRESS:
    case ACV_HOP_SUBNET_DELIVERY:
        break;
    }
    return ACV_FIGURE_CONDITION;
}

/* A condition of the target is drawn as the target's, also if it comes before its filters. */
static AcvFigureKind
kind_of_condition(const AcvSketch *sketch, const AcvHop *hop)
{
    bool is_target = hop->kind == ACV_HOP_INTERFACE_INGRESS && !sketch->is_reply;
    AcvFigureKind thing = thing_at(sketch, hop);
    bool is_thing = thing != ACV_FIGURE_TARGET && thing != ACV_FIGURE_CLIENT;
    return is_target || is_thing ? thing : ACV_FIGURE_CONDITION;
}

static AcvFigureKind
kind_of(const AcvSketch *sketch, const AcvWaypoint *waypoint)
{
    const AcvStep *step = waypoint->step;
    if (step->kind != ACV_STEP_STAGE) {
        bool is_table = step->kind == ACV_STEP_ROUTE && step->hop->kind == ACV_HOP_ROUTER;
        return is_table ? ACV_FIGURE_ROUTE_TABLE : thing_at(sketch, step->hop);
    }
    if (step->stage->kind == ACV_STAGE_SECURITY_GROUPS) {
        return ACV_FIGURE_SECURITY_GROUP;
    }
    if (step->stage->kind == ACV_STAGE_NETWORK_ACL) {
        return ACV_FIGURE_NETWORK_ACL;
    }
    if (step->hop->kind == ACV_HOP_NAME) {
        return ACV_FIGURE_NAME;
    }
    return kind_of_condition(sketch, step->hop);
}

/* --- Places --- */

bool
acv_hop_is_at_edge(const AcvHop *hop)
{
    return hop->kind == ACV_HOP_INTERNET_GATEWAY_EGRESS
           || hop->kind == ACV_HOP_INTERNET_GATEWAY_INGRESS
           || hop->kind == ACV_HOP_EGRESS_ONLY_INTERNET_GATEWAY_EGRESS
           || hop->kind == ACV_HOP_EGRESS_ONLY_INTERNET_GATEWAY_INGRESS
           || hop->kind == ACV_HOP_GATEWAY_ENDPOINT;
}

static int
frame_of_placement(const AcvSketch *sketch, const AcvPlacement *placement)
{
    return acv_picture_subnet_frame(sketch->picture, sketch->network, placement->vpc,
                                    placement->subnet, placement->subnet_id);
}

static int
frame_of_hop(const AcvSketch *sketch, const AcvHop *hop)
{
    if (hop->placement && hop->placement->vpc) {
        return frame_of_placement(sketch, hop->placement);
    }
    const AcvPlacement *sender = sketch->answer->path->source.placement;
    if ((hop->kind == ACV_HOP_NAME || hop->kind == ACV_HOP_RESOURCE) && sender) {
        return frame_of_placement(sketch, sender);
    }
    const AcvSubnet *subnet = acv_hop_is_at_edge(hop) ? NULL : hop->subnet;
    return acv_picture_subnet_frame(sketch->picture, sketch->network, hop->vpc, subnet,
                                    subnet ? subnet->record.id : NULL);
}

/* --- Figures --- */

static bool
same_service(const AcvEnd *a, const AcvEnd *b)
{
    return a->service && b->service && a->service->row == b->service->row
           && a->service->region == b->service->region && a->service->part == b->service->part
           && g_strcmp0(a->service->name, b->service->name) == 0;
}

/* Of what has no record: a service, or addresses. */
static bool
same_end(const AcvEnd *a, const AcvEnd *b)
{
    if (!a || !b) {
        return a == b;
    }
    if (a->service || b->service) {
        return same_service(a, b);
    }
    return a->kind == b->kind && acv_address_set_equals(a->addresses, b->addresses);
}

static bool
same_figure(const AcvFigure *a, const AcvFigure *b)
{
    return a->kind == b->kind && a->frame == b->frame && a->component == b->component
           && a->direction == b->direction && a->is_reply == b->is_reply
           && a->occurrence == b->occurrence && (a->component || same_end(a->end, b->end));
}

static guint
figure_like(AcvSketch *sketch, const AcvFigure *like)
{
    GPtrArray *figures = sketch->picture->figures;
    for (guint i = 0; i < figures->len; i++) {
        if (same_figure(g_ptr_array_index(figures, i), like)) {
            return i;
        }
    }
    AcvFigure *figure = g_memdup2(like, sizeof(*like));
    figure->waypoints = g_ptr_array_new();
    figure->explanations = g_ptr_array_new();
    g_ptr_array_add(figures, figure);
    return figures->len - 1;
}

static const AcvRecord *
record_of_end(const AcvEnd *end)
{
    bool has_interface = end->placement && end->placement->interface;
    return has_interface ? &end->placement->interface->record : end->record;
}

guint
acv_sketch_end(AcvSketch *sketch, bool is_target)
{
    const AcvPath *path = sketch->answer->path;
    const AcvEnd *end = is_target ? &path->target : &path->source;
    bool is_proxy = path->opened_by != NULL; /* Which somebody else is connected to. */
    AcvFigureKind usual = is_target || is_proxy ? ACV_FIGURE_TARGET : ACV_FIGURE_CLIENT;
    AcvFigure figure = { .kind = usual, .frame = ACV_NO_FRAME, .end = end };
    if (end->placement) {
        figure.frame = frame_of_placement(sketch, end->placement);
        figure.component = record_of_end(end);
    } else if (end->kind == ACV_PARTY_INTERNET || (end->service && end->service->is_host)) {
        figure.kind = ACV_FIGURE_INTERNET;
    } else if (end->service) {
        figure.kind = ACV_FIGURE_SERVICE;
    } else {
        figure.component = end->record;
    }
    return figure_like(sketch, &figure);
}

/* The end itself if a way gets there, or comes home. */
static bool
is_end(const AcvSketch *sketch, AcvFigureKind kind)
{
    const AcvEnd *target = &sketch->answer->path->target;
    return kind == ACV_FIGURE_CLIENT || kind == ACV_FIGURE_SERVICE
           || (kind == ACV_FIGURE_TARGET && target->placement)
           || (kind == ACV_FIGURE_INTERNET && (sketch->is_reply || !target->placement));
}

static bool
was_visited(const AcvSketch *sketch, guint index)
{
    for (guint i = 0; i < sketch->visited->len; i++) {
        if (g_array_index(sketch->visited, guint, i) == index) {
            return true;
        }
    }
    return false;
}

static guint
figure_of_kind(AcvSketch *sketch, const AcvWaypoint *waypoint, AcvFigureKind kind)
{
    AcvFigure figure = { .kind = kind, .frame = ACV_NO_FRAME };
    bool is_gate = acv_figure_is_gate(&figure);
    if (kind != ACV_FIGURE_INTERNET) {
        figure.frame = frame_of_hop(sketch, waypoint->hop);
        figure.component = is_gate ? waypoint->component : waypoint->hop->component;
    }
    if (!figure.component || kind == ACV_FIGURE_TARGET) {
        figure.end = &sketch->answer->path->target;
    }
    if (is_gate) {
        bool is_stage = waypoint->step->kind == ACV_STEP_STAGE;
        figure.direction = is_stage ? waypoint->step->stage->direction : ACV_DIRECTION_NONE;
        figure.is_reply = sketch->is_reply;
    }
    guint index = figure_like(sketch, &figure);
    while (is_gate && was_visited(sketch, index)) {
        figure.occurrence++;
        index = figure_like(sketch, &figure);
    }
    return index;
}

static void
add_explanation(AcvFigure *figure, const AcvExplanation *explanation)
{
    for (guint i = 0; i < figure->explanations->len; i++) {
        if (acv_explanation_equals(g_ptr_array_index(figure->explanations, i), explanation)) {
            return;
        }
    }
    g_ptr_array_add(figure->explanations, (gpointer) explanation);
}

static void
add_waypoint(const AcvSketch *sketch, AcvFigure *figure, const AcvWaypoint *waypoint)
{
    AcvFate fate = acv_waypoint_fate(waypoint);
    bool is_new = figure->waypoints->len == 0;
    figure->fate = is_new ? fate : acv_fate_merge(figure->fate, fate);
    g_ptr_array_add(figure->waypoints, (gpointer) waypoint);
    const AcvExplanation *explanation =
        waypoint->verdict == ACV_VERDICT_ADMITTED
            ? NULL
            : acv_path_answer_explanation_at(sketch->answer, waypoint);
    if (explanation) {
        add_explanation(figure, explanation);
    }
}

guint
acv_sketch_wall(AcvSketch *sketch, guint client, const AcvExplanation *explanation)
{
    AcvFigure wall = { .kind = ACV_FIGURE_CONDITION,
                       .frame = acv_picture_figure(sketch->picture, client)->frame,
                       .component = explanation->component,
                       .end = explanation->component ? NULL : &sketch->answer->path->target };
    guint index = figure_like(sketch, &wall);
    AcvFigure *figure = acv_picture_figure(sketch->picture, index);
    figure->fate = explanation->verdict == ACV_VERDICT_UNKNOWN ? ACV_FATE_UNKNOWN : ACV_FATE_STOPS;
    add_explanation(figure, explanation);
    return index;
}

int
acv_sketch_figure(AcvSketch *sketch, const AcvWaypoint *waypoint)
{
    AcvFigureKind kind = waypoint->step ? kind_of(sketch, waypoint) : ACV_FIGURE_CLIENT;
    if (kind == ACV_FIGURE_NAME && waypoint->verdict == ACV_VERDICT_ADMITTED) {
        return -1;
    }
    bool is_sender = !waypoint->step || sketch->is_reply;
    guint index = is_end(sketch, kind) ? acv_sketch_end(sketch, !is_sender)
                                       : figure_of_kind(sketch, waypoint, kind);
    add_waypoint(sketch, acv_picture_figure(sketch->picture, index), waypoint);
    return (int) index;
}

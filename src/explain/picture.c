#include "explain/picture.h"

#include "explain/picture_figure.h"
#include "explain/story.h"

/* More paths than this are drawn only where they differ; more ways of one path not at all. */
enum { MOST_PATHS = 12, MOST_WAYS = 4 };

/* --- Links --- */

/* One that passes shows more than one that would. */
static AcvFate
merge_links(AcvFate a, AcvFate b)
{
    if (a == b || b == ACV_FATE_BEYOND) {
        return a;
    }
    return a == ACV_FATE_BEYOND ? b : ACV_FATE_PASSES;
}

static void
add_link(AcvPicture *picture, AcvLink link)
{
    for (guint i = 0; i < picture->links->len; i++) {
        AcvLink *other = &g_array_index(picture->links, AcvLink, i);
        if (other->from == link.from && other->to == link.to && other->is_reply == link.is_reply) {
            other->fate = merge_links(other->fate, link.fate);
            return;
        }
    }
    g_array_append_val(picture->links, link);
}

/* What still comes to a waypoint. */
static AcvFate
fate_before(const AcvWaypoint *waypoint)
{
    if (waypoint->is_past_block) {
        return ACV_FATE_BEYOND;
    }
    const AcvFlow *flow = waypoint->step ? &waypoint->step->in : NULL;
    bool is_unsure = flow && acv_packet_set_is_empty(flow->sets[ACV_FLOW_SURE])
                     && !acv_packet_set_is_empty(flow->sets[ACV_FLOW_POSSIBLE]);
    return is_unsure ? ACV_FATE_UNKNOWN : ACV_FATE_PASSES;
}

/* --- Ways --- */

static const AcvWaypoint *
waypoint_at(const GArray *waypoints, guint index)
{
    return &g_array_index(waypoints, AcvWaypoint, index);
}

/* Draws one direction, on from the figure 'last' (-1: from nowhere); where it ends. */
static int
draw_waypoints(AcvSketch *sketch, const GArray *waypoints, int last)
{
    g_array_set_size(sketch->visited, 0);
    for (guint i = 0; i < waypoints->len; i++) {
        const AcvWaypoint *waypoint = waypoint_at(waypoints, i);
        int index = acv_sketch_figure(sketch, waypoint);
        if (index < 0 || index == last) {
            continue;
        }
        guint visited = (guint) index;
        g_array_append_val(sketch->visited, visited);
        if (last >= 0) {
            add_link(sketch->picture, (AcvLink){ .from = (guint) last,
                                                 .to = visited,
                                                 .is_reply = sketch->is_reply,
                                                 .fate = fate_before(waypoint) });
        }
        last = index;
    }
    return last;
}

/* Where the packets are, as something to compare; NULL for what stands at an end. */
static gconstpointer
place_of(const AcvWaypoint *waypoint)
{
    const AcvHop *hop = waypoint->hop;
    if (!waypoint->step || hop->kind == ACV_HOP_INTERNET || hop->kind == ACV_HOP_NAME) {
        return NULL;
    }
    bool is_gateway = hop->kind == ACV_HOP_NAT_GATEWAY || hop->kind == ACV_HOP_NAT_GATEWAY_RETURN
                      || acv_hop_is_at_edge(hop);
    return is_gateway || !hop->subnet ? (gconstpointer) hop->component : hop->subnet;
}

static GPtrArray *
places_of(const GArray *waypoints)
{
    GPtrArray *places = g_ptr_array_new();
    for (guint i = 0; i < waypoints->len; i++) {
        gconstpointer place = place_of(waypoint_at(waypoints, i));
        bool is_new = places->len == 0 || g_ptr_array_index(places, places->len - 1) != place;
        if (place && is_new) {
            g_ptr_array_add(places, (gpointer) place);
        }
    }
    return places;
}

/* Whether replies come by the same places, in the opposite order. */
static bool
returns_the_same_way(const AcvWay *way)
{
    g_autoptr(GPtrArray) there = places_of(way->there);
    g_autoptr(GPtrArray) back = places_of(way->back);
    if (back->len > there->len) {
        return false;
    }
    for (guint i = 0; i < back->len; i++) {
        if (g_ptr_array_index(there, i) != g_ptr_array_index(back, back->len - 1 - i)) {
            return false;
        }
    }
    return true;
}

static bool
all_pass(const GArray *waypoints)
{
    for (guint i = 0; i < waypoints->len; i++) {
        if (waypoint_at(waypoints, i)->verdict != ACV_VERDICT_ADMITTED) {
            return false;
        }
    }
    return true;
}

/* The worst that happens to packets on their way. */
static AcvFate
worst_of(const GArray *waypoints)
{
    AcvFate worst = ACV_FATE_BEYOND;
    for (guint i = 0; i < waypoints->len; i++) {
        AcvFate fate = acv_waypoint_fate(waypoint_at(waypoints, i));
        worst = fate > worst ? fate : worst;
    }
    return worst;
}

/* Whether a way ends where somebody would have to have the address, and nobody has. */
static bool
ends_at_nobody(const AcvSketch *sketch, const AcvWay *way)
{
    AcvHopKind last = waypoint_at(way->there, way->there->len - 1)->hop->kind;
    return !sketch->answer->path->target.placement
           && (last == ACV_HOP_SUBNET_DELIVERY || last == ACV_HOP_VPC_DELIVERY);
}

/* From where a way ends on to the target, if that is not the end: behind an endpoint to its
 * service, or beyond what is not known or stops. */
static int
draw_rest(AcvSketch *sketch, const AcvWay *way, int last)
{
    if (last < 0 || ends_at_nobody(sketch, way)) {
        return last;
    }
    guint target = acv_sketch_end(sketch, true);
    if ((guint) last == target) {
        return last;
    }
    const AcvFigure *figure = acv_picture_figure(sketch->picture, (guint) last);
    AcvFigure *end = acv_picture_figure(sketch->picture, target);
    AcvFate fate = worst_of(way->there);
    if (fate == ACV_FATE_STOPS || figure->fate == ACV_FATE_BEYOND) {
        fate = ACV_FATE_BEYOND;
    } else if (figure->kind == ACV_FIGURE_UNKNOWN || figure->kind == ACV_FIGURE_INTERFACE) {
        fate = ACV_FATE_UNKNOWN;
    } else {
        fate = ACV_FATE_PASSES;
    }
    end->fate = end->fate > fate ? end->fate : fate;
    add_link(sketch->picture, (AcvLink){ .from = (guint) last, .to = target, .fate = fate });
    return last;
}

static void
draw_way(AcvSketch *sketch, const AcvWay *way)
{
    AcvPicture *picture = sketch->picture;
    sketch->is_reply = false;
    int last = draw_waypoints(sketch, way->there, -1);
    last = draw_rest(sketch, way, last);
    if (way->back->len == 0) {
        return;
    }
    if (all_pass(way->back) && returns_the_same_way(way)) {
        picture->hides_replies |= worst_of(way->there) == ACV_FATE_PASSES;
        return;
    }
    sketch->is_reply = true;
    draw_waypoints(sketch, way->back, last);
}

/* --- Paths --- */

/* Nothing was sent: who asked, whom for, and what is in between. */
static void
draw_silence(AcvSketch *sketch)
{
    const AcvPathAnswer *answer = sketch->answer;
    guint last = acv_sketch_end(sketch, false);
    guint target = acv_sketch_end(sketch, true);
    AcvFate fate = ACV_FATE_PASSES;
    acv_picture_figure(sketch->picture, last)->fate = ACV_FATE_PASSES;
    for (guint i = 0; i < answer->explanations->len; i++) {
        const AcvExplanation *why = &g_array_index(answer->explanations, AcvExplanation, i);
        guint wall = acv_sketch_wall(sketch, last, why);
        add_link(sketch->picture, (AcvLink){ .from = last, .to = wall, .fate = fate });
        last = wall;
        fate = why->verdict == ACV_VERDICT_UNKNOWN ? ACV_FATE_UNKNOWN : ACV_FATE_BEYOND;
    }
    AcvFigure *end = acv_picture_figure(sketch->picture, target);
    end->fate = acv_fate_merge(end->fate, fate);
    add_link(sketch->picture, (AcvLink){ .from = last, .to = target, .fate = fate });
}

static void
draw_path(AcvPicture *picture, const AcvAnswer *answer, const AcvPathAnswer *path)
{
    g_autoptr(GArray) visited = g_array_new(FALSE, FALSE, sizeof(guint));
    AcvSketch sketch = {
        .picture = picture, .network = answer->inquiry->network, .answer = path, .visited = visited
    };
    for (guint i = 0; i < path->ways->len && i < MOST_WAYS; i++) {
        draw_way(&sketch, g_ptr_array_index(path->ways, i));
    }
    if (path->ways->len == 0) {
        draw_silence(&sketch);
    }
}

/* Whether one of the paths that are drawn (elements AcvPathAnswer *) tells the same story. */
static bool
is_told(const GPtrArray *drawn, const AcvPathAnswer *path)
{
    for (guint i = 0; i < drawn->len; i++) {
        if (acv_path_answer_resembles(g_ptr_array_index(drawn, i), path)) {
            return true;
        }
    }
    return false;
}

/* What fails comes first, so that it is there whatever is left out. */
static void
draw_paths(AcvPicture *picture, const AcvAnswer *answer, GPtrArray *drawn, bool reachable)
{
    bool few = answer->paths->len <= MOST_PATHS;
    for (guint i = 0; i < answer->paths->len; i++) {
        AcvPathAnswer *path = g_ptr_array_index(answer->paths, i);
        bool is_meant = (path->path->outcome == ACV_OUTCOME_REACHABLE) == reachable;
        if (is_meant && (few || (drawn->len < MOST_PATHS && !is_told(drawn, path)))) {
            g_ptr_array_add(drawn, path);
            draw_path(picture, answer, path);
        }
    }
}

static void
figure_free(AcvFigure *figure)
{
    g_ptr_array_unref(figure->waypoints);
    g_ptr_array_unref(figure->explanations);
    g_free(figure);
}

AcvPicture *
acv_picture_new(const AcvAnswer *answer)
{
    AcvPicture *picture = g_new0(AcvPicture, 1);
    picture->frames = g_array_new(FALSE, FALSE, sizeof(AcvFrame));
    picture->figures = g_ptr_array_new_with_free_func((GDestroyNotify) figure_free);
    picture->links = g_array_new(FALSE, FALSE, sizeof(AcvLink));
    g_autoptr(GPtrArray) drawn = g_ptr_array_new();
    draw_paths(picture, answer, drawn, false);
    draw_paths(picture, answer, drawn, true);
    picture->n_left_out = answer->paths->len - drawn->len;
    return picture;
}

void
acv_picture_free(AcvPicture *picture)
{
    if (picture) {
        g_array_unref(picture->frames);
        g_ptr_array_unref(picture->figures);
        g_array_unref(picture->links);
        g_free(picture);
    }
}

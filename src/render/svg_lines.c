/* The ways of lines through gutters, and the places of columns, which are as far apart as the
 * gutters between them need. */
#include "render/svg_layout.h"

enum { LANE_MARGIN = 16, CLEARANCE = 8 };

/* A stretch of one lane of one gutter, which is that behind the column of its number. */
typedef struct {
    int gutter;
    int lane;
    int first;
    int last;
} Stretch;

/* A line across whole columns. */
typedef struct {
    int y;
    int first; /* Columns. */
    int last;
} Crossing;

/* How a route goes from port to port. */
typedef struct {
    int start_gutter; /* Where it turns first; -1 if it does not. */
    int start_lane;
    int y; /* Of the line across columns. */
    int end_gutter;
    int end_lane;
} Course;

typedef struct {
    AcvSvgLayout *layout;
    GArray *stretches; /* Elements Stretch. */
    GArray *crossings; /* Elements Crossing. */
    GArray *courses;   /* Elements Course, as the routes. */
} Plan;

static AcvSvgRoute *
route_at(const AcvSvgLayout *layout, guint index)
{
    return &g_array_index(layout->routes, AcvSvgRoute, index);
}

/* --- Lanes --- */

static bool
lane_is_free(const Plan *plan, const Stretch *wish)
{
    for (guint i = 0; i < plan->stretches->len; i++) {
        const Stretch *other = &g_array_index(plan->stretches, Stretch, i);
        if (other->gutter == wish->gutter && other->lane == wish->lane
            && other->first <= wish->last + CLEARANCE && wish->first <= other->last + CLEARANCE) {
            return false;
        }
    }
    return true;
}

/* A lane from one height to another that is free there. */
static int
take_lane(Plan *plan, int gutter, int from_y, int to_y)
{
    Stretch wish = { gutter, 0, MIN(from_y, to_y), MAX(from_y, to_y) };
    while (!lane_is_free(plan, &wish)) {
        wish.lane++;
    }
    g_array_append_val(plan->stretches, wish);
    return wish.lane;
}

static int
count_lanes(const Plan *plan, int gutter)
{
    int n = 0;
    for (guint i = 0; i < plan->stretches->len; i++) {
        const Stretch *stretch = &g_array_index(plan->stretches, Stretch, i);
        n = stretch->gutter == gutter ? MAX(n, stretch->lane + 1) : n;
    }
    return n;
}

/* --- Across columns --- */

static bool
stands_in_the_way(const AcvSvgBox *box, int y)
{
    return y >= box->y - CLEARANCE && y <= box->y + box->height + CLEARANCE;
}

static bool
column_is_clear(const AcvSvgLayout *layout, int column, int y)
{
    const GArray *subnets = acv_svg_layout_column(layout, column)->subnets;
    for (guint i = 0; i < subnets->len; i++) {
        guint subnet = (guint) g_array_index(subnets, int, i);
        if (stands_in_the_way(&g_array_index(layout->frames, AcvSvgBox, subnet), y)) {
            return false;
        }
    }
    for (guint i = 0; i < layout->chips->len; i++) {
        const AcvSvgChip *chip = acv_svg_layout_chip(layout, i);
        if (chip->column == column && stands_in_the_way(&chip->box, y)) {
            return false;
        }
    }
    return true;
}

static bool
crossing_is_clear(const Plan *plan, const Crossing *wish)
{
    for (int column = wish->first; column <= wish->last; column++) {
        if (!column_is_clear(plan->layout, column, wish->y)) {
            return false;
        }
    }
    for (guint i = 0; i < plan->crossings->len; i++) {
        const Crossing *other = &g_array_index(plan->crossings, Crossing, i);
        if (ABS(other->y - wish->y) < CLEARANCE && other->first <= wish->last
            && wish->first <= other->last) {
            return false;
        }
    }
    return true;
}

/* The height at which a route crosses the columns between: straight on if nothing is there, else
 * below them all. */
static int
take_crossing(Plan *plan, const AcvSvgRoute *route, int first, int last)
{
    Crossing wish = { route->from_y, first, last };
    if (!crossing_is_clear(plan, &wish)) {
        wish.y = route->to_y;
    }
    if (!crossing_is_clear(plan, &wish)) {
        wish.y = plan->layout->tracks_top + ACV_SVG_LANE * plan->layout->n_tracks++;
    }
    g_array_append_val(plan->crossings, wish);
    return wish.y;
}

/* --- Courses --- */

/* A line that has the side where it arrives for itself arrives straight if it nearly does. */
static void
straighten(const AcvSvgLayout *layout, AcvSvgRoute *route)
{
    const AcvSvgChip *to = acv_svg_layout_chip(layout, route->link->to);
    bool is_near = ABS(route->from_y - route->to_y) <= ACV_SVG_PORT;
    bool is_beside = route->from_y > to->box.y + CLEARANCE
                     && route->from_y < to->box.y + to->box.height - CLEARANCE;
    if (is_near && is_beside && to->n_ports[route->to] == 1) {
        route->to_y = route->from_y;
    }
}

static Course
course_of(Plan *plan, AcvSvgRoute *route)
{
    Course course = { .start_gutter = -1, .end_gutter = -1 };
    if (route->from == ACV_SIDE_BOTTOM) {
        return course;
    }
    course.y = route->from_y;
    int from = acv_svg_layout_chip(plan->layout, route->link->from)->column;
    int to = acv_svg_layout_chip(plan->layout, route->link->to)->column;
    int leaves = route->from == ACV_SIDE_RIGHT ? from : from - 1;
    int arrives = route->to == ACV_SIDE_RIGHT ? to : to - 1;
    if (leaves == arrives && from != to) {
        straighten(plan->layout, route);
    }
    if (leaves != arrives) {
        course.y = take_crossing(plan, route, MIN(from, to) + 1, MAX(from, to) - 1);
        if (course.y != route->from_y) {
            course.start_gutter = leaves;
            course.start_lane = take_lane(plan, leaves, route->from_y, course.y);
        }
    }
    if (course.y != route->to_y) {
        course.end_gutter = arrives;
        course.end_lane = take_lane(plan, arrives, course.y, route->to_y);
    }
    return course;
}

/* --- From left to right --- */

static int
extent(bool zone, bool vpc)
{
    return (zone ? ACV_SVG_ZONE_EXTENT : 0) + (vpc ? ACV_SVG_VPC_EXTENT : 0);
}

static bool
is_edge(const AcvSvgColumn *column)
{
    return column->frame && column->frame->kind == ACV_FRAME_VPC;
}

/* How far frames reach beyond the column; the edge of a VPC goes through its gateways. */
static int
right_extent(const AcvSvgColumn *column)
{
    return is_edge(column) ? 0 : extent(column->ends_zone, column->ends_vpc);
}

static int
left_extent(const AcvSvgColumn *column)
{
    return extent(column->starts_zone, column->starts_vpc);
}

static int
column_width(const AcvSvgLayout *layout, int index)
{
    int width = 0;
    for (guint i = 0; i < layout->chips->len; i++) {
        const AcvSvgChip *chip = acv_svg_layout_chip(layout, i);
        width = chip->column == index ? MAX(width, chip->box.width) : width;
    }
    bool has_subnets = acv_svg_layout_column(layout, index)->subnets->len > 0;
    return width + (has_subnets ? 2 * ACV_SVG_PADDING : 0);
}

static int
gutter_width(const Plan *plan, int gutter)
{
    int n = count_lanes(plan, gutter);
    return 2 * LANE_MARGIN + ACV_SVG_LANE * MAX(n - 1, 0);
}

static void
place_columns(const Plan *plan)
{
    AcvSvgLayout *layout = plan->layout;
    int n = (int) layout->columns->len;
    int x = ACV_SVG_MARGIN;
    for (int i = 0; i < n; i++) {
        AcvSvgColumn *column = acv_svg_layout_column(layout, i);
        column->x = x + left_extent(column);
        column->width = column_width(layout, i);
        x = column->x + column->width + right_extent(column);
        bool has_gutter = i + 1 < n || count_lanes(plan, i) > 0;
        x += has_gutter ? gutter_width(plan, i) : 0;
    }
    layout->width = x + ACV_SVG_MARGIN;
    for (guint i = 0; i < layout->chips->len; i++) {
        AcvSvgChip *chip = acv_svg_layout_chip(layout, i);
        const AcvSvgColumn *column = acv_svg_layout_column(layout, chip->column);
        chip->box.x = column->x + (column->width - chip->box.width) / 2;
    }
}

static int
lane_x(const AcvSvgLayout *layout, int gutter, int lane)
{
    const AcvSvgColumn *column = acv_svg_layout_column(layout, gutter);
    return column->x + column->width + right_extent(column) + LANE_MARGIN + ACV_SVG_LANE * lane;
}

/* --- Points --- */

static int
side_x(const AcvSvgLayout *layout, guint chip, AcvSvgSide side)
{
    const AcvSvgBox *box = &acv_svg_layout_chip(layout, chip)->box;
    return side == ACV_SIDE_LEFT    ? box->x
           : side == ACV_SIDE_RIGHT ? box->x + box->width
                                    : box->x + box->width / 2;
}

static void
add_point(AcvSvgRoute *route, int x, int y)
{
    AcvSvgPoint point = { x, y };
    g_array_append_val(route->points, point);
}

static void
draw_route(const Plan *plan, guint index)
{
    const AcvSvgLayout *layout = plan->layout;
    AcvSvgRoute *route = route_at(layout, index);
    const Course *course = &g_array_index(plan->courses, Course, index);
    const AcvSvgBox *from = &acv_svg_layout_chip(layout, route->link->from)->box;
    const AcvSvgBox *to = &acv_svg_layout_chip(layout, route->link->to)->box;
    bool is_direct = route->from == ACV_SIDE_BOTTOM;
    int start_y = is_direct ? from->y + from->height : route->from_y;
    add_point(route, side_x(layout, route->link->from, route->from), start_y);
    if (course->start_gutter >= 0) {
        int x = lane_x(layout, course->start_gutter, course->start_lane);
        add_point(route, x, route->from_y);
        add_point(route, x, course->y);
    }
    if (course->end_gutter >= 0) {
        int x = lane_x(layout, course->end_gutter, course->end_lane);
        add_point(route, x, course->y);
        add_point(route, x, route->to_y);
    }
    add_point(route, side_x(layout, route->link->to, route->to), is_direct ? to->y : route->to_y);
}

/* --- All of it --- */

static int
lowest_column(const AcvSvgLayout *layout)
{
    int bottom = layout->top;
    for (guint i = 0; i < layout->columns->len; i++) {
        bottom = MAX(bottom, acv_svg_layout_column(layout, (int) i)->bottom);
    }
    return bottom;
}

void
acv_svg_layout_lines(AcvSvgLayout *layout)
{
    g_autoptr(GArray) stretches = g_array_new(FALSE, FALSE, sizeof(Stretch));
    g_autoptr(GArray) crossings = g_array_new(FALSE, FALSE, sizeof(Crossing));
    g_autoptr(GArray) courses = g_array_new(FALSE, FALSE, sizeof(Course));
    Plan plan = { layout, stretches, crossings, courses };
    layout->tracks_top = lowest_column(layout) + ACV_SVG_ZONE_EXTENT + ACV_SVG_VPC_EXTENT;
    for (guint i = 0; i < layout->routes->len; i++) {
        Course course = course_of(&plan, route_at(layout, i));
        g_array_append_val(courses, course);
    }
    place_columns(&plan);
    for (guint i = 0; i < layout->routes->len; i++) {
        draw_route(&plan, i);
    }
}

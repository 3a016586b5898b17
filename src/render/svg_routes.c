/* Lines with their arrowheads, and what they mean. */
#include "render/svg_draw.h"

enum { HEAD_LENGTH = 10, HEAD_HALF = 5, WALL = 8 };

static const char *
class_of_line(const AcvLink *link)
{
    static const char *const classes[] = {
        [ACV_FATE_BEYOND] = "acv-line acv-line-beyond",
        [ACV_FATE_PASSES] = "acv-line",
        [ACV_FATE_UNKNOWN] = "acv-line acv-line-unknown",
        [ACV_FATE_STOPS_SOME] = "acv-line",
        [ACV_FATE_STOPS] = "acv-line",
    };
    static const char *const replies[] = {
        [ACV_FATE_BEYOND] = "acv-line acv-reply acv-line-beyond",
        [ACV_FATE_PASSES] = "acv-line acv-reply",
        [ACV_FATE_UNKNOWN] = "acv-line acv-reply acv-line-unknown",
        [ACV_FATE_STOPS_SOME] = "acv-line acv-reply",
        [ACV_FATE_STOPS] = "acv-line acv-reply",
    };
    return (link->is_reply ? replies : classes)[link->fate];
}

static void
write_polyline(AcvSvgDrawing *drawing, const char *class_name, const GArray *points)
{
    g_string_append_printf(drawing->out, "<polyline class=\"%s\" points=\"", class_name);
    for (guint i = 0; i < points->len; i++) {
        const AcvSvgPoint *point = &g_array_index(points, AcvSvgPoint, i);
        g_string_append_printf(drawing->out, "%s%d,%d", i > 0 ? " " : "", point->x, point->y);
    }
    g_string_append(drawing->out, "\"/>\n");
}

/* The direction in which a line arrives, as a step of one. */
static AcvSvgPoint
heading_of(AcvSvgSide side)
{
    static const AcvSvgPoint steps[] = {
        [ACV_SIDE_LEFT] = { 1, 0 },
        [ACV_SIDE_RIGHT] = { -1, 0 },
        [ACV_SIDE_TOP] = { 0, 1 },
        [ACV_SIDE_BOTTOM] = { 0, -1 },
    };
    return steps[side];
}

static void
write_head(AcvSvgDrawing *drawing, AcvSvgPoint tip, AcvSvgPoint step, bool is_open)
{
    AcvSvgPoint base = { tip.x - step.x * HEAD_LENGTH, tip.y - step.y * HEAD_LENGTH };
    g_string_append_printf(drawing->out, "<path class=\"%s\" d=\"M%d %dL%d %dL%d %dz\"/>\n",
                           is_open ? "acv-head-open" : "acv-head", tip.x, tip.y,
                           base.x - step.y * HEAD_HALF, base.y - step.x * HEAD_HALF,
                           base.x + step.y * HEAD_HALF, base.y + step.x * HEAD_HALF);
}

static bool
has_wall(const AcvFigure *figure)
{
    return figure->fate > ACV_FATE_PASSES && figure->explanations->len > 0;
}

/* Up to the wall if there is one. */
static void
draw_route(AcvSvgDrawing *drawing, const AcvSvgRoute *route)
{
    const AcvSvgChip *to = acv_svg_layout_chip(drawing->layout, route->link->to);
    AcvSvgPoint step = heading_of(route->to);
    AcvSvgPoint *last = &g_array_index(route->points, AcvSvgPoint, route->points->len - 1);
    int back = has_wall(to->figure) ? WALL : 1;
    AcvSvgPoint tip = { last->x - step.x * back, last->y - step.y * back };
    *last = (AcvSvgPoint){ tip.x - step.x * HEAD_LENGTH, tip.y - step.y * HEAD_LENGTH };
    write_polyline(drawing, "acv-halo", route->points);
    write_polyline(drawing, class_of_line(route->link), route->points);
    write_head(drawing, tip, step, route->link->is_reply);
}

/* Which lines cover others where they cross: the greater, so that a line on which packets get
 * through is not cut. */
static int
rank_of(const AcvLink *link)
{
    return (link->fate == ACV_FATE_BEYOND ? 0 : 2) + (link->is_reply ? 0 : 1);
}

void
acv_svg_draw_routes(AcvSvgDrawing *drawing)
{
    enum { N_RANKS = 4 };
    for (int rank = 0; rank < N_RANKS; rank++) {
        for (guint i = 0; i < drawing->layout->routes->len; i++) {
            const AcvSvgRoute *route = &g_array_index(drawing->layout->routes, AcvSvgRoute, i);
            if (rank_of(route->link) == rank) {
                draw_route(drawing, route);
            }
        }
    }
}

/* --- What they mean --- */

/* A sign and its meaning. */
typedef struct {
    const char *text;
    const char *line; /* Class of a line; NULL: a wall, of the class 'wall'. */
    const char *wall;
    bool is_reply;
    AcvFate fate;
} Sign;

static const Sign signs[] = {
    { "gets through", "acv-line", NULL, false, ACV_FATE_PASSES },
    { "reply", "acv-line acv-reply", NULL, true, ACV_FATE_PASSES },
    { "not known", "acv-line acv-line-unknown", NULL, false, ACV_FATE_UNKNOWN },
    { "what would follow", "acv-line acv-line-beyond", NULL, false, ACV_FATE_BEYOND },
    { "stops here", NULL, "acv-wall", false, ACV_FATE_STOPS },
    { "depends on what is not known", NULL, "acv-doubt", false, ACV_FATE_UNKNOWN },
};

static bool
has_sign(const AcvSvgLayout *layout, const Sign *sign)
{
    for (guint i = 0; sign->line && i < layout->routes->len; i++) {
        const AcvLink *link = g_array_index(layout->routes, AcvSvgRoute, i).link;
        bool is_usual =
            link->fate == sign->fate && (sign->fate != ACV_FATE_PASSES || !link->is_reply);
        if (sign->is_reply ? link->is_reply : is_usual) {
            return true;
        }
    }
    for (guint i = 0; !sign->line && i < layout->chips->len; i++) {
        const AcvFigure *figure = acv_svg_layout_chip(layout, i)->figure;
        bool stops = figure->fate >= ACV_FATE_STOPS_SOME && sign->fate == ACV_FATE_STOPS;
        if (has_wall(figure) && (stops || figure->fate == sign->fate)) {
            return true;
        }
    }
    return false;
}

enum { SAMPLE = 40, SAMPLE_GAP = 8, SIGN_GAP = 24, ROW = 20 };

/* Places a sign and moves on, to the next row if there is no more room in this one. */
static AcvSvgPoint
place_sign(const Sign *sign, AcvSvgPoint *next, int width)
{
    int size = SAMPLE + SAMPLE_GAP + acv_svg_text_width(sign->text, ACV_SVG_FONT_SMALL);
    if (next->x > ACV_SVG_MARGIN && next->x + size > width - ACV_SVG_MARGIN) {
        *next = (AcvSvgPoint){ ACV_SVG_MARGIN, next->y + ROW };
    }
    AcvSvgPoint place = *next;
    next->x += size + SIGN_GAP;
    return place;
}

int
acv_svg_legend_height(const AcvSvgLayout *layout, int width)
{
    AcvSvgPoint next = { ACV_SVG_MARGIN, ROW };
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
        if (has_sign(layout, &signs[i])) {
            place_sign(&signs[i], &next, width);
        }
    }
    return next.y;
}

static void
draw_sign(AcvSvgDrawing *drawing, const Sign *sign, AcvSvgPoint at)
{
    enum { MIDDLE = 8, BASELINE = 12 };
    int y = at.y + MIDDLE;
    if (sign->line) {
        g_string_append_printf(drawing->out, "<path class=\"%s\" d=\"M%d %dh%d\"/>\n", sign->line,
                               at.x, y, SAMPLE - HEAD_LENGTH);
        write_head(drawing, (AcvSvgPoint){ at.x + SAMPLE, y }, (AcvSvgPoint){ 1, 0 },
                   sign->is_reply);
    } else {
        g_string_append_printf(drawing->out,
                               "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>"
                               "\n",
                               sign->wall, at.x + SAMPLE - 2 * WALL, at.y, WALL, 2 * WALL);
    }
    acv_svg_draw_text(drawing, at.x + SAMPLE + SAMPLE_GAP, at.y + BASELINE, ACV_SVG_FONT_SMALL,
                      sign->text);
}

void
acv_svg_draw_legend(AcvSvgDrawing *drawing, int width, int y)
{
    AcvSvgPoint next = { ACV_SVG_MARGIN, y };
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
        if (has_sign(drawing->layout, &signs[i])) {
            draw_sign(drawing, &signs[i], place_sign(&signs[i], &next, width));
        }
    }
}

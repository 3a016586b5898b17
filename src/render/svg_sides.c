/* By which sides of chips links leave and arrive, and where on a side. */
#include "render/svg_layout.h"

static AcvSvgRoute *
route_at(const AcvSvgLayout *layout, guint index)
{
    return &g_array_index(layout->routes, AcvSvgRoute, index);
}

/* The chip that stands right below the one at 'index', in the same subnet or outside any; -1 if
 * there is none. */
static int
chip_below(const AcvSvgLayout *layout, guint index)
{
    const AcvSvgChip *chip = acv_svg_layout_chip(layout, index);
    for (guint i = index + 1; i < layout->chips->len; i++) {
        const AcvSvgChip *other = acv_svg_layout_chip(layout, i);
        if (other->column == chip->column && other->figure->frame == chip->figure->frame) {
            return (int) i;
        }
    }
    return -1;
}

/* An arrow straight down, if no other goes there yet. */
static bool
is_direct(const AcvSvgLayout *layout, const AcvLink *link)
{
    return chip_below(layout, link->from) == (int) link->to
           && acv_svg_layout_chip(layout, link->from)->n_ports[ACV_SIDE_BOTTOM] == 0;
}

static void
choose_sides(const AcvSvgLayout *layout, AcvSvgRoute *route)
{
    AcvSvgChip *from = acv_svg_layout_chip(layout, route->link->from);
    AcvSvgChip *to = acv_svg_layout_chip(layout, route->link->to);
    if (is_direct(layout, route->link)) {
        route->from = ACV_SIDE_BOTTOM;
        route->to = ACV_SIDE_TOP;
    } else if (from->column == to->column) {
        route->from = ACV_SIDE_RIGHT;
        route->to = ACV_SIDE_RIGHT;
    } else {
        bool goes_right = from->column < to->column;
        route->from = goes_right ? ACV_SIDE_RIGHT : ACV_SIDE_LEFT;
        route->to = goes_right ? ACV_SIDE_LEFT : ACV_SIDE_RIGHT;
    }
    from->n_ports[route->from]++;
    to->n_ports[route->to]++;
    to->is_entered[route->to] = true;
}

void
acv_svg_layout_sides(AcvSvgLayout *layout)
{
    for (guint i = 0; i < layout->picture->links->len; i++) {
        AcvSvgRoute route = { .link = &g_array_index(layout->picture->links, AcvLink, i),
                              .points = g_array_new(FALSE, FALSE, sizeof(AcvSvgPoint)) };
        choose_sides(layout, &route);
        g_array_append_val(layout->routes, route);
    }
}

/* --- Ports --- */

/* One end of a route at a side of a chip. */
typedef struct {
    guint route;
    bool is_start;
    int other_y; /* The middle of the chip at the other end. */
} Port;

static int
compare_ports(gconstpointer a, gconstpointer b)
{
    const Port *left = a;
    const Port *right = b;
    if (left->other_y != right->other_y) {
        return left->other_y < right->other_y ? -1 : 1;
    }
    if (left->route != right->route) {
        return left->route < right->route ? -1 : 1;
    }
    return (int) right->is_start - (int) left->is_start;
}

static int
middle_of(const AcvSvgLayout *layout, guint chip)
{
    const AcvSvgBox *box = &acv_svg_layout_chip(layout, chip)->box;
    return box->y + box->height / 2;
}

static GArray *
ports_of(const AcvSvgLayout *layout, guint chip, AcvSvgSide side)
{
    GArray *ports = g_array_new(FALSE, FALSE, sizeof(Port));
    for (guint i = 0; i < layout->routes->len; i++) {
        const AcvSvgRoute *route = route_at(layout, i);
        if (route->link->from == chip && route->from == side) {
            Port port = { i, true, middle_of(layout, route->link->to) };
            g_array_append_val(ports, port);
        }
        if (route->link->to == chip && route->to == side) {
            Port port = { i, false, middle_of(layout, route->link->from) };
            g_array_append_val(ports, port);
        }
    }
    g_array_sort(ports, compare_ports);
    return ports;
}

/* Spreads the ports of a side over it: chips are high enough for one on every line of the grid. */
static void
place_ports(AcvSvgLayout *layout, guint chip, AcvSvgSide side)
{
    g_autoptr(GArray) ports = ports_of(layout, chip, side);
    const AcvSvgBox *box = &acv_svg_layout_chip(layout, chip)->box;
    int shift = side == ACV_SIDE_LEFT ? ACV_SVG_PORT / 2 : 0;
    for (guint i = 0; i < ports->len; i++) {
        const Port *port = &g_array_index(ports, Port, i);
        int step = box->height * ((int) i + 1) / ((int) ports->len + 1);
        int y = (box->y + step) / ACV_SVG_PORT * ACV_SVG_PORT + shift;
        AcvSvgRoute *route = route_at(layout, port->route);
        *(port->is_start ? &route->from_y : &route->to_y) = y;
    }
}

void
acv_svg_layout_ports(AcvSvgLayout *layout)
{
    for (guint i = 0; i < layout->chips->len; i++) {
        place_ports(layout, i, ACV_SIDE_LEFT);
        place_ports(layout, i, ACV_SIDE_RIGHT);
    }
}

/* Which column holds what. */
#include "render/svg_layout.h"

#include <string.h>

/* So many columns of subnets are side by side if zones have more subnets than one; one less if
 * there are columns beside them. */
enum { MOST_SUBNET_COLUMNS = 4 };

static const AcvFrame *
frame_at(const AcvSvgLayout *layout, int index)
{
    return &g_array_index(layout->picture->frames, AcvFrame, (guint) index);
}

static int
add_column(AcvSvgLayout *layout, int frame)
{
    AcvSvgColumn column = { .frame = frame == ACV_NO_FRAME ? NULL : frame_at(layout, frame),
                            .frame_index = frame,
                            .subnets = g_array_new(FALSE, FALSE, sizeof(int)) };
    g_array_append_val(layout->columns, column);
    return (int) layout->columns->len - 1;
}

/* Puts all figures of 'frame' in a column. */
static void
put_figures(AcvSvgLayout *layout, int frame, int column)
{
    for (guint i = 0; i < layout->chips->len; i++) {
        AcvSvgChip *chip = acv_svg_layout_chip(layout, i);
        if (chip->figure->frame == frame) {
            chip->column = column;
        }
    }
}

static guint
count_figures(const AcvSvgLayout *layout, int frame)
{
    guint n = 0;
    for (guint i = 0; i < layout->chips->len; i++) {
        n += acv_svg_layout_chip(layout, i)->figure->frame == frame;
    }
    return n;
}

static bool
has_client(const AcvSvgLayout *layout, int frame)
{
    for (guint i = 0; i < layout->chips->len; i++) {
        const AcvFigure *figure = acv_svg_layout_chip(layout, i)->figure;
        if (figure->frame == frame && figure->kind == ACV_FIGURE_CLIENT) {
            return true;
        }
    }
    return false;
}

static void
append_children(const AcvSvgLayout *layout, GArray *children, int parent, bool with_client)
{
    for (guint i = 0; i < layout->picture->frames->len; i++) {
        int index = (int) i;
        if (frame_at(layout, index)->parent == parent && has_client(layout, index) == with_client) {
            g_array_append_val(children, index);
        }
    }
}

/* The frames within a frame, those of clients first; elements int. */
static GArray *
children_of(const AcvSvgLayout *layout, int parent)
{
    GArray *children = g_array_new(FALSE, FALSE, sizeof(int));
    append_children(layout, children, parent, true);
    append_children(layout, children, parent, false);
    return children;
}

/* Zones by their names; one that is not known is the last. */
static int
compare_zones(gconstpointer a, gconstpointer b, gpointer data)
{
    const AcvSvgLayout *layout = data;
    const char *left = frame_at(layout, *(const int *) a)->id;
    const char *right = frame_at(layout, *(const int *) b)->id;
    if (!left || !right) {
        return (left == NULL) - (right == NULL);
    }
    return strcmp(left, right);
}

static guint
count_frames(const AcvSvgLayout *layout, AcvFrameKind kind)
{
    guint n = 0;
    for (guint i = 0; i < layout->picture->frames->len; i++) {
        n += frame_at(layout, (int) i)->kind == kind;
    }
    return n;
}

/* How many columns a zone may have. */
static guint
share_of_zone(const AcvSvgLayout *layout)
{
    guint most = MOST_SUBNET_COLUMNS;
    for (guint i = 0; i < layout->chips->len && most == MOST_SUBNET_COLUMNS; i++) {
        int frame = acv_svg_layout_chip(layout, i)->figure->frame;
        bool is_within = frame != ACV_NO_FRAME && frame_at(layout, frame)->kind == ACV_FRAME_SUBNET;
        most -= is_within ? 0 : 1;
    }
    if (count_frames(layout, ACV_FRAME_SUBNET) <= most) {
        return most;
    }
    guint share = most / count_frames(layout, ACV_FRAME_ZONE);
    return share > 0 ? share : 1;
}

/* The one that has fewest figures so far. */
static guint
emptiest(const guint *filled, guint n_columns)
{
    guint least = 0;
    for (guint i = 1; i < n_columns; i++) {
        least = filled[i] < filled[least] ? i : least;
    }
    return least;
}

static void
add_zone(AcvSvgLayout *layout, int zone)
{
    g_autoptr(GArray) subnets = children_of(layout, zone);
    guint share = share_of_zone(layout);
    guint n_columns = MIN(subnets->len, share);
    guint filled[MOST_SUBNET_COLUMNS] = { 0 };
    int first = (int) layout->columns->len;
    for (guint i = 0; i < n_columns; i++) {
        add_column(layout, zone);
    }
    for (guint i = 0; i < subnets->len; i++) {
        int subnet = g_array_index(subnets, int, i);
        guint least = emptiest(filled, n_columns);
        filled[least] += count_figures(layout, subnet) + 1;
        put_figures(layout, subnet, first + (int) least);
        g_array_append_val(acv_svg_layout_column(layout, first + (int) least)->subnets, subnet);
    }
    acv_svg_layout_column(layout, first)->starts_zone = true;
    acv_svg_layout_column(layout, (int) layout->columns->len - 1)->ends_zone = true;
}

static void
add_vpc(AcvSvgLayout *layout, int vpc)
{
    g_autoptr(GArray) zones = children_of(layout, vpc);
    int first = (int) layout->columns->len;
    g_array_sort_with_data(zones, compare_zones, layout);
    for (guint i = 0; i < zones->len; i++) {
        add_zone(layout, g_array_index(zones, int, i));
    }
    if (count_figures(layout, vpc) > 0) {
        put_figures(layout, vpc, add_column(layout, vpc));
    }
    if (first < (int) layout->columns->len) {
        acv_svg_layout_column(layout, first)->starts_vpc = true;
        acv_svg_layout_column(layout, (int) layout->columns->len - 1)->ends_vpc = true;
    }
}

/* Clients outside stand on the left, with what keeps them from sending; everything else outside on
 * the right. */
static void
add_outside(AcvSvgLayout *layout, bool is_left)
{
    int column = -1;
    for (guint i = 0; i < layout->chips->len; i++) {
        AcvSvgChip *chip = acv_svg_layout_chip(layout, i);
        bool is_client =
            chip->figure->kind == ACV_FIGURE_CLIENT || acv_figure_is_gate(chip->figure);
        if (chip->figure->frame != ACV_NO_FRAME || is_client != is_left) {
            continue;
        }
        if (column < 0) {
            column = add_column(layout, ACV_NO_FRAME);
            acv_svg_layout_column(layout, column)->is_left = is_left;
        }
        chip->column = column;
    }
}

void
acv_svg_layout_columns(AcvSvgLayout *layout)
{
    add_outside(layout, true);
    for (guint i = 0; i < layout->picture->frames->len; i++) {
        if (frame_at(layout, (int) i)->kind == ACV_FRAME_VPC) {
            add_vpc(layout, (int) i);
        }
    }
    add_outside(layout, false);
}

#include "render/svg_layout.h"

AcvSvgChip *
acv_svg_layout_chip(const AcvSvgLayout *layout, guint index)
{
    return g_ptr_array_index(layout->chips, index);
}

AcvSvgColumn *
acv_svg_layout_column(const AcvSvgLayout *layout, int index)
{
    return &g_array_index(layout->columns, AcvSvgColumn, (guint) index);
}

/* --- Frames --- */

/* From left to right around the columns of a frame, and by 'margin' more. */
static void
span_columns(const AcvSvgLayout *layout, AcvSvgBox *box, int frame, int margin)
{
    for (guint i = 0; i < layout->columns->len; i++) {
        const AcvSvgColumn *column = acv_svg_layout_column(layout, (int) i);
        bool is_edge = column->frame_index == frame && column->frame->kind == ACV_FRAME_VPC;
        bool is_within = column->frame && column->frame->parent == frame;
        if (column->frame_index != frame && !is_within) {
            continue;
        }
        int right = is_edge ? column->x + column->width / 2 : column->x + column->width + margin;
        if (box->width == 0) {
            box->x = column->x - (is_edge ? ACV_SVG_VPC_EXTENT : margin);
        }
        box->width = right - box->x;
    }
}

static void
place_subnets(AcvSvgLayout *layout)
{
    for (guint i = 0; i < layout->columns->len; i++) {
        const AcvSvgColumn *column = acv_svg_layout_column(layout, (int) i);
        for (guint j = 0; j < column->subnets->len; j++) {
            guint subnet = (guint) g_array_index(column->subnets, int, j);
            AcvSvgBox *box = &g_array_index(layout->frames, AcvSvgBox, subnet);
            box->x = column->x;
            box->width = column->width;
        }
    }
}

/* Zones are as high as the highest column, and VPCs hold the tracks as well. */
static void
place_frames(AcvSvgLayout *layout)
{
    enum { ZONE_MARGIN = ACV_SVG_ZONE_EXTENT, VPC_MARGIN = ZONE_MARGIN + ACV_SVG_VPC_EXTENT };
    int bottom = layout->tracks_top - VPC_MARGIN;
    place_subnets(layout);
    for (guint i = 0; i < layout->picture->frames->len; i++) {
        const AcvFrame *frame = &g_array_index(layout->picture->frames, AcvFrame, i);
        AcvSvgBox *box = &g_array_index(layout->frames, AcvSvgBox, i);
        if (frame->kind == ACV_FRAME_ZONE) {
            span_columns(layout, box, (int) i, ZONE_MARGIN);
            box->y = layout->top + ACV_SVG_VPC_HEADER;
            box->height = bottom + ZONE_MARGIN - box->y;
        } else if (frame->kind == ACV_FRAME_VPC) {
            span_columns(layout, box, (int) i, VPC_MARGIN);
            box->y = layout->top;
            box->height = bottom + VPC_MARGIN + ACV_SVG_LANE * layout->n_tracks - box->y;
        }
    }
    layout->height = layout->tracks_top + ACV_SVG_LANE * layout->n_tracks + ACV_SVG_MARGIN;
}

/* --- Making and freeing --- */

static void
line_clear(AcvSvgLine *line)
{
    g_free(line->text);
}

static void
chip_free(AcvSvgChip *chip)
{
    g_array_unref(chip->lines);
    g_free(chip->full);
    g_free(chip);
}

static void
column_clear(AcvSvgColumn *column)
{
    g_array_unref(column->subnets);
}

static void
route_clear(AcvSvgRoute *route)
{
    g_array_unref(route->points);
}

static AcvSvgChip *
chip_new(const AcvFigure *figure)
{
    AcvSvgChip *chip = g_new0(AcvSvgChip, 1);
    chip->figure = figure;
    chip->lines = g_array_new(FALSE, FALSE, sizeof(AcvSvgLine));
    g_array_set_clear_func(chip->lines, (GDestroyNotify) line_clear);
    return chip;
}

AcvSvgLayout *
acv_svg_layout_new(const AcvPicture *picture, const AcvWords *words, int top)
{
    AcvSvgLayout *layout = g_new0(AcvSvgLayout, 1);
    layout->picture = picture;
    layout->words = words;
    layout->top = top;
    layout->chips = g_ptr_array_new_with_free_func((GDestroyNotify) chip_free);
    layout->columns = g_array_new(FALSE, FALSE, sizeof(AcvSvgColumn));
    layout->frames = g_array_new(FALSE, TRUE, sizeof(AcvSvgBox));
    layout->routes = g_array_new(FALSE, FALSE, sizeof(AcvSvgRoute));
    g_array_set_clear_func(layout->columns, (GDestroyNotify) column_clear);
    g_array_set_clear_func(layout->routes, (GDestroyNotify) route_clear);
    g_array_set_size(layout->frames, picture->frames->len);
    for (guint i = 0; i < picture->figures->len; i++) {
        g_ptr_array_add(layout->chips, chip_new(g_ptr_array_index(picture->figures, i)));
    }
    acv_svg_layout_columns(layout);
    acv_svg_layout_texts(layout);
    acv_svg_layout_sides(layout);
    acv_svg_layout_rows(layout);
    acv_svg_layout_ports(layout);
    acv_svg_layout_lines(layout);
    place_frames(layout);
    return layout;
}

void
acv_svg_layout_free(AcvSvgLayout *layout)
{
    if (layout) {
        g_ptr_array_unref(layout->chips);
        g_array_unref(layout->columns);
        g_array_unref(layout->frames);
        g_array_unref(layout->routes);
        g_free(layout);
    }
}

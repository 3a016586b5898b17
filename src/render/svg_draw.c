/* Frames and chips. */
#include "render/svg_draw.h"

#include "render/escape.h"
#include "render/wording_figure.h"

/* --- Text --- */

static const char *
class_of_font(AcvSvgFont font)
{
    static const char *const classes[] = {
#define FONT_CLASS(constant, size, name) "acv-" name,
        ACV_SVG_FONTS(FONT_CLASS)
#undef FONT_CLASS
    };
    return classes[font];
}

void
acv_svg_draw_text(AcvSvgDrawing *drawing, int x, int y, AcvSvgFont font, const char *text)
{
    g_string_append_printf(drawing->out, "<text class=\"%s\" x=\"%d\" y=\"%d\">",
                           class_of_font(font), x, y);
    acv_escape_markup(drawing->out, text);
    g_string_append(drawing->out, "</text>\n");
}

static void
write_title(AcvSvgDrawing *drawing, const char *text)
{
    g_string_append(drawing->out, "<title>");
    acv_escape_markup(drawing->out, text);
    g_string_append(drawing->out, "</title>\n");
}

static void
write_rect(AcvSvgDrawing *drawing, const char *class_name, const AcvSvgBox *box, int radius)
{
    g_string_append_printf(drawing->out,
                           "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
                           "rx=\"%d\"/>\n",
                           class_name, box->x, box->y, box->width, box->height, radius);
}

/* --- Frames --- */

/* As much of a text as fits in '*room', of which the rest is left. */
static void
append_span(AcvSvgDrawing *drawing, const char *text, AcvSvgFont font, int *room)
{
    enum { GAP = 8 };
    g_autofree char *clean = acv_escape_controls(text);
    g_autofree char *fitted = acv_svg_text_fit(clean, font, MAX(*room, 0));
    if (*fitted) {
        g_string_append_printf(drawing->out, "<tspan class=\"%s\">", class_of_font(font));
        acv_escape_markup(drawing->out, fitted);
        g_string_append(drawing->out, "</tspan> ");
        *room -= acv_svg_text_width(fitted, font) + GAP;
    }
}

static void
draw_frame(AcvSvgDrawing *drawing, const AcvFrame *frame, const AcvSvgBox *box)
{
    static const char *const classes[] = {
        [ACV_FRAME_VPC] = "acv-vpc",
        [ACV_FRAME_ZONE] = "acv-zone",
        [ACV_FRAME_SUBNET] = "acv-subnet",
    };
    enum { FIRST_LINE = 20, SECOND_LINE = 36 };
    bool is_zone = frame->kind == ACV_FRAME_ZONE;
    g_autoptr(GString) about = g_string_new(NULL);
    acv_word_frame_about(about, frame);
    const char *kind = acv_word_frame_kind(frame);
    g_autofree char *full = g_strjoin(" ", kind, acv_word_frame_title(frame), about->str, NULL);
    AcvSvgPoint at = { box->x + ACV_SVG_PADDING, box->y + FIRST_LINE };
    int room = box->width - 2 * ACV_SVG_PADDING;
    g_string_append(drawing->out, "<g>");
    write_title(drawing, full);
    write_rect(drawing, classes[frame->kind], box, frame->kind == ACV_FRAME_SUBNET ? 4 : 8);
    g_string_append_printf(drawing->out, "<text x=\"%d\" y=\"%d\">", at.x, at.y);
    append_span(drawing, kind, ACV_SVG_FONT_SMALL, &room);
    append_span(drawing, acv_word_frame_title(frame), ACV_SVG_FONT_STRONG, &room);
    append_span(drawing, is_zone ? about->str : "", ACV_SVG_FONT_MONO, &room);
    g_string_append(drawing->out, "</text>\n");
    if (!is_zone && about->len > 0) {
        room = box->width - 2 * ACV_SVG_PADDING;
        g_string_append_printf(drawing->out, "<text x=\"%d\" y=\"%d\">", at.x,
                               box->y + SECOND_LINE);
        append_span(drawing, about->str, ACV_SVG_FONT_MONO, &room);
        g_string_append(drawing->out, "</text>\n");
    }
    g_string_append(drawing->out, "</g>\n");
}

void
acv_svg_draw_frames(AcvSvgDrawing *drawing)
{
    const AcvSvgLayout *layout = drawing->layout;
    for (guint i = 0; i < layout->frames->len; i++) {
        const AcvSvgBox *box = &g_array_index(layout->frames, AcvSvgBox, i);
        if (box->width > 0) {
            draw_frame(drawing, &g_array_index(layout->picture->frames, AcvFrame, i), box);
        }
    }
}

/* --- Chips --- */

/* Drawn by lines of one width, in a square of 16. */
static const char *
icon_of(const AcvFigure *figure)
{
    static const char *const icons[] = {
        [ACV_FIGURE_CLIENT] = "M8 1a3 3 0 1 1 0 6a3 3 0 0 1 0-6zM2 15c0-4 3-5 6-5s6 1 6 5",
        [ACV_FIGURE_TARGET] = "M2 4c0-3 12-3 12 0v8c0 3-12 3-12 0zM2 4c0 3 12 3 12 0"
                              "M2 8c0 3 12 3 12 0",
        [ACV_FIGURE_INTERFACE] = "M2 3h12v8H2zM5 11v3M8 11v3M11 11v3",
        [ACV_FIGURE_NAT_GATEWAY] = "M2 5h12l-3-3M14 11H2l3 3",
        [ACV_FIGURE_INTERNET_GATEWAY] = "M2 15V8a6 6 0 0 1 12 0v7zM8 14V7M5 10l3-3 3 3",
        [ACV_FIGURE_GATEWAY_ENDPOINT] = "M1 8h8M6 5l3 3-3 3M10 2h4v12h-4",
        [ACV_FIGURE_INTERNET] = "M8 1a7 7 0 1 1 0 14a7 7 0 0 1 0-14zM1 8h14M8 1c4 4 4 10 0 14"
                                "M8 1c-4 4-4 10 0 14",
        [ACV_FIGURE_SERVICE] = "M4 13a3.5 3.5 0 0 1 0-7a4.5 4.5 0 0 1 8.5 1a3 3 0 0 1 .5 6z",
        [ACV_FIGURE_RESOLVER] = "M7 2a5 5 0 1 1 0 10a5 5 0 0 1 0-10zM11 11l4 4",
        [ACV_FIGURE_LINK_LOCAL] = "M4 13a3.5 3.5 0 0 1 0-7a4.5 4.5 0 0 1 8.5 1a3 3 0 0 1 .5 6z",
        [ACV_FIGURE_UNKNOWN] = "M5 5a3 3 0 1 1 4 3q-1 .5-1 2M8 13.5v.5",
        [ACV_FIGURE_NAME] = "M7 2a5 5 0 1 1 0 10a5 5 0 0 1 0-10zM11 11l4 4",
        [ACV_FIGURE_SECURITY_GROUP] = "M8 1l6 2v5c0 4-3 6-6 7c-3-1-6-3-6-7V3z",
        [ACV_FIGURE_NETWORK_ACL] = "M2 2h12v12H2zM2 6h12M2 10h12M6 2v12",
        [ACV_FIGURE_ROUTE_TABLE] = "M8 1v14M3 2h8l2 2-2 2H3zM13 8H6l-2 2 2 2h7z",
        [ACV_FIGURE_CONDITION] = "M8 2l6 12H2zM8 6v4M8 12v.5",
    };
    bool is_far = figure->kind == ACV_FIGURE_TARGET && figure->frame == ACV_NO_FRAME;
    return icons[is_far ? ACV_FIGURE_INTERNET : figure->kind];
}

/* Who asks is round, who is asked for has a double edge, a gateway has cut corners. */
static void
draw_shape(AcvSvgDrawing *drawing, const AcvSvgChip *chip, const char *class_name)
{
    enum { CUT = 10, ROUND = 22, INSET = 4 };
    const AcvSvgBox *box = &chip->box;
    AcvFigureKind kind = chip->figure->kind;
    bool is_target = kind == ACV_FIGURE_TARGET || kind == ACV_FIGURE_SERVICE;
    bool is_round = kind == ACV_FIGURE_CLIENT || kind == ACV_FIGURE_INTERNET;
    if (is_target || is_round || acv_figure_is_gate(chip->figure)) {
        write_rect(drawing, class_name, box, is_round ? ROUND : 3);
    } else {
        g_string_append_printf(drawing->out,
                               "<path class=\"%s\" d=\"M%d %dh%dl%d %dv%dl-%d %dh-%dl-%d -%dv-%dz"
                               "\"/>\n",
                               class_name, box->x + CUT, box->y, box->width - 2 * CUT, CUT, CUT,
                               box->height - 2 * CUT, CUT, CUT, box->width - 2 * CUT, CUT, CUT,
                               box->height - 2 * CUT);
    }
    if (is_target) {
        AcvSvgBox inner = { box->x + INSET, box->y + INSET, box->width - 2 * INSET,
                            box->height - 2 * INSET };
        write_rect(drawing, "acv-inner", &inner, 1);
    }
}

static const char *
class_of_chip(const AcvFigure *figure)
{
    static const char *const gates[] = {
        [ACV_FATE_BEYOND] = "acv-chip acv-beyond",  [ACV_FATE_PASSES] = "acv-chip",
        [ACV_FATE_UNKNOWN] = "acv-chip acv-beyond", [ACV_FATE_STOPS_SOME] = "acv-chip acv-stop",
        [ACV_FATE_STOPS] = "acv-chip acv-stop",
    };
    static const char *const ends[] = {
        [ACV_FATE_BEYOND] = "acv-end acv-beyond",  [ACV_FATE_PASSES] = "acv-end",
        [ACV_FATE_UNKNOWN] = "acv-end acv-beyond", [ACV_FATE_STOPS_SOME] = "acv-end acv-stop",
        [ACV_FATE_STOPS] = "acv-end acv-stop",
    };
    return (acv_figure_is_gate(figure) ? gates : ends)[figure->fate];
}

/* --- Walls --- */

/* Of a wall with gaps in it, so many stretches. */
enum { THICKNESS = 8, OVERHANG = 4, STRETCHES = 5 };

static void
draw_bar(AcvSvgDrawing *drawing, const AcvSvgBox *bar, AcvFate fate)
{
    if (fate != ACV_FATE_STOPS_SOME) {
        write_rect(drawing, fate == ACV_FATE_STOPS ? "acv-wall" : "acv-doubt", bar, 0);
        return;
    }
    bool is_upright = bar->height > bar->width;
    int step = (is_upright ? bar->height : bar->width) / STRETCHES;
    for (int i = 0; i < STRETCHES; i++) {
        AcvSvgBox part = *bar;
        part.x += is_upright ? 0 : i * step;
        part.y += is_upright ? i * step : 0;
        part.width = is_upright ? bar->width : step * 2 / 3;
        part.height = is_upright ? step * 2 / 3 : bar->height;
        write_rect(drawing, "acv-wall", &part, 0);
    }
}

static AcvSvgBox
bar_at(const AcvSvgBox *box, AcvSvgSide side)
{
    if (side == ACV_SIDE_TOP || side == ACV_SIDE_BOTTOM) {
        int y = side == ACV_SIDE_TOP ? box->y - THICKNESS : box->y + box->height;
        return (AcvSvgBox){ box->x - OVERHANG, y, box->width + 2 * OVERHANG, THICKNESS };
    }
    int x = side == ACV_SIDE_LEFT ? box->x - THICKNESS : box->x + box->width;
    return (AcvSvgBox){ x, box->y - OVERHANG, THICKNESS, box->height + 2 * OVERHANG };
}

/* A wall at each side where packets come. */
static void
draw_walls(AcvSvgDrawing *drawing, const AcvSvgChip *chip)
{
    if (chip->figure->fate <= ACV_FATE_PASSES || chip->figure->explanations->len == 0) {
        return;
    }
    for (int side = 0; side < ACV_N_SIDES; side++) {
        if (chip->is_entered[side]) {
            AcvSvgBox bar = bar_at(&chip->box, (AcvSvgSide) side);
            draw_bar(drawing, &bar, chip->figure->fate);
        }
    }
}

static void
draw_chip(AcvSvgDrawing *drawing, const AcvSvgChip *chip)
{
    enum { ICON_INSET = 13, TOP = 8 };
    const AcvSvgBox *box = &chip->box;
    g_string_append(drawing->out, "<g>");
    write_title(drawing, chip->full);
    draw_shape(drawing, chip, class_of_chip(chip->figure));
    draw_walls(drawing, chip);
    g_string_append_printf(drawing->out,
                           "<path class=\"acv-icon\" transform=\"translate(%d %d)\" d=\"%s\"/>\n",
                           box->x + ICON_INSET, box->y + ICON_INSET, icon_of(chip->figure));
    int y = box->y + TOP;
    for (guint i = 0; i < chip->lines->len; i++) {
        const AcvSvgLine *line = &g_array_index(chip->lines, AcvSvgLine, i);
        y += acv_svg_line_height(line->font);
        acv_svg_draw_text(drawing, box->x + ACV_SVG_TEXT_INSET, y - 4, line->font, line->text);
    }
    g_string_append(drawing->out, "</g>\n");
}

void
acv_svg_draw_chips(AcvSvgDrawing *drawing)
{
    for (guint i = 0; i < drawing->layout->chips->len; i++) {
        draw_chip(drawing, acv_svg_layout_chip(drawing->layout, i));
    }
}

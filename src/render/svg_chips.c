/* What stands on chips, and where they stand in their columns. */
#include "render/svg_layout.h"

#include "render/escape.h"
#include "render/wording_figure.h"

enum { GRID = 8, CHIP_WIDTH = 304, EDGE_WIDTH = 248 };
enum { CHIP_PADDING = 8, CHIP_GAP = 16, ARROW_GAP = 24, SUBNET_GAP = 24 };
enum { MOST_RULE_LINES = 2, MOST_MESSAGE_LINES = 6 };

/* --- Texts --- */

static int
chip_width(const AcvSvgColumn *column)
{
    bool is_zone = column->frame && column->frame->kind == ACV_FRAME_ZONE;
    return is_zone ? CHIP_WIDTH : EDGE_WIDTH;
}

static void
add_text(AcvSvgChip *chip, const char *text, AcvSvgFont font, guint most)
{
    enum { RIGHT_INSET = 14 };
    if (!text || !*text) {
        return;
    }
    g_autofree char *clean = acv_escape_controls(text);
    g_autoptr(GPtrArray) pieces = g_ptr_array_new_with_free_func(g_free);
    int room = chip->box.width - ACV_SVG_TEXT_INSET - RIGHT_INSET;
    acv_svg_text_wrap(pieces, clean, font, room, most);
    for (guint i = 0; i < pieces->len; i++) {
        AcvSvgLine line = { font, g_strdup(g_ptr_array_index(pieces, i)) };
        g_array_append_val(chip->lines, line);
    }
}

/* All of it in one text, for who asks for more than has room. */
static char *
full_text(const AcvFigureWords *words)
{
    const char *parts[] = { words->label, words->title, words->id, words->stop };
    GString *full = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (parts[i]) {
            g_string_append_printf(full, "%s%s", full->len > 0 ? " \u00b7 " : "", parts[i]);
        }
    }
    for (guint i = 0; i < words->details->len; i++) {
        g_string_append_printf(full, " \u00b7 %s", (char *) g_ptr_array_index(words->details, i));
    }
    return g_string_free(full, FALSE);
}

static void
write_chip(const AcvSvgLayout *layout, AcvSvgChip *chip)
{
    static const char *const stops[] = {
        [ACV_FATE_BEYOND] = "",    [ACV_FATE_PASSES] = "",
        [ACV_FATE_UNKNOWN] = "? ", [ACV_FATE_STOPS_SOME] = "stops some: ",
        [ACV_FATE_STOPS] = "",
    };
    g_autoptr(AcvFigureWords) words = acv_figure_words_new(layout->words, chip->figure);
    chip->full = full_text(words);
    if (words->stop) {
        g_autofree char *stop = g_strconcat(stops[chip->figure->fate], words->stop, NULL);
        add_text(chip, stop, ACV_SVG_FONT_CODE, 3);
    }
    add_text(chip, words->label, ACV_SVG_FONT_SMALL, 1);
    add_text(chip, words->title, ACV_SVG_FONT_STRONG, 1);
    add_text(chip, words->id, ACV_SVG_FONT_MONO, 1);
    for (guint i = 0; i < words->details->len; i++) {
        guint most = words->stop ? MOST_MESSAGE_LINES : MOST_RULE_LINES;
        add_text(chip, g_ptr_array_index(words->details, i), ACV_SVG_FONT_BODY, most);
    }
}

void
acv_svg_layout_texts(AcvSvgLayout *layout)
{
    for (guint i = 0; i < layout->chips->len; i++) {
        AcvSvgChip *chip = acv_svg_layout_chip(layout, i);
        chip->box.width = chip_width(acv_svg_layout_column(layout, chip->column));
        write_chip(layout, chip);
    }
}

/* --- Heights --- */

static int
round_up(int value)
{
    return (value + GRID - 1) / GRID * GRID;
}

/* Room for its lines, and for its ports. */
static void
set_height(AcvSvgChip *chip)
{
    int text = 2 * CHIP_PADDING;
    for (guint i = 0; i < chip->lines->len; i++) {
        text += acv_svg_line_height(g_array_index(chip->lines, AcvSvgLine, i).font);
    }
    guint n_ports = MAX(chip->n_ports[ACV_SIDE_LEFT], chip->n_ports[ACV_SIDE_RIGHT]);
    int ports = ACV_SVG_PORT * ((int) n_ports + 2);
    chip->box.height = round_up(MAX(text, ports));
}

/* --- Columns of subnets --- */

static bool
is_followed_by_arrow(const AcvSvgLayout *layout, guint index)
{
    return acv_svg_layout_chip(layout, index)->n_ports[ACV_SIDE_BOTTOM] > 0;
}

/* From 'top' down; where it ends. */
static int
stack_subnet(AcvSvgLayout *layout, int subnet, int top)
{
    int y = top + ACV_SVG_SUBNET_HEADER;
    int gap = 0;
    for (guint i = 0; i < layout->chips->len; i++) {
        AcvSvgChip *chip = acv_svg_layout_chip(layout, i);
        if (chip->figure->frame != subnet) {
            continue;
        }
        chip->box.y = y;
        y += chip->box.height;
        gap = is_followed_by_arrow(layout, i) ? ARROW_GAP : CHIP_GAP;
        y += gap;
    }
    AcvSvgBox *box = &g_array_index(layout->frames, AcvSvgBox, (guint) subnet);
    box->y = top;
    box->height = y - gap + ACV_SVG_PADDING - top;
    return top + box->height;
}

static void
stack_column(AcvSvgLayout *layout, AcvSvgColumn *column)
{
    int y = layout->top + ACV_SVG_VPC_HEADER + ACV_SVG_ZONE_HEADER;
    for (guint i = 0; i < column->subnets->len; i++) {
        int subnet = g_array_index(column->subnets, int, i);
        y = stack_subnet(layout, subnet, y + (i > 0 ? SUBNET_GAP : 0));
    }
    column->bottom = y;
}

/* --- Columns at the edge and outside --- */

/* The middle of all that the chip is linked to in columns before its own, or after those; -1 if
 * there is nothing. */
static int
wished_middle(const AcvSvgLayout *layout, guint index)
{
    int sum = 0;
    int n = 0;
    const AcvSvgChip *chip = acv_svg_layout_chip(layout, index);
    for (guint i = 0; i < layout->picture->links->len; i++) {
        const AcvLink *link = &g_array_index(layout->picture->links, AcvLink, i);
        if (link->from != index && link->to != index) {
            continue;
        }
        const AcvSvgChip *other =
            acv_svg_layout_chip(layout, link->from == index ? link->to : link->from);
        if (other->box.y > 0 && other->column != chip->column) {
            sum += other->box.y + other->box.height / 2;
            n++;
        }
    }
    return n > 0 ? sum / n : -1;
}

/* Each beside what leads to it, one below the other. */
static void
place_column(AcvSvgLayout *layout, int index)
{
    AcvSvgColumn *column = acv_svg_layout_column(layout, index);
    bool is_outside = !column->frame;
    bool has_vpc = layout->picture->frames->len > 0;
    int least = layout->top + (has_vpc ? ACV_SVG_VPC_HEADER : 0) + (is_outside ? 0 : CHIP_GAP);
    for (guint i = 0; i < layout->chips->len; i++) {
        AcvSvgChip *chip = acv_svg_layout_chip(layout, i);
        if (chip->column != index) {
            continue;
        }
        int wish = wished_middle(layout, i) - chip->box.height / 2;
        chip->box.y = round_up(MAX(wish, least));
        least = chip->box.y + chip->box.height + ARROW_GAP;
        column->bottom = chip->box.y + chip->box.height;
    }
}

void
acv_svg_layout_rows(AcvSvgLayout *layout)
{
    for (guint i = 0; i < layout->chips->len; i++) {
        set_height(acv_svg_layout_chip(layout, i));
    }
    for (guint i = 0; i < layout->columns->len; i++) {
        AcvSvgColumn *column = acv_svg_layout_column(layout, (int) i);
        if (column->subnets->len > 0) {
            stack_column(layout, column);
        }
    }
    for (guint i = 0; i < layout->columns->len; i++) {
        if (acv_svg_layout_column(layout, (int) i)->subnets->len == 0) {
            place_column(layout, (int) i);
        }
    }
}

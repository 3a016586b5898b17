#include "render/svg_text.h"

#include <stdbool.h>
#include <string.h>

#define ELLIPSIS "\u2026"

/* Thousandths of the size of the font. */
enum { WIDTH_MONO = 610, WIDTH_WIDE = 1250, WIDTH_OTHER = 800, UNIT = 1000 };

/* Of DejaVu Sans, from the space on; what is narrower is on the safe side. */
static const unsigned short widths[] = {
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361,  318, 337, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632,
    575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635,  611, 732, 684, 989, 685,
    611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352,  635, 634, 278, 278, 579,
    278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592,  525, 636, 337, 636, 838,
};

static int
size_of(AcvSvgFont font)
{
    static const int sizes[] = {
#define FONT_SIZE(constant, size, name) size,
        ACV_SVG_FONTS(FONT_SIZE)
#undef FONT_SIZE
    };
    return sizes[font];
}

int
acv_svg_line_height(AcvSvgFont font)
{
    return size_of(font) + 4;
}

static int
width_of(gunichar character, AcvSvgFont font)
{
    bool is_mono = font == ACV_SVG_FONT_MONO || font == ACV_SVG_FONT_CODE;
    if (g_unichar_iszerowidth(character)) {
        return 0;
    }
    if (character < ' ' || character >= ' ' + G_N_ELEMENTS(widths)) {
        return g_unichar_iswide(character) ? WIDTH_WIDE : WIDTH_OTHER + 100;
    }
    if (is_mono) {
        return WIDTH_MONO;
    }
    int width = widths[character - ' '];
    bool is_bold = font == ACV_SVG_FONT_STRONG || font == ACV_SVG_FONT_HEADING;
    return is_bold ? width + width / 6 : width;
}

/* In thousandths of a pixel. */
static int
measure(const char *text, const char *end, AcvSvgFont font)
{
    int width = 0;
    for (const char *at = text; at < end; at = g_utf8_next_char(at)) {
        width += width_of(g_utf8_get_char(at), font) * size_of(font);
    }
    return width;
}

int
acv_svg_text_width(const char *text, AcvSvgFont font)
{
    return (measure(text, text + strlen(text), font) + UNIT - 1) / UNIT;
}

/* The longest beginning of 'text' that fits. */
static const char *
fitting_end(const char *text, AcvSvgFont font, int width)
{
    int room = width * UNIT;
    const char *at = text;
    while (*at) {
        room -= width_of(g_utf8_get_char(at), font) * size_of(font);
        if (room < 0) {
            break;
        }
        at = g_utf8_next_char(at);
    }
    return at;
}

/* The longest end of 'text' that fits. */
static const char *
fitting_start(const char *text, AcvSvgFont font, int width)
{
    int room = width * UNIT;
    const char *start = text + strlen(text);
    while (start > text) {
        const char *before = g_utf8_prev_char(start);
        room -= width_of(g_utf8_get_char(before), font) * size_of(font);
        if (room < 0) {
            break;
        }
        start = before;
    }
    return start;
}

char *
acv_svg_text_fit(const char *text, AcvSvgFont font, int width)
{
    if (acv_svg_text_width(text, font) <= width) {
        return g_strdup(text);
    }
    int room = width - acv_svg_text_width(ELLIPSIS, font);
    int tail = font == ACV_SVG_FONT_MONO ? room / 2 : 0;
    const char *end = fitting_end(text, font, MAX(room - tail, 0));
    const char *start = fitting_start(text, font, MAX(tail, 0));
    g_autofree char *head = g_strndup(text, (size_t) (end - text));
    return g_strconcat(head, ELLIPSIS, start, NULL);
}

/* Where a line that begins at 'text' ends: behind its last word that fits, or within a word that no
 * line could hold. */
static const char *
line_end(const char *text, AcvSvgFont font, int width)
{
    const char *end = fitting_end(text, font, width);
    if (!*end || *end == ' ') {
        return end;
    }
    const char *space = end;
    bool is_code = font == ACV_SVG_FONT_CODE; /* Which has no spaces. */
    while (space > text && *space != ' ' && !(is_code && space[-1] == '_')) {
        space--;
    }
    bool is_whole_line = space == text || (end - space) > (end - text) * 2 / 3;
    if (!is_whole_line) {
        return space;
    }
    return end > text ? end : g_utf8_next_char(text);
}

void
acv_svg_text_wrap(GPtrArray *lines, const char *text, AcvSvgFont font, int width, guint most)
{
    const char *at = text;
    for (guint i = 0; *at && i < most; i++) {
        if (i + 1 == most) {
            g_ptr_array_add(lines, acv_svg_text_fit(at, font, width));
            return;
        }
        const char *end = line_end(at, font, width);
        g_ptr_array_add(lines, g_strndup(at, (size_t) (end - at)));
        at = end;
        while (*at == ' ') {
            at++;
        }
    }
}

/* Text that fits: how wide it is, and what of it has room.
 *
 * Nobody knows which font a viewer has, so widths are those of a wide one: real text is narrower.
 * All texts are clean of controls (acv_escape_controls()). */
#pragma once

#include <glib.h>

/* X(constant, size in pixels, name of its class) */
#define ACV_SVG_FONTS(X) \
    X(SMALL, 11, "small")     /* What kind of thing it is. */ \
    X(BODY, 12, "body")       /* Rules and what happened. */ \
    X(STRONG, 13, "strong")   /* What people call it. */ \
    X(MONO, 11, "mono")       /* Ids. */ \
    X(CODE, 12, "code")       /* The code of what stops packets. */ \
    X(HEADING, 16, "heading") /* What the picture shows. */

typedef enum {
#define ACV_SVG_FONT_CONSTANT(constant, size, name) ACV_SVG_FONT_##constant,
    ACV_SVG_FONTS(ACV_SVG_FONT_CONSTANT)
#undef ACV_SVG_FONT_CONSTANT
} AcvSvgFont;

/* The height of a line, in pixels. */
int acv_svg_line_height(AcvSvgFont font);

/* At most how many pixels 'text' takes. */
int acv_svg_text_width(const char *text, AcvSvgFont font);

/* 'text', with an ellipsis if it is wider than 'width' pixels: of ids in the middle, as their ends
 * tell them apart; the caller's to free. */
char *acv_svg_text_fit(const char *text, AcvSvgFont font, int width);

/* Appends to 'lines' (elements char *) 'text' as at most 'most' lines of 'width' pixels, the last
 * with an ellipsis if there is more. */
void acv_svg_text_wrap(GPtrArray *lines, const char *text, AcvSvgFont font, int width, guint most);

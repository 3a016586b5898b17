/* The parts of a drawing as elements of SVG. */
#pragma once

#include "render/svg_layout.h"

typedef struct {
    GString *out;
    const AcvSvgLayout *layout;
} AcvSvgDrawing;

/* A line of text whose baseline begins at a place. */
void acv_svg_draw_text(AcvSvgDrawing *drawing, int x, int y, AcvSvgFont font, const char *text);

void acv_svg_draw_frames(AcvSvgDrawing *drawing);
void acv_svg_draw_chips(AcvSvgDrawing *drawing);
void acv_svg_draw_routes(AcvSvgDrawing *drawing);

/* What the signs in the drawing mean: those that it has. */
int acv_svg_legend_height(const AcvSvgLayout *layout, int width);
void acv_svg_draw_legend(AcvSvgDrawing *drawing, int width, int y);

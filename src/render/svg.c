/* A picture drawn: frames, then lines, then chips over them, walls and arrowheads on top. Shape,
 * dash and label carry the meaning; colour only repeats it. The colours are those of a light page,
 * or of a dark one if the viewer prefers that. Nothing is fetched and nothing runs. */
#include "acv/render.h"

#include "render/escape.h"
#include "render/svg_draw.h"
#include "render/wording_figure.h"

enum { LEAST_WIDTH = 600, HEADING_GAP = 16 };

static const char styles[] =
    ".acv-picture text{font-family:'Helvetica Neue',Arial,'Liberation Sans','DejaVu Sans',"
    "sans-serif;fill:#1b1f24}"
    ".acv-picture .acv-small{font-size:11px;fill:#4d5761}"
    ".acv-picture .acv-body{font-size:12px}"
    ".acv-picture .acv-strong{font-size:13px;font-weight:bold}"
    ".acv-picture .acv-heading{font-size:16px;font-weight:bold}"
    ".acv-picture .acv-mono,.acv-picture .acv-code{font-family:Menlo,Consolas,'Liberation Mono',"
    "'DejaVu Sans Mono',monospace}"
    ".acv-picture .acv-mono{font-size:11px;fill:#4d5761}"
    ".acv-picture .acv-code{font-size:12px;font-weight:bold}"
    ".acv-paper{fill:#ffffff}"
    ".acv-vpc{fill:none;stroke:#1b1f24;stroke-width:2}"
    ".acv-zone{fill:none;stroke:#6e7781;stroke-width:1;stroke-dasharray:3 3}"
    ".acv-subnet{fill:#f3f5f7;stroke:#6e7781;stroke-width:1}"
    ".acv-chip{fill:#ffffff;stroke:#4d5761;stroke-width:1.25}"
    ".acv-end{fill:#ffffff;stroke:#1b1f24;stroke-width:2.5}"
    ".acv-inner{fill:none;stroke:#1b1f24;stroke-width:1}"
    ".acv-beyond{stroke-dasharray:5 4}"
    ".acv-stop{stroke:#b3261e;stroke-width:2}"
    ".acv-wall{fill:#b3261e;stroke:#b3261e;stroke-width:1}"
    ".acv-doubt{fill:#ffffff;stroke:#1b1f24;stroke-width:1.5}"
    ".acv-icon{fill:none;stroke:#4d5761;stroke-width:1.4;stroke-linecap:round;"
    "stroke-linejoin:round}"
    ".acv-halo{fill:none;stroke:#ffffff;stroke-width:4.5}"
    ".acv-line{fill:none;stroke:#1b1f24;stroke-width:2.5}"
    ".acv-reply{stroke-width:1.25}"
    ".acv-line-beyond{stroke-dasharray:7 5;stroke-width:1.75}"
    ".acv-line-unknown{stroke-dasharray:2 4}"
    ".acv-head{fill:#1b1f24;stroke:#1b1f24;stroke-width:1}"
    ".acv-head-open{fill:#ffffff;stroke:#1b1f24;stroke-width:1.25}"
    "@media (prefers-color-scheme:dark){"
    ".acv-picture text{fill:#e8edf2}"
    ".acv-picture .acv-small,.acv-picture .acv-mono{fill:#aab4be}"
    ".acv-paper,.acv-chip,.acv-end,.acv-doubt,.acv-head-open{fill:#12161b}"
    ".acv-vpc,.acv-end,.acv-inner,.acv-line,.acv-head,.acv-head-open,.acv-doubt{stroke:#e8edf2}"
    ".acv-head{fill:#e8edf2}"
    ".acv-zone{stroke:#7d8894}"
    ".acv-subnet{fill:#1b2129;stroke:#7d8894}"
    ".acv-chip{stroke:#aab4be}"
    ".acv-icon{stroke:#aab4be}"
    ".acv-halo{stroke:#12161b}"
    ".acv-stop{stroke:#ff8a80}"
    ".acv-wall{fill:#ff8a80;stroke:#ff8a80}"
    "}";

/* --- What is said of the whole --- */

static GPtrArray *
heading_lines(const AcvAnswer *answer)
{
    g_autoptr(GString) title = g_string_new(NULL);
    acv_word_picture_title(title, answer);
    g_autofree char *clean = acv_escape_controls(title->str);
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    acv_svg_text_wrap(lines, clean, ACV_SVG_FONT_HEADING, LEAST_WIDTH - 2 * ACV_SVG_MARGIN, 3);
    return lines;
}

static int
heading_height(const GPtrArray *lines)
{
    return ACV_SVG_MARGIN + (int) lines->len * acv_svg_line_height(ACV_SVG_FONT_HEADING)
           + HEADING_GAP;
}

/* Where it stops, for who cannot see. */
static void
write_description(AcvSvgDrawing *drawing)
{
    const GPtrArray *chips = drawing->layout->chips;
    g_string_append(drawing->out, "<desc id=\"acv-picture-desc\">");
    for (guint i = 0; i < chips->len; i++) {
        const AcvSvgChip *chip = acv_svg_layout_chip(drawing->layout, i);
        bool is_end = chip->figure->kind == ACV_FIGURE_CLIENT || chip->figure->end;
        if (chip->figure->fate > ACV_FATE_PASSES || is_end) {
            acv_escape_markup(drawing->out, chip->full);
            g_string_append(drawing->out, ". ");
        }
    }
    g_string_append(drawing->out, "</desc>\n");
}

static void
write_begin(AcvSvgDrawing *drawing, const AcvAnswer *answer, int width, int height)
{
    GString *out = drawing->out;
    g_autoptr(GString) title = g_string_new(NULL);
    acv_word_picture_title(title, answer);
    g_string_append_printf(out,
                           "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"acv-picture\" "
                           "viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" "
                           "aria-labelledby=\"acv-picture-title acv-picture-desc\">\n"
                           "<title id=\"acv-picture-title\">",
                           width, height, width, height);
    acv_escape_markup(out, title->str);
    g_string_append(out, "</title>\n");
    write_description(drawing);
    g_string_append_printf(out, "<style>%s</style>\n", styles);
    g_string_append_printf(out, "<rect class=\"acv-paper\" width=\"%d\" height=\"%d\"/>\n", width,
                           height);
}

static void
write_heading(AcvSvgDrawing *drawing, const GPtrArray *lines)
{
    int y = ACV_SVG_MARGIN;
    for (guint i = 0; i < lines->len; i++) {
        y += acv_svg_line_height(ACV_SVG_FONT_HEADING);
        acv_svg_draw_text(drawing, ACV_SVG_MARGIN, y - 4, ACV_SVG_FONT_HEADING,
                          g_ptr_array_index(lines, i));
    }
}

/* --- What is below --- */

static GPtrArray *
note_lines(const AcvPicture *picture, int width)
{
    g_autoptr(GPtrArray) notes = acv_word_picture_notes(picture);
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < notes->len; i++) {
        acv_svg_text_wrap(lines, g_ptr_array_index(notes, i), ACV_SVG_FONT_BODY,
                          width - 2 * ACV_SVG_MARGIN, 3);
    }
    return lines;
}

static void
write_notes(AcvSvgDrawing *drawing, const GPtrArray *lines, int y)
{
    for (guint i = 0; i < lines->len; i++) {
        y += acv_svg_line_height(ACV_SVG_FONT_BODY);
        acv_svg_draw_text(drawing, ACV_SVG_MARGIN, y, ACV_SVG_FONT_BODY,
                          g_ptr_array_index(lines, i));
    }
}

void
acv_render_svg(GString *out, const AcvAnswer *answer)
{
    g_autoptr(AcvPicture) picture = acv_picture_new(answer);
    g_autoptr(GPtrArray) heading = heading_lines(answer);
    AcvWords words = acv_words_of(answer);
    g_autoptr(AcvSvgLayout) layout = acv_svg_layout_new(picture, &words, heading_height(heading));
    AcvSvgDrawing drawing = { out, layout };
    int width = MAX(layout->width, LEAST_WIDTH);
    g_autoptr(GPtrArray) notes = note_lines(picture, width);
    int legend_y = layout->height;
    int notes_y = legend_y + acv_svg_legend_height(layout, width);
    int height =
        notes_y + (int) notes->len * acv_svg_line_height(ACV_SVG_FONT_BODY) + ACV_SVG_MARGIN;
    write_begin(&drawing, answer, width, height);
    write_heading(&drawing, heading);
    acv_svg_draw_frames(&drawing);
    acv_svg_draw_routes(&drawing);
    acv_svg_draw_chips(&drawing);
    acv_svg_draw_legend(&drawing, width, legend_y);
    write_notes(&drawing, notes, notes_y);
    g_string_append(out, "</svg>\n");
}

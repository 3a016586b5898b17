/* A picture as a Mermaid flowchart: subgraphs for VPC, zone and subnet, a wall where it stops. */
#include "acv/render.h"

#include "render/escape.h"
#include "render/wording_figure.h"

typedef struct {
    GString *out;
    const AcvPicture *picture;
    AcvWords words;
} Chart;

static void
indent(const Chart *chart, unsigned depth)
{
    for (unsigned i = 0; i < depth; i++) {
        g_string_append(chart->out, "  ");
    }
}

/* --- Figures --- */

/* The brackets of a shape. */
typedef struct {
    const char *open;
    const char *close;
} Shape;

static Shape
shape_of(const AcvFigure *figure)
{
    static const Shape shapes[] = {
        [ACV_FIGURE_CLIENT] = { "([", "])" },
        [ACV_FIGURE_TARGET] = { "[(", ")]" },
        [ACV_FIGURE_INTERFACE] = { "[", "]" },
        [ACV_FIGURE_NAT_GATEWAY] = { "[[", "]]" },
        [ACV_FIGURE_INTERNET_GATEWAY] = { "[[", "]]" },
        [ACV_FIGURE_GATEWAY_ENDPOINT] = { "[[", "]]" },
        [ACV_FIGURE_INTERNET] = { "((", "))" },
        [ACV_FIGURE_SERVICE] = { "[(", ")]" },
        [ACV_FIGURE_RESOLVER] = { "[[", "]]" },
        [ACV_FIGURE_LINK_LOCAL] = { "[[", "]]" },
        [ACV_FIGURE_UNKNOWN] = { "{{", "}}" },
        [ACV_FIGURE_NAME] = { "[/", "/]" },
        [ACV_FIGURE_SECURITY_GROUP] = { "[", "]" },
        [ACV_FIGURE_NETWORK_ACL] = { "[", "]" },
        [ACV_FIGURE_ROUTE_TABLE] = { "[", "]" },
        [ACV_FIGURE_CONDITION] = { "[", "]" },
    };
    return shapes[figure->kind];
}

static const char *
class_of(const AcvFigure *figure)
{
    static const char *const classes[] = {
        [ACV_FATE_BEYOND] = "beyond",   [ACV_FATE_PASSES] = NULL,  [ACV_FATE_UNKNOWN] = "doubt",
        [ACV_FATE_STOPS_SOME] = "part", [ACV_FATE_STOPS] = "wall",
    };
    return classes[figure->fate];
}

static void
append_lines(const Chart *chart, const char *separator, const char *text, guint most)
{
    enum { MOST_CHARACTERS = 46 };
    g_autoptr(GPtrArray) lines = acv_word_label_lines(text, MOST_CHARACTERS, most);
    for (guint i = 0; i < lines->len; i++) {
        g_string_append(chart->out, i > 0 ? "<br/>" : separator);
        acv_escape_mermaid(chart->out, g_ptr_array_index(lines, i));
    }
}

enum { MOST_LINES = 6 };

/* A line below what is there, if there is anything to say. */
static void
append_line(const Chart *chart, const char *text)
{
    if (text) {
        append_lines(chart, "<br/>", text, MOST_LINES);
    }
}

static void
write_figure(const Chart *chart, guint index, unsigned depth)
{
    static const char *const stops[] = {
        [ACV_FATE_BEYOND] = "",      [ACV_FATE_PASSES] = "",
        [ACV_FATE_UNKNOWN] = "? ",   [ACV_FATE_STOPS_SOME] = "STOPS SOME: ",
        [ACV_FATE_STOPS] = "STOP: ",
    };
    const AcvFigure *figure = g_ptr_array_index(chart->picture->figures, index);
    g_autoptr(AcvFigureWords) words = acv_figure_words_new(&chart->words, figure);
    indent(chart, depth);
    g_string_append_printf(chart->out, "n%u%s\"", index + 1, shape_of(figure).open);
    if (words->stop) {
        g_string_append(chart->out, stops[figure->fate]);
        acv_escape_mermaid(chart->out, words->stop);
        g_string_append(chart->out, "<br/>");
    }
    acv_escape_mermaid(chart->out, words->label);
    append_line(chart, words->title);
    append_line(chart, words->id);
    for (guint i = 0; i < words->details->len; i++) {
        append_line(chart, g_ptr_array_index(words->details, i));
    }
    g_string_append_printf(chart->out, "\"%s", shape_of(figure).close);
    if (class_of(figure)) {
        g_string_append_printf(chart->out, ":::%s", class_of(figure));
    }
    g_string_append_c(chart->out, '\n');
}

static void
write_figures_in(const Chart *chart, int frame, unsigned depth)
{
    for (guint i = 0; i < chart->picture->figures->len; i++) {
        const AcvFigure *figure = g_ptr_array_index(chart->picture->figures, i);
        if (figure->frame == frame) {
            write_figure(chart, i, depth);
        }
    }
}

/* --- Frames --- */

static void
write_frame_begin(const Chart *chart, guint index, unsigned depth)
{
    const AcvFrame *frame = &g_array_index(chart->picture->frames, AcvFrame, index);
    g_autoptr(GString) about = g_string_new(NULL);
    acv_word_frame_about(about, frame);
    indent(chart, depth);
    g_string_append_printf(chart->out, "subgraph f%u[\"%s ", index + 1, acv_word_frame_kind(frame));
    append_lines(chart, "", acv_word_frame_title(frame), 1);
    append_line(chart, about->str);
    g_string_append(chart->out, "\"]\n");
}

/* The frames within 'parent', each with all that is in it; frames nest no deeper than they have
 * kinds. */
static void
write_frames(const Chart *chart, AcvFrameKind kind, int parent)
{
    unsigned depth = (unsigned) kind + 1;
    for (guint i = 0; i < chart->picture->frames->len; i++) {
        const AcvFrame *frame = &g_array_index(chart->picture->frames, AcvFrame, i);
        if (frame->kind != kind || frame->parent != parent) {
            continue;
        }
        write_frame_begin(chart, i, depth);
        if (kind != ACV_FRAME_SUBNET) {
            write_frames(chart, kind + 1, (int) i);
        }
        write_figures_in(chart, (int) i, depth + 1);
        indent(chart, depth);
        g_string_append(chart->out, "end\n");
    }
}

/* --- Links --- */

static void
write_link(const Chart *chart, const AcvLink *link)
{
    static const char *const arrows[] = {
        [ACV_FATE_BEYOND] = "-.->",    [ACV_FATE_PASSES] = "==>", [ACV_FATE_UNKNOWN] = "-. ? .->",
        [ACV_FATE_STOPS_SOME] = "==>", [ACV_FATE_STOPS] = "==>",
    };
    static const char *const replies[] = {
        [ACV_FATE_BEYOND] = "-. reply .->",    [ACV_FATE_PASSES] = "-- reply -->",
        [ACV_FATE_UNKNOWN] = "-. reply ? .->", [ACV_FATE_STOPS_SOME] = "-- reply -->",
        [ACV_FATE_STOPS] = "-- reply -->",
    };
    const char *arrow = link->is_reply ? replies[link->fate] : arrows[link->fate];
    g_string_append_printf(chart->out, "  n%u %s n%u\n", link->from + 1, arrow, link->to + 1);
}

/* Room for ids, and for titles of two lines. */
static const char settings[] = "%%{init: {\"flowchart\": {\"wrappingWidth\": 360, "
                               "\"subGraphTitleMargin\": {\"top\": 4, \"bottom\": 28}}}}%%\n";

static const char styles[] =
    "  classDef wall stroke-width:4px,stroke:#b00020,font-weight:bold\n"
    "  classDef part stroke-width:4px,stroke:#b00020,stroke-dasharray:8 4\n"
    "  classDef doubt stroke-width:3px,stroke-dasharray:2 4\n"
    "  classDef beyond stroke-dasharray:6 4\n";

static void
write_notes(const Chart *chart)
{
    g_autoptr(GPtrArray) notes = acv_word_picture_notes(chart->picture);
    for (guint i = 0; i < notes->len; i++) {
        g_string_append_printf(chart->out, "  note%u[\"", i + 1);
        acv_escape_mermaid(chart->out, g_ptr_array_index(notes, i));
        g_string_append(chart->out, "\"]\n");
    }
}

void
acv_render_mermaid(GString *out, const AcvAnswer *answer)
{
    g_autoptr(AcvPicture) picture = acv_picture_new(answer);
    Chart chart = { .out = out, .picture = picture, .words = acv_words_of(answer) };
    g_autoptr(GString) title = g_string_new(NULL);
    acv_word_picture_title(title, answer);
    g_string_append(out, settings);
    g_string_append(out, "flowchart TB\n  accTitle: ");
    acv_escape_mermaid(out, title->str);
    g_string_append_c(out, '\n');
    write_frames(&chart, ACV_FRAME_VPC, ACV_NO_FRAME);
    write_figures_in(&chart, ACV_NO_FRAME, 1);
    for (guint i = 0; i < picture->links->len; i++) {
        write_link(&chart, &g_array_index(picture->links, AcvLink, i));
    }
    write_notes(&chart);
    g_string_append(out, styles);
}

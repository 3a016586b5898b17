/* A picture for Graphviz: clusters for VPC, zone and subnet, a wall where it stops. Labels are
 * plain text. */
#include "acv/render.h"

#include "render/escape.h"
#include "render/wording_figure.h"

typedef struct {
    GString *out;
    const AcvPicture *picture;
    AcvWords words;
} Graph;

static void
indent(const Graph *graph, unsigned depth)
{
    for (unsigned i = 0; i < depth; i++) {
        g_string_append(graph->out, "  ");
    }
}

static void
append_lines(const Graph *graph, const char *separator, const char *text, guint most)
{
    enum { MOST_CHARACTERS = 60 };
    g_autoptr(GPtrArray) lines = acv_word_label_lines(text, MOST_CHARACTERS, most);
    for (guint i = 0; i < lines->len; i++) {
        g_string_append(graph->out, i > 0 ? "\\n" : separator);
        acv_escape_dot(graph->out, g_ptr_array_index(lines, i));
    }
}

enum { MOST_LINES = 6 };

/* A line below what is there, if there is anything to say. */
static void
append_line(const Graph *graph, const char *text)
{
    if (text) {
        append_lines(graph, "\\n", text, MOST_LINES);
    }
}

/* --- Figures --- */

static const char *
shape_of(const AcvFigure *figure)
{
    static const char *const shapes[] = {
        [ACV_FIGURE_CLIENT] = "oval",
        [ACV_FIGURE_TARGET] = "cylinder",
        [ACV_FIGURE_INTERFACE] = "box",
        [ACV_FIGURE_NAT_GATEWAY] = "component",
        [ACV_FIGURE_INTERNET_GATEWAY] = "component",
        [ACV_FIGURE_GATEWAY_ENDPOINT] = "component",
        [ACV_FIGURE_INTERNET] = "doubleoctagon",
        [ACV_FIGURE_SERVICE] = "cylinder",
        [ACV_FIGURE_RESOLVER] = "component",
        [ACV_FIGURE_LINK_LOCAL] = "component",
        [ACV_FIGURE_UNKNOWN] = "hexagon",
        [ACV_FIGURE_NAME] = "note",
        [ACV_FIGURE_SECURITY_GROUP] = "box",
        [ACV_FIGURE_NETWORK_ACL] = "box",
        [ACV_FIGURE_ROUTE_TABLE] = "box",
        [ACV_FIGURE_CONDITION] = "box",
    };
    return shapes[figure->kind];
}

static void
write_figure(const Graph *graph, guint index, unsigned depth)
{
    static const struct {
        const char *stop;
        const char *style;
    } fates[] = {
        [ACV_FATE_BEYOND] = { "", ", style=dashed" },
        [ACV_FATE_PASSES] = { "", "" },
        [ACV_FATE_UNKNOWN] = { "? ", ", style=dotted, penwidth=3" },
        [ACV_FATE_STOPS_SOME] = { "STOPS SOME: ", ", style=dashed, penwidth=4" },
        [ACV_FATE_STOPS] = { "STOP: ", ", penwidth=4" },
    };
    const AcvFigure *figure = g_ptr_array_index(graph->picture->figures, index);
    g_autoptr(AcvFigureWords) words = acv_figure_words_new(&graph->words, figure);
    indent(graph, depth);
    g_string_append_printf(graph->out, "n%u [shape=%s%s, label=\"", index + 1, shape_of(figure),
                           fates[figure->fate].style);
    if (words->stop) {
        g_string_append_printf(graph->out, "%s%s\\n", fates[figure->fate].stop, words->stop);
    }
    acv_escape_dot(graph->out, words->label);
    append_line(graph, words->title);
    append_line(graph, words->id);
    for (guint i = 0; i < words->details->len; i++) {
        append_line(graph, g_ptr_array_index(words->details, i));
    }
    g_string_append(graph->out, "\"];\n");
}

static void
write_figures_in(const Graph *graph, int frame, unsigned depth)
{
    for (guint i = 0; i < graph->picture->figures->len; i++) {
        const AcvFigure *figure = g_ptr_array_index(graph->picture->figures, i);
        if (figure->frame == frame) {
            write_figure(graph, i, depth);
        }
    }
}

/* --- Frames --- */

static void
write_frame_begin(const Graph *graph, guint index, unsigned depth)
{
    static const char *const styles[] = {
        [ACV_FRAME_VPC] = "bold",
        [ACV_FRAME_ZONE] = "dashed",
        [ACV_FRAME_SUBNET] = "solid",
    };
    const AcvFrame *frame = &g_array_index(graph->picture->frames, AcvFrame, index);
    g_autoptr(GString) about = g_string_new(NULL);
    acv_word_frame_about(about, frame);
    indent(graph, depth);
    g_string_append_printf(graph->out, "subgraph cluster_%u {\n", index + 1);
    indent(graph, depth + 1);
    g_string_append_printf(graph->out, "style=%s;\n", styles[frame->kind]);
    indent(graph, depth + 1);
    g_string_append_printf(graph->out, "label=\"%s ", acv_word_frame_kind(frame));
    append_lines(graph, "", acv_word_frame_title(frame), 1);
    append_line(graph, about->str);
    g_string_append(graph->out, "\";\n");
}

/* The frames within 'parent', each with all that is in it; frames nest no deeper than they have
 * kinds. */
static void
write_frames(const Graph *graph, AcvFrameKind kind, int parent)
{
    unsigned depth = (unsigned) kind + 1;
    for (guint i = 0; i < graph->picture->frames->len; i++) {
        const AcvFrame *frame = &g_array_index(graph->picture->frames, AcvFrame, i);
        if (frame->kind != kind || frame->parent != parent) {
            continue;
        }
        write_frame_begin(graph, i, depth);
        if (kind != ACV_FRAME_SUBNET) {
            write_frames(graph, kind + 1, (int) i);
        }
        write_figures_in(graph, (int) i, depth + 1);
        indent(graph, depth);
        g_string_append(graph->out, "}\n");
    }
}

/* --- Links --- */

static void
write_link(const Graph *graph, const AcvLink *link)
{
    static const char *const styles[] = {
        [ACV_FATE_BEYOND] = "dashed",    [ACV_FATE_PASSES] = "solid", [ACV_FATE_UNKNOWN] = "dotted",
        [ACV_FATE_STOPS_SOME] = "solid", [ACV_FATE_STOPS] = "solid",
    };
    g_string_append_printf(graph->out, "  n%u -> n%u [style=%s%s];\n", link->from + 1, link->to + 1,
                           styles[link->fate],
                           link->is_reply ? ", label=\"reply\", arrowhead=vee" : ", penwidth=2");
}

static void
write_label(const Graph *graph, const AcvAnswer *answer)
{
    g_autoptr(GPtrArray) notes = acv_word_picture_notes(graph->picture);
    g_autoptr(GString) title = g_string_new(NULL);
    acv_word_picture_title(title, answer);
    g_string_append(graph->out, "  label=\"");
    acv_escape_dot(graph->out, title->str);
    for (guint i = 0; i < notes->len; i++) {
        append_line(graph, g_ptr_array_index(notes, i));
    }
    g_string_append(graph->out, "\";\n");
}

void
acv_render_dot(GString *out, const AcvAnswer *answer)
{
    g_autoptr(AcvPicture) picture = acv_picture_new(answer);
    Graph graph = { .out = out, .picture = picture, .words = acv_words_of(answer) };
    g_string_append(out, "digraph path {\n"
                         "  labelloc=t;\n"
                         "  node [fontname=\"Helvetica\", fontsize=11];\n"
                         "  edge [fontname=\"Helvetica\", fontsize=10];\n"
                         "  fontname=\"Helvetica\";\n");
    write_label(&graph, answer);
    write_frames(&graph, ACV_FRAME_VPC, ACV_NO_FRAME);
    write_figures_in(&graph, ACV_NO_FRAME, 1);
    for (guint i = 0; i < picture->links->len; i++) {
        write_link(&graph, &g_array_index(picture->links, AcvLink, i));
    }
    g_string_append(out, "}\n");
}

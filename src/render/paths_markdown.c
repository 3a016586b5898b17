/* The ways of the packets as tables of Markdown. */
#include "explain/story.h"
#include "render/answer_markdown.h"
#include "render/escape.h"
#include "render/markdown.h"
#include "render/page.h"

/* Paths and ways that are shown; JSON has all. */
enum { MOST_PATHS = 6, MOST_WAYS = 2 };

/* --- Hops --- */

/* What stops packets there: the code, and what happened. */
static void
append_block(GString *cell, const AcvMarkdownPage *page, const AcvExplanation *explanation)
{
    g_autoptr(GString) message = g_string_new(NULL);
    acv_word_message(message, &page->words, explanation);
    g_string_append(cell, "**");
    acv_markdown_code(cell, acv_code_name(explanation->code));
    g_string_append(cell, "** ");
    acv_escape_markdown(cell, message->str);
}

static void
append_passage(GString *cell, const AcvMarkdownPage *page, const AcvWaypoint *waypoint)
{
    g_autoptr(GString) text = g_string_new(NULL);
    acv_word_passage(text, &page->words, waypoint);
    acv_escape_markdown(cell, text->str);
}

static const char *
mark_of(const AcvWaypoint *waypoint)
{
    static const char *const marks[] = {
        [ACV_VERDICT_ADMITTED] = "ok",
        [ACV_VERDICT_REFUSED] = "**STOP**",
        [ACV_VERDICT_UNKNOWN] = "**?**",
    };
    bool is_beyond = waypoint->is_past_block && waypoint->verdict == ACV_VERDICT_ADMITTED;
    return is_beyond ? "(ok)" : marks[waypoint->verdict];
}

static void
write_hop(const AcvMarkdownPage *page, const AcvPathAnswer *path, const AcvWaypoint *waypoint)
{
    g_autoptr(GString) name = g_string_new(NULL);
    g_autoptr(GString) reason = g_string_new(NULL);
    const AcvExplanation *explanation = waypoint->verdict == ACV_VERDICT_ADMITTED
                                            ? NULL
                                            : acv_path_answer_explanation_at(path, waypoint);
    g_autofree char *direction = g_strstrip(g_strdup(acv_hop_direction(waypoint)));
    bool is_reply = waypoint->step && waypoint->step->is_reply;
    acv_markdown_code(name, acv_hop_name(waypoint));
    if (explanation) {
        append_block(reason, page, explanation);
    } else {
        append_passage(reason, page, waypoint);
    }
    const char *cells[] = {
        is_reply ? "back" : "there", mark_of(waypoint), name->str, direction, reason->str, NULL
    };
    acv_markdown_row(page->out, cells, false);
}

static bool
write_hops(const AcvMarkdownPage *page, const AcvPathAnswer *path, const GArray *waypoints)
{
    bool goes_on = false;
    for (guint i = 0; i < waypoints->len; i++) {
        const AcvWaypoint *waypoint = &g_array_index(waypoints, AcvWaypoint, i);
        goes_on |= waypoint->is_past_block;
        write_hop(page, path, waypoint);
    }
    return goes_on;
}

static void
write_way(const AcvMarkdownPage *page, const AcvPathAnswer *path, const AcvWay *way)
{
    static const char *const titles[] = { "way", "", "component", "", "why", NULL };
    g_string_append_c(page->out, '\n');
    acv_markdown_row(page->out, titles, true);
    bool goes_on = write_hops(page, path, way->there);
    goes_on |= write_hops(page, path, way->back);
    g_string_append_c(page->out, '\n');
    if (goes_on) {
        acv_markdown_paragraph(page->out, acv_search_goes_on_words());
    }
}

/* --- Paths --- */

static void
write_end(const AcvMarkdownPage *page, const char *label, const AcvEnd *end)
{
    g_autoptr(GString) text = g_string_new(NULL);
    acv_word_end(text, &page->words, end);
    g_string_append_printf(page->out, "- **%s** ", label);
    acv_escape_markdown(page->out, text->str);
    g_string_append_c(page->out, '\n');
}

static void
write_packets(const AcvMarkdownPage *page, const char *label, const AcvPacketSet *packets)
{
    enum { MOST_SHOWN = 8, MOST_RANGES = 6 };
    g_autoptr(AcvHeaderSets) sets = acv_header_sets_new(packets);
    size_t n = acv_header_sets_count(sets);
    for (size_t i = 0; i < MIN(n, MOST_SHOWN); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        acv_word_header(text, &page->words, acv_header_sets_get(sets, i), MOST_RANGES);
        g_string_append_printf(page->out, "- **%s** ", label);
        acv_escape_markdown(page->out, text->str);
        g_string_append_c(page->out, '\n');
    }
    if (n > MOST_SHOWN) {
        g_string_append_printf(page->out, "- **%s** and %zu more sets of packets\n", label,
                               n - MOST_SHOWN);
    }
}

static void
write_sets(const AcvMarkdownPage *page, const AcvPath *path)
{
    AcvPacketSpace *space = acv_network_space(page->answer->inquiry->network);
    write_packets(page, "asked", path->asked);
    if (path->outcome == ACV_OUTCOME_PARTIAL || path->outcome == ACV_OUTCOME_UNDETERMINED) {
        write_packets(page, "works",
                      acv_packet_set_subtract(space, path->reachable, path->unsteady));
        write_packets(page, "fails", path->unreachable);
        write_packets(page, "unclear", path->undetermined);
        write_packets(page, "at risk", path->unsteady);
    }
    g_autoptr(GPtrArray) hanging = acv_word_hanging_ports(page->answer->inquiry->question, path);
    for (guint i = 0; i < hanging->len; i++) {
        acv_markdown_item(page->out, 0, g_ptr_array_index(hanging, i));
    }
}

/* The sources of all paths that tell the same story as that at 'index'. */
static void
write_sources(const AcvMarkdownPage *page, guint index)
{
    const GPtrArray *paths = page->answer->paths;
    const AcvPathAnswer *first = g_ptr_array_index(paths, index);
    for (guint i = index; i < paths->len; i++) {
        const AcvPathAnswer *other = g_ptr_array_index(paths, i);
        if (i == index || acv_path_answer_resembles(first, other)) {
            write_end(page, i == index ? "from" : "and from", &other->path->source);
        }
    }
}

static void
write_path(const AcvMarkdownPage *page, guint index, guint number)
{
    const AcvPathAnswer *path = g_ptr_array_index(page->answer->paths, index);
    if (page->answer->paths->len > 1) {
        g_autofree char *title =
            g_strdup_printf("Path %u: %s", number, acv_outcome_name(path->path->outcome));
        acv_markdown_heading(page->out, 3, title);
    }
    write_sources(page, index);
    write_end(page, "to", &path->path->target);
    write_sets(page, path->path);
    for (guint i = 0; i < MIN(path->ways->len, MOST_WAYS); i++) {
        write_way(page, path, g_ptr_array_index(path->ways, i));
    }
}

/* What fails comes first. */
void
acv_markdown_paths(const AcvMarkdownPage *page)
{
    static const AcvOutcome order[] = { ACV_OUTCOME_UNREACHABLE, ACV_OUTCOME_PARTIAL,
                                        ACV_OUTCOME_UNDETERMINED, ACV_OUTCOME_REACHABLE };
    const GPtrArray *paths = page->answer->paths;
    guint n = 0;
    acv_markdown_heading(page->out, 2, "The way of the packets");
    for (size_t i = 0; i < G_N_ELEMENTS(order); i++) {
        for (guint j = 0; j < paths->len; j++) {
            const AcvPathAnswer *path = g_ptr_array_index(paths, j);
            if (path->path->outcome != order[i] || acv_path_answer_is_told(paths, j)) {
                continue;
            }
            if (n++ < MOST_PATHS) {
                write_path(page, j, n);
            }
        }
    }
    if (n > MOST_PATHS) {
        g_autofree char *more = g_strdup_printf("%u more paths.", n - MOST_PATHS);
        acv_markdown_paragraph(page->out, more);
    }
}

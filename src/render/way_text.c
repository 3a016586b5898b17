/* The way of packets, hop by hop: what each did and why, and a wall where it stops. */
#include "explain/story.h"
#include "render/page.h"
#include "render/wording_way.h"

/* Where hops stand on the page, in columns. */
enum { HOP_INDENT = 4, MARK_WIDTH = 5, DIRECTION_WIDTH = 7 };

/* What is said of a hop stands beside its name only if it has this many columns. */
enum { LEAST_REASON = 28 };

/* The columns of a list of hops: the names', and whether what is said of a hop still fits behind.
 */
typedef struct {
    unsigned name;
    bool in_two_lines;
} Columns;

static Columns
columns_of(const AcvPage *page, const GArray *waypoints)
{
    Columns columns = { 0 };
    for (guint i = 0; i < waypoints->len; i++) {
        const char *name = acv_hop_name(&g_array_index(waypoints, AcvWaypoint, i));
        columns.name = MAX(columns.name, acv_layout_columns(name));
    }
    columns.in_two_lines = HOP_INDENT + MARK_WIDTH + columns.name + DIRECTION_WIDTH + LEAST_REASON
                           > page->layout.width;
    return columns;
}

void
acv_page_write_block(AcvPage *page, const AcvExplanation *explanation, unsigned indent)
{
    g_autoptr(GString) message = g_string_new(NULL);
    g_autoptr(GString) near = g_string_new(NULL);
    acv_word_message(message, &page->words, explanation);
    acv_word_near_miss(near, &page->words, explanation);
    acv_layout_text(&page->layout, indent, message->str);
    if (near->len > 0) {
        acv_layout_text(&page->layout, indent, near->str);
    }
}

/* Whether a word of 'text', such as a host name, is longer than 'columns'. */
static bool
has_longer_word(const char *text, unsigned columns)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (char **word = words; *word; word++) {
        if (acv_layout_columns(*word) > columns) {
            return true;
        }
    }
    return false;
}

/* Says of a hop what it did, behind its name if there is room. */
static void
write_reason(AcvPage *page, const char *name, const char *reason, const AcvWaypoint *waypoint,
             Columns columns)
{
    static const struct {
        const char *mark;
        AcvTone tone;
    } marks[] = {
        [ACV_VERDICT_ADMITTED] = { "ok", ACV_TONE_GOOD },
        [ACV_VERDICT_REFUSED] = { "STOP", ACV_TONE_BAD },
        [ACV_VERDICT_UNKNOWN] = { "?", ACV_TONE_DOUBTFUL },
    };
    bool faint = waypoint->is_past_block && waypoint->verdict == ACV_VERDICT_ADMITTED;
    g_autoptr(GString) lead = g_string_new(faint ? "." : marks[waypoint->verdict].mark);
    while (lead->len < MARK_WIDTH) {
        g_string_append_c(lead, ' ');
    }
    AcvTone tone = faint ? ACV_TONE_FAINT : marks[waypoint->verdict].tone;
    unsigned hang = HOP_INDENT + MARK_WIDTH;
    unsigned room =
        page->layout.width - MIN(page->layout.width, hang + columns.name + DIRECTION_WIDTH);
    if (columns.in_two_lines || has_longer_word(reason, room)) {
        g_autofree char *place = g_strdup_printf("%s  %s", name, acv_hop_direction(waypoint));
        acv_layout_item(&page->layout, HOP_INDENT, tone, g_strchomp(lead->str), hang,
                        g_strchomp(place));
        acv_layout_text(&page->layout, hang + 2, reason);
        return;
    }
    g_string_append(lead, name);
    for (unsigned i = acv_layout_columns(name); i < columns.name + 2; i++) {
        g_string_append_c(lead, ' ');
    }
    g_string_append(lead, acv_hop_direction(waypoint));
    hang += columns.name + DIRECTION_WIDTH;
    acv_layout_item(&page->layout, HOP_INDENT, tone, lead->str, hang, reason);
}

static const AcvExplanation *
block_of(const AcvPathAnswer *answer, const AcvWaypoint *waypoint)
{
    return waypoint->verdict == ACV_VERDICT_ADMITTED
               ? NULL
               : acv_path_answer_explanation_at(answer, waypoint);
}

void
acv_page_word_hop(GString *out, const AcvPage *page, const AcvPathAnswer *answer,
                  const AcvWaypoint *waypoint)
{
    const AcvExplanation *explanation = block_of(answer, waypoint);
    if (explanation) {
        g_string_append(out, acv_code_name(explanation->code));
        return;
    }
    acv_word_passage(out, &page->words, waypoint);
}

static void
write_hop(AcvPage *page, const AcvPathAnswer *answer, const AcvWaypoint *waypoint, Columns columns)
{
    const AcvExplanation *explanation = block_of(answer, waypoint);
    g_autoptr(GString) reason = g_string_new(NULL);
    acv_page_word_hop(reason, page, answer, waypoint);
    write_reason(page, acv_hop_name(waypoint), reason->str, waypoint, columns);
    if (explanation) {
        acv_page_write_block(page, explanation, HOP_INDENT + MARK_WIDTH + 2);
    }
}

/* Where nothing gets further, and whether the search did. */
typedef struct {
    bool stands;
    bool is_passed;
} Wall;

/* The hops of one direction. */
static void
write_hops(AcvPage *page, const AcvPathAnswer *answer, const GArray *waypoints, Wall *wall)
{
    Columns columns = columns_of(page, waypoints);
    for (guint i = 0; i < waypoints->len; i++) {
        const AcvWaypoint *waypoint = &g_array_index(waypoints, AcvWaypoint, i);
        bool blocks = waypoint->verdict == ACV_VERDICT_REFUSED
                      && acv_packet_set_is_empty(waypoint->step->out.sets[ACV_FLOW_POSSIBLE]);
        wall->is_passed |= wall->stands;
        if (blocks && !wall->stands) {
            acv_layout_wall(&page->layout, HOP_INDENT, "it stops here");
            wall->stands = true;
        }
        write_hop(page, answer, waypoint, columns);
    }
}

const char *
acv_search_goes_on_words(void)
{
    return "Behind the wall the search goes on, so that one run finds every block.";
}

void
acv_page_write_way(AcvPage *page, const AcvPathAnswer *answer, const AcvWay *way)
{
    Wall wall = { 0 };
    acv_layout_blank(&page->layout);
    acv_layout_text(&page->layout, ACV_PAGE_INDENT, "there");
    write_hops(page, answer, way->there, &wall);
    if (way->back->len > 0) {
        acv_layout_text(&page->layout, ACV_PAGE_INDENT, "back");
        write_hops(page, answer, way->back, &wall);
    }
    if (wall.is_passed) {
        acv_layout_text(&page->layout, ACV_PAGE_INDENT, acv_search_goes_on_words());
    }
}

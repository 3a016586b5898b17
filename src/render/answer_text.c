/* An answer as a colleague would give it: the verdict, who asks whom for what, the way hop by hop with
 * a wall where it stops, and what to change. */
#include "acv/render.h"

#include "explain/answer.h"
#include "render/layout.h"
#include "render/wording.h"

#include <string.h>

/* Where things stand on the page. */
enum { INDENT = 2, LABEL_HANG = 10, HOP_INDENT = 4, MARK_WIDTH = 5, DIRECTION_WIDTH = 7 };

/* What is said of a hop stands beside its name only if it has this many columns. */
enum { LEAST_REASON = 28 };

/* Paths that are shown in full unless the reader asks for more. */
enum { MOST_PATHS = 6, MOST_WAYS = 3 };

typedef struct {
    AcvLayout layout;
    AcvWords words;
    const AcvAnswer *answer;
    bool verbose;
} Page;

/* --- The verdict --- */

static const struct {
    const char *text;
    AcvTone tone;
} verdicts[] = {
    [ACV_OUTCOME_REACHABLE] = { "REACHABLE", ACV_TONE_GOOD },
    [ACV_OUTCOME_UNREACHABLE] = { "UNREACHABLE", ACV_TONE_BAD },
    [ACV_OUTCOME_PARTIAL] = { "PARTIAL", ACV_TONE_DOUBTFUL },
    [ACV_OUTCOME_UNDETERMINED] = { "UNDETERMINED", ACV_TONE_DOUBTFUL },
};

static void
write_verdict(Page *page)
{
    const AcvQuestion *question = page->answer->inquiry->question;
    AcvOutcome outcome = page->answer->outcome;
    g_autofree char *text = g_strdup_printf("from %s to %s", question->from, question->to);
    acv_layout_item(&page->layout, 0, verdicts[outcome].tone, verdicts[outcome].text,
                    (unsigned) strlen(verdicts[outcome].text) + 2, text);
}

/* --- Who asks whom --- */

static void
word_end(GString *out, const Page *page, const AcvEnd *end)
{
    const AcvPlacement *placement = end->placement;
    if (end->record) {
        acv_word_record(out, end->record);
    } else if (end->kind == ACV_PARTY_INTERNET) {
        g_string_append(out, "the internet");
    }
    if (!placement) {
        if (!end->record && end->kind == ACV_PARTY_ADDRESSES) {
            acv_word_addresses(out, &page->words, end->addresses, 3);
        }
        return;
    }
    g_string_append(out, placement->interface ? " at " : " at any of ");
    acv_word_addresses(out, &page->words, end->addresses, 2);
    if (placement->subnet && end->record != &placement->subnet->record) {
        const char *zone = acv_network_zone_id_of(page->words.network, placement->subnet);
        g_string_append(out, " in ");
        acv_word_record(out, &placement->subnet->record);
        if (zone || placement->subnet->availability_zone) {
            g_string_append_printf(out, ", %s",
                                   zone ? zone : placement->subnet->availability_zone);
        }
    }
}

static void
write_end(Page *page, const char *label, const AcvEnd *end)
{
    g_autoptr(GString) text = g_string_new(NULL);
    word_end(text, page, end);
    acv_layout_item(&page->layout, INDENT, ACV_TONE_FAINT, label, LABEL_HANG, text->str);
}

/* --- Sets --- */

/* One line for each product of a set, the first few unless all are wanted. */
static void
write_packets(Page *page, const char *label, const AcvPacketSet *packets)
{
    enum { MOST_SHOWN = 4 };
    g_autoptr(AcvHeaderSets) sets = acv_header_sets_new(packets);
    size_t n = acv_header_sets_count(sets);
    size_t n_shown = page->verbose ? n : MIN(n, MOST_SHOWN);
    for (size_t i = 0; i < n_shown; i++) {
        const AcvHeaderSet *header = acv_header_sets_get(sets, i);
        size_t most = page->verbose ? SIZE_MAX : 3;
        g_autoptr(GString) text = g_string_new(NULL);
        acv_word_service(text, &page->words, header);
        g_string_append(text, " from ");
        acv_word_addresses(text, &page->words, header->sources, most);
        g_string_append(text, " to ");
        acv_word_addresses(text, &page->words, header->destinations, most);
        if (header->n_source_ports > 0) {
            g_string_append_printf(text, ", from ports %u-%u", header->source_ports[0].first,
                                   header->source_ports[header->n_source_ports - 1].last);
        }
        acv_layout_item(&page->layout, INDENT, ACV_TONE_FAINT, i == 0 ? label : "", LABEL_HANG,
                        text->str);
    }
    if (n_shown < n) {
        g_autofree char *more =
            g_strdup_printf("and %zu more sets of packets; -v shows all", n - n_shown);
        acv_layout_item(&page->layout, INDENT, ACV_TONE_FAINT, "", LABEL_HANG, more);
    }
}

static void
write_sets(Page *page, const AcvPath *path)
{
    write_packets(page, "asked", path->asked);
    if (path->outcome != ACV_OUTCOME_PARTIAL && path->outcome != ACV_OUTCOME_UNDETERMINED) {
        return;
    }
    write_packets(page, "works", path->reachable);
    write_packets(page, "fails", path->unreachable);
    write_packets(page, "unclear", path->undetermined);
    write_packets(page, "at random", path->unsteady);
}

/* Clients choose their ports, so ports that fail are connections that hang now and then. */
static void
write_hanging_ports(Page *page, const AcvPath *path)
{
    g_autoptr(AcvHeaderSets) sets = acv_header_sets_new(path->unreachable);
    AcvPortRange asked = page->answer->inquiry->question->ephemeral_ports;
    for (size_t i = 0; i < acv_header_sets_count(sets); i++) {
        const AcvHeaderSet *header = acv_header_sets_get(sets, i);
        bool all = header->n_source_ports == 0
            || (header->source_ports[0].first == asked.first
                && header->source_ports[0].last == asked.last);
        for (size_t j = 0; !all && j < header->n_source_ports; j++) {
            g_autofree char *text = g_strdup_printf(
                "Connections from source ports %u-%u hang.", header->source_ports[j].first,
                header->source_ports[j].last);
            acv_layout_text(&page->layout, INDENT, text);
        }
        if (!all) {
            return;
        }
    }
}

/* --- Hops --- */

static const char *
direction_mark(const AcvWaypoint *waypoint)
{
    static const char *const marks[] = {
        [ACV_DIRECTION_NONE] = "   ",
        [ACV_DIRECTION_INGRESS] = "in ",
        [ACV_DIRECTION_EGRESS] = "out",
    };
    bool has_stage = waypoint->step && waypoint->step->kind == ACV_STEP_STAGE;
    return marks[has_stage ? waypoint->step->stage->direction : ACV_DIRECTION_NONE];
}

static void
word_translation(GString *out, const Page *page, const AcvWaypoint *waypoint)
{
    bool is_reply = waypoint->step->is_reply;
    AcvField field = waypoint->hop->kind == ACV_HOP_INTERNET_GATEWAY_INGRESS
        ? (is_reply ? ACV_FIELD_SOURCE : ACV_FIELD_DESTINATION)
        : (is_reply ? ACV_FIELD_DESTINATION : ACV_FIELD_SOURCE);
    g_autoptr(AcvAddressSet) before = acv_packet_set_addresses(waypoint->in, field);
    g_autoptr(AcvAddressSet) after = acv_packet_set_addresses(waypoint->out, field);
    if (acv_address_set_equals(before, after)) {
        g_string_append(out, "passes");
        return;
    }
    g_string_append(out, "translates ");
    acv_word_addresses(out, &page->words, before, 1);
    g_string_append(out, " to ");
    acv_word_addresses(out, &page->words, after, 1);
}

/* Why a hop let packets through. */
static void
word_reason(GString *out, const Page *page, const AcvWaypoint *waypoint)
{
    const AcvStep *step = waypoint->step;
    if (!step) {
        g_string_append(out, "sends");
        return;
    }
    switch (step->kind) {
    case ACV_STEP_ARRIVAL:
        g_string_append(out, step->is_reply ? "gets the reply" : "receives");
        return;
    case ACV_STEP_TRANSLATE:
        word_translation(out, page, waypoint);
        return;
    case ACV_STEP_STAGE:
        if (step->is_reply && step->stage->stateful) {
            g_string_append(out, "lets replies pass");
            return;
        }
        break;
    case ACV_STEP_ROUTE:
        break;
    }
    if (waypoint->rule) {
        acv_word_rule(out, &page->words, waypoint->rule);
    }
}

/* The columns of a list of hops: the names', and whether what is said of a hop still fits behind. */
typedef struct {
    unsigned name;
    bool in_two_lines;
} Columns;

static const char *
id_of(const AcvRecord *component)
{
    return component ? component->id : "internet";
}

static Columns
columns_of(const Page *page, const GArray *waypoints)
{
    Columns columns = { 0 };
    for (guint i = 0; i < waypoints->len; i++) {
        const AcvRecord *component = g_array_index(waypoints, AcvWaypoint, i).component;
        columns.name = MAX(columns.name, acv_layout_columns(id_of(component)));
    }
    columns.in_two_lines =
        HOP_INDENT + MARK_WIDTH + columns.name + DIRECTION_WIDTH + LEAST_REASON
        > page->layout.width;
    return columns;
}

static const AcvExplanation *
explanation_of(const AcvPathAnswer *answer, const AcvWaypoint *waypoint)
{
    for (guint i = 0; i < answer->explanations->len; i++) {
        const AcvExplanation *explanation =
            &g_array_index(answer->explanations, AcvExplanation, i);
        if (explanation->hop == waypoint->hop && explanation->is_reply == waypoint->step->is_reply
            && explanation->stage == waypoint->step->stage) {
            return explanation;
        }
    }
    return NULL;
}

static void
write_blocked(Page *page, const AcvExplanation *explanation, unsigned indent)
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

/* Says of a hop what it did, behind its name if there is room. */
static void
write_reason(Page *page, const char *name, const char *reason, const AcvWaypoint *waypoint,
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
    if (columns.in_two_lines) {
        g_autofree char *place = g_strdup_printf("%s  %s", name, direction_mark(waypoint));
        acv_layout_item(&page->layout, HOP_INDENT, tone, lead->str, hang, g_strchomp(place));
        acv_layout_text(&page->layout, hang + 2, reason);
        return;
    }
    g_string_append(lead, name);
    for (unsigned i = acv_layout_columns(name); i < columns.name + 2; i++) {
        g_string_append_c(lead, ' ');
    }
    g_string_append(lead, direction_mark(waypoint));
    hang += columns.name + DIRECTION_WIDTH;
    acv_layout_item(&page->layout, HOP_INDENT, tone, lead->str, hang, reason);
}

static void
write_hop(Page *page, const AcvPathAnswer *answer, const AcvWaypoint *waypoint, Columns columns)
{
    const char *name = id_of(waypoint->component);
    const char *title = waypoint->component ? acv_record_title(waypoint->component) : NULL;
    g_autoptr(GString) reason = g_string_new(NULL);
    bool blocked = waypoint->verdict != ACV_VERDICT_ADMITTED;
    const AcvExplanation *explanation = blocked ? explanation_of(answer, waypoint) : NULL;
    if (explanation) {
        g_string_append(reason, acv_code_name(explanation->code));
    } else {
        if (title && !g_str_equal(title, name)) {
            g_string_append_printf(reason, "%s: ", title);
        }
        word_reason(reason, page, waypoint);
    }
    write_reason(page, name, reason->str, waypoint, columns);
    if (explanation) {
        write_blocked(page, explanation, HOP_INDENT + MARK_WIDTH + 2);
    }
}

/* The hops of one direction; 'stopped' says whether a wall stands already, and is set if one is
 * built. */
static void
write_hops(Page *page, const AcvPathAnswer *answer, const GArray *waypoints, bool *stopped)
{
    Columns columns = columns_of(page, waypoints);
    for (guint i = 0; i < waypoints->len; i++) {
        const AcvWaypoint *waypoint = &g_array_index(waypoints, AcvWaypoint, i);
        bool blocks = waypoint->verdict == ACV_VERDICT_REFUSED
            && acv_packet_set_is_empty(waypoint->step->out.sets[ACV_FLOW_POSSIBLE]);
        if (blocks && !*stopped) {
            acv_layout_wall(&page->layout, HOP_INDENT, "it stops here");
            *stopped = true;
        }
        write_hop(page, answer, waypoint, columns);
    }
}

static void
write_way(Page *page, const AcvPathAnswer *answer, const AcvWay *way)
{
    bool stopped = false;
    acv_layout_blank(&page->layout);
    acv_layout_text(&page->layout, INDENT, "there");
    write_hops(page, answer, way->there, &stopped);
    if (way->back->len > 0) {
        acv_layout_text(&page->layout, INDENT, "back");
        write_hops(page, answer, way->back, &stopped);
    }
    if (stopped) {
        acv_layout_text(&page->layout, INDENT,
                        "Behind the wall the search goes on, so that one run finds every block.");
    }
}

/* --- Paths --- */

/* Whether two paths to one target tell the same story but for where they begin. */
static bool
same_story(const AcvPathAnswer *a, const AcvPathAnswer *b)
{
    if (a->path->outcome != b->path->outcome || a->ways->len != b->ways->len
        || a->path->target.record != b->path->target.record
        || a->path->target.placement != b->path->target.placement
        || a->explanations->len != b->explanations->len) {
        return false;
    }
    for (guint i = 0; i < a->explanations->len; i++) {
        if (!acv_explanation_equals(&g_array_index(a->explanations, AcvExplanation, i),
                                    &g_array_index(b->explanations, AcvExplanation, i))) {
            return false;
        }
    }
    for (guint i = 0; i < a->ways->len; i++) {
        if (!acv_way_resembles(g_ptr_array_index(a->ways, i), g_ptr_array_index(b->ways, i))) {
            return false;
        }
    }
    return true;
}

static bool
is_told_already(const GPtrArray *paths, guint index)
{
    for (guint i = 0; i < index; i++) {
        if (same_story(g_ptr_array_index(paths, i), g_ptr_array_index(paths, index))) {
            return true;
        }
    }
    return false;
}

/* The sources of all paths that tell the same story as that at 'index'. */
static void
write_sources(Page *page, guint index)
{
    const GPtrArray *paths = page->answer->paths;
    const AcvPathAnswer *first = g_ptr_array_index(paths, index);
    for (guint i = index; i < paths->len; i++) {
        const AcvPathAnswer *other = g_ptr_array_index(paths, i);
        if (i == index || (!page->verbose && same_story(first, other))) {
            write_end(page, i == index ? "from" : "and from", &other->path->source);
        }
    }
}

static void
write_path(Page *page, guint index)
{
    const GPtrArray *paths = page->answer->paths;
    const AcvPathAnswer *answer = g_ptr_array_index(paths, index);
    const AcvPath *path = answer->path;
    acv_layout_blank(&page->layout);
    if (paths->len > 1) {
        acv_layout_item(&page->layout, 0, verdicts[path->outcome].tone,
                        acv_outcome_name(path->outcome), 0, "");
    }
    write_sources(page, index);
    write_end(page, "to", &path->target);
    write_sets(page, path);
    write_hanging_ports(page, path);
    guint n_ways = page->verbose ? answer->ways->len : MIN(answer->ways->len, MOST_WAYS);
    for (guint i = 0; i < n_ways; i++) {
        write_way(page, answer, g_ptr_array_index(answer->ways, i));
    }
    for (guint i = 0; answer->ways->len == 0 && i < answer->explanations->len; i++) {
        write_blocked(page, &g_array_index(answer->explanations, AcvExplanation, i), INDENT);
    }
}

static void
write_paths(Page *page)
{
    const GPtrArray *paths = page->answer->paths;
    guint n_shown = 0;
    guint n_left = 0;
    for (guint i = 0; i < paths->len; i++) {
        if (!page->verbose && is_told_already(paths, i)) {
            continue;
        }
        if (page->verbose || n_shown < MOST_PATHS) {
            write_path(page, i);
            n_shown++;
        } else {
            n_left++;
        }
    }
    if (n_left > 0) {
        g_autofree char *more = g_strdup_printf("%u more paths; -v shows all.", n_left);
        acv_layout_blank(&page->layout);
        acv_layout_text(&page->layout, 0, more);
    }
}

/* --- What follows --- */

static void
write_remedies(Page *page)
{
    const GArray *explanations = page->answer->explanations;
    unsigned number = 0;
    for (guint i = 0; i < explanations->len; i++) {
        const AcvExplanation *explanation = &g_array_index(explanations, AcvExplanation, i);
        if (explanation->verdict != ACV_VERDICT_REFUSED) {
            continue;
        }
        if (number == 0) {
            acv_layout_heading(&page->layout, "What to change");
        }
        g_autofree char *lead = g_strdup_printf("%u.", ++number);
        g_autoptr(GString) text = g_string_new(NULL);
        acv_word_remedy(text, &page->words, explanation);
        acv_layout_item(&page->layout, INDENT, ACV_TONE_STRONG, lead, INDENT + 3, text->str);
    }
}

static void
write_symptom(Page *page)
{
    const GArray *explanations = page->answer->explanations;
    for (guint i = 0; i < explanations->len; i++) {
        const AcvExplanation *explanation = &g_array_index(explanations, AcvExplanation, i);
        const AcvCodeRow *row =
            acv_catalog_find_code(page->words.catalog, acv_code_name(explanation->code));
        if (explanation->verdict == ACV_VERDICT_REFUSED && row && row->symptom) {
            acv_layout_heading(&page->layout, "What a user sees");
            acv_layout_text(&page->layout, INDENT, row->symptom);
            return;
        }
    }
}

typedef void (*ItemWriter)(GString *out, const Page *page, guint index);

static void
word_missing_at(GString *out, const Page *page, guint index)
{
    acv_word_missing(out, &g_array_index(page->answer->missing, AcvMissing, index));
}

static void
word_note_at(GString *out, const Page *page, guint index)
{
    acv_word_note(out, &page->words, &g_array_index(page->answer->notes, AcvNote, index));
}

static void
word_assumed_at(GString *out, const Page *page, guint index)
{
    acv_word_assumed(out, &g_array_index(page->answer->assumptions, AcvAssumed, index));
}

static void
write_list(Page *page, const char *heading, const GArray *items, ItemWriter write)
{
    if (items->len > 0) {
        acv_layout_heading(&page->layout, heading);
    }
    for (guint i = 0; i < items->len; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        write(text, page, i);
        acv_layout_item(&page->layout, INDENT, ACV_TONE_PLAIN, "-", INDENT + 2, text->str);
    }
}

void
acv_render_text(GString *out, const AcvAnswer *answer, const AcvTextStyle *style)
{
    Page page = { .layout = { out, style->width, style->use_color },
                  .words = acv_words_of(answer),
                  .answer = answer,
                  .verbose = style->verbose };
    write_verdict(&page);
    write_paths(&page);
    write_remedies(&page);
    write_symptom(&page);
    write_list(&page, "What the answer depends on", answer->missing, word_missing_at);
    write_list(&page, "Notes", answer->notes, word_note_at);
    write_list(&page, "Assumed", answer->assumptions, word_assumed_at);
}

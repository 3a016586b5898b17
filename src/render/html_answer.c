/* An answer as a web page: the picture, what to change, and the way hop by hop to unfold. */
#include "acv/render.h"

#include "explain/story.h"
#include "explain/verify.h"
#include "render/escape.h"
#include "render/html.h"
#include "render/page.h"
#include "render/remedies.h"
#include "render/wording_way.h"

#include <string.h>

enum { COMMAND_WIDTH = 96 };

typedef struct {
    GString *out;
    AcvWords words;
    const AcvAnswer *answer;
} Page;

/* --- Sets --- */

/* One item for each product of a set. */
static void
write_packets(Page *page, const char *label, const AcvPacketSet *packets)
{
    enum { MOST_SHOWN = 100, MOST_ADDRESSES = 50 };
    g_autoptr(AcvHeaderSets) sets = acv_header_sets_new(packets);
    size_t n = acv_header_sets_count(sets);
    for (size_t i = 0; i < MIN(n, MOST_SHOWN); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        acv_word_header(text, &page->words, acv_header_sets_get(sets, i), MOST_ADDRESSES);
        acv_html_term(page->out, i == 0 ? label : "and", text->str);
    }
    if (n > MOST_SHOWN) {
        g_autofree char *more =
            g_strdup_printf("%zu more sets of packets; --format json has all", n - MOST_SHOWN);
        acv_html_term(page->out, "and", more);
    }
}

static void
write_sets(Page *page, const AcvPath *path)
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
}

/* --- Blocks --- */

static void
write_paragraph(Page *page, const char *text)
{
    if (*text) {
        acv_html_element(page->out, "p", NULL, text);
    }
}

/* What happened, how near it came, why that is so, and where it is documented. */
static void
write_block(Page *page, const AcvExplanation *explanation)
{
    const AcvCodeRow *row =
        acv_catalog_find_code(page->words.catalog, acv_code_name(explanation->code));
    g_autoptr(GString) message = g_string_new(NULL);
    g_autoptr(GString) near = g_string_new(NULL);
    acv_word_message(message, &page->words, explanation);
    acv_word_near_miss(near, &page->words, explanation);
    g_string_append(page->out, "<div class=\"block\">");
    write_paragraph(page, message->str);
    write_paragraph(page, near->str);
    write_paragraph(page, row && row->cause ? row->cause : "");
    if (row && row->source) {
        g_string_append(page->out, "<p>Documented at ");
        acv_html_links(page->out, row->source);
        g_string_append(page->out, "</p>");
    }
    g_string_append(page->out, "</div>\n");
}

/* --- Hops --- */

typedef struct {
    const char *mark;
    const char *tone;
} Mark;

static Mark
mark_of(const AcvWaypoint *waypoint)
{
    static const Mark marks[] = {
        [ACV_VERDICT_ADMITTED] = { "ok", "good" },
        [ACV_VERDICT_REFUSED] = { "STOP", "bad" },
        [ACV_VERDICT_UNKNOWN] = { "?", "doubt" },
    };
    bool is_faint = waypoint->is_past_block && waypoint->verdict == ACV_VERDICT_ADMITTED;
    return is_faint ? (Mark){ "then", "faint" } : marks[waypoint->verdict];
}

/* What can be unfolded of a hop: the packets that come and those that go on. */
static void
write_hop_packets(Page *page, const AcvWaypoint *waypoint)
{
    g_string_append(page->out, "<dl>");
    if (waypoint->component) {
        g_autoptr(GString) name = g_string_new(NULL);
        acv_word_record(name, waypoint->component);
        acv_html_term(page->out, "component", name->str);
    }
    if (waypoint->in) {
        write_packets(page, waypoint->is_past_block ? "asked" : "comes", waypoint->in);
    }
    if (waypoint->out && waypoint->in && waypoint->in != waypoint->out) {
        write_packets(page, "goes on", waypoint->out);
        if (acv_packet_set_is_empty(waypoint->out)) {
            acv_html_term(page->out, "goes on", "nothing");
        }
    }
    g_string_append(page->out, "</dl>");
}

static void
write_hop(Page *page, const AcvPathAnswer *answer, const AcvWaypoint *waypoint)
{
    const AcvExplanation *explanation = waypoint->verdict == ACV_VERDICT_ADMITTED
                                            ? NULL
                                            : acv_path_answer_explanation_at(answer, waypoint);
    Mark mark = mark_of(waypoint);
    g_autofree char *class = g_strconcat("mark ", mark.tone, NULL);
    g_autofree char *direction = g_strstrip(g_strdup(acv_hop_direction(waypoint)));
    g_autoptr(GString) reason = g_string_new(NULL);
    if (explanation) {
        g_string_append(reason, acv_code_name(explanation->code));
    } else {
        acv_word_passage(reason, &page->words, waypoint);
    }
    g_string_append_printf(page->out, "<li class=\"%s\"><details><summary>",
                           waypoint->verdict == ACV_VERDICT_REFUSED ? "wall"
                           : waypoint->is_past_block                ? "past"
                                                                    : "pass");
    acv_html_element(page->out, "span", class, mark.mark);
    g_string_append_c(page->out, ' ');
    acv_html_element(page->out, "code", NULL, acv_hop_name(waypoint));
    g_string_append_c(page->out, ' ');
    acv_html_element(page->out, "span", "way", direction);
    g_string_append_c(page->out, ' ');
    acv_html_element(page->out, explanation ? "strong" : "span", NULL, reason->str);
    g_string_append(page->out, "</summary>");
    write_hop_packets(page, waypoint);
    g_string_append(page->out, "</details>");
    if (explanation) {
        write_block(page, explanation);
    }
    g_string_append(page->out, "</li>\n");
}

static void
write_hops(Page *page, const char *heading, const AcvPathAnswer *answer, const GArray *waypoints)
{
    if (waypoints->len == 0) {
        return;
    }
    acv_html_element(page->out, "h4", NULL, heading);
    g_string_append(page->out, "\n<ol class=\"hops\">\n");
    for (guint i = 0; i < waypoints->len; i++) {
        write_hop(page, answer, &g_array_index(waypoints, AcvWaypoint, i));
    }
    g_string_append(page->out, "</ol>\n");
}

/* --- Paths --- */

static void
write_end(Page *page, const char *label, const AcvEnd *end)
{
    g_autoptr(GString) text = g_string_new(NULL);
    acv_word_end(text, &page->words, end);
    acv_html_term(page->out, label, text->str);
}

/* Of many paths, those that work are folded. */
static void
write_path_heading(Page *page, const AcvPath *path)
{
    AcvTone tone;
    bool is_open = page->answer->paths->len == 1 || path->outcome != ACV_OUTCOME_REACHABLE;
    g_autoptr(GString) text = g_string_new(" ");
    acv_word_end(text, &page->words, &path->source);
    g_string_append(text, " to ");
    acv_word_end(text, &page->words, &path->target);
    g_string_append_printf(page->out, "<details class=\"path\"%s><summary><h3>",
                           is_open ? " open" : "");
    acv_html_element(page->out, "span", acv_html_tone(path->outcome),
                     acv_page_verdict(path->outcome, &tone));
    acv_escape_markup(page->out, text->str);
    g_string_append(page->out, "</h3></summary>\n");
}

/* All paths that tell the same story are one. */
static void
write_path(Page *page, guint index)
{
    const GPtrArray *paths = page->answer->paths;
    const AcvPathAnswer *answer = g_ptr_array_index(paths, index);
    write_path_heading(page, answer->path);
    g_string_append(page->out, "<dl>");
    write_end(page, "from", &answer->path->source);
    for (guint i = index + 1; i < paths->len; i++) {
        const AcvPathAnswer *other = g_ptr_array_index(paths, i);
        if (acv_path_answer_resembles(answer, other)) {
            write_end(page, "and from", &other->path->source);
        }
    }
    write_end(page, "to", &answer->path->target);
    write_sets(page, answer->path);
    g_string_append(page->out, "</dl>\n");
    for (guint i = 0; i < answer->ways->len; i++) {
        const AcvWay *way = g_ptr_array_index(answer->ways, i);
        write_hops(page, "There", answer, way->there);
        write_hops(page, "Back", answer, way->back);
    }
    for (guint i = 0; answer->ways->len == 0 && i < answer->explanations->len; i++) {
        write_block(page, &g_array_index(answer->explanations, AcvExplanation, i));
    }
    g_string_append(page->out, "</details>\n");
}

/* What fails comes first. */
static void
write_paths(Page *page)
{
    static const AcvOutcome order[] = { ACV_OUTCOME_UNREACHABLE, ACV_OUTCOME_PARTIAL,
                                        ACV_OUTCOME_UNDETERMINED, ACV_OUTCOME_REACHABLE };
    enum { MOST_PATHS = 50 };
    guint n = 0;
    acv_html_section(page->out, "The way, hop by hop");
    for (size_t i = 0; i < G_N_ELEMENTS(order); i++) {
        for (guint j = 0; j < page->answer->paths->len; j++) {
            const AcvPathAnswer *answer = g_ptr_array_index(page->answer->paths, j);
            bool is_next = answer->path->outcome == order[i]
                           && !acv_path_answer_is_told(page->answer->paths, j);
            if (is_next && n++ < MOST_PATHS) {
                write_path(page, j);
            }
        }
    }
    if (n > MOST_PATHS) {
        g_autofree char *more =
            g_strdup_printf("%u more paths; --format json has all.", n - MOST_PATHS);
        write_paragraph(page, more);
    }
    g_string_append(page->out, "</section>\n");
}

/* --- What to change --- */

static void
write_repairs(Page *page)
{
    const AcvRepairs *repairs = page->answer->repairs;
    for (guint i = 0; repairs && i < repairs->list->len; i++) {
        const AcvRepair *repair = g_ptr_array_index(repairs->list, i);
        g_autoptr(GString) text = g_string_new(NULL);
        write_paragraph(page, acv_repair_heading(repair, i));
        for (guint j = 0; j < repair->plan->commands->len; j++) {
            g_autofree char *command =
                acv_aws_command_print(g_ptr_array_index(repair->plan->commands, j));
            acv_append_command(text, command, COMMAND_WIDTH, 0);
        }
        acv_html_commands(page->out, g_strchomp(text->str));
        for (guint j = 0; j < repair->breaks->len; j++) {
            g_autoptr(GString) broken = g_string_new(NULL);
            acv_word_broken(broken, g_ptr_array_index(repair->breaks, j));
            write_paragraph(page, broken->str);
        }
    }
}

static void
write_remedies(Page *page)
{
    const GArray *explanations = page->answer->explanations;
    bool is_open = false;
    for (guint i = 0; i < explanations->len; i++) {
        const AcvExplanation *explanation = &g_array_index(explanations, AcvExplanation, i);
        if (explanation->verdict != ACV_VERDICT_REFUSED) {
            continue;
        }
        if (!is_open) {
            acv_html_section(page->out, "What to change");
            g_string_append(page->out, "<ol>\n");
            is_open = true;
        }
        g_autoptr(GString) text = g_string_new(NULL);
        acv_word_remedy(text, &page->words, explanation);
        acv_html_element(page->out, "li", NULL, text->str);
        g_string_append_c(page->out, '\n');
    }
    if (is_open) {
        g_string_append(page->out, "</ol>\n");
        write_repairs(page);
        g_string_append(page->out, "</section>\n");
    }
}

static void
write_symptom(Page *page)
{
    const char *symptom = acv_answer_symptom(page->answer);
    if (symptom) {
        acv_html_section(page->out, "What a user sees");
        write_paragraph(page, symptom);
        g_string_append(page->out, "</section>\n");
    }
}

/* --- Lists --- */

typedef void (*ItemWording)(GString *out, const Page *page, guint index);

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
write_list(Page *page, const char *heading, const GArray *items, ItemWording word)
{
    if (items->len == 0) {
        return;
    }
    acv_html_section(page->out, heading);
    g_string_append(page->out, "<ul>\n");
    for (guint i = 0; i < items->len; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        word(text, page, i);
        acv_html_element(page->out, "li", NULL, text->str);
        g_string_append_c(page->out, '\n');
    }
    g_string_append(page->out, "</ul>\n</section>\n");
}

/* --- How to verify --- */

static void
write_proof(Page *page, const AcvProof *proof)
{
    g_autoptr(GString) purpose = g_string_new(NULL);
    g_autoptr(GString) expected = g_string_new(NULL);
    g_autoptr(GString) commands = g_string_new(NULL);
    acv_word_proof(purpose, &page->words, proof);
    acv_word_proof_outcome(expected, proof);
    write_paragraph(page, purpose->str);
    for (guint i = 0; i < proof->commands->len; i++) {
        acv_append_command(commands, g_ptr_array_index(proof->commands, i), COMMAND_WIDTH, 0);
    }
    if (commands->len > 0) {
        acv_html_commands(page->out, g_strchomp(commands->str));
    }
    write_paragraph(page, expected->str);
    for (unsigned i = 0; i < ACV_N_PROOF_LIMITS; i++) {
        if (proof->limits & 1U << i) {
            write_paragraph(page, acv_proof_limit_words(i));
        }
    }
}

static void
write_proofs(Page *page)
{
    g_autoptr(GPtrArray) proofs = acv_proofs_of(page->answer);
    acv_html_section(page->out, "How to verify it in the account");
    for (guint i = 0; i < proofs->len; i++) {
        write_proof(page, g_ptr_array_index(proofs, i));
    }
    g_string_append(page->out, "</section>\n");
}

/* --- What if --- */

static void
write_trial(Page *page, const AcvTrial *trial)
{
    AcvTone tone;
    acv_html_section(page->out, "What if");
    g_string_append(page->out, "<dl>");
    acv_html_term(page->out, "before",
                  trial->before ? acv_page_verdict(trial->before->outcome, &tone)
                                : "the question names what is not there yet");
    acv_html_term(page->out, "after", acv_page_verdict(trial->after->outcome, &tone));
    g_string_append(page->out, "</dl>\n<ol>\n");
    for (size_t i = 0; trial->what_if && i < acv_changes_n(trial->changes); i++) {
        const AcvChange *change = acv_changes_get(trial->changes, i);
        g_autofree char *command = change->command ? acv_aws_command_print(change->command) : NULL;
        g_autoptr(GString) effects = g_string_new(NULL);
        acv_word_effects(effects, trial->what_if, i);
        g_string_append(page->out, "<li>");
        acv_html_element(page->out, "code", NULL, command ? command : "a fragment of a scenario");
        g_string_append(page->out, ": ");
        acv_escape_markup(page->out, effects->str);
        g_string_append(page->out, "</li>\n");
    }
    for (const char *const *zone = trial->lost_zones; zone && *zone; zone++) {
        g_autofree char *text = g_strdup_printf("zone %s is lost", *zone);
        acv_html_element(page->out, "li", NULL, text);
    }
    g_string_append(page->out, "</ol>\n");
    acv_html_element(page->out, "h3", NULL, "What changes on the way");
    g_autoptr(GString) differences = g_string_new(NULL);
    acv_trial_write_differences(differences, trial);
    acv_html_lines(page->out, "What changes on the way", g_strchomp(differences->str));
    g_string_append(page->out, "</section>\n");
}

/* --- The page --- */

static void
write_picture(Page *page)
{
    g_string_append(page->out, "<section>\n<h2>The picture</h2>\n<figure class=\"scroll\" "
                               "tabindex=\"0\" role=\"region\" aria-label=\"The picture\">\n");
    acv_render_svg(page->out, page->answer);
    g_string_append(page->out, "</figure>\n</section>\n");
}

void
acv_render_html(GString *out, const AcvTrial *trial)
{
    const AcvAnswer *answer = trial->after;
    const AcvQuestion *question = answer->inquiry->question;
    Page page = { out, acv_words_of(answer), answer };
    AcvTone tone;
    g_autofree char *title = g_strdup_printf("from %s to %s", question->from, question->to);
    AcvHtmlHead head = { title, acv_page_verdict(answer->outcome, &tone),
                         acv_html_tone(answer->outcome) };
    acv_html_begin(out, &head);
    if (trial->changes) {
        write_trial(&page, trial);
    }
    write_picture(&page);
    write_remedies(&page);
    write_symptom(&page);
    write_paths(&page);
    write_list(&page, "What the answer depends on", answer->missing, word_missing_at);
    write_list(&page, "Notes", answer->notes, word_note_at);
    write_list(&page, "Assumed", answer->assumptions, word_assumed_at);
    write_proofs(&page);
    acv_html_end(out);
}

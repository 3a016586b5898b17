/* An answer as a colleague would give it: the verdict, who asks whom for what, the way hop by hop
 * with a wall where it stops, and what to change. */
#include "acv/render.h"

#include "explain/story.h"
#include "render/page.h"
#include "render/remedies.h"

#include <string.h>

/* Paths that are shown in full unless the reader asks for more. */
enum { MOST_PATHS = 6, MOST_WAYS = 3 };

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

const char *
acv_page_verdict(AcvOutcome outcome, AcvTone *out_tone)
{
    *out_tone = verdicts[outcome].tone;
    return verdicts[outcome].text;
}

static void
write_verdict(AcvPage *page)
{
    const AcvQuestion *question = page->answer->inquiry->question;
    AcvOutcome outcome = page->answer->outcome;
    g_autofree char *text = g_strdup_printf("from %s to %s", question->from, question->to);
    acv_layout_item(&page->layout, 0, verdicts[outcome].tone, verdicts[outcome].text,
                    (unsigned) strlen(verdicts[outcome].text) + 2, text);
}

/* --- Who asks whom --- */

static void
write_end(AcvPage *page, const char *label, const AcvEnd *end)
{
    g_autoptr(GString) text = g_string_new(NULL);
    acv_word_end(text, &page->words, end);
    acv_layout_item(&page->layout, ACV_PAGE_INDENT, ACV_TONE_FAINT, label, ACV_PAGE_LABEL_HANG,
                    text->str);
}

/* --- Sets --- */

/* One line for each product of a set, the first few unless all are wanted. */
static void
write_packets(AcvPage *page, const char *label, const AcvPacketSet *packets)
{
    enum { MOST_SHOWN = 4 };
    g_autoptr(AcvHeaderSets) sets = acv_header_sets_new(packets);
    size_t n = acv_header_sets_count(sets);
    size_t n_shown = page->verbose ? n : MIN(n, MOST_SHOWN);
    for (size_t i = 0; i < n_shown; i++) {
        const AcvHeaderSet *header = acv_header_sets_get(sets, i);
        g_autoptr(GString) text = g_string_new(NULL);
        acv_word_header(text, &page->words, header, page->verbose ? SIZE_MAX : 3);
        acv_layout_item(&page->layout, ACV_PAGE_INDENT, ACV_TONE_FAINT, i == 0 ? label : "",
                        ACV_PAGE_LABEL_HANG, text->str);
    }
    if (n_shown < n) {
        g_autofree char *more =
            g_strdup_printf("and %zu more sets of packets; -v shows all", n - n_shown);
        acv_layout_item(&page->layout, ACV_PAGE_INDENT, ACV_TONE_FAINT, "", ACV_PAGE_LABEL_HANG,
                        more);
    }
}

static void
write_sets(AcvPage *page, const AcvPath *path)
{
    write_packets(page, "asked", path->asked);
    if (path->outcome != ACV_OUTCOME_PARTIAL && path->outcome != ACV_OUTCOME_UNDETERMINED) {
        return;
    }
    AcvPacketSpace *space = acv_network_space(page->answer->inquiry->network);
    const AcvPacketSet *steady = acv_packet_set_subtract(space, path->reachable, path->unsteady);
    write_packets(page, "works", steady);
    write_packets(page, "fails", path->unreachable);
    write_packets(page, "unclear", path->undetermined);
    write_packets(page, "at risk", path->unsteady);
}

static void
write_hanging_ports(AcvPage *page, const AcvPath *path)
{
    g_autoptr(GPtrArray) sentences = acv_word_hanging_ports(page->answer->inquiry->question, path);
    for (guint i = 0; i < sentences->len; i++) {
        acv_layout_text(&page->layout, ACV_PAGE_INDENT, g_ptr_array_index(sentences, i));
    }
}

/* --- Paths --- */

/* The sources of all paths that tell the same story as that at 'index'. */
static void
write_sources(AcvPage *page, guint index)
{
    const GPtrArray *paths = page->answer->paths;
    const AcvPathAnswer *first = g_ptr_array_index(paths, index);
    for (guint i = index; i < paths->len; i++) {
        const AcvPathAnswer *other = g_ptr_array_index(paths, i);
        if (i == index || (!page->verbose && acv_path_answer_resembles(first, other))) {
            write_end(page, i == index ? "from" : "and from", &other->path->source);
        }
    }
}

static void
write_path(AcvPage *page, guint index)
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
        acv_page_write_way(page, answer, g_ptr_array_index(answer->ways, i));
    }
    for (guint i = 0; answer->ways->len == 0 && i < answer->explanations->len; i++) {
        acv_page_write_block(page, &g_array_index(answer->explanations, AcvExplanation, i),
                             ACV_PAGE_INDENT);
    }
}

/* Those of one outcome. '*n_shown' and '*n_left' count the paths that were written and those that
 * were too many. */
static void
write_paths_of(AcvPage *page, AcvOutcome outcome, guint *n_shown, guint *n_left)
{
    const GPtrArray *paths = page->answer->paths;
    for (guint i = 0; i < paths->len; i++) {
        const AcvPathAnswer *answer = g_ptr_array_index(paths, i);
        if (answer->path->outcome != outcome
            || (!page->verbose && acv_path_answer_is_told(paths, i))) {
            continue;
        }
        if (page->verbose || *n_shown < MOST_PATHS) {
            write_path(page, i);
            (*n_shown)++;
        } else {
            (*n_left)++;
        }
    }
}

/* What fails comes first, so that the rest does not hide it. */
static void
write_paths(AcvPage *page)
{
    static const AcvOutcome order[] = { ACV_OUTCOME_UNREACHABLE, ACV_OUTCOME_PARTIAL,
                                        ACV_OUTCOME_UNDETERMINED, ACV_OUTCOME_REACHABLE };
    guint n_shown = 0;
    guint n_left = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(order); i++) {
        write_paths_of(page, order[i], &n_shown, &n_left);
    }
    if (n_left > 0) {
        g_autofree char *more = g_strdup_printf("%u more paths; -v shows all.", n_left);
        acv_layout_blank(&page->layout);
        acv_layout_text(&page->layout, 0, more);
    }
}

/* --- What follows --- */

static void
write_remedies(AcvPage *page)
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
        acv_layout_item(&page->layout, ACV_PAGE_INDENT, ACV_TONE_STRONG, lead, ACV_PAGE_INDENT + 3,
                        text->str);
    }
}

static void
write_symptom(AcvPage *page)
{
    const char *symptom = acv_answer_symptom(page->answer);
    if (symptom) {
        acv_layout_heading(&page->layout, "What a user sees");
        acv_layout_text(&page->layout, ACV_PAGE_INDENT, symptom);
    }
}

typedef void (*ItemWriter)(GString *out, const AcvPage *page, guint index);

static void
word_missing_at(GString *out, const AcvPage *page, guint index)
{
    acv_word_missing(out, &g_array_index(page->answer->missing, AcvMissing, index));
}

static void
word_note_at(GString *out, const AcvPage *page, guint index)
{
    acv_word_note(out, &page->words, &g_array_index(page->answer->notes, AcvNote, index));
}

static void
word_assumed_at(GString *out, const AcvPage *page, guint index)
{
    acv_word_assumed(out, &g_array_index(page->answer->assumptions, AcvAssumed, index));
}

static void
write_list(AcvPage *page, const char *heading, const GArray *items, ItemWriter write)
{
    if (items->len > 0) {
        acv_layout_heading(&page->layout, heading);
    }
    for (guint i = 0; i < items->len; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        write(text, page, i);
        acv_layout_item(&page->layout, ACV_PAGE_INDENT, ACV_TONE_PLAIN, "-", ACV_PAGE_INDENT + 2,
                        text->str);
    }
}

AcvPage
acv_page_of(GString *out, const AcvAnswer *answer, const AcvTextStyle *style)
{
    return (AcvPage){ .layout = { out, style->width, style->use_color },
                      .words = acv_words_of(answer),
                      .answer = answer,
                      .verbose = style->verbose };
}

void
acv_render_text(GString *out, const AcvAnswer *answer, const AcvTextStyle *style)
{
    AcvPage page = acv_page_of(out, answer, style);
    write_verdict(&page);
    write_paths(&page);
    write_remedies(&page);
    acv_page_write_commands(&page);
    write_symptom(&page);
    write_list(&page, "What the answer depends on", answer->missing, word_missing_at);
    write_list(&page, "Notes", answer->notes, word_note_at);
    write_list(&page, "Assumed", answer->assumptions, word_assumed_at);
    if (page.verbose) {
        acv_page_write_proofs(&page);
    }
}

/* An answer after changes as text: both verdicts, the changes, the hops that differ, the answer. */
#include "render/page.h"

#include <string.h>

/* Pairs of paths whose hops are compared, and lines of hops, unless the reader asks for more. */
enum { MOST_PATHS = 6, MOST_LINES = 12 };

/* --- What changes --- */

void
acv_word_effects(GString *out, const AcvWhatIf *what_if, size_t index)
{
    static const char *const verbs[] = {
        [ACV_EFFECT_ADDED] = "adds",
        [ACV_EFFECT_CHANGED] = "changes",
        [ACV_EFFECT_REMOVED] = "removes",
    };
    size_t n;
    const AcvEffect *effects = acv_what_if_effects(what_if, index, &n);
    for (size_t i = 0; i < n; i++) {
        bool is_same = i > 0 && effects[i].type == effects[i - 1].type;
        g_string_append(out, i > 0 ? ", " : "");
        g_string_append_printf(out, "%s%s%s", is_same ? "" : verbs[effects[i].type],
                               is_same ? "" : " ", effects[i].id);
    }
    g_string_append(out, n == 0 ? "changes nothing" : "");
}

static void
write_changes(AcvPage *page, const AcvTrial *trial)
{
    acv_layout_heading(&page->layout, "What if");
    for (size_t i = 0; trial->what_if && i < acv_changes_n(trial->changes); i++) {
        const AcvChange *change = acv_changes_get(trial->changes, i);
        g_autofree char *command = change->command ? acv_aws_command_print(change->command) : NULL;
        g_autofree char *lead = g_strdup_printf("%zu.", i + 1);
        g_autoptr(GString) effects = g_string_new(NULL);
        acv_word_effects(effects, trial->what_if, i);
        acv_layout_item(&page->layout, ACV_PAGE_INDENT, ACV_TONE_PLAIN, lead, ACV_PAGE_INDENT + 3,
                        command ? command : "a fragment of a scenario");
        acv_layout_text(&page->layout, ACV_PAGE_INDENT + 3, effects->str);
    }
    for (const char *const *zone = trial->lost_zones; zone && *zone; zone++) {
        g_autofree char *text = g_strdup_printf("zone %s is lost", *zone);
        acv_layout_item(&page->layout, ACV_PAGE_INDENT, ACV_TONE_PLAIN, "-", ACV_PAGE_INDENT + 2,
                        text);
    }
}

/* --- The verdicts --- */

static void
write_verdict(AcvPage *page, const char *label, const AcvAnswer *answer)
{
    AcvTone tone = ACV_TONE_PLAIN;
    const char *verdict = answer ? acv_page_verdict(answer->outcome, &tone)
                                 : "the question names what is not there yet";
    acv_layout_toned(&page->layout, ACV_TONE_PLAIN, label);
    acv_layout_toned(&page->layout, tone, verdict);
    g_string_append_c(page->layout.out, '\n');
}

/* --- What differs on the way --- */

static void
append_hops(GPtrArray *lines, const AcvPage *page, const AcvPathAnswer *answer,
            const GArray *waypoints)
{
    for (guint i = 0; i < waypoints->len; i++) {
        const AcvWaypoint *waypoint = &g_array_index(waypoints, AcvWaypoint, i);
        g_autoptr(GString) reason = g_string_new(NULL);
        acv_page_word_hop(reason, page, answer, waypoint);
        bool is_reply = waypoint->step && waypoint->step->is_reply;
        g_ptr_array_add(lines, g_strdup_printf("%s%s  %s  %s", is_reply ? "reply: " : "",
                                               acv_hop_name(waypoint), acv_hop_direction(waypoint),
                                               reason->str));
    }
}

/* The hops of the main way of a path, a line each. */
static GPtrArray *
lines_of(const AcvPage *page, const AcvPathAnswer *answer)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    if (answer && answer->ways->len > 0) {
        const AcvWay *way = g_ptr_array_index(answer->ways, 0);
        append_hops(lines, page, answer, way->there);
        append_hops(lines, page, answer, way->back);
    }
    return lines;
}

static void
write_lines_not_in(AcvPage *page, const char *mark, const GPtrArray *lines, const GPtrArray *others)
{
    guint n = 0;
    for (guint i = 0; i < lines->len; i++) {
        if (g_ptr_array_find_with_equal_func((GPtrArray *) others, lines->pdata[i], g_str_equal,
                                             NULL)) {
            continue;
        }
        if (page->verbose || n < MOST_LINES) {
            acv_layout_item(&page->layout, 2 * ACV_PAGE_INDENT, ACV_TONE_PLAIN, mark,
                            2 * ACV_PAGE_INDENT + 2, lines->pdata[i]);
        }
        n++;
    }
    if (!page->verbose && n > MOST_LINES) {
        g_autofree char *more = g_strdup_printf("and %u more", n - MOST_LINES);
        acv_layout_item(&page->layout, 2 * ACV_PAGE_INDENT, ACV_TONE_FAINT, mark,
                        2 * ACV_PAGE_INDENT + 2, more);
    }
}

static bool
same_lines(const GPtrArray *a, const GPtrArray *b)
{
    bool same = a->len == b->len;
    for (guint i = 0; same && i < a->len; i++) {
        same = g_str_equal(a->pdata[i], b->pdata[i]);
    }
    return same;
}

/* Who asks whom, the same before and after. */
static char *
label_of(const AcvPage *page, const AcvPath *path)
{
    GString *label = g_string_new("from ");
    acv_word_end(label, &page->words, &path->source);
    g_string_append(label, " to ");
    acv_word_end(label, &page->words, &path->target);
    return g_string_free(label, FALSE);
}

static const AcvPathAnswer *
find_path(const AcvPage *page, const char *label)
{
    for (guint i = 0; page->answer && i < page->answer->paths->len; i++) {
        const AcvPathAnswer *answer = g_ptr_array_index(page->answer->paths, i);
        g_autofree char *other = label_of(page, answer->path);
        if (g_str_equal(other, label)) {
            return answer;
        }
    }
    return NULL;
}

/* The path of 'page' at 'index', if that is the only one; else the one of that label. */
static const AcvPathAnswer *
counterpart(const AcvPage *page, const char *label, guint n_paths)
{
    if (page->answer && page->answer->paths->len == 1 && n_paths == 1) {
        return g_ptr_array_index(page->answer->paths, 0);
    }
    return find_path(page, label);
}

/* True if the hops of the path differ. */
static bool
write_path(AcvPage *before, AcvPage *after, const AcvPathAnswer *answer)
{
    guint n_paths = after->answer->paths->len;
    g_autofree char *label = label_of(after, answer->path);
    g_autoptr(GPtrArray) old = lines_of(before, counterpart(before, label, n_paths));
    g_autoptr(GPtrArray) new = lines_of(after, answer);
    if (same_lines(old, new)) {
        return false;
    }
    acv_layout_text(&after->layout, ACV_PAGE_INDENT, label);
    write_lines_not_in(after, "-", old, new);
    write_lines_not_in(after, "+", new, old);
    return true;
}

static void
write_differences(AcvPage *before, AcvPage *after)
{
    guint n = 0;
    const GPtrArray *paths = after->answer->paths;
    guint i = 0;
    for (; i < paths->len && (after->verbose || n < MOST_PATHS); i++) {
        n += write_path(before, after, g_ptr_array_index(paths, i));
    }
    if (n == 0) {
        acv_layout_text(&after->layout, ACV_PAGE_INDENT, "Nothing.");
    } else if (i < paths->len) {
        acv_layout_text(&after->layout, ACV_PAGE_INDENT, "Further paths are shown with -v.");
    }
}

void
acv_trial_write_differences(GString *out, const AcvTrial *trial)
{
    enum { WIDE = 4096 };
    AcvTextStyle style = { .width = WIDE };
    AcvPage after = acv_page_of(out, trial->after, &style);
    AcvPage before = trial->before ? acv_page_of(out, trial->before, &style) : after;
    before.answer = trial->before;
    write_differences(&before, &after);
}

void
acv_render_trial_text(GString *out, const AcvTrial *trial, const AcvTextStyle *style)
{
    AcvPage after = acv_page_of(out, trial->after, style);
    AcvPage before = trial->before ? acv_page_of(out, trial->before, style) : after;
    before.answer = trial->before;
    write_verdict(&after, "Before  ", trial->before);
    write_verdict(&after, "After   ", trial->after);
    write_changes(&after, trial);
    acv_layout_heading(&after.layout, "What changes on the way");
    write_differences(&before, &after);
    acv_layout_blank(&after.layout);
    acv_render_text(out, trial->after, style);
}

/* What differs between two designs, for people: by what became of the answers, a line each. */
#include "acv/render.h"

#include "explain/matrix_diff.h"
#include "render/diff_words.h"
#include "render/layout.h"

enum { MOST_LINES = 40 }; /* Of a kind, unless the reader asks for more. */

typedef struct {
    AcvLayout layout;
    const AcvMatrixDiff *diff;
    bool verbose;
} Page;

static const AcvTone tones[] = {
    [ACV_DIFFERENCE_GAINED] = ACV_TONE_GOOD,      [ACV_DIFFERENCE_LOST] = ACV_TONE_BAD,
    [ACV_DIFFERENCE_CHANGED] = ACV_TONE_DOUBTFUL, [ACV_DIFFERENCE_OBSCURED] = ACV_TONE_DOUBTFUL,
    [ACV_DIFFERENCE_RESOLVED] = ACV_TONE_PLAIN,
};

static void
write_difference(Page *page, const AcvDifference *difference)
{
    g_autoptr(GString) lead = g_string_new(NULL);
    g_autoptr(GString) text = g_string_new(NULL);
    acv_word_unit(lead, difference->source);
    g_string_append(lead, " to ");
    acv_word_unit(lead, difference->target);
    acv_word_cell(text, page->diff->before, difference->before);
    g_string_append(text, " -> ");
    acv_word_cell(text, page->diff->after, difference->after);
    acv_word_cause(text, difference);
    acv_layout_item(&page->layout, 2, tones[difference->kind], lead->str, 4, "");
    acv_layout_text(&page->layout, 4, text->str);
}

static void
write_more(Page *page, size_t n)
{
    if (n > MOST_LINES && !page->verbose) {
        g_autofree char *text = g_strdup_printf("and %zu more; -v names them", n - MOST_LINES);
        acv_layout_text(&page->layout, 2, text);
    }
}

static void
write_kind(Page *page, AcvDifferenceKind kind)
{
    size_t n = 0;
    for (guint i = 0; i < page->diff->differences->len; i++) {
        const AcvDifference *difference = &g_array_index(page->diff->differences, AcvDifference, i);
        if (difference->kind != kind) {
            continue;
        }
        if (n == 0) {
            acv_layout_heading(&page->layout, acv_difference_heading(kind));
        }
        n++;
        if (n <= MOST_LINES || page->verbose) {
            write_difference(page, difference);
        }
    }
    write_more(page, n);
}

/* Units that are in one design only: new ones, or those that are gone. */
static void
write_only(Page *page, const GPtrArray *units, bool is_new, const char *heading)
{
    size_t n = 0;
    for (guint i = 0; i < units->len; i++) {
        const AcvMatrixUnit *unit = g_ptr_array_index(units, i);
        if ((is_new ? unit->before : unit->after) != ACV_MATRIX_NO_END) {
            continue;
        }
        if (n == 0) {
            acv_layout_heading(&page->layout, heading);
        }
        n++;
        if (n <= MOST_LINES || page->verbose) {
            g_autoptr(GString) name = g_string_new(NULL);
            acv_word_unit(name, unit);
            acv_layout_text(&page->layout, 2, name->str);
        }
    }
    write_more(page, n);
}

void
acv_render_diff_text(GString *out, const AcvMatrixDiff *diff, const AcvTextStyle *style)
{
    Page page = { { out, style->width, style->use_color }, diff, style->verbose };
    g_autofree char *title = acv_diff_title(diff);
    acv_layout_item(&page.layout, 0, ACV_TONE_STRONG, title, 0, "");
    for (int kind = 0; kind < ACV_N_DIFFERENCES; kind++) {
        write_kind(&page, (AcvDifferenceKind) kind);
    }
    write_only(&page, diff->sources, true, "New sources");
    write_only(&page, diff->sources, false, "Sources that are gone");
    write_only(&page, diff->targets, true, "New targets");
    write_only(&page, diff->targets, false, "Targets that are gone");
}

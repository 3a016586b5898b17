/* What differs between two designs, as a web page. */
#include "acv/render.h"

#include "render/diff_words.h"
#include "render/escape.h"
#include "render/html.h"

enum { MOST_LINES = 20000 };

static const char *
tone_of(AcvDifferenceKind kind)
{
    return kind == ACV_DIFFERENCE_GAINED ? "good" : kind == ACV_DIFFERENCE_LOST ? "bad" : "doubt";
}

static void
write_line(GString *out, const AcvMatrixDiff *diff, const AcvDifference *difference)
{
    const char *heading = acv_difference_heading(difference->kind);
    g_autoptr(GString) source = g_string_new(NULL);
    g_autoptr(GString) target = g_string_new(NULL);
    g_autoptr(GString) before = g_string_new(NULL);
    g_autoptr(GString) after = g_string_new(NULL);
    g_autoptr(GString) cause = g_string_new(NULL);
    acv_word_unit(source, difference->source);
    acv_word_unit(target, difference->target);
    acv_word_cell(before, diff->before, difference->before);
    acv_word_cell(after, diff->after, difference->after);
    acv_word_cause(cause, difference);
    g_string_append_printf(out, "<tr data-status=\"%s\"><th scope=\"row\">", heading);
    acv_escape_markup(out, source->str);
    g_string_append(out, "</th>");
    acv_html_element(out, "td", NULL, target->str);
    acv_html_element(out, "td", tone_of(difference->kind), heading);
    acv_html_element(out, "td", NULL, before->str);
    acv_html_element(out, "td", NULL, after->str);
    g_string_append(out, "<td>");
    acv_html_code(out, cause->len > 2 ? cause->str + 2 : "");
    g_string_append(out, "</td></tr>\n");
}

/* Units of one design only. */
static void
write_only(GString *out, const GPtrArray *units, bool is_new, const char *heading)
{
    guint n = 0;
    for (guint i = 0; i < units->len && n < MOST_LINES; i++) {
        const AcvMatrixUnit *unit = g_ptr_array_index(units, i);
        if ((is_new ? unit->before : unit->after) == ACV_MATRIX_NO_END) {
            g_autoptr(GString) name = g_string_new(NULL);
            acv_word_unit(name, unit);
            if (n++ == 0) {
                acv_html_section(out, heading);
                g_string_append(out, "<ul>\n");
            }
            acv_html_element(out, "li", NULL, name->str);
        }
    }
    g_string_append(out, n > 0 ? "</ul>\n</section>\n" : "");
}

static void
write_table(GString *out, const AcvMatrixDiff *diff)
{
    static const char *const columns[] = { "From",  "To", "What became of it", "Before", "After",
                                           "Cause", NULL };
    const char *kinds[ACV_N_DIFFERENCES + 1] = { 0 };
    for (int kind = 0; kind < ACV_N_DIFFERENCES; kind++) {
        kinds[kind] = acv_difference_heading((AcvDifferenceKind) kind);
    }
    acv_html_begin_table(out, columns, kinds);
    for (guint i = 0; i < MIN(diff->differences->len, MOST_LINES); i++) {
        write_line(out, diff, &g_array_index(diff->differences, AcvDifference, i));
    }
    acv_html_end_table(out);
    if (diff->differences->len > MOST_LINES) {
        acv_html_element(out, "p", NULL, "There are more; --format json has all.");
    }
}

void
acv_render_diff_html(GString *out, const AcvMatrixDiff *diff)
{
    g_autofree char *title = acv_diff_title(diff);
    AcvHtmlHead head = { title, NULL, NULL };
    acv_html_begin(out, &head);
    if (diff->differences->len > 0) {
        write_table(out, diff);
    }
    write_only(out, diff->sources, true, "New sources");
    write_only(out, diff->sources, false, "Sources that are gone");
    write_only(out, diff->targets, true, "New targets");
    write_only(out, diff->targets, false, "Targets that are gone");
    acv_html_end(out);
}

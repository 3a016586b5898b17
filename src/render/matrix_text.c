/* A matrix for people. As a table where its targets fit into a few tables of the page's width:
 *
 *                                        1    2    3
 *     runtime/orders                   yes   no  yes   2 of 3
 *     17 in app-1a [web, client]        no   no    -   cut off
 *
 * else as a list of what each source reaches. Sources that reach the same share a line. */
#include "acv/render.h"

#include "render/layout.h"
#include "render/matrix_words.h"

#include <string.h>

enum {
    MOST_COLUMNS = 60,  /* Of all tables together. */
    COLUMN_WIDTH = 5,   /* "part" and a blank. */
    SUMMARY_WIDTH = 12, /* "12 of 34". */
    MOST_NAMES = 12,    /* Of targets in a line of a list. */
    MOST_ALIKE = 4,     /* Names of sources in a line. */
    MIN_WIDTH = 40,
};

typedef struct {
    AcvLayout layout;
    const AcvMatrix *matrix;
    bool verbose;
} Page;

/* Sources of which the same is said. */
typedef struct {
    GArray *sources; /* guint. */
    GArray *runs;    /* AcvMatrixRun. */
    size_t counts[4];
    size_t n_asked;
} Line;

/* --- Lines --- */

static guint
runs_hash(gconstpointer pointer)
{
    const GArray *runs = pointer;
    guint hash = runs->len;
    for (guint i = 0; i < runs->len; i++) {
        const AcvMatrixRun *run = &g_array_index(runs, AcvMatrixRun, i);
        hash = (hash * 31 + run->last) * 31 + g_direct_hash(run->cell);
    }
    return hash;
}

static gboolean
runs_equal(gconstpointer a, gconstpointer b)
{
    const GArray *left = a;
    const GArray *right = b;
    if (left->len != right->len) {
        return false;
    }
    for (guint i = 0; i < left->len; i++) {
        const AcvMatrixRun *one = &g_array_index(left, AcvMatrixRun, i);
        const AcvMatrixRun *other = &g_array_index(right, AcvMatrixRun, i);
        if (one->last != other->last || one->cell != other->cell) {
            return false;
        }
    }
    return true;
}

static void
line_free(Line *line)
{
    g_array_unref(line->sources);
    g_array_unref(line->runs);
    g_free(line);
}

static Line *
line_new_take(GArray *runs)
{
    Line *line = g_new0(Line, 1);
    line->sources = g_array_new(FALSE, FALSE, sizeof(guint));
    line->runs = runs;
    for (guint i = 0; i < runs->len; i++) {
        const AcvMatrixRun *run = &g_array_index(runs, AcvMatrixRun, i);
        if (run->cell) {
            line->counts[run->cell->outcome] += run->last - run->first + 1;
            line->n_asked += run->last - run->first + 1;
        }
    }
    return line;
}

/* In the order of their first sources. */
static GPtrArray *
lines_of(const AcvMatrix *matrix)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func((GDestroyNotify) line_free);
    g_autoptr(GHashTable) by_runs = g_hash_table_new(runs_hash, runs_equal);
    for (guint i = 0; i < matrix->sources->len; i++) {
        GArray *runs = acv_matrix_runs(matrix, i);
        Line *line = g_hash_table_lookup(by_runs, runs);
        if (line) {
            g_array_unref(runs);
        } else {
            line = line_new_take(runs);
            g_hash_table_insert(by_runs, runs, line);
            g_ptr_array_add(lines, line);
        }
        g_array_append_val(line->sources, i);
    }
    return lines;
}

/* --- Names --- */

static char *
end_text(const AcvMatrix *matrix, const GPtrArray *ends, guint number)
{
    GString *text = g_string_new(NULL);
    acv_word_matrix_end(text, matrix, g_ptr_array_index(ends, number));
    return g_string_free(text, FALSE);
}

static char *
line_text(const AcvMatrix *matrix, const Line *line)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < MIN(line->sources->len, MOST_ALIKE); i++) {
        g_autofree char *name =
            end_text(matrix, matrix->sources, g_array_index(line->sources, guint, i));
        g_string_append_printf(text, "%s%s", i > 0 ? ", " : "", name);
    }
    if (line->sources->len > MOST_ALIKE) {
        g_string_append_printf(text, " and %u more", line->sources->len - MOST_ALIKE);
    }
    return g_string_free(text, FALSE);
}

/* Clean text of at most 'width' columns, of which the middle is left out if it is longer, for its
 * ends tell more. */
static char *
shorten(const char *text, unsigned width)
{
    g_autofree char *clean = acv_layout_clean(text);
    glong length = g_utf8_strlen(clean, -1);
    if (acv_layout_columns(clean) <= width) {
        return g_steal_pointer(&clean);
    }
    for (glong kept = length - 1; kept > 2; kept--) {
        g_autofree char *head = g_utf8_substring(clean, 0, (kept + 1) / 2);
        g_autofree char *tail = g_utf8_substring(clean, length - kept / 2, length);
        g_autofree char *shorter = g_strconcat(head, "..", tail, NULL);
        if (acv_layout_columns(shorter) <= width) {
            return g_steal_pointer(&shorter);
        }
    }
    return g_strdup("..");
}

/* --- Table --- */

static const struct {
    const char *word;
    AcvTone tone;
} marks[] = {
    [ACV_OUTCOME_REACHABLE] = { "yes", ACV_TONE_GOOD },
    [ACV_OUTCOME_UNREACHABLE] = { "no", ACV_TONE_BAD },
    [ACV_OUTCOME_PARTIAL] = { "part", ACV_TONE_DOUBTFUL },
    [ACV_OUTCOME_UNDETERMINED] = { "?", ACV_TONE_DOUBTFUL },
};

static void
pad(Page *page, unsigned columns)
{
    g_string_append_printf(page->layout.out, "%*s", (int) columns, "");
}

static void
write_mark(Page *page, const AcvMatrixCell *cell)
{
    const char *word = cell ? marks[cell->outcome].word : "-";
    pad(page, COLUMN_WIDTH - (unsigned) strlen(word));
    acv_layout_toned(&page->layout, cell ? marks[cell->outcome].tone : ACV_TONE_FAINT, word);
}

/* "2 of 5", or that nothing is reached at all. */
static void
write_summary(Page *page, const Line *line)
{
    size_t n_some = line->counts[ACV_OUTCOME_REACHABLE] + line->counts[ACV_OUTCOME_PARTIAL];
    bool is_cut_off = line->n_asked > 0 && line->counts[ACV_OUTCOME_UNREACHABLE] == line->n_asked;
    g_autofree char *text =
        is_cut_off ? g_strdup("cut off") : g_strdup_printf("%zu of %zu", n_some, line->n_asked);
    acv_layout_toned(&page->layout, is_cut_off ? ACV_TONE_BAD : ACV_TONE_PLAIN, text);
}

static void
write_table_line(Page *page, const Line *line, unsigned name_width, guint first, guint end)
{
    g_autofree char *text = line_text(page->matrix, line);
    g_autofree char *name = shorten(text, name_width);
    guint source = g_array_index(line->sources, guint, 0);
    pad(page, 2);
    g_string_append(page->layout.out, name);
    pad(page, name_width - acv_layout_columns(name));
    for (guint i = first; i < end; i++) {
        write_mark(page, acv_matrix_cell(page->matrix, source, i));
    }
    pad(page, 3);
    write_summary(page, line);
    g_string_append_c(page->layout.out, '\n');
}

static void
write_table_part(Page *page, const GPtrArray *lines, unsigned name_width, guint first, guint end)
{
    acv_layout_blank(&page->layout);
    pad(page, 2 + name_width);
    for (guint i = first; i < end; i++) {
        g_autofree char *number = g_strdup_printf("%*u", COLUMN_WIDTH, i + 1);
        acv_layout_toned(&page->layout, ACV_TONE_STRONG, number);
    }
    acv_layout_toned(&page->layout, ACV_TONE_STRONG, "   reached\n");
    for (guint i = 0; i < lines->len; i++) {
        write_table_line(page, g_ptr_array_index(lines, i), name_width, first, end);
    }
}

/* How many sources reach a target, and of how many that can be asked. */
static char *
count_column(const AcvMatrix *matrix, guint target)
{
    guint n = 0;
    guint n_some = 0;
    for (guint i = 0; i < matrix->sources->len; i++) {
        const AcvMatrixCell *cell = acv_matrix_cell(matrix, i, target);
        n += cell != NULL;
        n_some +=
            cell
            && (cell->outcome == ACV_OUTCOME_REACHABLE || cell->outcome == ACV_OUTCOME_PARTIAL);
    }
    return n_some == 0 ? g_strdup("by nobody") : g_strdup_printf("by %u of %u", n_some, n);
}

static void
write_columns(Page *page, unsigned name_width)
{
    const AcvMatrix *matrix = page->matrix;
    acv_layout_heading(&page->layout, "Targets, and by how many sources they are reached");
    for (guint i = 0; i < matrix->targets->len; i++) {
        g_autofree char *text = end_text(matrix, matrix->targets, i);
        g_autofree char *name = shorten(text, MAX(name_width, 30));
        g_autofree char *lead = g_strdup_printf("%2u  %s", i + 1, name);
        g_autofree char *count = count_column(matrix, i);
        acv_layout_item(&page->layout, 2, ACV_TONE_PLAIN, lead, 8 + MAX(name_width, 30), count);
    }
}

static void
write_table(Page *page, const GPtrArray *lines)
{
    unsigned width = MAX(page->layout.width, MIN_WIDTH);
    unsigned longest = 12;
    for (guint i = 0; i < lines->len; i++) {
        g_autofree char *text = line_text(page->matrix, g_ptr_array_index(lines, i));
        longest = MAX(longest, acv_layout_columns(text));
    }
    unsigned fixed = 2 + 3 + SUMMARY_WIDTH;
    guint n = page->matrix->targets->len;
    unsigned name_width = MIN(longest, (width - fixed) / 2);
    if (fixed + n * COLUMN_WIDTH + name_width < width) {
        name_width = MIN(longest, width - fixed - n * COLUMN_WIDTH);
    }
    guint per_part = MAX((width - fixed - name_width) / COLUMN_WIDTH, 1);
    for (guint first = 0; first < n; first += per_part) {
        write_table_part(page, lines, name_width, first, MIN(first + per_part, n));
    }
    write_columns(page, name_width);
}

/* --- List --- */

static bool
is_reached(const AcvMatrixRun *run)
{
    return run->cell && run->cell->outcome != ACV_OUTCOME_UNREACHABLE;
}

static void
append_reached(Page *page, GString *text, const AcvMatrixRun *run, guint target)
{
    const AcvMatrix *matrix = page->matrix;
    g_autofree char *name = end_text(matrix, matrix->targets, target);
    g_autoptr(GString) packets = g_string_new(NULL);
    acv_word_matrix_packets(packets, matrix, run->cell->packets);
    g_string_append_printf(text, "%s%s", name, packets->len > 0 ? " (" : "");
    g_string_append(text, packets->str);
    g_string_append(text, packets->len > 0 ? ")" : "");
    if (run->cell->outcome != ACV_OUTCOME_REACHABLE) {
        g_string_append_printf(text, " %s", acv_outcome_name(run->cell->outcome));
    }
}

/* What a source reaches, by name; of many the first ones. */
static char *
reached_text(Page *page, const Line *line)
{
    GString *text = g_string_new(NULL);
    guint n = 0;
    for (guint i = 0; i < line->runs->len; i++) {
        const AcvMatrixRun *run = &g_array_index(line->runs, AcvMatrixRun, i);
        for (guint j = run->first; is_reached(run) && j <= run->last; j++, n++) {
            if (n < MOST_NAMES || page->verbose) {
                g_string_append(text, n > 0 ? ", " : "");
                append_reached(page, text, run, j);
            }
        }
    }
    if (n > MOST_NAMES && !page->verbose) {
        g_string_append_printf(text, " and %u more", n - MOST_NAMES);
    }
    return g_string_free(text, FALSE);
}

static void
write_list(Page *page, const GPtrArray *lines)
{
    acv_layout_blank(&page->layout);
    for (guint i = 0; i < lines->len; i++) {
        const Line *line = g_ptr_array_index(lines, i);
        g_autofree char *names = line_text(page->matrix, line);
        g_autofree char *reached = reached_text(page, line);
        bool is_cut_off = *reached == '\0';
        g_autofree char *lead =
            g_strdup_printf("%s: %zu of %zu", names,
                            line->n_asked - line->counts[ACV_OUTCOME_UNREACHABLE], line->n_asked);
        acv_layout_item(&page->layout, 2, is_cut_off ? ACV_TONE_BAD : ACV_TONE_STRONG, lead, 4,
                        is_cut_off ? "cut off" : "");
        if (!is_cut_off) {
            acv_layout_text(&page->layout, 4, reached);
        }
    }
}

/* --- The whole --- */

static void
write_totals(Page *page, const GPtrArray *lines)
{
    size_t counts[4] = { 0 };
    size_t n_cut_off = 0;
    for (guint i = 0; i < lines->len; i++) {
        const Line *line = g_ptr_array_index(lines, i);
        for (int j = 0; j < 4; j++) {
            counts[j] += line->counts[j] * line->sources->len;
        }
        bool is_cut_off =
            line->n_asked > 0 && line->counts[ACV_OUTCOME_UNREACHABLE] == line->n_asked;
        n_cut_off += is_cut_off ? line->sources->len : 0;
    }
    g_autofree char *text = g_strdup_printf(
        "%zu reachable, %zu partial, %zu unreachable, %zu undetermined; %zu of %u sources cut off",
        counts[ACV_OUTCOME_REACHABLE], counts[ACV_OUTCOME_PARTIAL], counts[ACV_OUTCOME_UNREACHABLE],
        counts[ACV_OUTCOME_UNDETERMINED], n_cut_off, page->matrix->sources->len);
    acv_layout_heading(&page->layout, "Totals");
    acv_layout_text(&page->layout, 2, text);
}

/* How often each code is the first thing that stops packets. */
static void
write_codes(Page *page, const GPtrArray *lines)
{
    size_t counts[ACV_N_CODES + 1] = { 0 };
    size_t n = 0;
    for (guint i = 0; i < lines->len; i++) {
        const Line *line = g_ptr_array_index(lines, i);
        for (guint j = 0; j < line->runs->len; j++) {
            const AcvMatrixRun *run = &g_array_index(line->runs, AcvMatrixRun, j);
            if (run->cell && run->cell->code != ACV_CODE_NONE) {
                counts[run->cell->code] +=
                    (size_t) (run->last - run->first + 1) * line->sources->len;
                n++;
            }
        }
    }
    if (n == 0) {
        return;
    }
    acv_layout_heading(&page->layout, "What stops packets first, and how often");
    for (int code = 1; code <= ACV_N_CODES; code++) {
        g_autofree char *count = g_strdup_printf("%zu", counts[code]);
        if (counts[code] > 0) {
            acv_layout_item(&page->layout, 2, ACV_TONE_PLAIN, acv_code_name((AcvCode) code), 50,
                            count);
        }
    }
}

void
acv_render_matrix_text(GString *out, const AcvMatrix *matrix, const AcvTextStyle *style)
{
    Page page = { { out, style->width, style->use_color }, matrix, style->verbose };
    g_autoptr(GPtrArray) lines = lines_of(matrix);
    g_autofree char *title = g_strdup_printf("Who reaches what: %u sources, %u targets",
                                             matrix->sources->len, matrix->targets->len);
    acv_layout_item(&page.layout, 0, ACV_TONE_STRONG, title, 0, "");
    if (matrix->targets->len <= MOST_COLUMNS) {
        write_table(&page, lines);
    } else {
        write_list(&page, lines);
    }
    write_codes(&page, lines);
    write_totals(&page, lines);
}

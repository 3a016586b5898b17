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
#include "render/rows.h"

#include <string.h>

enum {
    N_OUTCOMES = ACV_OUTCOME_UNDETERMINED + 1,
    MOST_COLUMNS = 60,  /* Of all tables together. */
    COLUMN_WIDTH = 5,   /* "part" and a blank. */
    SUMMARY_WIDTH = 12, /* "12 of 34". */
    MOST_NAMES = 12,    /* Of targets in a line of a list. */
    MOST_ALIKE = 4,     /* Names of sources in a line. */
    MIN_WIDTH = 40,
    LINES_PER_PART = 16,
};

/* Of all sources. */
typedef struct {
    size_t answers[N_OUTCOMES];
    size_t codes[ACV_N_CODES + 1]; /* How often each is the first thing that stops packets. */
    size_t n_cut_off;
} Totals;

/* Sources of which the same is said. */
typedef struct {
    const AcvMatrix *matrix;
    GArray *sources; /* guint. */
    GArray *runs;    /* While it is looked for; else NULL. */
    guint hash;      /* Of the runs. */
    size_t counts[N_OUTCOMES];
    size_t n_asked;
} Line;

typedef struct {
    AcvLayout layout;
    const AcvMatrix *matrix;
    bool verbose;
    GPtrArray *lines;   /* In the order of their first sources. */
    GPtrArray *packets; /* char *: what gets there, by number of a value. */
    Totals totals;
} Page;

/* --- Lines --- */

static guint
hash_runs(const GArray *runs)
{
    static const guint64 factor = G_GUINT64_CONSTANT(0x9fb21c651e98df25);
    guint64 hash = runs->len;
    for (guint i = 0; i < runs->len; i++) {
        const AcvMatrixRun *run = &g_array_index(runs, AcvMatrixRun, i);
        hash = (hash ^ ((guint64) run->number << 32 | run->last)) * factor;
        hash ^= hash >> 32;
    }
    return (guint) hash;
}

static guint
line_hash(gconstpointer line)
{
    return ((const Line *) line)->hash;
}

static GArray *
line_runs(const Line *line)
{
    return line->runs ? g_array_ref(line->runs)
                      : acv_matrix_runs(line->matrix, g_array_index(line->sources, guint, 0));
}

/* Called where the hashes are the same. The runs are not kept for that: of many sources they would
 * be more than all the rest. */
static gboolean
line_equal(gconstpointer a, gconstpointer b)
{
    g_autoptr(GArray) left = line_runs(a);
    g_autoptr(GArray) right = line_runs(b);
    bool is_equal = left->len == right->len;
    for (guint i = 0; is_equal && i < left->len; i++) {
        const AcvMatrixRun *one = &g_array_index(left, AcvMatrixRun, i);
        const AcvMatrixRun *other = &g_array_index(right, AcvMatrixRun, i);
        is_equal = one->last == other->last && one->number == other->number;
    }
    return is_equal;
}

static void
line_free(Line *line)
{
    g_array_unref(line->sources);
    g_free(line);
}

static Line *
line_new(const AcvMatrix *matrix, guint source, GArray *runs)
{
    Line *line = g_new0(Line, 1);
    line->matrix = matrix;
    line->runs = runs;
    line->sources = g_array_new(FALSE, FALSE, sizeof(guint));
    line->hash = hash_runs(runs);
    g_array_append_val(line->sources, source);
    for (guint i = 0; i < runs->len; i++) {
        const AcvMatrixRun *run = &g_array_index(runs, AcvMatrixRun, i);
        if (run->cell) {
            line->counts[run->cell->outcome] += run->last - run->first + 1;
            line->n_asked += run->last - run->first + 1;
        }
    }
    return line;
}

static bool
is_cut_off(const Line *line)
{
    return line->n_asked > 0 && line->counts[ACV_OUTCOME_UNREACHABLE] == line->n_asked;
}

static void
add_to_totals(Totals *totals, const Line *line, const GArray *runs)
{
    totals->n_cut_off += is_cut_off(line);
    for (int i = 0; i < N_OUTCOMES; i++) {
        totals->answers[i] += line->counts[i];
    }
    for (guint i = 0; i < runs->len; i++) {
        const AcvMatrixRun *run = &g_array_index(runs, AcvMatrixRun, i);
        totals->codes[run->cell ? run->cell->code : ACV_CODE_NONE] += run->last - run->first + 1;
    }
}

static void
find_lines(Page *page)
{
    const AcvMatrix *matrix = page->matrix;
    g_autoptr(GHashTable) known = g_hash_table_new(line_hash, line_equal);
    for (guint i = 0; i < matrix->sources->len; i++) {
        g_autoptr(GArray) runs = acv_matrix_runs(matrix, i);
        Line *line = line_new(matrix, i, runs);
        Line *before = g_hash_table_lookup(known, line);
        add_to_totals(&page->totals, line, runs);
        if (before) {
            g_array_append_val(before->sources, i);
            line_free(line);
        } else {
            g_hash_table_add(known, line);
            g_ptr_array_add(page->lines, line);
            line->runs = NULL;
        }
    }
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
    bool is_none = is_cut_off(line);
    g_autofree char *text =
        is_none ? g_strdup("cut off") : g_strdup_printf("%zu of %zu", n_some, line->n_asked);
    acv_layout_toned(&page->layout, is_none ? ACV_TONE_BAD : ACV_TONE_PLAIN, text);
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
write_table(Page *page)
{
    const GPtrArray *lines = page->lines;
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
append_reached(const Page *page, GString *text, const AcvMatrixRun *run, guint target)
{
    const AcvMatrix *matrix = page->matrix;
    const char *packets = g_ptr_array_index(page->packets, run->number);
    acv_word_matrix_end(text, matrix, g_ptr_array_index(matrix->targets, target));
    if (*packets) {
        g_string_append(text, " (");
        g_string_append(text, packets);
        g_string_append_c(text, ')');
    }
    if (run->cell->outcome != ACV_OUTCOME_REACHABLE) {
        g_string_append_c(text, ' ');
        g_string_append(text, acv_outcome_name(run->cell->outcome));
    }
}

/* What a source reaches, by name; of many the first ones. */
static char *
reached_text(const Page *page, const Line *line)
{
    g_autoptr(GArray) runs = line_runs(line);
    GString *text = g_string_new(NULL);
    size_t n = line->n_asked - line->counts[ACV_OUTCOME_UNREACHABLE];
    size_t n_shown = page->verbose ? n : MIN(n, MOST_NAMES);
    size_t n_named = 0;
    for (guint i = 0; n_named < n_shown; i++) {
        const AcvMatrixRun *run = &g_array_index(runs, AcvMatrixRun, i);
        for (guint j = run->first; is_reached(run) && j <= run->last && n_named < n_shown; j++) {
            g_string_append(text, n_named++ > 0 ? ", " : "");
            append_reached(page, text, run, j);
        }
    }
    if (n > n_shown) {
        g_string_append_printf(text, " and %zu more", n - n_shown);
    }
    return g_string_free(text, FALSE);
}

static void
write_list_line(const Page *page, AcvLayout *layout, const Line *line)
{
    g_autofree char *names = line_text(page->matrix, line);
    g_autofree char *reached = reached_text(page, line);
    bool is_none = *reached == '\0';
    g_autofree char *lead =
        g_strdup_printf("%s: %zu of %zu", names,
                        line->n_asked - line->counts[ACV_OUTCOME_UNREACHABLE], line->n_asked);
    acv_layout_item(layout, 2, is_none ? ACV_TONE_BAD : ACV_TONE_STRONG, lead, 4,
                    is_none ? "cut off" : "");
    if (!is_none) {
        acv_layout_text(layout, 4, reached);
    }
}

static void
write_list_lines(GString *out, guint first, guint end, gconstpointer user_data)
{
    const Page *page = user_data;
    AcvLayout layout = { out, page->layout.width, page->layout.use_color };
    for (guint i = first; i < end; i++) {
        write_list_line(page, &layout, g_ptr_array_index(page->lines, i));
    }
}

static void
write_list(Page *page, const AcvSink *sink)
{
    AcvRows rows = { page->lines->len, LINES_PER_PART, write_list_lines, page };
    page->packets = acv_word_matrix_values(page->matrix);
    acv_layout_blank(&page->layout);
    acv_rows_write(&rows, page->layout.out, sink);
    g_ptr_array_unref(page->packets);
}

/* --- The whole --- */

static void
write_totals(Page *page)
{
    const Totals *totals = &page->totals;
    g_autofree char *text = g_strdup_printf(
        "%zu reachable, %zu partial, %zu unreachable, %zu undetermined; %zu of %u sources cut off",
        totals->answers[ACV_OUTCOME_REACHABLE], totals->answers[ACV_OUTCOME_PARTIAL],
        totals->answers[ACV_OUTCOME_UNREACHABLE], totals->answers[ACV_OUTCOME_UNDETERMINED],
        totals->n_cut_off, page->matrix->sources->len);
    acv_layout_heading(&page->layout, "Totals");
    acv_layout_text(&page->layout, 2, text);
}

/* How often each code is the first thing that stops packets. */
static void
write_codes(Page *page)
{
    bool has_heading = false;
    for (int code = 1; code <= ACV_N_CODES; code++) {
        size_t n = page->totals.codes[code];
        g_autofree char *count = g_strdup_printf("%zu", n);
        if (n > 0 && !has_heading) {
            acv_layout_heading(&page->layout, "What stops packets first, and how often");
            has_heading = true;
        }
        if (n > 0) {
            acv_layout_item(&page->layout, 2, ACV_TONE_PLAIN, acv_code_name((AcvCode) code), 50,
                            count);
        }
    }
}

void
acv_render_matrix_text(GString *out, const AcvMatrix *matrix, const AcvTextStyle *style,
                       const AcvSink *sink)
{
    Page page = { .layout = { out, style->width, style->use_color },
                  .matrix = matrix,
                  .verbose = style->verbose,
                  .lines = g_ptr_array_new_with_free_func((GDestroyNotify) line_free) };
    g_autofree char *title = g_strdup_printf("Who reaches what: %u sources, %u targets",
                                             matrix->sources->len, matrix->targets->len);
    find_lines(&page);
    acv_layout_item(&page.layout, 0, ACV_TONE_STRONG, title, 0, "");
    if (matrix->targets->len <= MOST_COLUMNS) {
        write_table(&page);
    } else {
        write_list(&page, sink);
    }
    write_codes(&page);
    write_totals(&page);
    g_ptr_array_unref(page.lines);
}

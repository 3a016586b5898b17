#include "load/table.h"

#include <string.h>

/* What a file is read with. */
typedef struct {
    const char *name;
    const char *text;
    AcvProblems *problems;
    size_t checked; /* Lines are counted up to here, */
    unsigned line;  /* and this is the line there. */
    bool failed;
} Source;

static void
report(Source *source, size_t offset, const char *message)
{
    for (; source->checked < offset; source->checked++) {
        source->line += source->text[source->checked] == '\n';
    }
    AcvProblem problem = {
        .severity = ACV_SEVERITY_ERROR,
        .file = source->name,
        .line = source->line,
        .message = message,
    };
    acv_problems_add(source->problems, &problem);
    source->failed = true;
}

static bool
ends_cell(char c)
{
    return c == '\t' || c == '\n';
}

static void
check_byte(Source *source, size_t offset)
{
    const char *byte = source->text + offset;
    bool starts_cell = offset == 0 || ends_cell(byte[-1]);
    bool starts_row = offset == 0 || byte[-1] == '\n';
    if (*byte == '\r' && byte[1] == '\n') {
        report(source, offset, "expected a newline alone at the end of the line, got CR LF");
    } else if (g_ascii_iscntrl(*byte) && !ends_cell(*byte)) {
        report(source, offset, "control character");
    } else if (starts_row && *byte == '\n') {
        report(source, offset, "empty line");
    } else if (starts_cell && ends_cell(*byte)) {
        report(source, offset, "empty cell (write \"-\" for nothing)");
    }
}

static bool
check_text(Source *source, size_t length)
{
    const char *valid_end;
    if (length == 0) {
        report(source, 0, "expected a first line that names the columns, got nothing");
        return false;
    }
    if (length > ACV_TABLE_MAX_SIZE) {
        report(source, 0, "larger than 16 MiB");
        return false;
    }
    if (!g_utf8_validate_len(source->text, length, &valid_end) && *valid_end) {
        report(source, (size_t) (valid_end - source->text), "invalid UTF-8");
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        check_byte(source, i);
    }
    if (source->text[length - 1] != '\n') {
        report(source, length, "expected a newline at the end of the last line");
    }
    return !source->failed;
}

static size_t
count_rows(const char *text, size_t length)
{
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
        n += text[i] == '\n';
    }
    return n;
}

/* A tab becomes a zero byte, a newline a zero byte and a newline. */
static void
pack(const char *text, size_t length, char *cells, uint32_t *rows)
{
    uint32_t at = 0;
    size_t n_rows = 0;
    for (size_t i = 0; i < length; i++) {
        if (i == 0 || text[i - 1] == '\n') {
            rows[n_rows++] = at;
        }
        cells[at++] = ends_cell(text[i]) ? '\0' : text[i];
        if (text[i] == '\n') {
            cells[at++] = '\n';
        }
    }
}

static const AcvTable *
new_table(const AcvTable *table, AcvArena *arena)
{
    AcvTable *copy = acv_arena_alloc(arena, sizeof(*copy));
    *copy = *table;
    return copy;
}

const AcvTable *
acv_table_pack(const char *name, const char *text, size_t length, AcvArena *arena,
               AcvProblems *problems)
{
    Source source = { .name = name, .text = text, .problems = problems, .line = 1 };
    if (!check_text(&source, length)) {
        return NULL;
    }
    size_t n_rows = count_rows(text, length);
    char *cells = acv_arena_alloc(arena, length + n_rows);
    uint32_t *rows = acv_arena_alloc_n(arena, n_rows, sizeof(*rows));
    pack(text, length, cells, rows);
    AcvTable table = {
        .name = acv_arena_text(arena, name), .cells = cells, .rows = rows, .n_rows = n_rows
    };
    return new_table(&table, arena);
}

const char *
acv_table_key(const AcvTable *table, size_t row)
{
    return table->cells + table->rows[row];
}

size_t
acv_table_cells(const AcvTable *table, size_t row, const char **cells, size_t max)
{
    size_t n = 0;
    for (const char *next = acv_table_key(table, row); *next != '\n'; next += strlen(next) + 1) {
        if (n < max) {
            cells[n] = next;
        }
        n++;
    }
    return n;
}

static int
compare_keys(gconstpointer a, gconstpointer b, gpointer cells)
{
    return strcmp((const char *) cells + *(const uint32_t *) a,
                  (const char *) cells + *(const uint32_t *) b);
}

const AcvTable *
acv_table_sort(const AcvTable *table, AcvArena *arena)
{
    uint32_t *rows = acv_arena_alloc_n(arena, table->n_rows, sizeof(*rows));
    memcpy(rows, table->rows, table->n_rows * sizeof(*rows));
    g_qsort_with_data(rows + 1, (gint) table->n_rows - 1, sizeof(*rows), compare_keys,
                      (gpointer) table->cells);
    AcvTable sorted = *table;
    sorted.rows = rows;
    return new_table(&sorted, arena);
}

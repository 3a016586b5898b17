/* Reads the AWS data tables, from a directory or as compiled in, into a catalog.
 *
 * Files are checked at once, cell by cell, and sorted. What is compiled in was read from files by
 * this very code when the program was built (see tools/check_models.c), and its order was checked
 * when it was embedded. Of either, cells become members only of those rows that are asked for. */
#include "base/hash.h"
#include "load/catalog_columns.h"
#include "load/models.h"
#include "load/table.h"
#include "model/catalog.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
    AcvCatalog *catalog;
    AcvArena *arena;
    AcvProblems *problems;
} Reader;

/* One file, as it is checked. */
typedef struct {
    const AcvTable *table;
    AcvColumns columns;
    GHashTable *lines; /* Key to the line where it stands. */
    AcvProblems *problems;
    bool failed;
} Check;

static void report(AcvProblems *problems, AcvSeverity severity, const char *file, unsigned line,
                   const char *format, ...) G_GNUC_PRINTF(5, 6);

static void
report(AcvProblems *problems, AcvSeverity severity, const char *file, unsigned line,
       const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    AcvProblem problem = { .severity = severity, .file = file, .line = line, .message = message };
    acv_problems_add(problems, &problem);
}

#define FAIL(check, line, ...) \
    ((check)->failed = true, \
     report((check)->problems, ACV_SEVERITY_ERROR, (check)->table->name, line, __VA_ARGS__))

/* --- Checking a file --- */

static void
check_names(Check *check, const char *const *cells, size_t n_cells)
{
    size_t n = check->columns.n;
    for (size_t i = 0; i < MIN(n, n_cells); i++) {
        if (strcmp(cells[i], check->columns.columns[i].name) != 0) {
            FAIL(check, 1, "expected \"%s\" as the name of column %zu, got \"%s\"",
                 check->columns.columns[i].name, i + 1, cells[i]);
            return;
        }
    }
    if (n_cells < n) {
        FAIL(check, 1, "column \"%s\" is missing", check->columns.columns[n_cells].name);
    } else if (n_cells > n) {
        FAIL(check, 1, "expected %zu columns, got %zu", n, n_cells);
    }
}

static void
check_key(Check *check, const char *key, unsigned line)
{
    gpointer first = g_hash_table_lookup(check->lines, key);
    if (first) {
        FAIL(check, line, "\"%s\" stands in line %u already", key, GPOINTER_TO_UINT(first));
    } else {
        g_hash_table_insert(check->lines, (gpointer) key, GUINT_TO_POINTER(line));
    }
}

static void
check_row(Check *check, const char *const *cells, size_t n_cells, unsigned line)
{
    if (n_cells != check->columns.n) {
        FAIL(check, line, "expected %zu cells, got %zu", check->columns.n, n_cells);
        return;
    }
    for (size_t i = 0; i < n_cells; i++) {
        const AcvColumn *column = &check->columns.columns[i];
        if (!column->type->check(column, cells[i])) {
            g_autofree char *expected = acv_column_expected(column);
            FAIL(check, line, "%s: expected %s, got \"%s\"", column->name, expected, cells[i]);
        }
    }
    check_key(check, cells[0], line);
}

static bool
check_table(Reader *reader, AcvCatalogTable id, const AcvTable *table)
{
    g_autoptr(GHashTable) lines = g_hash_table_new(acv_text_hash, g_str_equal);
    Check check = { .table = table,
                    .columns = acv_catalog_columns(id),
                    .lines = lines,
                    .problems = reader->problems };
    const char *cells[ACV_MAX_COLUMNS];
    size_t n_cells = acv_table_cells(table, 0, cells, G_N_ELEMENTS(cells));
    check_names(&check, cells, n_cells);
    for (size_t row = 1; row < table->n_rows && n_cells == check.columns.n; row++) {
        size_t n = acv_table_cells(table, row, cells, G_N_ELEMENTS(cells));
        check_row(&check, cells, n, (unsigned) row + 1);
    }
    return !check.failed;
}

/* --- Rows, as they are asked for --- */

typedef struct {
    AcvColumns columns;
    const AcvTable *table;
} Rows;

static const char *
row_key(const void *data, size_t index)
{
    const Rows *rows = data;
    return acv_table_key(rows->table, index + 1);
}

static void
make_row(const void *data, size_t index, void *row)
{
    const Rows *rows = data;
    const char *cells[ACV_MAX_COLUMNS];
    acv_table_cells(rows->table, index + 1, cells, G_N_ELEMENTS(cells));
    for (size_t i = 0; i < rows->columns.n; i++) {
        const AcvColumn *column = &rows->columns.columns[i];
        column->type->store(column, cells[i], (char *) row + column->offset);
    }
}

static void
set_rows(Reader *reader, AcvCatalogTable id, const AcvTable *table)
{
    Rows *rows = acv_arena_alloc(reader->arena, sizeof(*rows));
    *rows = (Rows){ .columns = acv_catalog_columns(id), .table = table };
    AcvRows source = { .data = rows, .n = table->n_rows - 1, .key = row_key, .make = make_row };
    acv_catalog_set(reader->catalog, id, source);
}

/* --- Where tables come from --- */

static void
load_built_in(Reader *reader, AcvCatalogTable id)
{
    for (size_t i = 0; i < acv_n_models; i++) {
        if (strcmp(acv_models[i].name, acv_catalog_table_name(id)) == 0) {
            set_rows(reader, id, &acv_models[i]);
            return;
        }
    }
    g_assert_not_reached(); /* check-models sees to it that models/ has them all. */
}

static void
load_file(Reader *reader, AcvCatalogTable id, const char *path)
{
    g_autofree char *text = NULL;
    size_t length;
    g_autoptr(GError) error = NULL;
    GStatBuf status;
    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
        report(reader->problems, ACV_SEVERITY_ERROR, path, 0, "not a file");
        return;
    }
    if (g_stat(path, &status) == 0 && status.st_size > ACV_TABLE_MAX_SIZE) {
        report(reader->problems, ACV_SEVERITY_ERROR, path, 0, "larger than 16 MiB");
        return;
    }
    if (!g_file_get_contents(path, &text, &length, &error)) {
        report(reader->problems, ACV_SEVERITY_ERROR, path, 0, "%s", error->message);
        return;
    }
    const AcvTable *table = acv_table_pack(path, text, length, reader->arena, reader->problems);
    if (table && check_table(reader, id, table)) {
        set_rows(reader, id, acv_table_sort(table, reader->arena));
    }
}

static void
load_table(Reader *reader, AcvCatalogTable id, const char *directory)
{
    if (directory) {
        g_autofree char *file = g_strconcat(acv_catalog_table_name(id), ".tsv", NULL);
        g_autofree char *path = g_build_filename(directory, file, NULL);
        if (g_file_test(path, G_FILE_TEST_EXISTS)) {
            load_file(reader, id, path);
            return;
        }
    }
    load_built_in(reader, id);
}

/* --- The directory --- */

static bool
is_table_file(const char *file)
{
    for (unsigned id = 0; id < ACV_N_CATALOG_TABLES; id++) {
        const char *name = acv_catalog_table_name(id);
        size_t length = strlen(name);
        if (strncmp(file, name, length) == 0 && strcmp(file + length, ".tsv") == 0) {
            return true;
        }
    }
    return false;
}

static int
compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/* Warns of files that are no tables, since a slip in a name would be silent otherwise. */
static bool
check_directory(const char *directory, AcvProblems *problems)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GDir) entries = g_dir_open(directory, 0, &error);
    if (!entries) {
        report(problems, ACV_SEVERITY_ERROR, directory, 0, "%s", error->message);
        return false;
    }
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    for (const char *file = g_dir_read_name(entries); file; file = g_dir_read_name(entries)) {
        if (!is_table_file(file)) {
            g_ptr_array_add(files, g_build_filename(directory, file, NULL));
        }
    }
    g_ptr_array_sort(files, compare_texts);
    for (guint i = 0; i < files->len; i++) {
        report(problems, ACV_SEVERITY_WARNING, g_ptr_array_index(files, i), 0,
               "no table of AWS data has this name");
    }
    return true;
}

AcvCatalog *
acv_catalog_load(const char *directory, AcvProblems *problems)
{
    size_t n_errors = acv_problems_count(problems, ACV_SEVERITY_ERROR);
    if (directory && !check_directory(directory, problems)) {
        return NULL;
    }
    g_autoptr(AcvArena) arena = acv_arena_new(NULL);
    g_autoptr(AcvCatalog) catalog = acv_catalog_new(arena);
    Reader reader = { .catalog = catalog, .arena = arena, .problems = problems };
    for (unsigned id = 0; id < ACV_N_CATALOG_TABLES; id++) {
        load_table(&reader, id, directory);
    }
    bool failed = acv_problems_count(problems, ACV_SEVERITY_ERROR) > n_errors;
    return failed ? NULL : g_steal_pointer(&catalog);
}

/* Reads the tables of a directory as the program does, and fails if any row is wrong.
 *
 * usage: check-models DIRECTORY */
#include "acv/catalog.h"

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>

static bool
has_all_tables(const char *directory)
{
    bool complete = true;
    for (unsigned table = 0; table < ACV_N_CATALOG_TABLES; table++) {
        g_autofree char *path =
            g_strdup_printf("%s/%s.tsv", directory, acv_catalog_table_name(table));
        if (!g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
            fprintf(stderr, "%s: missing\n", path);
            complete = false;
        }
    }
    return complete;
}

int
main(int n_arguments, char **arguments)
{
    if (n_arguments != 2) {
        fputs("usage: check-models DIRECTORY\n", stderr);
        return 2;
    }
    if (!has_all_tables(arguments[1])) {
        return EXIT_FAILURE;
    }
    g_autoptr(AcvProblems) problems = acv_problems_new();
    acv_catalog_free(acv_catalog_load(arguments[1], problems));
    for (size_t i = 0; i < acv_problems_n_kept(problems); i++) {
        g_autofree char *text = acv_problem_print(acv_problems_get(problems, i));
        fprintf(stderr, "%s\n", text);
    }
    return acv_problems_n_kept(problems) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* Runs every file of corpus/NAME and regressions/NAME through the target of that name.
 *
 * usage: fuzz-replay [FOLDER]   (by default tests/fuzz) */
#include "targets.h"

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *name;
    void (*run)(const uint8_t *data, size_t size);
} Target;

static int
compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/* The number of files. */
static unsigned
replay_folder(const Target *target, const char *folder)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    GDir *dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir))) {
        if (name[0] != '.') {
            g_ptr_array_add(names, g_build_filename(folder, name, NULL));
        }
    }
    g_clear_pointer(&dir, g_dir_close);
    g_ptr_array_sort(names, compare_names);
    for (guint i = 0; i < names->len; i++) {
        const char *path = g_ptr_array_index(names, i);
        g_autofree char *bytes = NULL;
        gsize size;
        if (!g_file_get_contents(path, &bytes, &size, NULL)) {
            fprintf(stderr, "cannot read %s\n", path);
            exit(EXIT_FAILURE);
        }
        /* Told before, so that a crash names its cause. */
        if (g_getenv("ACV_FUZZ_VERBOSE")) {
            fprintf(stderr, "%s\n", path);
        }
        target->run((const uint8_t *) bytes, size);
    }
    return names->len;
}

int
main(int argc, char **argv)
{
#define TARGET_ROW(name) { #name, fuzz_##name },
    static const Target targets[] = { FUZZ_TARGETS(TARGET_ROW) };
#undef TARGET_ROW
    const char *folder = argc > 1 ? argv[1] : "tests/fuzz";
    unsigned n_files = 0;

    for (size_t i = 0; i < G_N_ELEMENTS(targets); i++) {
        g_autofree char *corpus = g_build_filename(folder, "corpus", targets[i].name, NULL);
        g_autofree char *past = g_build_filename(folder, "regressions", targets[i].name, NULL);
        unsigned n_seeds = replay_folder(&targets[i], corpus);
        if (n_seeds == 0) {
            fprintf(stderr, "no seeds in %s\n", corpus);
            return EXIT_FAILURE;
        }
        n_files += n_seeds + replay_folder(&targets[i], past);
    }
    printf("fuzz-replay: %u passed, 0 failed\n", n_files);
    return EXIT_SUCCESS;
}

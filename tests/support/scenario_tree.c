#include "scenario_tree.h"

#include "expect.h"

#include <string.h>

char *
scenario_file(const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, NULL)) {
        EXPECT_TRUE(path, false);
        return g_strdup("");
    }
    return text;
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
scenario_folder_list(const char *folder, const char *suffix)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *name = dir ? g_dir_read_name(dir) : NULL; name; name = g_dir_read_name(dir)) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (suffix ? g_str_has_suffix(name, suffix) : g_file_test(path, G_FILE_TEST_IS_DIR)) {
            g_ptr_array_add(names, g_strdup(name));
        }
    }
    g_ptr_array_sort(names, compare_names);
    return names;
}

GPtrArray *
scenario_cases(void)
{
    GPtrArray *cases = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) topics = scenario_folder_list(SCENARIOS, NULL);
    for (guint i = 0; i < topics->len; i++) {
        const char *topic = g_ptr_array_index(topics, i);
        g_autofree char *folder = g_build_filename(SCENARIOS, topic, NULL);
        g_autoptr(GPtrArray) names = scenario_folder_list(folder, NULL);
        for (guint j = 0; j < names->len; j++) {
            g_ptr_array_add(cases,
                            g_build_filename(topic, (char *) g_ptr_array_index(names, j), NULL));
        }
    }
    return cases;
}

GPtrArray *
scenario_questions(void)
{
    GPtrArray *questions = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) cases = scenario_cases();
    for (guint i = 0; i < cases->len; i++) {
        const char *name = g_ptr_array_index(cases, i);
        g_autofree char *folder = g_build_filename(SCENARIOS, name, NULL);
        g_autoptr(GPtrArray) asks = scenario_folder_list(folder, ".ask");
        for (guint j = 0; j < asks->len; j++) {
            char *ask = g_ptr_array_index(asks, j);
            *strrchr(ask, '.') = '\0';
            g_ptr_array_add(questions, g_build_filename(name, ask, NULL));
        }
    }
    return questions;
}

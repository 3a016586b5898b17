/* The folder of worked scenarios, as it lies below the working directory: topics, in these cases,
 * in these questions.
 *
 * Lists are of char *, in ascending order; free with g_ptr_array_unref(). */
#pragma once

#include <glib.h>

#define SCENARIOS "scenarios"

/* The text of a file, the caller's to free; if there is none, the test fails and it is "". */
char *scenario_file(const char *folder, const char *name);

/* The names in a folder that end like 'suffix'; of the folders in it if that is NULL. */
GPtrArray *scenario_folder_list(const char *folder, const char *suffix);

/* All cases as "topic/case", and all questions as "topic/case/number". */
GPtrArray *scenario_cases(void);
GPtrArray *scenario_questions(void);

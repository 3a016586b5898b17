/* Scenarios: what AWS's API prints, as JSON, read into a snapshot.
 *
 * A text holds one JSON object or several, one after another. At the top of an object stand the
 * keys of kinds ("Subnets", …; see kind.h) and a few more; or the object is the reply of
 * get-agent-runtime, get-code-interpreter, get-browser or describe-vpc-attribute as it is. Texts
 * are UTF-8, or UTF-16 with a byte order mark. Records of one kind and id are joined.
 *
 * Long lists are read with the help of other threads, which are gone when the function returns.
 * Meanwhile neither the locale nor cJSON's hooks must change. */
#pragma once

#include <acv/api.h>
#include <acv/problem.h>
#include <acv/snapshot.h>

ACV_BEGIN_DECLS

/* Reads everything that 'names', up to NULL, stand for: a file, a folder with all *.json files in
 * and below it in the order of their names, or "-" for standard input.
 *
 * NULL if there is any error. All problems are added to 'problems': errors; warnings about what is
 * odd but can be read; remarks about what is not read. */
AcvSnapshot *acv_scenario_read(const char *const *names, AcvProblems *problems);

typedef struct {
    const char *name; /* How problems call it. */
    const char *text; /* 'length' bytes, which need not end with a zero. */
    size_t length;
} AcvScenarioText;

/* The same from memory. */
AcvSnapshot *acv_scenario_parse(const AcvScenarioText *texts, size_t n_texts,
                                AcvProblems *problems);

/* A JSON Schema (draft 2020-12) of scenarios; the caller's to free. Always the same. */
char *acv_scenario_schema(void);

ACV_END_DECLS

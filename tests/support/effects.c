#include "effects.h"

#include "scenario.h"

#include <string.h>

/* --- Lines of a snapshot that tell by themselves whose they are --- */

typedef struct {
    GPtrArray *lines;
    const char *record;
    char *key;
} Flattening;

/* Takes one line of snapshot_print(): a record at no indent, its fields at two spaces, items of
 * lists and fields of objects at four, and what is in those deeper still. */
static void
flatten_line(Flattening *flat, const char *line)
{
    size_t indent = strspn(line, " ");
    const char *text = line + indent;
    if (indent == 0) {
        flat->record = text;
        g_ptr_array_add(flat->lines, g_strdup(text));
    } else if (indent == 2) {
        g_free(flat->key);
        flat->key = g_strndup(text, strcspn(text, " "));
        bool is_list = g_str_has_suffix(text, "]") && !g_str_has_suffix(text, " [0]");
        if (!is_list && !g_str_has_suffix(text, " ")) {
            g_ptr_array_add(flat->lines, g_strdup_printf("%s %s", flat->record, text));
        }
    } else if (indent == 4) {
        g_ptr_array_add(flat->lines, g_strdup_printf("%s %s %s", flat->record, flat->key, text));
    } else {
        char **last = (char **) &flat->lines->pdata[flat->lines->len - 1];
        char *longer = g_strdup_printf("%s %s", *last, g_strchomp((char *) text));
        g_free(*last);
        *last = longer;
    }
}

static GPtrArray *
flatten(const AcvSnapshot *snapshot)
{
    g_autofree char *text = snapshot_print(snapshot);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    Flattening flat = { .lines = g_ptr_array_new_with_free_func(g_free) };
    for (char **line = lines; *line && **line; line++) {
        flatten_line(&flat, *line);
    }
    g_free(flat.key);
    return flat.lines;
}

static bool
holds(const GPtrArray *lines, const char *wanted)
{
    return g_ptr_array_find_with_equal_func((GPtrArray *) lines, wanted, g_str_equal, NULL);
}

static void
append_missing(GString *out, char sign, const GPtrArray *from, const GPtrArray *in)
{
    for (guint i = 0; i < from->len; i++) {
        const char *line = g_ptr_array_index(from, i);
        if (!holds(in, line)) {
            g_string_append_printf(out, "%c %s\n", sign, line);
        }
    }
}

/* --- Effects --- */

char *
effects_of(const char *json, const char *script)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvSnapshot) before = scenario_parse(json, NULL);
    g_autoptr(AcvChanges) changes = acv_changes_new();
    g_assert(before);
    bool is_read = acv_changes_add_text(changes, "t.sh", script, problems);
    g_autoptr(AcvWhatIf) what_if = is_read ? acv_what_if_new(before, changes, problems) : NULL;
    if (!what_if) {
        return problems_print(problems, ACV_SEVERITY_ERROR);
    }
    g_autofree char *warnings = problems_print(problems, ACV_SEVERITY_WARNING);
    g_autoptr(GPtrArray) old = flatten(before);
    g_autoptr(GPtrArray) new = flatten(acv_what_if_after(what_if));
    GString *out = g_string_new(warnings);
    append_missing(out, '-', old, new);
    append_missing(out, '+', new, old);
    return g_string_free(out, FALSE);
}

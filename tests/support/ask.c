#include "ask.h"

#include "explain/answer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- Reading --- */

static int
compare_facts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *) a, *(const char *const *) b);
}

static bool
fail(GError **error, const char *what, const char *text)
{
    g_set_error(error, ACV_ERROR, ACV_ERROR_SYNTAX, "%s, got \"%s\"", what, text);
    return false;
}

static bool
parse_option(Ask *ask, const char *name, const char *value, GError **error)
{
    unsigned first;
    unsigned last;
    char end;
    if (strcmp(name, "--from") == 0) {
        ask->from = g_strdup(value);
    } else if (strcmp(name, "--to") == 0) {
        ask->to = g_strdup(value);
    } else if (strcmp(name, "--what-if") == 0) {
        g_ptr_array_add(ask->what_if, g_strdup(value));
    } else if (strcmp(name, "--without-zone") == 0) {
        g_ptr_array_add(ask->zones, g_strdup(value));
    } else if (strcmp(name, "--ephemeral-ports") == 0
               && sscanf(value, "%u-%u%c", &first, &last, &end) == 2) {
        ask->ephemeral_ports = (AcvPortRange){ (uint16_t) first, (uint16_t) last };
    } else {
        return fail(error,
                    "expected --from, --to, --no-dns, --what-if CHANGE, --without-zone ZONE or "
                    "--ephemeral-ports LOW-HIGH",
                    name);
    }
    return true;
}

static bool
parse_arguments(Ask *ask, const char *line, GError **error)
{
    g_auto(GStrv) words = NULL;
    gint n;
    ask->ephemeral_ports = ACV_EPHEMERAL_PORTS;
    if (!g_shell_parse_argv(line, &n, &words, error)) {
        return false;
    }
    for (gint i = 0; i < n; i++) {
        if (i == 0 && strcmp(words[i], "check") == 0) {
            ask->is_check = true;
        } else if (strcmp(words[i], "--no-dns") == 0) {
            ask->no_dns = true;
        } else if (!parse_option(ask, words[i], i + 1 < n ? words[i + 1] : "", error)) {
            return false;
        } else {
            i++;
        }
    }
    return ask->is_check || (ask->from && ask->to) || fail(error, "expected --from and --to", line);
}

static void
sort_facts(GPtrArray *facts)
{
    qsort(facts->pdata + 1, facts->len - 1, sizeof *facts->pdata, compare_facts);
}

Ask *
ask_parse(const char *text, GError **error)
{
    g_autoptr(Ask) ask = g_new0(Ask, 1);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    ask->facts = g_ptr_array_new_with_free_func(g_free);
    ask->zones = g_ptr_array_new_with_free_func(g_free);
    ask->what_if = g_ptr_array_new_with_free_func(g_free);
    for (char **line = lines; *line; line++) {
        if (**line == '#' || **line == '\0') {
            continue;
        }
        if (ask->is_check || ask->from) {
            g_ptr_array_add(ask->facts, g_strdup(*line));
        } else if (!parse_arguments(ask, *line, error)) {
            return NULL;
        }
    }
    if (ask->facts->len == 0) {
        fail(error, "expected arguments and a verdict", text);
        return NULL;
    }
    sort_facts(ask->facts);
    return g_steal_pointer(&ask);
}

void
ask_free(Ask *ask)
{
    if (ask) {
        g_free(ask->from);
        g_free(ask->to);
        g_ptr_array_unref(ask->facts);
        g_ptr_array_unref(ask->zones);
        g_ptr_array_unref(ask->what_if);
        g_free(ask);
    }
}

/* --- Facts of an answer --- */

static const char *
id_of(const AcvRecord *record)
{
    return record ? record->id : "-";
}

static void
add_explanations(GPtrArray *facts, const AcvAnswer *answer)
{
    static const char *const directions[] = {
        [ACV_DIRECTION_NONE] = "",
        [ACV_DIRECTION_INGRESS] = " ingress",
        [ACV_DIRECTION_EGRESS] = " egress",
    };
    for (guint i = 0; i < answer->explanations->len; i++) {
        const AcvExplanation *explanation = &g_array_index(answer->explanations, AcvExplanation, i);
        g_ptr_array_add(facts, g_strdup_printf("%s %s%s %s", acv_code_name(explanation->code),
                                               id_of(explanation->component),
                                               directions[explanation->direction],
                                               explanation->is_reply ? "return" : "forward"));
    }
}

static void
add_notes(GPtrArray *facts, const AcvAnswer *answer)
{
    for (guint i = 0; i < answer->notes->len; i++) {
        const AcvNote *note = &g_array_index(answer->notes, AcvNote, i);
        if (note->code != ACV_CODE_NONE) {
            g_ptr_array_add(facts, g_strdup_printf("note: %s %s", acv_code_name(note->code),
                                                   id_of(note->record)));
        }
    }
}

static void
add_missing(GPtrArray *facts, const AcvAnswer *answer)
{
    for (guint i = 0; i < answer->missing->len; i++) {
        const AcvMissing *missing = &g_array_index(answer->missing, AcvMissing, i);
        g_ptr_array_add(facts,
                        g_strdup_printf("missing: %s %s%s%s", acv_kind_noun(missing->kind),
                                        missing->id ? missing->id : "-", missing->field ? " " : "",
                                        missing->field ? missing->field : ""));
    }
}

static void
add_warnings(GPtrArray *facts, const AcvProblems *problems)
{
    for (size_t i = 0; i < acv_problems_n_kept(problems); i++) {
        const AcvProblem *problem = acv_problems_get(problems, i);
        if (problem->severity == ACV_SEVERITY_WARNING) {
            g_ptr_array_add(facts, g_strdup_printf("warning: %s: %s", problem->file,
                                                   problem->pointer ? problem->pointer : "-"));
        }
    }
}

/* --- Sets --- */

static const struct {
    const char *prefix;
    size_t offset; /* Of the set in AcvPath. */
} sets[] = {
    { "reachable: ", offsetof(AcvPath, reachable) },
    { "unreachable: ", offsetof(AcvPath, unreachable) },
    { "undetermined: ", offsetof(AcvPath, undetermined) },
    { "unsteady: ", offsetof(AcvPath, unsteady) },
};

static bool
wants_set(const Ask *ask, const AcvAnswer *answer, const char *prefix)
{
    bool wanted = answer->outcome == ACV_OUTCOME_PARTIAL;
    for (guint i = 0; i < ask->facts->len; i++) {
        wanted |= g_str_has_prefix(g_ptr_array_index(ask->facts, i), prefix);
    }
    return wanted;
}

static const AcvPacketSet *
set_of_all_paths(const AcvAnswer *answer, size_t offset)
{
    AcvPacketSpace *space = acv_network_space(answer->inquiry->network);
    const AcvPacketSet *all = acv_packet_set_empty(space);
    for (guint i = 0; i < answer->inquiry->paths->len; i++) {
        const char *path = g_ptr_array_index(answer->inquiry->paths, i);
        const AcvPacketSet *const *set = (const void *) (path + offset);
        all = acv_packet_set_union(space, all, *set);
    }
    return all;
}

static void
add_sets(GPtrArray *facts, const Ask *ask, const AcvAnswer *answer)
{
    for (size_t i = 0; i < G_N_ELEMENTS(sets); i++) {
        if (!wants_set(ask, answer, sets[i].prefix)) {
            continue;
        }
        g_autofree char *text = acv_packet_set_print(set_of_all_paths(answer, sets[i].offset));
        g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
        for (char **line = lines; *line; line++) {
            if (**line != '\0') {
                g_ptr_array_add(facts, g_strconcat(sets[i].prefix, *line, NULL));
            }
        }
    }
}

GPtrArray *
ask_facts_of(const Ask *ask, const AcvAnswer *answer, const AcvProblems *problems)
{
    GPtrArray *facts = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(facts, g_strdup(acv_outcome_name(answer->outcome)));
    add_explanations(facts, answer);
    add_notes(facts, answer);
    add_missing(facts, answer);
    add_warnings(facts, problems);
    add_sets(facts, ask, answer);
    sort_facts(facts);
    return facts;
}

/* --- Comparing --- */

static const char *
fact_at(const GPtrArray *facts, guint i)
{
    return i < facts->len ? g_ptr_array_index(facts, i) : NULL;
}

/* Negative if 'a' comes first or 'b' is none. */
static int
order_of(const char *a, const char *b)
{
    return !a ? 1 : !b ? -1 : strcmp(a, b);
}

char *
ask_compare_facts(const GPtrArray *expected, const GPtrArray *got)
{
    g_autoptr(GString) out = g_string_new(NULL);
    if (strcmp(fact_at(expected, 0), fact_at(got, 0)) != 0) {
        g_string_append_printf(out, "\n    expected %s\n    got      %s", fact_at(expected, 0),
                               fact_at(got, 0));
    }
    for (guint i = 1, j = 1; i < expected->len || j < got->len;) {
        int order = order_of(fact_at(expected, i), fact_at(got, j));
        if (order != 0) {
            g_string_append_printf(out, "\n    %s %s", order < 0 ? "expected" : "got     ",
                                   order < 0 ? fact_at(expected, i) : fact_at(got, j));
        }
        i += order <= 0;
        j += order >= 0;
    }
    return out->len > 0 ? g_string_free(g_steal_pointer(&out), FALSE) : NULL;
}

char *
ask_compare_texts(const char *expected, const char *got)
{
    g_auto(GStrv) old_lines = g_strsplit(expected, "\n", -1);
    g_auto(GStrv) new_lines = g_strsplit(got, "\n", -1);
    for (guint i = 0; old_lines[i] || new_lines[i]; i++) {
        if (g_strcmp0(old_lines[i], new_lines[i]) != 0) {
            return g_strdup_printf("line %u:\n    got      \"%s\"\n    expected \"%s\"", i + 1,
                                   new_lines[i] ? new_lines[i] : "(the end)",
                                   old_lines[i] ? old_lines[i] : "(the end)");
        }
    }
    return NULL;
}

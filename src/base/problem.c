#include "acv/problem.h"

#include "base/arena.h"

enum { N_SEVERITIES = ACV_SEVERITY_REMARK + 1, N_KEPT_OF_EACH = 1000 };

struct AcvProblems {
    AcvArena *arena; /* Of the texts. */
    GArray *kept;    /* AcvProblem */
    size_t counts[N_SEVERITIES];
};

AcvProblems *
acv_problems_new(void)
{
    AcvProblems *problems = g_new0(AcvProblems, 1);
    problems->arena = acv_arena_new(NULL);
    problems->kept = g_array_new(FALSE, FALSE, sizeof(AcvProblem));
    return problems;
}

void
acv_problems_free(AcvProblems *problems)
{
    if (problems) {
        g_array_unref(problems->kept);
        acv_arena_unref(problems->arena);
        g_free(problems);
    }
}

void
acv_problems_add(AcvProblems *problems, const AcvProblem *problem)
{
    if (problems->counts[problem->severity]++ >= N_KEPT_OF_EACH) {
        return;
    }
    AcvProblem copy = *problem;
    copy.file = acv_arena_text(problems->arena, problem->file);
    copy.pointer = acv_arena_text(problems->arena, problem->pointer);
    copy.message = acv_arena_text(problems->arena, problem->message);
    g_array_append_val(problems->kept, copy);
}

bool
acv_problems_keeps(const AcvProblems *problems, AcvSeverity severity)
{
    return problems->counts[severity] < N_KEPT_OF_EACH;
}

size_t
acv_problems_count(const AcvProblems *problems, AcvSeverity severity)
{
    return problems->counts[severity];
}

size_t
acv_problems_n_kept(const AcvProblems *problems)
{
    return problems->kept->len;
}

const AcvProblem *
acv_problems_get(const AcvProblems *problems, size_t index)
{
    g_assert(index < problems->kept->len);
    return &g_array_index(problems->kept, AcvProblem, index);
}

/* C0 and C1 controls, and the marks that turn the direction of text. */
static bool
must_escape(gunichar c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x200e || c == 0x200f
           || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static void
append_escaped(GString *out, const char *text)
{
    while (*text) {
        gunichar c = g_utf8_get_char_validated(text, -1);
        if (c == (gunichar) -1 || c == (gunichar) -2) {
            g_string_append_printf(out, "\\x%02x", (unsigned char) *text++);
            continue;
        }
        if (must_escape(c)) {
            g_string_append_printf(out, "\\u%04x", c);
        } else {
            g_string_append_unichar(out, c);
        }
        text = g_utf8_next_char(text);
    }
}

char *
acv_problem_print(const AcvProblem *problem)
{
    GString *out = g_string_new(NULL);

    if (problem->file) {
        append_escaped(out, problem->file);
        if (problem->line > 0) {
            g_string_append_printf(out, ":%u", problem->line);
        }
        if (problem->column > 0) {
            g_string_append_printf(out, ":%u", problem->column);
        }
        g_string_append(out, ": ");
    }
    if (problem->pointer && problem->pointer[0]) {
        append_escaped(out, problem->pointer);
        g_string_append(out, ": ");
    }
    append_escaped(out, problem->message);
    return g_string_free(out, FALSE);
}

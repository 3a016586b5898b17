#include "acv/problem.h"
#include "expect.h"
#include "suite.h"

static const struct {
    const char *name;
    AcvProblem problem;
    const char *text;
} printed[] = {
    { "a message alone", { .message = "m" }, "m" },
    { "a file", { .file = "f.json", .message = "m" }, "f.json: m" },
    { "a pointer", { .file = "f", .pointer = "/a/0", .message = "m" }, "f: /a/0: m" },
    { "a line", { .file = "f", .line = 3, .column = 7, .message = "m" }, "f:3:7: m" },
    { "the whole document", { .file = "f", .pointer = "", .message = "m" }, "f: m" },
    { "control characters",
      { .file = "a\nb", .message = "\x1b[31m\x7f" },
      "a\\u000ab: \\u001b[31m\\u007f" },
    { "controls above ASCII", { .message = "\xc2\x9b!" }, "\\u009b!" },
    { "marks of direction",
      { .message = "\xe2\x80\xae"
                   "x" },
      "\\u202ex" },
    { "other letters", { .message = "Zürich … 東" }, "Zürich … 東" },
    { "bytes that are no UTF-8", { .message = "a\xff\xc3" }, "a\\xff\\xc3" },
};

static void
a_problem_prints_its_place_and_no_control_character(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(printed); i++) {
        g_autofree char *text = acv_problem_print(&printed[i].problem);
        EXPECT_TEXT(printed[i].name, text, printed[i].text);
    }
}

static void
problems_are_copied_and_kept_in_order(void)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    char message[] = "one";

    acv_problems_add(problems,
                     &(AcvProblem){ .severity = ACV_SEVERITY_WARNING, .message = message });
    message[0] = 'x';
    acv_problems_add(problems, &(AcvProblem){ .severity = ACV_SEVERITY_ERROR, .message = "two" });

    EXPECT_INT("kept", acv_problems_n_kept(problems), 2);
    EXPECT_TEXT("first", acv_problems_get(problems, 0)->message, "one");
    EXPECT_TEXT("second", acv_problems_get(problems, 1)->message, "two");
    EXPECT_INT("errors", acv_problems_count(problems, ACV_SEVERITY_ERROR), 1);
    EXPECT_INT("warnings", acv_problems_count(problems, ACV_SEVERITY_WARNING), 1);
    EXPECT_INT("remarks", acv_problems_count(problems, ACV_SEVERITY_REMARK), 0);
}

static void
no_severity_crowds_out_another(void)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();

    for (int i = 0; i < 5000; i++) {
        EXPECT_TRUE("keeps 1,000", acv_problems_keeps(problems, ACV_SEVERITY_REMARK) == (i < 1000));
        acv_problems_add(problems,
                         &(AcvProblem){ .severity = ACV_SEVERITY_REMARK, .message = "r" });
    }
    acv_problems_add(problems, &(AcvProblem){ .severity = ACV_SEVERITY_ERROR, .message = "e" });

    EXPECT_INT("counted", acv_problems_count(problems, ACV_SEVERITY_REMARK), 5000);
    EXPECT_INT("kept", acv_problems_n_kept(problems), 1001);
    EXPECT_TEXT("the error", acv_problems_get(problems, 1000)->message, "e");
    acv_problems_free(NULL);
}

SUITE_MAIN(problem, TEST(a_problem_prints_its_place_and_no_control_character),
           TEST(problems_are_copied_and_kept_in_order), TEST(no_severity_crowds_out_another))

#include "expect.h"
#include "load/table.h"
#include "suite.h"

typedef struct {
    const char *name;
    const char *text;
    const char *problem; /* As printed; NULL if there is none. */
} TextCase;

static const TextCase texts[] = {
    { "one row", "a\tb\n", NULL },
    { "three rows", "a\tb\n1\t2\n3\t4\n", NULL },
    { "nothing at all", "", "t.tsv:1: expected a first line that names the columns, got nothing" },
    { "no final newline", "a\tb\n1\t2", "t.tsv:2: expected a newline at the end of the last line" },
    { "CR LF", "a\tb\n1\t2\r\n",
      "t.tsv:2: expected a newline alone at the end of the line, got CR LF" },
    { "a bare CR", "a\tb\r\r1\n", "t.tsv:1: control character" },
    { "a bell", "a\tb\n1\t\a\n", "t.tsv:2: control character" },
    { "an empty line", "a\n\nb\n", "t.tsv:2: empty line" },
    { "an empty first line", "\na\n", "t.tsv:1: empty line" },
    { "an empty cell at the start", "a\tb\n\t2\n",
      "t.tsv:2: empty cell (write \"-\" for nothing)" },
    { "an empty cell in the middle", "a\tb\tc\n1\t\t3\n",
      "t.tsv:2: empty cell (write \"-\" for nothing)" },
    { "an empty cell at the end", "a\tb\n1\t\n", "t.tsv:2: empty cell (write \"-\" for nothing)" },
    { "invalid UTF-8", "a\tb\n1\t\xff\n", "t.tsv:2: invalid UTF-8" },
    { "an overlong form", "a\tb\n1\t\xc0\xaf\n", "t.tsv:2: invalid UTF-8" },
};

static const AcvTable *
pack(const char *text, size_t length, AcvArena *arena, AcvProblems *problems)
{
    return acv_table_pack("t.tsv", text, length, arena, problems);
}

static void
a_text_is_a_table_or_the_line_at_fault_is_named(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(AcvArena) arena = acv_arena_new(NULL);
        g_autoptr(AcvProblems) problems = acv_problems_new();
        const AcvTable *table = pack(texts[i].text, strlen(texts[i].text), arena, problems);
        EXPECT_TRUE(texts[i].name, (table != NULL) == (texts[i].problem == NULL));
        g_autofree char *first = acv_problems_n_kept(problems) > 0
                                     ? acv_problem_print(acv_problems_get(problems, 0))
                                     : NULL;
        EXPECT_TEXT(texts[i].name, first, texts[i].problem);
    }
}

static void
a_zero_byte_is_no_text(void)
{
    g_autoptr(AcvArena) arena = acv_arena_new(NULL);
    g_autoptr(AcvProblems) problems = acv_problems_new();
    CU_ASSERT_PTR_NULL(pack("a\tb\n1\0\t2\n", 9, arena, problems));
    g_autofree char *first = acv_problem_print(acv_problems_get(problems, 0));
    EXPECT_TEXT("a zero byte", first, "t.tsv:2: control character");
}

static void
every_fault_is_told_in_one_round(void)
{
    static const char text[] = "a\tb\n\t1\n\n2\t\n3";
    g_autoptr(AcvArena) arena = acv_arena_new(NULL);
    g_autoptr(AcvProblems) problems = acv_problems_new();
    CU_ASSERT_PTR_NULL(pack(text, strlen(text), arena, problems));
    static const unsigned lines[] = { 2, 3, 4, 5 };
    EXPECT_INT("number of faults", acv_problems_n_kept(problems), G_N_ELEMENTS(lines));
    for (size_t i = 0; i < acv_problems_n_kept(problems); i++) {
        EXPECT_INT("line", acv_problems_get(problems, i)->line, lines[i]);
    }
}

static void
a_row_gives_its_cells_and_their_number(void)
{
    static const char text[] = "a\tb\tc\n1\t2\t3\nonly\n1\t2\t3\t4\n";
    g_autoptr(AcvArena) arena = acv_arena_new(NULL);
    g_autoptr(AcvProblems) problems = acv_problems_new();
    const AcvTable *table = pack(text, strlen(text), arena, problems);
    const char *cells[3] = { NULL };
    EXPECT_INT("rows", table->n_rows, 4);
    EXPECT_INT("cells of the first row", acv_table_cells(table, 0, cells, 3), 3);
    EXPECT_TEXT("last name", cells[2], "c");
    EXPECT_INT("a short row", acv_table_cells(table, 2, cells, 3), 1);
    EXPECT_TEXT("its cell", cells[0], "only");
    EXPECT_INT("a long row", acv_table_cells(table, 3, cells, 3), 4);
    EXPECT_TEXT("its third cell", cells[2], "3");
}

static void
sorting_leaves_the_names_on_top(void)
{
    static const char text[] = "zzz\tb\nmm\t1\naa\t2\nm\t3\n";
    static const char *const expected[] = { "zzz", "aa", "m", "mm" };
    g_autoptr(AcvArena) arena = acv_arena_new(NULL);
    g_autoptr(AcvProblems) problems = acv_problems_new();
    const AcvTable *table = acv_table_sort(pack(text, strlen(text), arena, problems), arena);
    for (size_t i = 0; i < G_N_ELEMENTS(expected); i++) {
        EXPECT_TEXT("key", acv_table_key(table, i), expected[i]);
    }
}

SUITE_MAIN(table, TEST(a_text_is_a_table_or_the_line_at_fault_is_named),
           TEST(a_zero_byte_is_no_text), TEST(every_fault_is_told_in_one_round),
           TEST(a_row_gives_its_cells_and_their_number), TEST(sorting_leaves_the_names_on_top))

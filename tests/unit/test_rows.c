#include "expect.h"
#include "render/rows.h"
#include "suite.h"

/* Of each row its number; of some more than of others, so that parts are not ready in order. */
static void
write_numbers(GString *out, guint first, guint end, gconstpointer user_data)
{
    const char *sign = user_data;
    for (guint i = first; i < end; i++) {
        for (guint j = 0; j < i % 7 * 50; j++) {
            g_string_append(out, sign);
        }
        g_string_append_printf(out, "%u\n", i);
    }
}

/* What takes some pieces and then no more. */
typedef struct {
    GString *text;
    guint n_wanted;
} Taking;

static bool
take(const char *piece, size_t length, void *user_data)
{
    Taking *taking = user_data;
    g_string_append_len(taking->text, piece, (gssize) length);
    return taking->n_wanted == 0 || --taking->n_wanted > 0;
}

static const struct {
    const char *name;
    guint n;
    guint per_part;
} texts[] = {
    { "no rows", 0, 4 },
    { "one row", 1, 4 },
    { "a full part", 4, 4 },
    { "a part and a row", 5, 4 },
    { "a ring of parts", 8, 1 },
    { "too few for threads", 15, 1 },
    { "just enough", 16, 1 },
    { "many parts of one row", 1000, 1 },
    { "the last part is short", 1001, 7 },
};

static void
rows_come_in_their_order_however_many_write_them(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        AcvRows rows = { texts[i].n, texts[i].per_part, write_numbers, "." };
        g_autoptr(GString) expected = g_string_new("head\n");
        g_autoptr(GString) appended = g_string_new("head\n");
        g_autoptr(GString) rest = g_string_new("head\n");
        Taking taking = { g_string_new(NULL), 0 };
        AcvSink sink = { take, &taking };
        write_numbers(expected, 0, texts[i].n, ".");
        acv_rows_write(&rows, appended, NULL);
        acv_rows_write(&rows, rest, &sink);
        EXPECT_TEXT(texts[i].name, appended->str, expected->str);
        EXPECT_TEXT(texts[i].name, taking.text->str, expected->str);
        EXPECT_TEXT(texts[i].name, rest->str, "");
        g_string_free(taking.text, TRUE);
    }
}

static const struct {
    const char *name;
    guint n_wanted;
    const char *taken;
} refusals[] = {
    { "not even what was there", 1, "head\n" },
    { "one part", 2, "head\n0\n" },
    { "some parts", 4, "head\n0\n1\n2\n" },
};

static void
nothing_comes_that_nobody_wants(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(refusals); i++) {
        AcvRows rows = { 100, 1, write_numbers, "" };
        g_autoptr(GString) out = g_string_new("head\n");
        Taking taking = { g_string_new(NULL), refusals[i].n_wanted };
        AcvSink sink = { take, &taking };
        acv_rows_write(&rows, out, &sink);
        EXPECT_TEXT(refusals[i].name, taking.text->str, refusals[i].taken);
        g_string_free(taking.text, TRUE);
    }
}

SUITE_MAIN(rows, TEST(rows_come_in_their_order_however_many_write_them),
           TEST(nothing_comes_that_nobody_wants))

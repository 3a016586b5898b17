#include "expect.h"
#include "render/escape.h"
#include "suite.h"

#include <string.h>

typedef void (*Escaper)(GString *out, const char *text);

typedef struct {
    const char *name;
    Escaper escape;
    const char *text;
    const char *expected;
} Case;

static const Case texts[] = {
    { "markup, plain", acv_escape_markup, "sg-1 (ü)", "sg-1 (ü)" },
    { "markup, end of a script", acv_escape_markup, "</text><script>",
      "&lt;/text&gt;&lt;script&gt;" },
    { "markup, end of an attribute", acv_escape_markup, "\"' onload='x",
      "&quot;&#39; onload=&#39;x" },
    { "markup, comment", acv_escape_markup, "\"-->", "&quot;--&gt;" },
    { "markup, entity", acv_escape_markup, "&lt;", "&amp;lt;" },
    { "markup, end of data", acv_escape_markup, "]]>", "]]&gt;" },
    { "markup, line break", acv_escape_markup, "a\nb", "aU+000Ab" },
    { "markup, terminal", acv_escape_markup, "\033[31m", "U+001B[31m" },
    { "markup, right to left", acv_escape_markup, "a\u202eb", "aU+202Eb" },
    { "markup, no character", acv_escape_markup, "a\ufffeb", "aU+FFFEb" },
    { "markup, not UTF-8", acv_escape_markup, "a\xff", "a\ufffd" },
    { "markup, emoji", acv_escape_markup, "\U0001f680", "\U0001f680" },
    { "csv, comma and quote", acv_escape_csv, "a,\"b\"", "\"a,\"\"b\"\"\"" },
    { "csv, a formula", acv_escape_csv, "=1+1", "'=1+1" },
    { "csv, a formula in quotes", acv_escape_csv, "@a,b", "\"'@a,b\"" },
    { "csv, a formula behind a tab", acv_escape_csv, "\t=1", "U+0009=1" },
    { "csv, terminal", acv_escape_csv, "\033[2J\r\n", "U+001B[2JU+000DU+000A" },
    { "dot, end of a label", acv_escape_dot, "\"]; x [label=\"", "\\\"]; x [label=\\\"" },
    { "dot, backslash", acv_escape_dot, "\\N\\", "\\\\N\\\\" },
    { "dot, entity", acv_escape_dot, "&quot;", "&amp;quot;" },
    { "dot, line break", acv_escape_dot, "a\nb", "aU+000Ab" },
    { "mermaid, end of a text", acv_escape_mermaid, "\"]; x [", "#quot;]#59; x [" },
    { "mermaid, markup", acv_escape_mermaid, "<br/>&amp;", "#lt;br/#gt;#amp;amp#59;" },
    { "mermaid, its own entities", acv_escape_mermaid, "#quot;", "#35;quot#59;" },
    { "mermaid, directive", acv_escape_mermaid, "%%{init}%%", "#37;#37;#123;init#125;#37;#37;" },
    { "markdown, plain", acv_escape_markdown, "tcp 443 to sg-1 (orders_agent).",
      "tcp 443 to sg-1 (orders_agent)." },
    { "markdown, markup", acv_escape_markdown, "<b>&amp;", "\\<b\\>\\&amp;" },
    { "markdown, link", acv_escape_markdown, "![a](http://b)", "!\\[a\\](http:/\\/b)" },
    { "markdown, bare link", acv_escape_markdown, "www.evil.example", "www\\.evil.example" },
    { "markdown, emphasis", acv_escape_markdown, "*a* _b_ ~~c~~ `d`",
      "\\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\`d\\`" },
    { "markdown, end of a cell", acv_escape_markdown, "a | b", "a \\| b" },
    { "markdown, formula", acv_escape_markdown, "$x$", "\\$x\\$" },
    { "markdown, backslash", acv_escape_markdown, "a\\", "a\\\\" },
    { "markdown, line break", acv_escape_markdown, "a\n# b", "aU+000A# b" },
    { "mermaid, markdown", acv_escape_mermaid, "`**a**`", "#96;**a**#96;" },
};

static void
what_the_input_says_stays_text(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GString) out = g_string_new("> ");
        g_autofree char *expected = g_strconcat("> ", texts[i].expected, NULL);
        texts[i].escape(out, texts[i].text);
        EXPECT_TEXT(texts[i].name, out->str, expected);
    }
}

/* What no format may let through, whatever the text. */
static const struct {
    const char *name;
    Escaper escape;
    const char *forbidden; /* Bytes. */
} formats[] = {
    { "markup", acv_escape_markup, "<>\"'" },
    { "dot", acv_escape_dot, "" },
    { "mermaid", acv_escape_mermaid, "\"<>`{}%\\$" },
    { "csv", acv_escape_csv, "" },
};

/* What matters somewhere, at random. */
static char *
random_text(GRand *random)
{
    static const char *const pieces[] = {
        "<", ">", "\"",  "'",   "&", "`", "|",  "\\", "\n", "\033", "\xff",     "\u202e", "%%{",
        "}", "$", "]]>", "-->", "a", " ", "](", "#",  ";",  "=",    "\xe2\x80", "é",
    };
    GString *text = g_string_new(NULL);
    for (int n = g_rand_int_range(random, 0, 20); n > 0; n--) {
        int piece = g_rand_int_range(random, 0, G_N_ELEMENTS(pieces));
        g_string_append(text, pieces[piece]);
    }
    return g_string_free(text, FALSE);
}

static bool
has_control(const char *text)
{
    for (; *text; text = g_utf8_next_char(text)) {
        GUnicodeType type = g_unichar_type(g_utf8_get_char(text));
        if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT) {
            return true;
        }
    }
    return false;
}

static void
nothing_forbidden_passes(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(random_seed(20261125));
    unsigned n_rounds = random_rounds(2000);
    for (unsigned i = 0; i < n_rounds; i++) {
        g_autofree char *text = random_text(random);
        for (size_t j = 0; j < G_N_ELEMENTS(formats); j++) {
            g_autoptr(GString) out = g_string_new(NULL);
            formats[j].escape(out, text);
            EXPECT_TRUE(formats[j].name, g_utf8_validate(out->str, -1, NULL));
            EXPECT_TRUE(formats[j].name, !has_control(out->str));
            EXPECT_TRUE(formats[j].name, strpbrk(out->str, formats[j].forbidden) == NULL);
        }
    }
    EXPECT_TRUE("a control is noticed", has_control("a\u202e"));
}

static void
nothing_is_cut_short(void)
{
    g_autofree char *text = g_strnfill(300, 'a');
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        formats[i].escape(out, text);
        EXPECT_TEXT(formats[i].name, out->str, text);
    }
}

SUITE_MAIN(escape, TEST(what_the_input_says_stays_text), TEST(nothing_forbidden_passes),
           TEST(nothing_is_cut_short))

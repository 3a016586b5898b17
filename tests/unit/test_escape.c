#include "expect.h"
#include "render/escape.h"
#include "suite.h"

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
    { "dot, end of a label", acv_escape_dot, "\"]; x [label=\"", "\\\"]; x [label=\\\"" },
    { "dot, backslash", acv_escape_dot, "\\N\\", "\\\\N\\\\" },
    { "dot, entity", acv_escape_dot, "&quot;", "&amp;quot;" },
    { "dot, line break", acv_escape_dot, "a\nb", "aU+000Ab" },
    { "mermaid, end of a text", acv_escape_mermaid, "\"]; x [", "#quot;]#59; x [" },
    { "mermaid, markup", acv_escape_mermaid, "<br/>&amp;", "#lt;br/#gt;#amp;amp#59;" },
    { "mermaid, its own entities", acv_escape_mermaid, "#quot;", "#35;quot#59;" },
    { "mermaid, directive", acv_escape_mermaid, "%%{init}%%", "#37;#37;#123;init#125;#37;#37;" },
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

SUITE_MAIN(escape, TEST(what_the_input_says_stays_text))

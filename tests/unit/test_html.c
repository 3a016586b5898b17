#include "expect.h"
#include "render/html.h"
#include "render/texts.h"
#include "suite.h"

#include <math.h>
#include <string.h>

/* --- What the input can say --- */

typedef void (*Writer)(GString *out, const char *text);

static void
write_element(GString *out, const char *text)
{
    acv_html_element(out, "td", "good", text);
}

static void
write_term(GString *out, const char *text)
{
    acv_html_term(out, "do", text);
}

static void
write_title(GString *out, const char *text)
{
    GString *page = g_string_new(NULL);
    AcvHtmlHead head = { text, NULL, NULL };
    acv_html_begin(page, &head);
    const char *title = strstr(page->str, "<title>");
    const char *end = strstr(page->str, "</title>");
    g_string_append_len(out, title, end - title);
    g_string_append(out, strstr(page->str, "<h1>"));
    g_string_free(page, TRUE);
}

static const struct {
    const char *name;
    Writer write;
    const char *text;
    const char *expected;
} writings[] = {
    { "an element", write_element, "<b>&\"", "<td class=\"good\">&lt;b&gt;&amp;&quot;</td>" },
    { "a term", write_term, "<b>", "<dt>do</dt><dd>&lt;b&gt;</dd>\n" },
    { "a term that stands for nothing", write_term, "", "" },
    { "the title", write_title, "</title><script>",
      "<title>&lt;/title&gt;&lt;script&gt;<h1>&lt;/title&gt;&lt;script&gt;</h1>\n" },
    { "a link", acv_html_links, "https://a.example/?b&c",
      "<a rel=\"noreferrer\" href=\"https://a.example/?b&amp;c\">https://a.example/?b&amp;c</a>" },
    { "no link", acv_html_links, "javascript:alert(1)", "javascript:alert(1)" },
    { "several", acv_html_links, "models; https://b",
      "models; <a rel=\"noreferrer\" href=\"https://b\">https://b</a>" },
    { "out of a link", acv_html_links, "https://a\"onclick=\"x",
      "<a rel=\"noreferrer\" href=\"https://a&quot;onclick=&quot;x\">"
      "https://a&quot;onclick=&quot;x</a>" },
    { "a code", acv_html_code, "SG_HAS_<i>", "SG_<wbr>HAS_<wbr>&lt;i&gt;" },
    { "commands", acv_html_commands, "aws \\\n  --x '</pre>'\033",
      "<div class=\"commands\"><pre tabindex=\"0\" role=\"group\" aria-label=\"Commands\">aws \\\n"
      "  --x &#39;&lt;/pre&gt;&#39;U+001B</pre></div>\n" },
};

static void
what_the_input_says_stays_text(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(writings); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        writings[i].write(out, writings[i].text);
        EXPECT_TEXT(writings[i].name, out->str, writings[i].expected);
    }
}

/* --- The policy --- */

static void
the_policy_names_the_script_of_the_page(void)
{
    g_autoptr(GString) page = g_string_new(NULL);
    AcvHtmlHead head = { "title", "VERDICT", "good" };
    acv_html_begin(page, &head);
    acv_html_end(page);
    const char *script = strstr(page->str, "<script>") + strlen("<script>");
    const char *end = strstr(script, "</script>");
    guint8 digest[32];
    gsize length = sizeof digest;
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(checksum, (const guchar *) script, end - script);
    g_checksum_get_digest(checksum, digest, &length);
    g_autofree char *text = g_base64_encode(digest, length);
    g_autofree char *source = g_strdup_printf("script-src 'sha256-%s'", text);

    EXPECT_TRUE("its digest", strstr(page->str, source) != NULL);
    EXPECT_TRUE("no other source", strstr(page->str, "default-src 'none'") != NULL);
    EXPECT_TRUE("it is the only one", strstr(end + 1, "<script") == NULL);
}

static void
styles_and_script_end_where_the_page_ends_them(void)
{
    EXPECT_TRUE("style", strstr(acv_page_css, "</") == NULL);
    EXPECT_TRUE("script", strstr(acv_page_js, "</") == NULL);
    EXPECT_TRUE("comment", strstr(acv_page_js, "<!--") == NULL);
}

/* --- Contrast --- */

/* Source: https://www.w3.org/TR/WCAG21/#dfn-relative-luminance */
static double
channel(guint64 value)
{
    double share = (double) value / 255;
    return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

static double
luminance(guint64 rgb)
{
    return 0.2126 * channel(rgb >> 16) + 0.7152 * channel(rgb >> 8 & 255)
           + 0.0722 * channel(rgb & 255);
}

static double
contrast(guint64 a, guint64 b)
{
    double one = luminance(a) + 0.05;
    double other = luminance(b) + 0.05;
    return one > other ? one / other : other / one;
}

/* The colour called that in the styles from 'from' on. */
static guint64
color_called(const char *from, const char *name)
{
    g_autofree char *key = g_strdup_printf("--%s: #", name);
    const char *at = strstr(from, key);
    CU_ASSERT_PTR_NOT_NULL_FATAL(at);
    return g_ascii_strtoull(at + strlen(key), NULL, 16);
}

/* Source: https://www.w3.org/TR/WCAG21/#contrast-minimum */
static void
every_text_stands_out_from_its_ground(void)
{
    static const char *const inks[] = { "ink", "faint", "good", "bad", "doubt", "link" };
    static const char *const grounds[] = { "paper", "box", "stop" };
    const char *dark = strstr(acv_page_css, "prefers-color-scheme: dark");
    CU_ASSERT_PTR_NOT_NULL_FATAL(dark);
    for (size_t i = 0; i < G_N_ELEMENTS(inks); i++) {
        for (size_t j = 0; j < G_N_ELEMENTS(grounds); j++) {
            g_autofree char *name = g_strdup_printf("%s on %s", inks[i], grounds[j]);
            EXPECT_TRUE(name, contrast(color_called(acv_page_css, inks[i]),
                                       color_called(acv_page_css, grounds[j]))
                                  >= 4.5);
            EXPECT_TRUE(name, contrast(color_called(dark, inks[i]), color_called(dark, grounds[j]))
                                  >= 4.5);
        }
    }
    EXPECT_TRUE("black on white", fabs(contrast(0, 0xffffff) - 21) < 0.01);
    EXPECT_TRUE("too little is noticed", contrast(0x8a8a8a, 0xffffff) < 4.5);
}

SUITE_MAIN(html, TEST(what_the_input_says_stays_text),
           TEST(the_policy_names_the_script_of_the_page),
           TEST(styles_and_script_end_where_the_page_ends_them),
           TEST(every_text_stands_out_from_its_ground))

#include "render/escape.h"

#include <string.h>

static bool
is_unsafe(gunichar character)
{
    GUnicodeType type = g_unichar_type(character);
    return type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_LINE_SEPARATOR
           || type == G_UNICODE_PARAGRAPH_SEPARATOR || type == G_UNICODE_PRIVATE_USE
           || type == G_UNICODE_UNASSIGNED;
}

/* Most texts are printable ASCII, of which nothing has to be looked up. */
static bool
is_plain(const char *text)
{
    while (*text >= ' ' && *text <= '~') {
        text++;
    }
    return *text == '\0';
}

char *
acv_escape_controls(const char *text)
{
    if (is_plain(text)) {
        return g_strdup(text);
    }
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *clean = g_string_new(NULL);
    for (const char *at = valid; *at; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        if (is_unsafe(character)) {
            g_string_append_printf(clean, "U+%04X", character);
        } else {
            g_string_append_unichar(clean, character);
        }
    }
    return g_string_free(clean, FALSE);
}

/* How one sign is written. */
typedef struct {
    char sign;
    const char *written;
} Escape;

static void
append_escaped(GString *out, const char *text, const Escape *escapes, size_t n_escapes)
{
    g_autofree char *clean = acv_escape_controls(text);
    for (const char *at = clean; *at; at++) {
        size_t i = 0;
        while (i < n_escapes && escapes[i].sign != *at) {
            i++;
        }
        if (i < n_escapes) {
            g_string_append(out, escapes[i].written);
        } else {
            g_string_append_c(out, *at);
        }
    }
}

void
acv_escape_markup(GString *out, const char *text)
{
    static const Escape escapes[] = {
        { '&', "&amp;" }, { '<', "&lt;" }, { '>', "&gt;" }, { '"', "&quot;" }, { '\'', "&#39;" },
    };
    append_escaped(out, text, escapes, G_N_ELEMENTS(escapes));
}

void
acv_escape_csv(GString *out, const char *text)
{
    static const Escape escapes[] = { { '"', "\"\"" } };
    bool is_formula = *text != '\0' && strchr("=+-@", *text);
    bool needs_quotes = strpbrk(text, "\",") != NULL;
    g_string_append(out, needs_quotes ? "\"" : "");
    g_string_append(out, is_formula ? "'" : "");
    append_escaped(out, text, escapes, G_N_ELEMENTS(escapes));
    g_string_append(out, needs_quotes ? "\"" : "");
}

void
acv_escape_dot(GString *out, const char *text)
{
    /* Graphviz reads entities of HTML in labels. */
    static const Escape escapes[] = { { '"', "\\\"" }, { '\\', "\\\\" }, { '&', "&amp;" } };
    append_escaped(out, text, escapes, G_N_ELEMENTS(escapes));
}

void
acv_escape_mermaid(GString *out, const char *text)
{
    /* Also what begins a directive or a formula wherever it stands. */
    static const Escape escapes[] = {
        { '#', "#35;" },  { '"', "#quot;" }, { '&', "#amp;" }, { '<', "#lt;" }, { '>', "#gt;" },
        { '\'', "#39;" }, { '`', "#96;" },   { '\\', "#92;" }, { ';', "#59;" }, { '%', "#37;" },
        { '$', "#36;" },  { '{', "#123;" },  { '}', "#125;" },
    };
    append_escaped(out, text, escapes, G_N_ELEMENTS(escapes));
}

/* --- Markdown --- */

/* Whether 'at', a sign within 'text', means something there. */
static bool
means_something(const char *text, const char *at)
{
    char before = at == text ? ' ' : at[-1];
    switch (*at) {
    case '_': /* Within a word it is no emphasis. */
        return !g_ascii_isalnum(before) || !g_ascii_isalnum(at[1]);
    case '/': /* What looks like an address becomes a link. */
        return before == '/';
    case '.': /* So does what begins with "www.". */
        return at - text >= 3 && g_ascii_strncasecmp(at - 3, "www", 3) == 0;
    default:
        return strchr("\\`*[]<>|~&$", *at) != NULL;
    }
}

void
acv_escape_markdown(GString *out, const char *text)
{
    g_autofree char *clean = acv_escape_controls(text);
    for (const char *at = clean; *at; at++) {
        if (means_something(clean, at)) {
            g_string_append_c(out, '\\');
        }
        g_string_append_c(out, *at);
    }
}

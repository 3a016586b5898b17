#include "load/shell.h"

#include <string.h>

/* --- Templates --- */

static bool
is_name_start(char c)
{
    return g_ascii_isalpha(c) || c == '_';
}

size_t
acv_shell_name_length(const char *text)
{
    size_t n = 0;
    while (is_name_start(text[n]) || (n > 0 && g_ascii_isdigit(text[n]))) {
        n++;
    }
    return n;
}

/* What stands at a dollar of a template: the name of a variable, of '*out_length' bytes, or NULL if
 * it is a dollar. */
static const char *
reference_at(const char *dollar, size_t *out_length)
{
    if (dollar[1] != '{') {
        *out_length = 0;
        return NULL;
    }
    *out_length = acv_shell_name_length(dollar + 2);
    return dollar + 2;
}

/* The first character after what stands at a dollar. */
static const char *
after_dollar(const char *dollar)
{
    size_t n;
    return reference_at(dollar, &n) ? dollar + n + 3 : dollar + 1 + (dollar[1] == '$');
}

char *
acv_shell_expand(const char *word, AcvVariableFinder find, void *data)
{
    GString *out = g_string_new(NULL);
    for (const char *at = word; *at;) {
        if (*at != '$') {
            g_string_append_c(out, *at++);
            continue;
        }
        size_t n;
        const char *start = reference_at(at, &n);
        g_autofree char *name = start ? g_strndup(start, n) : NULL;
        const char *value = name ? find(name, data) : "$";
        if (!value) {
            g_string_free(out, TRUE);
            return NULL;
        }
        g_string_append(out, value);
        at = after_dollar(at);
    }
    return g_string_free(out, FALSE);
}

char *
acv_shell_show(const char *text)
{
    GString *out = g_string_new(NULL);
    for (const char *at = text; *at; at++) {
        at += *at == '$' && at[1] == '$';
        g_string_append_c(out, *at);
    }
    return g_string_free(out, FALSE);
}

/* --- Quoting --- */

static bool
is_plain(char c)
{
    return g_ascii_isalnum(c) || strchr("_./:=@%+,-", c) != NULL;
}

static bool
has_reference(const char *word)
{
    size_t n;
    const char *dollar = strchr(word, '$');
    while (dollar && !reference_at(dollar, &n)) {
        dollar = strchr(after_dollar(dollar), '$');
    }
    return dollar != NULL;
}

static void
append_in_single_quotes(GString *out, const char *word)
{
    g_string_append_c(out, '\'');
    for (const char *at = word; *at; at++) {
        if (*at == '\'') {
            g_string_append(out, "'\\''");
        } else {
            g_string_append_c(out, *at);
            at += *at == '$' && at[1] == '$';
        }
    }
    g_string_append_c(out, '\'');
}

/* A reference goes without braces where what follows it is no part of its name. */
static void
append_reference(GString *out, const char *name, size_t length)
{
    char next = name[length + 1];
    bool needs_brace = is_name_start(next) || g_ascii_isdigit(next);
    g_string_append_printf(out, needs_brace ? "${%.*s}" : "$%.*s", (int) length, name);
}

static void
append_in_double_quotes(GString *out, const char *word)
{
    g_string_append_c(out, '"');
    for (const char *at = word; *at;) {
        size_t n;
        if (*at == '$') {
            const char *name = reference_at(at, &n);
            if (name) {
                append_reference(out, name, n);
            } else {
                g_string_append(out, "\\$");
            }
            at = after_dollar(at);
        } else {
            g_string_append(out, strchr("`\"\\", *at) ? "\\" : "");
            g_string_append_c(out, *at++);
        }
    }
    g_string_append_c(out, '"');
}

void
acv_shell_quote(GString *out, const char *word)
{
    bool plain = *word != '\0';
    for (const char *at = word; *at && plain; at++) {
        plain = is_plain(*at);
    }
    if (plain) {
        g_string_append(out, word);
    } else if (has_reference(word)) {
        append_in_double_quotes(out, word);
    } else {
        append_in_single_quotes(out, word);
    }
}

#include "load/shell_lexer.h"

#include "base/suggest.h"

#include <stdlib.h>
#include <string.h>

/* Words and variables do not grow beyond this, whatever variables stand for. */
enum { MAX_WORD = 64 * 1024 };

/* --- Errors --- */

void
acv_lexer_fail(AcvShellLexer *lexer, const char *format, ...)
{
    if (lexer->failed) {
        return;
    }
    lexer->failed = true;
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    glong column = g_utf8_pointer_to_offset(lexer->line_start, lexer->at) + 1;
    acv_problems_add(lexer->problems, &(AcvProblem){ .severity = ACV_SEVERITY_ERROR,
                                                     .file = lexer->name,
                                                     .line = lexer->line,
                                                     .column = (unsigned) column,
                                                     .message = message });
}

static int
compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *) a, *(const char *const *) b);
}

static void
fail_unset(AcvShellLexer *lexer, const char *name)
{
    guint n;
    g_autofree const char **names =
        (const char **) g_hash_table_get_keys_as_array(lexer->shell->variables, &n);
    qsort(names, n, sizeof *names, compare_texts);
    g_autoptr(GPtrArray) near = acv_suggest(name, names, n, 1);
    if (near->len > 0) {
        acv_lexer_fail(lexer, "the variable \"%s\" is not set; did you mean %s?", name,
                       (const char *) g_ptr_array_index(near, 0));
    } else {
        acv_lexer_fail(lexer, "the variable \"%s\" is not set; write %s=… before", name, name);
    }
}

static void
fail_backtick(AcvShellLexer *lexer)
{
    acv_lexer_fail(lexer, "\"`\" is not understood; write NAME=$(aws …) in a line of its own");
}

/* --- Characters --- */

void
acv_lexer_step(AcvShellLexer *lexer)
{
    if (*lexer->at++ == '\n') {
        lexer->line++;
        lexer->line_start = lexer->at;
    }
}

/* The length of a line break that a backslash takes back, or 0. */
static size_t
continuation(const char *text)
{
    return g_str_has_prefix(text, "\\\n") ? 2 : g_str_has_prefix(text, "\\\r\n") ? 3 : 0;
}

static bool
ends_line(const char *text)
{
    return *text == '\n' || *text == '\0' || g_str_has_prefix(text, "\r\n");
}

/* Steps over a line break that a backslash takes back, if one stands here. */
static bool
skip_continuation(AcvShellLexer *lexer)
{
    size_t n = continuation(lexer->at);
    for (size_t i = 0; i < n; i++) {
        acv_lexer_step(lexer);
    }
    return n > 0;
}

void
acv_lexer_skip_blank(AcvShellLexer *lexer)
{
    for (;;) {
        if (skip_continuation(lexer)) {
            continue;
        }
        if (*lexer->at == ' ' || *lexer->at == '\t') {
            acv_lexer_step(lexer);
        } else if (*lexer->at == '#') {
            while (!ends_line(lexer->at)) {
                acv_lexer_step(lexer);
            }
        } else {
            return;
        }
    }
}

void
acv_lexer_skip_lines(AcvShellLexer *lexer)
{
    acv_lexer_skip_blank(lexer);
    while (*lexer->at == '\n' || *lexer->at == '\r') {
        acv_lexer_step(lexer);
        acv_lexer_skip_blank(lexer);
    }
}

/* The length of what makes output go nowhere, or 0. */
static size_t
discarding(const char *text)
{
    static const char *const joins[] = { "2>&1", "1>&2", ">&2" };
    static const char *const outputs[] = { ">", "1>", "2>", "&>" };
    static const char nowhere[] = "/dev/null";

    for (size_t i = 0; i < G_N_ELEMENTS(joins); i++) {
        if (g_str_has_prefix(text, joins[i])) {
            return strlen(joins[i]);
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(outputs); i++) {
        size_t n = strlen(outputs[i]);
        n += g_str_has_prefix(text, outputs[i]) ? strspn(text + n, "> \t") : 0;
        if (g_str_has_prefix(text, outputs[i]) && g_str_has_prefix(text + n, nowhere)) {
            return n + strlen(nowhere);
        }
    }
    return 0;
}

bool
acv_lexer_skip_discarding(AcvShellLexer *lexer)
{
    size_t n = discarding(lexer->at);
    if (n == 0 || !acv_lexer_ends_word(lexer->at + n)) {
        return false;
    }
    lexer->at += n;
    return true;
}

/* --- Words --- */

static void
append(AcvShellLexer *lexer, AcvShellWord *word, const char *text, size_t length)
{
    if (word->text->len + length > MAX_WORD) {
        acv_lexer_fail(lexer, "a word of more than %d bytes", MAX_WORD);
        return;
    }
    g_string_append_len(word->text, text, (gssize) length);
    word->is_begun = true;
}

static void
append_literal(AcvShellLexer *lexer, AcvShellWord *word, char c)
{
    if (c == '$') {
        append(lexer, word, "$$", 2);
    } else {
        append(lexer, word, &c, 1);
    }
}

void
acv_lexer_end_word(AcvShellLexer *lexer, AcvShellWord *word, GPtrArray *words)
{
    if (word->is_begun && !lexer->failed) {
        const char *text = acv_arena_text_n(lexer->shell->arena, word->text->str, word->text->len);
        g_ptr_array_add(words, (gpointer) text);
    }
    g_string_truncate(word->text, 0);
    word->is_begun = false;
}

/* What a variable stands for; without quotes, its spaces part words. 'words' is NULL where they do
 * not. */
static void
append_value(AcvShellLexer *lexer, AcvShellWord *word, const char *value, GPtrArray *words)
{
    for (const char *c = value; *c && !lexer->failed; c++) {
        if (words && strchr(" \t\n", *c)) {
            acv_lexer_end_word(lexer, word, words);
        } else {
            append(lexer, word, c, 1);
        }
    }
}

/* At a dollar. What of all that may follow it is not understood, depends on quotes. */
static void
read_dollar(AcvShellLexer *lexer, AcvShellWord *word, GPtrArray *words, bool is_quoted)
{
    const char *special = is_quoted ? "(?!#@*$-0123456789" : "(?!#@*$-0123456789'\"`";
    bool has_brace = lexer->at[1] == '{';
    const char *start = lexer->at + 1 + has_brace;
    size_t n = acv_shell_name_length(start);

    if (n == 0 && !has_brace && (start[0] == '\0' || !strchr(special, start[0]))) {
        acv_lexer_step(lexer);
        append_literal(lexer, word, '$');
        return;
    }
    if (n == 0 || (has_brace && start[n] != '}')) {
        acv_lexer_fail(lexer,
                       "\"%.*s\": of all that begins with $, only $NAME, ${NAME} and "
                       "NAME=$(aws …) are understood",
                       has_brace || start[0] ? 2 : 1, lexer->at);
        return;
    }
    g_autofree char *name = g_strndup(start, n);
    const char *value = g_hash_table_lookup(lexer->shell->variables, name);
    if (!value) {
        fail_unset(lexer, name);
        return;
    }
    lexer->at = start + n + has_brace;
    append_value(lexer, word, value, words);
    if (!words) {
        word->is_begun = true;
    }
}

static void
read_single_quotes(AcvShellLexer *lexer, AcvShellWord *word)
{
    const char *end = strchr(lexer->at + 1, '\'');
    if (!end) {
        acv_lexer_fail(lexer, "the quote ' has no end");
        lexer->at += strlen(lexer->at);
        return;
    }
    word->is_begun = true;
    acv_lexer_step(lexer);
    while (lexer->at < end) {
        append_literal(lexer, word, *lexer->at);
        acv_lexer_step(lexer);
    }
    acv_lexer_step(lexer);
}

/* At a backslash within double quotes. */
static void
read_quoted_escape(AcvShellLexer *lexer, AcvShellWord *word)
{
    if (skip_continuation(lexer)) {
        return;
    }
    if (lexer->at[1] && strchr("$`\"\\", lexer->at[1])) {
        acv_lexer_step(lexer);
    }
    append_literal(lexer, word, *lexer->at);
    acv_lexer_step(lexer);
}

static bool
has_closing_quote(const char *text)
{
    for (text++; *text && *text != '"'; text++) {
        text += *text == '\\' && text[1];
    }
    return *text == '"';
}

static void
read_double_quotes(AcvShellLexer *lexer, AcvShellWord *word)
{
    if (!has_closing_quote(lexer->at)) {
        acv_lexer_fail(lexer, "the quote \" has no end");
        lexer->at += strlen(lexer->at);
        return;
    }
    word->is_begun = true;
    acv_lexer_step(lexer);
    while (*lexer->at != '"' && !lexer->failed) {
        if (*lexer->at == '$') {
            read_dollar(lexer, word, NULL, true);
        } else if (*lexer->at == '\\') {
            read_quoted_escape(lexer, word);
        } else if (*lexer->at == '`') {
            fail_backtick(lexer);
        } else {
            append_literal(lexer, word, *lexer->at);
            acv_lexer_step(lexer);
        }
    }
    if (!lexer->failed) {
        acv_lexer_step(lexer);
    }
}

bool
acv_lexer_ends_word(const char *text)
{
    return ends_line(text) || strchr(" \t;&|<>()", *text);
}

void
acv_lexer_read_word(AcvShellLexer *lexer, AcvShellWord *word, GPtrArray *words)
{
    while (!lexer->failed && !acv_lexer_ends_word(lexer->at)) {
        if (*lexer->at == '\'') {
            read_single_quotes(lexer, word);
        } else if (*lexer->at == '"') {
            read_double_quotes(lexer, word);
        } else if (*lexer->at == '$') {
            read_dollar(lexer, word, words, false);
        } else if (*lexer->at == '`') {
            fail_backtick(lexer);
        } else if (!skip_continuation(lexer)) {
            if (*lexer->at == '\\' && lexer->at[1]) {
                acv_lexer_step(lexer);
            }
            append_literal(lexer, word, *lexer->at);
            acv_lexer_step(lexer);
        }
    }
}

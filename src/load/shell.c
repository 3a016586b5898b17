#include "load/shell.h"

#include "base/hash.h"
#include "base/suggest.h"

#include <stdlib.h>
#include <string.h>

/* Words and variables do not grow beyond this, whatever variables stand for. */
enum { MAX_WORD = 64 * 1024 };

struct AcvShell {
    AcvArena *arena;
    GHashTable *variables; /* Names to templates. */
    GHashTable *results;   /* Names of those that take what a command prints. */
};

typedef struct {
    AcvShell *shell;
    AcvProblems *problems;
    const char *name;
    const char *at;
    const char *line_start;
    unsigned line;
    bool failed; /* The statement at hand. */
    GArray *commands;
} Lexer;

/* A word as it grows. */
typedef struct {
    GString *text; /* A template. */
    bool is_begun; /* Also if it is empty: it had quotes. */
} Word;

AcvShell *
acv_shell_new(AcvArena *arena)
{
    AcvShell *shell = g_new0(AcvShell, 1);
    shell->arena = acv_arena_ref(arena);
    shell->variables = g_hash_table_new(acv_text_hash, g_str_equal);
    shell->results = g_hash_table_new(acv_text_hash, g_str_equal);
    return shell;
}

void
acv_shell_free(AcvShell *shell)
{
    if (shell) {
        g_hash_table_unref(shell->variables);
        g_hash_table_unref(shell->results);
        acv_arena_unref(shell->arena);
        g_free(shell);
    }
}

/* --- Errors --- */

static void fail(Lexer *lexer, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Only the first of each statement. */
static void
fail(Lexer *lexer, const char *format, ...)
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
fail_unset(Lexer *lexer, const char *name)
{
    guint n;
    g_autofree const char **names =
        (const char **) g_hash_table_get_keys_as_array(lexer->shell->variables, &n);
    qsort(names, n, sizeof *names, compare_texts);
    g_autoptr(GPtrArray) near = acv_suggest(name, names, n, 1);
    if (near->len > 0) {
        fail(lexer, "the variable \"%s\" is not set; did you mean %s?", name,
             (const char *) g_ptr_array_index(near, 0));
    } else {
        fail(lexer, "the variable \"%s\" is not set; write %s=… before", name, name);
    }
}

/* --- Characters --- */

/* Steps over one character, which may be a newline. */
static void
step(Lexer *lexer)
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

/* Spaces, continued lines and comments; not the newline. */
static void
skip_blank(Lexer *lexer)
{
    for (;;) {
        size_t n = continuation(lexer->at);
        if (n > 0) {
            while (n-- > 0) {
                step(lexer);
            }
        } else if (*lexer->at == ' ' || *lexer->at == '\t') {
            step(lexer);
        } else if (*lexer->at == '#') {
            while (!ends_line(lexer->at)) {
                step(lexer);
            }
        } else {
            return;
        }
    }
}

/* --- Words --- */

static void
append(Lexer *lexer, Word *word, const char *text, size_t length)
{
    if (word->text->len + length > MAX_WORD) {
        fail(lexer, "a word of more than %d bytes", MAX_WORD);
        return;
    }
    g_string_append_len(word->text, text, (gssize) length);
    word->is_begun = true;
}

static void
append_literal(Lexer *lexer, Word *word, char c)
{
    if (c == '$') {
        append(lexer, word, "$$", 2);
    } else {
        append(lexer, word, &c, 1);
    }
}

/* Ends the word at hand, if there is any. */
static void
end_word(Lexer *lexer, Word *word, GPtrArray *words)
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
append_value(Lexer *lexer, Word *word, const char *value, GPtrArray *words)
{
    for (const char *c = value; *c && !lexer->failed; c++) {
        if (words && strchr(" \t\n", *c)) {
            end_word(lexer, word, words);
        } else {
            append(lexer, word, c, 1);
        }
    }
}

/* At a dollar. What of all that may follow it is not understood, depends on quotes. */
static void
read_dollar(Lexer *lexer, Word *word, GPtrArray *words, bool is_quoted)
{
    const char *special = is_quoted ? "(?!#@*$-0123456789" : "(?!#@*$-0123456789'\"`";
    bool has_brace = lexer->at[1] == '{';
    const char *start = lexer->at + 1 + has_brace;
    size_t n = acv_shell_name_length(start);

    if (n == 0 && !has_brace && (start[0] == '\0' || !strchr(special, start[0]))) {
        step(lexer);
        append_literal(lexer, word, '$');
        return;
    }
    if (n == 0 || (has_brace && start[n] != '}')) {
        fail(lexer,
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
read_single_quotes(Lexer *lexer, Word *word)
{
    const char *end = strchr(lexer->at + 1, '\'');
    if (!end) {
        fail(lexer, "the quote ' has no end");
        lexer->at += strlen(lexer->at);
        return;
    }
    word->is_begun = true;
    step(lexer);
    while (lexer->at < end) {
        append_literal(lexer, word, *lexer->at);
        step(lexer);
    }
    step(lexer);
}

/* At a backslash within double quotes. */
static void
read_quoted_escape(Lexer *lexer, Word *word)
{
    size_t n = continuation(lexer->at);
    if (n > 0) {
        lexer->at += n - 1;
        step(lexer);
        return;
    }
    if (lexer->at[1] && strchr("$`\"\\", lexer->at[1])) {
        step(lexer);
    }
    append_literal(lexer, word, *lexer->at);
    step(lexer);
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
read_double_quotes(Lexer *lexer, Word *word)
{
    if (!has_closing_quote(lexer->at)) {
        fail(lexer, "the quote \" has no end");
        lexer->at += strlen(lexer->at);
        return;
    }
    word->is_begun = true;
    step(lexer);
    while (*lexer->at != '"' && !lexer->failed) {
        if (*lexer->at == '$') {
            read_dollar(lexer, word, NULL, true);
        } else if (*lexer->at == '\\') {
            read_quoted_escape(lexer, word);
        } else if (*lexer->at == '`') {
            fail(lexer, "\"`\" is not understood; write NAME=$(aws …) in a line of its own");
        } else {
            append_literal(lexer, word, *lexer->at);
            step(lexer);
        }
    }
    if (!lexer->failed) {
        step(lexer);
    }
}

static bool
ends_word(const char *text)
{
    return ends_line(text) || strchr(" \t;&|<>()", *text) || continuation(text) > 0;
}

/* Reads one word, which may become several. 'words' is NULL for the value of an assignment. */
static void
read_word(Lexer *lexer, Word *word, GPtrArray *words)
{
    while (!lexer->failed && !ends_word(lexer->at)) {
        if (*lexer->at == '\'') {
            read_single_quotes(lexer, word);
        } else if (*lexer->at == '"') {
            read_double_quotes(lexer, word);
        } else if (*lexer->at == '$') {
            read_dollar(lexer, word, words, false);
        } else if (*lexer->at == '`') {
            fail(lexer, "\"`\" is not understood; write NAME=$(aws …) in a line of its own");
        } else {
            if (*lexer->at == '\\' && lexer->at[1]) {
                step(lexer);
            }
            append_literal(lexer, word, *lexer->at);
            step(lexer);
        }
    }
}

/* --- Statements --- */

/* The words up to the end of a command. */
static GPtrArray *
read_words(Lexer *lexer)
{
    GPtrArray *words = g_ptr_array_new();
    Word word = { .text = g_string_new(NULL) };

    for (skip_blank(lexer); !lexer->failed && !ends_word(lexer->at); skip_blank(lexer)) {
        read_word(lexer, &word, words);
        end_word(lexer, &word, words);
    }
    g_string_free(word.text, TRUE);
    return words;
}

static void
add_command(Lexer *lexer, const char *variable, const GPtrArray *words, unsigned line)
{
    const char **items = acv_arena_new0(lexer->shell->arena, const char *, words->len);
    for (guint i = 0; i < words->len; i++) {
        items[i] = g_ptr_array_index(words, i);
    }
    AcvShellCommand command = { .variable = variable, .line = line };
    command.words.items = items;
    command.words.n = words->len;
    g_array_append_val(lexer->commands, command);
}

/* "set -eu" and the like, which decide what happens on errors that are not to be. */
static bool
is_setting(const GPtrArray *words)
{
    return words->len > 0 && strcmp(g_ptr_array_index(words, 0), "set") == 0;
}

static void
read_command(Lexer *lexer)
{
    unsigned line = lexer->line;
    g_autoptr(GPtrArray) words = read_words(lexer);
    if (!lexer->failed && words->len > 0 && !is_setting(words)) {
        add_command(lexer, NULL, words, line);
    }
}

/* After "NAME=", at "$(" or, in quotes, before. */
static void
read_substitution(Lexer *lexer, const char *name)
{
    unsigned line = lexer->line;
    bool is_quoted = *lexer->at == '"';

    if (g_hash_table_contains(lexer->shell->results, name)) {
        fail(lexer, "%s has the result of another command; give each its own variable", name);
        return;
    }
    lexer->at += 2 + is_quoted;
    g_autoptr(GPtrArray) words = read_words(lexer);
    while (!lexer->failed && (*lexer->at == '\n' || *lexer->at == '\r')) {
        step(lexer);
        skip_blank(lexer);
    }
    if (!lexer->failed && (*lexer->at != ')' || (is_quoted && lexer->at[1] != '"'))) {
        fail(lexer, "expected %s after one command in $(…)", is_quoted ? ")\"" : "\")\"");
    }
    if (!lexer->failed && words->len == 0) {
        fail(lexer, "expected a command in $(…)");
    }
    if (!lexer->failed) {
        lexer->at += 1 + is_quoted;
        g_autofree char *reference = g_strdup_printf("${%s}", name);
        g_hash_table_insert(lexer->shell->variables, (gpointer) name,
                            (gpointer) acv_arena_text(lexer->shell->arena, reference));
        g_hash_table_add(lexer->shell->results, (gpointer) name);
        add_command(lexer, name, words, line);
    }
}

static void
read_value(Lexer *lexer, const char *name)
{
    Word word = { .text = g_string_new(NULL) };
    read_word(lexer, &word, NULL);
    /* A value with an error is set too, so that the error is told but once. */
    const char *value = acv_arena_text(lexer->shell->arena, lexer->failed ? "" : word.text->str);
    g_hash_table_insert(lexer->shell->variables, (gpointer) name, (gpointer) value);
    g_hash_table_remove(lexer->shell->results, name);
    g_string_free(word.text, TRUE);
}

/* At "NAME="; 'n' is the length of the name. */
static void
read_assignment(Lexer *lexer, size_t n)
{
    const char *name = acv_arena_text_n(lexer->shell->arena, lexer->at, n);
    lexer->at += n + 1;
    if (g_str_has_prefix(lexer->at, "$(") || g_str_has_prefix(lexer->at, "\"$(")) {
        read_substitution(lexer, name);
    } else {
        read_value(lexer, name);
    }
}

static size_t
assigned_acv_shell_name_length(const char *text)
{
    size_t n = acv_shell_name_length(text);
    return text[n] == '=' ? n : 0;
}

/* Assignments, and perhaps a command. */
static void
read_statement(Lexer *lexer)
{
    lexer->failed = false;
    for (;;) {
        skip_blank(lexer);
        size_t n = assigned_acv_shell_name_length(lexer->at);
        if (n == 0 || lexer->failed) {
            break;
        }
        read_assignment(lexer, n);
    }
    if (!lexer->failed) {
        read_command(lexer);
    }
}

/* What may stand between two statements. */
static void
read_separator(Lexer *lexer)
{
    if (lexer->failed) {
        while (*lexer->at && *lexer->at != '\n') {
            step(lexer);
        }
    } else if (g_str_has_prefix(lexer->at, "&&")) {
        lexer->at += 2;
        skip_blank(lexer);
        while (*lexer->at == '\n' || g_str_has_prefix(lexer->at, "\r\n")) {
            step(lexer);
            skip_blank(lexer);
        }
    } else if (*lexer->at == ';' || *lexer->at == '\n' || *lexer->at == '\r') {
        step(lexer);
    } else if (*lexer->at) {
        fail(lexer, "\"%c\" is not understood; only lists of aws commands and assignments are",
             *lexer->at);
        read_separator(lexer);
    }
}

GArray *
acv_shell_parse(AcvShell *shell, const char *name, const char *text, AcvProblems *problems)
{
    Lexer lexer = { .shell = shell,
                    .problems = problems,
                    .name = name,
                    .at = text,
                    .line_start = text,
                    .line = 1,
                    .commands = g_array_new(FALSE, FALSE, sizeof(AcvShellCommand)) };
    while (*lexer.at) {
        read_statement(&lexer);
        read_separator(&lexer);
    }
    return lexer.commands;
}

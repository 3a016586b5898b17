#include "load/shell.h"

#include "base/hash.h"
#include "load/shell_lexer.h"

#include <string.h>

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

/* --- Statements --- */

/* The words up to the end of a command. */
static GPtrArray *
read_words(AcvShellLexer *lexer)
{
    GPtrArray *words = g_ptr_array_new();
    AcvShellWord word = { .text = g_string_new(NULL) };

    acv_lexer_skip_blank(lexer);
    while (!lexer->failed
           && (acv_lexer_skip_discarding(lexer) || !acv_lexer_ends_word(lexer->at))) {
        acv_lexer_read_word(lexer, &word, words);
        acv_lexer_end_word(lexer, &word, words);
        acv_lexer_skip_blank(lexer);
    }
    g_string_free(word.text, TRUE);
    return words;
}

static void
add_command(AcvShellLexer *lexer, const char *variable, const GPtrArray *words, unsigned line)
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

/* Whether words are a command that has no bearing on a design: "set -eu", which decides what
 * happens on errors that are not to be, and what tells people how far a script is. */
static bool
is_idle(const GPtrArray *words)
{
    static const char *const idle[] = { ":", "echo", "printf", "set", "sleep", "true", NULL };
    return words->len > 0 && g_strv_contains(idle, g_ptr_array_index(words, 0));
}

static void
read_command(AcvShellLexer *lexer)
{
    unsigned line = lexer->line;
    g_autoptr(GPtrArray) words = read_words(lexer);
    if (!lexer->failed && words->len > 0 && !is_idle(words)) {
        add_command(lexer, NULL, words, line);
    }
}

/* After "NAME=", at "$(" or, in quotes, before. */
static void
read_substitution(AcvShellLexer *lexer, const char *name)
{
    bool is_quoted = *lexer->at == '"';

    if (g_hash_table_contains(lexer->shell->results, name)) {
        acv_lexer_fail(lexer, "%s has the result of another command; give each its own variable",
                       name);
        return;
    }
    /* Counts as set, so that an error here is told but once. */
    g_hash_table_insert(lexer->shell->variables, (gpointer) name, (gpointer) name);
    lexer->at += 2 + is_quoted;
    acv_lexer_skip_lines(lexer);
    unsigned line = lexer->line;
    g_autoptr(GPtrArray) words = read_words(lexer);
    if (!lexer->failed) {
        acv_lexer_skip_lines(lexer);
    }
    if (!lexer->failed && (*lexer->at != ')' || (is_quoted && lexer->at[1] != '"'))) {
        acv_lexer_fail(lexer, "expected %s after one command in $(…)", is_quoted ? ")\"" : "\")\"");
    }
    if (!lexer->failed && words->len == 0) {
        acv_lexer_fail(lexer, "expected a command in $(…)");
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
read_value(AcvShellLexer *lexer, const char *name)
{
    AcvShellWord word = { .text = g_string_new(NULL) };
    acv_lexer_read_word(lexer, &word, NULL);
    /* A value with an error is set too, so that the error is told but once. */
    const char *value = acv_arena_text(lexer->shell->arena, lexer->failed ? name : word.text->str);
    g_hash_table_insert(lexer->shell->variables, (gpointer) name, (gpointer) value);
    g_hash_table_remove(lexer->shell->results, name);
    g_string_free(word.text, TRUE);
}

/* At "NAME="; 'n' is the length of the name. */
static void
read_assignment(AcvShellLexer *lexer, size_t n)
{
    const char *name = acv_arena_text_n(lexer->shell->arena, lexer->at, n);
    lexer->at += n + 1;
    if (g_str_has_prefix(lexer->at, "$(") || g_str_has_prefix(lexer->at, "\"$(")) {
        read_substitution(lexer, name);
    } else {
        read_value(lexer, name);
    }
}

static void
read_assignments(AcvShellLexer *lexer)
{
    for (;;) {
        acv_lexer_skip_blank(lexer);
        size_t n = acv_shell_name_length(lexer->at);
        if (lexer->failed || n == 0 || lexer->at[n] != '=') {
            return;
        }
        read_assignment(lexer, n);
    }
}

/* The length of a word that assignments and names of variables follow, or 0. */
static size_t
declaring(const char *text)
{
    static const char *const words[] = { "export", "readonly" };
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        size_t n = strlen(words[i]);
        if (g_str_has_prefix(text, words[i]) && acv_lexer_ends_word(text + n)) {
            return n;
        }
    }
    return 0;
}

/* After "export". */
static void
read_declaration(AcvShellLexer *lexer)
{
    for (;;) {
        read_assignments(lexer);
        size_t n = acv_shell_name_length(lexer->at);
        if (lexer->failed || acv_lexer_ends_word(lexer->at)) {
            return;
        }
        if (n == 0 || !acv_lexer_ends_word(lexer->at + n)) {
            acv_lexer_fail(lexer, "expected the name of a variable, or NAME=VALUE");
            return;
        }
        lexer->at += n;
    }
}

/* Assignments, and perhaps a command. */
static void
read_statement(AcvShellLexer *lexer)
{
    lexer->failed = false;
    acv_lexer_skip_blank(lexer);
    size_t n = declaring(lexer->at);
    lexer->at += n;
    if (n > 0) {
        read_declaration(lexer);
        return;
    }
    read_assignments(lexer);
    if (!lexer->failed) {
        read_command(lexer);
    }
}

/* What may stand between two statements. */
static void
read_separator(AcvShellLexer *lexer)
{
    if (lexer->failed) {
        while (*lexer->at && *lexer->at != '\n') {
            acv_lexer_step(lexer);
        }
    } else if (g_str_has_prefix(lexer->at, "&&")) {
        lexer->at += 2;
        acv_lexer_skip_lines(lexer);
    } else if (*lexer->at == ';' || *lexer->at == '\n' || *lexer->at == '\r') {
        acv_lexer_step(lexer);
    } else if (*lexer->at) {
        acv_lexer_fail(lexer,
                       "\"%c\" is not understood; only lists of aws commands and assignments are",
                       *lexer->at);
        read_separator(lexer);
    }
}

GArray *
acv_shell_parse(AcvShell *shell, const char *name, const char *text, AcvProblems *problems)
{
    AcvShellLexer lexer = { .shell = shell,
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

/* The characters and words of a script, while it is read. */
#pragma once

#include "load/shell.h"

G_BEGIN_DECLS

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
} AcvShellLexer;

/* A word as it grows. */
typedef struct {
    GString *text; /* A template. */
    bool is_begun; /* Also if it is empty: it had quotes. */
} AcvShellWord;

/* Reports an error at the place at hand; only the first of each statement. */
void acv_lexer_fail(AcvShellLexer *lexer, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Steps over one character, which may be a newline. */
void acv_lexer_step(AcvShellLexer *lexer);

/* Steps over spaces, continued lines and comments; not over the newline. */
void acv_lexer_skip_blank(AcvShellLexer *lexer);

/* Steps over those and over newlines. */
void acv_lexer_skip_lines(AcvShellLexer *lexer);

/* Steps over what sends output to nowhere, ">/dev/null", or to where other output goes, "2>&1".
 * False if nothing of the kind stands here. */
bool acv_lexer_skip_discarding(AcvShellLexer *lexer);

/* Whether a word ends before 'text'. */
bool acv_lexer_ends_word(const char *text);

/* Reads one word, which may become several, all but the last added to 'words'; that is NULL for the
 * value of an assignment, which stays one. */
void acv_lexer_read_word(AcvShellLexer *lexer, AcvShellWord *word, GPtrArray *words);

/* Ends the word at hand, if there is any: adds it to 'words'. */
void acv_lexer_end_word(AcvShellLexer *lexer, AcvShellWord *word, GPtrArray *words);

G_END_DECLS

/* Scripts of sh, as far as they are lists of commands.
 *
 * Understood are comments, quotes, continued lines, ";", "&&", assignments, "export", variables,
 * NAME=$(COMMAND), and output that goes to /dev/null. "set -e…", "echo" and what else has no
 * bearing on a design is left out. All else of sh, such as pipes and loops, is an error.
 *
 * Words are templates: "${NAME}" stands for what the command that was assigned to NAME prints, and
 * "$$" for a dollar. Variables that hold texts are expanded already. */
#pragma once

#include "acv/problem.h"
#include "acv/record.h"
#include "base/arena.h"

G_BEGIN_DECLS

/* One command. */
typedef struct {
    const char *variable; /* That takes what it prints, or NULL. */
    AcvStrings words;     /* At least one. */
    unsigned line;
} AcvShellCommand;

/* What outlives a script: its variables, for the next one. */
typedef struct AcvShell AcvShell;

/* Texts of variables and commands live in 'arena'. */
AcvShell *acv_shell_new(AcvArena *arena);
void acv_shell_free(AcvShell *shell);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvShell, acv_shell_free)

/* The commands of 'text', AcvShellCommand; free with g_array_unref(). All errors are added to
 * 'problems', with 'name', line and column; the commands are those that have none. */
GArray *acv_shell_parse(AcvShell *shell, const char *name, const char *text, AcvProblems *problems);

/* The bytes of the name of a variable at the start of 'text'; 0 if none stands there. */
size_t acv_shell_name_length(const char *text);

/* Appends a template as one word of sh, quoted as little as possible. */
void acv_shell_quote(GString *out, const char *word);

/* What is said with templates, as people write dollars; the caller's to free. */
char *acv_shell_show(const char *text);

/* Finds what a variable stands for; NULL if nothing. */
typedef const char *(*AcvVariableFinder)(const char *name, void *data);

/* What a template says when its variables are what 'find' says. The caller's to free. NULL if there
 * is one that it does not know. */
char *acv_shell_expand(const char *word, AcvVariableFinder find, void *data);

G_END_DECLS

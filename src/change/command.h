/* Commands of the AWS CLI: from words to requests. */
#pragma once

#include "change/operation.h"
#include "load/cli_option.h"

G_BEGIN_DECLS

/* How the commands of one list are read. */
typedef struct {
    AcvArena *arena;
    AcvProblems *problems;
    GHashTable *ids;    /* Of variables: the ids that they hold; borrowed by words. */
    GHashTable *counts; /* Of prefixes: how many ids without variables were made up. */
} AcvCompiler;

/* What a command says. */
typedef struct {
    AcvAwsCommand command;
    const AcvOperation *operation;
    const AcvCliOption *options; /* With what variables hold. */
    size_t n_options;
    const char *new_id; /* Of what it creates, or NULL. */
} AcvCompiled;

/* Words that begin with "aws" as a command, with the variable that takes its result, or NULL. The
 * words are templates (load/shell.h). */
typedef struct {
    const char *variable;
    AcvStrings words;
    const char *file;
    unsigned line;
} AcvCommandWords;

typedef enum {
    ACV_COMPILED,   /* Into '*out'. */
    ACV_NOTHING,    /* It does nothing to a design, such as "wait". */
    ACV_UNREADABLE, /* It reported errors. */
} AcvCompilation;

/* Whether a word of a command begins an option: it has a dash, and is neither a negative number nor
 * several words. */
bool acv_word_is_option(const char *word);

AcvCompilation acv_command_compile(AcvCompiler *compiler, const AcvCommandWords *words,
                                   AcvCompiled *out);

/* The request of a command, as its operation's table makes it, in 'arena': so what is made of it
 * lives as long as that. Its problems were told before. */
const void *acv_command_request(const AcvCompiled *compiled, AcvArena *arena);

G_END_DECLS

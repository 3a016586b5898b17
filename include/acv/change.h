/* Changes to a design, in the language of those who make them, and what they lead to.
 *
 * A change is a command of the AWS CLI, or a fragment of a scenario. Changes are read without
 * regard to any design; applied to a snapshot they give another one, and the first stays as it
 * is. */
#pragma once

#include <acv/api.h>
#include <acv/problem.h>
#include <acv/snapshot.h>

ACV_BEGIN_DECLS

/* --- Commands --- */

/* An option and its values, each as one word of the AWS CLI: text, shorthand or JSON. A flag has no
 * value. In values "$NAME" and "${NAME}" stand for what a variable holds, and "$$" for a dollar. */
typedef struct {
    const char *name; /* Without its dashes: "group-id", "no-egress". */
    AcvStrings values;
} AcvAwsOption;

/* "VARIABLE=$(aws SERVICE OPERATION --NAME VALUE… …)". */
typedef struct {
    const char *variable; /* That takes the id of what it creates; NULL if none does. */
    const char *service;
    const char *operation;
    ACV_LIST(AcvAwsOption) options;
    const char *file; /* Where it stands: a file, "standard input" or "--what-if"; */
    unsigned line;    /* from 1, or 0 if it is an argument by itself. */
} AcvAwsCommand;

/* One line for sh, without a newline; the caller's to free. What reads it back gives the same
 * command, but for its place. */
char *acv_aws_command_print(const AcvAwsCommand *command);

/* --- Changes --- */

/* One of the two. */
typedef struct {
    const AcvAwsCommand *command;
    const char *fragment; /* The JSON text of a scenario. */
    const char *file;     /* As in AcvAwsCommand. */
    unsigned line;
} AcvChange;

/* A list of changes, in the order in which they are made. */
typedef struct AcvChanges AcvChanges;

AcvChanges *acv_changes_new(void);
void acv_changes_free(AcvChanges *changes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvChanges, acv_changes_free)

/* Adds what 'argument' says: if it begins with "aws ", "NAME=$(aws " or "{", spaces aside, or has
 * several lines, it is the change itself, else it is the name of a file with commands or a
 * fragment, "-" being standard input. A script may use variables of its own and of those before it.
 *
 * False if there is any error; all are added to 'problems', and nothing to the list. */
bool acv_changes_add(AcvChanges *changes, const char *argument, AcvProblems *problems);

/* The same for a text that came from 'name'. */
bool acv_changes_add_text(AcvChanges *changes, const char *name, const char *text,
                          AcvProblems *problems);

/* The same for a command that was made, of which a copy is kept. */
bool acv_changes_add_command(AcvChanges *changes, const AcvAwsCommand *command,
                             AcvProblems *problems);

size_t acv_changes_n(const AcvChanges *changes);
const AcvChange *acv_changes_get(const AcvChanges *changes, size_t index);

/* --- What they lead to --- */

typedef enum {
    ACV_EFFECT_ADDED,
    ACV_EFFECT_CHANGED,
    ACV_EFFECT_REMOVED,
} AcvEffectType;

/* What became of one resource. Texts belong to the AcvWhatIf. */
typedef struct {
    AcvEffectType type;
    AcvKind kind;
    const char *id;
} AcvEffect;

/* A snapshot before and after some changes. */
typedef struct AcvWhatIf AcvWhatIf;

/* Applies all changes in their order, or none: NULL if there is any error. Problems are added:
 * errors; warnings about changes without effect, and about what is odd in the outcome that was not
 * before. */
AcvWhatIf *acv_what_if_new(AcvSnapshot *before, const AcvChanges *changes, AcvProblems *problems);
void acv_what_if_free(AcvWhatIf *what_if);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvWhatIf, acv_what_if_free)

/* Both borrowed. */
AcvSnapshot *acv_what_if_before(const AcvWhatIf *what_if);
AcvSnapshot *acv_what_if_after(const AcvWhatIf *what_if);

/* What the change of that index did, resource by resource in the order of kinds and ids; none if it
 * had no effect. Borrowed. */
const AcvEffect *acv_what_if_effects(const AcvWhatIf *what_if, size_t index, size_t *out_n);

ACV_END_DECLS

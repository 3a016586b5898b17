/* Commands that are to cure a question, while they are put together.
 *
 * Values are those of AcvAwsOption: what a command creates is named by its variable, and a dollar
 * of the input is doubled, so that it stands for itself. */
#pragma once

#include "acv/change.h"
#include "base/arena.h"

G_BEGIN_DECLS

typedef struct {
    AcvArena *arena;     /* Borrowed: of all that the commands point to. */
    GPtrArray *commands; /* Elements AcvAwsCommand *, in the order in which to run them. */
} AcvPlan;

/* An empty plan, and one with the commands of another. */
AcvPlan *acv_plan_new(AcvArena *arena);
AcvPlan *acv_plan_copy(const AcvPlan *plan);
void acv_plan_free(AcvPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvPlan, acv_plan_free)

/* A command without options, which is no part of the plan yet. 'variable' takes the id of what it
 * creates; NULL if nobody needs that. Texts are static or of the arena. */
AcvAwsCommand *acv_plan_command(AcvPlan *plan, const char *variable, const char *service,
                                const char *operation);

/* Adds a value to the option 'name', which is made if it is new. A TEXT is any text, an ID may be
 * that of something that a command of the plan creates, and a WORD is written as it is. */
void acv_plan_add_text(AcvPlan *plan, AcvAwsCommand *command, const char *name, const char *value);
void acv_plan_add_id(AcvPlan *plan, AcvAwsCommand *command, const char *name, const char *id);
void acv_plan_add_word(AcvPlan *plan, AcvAwsCommand *command, const char *name, const char *word);
void acv_plan_add_number(AcvPlan *plan, AcvAwsCommand *command, const char *name, int number);
void acv_plan_add_prefix(AcvPlan *plan, AcvAwsCommand *command, const char *name, AcvPrefix prefix);

/* An option without a value. */
void acv_plan_add_flag(AcvPlan *plan, AcvAwsCommand *command, const char *name);

/* How a WORD names what has that id. Lives in the arena. */
const char *acv_plan_word_of_id(const AcvPlan *plan, const char *id);

/* Makes the command a part of the plan, unless it has the same one already. */
void acv_plan_append(AcvPlan *plan, const AcvAwsCommand *command);

bool acv_plan_has(const AcvPlan *plan, const AcvAwsCommand *command);

/* Whether a command is one of 'operations', which end with NULL. */
bool acv_plan_has_operation(const AcvPlan *plan, const char *const *operations);

/* The id that the variable will hold, if a command of the plan sets it; else NULL. */
const char *acv_plan_id_of(const AcvPlan *plan, const char *variable);

/* Removes the command at 'index', and those that use what it creates. */
void acv_plan_remove(AcvPlan *plan, guint index);

/* Commands whose variable nobody uses do without. */
void acv_plan_forget_unused_variables(AcvPlan *plan);

/* The commands as changes; NULL if one of them is none. Free with acv_changes_free(). */
AcvChanges *acv_plan_changes(const AcvPlan *plan);

/* The first value of an option of a command, or NULL. */
const char *acv_command_value(const AcvAwsCommand *command, const char *name);

bool acv_command_has(const AcvAwsCommand *command, const char *name);

G_END_DECLS

#include "analysis/plan.h"

#include "change/operation.h"

#include <string.h>

/* No command that a plan makes has more. */
enum { MAX_OPTIONS = 12 };

AcvPlan *
acv_plan_new(AcvArena *arena)
{
    AcvPlan *plan = g_new0(AcvPlan, 1);
    plan->arena = arena;
    plan->commands = g_ptr_array_new();
    return plan;
}

AcvPlan *
acv_plan_copy(const AcvPlan *plan)
{
    AcvPlan *copy = acv_plan_new(plan->arena);
    g_ptr_array_extend(copy->commands, plan->commands, NULL, NULL);
    return copy;
}

void
acv_plan_free(AcvPlan *plan)
{
    if (plan) {
        g_ptr_array_unref(plan->commands);
        g_free(plan);
    }
}

/* --- Commands --- */

AcvAwsCommand *
acv_plan_command(AcvPlan *plan, const char *variable, const char *service, const char *operation)
{
    AcvAwsCommand *command = acv_arena_new0(plan->arena, AcvAwsCommand, 1);
    command->variable = variable;
    command->service = service;
    command->operation = operation;
    command->options.items = acv_arena_new0(plan->arena, AcvAwsOption, MAX_OPTIONS);
    return command;
}

static const AcvAwsOption *
find_option(const AcvAwsCommand *command, const char *name)
{
    for (size_t i = 0; i < command->options.n; i++) {
        if (strcmp(command->options.items[i].name, name) == 0) {
            return &command->options.items[i];
        }
    }
    return NULL;
}

static AcvAwsOption *
make_option(AcvAwsCommand *command, const char *name)
{
    AcvAwsOption *option = (AcvAwsOption *) find_option(command, name);
    if (!option) {
        g_assert(command->options.n < MAX_OPTIONS);
        option = &command->options.items[command->options.n++];
        option->name = name;
    }
    return option;
}

void
acv_plan_add_flag(AcvPlan *plan, AcvAwsCommand *command, const char *name)
{
    (void) plan;
    make_option(command, name);
}

void
acv_plan_add_word(AcvPlan *plan, AcvAwsCommand *command, const char *name, const char *word)
{
    AcvStrings *values = &make_option(command, name)->values;
    const char **items = acv_arena_new0(plan->arena, const char *, values->n + 1);
    for (size_t i = 0; i < values->n; i++) {
        items[i] = values->items[i];
    }
    items[values->n] = acv_arena_text(plan->arena, word);
    values->items = items;
    values->n++;
}

/* --- Values --- */

/* A text as a word in which nothing stands for a variable. */
static char *
escape(const char *text)
{
    GString *word = g_string_new(text);
    g_string_replace(word, "$", "$$", 0);
    return g_string_free(word, FALSE);
}

void
acv_plan_add_text(AcvPlan *plan, AcvAwsCommand *command, const char *name, const char *value)
{
    g_autofree char *word = escape(value);
    acv_plan_add_word(plan, command, name, word);
}

void
acv_plan_add_id(AcvPlan *plan, AcvAwsCommand *command, const char *name, const char *id)
{
    acv_plan_add_word(plan, command, name, acv_plan_word_of_id(plan, id));
}

void
acv_plan_add_number(AcvPlan *plan, AcvAwsCommand *command, const char *name, int number)
{
    g_autofree char *word = g_strdup_printf("%d", number);
    acv_plan_add_word(plan, command, name, word);
}

void
acv_plan_add_prefix(AcvPlan *plan, AcvAwsCommand *command, const char *name, AcvPrefix prefix)
{
    char buffer[ACV_ADDRESS_TEXT_SIZE];
    acv_plan_add_word(plan, command, name, acv_prefix_print(prefix, buffer));
}

/* The id that a command's variable will hold; the caller's to free. NULL if it has none. */
static char *
created_id(const AcvAwsCommand *command)
{
    const AcvOperation *operation = acv_operation_find(command->service, command->operation);
    return command->variable && operation && operation->id_prefix
               ? g_strdup_printf("%s-%s", operation->id_prefix, command->variable)
               : NULL;
}

const char *
acv_plan_word_of_id(const AcvPlan *plan, const char *id)
{
    g_autofree char *word = NULL;
    for (guint i = 0; i < plan->commands->len; i++) {
        const AcvAwsCommand *command = g_ptr_array_index(plan->commands, i);
        g_autofree char *created = created_id(command);
        if (g_strcmp0(created, id) == 0) {
            word = g_strdup_printf("${%s}", command->variable);
            return acv_arena_text(plan->arena, word);
        }
    }
    word = escape(id);
    return acv_arena_text(plan->arena, word);
}

const char *
acv_plan_id_of(const AcvPlan *plan, const char *variable)
{
    for (guint i = 0; i < plan->commands->len; i++) {
        const AcvAwsCommand *command = g_ptr_array_index(plan->commands, i);
        if (g_strcmp0(command->variable, variable) == 0) {
            g_autofree char *id = created_id(command);
            return acv_arena_text(plan->arena, id);
        }
    }
    return NULL;
}

/* --- The whole --- */

static bool
same_strings(const AcvStrings *a, const AcvStrings *b)
{
    if (a->n != b->n) {
        return false;
    }
    for (size_t i = 0; i < a->n; i++) {
        if (strcmp(a->items[i], b->items[i]) != 0) {
            return false;
        }
    }
    return true;
}

static bool
same_command(const AcvAwsCommand *a, const AcvAwsCommand *b)
{
    if (g_strcmp0(a->variable, b->variable) != 0 || strcmp(a->operation, b->operation) != 0
        || a->options.n != b->options.n) {
        return false;
    }
    for (size_t i = 0; i < a->options.n; i++) {
        const AcvAwsOption *left = &a->options.items[i];
        const AcvAwsOption *right = &b->options.items[i];
        if (strcmp(left->name, right->name) != 0 || !same_strings(&left->values, &right->values)) {
            return false;
        }
    }
    return true;
}

bool
acv_plan_has(const AcvPlan *plan, const AcvAwsCommand *command)
{
    for (guint i = 0; i < plan->commands->len; i++) {
        if (same_command(g_ptr_array_index(plan->commands, i), command)) {
            return true;
        }
    }
    return false;
}

bool
acv_plan_has_operation(const AcvPlan *plan, const char *const *operations)
{
    for (guint i = 0; i < plan->commands->len; i++) {
        const AcvAwsCommand *command = g_ptr_array_index(plan->commands, i);
        if (g_strv_contains(operations, command->operation)) {
            return true;
        }
    }
    return false;
}

void
acv_plan_append(AcvPlan *plan, const AcvAwsCommand *command)
{
    if (!acv_plan_has(plan, command)) {
        g_ptr_array_add(plan->commands, (gpointer) command);
    }
}

/* Whether the command names what the variable holds. */
static bool
uses(const AcvAwsCommand *command, const char *variable)
{
    g_autofree char *word = g_strdup_printf("${%s}", variable);
    for (size_t i = 0; i < command->options.n; i++) {
        const AcvStrings *values = &command->options.items[i].values;
        for (size_t j = 0; j < values->n; j++) {
            if (strstr(values->items[j], word)) {
                return true;
            }
        }
    }
    return false;
}

static bool
is_used(const AcvPlan *plan, const char *variable)
{
    for (guint i = 0; i < plan->commands->len; i++) {
        if (uses(g_ptr_array_index(plan->commands, i), variable)) {
            return true;
        }
    }
    return false;
}

void
acv_plan_remove(AcvPlan *plan, guint index)
{
    const AcvAwsCommand *removed = g_ptr_array_remove_index(plan->commands, index);
    for (guint i = plan->commands->len; removed->variable && i > index; i--) {
        if (i <= plan->commands->len
            && uses(g_ptr_array_index(plan->commands, i - 1), removed->variable)) {
            acv_plan_remove(plan, i - 1);
        }
    }
}

void
acv_plan_forget_unused_variables(AcvPlan *plan)
{
    for (guint i = 0; i < plan->commands->len; i++) {
        const AcvAwsCommand *command = g_ptr_array_index(plan->commands, i);
        if (command->variable && !is_used(plan, command->variable)) {
            AcvAwsCommand *copy = acv_arena_new0(plan->arena, AcvAwsCommand, 1);
            *copy = *command;
            copy->variable = NULL;
            g_ptr_array_index(plan->commands, i) = copy;
        }
    }
}

AcvChanges *
acv_plan_changes(const AcvPlan *plan)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvChanges) changes = acv_changes_new();
    for (guint i = 0; i < plan->commands->len; i++) {
        if (!acv_changes_add_command(changes, g_ptr_array_index(plan->commands, i), problems)) {
            return NULL;
        }
    }
    return g_steal_pointer(&changes);
}

const char *
acv_command_value(const AcvAwsCommand *command, const char *name)
{
    const AcvAwsOption *option = find_option(command, name);
    return option && option->values.n > 0 ? option->values.items[0] : NULL;
}

bool
acv_command_has(const AcvAwsCommand *command, const char *name)
{
    return find_option(command, name) != NULL;
}

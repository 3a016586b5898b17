/* Lists of changes: what of arguments and files is commands, and what fragments. */
#include "change/changes.h"

#include "base/hash.h"
#include "load/fragment.h"
#include "load/shell.h"
#include "load/source.h"

#include <string.h>

struct AcvChanges {
    AcvArena *arena;
    GPtrArray *items; /* AcvChangeItem */
    AcvShell *shell;
    AcvCompiler compiler;
    unsigned n_arguments;
};

static AcvChanges *
changes_new_take(AcvArena *arena)
{
    AcvChanges *changes = g_new0(AcvChanges, 1);
    changes->arena = arena;
    changes->items = g_ptr_array_new();
    changes->shell = acv_shell_new(changes->arena);
    changes->compiler = (AcvCompiler){
        .arena = changes->arena,
        .ids = g_hash_table_new(acv_text_hash, g_str_equal),
        .counts = g_hash_table_new(acv_text_hash, g_str_equal),
    };
    return changes;
}

AcvChanges *
acv_changes_new(void)
{
    return changes_new_take(acv_arena_new(NULL));
}

AcvChanges *
acv_changes_new_without(const AcvChanges *changes, size_t index)
{
    g_assert(index < changes->items->len);
    AcvChanges *rest = changes_new_take(acv_arena_ref(changes->arena));
    g_ptr_array_extend(rest->items, changes->items, NULL, NULL);
    g_ptr_array_remove_index(rest->items, (guint) index);
    return rest;
}

void
acv_changes_free(AcvChanges *changes)
{
    if (changes) {
        g_ptr_array_unref(changes->items);
        acv_shell_free(changes->shell);
        g_hash_table_unref(changes->compiler.ids);
        g_hash_table_unref(changes->compiler.counts);
        acv_arena_unref(changes->arena);
        g_free(changes);
    }
}

size_t
acv_changes_n(const AcvChanges *changes)
{
    return changes->items->len;
}

const AcvChangeItem *
acv_changes_item(const AcvChanges *changes, size_t index)
{
    g_assert(index < changes->items->len);
    return g_ptr_array_index(changes->items, index);
}

const AcvChange *
acv_changes_get(const AcvChanges *changes, size_t index)
{
    return &acv_changes_item(changes, index)->change;
}

/* --- Adding --- */

static AcvChangeItem *
add_item(AcvChanges *changes, const char *file, unsigned line)
{
    AcvChangeItem *item = acv_arena_new0(changes->arena, AcvChangeItem, 1);
    item->change.file = acv_arena_text(changes->arena, file);
    item->change.line = line;
    g_ptr_array_add(changes->items, item);
    return item;
}

static void
add_words(AcvChanges *changes, const AcvCommandWords *words)
{
    AcvCompiled compiled;
    if (acv_command_compile(&changes->compiler, words, &compiled) == ACV_COMPILED) {
        AcvChangeItem *item = add_item(changes, words->file, words->line);
        item->compiled = compiled;
        item->change.command = &item->compiled.command;
    }
}

static void
add_script(AcvChanges *changes, const char *name, const char *text, AcvProblems *problems)
{
    const char *file = acv_arena_text(changes->arena, name);
    bool is_line = !strchr(text, '\n'); /* Of an argument, as a rule. */
    g_autoptr(GArray) commands = acv_shell_parse(changes->shell, name, text, problems);
    for (guint i = 0; i < commands->len; i++) {
        const AcvShellCommand *command = &g_array_index(commands, AcvShellCommand, i);
        AcvCommandWords words = { command->variable, command->words, file,
                                  is_line ? 0 : command->line };
        add_words(changes, &words);
    }
}

static void
add_fragment(AcvChanges *changes, const char *name, const char *text, AcvProblems *problems)
{
    if (acv_fragment_check(name, text, problems)) {
        AcvChangeItem *item = add_item(changes, name, 0);
        item->change.fragment = acv_arena_text(changes->arena, text);
    }
}

static bool
is_fragment(const char *text)
{
    return text[strspn(text, " \t\r\n")] == '{';
}

static bool
is_empty(const char *text)
{
    return text[strspn(text, " \t\r\n")] == '\0';
}

static void
report(AcvProblems *problems, const char *name, const char *message)
{
    acv_problems_add(
        problems,
        &(AcvProblem){ .severity = ACV_SEVERITY_ERROR, .file = name, .message = message });
}

static void
add_text(AcvChanges *changes, const char *name, const char *text, AcvProblems *problems)
{
    if (is_empty(text)) {
        report(problems, name, "is empty; expected aws commands or a fragment of a scenario");
    } else if (!g_utf8_validate(text, -1, NULL)) {
        report(problems, name, "is not UTF-8");
    } else if (is_fragment(text)) {
        add_fragment(changes, name, text, problems);
    } else {
        add_script(changes, name, text, problems);
    }
}

bool
acv_changes_add_text(AcvChanges *changes, const char *name, const char *text, AcvProblems *problems)
{
    size_t n_errors = acv_problems_count(problems, ACV_SEVERITY_ERROR);
    guint n_items = changes->items->len;

    changes->compiler.problems = problems;
    add_text(changes, name, text, problems);
    bool ok = acv_problems_count(problems, ACV_SEVERITY_ERROR) == n_errors;
    if (!ok) {
        g_ptr_array_set_size(changes->items, (int) n_items);
    }
    return ok;
}

typedef struct {
    AcvChanges *changes;
    AcvProblems *problems;
    bool ok;
} FileReading;

static void
read_file(const char *name, const char *text, size_t length, void *data)
{
    FileReading *reading = data;
    if (strlen(text) != length) {
        report(reading->problems, name, "holds a zero byte");
        reading->ok = false;
        return;
    }
    reading->ok &= acv_changes_add_text(reading->changes, name, text, reading->problems);
}

static bool
add_file(AcvChanges *changes, const char *name, AcvProblems *problems)
{
    size_t n_errors = acv_problems_count(problems, ACV_SEVERITY_ERROR);
    FileReading reading = { changes, problems, true };
    if (g_file_test(name, G_FILE_TEST_IS_DIR)) {
        report(problems, name, "is a folder; expected a file of aws commands or a fragment");
        return false;
    }
    if (strchr(name, ' ') && !g_file_test(name, G_FILE_TEST_EXISTS)) {
        report(problems, name,
               "is no file; commands begin with \"aws \", and fragments of scenarios with \"{\"");
        return false;
    }
    acv_source_read(name, problems, read_file, &reading);
    return reading.ok && acv_problems_count(problems, ACV_SEVERITY_ERROR) == n_errors;
}

/* "aws …", "NAME=$(aws …)", or several lines. */
static bool
is_command(const char *argument)
{
    argument += strspn(argument, " \t\r\n");
    size_t length = acv_shell_name_length(argument);
    return g_str_has_prefix(argument, "aws ") || strchr(argument, '\n')
           || (length > 0 && g_str_has_prefix(argument + length, "=$(aws "));
}

bool
acv_changes_add(AcvChanges *changes, const char *argument, AcvProblems *problems)
{
    g_autofree char *name = g_strdup_printf("--what-if %u", ++changes->n_arguments);
    if (is_command(argument) || is_fragment(argument) || is_empty(argument)) {
        return acv_changes_add_text(changes, name, argument, problems);
    }
    return add_file(changes, argument, problems);
}

/* --- Commands that were made --- */

/* The words that the command would be read from. */
static AcvStrings
words_of(AcvArena *arena, const AcvAwsCommand *command, const char *id_path)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    const char *const head[] = { "aws", command->service, command->operation };
    for (size_t i = 0; i < G_N_ELEMENTS(head); i++) {
        g_ptr_array_add(words, (gpointer) acv_arena_text(arena, head[i]));
    }
    for (size_t i = 0; i < command->options.n; i++) {
        const AcvAwsOption *option = &command->options.items[i];
        const char *only = option->values.n == 1 ? option->values.items[0] : NULL;
        bool is_joined = only && acv_word_is_option(only);
        g_autofree char *name = g_strconcat("--", option->name, is_joined ? "=" : NULL, only, NULL);
        if (!is_joined) {
            name[strlen(option->name) + 2] = '\0';
        }
        g_ptr_array_add(words, (gpointer) acv_arena_text(arena, name));
        for (size_t j = 0; j < option->values.n && !is_joined; j++) {
            g_ptr_array_add(words, (gpointer) acv_arena_text(arena, option->values.items[j]));
        }
    }
    const char *const tail[] = { "--query", id_path, "--output", "text" };
    for (size_t i = 0; command->variable && id_path && i < G_N_ELEMENTS(tail); i++) {
        g_ptr_array_add(words, (gpointer) tail[i]);
    }
    const char **items = acv_arena_new0(arena, const char *, words->len);
    memcpy(items, words->pdata, words->len * sizeof *items);
    AcvStrings strings = { .items = items, .n = words->len };
    return strings;
}

bool
acv_changes_add_command(AcvChanges *changes, const AcvAwsCommand *command, AcvProblems *problems)
{
    size_t n_errors = acv_problems_count(problems, ACV_SEVERITY_ERROR);
    const AcvOperation *operation = acv_operation_find(command->service, command->operation);
    AcvCommandWords words = {
        .variable = acv_arena_text(changes->arena, command->variable),
        .words = words_of(changes->arena, command, operation ? operation->id_path : NULL),
        .file = acv_arena_text(changes->arena, command->file),
        .line = command->line,
    };
    changes->compiler.problems = problems;
    add_words(changes, &words);
    return acv_problems_count(problems, ACV_SEVERITY_ERROR) == n_errors;
}

#include "change/command.h"

#include "base/suggest.h"
#include "change/reading.h"
#include "load/cli_option.h"
#include "load/shell.h"

#include <string.h>

/* --- Which operation --- */

static void
fail_service(AcvReading *reading, const char *service)
{
    size_t n;
    const AcvOperation *operations = acv_operations(&n);
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (size_t i = 0; i < n; i++) {
        g_ptr_array_add(known, (gpointer) operations[i].service);
    }
    acv_reading_fail_near(reading, "service", service, known);
}

static bool
has_service(const char *service)
{
    size_t n;
    const AcvOperation *operations = acv_operations(&n);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(operations[i].service, service) == 0) {
            return true;
        }
    }
    return false;
}

static bool
only_reads(const char *name)
{
    return g_str_has_prefix(name, "describe-") || g_str_has_prefix(name, "get-")
           || g_str_has_prefix(name, "list-");
}

/* What is asked of an account changes nothing; but there is none that would answer. */
static void
check_question(AcvReading *reading, const char *name)
{
    if (reading->words->variable) {
        acv_reading_fail(reading, NULL,
                         "\"%.100s\" asks an account, and there is none; write the value itself",
                         name);
    }
}

static void
fail_operation(AcvReading *reading, const char *name)
{
    size_t n;
    const AcvOperation *operations = acv_operations(&n);
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (size_t i = 0; i < n; i++) {
        if (strcmp(operations[i].service, reading->service) == 0) {
            g_ptr_array_add(known, (gpointer) operations[i].name);
        }
    }
    g_autofree char *what = g_strdup_printf("change of %s", reading->service);
    acv_reading_fail_near(reading, what, name, known);
}

/* Reads the words up to the options. False if there is no more to read: then it failed, or does
 * nothing to a design. */
static bool
read_operation(AcvReading *reading)
{
    const char *program = acv_reading_peek(reading);
    if (strcmp(program, "aws") != 0) {
        acv_reading_fail(reading, NULL, "\"%.100s\" is not understood; only aws commands are",
                         program);
        return false;
    }
    reading->next++;
    reading->service = acv_reading_take_word(reading);
    const char *name = reading->service ? acv_reading_take_word(reading) : NULL;
    if (!name) {
        if (!reading->failed) {
            acv_reading_fail(reading, NULL, "expected a command such as \"aws ec2 create-route\"");
        }
        return false;
    }
    if (only_reads(name)) {
        check_question(reading, name);
        return false;
    }
    if (!has_service(reading->service)) {
        fail_service(reading, reading->service);
        return false;
    }
    if (strcmp(name, "wait") == 0) {
        return false;
    }
    reading->operation = acv_operation_find(reading->service, name);
    if (!reading->operation) {
        fail_operation(reading, name);
    }
    return reading->operation != NULL;
}

/* --- Its options --- */

/* The options of the operation, for a message. */
static void
fail_option(AcvReading *reading, const char *name)
{
    const AcvJsonTable *table = reading->operation->request;
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (size_t i = 0; i < table->n_fields; i++) {
        g_ptr_array_add(known, (gpointer) table->fields[i].key);
    }
    g_autofree char *what = g_strdup_printf("option of %s", reading->operation->name);
    acv_reading_fail_near(reading, what, name, known);
    /* What was perhaps meant is not missed as well. */
    g_autoptr(GPtrArray) near =
        acv_suggest(name, (const char *const *) known->pdata, known->len, 1);
    if (near->len > 0) {
        acv_reading_refuse(reading, g_ptr_array_index(near, 0));
    }
}

static AcvStrings
take_values(AcvReading *reading, const char *first)
{
    g_autoptr(GPtrArray) values = g_ptr_array_new();
    if (first) {
        g_ptr_array_add(values, (gpointer) first);
    } else {
        for (; acv_reading_peek(reading) && !acv_reading_is_option(acv_reading_peek(reading));
             reading->next++) {
            g_ptr_array_add(values, (gpointer) acv_reading_peek(reading));
        }
    }
    const char **items = acv_arena_new0(reading->compiler->arena, const char *, values->len);
    for (guint i = 0; i < values->len; i++) {
        items[i] = g_ptr_array_index(values, i);
    }
    AcvStrings strings = { .items = items, .n = values->len };
    return strings;
}

static void
read_option(AcvReading *reading)
{
    const char *value;
    g_autofree char *word = acv_reading_take_name(reading, &value);
    g_autofree char *name = acv_reading_complete(reading, word);
    bool is_negative;

    if (name && acv_reading_read_global(reading, name, value)) {
        return;
    }
    AcvStrings values = take_values(reading, value);
    if (!name) {
        return;
    }
    const AcvJsonField *field = acv_reading_find_option(reading, name, &is_negative);
    if (!field) {
        fail_option(reading, name);
        return;
    }
    AcvCliOption option = { .name = field->key, .values = values, .is_negative = is_negative };
    g_array_append_val(reading->options, option);
}

static void
read_options(AcvReading *reading)
{
    while (acv_reading_peek(reading)) {
        if (acv_reading_is_option(acv_reading_peek(reading))) {
            read_option(reading);
        } else {
            acv_reading_fail(reading, NULL, "\"%.100s\" belongs to no option",
                             acv_reading_peek(reading));
            reading->next++;
        }
    }
}

/* --- What it prints, and into which variable --- */

static void
check_result(AcvReading *reading)
{
    const AcvOperation *operation = reading->operation;
    const char *variable = reading->words->variable;
    if (!variable) {
        return;
    }
    if (!operation->id_path) {
        acv_reading_fail(reading, NULL, "%s creates nothing whose id %s could hold",
                         operation->name, variable);
    } else if (g_strcmp0(reading->query, operation->id_path) != 0
               || g_strcmp0(reading->output, "text") != 0) {
        acv_reading_fail(reading, NULL, "%s is to hold an id; expected --query %s --output text",
                         variable, operation->id_path);
    }
}

static const char *
make_id(AcvCompiler *compiler, const AcvOperation *operation, const char *variable)
{
    g_autofree char *id = NULL;
    if (!operation->id_prefix) {
        return NULL;
    }
    if (variable) {
        id = g_strdup_printf("%s-%s", operation->id_prefix, variable);
    } else {
        gpointer key = (gpointer) operation->id_prefix;
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(compiler->counts, key)) + 1;
        g_hash_table_insert(compiler->counts, key, GUINT_TO_POINTER(count));
        id = g_strdup_printf("%s-new%u", operation->id_prefix, count);
    }
    return acv_arena_text(compiler->arena, id);
}

/* --- Its request --- */

static const char *
find_variable(const char *name, void *compiler)
{
    return g_hash_table_lookup(((AcvCompiler *) compiler)->ids, name);
}

/* The values with what their variables hold. */
static bool
expand(AcvReading *reading, AcvStrings *values)
{
    AcvCompiler *compiler = reading->compiler;
    const char **items = acv_arena_new0(compiler->arena, const char *, values->n);
    for (size_t i = 0; i < values->n; i++) {
        g_autofree char *text = acv_shell_expand(values->items[i], find_variable, compiler);
        if (!text) {
            acv_reading_fail(reading, NULL,
                             "\"%.100s\": no command before gives this variable an id",
                             values->items[i]);
            return false;
        }
        items[i] = acv_arena_text(compiler->arena, text);
    }
    values->items = items;
    return true;
}

/* Tells the problems of options as those of the command. */
static void
pass_on(AcvReading *reading, const AcvProblems *found)
{
    for (size_t i = 0; i < acv_problems_n_kept(found); i++) {
        AcvProblem problem = *acv_problems_get(found, i);
        problem.file = reading->words->file;
        problem.line = reading->words->line;
        problem.pointer = problem.pointer && problem.pointer[0] ? problem.pointer + 1 : NULL;
        acv_problems_add(reading->compiler->problems, &problem);
        reading->failed |= problem.severity == ACV_SEVERITY_ERROR;
    }
}

static const void *
read_request(const AcvCompiled *compiled, AcvArena *arena, AcvProblems *problems)
{
    const AcvJsonTable *table = compiled->operation->request;
    AcvJsonReader reader = { .arena = arena, .problems = problems };
    void *request = acv_arena_alloc(arena, table->size);
    acv_cli_options_read(&reader, table, compiled->options, compiled->n_options, request);
    return request;
}

const void *
acv_command_request(const AcvCompiled *compiled, AcvArena *arena)
{
    g_autoptr(AcvProblems) told_before = acv_problems_new();
    return read_request(compiled, arena, told_before);
}

/* Finds out whether there is a request. */
static void
check_request(AcvReading *reading, AcvCompiled *compiled)
{
    AcvArena *arena = reading->compiler->arena;
    g_autoptr(AcvProblems) found = acv_problems_new();
    AcvCliOption *options = acv_arena_new0(arena, AcvCliOption, reading->options->len);
    for (guint i = 0; i < reading->options->len; i++) {
        options[i] = g_array_index(reading->options, AcvCliOption, i);
        options[i].is_refused = options[i].is_refused || !expand(reading, &options[i].values);
    }
    compiled->options = options;
    compiled->n_options = reading->options->len;
    g_autoptr(AcvArena) scratch = acv_arena_new(NULL);
    read_request(compiled, scratch, found);
    pass_on(reading, found);
}

/* --- All of it --- */

static AcvAwsCommand
make_command(const AcvReading *reading)
{
    AcvArena *arena = reading->compiler->arena;
    AcvAwsOption *options = acv_arena_new0(arena, AcvAwsOption, reading->options->len);
    for (guint i = 0; i < reading->options->len; i++) {
        const AcvCliOption *option = &g_array_index(reading->options, AcvCliOption, i);
        g_autofree char *negative = acv_option_negative(option->name);
        const char *name = option->is_negative ? acv_arena_text(arena, negative) : option->name;
        options[i].name = name + strlen("--");
        options[i].values = option->values;
    }
    AcvAwsCommand command = { .variable = reading->words->variable,
                              .service = reading->operation->service,
                              .operation = reading->operation->name,
                              .file = reading->words->file,
                              .line = reading->words->line };
    command.options.items = options;
    command.options.n = reading->options->len;
    return command;
}

static AcvCompilation
compile(AcvReading *reading, AcvCompiled *out)
{
    if (!read_operation(reading)) {
        return reading->failed ? ACV_UNREADABLE : ACV_NOTHING;
    }
    read_options(reading);
    check_result(reading);
    const char *new_id = make_id(reading->compiler, reading->operation, reading->words->variable);
    if (reading->words->variable && new_id) {
        g_hash_table_insert(reading->compiler->ids, (gpointer) reading->words->variable,
                            (gpointer) new_id);
    }
    AcvCompiled compiled = { .operation = reading->operation, .new_id = new_id };
    if (!reading->is_refused) {
        check_request(reading, &compiled);
    }
    if (reading->failed) {
        return ACV_UNREADABLE;
    }
    compiled.command = make_command(reading);
    *out = compiled;
    return ACV_COMPILED;
}

AcvCompilation
acv_command_compile(AcvCompiler *compiler, const AcvCommandWords *words, AcvCompiled *out)
{
    g_autoptr(GArray) options = g_array_new(FALSE, FALSE, sizeof(AcvCliOption));
    AcvReading reading = { .compiler = compiler, .words = words, .options = options };
    AcvCompilation compilation = compile(&reading, out);
    /* An id for what is not made, so that the error is told but once. */
    if (words->variable && !g_hash_table_contains(compiler->ids, words->variable)) {
        g_hash_table_insert(compiler->ids, (gpointer) words->variable, (gpointer) words->variable);
    }
    return compilation;
}

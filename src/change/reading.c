#include "change/reading.h"

#include "base/suggest.h"
#include "load/shell.h"

#include <string.h>

/* So many names are shown of those that may be meant. */
enum { MOST_SHOWN = 3 };

/* --- Options that all commands take --- */

typedef enum {
    GLOBAL_FLAG,
    GLOBAL_VALUE,
    GLOBAL_QUERY,
    GLOBAL_OUTPUT,
    GLOBAL_REFUSED,
} Global;

/* Source: https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-options.html */
static const struct {
    const char *name;
    Global type;
    const char *reason; /* Why it is refused. */
} globals[] = {
    { "--ca-bundle", GLOBAL_VALUE, NULL },
    { "--cli-binary-format", GLOBAL_VALUE, NULL },
    { "--cli-auto-prompt", GLOBAL_REFUSED, "asks for what is missing, and nobody is there" },
    { "--cli-connect-timeout", GLOBAL_VALUE, NULL },
    { "--cli-error-format", GLOBAL_VALUE, NULL },
    { "--cli-read-timeout", GLOBAL_VALUE, NULL },
    { "--color", GLOBAL_VALUE, NULL },
    { "--debug", GLOBAL_FLAG, NULL },
    { "--endpoint-url", GLOBAL_VALUE, NULL },
    { "--no-cli-auto-prompt", GLOBAL_FLAG, NULL },
    { "--no-cli-pager", GLOBAL_FLAG, NULL },
    { "--no-dry-run", GLOBAL_FLAG, NULL },
    { "--no-paginate", GLOBAL_FLAG, NULL },
    { "--no-sign-request", GLOBAL_FLAG, NULL },
    { "--no-verify-ssl", GLOBAL_FLAG, NULL },
    { "--output", GLOBAL_OUTPUT, NULL },
    { "--profile", GLOBAL_VALUE, NULL },
    { "--query", GLOBAL_QUERY, NULL },
    { "--region", GLOBAL_VALUE, NULL },
    { "--v2-debug", GLOBAL_FLAG, NULL },
    { "--version", GLOBAL_REFUSED, "makes the command change nothing" },
    { "--cli-input-json", GLOBAL_REFUSED, "is not understood; write the options themselves" },
    { "--cli-input-yaml", GLOBAL_REFUSED, "is not understood; write the options themselves" },
    { "--dry-run", GLOBAL_REFUSED, "makes the command change nothing; leave it out" },
    { "--generate-cli-skeleton", GLOBAL_REFUSED, "makes the command change nothing" },
};

/* --- Problems --- */

void
acv_reading_fail(AcvReading *reading, const char *option, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *template = g_strdup_vprintf(format, arguments);
    g_autofree char *message = acv_shell_show(template);
    va_end(arguments);
    acv_problems_add(reading->compiler->problems, &(AcvProblem){ .severity = ACV_SEVERITY_ERROR,
                                                                 .file = reading->words->file,
                                                                 .line = reading->words->line,
                                                                 .pointer = option,
                                                                 .message = message });
    reading->failed = true;
}

void
acv_reading_fail_near(AcvReading *reading, const char *what, const char *word, GPtrArray *known)
{
    g_autoptr(GPtrArray) near =
        acv_suggest(word, (const char *const *) known->pdata, known->len, MOST_SHOWN);
    if (near->len == 0) {
        acv_reading_fail(reading, NULL, "unknown %s \"%.100s\"", what, word);
        return;
    }
    g_ptr_array_add(near, NULL);
    g_autofree char *list = g_strjoinv(", ", (char **) near->pdata);
    acv_reading_fail(reading, NULL, "unknown %s \"%.100s\"; did you mean %s?", what, word, list);
}

/* --- Words --- */

const char *
acv_reading_peek(const AcvReading *reading)
{
    const AcvStrings *words = &reading->words->words;
    return reading->next < words->n ? words->items[reading->next] : NULL;
}

char *
acv_reading_take_name(AcvReading *reading, const char **out_value)
{
    const char *word = acv_reading_peek(reading);
    const char *equals = strchr(word, '=');
    reading->next++;
    *out_value = equals ? equals + 1 : NULL;
    return equals ? g_strndup(word, (gsize) (equals - word)) : g_strdup(word);
}

/* --- Their names --- */

char *
acv_option_negative(const char *name)
{
    return strcmp(name, "--egress") == 0 ? g_strdup("--ingress")
                                         : g_strconcat("--no-", name + strlen("--"), NULL);
}

const AcvJsonField *
acv_reading_find_option(const AcvReading *reading, const char *name, bool *out_is_negative)
{
    const AcvJsonTable *table = reading->operation->request;
    const AcvJsonField *field = acv_cli_option_field(table, name);

    *out_is_negative = !field;
    for (size_t i = 0; !field && i < table->n_fields; i++) {
        g_autofree char *negative = acv_option_negative(table->fields[i].key);
        field = strcmp(negative, name) == 0 ? &table->fields[i] : NULL;
    }
    return field;
}

/* All names of options that begin with 'start', which may be negative. */
static GPtrArray *
names_from(const AcvReading *reading, const char *start)
{
    const AcvJsonTable *table = reading->operation ? reading->operation->request : NULL;
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);

    for (size_t i = 0; table && i < table->n_fields; i++) {
        const AcvJsonField *field = &table->fields[i];
        g_autofree char *negative = acv_option_negative(field->key);
        bool is_flag = field->type == ACV_JSON_FLAG || field->type == ACV_JSON_ATTRIBUTE;
        if (g_str_has_prefix(field->key, start)) {
            g_ptr_array_add(names, g_strdup(field->key));
        }
        if (is_flag && g_str_has_prefix(negative, start)) {
            g_ptr_array_add(names, g_steal_pointer(&negative));
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(globals); i++) {
        if (g_str_has_prefix(globals[i].name, start)) {
            g_ptr_array_add(names, g_strdup(globals[i].name));
        }
    }
    return names;
}

void
acv_reading_refuse(AcvReading *reading, const char *name)
{
    bool is_negative;
    const AcvJsonField *field = acv_reading_find_option(reading, name, &is_negative);
    if (field) {
        AcvCliOption option = { .name = field->key, .is_refused = true };
        g_array_append_val(reading->options, option);
    }
}

char *
acv_reading_complete(AcvReading *reading, const char *start)
{
    g_autoptr(GPtrArray) names = names_from(reading, start);
    if (names->len == 0 || g_ptr_array_find_with_equal_func(names, start, g_str_equal, NULL)) {
        return g_strdup(start);
    }
    if (names->len == 1) {
        return g_strdup(g_ptr_array_index(names, 0));
    }
    for (guint i = 0; reading->operation && i < names->len; i++) {
        acv_reading_refuse(reading, g_ptr_array_index(names, i));
    }
    g_ptr_array_set_size(names, (int) MIN(names->len, MOST_SHOWN));
    g_ptr_array_add(names, NULL);
    g_autofree char *list = g_strjoinv(", ", (char **) names->pdata);
    acv_reading_fail(reading, NULL, "\"%.100s\" is the beginning of several options, such as %s",
                     start, list);
    return NULL;
}

/* --- Options of all commands --- */

static const char *
take_global_value(AcvReading *reading, const char *name, const char *value)
{
    if (!value && acv_reading_peek(reading) && !acv_reading_is_option(acv_reading_peek(reading))) {
        value = acv_reading_peek(reading);
        reading->next++;
    }
    if (!value) {
        acv_reading_fail(reading, name, "needs a value");
    }
    return value;
}

bool
acv_reading_read_global(AcvReading *reading, const char *name, const char *value)
{
    size_t i = 0;
    while (i < G_N_ELEMENTS(globals) && strcmp(globals[i].name, name) != 0) {
        i++;
    }
    if (i == G_N_ELEMENTS(globals)) {
        return false;
    }
    switch (globals[i].type) {
    case GLOBAL_REFUSED:
        reading->is_refused = true;
        acv_reading_fail(reading, name, "%s", globals[i].reason);
        while (acv_reading_peek(reading) && !acv_reading_is_option(acv_reading_peek(reading))) {
            reading->next++;
        }
        break;
    case GLOBAL_QUERY:
        reading->query = take_global_value(reading, name, value);
        break;
    case GLOBAL_OUTPUT:
        reading->output = take_global_value(reading, name, value);
        break;
    case GLOBAL_VALUE:
        take_global_value(reading, name, value);
        break;
    case GLOBAL_FLAG:
        break;
    }
    return true;
}

const char *
acv_reading_take_word(AcvReading *reading)
{
    while (acv_reading_is_option(acv_reading_peek(reading))) {
        const char *value;
        g_autofree char *start = acv_reading_take_name(reading, &value);
        g_autofree char *name = acv_reading_complete(reading, start);
        if (name && !acv_reading_read_global(reading, name, value)) {
            acv_reading_fail(reading, NULL, "unknown option \"%.100s\" before the command", name);
        }
        if (reading->failed) {
            return NULL;
        }
    }
    const char *word = acv_reading_peek(reading);
    reading->next += word != NULL;
    return word;
}

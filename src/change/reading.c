#include "change/reading.h"

#include "base/suggest.h"

#include <string.h>

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
    { "--cli-connect-timeout", GLOBAL_VALUE, NULL },
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
    g_autofree char *message = g_strdup_vprintf(format, arguments);
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
    enum { MOST_SHOWN = 3 };
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
        g_autofree char *name = acv_reading_take_name(reading, &value);
        if (!acv_reading_read_global(reading, name, value)) {
            acv_reading_fail(reading, NULL, "unknown option \"%.100s\" before the command", name);
            return NULL;
        }
    }
    const char *word = acv_reading_peek(reading);
    reading->next += word != NULL;
    return word;
}

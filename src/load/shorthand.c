#include "load/shorthand.h"

#include "acv/problem.h"

#include <string.h>

enum { MAX_DEPTH = 32 };

typedef struct {
    const char *text;
    const char *at;
    int depth;
    GError **error;
} Parser;

/* Where a value without quotes stands, which decides what ends it. */
typedef enum { FIRST, FURTHER } Position;

static cJSON *parse_value(Parser *parser);

/* Always NULL. */
static cJSON *
fail(Parser *parser, const char *expected)
{
    if (*parser->error) {
        return NULL;
    }
    glong column = g_utf8_pointer_to_offset(parser->text, parser->at) + 1;
    g_autofree char *found =
        *parser->at ? g_strdup_printf("\"%.*s\"", (int) (g_utf8_next_char(parser->at) - parser->at),
                                      parser->at)
                    : g_strdup("the end");
    g_set_error(parser->error, ACV_ERROR, ACV_ERROR_SYNTAX,
                "expected %s, got %s at character %ld of \"%.200s\"", expected, found, column,
                parser->text);
    return NULL;
}

static void
skip_space(Parser *parser)
{
    while (g_ascii_isspace(*parser->at)) {
        parser->at++;
    }
}

/* Steps over 'c' and spaces around it. */
static bool
take(Parser *parser, char c)
{
    skip_space(parser);
    if (*parser->at != c) {
        return false;
    }
    parser->at++;
    skip_space(parser);
    return true;
}

/* --- Plain values --- */

/* At a quote. A backslash escapes the quote, and itself. */
static cJSON *
parse_quoted(Parser *parser)
{
    char quote = *parser->at;
    g_autoptr(GString) value = g_string_new(NULL);
    const char *at = parser->at + 1;

    for (; *at && *at != quote; at++) {
        if (*at == '\\' && (at[1] == quote || at[1] == '\\')) {
            at++;
        }
        g_string_append_c(value, *at);
    }
    if (!*at) {
        return fail(parser, "a value whose quote has an end");
    }
    parser->at = at + 1;
    return cJSON_CreateString(value->str);
}

static bool
ends_bare(char c, Position position)
{
    return c == '\0' || strchr(position == FIRST ? ",\"']}" : ",\"'=", c) != NULL;
}

static cJSON *
parse_bare(Parser *parser, Position position)
{
    g_autoptr(GString) value = g_string_new(NULL);
    const char *wrong = position == FIRST ? "=" : "[{";
    bool is_wrong = *parser->at && strchr(wrong, *parser->at);
    /* Nothing is a value too, but not at the end of a list or object. */
    bool is_missing = position == FIRST ? *parser->at == '}' || *parser->at == ']'
                                        : ends_bare(*parser->at, position);

    if (is_wrong || is_missing) {
        return fail(parser, "a value");
    }

    while (!ends_bare(*parser->at, position)) {
        if (parser->at[0] == '\\' && parser->at[1] == ',') {
            parser->at++;
        }
        g_string_append_c(value, *parser->at++);
    }
    g_strchomp(value->str);
    return cJSON_CreateString(value->str);
}

static cJSON *
parse_plain(Parser *parser, Position position)
{
    bool is_quoted = *parser->at == '"' || *parser->at == '\'';
    return is_quoted ? parse_quoted(parser) : parse_bare(parser, position);
}

/* --- Lists and objects --- */

static char *
parse_key(Parser *parser)
{
    const char *start = parser->at;
    while (g_ascii_isalnum(*parser->at) || (*parser->at && strchr("-_.#/:", *parser->at))) {
        parser->at++;
    }
    if (parser->at == start) {
        fail(parser, "a key");
        return NULL;
    }
    char *key = g_strndup(start, (gsize) (parser->at - start));
    if (!take(parser, '=')) {
        fail(parser, "\"=\" after a key");
        g_clear_pointer(&key, g_free);
    }
    return key;
}

/* Adds to an object; takes 'value', which may be NULL. */
static bool
add_take(Parser *parser, cJSON *object, const char *key, cJSON *value)
{
    if (!value) {
        return false;
    }
    if (cJSON_GetObjectItemCaseSensitive(object, key)) {
        cJSON_Delete(value);
        g_autofree char *expected =
            g_strdup_printf("the key \"%.60s\" but once (perhaps a space is "
                            "meant for a comma)",
                            key);
        fail(parser, expected);
        return false;
    }
    cJSON_AddItemToObject(object, key, value);
    return true;
}

static cJSON *
parse_list(Parser *parser)
{
    cJSON *list = cJSON_CreateArray();
    take(parser, '[');
    while (!take(parser, ']')) {
        cJSON *item = parse_value(parser);
        if (item) {
            cJSON_AddItemToArray(list, item);
        }
        skip_space(parser);
        if (!item || (*parser->at != ']' && !take(parser, ','))) {
            fail(parser, "\",\" or \"]\" in a list");
            cJSON_Delete(list);
            return NULL;
        }
    }
    return list;
}

static cJSON *
parse_object(Parser *parser)
{
    cJSON *object = cJSON_CreateObject();
    take(parser, '{');
    while (!take(parser, '}')) {
        g_autofree char *key = parse_key(parser);
        bool ok = key && add_take(parser, object, key, parse_value(parser));
        skip_space(parser);
        if (!ok || (*parser->at != '}' && !take(parser, ','))) {
            fail(parser, "\",\" or \"}\" in an object");
            cJSON_Delete(object);
            return NULL;
        }
    }
    return object;
}

static cJSON *
parse_value(Parser *parser)
{
    if (*parser->at != '[' && *parser->at != '{') {
        return parse_plain(parser, FIRST);
    }
    if (++parser->depth > MAX_DEPTH) {
        return fail(parser, "no more than 32 levels");
    }
    cJSON *value = *parser->at == '[' ? parse_list(parser) : parse_object(parser);
    parser->depth--;
    return value;
}

/* --- The top --- */

/* "a,b,c" after a key is a list, up to what is a key again. Takes 'first'. */
static cJSON *
parse_further_take(Parser *parser, cJSON *first)
{
    cJSON *list = NULL;
    for (;;) {
        const char *comma = parser->at;
        if (!take(parser, ',')) {
            break;
        }
        cJSON *item = parse_plain(parser, FURTHER);
        skip_space(parser);
        if (!item || *parser->at == '=') {
            cJSON_Delete(item);
            parser->at = comma;
            break;
        }
        if (!list) {
            list = cJSON_CreateArray();
            cJSON_AddItemToArray(list, first);
        }
        cJSON_AddItemToArray(list, item);
    }
    return list ? list : first;
}

static cJSON *
parse_top_value(Parser *parser)
{
    bool is_nested = *parser->at == '[' || *parser->at == '{';
    cJSON *value = parse_value(parser);
    if (!value || !is_nested) {
        return value ? parse_further_take(parser, value) : NULL;
    }
    /* Spaces that follow a bracket promise something more. */
    if (*parser->at == '\0' && g_ascii_isspace(parser->at[-1])) {
        cJSON_Delete(value);
        return fail(parser, "\",\"");
    }
    return value;
}

cJSON *
acv_shorthand_parse(const char *text, GError **error)
{
    g_autoptr(GError) own_error = NULL;
    Parser parser = { .text = text, .at = text, .error = &own_error };
    cJSON *object = cJSON_CreateObject();
    bool ok = true;

    do {
        g_autofree char *key = parse_key(&parser);
        ok = key && add_take(&parser, object, key, parse_top_value(&parser));
    } while (ok && take(&parser, ','));
    if (ok && *parser.at) {
        fail(&parser, "\",\" or the end");
    }
    if (own_error) {
        g_propagate_error(error, g_steal_pointer(&own_error));
        cJSON_Delete(object);
        return NULL;
    }
    return object;
}

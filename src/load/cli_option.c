#include "load/cli_option.h"

#include "load/json_text.h"
#include "load/shorthand.h"

#include <string.h>

const AcvJsonField *
acv_cli_option_field(const AcvJsonTable *table, const char *name)
{
    for (size_t i = 0; table && i < table->n_fields; i++) {
        if (strcmp(table->fields[i].key, name) == 0) {
            return &table->fields[i];
        }
    }
    return NULL;
}

/* --- Texts that are to be numbers, flags or lists --- */

static cJSON *coerce_take(const AcvJsonField *field, cJSON *json);

static cJSON *
coerce_text_take(const AcvJsonField *field, cJSON *json)
{
    const char *text = json->valuestring;
    cJSON *typed = NULL;

    if (field->type == ACV_JSON_NUMBER) {
        gint64 number;
        if (g_ascii_string_to_signed(text, 10, INT32_MIN, INT32_MAX, &number, NULL)) {
            typed = cJSON_CreateNumber((double) number);
        }
    } else if (field->type == ACV_JSON_FLAG || field->type == ACV_JSON_ATTRIBUTE) {
        bool is_true = g_ascii_strcasecmp(text, "true") == 0;
        if (is_true || g_ascii_strcasecmp(text, "false") == 0) {
            typed = cJSON_CreateBool(is_true);
        }
    }
    if (!typed) {
        return json;
    }
    cJSON_Delete(json);
    return typed;
}

static cJSON *
coerce_list_take(const AcvJsonTable *table, cJSON *json)
{
    const AcvJsonField item_field = table->is_value
                                        ? table->fields[0]
                                        : (AcvJsonField){ .type = ACV_JSON_OBJECT, .table = table };
    cJSON *from = json;
    cJSON *list = cJSON_CreateArray();
    if (!cJSON_IsArray(json)) {
        from = cJSON_CreateArray();
        cJSON_AddItemToArray(from, json);
    }
    while (from->child) {
        cJSON *item = cJSON_DetachItemViaPointer(from, from->child);
        cJSON_AddItemToArray(list, coerce_take(&item_field, item));
    }
    cJSON_Delete(from);
    return list;
}

static cJSON *
coerce_object_take(const AcvJsonTable *table, cJSON *json)
{
    cJSON *object = cJSON_CreateObject();
    while (json->child) {
        cJSON *item = cJSON_DetachItemViaPointer(json, json->child);
        g_autofree char *key = g_strdup(item->string);
        const AcvJsonField *field = acv_cli_option_field(table, key);
        cJSON_AddItemToObject(object, key, field ? coerce_take(field, item) : item);
    }
    cJSON_Delete(json);
    return object;
}

/* What shorthand says, with the types of the field; takes 'json'. */
static cJSON *
coerce_take(const AcvJsonField *field, cJSON *json)
{
    if (field->type == ACV_JSON_LIST) {
        return coerce_list_take(field->table, json);
    }
    if (field->type == ACV_JSON_OBJECT && cJSON_IsObject(json)) {
        return coerce_object_take(field->table, json);
    }
    return cJSON_IsString(json) ? coerce_text_take(field, json) : json;
}

/* --- Words --- */

static bool
is_json(const char *word)
{
    word = acv_json_skip_space(word);
    return *word == '{' || *word == '[';
}

static cJSON *
fail(AcvJsonReader *reader, const AcvJsonPath *path, const char *message)
{
    acv_json_report(reader, ACV_SEVERITY_ERROR, path, "%s", message);
    return NULL;
}

/* The check knows objects alone, so a list is checked as a member of one. */
static cJSON *
parse_json(AcvJsonReader *reader, const AcvJsonPath *path, const char *word)
{
    static const char head[] = "{\"\":";
    g_autofree char *text = g_strconcat(head, word, "}", NULL);
    AcvJsonFault fault;

    if (!acv_json_check(text, strlen(text), &fault)) {
        g_autofree char *message = fault.message;
        size_t offset = fault.offset < sizeof head ? 0 : fault.offset - (sizeof head - 1);
        acv_json_report(reader, ACV_SEVERITY_ERROR, path, "%s at byte %zu of its JSON", message,
                        MIN(offset, strlen(word)) + 1);
        return NULL;
    }
    const char *end;
    cJSON *whole = cJSON_ParseWithOpts(text, &end, false);
    bool is_one = cJSON_GetArraySize(whole) == 1 && *acv_json_skip_space(end) == '\0';
    cJSON *json = is_one ? cJSON_DetachItemViaPointer(whole, whole->child) : NULL;
    cJSON_Delete(whole);
    return json ? json : fail(reader, path, "more than one value of JSON");
}

static bool
is_file(const char *word)
{
    return g_str_has_prefix(word, "file://") || g_str_has_prefix(word, "fileb://");
}

static cJSON *
fail_file(AcvJsonReader *reader, const AcvJsonPath *path)
{
    return fail(reader, path, "values from files are not read; write the value itself");
}

static cJSON *
parse_shorthand(AcvJsonReader *reader, const AcvJsonField *field, const AcvJsonPath *path,
                const char *word)
{
    g_autoptr(GError) error = NULL;
    cJSON *json = acv_shorthand_parse(word, &error);
    if (!json) {
        return fail(reader, path, error->message);
    }
    return field->type == ACV_JSON_ATTRIBUTE ? json : coerce_object_take(field->table, json);
}

/* JSON or shorthand of a field's type; NULL if it reported an error. */
static cJSON *
parse_structure(AcvJsonReader *reader, const AcvJsonField *field, const AcvJsonPath *path,
                const char *word)
{
    if (is_file(word)) {
        return fail_file(reader, path);
    }
    return is_json(word) ? parse_json(reader, path, word)
                         : parse_shorthand(reader, field, path, word);
}

/* One item of a list of which the first begins like JSON, or not. */
static cJSON *
parse_item(AcvJsonReader *reader, const AcvJsonField *field, const AcvJsonPath *path,
           const char *word, bool are_json)
{
    if (is_file(word)) {
        return fail_file(reader, path);
    }
    if (field->table->is_value) {
        return coerce_take(&field->table->fields[0], cJSON_CreateString(word));
    }
    return are_json ? parse_json(reader, path, word) : parse_shorthand(reader, field, path, word);
}

/* A list in JSON is the only word. Else each is an item; whether those are JSON or shorthand, the
 * AWS CLI decides by the first. */
static cJSON *
parse_list(AcvJsonReader *reader, const AcvJsonField *field, const AcvJsonPath *path,
           const AcvStrings *words)
{
    bool are_json = is_json(words->items[0]);
    if (words->n == 1 && *acv_json_skip_space(words->items[0]) == '[') {
        return parse_json(reader, path, words->items[0]);
    }
    cJSON *list = cJSON_CreateArray();
    bool ok = true;
    for (size_t i = 0; i < words->n; i++) {
        cJSON *item = parse_item(reader, field, path, words->items[i], are_json);
        ok &= item != NULL && cJSON_AddItemToArray(list, item);
    }
    if (ok) {
        return list;
    }
    cJSON_Delete(list);
    return NULL;
}

/* A flag may be followed by what it is to be, where the API knows it as an object. */
static cJSON *
parse_flag(AcvJsonReader *reader, const AcvJsonField *field, const AcvJsonPath *path,
           const AcvCliOption *option)
{
    if (option->values.n == 0) {
        return cJSON_CreateBool(!option->is_negative);
    }
    if (field->type == ACV_JSON_FLAG || option->is_negative || option->values.n > 1) {
        g_autofree char *message =
            g_strdup_printf("takes no value, got \"%.60s\"", option->values.items[0]);
        return fail(reader, path, message);
    }
    const char *word = option->values.items[0];
    cJSON *json = parse_structure(reader, field, path, word);
    cJSON *value = json ? cJSON_GetObjectItemCaseSensitive(json, "Value") : NULL;
    if (cJSON_IsString(value)) {
        cJSON *flag = coerce_text_take(field, cJSON_Duplicate(value, true));
        cJSON_Delete(json);
        return flag;
    }
    return json;
}

static cJSON *
parse_option(AcvJsonReader *reader, const AcvJsonField *field, const AcvJsonPath *path,
             const AcvCliOption *option)
{
    if (field->type == ACV_JSON_FLAG || field->type == ACV_JSON_ATTRIBUTE) {
        return parse_flag(reader, field, path, option);
    }
    if (option->is_negative) {
        return fail(reader, path, "has no --no- form");
    }
    if (option->values.n == 0) {
        return fail(reader, path, "needs a value");
    }
    if (field->type == ACV_JSON_LIST) {
        return parse_list(reader, field, path, &option->values);
    }
    if (option->values.n > 1) {
        g_autofree char *message =
            g_strdup_printf("takes one value; \"%.60s\" is one too many", option->values.items[1]);
        return fail(reader, path, message);
    }
    const char *word = option->values.items[0];
    if (field->type == ACV_JSON_OBJECT) {
        return parse_structure(reader, field, path, word);
    }
    if (is_file(word)) {
        return fail_file(reader, path);
    }
    return coerce_text_take(field, cJSON_CreateString(word));
}

/* --- What must be given together --- */

static unsigned
count_given(const char *const *keys, const AcvCliOption *options, size_t n)
{
    unsigned n_given = 0;
    for (; *keys; keys++) {
        size_t i = 0;
        while (i < n && strcmp(options[i].name, *keys) != 0) {
            i++;
        }
        n_given += i < n;
    }
    return n_given;
}

/* Those that are wrong are given all the same. */
static bool
check_choices(AcvJsonReader *reader, const AcvJsonTable *table, const AcvCliOption *options,
              size_t n)
{
    bool ok = true;
    for (size_t i = 0; i < table->n_choices; i++) {
        const AcvJsonChoice *choice = &table->choices[i];
        unsigned n_given = count_given(choice->keys, options, n);
        bool matters = !choice->when || count_given(choice->when, options, n) > 0;
        if (matters && (n_given < choice->least || n_given > choice->most)) {
            acv_json_report(reader, ACV_SEVERITY_ERROR, NULL, "%s", choice->message);
            ok = false;
        }
    }
    return ok;
}

/* --- All of them --- */

bool
acv_cli_options_read(AcvJsonReader *reader, const AcvJsonTable *table, const AcvCliOption *options,
                     size_t n, void *target)
{
    cJSON *request = cJSON_CreateObject();
    bool ok = true;

    for (size_t i = 0; i < n; i++) {
        const AcvJsonField *field = acv_cli_option_field(table, options[i].name);
        AcvJsonPath path = { .key = options[i].name };
        if (!field || field->type == ACV_JSON_IGNORED) {
            continue;
        }
        const cJSON *present = cJSON_GetObjectItemCaseSensitive(request, options[i].name);
        if (present) {
            if (!options[i].is_refused && !cJSON_IsRaw(present)) {
                acv_json_report(reader, ACV_SEVERITY_ERROR, &path, "is given twice");
            }
            ok = false;
            continue;
        }
        cJSON *json =
            options[i].is_refused ? NULL : parse_option(reader, field, &path, &options[i]);
        ok &= json != NULL;
        cJSON_AddItemToObject(request, options[i].name, json ? json : cJSON_CreateRaw(""));
    }
    reader->is_strict = true;
    AcvJsonTable fields = *table;
    fields.finish = NULL;
    ok &= acv_json_read(reader, &fields, request, NULL, target);
    ok &= check_choices(reader, table, options, n);
    ok &= !table->finish || table->finish(reader, NULL, target);
    cJSON_Delete(request);
    return ok;
}

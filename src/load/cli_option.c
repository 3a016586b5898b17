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

/* JSON or shorthand of a field's type; NULL if it reported an error. */
static cJSON *
parse_structure(AcvJsonReader *reader, const AcvJsonField *field, const AcvJsonPath *path,
                const char *word)
{
    if (g_str_has_prefix(word, "file://") || g_str_has_prefix(word, "fileb://")) {
        return fail(reader, path, "values from files are not read; write the value itself");
    }
    if (is_json(word)) {
        return parse_json(reader, path, word);
    }
    g_autoptr(GError) error = NULL;
    cJSON *json = acv_shorthand_parse(word, &error);
    if (!json) {
        return fail(reader, path, error->message);
    }
    return field->type == ACV_JSON_ATTRIBUTE ? json : coerce_object_take(field->table, json);
}

/* The items of a word: JSON may be a list of several. Takes none of 'list'. */
static bool
add_items(AcvJsonReader *reader, const AcvJsonField *field, const AcvJsonPath *path,
          const char *word, cJSON *list)
{
    bool is_plain = field->table->is_value;
    if (is_plain && *acv_json_skip_space(word) != '[') {
        AcvJsonField item = field->table->fields[0];
        cJSON_AddItemToArray(list, coerce_take(&item, cJSON_CreateString(word)));
        return true;
    }
    cJSON *json = parse_structure(reader, field, path, word);
    if (!json) {
        return false;
    }
    if (!cJSON_IsArray(json)) {
        cJSON_AddItemToArray(list, json);
        return true;
    }
    while (json->child) {
        cJSON_AddItemToArray(list, cJSON_DetachItemViaPointer(json, json->child));
    }
    cJSON_Delete(json);
    return true;
}

static cJSON *
parse_list(AcvJsonReader *reader, const AcvJsonField *field, const AcvJsonPath *path,
           const AcvStrings *words)
{
    cJSON *list = cJSON_CreateArray();
    bool ok = true;
    for (size_t i = 0; i < words->n; i++) {
        ok &= add_items(reader, field, path, words->items[i], list);
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
    if (!is_json(word) && !strchr(word, '=')) {
        return coerce_text_take(field, cJSON_CreateString(word));
    }
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
    if (g_str_has_prefix(word, "file://") || g_str_has_prefix(word, "fileb://")) {
        return fail(reader, path, "values from files are not read; write the value itself");
    }
    return coerce_text_take(field, cJSON_CreateString(word));
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
    ok &= acv_json_read(reader, table, request, NULL, target);
    cJSON_Delete(request);
    return ok;
}

/* Prints the keys of a scenario and the fields below them as a list in mdoc(7), from the JSON
 * Schema, which is made from the tables that read them. */
#include "acv/scenario.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <string.h>

/* What a schema says that a value is. */
typedef struct {
    const char *type;       /* "text" and so on; NULL: an object of 'definition'. */
    const char *definition; /* NULL if it has none. */
    bool is_list;
} Value;

typedef struct {
    const cJSON *definitions;
    GHashTable *keys; /* Names of definitions to the key of the scenario that lists them. */
} Manual;

static const cJSON *
get(const cJSON *json, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(json, key);
}

static const char *
type_words(const char *type)
{
    static const char *const words[][2] = {
        { "string", "a text" },  { "integer", "a number" }, { "number", "a number" },
        { "boolean", "a flag" }, { "object", "an object" },
    };
    for (size_t i = 0; type && i < G_N_ELEMENTS(words); i++) {
        if (g_str_equal(words[i][0], type)) {
            return words[i][1];
        }
    }
    return NULL;
}

static Value
value_of(const cJSON *json)
{
    const char *reference = cJSON_GetStringValue(get(json, "$ref"));
    const cJSON *type = get(json, "type");
    if (reference) {
        return (Value){ .definition = strrchr(reference, '/') + 1 };
    }
    type = cJSON_IsArray(type) ? type->child : type;
    const char *name = cJSON_GetStringValue(type);
    if (name && g_str_equal(name, "array")) {
        Value item = value_of(get(json, "items"));
        item.is_list = true;
        return item;
    }
    Value value = { .type = get(json, "enum") ? "a text" : type_words(name) };
    const cJSON *option;
    cJSON_ArrayForEach(option, get(json, "anyOf"))
    {
        Value other = value_of(option);
        if (other.definition || !(value.type || value.definition)) {
            value = other;
        }
    }
    return value;
}

/* Text that is no request of the typesetter's. */
static void
print_text(const char *text)
{
    g_autoptr(GString) clean = g_string_new(text);
    g_string_replace(clean, "\\", "\\e", 0);
    g_string_replace(clean, "\xe2\x80\xa6", "...", 0);
    g_string_replace(clean, ". ", ".\n", 0);
    printf("%s%s\n", strchr(".'", clean->str[0]) ? "\\&" : "", clean->str);
}

static bool
is_required(const cJSON *definition, const char *key)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, get(definition, "required"))
    {
        if (g_str_equal(cJSON_GetStringValue(item), key)) {
            return true;
        }
    }
    return false;
}

static void
print_field(const cJSON *field, const Value *value, const char *path, bool required)
{
    const char *description = cJSON_GetStringValue(get(field, "description"));
    const char *type = value->type ? value->type : "an object";
    printf(".It Va %s\n", path);
    if (description) {
        print_text(description);
    } else {
        g_autofree char *text = value->is_list ? g_strdup_printf("A list; each is %s.", type)
                                               : g_strdup_printf("A%s.", type + 1);
        print_text(text);
    }
    if (required) {
        printf("Required.\n");
    }
}

/* The fields below 'prefix'; those of what has a key of its own are told there. */
static void
print_fields(const Manual *manual, const char *name, const char *prefix)
{
    const cJSON *definition = get(manual->definitions, name);
    const cJSON *field;
    cJSON_ArrayForEach(field, get(definition, "properties"))
    {
        Value value = value_of(field);
        const char *dot = prefix[0] ? "." : "";
        g_autofree char *path =
            g_strdup_printf("%s%s%s%s", prefix, dot, field->string, value.is_list ? "[]" : "");
        const char *key =
            value.definition ? g_hash_table_lookup(manual->keys, value.definition) : NULL;
        if (key) {
            printf(".It Va %s\nAs under\n.Sx %s .\n", path, key);
        } else if (value.definition) {
            print_fields(manual, value.definition, path);
        } else {
            print_field(field, &value, path, is_required(definition, field->string));
        }
    }
}

int
main(void)
{
    g_autofree char *text = acv_scenario_schema();
    cJSON *schema = cJSON_Parse(text);
    Manual manual = { get(schema, "$defs"), g_hash_table_new(g_str_hash, g_str_equal) };
    const cJSON *section;
    cJSON_ArrayForEach(section, get(schema, "properties"))
    {
        Value value = value_of(section);
        if (value.definition && !g_hash_table_contains(manual.keys, value.definition)) {
            g_hash_table_insert(manual.keys, (gpointer) value.definition, section->string);
        }
    }
    cJSON_ArrayForEach(section, get(schema, "properties"))
    {
        Value value = value_of(section);
        printf(".Ss %s\n", section->string);
        print_text(cJSON_GetStringValue(get(section, "description")));
        const char *key =
            value.definition ? g_hash_table_lookup(manual.keys, value.definition) : NULL;
        if (key && g_str_equal(key, section->string)) {
            printf(".Bl -tag -width Ds -compact\n");
            print_fields(&manual, value.definition, "");
            printf(".El\n");
        }
    }
    g_hash_table_unref(manual.keys);
    cJSON_Delete(schema);
    return 0;
}

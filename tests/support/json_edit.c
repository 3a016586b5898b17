#include "json_edit.h"

#include "acv/problem.h"

#include <string.h>

static bool
fail(GError **error, const char *what, const char *line)
{
    g_set_error(error, ACV_ERROR, ACV_ERROR_SYNTAX, "%s: %s", what, line);
    return false;
}

static bool
is_called(const cJSON *item, const char *id)
{
    for (const cJSON *member = item->child; member; member = member->next) {
        const char *text = cJSON_GetStringValue(member);
        if (text && member->string && g_str_has_suffix(member->string, "Id")
            && g_str_equal(text, id)) {
            return true;
        }
    }
    return false;
}

static cJSON *
find_item(const cJSON *array, const char *name)
{
    cJSON *item;
    guint64 number;
    if (g_ascii_string_to_unsigned(name, 10, 0, G_MAXINT, &number, NULL)) {
        return cJSON_GetArrayItem(array, (int) number);
    }
    cJSON_ArrayForEach(item, array)
    {
        if (is_called(item, name)) {
            return item;
        }
    }
    return NULL;
}

static cJSON *
find_child(const cJSON *json, const char *name)
{
    return cJSON_IsArray(json) ? find_item(json, name)
                               : cJSON_GetObjectItemCaseSensitive(json, name);
}

/* Puts 'value', of which it is the owner, in place of the member 'name' of 'parent'. */
static bool
set_member_take(cJSON *parent, const char *name, cJSON *value)
{
    if (cJSON_IsObject(parent)) {
        return cJSON_ReplaceItemInObjectCaseSensitive(parent, name, value)
               || cJSON_AddItemToObject(parent, name, value);
    }
    cJSON *old = find_child(parent, name);
    if (!old) {
        cJSON_Delete(value);
        return false;
    }
    return cJSON_ReplaceItemViaPointer(parent, old, value);
}

static bool
add_item_take(cJSON *parent, const char *name, cJSON *value)
{
    cJSON *array = find_child(parent, name);
    if (!array && cJSON_IsObject(parent)) {
        array = cJSON_AddArrayToObject(parent, name);
    }
    if (!cJSON_IsArray(array)) {
        cJSON_Delete(value);
        return false;
    }
    return cJSON_AddItemToArray(array, value);
}

static bool
remove_child(cJSON *parent, const char *name)
{
    cJSON *child = find_child(parent, name);
    cJSON_Delete(child ? cJSON_DetachItemViaPointer(parent, child) : NULL);
    return child != NULL;
}

static bool
apply(cJSON *parent, const char *name, char verb, const char *text)
{
    if (verb == '-') {
        return remove_child(parent, name);
    }
    cJSON *value = cJSON_Parse(text);
    if (!value) {
        return false;
    }
    return verb == '=' ? set_member_take(parent, name, value) : add_item_take(parent, name, value);
}

bool
json_edit(cJSON *json, const char *line, GError **error)
{
    g_auto(GStrv) words = g_strsplit(line, " ", 3);
    if (g_strv_length(words) < 2 || *words[0] != '/' || !strchr("=+-", *words[1])
        || (*words[1] != '-' && !words[2])) {
        return fail(error, "expected PATH = JSON, PATH + JSON or PATH -", line);
    }
    g_auto(GStrv) names = g_strsplit(words[0] + 1, "/", -1);
    char **name = names;
    cJSON *parent = json;
    for (; parent && name[1]; name++) {
        parent = find_child(parent, *name);
    }
    return (parent && apply(parent, *name, *words[1], words[2]))
           || fail(error, "the edit leads nowhere", line);
}

#include "load/field.h"

#include "base/suggest.h"

#include <string.h>

enum {
    MAX_QUOTED = 60,      /* Bytes of a text of the input in a message. */
    N_GUESSES = 4,        /* Fields that are tried before the search for one. */
    FIRST_CAPACITY = 256, /* Items that a list gets room for at once. */
};

/* What ACV_LIST() makes, whatever its items are. */
typedef struct {
    void *items;
    size_t n;
} AnyList;

/* --- Reporting --- */

static void
append_token(GString *pointer, const char *key)
{
    for (; *key; key++) {
        if (*key == '~') {
            g_string_append(pointer, "~0");
        } else if (*key == '/') {
            g_string_append(pointer, "~1");
        } else {
            g_string_append_c(pointer, *key);
        }
    }
}

static void
append_path(GString *pointer, const AcvJsonPath *path)
{
    if (!path) {
        return;
    }
    append_path(pointer, path->parent);
    g_string_append_c(pointer, '/');
    if (path->key) {
        append_token(pointer, path->key);
    } else {
        g_string_append_printf(pointer, "%zu", path->index);
    }
}

char *
acv_json_path_print(const AcvJsonPath *path)
{
    GString *pointer = g_string_new(NULL);
    append_path(pointer, path);
    return g_string_free(pointer, FALSE);
}

void
acv_json_report(AcvJsonReader *reader, AcvSeverity severity, const AcvJsonPath *path,
                const char *format, ...)
{
    g_autofree char *pointer = NULL;
    g_autofree char *message = NULL;

    if (acv_problems_keeps(reader->problems, severity)) {
        va_list arguments;
        va_start(arguments, format);
        message = g_strdup_vprintf(format, arguments);
        va_end(arguments);
        pointer = path ? acv_json_path_print(path) : NULL;
    }
    acv_problems_add(reader->problems, &(AcvProblem){ .severity = severity,
                                                      .file = reader->file,
                                                      .pointer = pointer,
                                                      .message = message });
}

char *
acv_json_describe(const cJSON *json)
{
    if (cJSON_IsString(json)) {
        const char *text = json->valuestring;
        size_t n = strlen(text);
        if (n <= MAX_QUOTED) {
            return g_strdup_printf("\"%s\"", text);
        }
        const char *end = g_utf8_find_prev_char(text, text + MAX_QUOTED + 1);
        return g_strdup_printf("\"%.*s…\"", (int) (end - text), text);
    }
    if (cJSON_IsNumber(json)) {
        if (json->valuedouble > 1e300 || json->valuedouble < -1e300) {
            return g_strdup("a number beyond all bounds");
        }
        char number[G_ASCII_DTOSTR_BUF_SIZE];
        return g_strdup(g_ascii_formatd(number, sizeof number, "%.15g", json->valuedouble));
    }
    if (cJSON_IsBool(json)) {
        return g_strdup(cJSON_IsTrue(json) ? "true" : "false");
    }
    return g_strdup(cJSON_IsNull(json) ? "null" : cJSON_IsArray(json) ? "a list" : "an object");
}

bool
acv_json_expected(AcvJsonReader *reader, const AcvJsonPath *path, const char *what,
                  const cJSON *got)
{
    g_autofree char *value = acv_json_describe(got);
    acv_json_report(reader, ACV_SEVERITY_ERROR, path, "expected %s, got %s", what, value);
    return false;
}

/* "; perhaps KEY is meant" or nothing, the caller's to free. */
static char *
hint_at_field(const AcvJsonTable *table, const char *key)
{
    g_autofree const char **keys = g_new(const char *, table->n_fields);
    for (size_t i = 0; i < table->n_fields; i++) {
        keys[i] = table->fields[i].key;
    }
    g_autoptr(GPtrArray) near = acv_suggest(key, keys, table->n_fields, 1);
    return near->len == 0 ? g_strdup("")
                          : g_strdup_printf("; perhaps \"%s\" is meant",
                                            (const char *) g_ptr_array_index(near, 0));
}

/* Whether a key that begins with a dollar is none that is meant for us, and misunderstood. */
static bool
check_dollar(AcvJsonReader *reader, const AcvJsonTable *table, const AcvJsonPath *path)
{
    bool is_deletion = reader->deletable && g_ascii_strcasecmp(path->key, "$delete") == 0;
    if (!is_deletion || (table == reader->deletable && strcmp(path->key, "$delete") == 0)) {
        return true;
    }
    acv_json_report(reader, ACV_SEVERITY_ERROR, path,
                    table == reader->deletable
                        ? "is spelled \"$delete\""
                        : "only whole resources can be deleted; write the list as it is to be");
    return false;
}

/* Once for each key of each table, however often it comes. What begins with a dollar is for those
 * who read, such as "$comment". False if it is an error. */
static bool
remark_unknown(AcvJsonReader *reader, const AcvJsonTable *table, const AcvJsonPath *path)
{
    if (reader->is_strict) {
        g_autofree char *hint = hint_at_field(table, path->key);
        acv_json_report(reader, ACV_SEVERITY_ERROR, path, "an unknown field%s", hint);
        return false;
    }
    if (path->key[0] == '$') {
        return check_dollar(reader, table, path);
    }
    if (table->is_open || !acv_problems_keeps(reader->problems, ACV_SEVERITY_REMARK)) {
        return true;
    }
    g_autofree char *name = g_strdup_printf("%s %s", table->name, path->key);
    if (g_hash_table_add(reader->remarked, g_steal_pointer(&name))) {
        g_autofree char *hint = hint_at_field(table, path->key);
        acv_json_report(reader, ACV_SEVERITY_REMARK, path, "an unknown field, which is ignored%s",
                        hint);
    }
    return true;
}

/* --- Reading --- */

static bool
has_key(const AcvJsonField *field, const char *key)
{
    return field->key[0] == key[0] && strcmp(field->key, key) == 0;
}

/* The field of that key, or NULL. Most objects have their keys in the order of the table, if not
 * all of them, so those after the last one found, '*next', are tried first. */
static const AcvJsonField *
find_field(const AcvJsonTable *table, const char *key, size_t *next)
{
    size_t low = 0;
    size_t high = table->n_fields;

    for (size_t i = *next; i < high && i < *next + N_GUESSES; i++) {
        if (has_key(&table->fields[i], key)) {
            *next = i + 1;
            return &table->fields[i];
        }
    }
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(key, table->fields[middle].key);
        if (order == 0) {
            *next = middle + 1;
            return &table->fields[middle];
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return NULL;
}

static size_t
count_children(const cJSON *json)
{
    size_t n = 0;
    for (const cJSON *child = json->child; child; child = child->next) {
        n++;
    }
    return n;
}

static bool
read_item(AcvJsonReader *reader, const AcvJsonTable *table, const cJSON *json,
          const AcvJsonPath *path, void *item)
{
    return table->is_value ? acv_json_read_value(reader, &table->fields[0], json, path, item)
                           : acv_json_read(reader, table, json, path, item);
}

/* Moves the list to where it has room for 'capacity' items. */
static void
grow_list(AcvArena *arena, AnyList *list, size_t capacity, size_t item_size)
{
    void *items = acv_arena_alloc_n(arena, capacity, item_size);
    if (list->n > 0) {
        memcpy(items, list->items, list->n * item_size);
    }
    list->items = items;
}

/* Adds the items of 'json' to the list. It grows as it fills, so that a long list of nonsense ends
 * with the last error that is told. */
static bool
read_items(AcvJsonReader *reader, const AcvJsonTable *table, const cJSON *json,
           const AcvJsonPath *path, AnyList *list)
{
    bool ok = true;
    size_t n_left = count_children(json);
    size_t capacity = list->n + MIN(n_left, FIRST_CAPACITY);
    AcvJsonPath item_path = { .parent = path };

    grow_list(reader->arena, list, capacity, table->size);
    for (const cJSON *child = json->child; child; child = child->next, n_left--) {
        if (list->n == capacity) {
            capacity += MIN(n_left, capacity);
            grow_list(reader->arena, list, capacity, table->size);
        }
        char *item = (char *) list->items + list->n * table->size;
        ok &= read_item(reader, table, child, &item_path, item);
        if (!ok && !acv_problems_keeps(reader->problems, ACV_SEVERITY_ERROR)) {
            return false;
        }
        list->n += !table->is_sparse || acv_json_any_is_given(table, item);
        item_path.index++;
    }
    return ok;
}

/* Adds 'json' to the list as its one item. */
static bool
read_only_item(AcvJsonReader *reader, const AcvJsonTable *table, const cJSON *json,
               const AcvJsonPath *path, AnyList *list)
{
    grow_list(reader->arena, list, list->n + 1, table->size);
    return read_item(reader, table, json, path, (char *) list->items + list->n++ * table->size);
}

static bool
read_list(AcvJsonReader *reader, const AcvJsonField *field, const cJSON *json,
          const AcvJsonPath *path, void *member)
{
    bool is_short = (field->flags & ACV_JSON_SHORT) && !cJSON_IsArray(json);
    if (!is_short && !cJSON_IsArray(json)) {
        return acv_json_expected(reader, path, "a list", json);
    }
    AnyList list;
    memcpy(&list, member, sizeof list);
    if (list.items && !is_short && !json->child) {
        return true;
    }
    bool ok = is_short ? read_only_item(reader, field->table, json, path, &list)
                       : read_items(reader, field->table, json, path, &list);
    memcpy(member, &list, sizeof list);
    return ok;
}

static bool
read_field(AcvJsonReader *reader, const AcvJsonField *field, const cJSON *json,
           const AcvJsonPath *path, void *target)
{
    void *member = (char *) target + field->offset;

    if ((field->flags & ACV_JSON_SHORT) && field->type == ACV_JSON_OBJECT && cJSON_IsString(json)) {
        return read_field(reader, &field->table->fields[0], json, path, target);
    }
    if (field->type == ACV_JSON_OBJECT) {
        return acv_json_read(reader, field->table, json, path, target);
    }
    if (field->type == ACV_JSON_DOCUMENT) {
        return acv_json_read_document(reader, field->table, json, path, target);
    }
    if (field->type == ACV_JSON_LIST) {
        return read_list(reader, field, json, path, member);
    }
    return acv_json_read_value(reader, field, json, path, member);
}

/* How a field is read that may have been read before. */
typedef struct {
    AcvJsonReader *reader;
    size_t size;      /* Of the struct. */
    bool is_repeated; /* The key stood there before; else another key of the member did. */
    bool ok;
} Again;

static void
report_difference(const AcvJsonField *field, const AcvJsonPath *path, void *data)
{
    Again *again = data;
    (void) field;
    if (again->is_repeated) {
        acv_json_report(again->reader, ACV_SEVERITY_ERROR, path,
                        "given twice in one object, with different values");
        again->ok = false;
        return;
    }
    acv_json_report(again->reader, ACV_SEVERITY_WARNING, path,
                    "differs from another key that says the same; the first is used");
    if (again->reader->differ) {
        again->reader->differ(again->reader, path);
    }
}

/* Reads a field. If its member was given before, it may only say the same, or what is missing. */
static bool
read_child(Again *again, const AcvJsonField *field, const cJSON *json, const AcvJsonPath *path,
           void *target)
{
    bool is_given = !(field->flags & ACV_JSON_APPENDS) && acv_json_field_is_given(field, target);
    if (!again->is_repeated && !is_given) {
        return read_field(again->reader, field, json, path, target);
    }
    g_autofree void *scratch = g_malloc0(again->size);
    if (!read_field(again->reader, field, json, path, scratch)) {
        return false;
    }
    acv_json_merge_field(field, target, scratch, path->parent, report_difference, again);
    return again->ok;
}

/* Those that are there and wrong were complained about already. */
static bool
check_required(AcvJsonReader *reader, const AcvJsonTable *table, const AcvJsonPath *path,
               uint64_t seen)
{
    bool ok = true;
    for (size_t i = 0; i < table->n_fields; i++) {
        const AcvJsonField *field = &table->fields[i];
        if ((field->flags & ACV_JSON_REQUIRED) && !(seen & (UINT64_C(1) << i))) {
            acv_json_report(reader, ACV_SEVERITY_ERROR, path, "%s is missing", field->key);
            ok = false;
        }
    }
    return ok;
}

bool
acv_json_read(AcvJsonReader *reader, const AcvJsonTable *table, const cJSON *json,
              const AcvJsonPath *path, void *target)
{
    if (!cJSON_IsObject(json)) {
        return acv_json_expected(reader, path, "an object", json);
    }
    bool ok = true;
    uint64_t seen = 0; /* A bit for each field. */
    size_t next = 0;
    for (const cJSON *child = json->child; child; child = child->next) {
        AcvJsonPath child_path = { .parent = path, .key = child->string };
        const AcvJsonField *field = find_field(table, child->string, &next);
        if (!field) {
            ok &= remark_unknown(reader, table, &child_path);
        } else if (cJSON_IsRaw(child)) {
            seen |= UINT64_C(1) << (field - table->fields);
            ok = false;
        } else if (field->type != ACV_JSON_IGNORED && !cJSON_IsNull(child)) {
            uint64_t bit = UINT64_C(1) << (field - table->fields);
            Again again = { reader, table->size, seen & bit, true };
            ok &= read_child(&again, field, child, &child_path, target);
            seen |= bit;
        }
    }
    ok &= check_required(reader, table, path, seen);
    return ok && (!table->finish || table->finish(reader, path, target));
}

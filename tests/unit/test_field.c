#include "expect.h"
#include "load/section.h"
#include "load/tables.h"
#include "suite.h"

#include <string.h>

/* --- A table of every type --- */

typedef struct {
    const char *name;
    AcvNumber weight;
    AcvPrefix cidr;
} Item;

typedef struct {
    const char *id;
    const char *state;
    const char *note;
    const char *host;
    const char *time;
    AcvFlag flag;
    AcvFlag attribute;
    AcvNumber port;
    AcvPrefix cidr;
    AcvAddress address;
    AcvProtocol protocol;
    const char *inner;
    AcvStrings names;
    ACV_LIST(Item) items;
    AcvStrings mixed;
} Thing;

static const AcvJsonField item_fields[] = {
    ACV_PREFIX("Cidr", Item, cidr, NONE),
    ACV_STRING("Name", Item, name),
    ACV_NUMBER("Weight", Item, weight, &acv_port_range),
};
static ACV_TABLE_WITH(item, Item, item_fields, .is_sparse = true);

static const AcvJsonField inner_fields[] = { ACV_STRING("Inner", Thing, inner) };
static ACV_TABLE(inner, Thing, inner_fields);

static const char *const states[] = { "up", "down", NULL };

static bool
finish_thing(AcvJsonReader *reader, const AcvJsonPath *path, void *target)
{
    if (g_strcmp0(((const Thing *) target)->id, "bad") != 0) {
        return true;
    }
    acv_json_report(reader, ACV_SEVERITY_ERROR, path, "is bad");
    return false;
}

static const AcvJsonField thing_fields[] = {
    ACV_ADDRESS("Address", Thing, address, NONE),
    ACV_ATTRIBUTE("Attribute", Thing, attribute),
    ACV_PREFIX("Cidr", Thing, cidr, IPV4),
    ACV_FLAG("Flag", Thing, flag),
    ACV_DNS_NAME("Host", Thing, host),
    ACV_REQUIRED("Id", Thing, id),
    ACV_IGNORED("Ignored"),
    ACV_LIST_OF("Items", Thing, items, &acv_item_fields),
    ACV_LIST_WITH("MixedA", Thing, mixed, &acv_text_fields, .flags = ACV_JSON_APPENDS),
    ACV_LIST_WITH("MixedB", Thing, mixed, &acv_text_fields,
                  .flags = ACV_JSON_APPENDS | ACV_JSON_ALSO),
    ACV_LIST_OF("Names", Thing, names, &acv_text_fields),
    ACV_TEXT("Note", Thing, note),
    ACV_OBJECT("Object", &acv_inner_fields),
    ACV_OBJECT_ALSO("ObjectToo", &acv_inner_fields),
    ACV_NUMBER("Port", Thing, port, &acv_port_range),
    ACV_PROTOCOL("Protocol", Thing, protocol),
    ACV_ENUM("State", Thing, state, states),
    ACV_TIME("Time", Thing, time),
};
static ACV_TABLE_WITH(thing, Thing, thing_fields, .finish = finish_thing);

/* --- Reading --- */

typedef struct {
    AcvJsonReader reader;
    AcvArena *arena;
    AcvProblems *problems;
} Context;

static Context
context_new(void)
{
    Context context = { .arena = acv_arena_new(NULL), .problems = acv_problems_new() };
    context.reader = (AcvJsonReader){
        .arena = context.arena,
        .problems = context.problems,
        .remarked = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
    };
    return context;
}

static void
context_clear(Context *context)
{
    g_hash_table_unref(context->reader.remarked);
    acv_problems_free(context->problems);
    acv_arena_unref(context->arena);
}

static char *
problems_of(const Context *context)
{
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < acv_problems_n_kept(context->problems); i++) {
        const AcvProblem *problem = acv_problems_get(context->problems, i);
        g_autofree char *text = acv_problem_print(problem);
        g_string_append_printf(out, "%s%c %s", i > 0 ? "\n" : "", "EWR"[problem->severity], text);
    }
    return g_string_free(out, FALSE);
}

static bool
read_thing(Context *context, const char *text, Thing *thing)
{
    cJSON *json = cJSON_Parse(text);
    CU_ASSERT_PTR_NOT_NULL_FATAL(json);
    AcvJsonPath path = { .key = "t" };
    *thing = (Thing){ 0 };
    bool ok = acv_json_read(&context->reader, &acv_thing_fields, json, &path, thing);
    cJSON_Delete(json);
    return ok;
}

static void
every_type_is_read(void)
{
    Context context = context_new();
    Thing thing;
    bool ok =
        read_thing(&context,
                   "{\"Id\":\"x\",\"State\":\"UP\",\"Note\":\"\",\"Host\":\"\\\\052.Example.COM.\","
                   "\"Time\":0,\"Flag\":false,\"Attribute\":{\"Value\":true},\"Port\":-1,"
                   "\"Cidr\":\"10.0.0.0/8\",\"Address\":\"::1\",\"Protocol\":\"6\","
                   "\"Object\":{\"Inner\":\"i\"},\"Names\":[\"a\",\"b\"],"
                   "\"Items\":[{\"Name\":\"n\",\"Weight\":3},{},{\"Cidr\":\"::/0\"}],"
                   "\"MixedB\":[\"2\"],\"MixedA\":[\"1\"],\"Ignored\":{\"x\":1}}",
                   &thing);
    g_autofree char *problems = problems_of(&context);

    CU_ASSERT_TRUE(ok);
    EXPECT_TEXT("problems", problems, "");
    EXPECT_TEXT("id", thing.id, "x");
    EXPECT_TEXT("state", thing.state, "up");
    EXPECT_TEXT("note", thing.note, "");
    EXPECT_TEXT("host", thing.host, "*.example.com");
    EXPECT_TEXT("time", thing.time, "1970-01-01T00:00:00Z");
    EXPECT_INT("flag", thing.flag, ACV_FLAG_FALSE);
    EXPECT_INT("attribute", thing.attribute, ACV_FLAG_TRUE);
    EXPECT_TRUE("port", thing.port.given && thing.port.value == -1);
    EXPECT_INT("cidr", thing.cidr.length, 8);
    EXPECT_INT("address", thing.address.family, ACV_FAMILY_IPV6);
    EXPECT_TRUE("protocol", thing.protocol.first == 6 && thing.protocol.last == 6);
    EXPECT_TEXT("inner", thing.inner, "i");
    EXPECT_INT("names", thing.names.n, 2);
    EXPECT_INT("items, without the empty one", thing.items.n, 2);
    EXPECT_TEXT("mixed, first", thing.mixed.items[0], "2");
    EXPECT_TEXT("mixed, second", thing.mixed.items[1], "1");
    context_clear(&context);
}

static void
what_is_absent_or_null_is_not_given(void)
{
    Context context = context_new();
    Thing thing;

    CU_ASSERT_TRUE(read_thing(&context,
                              "{\"Id\":\"x\",\"State\":null,\"Flag\":null,\"Port\":null,"
                              "\"Names\":null,\"Object\":null,\"MixedA\":[]}",
                              &thing));
    for (size_t i = 0; i < acv_thing_fields.n_fields; i++) {
        const AcvJsonField *field = &thing_fields[i];
        bool is_given = strcmp(field->key, "Id") == 0 || strncmp(field->key, "Mixed", 5) == 0;
        EXPECT_TRUE(field->key, acv_json_field_is_given(field, &thing) == is_given);
    }
    EXPECT_INT("an empty list is given", thing.mixed.n, 0);
    context_clear(&context);
}

static const struct {
    const char *name;
    const char *json;
    const char *problems;
} readings[] = {
    { "not an object", "[]", "E /t: expected an object, got a list" },
    { "no id", "{}", "E /t: Id is missing" },
    { "null for an id", "{\"Id\":null}", "E /t: Id is missing" },
    { "an empty id", "{\"Id\":\"\"}", "E /t/Id: expected a text that is not empty, got \"\"" },
    { "all errors",
      "{\"Id\":1,\"Flag\":\"true\",\"Port\":70000,\"Names\":[1,\"a\",null],"
      "\"Items\":[{\"Weight\":\"x\"},7]}",
      "E /t/Id: expected a text, got 1\n"
      "E /t/Flag: expected true or false, got \"true\"\n"
      "E /t/Port: expected a port 0-65535 or -1, got 70000\n"
      "E /t/Names/0: expected a text, got 1\n"
      "E /t/Names/2: expected a text, got null\n"
      "E /t/Items/0/Weight: expected a port 0-65535 or -1, got \"x\"\n"
      "E /t/Items/1: expected an object, got 7" },
    { "a fraction", "{\"Id\":\"x\",\"Port\":3306.5}",
      "E /t/Port: expected a port 0-65535 or -1, got 3306.5" },
    { "a number beyond doubles", "{\"Id\":\"x\",\"Port\":1e999}",
      "E /t/Port: expected a port 0-65535 or -1, got a number beyond all bounds" },
    { "a whole number as a fraction", "{\"Id\":\"x\",\"Port\":80.0}", "" },
    { "an object for a list", "{\"Id\":\"x\",\"Names\":{}}",
      "E /t/Names: expected a list, got an object" },
    { "a text for an object", "{\"Id\":\"x\",\"Object\":\"i\"}",
      "E /t/Object: expected an object, got \"i\"" },
    { "an attribute without a value", "{\"Id\":\"x\",\"Attribute\":{}}",
      "E /t/Attribute: expected true, false, or {\"Value\": true or false}, got an object" },
    { "a time before all", "{\"Id\":\"x\",\"Time\":-5}",
      "E /t/Time: expected a time, as text or in seconds since 1970, got -5" },
    { "what finishing finds", "{\"Id\":\"bad\"}", "E /t: is bad" },
    { "an unknown field, once",
      "{\"Id\":\"x\",\"New/~\":1,\"Object\":{\"New/~\":2,\"N\":1,\"N\":2}}",
      "R /t/New~1~0: an unknown field, which is ignored\n"
      "R /t/Object/New~1~0: an unknown field, which is ignored\n"
      "R /t/Object/N: an unknown field, which is ignored" },
    { "a key twice with one value", "{\"Id\":\"x\",\"Port\":1,\"Port\":1}", "" },
    { "a key twice", "{\"Id\":\"x\",\"Port\":1,\"Port\":2}",
      "E /t/Port: given twice in one object, with different values" },
    { "a key twice, once null", "{\"Id\":\"x\",\"Port\":1,\"Port\":null}", "" },
    { "a list twice in another order",
      "{\"Id\":\"x\",\"Names\":[\"a\",\"b\"],\"Names\":[\"b\",\"a\"]}", "" },
    { "a list twice", "{\"Id\":\"x\",\"Names\":[\"a\",\"b\"],\"Names\":[\"b\"]}",
      "E /t/Names: given twice in one object, with different values" },
    { "an object twice", "{\"Id\":\"x\",\"Object\":{\"Inner\":\"a\"},\"Object\":{\"Inner\":\"b\"}}",
      "E /t/Object/Inner: given twice in one object, with different values" },
    { "a list of several keys twice", "{\"Id\":\"x\",\"MixedA\":[\"a\"],\"MixedA\":[\"b\"]}",
      "E /t/MixedA: given twice in one object, with different values" },
    { "two keys that agree",
      "{\"Id\":\"x\",\"Object\":{\"Inner\":\"a\"},\"ObjectToo\":{\"Inner\":\"a\"}}", "" },
    { "two keys that do not",
      "{\"Id\":\"x\",\"ObjectToo\":{\"Inner\":\"a\"},\"Object\":{\"Inner\":\"b\"}}",
      "W /t/Object/Inner: differs from another key that says the same; the first is used" },
    { "an unknown value", "{\"Id\":\"x\",\"State\":\"sideways\"}",
      "W /t/State: \"sideways\" is not one of the known values: up, down" },
    { "a long text, cut",
      "{\"Id\":\"x\",\"Port\":\"1234567890123456789012345678901234567890123456789"
      "01234567890123\"}",
      "E /t/Port: expected a port 0-65535 or -1, got "
      "\"123456789012345678901234567890123456789012345678901234567890…\"" },
};

static void
every_error_is_told_with_its_place_and_value(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(readings); i++) {
        Context context = context_new();
        Thing thing;
        bool ok = read_thing(&context, readings[i].json, &thing);
        g_autofree char *problems = problems_of(&context);
        EXPECT_TEXT(readings[i].name, problems, readings[i].problems);
        EXPECT_TRUE(readings[i].name,
                    ok == (acv_problems_count(context.problems, ACV_SEVERITY_ERROR) == 0));
        context_clear(&context);
    }
}

/* --- Comparing and joining --- */

static const struct {
    const char *name;
    const char *a;
    const char *b;
    const char *joined; /* "field=…" of a after the join, and what differs. */
} joins[] = {
    { "what is missing is added", "{\"Id\":\"x\",\"Port\":1}", "{\"Id\":\"x\",\"State\":\"up\"}",
      "state=up port=1" },
    { "what differs stays", "{\"Id\":\"x\",\"Port\":1}", "{\"Id\":\"x\",\"Port\":2}",
      "port=1 /Port" },
    { "what is empty is given", "{\"Id\":\"x\",\"Names\":[]}", "{\"Id\":\"x\",\"Names\":[\"a\"]}",
      "names=0 /Names" },
    { "lists are sets", "{\"Id\":\"x\",\"Items\":[{\"Name\":\"a\"},{\"Weight\":1}]}",
      "{\"Id\":\"x\",\"Items\":[{\"Weight\":1},{\"Name\":\"a\"}]}", "" },
    { "sets with repeats", "{\"Id\":\"x\",\"Names\":[\"a\",\"a\",\"b\"]}",
      "{\"Id\":\"x\",\"Names\":[\"a\",\"b\",\"b\"]}", "names=3 /Names" },
    { "notes do not matter", "{\"Id\":\"x\",\"Note\":\"a\"}", "{\"Id\":\"x\",\"Note\":\"b\"}", "" },
    { "within an object", "{\"Id\":\"x\",\"Object\":{\"Inner\":\"a\"}}",
      "{\"Id\":\"x\",\"Object\":{\"Inner\":\"b\"}}", "/Object/Inner" },
    { "every scalar",
      "{\"Id\":\"x\",\"Flag\":true,\"Cidr\":\"10.0.0.0/8\",\"Address\":\"10.0.0.1\","
      "\"Protocol\":6}",
      "{\"Id\":\"x\",\"Flag\":false,\"Cidr\":\"10.0.0.0/9\",\"Address\":\"10.0.0.2\","
      "\"Protocol\":17}",
      "/Address /Cidr /Flag /Protocol" },
};

static void
append_difference(const AcvJsonField *field, const AcvJsonPath *path, void *data)
{
    g_autofree char *pointer = acv_json_path_print(path);
    (void) field;
    g_string_append_printf(data, " %s", pointer);
}

static void
structs_join_and_tell_what_differs(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(joins); i++) {
        Context context = context_new();
        Thing a;
        Thing b;
        read_thing(&context, joins[i].a, &a);
        read_thing(&context, joins[i].b, &b);
        GString *differences = g_string_new(NULL);
        acv_json_merge(&acv_thing_fields, &a, &b, NULL, append_difference, differences);

        GString *got = g_string_new(NULL);
        g_string_append_printf(got, a.state ? " state=%s" : "%s", a.state ? a.state : "");
        if (a.port.given) {
            g_string_append_printf(got, " port=%d", a.port.value);
        }
        if (a.names.items) {
            g_string_append_printf(got, " names=%zu", a.names.n);
        }
        g_string_append(got, differences->str);
        EXPECT_TEXT(joins[i].name, got->len > 0 ? got->str + 1 : "", joins[i].joined);
        g_string_free(got, TRUE);
        g_string_free(differences, TRUE);
        context_clear(&context);
    }
}

static void
comparing_orders_structs(void)
{
    Context context = context_new();
    Thing a;
    Thing b;

    read_thing(&context, "{\"Id\":\"x\",\"Names\":[\"a\",\"c\"]}", &a);
    read_thing(&context, "{\"Id\":\"x\",\"Names\":[\"c\",\"b\"]}", &b);
    EXPECT_TRUE("less", acv_json_compare(&acv_thing_fields, &a, &b) < 0);
    EXPECT_TRUE("greater", acv_json_compare(&acv_thing_fields, &b, &a) > 0);
    EXPECT_INT("equal", acv_json_compare(&acv_thing_fields, &a, &a), 0);
    context_clear(&context);
}

static void
an_overlay_replaces_the_fields_that_it_gives(void)
{
    Context context = context_new();
    Thing base;
    Thing over;

    read_thing(&context,
               "{\"Id\":\"x\",\"Port\":1,\"State\":\"up\",\"Names\":[\"a\"],\"MixedA\":[\"m\"],"
               "\"Object\":{\"Inner\":\"i\"}}",
               &base);
    read_thing(&context, "{\"Id\":\"x\",\"Port\":2,\"Names\":[],\"MixedB\":[\"n\"],\"Flag\":false}",
               &over);
    acv_json_overlay(&acv_thing_fields, &base, &over);
    EXPECT_INT("replaced", base.port.value, 2);
    EXPECT_TEXT("kept", base.state, "up");
    EXPECT_TEXT("kept in an object", base.inner, "i");
    EXPECT_INT("emptied", base.names.n, 0);
    EXPECT_TEXT("of another key", base.mixed.items[0], "n");
    EXPECT_INT("added", base.flag, ACV_FLAG_FALSE);
    context_clear(&context);
}

/* --- The tables themselves --- */

static void
check_table(const AcvJsonTable *table, GHashTable *names)
{
    const AcvJsonTable *known = g_hash_table_lookup(names, table->name);

    EXPECT_TRUE(table->name, !known || known == table);
    if (known) {
        return;
    }
    g_hash_table_insert(names, (gpointer) (uintptr_t) table->name, (gpointer) (uintptr_t) table);
    EXPECT_TRUE(table->name, table->n_fields >= 1 && table->n_fields <= 64);
    EXPECT_TRUE(table->name, !table->is_value || (table->n_fields == 1 && !table->fields[0].key));
    for (size_t i = 0; i < table->n_fields; i++) {
        const AcvJsonField *field = &table->fields[i];
        bool has_table = acv_json_field_is_object(field) || field->type == ACV_JSON_LIST;
        const char *name = field->key ? field->key : table->name;
        EXPECT_TRUE(name, i == 0 || strcmp(table->fields[i - 1].key, field->key) < 0);
        EXPECT_TRUE(name, field->offset < table->size);
        EXPECT_TRUE(name, has_table == (field->table != NULL));
        EXPECT_TRUE(name, (field->type == ACV_JSON_NUMBER) == (field->range != NULL));
        if (acv_json_field_is_object(field)) {
            EXPECT_INT(name, field->table->size, table->size);
        }
        if (has_table) {
            check_table(field->table, names);
        }
    }
}

static void
all_tables_are_sorted_and_sound(void)
{
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    size_t n;
    const AcvSection *sections = acv_sections(&n);

    for (int kind = 0; kind < ACV_N_KINDS; kind++) {
        const AcvJsonTable *table = acv_kind_table((AcvKind) kind);
        check_table(table, names);
        EXPECT_TEXT("noun", table->name, acv_kind_noun((AcvKind) kind));
        EXPECT_INT(table->name, table->size, acv_record_size((AcvKind) kind));
    }
    for (size_t i = 0; i < n; i++) {
        if (sections[i].table) {
            check_table(sections[i].table, names);
        }
    }
    check_table(&acv_thing_fields, names);
}

SUITE_MAIN(field, TEST(every_type_is_read), TEST(what_is_absent_or_null_is_not_given),
           TEST(every_error_is_told_with_its_place_and_value),
           TEST(structs_join_and_tell_what_differs), TEST(comparing_orders_structs),
           TEST(an_overlay_replaces_the_fields_that_it_gives),
           TEST(all_tables_are_sorted_and_sound))

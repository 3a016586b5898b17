#include "expect.h"
#include "load/section.h"
#include "scenario.h"
#include "suite.h"

#include <cjson/cJSON.h>
#include <string.h>

static cJSON *
parse_schema(void)
{
    g_autofree char *text = acv_scenario_schema();
    cJSON *schema = cJSON_Parse(text);
    CU_ASSERT_PTR_NOT_NULL_FATAL(schema);
    return schema;
}

static const cJSON *
get(const cJSON *json, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(json, key);
}

static void
it_is_the_same_every_time(void)
{
    g_autofree char *first = acv_scenario_schema();
    g_autofree char *second = acv_scenario_schema();

    CU_ASSERT_STRING_EQUAL(first, second);
    CU_ASSERT_TRUE(g_str_has_suffix(first, "}\n"));
}

static void
every_key_that_is_read_is_described(void)
{
    cJSON *schema = parse_schema();
    const cJSON *properties = get(schema, "properties");
    size_t n;
    const AcvSection *sections = acv_sections(&n);

    for (size_t i = 0; i < n; i++) {
        bool is_list =
            sections[i].shape == ACV_SECTION_LIST || sections[i].shape == ACV_SECTION_OBJECT;
        const cJSON *property = get(properties, sections[i].key);
        EXPECT_TRUE(sections[i].key, !is_list || property);
        EXPECT_TRUE(sections[i].key, !is_list || get(property, "description"));
        EXPECT_TRUE(sections[i].key, sections[i].shape != ACV_SECTION_HINT || !property);
    }
    CU_ASSERT_TRUE(cJSON_IsTrue(get(schema, "additionalProperties")));
    cJSON_Delete(schema);
}

/* Counts what "$ref" points nowhere, and what has no content. */
static unsigned
count_faults(const cJSON *json, const cJSON *definitions)
{
    unsigned n = 0;
    const cJSON *child;

    cJSON_ArrayForEach(child, json)
    {
        if (child->string && strcmp(child->string, "$ref") == 0) {
            const char *name = cJSON_GetStringValue(child);
            n += !g_str_has_prefix(name, "#/$defs/")
                 || !cJSON_IsObject(get(definitions, name + strlen("#/$defs/")));
        }
        n += cJSON_IsNull(child) ? 1 : 0;
        n += count_faults(child, definitions);
    }
    return n;
}

static void
every_reference_leads_somewhere(void)
{
    cJSON *schema = parse_schema();
    cJSON *planted = cJSON_Parse("{\"a\":{\"$ref\":\"#/$defs/nothing\"},\"b\":[null]}");

    EXPECT_INT("schema", count_faults(schema, get(schema, "$defs")), 0);
    EXPECT_INT("planted", count_faults(planted, get(schema, "$defs")), 2);
    cJSON_Delete(planted);
    cJSON_Delete(schema);
}

static const struct {
    const char *definition;
    const char *field;
    const char *expected;
} fields[] = {
    { "subnet", "SubnetId", "{\"type\":\"string\",\"minLength\":1}" },
    { "subnet", "MapPublicIpOnLaunch",
      "{\"type\":[\"boolean\",\"null\"],\"description\":\"True or false.\"}" },
    { "subnet", "VpcId",
      "{\"type\":[\"string\",\"null\"],\"description\":\"What it names is under Vpcs.\"}" },
    { "subnet", "Tags", "{\"type\":[\"array\",\"null\"],\"items\":{\"$ref\":\"#/$defs/tag\"}}" },
    { "vpc", "EnableDnsSupport",
      "{\"anyOf\":[{\"anyOf\":[{\"type\":\"boolean\"},{\"type\":\"object\",\"properties\":{"
      "\"Value\":{\"type\":\"boolean\"}},\"required\":[\"Value\"]}]},{\"type\":\"null\"}],"
      "\"description\":\"True, false, or {\\\"Value\\\": true or false}.\"}" },
    { "security_group_permission", "FromPort",
      "{\"type\":[\"integer\",\"null\"],\"minimum\":-1,\"maximum\":65535,"
      "\"description\":\"A port 0-65535 or -1.\"}" },
    { "network_acl_entry", "RuleAction",
      "{\"anyOf\":[{\"anyOf\":[{\"enum\":[\"allow\",\"deny\"]},{\"type\":\"string\"}]},{\"type\":"
      "\"null\"}],\"description\":\"One of allow, deny; others are read with a warning.\"}" },
    { "expectation", "Expect",
      "{\"enum\":[\"reachable\",\"unreachable\",\"partial\",\"undetermined\"],"
      "\"description\":\"The answer that must come.\"}" },
    { "vpc_endpoint", "SubnetIds",
      "{\"type\":[\"array\",\"null\"],\"items\":{\"type\":\"string\",\"minLength\":1}}" },
    { "instance", "NetworkInterfaces",
      "{\"type\":[\"array\",\"null\"],\"items\":{\"$ref\":\"#/$defs/network_interface\"}}" },
    { "agent_runtime", "createdAt",
      "{\"anyOf\":[{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"number\",\"minimum\":0,"
      "\"exclusiveMaximum\":253402300800}]},{\"type\":\"null\"}],"
      "\"description\":\"A time, as text or in seconds since 1970.\"}" },
    { "subnet", "DefaultForAz", NULL },
};

static void
fields_are_described_by_what_they_hold(void)
{
    cJSON *schema = parse_schema();

    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        const cJSON *definition = get(get(schema, "$defs"), fields[i].definition);
        const cJSON *field = get(get(definition, "properties"), fields[i].field);
        char *text = field ? cJSON_PrintUnformatted(field) : NULL;
        EXPECT_TEXT(fields[i].field, text, fields[i].expected);
        cJSON_free(text);
    }
    char *required = cJSON_PrintUnformatted(get(get(get(schema, "$defs"), "subnet"), "required"));
    EXPECT_TEXT("required", required, "[\"SubnetId\"]");
    cJSON_free(required);
    cJSON_Delete(schema);
}

SUITE_MAIN(scenario_schema, TEST(it_is_the_same_every_time),
           TEST(every_key_that_is_read_is_described), TEST(every_reference_leads_somewhere),
           TEST(fields_are_described_by_what_they_hold))

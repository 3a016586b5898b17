/* What is an error for the reader is one for the schema, as far as a schema can tell: not that an
 * IPv6 address is well-formed, or that a range ends before it begins. What is a warning is none:
 * the known values of an enumeration are suggestions. */
#include "load/schema_value.h"

#include <string.h>

#define BYTE "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
#define IPV4 "(" BYTE "\\.){3}" BYTE
#define IPV4_LENGTH "(3[0-2]|[12]?[0-9])"
#define IPV6 "[0-9a-fA-F]{0,4}:[0-9a-fA-F:.]+"
#define IPV6_LENGTH "(12[0-8]|1[01][0-9]|[1-9]?[0-9])"

/* When the years have more than four digits. */
static const double end_of_time = 253402300800.0;

/* --- Combinations --- */

cJSON *
acv_schema_of_type(const char *type)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "type", type);
    return json;
}

cJSON *
acv_schema_either_take(cJSON *a, cJSON *b)
{
    cJSON *json = cJSON_CreateObject();
    cJSON *any = cJSON_AddArrayToObject(json, "anyOf");
    cJSON_AddItemToArray(any, a);
    cJSON_AddItemToArray(any, b);
    return json;
}

cJSON *
acv_schema_nullable_take(cJSON *json)
{
    const char *type = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(json, "type"));
    if (!type) {
        return acv_schema_either_take(json, acv_schema_of_type("null"));
    }
    const char *types[] = { type, "null" };
    cJSON *both = cJSON_CreateStringArray(types, G_N_ELEMENTS(types));
    cJSON_ReplaceItemInObjectCaseSensitive(json, "type", both);
    return json;
}

/* --- Values --- */

static cJSON *
text_schema(const AcvJsonField *field)
{
    cJSON *text = acv_schema_of_type("string");
    if (field->flags & ACV_JSON_REQUIRED) {
        cJSON_AddNumberToObject(text, "minLength", 1);
    }
    if (!field->values) {
        return text;
    }
    cJSON *known = cJSON_CreateObject();
    cJSON *values = cJSON_AddArrayToObject(known, "enum");
    for (const char *const *value = field->values; *value; value++) {
        cJSON_AddItemToArray(values, cJSON_CreateString(*value));
    }
    if (field->flags & ACV_JSON_CLOSED) {
        cJSON_Delete(text);
        return known;
    }
    return acv_schema_either_take(known, text);
}

static cJSON *
pattern_schema(AcvFamily family, const char *ipv4, const char *ipv6)
{
    cJSON *json = acv_schema_of_type("string");
    g_autofree char *either = g_strdup_printf("^(%s|%s)$", ipv4, ipv6);
    g_autofree char *one = g_strdup_printf("^%s$", family == ACV_FAMILY_IPV4 ? ipv4 : ipv6);

    cJSON_AddStringToObject(json, "pattern", family == ACV_FAMILY_NONE ? either : one);
    return json;
}

static cJSON *
number_schema(double first, double last)
{
    cJSON *json = acv_schema_of_type("integer");
    cJSON_AddNumberToObject(json, "minimum", first);
    cJSON_AddNumberToObject(json, "maximum", last);
    return json;
}

static cJSON *
time_schema(void)
{
    cJSON *seconds = acv_schema_of_type("number");
    cJSON_AddNumberToObject(seconds, "minimum", 0);
    cJSON_AddNumberToObject(seconds, "exclusiveMaximum", end_of_time);
    return acv_schema_either_take(acv_schema_of_type("string"), seconds);
}

static cJSON *
attribute_schema(void)
{
    cJSON *object = acv_schema_of_type("object");
    cJSON *properties = cJSON_AddObjectToObject(object, "properties");
    cJSON_AddItemToObject(properties, "Value", acv_schema_of_type("boolean"));
    cJSON_AddItemToArray(cJSON_AddArrayToObject(object, "required"), cJSON_CreateString("Value"));
    return acv_schema_either_take(acv_schema_of_type("boolean"), object);
}

/* A text of digits is a number; any other, a name. */
static cJSON *
protocol_schema(void)
{
    cJSON *text = acv_schema_of_type("string");
    cJSON_AddStringToObject(text, "pattern", "^(-0*1|-?0+|0*" BYTE "|(?!-?[0-9]+$).+)$");
    return acv_schema_either_take(number_schema(-1, 255), text);
}

cJSON *
acv_schema_of_value(const AcvJsonField *field)
{
    switch (field->type) {
    case ACV_JSON_STRING:
        return text_schema(field);
    case ACV_JSON_DNS_NAME:
        return acv_schema_of_type("string");
    case ACV_JSON_TIME:
        return time_schema();
    case ACV_JSON_FLAG:
        return acv_schema_of_type("boolean");
    case ACV_JSON_ATTRIBUTE:
        return attribute_schema();
    case ACV_JSON_NUMBER:
        return number_schema(field->range->first, field->range->last);
    case ACV_JSON_PREFIX:
        return pattern_schema(field->family, IPV4 "/" IPV4_LENGTH, IPV6 "/" IPV6_LENGTH);
    case ACV_JSON_ADDRESS:
        return pattern_schema(field->family, IPV4, IPV6);
    case ACV_JSON_PROTOCOL:
        return protocol_schema();
    case ACV_JSON_VERBATIM:
        return acv_schema_of_type("object");
    case ACV_JSON_IGNORED:
    case ACV_JSON_OBJECT:
    case ACV_JSON_DOCUMENT:
    case ACV_JSON_LIST:
        break;
    }
    g_assert_not_reached();
}

/* --- Words --- */

/* What an id is the id of; NULL if the field is none. */
static char *
describe_reference(const AcvJsonField *field)
{
    switch (field->reference) {
    case ACV_REFERENCE_NONE:
        return NULL;
    case ACV_REFERENCE_ALWAYS:
    case ACV_REFERENCE_IF_READ:
        return g_strdup_printf("What it names is under %s.", acv_kind_key(field->kind));
    case ACV_REFERENCE_GATEWAY:
        return g_strdup("The id of a gateway: igw-\xe2\x80\xa6, vgw-\xe2\x80\xa6, or another.");
    }
    g_assert_not_reached();
}

static char *
describe_values(const AcvJsonField *field)
{
    g_autofree char *all = g_strjoinv(", ", (char **) (uintptr_t) field->values);
    bool is_closed = field->flags & ACV_JSON_CLOSED;
    return g_strdup_printf(is_closed ? "One of %s." : "One of %s; others are read with a warning.",
                           all);
}

char *
acv_schema_describe(const AcvJsonField *field)
{
    if (field->about) {
        return g_strdup(field->about);
    }
    if (field->values) {
        return describe_values(field);
    }
    if (field->reference != ACV_REFERENCE_NONE) {
        return describe_reference(field);
    }
    const char *expectation = acv_json_field_expectation(field);
    if (!expectation || field->type == ACV_JSON_STRING) {
        return NULL;
    }
    char *sentence = g_strconcat(expectation, ".", NULL);
    sentence[0] = g_ascii_toupper(sentence[0]);
    return sentence;
}

/* How a word of a noun is written. */
static const struct {
    const char *word;
    const char *written;
} spellings[] = {
    { "acl", "ACL" },   { "cidr", "CIDR" }, { "db", "DB" },   { "dhcp", "DHCP" },
    { "dns", "DNS" },   { "icmp", "ICMP" }, { "ip", "IP" },   { "ipv4", "IPv4" },
    { "ipv6", "IPv6" }, { "nat", "NAT" },   { "vpc", "VPC" }, { "vpn", "VPN" },
    { "s3", "S3" },     { "http", "HTTP" }, { "arn", "ARN" },
};

static const char *
spell(const char *word)
{
    for (size_t i = 0; i < G_N_ELEMENTS(spellings); i++) {
        if (strcmp(spellings[i].word, word) == 0) {
            return spellings[i].written;
        }
    }
    return word;
}

char *
acv_schema_title(const char *noun)
{
    g_auto(GStrv) words = g_strsplit(noun, "_", -1);
    GString *title = g_string_new(NULL);

    for (size_t i = 0; words[i]; i++) {
        g_string_append_printf(title, "%s%s", i > 0 ? " " : "", spell(words[i]));
    }
    title->str[0] = g_ascii_toupper(title->str[0]);
    return g_string_free(title, FALSE);
}

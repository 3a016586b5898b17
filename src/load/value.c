#include "load/field.h"

#include <string.h>

/* What a value of each type should be, for messages. */
static const char *const expectations[] = {
    [ACV_JSON_STRING] = "a text",
    [ACV_JSON_DNS_NAME] = "a host name",
    [ACV_JSON_TIME] = "a time, as text or in seconds since 1970",
    [ACV_JSON_FLAG] = "true or false",
    [ACV_JSON_ATTRIBUTE] = "true, false, or {\"Value\": true or false}",
    [ACV_JSON_VERBATIM] = "an object",
};

static const char *
prefix_expectation(AcvFamily family)
{
    switch (family) {
    case ACV_FAMILY_IPV4:
        return "an IPv4 CIDR such as 10.0.0.0/16";
    case ACV_FAMILY_IPV6:
        return "an IPv6 CIDR such as 2001:db8::/56";
    case ACV_FAMILY_NONE:
        break;
    }
    return "a CIDR such as 10.0.0.0/16 or 2001:db8::/56";
}

static const char *
address_expectation(AcvFamily family)
{
    switch (family) {
    case ACV_FAMILY_IPV4:
        return "an IPv4 address";
    case ACV_FAMILY_IPV6:
        return "an IPv6 address";
    case ACV_FAMILY_NONE:
        break;
    }
    return "an IP address";
}

const char *
acv_json_field_expectation(const AcvJsonField *field)
{
    switch (field->type) {
    case ACV_JSON_NUMBER:
        return field->range->text;
    case ACV_JSON_PREFIX:
        return prefix_expectation(field->family);
    case ACV_JSON_ADDRESS:
        return address_expectation(field->family);
    case ACV_JSON_PROTOCOL:
        return acv_json_protocol_expectation;
    case ACV_JSON_STRING:
    case ACV_JSON_DNS_NAME:
    case ACV_JSON_TIME:
    case ACV_JSON_FLAG:
    case ACV_JSON_ATTRIBUTE:
    case ACV_JSON_VERBATIM:
        return expectations[field->type];
    case ACV_JSON_IGNORED:
    case ACV_JSON_OBJECT:
    case ACV_JSON_DOCUMENT:
    case ACV_JSON_LIST:
        return NULL;
    }
    g_assert_not_reached();
}

/* The spelling of the table, whatever the case of 'text'; NULL if it does not have it. */
static const char *
find_known(const char *const *values, const char *text)
{
    for (; *values; values++) {
        if (g_ascii_strcasecmp(*values, text) == 0) {
            return *values;
        }
    }
    return NULL;
}

static const char *
known_value(AcvJsonReader *reader, const AcvJsonField *field, const cJSON *json,
            const AcvJsonPath *path)
{
    bool is_closed = field->flags & ACV_JSON_CLOSED;
    const char *known = find_known(field->values, json->valuestring);
    if (known && !(is_closed && strcmp(known, json->valuestring) != 0)) {
        return known;
    }
    g_autofree char *value = acv_json_describe(json);
    g_autofree char *all = g_strjoinv(", ", (char **) (uintptr_t) field->values);
    bool is_strict = reader->is_strict || is_closed;
    AcvSeverity severity = is_strict ? ACV_SEVERITY_ERROR : ACV_SEVERITY_WARNING;
    acv_json_report(reader, severity, path, "%s is not one of the known values: %s", value, all);
    return is_strict ? NULL : acv_arena_text(reader->arena, json->valuestring);
}

static bool
read_string(AcvJsonReader *reader, const AcvJsonField *field, const cJSON *json,
            const AcvJsonPath *path, const char **member)
{
    if (!cJSON_IsString(json)) {
        return acv_json_expected(reader, path, expectations[field->type], json);
    }
    if (json->valuestring[0] == '\0' && (field->flags & ACV_JSON_REQUIRED)) {
        return acv_json_expected(reader, path, "a text that is not empty", json);
    }
    *member = field->values ? known_value(reader, field, json, path)
                            : acv_arena_text(reader->arena, json->valuestring);
    return *member != NULL;
}

/* Route 53 prints "*" and other characters as a backslash and three octal digits. */
static bool
decode_octal(const char *text, char *out_c)
{
    unsigned value = 0;
    for (int i = 1; i <= 3; i++) {
        if (text[i] < '0' || text[i] > '7') {
            return false;
        }
        value = value * 8 + (unsigned) (text[i] - '0');
    }
    *out_c = (char) value;
    return value > 0x20 && value < 0x7f;
}

static bool
read_dns_name(AcvJsonReader *reader, const cJSON *json, const AcvJsonPath *path,
              const char **member)
{
    if (!cJSON_IsString(json)) {
        return acv_json_expected(reader, path, expectations[ACV_JSON_DNS_NAME], json);
    }
    GString *name = g_string_sized_new(64);
    for (const char *text = json->valuestring; *text; text++) {
        char c = *text;
        if (c == '\\' && decode_octal(text, &c)) {
            text += 3;
        }
        g_string_append_c(name, g_ascii_tolower(c));
    }
    if (name->len > 1 && name->str[name->len - 1] == '.') {
        g_string_truncate(name, name->len - 1);
    }
    *member = acv_arena_text(reader->arena, name->str);
    g_string_free(name, TRUE);
    return true;
}

static bool
read_time(AcvJsonReader *reader, const cJSON *json, const AcvJsonPath *path, const char **member)
{
    if (cJSON_IsString(json)) {
        *member = acv_arena_text(reader->arena, json->valuestring);
        return true;
    }
    double seconds = json->valuedouble;
    /* The years that have four digits. */
    if (!cJSON_IsNumber(json) || !(seconds >= 0) || seconds >= 253402300800.0) {
        return acv_json_expected(reader, path, expectations[ACV_JSON_TIME], json);
    }
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc((gint64) seconds);
    g_autofree char *text = g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ");
    *member = acv_arena_text(reader->arena, text);
    return true;
}

static bool
read_flag(AcvJsonReader *reader, const AcvJsonField *field, const cJSON *json,
          const AcvJsonPath *path, AcvFlag *member)
{
    const cJSON *value = json;
    if (field->type == ACV_JSON_ATTRIBUTE && cJSON_IsObject(json)) {
        value = cJSON_GetObjectItemCaseSensitive(json, "Value");
    }
    if (!cJSON_IsBool(value)) {
        return acv_json_expected(reader, path, expectations[field->type], json);
    }
    *member = cJSON_IsTrue(value) ? ACV_FLAG_TRUE : ACV_FLAG_FALSE;
    return true;
}

static bool
read_number(AcvJsonReader *reader, const AcvJsonRange *range, const cJSON *json,
            const AcvJsonPath *path, AcvNumber *member)
{
    double value = json->valuedouble;
    if (!cJSON_IsNumber(json) || !(value >= range->first && value <= range->last)
        || value != (double) (int32_t) value) {
        return acv_json_expected(reader, path, range->text, json);
    }
    member->value = (int32_t) value;
    member->given = true;
    return true;
}

static bool
read_prefix(AcvJsonReader *reader, AcvFamily family, const cJSON *json, const AcvJsonPath *path,
            AcvPrefix *member)
{
    AcvPrefix prefix = { 0 };
    bool had_host_bits = false;

    if (!cJSON_IsString(json) || !acv_prefix_parse(json->valuestring, &prefix, &had_host_bits, NULL)
        || (family != ACV_FAMILY_NONE && prefix.address.family != family)) {
        return acv_json_expected(reader, path, prefix_expectation(family), json);
    }
    if (had_host_bits) {
        char text[ACV_ADDRESS_TEXT_SIZE];
        acv_json_report(reader, ACV_SEVERITY_WARNING, path, "\"%s\" has host bits; read as %s",
                        json->valuestring, acv_prefix_print(prefix, text));
    }
    *member = prefix;
    return true;
}

static bool
read_address(AcvJsonReader *reader, AcvFamily family, const cJSON *json, const AcvJsonPath *path,
             AcvAddress *member)
{
    AcvAddress address = { 0 };

    if (!cJSON_IsString(json) || !acv_address_parse(json->valuestring, &address, NULL)
        || (family != ACV_FAMILY_NONE && address.family != family)) {
        return acv_json_expected(reader, path, address_expectation(family), json);
    }
    *member = address;
    return true;
}

static bool
read_verbatim(AcvJsonReader *reader, const cJSON *json, const AcvJsonPath *path,
              const char **member)
{
    if (!cJSON_IsObject(json)) {
        return acv_json_expected(reader, path, expectations[ACV_JSON_VERBATIM], json);
    }
    if (json->child) {
        char *text = cJSON_PrintUnformatted(json);
        g_assert(text);
        *member = acv_arena_text(reader->arena, text);
        cJSON_free(text);
    }
    return true;
}

bool
acv_json_read_value(AcvJsonReader *reader, const AcvJsonField *field, const cJSON *json,
                    const AcvJsonPath *path, void *member)
{
    switch (field->type) {
    case ACV_JSON_STRING:
        return read_string(reader, field, json, path, member);
    case ACV_JSON_DNS_NAME:
        return read_dns_name(reader, json, path, member);
    case ACV_JSON_TIME:
        return read_time(reader, json, path, member);
    case ACV_JSON_FLAG:
    case ACV_JSON_ATTRIBUTE:
        return read_flag(reader, field, json, path, member);
    case ACV_JSON_NUMBER:
        return read_number(reader, field->range, json, path, member);
    case ACV_JSON_PREFIX:
        return read_prefix(reader, field->family, json, path, member);
    case ACV_JSON_ADDRESS:
        return read_address(reader, field->family, json, path, member);
    case ACV_JSON_PROTOCOL:
        return acv_json_read_protocol(reader, json, path, member);
    case ACV_JSON_VERBATIM:
        return read_verbatim(reader, json, path, member);
    case ACV_JSON_IGNORED:
    case ACV_JSON_OBJECT:
    case ACV_JSON_DOCUMENT:
    case ACV_JSON_LIST:
        break;
    }
    g_assert_not_reached();
}

#include "load/field.h"

#include <string.h>

/* Source: https://www.iana.org/assignments/protocol-numbers/protocol-numbers.xhtml */
static const struct {
    const char *name;
    AcvProtocol protocol;
} protocols[] = {
    { "all", { 0, 255, true, false } },    { "icmp", { 1, 1, true, false } },
    { "igmp", { 2, 2, true, false } },     { "ipip", { 4, 4, true, false } },
    { "tcp", { 6, 6, true, false } },      { "udp", { 17, 17, true, false } },
    { "ipv6", { 41, 41, true, false } },   { "gre", { 47, 47, true, false } },
    { "esp", { 50, 50, true, false } },    { "ah", { 51, 51, true, false } },
    { "icmpv6", { 58, 58, true, false } }, { "ipv6-icmp", { 58, 58, true, false } },
    { "ospf", { 89, 89, true, false } },   { "vrrp", { 112, 112, true, false } },
    { "sctp", { 132, 132, true, false } },
};

const char acv_json_protocol_expectation[] = "a protocol: a name, 0-255, or -1 for all";

static bool
set_number(AcvJsonReader *reader, double number, const cJSON *json, const AcvJsonPath *path,
           AcvProtocol *out_protocol)
{
    if (number == -1) {
        *out_protocol = (AcvProtocol){ .first = 0, .last = 255, .given = true };
        return true;
    }
    if (!(number >= 0 && number <= 255) || number != (double) (uint8_t) number) {
        return acv_json_expected(reader, path, acv_json_protocol_expectation, json);
    }
    uint8_t protocol = (uint8_t) number;
    *out_protocol = (AcvProtocol){ .first = protocol, .last = protocol, .given = true };
    return true;
}

static bool
set_name(AcvJsonReader *reader, const cJSON *json, const AcvJsonPath *path,
         AcvProtocol *out_protocol)
{
    for (size_t i = 0; i < G_N_ELEMENTS(protocols); i++) {
        if (g_ascii_strcasecmp(json->valuestring, protocols[i].name) == 0) {
            *out_protocol = protocols[i].protocol;
            return true;
        }
    }
    if (reader->is_strict) {
        return acv_json_expected(reader, path, acv_json_protocol_expectation, json);
    }
    g_autofree char *name = acv_json_describe(json);
    acv_json_report(reader, ACV_SEVERITY_WARNING, path,
                    "%s is not a known protocol, so what the rule matches is unknown", name);
    *out_protocol = (AcvProtocol){ .first = 0, .last = 255, .given = true, .unknown = true };
    return true;
}

bool
acv_json_read_protocol(AcvJsonReader *reader, const cJSON *json, const AcvJsonPath *path,
                       AcvProtocol *out_protocol)
{
    if (cJSON_IsNumber(json)) {
        return set_number(reader, json->valuedouble, json, path, out_protocol);
    }
    if (!cJSON_IsString(json) || json->valuestring[0] == '\0') {
        return acv_json_expected(reader, path, acv_json_protocol_expectation, json);
    }
    const char *text = json->valuestring;
    size_t n_digits = strspn(text + (*text == '-'), "0123456789");
    if (n_digits > 0 && text[(*text == '-') + n_digits] == '\0') {
        return set_number(reader, g_ascii_strtod(text, NULL), json, path, out_protocol);
    }
    return set_name(reader, json, path, out_protocol);
}

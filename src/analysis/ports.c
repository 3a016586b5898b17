#include "analysis/ports.h"

#include "acv/problem.h"

#include <string.h>

typedef struct {
    int (*number)(const char *name, void *user_data);
    void *user_data;
} Protocols;

/* --- Where the ports begin --- */

static bool
is_address_text(const char *text)
{
    AcvAddress address;
    AcvPrefix prefix;
    return acv_address_parse(text, &address, NULL) || acv_prefix_parse(text, &prefix, NULL, NULL);
}

/* The colon before the ports, or NULL. The colons of an IPv6 address are none. */
static const char *
find_ports(const char *text)
{
    const char *bracket = strchr(text, ']');
    const char *colon = strrchr(text, ':');
    if (!colon || (bracket && colon < bracket) || is_address_text(text)) {
        return NULL;
    }
    if (bracket || strchr(text, ':') == colon) {
        return colon;
    }
    g_autofree char *before = g_strndup(text, (gsize) (colon - text));
    return is_address_text(before) ? colon : NULL;
}

/* The slash before a protocol without ports ("10.0.0.5/ping"), or NULL. A slash also stands in
 * prefixes and names, so only what is known as a protocol by its name counts. */
static const char *
find_protocol(const char *text, const Protocols *protocols)
{
    const char *slash = strrchr(text, '/');
    if (!slash || g_ascii_isdigit(slash[1]) || slash == text) {
        return NULL;
    }
    bool known =
        g_str_equal(slash + 1, "ping") || protocols->number(slash + 1, protocols->user_data) >= 0;
    return known ? slash : NULL;
}

/* --- What they say --- */

static bool
parse_number(const char *text, unsigned long first, unsigned long last, unsigned long *out)
{
    char *end;
    if (!g_ascii_isdigit(*text) || strlen(text) > 5) {
        return false;
    }
    *out = strtoul(text, &end, 10);
    return *end == '\0' && *out >= first && *out <= last;
}

/* Says "what, got text". */
static bool
fail(GError **error, const char *what, const char *text)
{
    g_set_error(error, ACV_ERROR, ACV_ERROR_SYNTAX, "%s, got \"%s\"", what, text);
    return false;
}

static bool
parse_ports(const char *text, AcvPortRange *out_ports, GError **error)
{
    if (g_str_equal(text, "*")) {
        *out_ports = ACV_PORTS_ALL;
        return true;
    }
    g_auto(GStrv) ends = g_strsplit(text, "-", 2);
    unsigned long first;
    unsigned long last;
    if (!ends[0] || !parse_number(ends[0], 1, UINT16_MAX, &first)
        || !parse_number(ends[1] ? ends[1] : ends[0], 1, UINT16_MAX, &last)) {
        return fail(error, "expected a port 1-65535, a range such as 8000-8100, or *", text);
    }
    if (first > last) {
        return fail(error, "expected a range of ports that does not end before it begins", text);
    }
    *out_ports = (AcvPortRange){ (uint16_t) first, (uint16_t) last };
    return true;
}

static bool
parse_protocol(const char *text, const Protocols *protocols, AcvAskedPorts *out, GError **error)
{
    unsigned long number;
    int named = protocols->number(text, protocols->user_data);
    if (named >= 0) {
        number = (unsigned long) named;
    } else if (!parse_number(text, 0, ACV_PROTOCOL_LAST, &number)) {
        return fail(error, "expected a protocol by name or number 0-255", text);
    }
    out->first_protocol = out->last_protocol = (uint8_t) number;
    return true;
}

/* Ports are of TCP and UDP alone. */
static bool
check_ports_fit(const AcvAskedPorts *ports, const char *text, GError **error)
{
    bool all = ports->ports.first == 0;
    if (!all && acv_protocol_layer4(ports->first_protocol) != ACV_LAYER4_PORTS) {
        return fail(error, "only tcp and udp have ports, so write :*/PROTOCOL", text);
    }
    return true;
}

/* Parses "443", "53/udp" or "* /107" without the blank. */
static bool
parse_service(const char *text, const Protocols *protocols, AcvAskedPorts *out, GError **error)
{
    g_auto(GStrv) parts = g_strsplit(text, "/", 2);
    AcvAskedPorts ports = { .given = true,
                            .first_protocol = ACV_PROTOCOL_TCP,
                            .last_protocol = ACV_PROTOCOL_TCP };
    if (!parse_ports(parts[0] ? parts[0] : "", &ports.ports, error)
        || (parts[0] && parts[1] && !parse_protocol(parts[1], protocols, &ports, error))
        || !check_ports_fit(&ports, text, error)) {
        return false;
    }
    *out = ports;
    return true;
}

/* Echo requests of either family have the type 8 or 128; the family of the target tells which. */
static bool
parse_bare_protocol(const char *text, const Protocols *protocols, AcvAskedPorts *out,
                    GError **error)
{
    AcvAskedPorts ports = { .given = true, .ports = ACV_PORTS_ALL };
    if (g_str_equal(text, "ping")) {
        ports.first_protocol = ports.last_protocol = ACV_PROTOCOL_ICMP;
        ports.ports = (AcvPortRange){ ACV_ICMP_ECHO_REQUEST, ACV_ICMP_ECHO_REQUEST };
    } else if (!parse_protocol(text, protocols, &ports, error)) {
        return false;
    }
    *out = ports;
    return true;
}

/* "[::1]" without its brackets, "[2001:db8::]/32" too. */
static char *
without_brackets(char *target_take)
{
    g_autofree char *target = target_take;
    char *close = strchr(target, ']');
    if (target[0] != '[' || !close) {
        return g_steal_pointer(&target);
    }
    *close = '\0';
    return g_strconcat(target + 1, close + 1, NULL);
}

char *
acv_ports_split(const char *text, int (*protocol_number)(const char *name, void *user_data),
                void *user_data, AcvAskedPorts *out_ports, GError **error)
{
    Protocols protocols = { protocol_number, user_data };
    AcvAskedPorts ports = { 0 };
    const char *colon = find_ports(text);
    const char *slash = colon ? NULL : find_protocol(text, &protocols);
    if (colon && !parse_service(colon + 1, &protocols, &ports, error)) {
        return NULL;
    }
    if (slash && !parse_bare_protocol(slash + 1, &protocols, &ports, error)) {
        return NULL;
    }
    const char *end = colon ? colon : slash ? slash : text + strlen(text);
    if (end == text) {
        fail(error, "expected a target before the ports", text);
        return NULL;
    }
    *out_ports = ports;
    return without_brackets(g_strndup(text, (gsize) (end - text)));
}

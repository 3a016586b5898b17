#include "render/wording_names.h"

#include "network/name_zone.h"

/* Whether the name would lead to the endpoint if nothing kept it from that. */
static bool
is_wished(const AcvNaming *naming)
{
    return naming->bypassed && naming->answer.record == &naming->bypassed->record;
}

void
acv_word_naming(GString *out, const AcvWords *words, const AcvNaming *naming)
{
    const AcvRecord *by = naming->answer.by;
    g_string_append(out, naming->host ? naming->host : "its host name");
    switch (naming->answer.kind) {
    case ACV_NAME_ADDRESSES:
    case ACV_NAME_RECORD:
        g_string_append(out, is_wished(naming) ? " would be " : naming->host ? " is " : " gives ");
        acv_word_addresses(out, words, naming->addresses, 1);
        break;
    case ACV_NAME_SERVICE:
        g_string_append(out, " has public addresses");
        break;
    case ACV_NAME_PUBLIC:
        g_string_append(out, " is taken to have public addresses");
        break;
    case ACV_NAME_UNKNOWN:
    case ACV_NAME_NOT_FOUND:
        g_string_append(out, " is not known");
        break;
    }
    if (by) {
        g_string_append(out, by->kind == ACV_KIND_VPC_ENDPOINT ? ", by private DNS"
                                                               : ", by this hosted zone");
    }
}

void
acv_word_no_name(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    (void) words;
    const AcvRecord *component = explanation->component;
    const AcvHop *hop = explanation->hop;
    g_string_append_printf(out, "%s does not exist here: ", hop->naming->host);
    if (!hop->naming->answer.by) {
        g_string_append(out, "no zone that the source sees has such a name");
    } else if (component->kind == ACV_KIND_VPC) {
        g_string_append(out, "enableDnsHostnames is off in ");
        acv_word_record(out, component);
        g_string_append(out, ", so that its private zones do not count");
    } else if (component->kind == ACV_KIND_VPC_ENDPOINT) {
        g_string_append(out, "private DNS of ");
        acv_word_record(out, component);
        g_string_append(out, " claims that domain and has no such name");
    } else if (acv_name_zone_is_of((const AcvHostedZone *) component, hop->vpc)) {
        acv_word_record(out, component);
        g_string_append(out, " holds that domain and has no such name");
    } else {
        acv_word_record(out, component);
        g_string_append(out, " holds that domain and is not associated with ");
        acv_word_record(out, &hop->vpc->record);
    }
}

void
acv_word_private_dns_setting(GString *out, const AcvRecord *component)
{
    if (component->kind == ACV_KIND_DHCP_OPTIONS) {
        g_string_append(out, "the DNS servers of ");
        acv_word_record(out, component);
        g_string_append(out, " are public ones, which know no private names");
        return;
    }
    bool has_support =
        component->kind != ACV_KIND_VPC || acv_vpc_has_dns_support((const AcvVpc *) component);
    const char *setting = has_support ? "enableDnsHostnames is off" : "enableDnsSupport is off";
    if (component->kind == ACV_KIND_VPC_ENDPOINT) {
        const AcvVpcEndpoint *endpoint = (const AcvVpcEndpoint *) component;
        setting = endpoint->private_dns_enabled == ACV_FLAG_FALSE
                      ? "PrivateDnsEnabled is off"
                      : "PrivateDnsOnlyForInboundResolverEndpoint is on";
    }
    g_string_append_printf(out, "%s in ", setting);
    acv_word_record(out, component);
}

void
acv_word_private_dns(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    (void) words;
    const AcvNaming *naming = explanation->hop->naming;
    g_string_append_printf(out, "%s does not lead to the endpoint ",
                           naming->host ? naming->host : "The service's name");
    acv_word_record(out, naming->answer.record);
    g_string_append(out, ", because ");
    acv_word_private_dns_setting(out, explanation->component);
}

/* What stops the packets to a DNS server, each once. */
static void
word_server(GString *out, const AcvDnsServer *server)
{
    char buffer[ACV_ADDRESS_TEXT_SIZE];
    g_string_append_printf(out, "%s (", acv_address_print(server->address, buffer));
    const char *separator = "";
    for (guint i = 0; i < server->reach->blockers->len; i++) {
        const AcvBlocker *blocker = g_ptr_array_index(server->reach->blockers, i);
        const AcvRecord *record = blocker->rule && blocker->rule->record ? blocker->rule->record
                                                                         : blocker->step->component;
        g_string_append_printf(out, "%s%s at ", separator, acv_code_name(blocker->code));
        acv_word_record(out, record);
        separator = ", ";
    }
    g_string_append_c(out, ')');
}

void
acv_word_dns_server(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    (void) words;
    const GPtrArray *servers = explanation->hop->naming->servers;
    g_string_append(out, "No DNS server of ");
    acv_word_record(out, explanation->component);
    g_string_append(out, " can be reached by udp 53: ");
    for (guint i = 0; servers && i < servers->len; i++) {
        g_string_append(out, i > 0 ? "; " : "");
        word_server(out, g_ptr_array_index(servers, i));
    }
}

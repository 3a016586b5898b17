/* What happened and how near it came: one writer of words for each code that has something to say
 * beyond its row in the table of codes. */
#include "render/wording.h"

#include "network/policy_use.h"
#include "render/wording_names.h"

#include <string.h>

void
acv_word_blamed(GString *out, const AcvExplanation *explanation)
{
    if (explanation->component) {
        acv_word_record(out, explanation->component);
    } else {
        g_string_append(out, "the VPC");
    }
}

/* The packets that were stopped; of replies, said as replies. */
static void
word_stopped(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    if (explanation->is_reply) {
        acv_word_replies(out, words, explanation->packets);
    } else {
        acv_word_packets(out, words, explanation->packets);
    }
}

const char *
acv_word_direction(const AcvExplanation *explanation)
{
    return explanation->direction == ACV_DIRECTION_EGRESS ? "egress" : "ingress";
}

/* --- Messages --- */

typedef void (*Wording)(GString *out, const AcvWords *words, const AcvExplanation *explanation);

static void
word_no_group_rule(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    acv_word_blamed(out, explanation);
    g_string_append_printf(out, " has no %s rule for ", acv_word_direction(explanation));
    word_stopped(out, words, explanation);
}

static void
word_empty_group(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    acv_word_blamed(out, explanation);
    g_string_append_printf(out, " has no %s rule at all, so it stops ",
                           acv_word_direction(explanation));
    word_stopped(out, words, explanation);
}

static void
word_acl(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    acv_word_blamed(out, explanation);
    if (explanation->rule) {
        g_string_append(out, " stops ");
        word_stopped(out, words, explanation);
        g_string_append(out, " by ");
        acv_word_rule(out, words, explanation->rule);
    } else {
        g_string_append_printf(out, " has no %s rule that allows ",
                               acv_word_direction(explanation));
        word_stopped(out, words, explanation);
    }
}

static void
word_no_route(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    acv_word_blamed(out, explanation);
    bool loops = explanation->rule && explanation->rule->route;
    g_string_append(out, loops ? " sends " : " has no route for ");
    word_stopped(out, words, explanation);
    if (loops) {
        g_string_append(out, " back to where it comes from, by ");
        acv_word_rule(out, words, explanation->rule);
    }
}

static void
word_blackhole(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    g_string_append(out, "In ");
    acv_word_blamed(out, explanation);
    g_string_append(out, " the route ");
    acv_word_rule(out, words, explanation->rule);
    g_string_append(out, " is a blackhole: its target does not exist or is detached. It drops ");
    word_stopped(out, words, explanation);
}

static void
word_bad_state(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    (void) words;
    const char *state = acv_state_of(explanation->component);
    acv_word_blamed(out, explanation);
    if (acv_is_proxy_without_target(explanation->component)) {
        g_string_append(out, " has no database to connect to, so it answers no client");
        return;
    }
    bool is_loose = explanation->component->kind == ACV_KIND_NETWORK_INTERFACE
                    && g_strcmp0(state, "available") == 0;
    g_string_append_printf(out, " is %s, and then it carries no traffic",
                           is_loose ? "attached to nothing"
                           : state  ? state
                                    : "not in a working state");
}

static void
word_bad_attachment(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    (void) words;
    bool is_vpc = explanation->component->kind == ACV_KIND_VPC;
    if (!is_vpc) {
        acv_word_blamed(out, explanation);
    }
    g_string_append(out, is_vpc ? "No internet gateway is attached to " : " is not attached to ");
    acv_word_record(out, &explanation->hop->vpc->record);
}

static void
word_no_public_address(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    g_autoptr(AcvHeaderSets) sets = acv_header_sets_new(explanation->packets);
    g_string_append(out, "The route leads straight to ");
    acv_word_blamed(out, explanation);
    g_string_append(out, ", which sends only for who has a public address, and ");
    if (acv_header_sets_count(sets) > 0) {
        acv_word_addresses(out, words, acv_header_sets_get(sets, 0)->sources, 2);
    } else {
        g_string_append(out, "the sender");
    }
    g_string_append(out, " has none");
}

static void
word_no_way_in(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    const AcvPlacement *target = explanation->path->target.placement;
    (void) words;
    if (target && target->interface) {
        acv_word_record(out, &target->interface->record);
    } else if (explanation->path->target.record) {
        acv_word_record(out, explanation->path->target.record);
    } else {
        g_string_append(out, "The target");
    }
    g_string_append(out, " has no public address, by which ");
    acv_word_blamed(out, explanation);
    g_string_append(out, " would let packets in");
}

static void
word_gateway_zone(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    const AcvPlacement *source = explanation->path->source.placement;
    (void) words;
    acv_word_blamed(out, explanation);
    g_string_append(out, " is a regional NAT gateway that is not registered in the zone of ");
    if (source && source->subnet) {
        acv_word_record(out, &source->subnet->record);
    } else {
        g_string_append(out, "the sender");
    }
}

static void
word_private_destination(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    acv_word_blamed(out, explanation);
    g_string_append(out, " never sends to private addresses: ");
    word_stopped(out, words, explanation);
}

static void
word_public_access(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    (void) words;
    g_string_append(out, "Block Public Access is on for ");
    acv_word_blamed(out, explanation);
    g_string_append(out, ", so its internet gateways pass nothing of this kind");
}

static void
word_protocol_restriction(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    acv_word_blamed(out, explanation);
    g_string_append(out, " does not carry ");
    word_stopped(out, words, explanation);
}

static void
word_not_listening(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    acv_word_blamed(out, explanation);
    g_string_append(out, " does not listen for ");
    word_stopped(out, words, explanation);
    if (explanation->near_miss.rule) {
        g_string_append(out, "; it listens on ");
        acv_word_rule(out, words, explanation->near_miss.rule);
    }
}

static void
word_zone(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    const AcvSubnet *subnet = (const AcvSubnet *) explanation->component;
    const char *zone = acv_network_zone_id_of(words->network, subnet);
    const char *region = acv_network_region_of(words->network, subnet);
    acv_word_blamed(out, explanation);
    g_string_append_printf(out, " is in zone %s, where AgentCore cannot connect to a VPC",
                           zone ? zone : "?");
    size_t n;
    const AcvZoneRow *zones = acv_catalog_list_zone(words->catalog, &n);
    const char *separator = region ? "; in this Region it can in " : NULL;
    for (size_t i = 0; separator && i < n; i++) {
        if (zones[i].agentcore && g_str_equal(zones[i].region, region)) {
            g_string_append_printf(out, "%s%s", separator, zones[i].zone_id);
            separator = ", ";
        }
    }
}

/* Either it has none at all, or S3 Files has none where the client is. */
static void
word_no_mount_target(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    const AcvPath *path = explanation->path;
    const AcvSubnet *home = path->source.placement ? path->source.placement->subnet : NULL;
    const char *zone = home ? acv_network_zone_id_of(words->network, home) : NULL;
    zone = home && !zone ? home->availability_zone : zone;
    acv_word_blamed(out, explanation);
    g_string_append(out, " has no mount target");
    if (path->target.record != explanation->component && zone) {
        g_string_append_printf(out,
                               " in zone %s, and AgentCore mounts S3 Files by a target in its own "
                               "zone only",
                               zone);
    }
}

bool
acv_is_target_elsewhere(const AcvExplanation *explanation)
{
    const AcvPlacement *target = explanation->path->target.placement;
    bool is_on_the_way =
        !explanation->is_reply && explanation->hop && explanation->component
        && explanation->component->kind != ACV_KIND_NAT_GATEWAY
        && !(explanation->stage && explanation->stage->kind == ACV_STAGE_PRIVATE_DESTINATION);
    return is_on_the_way && target && target->vpc != explanation->hop->vpc;
}

static void
word_no_destination(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    if (explanation->component && explanation->component->kind == ACV_KIND_FILE_SYSTEM) {
        word_no_mount_target(out, words, explanation);
        return;
    }
    if (explanation->component && explanation->component->kind == ACV_KIND_NAT_GATEWAY) {
        acv_word_blamed(out, explanation);
        g_string_append(out, " lets in nothing but replies to what it sent");
        return;
    }
    if (explanation->stage && explanation->stage->kind == ACV_STAGE_PRIVATE_DESTINATION) {
        g_string_append(out, "No host of the internet has the address that is asked for: ");
        word_stopped(out, words, explanation);
        return;
    }
    if (acv_is_target_elsewhere(explanation)) {
        const AcvPlacement *target = explanation->path->target.placement;
        g_string_append(out, "The target is in ");
        acv_word_record(out, &target->vpc->record);
        g_string_append(out, ", and packets for its address stay in ");
        acv_word_record(out, &explanation->hop->vpc->record);
        g_string_append(out, ": ");
    } else {
        g_string_append(out, "Nothing in ");
        acv_word_blamed(out, explanation);
        g_string_append(out, " has the address that is asked for: ");
    }
    word_stopped(out, words, explanation);
}

static void
word_not_in_vpc(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    (void) words;
    const AcvAgentCore *resource = (const AcvAgentCore *) explanation->component;
    acv_word_blamed(out, explanation);
    if (explanation->direction == ACV_DIRECTION_INGRESS) {
        g_string_append_printf(out, " runs in mode %s, outside any VPC, so it has no address there",
                               resource->network_mode ? resource->network_mode : "PUBLIC");
        return;
    }
    if (g_strcmp0(resource->network_mode, "SANDBOX") == 0) {
        g_string_append(out,
                        " runs in mode SANDBOX, where it reaches Amazon S3 and name resolution "
                        "and nothing else");
        return;
    }
    g_string_append(out, " runs in mode PUBLIC, outside any VPC, so it reaches nothing inside one");
}

static void
word_source_dest_check(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    (void) words;
    acv_word_blamed(out, explanation);
    g_string_append(out, " drops packets that are not for its own addresses, because its "
                         "source/destination check is on");
}

static void
word_no_common_family(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    (void) words;
    if (explanation->path->source.kind == ACV_PARTY_INTERNET) {
        g_string_append(out, "The internet means one IP version, and the target has no address of "
                             "it: 0.0.0.0/0 is all of IPv4, ::/0 all of IPv6");
        return;
    }
    acv_word_blamed(out, explanation);
    g_string_append(out, " has no address of the family that is asked for");
}

static void
word_missing_data(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    (void) words;
    if (explanation->rule) {
        g_string_append(out, "It depends on ");
        acv_word_missing(out, &explanation->rule->missing);
    }
}

static void
word_dns_support(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    (void) words;
    g_string_append(out, "DNS support is off in ");
    acv_word_blamed(out, explanation);
    g_string_append(out, ", so the Amazon resolver does not answer there");
}

static void
word_endpoint_missing(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    const AcvService *service = explanation->path->target.service;
    acv_word_blamed(out, explanation);
    g_string_append_printf(out, " has no endpoint of %s, and ", service->name);
    acv_word_record(out, explanation->hop->component);
    g_string_append(out, " has no route for ");
    word_stopped(out, words, explanation);
}

static void
word_gateway_protocol(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    acv_word_blamed(out, explanation);
    g_string_append(out, " carries TCP and echo requests and nothing else, not ");
    word_stopped(out, words, explanation);
}

static void
word_endpoint_sends(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    (void) words;
    acv_word_blamed(out, explanation);
    g_string_append(out, " only answers: the service behind it opens no connection");
}

static void
word_policy(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    (void) words;
    const AcvServiceActionRow *need = explanation->rule->need;
    const AcvPolicyStatement *statement = explanation->rule->statement;
    const AcvService *service = explanation->path->target.service;
    AcvUse use = { .region = service ? service->region : NULL,
                   .caller = (const AcvAgentCore *) explanation->path->source.record };
    const char *principal = need ? acv_need_principal(need, &use) : NULL;
    g_autofree char *resource = need ? acv_need_resource(need, &use) : NULL;
    g_string_append(out, "The policy of ");
    acv_word_blamed(out, explanation);
    g_string_append(out, statement ? " denies " : " does not allow ");
    if (need) {
        g_string_append(out, need->action);
    } else {
        g_string_append_printf(out, "any action of %s", service ? service->name : "the service");
    }
    if (resource) {
        g_string_append_printf(out, " on %s", resource);
    }
    if (principal) {
        g_string_append_printf(out, " to %s", principal);
    }
    if (statement && statement->sid) {
        g_string_append_printf(out, ", in its statement %s", statement->sid);
    }
}

static const Wording messages[ACV_N_CODES + 1] = {
    [ACV_CODE_ENI_SG_RULES_MISMATCH] = word_no_group_rule,
    [ACV_CODE_SG_HAS_NO_RULES] = word_empty_group,
    [ACV_CODE_SUBNET_ACL_RESTRICTION] = word_acl,
    [ACV_CODE_NO_ROUTE_TO_DESTINATION] = word_no_route,
    [ACV_CODE_BAD_STATE_ROUTE] = word_blackhole,
    [ACV_CODE_BAD_STATE] = word_bad_state,
    [ACV_CODE_BAD_STATE_ATTACHMENT] = word_bad_attachment,
    [ACV_CODE_IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS] = word_no_public_address,
    [ACV_CODE_IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS] = word_private_destination,
    [ACV_CODE_IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS] = word_private_destination,
    [ACV_CODE_VPC_BLOCK_PUBLIC_ACCESS_ENABLED] = word_public_access,
    [ACV_CODE_IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS] = word_no_way_in,
    [ACV_CODE_REGIONAL_NGW_ROUTE_AZ_RESTRICTION] = word_gateway_zone,
    [ACV_CODE_PROTOCOL_RESTRICTION] = word_protocol_restriction,
    [ACV_CODE_TARGET_NOT_LISTENING] = word_not_listening,
    [ACV_CODE_AGENTCORE_AZ_NOT_SUPPORTED] = word_zone,
    [ACV_CODE_NO_POSSIBLE_DESTINATION] = word_no_destination,
    [ACV_CODE_AGENTCORE_NOT_IN_VPC] = word_not_in_vpc,
    [ACV_CODE_ENI_SOURCE_DEST_CHECK_RESTRICTION] = word_source_dest_check,
    [ACV_CODE_ENI_ADDRESS_RESTRICTION] = word_no_common_family,
    [ACV_CODE_MISSING_DATA] = word_missing_data,
    [ACV_CODE_DNS_SUPPORT_DISABLED] = word_dns_support,
    [ACV_CODE_ENDPOINT_MISSING] = word_endpoint_missing,
    [ACV_CODE_ENDPOINT_POLICY_DENIES] = word_policy,
    [ACV_CODE_VPCE_GATEWAY_PROTOCOL_RESTRICTION] = word_gateway_protocol,
    [ACV_CODE_VPCE_INTRA_VPC_TRAFFIC] = word_endpoint_sends,
    [ACV_CODE_DNS_NAME_NOT_FOUND] = acv_word_no_name,
    [ACV_CODE_DNS_SERVER_UNREACHABLE] = acv_word_dns_server,
    [ACV_CODE_PRIVATE_DNS_NOT_EFFECTIVE] = acv_word_private_dns,
};

void
acv_word_message(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    if (messages[explanation->code]) {
        messages[explanation->code](out, words, explanation);
    } else {
        const AcvCodeRow *row =
            acv_catalog_find_code(words->catalog, acv_code_name(explanation->code));
        acv_word_blamed(out, explanation);
        g_string_append_printf(out, ": %s", row ? row->title : "blocked");
    }
    g_string_append_c(out, '.');
}

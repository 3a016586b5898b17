/* Records, addresses, packets and rules in words. */
#include "render/wording.h"

#include <string.h>

AcvWords
acv_words_of(const AcvAnswer *answer)
{
    AcvNetwork *network = answer->inquiry->network;
    AcvWords words = { .catalog = acv_network_catalog(network), .network = network };
    for (guint i = 0; i < answer->paths->len; i++) {
        const AcvPathAnswer *path = g_ptr_array_index(answer->paths, i);
        const AcvService *service = path->path->target.service;
        if (service && !service->has_known_addresses) {
            words.whose = service->is_host ? "the host's" : "the service's";
        }
    }
    return words;
}

/* --- Records --- */

void
acv_word_record(GString *out, const AcvRecord *record)
{
    if (!record) {
        g_string_append(out, "the internet");
        return;
    }
    const char *title = acv_record_title(record);
    g_string_append(out, record->id);
    if (title && !g_str_equal(title, record->id)) {
        g_string_append_printf(out, " (%s)", title);
    }
}

/* --- Addresses --- */

static void
word_range(GString *out, AcvAddressRange range)
{
    char buffer[ACV_ADDRESS_TEXT_SIZE];
    if (range.first == range.last) {
        AcvAddress address = { range.first, range.family };
        g_string_append(out, acv_address_print(address, buffer));
    } else {
        g_string_append(out, acv_address_range_print(range, buffer));
    }
}

static void
word_ranges(GString *out, const AcvAddressSet *addresses, size_t most)
{
    size_t n = addresses->n_ranges;
    size_t n_shown = n > most ? MAX(most, 1) : n;
    for (size_t i = 0; i < n_shown; i++) {
        if (i > 0) {
            g_string_append(out, i + 1 == n ? " and " : ", ");
        }
        word_range(out, addresses->ranges[i]);
    }
    if (n_shown < n) {
        g_string_append_printf(out, " and %zu more range%s", n - n_shown,
                               n - n_shown > 1 ? "s" : "");
    }
    if (n == 0) {
        g_string_append(out, "no address");
    }
}

/* Long lists are near to the internet or to nothing that has a name. */
static bool
word_internet(GString *out, const AcvWords *words, const AcvAddressSet *addresses)
{
    enum { LONG_LIST = 8, MOST_LACKING = 3 };
    if (addresses->n_ranges < LONG_LIST) {
        return false;
    }
    AcvFamily family = addresses->ranges[0].family;
    const AcvAddressSet *internet = acv_network_internet(words->network, family);
    g_autoptr(AcvAddressSet) beyond = acv_address_set_subtract(addresses, internet);
    g_autoptr(AcvAddressSet) lacking = acv_address_set_subtract(internet, addresses);
    if (!acv_address_set_is_empty(beyond) || lacking->n_ranges > MOST_LACKING) {
        return false;
    }
    if (words->whose) {
        g_string_append_printf(out, "%s public addresses", words->whose);
    } else {
        g_string_append(out, family == ACV_FAMILY_IPV6 ? "the IPv6 internet" : "the internet");
    }
    if (!acv_address_set_is_empty(lacking)) {
        g_string_append(out, " without ");
        word_ranges(out, lacking, MOST_LACKING);
    }
    return true;
}

void
acv_word_addresses(GString *out, const AcvWords *words, const AcvAddressSet *addresses, size_t most)
{
    if (most == SIZE_MAX || !word_internet(out, words, addresses)) {
        word_ranges(out, addresses, most);
    }
}

static bool
is_everywhere(const AcvAddressSet *addresses)
{
    return !addresses
           || (addresses->n_ranges == 1 && addresses->ranges[0].first == 0
               && addresses->ranges[0].last == acv_family_last(addresses->ranges[0].family));
}

/* --- Services --- */

static void
word_numbers(GString *out, const AcvNumberRange *ranges, size_t n)
{
    enum { MOST_SHOWN = 4 };
    size_t n_shown = MIN(n, MOST_SHOWN);
    for (size_t i = 0; i < n_shown; i++) {
        g_string_append_printf(out, "%s%u", i > 0 ? ", " : "", ranges[i].first);
        if (ranges[i].first != ranges[i].last) {
            g_string_append_printf(out, "-%u", ranges[i].last);
        }
    }
    if (n_shown < n) {
        g_string_append_printf(out, " and %zu more", n - n_shown);
    }
}

static void
word_protocol(GString *out, const AcvWords *words, unsigned number)
{
    const char *keyword = acv_catalog_protocol_keyword(words->catalog, number);
    if (keyword) {
        g_string_append(out, keyword);
    } else {
        g_string_append_printf(out, "protocol %u", number);
    }
}

static bool
is_every_protocol(const AcvNumberRange *protocols, size_t n)
{
    return n == 1 && protocols[0].first == 0 && protocols[0].last == ACV_PROTOCOL_LAST;
}

static void
word_protocols(GString *out, const AcvWords *words, const AcvNumberRange *protocols, size_t n)
{
    enum { MOST_NAMED = 2 };
    unsigned n_single = 0;
    for (size_t i = 0; i < n; i++) {
        n_single += protocols[i].first == protocols[i].last;
    }
    if (is_every_protocol(protocols, n)) {
        g_string_append(out, "all traffic");
    } else if (n_single == n && n <= MOST_NAMED) {
        for (size_t i = 0; i < n; i++) {
            g_string_append(out, i > 0 ? " and " : "");
            word_protocol(out, words, protocols[i].first);
        }
    } else {
        g_string_append(out, "protocols ");
        word_numbers(out, protocols, n);
    }
}

void
acv_word_protocols(GString *out, const AcvWords *words, const AcvHeaderSet *header)
{
    word_protocols(out, words, header->protocols, header->n_protocols);
}

void
acv_word_service(GString *out, const AcvWords *words, const AcvHeaderSet *header)
{
    word_protocols(out, words, header->protocols, header->n_protocols);
    if (header->n_destination_ports > 0) {
        g_string_append_c(out, ' ');
        word_numbers(out, header->destination_ports, header->n_destination_ports);
    }
    if (header->n_icmp_types > 0) {
        g_string_append(out, " type ");
        word_numbers(out, header->icmp_types, header->n_icmp_types);
    }
    if (header->n_icmp_codes > 0) {
        g_string_append(out, " code ");
        word_numbers(out, header->icmp_codes, header->n_icmp_codes);
    }
}

void
acv_word_source_ports(GString *out, const AcvHeaderSet *header)
{
    if (header->n_source_ports > 0) {
        g_string_append(out, ", from ports ");
        word_numbers(out, header->source_ports, header->n_source_ports);
    }
}

void
acv_word_header(GString *out, const AcvWords *words, const AcvHeaderSet *header, size_t most)
{
    acv_word_service(out, words, header);
    g_string_append(out, " from ");
    acv_word_addresses(out, words, header->sources, most);
    g_string_append(out, " to ");
    acv_word_addresses(out, words, header->destinations, most);
    acv_word_source_ports(out, header);
}

void
acv_word_packets(GString *out, const AcvWords *words, const AcvPacketSet *packets)
{
    enum { MOST_RANGES = 2 };
    g_autoptr(AcvHeaderSets) sets = acv_header_sets_new(packets);
    size_t n = acv_header_sets_count(sets);
    if (n == 0) {
        g_string_append(out, "nothing");
        return;
    }
    const AcvHeaderSet *header = acv_header_sets_get(sets, 0);
    acv_word_service(out, words, header);
    g_string_append(out, " from ");
    acv_word_addresses(out, words, header->sources, MOST_RANGES);
    g_string_append(out, " to ");
    acv_word_addresses(out, words, header->destinations, MOST_RANGES);
    if (n > 1) {
        g_string_append_printf(out, ", and %zu more such set%s", n - 1, n > 2 ? "s" : "");
    }
}

static void
word_side(GString *out, const AcvWords *words, const AcvNumberRange *ports, size_t n_ports,
          const AcvAddressSet *addresses)
{
    enum { MOST_RANGES = 2 };
    if (n_ports > 0) {
        bool is_one = n_ports == 1 && ports[0].first == ports[0].last;
        g_string_append(out, is_one ? "port " : "ports ");
        word_numbers(out, ports, n_ports);
        g_string_append(out, " of ");
    }
    acv_word_addresses(out, words, addresses, MOST_RANGES);
}

void
acv_word_replies(GString *out, const AcvWords *words, const AcvPacketSet *packets)
{
    g_autoptr(AcvHeaderSets) sets = acv_header_sets_new(packets);
    size_t n = acv_header_sets_count(sets);
    if (n == 0) {
        g_string_append(out, "nothing");
        return;
    }
    const AcvHeaderSet *header = acv_header_sets_get(sets, 0);
    g_string_append(out, "replies by ");
    word_protocols(out, words, header->protocols, header->n_protocols);
    g_string_append(out, " from ");
    word_side(out, words, header->destination_ports, header->n_destination_ports,
              header->destinations);
    g_string_append(out, " to ");
    word_side(out, words, header->source_ports, header->n_source_ports, header->sources);
    if (n > 1) {
        g_string_append_printf(out, ", and %zu more such set%s", n - 1, n > 2 ? "s" : "");
    }
}

/* --- Rules --- */

/* "tcp 3306", "icmp type 8", "all traffic" of a match. */
static void
word_match(GString *out, const AcvWords *words, const AcvMatch *match)
{
    AcvNumberRange protocol = { match->first_protocol, match->last_protocol };
    word_protocols(out, words, &protocol, 1);
    if (protocol.first != protocol.last) {
        return;
    }
    const AcvPortRange *ports = &match->destination_ports;
    bool is_icmp = acv_protocol_layer4(match->first_protocol) == ACV_LAYER4_ICMP;
    if (is_icmp && match->source_ports.first == match->source_ports.last) {
        g_string_append_printf(out, " type %u", match->source_ports.first);
    }
    if (is_icmp && ports->first == ports->last) {
        g_string_append_printf(out, " code %u", ports->first);
    } else if (!is_icmp && (ports->first != 0 || ports->last != UINT16_MAX)) {
        AcvNumberRange range = { ports->first, ports->last };
        g_string_append_c(out, ' ');
        word_numbers(out, &range, 1);
    }
}

static void
word_peer(GString *out, const AcvWords *words, const AcvSecurityGroupPeer *peer)
{
    const AcvSnapshot *snapshot = acv_network_snapshot(words->network);
    char buffer[ACV_ADDRESS_TEXT_SIZE];
    if (peer->cidr.address.family != ACV_FAMILY_NONE) {
        g_string_append(out, acv_prefix_print(peer->cidr, buffer));
        return;
    }
    const char *id = peer->prefix_list_id ? peer->prefix_list_id : peer->group_id;
    const AcvRecord *record = acv_snapshot_find(
        snapshot, peer->prefix_list_id ? ACV_KIND_PREFIX_LIST : ACV_KIND_SECURITY_GROUP, id);
    if (record) {
        acv_word_record(out, record);
    } else {
        g_string_append(out, id);
    }
}

static void
word_group_rule(GString *out, const AcvWords *words, const AcvRule *rule)
{
    word_match(out, words, &rule->match);
    g_string_append(out, rule->match.destinations ? " to " : " from ");
    word_peer(out, words, rule->peer);
    if (rule->peer->description && *rule->peer->description) {
        g_string_append_printf(out, " \"%s\"", rule->peer->description);
    }
}

static void
word_acl_rule(GString *out, const AcvWords *words, const AcvRule *rule)
{
    char buffer[ACV_ADDRESS_TEXT_SIZE];
    const AcvNetworkAclEntry *entry = rule->entry;
    AcvPrefix prefix = entry->cidr_block.address.family != ACV_FAMILY_NONE ? entry->cidr_block
                                                                           : entry->ipv6_cidr_block;
    g_string_append_printf(out, "rule %d: %s ", entry->rule_number.value,
                           entry->rule_action ? entry->rule_action : "?");
    word_match(out, words, &rule->match);
    if (prefix.address.family != ACV_FAMILY_NONE) {
        g_string_append_printf(out, " %s %s", rule->match.destinations ? "to" : "from",
                               acv_prefix_print(prefix, buffer));
    }
}

/* The first of a route's targets that is given. */
static const char *
route_target(const AcvRoute *route)
{
    const char *const targets[] = {
        route->gateway_id,
        route->nat_gateway_id,
        route->transit_gateway_id,
        route->vpc_peering_connection_id,
        route->network_interface_id,
        route->instance_id,
        route->egress_only_internet_gateway_id,
        route->local_gateway_id,
        route->carrier_gateway_id,
        route->core_network_arn,
        route->odb_network_arn,
    };
    for (size_t i = 0; i < G_N_ELEMENTS(targets); i++) {
        if (targets[i]) {
            return targets[i];
        }
    }
    return "nowhere";
}

static void
word_route(GString *out, const AcvRoute *route)
{
    char buffer[ACV_ADDRESS_TEXT_SIZE];
    if (route->destination_prefix_list_id) {
        g_string_append(out, route->destination_prefix_list_id);
    } else {
        AcvPrefix prefix = route->destination_cidr_block.address.family != ACV_FAMILY_NONE
                               ? route->destination_cidr_block
                               : route->destination_ipv6_cidr_block;
        g_string_append(out, acv_prefix_print(prefix, buffer));
    }
    g_string_append_printf(out, " to %s", route_target(route));
}

void
acv_word_rule(GString *out, const AcvWords *words, const AcvRule *rule)
{
    static const char *const defaults[] = {
        [ACV_ASSUMPTION_DEFAULT_NETWORK_ACL] = "no ACL is given; the default allows all",
        [ACV_ASSUMPTION_NO_SECURITY_GROUP] = "no security group filters",
    };
    if (rule->exempt) {
        g_string_append(out, "AWS never filters this address");
    } else if (rule->assumption < G_N_ELEMENTS(defaults) && defaults[rule->assumption]) {
        g_string_append(out, defaults[rule->assumption]);
    } else if (rule->verdict == ACV_VERDICT_UNKNOWN && !rule->peer && !rule->entry
               && !rule->route) {
        g_string_append(out, "not known");
    } else if (rule->peer) {
        word_group_rule(out, words, rule);
    } else if (rule->entry) {
        word_acl_rule(out, words, rule);
    } else if (rule->route) {
        word_route(out, rule->route);
    } else if (rule->assumption == ACV_ASSUMPTION_ENDPOINT_ROUTE) {
        const AcvVpcEndpoint *endpoint = (const AcvVpcEndpoint *) rule->target;
        g_string_append_printf(out, "%s to %s", endpoint->service_name, endpoint->record.id);
    } else if (rule->assumption == ACV_ASSUMPTION_LOCAL_ROUTE) {
        acv_word_addresses(out, words, rule->match.destinations, 1);
        g_string_append(out, " to local");
    } else {
        word_match(out, words, &rule->match);
        if (!is_everywhere(rule->match.sources)) {
            g_string_append(out, " from ");
            acv_word_addresses(out, words, rule->match.sources, 1);
        }
        if (!is_everywhere(rule->match.destinations)) {
            g_string_append(out, " to ");
            acv_word_addresses(out, words, rule->match.destinations, 1);
        }
    }
}

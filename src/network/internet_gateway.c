/* Internet gateways: whom they translate and what they refuse. */
#include "network/gateway.h"
#include "network/index.h"
#include "network/stage.h"

static AcvPrefix
prefix_of(const char *text)
{
    AcvPrefix prefix;
    bool parsed = acv_prefix_parse(text, &prefix, NULL, NULL);
    g_assert(parsed);
    return prefix;
}

AcvStage *
acv_private_destination_stage(AcvNetwork *network, const AcvInternetGateway *gateway)
{
    static const struct {
        const char *prefix;
        AcvCode code;
    } refused[] = {
        { "10.0.0.0/8", ACV_CODE_IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS },
        { "172.16.0.0/12", ACV_CODE_IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS },
        { "192.168.0.0/16", ACV_CODE_IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS },
        { "100.64.0.0/10", ACV_CODE_IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS },
        /* No host of the internet has one of these. */
        { "0.0.0.0/8", ACV_CODE_NO_POSSIBLE_DESTINATION },
        { "127.0.0.0/8", ACV_CODE_NO_POSSIBLE_DESTINATION },
        { "169.254.0.0/16", ACV_CODE_NO_POSSIBLE_DESTINATION },
        { "224.0.0.0/3", ACV_CODE_NO_POSSIBLE_DESTINATION },
        { "::/127", ACV_CODE_NO_POSSIBLE_DESTINATION },
        { "fc00::/7", ACV_CODE_NO_POSSIBLE_DESTINATION },
        { "fe80::/10", ACV_CODE_NO_POSSIBLE_DESTINATION },
        { "ff00::/8", ACV_CODE_NO_POSSIBLE_DESTINATION },
    };
    g_autoptr(GArray) rules = acv_rules_new();
    for (size_t i = 0; i < G_N_ELEMENTS(refused); i++) {
        AcvRule rule = { .match = ACV_MATCH_ALL,
                         .verdict = ACV_VERDICT_REFUSED,
                         .code = refused[i].code,
                         .record = &gateway->record };
        rule.match.destinations = acv_network_prefix_set(network, prefix_of(refused[i].prefix));
        g_array_append_val(rules, rule);
    }
    AcvRule others = { .match = ACV_MATCH_ALL, .verdict = ACV_VERDICT_ADMITTED };
    g_array_append_val(rules, others);
    AcvStage like = { .kind = ACV_STAGE_PRIVATE_DESTINATION,
                      .direction = ACV_DIRECTION_EGRESS,
                      .code = ACV_CODE_IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS,
                      .component = &gateway->record,
                      .stateful = true };
    return acv_stage_new(network, &like, rules);
}

/* IPv6 addresses are public as they are. */
static AcvRule
ipv6_rule(AcvNetwork *network, bool is_source)
{
    AcvAddressRange all = { 0, acv_family_last(ACV_FAMILY_IPV6), ACV_FAMILY_IPV6 };
    AcvRule rule = { .match = ACV_MATCH_ALL, .verdict = ACV_VERDICT_ADMITTED };
    const AcvAddressSet *addresses = acv_network_range_set(network, all);
    if (is_source) {
        rule.match.sources = addresses;
    } else {
        rule.match.destinations = addresses;
    }
    return rule;
}

/* Whether the gateway has a public address; 'as_pair': with the private one that it belongs to. */
static bool
has_public_ip(const AcvNatGateway *gateway, bool as_pair)
{
    for (size_t i = 0; i < gateway->addresses.n; i++) {
        const AcvNatGatewayAddress *address = &gateway->addresses.items[i];
        if (address->public_ip.family != ACV_FAMILY_NONE
            && (!as_pair || address->private_ip.family != ACV_FAMILY_NONE)) {
            return true;
        }
    }
    return false;
}

bool
acv_pair_serves(const AcvPublicPair *pair, const AcvHop *hop)
{
    return !hop->stranger
           || !acv_address_set_overlaps(hop->stranger->addresses, pair->private_range);
}

/* Whether it sends by a public address, and by which is not known. */
static bool
is_untold(const AcvNatGateway *gateway)
{
    return gateway && acv_nat_gateway_is_public(gateway) && !has_public_ip(gateway, true);
}

/* --- Addresses that AWS is yet to choose --- */

static AcvRule
awaited_rule(const AcvAwaitedPair *pair)
{
    return (AcvRule){ .match = ACV_MATCH_ALL,
                      .verdict = ACV_VERDICT_ADMITTED,
                      .record = &pair->elastic_ip->record,
                      .assumption = ACV_ASSUMPTION_ELASTIC_ADDRESS };
}

/* Who sends at 'hop' by such an address; who is sent to if that is NULL. */
static void
append_awaited(AcvNetwork *network, const AcvVpc *vpc, const AcvHop *hop, GArray *rules)
{
    size_t n;
    const AcvAwaitedPair *pairs = acv_network_awaited_pairs(network, vpc, &n);
    for (size_t i = 0; i < n; i++) {
        AcvPublicPair pair = { .private_range = pairs[i].private_range };
        AcvRule rule = awaited_rule(&pairs[i]);
        const AcvAddressSet *address = acv_network_range_set(network, pairs[i].private_range);
        if (!hop) {
            rule.match.destinations = address;
        } else {
            rule.match.sources = address;
        }
        if (!hop || acv_pair_serves(&pair, hop)) {
            g_array_append_val(rules, rule);
        }
    }
}

const AcvRecord *
acv_untold_sender(AcvNetwork *network, const AcvVpc *vpc, const AcvPlacement *source,
                  const AcvNatGateway *nat_gateway)
{
    size_t n = 0;
    const AcvAwaitedPair *pairs =
        !nat_gateway && source && source->interface ? acv_network_awaited_pairs(network, vpc, &n)
                                                    : NULL;
    for (size_t i = 0; i < n; i++) {
        if (acv_address_set_overlaps(source->addresses, pairs[i].private_range)) {
            return &source->interface->record;
        }
    }
    return is_untold(nat_gateway) ? &nat_gateway->record : NULL;
}

AcvStage *
acv_public_source_stage(AcvNetwork *network, const AcvHop *hop, const AcvInternetGateway *gateway,
                        const AcvNatGateway *nat_gateway)
{
    size_t n_pairs;
    const AcvPublicPair *pairs = acv_network_public_pairs(network, hop->vpc, &n_pairs);
    g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(AcvAddressRange));
    for (size_t i = 0; i < n_pairs; i++) {
        if (acv_pair_serves(&pairs[i], hop)) {
            g_array_append_val(ranges, pairs[i].private_range);
        }
    }
    g_autoptr(GArray) rules = acv_rules_new();
    AcvRule rule = { .match = ACV_MATCH_ALL,
                     .verdict = ACV_VERDICT_ADMITTED,
                     .record = &gateway->record };
    rule.match.sources = acv_network_ranges_set(network, ranges);
    g_array_append_val(rules, rule);
    append_awaited(network, hop->vpc, hop, rules);
    if (is_untold(nat_gateway)) {
        rule.match.sources = acv_network_nat_gateway_addresses(network, nat_gateway);
        rule.record = &nat_gateway->record;
        rule.assumption =
            has_public_ip(nat_gateway, false) ? ACV_ASSUMPTION_NONE : ACV_ASSUMPTION_NAT_ADDRESS;
        g_array_append_val(rules, rule);
    }
    AcvRule ipv6 = ipv6_rule(network, true);
    g_array_append_val(rules, ipv6);
    AcvStage like = { .kind = ACV_STAGE_PUBLIC_ADDRESS,
                      .direction = ACV_DIRECTION_EGRESS,
                      .code = ACV_CODE_IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS,
                      .component = &gateway->record,
                      .stateful = true };
    return acv_stage_new(network, &like, rules);
}

AcvStage *
acv_public_destination_stage(AcvNetwork *network, const AcvRecord *gateway, const AcvVpc *vpc)
{
    size_t n_pairs;
    const AcvPublicPair *pairs = acv_network_public_pairs(network, vpc, &n_pairs);
    g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(AcvAddressRange));
    for (size_t i = 0; i < n_pairs; i++) {
        AcvAddressRange range = acv_address_range(pairs[i].public_ip);
        g_array_append_val(ranges, range);
    }
    g_autoptr(GArray) rules = acv_rules_new();
    AcvRule rule = { .match = ACV_MATCH_ALL, .verdict = ACV_VERDICT_ADMITTED, .record = gateway };
    rule.match.destinations = acv_network_ranges_set(network, ranges);
    g_array_append_val(rules, rule);
    append_awaited(network, vpc, NULL, rules);
    AcvRule ipv6 = ipv6_rule(network, false);
    g_array_append_val(rules, ipv6);
    AcvStage like = { .kind = ACV_STAGE_PUBLIC_ADDRESS,
                      .direction = ACV_DIRECTION_INGRESS,
                      .code = ACV_CODE_IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS,
                      .component = gateway,
                      .stateful = true };
    return acv_stage_new(network, &like, rules);
}

#include "analysis/open_group.h"

#include "analysis/group_rules.h"
#include "analysis/idle_part.h"

/* What a group's rules are asked about. */
typedef struct {
    AcvNetwork *network;
    AcvPacketSpace *space;
    GPtrArray *wide_first; /* Elements const AcvRule *. */
} Search;

void
acv_open_group_clear(AcvOpenGroup *open)
{
    g_clear_pointer(&open->risky_rules, g_ptr_array_unref);
    g_clear_pointer(&open->risky_ports, g_array_unref);
    g_clear_pointer(&open->other_rules, g_ptr_array_unref);
}

/* --- Which rules can matter --- */

static double
count_addresses(const AcvAddressSet *set, AcvFamily family)
{
    double n = 0;
    for (size_t i = 0; i < set->n_ranges; i++) {
        const AcvAddressRange *range = &set->ranges[i];
        n += range->family == family ? (double) (range->last - range->first) + 1 : 0;
    }
    return n;
}

static int
compare_width(gconstpointer a, gconstpointer b)
{
    const AcvRule *left = *(const AcvRule *const *) a;
    const AcvRule *right = *(const AcvRule *const *) b;
    double difference = count_addresses(right->match.sources, ACV_FAMILY_IPV4)
                        - count_addresses(left->match.sources, ACV_FAMILY_IPV4);
    if (difference < 0 || difference > 0) {
        return difference < 0 ? -1 : 1;
    }
    return left < right ? -1 : left > right;
}

/* The rules that let in known addresses; none if they are too few to be all public ones. */
static GPtrArray *
rules_of_addresses(AcvNetwork *network, const AcvSecurityGroup *group)
{
    GPtrArray *found = g_ptr_array_new();
    g_autoptr(GArray) rules = acv_group_rules(network, group, ACV_DIRECTION_INGRESS);
    double n_ipv4 = 0;
    double n_ipv6 = 0;
    for (guint i = 0; i < rules->len; i++) {
        const AcvRule *rule = &g_array_index(rules, AcvRule, i);
        if (rule->verdict == ACV_VERDICT_ADMITTED && !acv_group_rule_reference(rule)) {
            AcvRule *kept = acv_arena_new0(acv_network_arena(network), AcvRule, 1);
            *kept = *rule;
            g_ptr_array_add(found, kept);
            n_ipv4 += count_addresses(rule->match.sources, ACV_FAMILY_IPV4);
            n_ipv6 += count_addresses(rule->match.sources, ACV_FAMILY_IPV6);
        }
    }
    const AcvAddressSet *ipv4 = acv_network_internet(network, ACV_FAMILY_IPV4);
    const AcvAddressSet *ipv6 = acv_network_internet(network, ACV_FAMILY_IPV6);
    if (n_ipv4 < count_addresses(ipv4, ACV_FAMILY_IPV4)
        && n_ipv6 < count_addresses(ipv6, ACV_FAMILY_IPV6)) {
        g_ptr_array_set_size(found, 0);
    }
    g_ptr_array_sort(found, compare_width);
    return found;
}

/* --- What they let in --- */

static const AcvPacketSet *
allowed(const Search *search)
{
    g_autofree AcvMatch *matches = g_new(AcvMatch, MAX(search->wide_first->len, 1));
    for (guint i = 0; i < search->wide_first->len; i++) {
        matches[i] = ((const AcvRule *) g_ptr_array_index(search->wide_first, i))->match;
    }
    return acv_packet_set_from_matches(search->space, matches, search->wide_first->len);
}

/* The packets of all public addresses of a family that are let in whichever of these they are from.
 */
static const AcvPacketSet *
open_to(const Search *search, const AcvPacketSet *let_in, AcvFamily family)
{
    AcvMatch match = ACV_MATCH_ALL;
    match.sources = acv_network_internet(search->network, family);
    const AcvPacketSet *world = acv_packet_set_from_match(search->space, &match);
    const AcvPacketSet *refused = acv_packet_set_subtract(search->space, world, let_in);
    return acv_packet_set_subtract(search->space, world,
                                   acv_packet_set_forget(search->space, refused, ACV_FIELD_SOURCE));
}

static const AcvPacketSet *
of_port(const Search *search, uint8_t protocol, AcvPortRange ports)
{
    AcvMatch match = ACV_MATCH_ALL;
    match.first_protocol = protocol;
    match.last_protocol = protocol;
    match.destination_ports = ports;
    return acv_packet_set_from_match(search->space, &match);
}

static const AcvPacketSet *
of_either(const Search *search, AcvPortRange ports)
{
    return acv_packet_set_union(search->space, of_port(search, ACV_PROTOCOL_TCP, ports),
                                of_port(search, ACV_PROTOCOL_UDP, ports));
}

/* Those of 'open' to risky ports, which are appended to 'ports'. */
static const AcvPacketSet *
pick_risky(const Search *search, const AcvPacketSet *open, GArray *ports)
{
    size_t n;
    const AcvRiskyPortRow *rows =
        acv_catalog_list_risky_port(acv_network_catalog(search->network), &n);
    const AcvPacketSet *risky = acv_packet_set_empty(search->space);
    for (size_t i = 0; i < n; i++) {
        const AcvRiskyPortRow *row = &rows[i];
        const AcvPacketSet *here = acv_packet_set_intersect(
            search->space, open, of_either(search, (AcvPortRange){ row->port, row->port }));
        if (!acv_packet_set_is_empty(here)) {
            risky = acv_packet_set_union(search->space, risky, here);
            g_array_append_val(ports, row);
        }
    }
    return risky;
}

/* Those of 'open' to ports that are neither risky nor meant for everybody. */
static const AcvPacketSet *
pick_others(const Search *search, const AcvPacketSet *open, const AcvPacketSet *risky)
{
    static const uint16_t meant_for_all[] = { 80, 443 };
    const AcvPacketSet *others = acv_packet_set_subtract(
        search->space,
        acv_packet_set_intersect(search->space, open, of_either(search, ACV_PORTS_ALL)), risky);
    for (size_t i = 0; i < G_N_ELEMENTS(meant_for_all); i++) {
        AcvPortRange port = { meant_for_all[i], meant_for_all[i] };
        others =
            acv_packet_set_subtract(search->space, others, of_port(search, ACV_PROTOCOL_TCP, port));
    }
    return others;
}

static GPtrArray *
rules_for(const Search *search, const AcvPacketSet *set)
{
    return acv_rules_that_cover(search->space, &ACV_MATCH_ALL, set, search->wide_first);
}

AcvOpenGroup
acv_open_group_find(AcvNetwork *network, const AcvSecurityGroup *group)
{
    AcvOpenGroup found = { g_ptr_array_new(),
                           g_array_new(FALSE, FALSE, sizeof(const AcvRiskyPortRow *)),
                           g_ptr_array_new() };
    g_autoptr(GPtrArray) rules = rules_of_addresses(network, group);
    if (rules->len == 0) {
        return found;
    }
    g_autoptr(AcvPacketSpace) space = acv_packet_space_new();
    Search search = { network, space, rules };
    const AcvPacketSet *let_in = allowed(&search);
    const AcvPacketSet *open =
        acv_packet_set_union(space, open_to(&search, let_in, ACV_FAMILY_IPV4),
                             open_to(&search, let_in, ACV_FAMILY_IPV6));
    const AcvPacketSet *risky = pick_risky(&search, open, found.risky_ports);
    g_autoptr(GPtrArray) risky_rules = rules_for(&search, risky);
    g_autoptr(GPtrArray) other_rules = rules_for(&search, pick_others(&search, open, risky));
    g_ptr_array_extend(found.risky_rules, risky_rules, NULL, NULL);
    for (guint i = 0; i < other_rules->len; i++) {
        gpointer rule = g_ptr_array_index(other_rules, i);
        if (!g_ptr_array_find(risky_rules, rule, NULL)) {
            g_ptr_array_add(found.other_rules, rule);
        }
    }
    return found;
}

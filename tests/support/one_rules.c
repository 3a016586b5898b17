#include "one_rules.h"

#include <string.h>

static AcvAddress
source_of(const AcvPacket *packet)
{
    return (AcvAddress){ packet->source, packet->family };
}

static AcvAddress
destination_of(const AcvPacket *packet)
{
    return (AcvAddress){ packet->destination, packet->family };
}

static bool
is_same(AcvAddress a, AcvAddress b)
{
    return a.family == b.family && a.value == b.value;
}

static bool
is_in(AcvPrefix prefix, AcvAddress address)
{
    return prefix.address.family == address.family && acv_prefix_contains(prefix, address);
}

/* --- Addresses --- */

bool
one_subnet_has(const AcvSubnet *subnet, AcvAddress address)
{
    bool has = is_in(subnet->cidr_block, address);
    for (size_t i = 0; i < subnet->ipv6_cidr_block_associations.n; i++) {
        has |= is_in(subnet->ipv6_cidr_block_associations.items[i].cidr_block, address);
    }
    return has;
}

bool
one_interface_has(const AcvNetworkInterface *interface, AcvAddress address)
{
    bool has = is_same(interface->private_ip_address, address);
    for (size_t i = 0; i < interface->ipv6_addresses.n; i++) {
        has |= is_same(interface->ipv6_addresses.items[i], address);
    }
    return has;
}

/* The first address of the VPC plus two, and the link-local ones. */
bool
one_is_resolver(const AcvVpc *vpc, AcvAddress address)
{
    AcvAddress base = vpc->cidr_block.address;
    AcvAddress link_local = { 0 };
    bool parsed = acv_address_parse("169.254.169.253", &link_local, NULL);
    return (address.family == ACV_FAMILY_IPV4 && address.value == base.value + 2)
           || (parsed && is_same(address, link_local));
}

bool
one_is_private(AcvUint128 ipv4)
{
    uint32_t value = (uint32_t) ipv4;
    return value >> 24 == 10 || value >> 20 == (172U << 4 | 1) || value >> 16 == (192U << 8 | 168)
           || value >> 22 == (100U << 2 | 1);
}

/* Zones with AgentCore of the Region that random scenarios are in. */
bool
one_zone_is_supported(const OneEnd *end)
{
    bool is_agentcore =
        end->resource
        && (end->resource->kind == ACV_KIND_AGENT_RUNTIME || end->resource->kind == ACV_KIND_BROWSER
            || end->resource->kind == ACV_KIND_CODE_INTERPRETER);
    return !is_agentcore || g_strcmp0(end->subnet->availability_zone_id, "use1-az3") != 0;
}

/* --- Protocols and ports of rules --- */

/* -1 and what is absent are any. */
static bool
is_between(AcvNumber from, AcvNumber to, uint16_t value)
{
    return !from.given || from.value < 0
           || (value >= from.value && value <= (to.given ? to.value : from.value));
}

static bool
is_number(AcvNumber number, uint16_t value)
{
    return !number.given || number.value < 0 || number.value == value;
}

static bool
fits_group_rule(const AcvSecurityGroupPermission *rule, const AcvPacket *packet)
{
    bool is_all = rule->protocol.first != rule->protocol.last;
    if (!is_all && rule->protocol.first != packet->protocol) {
        return false;
    }
    switch (is_all ? ACV_LAYER4_NONE : acv_protocol_layer4(packet->protocol)) {
    case ACV_LAYER4_PORTS:
        return is_between(rule->from_port, rule->to_port, packet->destination_port);
    case ACV_LAYER4_ICMP:
        return is_number(rule->from_port, packet->source_port)
               && is_number(rule->to_port, packet->destination_port);
    case ACV_LAYER4_NONE:
        return true;
    }
    g_assert_not_reached();
}

/* --- Security groups --- */

static bool
carries(const AcvStrings *groups, const char *id)
{
    for (size_t i = 0; i < groups->n; i++) {
        if (g_str_equal(groups->items[i], id)) {
            return true;
        }
    }
    return false;
}

/* An end without an interface may be any of its addresses. */
static bool
is_member(const OneEnd *end, const char *vpc_id, const char *group, AcvAddress address)
{
    return end->subnet && !end->interface && g_str_equal(end->subnet->vpc_id, vpc_id)
           && carries(&end->group_ids, group) && acv_address_set_contains(end->addresses, address);
}

/* Whether who has the address, in the VPC, carries the group. An end that talks is itself, whoever
 * else could have its address. */
static bool
group_has(const OneQuestion *q, const OneEnd *far, const char *vpc_id, const char *group,
          AcvAddress address)
{
    if (far->subnet && g_str_equal(far->subnet->vpc_id, vpc_id) && far->addresses
        && acv_address_set_contains(far->addresses, address)) {
        return carries(&far->group_ids, group);
    }
    size_t n;
    const AcvRecord *const *all = acv_snapshot_list(q->snapshot, ACV_KIND_NETWORK_INTERFACE, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvNetworkInterface *interface = (const AcvNetworkInterface *) all[i];
        if (g_str_equal(interface->vpc_id, vpc_id) && one_interface_has(interface, address)) {
            return carries(&interface->group_ids, group);
        }
    }
    return is_member(&q->source, vpc_id, group, address)
           || is_member(&q->target, vpc_id, group, address);
}

static bool
is_peer(const OneQuestion *q, const OneEnd *end, const AcvSecurityGroupPeer *peer,
        AcvAddress address)
{
    const OneEnd *far = end == &q->source ? &q->target : &q->source;
    if (peer->prefix_list_id) {
        const AcvPrefixList *list =
            acv_snapshot_find_prefix_list(q->snapshot, peer->prefix_list_id);
        bool has = false;
        for (size_t i = 0; i < list->cidrs.n; i++) {
            has |= is_in(list->cidrs.items[i], address);
        }
        return has;
    }
    return peer->group_id ? group_has(q, far, end->subnet->vpc_id, peer->group_id, address)
                          : is_in(peer->cidr, address);
}

static bool
group_allows(const OneQuestion *q, const OneEnd *end, const AcvSecurityGroup *group, bool is_egress,
             const AcvPacket *packet)
{
    const AcvSecurityGroupPermissions *rules = is_egress ? &group->egress : &group->ingress;
    AcvAddress far = is_egress ? destination_of(packet) : source_of(packet);
    for (size_t i = 0; i < rules->n; i++) {
        const AcvSecurityGroupPermission *rule = &rules->items[i];
        for (size_t j = 0; fits_group_rule(rule, packet) && j < rule->peers.n; j++) {
            if (is_peer(q, end, &rule->peers.items[j], far)) {
                return true;
            }
        }
    }
    return false;
}

bool
one_groups_allow(const OneQuestion *q, const OneEnd *end, bool is_egress, const AcvPacket *packet)
{
    const AcvVpc *vpc = acv_snapshot_find_vpc(q->snapshot, end->subnet->vpc_id);
    bool allows = end->group_ids.n == 0
                  || one_is_resolver(vpc, is_egress ? destination_of(packet) : source_of(packet));
    for (size_t i = 0; i < end->group_ids.n; i++) {
        const AcvSecurityGroup *group =
            acv_snapshot_find_security_group(q->snapshot, end->group_ids.items[i]);
        allows |= group_allows(q, end, group, is_egress, packet);
    }
    return allows;
}

/* --- Network ACLs --- */

static const AcvNetworkAcl *
acl_of(const AcvSnapshot *snapshot, const AcvSubnet *subnet)
{
    size_t n;
    const AcvRecord *const *all = acv_snapshot_list(snapshot, ACV_KIND_NETWORK_ACL, &n);
    const AcvNetworkAcl *fallback = NULL;
    for (size_t i = 0; i < n; i++) {
        const AcvNetworkAcl *acl = (const AcvNetworkAcl *) all[i];
        for (size_t j = 0; j < acl->associations.n; j++) {
            if (g_strcmp0(acl->associations.items[j].subnet_id, subnet->record.id) == 0) {
                return acl;
            }
        }
        if (acl->is_default == ACV_FLAG_TRUE && g_str_equal(acl->vpc_id, subnet->vpc_id)) {
            fallback = acl;
        }
    }
    return fallback;
}

static bool
fits_entry(const AcvNetworkAclEntry *entry, bool is_egress, const AcvPacket *packet)
{
    AcvAddress far = is_egress ? destination_of(packet) : source_of(packet);
    if ((entry->egress == ACV_FLAG_TRUE) != is_egress
        || (!is_in(entry->cidr_block, far) && !is_in(entry->ipv6_cidr_block, far))
        || packet->protocol < entry->protocol.first || packet->protocol > entry->protocol.last) {
        return false;
    }
    return entry->protocol.first != entry->protocol.last
           || (is_between(entry->from_port, entry->to_port, packet->destination_port)
               && is_number(entry->icmp_type, packet->source_port)
               && is_number(entry->icmp_code, packet->destination_port));
}

bool
one_acl_allows(const OneQuestion *q, const AcvSubnet *subnet, bool is_egress,
               const AcvPacket *packet)
{
    const AcvNetworkAcl *acl = acl_of(q->snapshot, subnet);
    const AcvVpc *vpc = acv_snapshot_find_vpc(q->snapshot, subnet->vpc_id);
    if (!acl || one_is_resolver(vpc, is_egress ? destination_of(packet) : source_of(packet))) {
        return true;
    }
    const AcvNetworkAclEntry *first = NULL;
    for (size_t i = 0; i < acl->entries.n; i++) {
        const AcvNetworkAclEntry *entry = &acl->entries.items[i];
        bool comes_first = !first
                           || (entry->rule_number.value < first->rule_number.value
                               && q->fault != ONE_FAULT_ACL_ORDER);
        if (comes_first && fits_entry(entry, is_egress, packet)) {
            first = entry;
        }
    }
    return first && g_str_equal(first->rule_action, "allow");
}

/* --- Routes --- */

const AcvRouteTable *
one_table_of(const AcvSnapshot *snapshot, const AcvSubnet *subnet)
{
    size_t n;
    const AcvRecord *const *all = acv_snapshot_list(snapshot, ACV_KIND_ROUTE_TABLE, &n);
    const AcvRouteTable *main_table = NULL;
    for (size_t i = 0; i < n; i++) {
        const AcvRouteTable *table = (const AcvRouteTable *) all[i];
        for (size_t j = 0; j < table->associations.n; j++) {
            if (g_strcmp0(table->associations.items[j].subnet_id, subnet->record.id) == 0) {
                return table;
            }
            if (table->associations.items[j].main == ACV_FLAG_TRUE
                && g_str_equal(table->vpc_id, subnet->vpc_id)) {
                main_table = table;
            }
        }
    }
    return main_table;
}

const AcvRouteTable *
one_table_of_gateway(const AcvSnapshot *snapshot, const char *gateway_id)
{
    size_t n;
    const AcvRecord *const *all = acv_snapshot_list(snapshot, ACV_KIND_ROUTE_TABLE, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvRouteTable *table = (const AcvRouteTable *) all[i];
        for (size_t j = 0; j < table->associations.n; j++) {
            if (g_strcmp0(table->associations.items[j].gateway_id, gateway_id) == 0) {
                return table;
            }
        }
    }
    return NULL;
}

/* The longest prefix of a route that holds the address; -1 if none does. */
static int
length_of(const AcvSnapshot *snapshot, const AcvRoute *route, AcvAddress to)
{
    const AcvPrefixList *list =
        acv_snapshot_find_prefix_list(snapshot, route->destination_prefix_list_id);
    int length = -1;
    for (size_t i = 0; list && i < list->cidrs.n; i++) {
        if (is_in(list->cidrs.items[i], to)) {
            length = MAX(length, list->cidrs.items[i].length);
        }
    }
    if (is_in(route->destination_cidr_block, to)) {
        length = route->destination_cidr_block.length;
    }
    if (is_in(route->destination_ipv6_cidr_block, to)) {
        length = route->destination_ipv6_cidr_block.length;
    }
    return length;
}

const AcvRoute *
one_best_route(const OneQuestion *q, const AcvRouteTable *table, AcvAddress to, int *out_length)
{
    const AcvRoute *best = NULL;
    for (size_t i = 0; i < table->routes.n; i++) {
        const AcvRoute *route = &table->routes.items[i];
        int length = length_of(q->snapshot, route, to);
        bool is_better = length > *out_length
                         || (best && length == *out_length && best->destination_prefix_list_id
                             && (!route->destination_prefix_list_id || q->prefers_last_list));
        if (length >= 0 && is_better && !(best && q->fault == ONE_FAULT_ANY_PREFIX)) {
            best = route;
            *out_length = length;
        }
    }
    return best;
}

int
one_local_length(const AcvVpc *vpc, AcvAddress to)
{
    int length = is_in(vpc->cidr_block, to) ? vpc->cidr_block.length : -1;
    const AcvCidrAssociations *lists[] = { &vpc->cidr_block_associations,
                                           &vpc->ipv6_cidr_block_associations };
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
        for (size_t j = 0; j < lists[i]->n; j++) {
            if (is_in(lists[i]->items[j].cidr_block, to)) {
                length = MAX(length, lists[i]->items[j].cidr_block.length);
            }
        }
    }
    return length;
}

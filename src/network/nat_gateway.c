/* NAT gateways: no security group, the ACL of their own subnet, and a port of their own choice. */
#include "network/gateway.h"
#include "network/index.h"
#include "network/stage.h"

const AcvVpc *
acv_nat_gateway_vpc(AcvNetwork *network, const AcvNatGateway *gateway)
{
    const AcvSubnet *subnet =
        acv_snapshot_find_subnet(acv_network_snapshot(network), gateway->subnet_id);
    return subnet ? acv_network_vpc_of(network, subnet) : acv_network_vpc(network, gateway->vpc_id);
}

/* The private addresses of all NAT gateways. */
static const AcvAddressSet *
all_translators(AcvNetwork *network)
{
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(network->snapshot, ACV_KIND_NAT_GATEWAY, &n);
    g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(AcvAddressRange));
    for (size_t i = 0; !network->translators && i < n; i++) {
        const AcvNatGateway *gateway = (const AcvNatGateway *) records[i];
        for (size_t j = 0; j < gateway->addresses.n; j++) {
            AcvAddress address = gateway->addresses.items[j].private_ip;
            if (address.family != ACV_FAMILY_NONE) {
                AcvAddressRange range = acv_address_range(address);
                g_array_append_val(ranges, range);
            }
        }
    }
    if (!network->translators) {
        network->translators = acv_network_ranges_set(network, ranges);
    }
    return network->translators;
}

static bool
has_address(const AcvNatGateway *gateway, const AcvAddressSet *addresses)
{
    for (size_t i = 0; i < gateway->addresses.n; i++) {
        if (acv_address_set_contains(addresses, gateway->addresses.items[i].private_ip)) {
            return true;
        }
    }
    return false;
}

const AcvNatGateway *
acv_nat_gateway_at(AcvNetwork *network, const AcvVpc *vpc, const AcvAddressSet *addresses)
{
    const AcvAddressSet *all = all_translators(network);
    bool may_be = false;
    for (size_t i = 0; i < addresses->n_ranges; i++) {
        may_be |= acv_address_set_overlaps(all, addresses->ranges[i]);
    }
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(network->snapshot, ACV_KIND_NAT_GATEWAY, &n);
    for (size_t i = 0; may_be && i < n; i++) {
        const AcvNatGateway *gateway = (const AcvNatGateway *) records[i];
        if (acv_network_is_in_vpc(network, gateway->vpc_id, gateway->subnet_id, vpc)
            && has_address(gateway, addresses)) {
            return gateway;
        }
    }
    return NULL;
}

bool
acv_nat_gateway_is_regional(const AcvNatGateway *gateway)
{
    return g_strcmp0(gateway->availability_mode, "regional") == 0
           || (gateway->route_table_id && !gateway->subnet_id);
}

bool
acv_nat_gateway_is_public(const AcvNatGateway *gateway)
{
    return g_strcmp0(gateway->connectivity_type, "private") != 0;
}

AcvStage *
acv_nat_gateway_state_stage(AcvNetwork *network, const AcvNatGateway *gateway)
{
    static const char *const usable[] = { "available", NULL };
    return acv_usability_stage(network, &gateway->record, gateway->state, usable,
                               ACV_CODE_BAD_STATE);
}

AcvStage *
acv_nat_gateway_protocol_stage(AcvNetwork *network, const AcvNatGateway *gateway)
{
    static const AcvPortRange protocols[] = {
        { ACV_PROTOCOL_ICMP, ACV_PROTOCOL_ICMP },
        { ACV_PROTOCOL_TCP, ACV_PROTOCOL_TCP },
        { ACV_PROTOCOL_UDP, ACV_PROTOCOL_UDP },
    };
    return acv_protocol_stage(network, &gateway->record, protocols, G_N_ELEMENTS(protocols),
                              ACV_FAMILY_IPV4);
}

static bool
is_registered_in(AcvNetwork *network, const AcvNatGateway *gateway, const AcvSubnet *subnet)
{
    const char *zone_id = acv_network_zone_id_of(network, subnet);
    bool names_zones = false;
    for (size_t i = 0; i < gateway->addresses.n; i++) {
        const AcvNatGatewayAddress *address = &gateway->addresses.items[i];
        bool same_id = zone_id && g_strcmp0(address->availability_zone_id, zone_id) == 0;
        bool same_name = subnet->availability_zone
                         && g_strcmp0(address->availability_zone, subnet->availability_zone) == 0;
        if (same_id || same_name) {
            return true;
        }
        names_zones |= address->availability_zone_id || address->availability_zone;
    }
    return !names_zones || (!zone_id && !subnet->availability_zone);
}

AcvStage *
acv_nat_gateway_zone_stage(AcvNetwork *network, const AcvNatGateway *gateway, const AcvSubnet *from)
{
    bool serves = g_strcmp0(gateway->auto_provision_zones, "enabled") == 0
                  || is_registered_in(network, gateway, from);
    AcvStage *stage = acv_state_stage(network, &gateway->record, serves,
                                      ACV_CODE_REGIONAL_NGW_ROUTE_AZ_RESTRICTION);
    stage->kind = ACV_STAGE_ZONE;
    return stage;
}

/* Where a gateway whose address is not given can have one: not where AWS's own services are. */
static const AcvAddressSet *
possible_addresses(AcvNetwork *network, const AcvNatGateway *gateway)
{
    const AcvSubnet *subnet =
        acv_snapshot_find_subnet(acv_network_snapshot(network), gateway->subnet_id);
    if (subnet) {
        return acv_network_assignable_addresses(network, subnet);
    }
    const AcvVpc *vpc = acv_network_vpc(network, gateway->vpc_id);
    return acv_network_keep_addresses_take(
        network, acv_address_set_subtract(acv_network_vpc_addresses(network, vpc),
                                          acv_network_exempt_addresses(network, vpc)));
}

const AcvAddressSet *
acv_network_nat_gateway_addresses(AcvNetwork *network, const AcvNatGateway *gateway)
{
    const AcvAddressSet *known = acv_network_recall(network, gateway, ACV_MEMO_ADDRESSES);
    if (known) {
        return known;
    }
    bool is_regional = acv_nat_gateway_is_regional(gateway);
    g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(AcvAddressRange));
    for (size_t i = 0; i < gateway->addresses.n; i++) {
        const AcvNatGatewayAddress *given = &gateway->addresses.items[i];
        AcvAddress address = given->private_ip;
        if (address.family == ACV_FAMILY_NONE && is_regional) {
            address = given->public_ip;
        }
        if (address.family == ACV_FAMILY_IPV4) {
            AcvAddressRange range = acv_address_range(address);
            g_array_append_val(ranges, range);
        }
    }
    known = ranges->len > 0 ? acv_network_ranges_set(network, ranges)
                            : possible_addresses(network, gateway);
    acv_network_remember(network, gateway, ACV_MEMO_ADDRESSES, known);
    return known;
}

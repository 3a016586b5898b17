/* Who sends to the internet from a private address. */
#include "analysis/repair_maker.h"
#include "network/gateway.h"
#include "network/placement.h"

#include <string.h>

static const AcvPrefix everything = { .address = { 0, ACV_FAMILY_IPV4 } };

/* Whether the table of 'subnet' leads everything to a public NAT gateway that works. */
static bool
leads_to_nat_gateway(AcvNetwork *network, const AcvSubnet *subnet)
{
    const AcvRouteTable *table = acv_network_route_table_of(network, subnet);
    for (size_t i = 0; table && i < table->routes.n; i++) {
        const AcvRoute *route = &table->routes.items[i];
        const AcvNatGateway *gateway =
            acv_snapshot_find_nat_gateway(acv_network_snapshot(network), route->nat_gateway_id);
        if (acv_prefix_compare(route->destination_cidr_block, everything) == 0 && gateway
            && acv_nat_gateway_is_public(gateway)
            && (!gateway->state || strcmp(gateway->state, "available") == 0)) {
            return true;
        }
    }
    return false;
}

static bool
is_supported(AcvNetwork *network, const AcvSubnet *subnet)
{
    return acv_catalog_zone_support(acv_network_catalog(network),
                                    acv_network_region_of(network, subnet),
                                    acv_network_zone_id_of(network, subnet))
           != ACV_ZONE_UNSUPPORTED;
}

/* The private subnets of 'vpc' with a way out, of supported zones; ids, then NULL. */
static GPtrArray *
subnets_with_nat_gateway(AcvNetwork *network, const AcvVpc *vpc)
{
    size_t n;
    const AcvRecord *const *subnets =
        acv_snapshot_list(acv_network_snapshot(network), ACV_KIND_SUBNET, &n);
    GPtrArray *found = g_ptr_array_new();
    for (size_t i = 0; i < n; i++) {
        const AcvSubnet *subnet = (const AcvSubnet *) subnets[i];
        if (acv_network_vpc_of(network, subnet) == vpc && is_supported(network, subnet)
            && leads_to_nat_gateway(network, subnet)) {
            g_ptr_array_add(found, (gpointer) subnet->record.id);
        }
    }
    g_ptr_array_add(found, NULL);
    return found;
}

/* Whether a NAT gateway sends the blocked packets, and not the source itself. */
static bool
is_translated(const AcvCure *cure)
{
    const AcvPlacement *source = cure->path->source.placement;
    g_autoptr(AcvAddressSet) senders =
        acv_packet_set_addresses(cure->blocker->packets, ACV_FIELD_SOURCE);
    g_autoptr(AcvAddressSet) foreign = acv_address_set_subtract(senders, source->addresses);
    return !acv_address_set_is_empty(foreign);
}

static bool
is_private(const AcvNatGateway *gateway)
{
    return !acv_nat_gateway_is_public(gateway);
}

/* An interface of AgentCore has no public address, wherever it is, so it moves to a private subnet
 * whose way out is a NAT gateway.
 * Source: https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/agentcore-vpc.html */
void
acv_cure_private_source(const AcvCure *cure)
{
    const AcvPlacement *source = cure->path->source.placement;
    bool is_new_gateway = cure->kind == ACV_REPAIR_NAT_GATEWAY;
    if (!source || !acv_placement_is_agentcore(source) || !source->subnet) {
        return;
    }
    if (is_translated(cure)) {
        if (is_new_gateway) {
            acv_cure_replace_nat_gateways(cure, is_private);
        }
    } else if (cure->kind == ACV_REPAIR_AS_BUILT) {
        g_autoptr(GPtrArray) subnets = subnets_with_nat_gateway(cure->network, source->vpc);
        acv_cure_move_runtime(cure, (const char *const *) subnets->pdata);
    } else if (is_new_gateway && !acv_plan_id_of(cure->plan, "private_subnet")) {
        const char *subnet_id = acv_cure_create_private_subnet(cure, source->vpc, source->subnet);
        acv_cure_move_runtime(cure, (const char *const[]){ subnet_id, NULL });
    }
}

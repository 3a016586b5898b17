/* AgentCore in a public subnet: the subnet becomes a private one.
 *
 * Its table leads to a NAT gateway in another public subnet instead of the internet gateway; hosts
 * that have public addresses would not be heard any more, so where such a host uses the table the
 * subnet gets a table of its own, and where it stands in the subnet itself nothing is done. */
#include "analysis/repair_maker.h"
#include "network/gateway.h"

#include <string.h>

static const AcvPrefix everything = { .address = { 0, ACV_FAMILY_IPV4 } };

/* --- Who would be cut off --- */

static bool
is_led_to(AcvNetwork *network, const AcvNatGateway *gateway)
{
    size_t n;
    const AcvRecord *const *tables =
        acv_snapshot_list(acv_network_snapshot(network), ACV_KIND_ROUTE_TABLE, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvRouteTable *table = (const AcvRouteTable *) tables[i];
        for (size_t j = 0; j < table->routes.n; j++) {
            if (g_strcmp0(table->routes.items[j].nat_gateway_id, gateway->record.id) == 0) {
                return true;
            }
        }
    }
    return false;
}

static bool
has_nat_gateway(AcvNetwork *network, const AcvSubnet *subnet)
{
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(acv_network_snapshot(network), ACV_KIND_NAT_GATEWAY, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvNatGateway *gateway = (const AcvNatGateway *) records[i];
        if (g_strcmp0(gateway->subnet_id, subnet->record.id) == 0
            && acv_nat_gateway_is_public(gateway) && is_led_to(network, gateway)) {
            return true;
        }
    }
    return false;
}

/* Whether an interface of the subnet has a public address; a NAT gateway's own does not count. */
static bool
has_public_host(AcvNetwork *network, const AcvVpc *vpc, const AcvSubnet *subnet)
{
    const AcvAddressSet *addresses = acv_network_subnet_addresses(network, subnet);
    size_t n;
    const AcvPublicPair *pairs = acv_network_public_pairs(network, vpc, &n);
    for (size_t i = 0; i < n; i++) {
        size_t n_owners = 0;
        const AcvOwned *owners =
            acv_address_set_overlaps(addresses, pairs[i].private_range)
                ? acv_network_owners(network, vpc, pairs[i].private_range, &n_owners)
                : NULL;
        if (n_owners > 0 && owners[0].owner->kind != ACV_KIND_NAT_GATEWAY) {
            return true;
        }
    }
    const AcvAwaitedPair *awaited = acv_network_awaited_pairs(network, vpc, &n);
    for (size_t i = 0; i < n; i++) {
        if (acv_address_set_overlaps(addresses, awaited[i].private_range)) {
            return true;
        }
    }
    return false;
}

static bool
is_needed_public(AcvNetwork *network, const AcvVpc *vpc, const AcvSubnet *subnet)
{
    return has_nat_gateway(network, subnet) || has_public_host(network, vpc, subnet);
}

/* Whether a subnet that uses the table has to stay public. */
static bool
is_table_needed_public(AcvNetwork *network, const AcvVpc *vpc, const AcvRouteTable *table)
{
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(acv_network_snapshot(network), ACV_KIND_SUBNET, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvSubnet *subnet = (const AcvSubnet *) records[i];
        if (acv_network_vpc_of(network, subnet) == vpc
            && acv_network_route_table_of(network, subnet) == table
            && is_needed_public(network, vpc, subnet)) {
            return true;
        }
    }
    return false;
}

/* --- Tables --- */

/* Whether the subnet loses nothing with the table but ways that a new one has as well. */
static bool
is_plain(const AcvRouteTable *table)
{
    for (size_t i = 0; i < table->routes.n; i++) {
        const AcvRoute *route = &table->routes.items[i];
        bool is_local = g_strcmp0(route->gateway_id, "local") == 0;
        if (!is_local && acv_prefix_compare(route->destination_cidr_block, everything) != 0) {
            return false;
        }
    }
    return true;
}

/* The id of the association that gives the subnet its table; '*out_is_main' if none does. */
static const char *
association_of(const AcvRouteTable *table, const AcvSubnet *subnet, bool *out_is_main)
{
    *out_is_main = true;
    for (size_t i = 0; i < table->associations.n; i++) {
        const AcvRouteTableAssociation *association = &table->associations.items[i];
        if (g_strcmp0(association->subnet_id, subnet->record.id) == 0) {
            *out_is_main = false;
            return association->id;
        }
    }
    return NULL;
}

/* A table of the subnet's own, by which everything goes to a NAT gateway. */
static void
lead_by_own_table(const AcvCure *cure, const AcvRouteTable *old, const AcvSubnet *subnet)
{
    static const char variable[] = "private_route_table";
    AcvPlan *plan = cure->plan;
    const AcvVpc *vpc = cure->path->source.placement->vpc;
    bool is_main;
    const char *association_id = association_of(old, subnet, &is_main);
    const char *gateway =
        association_id || is_main ? acv_cure_create_nat_gateway(cure, vpc, subnet, true) : NULL;
    if (!gateway) {
        return;
    }
    if (!acv_plan_id_of(plan, variable)) {
        AcvAwsCommand *create = acv_plan_command(plan, variable, "ec2", "create-route-table");
        acv_plan_add_id(plan, create, "vpc-id", vpc->record.id);
        acv_plan_append(plan, create);
        acv_cure_append_route(cure, "create-route", acv_plan_id_of(plan, variable), everything,
                              "nat-gateway-id", gateway);
    }
    AcvAwsCommand *command = acv_plan_command(
        plan, NULL, "ec2", is_main ? "associate-route-table" : "replace-route-table-association");
    if (is_main) {
        acv_plan_add_id(plan, command, "subnet-id", subnet->record.id);
    } else {
        acv_plan_add_id(plan, command, "association-id", association_id);
    }
    acv_plan_add_id(plan, command, "route-table-id", acv_plan_id_of(plan, variable));
    acv_plan_append(plan, command);
}

static bool
is_everything(const GArray *prefixes)
{
    for (guint i = 0; i < prefixes->len; i++) {
        if (g_array_index(prefixes, AcvPrefix, i).length == 0) {
            return true;
        }
    }
    return false;
}

void
acv_cure_reroute(const AcvCure *cure)
{
    const AcvPlacement *source = cure->path->source.placement;
    const AcvRouteTable *table = acv_network_route_table_of(cure->network, source->subnet);
    g_autoptr(GArray) destinations = acv_cure_destinations(cure);
    if (!table) {
        return;
    }
    if (!is_everything(destinations)
        || !is_table_needed_public(cure->network, source->vpc, table)) {
        const char *gateway = acv_cure_create_nat_gateway(cure, source->vpc, source->subnet, true);
        for (guint i = 0; gateway && i < destinations->len; i++) {
            acv_cure_lead(cure, table, g_array_index(destinations, AcvPrefix, i), "nat-gateway-id",
                          gateway);
        }
    } else if (is_plain(table) && !is_needed_public(cure->network, source->vpc, source->subnet)) {
        lead_by_own_table(cure, table, source->subnet);
    }
}

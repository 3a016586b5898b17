/* Who talks to the internet and has no public address. */
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

bool
acv_cure_is_translated(const AcvCure *cure)
{
    const AcvPlacement *source = cure->path->source.placement;
    if (!source) {
        return false;
    }
    g_autoptr(AcvAddressSet) senders =
        acv_packet_set_addresses(cure->blocker->packets, ACV_FIELD_SOURCE);
    g_autoptr(AcvAddressSet) foreign = acv_address_set_subtract(senders, source->addresses);
    return !acv_address_set_is_empty(foreign);
}

static bool
is_private(AcvNetwork *network, const AcvNatGateway *gateway)
{
    (void) network;
    return !acv_nat_gateway_is_public(gateway);
}

/* --- Hosts --- */

/* Whether people may give the interface an address. */
static bool
is_of_host(const AcvPlacement *placement)
{
    const AcvNetworkInterface *interface = placement->interface;
    return interface && acv_interface_is_of_host(interface)
           && interface->private_ip_address.family == ACV_FAMILY_IPV4;
}

/* Whether the repair is by the gateways that are there. */
static bool
keeps_ways(const AcvCure *cure)
{
    return cure->kind == ACV_REPAIR_AS_BUILT || cure->kind == ACV_REPAIR_RESOLVER;
}

/* "public_address", "public_address_2", … */
static const char *
address_variable(const AcvPlan *plan)
{
    g_autofree char *name = g_strdup("public_address");
    for (unsigned i = 2; acv_plan_id_of(plan, name); i++) {
        g_free(name);
        name = g_strdup_printf("public_address_%u", i);
    }
    return acv_arena_text(plan->arena, name);
}

static bool
has_given_address(const AcvPlan *plan, const char *interface, const char *private_ip)
{
    for (guint i = 0; i < plan->commands->len; i++) {
        const AcvAwsCommand *command = g_ptr_array_index(plan->commands, i);
        if (strcmp(command->operation, "associate-address") == 0
            && g_strcmp0(acv_command_value(command, "network-interface-id"), interface) == 0
            && g_strcmp0(acv_command_value(command, "private-ip-address"), private_ip) == 0) {
            return true;
        }
    }
    return false;
}

/* Gives a private address of an interface an Elastic IP address: which, only AWS knows. */
static void
give_address(const AcvCure *cure, const AcvNetworkInterface *interface, AcvAddress address)
{
    AcvPlan *plan = cure->plan;
    char text[ACV_ADDRESS_TEXT_SIZE];
    bool is_primary = acv_address_compare(address, interface->private_ip_address) == 0;
    const char *private_ip = is_primary ? NULL : acv_address_print(address, text);
    const char *variable = address_variable(plan);
    if (has_given_address(plan, acv_plan_word_of_id(plan, interface->record.id), private_ip)) {
        return;
    }
    AcvAwsCommand *allocate = acv_plan_command(plan, variable, "ec2", "allocate-address");
    acv_plan_add_word(plan, allocate, "domain", "vpc");
    acv_plan_append(plan, allocate);
    AcvAwsCommand *associate = acv_plan_command(plan, NULL, "ec2", "associate-address");
    acv_plan_add_id(plan, associate, "allocation-id", acv_plan_id_of(plan, variable));
    acv_plan_add_id(plan, associate, "network-interface-id", interface->record.id);
    if (private_ip) {
        acv_plan_add_word(plan, associate, "private-ip-address", private_ip);
    }
    acv_plan_append(plan, associate);
}

/* The primary address of an interface, and of the others those among 'needed', get one each. */
static void
give_addresses(const AcvCure *cure, const AcvNetworkInterface *interface,
               const AcvAddressSet *needed)
{
    give_address(cure, interface, interface->private_ip_address);
    for (size_t i = 0; i < interface->private_ip_addresses.n; i++) {
        AcvAddress address = interface->private_ip_addresses.items[i].address;
        if (acv_address_set_overlaps(needed, acv_address_range(address))) {
            give_address(cure, interface, address);
        }
    }
}

void
acv_cure_private_target(const AcvCure *cure)
{
    const AcvPlacement *target = cure->path->target.placement;
    if (target && is_of_host(target) && keeps_ways(cure)) {
        give_address(cure, target->interface, target->interface->private_ip_address);
    }
}

/* The first assignable IPv6 address of a subnet that no interface has; false if there is none. */
static bool
find_ipv6_address(AcvNetwork *network, const AcvPlacement *host, AcvAddress *out)
{
    enum { MOST_TRIED = 4096, FIRST = 16 };
    const AcvAddressSet *addresses =
        host->subnet ? acv_network_assignable_addresses(network, host->subnet) : NULL;
    for (size_t i = 0; addresses && i < addresses->n_ranges; i++) {
        AcvAddressRange range = addresses->ranges[i];
        AcvUint128 value = range.first - range.first % FIRST + FIRST;
        for (unsigned j = 0; range.family == ACV_FAMILY_IPV6 && j < MOST_TRIED; j++, value++) {
            *out = (AcvAddress){ value, ACV_FAMILY_IPV6 };
            size_t n;
            acv_network_owners(network, host->vpc, acv_address_range(*out), &n);
            if (n == 0 && value <= range.last) {
                return true;
            }
        }
    }
    return false;
}

static void
give_ipv6_address(const AcvCure *cure, const AcvPlacement *host)
{
    AcvAddress address;
    char text[ACV_ADDRESS_TEXT_SIZE];
    if (!host || !is_of_host(host) || host->interface->ipv6_addresses.n > 0
        || !find_ipv6_address(cure->network, host, &address)) {
        return;
    }
    AcvPlan *plan = cure->plan;
    AcvAwsCommand *command = acv_plan_command(plan, NULL, "ec2", "assign-ipv6-addresses");
    acv_plan_add_id(plan, command, "network-interface-id", host->interface->record.id);
    acv_plan_add_word(plan, command, "ipv6-addresses", acv_address_print(address, text));
    acv_plan_append(plan, command);
}

void
acv_cure_family(const AcvCure *cure)
{
    const AcvPlacement *target = cure->path->target.placement;
    if (cure->path->source.kind == ACV_PARTY_INTERNET && target && is_of_host(target)
        && target->interface->ipv6_addresses.n > 0) {
        give_address(cure, target->interface, target->interface->private_ip_address);
        return;
    }
    give_ipv6_address(cure, cure->path->source.placement);
    give_ipv6_address(cure, target);
}

/* --- Sources --- */

/* The runtime goes where a NAT gateway serves it: to new private subnets, or its own become ones if
 * there is another subnet for the gateway. Others have their subnets as long as they exist. */
static void
cure_with_nat_gateway(const AcvCure *cure)
{
    const AcvPlacement *source = cure->path->source.placement;
    bool can_move =
        cure->path->source.record && cure->path->source.record->kind == ACV_KIND_AGENT_RUNTIME;
    guint n_before = cure->plan->commands->len;
    if (!can_move || acv_cure_find_public_subnet(cure, source->vpc, source->subnet, true)) {
        acv_cure_reroute(cure);
    }
    if (can_move && cure->plan->commands->len == n_before
        && !acv_plan_id_of(cure->plan, "private_subnet")) {
        const char *subnet_id = acv_cure_create_private_subnet(cure, source->vpc, source->subnet);
        acv_cure_move_runtime(cure, (const char *const[]){ subnet_id, NULL });
    }
}

/* An interface of AgentCore has no public address, wherever it is, so its way out is a NAT gateway.
 * Source: https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/agentcore-vpc.html */
static void
cure_agentcore(const AcvCure *cure)
{
    const AcvPlacement *source = cure->path->source.placement;
    if (cure->kind == ACV_REPAIR_AS_BUILT) {
        g_autoptr(GPtrArray) subnets = subnets_with_nat_gateway(cure->network, source->vpc);
        acv_cure_move_runtime(cure, (const char *const *) subnets->pdata);
    } else if (cure->kind == ACV_REPAIR_NAT_GATEWAY) {
        cure_with_nat_gateway(cure);
    }
}

void
acv_cure_private_source(const AcvCure *cure)
{
    const AcvPlacement *source = cure->path->source.placement;
    if (!source || !source->subnet) {
        return;
    }
    if (acv_cure_is_translated(cure)) {
        if (cure->kind == ACV_REPAIR_NAT_GATEWAY) {
            acv_cure_replace_nat_gateways(cure, is_private);
        }
    } else if (acv_placement_is_agentcore(source)) {
        cure_agentcore(cure);
    } else if (is_of_host(source) && keeps_ways(cure)) {
        g_autoptr(AcvAddressSet) senders =
            acv_packet_set_addresses(cure->blocker->packets, ACV_FIELD_SOURCE);
        give_addresses(cure, source->interface, senders);
    }
}

/* Routes, and the gateways that they lead to. */
#include "analysis/repair_maker.h"
#include "analysis/traffic.h"
#include "network/gateway.h"
#include "network/hops.h"

#include <string.h>

static const AcvPrefix everything_ipv6 = { .address = { 0, ACV_FAMILY_IPV6 } };

static bool
has_text(const AcvStrings *strings, const char *text)
{
    for (size_t i = 0; i < strings->n; i++) {
        if (strcmp(strings->items[i], text) == 0) {
            return true;
        }
    }
    return false;
}

/* --- Routes --- */

static bool
has_destination(const AcvRouteTable *table, AcvPrefix destination)
{
    for (size_t i = 0; table->routes.items && i < table->routes.n; i++) {
        const AcvRoute *route = &table->routes.items[i];
        if (acv_prefix_compare(route->destination_cidr_block, destination) == 0
            || acv_prefix_compare(route->destination_ipv6_cidr_block, destination) == 0) {
            return true;
        }
    }
    return false;
}

static const char *
option_of_destination(AcvPrefix destination)
{
    return destination.address.family == ACV_FAMILY_IPV6 ? "destination-ipv6-cidr-block"
                                                         : "destination-cidr-block";
}

void
acv_cure_append_route(const AcvCure *cure, const char *operation, const char *table_id,
                      AcvPrefix destination, const char *option, const char *target_id)
{
    AcvPlan *plan = cure->plan;
    AcvAwsCommand *command = acv_plan_command(plan, NULL, "ec2", operation);
    acv_plan_add_id(plan, command, "route-table-id", table_id);
    acv_plan_add_prefix(plan, command, option_of_destination(destination), destination);
    acv_plan_add_id(plan, command, option, target_id);
    acv_plan_append(plan, command);
}

void
acv_cure_lead(const AcvCure *cure, const AcvRouteTable *table, AcvPrefix destination,
              const char *option, const char *target_id)
{
    acv_cure_append_route(cure,
                          has_destination(table, destination) ? "replace-route" : "create-route",
                          table->record.id, destination, option, target_id);
}

GArray *
acv_cure_destinations(const AcvCure *cure)
{
    g_autoptr(AcvAddressSet) addresses =
        acv_packet_set_addresses(cure->blocker->packets, ACV_FIELD_DESTINATION);
    GArray *ipv4 = acv_prefixes_of(addresses, ACV_FAMILY_IPV4);
    g_autoptr(GArray) ipv6 = acv_prefixes_of(addresses, ACV_FAMILY_IPV6);
    if (ipv6->len > 0) {
        g_array_append_vals(ipv4, ipv6->data, ipv6->len);
    }
    return ipv4;
}

/* A route that exists and leads nowhere is replaced, whatever is asked. */
static bool
replaces_route(const AcvCure *cure, AcvPrefix *out)
{
    const AcvRoute *route = cure->blocker->rule ? cure->blocker->rule->route : NULL;
    if (!route || cure->blocker->code != ACV_CODE_BAD_STATE_ROUTE) {
        return false;
    }
    *out = route->destination_cidr_block.address.family != ACV_FAMILY_NONE
               ? route->destination_cidr_block
               : route->destination_ipv6_cidr_block;
    return out->address.family != ACV_FAMILY_NONE;
}

static void
lead_blocked(const AcvCure *cure, const AcvRouteTable *table, const char *option,
             const char *target_id)
{
    AcvPrefix replaced;
    if (replaces_route(cure, &replaced)) {
        acv_cure_lead(cure, table, replaced, option, target_id);
        return;
    }
    g_autoptr(GArray) destinations = acv_cure_destinations(cure);
    for (guint i = 0; i < destinations->len; i++) {
        acv_cure_lead(cure, table, g_array_index(destinations, AcvPrefix, i), option, target_id);
    }
}

bool
acv_cure_is_associated(const AcvVpcEndpoint *endpoint, const AcvRouteTable *table)
{
    return has_text(&endpoint->route_table_ids, table->record.id);
}

void
acv_cure_associate_endpoint(const AcvCure *cure, const AcvRouteTable *table,
                            const AcvVpcEndpoint *endpoint)
{
    if (acv_cure_is_associated(endpoint, table)) {
        return;
    }
    AcvAwsCommand *command = acv_plan_command(cure->plan, NULL, "ec2", "modify-vpc-endpoint");
    acv_plan_add_id(cure->plan, command, "vpc-endpoint-id", endpoint->record.id);
    acv_plan_add_id(cure->plan, command, "add-route-table-ids", table->record.id);
    acv_plan_append(cure->plan, command);
}

/* Whether packets that a NAT gateway sends on come to 'table' again. */
static bool
leads_back(const AcvCure *cure, const AcvRecord *gateway, const AcvRouteTable *table)
{
    const AcvSubnet *subnet =
        gateway->kind == ACV_KIND_NAT_GATEWAY ? acv_snapshot_find_subnet(
            acv_network_snapshot(cure->network), ((const AcvNatGateway *) gateway)->subnet_id)
                                              : NULL;
    return subnet && acv_network_route_table_of(cure->network, subnet) == table;
}

/* Who has a public address, or can be given one, needs no other gateway; it is made if there is
 * none. */
static void
lead_to_internet_gateway(const AcvCure *cure, const AcvRouteTable *table)
{
    const AcvPlacement *source = cure->path->source.placement;
    const AcvVpc *vpc = cure->blocker->step->hop->vpc;
    g_autoptr(AcvAddressSet) destinations =
        acv_packet_set_addresses(cure->blocker->packets, ACV_FIELD_DESTINATION);
    bool is_public_source =
        acv_cure_is_translated(cure)
        || (source && source->interface && acv_interface_is_of_host(source->interface));
    if (is_public_source && vpc && !acv_address_set_is_empty(destinations)
        && destinations->ranges[0].family == ACV_FAMILY_IPV4) {
        lead_blocked(cure, table, "gateway-id", acv_cure_internet_gateway(cure, vpc));
    }
}

/* Whether a route that leads nowhere is not to be replaced but taken away: it stands before one to
 * a target of a kind to which nobody can add routes, or is for a list of destinations. */
static bool
is_in_the_way(const AcvCure *cure, const AcvRecord *target)
{
    const AcvRoute *route = cure->blocker->rule ? cure->blocker->rule->route : NULL;
    if (!route || cure->blocker->code != ACV_CODE_BAD_STATE_ROUTE
        || g_strcmp0(route->gateway_id, target->id) == 0) {
        return false;
    }
    return route->destination_prefix_list_id || target->kind == ACV_KIND_VPC
           || target->kind == ACV_KIND_VPC_ENDPOINT;
}

static void
delete_route(const AcvCure *cure, const AcvRouteTable *table)
{
    AcvPrefix destination;
    AcvAwsCommand *command = acv_plan_command(cure->plan, NULL, "ec2", "delete-route");
    acv_plan_add_id(cure->plan, command, "route-table-id", table->record.id);
    if (replaces_route(cure, &destination)) {
        acv_plan_add_prefix(cure->plan, command, option_of_destination(destination), destination);
    } else {
        acv_plan_add_id(cure->plan, command, "destination-prefix-list-id",
                        cure->blocker->rule->route->destination_prefix_list_id);
    }
    acv_plan_append(cure->plan, command);
}

/* Leads the packets where the search for blockers went on. */
static void
lead_to_detour(const AcvCure *cure, const AcvRouteTable *table)
{
    const AcvHop *hop = cure->blocker->step->detour;
    while (hop && hop->next && hop->kind == ACV_HOP_SUBNET_INGRESS) {
        hop = hop->next;
    }
    const AcvRecord *target = hop ? hop->component : NULL;
    if (!target || leads_back(cure, target, table)) {
        lead_to_internet_gateway(cure, table);
        return;
    }
    if (is_in_the_way(cure, target)) {
        delete_route(cure, table);
    } else if (target->kind == ACV_KIND_VPC_ENDPOINT) {
        acv_cure_associate_endpoint(cure, table, (const AcvVpcEndpoint *) target);
    } else if (target->kind == ACV_KIND_NAT_GATEWAY) {
        lead_blocked(cure, table, "nat-gateway-id", target->id);
    } else if (target->kind == ACV_KIND_INTERNET_GATEWAY) {
        lead_blocked(cure, table, "gateway-id", target->id);
    } else if (target->kind == ACV_KIND_EGRESS_ONLY_INTERNET_GATEWAY) {
        lead_blocked(cure, table, "egress-only-internet-gateway-id", target->id);
    }
}

/* Leads IPv4 to a new NAT gateway; IPv6 to a new egress-only gateway. */
static void
lead_to_new_gateway(const AcvCure *cure, const AcvVpc *vpc, const AcvSubnet *near,
                    const AcvRouteTable *table)
{
    g_autoptr(AcvAddressSet) destinations =
        acv_packet_set_addresses(cure->blocker->packets, ACV_FIELD_DESTINATION);
    if (acv_address_set_is_empty(destinations)) {
        return;
    }
    if (destinations->ranges[0].family == ACV_FAMILY_IPV4) {
        const char *gateway = acv_cure_create_nat_gateway(cure, vpc, near, false);
        if (gateway) {
            lead_blocked(cure, table, "nat-gateway-id", gateway);
        }
    } else {
        AcvPlan *plan = cure->plan;
        AcvAwsCommand *create = acv_plan_command(plan, "egress_only_gateway", "ec2",
                                                 "create-egress-only-internet-gateway");
        acv_plan_add_id(plan, create, "vpc-id", vpc->record.id);
        acv_plan_append(plan, create);
        acv_cure_lead(cure, table, everything_ipv6, "egress-only-internet-gateway-id",
                      acv_plan_id_of(plan, "egress_only_gateway"));
    }
}

/* --- What blocks --- */

/* A table from which packets that a gateway already translated go nowhere: the gateway stands in a
 * private subnet, so that the way needs another one, from the source's own table. */
static const AcvRouteTable *
table_to_change(const AcvCure *cure)
{
    const AcvRecord *component = cure->blocker->step->component;
    const AcvPlacement *source = cure->path->source.placement;
    bool is_reply = cure->blocker->step->is_reply;
    if (cure->kind == ACV_REPAIR_NAT_GATEWAY && !is_reply && source && source->subnet) {
        return acv_network_route_table_of(cure->network, source->subnet);
    }
    return component && component->kind == ACV_KIND_ROUTE_TABLE ? (const AcvRouteTable *) component
                                                                : NULL;
}

/* What answers the internet does so by the internet gateway. */
static void
lead_replies(const AcvCure *cure)
{
    const AcvRecord *component = cure->blocker->step->component;
    const AcvVpc *vpc = cure->blocker->step->hop->vpc;
    if (cure->path->source.kind != ACV_PARTY_INTERNET || !vpc || !component
        || component->kind != ACV_KIND_ROUTE_TABLE) {
        return;
    }
    g_autoptr(AcvAddressSet) callers =
        acv_packet_set_addresses(cure->blocker->packets, ACV_FIELD_SOURCE);
    g_autoptr(GArray) prefixes = acv_prefixes_of(callers, ACV_FAMILY_IPV4);
    const char *gateway = acv_cure_internet_gateway(cure, vpc);
    for (guint i = 0; i < prefixes->len; i++) {
        acv_cure_lead(cure, (const AcvRouteTable *) component,
                      g_array_index(prefixes, AcvPrefix, i), "gateway-id", gateway);
    }
}

void
acv_cure_route(const AcvCure *cure)
{
    const AcvRouteTable *table = table_to_change(cure);
    const AcvHop *hop = cure->blocker->step->hop;
    bool is_reply = cure->blocker->step->is_reply;
    if (is_reply && !cure->blocker->step->detour) {
        lead_replies(cure);
        return;
    }
    if (!table) {
        return;
    }
    if (cure->kind == ACV_REPAIR_NAT_GATEWAY && !is_reply) {
        const AcvPlacement *source = cure->path->source.placement;
        lead_to_new_gateway(cure, hop->vpc, source ? source->subnet : hop->subnet, table);
    } else {
        lead_to_detour(cure, table);
    }
}

void
acv_cure_missing_endpoint(const AcvCure *cure)
{
    const AcvPlacement *source = cure->path->source.placement;
    const AcvRouteTable *table =
        source && source->subnet ? acv_network_route_table_of(cure->network, source->subnet) : NULL;
    if (cure->kind == ACV_REPAIR_NAT_GATEWAY && table) {
        lead_to_new_gateway(cure, source->vpc, source->subnet, table);
    }
}

void
acv_cure_replace_nat_gateways(const AcvCure *cure, AcvNatGatewayTest is_bad)
{
    const AcvPlacement *source = cure->path->source.placement;
    const AcvRouteTable *table =
        source && source->subnet ? acv_network_route_table_of(cure->network, source->subnet) : NULL;
    for (size_t i = 0; table && i < table->routes.n; i++) {
        const AcvRoute *route = &table->routes.items[i];
        const AcvNatGateway *old = acv_snapshot_find_nat_gateway(
            acv_network_snapshot(cure->network), route->nat_gateway_id);
        bool is_ipv4 = route->destination_cidr_block.address.family != ACV_FAMILY_NONE;
        const char *gateway =
            old && is_ipv4 && is_bad(cure->network, old)
                ? acv_cure_create_nat_gateway(cure, source->vpc, source->subnet, false)
                : NULL;
        if (gateway) {
            acv_cure_lead(cure, table, route->destination_cidr_block, "nat-gateway-id", gateway);
        }
    }
}

static bool
does_not_work(AcvNetwork *network, const AcvNatGateway *gateway)
{
    (void) network;
    return gateway->state && strcmp(gateway->state, "available") != 0
           && strcmp(gateway->state, "pending") != 0;
}

static bool
is_regional(AcvNetwork *network, const AcvNatGateway *gateway)
{
    (void) network;
    return acv_nat_gateway_is_regional(gateway);
}

/* It stands in a subnet that is lost. */
static bool
is_lost(AcvNetwork *network, const AcvNatGateway *gateway)
{
    const AcvSubnet *subnet =
        acv_snapshot_find_subnet(acv_network_snapshot(network), gateway->subnet_id);
    return subnet && !acv_cure_is_subnet_usable(subnet);
}

void
acv_cure_nat_zone(const AcvCure *cure)
{
    if (cure->kind == ACV_REPAIR_NAT_GATEWAY) {
        acv_cure_replace_nat_gateways(cure, is_regional);
    }
}

static void
start_instance(const AcvCure *cure, const AcvRecord *instance)
{
    AcvAwsCommand *command = acv_plan_command(cure->plan, NULL, "ec2", "start-instances");
    acv_plan_add_id(cure->plan, command, "instance-ids", instance->id);
    acv_plan_append(cure->plan, command);
}

static void
start_database(const AcvCure *cure, const AcvRecord *database)
{
    bool is_cluster = database->kind == ACV_KIND_DB_CLUSTER;
    AcvAwsCommand *command = acv_plan_command(
        cure->plan, NULL, "rds", is_cluster ? "start-db-cluster" : "start-db-instance");
    acv_plan_add_id(cure->plan, command,
                    is_cluster ? "db-cluster-identifier" : "db-instance-identifier", database->id);
    acv_plan_append(cure->plan, command);
}

void
acv_cure_bad_state(const AcvCure *cure)
{
    const AcvRecord *component = cure->blocker->step->component;
    if (!component) {
        return;
    }
    if (component->kind == ACV_KIND_NAT_GATEWAY && cure->kind == ACV_REPAIR_NAT_GATEWAY) {
        acv_cure_replace_nat_gateways(cure, does_not_work);
    } else if (component->kind == ACV_KIND_SUBNET && cure->kind == ACV_REPAIR_NAT_GATEWAY) {
        acv_cure_replace_nat_gateways(cure, is_lost);
    } else if (component->kind == ACV_KIND_DB_INSTANCE
               && g_strcmp0(((const AcvDbInstance *) component)->status, "stopped") == 0) {
        start_database(cure, component);
    } else if (component->kind == ACV_KIND_DB_CLUSTER
               && g_strcmp0(((const AcvDbCluster *) component)->status, "stopped") == 0) {
        start_database(cure, component);
    } else if (component->kind == ACV_KIND_INSTANCE
               && g_strcmp0(((const AcvInstance *) component)->state, "stopped") == 0) {
        start_instance(cure, component);
    } else if (component->kind == ACV_KIND_VPC_ENDPOINT) {
        acv_cure_replace_endpoint(cure, (const AcvVpcEndpoint *) component);
    }
}

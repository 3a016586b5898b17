/* VPC endpoints. Source:
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpcEndpoint.html
 * https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html */
#include "change/apply.h"
#include "change/operation.h"

#include <string.h>

static bool
is_gateway(const AcvVpcEndpoint *endpoint)
{
    return g_strcmp0(endpoint->type, "Gateway") == 0;
}

/* --- Routes of gateway endpoints --- */

static const char *
list_of_service(AcvEditing *editing, const char *service_name)
{
    g_autoptr(GPtrArray) lists = acv_editing_list(editing, ACV_KIND_PREFIX_LIST);
    for (guint i = 0; i < lists->len; i++) {
        const AcvPrefixList *list = g_ptr_array_index(lists, i);
        if (g_strcmp0(list->name, service_name) == 0) {
            return list->record.id;
        }
    }
    return NULL;
}

/* Adds the route to the endpoint's prefix list. Where the scenario does not have the list, the
 * endpoint alone says that the table leads to it. */
static void
add_route(AcvEditing *editing, const char *option, const AcvVpcEndpoint *endpoint,
          const char *table_id)
{
    const char *list_id = list_of_service(editing, endpoint->service_name);
    AcvRoute route = { .destination_prefix_list_id = list_id,
                       .gateway_id = endpoint->record.id,
                       .origin = "CreateRoute",
                       .state = "active" };
    size_t index;
    AcvRouteTable *table =
        (AcvRouteTable *) acv_editing_touch(editing, ACV_KIND_ROUTE_TABLE, table_id);
    if (!list_id || !table->routes.items) {
        return;
    }
    if (acv_route_table_find(table, &route, &index)) {
        const char *other = table->routes.items[index].gateway_id;
        acv_editing_fail(editing, option, "RouteAlreadyExists: %s has a route to %s%s%s", table_id,
                         list_id, other ? ", by " : "", other ? other : "");
        return;
    }
    acv_editing_append(editing, &table->routes, &route, sizeof route);
}

static void
add_tables(AcvEditing *editing, const char *option, AcvVpcEndpoint *endpoint,
           const AcvStrings *table_ids)
{
    for (size_t i = 0; i < table_ids->n; i++) {
        const char *id = table_ids->items[i];
        const AcvRouteTable *table = (const AcvRouteTable *) acv_editing_find(
            editing, option, "InvalidRouteTableId.NotFound", ACV_KIND_ROUTE_TABLE, id);
        if (!table
            || !acv_editing_check_same_vpc(editing, option, "InvalidParameter", id, table->vpc_id,
                                           endpoint->vpc_id)) {
            continue;
        }
        if (!acv_strings_hold(&endpoint->route_table_ids, id)) {
            add_route(editing, option, endpoint, table->record.id);
            acv_editing_append_text(editing, &endpoint->route_table_ids, table->record.id);
        }
    }
}

static void
remove_routes(AcvEditing *editing, const char *endpoint_id, const char *table_id)
{
    AcvRouteTable *table =
        (AcvRouteTable *) acv_editing_touch(editing, ACV_KIND_ROUTE_TABLE, table_id);
    for (size_t i = table ? table->routes.n : 0; i > 0; i--) {
        if (g_strcmp0(table->routes.items[i - 1].gateway_id, endpoint_id) == 0) {
            acv_editing_drop(editing, &table->routes, i - 1, sizeof(AcvRoute));
        }
    }
}

/* --- Subnets and groups of interface endpoints --- */

static bool
same_zone(const AcvSubnet *a, const AcvSubnet *b)
{
    const char *zone = a->availability_zone_id ? a->availability_zone_id : a->availability_zone;
    const char *other = a->availability_zone_id ? b->availability_zone_id : b->availability_zone;
    return zone && g_strcmp0(zone, other) == 0;
}

/* An endpoint has one subnet of each zone. */
static bool
check_zone(AcvEditing *editing, const char *option, const AcvVpcEndpoint *endpoint,
           const AcvSubnet *subnet)
{
    for (size_t i = 0; i < endpoint->subnet_ids.n; i++) {
        const AcvSubnet *other = (const AcvSubnet *) acv_snapshot_builder_find(
            editing->builder, ACV_KIND_SUBNET, endpoint->subnet_ids.items[i]);
        if (other && same_zone(subnet, other)) {
            acv_editing_fail(editing, option,
                             "DuplicateSubnetsInSameZone: %s and %s are in one zone",
                             other->record.id, subnet->record.id);
            return false;
        }
    }
    return true;
}

static void
add_subnets(AcvEditing *editing, const char *option, AcvVpcEndpoint *endpoint,
            const AcvStrings *subnet_ids)
{
    for (size_t i = 0; i < subnet_ids->n; i++) {
        const AcvSubnet *subnet = acv_editing_find_subnet(editing, option, subnet_ids->items[i]);
        if (subnet && !acv_strings_hold(&endpoint->subnet_ids, subnet->record.id)
            && acv_editing_check_same_vpc(editing, option, "InvalidParameter", subnet->record.id,
                                          subnet->vpc_id, endpoint->vpc_id)
            && check_zone(editing, option, endpoint, subnet)) {
            acv_editing_append_text(editing, &endpoint->subnet_ids, subnet->record.id);
        }
    }
}

static void
remove_subnets(AcvEditing *editing, AcvVpcEndpoint *endpoint, const AcvStrings *subnet_ids)
{
    for (size_t i = 0; i < subnet_ids->n; i++) {
        if (!acv_editing_drop_text(editing, &endpoint->subnet_ids, subnet_ids->items[i])) {
            acv_editing_fail(editing, "remove-subnet-ids",
                             "InvalidSubnetID.NotFound: %s is not a subnet of %s",
                             subnet_ids->items[i], endpoint->record.id);
        }
    }
    for (size_t i = endpoint->network_interface_ids.n; i > 0; i--) {
        const char *id = endpoint->network_interface_ids.items[i - 1];
        const AcvNetworkInterface *interface =
            (const AcvNetworkInterface *) acv_snapshot_builder_find(editing->builder,
                                                                    ACV_KIND_NETWORK_INTERFACE, id);
        if (interface && acv_strings_hold(subnet_ids, interface->subnet_id)) {
            acv_editing_drop(editing, &endpoint->network_interface_ids, i - 1, sizeof id);
            acv_editing_remove(editing, ACV_KIND_NETWORK_INTERFACE, id);
        }
    }
}

/* Its interfaces carry what the endpoint carries. */
static void
change_groups(AcvEditing *editing, AcvVpcEndpoint *endpoint,
              const AcvModifyVpcEndpointRequest *asked)
{
    for (size_t i = 0; i < asked->remove_group_ids.n; i++) {
        if (!acv_editing_drop_text(editing, &endpoint->group_ids,
                                   asked->remove_group_ids.items[i])) {
            acv_editing_fail(editing, "remove-security-group-ids",
                             "InvalidGroup.NotFound: %s is not a group of %s",
                             asked->remove_group_ids.items[i], endpoint->record.id);
        }
    }
    for (size_t i = 0; i < asked->add_group_ids.n; i++) {
        if (!acv_strings_hold(&endpoint->group_ids, asked->add_group_ids.items[i])) {
            acv_editing_append_text(editing, &endpoint->group_ids, asked->add_group_ids.items[i]);
        }
    }
    if (endpoint->group_ids.n == 0) {
        acv_editing_fail(editing, "remove-security-group-ids",
                         "InvalidParameter: %s would be left without a security group",
                         endpoint->record.id);
    }
    for (size_t i = 0; i < endpoint->network_interface_ids.n; i++) {
        AcvNetworkInterface *interface = (AcvNetworkInterface *) acv_editing_touch(
            editing, ACV_KIND_NETWORK_INTERFACE, endpoint->network_interface_ids.items[i]);
        if (interface) {
            interface->group_ids = endpoint->group_ids;
        }
    }
}

/* --- Private DNS --- */

static bool
is_alive(const AcvVpcEndpoint *endpoint)
{
    return !endpoint->state || strcmp(endpoint->state, "available") == 0
           || strcmp(endpoint->state, "pending") == 0
           || strcmp(endpoint->state, "pendingAcceptance") == 0;
}

/* The other endpoint of the VPC that has the names of the service already; NULL if none has. */
static const AcvVpcEndpoint *
find_rival(AcvEditing *editing, const AcvVpcEndpoint *endpoint)
{
    g_autoptr(GPtrArray) records = acv_editing_list(editing, ACV_KIND_VPC_ENDPOINT);
    for (guint i = 0; i < records->len; i++) {
        const AcvVpcEndpoint *other = g_ptr_array_index(records, i);
        if (g_strcmp0(other->record.id, endpoint->record.id) != 0 && is_alive(other)
            && other->private_dns_enabled == ACV_FLAG_TRUE
            && g_strcmp0(other->vpc_id, endpoint->vpc_id) == 0
            && g_strcmp0(other->service_name, endpoint->service_name) == 0) {
            return other;
        }
    }
    return NULL;
}

/* Source: https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html */
static void
check_private_dns(AcvEditing *editing, const AcvVpcEndpoint *endpoint)
{
    const AcvVpc *vpc = (const AcvVpc *) acv_snapshot_builder_find(editing->builder, ACV_KIND_VPC,
                                                                   endpoint->vpc_id);
    const AcvVpcEndpoint *rival = find_rival(editing, endpoint);
    if (vpc
        && (vpc->enable_dns_support == ACV_FLAG_FALSE
            || vpc->enable_dns_hostnames == ACV_FLAG_FALSE)) {
        acv_editing_fail(editing, "private-dns-enabled",
                         "InvalidParameter: private DNS requires enableDnsSupport and "
                         "enableDnsHostnames of %s to be true",
                         vpc->record.id);
    }
    if (rival) {
        acv_editing_fail(editing, "private-dns-enabled",
                         "InvalidParameter: %s has the private DNS names of %s in %s already",
                         rival->record.id, endpoint->service_name, endpoint->vpc_id);
    }
}

/* --- Creating --- */

/* Source: https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html */
static bool
has_gateway_endpoints(const char *service_name)
{
    static const char *const services[] = { ".s3", ".s3express", ".dynamodb" };
    for (size_t i = 0; i < G_N_ELEMENTS(services); i++) {
        if (g_str_has_suffix(service_name, services[i])) {
            return true;
        }
    }
    return false;
}

static void
create_gateway(AcvEditing *editing, AcvVpcEndpoint *endpoint, const AcvVpcEndpoint *asked)
{
    if (!has_gateway_endpoints(asked->service_name)) {
        acv_editing_fail(editing, "vpc-endpoint-type",
                         "InvalidParameter: %s has no gateway endpoints; "
                         "use --vpc-endpoint-type Interface",
                         asked->service_name);
        return;
    }
    if (asked->subnet_ids.n > 0 || asked->group_ids.n > 0
        || asked->private_dns_enabled == ACV_FLAG_TRUE) {
        acv_editing_fail(editing, NULL,
                         "InvalidParameter: a gateway endpoint has no subnets, security groups or "
                         "private DNS");
        return;
    }
    endpoint->route_table_ids.items = acv_arena_new0(editing->arena, const char *, 0);
    add_tables(editing, "route-table-ids", endpoint, &asked->route_table_ids);
}

/* Without a choice it has the default group of the VPC, and private DNS. */
static void
create_interface(AcvEditing *editing, AcvVpcEndpoint *endpoint, const AcvVpcEndpoint *asked)
{
    if (asked->route_table_ids.n > 0) {
        acv_editing_fail(editing, "route-table-ids",
                         "InvalidParameter: only gateway endpoints have route tables");
    }
    endpoint->group_ids = asked->group_ids;
    acv_editing_check_groups(editing, "security-group-ids", &asked->group_ids, endpoint->vpc_id);
    const char *group = acv_editing_default_group(editing, endpoint->vpc_id);
    if (asked->group_ids.n == 0 && group) {
        acv_editing_append_text(editing, &endpoint->group_ids, group);
    }
    endpoint->subnet_ids.items = acv_arena_new0(editing->arena, const char *, 0);
    add_subnets(editing, "subnet-ids", endpoint, &asked->subnet_ids);
    if (g_strcmp0(asked->type, "Interface") == 0) {
        endpoint->private_dns_enabled =
            asked->private_dns_enabled ? asked->private_dns_enabled : ACV_FLAG_TRUE;
    }
    if (endpoint->private_dns_enabled == ACV_FLAG_TRUE) {
        check_private_dns(editing, endpoint);
    }
}

void
acv_apply_create_vpc_endpoint(AcvEditing *editing, const void *request)
{
    const AcvCreateVpcEndpointRequest *create = request;
    const AcvVpcEndpoint *asked = &create->endpoint;
    const AcvVpc *vpc = acv_editing_find_vpc(editing, "vpc-id", asked->vpc_id);
    if (!vpc) {
        return;
    }
    if (!asked->service_name) {
        acv_editing_fail(editing, "service-name", "MissingParameter: which service is meant");
        return;
    }
    if (!strchr(asked->service_name, '.')) {
        acv_editing_fail(
            editing, "service-name",
            "InvalidServiceName: \"%.100s\" is not the whole name of a service, such as "
            "com.amazonaws.us-east-1.sts",
            asked->service_name);
        return;
    }
    AcvVpcEndpoint *endpoint =
        (AcvVpcEndpoint *) acv_editing_add(editing, ACV_KIND_VPC_ENDPOINT, NULL);
    endpoint->vpc_id = vpc->record.id;
    endpoint->type = asked->type ? asked->type : "Gateway";
    endpoint->service_name = asked->service_name;
    endpoint->service_region = asked->service_region;
    endpoint->state = "available";
    endpoint->policy = asked->policy;
    endpoint->ip_address_type = asked->ip_address_type;
    endpoint->private_dns_only_for_inbound_resolver_endpoint =
        asked->private_dns_only_for_inbound_resolver_endpoint;
    if (is_gateway(endpoint)) {
        create_gateway(editing, endpoint, asked);
    } else {
        create_interface(editing, endpoint, asked);
    }
    acv_editing_tag(editing, &endpoint->record, &create->tags);
}

/* --- Modifying --- */

static void
modify_gateway(AcvEditing *editing, AcvVpcEndpoint *endpoint,
               const AcvModifyVpcEndpointRequest *asked)
{
    for (size_t i = 0; i < asked->remove_route_table_ids.n; i++) {
        const char *id = asked->remove_route_table_ids.items[i];
        if (acv_editing_drop_text(editing, &endpoint->route_table_ids, id)) {
            remove_routes(editing, endpoint->record.id, id);
        } else {
            acv_editing_fail(editing, "remove-route-table-ids",
                             "InvalidRouteTableId.NotFound: %s is not a route table of %s", id,
                             endpoint->record.id);
        }
    }
    add_tables(editing, "add-route-table-ids", endpoint, &asked->add_route_table_ids);
}

static void
modify_interface(AcvEditing *editing, AcvVpcEndpoint *endpoint,
                 const AcvModifyVpcEndpointRequest *asked)
{
    remove_subnets(editing, endpoint, &asked->remove_subnet_ids);
    add_subnets(editing, "add-subnet-ids", endpoint, &asked->add_subnet_ids);
    if (asked->add_group_ids.n + asked->remove_group_ids.n > 0
        && acv_editing_check_groups(editing, "add-security-group-ids", &asked->add_group_ids,
                                    endpoint->vpc_id)) {
        change_groups(editing, endpoint, asked);
    }
    if (asked->endpoint.private_dns_enabled) {
        endpoint->private_dns_enabled = asked->endpoint.private_dns_enabled;
    }
    if (asked->endpoint.private_dns_enabled == ACV_FLAG_TRUE) {
        check_private_dns(editing, endpoint);
    }
}

/* Whether what is asked for fits an endpoint's type. */
static bool
fits_type(AcvEditing *editing, const AcvVpcEndpoint *endpoint,
          const AcvModifyVpcEndpointRequest *asked)
{
    bool is_about_tables = asked->add_route_table_ids.n + asked->remove_route_table_ids.n > 0;
    bool is_about_interfaces = asked->add_subnet_ids.n + asked->remove_subnet_ids.n > 0
                               || asked->add_group_ids.n + asked->remove_group_ids.n > 0
                               || asked->endpoint.private_dns_enabled == ACV_FLAG_TRUE;
    if (is_gateway(endpoint) ? !is_about_interfaces : !is_about_tables) {
        return true;
    }
    acv_editing_fail(
        editing, "vpc-endpoint-id", "InvalidParameter: %s is %s, which has no %s",
        endpoint->record.id, is_gateway(endpoint) ? "a gateway endpoint" : "no gateway endpoint",
        is_gateway(endpoint) ? "subnets, security groups or private DNS" : "route tables");
    return false;
}

void
acv_apply_modify_vpc_endpoint(AcvEditing *editing, const void *request)
{
    const AcvModifyVpcEndpointRequest *asked = request;
    AcvVpcEndpoint *endpoint = (AcvVpcEndpoint *) acv_editing_edit(
        editing, "vpc-endpoint-id", "InvalidVpcEndpointId.NotFound", ACV_KIND_VPC_ENDPOINT,
        asked->endpoint.record.id);
    if (!endpoint || !fits_type(editing, endpoint, asked)) {
        return;
    }
    if (is_gateway(endpoint)) {
        modify_gateway(editing, endpoint, asked);
    } else {
        modify_interface(editing, endpoint, asked);
    }
    if (asked->endpoint.policy.statements.items) {
        endpoint->policy = asked->endpoint.policy;
    } else if (asked->reset_policy == ACV_FLAG_TRUE) {
        endpoint->policy = (AcvPolicy){ 0 };
    }
    if (asked->endpoint.ip_address_type) {
        endpoint->ip_address_type = asked->endpoint.ip_address_type;
    }
    if (asked->endpoint.private_dns_only_for_inbound_resolver_endpoint) {
        endpoint->private_dns_only_for_inbound_resolver_endpoint =
            asked->endpoint.private_dns_only_for_inbound_resolver_endpoint;
    }
}

/* --- Deleting --- */

/* The table that has a route to a Gateway Load Balancer endpoint, which keeps it. */
static const AcvRouteTable *
find_routing_table(AcvEditing *editing, const char *endpoint_id)
{
    g_autoptr(GPtrArray) tables = acv_editing_list(editing, ACV_KIND_ROUTE_TABLE);
    for (guint i = 0; i < tables->len; i++) {
        const AcvRouteTable *table = g_ptr_array_index(tables, i);
        for (size_t j = 0; j < table->routes.n; j++) {
            if (g_strcmp0(table->routes.items[j].gateway_id, endpoint_id) == 0) {
                return table;
            }
        }
    }
    return NULL;
}

static void
delete_endpoint(AcvEditing *editing, const AcvVpcEndpoint *endpoint)
{
    const AcvRouteTable *table = find_routing_table(editing, endpoint->record.id);
    if (table && g_strcmp0(endpoint->type, "GatewayLoadBalancer") == 0) {
        acv_editing_fail(editing, "vpc-endpoint-ids", "DependencyViolation: %s has a route to %s",
                         table->record.id, endpoint->record.id);
        return;
    }
    while (table) {
        remove_routes(editing, endpoint->record.id, table->record.id);
        table = find_routing_table(editing, endpoint->record.id);
    }
    for (size_t i = 0; i < endpoint->network_interface_ids.n; i++) {
        const char *id = endpoint->network_interface_ids.items[i];
        if (acv_snapshot_builder_find(editing->builder, ACV_KIND_NETWORK_INTERFACE, id)) {
            acv_editing_remove(editing, ACV_KIND_NETWORK_INTERFACE, id);
        }
    }
    acv_editing_remove(editing, ACV_KIND_VPC_ENDPOINT, endpoint->record.id);
}

void
acv_apply_delete_vpc_endpoints(AcvEditing *editing, const void *request)
{
    const AcvDeleteVpcEndpointsRequest *asked = request;
    for (size_t i = 0; i < asked->vpc_endpoint_ids.n; i++) {
        const AcvVpcEndpoint *endpoint = (const AcvVpcEndpoint *) acv_editing_find(
            editing, "vpc-endpoint-ids", "InvalidVpcEndpoint.NotFound", ACV_KIND_VPC_ENDPOINT,
            asked->vpc_endpoint_ids.items[i]);
        if (endpoint) {
            delete_endpoint(editing, endpoint);
        }
    }
}

/* New endpoints. */
#include "analysis/repair_maker.h"
#include "network/resolver.h"

#include <string.h>

/* The service that a path asks for, be it by the name of one of its hosts; NULL if it asks for
 * none. */
static const AcvService *
service_of(AcvNetwork *network, const AcvPath *path)
{
    const AcvService *service = path->target.service;
    if (!service || service->row || !service->is_host) {
        return service;
    }
    const AcvCatalog *catalog = acv_network_catalog(network);
    const AcvRegionRow *region = acv_region_in_name(catalog, service->name);
    const AcvServiceRow *row =
        region ? acv_catalog_find_service_of_host(catalog, region, service->name) : NULL;
    return row ? acv_service_new(network, row, region, NULL, service->vpc) : NULL;
}

static bool
has_living_endpoint(AcvNetwork *network, const AcvService *service, bool gateways)
{
    g_autoptr(GPtrArray) endpoints = acv_service_endpoints(network, service, gateways);
    for (guint i = 0; i < endpoints->len; i++) {
        if (acv_endpoint_is_alive(g_ptr_array_index(endpoints, i))) {
            return true;
        }
    }
    return false;
}

/* Source: https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html */
static bool
is_lost(const AcvVpcEndpoint *endpoint)
{
    static const char *const states[] = { "failed", "rejected", "expired", NULL };
    return endpoint->state && g_strv_contains(states, endpoint->state);
}

/* One in a state that it never leaves, or NULL. */
static const AcvVpcEndpoint *
lost_endpoint(AcvNetwork *network, const AcvService *service)
{
    for (int gateways = 0; gateways < 2; gateways++) {
        g_autoptr(GPtrArray) endpoints = acv_service_endpoints(network, service, gateways > 0);
        for (guint i = 0; i < endpoints->len; i++) {
            if (is_lost(g_ptr_array_index(endpoints, i))) {
                return g_ptr_array_index(endpoints, i);
            }
        }
    }
    return NULL;
}

/* A gateway endpoint that works and that the table of the source does not lead to, or NULL. */
static const AcvVpcEndpoint *
gateway_to_associate(AcvNetwork *network, const AcvService *service, const AcvPlacement *source)
{
    const AcvRouteTable *table =
        source->subnet ? acv_network_route_table_of(network, source->subnet) : NULL;
    g_autoptr(GPtrArray) endpoints = acv_service_endpoints(network, service, true);
    const AcvVpcEndpoint *found = NULL;
    for (guint i = 0; table && i < endpoints->len; i++) {
        const AcvVpcEndpoint *endpoint = g_ptr_array_index(endpoints, i);
        if (acv_cure_is_associated(endpoint, table)) {
            return NULL;
        }
        found = !found && acv_endpoint_is_usable(endpoint) ? endpoint : found;
    }
    return found;
}

/* Whether there is an endpoint that works, but for names that pass it by. */
static bool
is_passed_by(const AcvPath *path)
{
    const AcvNaming *naming = path->target.naming;
    return naming && naming->bypassed && naming->n_obstacles > 0
           && acv_endpoint_is_usable(naming->bypassed);
}

bool
acv_cure_can_have_endpoint(AcvNetwork *network, const AcvPath *path)
{
    const AcvService *service = service_of(network, path);
    const AcvPlacement *source = path->source.placement;
    if (!service || !service->row || !service->region || path->target.placement || !source
        || !source->vpc || service->row->endpoint_kinds == 0) {
        return false;
    }
    bool has_gateway = has_living_endpoint(network, service, true);
    bool is_alive = has_gateway || has_living_endpoint(network, service, false);
    return !is_alive || (!has_gateway && is_passed_by(path))
           || gateway_to_associate(network, service, source) != NULL;
}

/* "ecr_api_endpoint" of "ecr.api". */
static const char *
variable_of(const AcvPlan *plan, const AcvServiceRow *row, const char *what)
{
    g_autofree char *lower = g_ascii_strdown(row->service, -1);
    for (char *at = lower; *at; at++) {
        *at = g_ascii_isalnum(*at) ? *at : '_';
    }
    g_autofree char *name = g_strdup_printf("%s_%s", lower, what);
    return acv_arena_text(plan->arena, name);
}

/* The groups of another interface endpoint of the VPC: there is no need for more. */
static const char *
group_of_other_endpoint(const AcvCure *cure, const AcvVpc *vpc)
{
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(acv_network_snapshot(cure->network), ACV_KIND_VPC_ENDPOINT, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvVpcEndpoint *endpoint = (const AcvVpcEndpoint *) records[i];
        if (acv_endpoint_is_interface(endpoint) && endpoint->group_ids.n > 0
            && acv_endpoint_vpc(cure->network, endpoint) == vpc) {
            return endpoint->group_ids.items[0];
        }
    }
    return NULL;
}

static const char *
group_for_endpoints(const AcvCure *cure, const AcvVpc *vpc)
{
    static const char variable[] = "endpoint_group";
    AcvPlan *plan = cure->plan;
    const char *other = group_of_other_endpoint(cure, vpc);
    if (other || acv_plan_id_of(plan, variable)) {
        return other ? other : acv_plan_id_of(plan, variable);
    }
    AcvAwsCommand *command = acv_plan_command(plan, variable, "ec2", "create-security-group");
    acv_plan_add_word(plan, command, "group-name", "vpc-endpoints");
    acv_plan_add_word(plan, command, "description", "Interface endpoints of AWS services");
    acv_plan_add_id(plan, command, "vpc-id", vpc->record.id);
    acv_plan_append(plan, command);
    return acv_plan_id_of(plan, variable);
}

static bool
has_value(const AcvAwsCommand *command, const char *name, const char *value)
{
    for (size_t i = 0; i < command->options.n; i++) {
        const AcvAwsOption *option = &command->options.items[i];
        for (size_t j = 0; strcmp(option->name, name) == 0 && j < option->values.n; j++) {
            if (strcmp(option->values.items[j], value) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* Whether an endpoint in 'subnet' serves 'other' as well: AWS takes one subnet of a zone. */
static bool
is_same_zone(AcvNetwork *network, const AcvSubnet *a, const AcvSubnet *b)
{
    const char *left = acv_network_zone_id_of(network, a);
    const char *right = acv_network_zone_id_of(network, b);
    return left && right ? strcmp(left, right) == 0
                         : a->availability_zone && b->availability_zone
                               && strcmp(a->availability_zone, b->availability_zone) == 0;
}

/* Whether a path before 'index' starts in the same zone. */
static bool
is_zone_served(const AcvCure *cure, guint index)
{
    const AcvPath *path = g_ptr_array_index(cure->inquiry->paths, index);
    for (guint i = 0; i < index; i++) {
        const AcvPath *before = g_ptr_array_index(cure->inquiry->paths, i);
        if (before->source.placement && before->source.placement->subnet
            && is_same_zone(cure->network, before->source.placement->subnet,
                            path->source.placement->subnet)) {
            return true;
        }
    }
    return false;
}

/* The subnets of the sources, one of each zone; of a gateway endpoint their tables. */
static void
add_places(const AcvCure *cure, AcvAwsCommand *command, bool by_gateway)
{
    const char *option = by_gateway ? "route-table-ids" : "subnet-ids";
    for (guint i = 0; i < cure->inquiry->paths->len; i++) {
        const AcvPath *path = g_ptr_array_index(cure->inquiry->paths, i);
        const AcvPlacement *source = path->source.placement;
        if (!source || !source->subnet || source->vpc != cure->path->source.placement->vpc) {
            continue;
        }
        const AcvRouteTable *table = acv_network_route_table_of(cure->network, source->subnet);
        const char *id = !by_gateway ? source->subnet->record.id : table ? table->record.id : NULL;
        bool is_new = id && (by_gateway || !is_zone_served(cure, i));
        if (is_new && !has_value(command, option, acv_plan_word_of_id(cure->plan, id))) {
            acv_plan_add_id(cure->plan, command, option, id);
        }
    }
}

/* AWS refuses private names to a VPC without these. */
static void
prepare_private_names(const AcvCure *cure, const AcvVpc *vpc)
{
    if (!acv_vpc_has_dns_support(vpc)) {
        acv_cure_set_vpc_attribute(cure, vpc, "enable-dns-support");
    }
    if (vpc->enable_dns_hostnames == ACV_FLAG_FALSE) {
        acv_cure_set_vpc_attribute(cure, vpc, "enable-dns-hostnames");
    }
}

static void
create_endpoint(const AcvCure *cure)
{
    const AcvService *service = service_of(cure->network, cure->path);
    const AcvVpc *vpc = cure->path->source.placement->vpc;
    AcvPlan *plan = cure->plan;
    const AcvPlacement *source = cure->path->source.placement;
    const AcvVpcEndpoint *existing = gateway_to_associate(cure->network, service, source);
    const AcvVpcEndpoint *lost = lost_endpoint(cure->network, service);
    if (existing || lost) {
        if (existing) {
            acv_cure_associate_endpoint(
                cure, acv_network_route_table_of(cure->network, source->subnet), existing);
        } else {
            acv_cure_replace_endpoint(cure, lost);
        }
        return;
    }
    bool by_gateway = service->row->endpoint_kinds & ACV_ENDPOINT_GATEWAY;
    const char *variable = variable_of(plan, service->row, "endpoint");
    if (acv_plan_id_of(plan, variable)) {
        return;
    }
    if (!by_gateway) {
        prepare_private_names(cure, vpc);
    }
    const char *group = by_gateway ? NULL : group_for_endpoints(cure, vpc);
    AcvAwsCommand *command = acv_plan_command(plan, variable, "ec2", "create-vpc-endpoint");
    acv_plan_add_id(plan, command, "vpc-id", vpc->record.id);
    acv_plan_add_word(plan, command, "vpc-endpoint-type", by_gateway ? "Gateway" : "Interface");
    acv_plan_add_text(plan, command, "service-name", service->name);
    add_places(cure, command, by_gateway);
    if (!by_gateway) {
        acv_plan_add_id(plan, command, "security-group-ids", group);
        acv_plan_add_flag(plan, command, "private-dns-enabled");
    }
    acv_plan_append(plan, command);
}

void
acv_cure_lead_to_endpoint(const AcvCure *cure)
{
    const AcvNaming *naming = cure->path->target.naming;
    if (!is_passed_by(cure->path)) {
        create_endpoint(cure);
        return;
    }
    for (size_t i = 0; i < naming->n_obstacles; i++) {
        acv_cure_obstacle(cure, &naming->obstacles[i]);
    }
}

/* --- Endpoints that failed --- */

static void
add_ids(const AcvCure *cure, AcvAwsCommand *command, const char *option, const AcvStrings *ids)
{
    for (size_t i = 0; i < ids->n; i++) {
        acv_plan_add_id(cure->plan, command, option, ids->items[i]);
    }
}

void
acv_cure_replace_endpoint(const AcvCure *cure, const AcvVpcEndpoint *endpoint)
{
    AcvPlan *plan = cure->plan;
    if (!is_lost(endpoint) || !endpoint->vpc_id || !endpoint->service_name) {
        return;
    }
    AcvAwsCommand *new = acv_plan_command(plan, "endpoint", "ec2", "create-vpc-endpoint");
    acv_plan_add_id(plan, new, "vpc-id", endpoint->vpc_id);
    acv_plan_add_text(plan, new, "vpc-endpoint-type", endpoint->type ? endpoint->type : "Gateway");
    acv_plan_add_text(plan, new, "service-name", endpoint->service_name);
    add_ids(cure, new, "route-table-ids", &endpoint->route_table_ids);
    add_ids(cure, new, "subnet-ids", &endpoint->subnet_ids);
    add_ids(cure, new, "security-group-ids", &endpoint->group_ids);
    if (endpoint->private_dns_enabled == ACV_FLAG_TRUE) {
        acv_plan_add_flag(plan, new, "private-dns-enabled");
    }
    if (endpoint->policy.statements.items) {
        acv_cure_add_policy(cure, new, &endpoint->policy);
    }
    acv_plan_append(plan, new);
}

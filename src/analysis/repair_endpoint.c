/* New endpoints. */
#include "analysis/repair_maker.h"

#include <string.h>

bool
acv_cure_can_have_endpoint(AcvNetwork *network, const AcvPath *path)
{
    const AcvService *service = path->target.service;
    const AcvPlacement *source = path->source.placement;
    if (!service || !service->row || !service->region || path->target.placement || !source
        || !source->vpc || service->row->endpoint_kinds == 0) {
        return false;
    }
    g_autoptr(GPtrArray) gateways = acv_service_endpoints(network, service, true);
    g_autoptr(GPtrArray) interfaces = acv_service_endpoints(network, service, false);
    return gateways->len == 0 && interfaces->len == 0;
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

void
acv_cure_create_endpoint(const AcvCure *cure)
{
    const AcvService *service = cure->path->target.service;
    const AcvVpc *vpc = cure->path->source.placement->vpc;
    AcvPlan *plan = cure->plan;
    bool by_gateway = service->row->endpoint_kinds & ACV_ENDPOINT_GATEWAY;
    const char *variable = variable_of(plan, service->row, "endpoint");
    if (acv_plan_id_of(plan, variable)) {
        return;
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

/* --- Endpoints that failed --- */

/* Source: https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html */
static bool
is_lost(const AcvVpcEndpoint *endpoint)
{
    static const char *const states[] = { "failed", "rejected", "expired", NULL };
    return endpoint->state && g_strv_contains(states, endpoint->state);
}

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
    if (!is_lost(endpoint) || endpoint->policy.statements.items || !endpoint->vpc_id
        || !endpoint->service_name) {
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
    acv_plan_append(plan, new);
}

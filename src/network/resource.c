/* What resources need to work, as stages: AgentCore's zones, a database's state and port. */
#include "network/endpoint.h"
#include "network/gateway.h"
#include "network/hops.h"
#include "network/placement.h"
#include "network/stage.h"

/* Whether AgentCore can put an interface into the subnet. A zone that is not known is taken as
 * good, and that is said. Source:
 * https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/agentcore-vpc.html */
static AcvRule
zone_rule(AcvNetwork *network, const AcvSubnet *subnet)
{
    AcvRule rule = { .match = ACV_MATCH_ALL,
                     .verdict = ACV_VERDICT_ADMITTED,
                     .code = ACV_CODE_AGENTCORE_AZ_NOT_SUPPORTED,
                     .record = &subnet->record };
    const char *zone_id = acv_network_zone_id_of(network, subnet);
    if (!zone_id) {
        rule.assumption = ACV_ASSUMPTION_ZONE_NOT_KNOWN;
        return rule;
    }
    switch (acv_catalog_zone_support(acv_network_catalog(network),
                                     acv_network_region_of(network, subnet), zone_id)) {
    case ACV_ZONE_SUPPORTED:
        break;
    case ACV_ZONE_UNSUPPORTED:
        rule.verdict = ACV_VERDICT_REFUSED;
        break;
    case ACV_ZONE_UNKNOWN:
        rule.assumption = ACV_ASSUMPTION_REGION_NOT_KNOWN;
        break;
    }
    return rule;
}

void
acv_resource_add_stages(AcvNetwork *network, const AcvPlacement *placement, AcvHop *hop)
{
    if (!placement->subnet) {
        return;
    }
    g_autoptr(GArray) rules = acv_rules_new();
    AcvRule rule = zone_rule(network, placement->subnet);
    g_array_append_val(rules, rule);
    AcvStage like = { .kind = ACV_STAGE_RESOURCE,
                      .code = ACV_CODE_AGENTCORE_AZ_NOT_SUPPORTED,
                      .component = &placement->subnet->record };
    acv_hop_add_stage(hop, acv_stage_new(network, &like, rules));
}

/* --- Targets and senders --- */

static void
add_instance(AcvNetwork *network, const AcvInstance *instance, AcvHop *hop)
{
    static const char *const usable[] = { "running", NULL };
    acv_hop_add_stage(hop, acv_usability_stage(network, &instance->record, instance->state, usable,
                                               ACV_CODE_BAD_STATE));
}

/* The instance that stands at 'placement': what was asked for, or whose interface was. */
static const AcvInstance *
instance_at(AcvNetwork *network, const AcvPlacement *placement)
{
    if (placement->resource) {
        return placement->resource->kind == ACV_KIND_INSTANCE
                   ? (const AcvInstance *) placement->resource
                   : NULL;
    }
    return placement->interface ? acv_snapshot_find_instance(acv_network_snapshot(network),
                                                             placement->interface->instance_id)
                                : NULL;
}

/* A NAT gateway's interface takes in nothing that the gateway did not ask for. */
static void
add_nat_gateway(AcvNetwork *network, const AcvPlacement *placement, AcvHop *hop)
{
    const AcvNatGateway *gateway =
        placement->interface && placement->addresses->n_ranges == 1
            ? acv_nat_gateway_at(network, placement->vpc, placement->addresses)
            : NULL;
    if (gateway) {
        acv_hop_add_stage(hop, acv_state_stage(network, &gateway->record, false,
                                               ACV_CODE_NO_POSSIBLE_DESTINATION));
    }
}

static bool
is_database(const AcvRecord *record)
{
    return record->kind == ACV_KIND_DB_INSTANCE || record->kind == ACV_KIND_DB_CLUSTER
           || record->kind == ACV_KIND_DB_PROXY;
}

static bool
is_file_system(const AcvRecord *record)
{
    return record->kind == ACV_KIND_FILE_SYSTEM || record->kind == ACV_KIND_MOUNT_TARGET;
}

bool
acv_listens_on_one_port(const AcvRecord *record)
{
    return is_database(record) || is_file_system(record);
}

AcvNumber
acv_listening_port(AcvNetwork *network, const AcvRecord *record, bool *out_assumed)
{
    enum { NFS = 2049 };
    *out_assumed = false;
    if (is_database(record)) {
        return acv_database_port(network, record, out_assumed);
    }
    return (AcvNumber){ .value = NFS, .given = is_file_system(record) };
}

/* The place of what answers, also if its interface alone was asked for. */
static const AcvPlacement *
with_tenant(AcvNetwork *network, const AcvPlacement *placement)
{
    const AcvPlacement *tenant =
        placement->resource || !placement->interface ? NULL
                                                     : acv_interface_tenant(network,
                                                                            placement->interface);
    return tenant ? tenant : placement;
}

void
acv_target_add_stages(AcvScene *scene, const AcvPlacement *placement, AcvHop *hop)
{
    AcvNetwork *network = scene->network;
    const AcvPlacement *source = scene->has_source ? &scene->source : NULL;
    const AcvPlacement *place = with_tenant(network, placement);
    const AcvRecord *resource = place->resource;
    const AcvInstance *instance = instance_at(network, placement);
    const AcvVpcEndpoint *endpoint = acv_endpoint_at(network, placement);
    if (endpoint) {
        acv_endpoint_add_target_stages(scene, endpoint, hop);
    } else if (resource && is_database(resource)) {
        acv_database_add_stages(network, resource, place->within, hop);
    } else if (resource && resource->kind == ACV_KIND_MOUNT_TARGET) {
        acv_mount_target_add_stages(network, place, source, hop);
    } else if (instance) {
        add_instance(network, instance, hop);
    } else {
        add_nat_gateway(network, placement, hop);
    }
}

void
acv_sender_add_stages(AcvNetwork *network, const AcvPlacement *placement, AcvHop *hop)
{
    const AcvInstance *instance = instance_at(network, placement);
    const AcvVpcEndpoint *endpoint = acv_endpoint_at(network, placement);
    if (endpoint) {
        acv_endpoint_add_sender_stages(network, endpoint, hop);
    } else if (instance) {
        add_instance(network, instance, hop);
    }
}

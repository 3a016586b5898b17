/* Endpoints on the way of a packet: whether they work, what they carry, and who may open it. */
#include "network/endpoint.h"

#include "network/gateway.h"
#include "network/hops.h"
#include "network/index.h"
#include "network/placement.h"
#include "network/policy_use.h"
#include "network/stage.h"

static AcvStage *
endpoint_state_stage(AcvNetwork *network, const AcvVpcEndpoint *endpoint)
{
    static const char *const usable[] = { "available", "partial", NULL };
    return acv_usability_stage(network, &endpoint->record, endpoint->state, usable,
                               ACV_CODE_BAD_STATE);
}

/* --- Policies --- */

static AcvUse
use_of(AcvScene *scene, const AcvVpcEndpoint *endpoint)
{
    const AcvService *service = acv_scene_service(scene);
    const AcvServiceRow *row = acv_endpoint_service(scene->network, endpoint);
    bool by_agentcore = scene->has_source && acv_placement_is_agentcore(&scene->source);
    AcvUse use = { .subject = row ? row->service : NULL,
                   .service = row,
                   .region = acv_endpoint_region(scene->network, endpoint),
                   .caller = by_agentcore ? (const AcvAgentCore *) scene->source.resource : NULL,
                   .is_of_gateway_endpoint = acv_endpoint_is_gateway(endpoint) };
    if (service && service->part) {
        use.subject = service->part->part;
    }
    return use;
}

/* What one would have to know where a statement leaves it open. */
static AcvMissing
missing_of_policy(AcvNetwork *network, const AcvVpcEndpoint *endpoint,
                  const AcvPolicyStatement *statement)
{
    const char *condition = statement ? statement->condition : NULL;
    g_autofree char *field =
        condition ? g_strdup_printf("whether condition %s holds in the policy", condition)
                  : g_strdup("whom and what the policy admits");
    return (AcvMissing){ .kind = ACV_KIND_VPC_ENDPOINT,
                         .id = endpoint->record.id,
                         .field = acv_arena_text(acv_network_arena(network), field) };
}

/* Adds what the policy of an endpoint says to what the source needs of the service.
 * Source: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html */
static void
add_policy_stage(AcvScene *scene, const AcvVpcEndpoint *endpoint, AcvHop *hop)
{
    static const AcvVerdict verdicts[] = {
        [ACV_POLICY_ADMITTED] = ACV_VERDICT_ADMITTED,
        [ACV_POLICY_REFUSED] = ACV_VERDICT_REFUSED,
        [ACV_POLICY_UNKNOWN] = ACV_VERDICT_UNKNOWN,
    };
    if (!endpoint->policy.statements.items) {
        return;
    }
    AcvUse use = use_of(scene, endpoint);
    AcvUseDecision decision =
        acv_policy_decide_use(&endpoint->policy, acv_network_catalog(scene->network), &use);
    AcvRule rule = { .match = ACV_MATCH_ALL,
                     .verdict = verdicts[decision.decision.verdict],
                     .code = ACV_CODE_ENDPOINT_POLICY_DENIES,
                     .record = &endpoint->record,
                     .statement = decision.decision.statement,
                     .need = decision.need,
                     .is_narrow = decision.is_narrowed };
    if (rule.verdict == ACV_VERDICT_UNKNOWN) {
        rule.code = ACV_CODE_MISSING_DATA;
        rule.missing = missing_of_policy(scene->network, endpoint, rule.statement);
    }
    g_autoptr(GArray) rules = acv_rules_new();
    g_array_append_val(rules, rule);
    AcvStage like = { .kind = ACV_STAGE_POLICY,
                      .code = ACV_CODE_ENDPOINT_POLICY_DENIES,
                      .component = &endpoint->record,
                      .stateful = true };
    hop->stages[hop->n_stages++] = acv_stage_new(scene->network, &like, rules);
}

/* --- Gateway endpoints --- */

static void
append_protocol(GArray *rules, uint8_t protocol, AcvPortRange types, const AcvRecord *record)
{
    AcvRule rule = { .match = ACV_MATCH_ALL, .verdict = ACV_VERDICT_ADMITTED, .record = record };
    rule.match.first_protocol = rule.match.last_protocol = protocol;
    rule.match.source_ports = types;
    g_array_append_val(rules, rule);
}

/* TCP, and echo requests with their replies.
 * Source: https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html */
static AcvStage *
gateway_protocol_stage(AcvNetwork *network, const AcvVpcEndpoint *endpoint)
{
    static const AcvPortRange echo = { ACV_ICMP_ECHO_REQUEST, ACV_ICMP_ECHO_REQUEST };
    g_autoptr(GArray) rules = acv_rules_new();
    append_protocol(rules, ACV_PROTOCOL_TCP, ACV_PORTS_ALL, &endpoint->record);
    append_protocol(rules, ACV_PROTOCOL_ICMP, echo, &endpoint->record);
    AcvStage like = { .kind = ACV_STAGE_PROTOCOL,
                      .code = ACV_CODE_VPCE_GATEWAY_PROTOCOL_RESTRICTION,
                      .component = &endpoint->record,
                      .stateful = true };
    return acv_stage_new(network, &like, rules);
}

void
acv_make_gateway_endpoint(AcvScene *scene, AcvHop *hop, const AcvHopKey *key)
{
    const AcvVpcEndpoint *endpoint = key->component;
    hop->component = &endpoint->record;
    hop->vpc = key->vpc;
    hop->stages[hop->n_stages++] = endpoint_state_stage(scene->network, endpoint);
    hop->stages[hop->n_stages++] = gateway_protocol_stage(scene->network, endpoint);
    add_policy_stage(scene, endpoint, hop);
}

const AcvHop *
acv_hop_gateway_endpoint(AcvScene *scene, const AcvVpcEndpoint *endpoint, const AcvVpc *vpc)
{
    return acv_scene_hop(
        scene, &(AcvHopKey){ .kind = ACV_HOP_GATEWAY_ENDPOINT, .component = endpoint, .vpc = vpc });
}

/* --- Interface endpoints --- */

/* A service of AWS's answers on its own port; of others nobody knows the ports. No endpoint answers
 * a ping.
 * Source: https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html */
static AcvStage *
listener_stage(AcvNetwork *network, const AcvVpcEndpoint *endpoint)
{
    static const uint8_t protocols[] = { ACV_PROTOCOL_TCP, ACV_PROTOCOL_UDP };
    const AcvServiceRow *service = acv_endpoint_service(network, endpoint);
    g_autoptr(GArray) rules = acv_rules_new();
    for (size_t i = 0; i < (service ? 1 : G_N_ELEMENTS(protocols)); i++) {
        append_protocol(rules, protocols[i], ACV_PORTS_ALL, &endpoint->record);
    }
    if (service) {
        g_array_index(rules, AcvRule, 0).match.destination_ports =
            (AcvPortRange){ service->port, service->port };
    }
    AcvStage like = { .kind = service ? ACV_STAGE_LISTENER : ACV_STAGE_PROTOCOL,
                      .direction = ACV_DIRECTION_INGRESS,
                      .code =
                          service ? ACV_CODE_TARGET_NOT_LISTENING : ACV_CODE_PROTOCOL_RESTRICTION,
                      .component = &endpoint->record,
                      .stateful = true };
    return acv_stage_new(network, &like, rules);
}

/* --- Where endpoints stand --- */

static bool
has_placement_in(const GArray *placements, const char *subnet_id)
{
    for (guint i = 0; i < placements->len; i++) {
        if (g_strcmp0(g_array_index(placements, AcvPlacement, i).subnet_id, subnet_id) == 0) {
            return true;
        }
    }
    return false;
}

static void
append_endpoint_interfaces(AcvNetwork *network, const AcvVpcEndpoint *endpoint, GArray *placements)
{
    size_t n;
    const AcvNetworkInterface *const *interfaces =
        acv_network_endpoint_interfaces(network, endpoint->record.id, &n);
    for (size_t i = 0; i < n; i++) {
        AcvPlacement placement = acv_placement_of_interface(network, interfaces[i]);
        placement.resource = &endpoint->record;
        g_array_append_val(placements, placement);
    }
}

/* The default group of a VPC; not given if nobody knows it. */
static AcvStrings
default_groups(AcvNetwork *network, const AcvVpc *vpc)
{
    size_t n;
    const AcvRecord *const *groups =
        acv_snapshot_list(acv_network_snapshot(network), ACV_KIND_SECURITY_GROUP, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvSecurityGroup *group = (const AcvSecurityGroup *) groups[i];
        if (g_strcmp0(group->group_name, "default") == 0
            && acv_network_only_vpc(network, group->vpc_id) == vpc) {
            const char **ids = acv_arena_new0(acv_network_arena(network), const char *, 1);
            ids[0] = group->record.id;
            return (AcvStrings){ .items = ids, .n = 1 };
        }
    }
    return (AcvStrings){ 0 };
}

/* An endpoint for a Gateway Load Balancer has none.
 * Source: https://docs.aws.amazon.com/vpc/latest/privatelink/vpce-gateway-load-balancer.html */
static AcvStrings
groups_of(AcvNetwork *network, const AcvVpcEndpoint *endpoint, const AcvVpc *vpc)
{
    static const char *none[1];
    if (endpoint->group_ids.n > 0) {
        return endpoint->group_ids;
    }
    if (endpoint->type && g_ascii_strcasecmp(endpoint->type, "GatewayLoadBalancer") == 0) {
        return (AcvStrings){ .items = none, .n = 0 };
    }
    return default_groups(network, vpc);
}

GArray *
acv_placements_of_endpoint(AcvNetwork *network, const AcvRecord *record)
{
    const AcvVpcEndpoint *endpoint = (const AcvVpcEndpoint *) record;
    const AcvVpc *vpc = acv_endpoint_vpc(network, endpoint);
    AcvStrings groups = groups_of(network, endpoint, vpc);
    GArray *placements = acv_placements_new();
    append_endpoint_interfaces(network, endpoint, placements);
    for (size_t i = 0; i < endpoint->subnet_ids.n; i++) {
        if (!has_placement_in(placements, endpoint->subnet_ids.items[i])) {
            acv_placements_add_symbolic(network, record, endpoint->subnet_ids.items[i], &groups,
                                        placements);
        }
    }
    if (placements->len == 0) {
        acv_placements_add_symbolic(network, record, NULL, &groups, placements);
        AcvPlacement *somewhere = &g_array_index(placements, AcvPlacement, 0);
        somewhere->vpc = vpc;
        somewhere->addresses = acv_addresses_somewhere(network, vpc);
    }
    return placements;
}

/* --- What they let pass --- */

const AcvVpcEndpoint *
acv_endpoint_at(AcvNetwork *network, const AcvPlacement *placement)
{
    if (placement->resource) {
        return placement->resource->kind == ACV_KIND_VPC_ENDPOINT
                   ? (const AcvVpcEndpoint *) placement->resource
                   : NULL;
    }
    return placement->interface ? acv_endpoint_of_interface(network, placement->interface) : NULL;
}

void
acv_endpoint_add_target_stages(AcvScene *scene, const AcvVpcEndpoint *endpoint, AcvHop *hop)
{
    AcvNetwork *network = acv_scene_network(scene);
    hop->stages[hop->n_stages++] = endpoint_state_stage(network, endpoint);
    if (!acv_endpoint_is_interface(endpoint)) {
        hop->stages[hop->n_stages++] = acv_unknown_stage(
            network, ACV_STAGE_STATE, &endpoint->record,
            (AcvMissing){ ACV_KIND_VPC_ENDPOINT, endpoint->record.id, ACV_MISSING_BEYOND, NULL });
        return;
    }
    hop->stages[hop->n_stages++] = listener_stage(network, endpoint);
    add_policy_stage(scene, endpoint, hop);
}

/* Source: https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html */
void
acv_endpoint_add_sender_stages(AcvNetwork *network, const AcvVpcEndpoint *endpoint, AcvHop *hop)
{
    AcvStage *closed =
        acv_state_stage(network, &endpoint->record, false, ACV_CODE_VPCE_INTRA_VPC_TRAFFIC);
    closed->direction = ACV_DIRECTION_EGRESS;
    closed->stateful = true;
    hop->stages[hop->n_stages++] = closed;
}

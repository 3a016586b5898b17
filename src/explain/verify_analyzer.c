/* What asks AWS's Reachability Analyzer about a path, where it can be asked.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/reachability/how-reachability-analyzer-works.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkInsightsPath.html */
#include "explain/proof.h"
#include "network/resource.h"

/* --- Limits --- */

static void
limit(AcvProof *proof, AcvProofLimit which)
{
    proof->limits |= 1U << which;
}

static bool
reads_policy(const GArray *waypoints)
{
    for (guint i = 0; i < waypoints->len; i++) {
        const AcvWaypoint *waypoint = &g_array_index(waypoints, AcvWaypoint, i);
        if (waypoint->hop && waypoint->hop->kind == ACV_HOP_GATEWAY_ENDPOINT) {
            return true;
        }
    }
    return false;
}

/* What it leaves out of the path, although the answer needs it. */
static void
add_blind_spots(AcvProof *proof, const AcvPathAnswer *answer)
{
    const AcvEnd *target = &answer->path->target;
    bool has_policy = target->service && target->record;
    for (guint i = 0; i < answer->ways->len; i++) {
        const AcvWay *way = g_ptr_array_index(answer->ways, i);
        has_policy |= reads_policy(way->there);
    }
    if (target->naming) {
        limit(proof, ACV_PROOF_LIMIT_NAMES);
    }
    if (has_policy) {
        limit(proof, ACV_PROOF_LIMIT_POLICIES);
    }
}

/* Whether it looks at what a code is about: it has a code for that, or finds no way where no
 * endpoint is; and it does not look into databases. */
static bool
is_seen(AcvNetwork *network, const AcvExplanation *explanation)
{
    const AcvCodeRow *row =
        acv_catalog_find_code(acv_network_catalog(network), acv_code_name(explanation->code));
    const AcvRecord *component = explanation->component;
    bool is_its_own = row && row->origin == ACV_CODE_ORIGIN_AWS;
    return (is_its_own || explanation->code == ACV_CODE_ENDPOINT_MISSING)
           && !(component && acv_listens_on_one_port(component));
}

/* Whether nothing of what stops the packets is anything that it looks at. */
static bool
is_unseen(AcvNetwork *network, const AcvPathAnswer *answer)
{
    for (guint i = 0; i < answer->explanations->len; i++) {
        const AcvExplanation *explanation = &g_array_index(answer->explanations, AcvExplanation, i);
        if (explanation->verdict == ACV_VERDICT_REFUSED && is_seen(network, explanation)) {
            return false;
        }
    }
    return answer->path->outcome == ACV_OUTCOME_UNREACHABLE;
}

/* --- Ends --- */

static AcvAwsCommand *
find_interface(AcvPlan *plan, const char *variable)
{
    return acv_plan_command(plan, variable, "ec2", "describe-network-interfaces");
}

static void
add_filter(AcvPlan *plan, AcvAwsCommand *command, const char *name, const char *value)
{
    g_autofree char *filter = g_strdup_printf("Name=%s,Values=%s", name, value);
    acv_plan_add_text(plan, command, "filters", filter);
}

/* By which AWS marks the interfaces of a kind of resource; NULL if nothing is known. */
static const char *
mark_of(const AcvRecord *resource, const char **out_value)
{
    switch ((int) (resource ? resource->kind : ACV_N_KINDS)) {
    case ACV_KIND_AGENT_RUNTIME:
    case ACV_KIND_CODE_INTERPRETER:
    case ACV_KIND_BROWSER:
        *out_value = "true";
        return "tag:AmazonBedrockAgentCoreManaged";
    case ACV_KIND_DB_INSTANCE:
    case ACV_KIND_DB_CLUSTER:
    case ACV_KIND_DB_PROXY:
        *out_value = "RDSNetworkInterface";
        return "description";
    default:
        return NULL;
    }
}

/* A command that finds the interface of what has none in the scenario: "${VARIABLE}" is its id.
 * NULL if nobody can tell it from others. */
static const char *
look_up(AcvProof *proof, AcvPlan *plan, const AcvPlacement *placement, const char *variable)
{
    const char *value = NULL;
    const char *mark = mark_of(placement->resource, &value);
    if (!mark || !acv_is_plain_word(placement->subnet_id)) {
        return NULL;
    }
    AcvAwsCommand *command = find_interface(plan, variable);
    add_filter(plan, command, "subnet-id", placement->subnet_id);
    add_filter(plan, command, mark, value);
    for (size_t i = 0; i < placement->group_ids.n; i++) {
        if (acv_is_plain_word(placement->group_ids.items[i])) {
            add_filter(plan, command, "group-id", placement->group_ids.items[i]);
            break;
        }
    }
    acv_plan_add_text(plan, command, "query", "NetworkInterfaces[0].NetworkInterfaceId");
    acv_plan_add_text(plan, command, "output", "text");
    acv_proof_add(proof, command);
    limit(proof, ACV_PROOF_LIMIT_SYMBOLIC);
    g_autofree char *word = g_strdup_printf("${%s}", variable);
    return acv_arena_text(plan->arena, word);
}

static const char *
word_of(const AcvPlan *plan, const AcvRecord *record)
{
    return acv_plan_word_of_id(plan, record->id);
}

/* Whether AWS itself answers there: a resolver, the time, metadata. */
static bool
ends_at_amazon(const AcvPathAnswer *answer)
{
    for (guint i = 0; i < answer->ways->len; i++) {
        const AcvWay *way = g_ptr_array_index(answer->ways, i);
        const AcvHop *last = way->there->len > 0
                                 ? g_array_index(way->there, AcvWaypoint, way->there->len - 1).hop
                                 : NULL;
        if (last && (last->kind == ACV_HOP_RESOLVER || last->kind == ACV_HOP_LINK_LOCAL)) {
            return true;
        }
    }
    return false;
}

/* The last gateway by which packets leave the VPC on some way: an internet gateway or an endpoint;
 * NULL if they come to none. */
static const AcvRecord *
gateway_on_the_way(const AcvPathAnswer *answer)
{
    for (guint i = 0; i < answer->ways->len; i++) {
        const AcvWay *way = g_ptr_array_index(answer->ways, i);
        for (guint j = way->there->len; j > 0; j--) {
            const AcvRecord *record = g_array_index(way->there, AcvWaypoint, j - 1).component;
            if (record
                && (record->kind == ACV_KIND_INTERNET_GATEWAY
                    || record->kind == ACV_KIND_VPC_ENDPOINT)) {
                return record;
            }
        }
    }
    return NULL;
}

/* The internet gateway of a VPC, or NULL. */
static const AcvRecord *
gateway_of(AcvNetwork *network, const AcvVpc *vpc)
{
    size_t n;
    const AcvRecord *const *gateways =
        acv_snapshot_list(acv_network_snapshot(network), ACV_KIND_INTERNET_GATEWAY, &n);
    for (size_t i = 0; vpc && i < n; i++) {
        const AcvInternetGateway *gateway = (const AcvInternetGateway *) gateways[i];
        for (size_t j = 0; j < gateway->attachments.n; j++) {
            if (g_strcmp0(gateway->attachments.items[j].vpc_id, vpc->record.id) == 0) {
                return gateways[i];
            }
        }
    }
    return NULL;
}

/* What stands for the internet and for services at their public addresses. */
static const AcvRecord *
way_out(AcvNetwork *network, const AcvPathAnswer *answer)
{
    const AcvPlacement *source = answer->path->source.placement;
    const AcvRecord *gateway = gateway_on_the_way(answer);
    return gateway || !source ? gateway : gateway_of(network, source->vpc);
}

static bool
is_taken(const AcvRecord *record)
{
    return record
           && (record->kind == ACV_KIND_INSTANCE || record->kind == ACV_KIND_NETWORK_INTERFACE
               || record->kind == ACV_KIND_INTERNET_GATEWAY || record->kind == ACV_KIND_VPN_GATEWAY
               || record->kind == ACV_KIND_VPC_ENDPOINT || record->kind == ACV_KIND_TRANSIT_GATEWAY
               || record->kind == ACV_KIND_TRANSIT_GATEWAY_ATTACHMENT
               || record->kind == ACV_KIND_VPC_PEERING_CONNECTION);
}

/* A word for one end, or NULL if no resource that Reachability Analyzer takes stands for it. */
static const char *
word_end(AcvProof *proof, AcvPlan *plan, const AcvEnd *end, const AcvRecord *gateway,
         const char *variable)
{
    if (end->placement && end->placement->interface) {
        return word_of(plan, &end->placement->interface->record);
    }
    if (is_taken(end->record)) {
        return word_of(plan, end->record);
    }
    if (end->placement) {
        return look_up(proof, plan, end->placement, variable);
    }
    bool is_outside = end->kind == ACV_PARTY_INTERNET || end->service;
    return is_outside && gateway ? word_of(plan, gateway) : NULL;
}

/* --- The path --- */

static bool
has_protocol(const AcvHeaderSet *header, unsigned protocol)
{
    for (size_t i = 0; i < header->n_protocols; i++) {
        if (header->protocols[i].first <= protocol && protocol <= header->protocols[i].last) {
            return true;
        }
    }
    return false;
}

/* TCP or UDP and the ports of what is asked; false if it is neither. */
static bool
asked_ports(const AcvPath *path, const char **out_protocol, AcvNumberRange *out_ports)
{
    enum { TCP = 6, UDP = 17 };
    g_autoptr(AcvHeaderSets) sets = acv_header_sets_new(path->asked);
    for (size_t i = 0; i < acv_header_sets_count(sets); i++) {
        const AcvHeaderSet *header = acv_header_sets_get(sets, i);
        bool has_tcp = has_protocol(header, TCP);
        if (header->family == ACV_FAMILY_IPV4 && (has_tcp || has_protocol(header, UDP))) {
            *out_protocol = has_tcp ? "tcp" : "udp";
            *out_ports = header->n_destination_ports > 0 ? header->destination_ports[0]
                                                         : (AcvNumberRange){ 0, UINT16_MAX };
            return true;
        }
    }
    return false;
}

static bool
asks_ipv4(const AcvPath *path)
{
    AcvPacket sample;
    return acv_packet_set_sample(path->asked, &sample) && sample.family == ACV_FAMILY_IPV4;
}

/* "DestinationAddress=10.0.2.5,DestinationPortRange={FromPort=443,ToPort=443}"; empty if neither
 * is to be filtered. */
static char *
filter_of(const char *address, AcvNumberRange ports)
{
    GString *filter = g_string_new(NULL);
    if (address) {
        g_string_append_printf(filter, "DestinationAddress=%s", address);
    }
    if (ports.first > 0 || ports.last < UINT16_MAX) {
        g_string_append_printf(filter, "%sDestinationPortRange={FromPort=%u,ToPort=%u}",
                               address ? "," : "", ports.first, ports.last);
    }
    return g_string_free(filter, FALSE);
}

static void
add_run(AcvProof *proof, AcvPlan *plan, AcvAwsCommand *create)
{
    acv_plan_add_text(plan, create, "query", "NetworkInsightsPath.NetworkInsightsPathId");
    acv_plan_add_text(plan, create, "output", "text");
    acv_proof_add(proof, create);
    AcvAwsCommand *start =
        acv_plan_command(plan, "ANALYSIS", "ec2", "start-network-insights-analysis");
    acv_plan_add_word(plan, start, "network-insights-path-id", "${INSIGHTS}");
    acv_plan_add_text(plan, start, "query", "NetworkInsightsAnalysis.NetworkInsightsAnalysisId");
    acv_plan_add_text(plan, start, "output", "text");
    acv_proof_add(proof, start);
    AcvAwsCommand *show = acv_plan_command(plan, NULL, "ec2", "describe-network-insights-analyses");
    acv_plan_add_word(plan, show, "network-insights-analysis-ids", "${ANALYSIS}");
    acv_plan_add_text(plan, show, "query",
                      "NetworkInsightsAnalyses[].[Status,NetworkPathFound,"
                      "Explanations[].ExplanationCode]");
    acv_proof_add(proof, show);
}

/* The one address that the target has, or the first of several; NULL if it has none of IPv4. */
static const char *
address_of(AcvProof *proof, const AcvPath *path, char buffer[static ACV_ADDRESS_TEXT_SIZE])
{
    const AcvAddressSet *addresses = path->target.addresses;
    if (addresses->n_ranges == 0 || addresses->ranges[0].family != ACV_FAMILY_IPV4) {
        return NULL;
    }
    if (addresses->n_ranges > 1 || addresses->ranges[0].first != addresses->ranges[0].last) {
        limit(proof, ACV_PROOF_LIMIT_ONE_OF_MANY);
    }
    AcvAddress first = { addresses->ranges[0].first, ACV_FAMILY_IPV4 };
    return acv_address_print(first, buffer);
}

/* Why nothing can be asked about the path; false if it can, so far. */
static bool
is_beyond(AcvProof *proof, const AcvPath *path, const char **out_protocol, AcvNumberRange *ports)
{
    if (path->source.kind == ACV_PARTY_OUTSIDE) {
        limit(proof, ACV_PROOF_LIMIT_OUTSIDE);
    } else if (!asks_ipv4(path)) {
        limit(proof, ACV_PROOF_LIMIT_FAMILY);
    } else if (!asked_ports(path, out_protocol, ports)) {
        limit(proof, ACV_PROOF_LIMIT_PROTOCOL);
    } else {
        return false;
    }
    return true;
}

void
acv_proof_analyze(AcvProof *proof, AcvPlan *plan, AcvNetwork *network, const AcvPathAnswer *answer)
{
    const AcvPath *path = answer->path;
    const char *protocol = NULL;
    AcvNumberRange ports;
    if (is_beyond(proof, path, &protocol, &ports)) {
        return;
    }
    char buffer[ACV_ADDRESS_TEXT_SIZE];
    const AcvRecord *gateway = way_out(network, answer);
    const char *source = word_end(proof, plan, &path->source, gateway, "SOURCE");
    const char *target = source ? word_end(proof, plan, &path->target, gateway, "TARGET") : NULL;
    bool is_by_address = path->target.kind == ACV_PARTY_ADDRESSES && !path->target.placement
                         && !ends_at_amazon(answer);
    const char *address =
        source && !target && is_by_address ? address_of(proof, path, buffer) : NULL;
    if (!source || (!target && !address)) {
        g_ptr_array_set_size(proof->commands, 0);
        proof->limits = 1U << (source ? ACV_PROOF_LIMIT_DESTINATION : ACV_PROOF_LIMIT_SOURCE);
        return;
    }
    AcvAwsCommand *create =
        acv_plan_command(plan, "INSIGHTS", "ec2", "create-network-insights-path");
    acv_plan_add_word(plan, create, "source", source);
    if (target) {
        acv_plan_add_word(plan, create, "destination", target);
    }
    acv_plan_add_text(plan, create, "protocol", protocol);
    g_autofree char *filter = filter_of(address, ports);
    if (filter[0]) {
        acv_plan_add_text(plan, create, "filter-at-source", filter);
    }
    add_run(proof, plan, create);
    add_blind_spots(proof, answer);
    proof->is_unseen = is_unseen(network, answer);
}

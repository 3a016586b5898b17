#include "analysis/path.h"

#include "analysis/asked.h"
#include "analysis/rollup.h"

static bool
is_outside(const AcvPath *path)
{
    return path->source.kind == ACV_PARTY_OUTSIDE || path->target.kind == ACV_PARTY_OUTSIDE
           || path->source.kind == ACV_PARTY_SILENT;
}

/* Whether AWS's own network gives the source the public addresses, and the target is one of them:
 * of a sandbox, Amazon S3 alone. An AgentCore resource outside any VPC has no address there that
 * one could send to.
 * Source:
 * https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/code-interpreter-resource-management.html
 */
static bool
goes_by_aws(const AcvPath *path)
{
    const AcvAgentCore *resource = (const AcvAgentCore *) path->source.record;
    const AcvService *service = path->target.service;
    bool is_s3 = service && service->row && g_str_equal(service->row->service, "s3");
    return path->source.kind == ACV_PARTY_OUTSIDE && path->target.kind != ACV_PARTY_OUTSIDE
           && !path->target.placement && !(service && service->gateway)
           && (is_s3 || g_strcmp0(resource->network_mode, "SANDBOX") != 0);
}

/* An AgentCore resource outside any VPC reaches what is public, by AWS's network. */
static void
answer_outside(const AcvInquiry *inquiry, AcvPath *path)
{
    AcvPacketSpace *space = acv_network_space(inquiry->network);
    AcvMatch matches[] = { ACV_MATCH_ALL, ACV_MATCH_ALL };
    matches[0].destinations = acv_network_internet(inquiry->network, ACV_FAMILY_IPV4);
    matches[1].destinations = acv_network_internet(inquiry->network, ACV_FAMILY_IPV6);
    const AcvPacketSet *public_packets =
        acv_packet_set_from_matches(space, matches, G_N_ELEMENTS(matches));
    path->reachable = goes_by_aws(path)
                          ? acv_packet_set_intersect(space, path->asked, public_packets)
                          : acv_packet_set_empty(space);
    path->unreachable = acv_packet_set_subtract(space, path->asked, path->reachable);
    path->undetermined = path->unsteady = acv_packet_set_empty(space);
    path->code = path->source.kind == ACV_PARTY_SILENT ? ACV_CODE_VPCE_INTRA_VPC_TRAFFIC
                                                       : ACV_CODE_AGENTCORE_NOT_IN_VPC;
    path->outcome = acv_packet_set_is_empty(path->unreachable) ? ACV_OUTCOME_REACHABLE
                    : acv_packet_set_is_empty(path->reachable) ? ACV_OUTCOME_UNREACHABLE
                                                               : ACV_OUTCOME_PARTIAL;
}

static void
answer_path(const AcvInquiry *inquiry, AcvPath *path)
{
    AcvPacketSpace *space = acv_network_space(inquiry->network);
    path->scene = acv_scene_new(inquiry->network, path->source.placement, path->target.placement);
    if (path->target.kind == ACV_PARTY_ADDRESSES) {
        acv_scene_find_public_addresses(path->scene);
    }
    if (path->target.service) {
        acv_scene_set_service(path->scene, path->target.service);
    }
    acv_scene_set_naming(path->scene, path->target.naming);
    if (inquiry->has_groups_aside) {
        acv_scene_set_groups_aside(path->scene);
    }
    path->reach = inquiry->ends_at_blocks ? acv_reach_to_blocks(path->scene, path->asked)
                                          : acv_reach(path->scene, path->asked);
    path->answered = path->reach->answered;
    if (path->target.service && !path->target.placement
        && !path->target.service->has_known_addresses) {
        path->depends_on_addresses = acv_flow_quantify(space, &path->answered, path->asked);
    }
    if (path->layers == ACV_LAYERS_BY_EITHER) {
        path->answered.sets[ACV_FLOW_POSSIBLE] = path->asked;
        path->answered.sets[ACV_FLOW_POSSIBLE_STEADY] = path->asked;
    }
    const AcvFlow *answered = &path->answered;
    const AcvPacketSet *sure = answered->sets[ACV_FLOW_SURE];
    const AcvPacketSet *possible = answered->sets[ACV_FLOW_POSSIBLE];
    path->reachable = sure;
    path->unreachable = acv_packet_set_subtract(space, path->asked, possible);
    path->undetermined = acv_packet_set_subtract(space, possible, sure);
    path->unsteady = acv_packet_set_subtract(space, sure, answered->sets[ACV_FLOW_SURE_STEADY]);
    path->outcome = acv_rollup_path(path);
    path->code = ACV_CODE_ENI_ADDRESS_RESTRICTION;
}

/* AWS brings it, whatever the VPC lets through. */
static void
answer_by_aws(const AcvInquiry *inquiry, AcvPath *path)
{
    const AcvPacketSet *none = acv_packet_set_empty(acv_network_space(inquiry->network));
    path->outcome = ACV_OUTCOME_REACHABLE;
    path->reachable = path->asked;
    path->unreachable = path->undetermined = path->unsteady = none;
}

static void
answer_nowhere(const AcvInquiry *inquiry, AcvPath *path)
{
    const AcvPacketSet *none = acv_packet_set_empty(acv_network_space(inquiry->network));
    path->lack = acv_file_system_lack(inquiry->network, path->target.record);
    bool is_known = path->lack->verdict == ACV_VERDICT_REFUSED;
    path->outcome = is_known ? ACV_OUTCOME_UNREACHABLE : ACV_OUTCOME_UNDETERMINED;
    path->unreachable = is_known ? path->asked : none;
    path->undetermined = is_known ? none : path->asked;
    path->reachable = path->unsteady = none;
}

/* Of a name that nobody knows, ways to wherever it may lead would say nothing; what counts is
 * whether any of them is open. */
static void
forget_ways(AcvPath *path)
{
    const AcvNaming *naming = path->target.naming;
    if (naming && naming->answer.kind == ACV_NAME_UNKNOWN
        && path->outcome == ACV_OUTCOME_UNDETERMINED) {
        path->lack = &naming->rules[0];
        g_clear_pointer(&path->reach, acv_reach_free);
        path->depends_on_addresses = false;
    }
}

void
acv_path_free(AcvPath *path)
{
    acv_reach_free(path->reach);
    acv_scene_free(path->scene);
    g_free(path);
}

static void
set_layers(const AcvInquiry *inquiry, AcvPath *path)
{
    const AcvCompositeRow *part = path->target.service ? path->target.service->part : NULL;
    const AcvPlacement *source = path->source.placement;
    if (part && acv_layers_are(part) && source && source->resource
        && source->resource->kind == ACV_KIND_AGENT_RUNTIME) {
        path->layers =
            acv_layers_way(acv_network_catalog(inquiry->network),
                           (const AcvAgentCore *) source->resource, &path->is_new_assumed);
    }
}

AcvPath *
acv_path_new(const AcvInquiry *inquiry, const AcvPath *like)
{
    AcvPath *path = g_new0(AcvPath, 1);
    *path = *like;
    set_layers(inquiry, path);
    path->asked = acv_asked_packets(inquiry, path);
    if (is_outside(path)) {
        answer_outside(inquiry, path);
    } else if (acv_end_is_nowhere(&path->target)) {
        answer_nowhere(inquiry, path);
    } else if (path->layers == ACV_LAYERS_BY_AWS) {
        answer_by_aws(inquiry, path);
    } else {
        answer_path(inquiry, path);
        forget_ways(path);
    }
    return path;
}

/* A file system has a mount target in each zone, of which a client uses that of its own. */
static bool
belongs_together(const AcvInquiry *inquiry, const AcvEnd *source, const AcvEnd *target)
{
    const AcvParty *party = target->party;
    return !party->record || party->record->kind != ACV_KIND_FILE_SYSTEM || !source->placement
           || !target->placement
           || acv_mount_target_serves(inquiry->network, target->placement, party->placements,
                                      source->placement);
}

/* Of what the question names, all parts of which are needed, the one that a path is about. */
static void
set_part(const AcvInquiry *inquiry, AcvPath *path)
{
    const AcvEnd *target = &path->target;
    path->part = target->placement ? target->placement->part : NULL;
    if (target->party->behind) {
        path->part = "proxy";
        path->whole = target->party;
    } else if (target->service && target->service->part) {
        path->part = target->service->part->service;
        path->whole = inquiry->targets;
    }
}

GPtrArray *
acv_paths_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify) acv_path_free);
}

GPtrArray *
acv_paths_to_take(const AcvInquiry *inquiry, const AcvEnd *source, GArray *targets)
{
    GPtrArray *paths = acv_paths_new();
    for (guint i = 0; i < targets->len; i++) {
        const AcvEnd *target = &g_array_index(targets, AcvEnd, i);
        if (belongs_together(inquiry, source, target)) {
            AcvPath like = { .source = *source, .target = *target };
            set_part(inquiry, &like);
            acv_ends_settle(inquiry->network, &like.source, &like.target);
            g_ptr_array_add(paths, acv_path_new(inquiry, &like));
        }
    }
    g_array_unref(targets);
    return paths;
}

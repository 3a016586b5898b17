#include "analysis/inquiry.h"

#include "acv/problem.h"
#include "analysis/asked.h"
#include "analysis/rollup.h"

/* --- Paths --- */

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
    path->reach = acv_reach(path->scene, path->asked);
    path->answered = path->reach->answered;
    if (path->target.service && !path->target.placement
        && !path->target.service->has_known_addresses) {
        path->depends_on_addresses = acv_flow_quantify(space, &path->answered, path->asked);
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

static void
path_free(AcvPath *path)
{
    acv_reach_free(path->reach);
    acv_scene_free(path->scene);
    g_free(path);
}

/* --- The whole answer --- */

static const AcvParty *
internet_party(const GPtrArray *parties)
{
    const AcvParty *party = g_ptr_array_index(parties, 0);
    return party->kind == ACV_PARTY_INTERNET ? party : NULL;
}

static void
add_path(AcvInquiry *inquiry, AcvPath *path_take)
{
    path_take->asked = acv_asked_packets(inquiry, path_take);
    if (is_outside(path_take)) {
        answer_outside(inquiry, path_take);
    } else if (acv_end_is_nowhere(&path_take->target)) {
        answer_nowhere(inquiry, path_take);
    } else {
        answer_path(inquiry, path_take);
    }
    g_ptr_array_add(inquiry->paths, path_take);
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

static void
walk_asked_paths(AcvInquiry *inquiry, const AcvEnd *source)
{
    g_autoptr(GArray) targets = acv_ends_of_targets(inquiry->network, inquiry->targets, source);
    for (guint i = 0; i < targets->len; i++) {
        const AcvEnd *target = &g_array_index(targets, AcvEnd, i);
        if (!belongs_together(inquiry, source, target)) {
            continue;
        }
        AcvPath *path = g_new0(AcvPath, 1);
        path->source = *source;
        path->target = *target;
        set_part(inquiry, path);
        acv_ends_settle(inquiry->network, &path->source, &path->target);
        add_path(inquiry, path);
    }
}

/* The connections that a proxy opens to its databases, whoever its client is. */
static void
walk_paths_behind(AcvInquiry *inquiry, const AcvParty *proxy)
{
    g_autoptr(GArray) targets = acv_ends_of(proxy->behind);
    for (guint i = 0; i < proxy->placements->len; i++) {
        for (guint j = 0; j < targets->len; j++) {
            AcvPath *path = g_new0(AcvPath, 1);
            path->source = acv_end_of(proxy, &g_array_index(proxy->placements, AcvPlacement, i));
            path->target = g_array_index(targets, AcvEnd, j);
            path->part = "database";
            path->whole = proxy;
            path->opened_by = proxy->record;
            add_path(inquiry, path);
        }
    }
}

static void
walk_paths(AcvInquiry *inquiry)
{
    g_autoptr(GArray) sources = acv_ends_of(inquiry->sources);
    for (guint i = 0; i < sources->len; i++) {
        walk_asked_paths(inquiry, &g_array_index(sources, AcvEnd, i));
    }
    for (guint i = 0; i < inquiry->targets->len; i++) {
        const AcvParty *target = g_ptr_array_index(inquiry->targets, i);
        if (target->behind) {
            walk_paths_behind(inquiry, target);
        }
    }
    inquiry->outcome = acv_rollup(inquiry->paths);
}

/* The private range behind an address of a VPC, public or private. */
static AcvAddressRange
range_inside(const AcvInquiry *inquiry, const AcvVpc *vpc, AcvAddressRange range)
{
    size_t n;
    const AcvPublicPair *pairs = acv_network_public_pairs(inquiry->network, vpc, &n);
    for (size_t i = 0; i < n; i++) {
        if (pairs[i].public_ip.family == range.family && pairs[i].public_ip.value == range.first) {
            return pairs[i].private_range;
        }
    }
    return range;
}

/* The internet reaches who has an address, so an address means the interface that has it. */
static void
place_address(const AcvInquiry *inquiry, AcvParty *target)
{
    size_t n_vpcs;
    const AcvRecord *const *vpcs =
        acv_snapshot_list(acv_network_snapshot(inquiry->network), ACV_KIND_VPC, &n_vpcs);
    AcvAddressRange asked = target->addresses->ranges[0];
    for (size_t i = 0; asked.first == asked.last && !target->placements && i < n_vpcs; i++) {
        const AcvVpc *vpc = (const AcvVpc *) vpcs[i];
        AcvAddressRange inside = range_inside(inquiry, vpc, asked);
        size_t n;
        const AcvOwned *owned = acv_network_owners(inquiry->network, vpc, inside, &n);
        if (n > 0 && owned[0].owner->kind == ACV_KIND_NETWORK_INTERFACE) {
            target->kind = ACV_PARTY_PLACEMENTS;
            target->record = owned[0].owner;
            target->placements = acv_placements_of(inquiry->network, owned[0].owner);
            g_array_index(target->placements, AcvPlacement, 0).addresses =
                acv_network_range_set(inquiry->network, inside);
        }
    }
}

/* From the internet, only what stands in a VPC can be a target. */
static bool
place_targets_of_internet(const AcvInquiry *inquiry, GError **error)
{
    AcvParty *target = g_ptr_array_index(inquiry->targets, 0);
    if (target->kind == ACV_PARTY_ADDRESSES) {
        place_address(inquiry, target);
    }
    if (!target->placements) {
        g_set_error(error, ACV_ERROR, ACV_ERROR_USAGE,
                    "--to: from the internet, name what stands in a VPC, got \"%s\"",
                    inquiry->question->to);
        return false;
    }
    return true;
}

static int
protocol_number(const char *name, void *user_data)
{
    return acv_catalog_protocol_number(user_data, name);
}

static bool
find_parties(AcvInquiry *inquiry, GError **error)
{
    AcvNetwork *network = inquiry->network;
    inquiry->sources = acv_parties_find(network, inquiry->question->from, ACV_ROLE_SOURCE, error);
    if (!inquiry->sources) {
        g_prefix_error(error, "--from: ");
        return false;
    }
    g_autofree char *target =
        acv_ports_split(inquiry->question->to, protocol_number,
                        (gpointer) acv_network_catalog(network), &inquiry->ports, error);
    if (target) {
        inquiry->targets = acv_parties_find(network, target, ACV_ROLE_TARGET, error);
    }
    if (!inquiry->targets) {
        g_prefix_error(error, "--to: ");
        return false;
    }
    return !internet_party(inquiry->sources) || place_targets_of_internet(inquiry, error);
}

AcvInquiry *
acv_inquiry_new(AcvNetwork *network, const AcvQuestion *question, GError **error)
{
    g_autoptr(AcvInquiry) inquiry = g_new0(AcvInquiry, 1);
    inquiry->network = network;
    inquiry->question = question;
    inquiry->paths = g_ptr_array_new_with_free_func((GDestroyNotify) path_free);
    if (!find_parties(inquiry, error)) {
        return NULL;
    }
    walk_paths(inquiry);
    return g_steal_pointer(&inquiry);
}

void
acv_inquiry_free(AcvInquiry *inquiry)
{
    if (inquiry) {
        g_clear_pointer(&inquiry->sources, g_ptr_array_unref);
        g_clear_pointer(&inquiry->targets, g_ptr_array_unref);
        g_ptr_array_unref(inquiry->paths);
        g_free(inquiry);
    }
}

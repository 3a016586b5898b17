/* File systems of Amazon EFS and Amazon S3 Files: their mount targets, each an interface in a
 * subnet that speaks NFS. */
#include "network/gateway.h"
#include "network/placement.h"
#include "network/stage.h"

#include <string.h>

/* The ARN tells them apart; who wrote it by hand may have given the bucket alone. */
bool
acv_file_system_is_efs(const AcvFileSystem *system)
{
    return !system->bucket && !(system->record.arn && strstr(system->record.arn, ":s3files:"));
}

/* --- Where they stand --- */

static const AcvAddressSet *
addresses_of(AcvNetwork *network, const AcvMountTarget *target)
{
    AcvAddressRange ranges[2];
    size_t n = 0;
    if (target->ip_address.family != ACV_FAMILY_NONE) {
        ranges[n++] = acv_address_range(target->ip_address);
    }
    if (target->ipv6_address.family != ACV_FAMILY_NONE) {
        ranges[n++] = acv_address_range(target->ipv6_address);
    }
    return n > 0 ? acv_network_keep_addresses_take(network, acv_address_set_new(ranges, n)) : NULL;
}

/* Its interface; without one, its addresses, or any of its subnet. */
static void
append_mount_target(AcvNetwork *network, const AcvMountTarget *target, GArray *placements)
{
    const AcvSnapshot *snapshot = acv_network_snapshot(network);
    const AcvNetworkInterface *interface =
        acv_snapshot_find_network_interface(snapshot, target->network_interface_id);
    const AcvFileSystem *system = acv_snapshot_find_file_system(snapshot, target->file_system_id);
    if (interface) {
        AcvPlacement placement = acv_placement_of_interface(network, interface);
        placement.resource = &target->record;
        g_array_append_val(placements, placement);
    } else {
        acv_placements_add_symbolic(network, &target->record, target->subnet_id, &target->group_ids,
                                    placements);
    }
    AcvPlacement *placement = &g_array_index(placements, AcvPlacement, placements->len - 1);
    const AcvAddressSet *addresses = addresses_of(network, target);
    placement->within = system ? &system->record : NULL;
    if (!interface && addresses) {
        placement->addresses = addresses;
    }
    if (!interface && !placement->subnet && target->vpc_id) {
        placement->vpc = acv_network_vpc(network, target->vpc_id);
    }
}

GArray *
acv_placements_of_mount_target(AcvNetwork *network, const AcvRecord *record)
{
    GArray *placements = acv_placements_new();
    append_mount_target(network, (const AcvMountTarget *) record, placements);
    return placements;
}

GArray *
acv_placements_of_file_system(AcvNetwork *network, const AcvRecord *record)
{
    GArray *placements = acv_placements_new();
    size_t n;
    const AcvRecord *const *all =
        acv_snapshot_list(acv_network_snapshot(network), ACV_KIND_MOUNT_TARGET, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvMountTarget *target = (const AcvMountTarget *) all[i];
        if (g_strcmp0(target->file_system_id, record->id) == 0) {
            append_mount_target(network, target, placements);
        }
    }
    return placements;
}

const AcvRule *
acv_file_system_lack(AcvNetwork *network, const AcvRecord *system)
{
    AcvRule *lack = acv_arena_new0(acv_network_arena(network), AcvRule, 1);
    bool is_known = acv_snapshot_has_kind(acv_network_snapshot(network), ACV_KIND_MOUNT_TARGET);
    *lack = (AcvRule){ .match = ACV_MATCH_ALL,
                       .verdict = is_known ? ACV_VERDICT_REFUSED : ACV_VERDICT_UNKNOWN,
                       .code = is_known ? ACV_CODE_NO_POSSIBLE_DESTINATION : ACV_CODE_MISSING_DATA,
                       .missing = { .kind = ACV_KIND_MOUNT_TARGET, .of = system },
                       .record = system };
    return lack;
}

/* --- Zones --- */

/* The names and ids of zones; a name means the same zone within one account. */
typedef struct {
    const char *id;
    const char *name;
} Zone;

static Zone
zone_of(AcvNetwork *network, const AcvPlacement *placement)
{
    Zone zone = { NULL, NULL };
    if (placement->subnet) {
        zone.id = acv_network_zone_id_of(network, placement->subnet);
        zone.name = placement->subnet->availability_zone;
    }
    if (placement->resource && placement->resource->kind == ACV_KIND_MOUNT_TARGET) {
        const AcvMountTarget *target = (const AcvMountTarget *) placement->resource;
        zone.id = zone.id ? zone.id : target->availability_zone_id;
        zone.name = zone.name ? zone.name : target->availability_zone;
    }
    return zone;
}

typedef enum { ZONES_UNKNOWN, ZONES_SAME, ZONES_DIFFERENT } Zones;

static Zones
compare_zones(AcvNetwork *network, const AcvPlacement *a, const AcvPlacement *b)
{
    Zone left = zone_of(network, a);
    Zone right = zone_of(network, b);
    if (left.id && right.id) {
        return g_str_equal(left.id, right.id) ? ZONES_SAME : ZONES_DIFFERENT;
    }
    if (left.name && right.name) {
        return g_str_equal(left.name, right.name) ? ZONES_SAME : ZONES_DIFFERENT;
    }
    return ZONES_UNKNOWN;
}

bool
acv_mount_target_serves(AcvNetwork *network, const AcvPlacement *placement, const GArray *all,
                        const AcvPlacement *source)
{
    if (compare_zones(network, placement, source) != ZONES_DIFFERENT) {
        return true;
    }
    for (guint i = 0; i < all->len; i++) {
        const AcvPlacement *other = &g_array_index(all, AcvPlacement, i);
        if (compare_zones(network, other, source) == ZONES_SAME) {
            return false;
        }
    }
    return true;
}

/* --- What they need to answer --- */

/* AgentCore mounts S3 Files in the zone of the session only.
 * Source:
 * https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/runtime-filesystem-configurations.html
 */
static bool
is_out_of_zone(AcvNetwork *network, const AcvPlacement *placement, const AcvPlacement *source)
{
    return source && acv_placement_is_agentcore(source) && placement->within
           && !acv_file_system_is_efs((const AcvFileSystem *) placement->within)
           && compare_zones(network, placement, source) == ZONES_DIFFERENT;
}

void
acv_mount_target_add_stages(AcvNetwork *network, const AcvPlacement *placement,
                            const AcvPlacement *source, AcvHop *hop)
{
    static const char *const usable[] = { "available", "updating", NULL };
    const AcvFileSystem *system = (const AcvFileSystem *) placement->within;
    if (system) {
        acv_hop_add_stage(hop, acv_usability_stage(network, &system->record, system->state, usable,
                                                   ACV_CODE_BAD_STATE));
    }
    const AcvMountTarget *target = (const AcvMountTarget *) placement->resource;
    acv_hop_add_stage(hop, acv_usability_stage(network, &target->record, target->state, usable,
                                               ACV_CODE_BAD_STATE));
    if (is_out_of_zone(network, placement, source)) {
        acv_hop_add_stage(hop, acv_state_stage(network, &system->record, false,
                                               ACV_CODE_NO_POSSIBLE_DESTINATION));
    }
    bool assumed;
    AcvNumber port = acv_listening_port(network, &target->record, &assumed);
    acv_hop_add_stage(hop, acv_listener_stage(network, &target->record, port, assumed, NULL));
}

/* Mount targets of Amazon EFS and of Amazon S3 Files. Source:
 * https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_S3Files_CreateMountTarget.html */
#include "change/apply.h"
#include "change/operation.h"
#include "network/resource.h"

#include <string.h>

static bool
is_same_zone(const AcvMountTarget *target, const AcvSubnet *subnet)
{
    return target->availability_zone_id && subnet->availability_zone_id
               ? strcmp(target->availability_zone_id, subnet->availability_zone_id) == 0
               : target->availability_zone && subnet->availability_zone
                     && strcmp(target->availability_zone, subnet->availability_zone) == 0;
}

/* A file system has one mount target in a zone, and all of them in one VPC. */
static bool
check_others(AcvEditing *editing, const char *file_system_id, const AcvSubnet *subnet,
             const char *vpc_id)
{
    g_autoptr(GPtrArray) records = acv_editing_list(editing, ACV_KIND_MOUNT_TARGET);
    for (guint i = 0; i < records->len; i++) {
        const AcvMountTarget *target = g_ptr_array_index(records, i);
        if (g_strcmp0(target->file_system_id, file_system_id) != 0) {
            continue;
        }
        bool is_elsewhere = target->vpc_id && vpc_id && strcmp(target->vpc_id, vpc_id) != 0;
        if (is_elsewhere || is_same_zone(target, subnet)) {
            acv_editing_fail(editing, "subnet-id", "MountTargetConflict: %s is %s %s",
                             target->record.id,
                             is_elsewhere ? "in another VPC," : "in the same zone, in",
                             is_elsewhere ? target->vpc_id : target->subnet_id);
            return false;
        }
    }
    return true;
}

/* Without a choice it has the default group of the VPC. */
static AcvStrings
groups_of(AcvEditing *editing, const AcvMountTargetRequest *asked, const char *vpc_id)
{
    AcvStrings groups = asked->group_ids;
    const char *group = acv_editing_default_group(editing, vpc_id);
    if (groups.n == 0 && group) {
        acv_editing_append_text(editing, &groups, group);
    }
    return groups;
}

static void
create(AcvEditing *editing, const AcvMountTargetRequest *asked, bool is_of_s3)
{
    const AcvFileSystem *system =
        (const AcvFileSystem *) acv_editing_find(editing, "file-system-id", "FileSystemNotFound",
                                                 ACV_KIND_FILE_SYSTEM, asked->file_system_id);
    const AcvSubnet *subnet = acv_editing_find_subnet(editing, "subnet-id", asked->subnet_id);
    if (!system || !subnet) {
        return;
    }
    if (acv_file_system_is_efs(system) == is_of_s3) {
        acv_editing_fail(editing, "file-system-id", "FileSystemNotFound: %s is one of Amazon %s",
                         system->record.id, is_of_s3 ? "EFS" : "S3 Files");
        return;
    }
    const char *vpc_id = acv_editing_vpc_of_subnet(editing, subnet);
    if (!acv_editing_check_groups(editing, "security-groups", &asked->group_ids, vpc_id)
        || !check_others(editing, system->record.id, subnet, vpc_id)) {
        return;
    }
    AcvMountTarget *target =
        (AcvMountTarget *) acv_editing_add(editing, ACV_KIND_MOUNT_TARGET, NULL);
    target->file_system_id = system->record.id;
    target->vpc_id = vpc_id;
    target->subnet_id = subnet->record.id;
    target->availability_zone = subnet->availability_zone;
    target->availability_zone_id = subnet->availability_zone_id;
    target->state = "available";
    target->ip_address = asked->ip_address;
    target->ipv6_address = asked->ipv6_address;
    target->group_ids = groups_of(editing, asked, vpc_id);
}

void
acv_apply_create_mount_target(AcvEditing *editing, const void *request)
{
    create(editing, request, false);
}

void
acv_apply_create_s3_mount_target(AcvEditing *editing, const void *request)
{
    create(editing, request, true);
}

void
acv_apply_delete_mount_target(AcvEditing *editing, const void *request)
{
    const AcvMountTargetRequest *asked = request;
    const AcvMountTarget *target =
        (const AcvMountTarget *) acv_editing_find(editing, "mount-target-id", "MountTargetNotFound",
                                                  ACV_KIND_MOUNT_TARGET, asked->mount_target_id);
    if (!target) {
        return;
    }
    if (acv_snapshot_builder_find(editing->builder, ACV_KIND_NETWORK_INTERFACE,
                                  target->network_interface_id)) {
        acv_editing_remove(editing, ACV_KIND_NETWORK_INTERFACE, target->network_interface_id);
    }
    acv_editing_remove(editing, ACV_KIND_MOUNT_TARGET, target->record.id);
}

/* File systems and their mount targets, as Amazon EFS prints them and as Amazon S3 Files does,
 * which spells its keys with small letters.
 *
 * Source: https://docs.aws.amazon.com/efs/latest/ug/API_MountTargetDescription.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_S3Files_GetMountTarget.html */
#include "load/tables.h"

static const char *const states[] = { "creating", "available", "updating", "deleting",
                                      "deleted",  "error",     NULL };

/* --- File systems --- */

static bool
file_system_is_gone(const void *target)
{
    return acv_state_is_gone(((const AcvFileSystem *) target)->state);
}

static const AcvJsonField file_system_fields[] = {
    ACV_STRING("AvailabilityZoneId", AcvFileSystem, availability_zone_id),
    ACV_STRING("AvailabilityZoneName", AcvFileSystem, availability_zone),
    ACV_STRING("FileSystemArn", AcvFileSystem, record.arn),
    ACV_REQUIRED("FileSystemId", AcvFileSystem, record.id),
    ACV_ENUM("LifeCycleState", AcvFileSystem, state, states),
    ACV_STRING("Name", AcvFileSystem, name),
    ACV_STRING("OwnerId", AcvFileSystem, record.owner_id),
    ACV_TAGS("Tags", AcvFileSystem),
};
ACV_TABLE_WITH(file_system, AcvFileSystem, file_system_fields, .is_open = true,
               .is_gone = file_system_is_gone);

static const AcvJsonField s3_file_system_fields[] = {
    ACV_STRING("bucket", AcvFileSystem, bucket),
    ACV_STRING("fileSystemArn", AcvFileSystem, record.arn),
    ACV_REQUIRED("fileSystemId", AcvFileSystem, record.id),
    ACV_STRING("name", AcvFileSystem, name),
    ACV_STRING("ownerId", AcvFileSystem, record.owner_id),
    ACV_ENUM("status", AcvFileSystem, state, states),
};
ACV_TABLE_WITH(s3_file_system, AcvFileSystem, s3_file_system_fields, .is_open = true,
               .is_gone = file_system_is_gone);

/* --- Mount targets --- */

static bool
mount_target_is_gone(const void *target)
{
    return acv_state_is_gone(((const AcvMountTarget *) target)->state);
}

static const AcvJsonField mount_target_fields[] = {
    ACV_STRING("AvailabilityZoneId", AcvMountTarget, availability_zone_id),
    ACV_STRING("AvailabilityZoneName", AcvMountTarget, availability_zone),
    ACV_ID_IF_READ("FileSystemId", AcvMountTarget, file_system_id, FILE_SYSTEM),
    ACV_ADDRESS("IpAddress", AcvMountTarget, ip_address, IPV4),
    ACV_ADDRESS("Ipv6Address", AcvMountTarget, ipv6_address, IPV6),
    ACV_ENUM("LifeCycleState", AcvMountTarget, state, states),
    ACV_REQUIRED("MountTargetId", AcvMountTarget, record.id),
    ACV_ID_IF_READ("NetworkInterfaceId", AcvMountTarget, network_interface_id, NETWORK_INTERFACE),
    ACV_STRING("OwnerId", AcvMountTarget, record.owner_id),
    ACV_LIST_OF("SecurityGroups", AcvMountTarget, group_ids, &acv_group_id_fields),
    ACV_ID_OF("SubnetId", AcvMountTarget, subnet_id, SUBNET),
    ACV_ID_OF("VpcId", AcvMountTarget, vpc_id, VPC),
};
ACV_TABLE_WITH(mount_target, AcvMountTarget, mount_target_fields, .is_open = true,
               .is_gone = mount_target_is_gone);

static const AcvJsonField s3_mount_target_fields[] = {
    ACV_STRING("availabilityZoneId", AcvMountTarget, availability_zone_id),
    ACV_ID_IF_READ("fileSystemId", AcvMountTarget, file_system_id, FILE_SYSTEM),
    ACV_ADDRESS("ipv4Address", AcvMountTarget, ip_address, IPV4),
    ACV_ADDRESS("ipv6Address", AcvMountTarget, ipv6_address, IPV6),
    ACV_REQUIRED("mountTargetId", AcvMountTarget, record.id),
    ACV_ID_IF_READ("networkInterfaceId", AcvMountTarget, network_interface_id, NETWORK_INTERFACE),
    ACV_STRING("ownerId", AcvMountTarget, record.owner_id),
    ACV_LIST_OF("securityGroups", AcvMountTarget, group_ids, &acv_group_id_fields),
    ACV_ENUM("status", AcvMountTarget, state, states),
    ACV_ID_OF("subnetId", AcvMountTarget, subnet_id, SUBNET),
    ACV_ID_OF("vpcId", AcvMountTarget, vpc_id, VPC),
};
ACV_TABLE_WITH(s3_mount_target, AcvMountTarget, s3_mount_target_fields, .is_open = true,
               .is_gone = mount_target_is_gone);

/* The records of what keeps data: databases and file systems. See acv/record.h. */
#pragma once

#include <acv/api.h>
#include <acv/record_head.h>

ACV_BEGIN_DECLS

/* --- Databases --- */

typedef struct {
    AcvRecord record;
    const char *resource_id;
    const char *engine;
    const char *status;
    const char *endpoint_address;
    AcvNumber endpoint_port;
    AcvNumber db_instance_port;
    const char *db_cluster_identifier;
    const char *availability_zone;
    const char *secondary_availability_zone;
    const char *db_subnet_group_name;
    const char *db_subnet_group_vpc_id;
    AcvStrings subnet_ids; /* Of the DBSubnetGroup that the instance carries. */
    AcvStrings vpc_security_group_ids;
    const char *network_type;
    AcvFlag multi_az;
    AcvFlag publicly_accessible;
} AcvDbInstance;

typedef struct {
    const char *db_instance_identifier;
    AcvFlag is_cluster_writer;
} AcvDbClusterMember;

typedef struct {
    AcvRecord record;
    const char *engine;
    const char *status;
    const char *endpoint;
    const char *reader_endpoint;
    AcvNumber port;
    const char *db_subnet_group_name;
    const char *network_type;
    AcvStrings vpc_security_group_ids;
    ACV_LIST(AcvDbClusterMember) members;
} AcvDbCluster;

typedef struct {
    AcvRecord record;
    const char *status;
    const char *engine_family;
    const char *vpc_id;
    const char *endpoint;
    const char *network_type; /* EndpointNetworkType. */
    AcvStrings vpc_security_group_ids;
    AcvStrings vpc_subnet_ids;
    AcvStrings target_ids; /* RdsResourceId of Targets, where given. */
} AcvDbProxy;

typedef struct {
    AcvRecord record;
    const char *vpc_id;
    AcvStrings subnet_ids;
} AcvDbSubnetGroup;

/* --- File systems --- */

/* Of Amazon EFS or of Amazon S3 Files. */
typedef struct {
    AcvRecord record;
    const char *name;              /* Name; also of its tag, which Amazon EFS takes it from. */
    const char *state;             /* LifeCycleState, or the status of S3 Files. */
    const char *availability_zone; /* Of one that is in a single zone alone. */
    const char *availability_zone_id;
    const char *bucket; /* Of S3 Files. */
} AcvFileSystem;

typedef struct {
    AcvRecord record;
    const char *file_system_id;
    const char *vpc_id;
    const char *subnet_id;
    const char *availability_zone;
    const char *availability_zone_id;
    const char *network_interface_id;
    const char *state; /* LifeCycleState, or the status of S3 Files. */
    AcvAddress ip_address;
    AcvAddress ipv6_address;
    AcvStrings group_ids;
} AcvMountTarget;

ACV_END_DECLS

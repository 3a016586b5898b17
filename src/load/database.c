#include "load/tables.h"

/* --- What instances, clusters and groups share --- */

static const AcvJsonField subnet_object_fields[] = {
    ACV_IGNORED("SubnetAvailabilityZone"),
    { .key = "SubnetIdentifier",
      .type = ACV_JSON_STRING,
      .reference = ACV_REFERENCE_ALWAYS,
      .kind = ACV_KIND_SUBNET },
    ACV_IGNORED("SubnetOutpost"),
    ACV_IGNORED("SubnetStatus"),
};
static ACV_TABLE_WITH(db_subnet, const char *, subnet_object_fields, .is_sparse = true);

static const AcvJsonField group_object_fields[] = {
    ACV_IGNORED("Status"),
    { .key = "VpcSecurityGroupId",
      .type = ACV_JSON_STRING,
      .flags = ACV_JSON_REQUIRED,
      .reference = ACV_REFERENCE_ALWAYS,
      .kind = ACV_KIND_SECURITY_GROUP },
};
static ACV_TABLE(db_security_group, const char *, group_object_fields);

/* --- Instances --- */

static const AcvJsonField endpoint_fields[] = {
    ACV_DNS_NAME("Address", AcvDbInstance, endpoint_address),
    ACV_IGNORED("HostedZoneId"),
    ACV_NUMBER("Port", AcvDbInstance, endpoint_port, &acv_listener_port_range),
};
static ACV_TABLE(db_endpoint, AcvDbInstance, endpoint_fields);

static const AcvJsonField instance_subnet_group_fields[] = {
    ACV_STRING("DBSubnetGroupName", AcvDbInstance, db_subnet_group_name),
    ACV_LIST_OF("Subnets", AcvDbInstance, subnet_ids, &acv_db_subnet_fields),
    ACV_ID_OF("VpcId", AcvDbInstance, db_subnet_group_vpc_id, VPC),
};
static ACV_TABLE_WITH(db_instance_subnet_group, AcvDbInstance, instance_subnet_group_fields,
                      .is_open = true);

static const char *const network_types[] = { "IPV4", "DUAL", NULL };

static const AcvJsonField db_instance_fields[] = {
    ACV_STRING("AvailabilityZone", AcvDbInstance, availability_zone),
    ACV_STRING("DBClusterIdentifier", AcvDbInstance, db_cluster_identifier),
    ACV_STRING("DBInstanceArn", AcvDbInstance, record.arn),
    ACV_REQUIRED("DBInstanceIdentifier", AcvDbInstance, record.id),
    ACV_STRING("DBInstanceStatus", AcvDbInstance, status),
    ACV_OBJECT("DBSubnetGroup", &acv_db_instance_subnet_group_fields),
    ACV_NUMBER("DbInstancePort", AcvDbInstance, db_instance_port, &acv_listener_port_range),
    ACV_STRING("DbiResourceId", AcvDbInstance, resource_id),
    ACV_OBJECT("Endpoint", &acv_db_endpoint_fields),
    ACV_STRING("Engine", AcvDbInstance, engine),
    ACV_FLAG("MultiAZ", AcvDbInstance, multi_az),
    ACV_ENUM("NetworkType", AcvDbInstance, network_type, network_types),
    ACV_FLAG("PubliclyAccessible", AcvDbInstance, publicly_accessible),
    ACV_STRING("SecondaryAvailabilityZone", AcvDbInstance, secondary_availability_zone),
    ACV_TAGS("TagList", AcvDbInstance),
    ACV_LIST_WITH("Tags", AcvDbInstance, record.tags, &acv_tag_fields,
                  .flags = ACV_JSON_VOLATILE | ACV_JSON_ALSO),
    ACV_LIST_OF("VpcSecurityGroups", AcvDbInstance, vpc_security_group_ids,
                &acv_db_security_group_fields),
};
ACV_TABLE_WITH(db_instance, AcvDbInstance, db_instance_fields, .is_open = true);

/* --- Clusters --- */

static const AcvJsonField cluster_member_fields[] = {
    ACV_IGNORED("DBClusterParameterGroupStatus"),
    ACV_ID_IF_READ("DBInstanceIdentifier", AcvDbClusterMember, db_instance_identifier, DB_INSTANCE),
    ACV_FLAG("IsClusterWriter", AcvDbClusterMember, is_cluster_writer),
    ACV_IGNORED("PromotionTier"),
};
static ACV_TABLE_WITH(db_cluster_member, AcvDbClusterMember, cluster_member_fields,
                      .is_sparse = true);

static const AcvJsonField db_cluster_fields[] = {
    ACV_STRING("DBClusterArn", AcvDbCluster, record.arn),
    ACV_REQUIRED("DBClusterIdentifier", AcvDbCluster, record.id),
    ACV_LIST_OF("DBClusterMembers", AcvDbCluster, members, &acv_db_cluster_member_fields),
    ACV_ID_IF_READ("DBSubnetGroup", AcvDbCluster, db_subnet_group_name, DB_SUBNET_GROUP),
    ACV_DNS_NAME("Endpoint", AcvDbCluster, endpoint),
    ACV_STRING("Engine", AcvDbCluster, engine),
    ACV_ENUM("NetworkType", AcvDbCluster, network_type, network_types),
    ACV_NUMBER("Port", AcvDbCluster, port, &acv_listener_port_range),
    ACV_DNS_NAME("ReaderEndpoint", AcvDbCluster, reader_endpoint),
    ACV_STRING("Status", AcvDbCluster, status),
    ACV_TAGS("TagList", AcvDbCluster),
    ACV_LIST_OF("VpcSecurityGroups", AcvDbCluster, vpc_security_group_ids,
                &acv_db_security_group_fields),
};
ACV_TABLE_WITH(db_cluster, AcvDbCluster, db_cluster_fields, .is_open = true);

/* --- Proxies --- */

static const AcvJsonField proxy_target_fields[] = {
    { .key = "RdsResourceId", .type = ACV_JSON_STRING },
};
static ACV_TABLE_WITH(db_proxy_target, const char *, proxy_target_fields, .is_sparse = true,
                      .is_open = true);

static const char *const endpoint_network_types[] = { "IPV4", "IPV6", "DUAL", NULL };

static const AcvJsonField db_proxy_fields[] = {
    ACV_STRING("DBProxyArn", AcvDbProxy, record.arn),
    ACV_REQUIRED("DBProxyName", AcvDbProxy, record.id),
    ACV_DNS_NAME("Endpoint", AcvDbProxy, endpoint),
    ACV_ENUM("EndpointNetworkType", AcvDbProxy, network_type, endpoint_network_types),
    ACV_STRING("EngineFamily", AcvDbProxy, engine_family),
    ACV_STRING("Status", AcvDbProxy, status),
    ACV_TAGS("Tags", AcvDbProxy),
    ACV_LIST_OF("Targets", AcvDbProxy, target_ids, &acv_db_proxy_target_fields),
    ACV_ID_OF("VpcId", AcvDbProxy, vpc_id, VPC),
    ACV_LIST_OF("VpcSecurityGroupIds", AcvDbProxy, vpc_security_group_ids, &acv_group_id_fields),
    ACV_LIST_OF("VpcSubnetIds", AcvDbProxy, vpc_subnet_ids, &acv_subnet_id_fields),
};
ACV_TABLE_WITH(db_proxy, AcvDbProxy, db_proxy_fields, .is_open = true);

/* --- Subnet groups --- */

static const AcvJsonField db_subnet_group_fields[] = {
    ACV_STRING("DBSubnetGroupArn", AcvDbSubnetGroup, record.arn),
    ACV_IGNORED("DBSubnetGroupDescription"),
    ACV_REQUIRED("DBSubnetGroupName", AcvDbSubnetGroup, record.id),
    ACV_IGNORED("SubnetGroupStatus"),
    ACV_LIST_OF("Subnets", AcvDbSubnetGroup, subnet_ids, &acv_db_subnet_fields),
    ACV_IGNORED("SupportedNetworkTypes"),
    ACV_TAGS("Tags", AcvDbSubnetGroup),
    ACV_ID_OF("VpcId", AcvDbSubnetGroup, vpc_id, VPC),
};
ACV_TABLE(db_subnet_group, AcvDbSubnetGroup, db_subnet_group_fields);

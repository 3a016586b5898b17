/* Of Amazon RDS, AgentCore and file systems.
 *
 * Source: botocore, rds 2014-10-31, bedrock-agentcore-control 2023-06-05, efs 2015-02-01 and
 * s3files
 */
#include "change/request.h"

#include "load/tables.h"

static const AcvJsonRange database_port_range = { 1150, 65535, "a port 1150-65535" };

static const AcvJsonField modify_instance_fields[] = {
    ACV_IGNORED("--additional-storage-volumes"),
    ACV_IGNORED("--allocated-storage"),
    ACV_IGNORED("--allow-major-version-upgrade"),
    ACV_FLAG("--apply-immediately", AcvDatabaseRequest, apply_immediately),
    ACV_IGNORED("--auto-minor-version-upgrade"),
    ACV_IGNORED("--automation-mode"),
    ACV_IGNORED("--aws-backup-recovery-point-arn"),
    ACV_IGNORED("--backup-retention-period"),
    ACV_IGNORED("--ca-certificate-identifier"),
    ACV_IGNORED("--certificate-rotation-restart"),
    ACV_IGNORED("--cloudwatch-logs-export-configuration"),
    ACV_IGNORED("--copy-tags-to-snapshot"),
    ACV_IGNORED("--database-insights-mode"),
    ACV_IGNORED("--db-instance-class"),
    ACV_REQUIRED("--db-instance-identifier", AcvDatabaseRequest, identifier),
    ACV_IGNORED("--db-parameter-group-name"),
    ACV_NUMBER("--db-port-number", AcvDatabaseRequest, port, &database_port_range),
    ACV_IGNORED("--db-security-groups"),
    ACV_STRING("--db-subnet-group-name", AcvDatabaseRequest, db_subnet_group_name),
    ACV_IGNORED("--dedicated-log-volume"),
    ACV_IGNORED("--deletion-protection"),
    ACV_IGNORED("--disable-domain"),
    ACV_IGNORED("--domain"),
    ACV_IGNORED("--domain-auth-secret-arn"),
    ACV_IGNORED("--domain-dns-ips"),
    ACV_IGNORED("--domain-fqdn"),
    ACV_IGNORED("--domain-iam-role-name"),
    ACV_IGNORED("--domain-ou"),
    ACV_IGNORED("--enable-customer-owned-ip"),
    ACV_IGNORED("--enable-iam-database-authentication"),
    ACV_IGNORED("--enable-performance-insights"),
    ACV_IGNORED("--engine"),
    ACV_IGNORED("--engine-version"),
    ACV_IGNORED("--iops"),
    ACV_IGNORED("--license-model"),
    ACV_IGNORED("--manage-master-user-password"),
    ACV_IGNORED("--master-user-authentication-type"),
    ACV_IGNORED("--master-user-password"),
    ACV_IGNORED("--master-user-secret-kms-key-id"),
    ACV_IGNORED("--max-allocated-storage"),
    ACV_IGNORED("--monitoring-interval"),
    ACV_IGNORED("--monitoring-role-arn"),
    ACV_FLAG("--multi-az", AcvDatabaseRequest, multi_az),
    ACV_IGNORED("--multi-tenant"),
    ACV_STRING("--network-type", AcvDatabaseRequest, network_type),
    ACV_STRING("--new-db-instance-identifier", AcvDatabaseRequest, new_identifier),
    ACV_IGNORED("--option-group-name"),
    ACV_IGNORED("--performance-insights-kms-key-id"),
    ACV_IGNORED("--performance-insights-retention-period"),
    ACV_IGNORED("--preferred-backup-window"),
    ACV_IGNORED("--preferred-maintenance-window"),
    ACV_IGNORED("--processor-features"),
    ACV_IGNORED("--promotion-tier"),
    ACV_FLAG("--publicly-accessible", AcvDatabaseRequest, publicly_accessible),
    ACV_IGNORED("--replica-mode"),
    ACV_IGNORED("--resume-full-automation-mode-minutes"),
    ACV_IGNORED("--rotate-master-user-password"),
    ACV_IGNORED("--storage-throughput"),
    ACV_IGNORED("--storage-type"),
    ACV_IGNORED("--tag-specifications"),
    ACV_IGNORED("--tde-credential-arn"),
    ACV_IGNORED("--tde-credential-password"),
    ACV_IGNORED("--use-default-processor-features"),
    ACV_TEXTS("--vpc-security-group-ids", AcvDatabaseRequest, vpc_security_group_ids),
};
ACV_OPTIONS(modify_db_instance, AcvDatabaseRequest, modify_instance_fields);

static const AcvJsonField modify_cluster_fields[] = {
    ACV_IGNORED("--allocated-storage"),
    ACV_IGNORED("--allow-engine-mode-change"),
    ACV_IGNORED("--allow-major-version-upgrade"),
    ACV_IGNORED("--apply-immediately"),
    ACV_IGNORED("--auto-minor-version-upgrade"),
    ACV_IGNORED("--aws-backup-recovery-point-arn"),
    ACV_IGNORED("--backtrack-window"),
    ACV_IGNORED("--backup-retention-period"),
    ACV_IGNORED("--ca-certificate-identifier"),
    ACV_IGNORED("--cloudwatch-logs-export-configuration"),
    ACV_IGNORED("--copy-tags-to-snapshot"),
    ACV_IGNORED("--database-insights-mode"),
    ACV_REQUIRED("--db-cluster-identifier", AcvDatabaseRequest, identifier),
    ACV_IGNORED("--db-cluster-instance-class"),
    ACV_IGNORED("--db-cluster-parameter-group-name"),
    ACV_IGNORED("--db-instance-parameter-group-name"),
    ACV_IGNORED("--deletion-protection"),
    ACV_IGNORED("--domain"),
    ACV_IGNORED("--domain-iam-role-name"),
    ACV_IGNORED("--enable-global-write-forwarding"),
    ACV_IGNORED("--enable-http-endpoint"),
    ACV_IGNORED("--enable-iam-database-authentication"),
    ACV_IGNORED("--enable-limitless-database"),
    ACV_IGNORED("--enable-local-write-forwarding"),
    ACV_IGNORED("--enable-performance-insights"),
    ACV_IGNORED("--engine-lifecycle-support"),
    ACV_IGNORED("--engine-mode"),
    ACV_IGNORED("--engine-version"),
    ACV_IGNORED("--iops"),
    ACV_IGNORED("--manage-master-user-password"),
    ACV_IGNORED("--master-user-authentication-type"),
    ACV_IGNORED("--master-user-password"),
    ACV_IGNORED("--master-user-secret-kms-key-id"),
    ACV_IGNORED("--monitoring-interval"),
    ACV_IGNORED("--monitoring-role-arn"),
    ACV_IGNORED("--network-type"),
    ACV_IGNORED("--new-db-cluster-identifier"),
    ACV_IGNORED("--option-group-name"),
    ACV_IGNORED("--performance-insights-kms-key-id"),
    ACV_IGNORED("--performance-insights-retention-period"),
    ACV_NUMBER("--port", AcvDatabaseRequest, port, &database_port_range),
    ACV_IGNORED("--preferred-backup-window"),
    ACV_IGNORED("--preferred-maintenance-window"),
    ACV_IGNORED("--rotate-master-user-password"),
    ACV_IGNORED("--scaling-configuration"),
    ACV_IGNORED("--serverless-v2-scaling-configuration"),
    ACV_IGNORED("--storage-type"),
    ACV_TEXTS("--vpc-security-group-ids", AcvDatabaseRequest, vpc_security_group_ids),
};
ACV_OPTIONS(modify_db_cluster, AcvDatabaseRequest, modify_cluster_fields);

static const AcvJsonField instance_fields[] = {
    ACV_REQUIRED("--db-instance-identifier", AcvDatabaseRequest, identifier),
};
ACV_OPTIONS(db_instance, AcvDatabaseRequest, instance_fields);

static const AcvJsonField stop_instance_fields[] = {
    ACV_REQUIRED("--db-instance-identifier", AcvDatabaseRequest, identifier),
    ACV_IGNORED("--db-snapshot-identifier"),
};
ACV_OPTIONS(stop_db_instance, AcvDatabaseRequest, stop_instance_fields);

static const AcvJsonField cluster_fields[] = {
    ACV_REQUIRED("--db-cluster-identifier", AcvDatabaseRequest, identifier),
};
ACV_OPTIONS(db_cluster, AcvDatabaseRequest, cluster_fields);

/* AWS demands the artifact and the role too, which have no bearing on the network. */
static const AcvJsonField runtime_fields[] = {
    ACV_IGNORED("--agent-runtime-artifact"),
    ACV_REQUIRED("--agent-runtime-id", AcvAgentRuntimeRequest, record.id),
    ACV_IGNORED("--authorizer-configuration"),
    ACV_IGNORED("--client-token"),
    ACV_IGNORED("--description"),
    ACV_IGNORED("--environment-variables"),
    ACV_IGNORED("--filesystem-configurations"),
    ACV_IGNORED("--lifecycle-configuration"),
    ACV_IGNORED("--metadata-configuration"),
    { .key = "--network-configuration",
      .type = ACV_JSON_OBJECT,
      .flags = ACV_JSON_REQUIRED,
      .table = &acv_agent_runtime_network_configuration_fields },
    ACV_IGNORED("--protocol-configuration"),
    ACV_IGNORED("--request-header-configuration"),
    ACV_STRING("--role-arn", AcvAgentRuntimeRequest, role_arn),
};
ACV_OPTIONS(update_agent_runtime, AcvAgentRuntimeRequest, runtime_fields);

/* --- File systems --- */

static const AcvJsonField create_mount_target_fields[] = {
    ACV_REQUIRED("--file-system-id", AcvMountTargetRequest, file_system_id),
    ACV_ADDRESS("--ip-address", AcvMountTargetRequest, ip_address, IPV4),
    ACV_IGNORED("--ip-address-type"),
    ACV_ADDRESS("--ipv6-address", AcvMountTargetRequest, ipv6_address, IPV6),
    ACV_TEXTS("--security-groups", AcvMountTargetRequest, group_ids),
    ACV_REQUIRED("--subnet-id", AcvMountTargetRequest, subnet_id),
};
ACV_OPTIONS(create_mount_target, AcvMountTargetRequest, create_mount_target_fields);

static const AcvJsonField create_s3_mount_target_fields[] = {
    ACV_REQUIRED("--file-system-id", AcvMountTargetRequest, file_system_id),
    ACV_IGNORED("--ip-address-type"),
    ACV_ADDRESS("--ipv4-address", AcvMountTargetRequest, ip_address, IPV4),
    ACV_ADDRESS("--ipv6-address", AcvMountTargetRequest, ipv6_address, IPV6),
    ACV_TEXTS("--security-groups", AcvMountTargetRequest, group_ids),
    ACV_REQUIRED("--subnet-id", AcvMountTargetRequest, subnet_id),
};
ACV_OPTIONS(create_s3_mount_target, AcvMountTargetRequest, create_s3_mount_target_fields);

static const AcvJsonField delete_mount_target_fields[] = {
    ACV_REQUIRED("--mount-target-id", AcvMountTargetRequest, mount_target_id),
};
ACV_OPTIONS(delete_mount_target, AcvMountTargetRequest, delete_mount_target_fields);

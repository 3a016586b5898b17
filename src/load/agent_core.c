/* AgentCore's runtimes, code interpreters and browsers, as their get- calls print them.
 *
 * The API writes the subnets and groups of a runtime below "networkModeConfig" and those of the
 * tools below "vpcConfig"; AWS's own guide has the former for all, so both are read everywhere.
 *
 * Source: botocore, bedrock-agentcore-control 2023-06-05 */
#include "load/tables.h"

static const AcvJsonField vpc_config_fields[] = {
    ACV_FLAG("requireServiceS3Endpoint", AcvAgentCore, require_service_s3_endpoint),
    ACV_LIST_OF("securityGroups", AcvAgentCore, security_groups, &acv_group_id_fields),
    ACV_LIST_OF("subnets", AcvAgentCore, subnets, &acv_subnet_id_fields),
};
static ACV_TABLE(agent_core_vpc_config, AcvAgentCore, vpc_config_fields);

static const char *const network_modes[] = { "PUBLIC", "SANDBOX", "VPC", NULL };

static const AcvJsonField runtime_network_fields[] = {
    ACV_ENUM("networkMode", AcvAgentCore, network_mode, network_modes),
    ACV_OBJECT("networkModeConfig", &acv_agent_core_vpc_config_fields),
    ACV_OBJECT_ALSO("vpcConfig", &acv_agent_core_vpc_config_fields),
};
ACV_TABLE(agent_runtime_network_configuration, AcvAgentCore, runtime_network_fields);

static const AcvJsonField tool_network_fields[] = {
    ACV_ENUM("networkMode", AcvAgentCore, network_mode, network_modes),
    ACV_OBJECT_ALSO("networkModeConfig", &acv_agent_core_vpc_config_fields),
    ACV_OBJECT("vpcConfig", &acv_agent_core_vpc_config_fields),
};
static ACV_TABLE(tool_network_configuration, AcvAgentCore, tool_network_fields);

static const char *const statuses[] = {
    "CREATING",      "CREATE_FAILED", "UPDATING", "UPDATE_FAILED", "READY", "DELETING",
    "DELETE_FAILED", "DELETED",       NULL,
};

static bool
agent_core_is_gone(const void *target)
{
    const char *status = ((const AcvAgentCore *) target)->status;
    return g_strcmp0(status, "DELETING") == 0 || g_strcmp0(status, "DELETED") == 0;
}

/* --- Runtimes --- */

static const AcvJsonField access_point_fields[] = {
    ACV_STRING("accessPointArn", AcvFileSystemMount, access_point_arn),
    ACV_STRING("mountPath", AcvFileSystemMount, mount_path),
};
static ACV_TABLE(file_system_access_point, AcvFileSystemMount, access_point_fields);

static const AcvJsonField session_storage_fields[] = {
    ACV_STRING("mountPath", AcvFileSystemMount, session_path),
};
static ACV_TABLE(session_storage, AcvFileSystemMount, session_storage_fields);

/* Each has one of these; volumes are no file systems of the customer's. */
static const AcvJsonField file_system_mount_fields[] = {
    ACV_IGNORED("capacityProviderVolume"),
    ACV_OBJECT("efsAccessPoint", &acv_file_system_access_point_fields),
    ACV_OBJECT_ALSO("s3FilesAccessPoint", &acv_file_system_access_point_fields),
    ACV_OBJECT("sessionStorage", &acv_session_storage_fields),
};
static ACV_TABLE_WITH(file_system_mount, AcvFileSystemMount, file_system_mount_fields,
                      .is_sparse = true, .is_open = true);

static const AcvJsonField container_fields[] = {
    ACV_STRING("containerUri", AcvAgentCore, container_uri),
};
static ACV_TABLE_WITH(container_configuration, AcvAgentCore, container_fields, .is_open = true);

/* AgentCore keeps a copy of the package in a bucket of its own; this one is the customer's. */
static const AcvJsonField code_s3_fields[] = {
    ACV_STRING("bucket", AcvAgentCore, code_bucket),
};
static ACV_TABLE_WITH(agent_code_in_s3, AcvAgentCore, code_s3_fields, .is_open = true);

static const AcvJsonField code_fields[] = {
    ACV_OBJECT("s3", &acv_agent_code_in_s3_fields),
};
static ACV_TABLE(agent_code, AcvAgentCore, code_fields);

static const AcvJsonField code_configuration_fields[] = {
    ACV_OBJECT("code", &acv_agent_code_fields),
    ACV_IGNORED("entryPoint"),
    ACV_STRING("runtime", AcvAgentCore, code_runtime),
};
static ACV_TABLE(code_configuration, AcvAgentCore, code_configuration_fields);

static const AcvJsonField artifact_fields[] = {
    ACV_OBJECT("codeConfiguration", &acv_code_configuration_fields),
    ACV_OBJECT("containerConfiguration", &acv_container_configuration_fields),
};
static ACV_TABLE(agent_runtime_artifact, AcvAgentCore, artifact_fields);

static const AcvJsonField agent_runtime_fields[] = {
    ACV_STRING("agentRuntimeArn", AcvAgentCore, record.arn),
    ACV_OBJECT("agentRuntimeArtifact", &acv_agent_runtime_artifact_fields),
    ACV_REQUIRED("agentRuntimeId", AcvAgentCore, record.id),
    ACV_STRING("agentRuntimeName", AcvAgentCore, name),
    ACV_TIME("createdAt", AcvAgentCore, created_at),
    ACV_LIST_OF("filesystemConfigurations", AcvAgentCore, file_systems,
                &acv_file_system_mount_fields),
    ACV_OBJECT("networkConfiguration", &acv_agent_runtime_network_configuration_fields),
    ACV_STRING("roleArn", AcvAgentCore, role_arn),
    ACV_ENUM("status", AcvAgentCore, status, statuses),
};
ACV_TABLE_WITH(agent_runtime, AcvAgentCore, agent_runtime_fields, .is_open = true,
               .is_gone = agent_core_is_gone);

/* --- Tools --- */

static const AcvJsonField code_interpreter_fields[] = {
    ACV_STRING("codeInterpreterArn", AcvAgentCore, record.arn),
    ACV_REQUIRED("codeInterpreterId", AcvAgentCore, record.id),
    ACV_TIME("createdAt", AcvAgentCore, created_at),
    ACV_STRING("executionRoleArn", AcvAgentCore, role_arn),
    ACV_STRING("name", AcvAgentCore, name),
    ACV_OBJECT("networkConfiguration", &acv_tool_network_configuration_fields),
    ACV_ENUM("status", AcvAgentCore, status, statuses),
};
ACV_TABLE_WITH(code_interpreter, AcvAgentCore, code_interpreter_fields, .is_open = true,
               .is_gone = agent_core_is_gone);

static const AcvJsonField browser_fields[] = {
    ACV_STRING("browserArn", AcvAgentCore, record.arn),
    ACV_REQUIRED("browserId", AcvAgentCore, record.id),
    ACV_TIME("createdAt", AcvAgentCore, created_at),
    ACV_STRING("executionRoleArn", AcvAgentCore, role_arn),
    ACV_STRING("name", AcvAgentCore, name),
    ACV_OBJECT("networkConfiguration", &acv_tool_network_configuration_fields),
    ACV_ENUM("status", AcvAgentCore, status, statuses),
};
ACV_TABLE_WITH(browser, AcvAgentCore, browser_fields, .is_open = true,
               .is_gone = agent_core_is_gone);

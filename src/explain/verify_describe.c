/* Commands that read components: a table of what reads each kind. */
#include "explain/proof.h"
#include "network/resource.h"

#include <string.h>

typedef struct {
    AcvKind kind;
    const char *service;
    const char *operation;
    const char *option; /* That takes the id, or of 'is_list' all ids; NULL if none does. */
    bool is_list;
    const char *more; /* A further option that it needs, */
    const char *value;
} Reader;

static const Reader readers[] = {
    { ACV_KIND_VPC, "ec2", "describe-vpcs", "vpc-ids", true, NULL, NULL },
    { ACV_KIND_SUBNET, "ec2", "describe-subnets", "subnet-ids", true, NULL, NULL },
    { ACV_KIND_ROUTE_TABLE, "ec2", "describe-route-tables", "route-table-ids", true, NULL, NULL },
    { ACV_KIND_NETWORK_ACL, "ec2", "describe-network-acls", "network-acl-ids", true, NULL, NULL },
    { ACV_KIND_SECURITY_GROUP, "ec2", "describe-security-groups", "group-ids", true, NULL, NULL },
    { ACV_KIND_NETWORK_INTERFACE, "ec2", "describe-network-interfaces", "network-interface-ids",
      true, NULL, NULL },
    { ACV_KIND_INSTANCE, "ec2", "describe-instances", "instance-ids", true, NULL, NULL },
    { ACV_KIND_ELASTIC_IP, "ec2", "describe-addresses", "public-ips", true, NULL, NULL },
    { ACV_KIND_INTERNET_GATEWAY, "ec2", "describe-internet-gateways", "internet-gateway-ids", true,
      NULL, NULL },
    { ACV_KIND_EGRESS_ONLY_INTERNET_GATEWAY, "ec2", "describe-egress-only-internet-gateways",
      "egress-only-internet-gateway-ids", true, NULL, NULL },
    { ACV_KIND_NAT_GATEWAY, "ec2", "describe-nat-gateways", "nat-gateway-ids", true, NULL, NULL },
    { ACV_KIND_VPC_ENDPOINT, "ec2", "describe-vpc-endpoints", "vpc-endpoint-ids", true, NULL,
      NULL },
    { ACV_KIND_PREFIX_LIST, "ec2", "get-managed-prefix-list-entries", "prefix-list-id", false, NULL,
      NULL },
    { ACV_KIND_DHCP_OPTIONS, "ec2", "describe-dhcp-options", "dhcp-options-ids", true, NULL, NULL },
    { ACV_KIND_AVAILABILITY_ZONE, "ec2", "describe-availability-zones", "zone-names", true, NULL,
      NULL },
    { ACV_KIND_VPC_PEERING_CONNECTION, "ec2", "describe-vpc-peering-connections",
      "vpc-peering-connection-ids", true, NULL, NULL },
    { ACV_KIND_TRANSIT_GATEWAY, "ec2", "describe-transit-gateways", "transit-gateway-ids", true,
      NULL, NULL },
    { ACV_KIND_TRANSIT_GATEWAY_ATTACHMENT, "ec2", "describe-transit-gateway-attachments",
      "transit-gateway-attachment-ids", true, NULL, NULL },
    { ACV_KIND_TRANSIT_GATEWAY_VPC_ATTACHMENT, "ec2", "describe-transit-gateway-vpc-attachments",
      "transit-gateway-attachment-ids", true, NULL, NULL },
    { ACV_KIND_TRANSIT_GATEWAY_ROUTE_TABLE, "ec2", "search-transit-gateway-routes",
      "transit-gateway-route-table-id", false, "filters", "Name=type,Values=static,propagated" },
    { ACV_KIND_VPN_GATEWAY, "ec2", "describe-vpn-gateways", "vpn-gateway-ids", true, NULL, NULL },
    { ACV_KIND_VPN_CONNECTION, "ec2", "describe-vpn-connections", "vpn-connection-ids", true, NULL,
      NULL },
    { ACV_KIND_DB_INSTANCE, "rds", "describe-db-instances", "db-instance-identifier", false, NULL,
      NULL },
    { ACV_KIND_DB_CLUSTER, "rds", "describe-db-clusters", "db-cluster-identifier", false, NULL,
      NULL },
    { ACV_KIND_DB_PROXY, "rds", "describe-db-proxies", "db-proxy-name", false, NULL, NULL },
    { ACV_KIND_DB_PROXY, "rds", "describe-db-proxy-targets", "db-proxy-name", false, NULL, NULL },
    { ACV_KIND_DB_SUBNET_GROUP, "rds", "describe-db-subnet-groups", "db-subnet-group-name", false,
      NULL, NULL },
    { ACV_KIND_AGENT_RUNTIME, "bedrock-agentcore-control", "get-agent-runtime", "agent-runtime-id",
      false, NULL, NULL },
    { ACV_KIND_CODE_INTERPRETER, "bedrock-agentcore-control", "get-code-interpreter",
      "code-interpreter-id", false, NULL, NULL },
    { ACV_KIND_BROWSER, "bedrock-agentcore-control", "get-browser", "browser-id", false, NULL,
      NULL },
    { ACV_KIND_VPC_BLOCK_PUBLIC_ACCESS_OPTIONS, "ec2", "describe-vpc-block-public-access-options",
      NULL, true, NULL, NULL },
    { ACV_KIND_VPC_BLOCK_PUBLIC_ACCESS_EXCLUSION, "ec2",
      "describe-vpc-block-public-access-exclusions", "exclusion-ids", true, NULL, NULL },
    { ACV_KIND_HOSTED_ZONE, "route53", "list-resource-record-sets", "hosted-zone-id", false, NULL,
      NULL },
    { ACV_KIND_LOAD_BALANCER, "elbv2", "describe-load-balancers", "load-balancer-arns", true, NULL,
      NULL },
    { ACV_KIND_TARGET_GROUP, "elbv2", "describe-target-health", "target-group-arn", false, NULL,
      NULL },
    { ACV_KIND_LISTENER, "elbv2", "describe-listeners", "listener-arns", true, NULL, NULL },
    { ACV_KIND_FILE_SYSTEM, "efs", "describe-file-systems", "file-system-id", false, NULL, NULL },
    { ACV_KIND_MOUNT_TARGET, "efs", "describe-mount-targets", "mount-target-id", false, NULL,
      NULL },
    { ACV_KIND_FLOW_LOG, "ec2", "describe-flow-logs", "flow-log-ids", true, NULL, NULL },
};

/* S3 Files has an API of its own. */
static const Reader s3_files_readers[] = {
    { ACV_KIND_FILE_SYSTEM, "s3files", "get-file-system", "file-system-id", false, NULL, NULL },
    { ACV_KIND_MOUNT_TARGET, "s3files", "get-mount-target", "mount-target-id", false, NULL, NULL },
};

/* --- By record --- */

static bool
is_of_s3_files(const AcvRecord *record)
{
    return record->kind == ACV_KIND_FILE_SYSTEM
           && !acv_file_system_is_efs((const AcvFileSystem *) record);
}

static const Reader *
reader_of_s3_files(const AcvRecord *record)
{
    for (size_t i = 0; is_of_s3_files(record) && i < G_N_ELEMENTS(s3_files_readers); i++) {
        if (s3_files_readers[i].kind == record->kind) {
            return &s3_files_readers[i];
        }
    }
    return NULL;
}

static AcvAwsCommand *
start(AcvPlan *plan, const Reader *reader, const char *id)
{
    AcvAwsCommand *command = acv_plan_command(plan, NULL, reader->service, reader->operation);
    if (reader->option && id) {
        acv_plan_add_text(plan, command, reader->option, id);
    }
    return command;
}

static void
finish(AcvProof *proof, AcvPlan *plan, const Reader *reader, AcvAwsCommand *command)
{
    if (reader->more) {
        acv_plan_add_word(plan, command, reader->more, reader->value);
    }
    g_autofree char *line = acv_aws_command_print(command);
    if (!g_ptr_array_find_with_equal_func(proof->commands, line, g_str_equal, NULL)) {
        g_ptr_array_add(proof->commands, g_steal_pointer(&line));
    }
}

static void
read_each(AcvProof *proof, AcvPlan *plan, const Reader *reader, const GPtrArray *records)
{
    for (guint i = 0; i < records->len; i++) {
        const AcvRecord *record = g_ptr_array_index(records, i);
        if (record->kind == reader->kind) {
            const Reader *other = reader_of_s3_files(record);
            const Reader *used = other ? other : reader;
            finish(proof, plan, used, start(plan, used, record->id));
        }
    }
}

static void
read_all(AcvProof *proof, AcvPlan *plan, const Reader *reader, const GPtrArray *records)
{
    AcvAwsCommand *command = NULL;
    for (guint i = 0; i < records->len; i++) {
        const AcvRecord *record = g_ptr_array_index(records, i);
        if (record->kind == reader->kind && !command) {
            command = start(plan, reader, record->id);
        } else if (record->kind == reader->kind && reader->option) {
            acv_plan_add_text(plan, command, reader->option, record->id);
        }
    }
    if (command) {
        finish(proof, plan, reader, command);
    }
}

static gint
compare_records(gconstpointer a, gconstpointer b)
{
    const AcvRecord *left = *(const AcvRecord *const *) a;
    const AcvRecord *right = *(const AcvRecord *const *) b;
    return left->kind != right->kind ? (left->kind < right->kind ? -1 : 1)
                                     : strcmp(left->id, right->id);
}

void
acv_proof_describe(AcvProof *proof, AcvPlan *plan, GPtrArray *records)
{
    g_ptr_array_sort(records, compare_records);
    for (guint i = records->len; i > 1; i--) {
        if (compare_records(&records->pdata[i - 1], &records->pdata[i - 2]) == 0) {
            g_ptr_array_remove_index(records, i - 1);
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(readers); i++) {
        (readers[i].is_list ? read_all : read_each)(proof, plan, &readers[i], records);
    }
}

/* --- By code --- */

/* "%s" in a value is the id of the component, which is of 'of'. */
static const struct {
    AcvCode code;
    AcvKind of;
    const char *service;
    const char *operation;
    const char *options[4]; /* Names and values in turn. */
} code_readers[] = {
    { ACV_CODE_DNS_SUPPORT_DISABLED,
      ACV_KIND_VPC,
      "ec2",
      "describe-vpc-attribute",
      { "vpc-id", "%s", "attribute", "enableDnsSupport" } },
    { ACV_CODE_PRIVATE_DNS_NOT_EFFECTIVE,
      ACV_KIND_VPC,
      "ec2",
      "describe-vpc-attribute",
      { "vpc-id", "%s", "attribute", "enableDnsSupport" } },
    { ACV_CODE_PRIVATE_DNS_NOT_EFFECTIVE,
      ACV_KIND_VPC,
      "ec2",
      "describe-vpc-attribute",
      { "vpc-id", "%s", "attribute", "enableDnsHostnames" } },
    { ACV_CODE_ENDPOINT_MISSING,
      ACV_KIND_VPC,
      "ec2",
      "describe-vpc-endpoints",
      { "filters", "Name=vpc-id,Values=%s" } },
    { ACV_CODE_DNS_NAME_NOT_FOUND,
      ACV_KIND_VPC,
      "route53",
      "list-hosted-zones-by-vpc",
      { "vpc-id", "%s", "vpc-region", "%r" } },
    { ACV_CODE_VPC_BLOCK_PUBLIC_ACCESS_ENABLED,
      ACV_KIND_VPC,
      "ec2",
      "describe-vpc-block-public-access-options",
      { NULL } },
    { ACV_CODE_VPC_BLOCK_PUBLIC_ACCESS_ENABLED,
      ACV_KIND_VPC,
      "ec2",
      "describe-vpc-block-public-access-exclusions",
      { NULL } },
};

static void
read_for_code(AcvProof *proof, AcvPlan *plan, size_t index, const char *id, const char *region)
{
    AcvAwsCommand *command =
        acv_plan_command(plan, NULL, code_readers[index].service, code_readers[index].operation);
    const char *const *options = code_readers[index].options;
    for (size_t i = 0; i + 1 < G_N_ELEMENTS(code_readers[index].options) && options[i]; i += 2) {
        g_autoptr(GString) value = g_string_new(options[i + 1]);
        g_string_replace(value, "%s", id, 0);
        g_string_replace(value, "%r", region ? region : "", 0);
        acv_plan_add_text(plan, command, options[i], value->str);
    }
    Reader none = { 0 };
    finish(proof, plan, &none, command);
}

void
acv_proof_describe_code(AcvProof *proof, AcvPlan *plan, const AcvAnswer *answer,
                        const AcvExplanation *explanation)
{
    const AcvRecord *record = explanation->component;
    for (size_t i = 0; record && i < G_N_ELEMENTS(code_readers); i++) {
        bool fits = code_readers[i].code == explanation->code && code_readers[i].of == record->kind;
        const char *region = acv_network_region_of_record(answer->inquiry->network, record);
        bool needs_region = explanation->code == ACV_CODE_DNS_NAME_NOT_FOUND;
        if (fits && acv_is_plain_word(record->id) && (region || !needs_region)) {
            read_for_code(proof, plan, i, record->id, region);
        }
    }
}

/* --- What is missing --- */

void
acv_proof_describe_missing(AcvProof *proof, AcvPlan *plan, const AcvMissing *missing)
{
    const char *id = missing->id ? missing->id : missing->of ? missing->of->id : NULL;
    AcvKind kind = missing->id || !missing->of ? missing->kind : missing->of->kind;
    for (size_t i = 0; i < G_N_ELEMENTS(readers); i++) {
        const Reader *reader = &readers[i];
        bool can_do = id || reader->is_list;
        if (reader->kind == kind && can_do) {
            finish(proof, plan, reader, start(plan, reader, id));
        }
    }
}

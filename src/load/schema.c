/* The JSON Schema of a scenario, made from the tables that read it.
 *
 * It demands no more than the reader: unknown values of enumerations are allowed, so is null for
 * what may be left out, and so are further fields. */
#include "acv/scenario.h"

#include "load/schema_value.h"
#include "load/section.h"
#include "load/tables.h"

#include <string.h>

/* Which call of the AWS CLI prints what stands under a key. */
static const struct {
    const char *key;
    const char *call;
} calls[] = {
    { "Vpcs", "ec2 describe-vpcs" },
    { "Subnets", "ec2 describe-subnets" },
    { "RouteTables", "ec2 describe-route-tables" },
    { "NetworkAcls", "ec2 describe-network-acls" },
    { "SecurityGroups", "ec2 describe-security-groups" },
    { "SecurityGroupVpcAssociations", "ec2 describe-security-group-vpc-associations" },
    { "NetworkInterfaces", "ec2 describe-network-interfaces" },
    { "Reservations", "ec2 describe-instances" },
    { "Addresses", "ec2 describe-addresses" },
    { "InternetGateways", "ec2 describe-internet-gateways" },
    { "EgressOnlyInternetGateways", "ec2 describe-egress-only-internet-gateways" },
    { "NatGateways", "ec2 describe-nat-gateways" },
    { "VpcEndpoints", "ec2 describe-vpc-endpoints" },
    { "PrefixLists", "ec2 describe-managed-prefix-lists, with Entries of "
                     "ec2 get-managed-prefix-list-entries; or ec2 describe-prefix-lists" },
    { "DhcpOptions", "ec2 describe-dhcp-options" },
    { "AvailabilityZones", "ec2 describe-availability-zones" },
    { "VpcPeeringConnections", "ec2 describe-vpc-peering-connections" },
    { "TransitGateways", "ec2 describe-transit-gateways" },
    { "TransitGatewayAttachments", "ec2 describe-transit-gateway-attachments" },
    { "TransitGatewayVpcAttachments", "ec2 describe-transit-gateway-vpc-attachments" },
    { "TransitGatewayRouteTables", "ec2 describe-transit-gateway-route-tables, with Routes of "
                                   "ec2 search-transit-gateway-routes" },
    { "VpnGateways", "ec2 describe-vpn-gateways" },
    { "VpnConnections", "ec2 describe-vpn-connections" },
    { "DBInstances", "rds describe-db-instances" },
    { "DBClusters", "rds describe-db-clusters" },
    { "DBProxies", "rds describe-db-proxies, with Targets of rds describe-db-proxy-targets" },
    { "DBSubnetGroups", "rds describe-db-subnet-groups" },
    { "AgentRuntimes", "bedrock-agentcore-control get-agent-runtime, one for each" },
    { "CodeInterpreters", "bedrock-agentcore-control get-code-interpreter, one for each" },
    { "Browsers", "bedrock-agentcore-control get-browser, one for each" },
    { "VpcBlockPublicAccessOptions", "ec2 describe-vpc-block-public-access-options" },
    { "VpcBlockPublicAccessExclusions", "ec2 describe-vpc-block-public-access-exclusions" },
    { "HostedZones", "route53 list-hosted-zones, with VPCs of route53 get-hosted-zone and "
                     "ResourceRecordSets of route53 list-resource-record-sets" },
    { "LoadBalancers", "elbv2 describe-load-balancers" },
    { "TargetGroups", "elbv2 describe-target-groups" },
    { "Listeners", "elbv2 describe-listeners" },
    { "FileSystems", "efs describe-file-systems" },
    { "MountTargets", "efs describe-mount-targets, with SecurityGroups of efs "
                      "describe-mount-target-security-groups" },
    { "fileSystems", "s3files list-file-systems" },
    { "mountTargets", "s3files list-mount-targets, with securityGroups of s3files "
                      "get-mount-target" },
    { "FlowLogs", "ec2 describe-flow-logs" },
    { "Roles", "iam list-roles" },
    { "VpcAttributes", "ec2 describe-vpc-attribute, one for each attribute" },
    { "SecurityGroupRules", "ec2 describe-security-group-rules" },
};

typedef struct {
    cJSON *definitions;
} Schema;

static cJSON *field_schema(Schema *schema, const AcvJsonField *field);

/* --- Tables --- */

/* A field with what it says of itself. */
static cJSON *
property_schema(Schema *schema, const AcvJsonField *field)
{
    cJSON *json = field_schema(schema, field);
    g_autofree char *description = acv_schema_describe(field);

    if (!(field->flags & ACV_JSON_REQUIRED)) {
        json = acv_schema_nullable_take(json);
    }
    if (description) {
        cJSON_AddStringToObject(json, "description", description);
    }
    return json;
}

/* At least one of some keys, and not null. */
static cJSON *
any_key_schema(const char *const *keys)
{
    cJSON *any = cJSON_CreateArray();
    for (; *keys; keys++) {
        cJSON *json = cJSON_CreateObject();
        cJSON_AddItemToObject(json, "required", cJSON_CreateStringArray(keys, 1));
        cJSON *properties = cJSON_AddObjectToObject(json, "properties");
        cJSON *value = cJSON_AddObjectToObject(properties, *keys);
        cJSON_AddItemToObject(value, "not", acv_schema_of_type("null"));
        cJSON_AddItemToArray(any, json);
    }
    return any;
}

static cJSON *
table_schema(Schema *schema, const AcvJsonTable *table)
{
    cJSON *json = acv_schema_of_type("object");
    g_autofree char *title = acv_schema_title(table->name);
    cJSON_AddStringToObject(json, "title", title);
    cJSON *properties = cJSON_AddObjectToObject(json, "properties");
    cJSON *required = cJSON_CreateArray();

    for (size_t i = 0; i < table->n_fields; i++) {
        const AcvJsonField *field = &table->fields[i];
        if (field->type == ACV_JSON_IGNORED) {
            continue;
        }
        if (field->flags & ACV_JSON_REQUIRED) {
            cJSON_AddItemToArray(required, cJSON_CreateString(field->key));
        }
        cJSON_AddItemToObject(properties, field->key, property_schema(schema, field));
    }
    if (cJSON_GetArraySize(required) > 0) {
        cJSON_AddItemToObject(json, "required", required);
    } else {
        cJSON_Delete(required);
    }
    if (table->any_of) {
        cJSON_AddItemToObject(json, "anyOf", any_key_schema(table->any_of));
    }
    return json;
}

/* A reference to the definition of a table, which is made when it is first asked for. */
static cJSON *
table_reference(Schema *schema, const AcvJsonTable *table)
{
    if (table->described_by) {
        table = table->described_by;
    }
    if (table->is_value) {
        return field_schema(schema, &table->fields[0]);
    }
    if (!cJSON_GetObjectItemCaseSensitive(schema->definitions, table->name)) {
        /* Its place in the order, before those of its own fields. */
        cJSON_AddItemToObject(schema->definitions, table->name, cJSON_CreateNull());
        cJSON_ReplaceItemInObjectCaseSensitive(schema->definitions, table->name,
                                               table_schema(schema, table));
    }
    g_autofree char *reference = g_strdup_printf("#/$defs/%s", table->name);
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "$ref", reference);
    return json;
}

static cJSON *
list_schema(Schema *schema, const AcvJsonTable *table)
{
    cJSON *json = acv_schema_of_type("array");
    cJSON_AddItemToObject(json, "items", table_reference(schema, table));
    return json;
}

static cJSON *
list_field_schema(Schema *schema, const AcvJsonField *field)
{
    cJSON *list = list_schema(schema, field->table);
    return field->flags & ACV_JSON_SHORT
               ? acv_schema_either_take(list, table_reference(schema, field->table))
               : list;
}

static cJSON *
object_schema(Schema *schema, const AcvJsonField *field)
{
    cJSON *object = table_reference(schema, field->table);
    return field->flags & ACV_JSON_SHORT
               ? acv_schema_either_take(object, acv_schema_of_type("string"))
               : object;
}

static cJSON *
document_schema(Schema *schema, const AcvJsonTable *table)
{
    cJSON *text = acv_schema_of_type("string");
    cJSON_AddStringToObject(text, "contentMediaType", "application/json");
    return acv_schema_either_take(text, table_reference(schema, table));
}

static cJSON *
field_schema(Schema *schema, const AcvJsonField *field)
{
    if (field->type == ACV_JSON_OBJECT) {
        return object_schema(schema, field);
    }
    if (field->type == ACV_JSON_DOCUMENT) {
        return document_schema(schema, field->table);
    }
    if (field->type == ACV_JSON_LIST) {
        return list_field_schema(schema, field);
    }
    return acv_schema_of_value(field);
}

/* --- Sections --- */

/* "As printed by: aws CALL" and where that is documented; NULL if no call prints what stands under
 * 'key'. The caller's to free. */
static char *
describe_call(const char *key)
{
    for (size_t i = 0; i < G_N_ELEMENTS(calls); i++) {
        if (strcmp(calls[i].key, key) == 0) {
            const char *call = calls[i].call;
            g_autofree char *page = g_strndup(call, strcspn(call, ",;"));
            g_strdelimit(page, " ", '/');
            return g_strdup_printf("As printed by: aws %s. "
                                   "https://docs.aws.amazon.com/cli/latest/reference/%s.html",
                                   call, page);
        }
    }
    return NULL;
}

/* What a section says of itself, it and its items. */
static void
describe(const Schema *schema, cJSON *json, const AcvSection *section)
{
    g_autofree char *call = describe_call(section->key);
    const char *text = section->description ? section->description : call;

    if (!text) {
        return;
    }
    cJSON_AddStringToObject(json, "description", text);
    cJSON *item = section->table
                      ? cJSON_GetObjectItemCaseSensitive(schema->definitions, section->table->name)
                      : NULL;
    if (item && !cJSON_GetObjectItemCaseSensitive(item, "description")) {
        g_autofree char *of_item = g_strdup_printf("An entry of %s. %s", section->key, text);
        cJSON_AddStringToObject(item, "description", of_item);
    }
}

/* NULL for what is of no use in a scenario. */
static cJSON *
section_schema(Schema *schema, const AcvSection *section)
{
    switch (section->shape) {
    case ACV_SECTION_LIST:
        return list_schema(schema, section->table);
    case ACV_SECTION_OBJECT:
        return acv_schema_either_take(table_reference(schema, section->table),
                                      list_schema(schema, section->table));
    case ACV_SECTION_TEXT:
        return acv_schema_of_type("string");
    case ACV_SECTION_RECOGNIZED:
    case ACV_SECTION_PAGE:
    case ACV_SECTION_HINT:
        return NULL;
    }
    g_assert_not_reached();
}

static void
add_sections(Schema *schema, cJSON *properties)
{
    size_t n;
    const AcvSection *sections = acv_sections(&n);

    for (size_t i = 0; i < n; i++) {
        const AcvSection *section = &sections[i];
        if (cJSON_GetObjectItemCaseSensitive(properties, section->key)) {
            continue;
        }
        cJSON *json = section_schema(schema, section);
        if (json) {
            json = acv_schema_nullable_take(json);
            describe(schema, json, section);
            cJSON_AddItemToObject(properties, section->key, json);
        }
    }
}

/* A document may be one resource by itself, told by a key. */
static void
add_singles(Schema *schema, cJSON *root)
{
    size_t n;
    const AcvSection *singles = acv_section_singles(&n);
    cJSON *all = cJSON_AddArrayToObject(root, "allOf");

    for (size_t i = 0; i < n; i++) {
        cJSON *json = cJSON_CreateObject();
        cJSON *condition = cJSON_AddObjectToObject(json, "if");
        cJSON_AddItemToObject(condition, "required", cJSON_CreateStringArray(&singles[i].key, 1));
        cJSON_AddItemToObject(json, "then", table_reference(schema, singles[i].table));
        cJSON_AddItemToArray(all, json);
    }
}

/* cJSON puts a tab for each level and after each colon; in strings there is none. */
static char *
print(const cJSON *root)
{
    char *printed = cJSON_Print(root);
    g_assert(printed);
    GString *text = g_string_new(printed);
    cJSON_free(printed);
    g_string_replace(text, ":\t", ": ", 0);
    g_string_replace(text, "\t", "  ", 0);
    g_string_append_c(text, '\n');
    return g_string_free(text, FALSE);
}

char *
acv_scenario_schema(void)
{
    cJSON *root = cJSON_CreateObject();
    Schema schema = { cJSON_CreateObject() };

    cJSON_AddStringToObject(root, "$schema", "https://json-schema.org/draft/2020-12/schema");
    cJSON_AddStringToObject(root, "title", "acv-path scenario");
    cJSON_AddStringToObject(root, "description",
                            "What the AWS API prints about one or more VPCs. A document may also "
                            "be one reply of get-agent-runtime, get-code-interpreter, get-browser "
                            "or describe-vpc-attribute as it is.");
    cJSON_AddStringToObject(root, "type", "object");
    add_sections(&schema, cJSON_AddObjectToObject(root, "properties"));
    add_singles(&schema, root);
    cJSON_AddBoolToObject(root, "additionalProperties", true);
    cJSON_AddItemToObject(root, "$defs", schema.definitions);

    char *text = print(root);
    cJSON_Delete(root);
    return text;
}

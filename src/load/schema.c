/* The JSON Schema of a scenario, made from the tables that read it.
 *
 * It demands no more than the reader: unknown values of enumerations are allowed, so is null for
 * what may be left out, and so are further fields. */
#include "acv/scenario.h"

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

static cJSON *
of_type(const char *type)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "type", type);
    return json;
}

/* --- Values --- */

static cJSON *
string_schema(const AcvJsonField *field)
{
    cJSON *text = of_type("string");
    if (field->flags & ACV_JSON_REQUIRED) {
        cJSON_AddNumberToObject(text, "minLength", 1);
    }
    if (!field->values) {
        return text;
    }
    cJSON *known = cJSON_CreateObject();
    cJSON *values = cJSON_AddArrayToObject(known, "enum");
    for (const char *const *value = field->values; *value; value++) {
        cJSON_AddItemToArray(values, cJSON_CreateString(*value));
    }
    if (field->flags & ACV_JSON_CLOSED) {
        cJSON_Delete(text);
        return known;
    }
    cJSON *json = cJSON_CreateObject();
    cJSON *any = cJSON_AddArrayToObject(json, "anyOf");
    cJSON_AddItemToArray(any, known);
    cJSON_AddItemToArray(any, text);
    return json;
}

static cJSON *
prefix_schema(AcvFamily family)
{
    cJSON *json = of_type("string");
    const char *pattern = "^[0-9a-fA-F:.]+/[0-9]{1,3}$";
    const char *example = "2001:db8::/56";

    if (family == ACV_FAMILY_IPV4) {
        pattern = "^([0-9]{1,3}\\.){3}[0-9]{1,3}/[0-9]{1,2}$";
        example = "10.0.0.0/16";
    }
    cJSON_AddStringToObject(json, "pattern", pattern);
    cJSON *examples = cJSON_AddArrayToObject(json, "examples");
    cJSON_AddItemToArray(examples, cJSON_CreateString(example));
    return json;
}

static cJSON *
address_schema(AcvFamily family)
{
    cJSON *json = of_type("string");
    if (family != ACV_FAMILY_NONE) {
        cJSON_AddStringToObject(json, "format", family == ACV_FAMILY_IPV4 ? "ipv4" : "ipv6");
    }
    return json;
}

static cJSON *
number_schema(double first, double last)
{
    cJSON *json = of_type("integer");
    cJSON_AddNumberToObject(json, "minimum", first);
    cJSON_AddNumberToObject(json, "maximum", last);
    return json;
}

/* One of two. */
static cJSON *
either_take(cJSON *a, cJSON *b)
{
    cJSON *json = cJSON_CreateObject();
    cJSON *any = cJSON_AddArrayToObject(json, "anyOf");
    cJSON_AddItemToArray(any, a);
    cJSON_AddItemToArray(any, b);
    return json;
}

/* The same, or null. */
static cJSON *
nullable_take(cJSON *json)
{
    const char *type = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(json, "type"));
    if (!type) {
        return either_take(json, of_type("null"));
    }
    const char *types[] = { type, "null" };
    cJSON *both = cJSON_CreateStringArray(types, G_N_ELEMENTS(types));
    cJSON_ReplaceItemInObjectCaseSensitive(json, "type", both);
    return json;
}

static cJSON *
attribute_schema(void)
{
    cJSON *object = of_type("object");
    cJSON *properties = cJSON_AddObjectToObject(object, "properties");
    cJSON_AddItemToObject(properties, "Value", of_type("boolean"));
    return either_take(of_type("boolean"), object);
}

static cJSON *
protocol_schema(void)
{
    cJSON *json = either_take(number_schema(-1, 255), of_type("string"));
    cJSON_AddStringToObject(json, "description",
                            "A protocol by name or number, as text or not; -1 is all.");
    return json;
}

/* --- Tables --- */

static cJSON *
table_schema(Schema *schema, const AcvJsonTable *table)
{
    cJSON *json = of_type("object");
    cJSON *properties = cJSON_AddObjectToObject(json, "properties");
    cJSON *required = cJSON_CreateArray();

    for (size_t i = 0; i < table->n_fields; i++) {
        const AcvJsonField *field = &table->fields[i];
        if (field->type == ACV_JSON_IGNORED) {
            continue;
        }
        if (field->flags & ACV_JSON_REQUIRED) {
            cJSON_AddItemToArray(required, cJSON_CreateString(field->key));
            cJSON_AddItemToObject(properties, field->key, field_schema(schema, field));
        } else {
            cJSON_AddItemToObject(properties, field->key,
                                  nullable_take(field_schema(schema, field)));
        }
    }
    if (cJSON_GetArraySize(required) > 0) {
        cJSON_AddItemToObject(json, "required", required);
    } else {
        cJSON_Delete(required);
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
    cJSON *json = of_type("array");
    cJSON_AddItemToObject(json, "items", table_reference(schema, table));
    return json;
}

static cJSON *
list_field_schema(Schema *schema, const AcvJsonField *field)
{
    cJSON *list = list_schema(schema, field->table);
    return field->flags & ACV_JSON_SHORT ? either_take(list, table_reference(schema, field->table))
                                         : list;
}

static cJSON *
object_schema(Schema *schema, const AcvJsonField *field)
{
    cJSON *object = table_reference(schema, field->table);
    return field->flags & ACV_JSON_SHORT ? either_take(object, of_type("string")) : object;
}

static cJSON *
document_schema(Schema *schema, const AcvJsonTable *table)
{
    cJSON *text = of_type("string");
    cJSON_AddStringToObject(text, "contentMediaType", "application/json");
    return either_take(text, table_reference(schema, table));
}

static cJSON *
field_schema(Schema *schema, const AcvJsonField *field)
{
    switch (field->type) {
    case ACV_JSON_IGNORED:
        break;
    case ACV_JSON_STRING:
        return string_schema(field);
    case ACV_JSON_DNS_NAME:
        return of_type("string");
    case ACV_JSON_TIME:
        return either_take(of_type("string"), of_type("number"));
    case ACV_JSON_FLAG:
        return of_type("boolean");
    case ACV_JSON_ATTRIBUTE:
        return attribute_schema();
    case ACV_JSON_NUMBER:
        return number_schema(field->range->first, field->range->last);
    case ACV_JSON_PREFIX:
        return prefix_schema(field->family);
    case ACV_JSON_ADDRESS:
        return address_schema(field->family);
    case ACV_JSON_PROTOCOL:
        return protocol_schema();
    case ACV_JSON_VERBATIM:
        return of_type("object");
    case ACV_JSON_OBJECT:
        return object_schema(schema, field);
    case ACV_JSON_DOCUMENT:
        return document_schema(schema, field->table);
    case ACV_JSON_LIST:
        return list_field_schema(schema, field);
    }
    g_assert_not_reached();
}

/* --- Sections --- */

static void
describe(cJSON *json, const AcvSection *section)
{
    if (section->description) {
        cJSON_AddStringToObject(json, "description", section->description);
        return;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(calls); i++) {
        if (strcmp(calls[i].key, section->key) == 0) {
            g_autofree char *text = g_strdup_printf("As printed by: aws %s", calls[i].call);
            cJSON_AddStringToObject(json, "description", text);
            return;
        }
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
        return either_take(table_reference(schema, section->table),
                           list_schema(schema, section->table));
    case ACV_SECTION_TEXT:
        return of_type("string");
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
            describe(json, section);
            cJSON_AddItemToObject(properties, section->key, json);
        }
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
    cJSON_AddBoolToObject(root, "additionalProperties", true);
    cJSON_AddItemToObject(root, "$defs", schema.definitions);

    char *text = print(root);
    cJSON_Delete(root);
    return text;
}

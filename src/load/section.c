#include "load/section.h"

#include "load/tables.h"

#include <string.h>

static void
read_record(AcvLoader *loader, const AcvSection *section, const AcvElement *element)
{
    if (acv_loader_delete(loader, section->kind, element)) {
        return;
    }
    AcvRecord *record = acv_loader_read(loader, section->kind, section->table, element);
    if (record) {
        acv_loader_add(loader, record);
    }
}

static void
read_rule(AcvLoader *loader, const AcvSection *section, const AcvElement *element)
{
    AcvSecurityGroupRule rule = { .place = element->place };
    if (loader->overlay) {
        acv_json_report(&loader->reader, ACV_SEVERITY_ERROR, element->path,
                        "rules by themselves change nothing; give the IpPermissions of the group");
        return;
    }
    if (acv_json_read(&loader->reader, section->table, element->json, element->path, &rule)) {
        g_array_append_val(loader->rules, rule);
        loader->n_records++;
    }
}

static void
read_expectation(AcvLoader *loader, const AcvSection *section, const AcvElement *element)
{
    AcvExpectation expectation = { .place = element->place };
    if (acv_json_read(&loader->reader, section->table, element->json, element->path,
                      &expectation)) {
        acv_snapshot_builder_add_expectation(loader->builder, &expectation);
    }
}

static void
read_suppression(AcvLoader *loader, const AcvSection *section, const AcvElement *element)
{
    AcvSuppression suppression = { .place = element->place };
    if (acv_json_read(&loader->reader, section->table, element->json, element->path,
                      &suppression)) {
        acv_snapshot_builder_add_suppression(loader->builder, &suppression);
    }
}

/* clang-format off */
#define RECORDS(key_, shape_, constant, noun) \
    { .key = key_, .shape = ACV_SECTION_##shape_, .read = read_record, \
      .kind = ACV_KIND_##constant, .table = &acv_##noun##_fields }
#define COLLECTED(key_, noun, description_) \
    { .key = key_, .shape = ACV_SECTION_LIST, .read = read_record, \
      .kind = ACV_KIND_TRANSIT_GATEWAY_ROUTE_TABLE, .table = &acv_##noun##_fields, \
      .description = description_ }
#define KIND(constant, noun, type, key_, id_key) RECORDS(key_, LIST, constant, noun),
#define RECOGNIZED(key_) { .key = key_, .shape = ACV_SECTION_RECOGNIZED }
#define PAGE(key_) { .key = key_, .shape = ACV_SECTION_PAGE }
#define HINT(key_, hint_) { .key = key_, .shape = ACV_SECTION_HINT, .hint = hint_ }
#define TEXT(key_, member, description_) \
    { .key = key_, .shape = ACV_SECTION_TEXT, .text = offsetof(AcvLoader, member), \
      .description = description_ }
/* clang-format on */

/* The first of a key counts. */
static const AcvSection sections[] = {
    TEXT("Region", region, "The Region, such as us-east-1; else it follows from ARNs and zones."),
    TEXT("AccountId", account_id, "The account; else it follows from ARNs and owners."),
    { .key = "Reservations",
      .shape = ACV_SECTION_LIST,
      .read = acv_reservation_read,
      .kind = ACV_KIND_INSTANCE,
      .table = &acv_reservation_fields },
    RECORDS("VpcBlockPublicAccessOptions", OBJECT, VPC_BLOCK_PUBLIC_ACCESS_OPTIONS,
            vpc_block_public_access_options),
    ACV_KINDS(KIND) RECORDS("VpcAttributes", OBJECT, VPC, vpc),
    { .key = "SecurityGroupRules",
      .shape = ACV_SECTION_LIST,
      .read = read_rule,
      .kind = ACV_KIND_SECURITY_GROUP,
      .table = &acv_security_group_rule_fields },
    { .key = "Expectations",
      .shape = ACV_SECTION_LIST,
      .read = read_expectation,
      .table = &acv_expectation_fields,
      .description = "What must hold of this design; the check command verifies it." },
    { .key = "Suppressions",
      .shape = ACV_SECTION_LIST,
      .read = read_suppression,
      .table = &acv_suppression_fields,
      .description = "What the check command may find and is accepted, each with the reason." },
    COLLECTED("TransitGatewayStaticRoutes", transit_gateway_static_routes,
              "The static routes of transit gateway route tables, as collectors write them."),
    COLLECTED("TransitGatewayPropagations", transit_gateway_propagations,
              "Which attachments propagate their routes to which transit gateway route tables, "
              "as collectors write it."),
    RECORDS("fileSystems", LIST, FILE_SYSTEM, s3_file_system),
    RECORDS("mountTargets", LIST, MOUNT_TARGET, s3_mount_target),

    RECOGNIZED("LoadBalancerListeners"),
    RECOGNIZED("LoadBalancerTargetHealth"),
    RECOGNIZED("LoadBalancerAttributes"),
    RECOGNIZED("TargetHealthDescriptions"),
    RECOGNIZED("ResponseMetadata"),
    RECOGNIZED("$schema"),

    PAGE("NextToken"),
    PAGE("nextToken"),
    PAGE("Marker"),
    PAGE("NextMarker"),

    HINT("agentRuntimes", "list-agent-runtimes prints no network configuration; use "
                          "get-agent-runtime for each"),
    HINT("codeInterpreterSummaries", "list-code-interpreters prints no network configuration; use "
                                     "get-code-interpreter for each"),
    HINT("browserSummaries", "list-browsers prints no network configuration; use get-browser for "
                             "each"),
    HINT("Routes", "search-transit-gateway-routes does not print whose routes these are; put them "
                   "into the entry of TransitGatewayRouteTables"),
    HINT("TransitGatewayRouteTablePropagations",
         "get-transit-gateway-route-table-propagations does not print of which table these are; "
         "put them into the entry of TransitGatewayRouteTables"),
    HINT("Entries", "get-managed-prefix-list-entries does not print whose entries these are; put "
                    "them into the entry of PrefixLists"),
    HINT("ResourceRecordSets", "list-resource-record-sets does not print whose records these are; "
                               "put them into the entry of HostedZones"),
    HINT("HostedZone", "put what get-hosted-zone prints, with its VPCs, into HostedZones"),
};

/* Documents that are one resource, told by this key. */
static const AcvSection singles[] = {
    RECORDS("agentRuntimeId", OBJECT, AGENT_RUNTIME, agent_runtime),
    RECORDS("codeInterpreterId", OBJECT, CODE_INTERPRETER, code_interpreter),
    RECORDS("browserId", OBJECT, BROWSER, browser),
    RECORDS("mountTargetId", OBJECT, MOUNT_TARGET, s3_mount_target),
    RECORDS("VpcId", OBJECT, VPC, vpc),
};

static const AcvSection *
find(const AcvSection *list, size_t n, const char *key, size_t length)
{
    for (size_t i = 0; i < n; i++) {
        if (strncmp(list[i].key, key, length) == 0 && list[i].key[length] == '\0') {
            return &list[i];
        }
    }
    return NULL;
}

const AcvSection *
acv_section_find(const char *key, size_t length)
{
    return find(sections, G_N_ELEMENTS(sections), key, length);
}

bool
acv_section_is_plain(const AcvSection *section)
{
    return section->read == read_record;
}

const AcvSection *
acv_section_of_single(const char *key, size_t length)
{
    return find(singles, G_N_ELEMENTS(singles), key, length);
}

const AcvSection *
acv_section_singles(size_t *out_n)
{
    *out_n = G_N_ELEMENTS(singles);
    return singles;
}

const AcvSection *
acv_sections(size_t *out_n)
{
    *out_n = G_N_ELEMENTS(sections);
    return sections;
}

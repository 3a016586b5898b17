/* What is known of AWS itself: Regions, zones, services, codes and the like.
 *
 * A catalog holds the tables of models/ as typed rows. It never changes once it is loaded. Rows and
 * their texts are borrowed from it; the rows of a table are in ascending order of their keys, the
 * first member. A cell "-" is a NULL text. Every row ends with its source (addresses of documents,
 * "field: …" for an observation, "rule: …" for a convention, separated by "; ") and the day on
 * which it was checked against that. */
#pragma once

#include <acv/address_set.h>
#include <acv/api.h>
#include <acv/kind.h>
#include <acv/problem.h>

ACV_BEGIN_DECLS

typedef struct AcvCatalog AcvCatalog;

/* --- Rows --- */

typedef struct {
    const char *region;
    const char *title; /* "Europe (Ireland)" */
    const char *partition;
    const char *dns_suffix;        /* "amazonaws.com" */
    const char *dual_stack_suffix; /* "api.aws" */
    const char *zone_prefix;       /* Of zone ids: "euw1"; NULL if not known. */
    const char *source;
    const char *checked;
} AcvRegionRow;

typedef struct {
    const char *zone_id;
    const char *region;
    bool agentcore; /* Whether AgentCore connects to VPCs here. */
    const char *source;
    const char *checked;
} AcvZoneRow;

typedef enum {
    ACV_CODE_ORIGIN_AWS, /* To the letter a code of Reachability Analyzer. */
    ACV_CODE_ORIGIN_ACV,
} AcvCodeOrigin;

typedef enum {
    ACV_CODE_GROUP_PATH,          /* Why a path is blocked. */
    ACV_CODE_GROUP_CONFIGURATION, /* Why there can be no path. */
    ACV_CODE_GROUP_FILTER,        /* Why the question excludes every path. */
    ACV_CODE_GROUP_DETAIL,        /* AWS's remarks on a path. */
    ACV_CODE_GROUP_NOTE,          /* Ours. */
} AcvCodeGroup;

typedef struct {
    const char *code;
    AcvCodeOrigin origin;
    AcvCodeGroup group;
    bool produced; /* Whether the analysis prints it; then it is an AcvCode. */
    const char *title;
    const char *cause;
    const char *remedy;
    const char *symptom; /* What a user of AgentCore sees. */
    const char *verify;  /* An AWS CLI command with <placeholders>. */
    const char *source;
    const char *checked;
} AcvCodeRow;

/* Flags. */
typedef enum {
    ACV_ENDPOINT_GATEWAY = 1,
    ACV_ENDPOINT_INTERFACE = 2,
} AcvEndpointKinds;

/* 'name', 'host', 'private_dns' and 'prefix_list' are patterns, see acv_pattern_expand(). */
typedef struct {
    const char *service; /* "ecr.api" */
    const char *title;
    const char *name; /* "com.amazonaws.{region}.ecr.api" */
    AcvEndpointKinds endpoint_kinds;
    const char *host;        /* What a client resolves; NULL if not known. */
    const char *private_dns; /* What private DNS of an endpoint covers, by commas; NULL is 'host'
                              * alone; empty ("none" in the file) is nothing. */
    uint16_t port;
    const char *protocol;    /* A keyword of the protocols. */
    const char *prefix_list; /* Of a gateway endpoint. */
    const char *notes;
    const char *source;
    const char *checked;
} AcvServiceRow;

/* One of the services that a target consists of: "ecr" is the whole pull of an image. */
typedef struct {
    const char *part; /* "ecr/3-layers" */
    const char *target;
    const char *service;
    const char *host; /* A pattern; NULL is that of the service. */
    const char *source;
    const char *checked;
} AcvCompositeRow;

/* What a runtime must be allowed to do at a service; all rows of a subject. Of other callers only
 * the service's prefix counts. */
typedef struct {
    const char *need;     /* "ecr/3-layers=GetObject" */
    const char *subject;  /* A part of a composite target, a requirement or a service. */
    const char *action;   /* "s3:GetObject"; "s3:*" is any action, whichever. */
    const char *resource; /* The pattern of its ARN, as AcvPolicyRequest wants it; NULL is unknown.
                           * It may hold {repository}, of the image, and {runtime}, the id. */
    const char *source;
    const char *checked;
} AcvServiceActionRow;

typedef struct {
    const char *engine; /* As in Engine of a DB instance or cluster. */
    const char *title;
    uint16_t port; /* The default. */
    const char *source;
    const char *checked;
} AcvRdsEngineRow;

typedef enum {
    ACV_LISTENING_UNKNOWN, /* It depends, or the status is not in the table. */
    ACV_LISTENING_NO,
    ACV_LISTENING_YES,
} AcvListening;

typedef struct {
    const char *status;
    AcvListening listening;
    const char *seen_on; /* "instance", "cluster", "proxy", by commas. */
    const char *source;
    const char *checked;
} AcvDbStatusRow;

typedef struct {
    const char *keyword; /* Lower case: "icmpv6". */
    uint16_t number;     /* 0..255 */
    bool preferred;      /* Of several keywords of one number the one to print. */
    const char *title;
    const char *source;
    const char *checked;
} AcvProtocolRow;

/* A key that is a prefix, or an address as a prefix of all its bits. */
typedef struct {
    const char *text;
    AcvPrefix value;
} AcvPrefixKey;

typedef enum {
    ACV_REACHABLE_NOT_STATED,
    ACV_REACHABLE_NO,
    ACV_REACHABLE_YES,
} AcvGloballyReachable;

typedef struct {
    AcvPrefixKey prefix;
    const char *title;
    AcvGloballyReachable globally_reachable; /* As IANA says. */
    bool internet;                           /* Whether "internet" includes it. */
    const char *source;
    const char *checked;
} AcvSpecialRangeRow;

/* An address that no security group and no network ACL filters. */
typedef struct {
    AcvPrefixKey address;
    const char *service;  /* "dns", "imds", … */
    const char *protocol; /* The keyword of the protocol in which it answers, */
    uint16_t port;        /* at this port. */
    const char *title;
    const char *source;
    const char *checked;
} AcvLinkLocalServiceRow;

/* A port that nobody should offer to the whole internet. */
typedef struct {
    const char *service; /* "ssh" */
    uint16_t port;       /* Of TCP and UDP. */
    const char *title;
    const char *source;
    const char *checked;
} AcvRiskyPortRow;

typedef struct {
    const char *limit;
    const char *value;
    const char *unit; /* "count", "seconds", "hours" or "date". */
    const char *title;
    const char *source;
    const char *checked;
} AcvLimitRow;

typedef enum {
    ACV_REQUIREMENT_REQUIRED,
    ACV_REQUIREMENT_RECOMMENDED,
    ACV_REQUIREMENT_DEPENDS,
} AcvRequirementLevel;

/* What makes a requirement apply. */
typedef enum {
    ACV_CONDITION_ALWAYS,
    ACV_CONDITION_CONTAINER_IMAGE,
    ACV_CONDITION_CODE_PACKAGE,
    ACV_CONDITION_SESSION_STORAGE,
    ACV_CONDITION_FILE_SYSTEM,
    ACV_CONDITION_CALLS_IT, /* Only its author knows. */
} AcvRequirementCondition;

typedef struct {
    const char *requirement; /* "runtime/ecr" */
    AcvKind kind;            /* Agent runtime, code interpreter or browser. */
    const char *target;      /* A service, a composite target, "internet" or "efs". */
    AcvRequirementLevel level;
    AcvRequirementCondition condition;
    const char *when;
    const char *symptom; /* If it is not met. */
    const char *source;
    const char *checked;
} AcvRequirementRow;

/* Severities of AWS Security Hub, the lightest first.
 *
 * Source: https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_Severity.html */
typedef enum {
    ACV_CHECK_SEVERITY_INFORMATIONAL,
    ACV_CHECK_SEVERITY_LOW,
    ACV_CHECK_SEVERITY_MEDIUM,
    ACV_CHECK_SEVERITY_HIGH,
    ACV_CHECK_SEVERITY_CRITICAL,
} AcvCheckSeverity;

/* What a check is run for: flags. */
typedef enum {
    ACV_CHECK_OF_RUNTIME = 1,
    ACV_CHECK_OF_CODE_INTERPRETER = 2,
    ACV_CHECK_OF_BROWSER = 4,
    ACV_CHECK_OF_SCENARIO = 8, /* Once for the whole design. */
} AcvCheckSubjects;

/* What is checked of a design. A check without a row is not made. */
typedef struct {
    const char *check;         /* "subnet-zones" */
    AcvCheckSeverity severity; /* Of a failure. */
    AcvCheckSubjects applies_to;
    const char *title;  /* What holds if it passes. */
    const char *remedy; /* What to do if it does not. */
    const char *source;
    const char *checked;
} AcvCheckRow;

/* X(constant, noun, row type, name of the file without .tsv) */
/* clang-format off */
#define ACV_CATALOG_TABLES(X) \
    X(CHECK, check, AcvCheckRow, "checks") \
    X(CODE, code, AcvCodeRow, "codes") \
    X(COMPOSITE, composite, AcvCompositeRow, "composites") \
    X(DB_STATUS, db_status, AcvDbStatusRow, "db_statuses") \
    X(LIMIT, limit, AcvLimitRow, "limits") \
    X(LINK_LOCAL_SERVICE, link_local_service, AcvLinkLocalServiceRow, "link_local_services") \
    X(PROTOCOL, protocol, AcvProtocolRow, "protocols") \
    X(RDS_ENGINE, rds_engine, AcvRdsEngineRow, "rds_engines") \
    X(REGION, region, AcvRegionRow, "regions") \
    X(REQUIREMENT, requirement, AcvRequirementRow, "requirements") \
    X(RISKY_PORT, risky_port, AcvRiskyPortRow, "risky_ports") \
    X(SERVICE, service, AcvServiceRow, "services") \
    X(SERVICE_ACTION, service_action, AcvServiceActionRow, "service_actions") \
    X(SPECIAL_RANGE, special_range, AcvSpecialRangeRow, "special_ranges") \
    X(ZONE, zone, AcvZoneRow, "zones")
/* clang-format on */

typedef enum {
#define ACV_CATALOG_CONSTANT(constant, noun, type, name) ACV_CATALOG_##constant,
    ACV_CATALOG_TABLES(ACV_CATALOG_CONSTANT)
#undef ACV_CATALOG_CONSTANT
} AcvCatalogTable;

enum {
#define ACV_CATALOG_COUNT(constant, noun, type, name) +1
    ACV_N_CATALOG_TABLES = 0 ACV_CATALOG_TABLES(ACV_CATALOG_COUNT),
#undef ACV_CATALOG_COUNT
};

/* --- The whole --- */

/* The built-in tables; those of which 'directory' has a file NAME.tsv are replaced by it. NULL is
 * no directory. What is wrong with any row of any of these files is added to 'problems', with file
 * and line; a file that is no table, as a warning. NULL if there was an error. */
AcvCatalog *acv_catalog_load(const char *directory, AcvProblems *problems);
void acv_catalog_free(AcvCatalog *catalog);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvCatalog, acv_catalog_free)

/* "codes", the name of the file without .tsv: static. */
const char *acv_catalog_table_name(AcvCatalogTable table);

/* All rows of a table, '*out_n' of them. */
const void *acv_catalog_list(const AcvCatalog *catalog, AcvCatalogTable table, size_t *out_n);

/* The row with that key, or NULL; also if 'key' is NULL. */
const void *acv_catalog_find(const AcvCatalog *catalog, AcvCatalogTable table, const char *key);

/* acv_catalog_list_region(catalog, &n), acv_catalog_find_region(catalog, "eu-west-1") and so on. */
#define ACV_CATALOG_ACCESS(constant, noun, type, name) \
    static inline const type *acv_catalog_list_##noun(const AcvCatalog *catalog, size_t *out_n) \
    { \
        return (const type *) acv_catalog_list(catalog, ACV_CATALOG_##constant, out_n); \
    } \
    static inline const type *acv_catalog_find_##noun(const AcvCatalog *catalog, const char *key) \
    { \
        return (const type *) acv_catalog_find(catalog, ACV_CATALOG_##constant, key); \
    }
ACV_CATALOG_TABLES(ACV_CATALOG_ACCESS)
#undef ACV_CATALOG_ACCESS

/* --- Questions --- */

/* The Region whose zone ids begin as 'zone_id' does ("use1-az1"), or NULL. */
const AcvRegionRow *acv_catalog_find_region_of_zone(const AcvCatalog *catalog, const char *zone_id);

typedef enum {
    ACV_ZONE_UNKNOWN, /* The table has no zone of this Region. */
    ACV_ZONE_UNSUPPORTED,
    ACV_ZONE_SUPPORTED,
} AcvZoneSupport;

/* Whether AgentCore connects to VPCs in a zone. 'region' may be NULL; then the zone id tells it.
 *
 * Source: https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/agentcore-vpc.html */
AcvZoneSupport acv_catalog_zone_support(const AcvCatalog *catalog, const char *region,
                                        const char *zone_id);

/* The default port of a database engine; 0 if the engine is not in the table or NULL. */
uint16_t acv_catalog_engine_port(const AcvCatalog *catalog, const char *engine);

/* Whether a database of this status answers; unknown also for NULL. */
AcvListening acv_catalog_status_listening(const AcvCatalog *catalog, const char *status);

/* The number of a protocol keyword (lower case), or -1. */
int acv_catalog_protocol_number(const AcvCatalog *catalog, const char *keyword);

/* The keyword to print for a protocol number, or NULL. */
const char *acv_catalog_protocol_keyword(const AcvCatalog *catalog, unsigned number);

/* The globally routable unicast addresses of a family: what "internet" means. Of the special ranges
 * that hold an address, the longest prefix decides; what lies in none of them is included. */
AcvAddressSet *acv_catalog_internet(const AcvCatalog *catalog, AcvFamily family);

/* The addresses that no security group and no network ACL filters, of both families. The resolver
 * at the VPC's base address plus two is one more, which is not in here. */
AcvAddressSet *acv_catalog_link_local(const AcvCatalog *catalog);

/* --- Names of services --- */

/* A pattern with its placeholders filled in; the caller's to free. They are {region}, {suffix} (DNS
 * suffix of the partition), {dual} (dual-stack suffix), {partition} and {account}; of an unknown
 * account (NULL), and of {repository} and {runtime}, comes "*". A leading "*." stands for any
 * labels. */
char *acv_pattern_expand(const char *pattern, const AcvRegionRow *region, const char *account);

/* The service of a full endpoint service name of any Region, such as
 * "com.amazonaws.eu-west-1.ecr.api" or, in China, "cn.com.amazonaws.cn-north-1.ecr.api"; NULL if no
 * pattern of a name fits. */
const AcvServiceRow *acv_catalog_find_service_named(const AcvCatalog *catalog, const char *name);

/* Whether private DNS of an endpoint of 'service' answers for 'host' (lower case, without a final
 * dot). A wildcard covers any number of labels, as in DNS, but not the bare domain. */
bool acv_service_covers(const AcvServiceRow *service, const AcvRegionRow *region, const char *host);

/* The service that 'host' belongs to, or NULL: of those whose private DNS or own host name covers
 * it, the one with the longest pattern. */
const AcvServiceRow *acv_catalog_find_service_of_host(const AcvCatalog *catalog,
                                                      const AcvRegionRow *region, const char *host);

ACV_END_DECLS

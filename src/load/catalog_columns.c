#include "load/catalog_columns.h"

/* The offset of a member, if it is of the right type. */
#define MEMBER(Row, member, Type) \
    offsetof(Row, member) + 0 * sizeof(_Generic(((Row *) 0)->member, Type : (char) 0))

/* A column has the name of its member. */
/* clang-format off */
#define TEXT(type_, Row, member) \
    { .name = #member, .type = &acv_cell_##type_, .offset = MEMBER(Row, member, const char *) }
#define FLAG(Row, member) \
    { .name = #member, .type = &acv_cell_flag, .offset = MEMBER(Row, member, bool) }
#define NUMBER(Row, member, max_) \
    { .name = #member, .type = &acv_cell_number, .max = max_, \
      .offset = MEMBER(Row, member, uint16_t) }
#define WORD(Row, member, Enum, words_) \
    { .name = #member, .type = &acv_cell_word, .words = words_, \
      .offset = MEMBER(Row, member, Enum) }
#define WORDS(Row, member, Enum, words_) \
    { .name = #member, .type = &acv_cell_words, .words = words_, \
      .offset = MEMBER(Row, member, Enum) }
#define PREFIX(type_, Row, member) \
    { .name = #member, .type = &acv_cell_##type_, .offset = MEMBER(Row, member, AcvPrefixKey) }
#define SOURCE(Row) TEXT(source, Row, source), TEXT(date, Row, checked)
/* clang-format on */

static const AcvWord origins[] = {
    { "aws", ACV_CODE_ORIGIN_AWS },
    { "acv", ACV_CODE_ORIGIN_ACV },
    { NULL, 0 },
};

static const AcvWord groups[] = {
    { "path", ACV_CODE_GROUP_PATH },     { "configuration", ACV_CODE_GROUP_CONFIGURATION },
    { "filter", ACV_CODE_GROUP_FILTER }, { "detail", ACV_CODE_GROUP_DETAIL },
    { "note", ACV_CODE_GROUP_NOTE },     { NULL, 0 },
};

static const AcvWord endpoint_kinds[] = {
    { "Gateway", ACV_ENDPOINT_GATEWAY },
    { "Interface", ACV_ENDPOINT_INTERFACE },
    { NULL, 0 },
};

static const AcvWord listening[] = {
    { "yes", ACV_LISTENING_YES },
    { "no", ACV_LISTENING_NO },
    { "unknown", ACV_LISTENING_UNKNOWN },
    { NULL, 0 },
};

static const AcvWord reachable[] = {
    { "yes", ACV_REACHABLE_YES },
    { "no", ACV_REACHABLE_NO },
    { "-", ACV_REACHABLE_NOT_STATED },
    { NULL, 0 },
};

static const AcvWord kinds[] = {
    { "runtime", ACV_KIND_AGENT_RUNTIME },
    { "code-interpreter", ACV_KIND_CODE_INTERPRETER },
    { "browser", ACV_KIND_BROWSER },
    { NULL, 0 },
};

static const AcvWord levels[] = {
    { "required", ACV_REQUIREMENT_REQUIRED },
    { "recommended", ACV_REQUIREMENT_RECOMMENDED },
    { "depends", ACV_REQUIREMENT_DEPENDS },
    { NULL, 0 },
};

static const AcvWord conditions[] = {
    { "always", ACV_CONDITION_ALWAYS },
    { "container-image", ACV_CONDITION_CONTAINER_IMAGE },
    { "code-package", ACV_CONDITION_CODE_PACKAGE },
    { "session-storage", ACV_CONDITION_SESSION_STORAGE },
    { "file-system", ACV_CONDITION_FILE_SYSTEM },
    { "calls-it", ACV_CONDITION_CALLS_IT },
    { NULL, 0 },
};

static const AcvWord severities[] = {
    { "INFORMATIONAL", ACV_CHECK_SEVERITY_INFORMATIONAL },
    { "LOW", ACV_CHECK_SEVERITY_LOW },
    { "MEDIUM", ACV_CHECK_SEVERITY_MEDIUM },
    { "HIGH", ACV_CHECK_SEVERITY_HIGH },
    { "CRITICAL", ACV_CHECK_SEVERITY_CRITICAL },
    { NULL, 0 },
};

static const AcvWord check_subjects[] = {
    { "runtime", ACV_CHECK_OF_RUNTIME },
    { "code-interpreter", ACV_CHECK_OF_CODE_INTERPRETER },
    { "browser", ACV_CHECK_OF_BROWSER },
    { "scenario", ACV_CHECK_OF_SCENARIO },
    { NULL, 0 },
};

static const AcvColumn check_columns[] = {
    TEXT(key, AcvCheckRow, check),
    WORD(AcvCheckRow, severity, AcvCheckSeverity, severities),
    WORDS(AcvCheckRow, applies_to, AcvCheckSubjects, check_subjects),
    TEXT(text, AcvCheckRow, title),
    TEXT(text, AcvCheckRow, remedy),
    SOURCE(AcvCheckRow),
};

static const AcvColumn code_columns[] = {
    TEXT(key, AcvCodeRow, code),
    WORD(AcvCodeRow, origin, AcvCodeOrigin, origins),
    WORD(AcvCodeRow, group, AcvCodeGroup, groups),
    FLAG(AcvCodeRow, produced),
    TEXT(text, AcvCodeRow, title),
    TEXT(text, AcvCodeRow, cause),
    TEXT(text, AcvCodeRow, remedy),
    TEXT(text, AcvCodeRow, symptom),
    TEXT(text, AcvCodeRow, verify),
    SOURCE(AcvCodeRow),
};

static const AcvColumn composite_columns[] = {
    TEXT(key, AcvCompositeRow, part),
    TEXT(key, AcvCompositeRow, target),
    TEXT(key, AcvCompositeRow, service),
    TEXT(host, AcvCompositeRow, host),
    SOURCE(AcvCompositeRow),
};

static const AcvColumn db_status_columns[] = {
    TEXT(key, AcvDbStatusRow, status),
    WORD(AcvDbStatusRow, listening, AcvListening, listening),
    TEXT(text, AcvDbStatusRow, seen_on),
    SOURCE(AcvDbStatusRow),
};

static const AcvColumn limit_columns[] = {
    TEXT(key, AcvLimitRow, limit), TEXT(text, AcvLimitRow, value),
    TEXT(key, AcvLimitRow, unit),  TEXT(text, AcvLimitRow, title),
    SOURCE(AcvLimitRow),
};

static const AcvColumn link_local_service_columns[] = {
    PREFIX(address, AcvLinkLocalServiceRow, address),
    TEXT(key, AcvLinkLocalServiceRow, service),
    TEXT(key, AcvLinkLocalServiceRow, protocol),
    NUMBER(AcvLinkLocalServiceRow, port, UINT16_MAX),
    TEXT(text, AcvLinkLocalServiceRow, title),
    SOURCE(AcvLinkLocalServiceRow),
};

static const AcvColumn protocol_columns[] = {
    TEXT(key, AcvProtocolRow, keyword),
    NUMBER(AcvProtocolRow, number, 255),
    FLAG(AcvProtocolRow, preferred),
    TEXT(text, AcvProtocolRow, title),
    SOURCE(AcvProtocolRow),
};

static const AcvColumn rds_engine_columns[] = {
    TEXT(key, AcvRdsEngineRow, engine),
    TEXT(text, AcvRdsEngineRow, title),
    NUMBER(AcvRdsEngineRow, port, UINT16_MAX),
    SOURCE(AcvRdsEngineRow),
};

static const AcvColumn region_columns[] = {
    TEXT(key, AcvRegionRow, region),
    TEXT(text, AcvRegionRow, title),
    TEXT(key, AcvRegionRow, partition),
    TEXT(key, AcvRegionRow, dns_suffix),
    TEXT(key, AcvRegionRow, dual_stack_suffix),
    TEXT(optional, AcvRegionRow, zone_prefix),
    SOURCE(AcvRegionRow),
};

static const AcvColumn requirement_columns[] = {
    TEXT(key, AcvRequirementRow, requirement),
    WORD(AcvRequirementRow, kind, AcvKind, kinds),
    TEXT(key, AcvRequirementRow, target),
    WORD(AcvRequirementRow, level, AcvRequirementLevel, levels),
    WORD(AcvRequirementRow, condition, AcvRequirementCondition, conditions),
    TEXT(text, AcvRequirementRow, when),
    TEXT(text, AcvRequirementRow, symptom),
    SOURCE(AcvRequirementRow),
};

static const AcvColumn risky_port_columns[] = {
    TEXT(key, AcvRiskyPortRow, service),
    NUMBER(AcvRiskyPortRow, port, UINT16_MAX),
    TEXT(text, AcvRiskyPortRow, title),
    SOURCE(AcvRiskyPortRow),
};

static const AcvColumn service_columns[] = {
    TEXT(key, AcvServiceRow, service),
    TEXT(text, AcvServiceRow, title),
    TEXT(pattern, AcvServiceRow, name),
    WORDS(AcvServiceRow, endpoint_kinds, AcvEndpointKinds, endpoint_kinds),
    TEXT(host, AcvServiceRow, host),
    TEXT(hosts, AcvServiceRow, private_dns),
    NUMBER(AcvServiceRow, port, UINT16_MAX),
    TEXT(key, AcvServiceRow, protocol),
    TEXT(pattern, AcvServiceRow, prefix_list),
    TEXT(optional, AcvServiceRow, notes),
    SOURCE(AcvServiceRow),
};

static const AcvColumn service_action_columns[] = {
    TEXT(key, AcvServiceActionRow, need),
    TEXT(key, AcvServiceActionRow, subject),
    TEXT(key, AcvServiceActionRow, action),
    TEXT(pattern, AcvServiceActionRow, resource),
    SOURCE(AcvServiceActionRow),
};

static const AcvColumn special_range_columns[] = {
    PREFIX(prefix, AcvSpecialRangeRow, prefix),
    TEXT(text, AcvSpecialRangeRow, title),
    WORD(AcvSpecialRangeRow, globally_reachable, AcvGloballyReachable, reachable),
    FLAG(AcvSpecialRangeRow, internet),
    SOURCE(AcvSpecialRangeRow),
};

static const AcvColumn zone_columns[] = {
    TEXT(key, AcvZoneRow, zone_id),
    TEXT(key, AcvZoneRow, region),
    FLAG(AcvZoneRow, agentcore),
    SOURCE(AcvZoneRow),
};

AcvColumns
acv_catalog_columns(AcvCatalogTable table)
{
    static const AcvColumns tables[] = {
#define ROW(constant, noun, type, name) \
    [ACV_CATALOG_##constant] = { noun##_columns, G_N_ELEMENTS(noun##_columns) },
        ACV_CATALOG_TABLES(ROW)
#undef ROW
    };
    return tables[table];
}

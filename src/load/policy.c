/* Policies of the IAM language, as an object or as text, as which EC2 prints them.
 *
 * What decides must be there. AWS wants a principal and a resource too, but a draft without them is
 * of use: it is about all.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
#include "load/json_text.h"
#include "load/tables.h"

#include <string.h>

/* --- Texts --- */

/* The object that 'text' is, to be deleted; NULL after an error. */
static cJSON *
parse_text(AcvJsonReader *reader, const char *text, const AcvJsonPath *path)
{
    size_t length = strlen(text);
    AcvJsonFault fault = { 0 };
    unsigned line;
    unsigned column;

    if (acv_json_check(text, length, &fault)) {
        const char *end = acv_json_skip_value(acv_json_skip_space(text));
        fault.offset = (size_t) (acv_json_skip_space(end) - text);
        if (fault.offset == length) {
            return cJSON_Parse(text);
        }
        fault.message = g_strdup("expected the end of the text, got another object");
    }
    acv_json_locate(text, fault.offset, &line, &column);
    acv_json_report(reader, ACV_SEVERITY_ERROR, path, "not JSON at line %u, column %u of it: %s",
                    line, column, fault.message);
    g_free(fault.message);
    return NULL;
}

bool
acv_json_read_document(AcvJsonReader *reader, const AcvJsonTable *table, const cJSON *json,
                       const AcvJsonPath *path, void *target)
{
    if (!cJSON_IsString(json)) {
        return acv_json_read(reader, table, json, path, target);
    }
    cJSON *inside = parse_text(reader, json->valuestring, path);
    bool ok = inside && acv_json_read(reader, table, inside, path, target);
    cJSON_Delete(inside);
    return ok;
}

/* --- Principals --- */

#define ACV_SHORT(key_, Struct, member_, table_) \
    ACV_LIST_WITH(key_, Struct, member_, table_, .flags = ACV_JSON_SHORT)

/* AWS comes first, so that "*" alone is read as {"AWS": "*"}. */
#define PRINCIPAL_FIELDS(member) \
    { \
        ACV_SHORT("AWS", AcvPolicyStatement, member.aws, &acv_text_fields), \
            ACV_SHORT("CanonicalUser", AcvPolicyStatement, member.canonical_user, \
                      &acv_text_fields), \
            ACV_SHORT("Federated", AcvPolicyStatement, member.federated, &acv_text_fields), \
            ACV_SHORT("Service", AcvPolicyStatement, member.service, &acv_text_fields), \
    }

static const AcvJsonField principal_fields[] = PRINCIPAL_FIELDS(principal);
static ACV_TABLE(policy_principal, AcvPolicyStatement, principal_fields);

static const AcvJsonField not_principal_fields[] = PRINCIPAL_FIELDS(not_principal);
static ACV_TABLE_WITH(policy_not_principal, AcvPolicyStatement, not_principal_fields,
                      .described_by = &acv_policy_principal_fields);

/* --- Statements --- */

static const char *const effects[] = { "Allow", "Deny", NULL };

static const AcvJsonField statement_fields[] = {
    ACV_SHORT("Action", AcvPolicyStatement, action, &acv_text_fields),
    { .key = "Condition",
      .type = ACV_JSON_VERBATIM,
      .offset = ACV_MEMBER(AcvPolicyStatement, condition, const char *) },
    ACV_STRING_WITH("Effect", AcvPolicyStatement, effect, .values = effects,
                    .flags = ACV_JSON_REQUIRED),
    ACV_SHORT("NotAction", AcvPolicyStatement, not_action, &acv_text_fields),
    { .key = "NotPrincipal",
      .type = ACV_JSON_OBJECT,
      .flags = ACV_JSON_SHORT,
      .table = &acv_policy_not_principal_fields },
    ACV_SHORT("NotResource", AcvPolicyStatement, not_resource, &acv_text_fields),
    { .key = "Principal",
      .type = ACV_JSON_OBJECT,
      .flags = ACV_JSON_SHORT,
      .table = &acv_policy_principal_fields },
    ACV_SHORT("Resource", AcvPolicyStatement, resource, &acv_text_fields),
    ACV_TEXT("Sid", AcvPolicyStatement, sid),
};

/* Of a key and its negation exactly one should be there; false after an error. */
static bool
check_pair(AcvJsonReader *reader, const AcvJsonPath *path, const char *key, int n_given)
{
    if (n_given == 2) {
        acv_json_report(reader, ACV_SEVERITY_ERROR, path, "has both %s and Not%s", key, key);
    } else if (n_given == 0 && strcmp(key, "Action") == 0) {
        acv_json_report(reader, ACV_SEVERITY_ERROR, path, "Action is missing");
    } else if (n_given == 0) {
        acv_json_report(reader, ACV_SEVERITY_WARNING, path,
                        "%s is missing, which AWS refuses; taken as \"*\"", key);
        return true;
    } else {
        return true;
    }
    return false;
}

static bool
finish_statement(AcvJsonReader *reader, const AcvJsonPath *path, void *target)
{
    const AcvPolicyStatement *statement = target;
    int n_principals = acv_json_any_is_given(&acv_policy_principal_fields, target)
                       + acv_json_any_is_given(&acv_policy_not_principal_fields, target);
    bool ok = check_pair(reader, path, "Principal", n_principals);
    ok &= check_pair(reader, path, "Action",
                     (statement->action.items != NULL) + (statement->not_action.items != NULL));
    ok &= check_pair(reader, path, "Resource",
                     (statement->resource.items != NULL) + (statement->not_resource.items != NULL));
    return ok;
}

static ACV_TABLE_WITH(policy_statement, AcvPolicyStatement, statement_fields,
                      .finish = finish_statement);

/* --- Policies --- */

static const AcvJsonField endpoint_policy_fields[] = {
    ACV_IGNORED("Id"),
    ACV_LIST_WITH("Statement", AcvVpcEndpoint, policy.statements, &acv_policy_statement_fields,
                  .flags = ACV_JSON_REQUIRED | ACV_JSON_SHORT),
    ACV_STRING("Version", AcvVpcEndpoint, policy.version),
};
ACV_TABLE(endpoint_policy, AcvVpcEndpoint, endpoint_policy_fields);

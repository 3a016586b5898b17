/* Statements for the policies of endpoints. */
#include "analysis/repair_maker.h"
#include "network/policy_use.h"

static void
append_quoted(GString *json, const char *text)
{
    g_string_append_c(json, '"');
    for (const char *at = text; *at; at++) {
        if (*at == '"' || *at == '\\') {
            g_string_append_printf(json, "\\%c", *at);
        } else if ((unsigned char) *at < ' ') {
            g_string_append_printf(json, "\\u%04x", (unsigned) (unsigned char) *at);
        } else {
            g_string_append_c(json, *at);
        }
    }
    g_string_append_c(json, '"');
}

static void
append_key(GString *json, const char *key)
{
    bool is_first = json->len > 0 && json->str[json->len - 1] == '{';
    g_string_append_printf(json, "%s\"%s\":", is_first ? "" : ",", key);
}

static void
append_strings(GString *json, const char *key, const AcvStrings *strings)
{
    if (!strings->items) {
        return;
    }
    append_key(json, key);
    g_string_append_c(json, '[');
    for (size_t i = 0; i < strings->n; i++) {
        g_string_append(json, i > 0 ? "," : "");
        append_quoted(json, strings->items[i]);
    }
    g_string_append_c(json, ']');
}

static void
append_principal(GString *json, const char *key, const AcvPolicyPrincipal *principal)
{
    if (!principal->aws.items && !principal->canonical_user.items && !principal->federated.items
        && !principal->service.items) {
        return;
    }
    append_key(json, key);
    g_string_append_c(json, '{');
    append_strings(json, "AWS", &principal->aws);
    append_strings(json, "CanonicalUser", &principal->canonical_user);
    append_strings(json, "Federated", &principal->federated);
    append_strings(json, "Service", &principal->service);
    g_string_append_c(json, '}');
}

static void
append_text(GString *json, const char *key, const char *text)
{
    if (text) {
        append_key(json, key);
        append_quoted(json, text);
    }
}

static void
append_statement(GString *json, const AcvPolicyStatement *statement)
{
    g_string_append_c(json, '{');
    append_text(json, "Sid", statement->sid);
    append_text(json, "Effect", statement->effect);
    append_principal(json, "Principal", &statement->principal);
    append_principal(json, "NotPrincipal", &statement->not_principal);
    append_strings(json, "Action", &statement->action);
    append_strings(json, "NotAction", &statement->not_action);
    append_strings(json, "Resource", &statement->resource);
    append_strings(json, "NotResource", &statement->not_resource);
    if (statement->condition) {
        append_key(json, "Condition");
        g_string_append(json, statement->condition);
    }
    g_string_append_c(json, '}');
}

void
acv_cure_add_policy(const AcvCure *cure, AcvAwsCommand *command, const AcvPolicy *policy)
{
    g_autoptr(GString) json = g_string_new("{");
    append_text(json, "Version", policy->version ? policy->version : "2012-10-17");
    append_key(json, "Statement");
    g_string_append_c(json, '[');
    for (size_t i = 0; i < policy->statements.n; i++) {
        g_string_append(json, i > 0 ? "," : "");
        append_statement(json, &policy->statements.items[i]);
    }
    g_string_append(json, "]}");
    acv_plan_add_text(cure->plan, command, "policy-document", json->str);
}

/* What is asked of the policy: the need of the caller, else any action of the service. */
static AcvUse
use_of(const AcvCure *cure, const AcvVpcEndpoint *endpoint)
{
    const AcvEnd *source = &cure->path->source;
    const AcvService *service = cure->path->target.service;
    bool is_runtime = source->record && source->record->kind == ACV_KIND_AGENT_RUNTIME;
    AcvUse use = { .service = acv_endpoint_service(cure->network, endpoint),
                   .region = acv_endpoint_region(cure->network, endpoint),
                   .caller = is_runtime ? (const AcvAgentCore *) source->record : NULL,
                   .is_of_gateway_endpoint = acv_endpoint_is_gateway(endpoint) };
    use.subject = service && service->part ? service->part->part
                  : use.service            ? use.service->service
                                           : NULL;
    return use;
}

static const char **
list_of(AcvArena *arena, const char *text)
{
    const char **list = acv_arena_new0(arena, const char *, 1);
    list[0] = acv_arena_text(arena, text);
    return list;
}

/* Allows what is needed, and if that is not known, any action of the service. */
static AcvPolicyStatement
allow(const AcvCure *cure, const AcvUse *use, const AcvServiceActionRow *need, const char *resource)
{
    AcvArena *arena = cure->plan->arena;
    g_autofree char *prefix =
        use->service ? g_strndup(use->service->service, strcspn(use->service->service, ".")) : NULL;
    g_autofree char *any = prefix ? g_strdup_printf("%s:*", prefix) : g_strdup("*");
    return (AcvPolicyStatement){ .effect = "Allow",
                                 .principal.aws = { list_of(arena, "*"), 1 },
                                 .action = { list_of(arena, need ? need->action : any), 1 },
                                 .resource = { list_of(arena, resource ? resource : "*"), 1 } };
}

/* The statements as they are, but for a denial, which is narrowed, and for what none allows. */
static AcvPolicy
amend(const AcvCure *cure, const AcvPolicy *policy, const AcvUse *use,
      const AcvUseDecision *decision)
{
    AcvArena *arena = cure->plan->arena;
    const AcvPolicyStatement *denial = decision->decision.statement;
    const char *action = decision->need ? decision->need->action : NULL;
    g_autofree char *resource =
        action && use->caller ? acv_need_resource(decision->need, use) : NULL;
    AcvPolicyStatement *items =
        acv_arena_new0(arena, AcvPolicyStatement, policy->statements.n + ACV_DENIAL_MAX);
    AcvPolicy amended = { .version = policy->version, .statements = { items, 0 } };
    for (size_t i = 0; i < policy->statements.n; i++) {
        const AcvPolicyStatement *statement = &policy->statements.items[i];
        AcvPolicyStatement *end = items + amended.statements.n;
        *end = *statement;
        amended.statements.n +=
            statement == denial ? acv_denial_narrow(arena, statement, action, resource, end) : 1;
    }
    if (!denial) {
        items[amended.statements.n++] = allow(cure, use, decision->need, resource);
    }
    return amended;
}

/* A statement that allows what is needed, or less that is denied. What is denied to somebody whose
 * needs nobody knows is left to people. */
void
acv_cure_endpoint_policy(const AcvCure *cure)
{
    const AcvRecord *component = cure->blocker->step->component;
    if (!component || component->kind != ACV_KIND_VPC_ENDPOINT) {
        return;
    }
    const AcvVpcEndpoint *endpoint = (const AcvVpcEndpoint *) component;
    AcvUse use = use_of(cure, endpoint);
    AcvUseDecision decision =
        acv_policy_decide_use(&endpoint->policy, acv_network_catalog(cure->network), &use);
    bool is_known = !decision.decision.statement || decision.need;
    if (decision.decision.verdict != ACV_POLICY_REFUSED || !is_known) {
        return;
    }
    AcvPolicy amended = amend(cure, &endpoint->policy, &use, &decision);
    AcvAwsCommand *command = acv_plan_command(cure->plan, NULL, "ec2", "modify-vpc-endpoint");
    acv_plan_add_id(cure->plan, command, "vpc-endpoint-id", endpoint->record.id);
    acv_cure_add_policy(cure, command, &amended);
    acv_plan_append(cure->plan, command);
}

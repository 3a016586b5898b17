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

/* What the policy lacks: the need of the caller, else any action of the service. */
static bool
find_lack(const AcvCure *cure, const AcvVpcEndpoint *endpoint, AcvPolicyStatement *out,
          const char **action)
{
    static const char *anyone[] = { "*" };
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
    AcvUseDecision decision =
        acv_policy_decide_use(&endpoint->policy, acv_network_catalog(cure->network), &use);
    bool is_explicit =
        decision.decision.statement && g_strcmp0(decision.decision.statement->effect, "Deny") == 0;
    if (decision.decision.verdict != ACV_POLICY_REFUSED || is_explicit) {
        return false;
    }
    g_autofree char *prefix =
        use.service ? g_strndup(use.service->service, strcspn(use.service->service, ".")) : NULL;
    g_autofree char *any = g_strdup_printf("%s:*", prefix ? prefix : "*");
    *action = decision.need ? decision.need->action
                            : acv_arena_text(cure->plan->arena, prefix ? any : "*");
    *out = (AcvPolicyStatement){ .effect = "Allow",
                                 .principal.aws = { anyone, 1 },
                                 .action = { action, 1 },
                                 .resource = { anyone, 1 } };
    return true;
}

/* A statement that allows what is needed; what denies it in so many words is meant, and stays. */
void
acv_cure_endpoint_policy(const AcvCure *cure)
{
    const AcvRecord *component = cure->blocker->step->component;
    AcvPolicyStatement lack;
    const char *action;
    if (!component || component->kind != ACV_KIND_VPC_ENDPOINT
        || !find_lack(cure, (const AcvVpcEndpoint *) component, &lack, &action)) {
        return;
    }
    const AcvPolicy *policy = &((const AcvVpcEndpoint *) component)->policy;
    g_autoptr(GString) json = g_string_new("{");
    append_text(json, "Version", policy->version ? policy->version : "2012-10-17");
    append_key(json, "Statement");
    g_string_append_c(json, '[');
    for (size_t i = 0; i < policy->statements.n; i++) {
        append_statement(json, &policy->statements.items[i]);
        g_string_append_c(json, ',');
    }
    append_statement(json, &lack);
    g_string_append(json, "]}");
    AcvAwsCommand *command = acv_plan_command(cure->plan, NULL, "ec2", "modify-vpc-endpoint");
    acv_plan_add_id(cure->plan, command, "vpc-endpoint-id", component->id);
    acv_plan_add_text(cure->plan, command, "policy-document", json->str);
    acv_plan_append(cure->plan, command);
}

/* The needs are rows of service_actions; here they become requests to a policy. */
#include "network/policy_use.h"

#include <string.h>

/* Of a Region that is not known. */
static const AcvRegionRow any_region = {
    .region = "*",
    .partition = "*",
    .dns_suffix = "*",
    .dual_stack_suffix = "*",
};

/* --- The caller's own --- */

/* The account that a container image is pulled from; NULL if there is none. The caller's to free.
 */
static char *
account_of_image(const char *uri)
{
    const char *host_end = strstr(uri, ".dkr.ecr");
    return host_end ? g_strndup(uri, (size_t) (host_end - uri)) : NULL;
}

/* The repository of an image: what is between the host and the tag or digest. */
static char *
repository_of_image(const char *uri)
{
    const char *path = strchr(uri, '/');
    return path ? g_strndup(path + 1, strcspn(path + 1, ":@")) : NULL;
}

/* The account that a resource of the caller is in; NULL is not known. */
static char *
account_of_caller(const AcvAgentCore *caller)
{
    const char *arn = caller->record.arn ? caller->record.arn : caller->role_arn;
    if (!arn) {
        return NULL;
    }
    g_auto(GStrv) parts = g_strsplit(arn, ":", 6);
    return g_strv_length(parts) > 5 && *parts[4] ? g_strdup(parts[4]) : NULL;
}

char *
acv_need_resource(const AcvServiceActionRow *row, const AcvUse *use)
{
    const char *uri = use->caller->container_uri;
    bool is_of_image = row->resource && strstr(row->resource, "{repository}");
    g_autofree char *repository = uri && is_of_image ? repository_of_image(uri) : NULL;
    g_autofree char *image_account = uri && is_of_image ? account_of_image(uri) : NULL;
    g_autofree char *account = image_account ? g_steal_pointer(&image_account)
                               : is_of_image ? NULL
                                             : account_of_caller(use->caller);
    if (!row->resource) {
        return NULL;
    }
    GString *pattern = g_string_new(row->resource);
    g_string_replace(pattern, "{repository}", repository ? repository : "*", 0);
    g_string_replace(pattern, "{runtime}", use->caller->record.id, 0);
    char *arn = acv_pattern_expand(pattern->str, use->region ? use->region : &any_region, account);
    g_string_free(pattern, TRUE);
    return arn;
}

/* --- Rows --- */

static bool
is_any_action(const AcvServiceActionRow *row)
{
    return g_str_has_suffix(row->action, ":*");
}

/* The row at or after '*index' that is about a subject, or NULL; '*index' becomes the next one. */
static const AcvServiceActionRow *
next_row(const AcvCatalog *catalog, const char *subject, size_t *index)
{
    size_t n;
    const AcvServiceActionRow *rows = acv_catalog_list_service_action(catalog, &n);
    while (*index < n) {
        const AcvServiceActionRow *row = &rows[(*index)++];
        if (subject && strcmp(row->subject, subject) == 0) {
            return row;
        }
    }
    return NULL;
}

/* The prefix of a service's actions; NULL if it is not known. The caller's to free. */
static char *
prefix_of(const AcvCatalog *catalog, const AcvUse *use)
{
    size_t index = 0;
    const char *service = use->service ? use->service->service : NULL;
    const AcvServiceActionRow *row = next_row(catalog, service, &index);
    return row ? g_strndup(row->action, strcspn(row->action, ":")) : NULL;
}

static AcvUseDecision
decide_any(const AcvPolicy *policy, const AcvCatalog *catalog, const AcvUse *use)
{
    g_autofree char *prefix = prefix_of(catalog, use);
    AcvPolicyRequest request = {
        .service = prefix,
        .principal = use->caller ? use->caller->role_arn : NULL,
        .is_of_gateway_endpoint = use->is_of_gateway_endpoint,
    };
    return (AcvUseDecision){ .decision = acv_policy_decide(policy, &request) };
}

/* Layers are fetched by signed addresses, and code packages by AgentCore itself, so that who asks
 * is not the caller's role. */
const char *
acv_need_principal(const AcvServiceActionRow *row, const AcvUse *use)
{
    static const char *const by_others[] = { "ecr/3-layers", "code-package/1-package", NULL };
    return g_strv_contains(by_others, row->subject) ? NULL : use->caller->role_arn;
}

static AcvUseDecision
decide_need(const AcvPolicy *policy, const AcvUse *use, const AcvServiceActionRow *row)
{
    g_autofree char *resource = acv_need_resource(row, use);
    AcvPolicyRequest request = {
        .action = row->action,
        .resource = resource,
        .principal = acv_need_principal(row, use),
        .is_of_gateway_endpoint = use->is_of_gateway_endpoint,
    };
    return (AcvUseDecision){ .decision = acv_policy_decide(policy, &request), .need = row };
}

/* A refusal is worse than an open question, and that than an admission. */
static bool
is_worse(AcvPolicyVerdict a, AcvPolicyVerdict b)
{
    static const int ranks[] = {
        [ACV_POLICY_ADMITTED] = 0,
        [ACV_POLICY_UNKNOWN] = 1,
        [ACV_POLICY_REFUSED] = 2,
    };
    return ranks[a] > ranks[b];
}

/* What a runtime needs; its 'need' is NULL if nothing is known of that. */
static AcvUseDecision
decide_needs(const AcvPolicy *policy, const AcvCatalog *catalog, const AcvUse *use)
{
    AcvUseDecision worst = { 0 };
    size_t index = 0;
    const AcvServiceActionRow *row;

    while ((row = next_row(catalog, use->subject, &index))) {
        if (is_any_action(row)) {
            continue;
        }
        AcvUseDecision one = decide_need(policy, use, row);
        if (!worst.need || is_worse(one.decision.verdict, worst.decision.verdict)) {
            worst = one;
        }
    }
    return worst;
}

AcvUseDecision
acv_policy_decide_use(const AcvPolicy *policy, const AcvCatalog *catalog, const AcvUse *use)
{
    AcvUseDecision decision = { 0 };

    if (use->caller && use->caller->record.kind == ACV_KIND_AGENT_RUNTIME) {
        decision = decide_needs(policy, catalog, use);
    }
    if (!decision.need) {
        decision = decide_any(policy, catalog, use);
    }
    decision.is_narrowed =
        decision.decision.verdict == ACV_POLICY_ADMITTED && !acv_policy_admits_everything(policy);
    return decision;
}

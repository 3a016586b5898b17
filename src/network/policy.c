/* A request is a set: of one action, of the resources that its pattern matches, of one caller. Each
 * element of a statement covers all, a part or nothing of that, the statement the least of its
 * elements, and a decision follows:
 *
 *     surely admitted     an Allow without a condition covers all, and no Deny covers any of it
 *     possibly admitted   an Allow covers some of it, and no Deny without a condition covers all
 *
 * "Is anything of the service admitted" is not one request but many. It is enough to ask those that
 * an Allow is written for (candidates), each as a whole and, if a Deny takes a part of it, once
 * more as the single request that no one would write a statement for (the witness). */
#include "network/policy.h"

#include "base/wildcard.h"

#include <string.h>

enum {
    /* AWS admits policies of 20,480 characters; what is beyond is not compared. */
    MAX_PATTERN = 20480,
    MAX_CANDIDATES = 400, /* Further ones leave the answer open. */
};

/* How much of a request is covered. */
typedef enum {
    COVERS_NOTHING,
    COVERS_PART, /* Or it is not known. */
    COVERS_ALL,
} Cover;

static Cover
opposite(Cover cover)
{
    return (Cover) (COVERS_ALL - cover);
}

/* --- Patterns --- */

/* Of "${aws:username}" and the like the value is not known; '*out_is_vague' says whether there are
 * any. They came with a version of the language: before it they are plain text.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
static char *
replace_variables(const AcvPolicy *policy, const char *pattern, bool *out_is_vague)
{
    GString *text = g_string_new(NULL);
    bool has_variables = g_strcmp0(policy->version, "2012-10-17") == 0;

    *out_is_vague = false;
    while (*pattern) {
        const char *end =
            has_variables && strncmp(pattern, "${", 2) == 0 ? strchr(pattern, '}') : NULL;
        if (end) {
            *out_is_vague = true;
            g_string_append_c(text, '*');
            pattern = end + 1;
        } else {
            g_string_append_c(text, *pattern++);
        }
    }
    return g_string_free(text, FALSE);
}

static Cover
cover_pattern(const AcvPolicy *policy, const char *written, const char *needed)
{
    bool is_vague;
    if (strlen(written) > MAX_PATTERN || strlen(needed) > MAX_PATTERN) {
        return COVERS_PART;
    }
    g_autofree char *pattern = replace_variables(policy, written, &is_vague);
    if (!acv_wildcard_overlaps(pattern, needed)) {
        return COVERS_NOTHING;
    }
    return !is_vague && acv_wildcard_covers(pattern, needed) ? COVERS_ALL : COVERS_PART;
}

/* --- Elements of a statement --- */

/* The most that one of the patterns covers. */
static Cover
cover_actions(const AcvPolicy *policy, const AcvStrings *patterns, const char *needed)
{
    Cover most = COVERS_NOTHING;
    for (size_t i = 0; i < patterns->n; i++) {
        g_autofree char *pattern = g_ascii_strdown(patterns->items[i], -1);
        most = MAX(most, cover_pattern(policy, pattern, needed));
    }
    return most;
}

/* A resource that is not known may be any, and one of an action that knows none is only "*". */
static Cover
cover_resource(const AcvPolicy *policy, const char *pattern, const char *needed)
{
    if (pattern[strspn(pattern, "*")] == '\0' && *pattern) {
        return COVERS_ALL;
    }
    if (!needed) {
        return COVERS_PART;
    }
    return strcmp(needed, "*") == 0 ? COVERS_NOTHING : cover_pattern(policy, pattern, needed);
}

static Cover
cover_resources(const AcvPolicy *policy, const AcvStrings *patterns, const char *needed)
{
    Cover most = COVERS_NOTHING;
    for (size_t i = 0; i < patterns->n; i++) {
        Cover cover = cover_resource(policy, patterns->items[i], needed);
        most = MAX(most, cover);
    }
    return most;
}

/* The account of an ARN, its fifth part; the caller's to free. */
static char *
account_of(const char *arn)
{
    g_auto(GStrv) parts = g_strsplit(arn, ":", 6);
    return g_strdup(g_strv_length(parts) > 5 ? parts[4] : "");
}

/* Whether an AWS principal stands for a whole account: its id, or the ARN of its root user. */
static bool
is_account(const char *written)
{
    return strlen(written) == 12
               ? strspn(written, "0123456789") == 12
               : g_str_has_prefix(written, "arn:") && g_str_has_suffix(written, ":root");
}

/* Whether 'written' is a session of the role 'role', whose name is its last part. */
static bool
is_session_of(const char *written, const char *role)
{
    const char *name = strrchr(role, '/');
    const char *session = strstr(written, ":assumed-role/");
    if (!name || !session) {
        return false;
    }
    session = strchr(session, '/');
    size_t length = strlen(name);
    return strncmp(session, name, length) == 0 && session[length] == '/';
}

static Cover
cover_aws_principal(const char *written, const AcvPolicyRequest *request)
{
    if (strcmp(written, "*") == 0) {
        return COVERS_ALL;
    }
    if (is_account(written) && request->is_of_gateway_endpoint) {
        return COVERS_NOTHING;
    }
    if (!request->principal) {
        return COVERS_PART;
    }
    if (is_account(written)) {
        g_autofree char *account = account_of(request->principal);
        return strstr(written, account) && *account ? COVERS_ALL : COVERS_NOTHING;
    }
    if (strcmp(written, request->principal) == 0) {
        return COVERS_ALL;
    }
    bool may_be = strpbrk(written, "*?") || is_session_of(written, request->principal);
    return may_be ? COVERS_PART : COVERS_NOTHING;
}

/* Services, federated and canonical users may or may not be who calls. */
static Cover
cover_principals(const AcvPolicyPrincipal *principal, const AcvPolicyRequest *request)
{
    size_t n_others = principal->canonical_user.n + principal->federated.n + principal->service.n;
    Cover most = n_others > 0 ? COVERS_PART : COVERS_NOTHING;
    for (size_t i = 0; i < principal->aws.n; i++) {
        Cover cover = cover_aws_principal(principal->aws.items[i], request);
        most = MAX(most, cover);
    }
    return most;
}

static bool
has_principals(const AcvPolicyPrincipal *principal)
{
    return principal->aws.items || principal->canonical_user.items || principal->federated.items
           || principal->service.items;
}

/* --- Statements --- */

static Cover
cover_by_action(const AcvPolicy *policy, const AcvPolicyStatement *statement, const char *needed)
{
    return statement->not_action.items
               ? opposite(cover_actions(policy, &statement->not_action, needed))
               : cover_actions(policy, &statement->action, needed);
}

static Cover
cover_by_resource(const AcvPolicy *policy, const AcvPolicyStatement *statement, const char *needed)
{
    if (statement->not_resource.items) {
        return opposite(cover_resources(policy, &statement->not_resource, needed));
    }
    return statement->resource.items ? cover_resources(policy, &statement->resource, needed)
                                     : COVERS_ALL;
}

static Cover
cover_by_principal(const AcvPolicyStatement *statement, const AcvPolicyRequest *request)
{
    if (has_principals(&statement->not_principal)) {
        return opposite(cover_principals(&statement->not_principal, request));
    }
    return has_principals(&statement->principal) ? cover_principals(&statement->principal, request)
                                                 : COVERS_ALL;
}

/* How much of a request, whose action is in lower case, a statement covers. */
static Cover
cover_statement(const AcvPolicy *policy, const AcvPolicyStatement *statement,
                const AcvPolicyRequest *request)
{
    Cover cover = statement->condition ? COVERS_PART : COVERS_ALL;
    Cover of_action = cover_by_action(policy, statement, request->action);
    cover = MIN(cover, of_action);
    if (cover == COVERS_NOTHING) {
        return cover;
    }
    Cover of_resource = cover_by_resource(policy, statement, request->resource);
    Cover of_principal = cover_by_principal(statement, request);
    cover = MIN(cover, of_resource);
    return MIN(cover, of_principal);
}

/* An effect that is neither may be either: then it surely does nothing. */
static bool
may_have_effect(const AcvPolicyStatement *statement, const char *effect)
{
    return strcmp(statement->effect, effect) == 0
           || (strcmp(statement->effect, "Allow") != 0 && strcmp(statement->effect, "Deny") != 0);
}

/* The statement of an effect that covers most, the first of them; NULL if none covers anything. */
static const AcvPolicyStatement *
find_cover(const AcvPolicy *policy, const AcvPolicyRequest *request, const char *effect,
           Cover *out_cover)
{
    const AcvPolicyStatement *found = NULL;

    *out_cover = COVERS_NOTHING;
    for (size_t i = 0; i < policy->statements.n && *out_cover != COVERS_ALL; i++) {
        const AcvPolicyStatement *statement = &policy->statements.items[i];
        if (!may_have_effect(statement, effect)) {
            continue;
        }
        Cover cover = cover_statement(policy, statement, request);
        if (strcmp(statement->effect, effect) != 0) {
            cover = MIN(cover, COVERS_PART);
        }
        if (cover > *out_cover) {
            *out_cover = cover;
            found = statement;
        }
    }
    return found;
}

/* --- Decisions --- */

/* Of a request whose action is known, in lower case. */
static AcvPolicyDecision
decide_action(const AcvPolicy *policy, const AcvPolicyRequest *request)
{
    Cover allowed;
    Cover denied;
    const AcvPolicyStatement *allow = find_cover(policy, request, "Allow", &allowed);
    const AcvPolicyStatement *deny = find_cover(policy, request, "Deny", &denied);

    if (denied == COVERS_ALL) {
        return (AcvPolicyDecision){ ACV_POLICY_REFUSED, deny };
    }
    if (allowed == COVERS_NOTHING) {
        return (AcvPolicyDecision){ ACV_POLICY_REFUSED, NULL };
    }
    if (allowed == COVERS_ALL && denied == COVERS_NOTHING) {
        return (AcvPolicyDecision){ ACV_POLICY_ADMITTED, allow };
    }
    return (AcvPolicyDecision){ ACV_POLICY_UNKNOWN, allowed == COVERS_ALL ? deny : allow };
}

/* The search for anything of a service that is admitted. */
typedef struct {
    const AcvPolicy *policy;
    const AcvPolicyRequest *request;
    char *any_action; /* "s3:*" */
    unsigned n_candidates;
    AcvPolicyDecision best;
} Search;

/* The text that a pattern matches and that no statement is written for. */
static char *
witness_of(const char *pattern)
{
    GString *text = g_string_new(pattern);
    g_string_replace(text, "*", "\x7f\x7f", 0);
    g_string_replace(text, "?", "\x7f", 0);
    return g_string_free(text, FALSE);
}

/* Admitted is better than unknown, and that than refused; of refusals one by a Deny says more. */
static void
keep_better(Search *search, AcvPolicyDecision decision)
{
    static const int ranks[] = {
        [ACV_POLICY_REFUSED] = 0,
        [ACV_POLICY_UNKNOWN] = 1,
        [ACV_POLICY_ADMITTED] = 2,
    };
    int gain = ranks[decision.verdict] - ranks[search->best.verdict];
    if (gain > 0 || (gain == 0 && !search->best.statement)) {
        search->best = decision;
    }
}

static void
try_candidate(Search *search, const char *action, const char *resource)
{
    AcvPolicyRequest request = *search->request;

    if (search->n_candidates++ >= MAX_CANDIDATES) {
        keep_better(search, (AcvPolicyDecision){ ACV_POLICY_UNKNOWN, NULL });
        return;
    }
    request.action = action;
    request.resource = request.resource ? request.resource : resource;
    AcvPolicyDecision decision = decide_action(search->policy, &request);
    if (decision.verdict == ACV_POLICY_UNKNOWN) {
        g_autofree char *one_action = witness_of(action);
        g_autofree char *one_resource = request.resource ? witness_of(request.resource) : NULL;
        request.action = one_action;
        request.resource = one_resource;
        AcvPolicyDecision of_witness = decide_action(search->policy, &request);
        if (of_witness.verdict == ACV_POLICY_ADMITTED) {
            decision = of_witness;
        }
    }
    keep_better(search, decision);
}

static void
try_resources(Search *search, const AcvPolicyStatement *statement, const char *action)
{
    /* What stands for a resource that "*" and the like leave open. */
    static const char any_resource[] = "arn:*";

    if (!statement->resource.items) {
        try_candidate(search, action, any_resource);
    }
    for (size_t i = 0; i < statement->resource.n; i++) {
        const char *resource = statement->resource.items[i];
        try_candidate(search, action, strcmp(resource, "*") == 0 ? any_resource : resource);
    }
}

/* What 'pattern' has in common with the actions of the service; NULL if that is nothing. */
static char *
narrow_action(const Search *search, const char *pattern)
{
    g_autofree char *lower = g_ascii_strdown(pattern, -1);
    if (strlen(lower) > MAX_PATTERN || !acv_wildcard_overlaps(lower, search->any_action)) {
        return NULL;
    }
    const char *colon = strchr(lower, ':');
    bool is_of_service = colon && strcspn(lower, "*?") > (size_t) (colon - lower);
    if (is_of_service || !search->request->service) {
        return g_steal_pointer(&lower);
    }
    return g_strdup_printf("%s:%s", search->request->service, colon ? colon + 1 : "*");
}

static AcvPolicyDecision
decide_service(const AcvPolicy *policy, const AcvPolicyRequest *request)
{
    const char *service = request->service ? request->service : "*";
    g_autofree char *any_action = g_strdup_printf("%s:*", service);
    Search search = { policy, request, any_action, 0, { ACV_POLICY_REFUSED, NULL } };

    for (size_t i = 0; i < policy->statements.n; i++) {
        const AcvPolicyStatement *statement = &policy->statements.items[i];
        if (!may_have_effect(statement, "Allow")) {
            continue;
        }
        if (statement->not_action.items) {
            try_resources(&search, statement, any_action);
        }
        for (size_t j = 0; j < statement->action.n; j++) {
            g_autofree char *action = narrow_action(&search, statement->action.items[j]);
            if (action) {
                try_resources(&search, statement, action);
            }
        }
    }
    return search.best;
}

AcvPolicyDecision
acv_policy_decide(const AcvPolicy *policy, const AcvPolicyRequest *request)
{
    if (!policy->statements.items) {
        return (AcvPolicyDecision){ ACV_POLICY_ADMITTED, NULL };
    }
    if (!request->action) {
        return decide_service(policy, request);
    }
    g_autofree char *action = g_ascii_strdown(request->action, -1);
    AcvPolicyRequest lower = *request;
    lower.action = action;
    return decide_action(policy, &lower);
}

bool
acv_policy_admits_everything(const AcvPolicy *policy)
{
    AcvPolicyRequest anything = { .action = "*", .is_of_gateway_endpoint = true };
    return acv_policy_decide(policy, &anything).verdict == ACV_POLICY_ADMITTED;
}

/* The endpoints by which AgentCore resources reach services, or could. */
#include "explain/check_need.h"

#include "network/service.h"

/* --- Endpoints instead of NAT --- */

/* Whether it is a service that could be reached by an endpoint and is reached by the internet. */
static bool
goes_by_internet(const AcvAnswer *answer)
{
    for (guint i = 0; i < answer->inquiry->paths->len; i++) {
        const AcvPath *path = g_ptr_array_index(answer->inquiry->paths, i);
        const AcvService *service = path->target.service;
        bool has_kind = service && service->row && service->row->endpoint_kinds != 0;
        const AcvBranch *branch = path->reach && path->reach->branches->len > 0
                                      ? g_ptr_array_index(path->reach->branches, 0)
                                      : NULL;
        if (has_kind && branch && branch->arrived && branch->end->hop->kind == ACV_HOP_INTERNET
            && path->outcome != ACV_OUTCOME_UNREACHABLE) {
            return true;
        }
    }
    return false;
}

/* What its author alone knows about is no reason for an endpoint. */
void
acv_check_endpoint_preferred(AcvChecking *checking)
{
    const GArray *needs = acv_checking_needs(checking);
    AcvFinding *finding = NULL;
    bool by_endpoint = false;
    for (guint i = 0; i < needs->len; i++) {
        const AcvNeed *need = &g_array_index(needs, AcvNeed, i);
        bool counts = need->answer && need->requirement->level != ACV_REQUIREMENT_DEPENDS
                      && !g_str_equal(need->target, "internet")
                      && need->answer->outcome != ACV_OUTCOME_UNREACHABLE;
        if (counts && goes_by_internet(need->answer)) {
            finding = finding ? finding
                              : acv_finding_new(checking, ACV_STATUS_WARNING,
                                                ACV_SENTENCE_SERVICES_BY_INTERNET);
            acv_finding_add_value(checking, finding, NULL, "Target", need->title);
        } else {
            by_endpoint |= counts && need->answer->outcome == ACV_OUTCOME_REACHABLE;
        }
    }
    if (!finding && by_endpoint) {
        acv_finding_new(checking, ACV_STATUS_PASS, ACV_SENTENCE_SERVICES_BY_ENDPOINT);
    }
}

/* --- Endpoints in each zone --- */

/* Interface endpoints that answers lead to, each once. */
static GPtrArray *
endpoints_used(AcvChecking *checking)
{
    GPtrArray *endpoints = g_ptr_array_new();
    const GArray *needs = acv_checking_needs(checking);
    for (guint i = 0; i < needs->len; i++) {
        const AcvAnswer *answer = g_array_index(needs, AcvNeed, i).answer;
        for (guint j = 0; answer && j < answer->inquiry->paths->len; j++) {
            const AcvPath *path = g_ptr_array_index(answer->inquiry->paths, j);
            const AcvRecord *record = path->target.record;
            if (record && record->kind == ACV_KIND_VPC_ENDPOINT && path->target.placement
                && !g_ptr_array_find(endpoints, record, NULL)) {
                g_ptr_array_add(endpoints, (gpointer) record);
            }
        }
    }
    return endpoints;
}

/* Fact after fact the endpoint with a zone in which it has no interface. True if there are none for
 * sure. */
static bool
judge_endpoint(AcvChecking *checking, const AcvRecord *endpoint, const GPtrArray *subnets)
{
    g_autoptr(GPtrArray) zones = acv_checking_zones_of(checking, endpoint);
    AcvFinding *finding = NULL;
    bool is_known = zones->len > 0;
    for (guint i = 0; zones->len > 0 && i < subnets->len; i++) {
        const char *zone = acv_checking_zone_of(checking, g_ptr_array_index(subnets, i));
        is_known = is_known && zone;
        if (!zone || g_ptr_array_find_with_equal_func(zones, zone, g_str_equal, NULL)) {
            continue;
        }
        finding = finding ? finding
                          : acv_finding_new(checking, ACV_STATUS_WARNING,
                                            ACV_SENTENCE_ENDPOINT_NOT_IN_ZONE);
        acv_finding_add_value(checking, finding, endpoint, "AvailabilityZoneId", zone);
    }
    return is_known && !finding;
}

void
acv_check_endpoint_zones(AcvChecking *checking)
{
    g_autoptr(GPtrArray) endpoints = endpoints_used(checking);
    g_autoptr(GPtrArray) subnets = acv_checking_subnets(checking);
    bool is_fine = true;
    for (guint i = 0; i < endpoints->len; i++) {
        is_fine = judge_endpoint(checking, g_ptr_array_index(endpoints, i), subnets) && is_fine;
    }
    if (is_fine && endpoints->len > 0 && subnets->len > 0) {
        acv_finding_new(checking, ACV_STATUS_PASS, ACV_SENTENCE_ENDPOINTS_IN_EACH_ZONE);
    }
}

/* --- Policies --- */

/* The policy of an endpoint and what it says to a need; fact 0 is the endpoint, fact 1 the need. */
static AcvFinding *
policy_finding(AcvChecking *checking, const AcvNeed *need, const AcvExplanation *explanation)
{
    bool is_unknown = explanation->verdict == ACV_VERDICT_UNKNOWN;
    bool is_required = acv_need_is_required(need);
    AcvFinding *finding =
        acv_finding_new(checking,
                        is_unknown    ? ACV_STATUS_UNDETERMINED
                        : is_required ? ACV_STATUS_FAIL
                                      : ACV_STATUS_WARNING,
                        is_unknown ? ACV_SENTENCE_POLICY_NOT_KNOWN : ACV_SENTENCE_POLICY_DENIES);
    finding->resource = explanation->rule->record;
    acv_finding_add_record(finding, explanation->rule->record);
    acv_finding_add_value(checking, finding, NULL, "Target", need->title);
    acv_finding_add_rule(finding, explanation->rule);
    if (is_unknown) {
        g_array_append_val(finding->missing, explanation->rule->missing);
    }
    return finding;
}

static bool
judge_policies(AcvChecking *checking, const AcvNeed *need)
{
    bool is_fine = true;
    const GArray *explanations = need->answer->explanations;
    for (guint i = 0; i < explanations->len; i++) {
        const AcvExplanation *explanation = &g_array_index(explanations, AcvExplanation, i);
        if (explanation->stage && explanation->stage->kind == ACV_STAGE_POLICY && explanation->rule
            && explanation->rule->record) {
            policy_finding(checking, need, explanation);
            is_fine = false;
        }
    }
    return is_fine;
}

/* Whether a gateway or interface endpoint is on a way that arrives. */
static bool
uses_endpoint(const AcvAnswer *answer)
{
    for (guint i = 0; i < answer->inquiry->paths->len; i++) {
        const AcvPath *path = g_ptr_array_index(answer->inquiry->paths, i);
        const AcvRecord *record = path->target.record;
        if (path->outcome != ACV_OUTCOME_UNREACHABLE && record
            && record->kind == ACV_KIND_VPC_ENDPOINT) {
            return true;
        }
    }
    return false;
}

/* Adds the endpoints whose policies admit what is needed and not everything. */
static void
add_narrow(AcvFinding *finding, const AcvAnswer *answer)
{
    for (guint i = 0; i < answer->notes->len; i++) {
        const AcvNote *note = &g_array_index(answer->notes, AcvNote, i);
        if (note->kind == ACV_NOTE_POLICY_IS_NARROW) {
            acv_finding_add_record(finding, note->record);
        }
    }
}

void
acv_check_endpoint_policy(AcvChecking *checking)
{
    const GArray *needs = acv_checking_needs(checking);
    bool is_fine = true;
    bool is_by_endpoint = false;
    bool is_known = true;
    for (guint i = 0; i < needs->len; i++) {
        const AcvNeed *need = &g_array_index(needs, AcvNeed, i);
        if (need->answer) {
            is_fine = judge_policies(checking, need) && is_fine;
            is_known &= need->answer->outcome != ACV_OUTCOME_UNDETERMINED;
            is_by_endpoint |= uses_endpoint(need->answer);
        }
    }
    if (is_fine && is_known && is_by_endpoint) {
        AcvFinding *finding =
            acv_finding_new(checking, ACV_STATUS_PASS, ACV_SENTENCE_POLICIES_ADMIT);
        for (guint i = 0; i < needs->len; i++) {
            const AcvNeed *need = &g_array_index(needs, AcvNeed, i);
            if (need->answer) {
                add_narrow(finding, need->answer);
            }
        }
    }
}

/* What AgentCore itself needs and makes: the mode, interfaces, roles.
 *
 * Source: https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/agentcore-vpc.html */
#include "explain/check_tally.h"

#include "network/resource.h"

#include <string.h>

/* --- Network mode --- */

void
acv_check_network_mode(AcvChecking *checking)
{
    const AcvAgentCore *resource = checking->resource;
    const char *mode = resource->network_mode;
    if (acv_agentcore_is_in_vpc(resource)) {
        acv_finding_new(checking, ACV_STATUS_PASS,
                        mode ? ACV_SENTENCE_MODE_VPC : ACV_SENTENCE_MODE_VPC_BY_SUBNETS);
    } else if (g_strcmp0(mode, "PUBLIC") == 0) {
        acv_finding_new(checking, ACV_STATUS_WARNING, ACV_SENTENCE_MODE_PUBLIC);
    } else if (g_strcmp0(mode, "SANDBOX") == 0) {
        acv_finding_new(checking, ACV_STATUS_WARNING, ACV_SENTENCE_MODE_SANDBOX);
    } else {
        AcvFinding *finding =
            acv_finding_new(checking, ACV_STATUS_UNDETERMINED, ACV_SENTENCE_MODE_UNKNOWN);
        acv_finding_add_missing(finding, resource->record.kind, resource->record.id, "networkMode");
    }
}

/* --- Status --- */

void
acv_check_resource_status(AcvChecking *checking)
{
    const char *status = checking->resource->status;
    if (!status) {
        return;
    }
    bool failed = g_str_has_suffix(status, "_FAILED");
    bool is_ready = g_str_equal(status, "READY");
    AcvFinding *finding = acv_finding_new(checking,
                                          failed     ? ACV_STATUS_FAIL
                                          : is_ready ? ACV_STATUS_PASS
                                                     : ACV_STATUS_WARNING,
                                          failed     ? ACV_SENTENCE_STATUS_FAILED
                                          : is_ready ? ACV_SENTENCE_STATUS_READY
                                                     : ACV_SENTENCE_STATUS_UNSETTLED);
    if (finding->status == ACV_STATUS_WARNING) {
        finding->severity = ACV_CHECK_SEVERITY_INFORMATIONAL;
    }
    acv_finding_add_value(checking, finding, &checking->resource->record, "status", status);
}

static bool
is_deployed(const AcvAgentCore *resource)
{
    return acv_agentcore_is_in_vpc(resource) && g_strcmp0(resource->status, "READY") == 0;
}

/* --- Interfaces --- */

/* What has no state works. */
static bool
is_in_use(const AcvNetworkInterface *interface)
{
    return !interface->status || g_str_equal(interface->status, "in-use");
}

/* A symbolic placement stands for a subnet without an interface. */
static void
judge_interface(AcvTally *tally, const AcvPlacement *placement)
{
    const AcvNetworkInterface *interface = placement->interface;
    const AcvSubnet *subnet = placement->subnet;
    if (!interface) {
        acv_tally_add(tally, ACV_STATUS_WARNING, subnet ? &subnet->record : NULL, "SubnetId",
                      subnet ? NULL : placement->subnet_id);
    } else if (is_in_use(interface)) {
        acv_tally_add(tally, ACV_STATUS_PASS, &interface->record, "SubnetId", interface->subnet_id);
    } else {
        acv_tally_add(tally, ACV_STATUS_FAIL, &interface->record, "Status", interface->status);
    }
}

/* Elements AcvPlacement, of the interfaces and of subnets without one. */
static GArray *
placements_of(const AcvChecking *checking)
{
    return acv_placements_of(checking->network, &checking->resource->record);
}

/* Without any interface in the input nobody can tell; that is no reason to doubt the design. */
void
acv_check_interfaces(AcvChecking *checking)
{
    static const AcvSentence sentences[] = {
        [ACV_STATUS_PASS] = ACV_SENTENCE_INTERFACES_IN_USE,
        [ACV_STATUS_FAIL] = ACV_SENTENCE_INTERFACES_NOT_IN_USE,
        [ACV_STATUS_WARNING] = ACV_SENTENCE_INTERFACES_MISSING,
        [ACV_STATUS_UNDETERMINED] = ACV_SENTENCE_INTERFACES_MISSING,
    };
    if (!is_deployed(checking->resource) || checking->resource->subnets.n == 0) {
        return;
    }
    if (!acv_snapshot_has_kind(checking->checkup->snapshot, ACV_KIND_NETWORK_INTERFACE)) {
        AcvFinding *finding =
            acv_finding_new(checking, ACV_STATUS_WARNING, ACV_SENTENCE_INTERFACES_NOT_COLLECTED);
        finding->severity = ACV_CHECK_SEVERITY_INFORMATIONAL;
        return;
    }
    g_auto(AcvTally) tally = acv_tally(checking);
    g_autoptr(GArray) placements = placements_of(checking);
    for (guint i = 0; i < placements->len; i++) {
        judge_interface(&tally, &g_array_index(placements, AcvPlacement, i));
    }
    acv_tally_conclude(&tally, sentences);
}

/* --- Roles --- */

/* The interface of the resource that shows that the role works; NULL if there is none. */
static const AcvNetworkInterface *
working_interface(const AcvChecking *checking)
{
    const AcvNetworkInterface *found = NULL;
    g_autoptr(GArray) placements = placements_of(checking);
    for (guint i = 0; i < placements->len && !found; i++) {
        const AcvNetworkInterface *interface = g_array_index(placements, AcvPlacement, i).interface;
        found = interface && is_in_use(interface) ? interface : NULL;
    }
    return found;
}

static const AcvIamRole *
find_role(const AcvChecking *checking, const char *arn, const char *name)
{
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(checking->checkup->snapshot, ACV_KIND_ROLE, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvIamRole *role = (const AcvIamRole *) records[i];
        const char *slash = role->record.arn ? strrchr(role->record.arn, '/') : NULL;
        if (arn ? g_strcmp0(role->record.arn, arn) == 0
                : g_strcmp0(role->name, name) == 0
                      || g_strcmp0(slash ? slash + 1 : NULL, name) == 0) {
            return role;
        }
    }
    return NULL;
}

/* AgentCore makes the role when a VPC is configured for the first time, and AWS does not let go of
 * it while interfaces exist that it made. */
void
acv_check_service_linked_role(AcvChecking *checking)
{
    static const char name[] = "AWSServiceRoleForBedrockAgentCoreNetwork";
    if (!acv_agentcore_is_in_vpc(checking->resource)) {
        return;
    }
    const AcvIamRole *role = find_role(checking, NULL, name);
    const AcvNetworkInterface *interface = working_interface(checking);
    bool are_given = acv_snapshot_has_kind(checking->checkup->snapshot, ACV_KIND_ROLE);
    if (role) {
        AcvFinding *finding = acv_finding_new(checking, ACV_STATUS_PASS, ACV_SENTENCE_ROLE_THERE);
        acv_finding_add_record(finding, &role->record);
    } else if (interface) {
        AcvFinding *finding = acv_finding_new(checking, ACV_STATUS_PASS, ACV_SENTENCE_ROLE_AT_WORK);
        acv_finding_add_record(finding, &interface->record);
    } else if (are_given && is_deployed(checking->resource)) {
        acv_finding_new(checking, ACV_STATUS_FAIL, ACV_SENTENCE_ROLE_MISSING);
    } else if (are_given) {
        acv_finding_new(checking, ACV_STATUS_WARNING, ACV_SENTENCE_ROLE_TO_BE_MADE);
    } else {
        AcvFinding *finding =
            acv_finding_new(checking, ACV_STATUS_WARNING, ACV_SENTENCE_ROLES_NOT_COLLECTED);
        finding->severity = ACV_CHECK_SEVERITY_INFORMATIONAL;
    }
}

/* An ARN of a role: "arn:aws:iam::123456789012:role/NAME". */
static bool
is_role_arn(const char *arn)
{
    return g_regex_match_simple("^arn:[a-z-]+:iam::[0-9]{12}:role/.+", arn, 0, 0);
}

/* AWS makes no runtime without one, but tools. */
void
acv_check_execution_role(AcvChecking *checking)
{
    const AcvAgentCore *resource = checking->resource;
    const char *arn = resource->role_arn;
    bool is_given = arn && arn[0];
    bool are_given = acv_snapshot_has_kind(checking->checkup->snapshot, ACV_KIND_ROLE);
    AcvFinding *finding;
    if (!is_given && resource->record.kind == ACV_KIND_AGENT_RUNTIME) {
        finding =
            acv_finding_new(checking, ACV_STATUS_WARNING, ACV_SENTENCE_EXECUTION_ROLE_NOT_GIVEN);
        finding->severity = ACV_CHECK_SEVERITY_INFORMATIONAL;
        return;
    }
    if (!is_given) {
        acv_finding_new(checking, ACV_STATUS_WARNING, ACV_SENTENCE_EXECUTION_ROLE_NONE);
        return;
    }
    if (!is_role_arn(arn)) {
        finding = acv_finding_new(checking, ACV_STATUS_FAIL, ACV_SENTENCE_EXECUTION_ROLE_NO_ROLE);
    } else if (are_given && !find_role(checking, arn, NULL)) {
        finding = acv_finding_new(checking, ACV_STATUS_WARNING, ACV_SENTENCE_EXECUTION_ROLE_UNSEEN);
    } else {
        finding = acv_finding_new(checking, ACV_STATUS_PASS, ACV_SENTENCE_EXECUTION_ROLE_GIVEN);
    }
    acv_finding_add_value(checking, finding, &resource->record, "roleArn", arn);
}

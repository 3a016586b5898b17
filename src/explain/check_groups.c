/* The security groups of an AgentCore resource in mode VPC, and the quotas of their rules. */
#include "explain/check_tally.h"

#include "explain/check_limit.h"
#include "network/resource.h"

/* --- Existence, the VPC and how many --- */

/* Whether one of the subnets is of the VPC; 'out_known' false if nobody knows a VPC of any. */
static bool
has_subnet_of(const AcvChecking *checking, const char *vpc_id, bool *out_known)
{
    const AcvStrings *ids = &checking->resource->subnets;
    bool found = false;
    *out_known = false;
    for (size_t i = 0; i < ids->n; i++) {
        const AcvSubnet *subnet =
            acv_snapshot_find_subnet(checking->checkup->snapshot, ids->items[i]);
        const AcvVpc *vpc = subnet ? acv_network_vpc_of(checking->network, subnet) : NULL;
        *out_known |= vpc && vpc->record.id;
        found |= vpc && g_strcmp0(vpc->record.id, vpc_id) == 0;
    }
    return found;
}

/* Whether the group is lent to the VPC of one of the subnets. Source:
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-group-assoc.html */
static bool
is_associated(const AcvChecking *checking, const AcvSecurityGroup *group)
{
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(checking->checkup->snapshot, ACV_KIND_SECURITY_GROUP_VPC_ASSOCIATION, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvSecurityGroupVpcAssociation *association =
            (const AcvSecurityGroupVpcAssociation *) records[i];
        bool is_known;
        if (g_strcmp0(association->group_id, group->record.id) == 0
            && (!association->state || g_str_equal(association->state, "associated"))
            && has_subnet_of(checking, association->vpc_id, &is_known)) {
            return true;
        }
    }
    return false;
}

static void
judge_group(AcvTally *tally, const AcvSecurityGroup *group)
{
    bool is_known;
    bool is_right = has_subnet_of(tally->checking, group->vpc_id, &is_known);
    const char *id = group->record.id;
    if (!group->vpc_id) {
        acv_tally_add_missing(tally, ACV_KIND_SECURITY_GROUP, id, "VpcId");
    } else if (!is_known) {
        acv_tally_add_missing(tally, ACV_KIND_SECURITY_GROUP, id, "the VPC of the subnets beside");
    } else if (is_right) {
        acv_tally_add(tally, ACV_STATUS_PASS, &group->record, "VpcId", group->vpc_id);
    } else if (is_associated(tally->checking, group)) {
        acv_tally_add(tally, ACV_STATUS_WARNING, &group->record, "VpcId", group->vpc_id);
    } else {
        acv_tally_add(tally, ACV_STATUS_FAIL, &group->record, "VpcId", group->vpc_id);
    }
}

typedef void (*GroupJudge)(AcvTally *tally, const AcvSecurityGroup *group);

static AcvTally
judge_groups(AcvChecking *checking, GroupJudge judge)
{
    AcvTally tally = acv_tally(checking);
    const AcvStrings *ids = &checking->resource->security_groups;
    for (size_t i = 0; i < ids->n; i++) {
        const AcvSecurityGroup *group =
            acv_snapshot_find_security_group(checking->checkup->snapshot, ids->items[i]);
        if (group) {
            judge(&tally, group);
        } else {
            acv_tally_add_missing(&tally, ACV_KIND_SECURITY_GROUP, ids->items[i], NULL);
        }
    }
    return tally;
}

static void
report_count(AcvChecking *checking, AcvStatus status, AcvSentence sentence, unsigned most)
{
    AcvFinding *finding = acv_finding_new(checking, status, sentence);
    acv_check_add_number(checking, finding, "securityGroups",
                         checking->resource->security_groups.n);
    acv_check_add_number(checking, finding, "limit", most);
}

void
acv_check_security_groups(AcvChecking *checking)
{
    static const AcvSentence sentences[] = {
        [ACV_STATUS_PASS] = ACV_SENTENCE_GROUPS_OF_VPC,
        [ACV_STATUS_FAIL] = ACV_SENTENCE_GROUPS_OF_ANOTHER_VPC,
        [ACV_STATUS_WARNING] = ACV_SENTENCE_GROUPS_ASSOCIATED,
        [ACV_STATUS_UNDETERMINED] = ACV_SENTENCE_GROUPS_UNKNOWN,
    };
    const AcvAgentCore *resource = checking->resource;
    const AcvStrings *ids = &resource->security_groups;
    if (!acv_agentcore_is_in_vpc(resource)) {
        return;
    }
    unsigned most = acv_check_limit(checking, "agentcore-security-groups");
    unsigned usual = acv_check_limit(checking, "security-groups-per-eni");
    if (!ids->items) {
        AcvFinding *finding =
            acv_finding_new(checking, ACV_STATUS_UNDETERMINED, ACV_SENTENCE_GROUPS_UNKNOWN);
        acv_finding_add_missing(finding, resource->record.kind, resource->record.id,
                                "securityGroups");
    } else if (ids->n == 0 || ids->n > most) {
        report_count(checking, ACV_STATUS_FAIL, ACV_SENTENCE_GROUPS_COUNT, most);
    } else {
        g_auto(AcvTally) tally = judge_groups(checking, judge_group);
        AcvFinding *finding = acv_tally_conclude(&tally, sentences);
        if (ids->n > usual && finding->status == ACV_STATUS_PASS) {
            g_ptr_array_remove(checking->checkup->findings, finding);
            report_count(checking, ACV_STATUS_WARNING, ACV_SENTENCE_GROUPS_MANY, usual);
        }
    }
}

/* --- Rules --- */

/* How many rules a peer counts for in each family; a prefix list as many as it may have entries.
 * False if nobody knows. Source:
 * https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
static bool
weigh_peer(const AcvSnapshot *snapshot, const AcvSecurityGroupPeer *peer, size_t counts[2])
{
    if (peer->cidr.address.family != ACV_FAMILY_NONE) {
        counts[peer->cidr.address.family == ACV_FAMILY_IPV6]++;
        return true;
    }
    const AcvPrefixList *list = acv_snapshot_find_prefix_list(snapshot, peer->prefix_list_id);
    bool is_by_aws = list && list->name && g_str_has_prefix(list->name, "com.amazonaws.");
    size_t weight = list && list->cidrs.items && !is_by_aws ? list->cidrs.n : 1;
    counts[0] += weight;
    counts[1] += weight;
    return !peer->prefix_list_id || is_by_aws || (list && list->cidrs.items);
}

/* The most rules of one family; false if there may be more. */
static bool
count_rules(const AcvSnapshot *snapshot, const AcvSecurityGroupPermissions *permissions,
            size_t *out_n)
{
    size_t counts[2] = { 0, 0 };
    bool is_sure = true;
    for (size_t i = 0; i < permissions->n; i++) {
        const AcvSecurityGroupPermission *permission = &permissions->items[i];
        for (size_t j = 0; j < permission->peers.n; j++) {
            is_sure &= weigh_peer(snapshot, &permission->peers.items[j], counts);
        }
    }
    *out_n = MAX(counts[0], counts[1]);
    return is_sure;
}

static void
judge_direction(AcvTally *tally, const AcvSecurityGroup *group, const char *key,
                const AcvSecurityGroupPermissions *permissions)
{
    const AcvChecking *checking = tally->checking;
    size_t n;
    bool is_sure = count_rules(checking->checkup->snapshot, permissions, &n);
    size_t usual = acv_check_limit(checking, "security-group-rules");
    size_t most = acv_check_limit(checking, "security-group-rules-most");
    AcvStatus status = n > most                ? ACV_STATUS_FAIL
                       : n > usual || !is_sure ? ACV_STATUS_WARNING
                                               : ACV_STATUS_PASS;
    g_autofree char *text = g_strdup_printf("%s%zu %s", is_sure ? "" : "at least ", n, key);
    acv_tally_add(tally, status, &group->record, key, text);
}

static void
judge_rules(AcvTally *tally, const AcvSecurityGroup *group)
{
    judge_direction(tally, group, "ingress", &group->ingress);
    judge_direction(tally, group, "egress", &group->egress);
}

void
acv_check_security_group_rules(AcvChecking *checking)
{
    static const AcvSentence sentences[] = {
        [ACV_STATUS_PASS] = ACV_SENTENCE_RULES_WITHIN,
        [ACV_STATUS_FAIL] = ACV_SENTENCE_RULES_TOO_MANY,
        [ACV_STATUS_WARNING] = ACV_SENTENCE_RULES_MANY,
        [ACV_STATUS_UNDETERMINED] = ACV_SENTENCE_GROUPS_UNKNOWN,
    };
    if (acv_agentcore_is_in_vpc(checking->resource)) {
        g_auto(AcvTally) tally = judge_groups(checking, judge_rules);
        acv_tally_conclude(&tally, sentences);
    }
}

/* Security groups as wholes. Source:
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSecurityGroup.html */
#include "change/apply.h"
#include "change/operation.h"

#include <string.h>

/* --- Names --- */

static const AcvSecurityGroup *
find_by_name(AcvEditing *editing, const char *name, const char *vpc_id, unsigned *out_n)
{
    g_autoptr(GPtrArray) groups = acv_editing_list(editing, ACV_KIND_SECURITY_GROUP);
    const AcvSecurityGroup *found = NULL;

    *out_n = 0;
    for (guint i = 0; i < groups->len; i++) {
        const AcvSecurityGroup *group = g_ptr_array_index(groups, i);
        if (g_strcmp0(group->group_name, name) == 0
            && (!vpc_id || g_strcmp0(group->vpc_id, vpc_id) == 0)) {
            found = group;
            (*out_n)++;
        }
    }
    return found;
}

const char *
acv_editing_group_of_name(AcvEditing *editing, const char *name)
{
    unsigned n;
    const AcvSecurityGroup *group = find_by_name(editing, name, NULL, &n);
    return n == 1 ? group->record.id : name;
}

/* --- Making them --- */

static const AcvVpc *
find_default_vpc(AcvEditing *editing)
{
    g_autoptr(GPtrArray) vpcs = acv_editing_list(editing, ACV_KIND_VPC);
    for (guint i = 0; i < vpcs->len; i++) {
        const AcvVpc *vpc = g_ptr_array_index(vpcs, i);
        if (vpc->is_default == ACV_FLAG_TRUE) {
            return vpc;
        }
    }
    acv_editing_fail(editing, "vpc-id", "VPCIdNotSpecified: there is no default VPC");
    return NULL;
}

void
acv_editing_allow_all_egress(AcvEditing *editing, AcvSecurityGroup *group, const char *description)
{
    AcvSecurityGroupPermission all = { .protocol = { .last = 255, .given = true } };
    const AcvVpc *vpc =
        (const AcvVpc *) acv_snapshot_builder_find(editing->builder, ACV_KIND_VPC, group->vpc_id);
    bool has_ipv6 = vpc && vpc->ipv6_cidr_block_associations.n > 0;

    for (int family = 0; family < 1 + has_ipv6; family++) {
        AcvSecurityGroupPeer peer = { .description = description };
        bool parsed = acv_prefix_parse(family ? "::/0" : "0.0.0.0/0", &peer.cidr, NULL, NULL);
        g_assert(parsed);
        acv_editing_append(editing, &all.peers, &peer, sizeof peer);
    }
    acv_editing_append(editing, &group->egress, &all, sizeof all);
}

void
acv_apply_create_security_group(AcvEditing *editing, const void *request)
{
    const AcvSecurityGroupRequest *asked = request;
    const AcvVpc *vpc = asked->vpc_id ? acv_editing_find_vpc(editing, "vpc-id", asked->vpc_id)
                                      : find_default_vpc(editing);
    unsigned n;
    if (!vpc) {
        return;
    }
    if (g_ascii_strcasecmp(asked->group_name, "default") == 0) {
        acv_editing_fail(editing, "group-name",
                         "InvalidGroup.Reserved: the name \"default\" is AWS's own");
        return;
    }
    const AcvSecurityGroup *other = find_by_name(editing, asked->group_name, vpc->record.id, &n);
    if (other) {
        acv_editing_fail(editing, "group-name",
                         "InvalidGroup.Duplicate: %s has a group of the name \"%s\", %s",
                         vpc->record.id, asked->group_name, other->record.id);
        return;
    }
    AcvSecurityGroup *group =
        (AcvSecurityGroup *) acv_editing_add(editing, ACV_KIND_SECURITY_GROUP, NULL);
    group->group_name = asked->group_name;
    group->description = asked->description;
    group->vpc_id = vpc->record.id;
    group->record.owner_id = vpc->record.owner_id;
    group->ingress.items = acv_arena_new0(editing->arena, AcvSecurityGroupPermission, 0);
    acv_editing_allow_all_egress(editing, group, NULL);
    acv_editing_tag(editing, &group->record, &asked->tags);
}

/* --- Deleting them --- */

/* Where a kind of record lists the groups that it carries. */
static const struct {
    AcvKind kind;
    size_t offset;
} carriers[] = {
    { ACV_KIND_NETWORK_INTERFACE, offsetof(AcvNetworkInterface, group_ids) },
    { ACV_KIND_INSTANCE, offsetof(AcvInstance, group_ids) },
    { ACV_KIND_VPC_ENDPOINT, offsetof(AcvVpcEndpoint, group_ids) },
    { ACV_KIND_DB_INSTANCE, offsetof(AcvDbInstance, vpc_security_group_ids) },
    { ACV_KIND_DB_CLUSTER, offsetof(AcvDbCluster, vpc_security_group_ids) },
    { ACV_KIND_DB_PROXY, offsetof(AcvDbProxy, vpc_security_group_ids) },
    { ACV_KIND_MOUNT_TARGET, offsetof(AcvMountTarget, group_ids) },
    { ACV_KIND_AGENT_RUNTIME, offsetof(AcvAgentCore, security_groups) },
    { ACV_KIND_CODE_INTERPRETER, offsetof(AcvAgentCore, security_groups) },
    { ACV_KIND_BROWSER, offsetof(AcvAgentCore, security_groups) },
};

static const AcvRecord *
find_carrier(AcvEditing *editing, const char *group_id)
{
    for (size_t i = 0; i < G_N_ELEMENTS(carriers); i++) {
        g_autoptr(GPtrArray) records = acv_editing_list(editing, carriers[i].kind);
        for (guint j = 0; j < records->len; j++) {
            const char *record = g_ptr_array_index(records, j);
            const AcvStrings *groups = (const void *) (record + carriers[i].offset);
            if (acv_strings_hold(groups, group_id)) {
                return (const AcvRecord *) (const void *) record;
            }
        }
    }
    return NULL;
}

static bool
refers_to(const AcvSecurityGroupPermissions *rules, const char *group_id)
{
    for (size_t i = 0; i < rules->n; i++) {
        for (size_t j = 0; j < rules->items[i].peers.n; j++) {
            if (g_strcmp0(rules->items[i].peers.items[j].group_id, group_id) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* Groups of other VPCs keep a stale rule.
 * Source: https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html */
static const AcvRecord *
find_referrer(AcvEditing *editing, const AcvSecurityGroup *group)
{
    g_autoptr(GPtrArray) groups = acv_editing_list(editing, ACV_KIND_SECURITY_GROUP);
    for (guint i = 0; i < groups->len; i++) {
        const AcvSecurityGroup *other = g_ptr_array_index(groups, i);
        bool is_beside = strcmp(other->record.id, group->record.id) != 0
                         && g_strcmp0(other->vpc_id, group->vpc_id) == 0;
        if (is_beside
            && (refers_to(&other->ingress, group->record.id)
                || refers_to(&other->egress, group->record.id))) {
            return &other->record;
        }
    }
    return NULL;
}

void
acv_apply_delete_security_group(AcvEditing *editing, const void *request)
{
    const AcvSecurityGroupRequest *asked = request;
    const char *option = asked->group_id || !asked->group_name ? "group-id" : "group-name";
    const char *id =
        asked->group_id ? asked->group_id : acv_editing_group_of_name(editing, asked->group_name);
    const AcvSecurityGroup *group = (const AcvSecurityGroup *) acv_editing_find(
        editing, option, "InvalidGroup.NotFound", ACV_KIND_SECURITY_GROUP, id);
    if (!group) {
        return;
    }
    if (g_strcmp0(group->group_name, "default") == 0) {
        acv_editing_fail(editing, option, "CannotDelete: %s is the default group of its VPC",
                         group->record.id);
        return;
    }
    const AcvRecord *user = find_carrier(editing, group->record.id);
    user = user ? user : find_referrer(editing, group);
    if (user) {
        acv_editing_fail(editing, option, "DependencyViolation: %s still uses %s", user->id,
                         group->record.id);
        return;
    }
    acv_editing_remove(editing, ACV_KIND_SECURITY_GROUP, group->record.id);
}

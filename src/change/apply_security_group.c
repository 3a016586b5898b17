/* Security groups and their rules.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
#include "change/operation.h"

#include "load/tables.h"

/* Whether a group has a permission's peer already, on the same ports of the same protocol. */
static bool
has_rule(const AcvSecurityGroupPermissions *permissions, const AcvSecurityGroupPermission *wanted)
{
    for (size_t i = 0; i < permissions->n; i++) {
        AcvSecurityGroupPermission one = permissions->items[i];
        for (size_t j = 0; j < permissions->items[i].peers.n; j++) {
            one.peers.items = &permissions->items[i].peers.items[j];
            one.peers.n = 1;
            if (acv_json_compare(&acv_security_group_permission_fields, &one, wanted) == 0) {
                return true;
            }
        }
    }
    return false;
}

static void
add_rule(AcvEditing *editing, AcvSecurityGroupPermissions *permissions,
         const AcvSecurityGroupPermission *permission)
{
    if (has_rule(permissions, permission)) {
        acv_editing_fail(editing, NULL,
                         "InvalidPermission.Duplicate: the group has this rule already");
        return;
    }
    acv_editing_append(editing, permissions, permission, sizeof *permission);
}

void
acv_apply_authorize_security_group_ingress(AcvEditing *editing, const void *request_)
{
    const AcvGroupRulesRequest *request = request_;
    AcvSecurityGroup *group = (AcvSecurityGroup *) acv_editing_edit(
        editing, "group-id", "InvalidGroup.NotFound", ACV_KIND_SECURITY_GROUP, request->group_id);
    if (!group) {
        return;
    }
    for (size_t i = 0; i < request->permissions.n; i++) {
        const AcvSecurityGroupPermission *permission = &request->permissions.items[i];
        for (size_t j = 0; j < permission->peers.n; j++) {
            AcvSecurityGroupPermission one = *permission;
            one.peers.items = &permission->peers.items[j];
            one.peers.n = 1;
            add_rule(editing, &group->ingress, &one);
        }
    }
}

/* Agent runtimes. Source:
 * https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_UpdateAgentRuntime.html
 * https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/agentcore-vpc.html */
#include "change/apply.h"
#include "change/operation.h"

#include <string.h>

/* The most subnets, and the most groups, of a runtime. */
enum { MOST = 16 };

#define OPTION "network-configuration"

/* --- What AWS demands --- */

/* The VPC of the subnets, which must be one; false, and reported, if they are not. */
static bool
check_subnets(AcvEditing *editing, const AcvStrings *ids, const char **out_vpc_id)
{
    bool is_well = true;
    *out_vpc_id = NULL;
    for (size_t i = 0; i < ids->n; i++) {
        const AcvSubnet *subnet = (const AcvSubnet *) acv_editing_find(
            editing, OPTION, "ValidationException", ACV_KIND_SUBNET, ids->items[i]);
        const char *vpc_id = subnet ? acv_editing_vpc_of_subnet(editing, subnet) : NULL;
        is_well &= subnet
                   && acv_editing_check_same_vpc(editing, OPTION, "ValidationException",
                                                 ids->items[i], vpc_id, *out_vpc_id);
        *out_vpc_id = *out_vpc_id ? *out_vpc_id : vpc_id;
    }
    return is_well;
}

static bool
check_configuration(AcvEditing *editing, const AcvAgentRuntimeRequest *asked)
{
    const char *vpc_id;
    if (g_strcmp0(asked->network_mode, "VPC") != 0) {
        bool is_public = g_strcmp0(asked->network_mode, "PUBLIC") == 0;
        if (!is_public || asked->subnets.n > 0 || asked->security_groups.n > 0) {
            acv_editing_fail(editing, OPTION,
                             "ValidationException: networkMode is VPC, with subnets and security "
                             "groups, or PUBLIC, without");
            return false;
        }
        return true;
    }
    if (asked->subnets.n < 1 || asked->subnets.n > MOST || asked->security_groups.n < 1
        || asked->security_groups.n > MOST) {
        acv_editing_fail(editing, OPTION,
                         "ValidationException: expected 1 to %d subnets and 1 to %d security "
                         "groups, got %zu and %zu",
                         MOST, MOST, asked->subnets.n, asked->security_groups.n);
        return false;
    }
    bool has_subnets = check_subnets(editing, &asked->subnets, &vpc_id);
    return acv_editing_check_groups(editing, OPTION, &asked->security_groups, vpc_id)
           && has_subnets;
}

/* --- The interfaces of the old configuration --- */

static bool
has_interface(const AcvAgentCore *resource, const AcvNetworkInterface *interface)
{
    return acv_strings_hold(&resource->subnets, interface->subnet_id)
           && acv_strings_are_same(&resource->security_groups, &interface->group_ids);
}

static bool
any_has_interface(AcvEditing *editing, const AcvNetworkInterface *interface)
{
    static const AcvKind kinds[] = { ACV_KIND_AGENT_RUNTIME, ACV_KIND_CODE_INTERPRETER,
                                     ACV_KIND_BROWSER };
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autoptr(GPtrArray) records = acv_editing_list(editing, kinds[i]);
        for (guint j = 0; j < records->len; j++) {
            if (has_interface(g_ptr_array_index(records, j), interface)) {
                return true;
            }
        }
    }
    return false;
}

/* Resources of one subnet and one set of groups share their interfaces. Those that nobody has any
 * more AWS deletes, though not at once. */
static void
drop_interfaces(AcvEditing *editing, const AcvAgentCore *old)
{
    g_autoptr(GPtrArray) records = acv_editing_list(editing, ACV_KIND_NETWORK_INTERFACE);
    for (guint i = 0; i < records->len; i++) {
        const AcvNetworkInterface *interface = g_ptr_array_index(records, i);
        if (g_strcmp0(interface->interface_type, "agentic_ai") == 0 && has_interface(old, interface)
            && !any_has_interface(editing, interface)) {
            acv_editing_remove(editing, ACV_KIND_NETWORK_INTERFACE, interface->record.id);
        }
    }
}

/* Whether a resource stands, or will stand, where 'other' does. */
static bool
has_same_place(const AcvAgentCore *resource, const AcvAgentCore *other)
{
    return g_strcmp0(resource->network_mode, other->network_mode) == 0
           && resource->subnets.n == other->subnets.n
           && resource->security_groups.n == other->security_groups.n
           && (resource->subnets.n == 0
               || acv_strings_are_same(&resource->subnets, &other->subnets))
           && (resource->security_groups.n == 0
               || acv_strings_are_same(&resource->security_groups, &other->security_groups));
}

/* Until AWS has made the interfaces of the new configuration, the runtime is not ready. */
void
acv_apply_update_agent_runtime(AcvEditing *editing, const void *request)
{
    const AcvAgentRuntimeRequest *asked = request;
    AcvAgentCore *runtime =
        (AcvAgentCore *) acv_editing_edit(editing, "agent-runtime-id", "ResourceNotFoundException",
                                          ACV_KIND_AGENT_RUNTIME, asked->record.id);
    if (!runtime || !check_configuration(editing, asked)) {
        return;
    }
    AcvAgentCore old = *runtime;
    runtime->network_mode = asked->network_mode;
    runtime->subnets = asked->subnets;
    runtime->security_groups = asked->security_groups;
    runtime->role_arn = asked->role_arn ? asked->role_arn : runtime->role_arn;
    if (asked->require_service_s3_endpoint) {
        runtime->require_service_s3_endpoint = asked->require_service_s3_endpoint;
    }
    if (!has_same_place(runtime, &old)) {
        runtime->status = "UPDATING";
        drop_interfaces(editing, &old);
    }
}

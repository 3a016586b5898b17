/* Where resources stand: the interfaces that are theirs, or the addresses that they may get. */
#include "network/placement.h"

#include "network/index.h"

#include <string.h>

AcvPlacement
acv_placement_of_interface(AcvNetwork *network, const AcvNetworkInterface *interface)
{
    const AcvSubnet *subnet =
        acv_snapshot_find_subnet(acv_network_snapshot(network), interface->subnet_id);
    return (AcvPlacement){
        .interface = interface,
        .vpc = interface->vpc_id || !subnet ? acv_network_vpc(network, interface->vpc_id)
                                            : acv_network_vpc_of(network, subnet),
        .subnet = subnet,
        .subnet_id = interface->subnet_id,
        .group_ids = interface->group_ids,
        .addresses = acv_network_interface_addresses(network, interface),
    };
}

bool
acv_strings_have(const AcvStrings *strings, const char *wanted)
{
    for (size_t i = 0; i < strings->n; i++) {
        if (g_strcmp0(strings->items[i], wanted) == 0) {
            return true;
        }
    }
    return false;
}

static bool
same_members(const AcvStrings *a, const AcvStrings *b)
{
    for (size_t i = 0; i < a->n; i++) {
        if (!acv_strings_have(b, a->items[i])) {
            return false;
        }
    }
    for (size_t i = 0; i < b->n; i++) {
        if (!acv_strings_have(a, b->items[i])) {
            return false;
        }
    }
    return a->items && b->items;
}

static bool
looks_like(const AcvNetworkInterface *interface, const AcvLikeness *likeness)
{
    return (!likeness->interface_type
            || g_strcmp0(interface->interface_type, likeness->interface_type) == 0)
           && (!likeness->description
               || g_strcmp0(interface->description, likeness->description) == 0)
           && (!likeness->group_ids || same_members(&interface->group_ids, likeness->group_ids));
}

void
acv_placements_add_interfaces(AcvNetwork *network, const char *subnet_id,
                              const AcvLikeness *likeness, GArray *placements)
{
    size_t n;
    const AcvNetworkInterface *const *interfaces =
        acv_network_subnet_interfaces(network, subnet_id, &n);
    for (size_t i = 0; i < n; i++) {
        if (looks_like(interfaces[i], likeness)) {
            AcvPlacement placement = acv_placement_of_interface(network, interfaces[i]);
            placement.resource = likeness->resource;
            g_array_append_val(placements, placement);
        }
    }
}

/* The VPC of the first group that says, for a subnet that nobody describes. */
static const AcvVpc *
vpc_of_groups(AcvNetwork *network, const AcvStrings *group_ids)
{
    for (size_t i = 0; i < group_ids->n; i++) {
        const AcvSecurityGroup *group =
            acv_snapshot_find_security_group(acv_network_snapshot(network), group_ids->items[i]);
        if (group && group->vpc_id) {
            return acv_network_vpc(network, group->vpc_id);
        }
    }
    return acv_network_vpc(network, NULL);
}

const AcvAddressSet *
acv_addresses_somewhere(AcvNetwork *network, const AcvVpc *vpc)
{
    const AcvAddressSet *blocks = acv_network_vpc_addresses(network, vpc);
    return acv_address_set_is_empty(blocks) ? acv_network_all_addresses(network) : blocks;
}

void
acv_placements_add_symbolic(AcvNetwork *network, const AcvRecord *resource, const char *subnet_id,
                            const AcvStrings *group_ids, GArray *placements)
{
    const AcvSubnet *subnet = acv_snapshot_find_subnet(acv_network_snapshot(network), subnet_id);
    const AcvVpc *vpc =
        subnet ? acv_network_vpc_of(network, subnet) : vpc_of_groups(network, group_ids);
    AcvPlacement placement = {
        .resource = resource,
        .subnet = subnet,
        .subnet_id = subnet_id,
        .vpc = vpc,
        .group_ids = *group_ids,
        .addresses = subnet ? acv_network_assignable_addresses(network, subnet)
                            : acv_addresses_somewhere(network, vpc),
    };
    g_array_append_val(placements, placement);
}

GArray *
acv_placements_new(void)
{
    return g_array_new(FALSE, FALSE, sizeof(AcvPlacement));
}

/* --- AgentCore --- */

bool
acv_agentcore_is_in_vpc(const AcvAgentCore *resource)
{
    return !resource->network_mode ? resource->subnets.items != NULL
                                   : g_str_equal(resource->network_mode, "VPC");
}

bool
acv_placement_is_agentcore(const AcvPlacement *placement)
{
    return placement->resource
           && (placement->resource->kind == ACV_KIND_AGENT_RUNTIME
               || placement->resource->kind == ACV_KIND_CODE_INTERPRETER
               || placement->resource->kind == ACV_KIND_BROWSER);
}

static GArray *
placements_of_agentcore(AcvNetwork *network, const AcvRecord *record)
{
    const AcvAgentCore *resource = (const AcvAgentCore *) record;
    GArray *placements = acv_placements_new();
    AcvLikeness likeness = { &resource->record, "agentic_ai", NULL, &resource->security_groups };
    for (size_t i = 0; i < resource->subnets.n; i++) {
        const char *subnet_id = resource->subnets.items[i];
        guint before = placements->len;
        acv_placements_add_interfaces(network, subnet_id, &likeness, placements);
        if (placements->len == before) {
            acv_placements_add_symbolic(network, &resource->record, subnet_id,
                                        &resource->security_groups, placements);
        }
    }
    if (resource->subnets.n == 0) {
        acv_placements_add_symbolic(network, &resource->record, NULL, &resource->security_groups,
                                    placements);
    }
    return placements;
}

/* --- Instances and subnets --- */

/* An instance that no interface belongs to stands where its own fields say. */
static void
append_instance_itself(AcvNetwork *network, const AcvInstance *instance, GArray *placements)
{
    acv_placements_add_symbolic(network, &instance->record, instance->subnet_id,
                                &instance->group_ids, placements);
    if (instance->private_ip_address.family != ACV_FAMILY_NONE) {
        g_array_index(placements, AcvPlacement, placements->len - 1).addresses =
            acv_network_range_set(network, acv_address_range(instance->private_ip_address));
    }
}

/* The interfaces that the instance lists, or that say that they are attached to it. */
static GArray *
placements_of_instance(AcvNetwork *network, const AcvRecord *record)
{
    const AcvInstance *instance = (const AcvInstance *) record;
    GArray *placements = acv_placements_new();
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(acv_network_snapshot(network), ACV_KIND_NETWORK_INTERFACE, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvNetworkInterface *interface = (const AcvNetworkInterface *) records[i];
        if (g_strcmp0(interface->instance_id, record->id) == 0
            || acv_strings_have(&instance->network_interface_ids, records[i]->id)) {
            AcvPlacement placement = acv_placement_of_interface(network, interface);
            placement.resource = record;
            g_array_append_val(placements, placement);
        }
    }
    if (placements->len == 0) {
        append_instance_itself(network, instance, placements);
    }
    return placements;
}

static GArray *
placements_of_subnet(AcvNetwork *network, const AcvRecord *record)
{
    static const char *no_groups[1];
    GArray *placements = acv_placements_new();
    AcvLikeness any = { 0 };
    acv_placements_add_interfaces(network, record->id, &any, placements);
    if (placements->len == 0) {
        AcvStrings none = { .items = no_groups, .n = 0 };
        acv_placements_add_symbolic(network, NULL, record->id, &none, placements);
    }
    return placements;
}

static GArray *
placements_of_interface(AcvNetwork *network, const AcvRecord *record)
{
    GArray *placements = acv_placements_new();
    AcvPlacement placement =
        acv_placement_of_interface(network, (const AcvNetworkInterface *) record);
    g_array_append_val(placements, placement);
    return placements;
}

bool
acv_placement_of_owner(AcvNetwork *network, const AcvRecord *owner, AcvPlacement *out_placement)
{
    if (owner->kind == ACV_KIND_NETWORK_INTERFACE) {
        *out_placement = acv_placement_of_interface(network, (const AcvNetworkInterface *) owner);
        return true;
    }
    if (owner->kind == ACV_KIND_INSTANCE) {
        g_autoptr(GArray) placements = placements_of_instance(network, owner);
        *out_placement = g_array_index(placements, AcvPlacement, 0);
        return true;
    }
    return false;
}

/* --- All --- */

static const struct {
    AcvKind kind;
    GArray *(*placements)(AcvNetwork *network, const AcvRecord *record);
} by_kind[] = {
    { ACV_KIND_AGENT_RUNTIME, placements_of_agentcore },
    { ACV_KIND_CODE_INTERPRETER, placements_of_agentcore },
    { ACV_KIND_BROWSER, placements_of_agentcore },
    { ACV_KIND_DB_INSTANCE, acv_placements_of_db_instance },
    { ACV_KIND_DB_CLUSTER, acv_placements_of_db_cluster },
    { ACV_KIND_DB_PROXY, acv_placements_of_db_proxy },
    { ACV_KIND_FILE_SYSTEM, acv_placements_of_file_system },
    { ACV_KIND_MOUNT_TARGET, acv_placements_of_mount_target },
    { ACV_KIND_VPC_ENDPOINT, acv_placements_of_endpoint },
    { ACV_KIND_INSTANCE, placements_of_instance },
    { ACV_KIND_SUBNET, placements_of_subnet },
    { ACV_KIND_NETWORK_INTERFACE, placements_of_interface },
};

GArray *
acv_placements_of(AcvNetwork *network, const AcvRecord *record)
{
    for (size_t i = 0; i < G_N_ELEMENTS(by_kind); i++) {
        if (by_kind[i].kind == record->kind) {
            return by_kind[i].placements(network, record);
        }
    }
    return NULL;
}

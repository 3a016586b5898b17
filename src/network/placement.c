/* Where resources stand: the interfaces that are theirs, or the addresses that they may get. */
#include "network/index.h"
#include "network/resource.h"

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

static bool
lists(const AcvStrings *strings, const char *wanted)
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
        if (!lists(b, a->items[i])) {
            return false;
        }
    }
    for (size_t i = 0; i < b->n; i++) {
        if (!lists(a, b->items[i])) {
            return false;
        }
    }
    return a->items && b->items;
}

/* What the interfaces of a resource look like. */
typedef struct {
    const AcvRecord *resource;
    const char *interface_type; /* NULL: any. */
    const char *description;    /* NULL: any. */
    const AcvStrings *group_ids;
} Likeness;

static bool
looks_like(const AcvNetworkInterface *interface, const Likeness *likeness)
{
    return (!likeness->interface_type
            || g_strcmp0(interface->interface_type, likeness->interface_type) == 0)
           && (!likeness->description
               || g_strcmp0(interface->description, likeness->description) == 0)
           && (!likeness->group_ids || same_members(&interface->group_ids, likeness->group_ids));
}

/* Appends the interfaces in the subnet that look like the resource's. */
static void
append_interfaces(AcvNetwork *network, const char *subnet_id, const Likeness *likeness,
                  GArray *placements)
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

/* Any address of a VPC, for a subnet that nobody describes. */
static const AcvAddressSet *
addresses_somewhere(AcvNetwork *network, const AcvVpc *vpc)
{
    const AcvAddressSet *blocks = acv_network_vpc_addresses(network, vpc);
    return acv_address_set_is_empty(blocks) ? acv_network_all_addresses(network) : blocks;
}

static void
append_symbolic(AcvNetwork *network, const AcvRecord *resource, const char *subnet_id,
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
                            : addresses_somewhere(network, vpc),
    };
    g_array_append_val(placements, placement);
}

static GArray *
placements_new(void)
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

GArray *
acv_placements_of_agentcore(AcvNetwork *network, const AcvRecord *record)
{
    const AcvAgentCore *resource = (const AcvAgentCore *) record;
    GArray *placements = placements_new();
    Likeness likeness = { &resource->record, "agentic_ai", NULL, &resource->security_groups };
    for (size_t i = 0; i < resource->subnets.n; i++) {
        const char *subnet_id = resource->subnets.items[i];
        guint before = placements->len;
        append_interfaces(network, subnet_id, &likeness, placements);
        if (placements->len == before) {
            append_symbolic(network, &resource->record, subnet_id, &resource->security_groups,
                            placements);
        }
    }
    if (resource->subnets.n == 0) {
        append_symbolic(network, &resource->record, NULL, &resource->security_groups, placements);
    }
    return placements;
}

/* --- Databases --- */

/* Whether a subnet is, or may be, in one of the database's zones. */
static bool
zone_fits(AcvNetwork *network, const AcvDbInstance *db, const char *subnet_id)
{
    const AcvSubnet *subnet = acv_snapshot_find_subnet(acv_network_snapshot(network), subnet_id);
    if (!subnet || !subnet->availability_zone || !db->availability_zone) {
        return true;
    }
    return g_str_equal(subnet->availability_zone, db->availability_zone)
           || g_strcmp0(subnet->availability_zone, db->secondary_availability_zone) == 0;
}

/* The ids of the subnets in which the database is: of its group, which the instance carries or
 * which has a record of its own, and of its zones. */
static GPtrArray *
subnets_of_db_instance(AcvNetwork *network, const AcvDbInstance *db)
{
    const AcvDbSubnetGroup *group =
        acv_snapshot_find_db_subnet_group(acv_network_snapshot(network), db->db_subnet_group_name);
    const AcvStrings *subnets =
        !db->subnet_ids.items && group ? &group->subnet_ids : &db->subnet_ids;
    GPtrArray *fitting = g_ptr_array_new();
    for (size_t i = 0; i < subnets->n; i++) {
        if (zone_fits(network, db, subnets->items[i])) {
            g_ptr_array_add(fitting, (gpointer) subnets->items[i]);
        }
    }
    return fitting;
}

/* Unless it says that it is dual-stack, a database has IPv4 addresses alone.
 * Source:
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html
 */
static void
keep_ipv4(AcvNetwork *network, const AcvDbInstance *db, GArray *placements)
{
    AcvAddressRange ipv4 = { 0, acv_family_last(ACV_FAMILY_IPV4), ACV_FAMILY_IPV4 };
    for (guint i = 0; g_strcmp0(db->network_type, "DUAL") != 0 && i < placements->len; i++) {
        AcvPlacement *placement = &g_array_index(placements, AcvPlacement, i);
        placement->addresses = acv_network_keep_addresses_take(
            network,
            acv_address_set_intersect(placement->addresses, acv_network_range_set(network, ipv4)));
    }
}

GArray *
acv_placements_of_db_instance(AcvNetwork *network, const AcvRecord *record)
{
    const AcvDbInstance *db = (const AcvDbInstance *) record;
    GArray *placements = placements_new();
    g_autoptr(GPtrArray) subnet_ids = subnets_of_db_instance(network, db);
    Likeness likeness = { &db->record, NULL, "RDSNetworkInterface", &db->vpc_security_group_ids };
    for (guint i = 0; i < subnet_ids->len; i++) {
        append_interfaces(network, g_ptr_array_index(subnet_ids, i), &likeness, placements);
    }
    if (placements->len > 0) {
        return placements;
    }
    for (guint i = 0; i < subnet_ids->len; i++) {
        append_symbolic(network, &db->record, g_ptr_array_index(subnet_ids, i),
                        &db->vpc_security_group_ids, placements);
    }
    if (subnet_ids->len == 0) {
        append_symbolic(network, &db->record, NULL, &db->vpc_security_group_ids, placements);
    }
    keep_ipv4(network, db, placements);
    return placements;
}

/* --- Instances and subnets --- */

/* An instance that no interface belongs to stands where its own fields say. */
static void
append_instance_itself(AcvNetwork *network, const AcvInstance *instance, GArray *placements)
{
    append_symbolic(network, &instance->record, instance->subnet_id, &instance->group_ids,
                    placements);
    if (instance->private_ip_address.family != ACV_FAMILY_NONE) {
        g_array_index(placements, AcvPlacement, placements->len - 1).addresses =
            acv_network_range_set(network, acv_address_range(instance->private_ip_address));
    }
}

/* The interfaces that the instance lists, or that say that they are attached to it. */
GArray *
acv_placements_of_instance(AcvNetwork *network, const AcvRecord *record)
{
    const AcvInstance *instance = (const AcvInstance *) record;
    GArray *placements = placements_new();
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(acv_network_snapshot(network), ACV_KIND_NETWORK_INTERFACE, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvNetworkInterface *interface = (const AcvNetworkInterface *) records[i];
        if (g_strcmp0(interface->instance_id, record->id) == 0
            || lists(&instance->network_interface_ids, records[i]->id)) {
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

GArray *
acv_placements_of_subnet(AcvNetwork *network, const AcvRecord *record)
{
    static const char *no_groups[1];
    GArray *placements = placements_new();
    Likeness any = { 0 };
    append_interfaces(network, record->id, &any, placements);
    if (placements->len == 0) {
        AcvStrings none = { .items = no_groups, .n = 0 };
        append_symbolic(network, NULL, record->id, &none, placements);
    }
    return placements;
}

static GArray *
placements_of_interface(AcvNetwork *network, const AcvRecord *record)
{
    GArray *placements = placements_new();
    AcvPlacement placement =
        acv_placement_of_interface(network, (const AcvNetworkInterface *) record);
    g_array_append_val(placements, placement);
    return placements;
}

/* --- All --- */

static const struct {
    AcvKind kind;
    GArray *(*placements)(AcvNetwork *network, const AcvRecord *record);
} by_kind[] = {
    { ACV_KIND_AGENT_RUNTIME, acv_placements_of_agentcore },
    { ACV_KIND_CODE_INTERPRETER, acv_placements_of_agentcore },
    { ACV_KIND_BROWSER, acv_placements_of_agentcore },
    { ACV_KIND_DB_INSTANCE, acv_placements_of_db_instance },
    { ACV_KIND_INSTANCE, acv_placements_of_instance },
    { ACV_KIND_SUBNET, acv_placements_of_subnet },
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

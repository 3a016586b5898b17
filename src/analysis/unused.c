#include "analysis/unused.h"

#include "base/hash.h"
#include "network/resource.h"
#include "network/service.h"

#include <string.h>

/* --- Who carries which groups --- */

typedef struct {
    const AcvSnapshot *snapshot;
    GHashTable *groups;       /* Ids of groups that are carried or named. */
    GHashTable *balancers;    /* Of load balancers with interfaces, the end of the ARN. */
    GHashTable *unknown_vpcs; /* Ids of VPCs with somebody whose groups are not known. */
    bool is_all_unknown;      /* Somebody's groups and VPC are not known. */
} Carriers;

static void
add_carrier(Carriers *carriers, const AcvStrings *groups, const char *vpc_id)
{
    for (size_t i = 0; i < groups->n; i++) {
        g_hash_table_add(carriers->groups, (gpointer) groups->items[i]);
    }
    if (!groups->items && vpc_id) {
        g_hash_table_add(carriers->unknown_vpcs, (gpointer) vpc_id);
    }
    carriers->is_all_unknown |= !groups->items && !vpc_id;
}

static const char *
vpc_of(const Carriers *carriers, const char *vpc_id, const char *subnet_id)
{
    const AcvSubnet *subnet =
        vpc_id ? NULL : acv_snapshot_find_subnet(carriers->snapshot, subnet_id);
    return subnet ? subnet->vpc_id : vpc_id;
}

static void
add_network_interface(Carriers *carriers, const AcvRecord *record)
{
    static const char of_balancer[] = "ELB ";
    const AcvNetworkInterface *interface = (const AcvNetworkInterface *) record;
    if (interface->description && g_str_has_prefix(interface->description, of_balancer)) {
        g_hash_table_add(carriers->balancers,
                         (gpointer) (interface->description + strlen(of_balancer)));
    }
    add_carrier(carriers, &interface->group_ids,
                vpc_of(carriers, interface->vpc_id, interface->subnet_id));
}

/* Of an instance with interfaces these tell. */
static void
add_instance(Carriers *carriers, const AcvRecord *record)
{
    const AcvInstance *instance = (const AcvInstance *) record;
    if (instance->group_ids.items || instance->network_interface_ids.n == 0) {
        add_carrier(carriers, &instance->group_ids,
                    vpc_of(carriers, instance->vpc_id, instance->subnet_id));
    }
}

static void
add_endpoint(Carriers *carriers, const AcvRecord *record)
{
    const AcvVpcEndpoint *endpoint = (const AcvVpcEndpoint *) record;
    bool has_groups = g_strcmp0(endpoint->type, "Gateway") != 0
                      && g_strcmp0(endpoint->type, "GatewayLoadBalancer") != 0;
    if (has_groups || endpoint->group_ids.items) {
        add_carrier(carriers, &endpoint->group_ids, endpoint->vpc_id);
    }
}

/* A member of a cluster has its groups. */
static void
add_db_instance(Carriers *carriers, const AcvRecord *record)
{
    const AcvDbInstance *db = (const AcvDbInstance *) record;
    if (db->vpc_security_group_ids.items || !db->db_cluster_identifier) {
        add_carrier(carriers, &db->vpc_security_group_ids, db->db_subnet_group_vpc_id);
    }
}

static void
add_db_cluster(Carriers *carriers, const AcvRecord *record)
{
    add_carrier(carriers, &((const AcvDbCluster *) record)->vpc_security_group_ids, NULL);
}

static void
add_db_proxy(Carriers *carriers, const AcvRecord *record)
{
    const AcvDbProxy *proxy = (const AcvDbProxy *) record;
    add_carrier(carriers, &proxy->vpc_security_group_ids, proxy->vpc_id);
}

static void
add_agent_core(Carriers *carriers, const AcvRecord *record)
{
    const AcvAgentCore *resource = (const AcvAgentCore *) record;
    if (acv_agentcore_is_in_vpc(resource)) {
        const char *subnet_id = resource->subnets.n > 0 ? resource->subnets.items[0] : NULL;
        add_carrier(carriers, &resource->security_groups, vpc_of(carriers, NULL, subnet_id));
    }
}

/* A mount target whose interface is known has that one's groups. */
static void
add_mount_target(Carriers *carriers, const AcvRecord *record)
{
    const AcvMountTarget *target = (const AcvMountTarget *) record;
    bool is_known =
        acv_snapshot_find_network_interface(carriers->snapshot, target->network_interface_id);
    if (target->group_ids.items || !is_known) {
        add_carrier(carriers, &target->group_ids, vpc_of(carriers, NULL, target->subnet_id));
    }
}

/* The groups of a load balancer are those of its interfaces, which AWS describes as its. */
static void
add_load_balancer(Carriers *carriers, const AcvRecord *record)
{
    static const char before_path[] = ":loadbalancer/";
    const AcvStrings unknown = { NULL, 0 };
    const char *path = strstr(record->id, before_path);
    if (!path || !g_hash_table_contains(carriers->balancers, path + strlen(before_path))) {
        add_carrier(carriers, &unknown, ((const AcvOther *) record)->vpc_id);
    }
}

static void
add_peers(Carriers *carriers, const AcvSecurityGroup *group,
          const AcvSecurityGroupPermissions *permissions)
{
    for (size_t i = 0; i < permissions->n; i++) {
        for (size_t j = 0; j < permissions->items[i].peers.n; j++) {
            const char *id = permissions->items[i].peers.items[j].group_id;
            if (id && !g_str_equal(id, group->record.id)) {
                g_hash_table_add(carriers->groups, (gpointer) id);
            }
        }
    }
}

/* Not who carries groups, but which groups others name. */
static void
add_security_group(Carriers *carriers, const AcvRecord *record)
{
    const AcvSecurityGroup *group = (const AcvSecurityGroup *) record;
    add_peers(carriers, group, &group->ingress);
    add_peers(carriers, group, &group->egress);
}

static void
find_carriers(Carriers *carriers)
{
    static const struct {
        AcvKind kind;
        void (*add)(Carriers *carriers, const AcvRecord *record);
    } rows[] = {
        { ACV_KIND_NETWORK_INTERFACE, add_network_interface },
        { ACV_KIND_INSTANCE, add_instance },
        { ACV_KIND_VPC_ENDPOINT, add_endpoint },
        { ACV_KIND_DB_INSTANCE, add_db_instance },
        { ACV_KIND_DB_CLUSTER, add_db_cluster },
        { ACV_KIND_DB_PROXY, add_db_proxy },
        { ACV_KIND_AGENT_RUNTIME, add_agent_core },
        { ACV_KIND_CODE_INTERPRETER, add_agent_core },
        { ACV_KIND_BROWSER, add_agent_core },
        { ACV_KIND_MOUNT_TARGET, add_mount_target },
        { ACV_KIND_LOAD_BALANCER, add_load_balancer },
        { ACV_KIND_SECURITY_GROUP, add_security_group },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        size_t n;
        const AcvRecord *const *records = acv_snapshot_list(carriers->snapshot, rows[i].kind, &n);
        for (size_t j = 0; j < n; j++) {
            rows[i].add(carriers, records[j]);
        }
    }
}

/* --- Security groups --- */

/* Whether all that stands in a VPC says which groups it carries. */
static bool
vpc_is_known(const Carriers *carriers, const char *vpc_id)
{
    return acv_snapshot_find_vpc(carriers->snapshot, vpc_id)
           && !g_hash_table_contains(carriers->unknown_vpcs, vpc_id);
}

/* The groups that somebody in a VPC of which not all is known could carry. */
static GHashTable *
find_groups_of_unknown_vpcs(const Carriers *carriers)
{
    GHashTable *found = g_hash_table_new(acv_text_hash, g_str_equal);
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(carriers->snapshot, ACV_KIND_SECURITY_GROUP_VPC_ASSOCIATION, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvSecurityGroupVpcAssociation *association = (const void *) records[i];
        if (!vpc_is_known(carriers, association->vpc_id)) {
            g_hash_table_add(found, (gpointer) association->group_id);
        }
    }
    return found;
}

/* The groups that nobody carries, and of which that is certain. */
static void
pick_unused(const Carriers *carriers, GPtrArray *unused, size_t *out_n)
{
    g_autoptr(GHashTable) unknown = find_groups_of_unknown_vpcs(carriers);
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(carriers->snapshot, ACV_KIND_SECURITY_GROUP, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvSecurityGroup *group = (const AcvSecurityGroup *) records[i];
        if (g_strcmp0(group->group_name, "default") == 0) {
            continue;
        }
        bool is_used = g_hash_table_contains(carriers->groups, group->record.id);
        bool is_known = vpc_is_known(carriers, group->vpc_id)
                        && !g_hash_table_contains(unknown, group->record.id);
        *out_n += is_used || is_known;
        if (!is_used && is_known) {
            g_ptr_array_add(unused, (gpointer) group);
        }
    }
}

GPtrArray *
acv_unused_security_groups(AcvNetwork *network, size_t *out_n)
{
    g_autoptr(GHashTable) groups = g_hash_table_new(acv_text_hash, g_str_equal);
    g_autoptr(GHashTable) balancers = g_hash_table_new(acv_text_hash, g_str_equal);
    g_autoptr(GHashTable) unknown_vpcs = g_hash_table_new(acv_text_hash, g_str_equal);
    Carriers carriers = { acv_network_snapshot(network), groups, balancers, unknown_vpcs, false };
    GPtrArray *unused = g_ptr_array_new();
    *out_n = 0;
    find_carriers(&carriers);
    if (!carriers.is_all_unknown
        && acv_snapshot_has_kind(carriers.snapshot, ACV_KIND_NETWORK_INTERFACE)) {
        pick_unused(&carriers, unused, out_n);
    }
    return unused;
}

/* --- Network ACLs --- */

GPtrArray *
acv_unused_network_acls(AcvNetwork *network, size_t *out_n)
{
    GPtrArray *unused = g_ptr_array_new();
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(acv_network_snapshot(network), ACV_KIND_NETWORK_ACL, &n);
    *out_n = 0;
    for (size_t i = 0; i < n; i++) {
        const AcvNetworkAcl *acl = (const AcvNetworkAcl *) records[i];
        if (acl->associations.items && acl->is_default != ACV_FLAG_TRUE) {
            (*out_n)++;
            if (acl->associations.n == 0) {
                g_ptr_array_add(unused, (gpointer) acl);
            }
        }
    }
    return unused;
}

/* --- Route tables --- */

static bool
is_of_regional_gateway(const AcvSnapshot *snapshot, const AcvRouteTable *table)
{
    size_t n;
    const AcvRecord *const *records = acv_snapshot_list(snapshot, ACV_KIND_NAT_GATEWAY, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvNatGateway *gateway = (const AcvNatGateway *) records[i];
        if (g_strcmp0(gateway->route_table_id, table->record.id) == 0) {
            return true;
        }
    }
    return false;
}

GPtrArray *
acv_unused_route_tables(AcvNetwork *network, size_t *out_n)
{
    const AcvSnapshot *snapshot = acv_network_snapshot(network);
    GPtrArray *unused = g_ptr_array_new();
    size_t n;
    const AcvRecord *const *records = acv_snapshot_list(snapshot, ACV_KIND_ROUTE_TABLE, &n);
    *out_n = 0;
    for (size_t i = 0; i < n; i++) {
        const AcvRouteTable *table = (const AcvRouteTable *) records[i];
        *out_n += table->associations.items != NULL;
        if (table->associations.items && table->associations.n == 0
            && !is_of_regional_gateway(snapshot, table)) {
            g_ptr_array_add(unused, (gpointer) table);
        }
    }
    return unused;
}

/* --- Gateway endpoints --- */

static GHashTable *
gateways_of_all_routes(const AcvSnapshot *snapshot)
{
    GHashTable *gateways = g_hash_table_new(acv_text_hash, g_str_equal);
    size_t n;
    const AcvRecord *const *records = acv_snapshot_list(snapshot, ACV_KIND_ROUTE_TABLE, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvRouteTable *table = (const AcvRouteTable *) records[i];
        for (size_t j = 0; j < table->routes.n; j++) {
            const char *gateway_id = table->routes.items[j].gateway_id;
            if (gateway_id) {
                g_hash_table_add(gateways, (gpointer) gateway_id);
            }
        }
    }
    return gateways;
}

GPtrArray *
acv_unused_gateway_endpoints(AcvNetwork *network, size_t *out_n)
{
    const AcvSnapshot *snapshot = acv_network_snapshot(network);
    GPtrArray *unused = g_ptr_array_new();
    size_t n;
    const AcvRecord *const *records = acv_snapshot_list(snapshot, ACV_KIND_VPC_ENDPOINT, &n);
    g_autoptr(GHashTable) gateways = gateways_of_all_routes(snapshot);
    *out_n = 0;
    for (size_t i = 0; i < n; i++) {
        const AcvVpcEndpoint *endpoint = (const AcvVpcEndpoint *) records[i];
        if (!acv_endpoint_is_gateway(endpoint) || !acv_endpoint_is_alive(endpoint)
            || !endpoint->route_table_ids.items) {
            continue;
        }
        (*out_n)++;
        if (endpoint->route_table_ids.n == 0
            && !g_hash_table_contains(gateways, endpoint->record.id)) {
            g_ptr_array_add(unused, (gpointer) endpoint);
        }
    }
    return unused;
}

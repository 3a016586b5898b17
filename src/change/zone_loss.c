#include "acv/zone_loss.h"

#include "acv/problem.h"
#include "base/hash.h"
#include "change/loss.h"

#include <string.h>

/* --- Zones --- */

/* The id that a zone name goes with: of the zone's own record, else of the first subnet that says.
 * Names mean the same within an account. */
static const char *
id_of_name(const AcvSnapshot *snapshot, const char *name)
{
    const AcvAvailabilityZone *zone = acv_snapshot_find_availability_zone(snapshot, name);
    if (zone && zone->zone_id) {
        return zone->zone_id;
    }
    size_t n;
    const AcvRecord *const *subnets = acv_snapshot_list(snapshot, ACV_KIND_SUBNET, &n);
    for (size_t i = 0; name && i < n; i++) {
        const AcvSubnet *subnet = (const AcvSubnet *) subnets[i];
        if (subnet->availability_zone_id && g_strcmp0(subnet->availability_zone, name) == 0) {
            return subnet->availability_zone_id;
        }
    }
    return NULL;
}

/* What a zone is called here; NULL if neither its id nor its name is given. */
static const char *
zone_key(const AcvSnapshot *snapshot, const char *id, const char *name)
{
    const char *known = id ? id : id_of_name(snapshot, name);
    return known ? known : name;
}

static const char *
zone_of_subnet(const AcvSnapshot *snapshot, const AcvSubnet *subnet)
{
    return zone_key(snapshot, subnet->availability_zone_id, subnet->availability_zone);
}

static int
compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
acv_zones_list(const AcvSnapshot *snapshot)
{
    GPtrArray *zones = g_ptr_array_new();
    g_autoptr(GHashTable) seen = g_hash_table_new(acv_text_hash, g_str_equal);
    size_t n;
    const AcvRecord *const *subnets = acv_snapshot_list(snapshot, ACV_KIND_SUBNET, &n);
    for (size_t i = 0; i < n; i++) {
        const char *zone = zone_of_subnet(snapshot, (const AcvSubnet *) subnets[i]);
        if (zone && g_hash_table_add(seen, (gpointer) (uintptr_t) zone)) {
            g_ptr_array_add(zones, (gpointer) (uintptr_t) zone);
        }
    }
    g_ptr_array_sort(zones, compare_texts);
    return zones;
}

/* --- What is lost --- */

bool
acv_loss_has_zone(const AcvLoss *loss, const char *id, const char *name)
{
    return g_strcmp0(zone_key(loss->before, id, name), loss->zone) == 0;
}

bool
acv_loss_has_subnet(const AcvLoss *loss, const char *id)
{
    return id && g_hash_table_contains(loss->subnets, id);
}

AcvRecord *
acv_loss_edit(const AcvLoss *loss, const AcvRecord *record)
{
    return acv_snapshot_builder_edit(loss->builder, record->kind, record->id);
}

static void
for_each(const AcvLoss *loss, AcvKind kind, AcvLossHandler handle)
{
    size_t n;
    const AcvRecord *const *records = acv_snapshot_list(loss->before, kind, &n);
    for (size_t i = 0; i < n; i++) {
        handle(loss, records[i]);
    }
}

/* --- Lists of subnets --- */

bool
acv_loss_keep_rest(const AcvLoss *loss, const AcvStrings *all,
                   bool (*is_lost)(const AcvLoss *, const char *), AcvStrings *out_rest)
{
    AcvArena *arena = acv_snapshot_builder_arena(loss->builder);
    const char **rest = acv_arena_new0(arena, const char *, all->n > 0 ? all->n : 1);
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++) {
        if (!is_lost(loss, all->items[i])) {
            rest[n++] = all->items[i];
        }
    }
    if (n == 0 || n == all->n) {
        return false;
    }
    *out_rest = (AcvStrings){ .items = rest, .n = n };
    return true;
}

/* Where records of a kind list the subnets that they can stand in. */
static const struct {
    AcvKind kind;
    size_t offset;
} subnet_lists[] = {
    { ACV_KIND_AGENT_RUNTIME, offsetof(AcvAgentCore, subnets) },
    { ACV_KIND_CODE_INTERPRETER, offsetof(AcvAgentCore, subnets) },
    { ACV_KIND_BROWSER, offsetof(AcvAgentCore, subnets) },
    { ACV_KIND_DB_PROXY, offsetof(AcvDbProxy, vpc_subnet_ids) },
    { ACV_KIND_TRANSIT_GATEWAY_VPC_ATTACHMENT,
      offsetof(AcvTransitGatewayVpcAttachment, subnet_ids) },
};

static void
lose_subnets_of(const AcvLoss *loss, AcvKind kind, size_t offset)
{
    size_t n;
    const AcvRecord *const *records = acv_snapshot_list(loss->before, kind, &n);
    for (size_t i = 0; i < n; i++) {
        AcvStrings rest;
        if (acv_loss_keep_rest(loss, G_STRUCT_MEMBER_P(records[i], offset), acv_loss_has_subnet,
                               &rest)) {
            G_STRUCT_MEMBER(AcvStrings, acv_loss_edit(loss, records[i]), offset) = rest;
        }
    }
}

static void
lose_subnet(const AcvLoss *loss, const AcvRecord *record)
{
    if (acv_loss_has_subnet(loss, record->id)) {
        ((AcvSubnet *) acv_loss_edit(loss, record))->state = "unavailable";
    }
}

/* --- Interface endpoints --- */

static bool
is_lost_interface(const AcvLoss *loss, const char *id)
{
    const AcvNetworkInterface *interface = acv_snapshot_find_network_interface(loss->before, id);
    return interface && acv_loss_has_subnet(loss, interface->subnet_id);
}

/* The subnets of an endpoint that lists its interfaces alone are theirs. */
static AcvStrings
subnets_of_endpoint(const AcvLoss *loss, const AcvVpcEndpoint *endpoint)
{
    if (endpoint->subnet_ids.n > 0) {
        return endpoint->subnet_ids;
    }
    AcvArena *arena = acv_snapshot_builder_arena(loss->builder);
    size_t n_interfaces = endpoint->network_interface_ids.n;
    AcvStrings subnets = { acv_arena_new0(arena, const char *, n_interfaces + 1), 0 };
    for (size_t i = 0; i < n_interfaces; i++) {
        const AcvNetworkInterface *interface = acv_snapshot_find_network_interface(
            loss->before, endpoint->network_interface_ids.items[i]);
        if (interface && interface->subnet_id) {
            subnets.items[subnets.n++] = interface->subnet_id;
        }
    }
    return subnets;
}

/* With the zone's interfaces go their names, so that no client is sent there. */
static void
lose_endpoint(const AcvLoss *loss, const AcvRecord *record)
{
    const AcvVpcEndpoint *endpoint = (const AcvVpcEndpoint *) record;
    AcvStrings all = subnets_of_endpoint(loss, endpoint);
    AcvStrings rest;
    if (!acv_loss_keep_rest(loss, &all, acv_loss_has_subnet, &rest)) {
        return;
    }
    AcvVpcEndpoint *now = (AcvVpcEndpoint *) acv_loss_edit(loss, record);
    now->subnet_ids = rest;
    for (size_t i = 0; i < endpoint->network_interface_ids.n; i++) {
        const char *id = endpoint->network_interface_ids.items[i];
        if (is_lost_interface(loss, id)) {
            acv_snapshot_builder_remove(loss->builder, ACV_KIND_NETWORK_INTERFACE, id);
        }
    }
    acv_loss_keep_rest(loss, &endpoint->network_interface_ids, is_lost_interface,
                       &now->network_interface_ids);
}

/* --- NAT gateways --- */

/* A regional one has addresses in each zone; a zonal one is lost with its subnet. */
static void
lose_nat_gateway(const AcvLoss *loss, const AcvRecord *record)
{
    const AcvNatGateway *gateway = (const AcvNatGateway *) record;
    AcvArena *arena = acv_snapshot_builder_arena(loss->builder);
    AcvNatGatewayAddress *rest =
        acv_arena_new0(arena, AcvNatGatewayAddress, gateway->addresses.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < gateway->addresses.n; i++) {
        const AcvNatGatewayAddress *address = &gateway->addresses.items[i];
        if (!acv_loss_has_zone(loss, address->availability_zone_id, address->availability_zone)) {
            rest[n++] = *address;
        }
    }
    if (n == gateway->addresses.n || gateway->subnet_id) {
        return;
    }
    AcvNatGateway *now = (AcvNatGateway *) acv_loss_edit(loss, record);
    now->addresses.items = rest;
    now->addresses.n = n;
    now->state = n > 0 ? now->state : "failed";
}

/* --- File systems --- */

static bool
has_target_elsewhere(const AcvLoss *loss, const AcvMountTarget *lost)
{
    size_t n;
    const AcvRecord *const *records = acv_snapshot_list(loss->before, ACV_KIND_MOUNT_TARGET, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvMountTarget *target = (const AcvMountTarget *) records[i];
        if (g_strcmp0(target->file_system_id, lost->file_system_id) == 0
            && !acv_loss_has_subnet(loss, target->subnet_id)) {
            return true;
        }
    }
    return false;
}

static void
lose_mount_target(const AcvLoss *loss, const AcvRecord *record)
{
    const AcvMountTarget *target = (const AcvMountTarget *) record;
    if (acv_loss_has_subnet(loss, target->subnet_id) && has_target_elsewhere(loss, target)) {
        acv_snapshot_builder_remove(loss->builder, record->kind, record->id);
    }
}

/* --- All --- */

static const struct {
    AcvKind kind;
    AcvLossHandler lose;
} handlers[] = {
    { ACV_KIND_SUBNET, lose_subnet },           { ACV_KIND_VPC_ENDPOINT, lose_endpoint },
    { ACV_KIND_NAT_GATEWAY, lose_nat_gateway }, { ACV_KIND_DB_INSTANCE, acv_lose_db_instance },
    { ACV_KIND_DB_CLUSTER, acv_lose_members },  { ACV_KIND_MOUNT_TARGET, lose_mount_target },
};

/* The zone of that id or name as it is called here, or NULL. */
static const char *
find_zone(const AcvSnapshot *snapshot, const char *zone, GError **error)
{
    g_autoptr(GPtrArray) zones = acv_zones_list(snapshot);
    const char *id = id_of_name(snapshot, zone);
    const char *key = id ? id : zone;
    for (guint i = 0; i < zones->len; i++) {
        if (strcmp(g_ptr_array_index(zones, i), key) == 0) {
            return g_ptr_array_index(zones, i);
        }
    }
    g_ptr_array_add(zones, NULL);
    g_autofree char *list = g_strjoinv(", ", (char **) zones->pdata);
    g_set_error(error, ACV_ERROR, ACV_ERROR_UNKNOWN, "no subnet is in zone \"%s\"; %s%s", zone,
                list[0] ? "there are " : "no subnet says in which zone it is", list);
    return NULL;
}

AcvSnapshot *
acv_zone_loss_apply(const AcvSnapshot *snapshot, const char *zone, GError **error)
{
    AcvLoss loss = { .before = snapshot, .zone = find_zone(snapshot, zone, error) };
    if (!loss.zone) {
        return NULL;
    }
    size_t n;
    const AcvRecord *const *subnets = acv_snapshot_list(snapshot, ACV_KIND_SUBNET, &n);
    loss.builder = acv_snapshot_builder_new(snapshot);
    loss.subnets = g_hash_table_new(acv_text_hash, g_str_equal);
    for (size_t i = 0; i < n; i++) {
        if (g_strcmp0(zone_of_subnet(snapshot, (const AcvSubnet *) subnets[i]), loss.zone) == 0) {
            g_hash_table_add(loss.subnets, (gpointer) (uintptr_t) subnets[i]->id);
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(subnet_lists); i++) {
        lose_subnets_of(&loss, subnet_lists[i].kind, subnet_lists[i].offset);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(handlers); i++) {
        for_each(&loss, handlers[i].kind, handlers[i].lose);
    }
    g_hash_table_unref(loss.subnets);
    return acv_snapshot_builder_finish_take(loss.builder);
}

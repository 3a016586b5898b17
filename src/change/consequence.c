/* What becomes of routes when what they lead to comes, goes or changes its state.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
 * https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html (pending connections)
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-working-with.html (deleted ones) */
#include "change/consequence.h"

#include "change/apply.h"

#include <string.h>

/* Whether the target is of use to a route table of that VPC. */
typedef bool (*IsUsable)(const AcvRecord *target, const char *vpc_id);

static bool
is_one_of(const char *state, const char *const *states)
{
    return !state || g_strv_contains(states, state);
}

static bool
gateway_is_usable(const AcvRecord *target, const char *vpc_id)
{
    static const char *const states[] = { "available", "attached", NULL };
    const AcvInternetGateway *gateway = (const AcvInternetGateway *) target;
    for (size_t i = 0; i < gateway->attachments.n; i++) {
        const AcvGatewayAttachment *attachment = &gateway->attachments.items[i];
        if ((!vpc_id || g_strcmp0(attachment->vpc_id, vpc_id) == 0)
            && is_one_of(attachment->state, states)) {
            return true;
        }
    }
    return !gateway->attachments.items;
}

static bool
nat_gateway_is_usable(const AcvRecord *target, const char *vpc_id)
{
    static const char *const states[] = { "available", "pending", NULL };
    (void) vpc_id;
    return is_one_of(((const AcvNatGateway *) target)->state, states);
}

static bool
peering_is_usable(const AcvRecord *target, const char *vpc_id)
{
    static const char *const states[] = { "active", NULL };
    (void) vpc_id;
    return is_one_of(((const AcvVpcPeeringConnection *) target)->status, states);
}

static bool
endpoint_is_usable(const AcvRecord *target, const char *vpc_id)
{
    static const char *const states[] = { "available", "partial", "pending", NULL };
    (void) vpc_id;
    return is_one_of(((const AcvVpcEndpoint *) target)->state, states);
}

/* A route to an instance that is stopped is a blackhole.
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html */
static bool
instance_is_usable(const AcvRecord *target, const char *vpc_id)
{
    static const char *const states[] = { "running", "pending", NULL };
    (void) vpc_id;
    return is_one_of(((const AcvInstance *) target)->state, states);
}

static bool
always(const AcvRecord *target, const char *vpc_id)
{
    (void) target;
    (void) vpc_id;
    return true;
}

static bool
vpn_gateway_is_usable(const AcvRecord *target, const char *vpc_id)
{
    static const char *const states[] = { "attached", "available", NULL };
    const AcvVpnGateway *gateway = (const AcvVpnGateway *) target;
    for (size_t i = 0; i < gateway->attachments.n; i++) {
        if ((!vpc_id || g_strcmp0(gateway->attachments.items[i].vpc_id, vpc_id) == 0)
            && is_one_of(gateway->attachments.items[i].state, states)) {
            return true;
        }
    }
    return !gateway->attachments.items;
}

/* Whatever a route can lead to that a snapshot knows of. */
static const struct {
    AcvKind kind;
    size_t offset;
    IsUsable is_usable;
} targets[] = {
    { ACV_KIND_INTERNET_GATEWAY, offsetof(AcvRoute, gateway_id), gateway_is_usable },
    { ACV_KIND_VPN_GATEWAY, offsetof(AcvRoute, gateway_id), vpn_gateway_is_usable },
    { ACV_KIND_VPC_ENDPOINT, offsetof(AcvRoute, gateway_id), endpoint_is_usable },
    { ACV_KIND_EGRESS_ONLY_INTERNET_GATEWAY, offsetof(AcvRoute, egress_only_internet_gateway_id),
      gateway_is_usable },
    { ACV_KIND_NAT_GATEWAY, offsetof(AcvRoute, nat_gateway_id), nat_gateway_is_usable },
    { ACV_KIND_TRANSIT_GATEWAY, offsetof(AcvRoute, transit_gateway_id), always },
    { ACV_KIND_VPC_PEERING_CONNECTION, offsetof(AcvRoute, vpc_peering_connection_id),
      peering_is_usable },
    { ACV_KIND_NETWORK_INTERFACE, offsetof(AcvRoute, network_interface_id), always },
    { ACV_KIND_INSTANCE, offsetof(AcvRoute, instance_id), instance_is_usable },
};

static const char *
target_id(const AcvRoute *route, size_t i)
{
    return *(const char *const *) (const void *) ((const char *) route + targets[i].offset);
}

const char *
acv_editing_route_state(AcvEditing *editing, const char *vpc_id, const AcvRoute *route)
{
    for (size_t i = 0; i < G_N_ELEMENTS(targets); i++) {
        const AcvRecord *target =
            acv_snapshot_builder_find(editing->builder, targets[i].kind, target_id(route, i));
        if (target && !targets[i].is_usable(target, vpc_id)) {
            return "blackhole";
        }
    }
    return "active";
}

/* --- Turns --- */

/* A record that routes lead to, before and after; NULL where it was not, or is not. */
typedef struct {
    size_t target; /* Of 'targets'. */
    const char *id;
    const AcvRecord *before;
    const AcvRecord *after;
} Turn;

/* What a route that did not say its state is in meanwhile: it says nothing again when it heals. */
static const char unsaid_blackhole[] = "blackhole";

/* Sets '*state' of a route of a table of that VPC to what it becomes by a turn of its target; false
 * if nothing changes. A route to what is usable as before stays as it was written, even if that is
 * odd. */
static bool
turn_state(const Turn *turn, const char *vpc_id, const char **state)
{
    IsUsable is_usable = targets[turn->target].is_usable;
    bool was_usable = turn->before && is_usable(turn->before, vpc_id);
    bool is_now = turn->after && is_usable(turn->after, vpc_id);
    bool is_blackhole = g_strcmp0(*state, "blackhole") == 0;

    if ((turn->before && was_usable == is_now) || is_blackhole != is_now) {
        return false;
    }
    if (is_now) {
        *state = *state == unsaid_blackhole ? NULL : "active";
    } else {
        *state = *state ? "blackhole" : unsaid_blackhole;
    }
    return true;
}

static void
turn_routes(AcvEditing *editing, const AcvRouteTable *table, const Turn *turn)
{
    AcvRouteTable *changed = NULL;

    for (size_t i = 0; i < table->routes.n; i++) {
        AcvRoute route = table->routes.items[i];
        if (g_strcmp0(target_id(&route, turn->target), turn->id) != 0
            || !turn_state(turn, table->vpc_id, &route.state)) {
            continue;
        }
        if (!changed) {
            changed = (AcvRouteTable *) acv_editing_touch(editing, ACV_KIND_ROUTE_TABLE,
                                                          table->record.id);
            table = changed;
        }
        acv_editing_set(editing, &changed->routes, i, &route, sizeof route);
    }
}

static void
turn_all_routes(AcvEditing *editing, const Turn *turn)
{
    g_autoptr(GPtrArray) tables = acv_editing_list(editing, ACV_KIND_ROUTE_TABLE);
    for (guint i = 0; i < tables->len; i++) {
        turn_routes(editing, g_ptr_array_index(tables, i), turn);
    }
}

void
acv_editing_follow(AcvEditing *editing)
{
    g_autofree AcvTouched **touched =
        (AcvTouched **) g_hash_table_get_keys_as_array(editing->touched, NULL);
    for (size_t i = 0; touched[i]; i++) {
        for (size_t j = 0; j < G_N_ELEMENTS(targets); j++) {
            if (targets[j].kind == touched[i]->kind) {
                Turn turn = { j, touched[i]->id, touched[i]->before,
                              acv_snapshot_builder_find(editing->builder, touched[i]->kind,
                                                        touched[i]->id) };
                turn_all_routes(editing, &turn);
            }
        }
    }
}

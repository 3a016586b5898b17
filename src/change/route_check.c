#include "change/route_check.h"

#include "change/apply.h"

#include <string.h>

/* --- Destinations --- */

static bool
has_same_destination(const AcvRoute *a, const AcvRoute *b)
{
    return acv_prefix_compare(a->destination_cidr_block, b->destination_cidr_block) == 0
           && acv_prefix_compare(a->destination_ipv6_cidr_block, b->destination_ipv6_cidr_block)
                  == 0
           && g_strcmp0(a->destination_prefix_list_id, b->destination_prefix_list_id) == 0;
}

/* A propagated route to the same destination is none that a command could mean. */
static bool
is_propagated(const AcvRoute *route)
{
    return route->origin && strcmp(route->origin, "CreateRoute") != 0
           && strcmp(route->origin, "CreateRouteTable") != 0;
}

bool
acv_route_table_find(const AcvRouteTable *table, const AcvRoute *route, size_t *out_index)
{
    for (size_t i = 0; i < table->routes.n; i++) {
        if (has_same_destination(&table->routes.items[i], route)
            && !is_propagated(&table->routes.items[i])) {
            *out_index = i;
            return true;
        }
    }
    return false;
}

static AcvPrefix
prefix_of(const AcvRoute *route)
{
    return route->destination_cidr_block.address.family != ACV_FAMILY_NONE
               ? route->destination_cidr_block
               : route->destination_ipv6_cidr_block;
}

const char *
acv_editing_print_destination(AcvEditing *editing, const AcvRoute *route)
{
    char text[ACV_ADDRESS_TEXT_SIZE];
    return route->destination_prefix_list_id
               ? route->destination_prefix_list_id
               : acv_arena_text(editing->arena, acv_prefix_print(prefix_of(route), text));
}

/* --- The VPC's own blocks --- */

typedef struct {
    AcvPrefix prefix;
    bool covers;
    bool is_same;
} Overlap;

static void
compare_block(Overlap *overlap, AcvPrefix block)
{
    if (block.address.family == overlap->prefix.address.family
        && acv_prefix_covers(block, overlap->prefix)) {
        overlap->covers = true;
        overlap->is_same |= block.length == overlap->prefix.length;
    }
}

static void
compare_blocks(Overlap *overlap, const AcvCidrAssociations *associations)
{
    for (size_t i = 0; i < associations->n; i++) {
        const char *state = associations->items[i].state;
        if (!state || strcmp(state, "associated") == 0) {
            compare_block(overlap, associations->items[i].cidr_block);
        }
    }
}

/* Whether a destination lies in a block of the VPC, or is one. */
static Overlap
overlap_with_vpc(AcvEditing *editing, const AcvRouteTable *table, const AcvRoute *route)
{
    Overlap overlap = { .prefix = prefix_of(route) };
    const AcvVpc *vpc =
        (const AcvVpc *) acv_snapshot_builder_find(editing->builder, ACV_KIND_VPC, table->vpc_id);
    if (vpc && overlap.prefix.address.family != ACV_FAMILY_NONE) {
        compare_block(&overlap, vpc->cidr_block);
        compare_blocks(&overlap, &vpc->cidr_block_associations);
        compare_blocks(&overlap, &vpc->ipv6_cidr_block_associations);
    }
    return overlap;
}

static bool
is_block_of_subnet(AcvEditing *editing, const char *vpc_id, AcvPrefix prefix)
{
    g_autoptr(GPtrArray) subnets = acv_editing_list(editing, ACV_KIND_SUBNET);
    for (guint i = 0; i < subnets->len; i++) {
        const AcvSubnet *subnet = g_ptr_array_index(subnets, i);
        const char *of = acv_editing_vpc_of_subnet(editing, subnet);
        Overlap overlap = { .prefix = prefix };
        compare_block(&overlap, subnet->cidr_block);
        compare_blocks(&overlap, &subnet->ipv6_cidr_block_associations);
        if (overlap.is_same && g_strcmp0(of, vpc_id) == 0) {
            return true;
        }
    }
    return false;
}

/* What only a middlebox may be the target of. */
bool
acv_route_is_to_middlebox(const AcvRoute *route)
{
    return route->nat_gateway_id || route->network_interface_id || route->instance_id
           || (route->gateway_id && g_str_has_prefix(route->gateway_id, "vpce-"));
}

static bool
check_destination(AcvEditing *editing, const AcvRouteTable *table, const AcvRoute *route)
{
    static const char *const reserved[] = { "169.254.168.0/22", "fd00:ec2::/32" };
    AcvPrefix prefix = prefix_of(route);
    for (size_t i = 0; i < G_N_ELEMENTS(reserved); i++) {
        AcvPrefix block;
        bool parsed = acv_prefix_parse(reserved[i], &block, NULL, NULL);
        g_assert(parsed);
        if (block.address.family == prefix.address.family && acv_prefix_covers(block, prefix)) {
            acv_editing_fail(editing, NULL, "InvalidParameterValue: %s is reserved by AWS",
                             reserved[i]);
            return false;
        }
    }
    Overlap overlap = overlap_with_vpc(editing, table, route);
    if (!overlap.covers || overlap.is_same
        || (acv_route_is_to_middlebox(route)
            && is_block_of_subnet(editing, table->vpc_id, prefix))) {
        return true;
    }
    acv_editing_fail(editing, NULL,
                     "InvalidParameterValue: %s lies within the VPC: such a route needs the whole "
                     "block of a subnet, and a NAT gateway, interface or Gateway Load Balancer "
                     "endpoint as its target",
                     acv_editing_print_destination(editing, route));
    return false;
}

/* --- Targets --- */

static const char *
vpc_of_gateway(const AcvRecord *record, const char *wanted)
{
    const AcvInternetGateway *gateway = (const AcvInternetGateway *) record;
    for (size_t i = 0; i < gateway->attachments.n; i++) {
        if (g_strcmp0(gateway->attachments.items[i].vpc_id, wanted) == 0) {
            return wanted;
        }
    }
    if (!gateway->attachments.items) {
        return NULL;
    }
    return gateway->attachments.n > 0 ? gateway->attachments.items[0].vpc_id : "no VPC";
}

static const char *
vpc_of_vpn_gateway(const AcvRecord *record, const char *wanted)
{
    const AcvVpnGateway *gateway = (const AcvVpnGateway *) record;
    for (size_t i = 0; i < gateway->attachments.n; i++) {
        if (g_strcmp0(gateway->attachments.items[i].vpc_id, wanted) == 0) {
            return wanted;
        }
    }
    return gateway->attachments.items ? "no VPC" : NULL;
}

static const char *
vpc_of_nat_gateway(const AcvRecord *record, const char *wanted)
{
    (void) wanted;
    return ((const AcvNatGateway *) record)->vpc_id;
}

static const char *
vpc_of_endpoint(const AcvRecord *record, const char *wanted)
{
    (void) wanted;
    return ((const AcvVpcEndpoint *) record)->vpc_id;
}

static const char *
vpc_of_interface(const AcvRecord *record, const char *wanted)
{
    (void) wanted;
    return ((const AcvNetworkInterface *) record)->vpc_id;
}

static const char *
vpc_of_instance(const AcvRecord *record, const char *wanted)
{
    (void) wanted;
    return ((const AcvInstance *) record)->vpc_id;
}

static const char *
vpc_of_peering(const AcvRecord *record, const char *wanted)
{
    const AcvVpcPeeringConnection *peering = (const AcvVpcPeeringConnection *) record;
    return g_strcmp0(peering->accepter.vpc_id, wanted) == 0 ? wanted : peering->requester.vpc_id;
}

/* The options that name a target, and in which VPC the target must be; 'vpc_of' gives that VPC,
 * 'wanted' if there are several, or NULL if it is not known. */
static const struct {
    size_t offset;
    const char *prefix;
    AcvKind kind;
    const char *option;
    const char *code;
    const char *(*vpc_of)(const AcvRecord *record, const char *wanted);
} targets[] = {
    { offsetof(AcvRoute, gateway_id), "igw-", ACV_KIND_INTERNET_GATEWAY, "gateway-id",
      "InvalidGatewayID.NotFound", vpc_of_gateway },
    { offsetof(AcvRoute, gateway_id), "vgw-", ACV_KIND_VPN_GATEWAY, "gateway-id",
      "InvalidGatewayID.NotFound", vpc_of_vpn_gateway },
    { offsetof(AcvRoute, gateway_id), "vpce-", ACV_KIND_VPC_ENDPOINT, "vpc-endpoint-id",
      "InvalidVpcEndpointId.NotFound", vpc_of_endpoint },
    { offsetof(AcvRoute, egress_only_internet_gateway_id), "",
      ACV_KIND_EGRESS_ONLY_INTERNET_GATEWAY, "egress-only-internet-gateway-id",
      "InvalidGatewayID.NotFound", vpc_of_gateway },
    { offsetof(AcvRoute, nat_gateway_id), "", ACV_KIND_NAT_GATEWAY, "nat-gateway-id",
      "InvalidNatGatewayID.NotFound", vpc_of_nat_gateway },
    { offsetof(AcvRoute, transit_gateway_id), "", ACV_KIND_TRANSIT_GATEWAY, "transit-gateway-id",
      "InvalidTransitGatewayID.NotFound", NULL },
    { offsetof(AcvRoute, vpc_peering_connection_id), "", ACV_KIND_VPC_PEERING_CONNECTION,
      "vpc-peering-connection-id", "InvalidVpcPeeringConnectionID.NotFound", vpc_of_peering },
    { offsetof(AcvRoute, network_interface_id), "", ACV_KIND_NETWORK_INTERFACE,
      "network-interface-id", "InvalidNetworkInterfaceID.NotFound", vpc_of_interface },
    { offsetof(AcvRoute, instance_id), "", ACV_KIND_INSTANCE, "instance-id",
      "InvalidInstanceID.NotFound", vpc_of_instance },
};

/* The VPC of a transit gateway's attachments, of which one must be the table's. */
static bool
check_transit_gateway(AcvEditing *editing, const AcvRouteTable *table, const char *id)
{
    g_autoptr(GPtrArray) records =
        acv_editing_list(editing, ACV_KIND_TRANSIT_GATEWAY_VPC_ATTACHMENT);
    bool knows_any = false;
    for (guint i = 0; i < records->len; i++) {
        const AcvTransitGatewayVpcAttachment *attachment = g_ptr_array_index(records, i);
        if (g_strcmp0(attachment->transit_gateway_id, id) == 0) {
            if (g_strcmp0(attachment->vpc_id, table->vpc_id) == 0) {
                return true;
            }
            knows_any = true;
        }
    }
    if (knows_any) {
        acv_editing_fail(editing, "transit-gateway-id",
                         "InvalidTransitGatewayID.NotFound: %s is not attached to %s", id,
                         table->vpc_id);
    }
    return !knows_any;
}

/* Whether all targets are there and in the VPC of the table. */
static bool
check_targets(AcvEditing *editing, const AcvRouteTable *table, const AcvRoute *route)
{
    for (size_t i = 0; i < G_N_ELEMENTS(targets); i++) {
        const char *id =
            *(const char *const *) (const void *) ((const char *) route + targets[i].offset);
        if (!id || !g_str_has_prefix(id, targets[i].prefix)) {
            continue;
        }
        const AcvRecord *target =
            acv_editing_find(editing, targets[i].option, targets[i].code, targets[i].kind, id);
        if (!target) {
            return false;
        }
        if (!targets[i].vpc_of) {
            return check_transit_gateway(editing, table, id);
        }
        const char *vpc_id = targets[i].vpc_of(target, table->vpc_id);
        if (!acv_editing_check_same_vpc(editing, targets[i].option, "InvalidParameterValue", id,
                                        vpc_id, table->vpc_id)) {
            return false;
        }
    }
    return true;
}

/* "igw-", "vgw-" and "vpce-" are what may stand in GatewayId; AWS also takes others there, which
 * it shows in members of their own. */
static void
sort_gateway(AcvRoute *route)
{
    const char *id = route->gateway_id;
    if (!id) {
        return;
    }
    if (g_str_has_prefix(id, "nat-")) {
        route->nat_gateway_id = id;
        route->gateway_id = NULL;
    } else if (g_str_has_prefix(id, "eigw-")) {
        route->egress_only_internet_gateway_id = id;
        route->gateway_id = NULL;
    }
}

static bool
check_gateway_id(AcvEditing *editing, const AcvRoute *route)
{
    static const char *const prefixes[] = { "igw-", "vgw-", "vpce-" };
    const char *id = route->gateway_id;
    for (size_t i = 0; id && i < G_N_ELEMENTS(prefixes); i++) {
        if (g_str_has_prefix(id, prefixes[i])) {
            return true;
        }
    }
    if (id) {
        acv_editing_fail(editing, "gateway-id",
                         "InvalidGatewayID.NotFound: \"%s\" is not the id of an internet gateway, "
                         "a virtual private gateway or an endpoint",
                         id);
    }
    return !id;
}

/* Of endpoints, only those of Gateway Load Balancers.
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html */
static bool
check_endpoint(AcvEditing *editing, const AcvRoute *route)
{
    const AcvVpcEndpoint *endpoint = (const AcvVpcEndpoint *) acv_snapshot_builder_find(
        editing->builder, ACV_KIND_VPC_ENDPOINT, route->gateway_id);
    if (!endpoint || !endpoint->type || strcmp(endpoint->type, "GatewayLoadBalancer") == 0) {
        return true;
    }
    acv_editing_fail(editing, "vpc-endpoint-id",
                     "InvalidParameterValue: a route cannot lead to %s, which is no Gateway Load "
                     "Balancer endpoint",
                     endpoint->record.id);
    return false;
}

/* An instance is a target by its only interface. */
static bool
resolve_instance(AcvEditing *editing, AcvRoute *route)
{
    const AcvInstance *instance = (const AcvInstance *) acv_snapshot_builder_find(
        editing->builder, ACV_KIND_INSTANCE, route->instance_id);
    if (!instance || instance->network_interface_ids.n == 0) {
        return true;
    }
    if (instance->network_interface_ids.n > 1) {
        acv_editing_fail(editing, "instance-id",
                         "InvalidInstanceID: %s has %zu interfaces; name the one that is meant "
                         "with --network-interface-id",
                         instance->record.id, instance->network_interface_ids.n);
        return false;
    }
    route->network_interface_id = instance->network_interface_ids.items[0];
    return true;
}

static bool
check_family(AcvEditing *editing, const AcvRoute *route)
{
    if (route->egress_only_internet_gateway_id
        && route->destination_cidr_block.address.family != ACV_FAMILY_NONE) {
        acv_editing_fail(editing, "egress-only-internet-gateway-id",
                         "InvalidParameterValue: %s carries IPv6 alone",
                         route->egress_only_internet_gateway_id);
        return false;
    }
    return true;
}

bool
acv_editing_check_route(AcvEditing *editing, const AcvRouteTable *table, AcvRoute *route)
{
    sort_gateway(route);
    bool is_well =
        !route->destination_prefix_list_id
        || !acv_snapshot_builder_has_kind(editing->builder, ACV_KIND_PREFIX_LIST)
        || acv_editing_find(editing, "destination-prefix-list-id", "InvalidPrefixListID.NotFound",
                            ACV_KIND_PREFIX_LIST, route->destination_prefix_list_id);
    return is_well && check_gateway_id(editing, route) && check_targets(editing, table, route)
           && check_endpoint(editing, route) && resolve_instance(editing, route)
           && check_family(editing, route) && check_destination(editing, table, route);
}

bool
acv_editing_is_local(AcvEditing *editing, const AcvRouteTable *table, const AcvRoute *route)
{
    return overlap_with_vpc(editing, table, route).is_same;
}

/* How each kind of hop is made: its stages, and where it leads if there is but one way. */
#include "network/hops.h"

#include "network/gateway.h"
#include "network/naming.h"
#include "network/resource.h"
#include "network/stage.h"

/* --- Keys --- */

static guint
key_hash(gconstpointer pointer)
{
    const AcvHopKey *key = pointer;
    const void *const parts[] = { key->component, key->vpc, key->subnet, key->onward };
    guint hash = (guint) key->kind;
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        hash = hash * 31 + GPOINTER_TO_UINT(parts[i]);
    }
    return hash;
}

static gboolean
key_equal(gconstpointer a, gconstpointer b)
{
    const AcvHopKey *left = a;
    const AcvHopKey *right = b;
    return left->kind == right->kind && left->component == right->component
           && left->vpc == right->vpc && left->subnet == right->subnet
           && left->onward == right->onward;
}

GHashTable *
acv_hops_table_new(void)
{
    return g_hash_table_new(key_hash, key_equal);
}

static void
add_stage(AcvHop *hop, AcvStage *stage)
{
    acv_hop_add_stage(hop, stage);
}

/* --- Interfaces --- */

static void
set_placement(AcvHop *hop, const AcvPlacement *placement)
{
    hop->placement = placement;
    hop->vpc = placement->vpc;
    hop->subnet = placement->subnet;
    hop->component = placement->interface ? &placement->interface->record : placement->resource;
    if (!hop->component) {
        hop->component = placement->subnet ? &placement->subnet->record : &placement->vpc->record;
    }
}

static void
add_interface_state(AcvScene *scene, AcvHop *hop)
{
    static const char *const usable[] = { "in-use", "associated", NULL };
    const AcvNetworkInterface *interface = hop->placement->interface;
    if (interface) {
        add_stage(hop, acv_usability_stage(scene->network, &interface->record, interface->status,
                                           usable, ACV_CODE_BAD_STATE));
    }
}

/* What stands in a subnet whose zone is lost is lost too.
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Subnet.html */
static void
add_subnet_state(AcvScene *scene, AcvHop *hop)
{
    static const char *const usable[] = { "available", "pending", NULL };
    if (hop->subnet && !acv_state_is_usable(hop->subnet->state, usable)) {
        add_stage(hop, acv_usability_stage(scene->network, &hop->subnet->record, hop->subnet->state,
                                           usable, ACV_CODE_BAD_STATE));
    }
}

static void
make_resource(AcvScene *scene, AcvHop *hop, const AcvHopKey *key)
{
    const AcvPlacement *placement = key->component;
    set_placement(hop, placement);
    hop->component = placement->resource;
    acv_resource_add_stages(scene->network, placement, hop);
    hop->next = acv_hop_interface_egress(scene, placement);
}

/* A name that does not exist leads nowhere. */
static void
make_name(AcvScene *scene, AcvHop *hop, const AcvHopKey *key)
{
    const AcvPlacement *placement = key->component;
    hop->naming = scene->naming;
    hop->vpc = placement->vpc;
    hop->subnet = placement->subnet;
    hop->component = scene->naming->rules[0].record;
    acv_naming_add_stages(scene->network, scene->naming, hop);
    if (scene->naming->answer.kind != ACV_NAME_NOT_FOUND) {
        hop->next = acv_hop_sender(scene);
    }
}

static void
make_interface_egress(AcvScene *scene, AcvHop *hop, const AcvHopKey *key)
{
    set_placement(hop, key->component);
    add_subnet_state(scene, hop);
    add_interface_state(scene, hop);
    add_stage(hop, acv_security_groups_stage(scene, hop->placement, ACV_DIRECTION_EGRESS));
    acv_sender_add_stages(scene->network, hop->placement, hop);
}

/* Of what stands in a subnet that the scenario lacks, the way is not known. */
static void
add_place(AcvScene *scene, AcvHop *hop)
{
    if (!hop->placement->subnet) {
        AcvMissing missing = { .kind = ACV_KIND_SUBNET,
                               .id = hop->placement->subnet_id,
                               .of = hop->component };
        add_stage(hop, acv_unknown_stage(scene->network, ACV_STAGE_STATE, hop->component, missing));
    }
}

static void
make_interface_ingress(AcvScene *scene, AcvHop *hop, const AcvHopKey *key)
{
    set_placement(hop, key->component);
    add_place(scene, hop);
    add_subnet_state(scene, hop);
    add_interface_state(scene, hop);
    add_stage(hop, acv_security_groups_stage(scene, hop->placement, ACV_DIRECTION_INGRESS));
    if (hop->placement != &scene->source) {
        acv_target_add_stages(scene, hop->placement, hop);
    }
}

static void
make_appliance(AcvScene *scene, AcvHop *hop, const AcvHopKey *key)
{
    set_placement(hop, key->component);
    add_subnet_state(scene, hop);
    add_interface_state(scene, hop);
    AcvStage *check =
        acv_state_stage(scene->network, hop->component,
                        hop->placement->interface->source_dest_check == ACV_FLAG_FALSE,
                        ACV_CODE_ENI_SOURCE_DEST_CHECK_RESTRICTION);
    check->kind = ACV_STAGE_SOURCE_DEST_CHECK;
    add_stage(hop, check);
    add_stage(hop, acv_security_groups_stage(scene, hop->placement, ACV_DIRECTION_INGRESS));
    add_stage(hop, acv_unknown_stage(scene->network, ACV_STAGE_STATE, hop->component,
                                     (AcvMissing){ hop->component->kind, hop->component->id,
                                                   ACV_MISSING_BEYOND, NULL }));
}

/* --- Subnets and routers --- */

static void
set_subnet(AcvScene *scene, AcvHop *hop, const AcvSubnet *subnet)
{
    hop->component = &subnet->record;
    hop->subnet = subnet;
    hop->vpc = acv_network_vpc_of(scene->network, subnet);
}

static void
make_subnet_egress(AcvScene *scene, AcvHop *hop, const AcvHopKey *key)
{
    set_subnet(scene, hop, key->subnet);
    if (!acv_scene_is_nowhere(scene, hop->subnet)) {
        add_stage(hop, acv_network_acl_stage(scene->network, key->subnet, ACV_DIRECTION_EGRESS));
    }
    hop->next = acv_hop_router(scene, hop->vpc, key->subnet,
                               acv_network_route_table_of(scene->network, key->subnet));
}

static void
make_subnet_ingress(AcvScene *scene, AcvHop *hop, const AcvHopKey *key)
{
    set_subnet(scene, hop, key->subnet);
    add_stage(hop, acv_network_acl_stage(scene->network, key->subnet, ACV_DIRECTION_INGRESS));
    hop->next = key->onward ? key->onward : acv_hop_subnet_delivery(scene, key->subnet);
}

static void
make_subnet_delivery(AcvScene *scene, AcvHop *hop, const AcvHopKey *key)
{
    set_subnet(scene, hop, key->subnet);
}

/* The key's component is the table, or the VPC of a subnet whose table nobody knows. */
static void
make_router(AcvScene *scene, AcvHop *hop, const AcvHopKey *key)
{
    const AcvRecord *record = key->component;
    const AcvRouteTable *table = NULL;
    if (record->kind == ACV_KIND_ROUTE_TABLE) {
        table = (const AcvRouteTable *) record;
    }
    hop->component = record;
    hop->subnet = key->subnet;
    hop->vpc = key->vpc;
    hop->routes =
        acv_routes_stage(acv_scene_network(scene), acv_scene_service(scene), hop->vpc, table);
}

static void
make_vpc_delivery(AcvScene *scene, AcvHop *hop, const AcvHopKey *key)
{
    (void) scene;
    hop->component = key->component;
    hop->vpc = key->component;
}

/* --- Gateways --- */

static void
set_nat_gateway(AcvScene *scene, AcvHop *hop, const AcvNatGateway *gateway)
{
    hop->component = &gateway->record;
    hop->subnet =
        acv_snapshot_find_subnet(acv_network_snapshot(scene->network), gateway->subnet_id);
    hop->vpc = acv_nat_gateway_vpc(scene->network, gateway);
}

static void
make_nat_gateway(AcvScene *scene, AcvHop *hop, const AcvHopKey *key)
{
    const AcvNatGateway *gateway = key->component;
    set_nat_gateway(scene, hop, gateway);
    add_subnet_state(scene, hop);
    add_stage(hop, acv_nat_gateway_state_stage(scene->network, gateway));
    if (key->subnet) {
        add_stage(hop, acv_nat_gateway_zone_stage(scene->network, gateway, key->subnet));
    }
    add_stage(hop, acv_nat_gateway_protocol_stage(scene->network, gateway));
}

static void
make_nat_gateway_return(AcvScene *scene, AcvHop *hop, const AcvHopKey *key)
{
    set_nat_gateway(scene, hop, key->component);
}

/* The key's subnet is the one that hands over; its onward is who translated, or NULL. */
static void
make_internet_gateway_egress(AcvScene *scene, AcvHop *hop, const AcvHopKey *key)
{
    const AcvInternetGateway *gateway = key->component;
    const AcvNatGateway *nat_gateway = key->onward;
    bool is_symbolic = scene->has_source && !scene->source.interface;
    hop->component = &gateway->record;
    hop->subnet = key->subnet;
    hop->vpc = key->vpc;
    hop->stranger = is_symbolic && !nat_gateway ? &scene->source : NULL;
    hop->untold = acv_untold_sender(scene->network, hop->vpc,
                                    scene->has_source ? &scene->source : NULL, nat_gateway);
    add_stage(hop, acv_attachment_stage(scene->network, gateway, hop->vpc));
    add_stage(hop, acv_block_public_access_stage(scene->network, hop->vpc, hop->subnet,
                                                 nat_gateway != NULL));
    add_stage(hop, acv_private_destination_stage(scene->network, gateway));
    add_stage(hop, acv_public_source_stage(scene->network, hop, gateway, nat_gateway));
    hop->next = acv_hop_internet(scene, hop->component, hop->vpc);
}

/* A table of the gateway's own sends arriving packets elsewhere than straight to their subnet. */
static const AcvHop *
behind_gateway(AcvScene *scene, const AcvRecord *gateway, const AcvVpc *vpc)
{
    const AcvRouteTable *table = acv_network_route_table_of_gateway(scene->network, gateway->id);
    return table ? acv_hop_router(scene, vpc, NULL, table) : acv_hop_vpc_delivery(scene, vpc);
}

/* The key's component is the gateway, or a VPC that none is attached to. */
static void
make_internet_gateway_ingress(AcvScene *scene, AcvHop *hop, const AcvHopKey *key)
{
    AcvNetwork *network = scene->network;
    const AcvRecord *component = key->component;
    hop->component = component;
    hop->vpc = key->vpc;
    hop->subnet = key->subnet;
    if (component->kind == ACV_KIND_VPC) {
        AcvStage *stage = acv_state_stage(network, component, false, ACV_CODE_BAD_STATE_ATTACHMENT);
        stage->kind = ACV_STAGE_ATTACHMENT;
        add_stage(hop, stage);
    } else {
        add_stage(hop, acv_attachment_stage(network, key->component, hop->vpc));
    }
    add_stage(hop, acv_block_public_access_stage(network, hop->vpc, hop->subnet, false));
    add_stage(hop, acv_public_destination_stage(network, component, hop->vpc));
    hop->next = behind_gateway(scene, hop->component, hop->vpc);
}

static void
make_egress_only_egress(AcvScene *scene, AcvHop *hop, const AcvHopKey *key)
{
    static const AcvPortRange all = { 0, ACV_PROTOCOL_LAST };
    const AcvInternetGateway *gateway = key->component;
    hop->component = &gateway->record;
    hop->subnet = key->subnet;
    hop->vpc = key->vpc;
    add_stage(hop, acv_attachment_stage(scene->network, gateway, hop->vpc));
    add_stage(hop, acv_block_public_access_stage(scene->network, hop->vpc, hop->subnet, true));
    add_stage(hop, acv_protocol_stage(scene->network, hop->component, &all, 1, ACV_FAMILY_IPV6));
    add_stage(hop, acv_private_destination_stage(scene->network, gateway));
    hop->next = acv_hop_internet(scene, hop->component, hop->vpc);
}

/* Only replies come in by it. */
static void
make_egress_only_ingress(AcvScene *scene, AcvHop *hop, const AcvHopKey *key)
{
    hop->component = key->component;
    hop->vpc = key->vpc;
    AcvStage *closed =
        acv_state_stage(scene->network, hop->component, false, ACV_CODE_NO_POSSIBLE_DESTINATION);
    closed->stateful = true;
    add_stage(hop, closed);
    hop->next = acv_hop_vpc_delivery(scene, hop->vpc);
}

static void
make_internet(AcvScene *scene, AcvHop *hop, const AcvHopKey *key)
{
    (void) scene;
    hop->component = key->component;
    hop->vpc = key->vpc;
}

/* What AWS answers for a VPC: at one port, in these protocols. */
static AcvStage *
answer_stage(AcvNetwork *network, const AcvRecord *vpc, uint16_t port, const uint8_t *protocols,
             size_t n_protocols)
{
    g_autoptr(GArray) rules = acv_rules_new();
    for (size_t i = 0; i < n_protocols; i++) {
        AcvRule rule = { .match = ACV_MATCH_ALL, .verdict = ACV_VERDICT_ADMITTED, .record = vpc };
        rule.match.first_protocol = rule.match.last_protocol = protocols[i];
        rule.match.destination_ports = (AcvPortRange){ port, port };
        g_array_append_val(rules, rule);
    }
    AcvStage like = { .kind = ACV_STAGE_LISTENER,
                      .direction = ACV_DIRECTION_INGRESS,
                      .code = ACV_CODE_TARGET_NOT_LISTENING,
                      .component = vpc,
                      .stateful = true };
    return acv_stage_new(network, &like, rules);
}

/* It answers on port 53 alone.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html */
static void
make_resolver(AcvScene *scene, AcvHop *hop, const AcvHopKey *key)
{
    enum { DNS = 53 };
    static const uint8_t protocols[] = { ACV_PROTOCOL_TCP, ACV_PROTOCOL_UDP };
    hop->component = key->component;
    hop->vpc = key->component;
    bool works = hop->vpc->enable_dns_support != ACV_FLAG_FALSE;
    add_stage(
        hop, acv_state_stage(scene->network, hop->component, works, ACV_CODE_DNS_SUPPORT_DISABLED));
    add_stage(
        hop, answer_stage(scene->network, hop->component, DNS, protocols, G_N_ELEMENTS(protocols)));
}

static void
make_link_local(AcvScene *scene, AcvHop *hop, const AcvHopKey *key)
{
    const AcvLinkLocalServiceRow *service = key->onward;
    int number =
        acv_catalog_protocol_number(acv_network_catalog(scene->network), service->protocol);
    uint8_t protocol = (uint8_t) number;
    hop->component = key->component;
    hop->vpc = key->vpc;
    add_stage(hop, answer_stage(scene->network, hop->component, service->port, &protocol,
                                number >= 0 ? 1 : 0));
}

static void
make_unknown(AcvScene *scene, AcvHop *hop, const AcvHopKey *key)
{
    const AcvMissing *missing = key->onward;
    hop->component = key->component;
    hop->vpc = key->vpc;
    add_stage(hop, acv_unknown_stage(scene->network, ACV_STAGE_STATE, hop->component, *missing));
}

/* --- The table --- */

typedef void (*HopMaker)(AcvScene *scene, AcvHop *hop, const AcvHopKey *key);

static const HopMaker makers[] = {
    [ACV_HOP_NAME] = make_name,
    [ACV_HOP_RESOURCE] = make_resource,
    [ACV_HOP_INTERFACE_EGRESS] = make_interface_egress,
    [ACV_HOP_SUBNET_EGRESS] = make_subnet_egress,
    [ACV_HOP_ROUTER] = make_router,
    [ACV_HOP_VPC_DELIVERY] = make_vpc_delivery,
    [ACV_HOP_SUBNET_INGRESS] = make_subnet_ingress,
    [ACV_HOP_SUBNET_DELIVERY] = make_subnet_delivery,
    [ACV_HOP_INTERFACE_INGRESS] = make_interface_ingress,
    [ACV_HOP_APPLIANCE] = make_appliance,
    [ACV_HOP_NAT_GATEWAY] = make_nat_gateway,
    [ACV_HOP_NAT_GATEWAY_RETURN] = make_nat_gateway_return,
    [ACV_HOP_INTERNET_GATEWAY_EGRESS] = make_internet_gateway_egress,
    [ACV_HOP_INTERNET_GATEWAY_INGRESS] = make_internet_gateway_ingress,
    [ACV_HOP_EGRESS_ONLY_INTERNET_GATEWAY_EGRESS] = make_egress_only_egress,
    [ACV_HOP_EGRESS_ONLY_INTERNET_GATEWAY_INGRESS] = make_egress_only_ingress,
    [ACV_HOP_GATEWAY_ENDPOINT] = acv_make_gateway_endpoint,
    [ACV_HOP_INTERNET] = make_internet,
    [ACV_HOP_RESOLVER] = make_resolver,
    [ACV_HOP_LINK_LOCAL] = make_link_local,
    [ACV_HOP_UNKNOWN] = make_unknown,
};

const AcvHop *
acv_scene_hop(AcvScene *scene, const AcvHopKey *key)
{
    AcvHop *hop = g_hash_table_lookup(scene->hops, key);
    if (hop) {
        return hop;
    }
    AcvArena *arena = acv_network_arena(scene->network);
    hop = acv_arena_new0(arena, AcvHop, 1);
    hop->kind = key->kind;
    AcvHopKey *kept = acv_arena_new0(arena, AcvHopKey, 1);
    *kept = *key;
    g_hash_table_insert(scene->hops, kept, hop);
    makers[key->kind](scene, hop, key);
    return hop;
}

#include "one_packet.h"

#include "one_rules.h"

#include <string.h>

enum { MAX_HOPS = 40 };

/* One run of one packet. */
typedef struct {
    const OneQuestion *q;
    const AcvSnapshot *snapshot;
    const AcvNatGateway *nat; /* That translated the packet, or NULL. */
    bool is_reply;
    int n_hops;
} Run;

/* Where a packet has come: the subnet of the host that got it, or the gateway that sent it out. */
typedef struct {
    bool arrived;
    const AcvSubnet *subnet;
    const AcvInternetGateway *gateway;
    const AcvVpc *served; /* By a gateway endpoint, which sends the reply into it. */
    bool by_itself;       /* Of the resolver: its reply needs no way. */
} Arrival;

static const Arrival nowhere;

static Arrival leave(Run *run, const AcvSubnet *subnet, AcvPacket *packet);
static Arrival route(Run *run, const AcvRouteTable *table, const AcvVpc *vpc,
                     const AcvSubnet *subnet, AcvPacket *packet);
static Arrival come_in(Run *run, const AcvInternetGateway *gateway, AcvPacket *packet);
static bool answers(Run *run, const Arrival *at, const AcvPacket *packet);

static const AcvVpc *
vpc_of(const Run *run, const AcvSubnet *subnet)
{
    return acv_snapshot_find_vpc(run->snapshot, subnet->vpc_id);
}

/* --- In a subnet --- */

static bool
is_at(const OneEnd *end, const AcvSubnet *subnet, AcvAddress address)
{
    return end->subnet && g_str_equal(end->subnet->vpc_id, subnet->vpc_id)
           && acv_address_set_contains(end->addresses, address);
}

/* A NAT gateway waits for replies to what it sent, a source for replies to itself. */
static bool
is_awaited(const Run *run, const AcvSubnet *subnet, AcvAddress to)
{
    if (!run->nat) {
        return is_at(&run->q->source, subnet, to);
    }
    const AcvNatGatewayAddress *own = &run->nat->addresses.items[0];
    return g_str_equal(run->nat->vpc_id, subnet->vpc_id) && own->private_ip.value == to.value
           && to.family == ACV_FAMILY_IPV4;
}

static bool
works(const Run *run, const OneEnd *end)
{
    const AcvNetworkInterface *interface = end->interface;
    const AcvInstance *instance =
        interface ? acv_snapshot_find_instance(run->snapshot, interface->instance_id) : NULL;
    return (!interface || g_str_equal(interface->status, "in-use"))
           && (!instance || g_str_equal(instance->state, "running"));
}

/* Interfaces of databases do not say whose they are: they stand in its subnet, with its group. */
static bool
is_of_database(const AcvNetworkInterface *interface, const AcvDbInstance *db)
{
    return interface && g_strcmp0(interface->description, "RDSNetworkInterface") == 0
           && g_str_equal(interface->subnet_id, db->subnet_ids.items[0])
           && interface->group_ids.n == 1
           && g_str_equal(interface->group_ids.items[0], db->vpc_security_group_ids.items[0]);
}

static const AcvDbInstance *
database_at(const Run *run, const OneEnd *end)
{
    if (end->resource) {
        return end->resource->kind == ACV_KIND_DB_INSTANCE ? (const AcvDbInstance *) end->resource
                                                           : NULL;
    }
    size_t n;
    const AcvRecord *const *all = acv_snapshot_list(run->snapshot, ACV_KIND_DB_INSTANCE, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvDbInstance *db = (const AcvDbInstance *) all[i];
        if (is_of_database(end->interface, db)) {
            return db;
        }
    }
    return NULL;
}

static bool
database_listens(const Run *run, const OneEnd *end, const AcvPacket *packet)
{
    const AcvDbInstance *db = database_at(run, end);
    if (!db) {
        return true;
    }
    return g_str_equal(db->status, "available") && packet->protocol == ACV_PROTOCOL_TCP
           && packet->destination_port == db->endpoint_port.value;
}

static OneEnd
end_of_interface(const AcvNetworkInterface *interface, const AcvSubnet *subnet)
{
    return (OneEnd){ .interface = interface, .subnet = subnet, .group_ids = interface->group_ids };
}

/* The interface of the VPC that has the address. */
static const AcvNetworkInterface *
owner_of(const Run *run, const char *vpc_id, AcvAddress address)
{
    size_t n;
    const AcvRecord *const *all = acv_snapshot_list(run->snapshot, ACV_KIND_NETWORK_INTERFACE, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvNetworkInterface *interface = (const AcvNetworkInterface *) all[i];
        if (g_str_equal(interface->vpc_id, vpc_id) && one_interface_has(interface, address)) {
            return interface;
        }
    }
    return NULL;
}

/* To the host of the subnet that has the address: if it is one, and lets the packet in. */
static Arrival
deliver(const Run *run, const AcvSubnet *subnet, const AcvPacket *packet)
{
    AcvAddress to = { packet->destination, packet->family };
    Arrival here = { .arrived = true, .subnet = subnet };
    if (run->is_reply) {
        return is_awaited(run, subnet, to) ? here : nowhere;
    }
    OneEnd end = run->q->target;
    if (!is_at(&end, subnet, to)) {
        const AcvNetworkInterface *interface = owner_of(run, subnet->vpc_id, to);
        if (!interface || run->q->target.subnet) {
            return nowhere;
        }
        end = end_of_interface(interface, subnet);
    }
    const AcvVpcEndpoint *endpoint = one_endpoint_of(run->snapshot, &end);
    bool listens = endpoint ? one_endpoint_answers(run->q, endpoint, packet)
                            : database_listens(run, &end, packet);
    /* What somebody sends to no one in particular, and gets itself, is not for who listens. */
    listens |= !run->q->target.subnet && end.interface == run->q->source.interface;
    bool lets_in = one_groups_allow(run->q, &end, false, packet);
    return works(run, &end) && lets_in && listens ? here : nowhere;
}

static const AcvSubnet *
subnet_of(const Run *run, const AcvVpc *vpc, AcvAddress address)
{
    size_t n;
    const AcvRecord *const *all = acv_snapshot_list(run->snapshot, ACV_KIND_SUBNET, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvSubnet *subnet = (const AcvSubnet *) all[i];
        if (g_str_equal(subnet->vpc_id, vpc->record.id) && one_subnet_has(subnet, address)) {
            return subnet;
        }
    }
    return NULL;
}

static Arrival
enter(const Run *run, const AcvVpc *vpc, const AcvPacket *packet)
{
    AcvAddress to = { packet->destination, packet->family };
    const AcvSubnet *subnet = subnet_of(run, vpc, to);
    return subnet && one_acl_allows(run->q, subnet, false, packet) ? deliver(run, subnet, packet)
                                                                   : nowhere;
}

/* --- Gateways --- */

/* What has a public address of a VPC of ours is not out in the internet: it comes in there. */
static bool
turn_in(Run *run, AcvPacket *packet, Arrival *out_arrival)
{
    size_t n;
    const AcvRecord *const *all = acv_snapshot_list(run->snapshot, ACV_KIND_VPC, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvVpc *vpc = (const AcvVpc *) all[i];
        const AcvInternetGateway *gateway = one_gateway_of(run->snapshot, vpc);
        if (gateway && one_make_private(run->snapshot, vpc, packet)) {
            AcvAddress to = { packet->destination, packet->family };
            const AcvSubnet *subnet = subnet_of(run, vpc, to);
            bool gets_in = run->is_reply
                           || (one_is_attached(gateway, vpc)
                               && one_public_access(run->snapshot, vpc, subnet, false));
            *out_arrival = gets_in ? come_in(run, gateway, packet) : nowhere;
            return true;
        }
    }
    return false;
}

/* Out to the internet, by a gateway that serves the VPC. */
static Arrival
go_out(Run *run, const char *id, const AcvVpc *vpc, const AcvSubnet *subnet, AcvPacket *packet)
{
    bool is_egress_only = g_str_has_prefix(id, "eigw-");
    const AcvInternetGateway *gateway =
        is_egress_only ? acv_snapshot_find_egress_only_internet_gateway(run->snapshot, id)
                       : acv_snapshot_find_internet_gateway(run->snapshot, id);
    Arrival out = { .arrived = true, .gateway = gateway };
    bool is_ipv4 = packet->family == ACV_FAMILY_IPV4;
    AcvAddress public_ip = { 0 };
    bool has_public =
        is_ipv4 && !is_egress_only && one_public_of(run->snapshot, vpc, packet, &public_ip);
    if (!run->is_reply) {
        bool passes = one_is_attached(gateway, vpc)
                      && one_public_access(run->snapshot, vpc, subnet, run->nat || is_egress_only)
                      && (is_ipv4 ? has_public && !one_is_private(packet->destination) : true)
                      && !(is_ipv4 && is_egress_only);
        if (!passes) {
            return nowhere;
        }
    }
    if (has_public) {
        packet->source = public_ip.value;
    }
    Arrival inside = nowhere;
    bool is_ours = is_ipv4 && run->q->finds_public_addresses && turn_in(run, packet, &inside);
    return is_ours ? inside : out;
}

/* A NAT gateway sends the packet as its own; the reply to that must come, and be sent on. */
static Arrival
translate(Run *run, const AcvNatGateway *nat, const AcvSubnet *from, AcvPacket *packet)
{
    const AcvSubnet *own = acv_snapshot_find_subnet(run->snapshot, nat->subnet_id);
    bool carries = packet->family == ACV_FAMILY_IPV4
                   && (packet->protocol == ACV_PROTOCOL_TCP || packet->protocol == ACV_PROTOCOL_UDP
                       || packet->protocol == ACV_PROTOCOL_ICMP);
    bool gets_in = !own || own == from || one_acl_allows(run->q, own, false, packet);
    if (run->is_reply || run->nat == nat || !carries || !gets_in
        || !g_str_equal(nat->state, "available")) {
        return nowhere;
    }
    Run behind = *run;
    behind.nat = nat;
    AcvPacket sent = *packet;
    sent.source = nat->addresses.items[0].private_ip.value;
    if (acv_protocol_layer4(sent.protocol) == ACV_LAYER4_PORTS) {
        sent.source_port = run->q->nat_port;
    }
    const AcvRouteTable *table = acv_snapshot_find_route_table(run->snapshot, nat->route_table_id);
    const AcvVpc *vpc = acv_snapshot_find_vpc(run->snapshot, nat->vpc_id);
    Arrival far = own ? leave(&behind, own, &sent) : route(&behind, table, vpc, NULL, &sent);
    if (!answers(&behind, &far, &sent)) {
        return nowhere;
    }
    if (run->q->fault == ONE_FAULT_NO_REPLY || !acv_packet_expects_reply(packet)) {
        return (Arrival){ .arrived = true, .by_itself = true };
    }
    /* The reply leaves the gateway as if the gateway had been asked. */
    AcvPacket back = acv_packet_reply(packet);
    Run home = *run;
    home.is_reply = true;
    Arrival there = own ? leave(&home, own, &back) : route(&home, table, vpc, NULL, &back);
    return (Arrival){ .arrived = there.arrived, .by_itself = true };
}

/* The service behind a gateway endpoint answers whatever comes. */
static Arrival
serve(const Run *run, const char *id, const AcvVpc *vpc, const AcvPacket *packet)
{
    const AcvVpcEndpoint *endpoint = acv_snapshot_find_vpc_endpoint(run->snapshot, id);
    bool passes = !run->is_reply && one_gateway_endpoint_passes(run->q, endpoint, packet);
    return (Arrival){ .arrived = passes, .served = vpc };
}

/* --- The router --- */

/* Where a route leads. */
static Arrival
follow(Run *run, const AcvRoute *best, const AcvVpc *vpc, const AcvSubnet *subnet,
       AcvPacket *packet)
{
    if (g_strcmp0(best->state, "blackhole") == 0) {
        return nowhere;
    }
    if (best->nat_gateway_id) {
        return translate(run, acv_snapshot_find_nat_gateway(run->snapshot, best->nat_gateway_id),
                         subnet, packet);
    }
    if (best->egress_only_internet_gateway_id) {
        return go_out(run, best->egress_only_internet_gateway_id, vpc, subnet, packet);
    }
    if (g_str_has_prefix(best->gateway_id, "vpce-")) {
        return serve(run, best->gateway_id, vpc, packet);
    }
    return g_str_equal(best->gateway_id, "local")
               ? enter(run, vpc, packet)
               : go_out(run, best->gateway_id, vpc, subnet, packet);
}

/* A regional NAT gateway is in no subnet: what is for it goes straight to it. */
static bool
is_for_regional(const Run *run, const AcvPacket *packet)
{
    return run->is_reply && run->nat && !run->nat->subnet_id
           && packet->destination == run->nat->addresses.items[0].private_ip.value;
}

static Arrival
route(Run *run, const AcvRouteTable *table, const AcvVpc *vpc, const AcvSubnet *subnet,
      AcvPacket *packet)
{
    static const AcvRoute local = { .gateway_id = "local" };
    AcvAddress to = { packet->destination, packet->family };
    if (run->n_hops++ > MAX_HOPS) {
        return nowhere;
    }
    int length = -1;
    const AcvRoute *best = one_best_route(run->q, table, to, &length);
    int local_length = one_local_length(vpc, to);
    if (local_length >= 0 && local_length > length) {
        best = &local;
    }
    if (best && g_strcmp0(best->gateway_id, "local") == 0 && is_for_regional(run, packet)) {
        return (Arrival){ .arrived = true };
    }
    return best ? follow(run, best, vpc, subnet, packet) : nowhere;
}

/* A host, or a zonal NAT gateway, sends. */
static Arrival
leave(Run *run, const AcvSubnet *subnet, AcvPacket *packet)
{
    AcvAddress to = { packet->destination, packet->family };
    const AcvVpc *vpc = vpc_of(run, subnet);
    if (one_is_resolver(vpc, to)) {
        bool asks =
            packet->destination_port == 53
            && (packet->protocol == ACV_PROTOCOL_UDP || packet->protocol == ACV_PROTOCOL_TCP);
        bool works = vpc->enable_dns_support != ACV_FLAG_FALSE;
        return (Arrival){ .arrived = asks && works && !run->is_reply, .by_itself = true };
    }
    if (one_subnet_has(subnet, to)) {
        return deliver(run, subnet, packet);
    }
    if (!one_acl_allows(run->q, subnet, true, packet)) {
        return nowhere;
    }
    return route(run, one_table_of(run->snapshot, subnet), vpc, subnet, packet);
}

/* --- Replies --- */

/* From the internet, by the gateway that the request left by or that it is asked of. */
static Arrival
come_in(Run *run, const AcvInternetGateway *gateway, AcvPacket *packet)
{
    const AcvVpc *vpc = acv_snapshot_find_vpc(run->snapshot, gateway->attachments.items[0].vpc_id);
    one_make_private(run->snapshot, vpc, packet);
    const AcvRouteTable *table = one_table_of_gateway(run->snapshot, gateway->record.id);
    if (table) {
        return route(run, table, vpc, NULL, packet);
    }
    return is_for_regional(run, packet) ? (Arrival){ .arrived = true } : enter(run, vpc, packet);
}

/* Whether the reply to what arrived comes back to who sent it. */
static bool
answers(Run *run, const Arrival *at, const AcvPacket *packet)
{
    if (!at->arrived || at->by_itself || !acv_packet_expects_reply(packet)
        || run->q->fault == ONE_FAULT_NO_REPLY) {
        return at->arrived;
    }
    Run back = *run;
    back.is_reply = true;
    back.n_hops = 0;
    AcvPacket reply = acv_packet_reply(packet);
    if (at->served) {
        return is_for_regional(&back, &reply) || enter(&back, at->served, &reply).arrived;
    }
    if (at->gateway) {
        return come_in(&back, at->gateway, &reply).arrived;
    }
    Arrival there = leave(&back, at->subnet, &reply);
    bool is_from_internet = !run->q->source.subnet && !run->nat;
    return there.arrived && (is_from_internet == (there.gateway != NULL));
}

/* --- All --- */

/* From the internet to the target: by the gateway of its VPC. */
static bool
from_internet(Run *run, AcvPacket packet)
{
    const AcvSubnet *subnet = run->q->target.subnet;
    const AcvVpc *vpc = vpc_of(run, subnet);
    const AcvInternetGateway *gateway = one_gateway_of(run->snapshot, vpc);
    bool is_ipv4 = packet.family == ACV_FAMILY_IPV4;
    if (!gateway || !one_is_attached(gateway, vpc)
        || !one_public_access(run->snapshot, vpc, subnet, false)
        || (!one_make_private(run->snapshot, vpc, &packet) && is_ipv4)) {
        return false;
    }
    Arrival there = come_in(run, gateway, &packet);
    return answers(run, &there, &packet);
}

bool
one_packet(const OneQuestion *question, const AcvPacket *packet)
{
    Run run = { .q = question, .snapshot = question->snapshot };
    const OneEnd *source = &question->source;
    if (!source->subnet) {
        return from_internet(&run, *packet);
    }
    AcvPacket sent = *packet;
    if (!one_zone_is_supported(source) || one_endpoint_of(run.snapshot, source)
        || !works(&run, source) || !one_groups_allow(question, source, true, &sent)) {
        return false;
    }
    Arrival there = leave(&run, source->subnet, &sent);
    return answers(&run, &there, &sent);
}

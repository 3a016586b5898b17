/* The hops of a scene by what they stand for. */
#include "network/gateway.h"
#include "network/hops.h"
#include "network/resource.h"

static const AcvHop *
hop_of(AcvScene *scene, AcvHopKind kind, const void *component)
{
    return acv_scene_hop(scene, &(AcvHopKey){ .kind = kind, .component = component });
}

static const AcvHop *
subnet_hop(AcvScene *scene, AcvHopKind kind, const AcvSubnet *subnet, const AcvHop *onward)
{
    return acv_scene_hop(scene, &(AcvHopKey){ .kind = kind, .subnet = subnet, .onward = onward });
}

const AcvHop *
acv_hop_interface_ingress(AcvScene *scene, const AcvPlacement *placement)
{
    return hop_of(scene, ACV_HOP_INTERFACE_INGRESS, placement);
}

const AcvHop *
acv_hop_interface_egress(AcvScene *scene, const AcvPlacement *placement)
{
    return hop_of(scene, ACV_HOP_INTERFACE_EGRESS, placement);
}

const AcvHop *
acv_hop_sender(AcvScene *scene)
{
    const AcvPlacement *source = &scene->source;
    return acv_placement_is_agentcore(source) ? hop_of(scene, ACV_HOP_RESOURCE, source)
                                              : acv_hop_interface_egress(scene, source);
}

const AcvHop *
acv_hop_subnet_delivery(AcvScene *scene, const AcvSubnet *subnet)
{
    return subnet_hop(scene, ACV_HOP_SUBNET_DELIVERY, subnet, NULL);
}

const AcvHop *
acv_hop_subnet_egress(AcvScene *scene, const AcvSubnet *subnet)
{
    return subnet_hop(scene, ACV_HOP_SUBNET_EGRESS, subnet, NULL);
}

const AcvHop *
acv_hop_subnet_ingress(AcvScene *scene, const AcvSubnet *subnet, const AcvHop *onward)
{
    return subnet_hop(scene, ACV_HOP_SUBNET_INGRESS, subnet, onward);
}

const AcvHop *
acv_hop_vpc_delivery(AcvScene *scene, const AcvVpc *vpc)
{
    return hop_of(scene, ACV_HOP_VPC_DELIVERY, vpc);
}

const AcvHop *
acv_hop_resolver(AcvScene *scene, const AcvVpc *vpc)
{
    return hop_of(scene, ACV_HOP_RESOLVER, vpc);
}

const AcvHop *
acv_hop_link_local(AcvScene *scene, const AcvVpc *vpc, const AcvLinkLocalServiceRow *service)
{
    return acv_scene_hop(
        scene, &(AcvHopKey){
                   .kind = ACV_HOP_LINK_LOCAL, .component = vpc, .vpc = vpc, .onward = service });
}

const AcvHop *
acv_hop_unknown(AcvScene *scene, const AcvVpc *vpc, const AcvRecord *component, AcvMissing missing)
{
    AcvMissing *kept = acv_arena_new0(acv_network_arena(scene->network), AcvMissing, 1);
    *kept = missing;
    return acv_scene_hop(
        scene, &(AcvHopKey){
                   .kind = ACV_HOP_UNKNOWN, .component = component, .vpc = vpc, .onward = kept });
}

const AcvHop *
acv_hop_internet(AcvScene *scene, const AcvRecord *gateway, const AcvVpc *vpc)
{
    return acv_scene_hop(
        scene, &(AcvHopKey){ .kind = ACV_HOP_INTERNET, .component = gateway, .vpc = vpc });
}

const AcvHop *
acv_hop_router(AcvScene *scene, const AcvVpc *vpc, const AcvSubnet *subnet,
               const AcvRouteTable *table)
{
    const AcvRecord *component = table ? &table->record : &vpc->record;
    return acv_scene_hop(
        scene, &(AcvHopKey){
                   .kind = ACV_HOP_ROUTER, .component = component, .subnet = subnet, .vpc = vpc });
}

const AcvHop *
acv_hop_nat_gateway(AcvScene *scene, const AcvNatGateway *gateway)
{
    return hop_of(scene, ACV_HOP_NAT_GATEWAY, gateway);
}

const AcvHop *
acv_hop_nat_gateway_return(AcvScene *scene, const AcvNatGateway *gateway)
{
    return hop_of(scene, ACV_HOP_NAT_GATEWAY_RETURN, gateway);
}

const AcvHop *
acv_hop_to_nat_gateway(AcvScene *scene, const AcvNatGateway *gateway, const AcvSubnet *from)
{
    if (acv_nat_gateway_is_regional(gateway)) {
        return acv_scene_hop(
            scene,
            &(AcvHopKey){ .kind = ACV_HOP_NAT_GATEWAY, .component = gateway, .subnet = from });
    }
    const AcvHop *hop = acv_hop_nat_gateway(scene, gateway);
    return hop->subnet && hop->subnet != from ? acv_hop_subnet_ingress(scene, hop->subnet, hop)
                                              : hop;
}

const AcvHop *
acv_hop_to_appliance(AcvScene *scene, const AcvNetworkInterface *interface, const AcvSubnet *from)
{
    const AcvPlacement *placement = acv_scene_placement_of(scene, &interface->record);
    const AcvHop *hop = hop_of(scene, ACV_HOP_APPLIANCE, placement);
    return placement->subnet && placement->subnet != from
               ? acv_hop_subnet_ingress(scene, placement->subnet, hop)
               : hop;
}

static bool
is_egress_only(const AcvInternetGateway *gateway)
{
    return gateway->record.kind == ACV_KIND_EGRESS_ONLY_INTERNET_GATEWAY;
}

const AcvHop *
acv_hop_internet_gateway_egress(AcvScene *scene, const AcvInternetGateway *gateway,
                                const AcvVpc *vpc, const AcvSubnet *from,
                                const AcvNatGateway *nat_gateway)
{
    return acv_scene_hop(scene,
                         &(AcvHopKey){ .kind = is_egress_only(gateway)
                                                   ? ACV_HOP_EGRESS_ONLY_INTERNET_GATEWAY_EGRESS
                                                   : ACV_HOP_INTERNET_GATEWAY_EGRESS,
                                       .component = gateway,
                                       .vpc = vpc,
                                       .subnet = from,
                                       .onward = nat_gateway });
}

const AcvHop *
acv_hop_no_internet_gateway(AcvScene *scene, const AcvVpc *vpc, const AcvSubnet *subnet)
{
    return acv_scene_hop(scene, &(AcvHopKey){ .kind = ACV_HOP_INTERNET_GATEWAY_INGRESS,
                                              .component = vpc,
                                              .vpc = vpc,
                                              .subnet = subnet });
}

const AcvHop *
acv_hop_internet_gateway_ingress(AcvScene *scene, const AcvInternetGateway *gateway,
                                 const AcvVpc *vpc, const AcvSubnet *subnet)
{
    return acv_scene_hop(scene,
                         &(AcvHopKey){ .kind = is_egress_only(gateway)
                                                   ? ACV_HOP_EGRESS_ONLY_INTERNET_GATEWAY_INGRESS
                                                   : ACV_HOP_INTERNET_GATEWAY_INGRESS,
                                       .component = gateway,
                                       .vpc = vpc,
                                       .subnet = subnet });
}

/* NAT gateways. Source:
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNatGateway.html
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-working-with.html */
#include "change/apply.h"
#include "change/operation.h"

#include <string.h>

/* --- What a new gateway needs --- */

/* Adds an address of the gateway: with the Elastic IP address of 'allocation_id', if that is not
 * NULL. The private one is some address of the subnet, unless given. */
static bool
add_address(AcvEditing *editing, AcvNatGateway *gateway, const char *option,
            const char *allocation_id, const AcvNatGatewayAddress *like)
{
    AcvNatGatewayAddress address = *like;
    if (allocation_id) {
        const AcvElasticIp *found =
            acv_editing_find_address(editing, option, allocation_id, (AcvAddress){ 0 });
        const char *user = found ? acv_editing_user_of_address(editing, found) : NULL;
        if (user) {
            acv_editing_fail(editing, option, "Resource.AlreadyAssociated: %s is used by %s",
                             allocation_id, user);
        }
        if (!found || user) {
            return false;
        }
        address.allocation_id = found->allocation_id;
        address.public_ip = found->public_ip;
    }
    address.status = "succeeded";
    address.is_primary = gateway->addresses.n == 0 ? ACV_FLAG_TRUE : ACV_FLAG_FALSE;
    acv_editing_append(editing, &gateway->addresses, &address, sizeof address);
    return true;
}

static void
add_secondary(AcvEditing *editing, AcvNatGateway *gateway, const AcvNatGatewayRequest *asked)
{
    for (size_t i = 0; i < asked->secondary_allocation_ids.n; i++) {
        AcvNatGatewayAddress like = { 0 };
        if (i < asked->secondary_private_ip_addresses.n) {
            like.private_ip = asked->secondary_private_ip_addresses.items[i];
        }
        add_address(editing, gateway, "secondary-allocation-ids",
                    asked->secondary_allocation_ids.items[i], &like);
    }
}

/* --- Zonal gateways --- */

static bool
check_zonal(AcvEditing *editing, const AcvNatGatewayRequest *asked, const AcvSubnet *subnet,
            bool is_public)
{
    if (is_public && !asked->allocation_id) {
        acv_editing_fail(editing, "allocation-id",
                         "MissingParameter: a public NAT gateway needs an Elastic IP address");
        return false;
    }
    if (!is_public && asked->allocation_id) {
        acv_editing_fail(editing, "allocation-id",
                         "InvalidParameterCombination: a private NAT gateway has no Elastic IP "
                         "address");
        return false;
    }
    if (asked->private_ip_address.family != ACV_FAMILY_NONE
        && subnet->cidr_block.address.family != ACV_FAMILY_NONE
        && !acv_prefix_contains(subnet->cidr_block, asked->private_ip_address)) {
        acv_editing_fail(editing, "private-ip-address",
                         "InvalidParameterValue: the address is not of %s", subnet->record.id);
        return false;
    }
    if (subnet->available_ip_address_count.given && subnet->available_ip_address_count.value < 1) {
        acv_editing_fail(editing, "subnet-id",
                         "InsufficientFreeAddressesInSubnet: %s has no free address",
                         subnet->record.id);
        return false;
    }
    return !is_public
           || acv_editing_check_internet_gateway(editing,
                                                 acv_editing_vpc_of_subnet(editing, subnet));
}

static void
create_zonal(AcvEditing *editing, const AcvNatGatewayRequest *asked)
{
    bool is_public = g_strcmp0(asked->connectivity_type, "private") != 0;
    if (!asked->subnet_id) {
        acv_editing_fail(editing, "subnet-id",
                         "MissingParameter: a zonal NAT gateway needs a subnet");
        return;
    }
    const AcvSubnet *subnet = acv_editing_find_subnet(editing, "subnet-id", asked->subnet_id);
    if (!subnet || !check_zonal(editing, asked, subnet, is_public)) {
        return;
    }
    AcvNatGateway *gateway = (AcvNatGateway *) acv_editing_add(editing, ACV_KIND_NAT_GATEWAY, NULL);
    gateway->vpc_id = acv_editing_vpc_of_subnet(editing, subnet);
    gateway->subnet_id = subnet->record.id;
    gateway->state = "available";
    gateway->connectivity_type = is_public ? "public" : "private";
    gateway->availability_mode = "zonal";
    AcvNatGatewayAddress like = { .private_ip = asked->private_ip_address };
    add_address(editing, gateway, "allocation-id", asked->allocation_id, &like);
    add_secondary(editing, gateway, asked);
    acv_editing_tag(editing, &gateway->record, &asked->tags);
}

/* --- Regional gateways --- */

/* It has a route table of its own, which leads to the internet gateway of the VPC. */
static const char *
create_own_table(AcvEditing *editing, const AcvVpc *vpc)
{
    AcvRouteTable *table = (AcvRouteTable *) acv_editing_add(editing, ACV_KIND_ROUTE_TABLE,
                                                             acv_editing_id_beside(editing, "rtb"));
    g_autoptr(GPtrArray) records = acv_editing_list(editing, ACV_KIND_INTERNET_GATEWAY);
    table->vpc_id = vpc->record.id;
    acv_editing_add_local_routes(editing, table, vpc);
    for (guint i = 0; i < records->len; i++) {
        const AcvInternetGateway *gateway = g_ptr_array_index(records, i);
        if (gateway->attachments.n > 0
            && g_strcmp0(gateway->attachments.items[0].vpc_id, vpc->record.id) == 0) {
            AcvRoute route = { .gateway_id = gateway->record.id,
                               .origin = "CreateRoute",
                               .state = "active" };
            bool parsed = acv_prefix_parse("0.0.0.0/0", &route.destination_cidr_block, NULL, NULL);
            g_assert(parsed);
            acv_editing_append(editing, &table->routes, &route, sizeof route);
            break;
        }
    }
    return table->record.id;
}

static void
create_regional(AcvEditing *editing, const AcvNatGatewayRequest *asked)
{
    if (!asked->vpc_id || asked->subnet_id || g_strcmp0(asked->connectivity_type, "private") == 0) {
        acv_editing_fail(editing, "availability-mode",
                         "InvalidParameterCombination: a regional NAT gateway needs --vpc-id, has "
                         "no subnet and is public");
        return;
    }
    const AcvVpc *vpc = acv_editing_find_vpc(editing, "vpc-id", asked->vpc_id);
    if (!vpc || !acv_editing_check_internet_gateway(editing, vpc->record.id)) {
        return;
    }
    AcvNatGateway *gateway = (AcvNatGateway *) acv_editing_add(editing, ACV_KIND_NAT_GATEWAY, NULL);
    gateway->vpc_id = vpc->record.id;
    gateway->state = "available";
    gateway->connectivity_type = "public";
    gateway->availability_mode = "regional";
    gateway->auto_provision_zones = asked->zones.n > 0 ? "disabled" : "enabled";
    gateway->route_table_id = create_own_table(editing, vpc);
    for (size_t i = 0; i < asked->zones.n; i++) {
        const AcvNatGatewayZone *zone = &asked->zones.items[i];
        AcvNatGatewayAddress like = { .availability_zone = zone->availability_zone,
                                      .availability_zone_id = zone->availability_zone_id };
        for (size_t j = 0; j < zone->allocation_ids.n; j++) {
            add_address(editing, gateway, "availability-zone-addresses",
                        zone->allocation_ids.items[j], &like);
        }
    }
    acv_editing_tag(editing, &gateway->record, &asked->tags);
}

void
acv_apply_create_nat_gateway(AcvEditing *editing, const void *request)
{
    const AcvNatGatewayRequest *asked = request;
    if (g_strcmp0(asked->availability_mode, "regional") == 0) {
        create_regional(editing, asked);
    } else {
        create_zonal(editing, asked);
    }
}

/* --- Deleting them --- */

/* Its addresses are free again, and its interfaces are gone. */
static void
let_go(AcvEditing *editing, const AcvNatGatewayAddress *address)
{
    acv_editing_free_address(editing, address->allocation_id);
    if (acv_snapshot_builder_find(editing->builder, ACV_KIND_NETWORK_INTERFACE,
                                  address->network_interface_id)) {
        acv_editing_remove(editing, ACV_KIND_NETWORK_INTERFACE, address->network_interface_id);
    }
}

void
acv_apply_delete_nat_gateway(AcvEditing *editing, const void *request)
{
    const AcvNatGatewayRequest *asked = request;
    const AcvNatGateway *gateway =
        (const AcvNatGateway *) acv_editing_find(editing, "nat-gateway-id", "NatGatewayNotFound",
                                                 ACV_KIND_NAT_GATEWAY, asked->nat_gateway_id);
    if (!gateway) {
        return;
    }
    for (size_t i = 0; i < gateway->addresses.n; i++) {
        let_go(editing, &gateway->addresses.items[i]);
    }
    if (acv_snapshot_builder_find(editing->builder, ACV_KIND_ROUTE_TABLE,
                                  gateway->route_table_id)) {
        acv_editing_remove(editing, ACV_KIND_ROUTE_TABLE, gateway->route_table_id);
    }
    acv_editing_remove(editing, ACV_KIND_NAT_GATEWAY, gateway->record.id);
}

/* NAT gateways and the addresses that they take. Source:
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNatGateway.html
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-working-with.html */
#include "change/apply.h"
#include "change/operation.h"

#include <string.h>

/* --- Elastic IP addresses --- */

void
acv_apply_allocate_address(AcvEditing *editing, const void *request)
{
    const AcvAddressRequest *asked = request;
    char text[ACV_ADDRESS_TEXT_SIZE];
    bool is_given = asked->address.family != ACV_FAMILY_NONE;
    const char *id =
        is_given ? acv_arena_text(editing->arena, acv_address_print(asked->address, text)) : NULL;

    if (id && acv_snapshot_builder_find(editing->builder, ACV_KIND_ELASTIC_IP, id)) {
        acv_editing_fail(editing, "address", "InvalidAddress: %s is allocated already", id);
        return;
    }
    AcvElasticIp *address = (AcvElasticIp *) acv_editing_add(editing, ACV_KIND_ELASTIC_IP, id);
    address->allocation_id = editing->new_id;
    address->public_ip = asked->address;
    acv_editing_tag(editing, &address->record, &asked->tags);
}

static const AcvElasticIp *
find_address(AcvEditing *editing, const char *allocation_id, AcvAddress public_ip)
{
    g_autoptr(GPtrArray) records = acv_editing_list(editing, ACV_KIND_ELASTIC_IP);
    for (guint i = 0; i < records->len; i++) {
        const AcvElasticIp *address = g_ptr_array_index(records, i);
        if (allocation_id ? g_strcmp0(address->allocation_id, allocation_id) == 0
                          : acv_address_compare(address->public_ip, public_ip) == 0) {
            return address;
        }
    }
    return NULL;
}

/* The address that a command names; not found is reported. */
static const AcvElasticIp *
require_address(AcvEditing *editing, const char *option, const char *allocation_id,
                AcvAddress public_ip)
{
    const AcvElasticIp *found = find_address(editing, allocation_id, public_ip);
    if (found) {
        return found;
    }
    if (!allocation_id || !g_hash_table_contains(editing->never_made, allocation_id)) {
        char text[ACV_ADDRESS_TEXT_SIZE];
        acv_editing_fail(editing, option, "%s: no address \"%s\" is in the data",
                         allocation_id ? "InvalidAllocationID.NotFound" : "InvalidAddress.NotFound",
                         allocation_id ? allocation_id : acv_address_print(public_ip, text));
    }
    editing->failed = true;
    return NULL;
}

/* Who uses an address: an interface, an instance or a NAT gateway; NULL if nobody does. */
static const char *
user_of(AcvEditing *editing, const AcvElasticIp *address)
{
    if (address->network_interface_id || address->instance_id) {
        return address->network_interface_id ? address->network_interface_id : address->instance_id;
    }
    g_autoptr(GPtrArray) records = acv_editing_list(editing, ACV_KIND_NAT_GATEWAY);
    for (guint i = 0; i < records->len; i++) {
        const AcvNatGateway *gateway = g_ptr_array_index(records, i);
        for (size_t j = 0; j < gateway->addresses.n; j++) {
            const char *allocation_id = gateway->addresses.items[j].allocation_id;
            if (allocation_id && g_strcmp0(allocation_id, address->allocation_id) == 0) {
                return gateway->record.id;
            }
        }
    }
    return NULL;
}

void
acv_apply_release_address(AcvEditing *editing, const void *request)
{
    const AcvAddressRequest *asked = request;
    const AcvElasticIp *address =
        require_address(editing, asked->allocation_id ? "allocation-id" : "public-ip",
                        asked->allocation_id, asked->address);
    const char *user = address ? user_of(editing, address) : NULL;
    if (user) {
        acv_editing_fail(editing, NULL, "InvalidIPAddress.InUse: %s still uses %s", user,
                         asked->allocation_id ? asked->allocation_id : address->record.id);
    } else if (address) {
        acv_editing_remove(editing, ACV_KIND_ELASTIC_IP, address->record.id);
    }
}

/* --- What a new gateway needs --- */

static bool
has_internet_gateway(AcvEditing *editing, const char *vpc_id)
{
    g_autoptr(GPtrArray) records = acv_editing_list(editing, ACV_KIND_INTERNET_GATEWAY);
    for (guint i = 0; i < records->len; i++) {
        const AcvInternetGateway *gateway = g_ptr_array_index(records, i);
        for (size_t j = 0; j < gateway->attachments.n; j++) {
            if (g_strcmp0(gateway->attachments.items[j].vpc_id, vpc_id) == 0) {
                return true;
            }
        }
    }
    return !acv_snapshot_builder_has_kind(editing->builder, ACV_KIND_INTERNET_GATEWAY)
           && records->len == 0;
}

static bool
check_internet_gateway(AcvEditing *editing, const char *vpc_id)
{
    if (!vpc_id || has_internet_gateway(editing, vpc_id)) {
        return true;
    }
    acv_editing_fail(editing, NULL, "Gateway.NotAttached: %s has no internet gateway attached",
                     vpc_id);
    return false;
}

/* Adds an address of the gateway: with the Elastic IP address of 'allocation_id', if that is not
 * NULL. The private one is some address of the subnet, unless given. */
static bool
add_address(AcvEditing *editing, AcvNatGateway *gateway, const char *option,
            const char *allocation_id, const AcvNatGatewayAddress *like)
{
    AcvNatGatewayAddress address = *like;
    if (allocation_id) {
        const AcvElasticIp *found =
            require_address(editing, option, allocation_id, (AcvAddress){ 0 });
        const char *user = found ? user_of(editing, found) : NULL;
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
           || check_internet_gateway(editing, acv_editing_vpc_of_subnet(editing, subnet));
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
    if (!vpc || !check_internet_gateway(editing, vpc->record.id)) {
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
    const AcvElasticIp *found =
        address->allocation_id ? find_address(editing, address->allocation_id, (AcvAddress){ 0 })
                               : NULL;
    if (found && (found->network_interface_id || found->instance_id)) {
        AcvElasticIp *freed =
            (AcvElasticIp *) acv_editing_touch(editing, ACV_KIND_ELASTIC_IP, found->record.id);
        freed->network_interface_id = NULL;
        freed->instance_id = NULL;
        freed->private_ip_address = (AcvAddress){ 0 };
    }
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

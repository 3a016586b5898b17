/* Elastic IP addresses and who uses them. Source:
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AllocateAddress.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateAddress.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DisassociateAddress.html
 *
 * Which address AWS allocates, nobody knows before: a new one has an allocation id and no address,
 * and who has it is heard on the internet all the same. */
#include "change/apply.h"
#include "change/operation.h"

#include <string.h>

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

/* --- Whose they are --- */

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

const AcvElasticIp *
acv_editing_find_address(AcvEditing *editing, const char *option, const char *allocation_id,
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

static const char *
nat_gateway_with(AcvEditing *editing, const AcvElasticIp *address)
{
    g_autoptr(GPtrArray) records = acv_editing_list(editing, ACV_KIND_NAT_GATEWAY);
    for (guint i = 0; address->allocation_id && i < records->len; i++) {
        const AcvNatGateway *gateway = g_ptr_array_index(records, i);
        for (size_t j = 0; j < gateway->addresses.n; j++) {
            const char *allocation_id = gateway->addresses.items[j].allocation_id;
            if (g_strcmp0(allocation_id, address->allocation_id) == 0) {
                return gateway->record.id;
            }
        }
    }
    return NULL;
}

const char *
acv_editing_user_of_address(AcvEditing *editing, const AcvElasticIp *address)
{
    return address->network_interface_id ? address->network_interface_id
           : address->instance_id        ? address->instance_id
                                         : nat_gateway_with(editing, address);
}

void
acv_apply_release_address(AcvEditing *editing, const void *request)
{
    const AcvAddressRequest *asked = request;
    const AcvElasticIp *address =
        acv_editing_find_address(editing, asked->allocation_id ? "allocation-id" : "public-ip",
                                 asked->allocation_id, asked->address);
    const char *user = address ? acv_editing_user_of_address(editing, address) : NULL;
    if (user) {
        acv_editing_fail(editing, NULL, "InvalidIPAddress.InUse: %s still uses %s", user,
                         asked->allocation_id ? asked->allocation_id : address->record.id);
    } else if (address) {
        acv_editing_remove(editing, ACV_KIND_ELASTIC_IP, address->record.id);
    }
}

/* --- Taking one --- */

static const AcvNetworkInterface *
find_interface(AcvEditing *editing, const char *option, const char *id)
{
    return (const AcvNetworkInterface *) acv_editing_find(
        editing, option, "InvalidNetworkInterfaceID.NotFound", ACV_KIND_NETWORK_INTERFACE, id);
}

/* The interface of an instance that has no other. */
static const AcvNetworkInterface *
interface_of_instance(AcvEditing *editing, const char *id)
{
    const AcvNetworkInterface *found = NULL;
    g_autoptr(GPtrArray) records = acv_editing_list(editing, ACV_KIND_NETWORK_INTERFACE);
    if (!acv_editing_find(editing, "instance-id", "InvalidInstanceID.NotFound", ACV_KIND_INSTANCE,
                          id)) {
        return NULL;
    }
    for (guint i = 0; i < records->len; i++) {
        const AcvNetworkInterface *interface = g_ptr_array_index(records, i);
        if (g_strcmp0(interface->instance_id, id) != 0) {
            continue;
        }
        if (found) {
            acv_editing_fail(editing, "instance-id",
                             "InvalidInstanceID: there are several interfaces of %s, such as %s "
                             "and %s; name one with --network-interface-id",
                             id, found->record.id, interface->record.id);
            return NULL;
        }
        found = interface;
    }
    if (!found) {
        acv_editing_fail(editing, "instance-id", "no network interface of %s is in the data", id);
    }
    return found;
}

static bool
has_private_address(const AcvNetworkInterface *interface, AcvAddress address)
{
    bool found = acv_address_compare(interface->private_ip_address, address) == 0;
    for (size_t i = 0; !found && i < interface->private_ip_addresses.n; i++) {
        found = acv_address_compare(interface->private_ip_addresses.items[i].address, address) == 0;
    }
    return found;
}

/* Replaces the public address that belongs to a private one. */
static void
set_public_ip(AcvEditing *editing, const char *interface_id, AcvAddress private_ip,
              AcvAddress public_ip)
{
    AcvNetworkInterface *interface = (AcvNetworkInterface *) acv_editing_touch(
        editing, ACV_KIND_NETWORK_INTERFACE, interface_id);
    for (size_t i = 0; interface && i < interface->private_ip_addresses.n; i++) {
        AcvPrivateIpAddress item = interface->private_ip_addresses.items[i];
        if (acv_address_compare(item.address, private_ip) == 0) {
            item.public_ip = public_ip;
            acv_editing_set(editing, &interface->private_ip_addresses, i, &item, sizeof item);
        }
    }
    if (interface && acv_address_compare(interface->private_ip_address, private_ip) == 0) {
        interface->public_ip = public_ip;
    }
}

/* The address is nobody's after that; who had it has none. */
static void
release_from_user(AcvEditing *editing, const AcvElasticIp *address)
{
    if (!address->network_interface_id && !address->instance_id) {
        return;
    }
    AcvElasticIp *changed =
        (AcvElasticIp *) acv_editing_touch(editing, ACV_KIND_ELASTIC_IP, address->record.id);
    set_public_ip(editing, changed->network_interface_id, changed->private_ip_address,
                  (AcvAddress){ 0 });
    changed->network_interface_id = NULL;
    changed->instance_id = NULL;
    changed->association_id = NULL;
    changed->private_ip_address = (AcvAddress){ 0 };
}

void
acv_editing_free_address(AcvEditing *editing, const char *allocation_id)
{
    const AcvElasticIp *address =
        allocation_id ? find_address(editing, allocation_id, (AcvAddress){ 0 }) : NULL;
    if (address) {
        release_from_user(editing, address);
    }
}

/* Another Elastic IP address of the same private one gives way, but stays allocated. */
static void
release_from_private_ip(AcvEditing *editing, const char *interface_id, AcvAddress private_ip)
{
    g_autoptr(GPtrArray) records = acv_editing_list(editing, ACV_KIND_ELASTIC_IP);
    for (guint i = 0; i < records->len; i++) {
        const AcvElasticIp *address = g_ptr_array_index(records, i);
        if (g_strcmp0(address->network_interface_id, interface_id) == 0
            && acv_address_compare(address->private_ip_address, private_ip) == 0) {
            release_from_user(editing, address);
        }
    }
}

static void
take(AcvEditing *editing, const AcvElasticIp *address, const AcvNetworkInterface *interface,
     AcvAddress private_ip)
{
    release_from_user(editing, address);
    release_from_private_ip(editing, interface->record.id, private_ip);
    AcvElasticIp *changed =
        (AcvElasticIp *) acv_editing_touch(editing, ACV_KIND_ELASTIC_IP, address->record.id);
    changed->network_interface_id = interface->record.id;
    changed->instance_id = interface->instance_id;
    changed->association_id = editing->new_id;
    changed->private_ip_address = private_ip;
    set_public_ip(editing, interface->record.id, private_ip, changed->public_ip);
}

/* Whether nothing speaks against it; what does is reported. */
static bool
check_association(AcvEditing *editing, const AcvAssociateAddressRequest *asked,
                  const AcvElasticIp *address, const AcvNetworkInterface *interface,
                  AcvAddress private_ip)
{
    const char *user = acv_editing_user_of_address(editing, address);
    const char *gateway = nat_gateway_with(editing, address);
    if (gateway || (user && asked->allow_reassociation == ACV_FLAG_FALSE)) {
        acv_editing_fail(editing, "allocation-id", "Resource.AlreadyAssociated: %s is used by %s",
                         asked->allocation_id ? asked->allocation_id : address->record.id,
                         gateway ? gateway : user);
        return false;
    }
    if (interface->requester_id) {
        acv_editing_fail(editing, "network-interface-id",
                         "OperationNotPermitted: %s is managed by %s", interface->record.id,
                         interface->requester_id);
        return false;
    }
    if (private_ip.family != ACV_FAMILY_IPV4 || !has_private_address(interface, private_ip)) {
        acv_editing_fail(editing, "private-ip-address",
                         "InvalidParameterValue: %s has no such address", interface->record.id);
        return false;
    }
    const AcvSubnet *subnet = (const AcvSubnet *) acv_snapshot_builder_find(
        editing->builder, ACV_KIND_SUBNET, interface->subnet_id);
    return acv_editing_check_internet_gateway(editing,
                                              interface->vpc_id ? interface->vpc_id
                                              : subnet ? acv_editing_vpc_of_subnet(editing, subnet)
                                                       : NULL);
}

void
acv_apply_associate_address(AcvEditing *editing, const void *request)
{
    const AcvAssociateAddressRequest *asked = request;
    const AcvElasticIp *address =
        acv_editing_find_address(editing, asked->allocation_id ? "allocation-id" : "public-ip",
                                 asked->allocation_id, asked->public_ip);
    const AcvNetworkInterface *interface =
        asked->instance_id
            ? interface_of_instance(editing, asked->instance_id)
            : find_interface(editing, "network-interface-id", asked->network_interface_id);
    if (!address || !interface) {
        return;
    }
    AcvAddress private_ip = asked->private_ip_address.family != ACV_FAMILY_NONE
                                ? asked->private_ip_address
                                : interface->private_ip_address;
    if (check_association(editing, asked, address, interface, private_ip)) {
        take(editing, address, interface, private_ip);
    }
}

void
acv_apply_disassociate_address(AcvEditing *editing, const void *request)
{
    const AcvAssociateAddressRequest *asked = request;
    g_autoptr(GPtrArray) records = acv_editing_list(editing, ACV_KIND_ELASTIC_IP);
    for (guint i = 0; i < records->len; i++) {
        const AcvElasticIp *address = g_ptr_array_index(records, i);
        bool is_it = asked->association_id
                         ? g_strcmp0(address->association_id, asked->association_id) == 0
                         : acv_address_compare(address->public_ip, asked->public_ip) == 0
                               && address->network_interface_id;
        if (is_it) {
            release_from_user(editing, address);
            return;
        }
    }
    editing->failed = true;
    if (!asked->association_id
        || !g_hash_table_contains(editing->never_made, asked->association_id)) {
        char text[ACV_ADDRESS_TEXT_SIZE];
        acv_editing_fail(editing, asked->association_id ? "association-id" : "public-ip",
                         "InvalidAssociationID.NotFound: no interface in the data has an address "
                         "by \"%s\"",
                         asked->association_id ? asked->association_id
                                               : acv_address_print(asked->public_ip, text));
    }
}

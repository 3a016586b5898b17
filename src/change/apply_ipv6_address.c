/* IPv6 addresses of network interfaces. Source:
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssignIpv6Addresses.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_UnassignIpv6Addresses.html */
#include "change/apply.h"
#include "change/operation.h"

static AcvNetworkInterface *
edit_interface(AcvEditing *editing, const char *id)
{
    return (AcvNetworkInterface *) acv_editing_edit(editing, "network-interface-id",
                                                    "InvalidNetworkInterfaceID.NotFound",
                                                    ACV_KIND_NETWORK_INTERFACE, id);
}

/* False if the interface has no such address; else '*out_index' is where. */
static bool
find_address(const AcvNetworkInterface *interface, AcvAddress address, size_t *out_index)
{
    for (size_t i = 0; i < interface->ipv6_addresses.n; i++) {
        if (acv_address_compare(interface->ipv6_addresses.items[i], address) == 0) {
            *out_index = i;
            return true;
        }
    }
    return false;
}

/* The interface that has the address already, or NULL. */
static const char *
owner_of(AcvEditing *editing, const AcvNetworkInterface *like, AcvAddress address)
{
    g_autoptr(GPtrArray) records = acv_editing_list(editing, ACV_KIND_NETWORK_INTERFACE);
    for (guint i = 0; i < records->len; i++) {
        const AcvNetworkInterface *interface = g_ptr_array_index(records, i);
        size_t index;
        if (g_strcmp0(interface->subnet_id, like->subnet_id) == 0
            && find_address(interface, address, &index)) {
            return interface->record.id;
        }
    }
    return NULL;
}

/* Whether it is an address of the subnet, or nobody knows the blocks of that. */
static bool
is_of_subnet(AcvEditing *editing, const AcvNetworkInterface *interface, AcvAddress address)
{
    const AcvSubnet *subnet = (const AcvSubnet *) acv_snapshot_builder_find(
        editing->builder, ACV_KIND_SUBNET, interface->subnet_id);
    bool is_of_it = !subnet;
    for (size_t i = 0; subnet && i < subnet->ipv6_cidr_block_associations.n; i++) {
        is_of_it |=
            acv_prefix_contains(subnet->ipv6_cidr_block_associations.items[i].cidr_block, address);
    }
    return is_of_it;
}

void
acv_apply_assign_ipv6_addresses(AcvEditing *editing, const void *request)
{
    const AcvIpv6AddressesRequest *asked = request;
    AcvNetworkInterface *interface = edit_interface(editing, asked->network_interface_id);
    for (size_t i = 0; interface && i < asked->addresses.n; i++) {
        AcvAddress address = asked->addresses.items[i];
        const char *owner = owner_of(editing, interface, address);
        char text[ACV_ADDRESS_TEXT_SIZE];
        if (!is_of_subnet(editing, interface, address)) {
            acv_editing_fail(editing, "ipv6-addresses",
                             "InvalidParameterValue: %s is no address of %s",
                             acv_address_print(address, text), interface->subnet_id);
        } else if (owner) {
            acv_editing_fail(editing, "ipv6-addresses", "InvalidParameterValue: %s has %s already",
                             owner, acv_address_print(address, text));
        } else {
            acv_editing_append(editing, &interface->ipv6_addresses, &address, sizeof address);
        }
    }
}

void
acv_apply_unassign_ipv6_addresses(AcvEditing *editing, const void *request)
{
    const AcvIpv6AddressesRequest *asked = request;
    AcvNetworkInterface *interface = edit_interface(editing, asked->network_interface_id);
    for (size_t i = 0; interface && i < asked->addresses.n; i++) {
        AcvAddress address = asked->addresses.items[i];
        size_t index;
        char text[ACV_ADDRESS_TEXT_SIZE];
        if (find_address(interface, address, &index)) {
            acv_editing_drop(editing, &interface->ipv6_addresses, index, sizeof address);
        } else {
            acv_editing_fail(editing, "ipv6-addresses",
                             "InvalidParameterValue: %s has no address %s", interface->record.id,
                             acv_address_print(address, text));
        }
    }
}

/* Internet gateways, egress-only ones too. Source:
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachInternetGateway.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DetachInternetGateway.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteInternetGateway.html */
#include "change/apply.h"
#include "change/operation.h"

#include <string.h>

static const AcvInternetGateway *
find_gateway(AcvEditing *editing, const char *id)
{
    return (const AcvInternetGateway *) acv_editing_find(editing, "internet-gateway-id",
                                                         "InvalidInternetGatewayID.NotFound",
                                                         ACV_KIND_INTERNET_GATEWAY, id);
}

static AcvInternetGateway *
add_gateway(AcvEditing *editing, AcvKind kind, const AcvGatewayRequest *asked)
{
    AcvInternetGateway *gateway = (AcvInternetGateway *) acv_editing_add(editing, kind, NULL);
    gateway->attachments.items = acv_arena_new0(editing->arena, AcvGatewayAttachment, 0);
    acv_editing_tag(editing, &gateway->record, &asked->tags);
    return gateway;
}

static void
attach(AcvEditing *editing, AcvInternetGateway *gateway, const char *vpc_id, const char *state)
{
    AcvGatewayAttachment attachment = { .vpc_id = acv_arena_text(editing->arena, vpc_id),
                                        .state = state };
    acv_editing_append(editing, &gateway->attachments, &attachment, sizeof attachment);
}

/* The gateway of that kind that is attached to a VPC, or NULL. */
static const AcvInternetGateway *
find_attached(AcvEditing *editing, AcvKind kind, const char *vpc_id)
{
    g_autoptr(GPtrArray) records = acv_editing_list(editing, kind);
    for (guint i = 0; i < records->len; i++) {
        const AcvInternetGateway *gateway = g_ptr_array_index(records, i);
        for (size_t j = 0; j < gateway->attachments.n; j++) {
            if (g_strcmp0(gateway->attachments.items[j].vpc_id, vpc_id) == 0) {
                return gateway;
            }
        }
    }
    return NULL;
}

/* --- Internet gateways --- */

bool
acv_editing_check_internet_gateway(AcvEditing *editing, const char *vpc_id)
{
    bool is_known = acv_snapshot_builder_has_kind(editing->builder, ACV_KIND_INTERNET_GATEWAY);
    g_autoptr(GPtrArray) records = acv_editing_list(editing, ACV_KIND_INTERNET_GATEWAY);
    if (!vpc_id || find_attached(editing, ACV_KIND_INTERNET_GATEWAY, vpc_id)
        || (!is_known && records->len == 0)) {
        return true;
    }
    acv_editing_fail(editing, NULL, "Gateway.NotAttached: %s has no internet gateway attached",
                     vpc_id);
    return false;
}

void
acv_apply_create_internet_gateway(AcvEditing *editing, const void *request)
{
    add_gateway(editing, ACV_KIND_INTERNET_GATEWAY, request);
}

void
acv_apply_attach_internet_gateway(AcvEditing *editing, const void *request)
{
    const AcvGatewayRequest *asked = request;
    const AcvInternetGateway *gateway = find_gateway(editing, asked->gateway_id);
    const AcvVpc *vpc = acv_editing_find_vpc(editing, "vpc-id", asked->vpc_id);
    if (!gateway || !vpc) {
        return;
    }
    const AcvInternetGateway *other =
        find_attached(editing, ACV_KIND_INTERNET_GATEWAY, vpc->record.id);
    if (gateway->attachments.n > 0) {
        acv_editing_fail(editing, "internet-gateway-id",
                         "Resource.AlreadyAssociated: %s is attached to %s", gateway->record.id,
                         gateway->attachments.items[0].vpc_id);
    } else if (other) {
        acv_editing_fail(editing, "vpc-id", "InvalidParameterValue: %s has %s attached already",
                         vpc->record.id, other->record.id);
    } else {
        AcvInternetGateway *changed = (AcvInternetGateway *) acv_editing_touch(
            editing, ACV_KIND_INTERNET_GATEWAY, gateway->record.id);
        attach(editing, changed, vpc->record.id, "available");
    }
}

static bool
has_public_ip(const AcvNetworkInterface *interface)
{
    for (size_t i = 0; i < interface->private_ip_addresses.n; i++) {
        if (interface->private_ip_addresses.items[i].public_ip.family != ACV_FAMILY_NONE) {
            return true;
        }
    }
    return interface->public_ip.family != ACV_FAMILY_NONE;
}

/* Whether an Elastic IP address is the interface's, be it one that AWS is yet to choose. */
static bool
has_elastic_ip(AcvEditing *editing, const AcvNetworkInterface *interface)
{
    g_autoptr(GPtrArray) addresses = acv_editing_list(editing, ACV_KIND_ELASTIC_IP);
    for (guint i = 0; i < addresses->len; i++) {
        const AcvElasticIp *address = g_ptr_array_index(addresses, i);
        if (g_strcmp0(address->network_interface_id, interface->record.id) == 0) {
            return true;
        }
    }
    return false;
}

/* What has a public address in a VPC, and so holds its internet gateway: an interface or a NAT
 * gateway; NULL if nothing does. */
static const AcvRecord *
holder_of_gateway(AcvEditing *editing, const char *vpc_id)
{
    g_autoptr(GPtrArray) interfaces = acv_editing_list(editing, ACV_KIND_NETWORK_INTERFACE);
    for (guint i = 0; i < interfaces->len; i++) {
        const AcvNetworkInterface *interface = g_ptr_array_index(interfaces, i);
        if (g_strcmp0(interface->vpc_id, vpc_id) == 0
            && (has_public_ip(interface) || has_elastic_ip(editing, interface))) {
            return &interface->record;
        }
    }
    g_autoptr(GPtrArray) gateways = acv_editing_list(editing, ACV_KIND_NAT_GATEWAY);
    for (guint i = 0; i < gateways->len; i++) {
        const AcvNatGateway *gateway = g_ptr_array_index(gateways, i);
        bool is_there = !gateway->state || strcmp(gateway->state, "available") == 0
                        || strcmp(gateway->state, "pending") == 0;
        if (is_there && g_strcmp0(gateway->vpc_id, vpc_id) == 0
            && g_strcmp0(gateway->connectivity_type, "private") != 0) {
            return &gateway->record;
        }
    }
    return NULL;
}

void
acv_apply_detach_internet_gateway(AcvEditing *editing, const void *request)
{
    const AcvGatewayRequest *asked = request;
    const AcvInternetGateway *gateway = find_gateway(editing, asked->gateway_id);
    const AcvVpc *vpc = acv_editing_find_vpc(editing, "vpc-id", asked->vpc_id);
    size_t index = 0;
    if (!gateway || !vpc) {
        return;
    }
    while (index < gateway->attachments.n
           && g_strcmp0(gateway->attachments.items[index].vpc_id, vpc->record.id) != 0) {
        index++;
    }
    if (index == gateway->attachments.n) {
        acv_editing_fail(editing, "internet-gateway-id",
                         "Gateway.NotAttached: %s is not attached to %s", gateway->record.id,
                         vpc->record.id);
        return;
    }
    const AcvRecord *holder = holder_of_gateway(editing, vpc->record.id);
    if (holder) {
        acv_editing_fail(editing, "vpc-id",
                         "DependencyViolation: %s still has public addresses mapped, such as that "
                         "of %s",
                         vpc->record.id, holder->id);
        return;
    }
    AcvInternetGateway *changed = (AcvInternetGateway *) acv_editing_touch(
        editing, ACV_KIND_INTERNET_GATEWAY, gateway->record.id);
    acv_editing_drop(editing, &changed->attachments, index, sizeof(AcvGatewayAttachment));
}

void
acv_apply_delete_internet_gateway(AcvEditing *editing, const void *request)
{
    const AcvGatewayRequest *asked = request;
    const AcvInternetGateway *gateway = find_gateway(editing, asked->gateway_id);
    if (gateway && gateway->attachments.n > 0) {
        acv_editing_fail(editing, "internet-gateway-id",
                         "DependencyViolation: %s is attached to %s; detach it first",
                         gateway->record.id, gateway->attachments.items[0].vpc_id);
    } else if (gateway) {
        acv_editing_remove(editing, ACV_KIND_INTERNET_GATEWAY, gateway->record.id);
    }
}

/* --- Egress-only internet gateways --- */

/* A VPC has one at most.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
void
acv_apply_create_egress_only_internet_gateway(AcvEditing *editing, const void *request)
{
    const AcvGatewayRequest *asked = request;
    const AcvVpc *vpc = acv_editing_find_vpc(editing, "vpc-id", asked->vpc_id);
    if (!vpc) {
        return;
    }
    const AcvInternetGateway *other =
        find_attached(editing, ACV_KIND_EGRESS_ONLY_INTERNET_GATEWAY, vpc->record.id);
    if (other) {
        acv_editing_fail(editing, "vpc-id",
                         "EgressOnlyInternetGatewayLimitExceeded: %s has %s already",
                         vpc->record.id, other->record.id);
        return;
    }
    attach(editing, add_gateway(editing, ACV_KIND_EGRESS_ONLY_INTERNET_GATEWAY, asked),
           vpc->record.id, "attached");
}

void
acv_apply_delete_egress_only_internet_gateway(AcvEditing *editing, const void *request)
{
    const AcvGatewayRequest *asked = request;
    if (acv_editing_find(editing, "egress-only-internet-gateway-id", "InvalidGatewayID.NotFound",
                         ACV_KIND_EGRESS_ONLY_INTERNET_GATEWAY, asked->gateway_id)) {
        acv_editing_remove(editing, ACV_KIND_EGRESS_ONLY_INTERNET_GATEWAY, asked->gateway_id);
    }
}

/* What one packet meets at an internet gateway. */
#include "one_rules.h"

#include <string.h>

const AcvInternetGateway *
one_gateway_of(const AcvSnapshot *snapshot, const AcvVpc *vpc)
{
    size_t n;
    const AcvRecord *const *all = acv_snapshot_list(snapshot, ACV_KIND_INTERNET_GATEWAY, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvInternetGateway *gateway = (const AcvInternetGateway *) all[i];
        if (gateway->attachments.n > 0
            && g_str_equal(gateway->attachments.items[0].vpc_id, vpc->record.id)) {
            return gateway;
        }
    }
    return NULL;
}

bool
one_is_attached(const AcvInternetGateway *gateway, const AcvVpc *vpc)
{
    const AcvGatewayAttachment *attachment = gateway->attachments.items;
    return gateway->attachments.n > 0 && g_str_equal(attachment->vpc_id, vpc->record.id)
           && (!attachment->state || g_str_equal(attachment->state, "available")
               || g_str_equal(attachment->state, "attached"));
}

static bool
is_excluded(const AcvVpcBlockPublicAccessExclusion *exclusion, const AcvVpc *vpc,
            const AcvSubnet *subnet, const char *mode)
{
    g_autofree char *of_vpc = g_strconcat(":vpc/", vpc->record.id, NULL);
    g_autofree char *of_subnet = g_strconcat(":subnet/", subnet ? subnet->record.id : "?", NULL);
    return g_str_equal(exclusion->state, "create-complete") && g_str_equal(exclusion->mode, mode)
           && (g_str_has_suffix(exclusion->resource_arn, of_vpc)
               || g_str_has_suffix(exclusion->resource_arn, of_subnet));
}

/* An account blocks both directions or what comes in; against the latter only gateways that let
 * nothing in are let out. An exclusion may allow all, or what goes out. */
bool
one_public_access(const AcvSnapshot *snapshot, const AcvVpc *vpc, const AcvSubnet *subnet,
                  bool is_outbound_only)
{
    size_t n;
    const AcvRecord *const *all =
        acv_snapshot_list(snapshot, ACV_KIND_VPC_BLOCK_PUBLIC_ACCESS_OPTIONS, &n);
    const char *mode =
        n > 0 ? ((const AcvVpcBlockPublicAccessOptions *) all[0])->internet_gateway_block_mode
              : "off";
    bool may_go_out = g_str_equal(mode, "block-ingress");
    all = acv_snapshot_list(snapshot, ACV_KIND_VPC_BLOCK_PUBLIC_ACCESS_EXCLUSION, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvVpcBlockPublicAccessExclusion *exclusion = (const void *) all[i];
        if (is_excluded(exclusion, vpc, subnet, "allow-bidirectional")) {
            return true;
        }
        may_go_out |= is_excluded(exclusion, vpc, subnet, "allow-egress");
    }
    return g_str_equal(mode, "off") || (may_go_out && is_outbound_only);
}

/* A pair of addresses of an interface or a NAT gateway. */
typedef bool (*PairTest)(const AcvPacket *packet, AcvAddress private_ip, AcvAddress public_ip);

static bool
sends(const AcvPacket *packet, AcvAddress private_ip, AcvAddress public_ip)
{
    (void) public_ip;
    return packet->source == private_ip.value;
}

static bool
is_meant(const AcvPacket *packet, AcvAddress private_ip, AcvAddress public_ip)
{
    (void) private_ip;
    return packet->destination == public_ip.value;
}

static bool
find_pair(const AcvSnapshot *snapshot, const AcvVpc *vpc, const AcvPacket *packet, PairTest test,
          AcvAddress pair[static 2])
{
    size_t n;
    const AcvRecord *const *all = acv_snapshot_list(snapshot, ACV_KIND_NETWORK_INTERFACE, &n);
    for (size_t i = 0; i < n && packet->family == ACV_FAMILY_IPV4; i++) {
        const AcvNetworkInterface *interface = (const AcvNetworkInterface *) all[i];
        pair[0] = interface->private_ip_address;
        pair[1] = interface->public_ip;
        if (pair[1].family == ACV_FAMILY_IPV4 && g_str_equal(interface->vpc_id, vpc->record.id)
            && test(packet, pair[0], pair[1])) {
            return true;
        }
    }
    all = acv_snapshot_list(snapshot, ACV_KIND_NAT_GATEWAY, &n);
    for (size_t i = 0; i < n && packet->family == ACV_FAMILY_IPV4; i++) {
        const AcvNatGateway *gateway = (const AcvNatGateway *) all[i];
        pair[0] = gateway->addresses.items[0].private_ip;
        pair[1] = gateway->addresses.items[0].public_ip;
        if (pair[1].family == ACV_FAMILY_IPV4 && g_str_equal(gateway->vpc_id, vpc->record.id)
            && test(packet, pair[0], pair[1])) {
            return true;
        }
    }
    return false;
}

bool
one_public_of(const AcvSnapshot *snapshot, const AcvVpc *vpc, const AcvPacket *packet,
              AcvAddress *out_public)
{
    AcvAddress pair[2];
    bool found = find_pair(snapshot, vpc, packet, sends, pair);
    if (found) {
        *out_public = pair[1];
    }
    return found;
}

bool
one_make_private(const AcvSnapshot *snapshot, const AcvVpc *vpc, AcvPacket *packet)
{
    AcvAddress pair[2];
    bool found = find_pair(snapshot, vpc, packet, is_meant, pair);
    if (found) {
        packet->destination = pair[0].value;
    }
    return found;
}

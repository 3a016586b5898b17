#include "network/resolver.h"

#include <string.h>

/* --- Resolvers --- */

static bool
is_amazon_server(AcvNetwork *network, const AcvVpc *vpc, const char *text)
{
    AcvAddress address;
    return g_ascii_strcasecmp(text, "AmazonProvidedDNS") == 0
           || (acv_address_parse(text, &address, NULL)
               && acv_address_set_contains(acv_network_resolver_addresses(network, vpc), address));
}

/* The servers that the options name, until one of them is Amazon's. A name that is no address
 * leaves nothing known. */
static AcvResolver
read_servers(AcvNetwork *network, const AcvVpc *vpc, const AcvDhcpOptions *options,
             const AcvStrings *values)
{
    AcvResolver resolver = { .kind = ACV_RESOLVER_AMAZON, .options = options };
    AcvAddress *servers = acv_arena_new0(acv_network_arena(network), AcvAddress, values->n);
    for (size_t i = 0; i < values->n && !is_amazon_server(network, vpc, values->items[i]); i++) {
        if (!acv_address_parse(values->items[i], &servers[i], NULL)) {
            return (AcvResolver){ .kind = ACV_RESOLVER_UNKNOWN,
                                  .options = options,
                                  .missing = { ACV_KIND_DHCP_OPTIONS, options->record.id,
                                               "domain-name-servers", NULL } };
        }
        resolver.kind = ACV_RESOLVER_CUSTOM;
        resolver.n_servers = i + 1;
    }
    resolver.servers = servers;
    resolver.falls_back = resolver.n_servers < values->n;
    return resolver;
}

AcvResolver
acv_network_resolver(AcvNetwork *network, const AcvVpc *vpc)
{
    const AcvSnapshot *snapshot = acv_network_snapshot(network);
    const char *id = vpc->dhcp_options_id;
    const AcvDhcpOptions *options = acv_snapshot_find_dhcp_options(snapshot, id);
    if (options) {
        const AcvStrings *values = acv_dhcp_options_values(options, "domain-name-servers");
        return values ? read_servers(network, vpc, options, values)
                      : (AcvResolver){ .kind = ACV_RESOLVER_AMAZON, .options = options };
    }
    if (!id || g_str_equal(id, "default")
        || !acv_snapshot_has_kind(snapshot, ACV_KIND_DHCP_OPTIONS)) {
        return (AcvResolver){ .kind = ACV_RESOLVER_AMAZON,
                              .assumption = ACV_ASSUMPTION_AMAZON_RESOLVER };
    }
    return (AcvResolver){ .kind = ACV_RESOLVER_UNKNOWN,
                          .missing = { ACV_KIND_DHCP_OPTIONS, id, NULL, &vpc->record } };
}

/* --- Attributes of a VPC --- */

bool
acv_vpc_has_dns_support(const AcvVpc *vpc)
{
    return vpc->enable_dns_support != ACV_FLAG_FALSE;
}

static bool
has_endpoint_with_private_dns(AcvNetwork *network, const AcvVpc *vpc)
{
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(acv_network_snapshot(network), ACV_KIND_VPC_ENDPOINT, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvVpcEndpoint *endpoint = (const AcvVpcEndpoint *) records[i];
        if (acv_endpoint_is_interface(endpoint) && endpoint->private_dns_enabled != ACV_FLAG_FALSE
            && acv_endpoint_vpc(network, endpoint) == vpc) {
            return true;
        }
    }
    return false;
}

bool
acv_vpc_has_dns_hostnames(AcvNetwork *network, const AcvVpc *vpc, bool *out_assumed)
{
    bool assumed = vpc->enable_dns_hostnames == ACV_FLAG_ABSENT;
    if (out_assumed) {
        *out_assumed = assumed;
    }
    return assumed ? vpc->is_default == ACV_FLAG_TRUE || has_endpoint_with_private_dns(network, vpc)
                   : vpc->enable_dns_hostnames == ACV_FLAG_TRUE;
}

/* --- Endpoints --- */

unsigned
acv_endpoint_private_dns_obstacles(AcvNetwork *network, const AcvVpcEndpoint *endpoint,
                                   bool *out_assumed)
{
    const AcvVpc *vpc = acv_endpoint_vpc(network, endpoint);
    bool hostnames_assumed;
    bool has_hostnames = acv_vpc_has_dns_hostnames(network, vpc, &hostnames_assumed);
    unsigned obstacles = 0;
    obstacles |= acv_endpoint_is_usable(endpoint) ? 0 : ACV_PRIVATE_DNS_BAD_STATE;
    obstacles |= endpoint->private_dns_enabled == ACV_FLAG_FALSE ? ACV_PRIVATE_DNS_OFF : 0;
    obstacles |= endpoint->private_dns_only_for_inbound_resolver_endpoint == ACV_FLAG_TRUE
                     ? ACV_PRIVATE_DNS_INBOUND_ONLY
                     : 0;
    obstacles |= acv_vpc_has_dns_support(vpc) ? 0 : ACV_PRIVATE_DNS_NO_SUPPORT;
    obstacles |= has_hostnames ? 0 : ACV_PRIVATE_DNS_NO_HOSTNAMES;
    if (out_assumed) {
        *out_assumed = endpoint->private_dns_enabled == ACV_FLAG_ABSENT || hostnames_assumed;
    }
    return obstacles;
}

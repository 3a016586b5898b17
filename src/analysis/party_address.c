#include "analysis/party_address.h"

#include "acv/problem.h"
#include "analysis/party_new.h"

bool
acv_addresses_parse(const char *text, AcvPrefix *out_prefix)
{
    AcvAddress address;
    if (g_str_equal(text, "internet")) {
        *out_prefix = (AcvPrefix){ .address = { 0, ACV_FAMILY_IPV4 } };
        return true;
    }
    if (acv_address_parse(text, &address, NULL)) {
        *out_prefix = acv_prefix_of(address, acv_family_bits(address.family));
        return true;
    }
    return acv_prefix_parse(text, out_prefix, NULL, NULL);
}

/* An address as a source is the interface that has it, or one of its subnet without a group. */
static AcvParty *
source_of_address(AcvNetwork *network, AcvPrefix prefix, const char *text, GError **error)
{
    AcvAddressRange range = acv_prefix_range(prefix);
    size_t n_vpcs;
    const AcvRecord *const *vpcs =
        acv_snapshot_list(acv_network_snapshot(network), ACV_KIND_VPC, &n_vpcs);
    for (size_t i = 0; i < n_vpcs && range.first == range.last; i++) {
        const AcvVpc *vpc = (const AcvVpc *) vpcs[i];
        size_t n;
        const AcvOwned *owned = acv_network_owners(network, vpc, range, &n);
        g_autoptr(GPtrArray) subnets = acv_network_subnets(network, vpc, range);
        AcvParty *party = NULL;
        if (n > 0 && owned[0].owner->kind != ACV_KIND_NAT_GATEWAY) {
            party = acv_party_of_record(network, owned[0].owner, ACV_ROLE_SOURCE);
        } else if (subnets->len > 0) {
            static const char *no_groups[1];
            const AcvSubnet *subnet = g_ptr_array_index(subnets, 0);
            party = acv_party_of_record(network, &subnet->record, ACV_ROLE_SOURCE);
            AcvPlacement placement = { .vpc = vpc,
                                       .subnet = subnet,
                                       .subnet_id = subnet->record.id,
                                       .group_ids = { no_groups, 0 } };
            g_array_set_size(party->placements, 0);
            g_array_append_val(party->placements, placement);
        }
        if (party) {
            g_array_index(party->placements, AcvPlacement, 0).addresses =
                acv_network_range_set(network, range);
            return party;
        }
    }
    g_set_error(error, ACV_ERROR, ACV_ERROR_UNKNOWN,
                "no subnet of the scenario holds the source \"%s\"", text);
    return NULL;
}

GPtrArray *
acv_parties_of_addresses(AcvNetwork *network, const char *text, AcvPrefix prefix, AcvRole role,
                         GError **error)
{
    g_autoptr(GPtrArray) parties = acv_parties_new();
    AcvParty *party = role == ACV_ROLE_SOURCE && prefix.length > 0
                          ? source_of_address(network, prefix, text, error)
                          : acv_party_of_addresses(network, prefix);
    if (!party) {
        return NULL;
    }
    g_ptr_array_add(parties, party);
    return g_steal_pointer(&parties);
}

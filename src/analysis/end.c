#include "analysis/end.h"

/* What the internet can send to: the public addresses of a placement, for which a private one
 * stands that AWS is yet to give one; if it has none, its private ones, which the gateway then
 * refuses. */
static const AcvAddressSet *
public_addresses_of(AcvNetwork *network, const AcvPlacement *placement)
{
    size_t n_pairs;
    const AcvPublicPair *pairs = acv_network_public_pairs(network, placement->vpc, &n_pairs);
    g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(AcvAddressRange));
    for (size_t i = 0; i < n_pairs; i++) {
        if (acv_address_set_overlaps(placement->addresses, pairs[i].private_range)) {
            AcvAddressRange range = acv_address_range(pairs[i].public_ip);
            g_array_append_val(ranges, range);
        }
    }
    const AcvAwaitedPair *awaited = acv_network_awaited_pairs(network, placement->vpc, &n_pairs);
    for (size_t i = 0; placement->interface && i < n_pairs; i++) {
        if (acv_address_set_overlaps(placement->addresses, awaited[i].private_range)) {
            g_array_append_val(ranges, awaited[i].private_range);
        }
    }
    for (size_t i = 0; i < placement->addresses->n_ranges; i++) {
        AcvAddressRange range = placement->addresses->ranges[i];
        if (range.family == ACV_FAMILY_IPV6) {
            g_array_append_val(ranges, range);
        }
    }
    return ranges->len == 0
               ? placement->addresses
               : acv_network_keep_addresses_take(
                   network,
                   acv_address_set_new((const AcvAddressRange *) (const void *) ranges->data,
                                       ranges->len));
}

AcvEnd
acv_end_of(const AcvParty *party, const AcvPlacement *placement)
{
    AcvEnd end = { .kind = party->kind,
                   .party = party,
                   .record = party->record,
                   .placement = placement,
                   .addresses = party->addresses };
    if (placement) {
        end.addresses = placement->addresses;
        end.record = placement->within && placement->resource ? placement->resource : party->record;
    }
    return end;
}

static void
append_end(GArray *ends, const AcvParty *party, const AcvPlacement *placement)
{
    AcvEnd end = acv_end_of(party, placement);
    g_array_append_val(ends, end);
}

void
acv_ends_append(GArray *ends, const AcvParty *party)
{
    for (guint i = 0; party->placements && i < party->placements->len; i++) {
        append_end(ends, party, &g_array_index(party->placements, AcvPlacement, i));
    }
    if (!party->placements || party->placements->len == 0) {
        append_end(ends, party, NULL);
    }
}

GArray *
acv_ends_of(const GPtrArray *parties)
{
    GArray *ends = g_array_new(FALSE, FALSE, sizeof(AcvEnd));
    for (guint i = 0; i < parties->len; i++) {
        acv_ends_append(ends, g_ptr_array_index(parties, i));
    }
    return ends;
}

/* --- Services --- */

const AcvVpcEndpoint *
acv_end_endpoint(AcvNetwork *network, const AcvService *service)
{
    g_autoptr(GPtrArray) endpoints = acv_service_endpoints(network, service, false);
    const AcvVpcEndpoint *best = NULL;
    for (guint i = 0; i < endpoints->len; i++) {
        const AcvVpcEndpoint *endpoint = g_ptr_array_index(endpoints, i);
        bool is_better = !best
                         || (best->private_dns_enabled == ACV_FLAG_FALSE
                             && endpoint->private_dns_enabled != ACV_FLAG_FALSE);
        if (acv_endpoint_is_usable(endpoint) && is_better) {
            best = endpoint;
        }
    }
    return best;
}

static void
append_endpoint_ends(AcvNetwork *network, GArray *ends, const AcvEnd *like,
                     const AcvRecord *endpoint)
{
    g_autoptr(GArray) placements = acv_placements_of(network, endpoint);
    for (guint i = 0; i < placements->len; i++) {
        AcvPlacement *kept = acv_arena_new0(acv_network_arena(network), AcvPlacement, 1);
        *kept = g_array_index(placements, AcvPlacement, i);
        AcvEnd end = *like;
        end.record = endpoint;
        end.placement = kept;
        end.addresses = kept->addresses;
        g_array_append_val(ends, end);
    }
}

AcvService *
acv_end_service(AcvNetwork *network, const AcvParty *party, const AcvEnd *source)
{
    const AcvPlacement *from = source->placement;
    if (party->kind == ACV_PARTY_HOST) {
        return acv_service_of_host(network, party->host, from ? from->vpc : NULL);
    }
    const char *region = from ? acv_network_region_of(network, from->subnet)
                              : acv_network_region_of_record(network, source->record);
    AcvService *service =
        acv_service_of_name(network, &party->service, from ? from->vpc : NULL, region);
    service->gateway = (const AcvVpcEndpoint *) party->record;
    return service;
}

static void
append_service_ends(AcvNetwork *network, GArray *ends, const AcvParty *party, const AcvEnd *source)
{
    AcvService *service = acv_end_service(network, party, source);
    const AcvVpcEndpoint *endpoint = party->record ? NULL : acv_end_endpoint(network, service);
    AcvEnd end = { .kind = ACV_PARTY_SERVICE,
                   .party = party,
                   .record = party->record,
                   .service = service,
                   .addresses = service->addresses };
    if (endpoint) {
        append_endpoint_ends(network, ends, &end, &endpoint->record);
    } else {
        g_array_append_val(ends, end);
    }
}

void
acv_ends_append_target(AcvNetwork *network, GArray *ends, const AcvParty *party,
                       const AcvEnd *source)
{
    if (party->kind == ACV_PARTY_SERVICE || party->kind == ACV_PARTY_HOST) {
        append_service_ends(network, ends, party, source);
    } else {
        acv_ends_append(ends, party);
    }
}

/* --- Addresses --- */

/* A single address of the source's VPC that an interface owns is that interface. */
static void
find_owner(AcvNetwork *network, const AcvVpc *vpc, AcvEnd *target)
{
    const AcvAddressSet *addresses = target->addresses;
    if (target->kind != ACV_PARTY_ADDRESSES || !vpc || addresses->n_ranges != 1
        || addresses->ranges[0].first != addresses->ranges[0].last) {
        return;
    }
    size_t n;
    const AcvOwned *owned = acv_network_owners(network, vpc, addresses->ranges[0], &n);
    AcvPlacement *placement = acv_arena_new0(acv_network_arena(network), AcvPlacement, 1);
    if (n == 0 || !acv_placement_of_owner(network, owned[0].owner, placement)) {
        return;
    }
    placement->addresses = addresses;
    *target = (AcvEnd){ .kind = ACV_PARTY_PLACEMENTS,
                        .party = target->party,
                        .record = owned[0].owner,
                        .placement = placement,
                        .addresses = addresses,
                        .naming = target->naming,
                        .port = target->port };
}

bool
acv_end_is_nowhere(const AcvEnd *end)
{
    return end->kind == ACV_PARTY_PLACEMENTS && !end->placement;
}

/* The public addresses of a family, as they are from 'other'. */
static const AcvAddressSet *
internet_seen_by(AcvNetwork *network, const AcvEnd *end, const AcvEnd *other)
{
    AcvFamily family = end->addresses->ranges[0].family;
    return acv_network_internet_from(network, family,
                                     other->placement ? other->placement->vpc : NULL);
}

void
acv_ends_settle(AcvNetwork *network, AcvEnd *source, AcvEnd *target)
{
    if (target->kind == ACV_PARTY_INTERNET) {
        target->addresses = internet_seen_by(network, target, source);
    }
    if (source->kind == ACV_PARTY_INTERNET) {
        source->addresses = internet_seen_by(network, source, target);
        if (target->placement) {
            target->addresses = public_addresses_of(network, target->placement);
        }
    }
    if (source->kind == ACV_PARTY_OUTSIDE || source->kind == ACV_PARTY_SILENT) {
        source->addresses = acv_network_all_addresses(network);
    }
    const AcvVpc *vpc = source->placement ? source->placement->vpc : NULL;
    if (acv_end_is_nowhere(target)) {
        target->addresses =
            vpc ? acv_network_vpc_addresses(network, vpc) : acv_network_all_addresses(network);
    }
    if (target->kind == ACV_PARTY_OUTSIDE) {
        target->addresses = acv_network_all_addresses(network);
    }
    find_owner(network, vpc, target);
}

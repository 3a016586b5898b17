#include "analysis/traffic.h"

/* More different rules than this are one for all protocols. */
enum { MAX_TRAFFICS = 4 };

/* --- Prefixes --- */

/* The longest prefix that holds a range. */
static AcvPrefix
hull(AcvAddressRange range)
{
    unsigned length = acv_family_bits(range.family);
    AcvAddress first = { range.first, range.family };
    while (acv_prefix_range(acv_prefix_of(first, length)).last < range.last) {
        length--;
    }
    return acv_prefix_of(first, length);
}

/* The prefixes of a range if they are two at most, else its hull. */
static void
append_range(GArray *prefixes, AcvAddressRange range)
{
    enum { MOST_EXACT = 2 };
    g_autoptr(GArray) exact = g_array_new(FALSE, FALSE, sizeof(AcvPrefix));
    acv_address_range_append_prefixes(range, exact);
    if (exact->len <= MOST_EXACT) {
        g_array_append_vals(prefixes, exact->data, exact->len);
    } else {
        AcvPrefix prefix = hull(range);
        g_array_append_val(prefixes, prefix);
    }
}

/* Without those that lie in the one before them; the list ascends. */
static void
drop_covered(GArray *prefixes)
{
    for (guint i = 1; i < prefixes->len;) {
        AcvPrefix before = g_array_index(prefixes, AcvPrefix, i - 1);
        AcvPrefix here = g_array_index(prefixes, AcvPrefix, i);
        if (acv_prefix_covers(before, here)) {
            g_array_remove_index(prefixes, i);
        } else if (acv_prefix_covers(here, before)) {
            g_array_remove_index(prefixes, i - 1);
            i = i > 1 ? i - 1 : 1;
        } else {
            i++;
        }
    }
}

/* Whether a set has so many ranges as all public addresses have, which is as good as everything. */
static bool
is_scattered(const AcvAddressSet *set, AcvFamily family)
{
    enum { MANY = 12 };
    size_t n = 0;
    for (size_t i = 0; i < set->n_ranges; i++) {
        n += set->ranges[i].family == family;
    }
    return n > MANY;
}

GArray *
acv_prefixes_of(const AcvAddressSet *set, AcvFamily family)
{
    enum { MOST_PREFIXES = 8 };
    GArray *prefixes = g_array_new(FALSE, FALSE, sizeof(AcvPrefix));
    AcvAddressRange whole = { .family = ACV_FAMILY_NONE };
    for (size_t i = 0; i < set->n_ranges; i++) {
        AcvAddressRange range = set->ranges[i];
        if (range.family == family) {
            append_range(prefixes, range);
            whole.first = whole.family == ACV_FAMILY_NONE ? range.first : whole.first;
            whole.last = range.last;
            whole.family = family;
        }
    }
    drop_covered(prefixes);
    if (prefixes->len > MOST_PREFIXES || is_scattered(set, family)) {
        AcvPrefix prefix = hull(whole);
        g_array_set_size(prefixes, 0);
        g_array_append_val(prefixes, prefix);
    }
    return prefixes;
}

/* --- Traffic --- */

/* Who the other side of the rule is: whom packets go to on egress, who sends them on ingress; a
 * reply goes the other way than what it answers. */
static const AcvAddressSet *
peers_of(const AcvHeaderSet *header, const AcvBlocker *blocker)
{
    bool is_egress = blocker->step->stage->direction == ACV_DIRECTION_EGRESS;
    return is_egress != blocker->step->is_reply ? header->destinations : header->sources;
}

/* The ICMP type that answers 'type'. */
static uint16_t
reply_type(const AcvHeaderSet *header, uint16_t type)
{
    AcvPacket request = { .family = header->family,
                          .protocol = (uint8_t) header->protocols[0].first,
                          .source_port = type };
    return acv_packet_reply(&request).source_port;
}

/* The ports, or types, that arrive: of a reply those that the request came from. */
static void
set_ports(AcvTraffic *traffic, const AcvHeaderSet *header, bool is_reply)
{
    const AcvNumberRange *ranges = is_reply ? header->source_ports : header->destination_ports;
    size_t n = is_reply ? header->n_source_ports : header->n_destination_ports;
    if (header->n_icmp_types > 0) {
        traffic->ports = header->icmp_types[0];
        traffic->has_ports = header->n_icmp_types == 1;
        if (is_reply) {
            traffic->ports.first = reply_type(header, traffic->ports.first);
            traffic->ports.last = reply_type(header, traffic->ports.last);
        }
    } else if (n > 0) {
        traffic->ports = (AcvNumberRange){ ranges[0].first, ranges[n - 1].last };
        traffic->has_ports = true;
    } else if (acv_protocol_layer4((uint8_t) traffic->protocol) == ACV_LAYER4_PORTS) {
        traffic->ports = (AcvNumberRange){ 0, UINT16_MAX };
        traffic->has_ports = true;
    }
}

static bool
has_one_protocol(const AcvHeaderSet *header)
{
    return header->n_protocols == 1 && header->protocols[0].first == header->protocols[0].last;
}

static bool
same_rule(const AcvTraffic *a, const AcvTraffic *b)
{
    return a->family == b->family && a->protocol == b->protocol && a->has_ports == b->has_ports
           && a->ports.first == b->ports.first && a->ports.last == b->ports.last;
}

static void
merge(AcvNetwork *network, GArray *traffics, const AcvTraffic *traffic)
{
    for (guint i = 0; i < traffics->len; i++) {
        AcvTraffic *other = &g_array_index(traffics, AcvTraffic, i);
        if (same_rule(other, traffic)) {
            other->peers = acv_network_keep_addresses_take(
                network, acv_address_set_union(other->peers, traffic->peers));
            return;
        }
    }
    g_array_append_val(traffics, *traffic);
}

/* One rule for all protocols instead of many. */
static GArray *
generalise(AcvNetwork *network, const GArray *traffics)
{
    GArray *general = g_array_new(FALSE, TRUE, sizeof(AcvTraffic));
    for (guint i = 0; i < traffics->len; i++) {
        const AcvTraffic *traffic = &g_array_index(traffics, AcvTraffic, i);
        AcvTraffic any = { .family = traffic->family, .protocol = -1, .peers = traffic->peers };
        merge(network, general, &any);
    }
    return general;
}

GArray *
acv_traffic_of(AcvNetwork *network, const AcvBlocker *blocker)
{
    g_autoptr(AcvHeaderSets) headers = acv_header_sets_new(blocker->packets);
    g_autoptr(GArray) traffics = g_array_new(FALSE, TRUE, sizeof(AcvTraffic));
    for (size_t i = 0; i < acv_header_sets_count(headers); i++) {
        const AcvHeaderSet *header = acv_header_sets_get(headers, i);
        g_autoptr(AcvAddressSet) none = acv_address_set_new(NULL, 0);
        AcvTraffic traffic = { .family = header->family, .protocol = -1 };
        if (has_one_protocol(header)) {
            traffic.protocol = header->protocols[0].first;
            set_ports(&traffic, header, blocker->step->is_reply);
        }
        traffic.peers = acv_network_keep_addresses_take(
            network, acv_address_set_union(peers_of(header, blocker), none));
        merge(network, traffics, &traffic);
    }
    return traffics->len > MAX_TRAFFICS ? generalise(network, traffics)
                                        : g_steal_pointer(&traffics);
}

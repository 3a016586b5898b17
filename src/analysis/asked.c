#include "analysis/asked.h"

enum { HTTPS = 443 };

/* The service that a target is, or that its endpoint leads to; NULL if it is none of AWS's. */
static const AcvServiceRow *
service_row(AcvNetwork *network, const AcvEnd *target)
{
    if (target->service) {
        return target->service->row;
    }
    return target->record && target->record->kind == ACV_KIND_VPC_ENDPOINT
               ? acv_endpoint_service(network, (const AcvVpcEndpoint *) target->record)
               : NULL;
}

/* What a target without ports is asked for. */
static AcvAskedPorts
default_ports(AcvNetwork *network, const AcvEnd *target)
{
    AcvAskedPorts ports = { .given = true,
                            .first_protocol = ACV_PROTOCOL_TCP,
                            .last_protocol = ACV_PROTOCOL_TCP,
                            .ports = { HTTPS, HTTPS } };
    if (target->kind == ACV_PARTY_INTERNET || (target->service && target->service->is_host)) {
        return ports;
    }
    if (target->port != 0) {
        ports.ports = (AcvPortRange){ target->port, target->port };
        return ports;
    }
    const AcvServiceRow *service = service_row(network, target);
    if (service) {
        ports.ports = (AcvPortRange){ service->port, service->port };
        return ports;
    }
    const AcvRecord *resource = target->placement ? target->placement->resource : target->record;
    if (resource && acv_listens_on_one_port(resource)) {
        bool assumed;
        AcvNumber port = acv_listening_port(network, resource, &assumed);
        ports.ports = port.given ? (AcvPortRange){ (uint16_t) port.value, (uint16_t) port.value }
                                 : ACV_PORTS_ALL;
        return ports;
    }
    return (
        AcvAskedPorts){ .given = true, .last_protocol = ACV_PROTOCOL_LAST, .ports = ACV_PORTS_ALL };
}

/* ICMP is another protocol in each family, and so is its echo request. */
static AcvAskedPorts
ports_of_family(AcvAskedPorts ports, AcvFamily family)
{
    if (family == ACV_FAMILY_IPV6 && ports.first_protocol == ACV_PROTOCOL_ICMP
        && ports.last_protocol == ACV_PROTOCOL_ICMP) {
        ports.first_protocol = ports.last_protocol = ACV_PROTOCOL_ICMPV6;
        if (ports.ports.last == ACV_ICMP_ECHO_REQUEST) {
            ports.ports = (AcvPortRange){ ACV_ICMPV6_ECHO_REQUEST, ACV_ICMPV6_ECHO_REQUEST };
        }
    }
    return ports;
}

/* Appends a match for each stretch of protocols that have the same kind of fields. */
static void
append_matches(const AcvAskedPorts *ports, AcvPortRange client_ports, const AcvMatch *like,
               GArray *matches)
{
    for (unsigned first = ports->first_protocol; first <= ports->last_protocol;) {
        AcvLayer4 layer4 = acv_protocol_layer4((uint8_t) first);
        unsigned last = first;
        while (last < ports->last_protocol && acv_protocol_layer4((uint8_t) (last + 1)) == layer4) {
            last++;
        }
        AcvMatch match = *like;
        match.first_protocol = (uint8_t) first;
        match.last_protocol = (uint8_t) last;
        switch (layer4) {
        case ACV_LAYER4_PORTS:
            match.source_ports = client_ports;
            match.destination_ports = ports->ports;
            break;
        case ACV_LAYER4_ICMP:
            match.source_ports = ports->ports;
            if (ports->ports.first == ports->ports.last) {
                match.destination_ports = (AcvPortRange){ 0, 0 }; /* An echo request's code. */
            }
            break;
        case ACV_LAYER4_NONE:
            break;
        }
        g_array_append_val(matches, match);
        first = last + 1;
    }
}

static const AcvAddressSet *
of_family(AcvNetwork *network, const AcvAddressSet *addresses, AcvFamily family)
{
    AcvAddressRange all = { 0, acv_family_last(family), family };
    g_autoptr(AcvAddressSet) whole = acv_address_set_new(&all, 1);
    return acv_network_keep_addresses_take(network, acv_address_set_intersect(addresses, whole));
}

const AcvPacketSet *
acv_asked_packets(const AcvInquiry *inquiry, const AcvPath *path)
{
    static const AcvFamily families[] = { ACV_FAMILY_IPV4, ACV_FAMILY_IPV6 };
    bool is_own = !path->opened_by;
    AcvAskedPorts ports = is_own && inquiry->ports.given
                              ? inquiry->ports
                              : default_ports(inquiry->network, &path->target);
    AcvPortRange client_ports = is_own ? inquiry->question->ephemeral_ports : ACV_EPHEMERAL_PORTS;
    g_autoptr(GArray) matches = g_array_new(FALSE, FALSE, sizeof(AcvMatch));
    for (size_t i = 0; i < G_N_ELEMENTS(families); i++) {
        AcvMatch like = ACV_MATCH_ALL;
        like.sources = of_family(inquiry->network, path->source.addresses, families[i]);
        like.destinations = of_family(inquiry->network, path->target.addresses, families[i]);
        if (!acv_address_set_is_empty(like.sources)
            && !acv_address_set_is_empty(like.destinations)) {
            AcvAskedPorts of = ports_of_family(ports, families[i]);
            append_matches(&of, client_ports, &like, matches);
        }
    }
    return acv_packet_set_from_matches(acv_network_space(inquiry->network),
                                       (const AcvMatch *) (const void *) matches->data,
                                       matches->len);
}

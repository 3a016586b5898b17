#include "render/header_json.h"

void
acv_json_range(AcvJsonWriter *writer, unsigned first, unsigned last)
{
    acv_json_begin_object(writer);
    acv_json_member_int(writer, "From", first);
    acv_json_member_int(writer, "To", last);
    acv_json_end_object(writer);
}

void
acv_json_addresses(AcvJsonWriter *writer, const AcvAddressSet *addresses)
{
    char buffer[ACV_ADDRESS_TEXT_SIZE];
    g_autoptr(GArray) prefixes = g_array_new(FALSE, FALSE, sizeof(AcvPrefix));
    for (size_t i = 0; i < addresses->n_ranges; i++) {
        acv_address_range_append_prefixes(addresses->ranges[i], prefixes);
    }
    acv_json_begin_array(writer);
    for (guint i = 0; i < prefixes->len; i++) {
        acv_json_string(writer, acv_prefix_print(g_array_index(prefixes, AcvPrefix, i), buffer));
    }
    acv_json_end_array(writer);
}

/* Ports of TCP and UDP are written even when all are meant, so that nobody has to guess. */
static bool
has_ports(const AcvHeaderSet *header)
{
    for (size_t i = 0; i < header->n_protocols; i++) {
        for (unsigned p = header->protocols[i].first; p <= header->protocols[i].last; p++) {
            if (acv_protocol_layer4((uint8_t) p) != ACV_LAYER4_PORTS) {
                return false;
            }
        }
    }
    return true;
}

static void
write_ports(AcvJsonWriter *writer, const char *key, const AcvNumberRange *ranges, size_t n)
{
    acv_json_key(writer, key);
    acv_json_begin_array(writer);
    for (size_t i = 0; i < n; i++) {
        acv_json_range(writer, ranges[i].first, ranges[i].last);
    }
    if (n == 0) {
        acv_json_range(writer, 0, UINT16_MAX);
    }
    acv_json_end_array(writer);
}

/* "6", "-1" for all, "0-5,7-255". */
static void
write_protocols(AcvJsonWriter *writer, const AcvHeaderSet *header)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < header->n_protocols; i++) {
        AcvNumberRange range = header->protocols[i];
        g_string_append_printf(text, "%s%u", i > 0 ? "," : "", range.first);
        if (range.first != range.last) {
            g_string_append_printf(text, "-%u", range.last);
        }
    }
    acv_json_member_string(writer, "Protocol", g_str_equal(text->str, "0-255") ? "-1" : text->str);
}

static void
write_icmp_pair(AcvJsonWriter *writer, AcvNumberRange types, AcvNumberRange codes)
{
    acv_json_begin_object(writer);
    acv_json_key(writer, "Type");
    acv_json_range(writer, types.first, types.last);
    acv_json_key(writer, "Code");
    acv_json_range(writer, codes.first, codes.last);
    acv_json_end_object(writer);
}

/* Every pair of a range of types and a range of codes. */
static void
write_icmp(AcvJsonWriter *writer, const AcvHeaderSet *header)
{
    static const AcvNumberRange all = { 0, UINT8_MAX };
    const AcvNumberRange *types = header->n_icmp_types > 0 ? header->icmp_types : &all;
    const AcvNumberRange *codes = header->n_icmp_codes > 0 ? header->icmp_codes : &all;
    size_t n_types = MAX(header->n_icmp_types, 1);
    size_t n_codes = MAX(header->n_icmp_codes, 1);
    acv_json_key(writer, "IcmpTypeCodes");
    acv_json_begin_array(writer);
    for (size_t i = 0; i < n_types; i++) {
        for (size_t j = 0; j < n_codes; j++) {
            write_icmp_pair(writer, types[i], codes[j]);
        }
    }
    acv_json_end_array(writer);
}

static bool
is_icmp(const AcvHeaderSet *header)
{
    if (header->n_icmp_types > 0 || header->n_icmp_codes > 0) {
        return true;
    }
    for (size_t i = 0; i < header->n_protocols; i++) {
        AcvNumberRange range = header->protocols[i];
        if (range.first != range.last
            || acv_protocol_layer4((uint8_t) range.first) != ACV_LAYER4_ICMP) {
            return false;
        }
    }
    return true;
}

static void
write_header(AcvJsonWriter *writer, const AcvHeaderSet *header)
{
    acv_json_begin_object(writer);
    acv_json_key(writer, "SourceAddresses");
    acv_json_addresses(writer, header->sources);
    if (has_ports(header)) {
        write_ports(writer, "SourcePortRanges", header->source_ports, header->n_source_ports);
    }
    acv_json_key(writer, "DestinationAddresses");
    acv_json_addresses(writer, header->destinations);
    if (has_ports(header)) {
        write_ports(writer, "DestinationPortRanges", header->destination_ports,
                    header->n_destination_ports);
    }
    write_protocols(writer, header);
    if (is_icmp(header)) {
        write_icmp(writer, header);
    }
    acv_json_end_object(writer);
}

/* The replies to a product of packets are a product again. Of ICMP there is one type of reply to
 * each type of query; the caller has room for as many as there are. */
static AcvHeaderSet
mirror(const AcvHeaderSet *header, GArray *types)
{
    AcvHeaderSet reply = *header;
    reply.sources = header->destinations;
    reply.destinations = header->sources;
    reply.source_ports = header->destination_ports;
    reply.n_source_ports = header->n_destination_ports;
    reply.destination_ports = header->source_ports;
    reply.n_destination_ports = header->n_source_ports;
    for (size_t i = 0; i < header->n_icmp_types; i++) {
        for (unsigned type = header->icmp_types[i].first; type <= header->icmp_types[i].last;
             type++) {
            AcvPacket query = { .family = header->family,
                                .protocol = (uint8_t) header->protocols[0].first,
                                .source_port = (uint16_t) type };
            if (acv_packet_expects_reply(&query)) {
                uint16_t answer = acv_packet_reply(&query).source_port;
                AcvNumberRange range = { answer, answer };
                g_array_append_val(types, range);
            }
        }
    }
    reply.icmp_types = (const AcvNumberRange *) (const void *) types->data;
    reply.n_icmp_types = types->len;
    return reply;
}

static void
write_one(AcvJsonWriter *writer, const AcvHeaderSet *header, bool mirrored)
{
    g_autoptr(GArray) types = g_array_new(FALSE, FALSE, sizeof(AcvNumberRange));
    AcvHeaderSet reply = mirrored ? mirror(header, types) : *header;
    write_header(writer, &reply);
}

static void
write_list(AcvJsonWriter *writer, const AcvHeaderSets *sets, bool mirrored)
{
    acv_json_begin_array(writer);
    for (size_t i = 0; i < acv_header_sets_count(sets); i++) {
        write_one(writer, acv_header_sets_get(sets, i), mirrored);
    }
    acv_json_end_array(writer);
}

void
acv_json_packets(AcvJsonWriter *writer, const AcvPacketSet *packets)
{
    g_autoptr(AcvHeaderSets) sets = acv_header_sets_new(packets);
    write_list(writer, sets, false);
}

void
acv_json_member_header(AcvJsonWriter *writer, const char *key, const AcvPacketSet *packets,
                       bool mirrored)
{
    g_autoptr(AcvHeaderSets) sets = acv_header_sets_new(packets);
    size_t n = acv_header_sets_count(sets);
    if (n == 1) {
        acv_json_key(writer, key);
        write_one(writer, acv_header_sets_get(sets, 0), mirrored);
    } else if (n > 1) {
        g_autofree char *plural = g_strconcat(key, "s", NULL);
        acv_json_key(writer, plural);
        write_list(writer, sets, mirrored);
    }
}

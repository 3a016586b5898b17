#include "acv/packet_set.h"

static void
print_addresses(GString *text, const char *label, const AcvAddressSet *addresses)
{
    char buffer[ACV_ADDRESS_TEXT_SIZE];
    for (size_t i = 0; i < addresses->n_ranges; i++) {
        g_string_append(text, i == 0 ? label : ",");
        g_string_append(text, acv_address_range_print(addresses->ranges[i], buffer));
    }
}

static void
print_numbers(GString *text, const char *label, const AcvNumberRange *ranges, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        g_string_append(text, i == 0 ? label : ",");
        g_string_append_printf(text, "%u", ranges[i].first);
        if (ranges[i].first != ranges[i].last) {
            g_string_append_printf(text, "-%u", ranges[i].last);
        }
    }
}

static void
print_header(GString *text, const AcvHeaderSet *header)
{
    print_addresses(text, "from ", header->sources);
    print_addresses(text, " to ", header->destinations);
    print_numbers(text, " protocol ", header->protocols, header->n_protocols);
    print_numbers(text, " source port ", header->source_ports, header->n_source_ports);
    print_numbers(text, " port ", header->destination_ports, header->n_destination_ports);
    print_numbers(text, " type ", header->icmp_types, header->n_icmp_types);
    print_numbers(text, " code ", header->icmp_codes, header->n_icmp_codes);
    g_string_append_c(text, '\n');
}

char *
acv_packet_set_print(const AcvPacketSet *set)
{
    g_autoptr(AcvHeaderSets) sets = acv_header_sets_new(set);
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < acv_header_sets_count(sets); i++) {
        print_header(text, acv_header_sets_get(sets, i));
    }
    return g_string_free(text, FALSE);
}

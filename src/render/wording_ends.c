/* Who asks and who is asked, in words. */
#include "render/wording.h"

/* A service, and the endpoint or the public addresses at which it is. */
static void
word_service(GString *out, const AcvWords *words, const AcvEnd *end)
{
    g_autofree char *host = acv_service_host(words->network, end->service);
    g_string_append(out, end->service->name);
    if (end->service->part && host) {
        g_string_append_printf(out, " (%s)", host);
    } else if (end->service->row) {
        g_string_append_printf(out, " (%s)", end->service->row->title);
    }
    if (end->record) {
        g_string_append(out, " by ");
        acv_word_record(out, end->record);
    } else if (!end->naming || end->naming->answer.kind == ACV_NAME_SERVICE
               || end->naming->answer.kind == ACV_NAME_PUBLIC) {
        g_string_append(out, " at its public addresses");
    }
}

/* What the question named, unless that is bare addresses. */
static void
word_party(GString *out, const AcvWords *words, const AcvEnd *end)
{
    if (end->service) {
        word_service(out, words, end);
    } else if (end->record) {
        acv_word_record(out, end->record);
    } else if (end->kind == ACV_PARTY_INTERNET) {
        bool is_ipv6 =
            end->addresses->n_ranges > 0 && end->addresses->ranges[0].family == ACV_FAMILY_IPV6;
        g_string_append(out, is_ipv6 ? "the IPv6 internet" : "the internet");
    }
}

/* One address of each family at most. */
static bool
is_single(const AcvAddressSet *addresses)
{
    for (size_t i = 0; i < addresses->n_ranges; i++) {
        if (addresses->ranges[i].first != addresses->ranges[i].last
            || (i > 0 && addresses->ranges[i].family == addresses->ranges[i - 1].family)) {
            return false;
        }
    }
    return true;
}

void
acv_word_end(GString *out, const AcvWords *words, const AcvEnd *end)
{
    const AcvPlacement *placement = end->placement;
    word_party(out, words, end);
    if (!placement) {
        if (!end->record && end->kind == ACV_PARTY_ADDRESSES) {
            acv_word_addresses(out, words, end->addresses, 3);
        }
        return;
    }
    if (placement->part) {
        g_string_append_printf(out, ", %s of ", placement->part);
        acv_word_record(out, end->party->record);
        g_string_append_c(out, ',');
    }
    bool is_one = placement->interface || is_single(end->addresses);
    g_string_append(out, is_one ? " at " : " at any of ");
    acv_word_addresses(out, words, end->addresses, 2);
    if (placement->subnet && end->record != &placement->subnet->record) {
        const char *zone = acv_network_zone_id_of(words->network, placement->subnet);
        g_string_append(out, " in ");
        acv_word_record(out, &placement->subnet->record);
        if (zone || placement->subnet->availability_zone) {
            g_string_append_printf(out, ", %s", zone ? zone : placement->subnet->availability_zone);
        }
    }
}

/* --- Sets --- */

/* Clients choose their ports, so ports that fail are connections that hang now and then. */
GPtrArray *
acv_word_hanging_ports(const AcvQuestion *question, const AcvPath *path)
{
    GPtrArray *sentences = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(AcvHeaderSets) sets = acv_header_sets_new(path->unreachable);
    AcvPortRange asked = question->ephemeral_ports;
    for (size_t i = 0; i < acv_header_sets_count(sets) && sentences->len == 0; i++) {
        const AcvHeaderSet *header = acv_header_sets_get(sets, i);
        bool all = header->n_source_ports == 0
                   || (header->source_ports[0].first == asked.first
                       && header->source_ports[0].last == asked.last);
        for (size_t j = 0; !all && j < header->n_source_ports; j++) {
            g_ptr_array_add(sentences, g_strdup_printf("Connections from source ports %u-%u hang.",
                                                       header->source_ports[j].first,
                                                       header->source_ports[j].last));
        }
    }
    return sentences;
}

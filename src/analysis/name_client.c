#include "analysis/name_client.h"

#include "network/resource.h"

enum { DNS_PORT = 53 };

/* --- The way to a server --- */

/* Who has an address of the source's VPC. */
static bool
find_owner(AcvNetwork *network, const AcvVpc *vpc, AcvAddress address, AcvPlacement *out_owner)
{
    size_t n;
    const AcvOwned *owned = acv_network_owners(network, vpc, acv_address_range(address), &n);
    if (n == 0 || !acv_placement_of_owner(network, owned[0].owner, out_owner)) {
        return false;
    }
    out_owner->addresses = acv_network_range_set(network, acv_address_range(address));
    return true;
}

static const AcvPacketSet *
queries_to(AcvNetwork *network, const AcvPlacement *source, AcvAddress address, AcvPortRange ports)
{
    AcvMatch match = { .sources = source->addresses,
                       .destinations = acv_network_range_set(network, acv_address_range(address)),
                       .first_protocol = ACV_PROTOCOL_UDP,
                       .last_protocol = ACV_PROTOCOL_UDP,
                       .source_ports = ports,
                       .destination_ports = { DNS_PORT, DNS_PORT } };
    return acv_packet_set_from_match(acv_network_space(network), &match);
}

static AcvVerdict
verdict_of(const AcvReach *reach)
{
    if (!acv_packet_set_is_empty(reach->answered.sets[ACV_FLOW_SURE])) {
        return ACV_VERDICT_ADMITTED;
    }
    return acv_packet_set_is_empty(reach->answered.sets[ACV_FLOW_POSSIBLE]) ? ACV_VERDICT_REFUSED
                                                                            : ACV_VERDICT_UNKNOWN;
}

static AcvDnsServer *
server_new(AcvNetwork *network, const AcvPlacement *source, AcvAddress address, AcvPortRange ports)
{
    AcvDnsServer *server = g_new0(AcvDnsServer, 1);
    AcvPlacement owner;
    bool is_owned = find_owner(network, source->vpc, address, &owner);
    server->address = address;
    server->scene = acv_scene_new(network, source, is_owned ? &owner : NULL);
    if (!is_owned) {
        acv_scene_find_public_addresses(server->scene);
    }
    server->reach = acv_reach(server->scene, queries_to(network, source, address, ports));
    server->verdict = verdict_of(server->reach);
    return server;
}

static void
server_free(AcvDnsServer *server)
{
    acv_reach_free(server->reach);
    acv_scene_free(server->scene);
    g_free(server);
}

/* --- Who answers --- */

static AcvRule
rule_of(AcvVerdict verdict, AcvCode code, const AcvRecord *record)
{
    return (AcvRule){ .match = ACV_MATCH_ALL, .verdict = verdict, .code = code, .record = record };
}

static void
ask_amazon(AcvNameClient *client)
{
    const AcvVpc *vpc = client->source->vpc;
    bool works = acv_vpc_has_dns_support(vpc);
    client->rule = rule_of(works ? ACV_VERDICT_ADMITTED : ACV_VERDICT_REFUSED,
                           ACV_CODE_DNS_SUPPORT_DISABLED, &vpc->record);
    client->rule.assumption = client->resolver.assumption;
    client->sees[ACV_VIEW_AMAZON] = true;
}

/* Nobody is known to answer; the search goes on as if Amazon did. */
static void
ask_nobody(AcvNameClient *client, AcvVerdict verdict, AcvMissing missing)
{
    const AcvDhcpOptions *options = client->resolver.options;
    bool refused = verdict == ACV_VERDICT_REFUSED;
    client->rule =
        rule_of(verdict, refused ? ACV_CODE_DNS_SERVER_UNREACHABLE : ACV_CODE_MISSING_DATA,
                options ? &options->record : &client->source->vpc->record);
    client->rule.missing = missing;
    client->sees[ACV_VIEW_AMAZON] = true;
}

/* What a server that is reached can know: one in public address space, what the world knows. */
static void
ask_server(AcvNetwork *network, AcvNameClient *client, AcvAddress address)
{
    const AcvDhcpOptions *options = client->resolver.options;
    bool is_public =
        acv_address_set_contains(acv_network_internet(network, address.family), address);
    client->rule = rule_of(ACV_VERDICT_ADMITTED, ACV_CODE_NONE, &options->record);
    client->sees[ACV_VIEW_PUBLIC] = true;
    client->sees[ACV_VIEW_AMAZON] = !is_public && acv_vpc_has_dns_support(client->source->vpc);
    char buffer[ACV_ADDRESS_TEXT_SIZE];
    g_autofree char *field =
        g_strdup_printf("the answers of DNS server %s", acv_address_print(address, buffer));
    client->missing = (AcvMissing){ .kind = ACV_KIND_DHCP_OPTIONS,
                                    .id = options->record.id,
                                    .field = acv_arena_text(acv_network_arena(network), field) };
}

/* The first server that is reached answers. */
static void
ask_servers(AcvNetwork *network, AcvNameClient *client, AcvPortRange ports)
{
    const AcvResolver *resolver = &client->resolver;
    const AcvRule *doubt = NULL;
    client->servers = g_ptr_array_new_with_free_func((GDestroyNotify) server_free);
    for (size_t i = 0; i < resolver->n_servers; i++) {
        AcvDnsServer *server = server_new(network, client->source, resolver->servers[i], ports);
        g_ptr_array_add(client->servers, server);
        if (server->verdict == ACV_VERDICT_ADMITTED) {
            ask_server(network, client, server->address);
            return;
        }
        for (guint j = 0;
             server->verdict == ACV_VERDICT_UNKNOWN && j < server->reach->blockers->len; j++) {
            const AcvBlocker *blocker = g_ptr_array_index(server->reach->blockers, j);
            doubt = blocker->verdict == ACV_VERDICT_UNKNOWN ? blocker->rule : doubt;
        }
    }
    if (doubt) {
        ask_nobody(client, ACV_VERDICT_UNKNOWN, doubt->missing);
    } else if (resolver->falls_back) {
        ask_amazon(client);
    } else {
        ask_nobody(client, ACV_VERDICT_REFUSED, (AcvMissing){ 0 });
    }
}

AcvNameClient *
acv_name_client_new(AcvNetwork *network, const AcvPlacement *source, AcvPortRange ports)
{
    AcvNameClient *client = g_new0(AcvNameClient, 1);
    client->source = source;
    client->resolver = acv_network_resolver(network, source->vpc);
    switch (client->resolver.kind) {
    case ACV_RESOLVER_AMAZON:
        ask_amazon(client);
        break;
    case ACV_RESOLVER_CUSTOM:
        ask_servers(network, client, ports);
        break;
    case ACV_RESOLVER_UNKNOWN:
        ask_nobody(client, ACV_VERDICT_UNKNOWN, client->resolver.missing);
        break;
    }
    return client;
}

void
acv_name_client_free(AcvNameClient *client)
{
    if (client) {
        g_clear_pointer(&client->servers, g_ptr_array_unref);
        g_free(client);
    }
}

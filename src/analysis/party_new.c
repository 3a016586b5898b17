#include "analysis/party_new.h"

#include "analysis/host_name.h"
#include "network/index.h"
#include "network/name.h"

static void
party_free(AcvParty *party)
{
    g_clear_pointer(&party->placements, g_array_unref);
    g_clear_pointer(&party->behind, g_ptr_array_unref);
    g_free(party);
}

GPtrArray *
acv_parties_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify) party_free);
}

bool
acv_record_is_agentcore(const AcvRecord *record)
{
    return record->kind == ACV_KIND_AGENT_RUNTIME || record->kind == ACV_KIND_CODE_INTERPRETER
           || record->kind == ACV_KIND_BROWSER;
}

/* NULL if nobody knows any. */
static GPtrArray *
parties_behind(AcvNetwork *network, const AcvDbProxy *proxy)
{
    g_autoptr(GPtrArray) targets = acv_db_proxy_targets(network, proxy);
    GPtrArray *parties = targets->len > 0 ? acv_parties_new() : NULL;
    for (guint i = 0; i < targets->len; i++) {
        g_ptr_array_add(
            parties, acv_party_of_record(network, g_ptr_array_index(targets, i), ACV_ROLE_TARGET));
    }
    return parties;
}

/* A gateway endpoint stands nowhere: as a target it is its service. No endpoint is a source. */
static AcvParty *
party_of_endpoint(AcvNetwork *network, const AcvRecord *record, AcvRole role)
{
    const AcvVpcEndpoint *endpoint = (const AcvVpcEndpoint *) record;
    AcvParty *party = g_new0(AcvParty, 1);
    party->record = record;
    party->addresses = acv_network_all_addresses(network);
    if (role == ACV_ROLE_SOURCE) {
        party->kind = ACV_PARTY_SILENT;
    } else if (acv_endpoint_is_gateway(endpoint)) {
        party->kind = ACV_PARTY_SERVICE;
        party->service = acv_service_name_of_endpoint(network, endpoint);
    } else {
        party->kind = ACV_PARTY_PLACEMENTS;
        party->placements = acv_placements_of(network, record);
    }
    return party;
}

/* What is one thing by its host name as by its own: a proxy, which is reached in two legs, and a
 * file system, of which clients mount the target of their zone. NULL if 'host' is no such name. */
static const AcvRecord *
whole_of_host(AcvNetwork *network, const char *host)
{
    const AcvSnapshot *snapshot = acv_network_snapshot(network);
    const char *id;
    const char *zone;
    if (acv_file_system_name_parse(network, host, &id, &zone)) {
        const AcvFileSystem *system = acv_snapshot_find_file_system(snapshot, id);
        return system && !zone ? &system->record : NULL;
    }
    size_t n;
    const AcvRecord *const *proxies = acv_snapshot_list(snapshot, ACV_KIND_DB_PROXY, &n);
    for (size_t i = 0; i < n; i++) {
        const char *endpoint = acv_record_host_name(network, proxies[i]);
        if (endpoint && g_ascii_strcasecmp(endpoint, host) == 0) {
            return proxies[i];
        }
    }
    return NULL;
}

AcvParty *
acv_party_of_host(AcvNetwork *network, const char *text)
{
    const char *host = acv_name_normalise(network, text);
    const AcvRecord *whole = whole_of_host(network, host);
    if (whole) {
        return acv_party_of_record(network, whole, ACV_ROLE_TARGET);
    }
    AcvParty *party = g_new0(AcvParty, 1);
    party->kind = ACV_PARTY_HOST;
    party->host = host;
    return party;
}

AcvParty *
acv_party_of_record(AcvNetwork *network, const AcvRecord *record, AcvRole role)
{
    if (record->kind == ACV_KIND_VPC_ENDPOINT) {
        return party_of_endpoint(network, record, role);
    }
    AcvParty *party = g_new0(AcvParty, 1);
    party->record = record;
    if (acv_record_is_agentcore(record)
        && !acv_agentcore_is_in_vpc((const AcvAgentCore *) record)) {
        party->kind = ACV_PARTY_OUTSIDE;
    } else {
        party->kind = ACV_PARTY_PLACEMENTS;
        party->placements = acv_placements_of(network, record);
        party->host = acv_record_host_name(network, record);
    }
    if (record->kind == ACV_KIND_DB_PROXY) {
        party->behind = parties_behind(network, (const AcvDbProxy *) record);
    }
    return party;
}

AcvParty *
acv_party_of_addresses(AcvNetwork *network, AcvPrefix prefix)
{
    AcvParty *party = g_new0(AcvParty, 1);
    party->kind = prefix.length == 0 ? ACV_PARTY_INTERNET : ACV_PARTY_ADDRESSES;
    party->family = prefix.address.family;
    party->addresses = acv_network_prefix_set(network, prefix);
    return party;
}

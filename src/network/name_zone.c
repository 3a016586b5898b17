#include "network/name_zone.h"

#include "network/index.h"

#include <string.h>

/* --- Records of a hosted zone --- */

static bool
exists(const AcvHostedZone *zone, const char *name)
{
    for (size_t i = 0; i < zone->record_sets.n; i++) {
        const char *owner = zone->record_sets.items[i].name;
        if (owner && acv_name_is_in(owner, name)) {
            return true;
        }
    }
    return g_str_equal(zone->name, name);
}

/* The name whose records answer for 'host': itself if it exists, else the wildcard below its
 * nearest ancestor that exists. Source: RFC 4592. */
static char *
owner_of(const AcvHostedZone *zone, const char *host)
{
    if (exists(zone, host)) {
        return g_strdup(host);
    }
    const char *ancestor = host;
    do {
        ancestor = strchr(ancestor, '.') + 1;
    } while (!exists(zone, ancestor));
    return g_strconcat("*.", ancestor, NULL);
}

/* Appends the addresses of the records of 'owner' and 'type'. */
static void
append_addresses(const AcvHostedZone *zone, const char *owner, const char *type, GArray *ranges)
{
    for (size_t i = 0; i < zone->record_sets.n; i++) {
        const AcvResourceRecordSet *set = &zone->record_sets.items[i];
        bool fits = g_strcmp0(set->name, owner) == 0 && g_strcmp0(set->type, type) == 0;
        for (size_t j = 0; fits && j < set->values.n; j++) {
            AcvAddress address;
            if (acv_address_parse(set->values.items[j], &address, NULL)) {
                AcvAddressRange range = acv_address_range(address);
                g_array_append_val(ranges, range);
            }
        }
    }
}

/* The name that a record of 'owner' refers to, or NULL. */
static const char *
alias_of(AcvNetwork *network, const AcvHostedZone *zone, const char *owner)
{
    for (size_t i = 0; i < zone->record_sets.n; i++) {
        const AcvResourceRecordSet *set = &zone->record_sets.items[i];
        if (g_strcmp0(set->name, owner) != 0) {
            continue;
        }
        if (set->alias && (g_strcmp0(set->type, "A") == 0 || g_strcmp0(set->type, "AAAA") == 0)) {
            return set->alias;
        }
        if (g_strcmp0(set->type, "CNAME") == 0 && set->values.n > 0) {
            return acv_name_normalise(network, set->values.items[0]);
        }
    }
    return NULL;
}

/* The zone's answer. IPv4 comes first: agents have it, and may have nothing else. */
static AcvNameAnswer
ask_zone(AcvNetwork *network, const AcvHostedZone *zone, const char *host, const char **out_alias)
{
    AcvNameAnswer answer = { .kind = ACV_NAME_NOT_FOUND, .by = &zone->record, .host = host };
    *out_alias = NULL;
    if (!zone->record_sets.items) {
        answer.kind = ACV_NAME_UNKNOWN;
        answer.missing = (AcvMissing){ ACV_KIND_HOSTED_ZONE, zone->record.id, "ResourceRecordSets",
                                       &zone->record };
        return answer;
    }
    g_autofree char *owner = owner_of(zone, host);
    g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(AcvAddressRange));
    append_addresses(zone, owner, "A", ranges);
    if (ranges->len == 0) {
        *out_alias = alias_of(network, zone, owner);
    }
    if (ranges->len == 0 && !*out_alias) {
        append_addresses(zone, owner, "AAAA", ranges);
    }
    if (ranges->len > 0) {
        answer.kind = ACV_NAME_ADDRESSES;
        answer.addresses = acv_network_ranges_set(network, ranges);
    }
    return answer;
}

/* --- Which zone --- */

bool
acv_name_zone_is_of(const AcvHostedZone *zone, const AcvVpc *vpc)
{
    for (size_t i = 0; i < zone->vpc_ids.n; i++) {
        if (g_strcmp0(zone->vpc_ids.items[i], vpc->record.id) == 0) {
            return zone->private_zone != ACV_FLAG_FALSE;
        }
    }
    return false;
}

static bool
is_public(const AcvHostedZone *zone)
{
    return zone->private_zone == ACV_FLAG_FALSE
           || (zone->private_zone == ACV_FLAG_ABSENT && zone->vpc_ids.n == 0);
}

/* The most specific hosted zone that holds 'host': one of 'vpc', or a public one if that is NULL.
 */
static const AcvHostedZone *
find_hosted_zone(AcvNetwork *network, const AcvVpc *vpc, const char *host)
{
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(acv_network_snapshot(network), ACV_KIND_HOSTED_ZONE, &n);
    const AcvHostedZone *best = NULL;
    for (size_t i = 0; i < n; i++) {
        const AcvHostedZone *zone = (const AcvHostedZone *) records[i];
        if (zone->name && acv_name_is_in(host, zone->name)
            && (vpc ? acv_name_zone_is_of(zone, vpc) : is_public(zone))
            && (!best || strlen(zone->name) > strlen(best->name))) {
            best = zone;
        }
    }
    return best;
}

const AcvHostedZone *
acv_name_private_zone(AcvNetwork *network, const char *host)
{
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(acv_network_snapshot(network), ACV_KIND_HOSTED_ZONE, &n);
    const AcvHostedZone *best = NULL;
    for (size_t i = 0; i < n; i++) {
        const AcvHostedZone *zone = (const AcvHostedZone *) records[i];
        if (zone->name && acv_name_is_in(host, zone->name) && !is_public(zone)
            && (!best || strlen(zone->name) > strlen(best->name))) {
            best = zone;
        }
    }
    return best;
}

/* --- Hidden zones of endpoints --- */

/* A hidden zone that holds a name. */
typedef struct {
    const AcvVpcEndpoint *endpoint;
    size_t length;   /* Of the zone's name. */
    bool has_record; /* Whether it has the name itself, too. */
    bool is_assumed;
} HiddenZone;

/* Takes the zone of 'pattern' if it holds 'host' and is longer: of "*.s3.x" that is "s3.x". */
static void
try_pattern(const char *pattern, const char *host, HiddenZone *best)
{
    bool is_wildcard = g_str_has_prefix(pattern, "*.");
    const char *name = is_wildcard ? pattern + 2 : pattern;
    size_t length = strlen(name);
    if (!acv_name_is_in(host, name) || length < best->length) {
        return;
    }
    bool has_record = is_wildcard ? strlen(host) > length : strlen(host) == length;
    best->has_record = has_record || (length == best->length && best->has_record);
    best->length = length;
}

/* The patterns of a service's private DNS. */
static void
try_service(const AcvServiceRow *service, const AcvRegionRow *region, const char *host,
            HiddenZone *best)
{
    const char *list = service->private_dns ? service->private_dns : service->host;
    g_auto(GStrv) patterns = g_strsplit(list ? list : "", ",", -1);
    for (char **pattern = patterns; *pattern; pattern++) {
        if (**pattern) {
            g_autofree char *expanded = acv_pattern_expand(*pattern, region, NULL);
            try_pattern(expanded, host, best);
        }
    }
}

/* The zone of an endpoint that holds 'host'; length 0 if none does. DnsEntries of an endpoint have
 * the private names among its own, which end in "vpce.SUFFIX". */
static HiddenZone
zone_of_endpoint(AcvNetwork *network, const AcvVpcEndpoint *endpoint, const char *host)
{
    HiddenZone zone = { .endpoint = endpoint };
    if (!acv_endpoint_is_interface(endpoint)
        || (acv_endpoint_private_dns_obstacles(network, endpoint, &zone.is_assumed)
            & ~(unsigned) ACV_PRIVATE_DNS_NO_SUPPORT)
               != 0) {
        return zone;
    }
    for (size_t i = 0; i < endpoint->dns_names.n; i++) {
        const char *name = endpoint->dns_names.items[i];
        if (name && !strstr(name, ".vpce.")) {
            try_pattern(name, host, &zone);
        }
    }
    const AcvServiceRow *service = acv_endpoint_service(network, endpoint);
    const AcvRegionRow *region = acv_endpoint_region(network, endpoint);
    if (service && region) {
        try_service(service, region, host, &zone);
    }
    return zone;
}

static HiddenZone
find_hidden_zone(AcvNetwork *network, const AcvVpc *vpc, const char *host)
{
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(acv_network_snapshot(network), ACV_KIND_VPC_ENDPOINT, &n);
    HiddenZone best = { 0 };
    for (size_t i = 0; i < n; i++) {
        const AcvVpcEndpoint *endpoint = (const AcvVpcEndpoint *) records[i];
        if (acv_endpoint_vpc(network, endpoint) == vpc) {
            HiddenZone zone = zone_of_endpoint(network, endpoint, host);
            bool is_better = zone.length > best.length
                             || (zone.length == best.length && zone.has_record && !best.has_record);
            best = is_better ? zone : best;
        }
    }
    return best;
}

static AcvNameAnswer
answer_of_endpoint(AcvNetwork *network, const HiddenZone *zone, const char *host)
{
    const AcvVpcEndpoint *endpoint = zone->endpoint;
    AcvNameAnswer answer = { .kind = ACV_NAME_NOT_FOUND,
                             .by = &endpoint->record,
                             .host = host,
                             .is_assumed = zone->is_assumed };
    if (zone->has_record) {
        answer.kind = ACV_NAME_RECORD;
        answer.record = &endpoint->record;
        answer.service = acv_endpoint_service(network, endpoint);
        answer.region = acv_endpoint_region(network, endpoint);
    }
    return answer;
}

/* --- All --- */

bool
acv_name_ask_private_zones(AcvNetwork *network, const AcvVpc *vpc, const char *host,
                           AcvNameAnswer *out_answer, const char **out_alias)
{
    *out_alias = NULL;
    if (!acv_vpc_has_dns_hostnames(network, vpc, NULL)) {
        return false;
    }
    const AcvHostedZone *hosted = find_hosted_zone(network, vpc, host);
    HiddenZone hidden = find_hidden_zone(network, vpc, host);
    if (hosted && strlen(hosted->name) >= hidden.length) {
        *out_answer = ask_zone(network, hosted, host, out_alias);
        out_answer->is_assumed = vpc->enable_dns_hostnames == ACV_FLAG_ABSENT;
        return true;
    }
    if (hidden.length > 0) {
        *out_answer = answer_of_endpoint(network, &hidden, host);
        return true;
    }
    return false;
}

bool
acv_name_ask_public_zones(AcvNetwork *network, const char *host, AcvNameAnswer *out_answer,
                          const char **out_alias)
{
    *out_alias = NULL;
    const AcvHostedZone *zone = find_hosted_zone(network, NULL, host);
    if (!zone || !zone->record_sets.items) {
        return false;
    }
    *out_answer = ask_zone(network, zone, host, out_alias);
    return *out_alias || out_answer->kind == ACV_NAME_ADDRESSES;
}

#include "network/name.h"

#include "network/index.h"
#include "network/name_zone.h"
#include "network/resource.h"

#include <stdio.h>
#include <string.h>

/* Longer chains of aliases are loops. */
enum { MAX_ALIASES = 16 };

const char *
acv_name_normalise(AcvNetwork *network, const char *name)
{
    g_autofree char *text = g_ascii_strdown(name, -1);
    size_t length = strlen(text);
    if (length > 1 && text[length - 1] == '.') {
        length--;
    }
    return acv_arena_text_n(acv_network_arena(network), text, length);
}

bool
acv_name_is_in(const char *name, const char *zone)
{
    size_t name_length = strlen(name);
    size_t zone_length = strlen(zone);
    return g_str_has_suffix(name, zone)
           && (name_length == zone_length || name[name_length - zone_length - 1] == '.');
}

/* --- Names of databases --- */

static bool
is_host(const char *known, const char *host)
{
    return known && g_ascii_strcasecmp(known, host) == 0;
}

static bool
has_host(const AcvRecord *record, const char *host)
{
    if (record->kind == ACV_KIND_DB_INSTANCE) {
        return is_host(((const AcvDbInstance *) record)->endpoint_address, host);
    }
    if (record->kind == ACV_KIND_DB_CLUSTER) {
        const AcvDbCluster *cluster = (const AcvDbCluster *) record;
        return is_host(cluster->endpoint, host) || is_host(cluster->reader_endpoint, host);
    }
    return is_host(((const AcvDbProxy *) record)->endpoint, host);
}

/* Whose host name it is, or NULL. */
static const AcvRecord *
find_database(AcvNetwork *network, const char *host)
{
    static const AcvKind kinds[] = { ACV_KIND_DB_INSTANCE, ACV_KIND_DB_CLUSTER, ACV_KIND_DB_PROXY };
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        size_t n;
        const AcvRecord *const *records =
            acv_snapshot_list(acv_network_snapshot(network), kinds[i], &n);
        for (size_t j = 0; j < n; j++) {
            if (has_host(records[j], host)) {
                return records[j];
            }
        }
    }
    return NULL;
}

/* The public addresses of the interfaces that are the database's, or NULL if none is known. */
static const AcvAddressSet *
public_addresses_of(AcvNetwork *network, const AcvRecord *database)
{
    g_autoptr(GArray) placements = acv_placements_of(network, database);
    g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(AcvAddressRange));
    for (guint i = 0; i < placements->len; i++) {
        const AcvPlacement *placement = &g_array_index(placements, AcvPlacement, i);
        size_t n = 0;
        const AcvPublicPair *pairs =
            placement->interface ? acv_network_public_pairs(network, placement->vpc, &n) : NULL;
        for (size_t j = 0; j < n; j++) {
            if (acv_address_set_overlaps(placement->addresses, pairs[j].private_range)) {
                AcvAddressRange range = acv_address_range(pairs[j].public_ip);
                g_array_append_val(ranges, range);
            }
        }
    }
    return ranges->len > 0 ? acv_network_ranges_set(network, ranges) : NULL;
}

/* A publicly accessible database has a public address for who asks from elsewhere.
 * Source:
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html
 */
static bool
answer_database(AcvNetwork *network, AcvNameView view, AcvNameAnswer *answer)
{
    const AcvRecord *record = find_database(network, answer->host);
    if (!record) {
        return false;
    }
    bool is_public = view == ACV_VIEW_PUBLIC && record->kind == ACV_KIND_DB_INSTANCE
                     && ((const AcvDbInstance *) record)->publicly_accessible == ACV_FLAG_TRUE;
    answer->kind = ACV_NAME_RECORD;
    answer->record = record;
    if (is_public) {
        answer->addresses = public_addresses_of(network, record);
        answer->kind = answer->addresses ? ACV_NAME_ADDRESSES : ACV_NAME_PUBLIC;
    }
    if (record->kind == ACV_KIND_DB_CLUSTER) {
        bool is_writer = is_host(((const AcvDbCluster *) record)->endpoint, answer->host);
        answer->part = is_writer ? "writer" : "reader";
    }
    return true;
}

/* --- An endpoint's own names --- */

/* The label of "vpce-ID-RANDOM.SERVICE...", "vpce-ID-RANDOM-ZONE.SERVICE..." or of these with
 * something before; NULL if 'host' is no such name. */
static const char *
endpoint_label(const char *host)
{
    if (!strstr(host, ".vpce.")) {
        return NULL;
    }
    for (const char *label = host; label; label = strchr(label, '.')) {
        label += *label == '.';
        if (g_str_has_prefix(label, "vpce-")) {
            return label;
        }
    }
    return NULL;
}

/* The zone in "vpce-ID-RANDOM-us-east-1a", or NULL. */
static const char *
zone_of_label(AcvNetwork *network, const char *label)
{
    size_t length = strcspn(label, ".");
    const char *dash = label + strlen("vpce-");
    for (int i = 0; i < 2 && dash; i++) {
        dash = memchr(dash, '-', length - (size_t) (dash - label));
        dash = dash ? dash + 1 : NULL;
    }
    return dash ? acv_arena_text_n(acv_network_arena(network), dash,
                                   length - (size_t) (dash - label))
                : NULL;
}

static bool
answer_endpoint_name(AcvNetwork *network, AcvNameAnswer *answer)
{
    const char *label = endpoint_label(answer->host);
    if (!label) {
        return false;
    }
    size_t id_length = strlen("vpce-") + strcspn(label + strlen("vpce-"), "-.");
    const char *id = acv_arena_text_n(acv_network_arena(network), label, id_length);
    const AcvVpcEndpoint *endpoint =
        acv_snapshot_find_vpc_endpoint(acv_network_snapshot(network), id);
    if (!endpoint) {
        answer->kind = ACV_NAME_UNKNOWN;
        answer->missing = (AcvMissing){ ACV_KIND_VPC_ENDPOINT, id, NULL, NULL };
        return true;
    }
    answer->kind = ACV_NAME_RECORD;
    answer->record = &endpoint->record;
    answer->zone = zone_of_label(network, label);
    answer->service = acv_endpoint_service(network, endpoint);
    answer->region = acv_endpoint_region(network, endpoint);
    return true;
}

static bool
answer_file_system(AcvNetwork *network, AcvNameAnswer *answer)
{
    const char *id;
    if (!acv_file_system_name_parse(network, answer->host, &id, &answer->zone)) {
        return false;
    }
    const AcvFileSystem *system = acv_snapshot_find_file_system(acv_network_snapshot(network), id);
    answer->kind = system ? ACV_NAME_RECORD : ACV_NAME_UNKNOWN;
    answer->record = system ? &system->record : NULL;
    answer->missing = (AcvMissing){ ACV_KIND_FILE_SYSTEM, id, NULL, NULL };
    return true;
}

/* --- Names that hold an address --- */

static bool
parse_dashed(const char *host, const char *prefix, AcvAddress *out_address)
{
    unsigned parts[4];
    char end;
    const char *dot = strchr(host, '.');
    if (!dot || !g_str_has_prefix(host, prefix)) {
        return false;
    }
    const char *digits = host + strlen(prefix);
    if (sscanf(digits, "%3u-%3u-%3u-%3u%c", &parts[0], &parts[1], &parts[2], &parts[3], &end) != 5
        || end != '.') {
        return false;
    }
    g_autofree char *text = g_strdup_printf("%u.%u.%u.%u", parts[0], parts[1], parts[2], parts[3]);
    return acv_address_parse(text, out_address, NULL);
}

/* The private address that 'public_ip' belongs to in 'vpc', or itself. */
static AcvAddress
private_of(AcvNetwork *network, const AcvVpc *vpc, AcvAddress public_ip)
{
    size_t n;
    const AcvPublicPair *pairs = acv_network_public_pairs(network, vpc, &n);
    for (size_t i = 0; i < n; i++) {
        if (acv_address_compare(pairs[i].public_ip, public_ip) == 0) {
            return (AcvAddress){ pairs[i].private_range.first, pairs[i].private_range.family };
        }
    }
    return public_ip;
}

/* "ip-10-0-0-5.ec2.internal" is Amazon's resolver's to know, "ec2-203-0-113-5...amazonaws.com" the
 * world's, but in its own VPC it is the private address.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html */
static bool
answer_instance_name(AcvNetwork *network, const AcvVpc *vpc, AcvNameView view,
                     AcvNameAnswer *answer)
{
    AcvAddress address;
    if (parse_dashed(answer->host, "ip-", &address)
        && g_str_has_suffix(answer->host, ".internal")) {
        answer->kind = view == ACV_VIEW_AMAZON ? ACV_NAME_ADDRESSES : ACV_NAME_NOT_FOUND;
    } else if (parse_dashed(answer->host, "ec2-", &address)
               && strstr(answer->host, ".amazonaws.com")) {
        answer->kind = ACV_NAME_ADDRESSES;
        address = view == ACV_VIEW_AMAZON ? private_of(network, vpc, address) : address;
    } else {
        return false;
    }
    if (answer->kind == ACV_NAME_ADDRESSES) {
        answer->addresses = acv_network_range_set(network, acv_address_range(address));
    }
    return true;
}

/* --- Names of AWS --- */

static const AcvRegionRow *
region_of_host(AcvNetwork *network, const char *host)
{
    const AcvCatalog *catalog = acv_network_catalog(network);
    const AcvRegionRow *region = acv_region_in_name(catalog, host);
    return region ? region
                  : acv_catalog_find_region(catalog,
                                            acv_snapshot_region(acv_network_snapshot(network)));
}

static bool
answer_service(AcvNetwork *network, AcvNameAnswer *answer)
{
    const AcvRegionRow *region = region_of_host(network, answer->host);
    const AcvServiceRow *service =
        region
            ? acv_catalog_find_service_of_host(acv_network_catalog(network), region, answer->host)
            : NULL;
    if (service) {
        answer->kind = ACV_NAME_SERVICE;
        answer->service = service;
        answer->region = region;
    }
    return service != NULL;
}

/* Kinds of resource that have names of AWS's own and may have private addresses. */
static bool
is_name_of_resource(const char *host)
{
    static const char *const labels[] = { ".rds.",     ".elb.",      ".cache.",  ".efs.", ".fsx.",
                                          ".es.",      ".redshift.", ".kafka.",  ".mq.",  ".docdb.",
                                          ".neptune.", ".memorydb.", ".s3files." };
    bool is_resource = false;
    for (size_t i = 0; i < G_N_ELEMENTS(labels); i++) {
        is_resource |= strstr(host, labels[i]) != NULL;
    }
    return is_resource
           && (strstr(host, ".amazonaws.com") != NULL || g_str_has_suffix(host, ".on.aws"));
}

/* True of names that the public DNS never has.
 * Sources: https://www.iana.org/assignments/special-use-domain-names;
 * https://www.icann.org/en/board-activities-and-meetings/materials/approved-resolutions-special-meeting-of-the-icann-board-29-07-2024-en
 */
static bool
is_never_public(const char *host)
{
    static const char *const domains[] = { "internal", "local", "localhost", "test",
                                           "invalid",  "onion", "home.arpa", "corp",
                                           "home",     "mail",  "alt" };
    for (size_t i = 0; i < G_N_ELEMENTS(domains); i++) {
        if (acv_name_is_in(host, domains[i])) {
            return true;
        }
    }
    return false;
}

/* What no name of AWS's own is. A name of a private zone that the source does not see may have
 * another meaning in public, unless it can have none; and who answers for names that can have none,
 * beside the zones that are given, is not known. */
static void
answer_foreign(AcvNetwork *network, const AcvVpc *vpc, AcvNameView view, AcvNameAnswer *answer)
{
    const AcvHostedZone *zone = acv_name_private_zone(network, answer->host);
    bool is_private = is_never_public(answer->host);
    answer->kind = ACV_NAME_PUBLIC;
    if (zone && is_private && view == ACV_VIEW_AMAZON) {
        answer->kind = ACV_NAME_NOT_FOUND;
        answer->by = acv_name_zone_is_of(zone, vpc) ? &vpc->record : &zone->record;
    } else if (zone || is_private || is_name_of_resource(answer->host)) {
        answer->kind = ACV_NAME_UNKNOWN;
        answer->missing = (AcvMissing){ ACV_KIND_HOSTED_ZONE, answer->host, "addresses", NULL };
    }
}

static void
answer_public(AcvNetwork *network, const AcvVpc *vpc, AcvNameView view, AcvNameAnswer *answer)
{
    if (!answer_database(network, view, answer) && !answer_endpoint_name(network, answer)
        && !answer_file_system(network, answer) && !answer_instance_name(network, vpc, view, answer)
        && !answer_service(network, answer)) {
        answer_foreign(network, vpc, view, answer);
    }
}

/* --- All --- */

/* Asks zones for 'host'; true if one answered. */
static bool
ask_zones(AcvNetwork *network, const AcvVpc *vpc, AcvNameView view, AcvNameAnswer *answer,
          const char **out_alias)
{
    const char *host = answer->host;
    *out_alias = NULL;
    return (view == ACV_VIEW_AMAZON
            && acv_name_ask_private_zones(network, vpc, host, answer, out_alias))
           || acv_name_ask_public_zones(network, host, answer, out_alias);
}

static AcvNameAnswer
resolve(AcvNetwork *network, const AcvVpc *vpc, AcvNameView view, const char *host)
{
    AcvNameAnswer answer = { .host = host };
    const AcvRecord *by = NULL;
    bool is_assumed = false;
    for (int i = 0; i < MAX_ALIASES; i++) {
        const char *alias;
        bool answered = ask_zones(network, vpc, view, &answer, &alias);
        if (!answered) {
            answer.by = NULL;
            answer_public(network, vpc, view, &answer);
        }
        by = by ? by : answer.by;
        is_assumed |= answer.is_assumed;
        if (!alias) {
            answer.by = by;
            answer.is_assumed = is_assumed;
            return answer;
        }
        answer = (AcvNameAnswer){ .host = alias };
    }
    return (AcvNameAnswer){ .kind = ACV_NAME_NOT_FOUND, .by = by, .host = answer.host };
}

/* Many hosts of a VPC ask for the same few names. */
AcvNameAnswer
acv_name_resolve(AcvNetwork *network, const AcvVpc *vpc, AcvNameView view, const char *host)
{
    const char *name = acv_name_normalise(network, host);
    g_autofree char *key = g_strdup_printf("%d %s %s", (int) view, vpc ? vpc->record.id : "", name);
    const AcvNameAnswer *known = g_hash_table_lookup(network->names, key);
    if (!known) {
        AcvNameAnswer *made = acv_arena_new0(acv_network_arena(network), AcvNameAnswer, 1);
        *made = resolve(network, vpc, view, name);
        g_hash_table_insert(network->names, g_steal_pointer(&key), made);
        known = made;
    }
    return *known;
}

AcvNameAnswer
acv_name_resolve_service(AcvNetwork *network, const AcvVpc *vpc, AcvNameView view,
                         const AcvServiceRow *service, const AcvRegionRow *region)
{
    AcvNameAnswer answer = { .kind = ACV_NAME_SERVICE, .service = service, .region = region };
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(acv_network_snapshot(network), ACV_KIND_VPC_ENDPOINT, &n);
    for (size_t i = 0; i < n && view == ACV_VIEW_AMAZON; i++) {
        const AcvVpcEndpoint *endpoint = (const AcvVpcEndpoint *) records[i];
        bool is_its = acv_endpoint_is_interface(endpoint)
                      && acv_endpoint_vpc(network, endpoint) == vpc
                      && acv_endpoint_service(network, endpoint) == service
                      && (!region || acv_endpoint_region(network, endpoint) == region);
        if (is_its
            && acv_endpoint_private_dns_obstacles(network, endpoint, &answer.is_assumed) == 0) {
            answer.kind = ACV_NAME_RECORD;
            answer.by = answer.record = &endpoint->record;
            return answer;
        }
    }
    answer.is_assumed = false;
    return answer;
}

/* A name is resolved to an answer, the answer gives the ends, and each end keeps a naming: what was
 * asked and answered, which becomes the first hop of its way. */
#include "analysis/named_end.h"

#include "network/name_zone.h"

#include <string.h>

/* A name that is asked for. */
typedef struct {
    AcvNetwork *network;
    const AcvNameClient *client;
    const AcvParty *party;
    const AcvEnd *source;
    AcvNameView view;
    AcvService *service; /* Of a party that is a service. */
    const char *host;    /* NULL if nobody knows it. */
    AcvNameAnswer answer;
} Question;

static bool
is_reached_by_name(const AcvRecord *record)
{
    return record->kind == ACV_KIND_DB_INSTANCE || record->kind == ACV_KIND_DB_CLUSTER
           || record->kind == ACV_KIND_DB_PROXY || record->kind == ACV_KIND_FILE_SYSTEM;
}

bool
acv_party_has_name(const AcvParty *party)
{
    switch (party->kind) {
    case ACV_PARTY_SERVICE:
        return !party->record;
    case ACV_PARTY_HOST:
        return true;
    case ACV_PARTY_PLACEMENTS:
        return party->record && is_reached_by_name(party->record) && party->placements->len > 0;
    case ACV_PARTY_INTERNET:
    case ACV_PARTY_ADDRESSES:
    case ACV_PARTY_OUTSIDE:
    case ACV_PARTY_SILENT:
        return false;
    }
    g_assert_not_reached();
}

/* --- Asking --- */

static const char *
host_of_service(AcvNetwork *network, const AcvService *service)
{
    g_autofree char *host = acv_service_host(network, service);
    return acv_arena_text(acv_network_arena(network), host);
}

static Question
ask(AcvNetwork *network, const AcvNameClient *client, const AcvParty *party, const AcvEnd *source,
    AcvNameView view)
{
    Question question = { network, client, party, source, view, NULL, party->host, { 0 } };
    const AcvVpc *vpc = client->source->vpc;
    if (party->kind == ACV_PARTY_SERVICE) {
        question.service = acv_end_service(network, party, source);
        question.host = host_of_service(network, question.service);
    }
    if (question.host) {
        question.answer = acv_name_resolve(network, vpc, view, question.host);
    } else if (question.service && question.service->row) {
        question.answer = acv_name_resolve_service(network, vpc, view, question.service->row,
                                                   question.service->region);
    } else if (question.service) {
        g_autoptr(GPtrArray) endpoints = acv_service_endpoints(network, question.service, false);
        question.answer = (AcvNameAnswer){ .kind = ACV_NAME_SERVICE };
        if (endpoints->len > 0) {
            question.answer.kind = ACV_NAME_RECORD;
            question.answer.record = g_ptr_array_index(endpoints, 0);
        }
    } else {
        question.answer = (AcvNameAnswer){ .kind = ACV_NAME_RECORD, .record = party->record };
    }
    return question;
}

/* --- Ends --- */

/* Some addresses that nobody knows, under the name that was asked for: of the internet, or if it is
 * not known what the name stands for, of any network. */
static const AcvService *
unknown_host(const Question *question)
{
    const char *host = question->answer.host ? question->answer.host : question->host;
    AcvService *service =
        acv_service_of_host(question->network, host, question->client->source->vpc);
    if (question->answer.kind == ACV_NAME_UNKNOWN) {
        service->addresses = acv_network_all_addresses(question->network);
    }
    return service;
}

static void
append_public_end(const Question *question, GArray *ends)
{
    const AcvService *service = question->service;
    if (!service && question->answer.kind == ACV_NAME_SERVICE) {
        service = acv_service_new(question->network, question->answer.service,
                                  question->answer.region, NULL, question->client->source->vpc);
    }
    if (!service) {
        service = unknown_host(question);
    }
    AcvEnd end = { .party = question->party,
                   .kind = ACV_PARTY_SERVICE,
                   .service = service,
                   .addresses = service->addresses };
    g_array_append_val(ends, end);
}

/* The port of the service or database whose name it is; 0 if nobody knows it. */
static uint16_t
port_of(const Question *question)
{
    if (question->service && question->service->row) {
        return question->service->row->port;
    }
    bool assumed;
    AcvNumber port = { 0 };
    if (question->answer.record) {
        port = acv_listening_port(question->network, question->answer.record, &assumed);
    }
    return port.given ? (uint16_t) port.value : 0;
}

static void
append_addresses(const Question *question, GArray *ends)
{
    const AcvAddressSet *addresses = question->answer.addresses;
    for (size_t i = 0; i < addresses->n_ranges; i++) {
        AcvAddressRange range = addresses->ranges[i];
        for (AcvUint128 value = range.first; value <= range.last; value++) {
            AcvAddress address = { value, range.family };
            AcvEnd end = { .party = question->party,
                           .kind = ACV_PARTY_ADDRESSES,
                           .port = port_of(question),
                           .addresses = acv_network_range_set(question->network,
                                                              acv_address_range(address)) };
            g_array_append_val(ends, end);
        }
    }
}

/* Of a zonal name only the interface of that zone. */
static bool
is_of_zone(AcvNetwork *network, const AcvPlacement *placement, const char *zone)
{
    return !zone || !placement->subnet || g_strcmp0(placement->subnet->availability_zone, zone) == 0
           || g_strcmp0(acv_network_zone_id_of(network, placement->subnet), zone) == 0;
}

static void
append_record(const Question *question, GArray *ends)
{
    const AcvRecord *record = question->answer.record;
    const AcvService *service = question->service;
    if (record->kind == ACV_KIND_VPC_ENDPOINT && !service) {
        const AcvVpcEndpoint *endpoint = (const AcvVpcEndpoint *) record;
        service =
            acv_service_new(question->network, question->answer.service, question->answer.region,
                            endpoint->service_name, question->client->source->vpc);
    }
    g_autoptr(GArray) placements = acv_placements_of(question->network, record);
    for (guint i = 0; placements && i < placements->len; i++) {
        AcvPlacement *kept = acv_arena_new0(acv_network_arena(question->network), AcvPlacement, 1);
        *kept = g_array_index(placements, AcvPlacement, i);
        AcvEnd end = { .party = question->party,
                       .kind = service ? ACV_PARTY_SERVICE : ACV_PARTY_PLACEMENTS,
                       .record = record,
                       .placement = kept,
                       .service = service,
                       .addresses = kept->addresses };
        const char *part = question->answer.part;
        bool is_meant = !part || !kept->part || g_str_equal(kept->part, part);
        if (is_meant && is_of_zone(question->network, kept, question->answer.zone)) {
            g_array_append_val(ends, end);
        }
    }
}

/* Where the search goes on although the answer leads nowhere, or nobody knows where. */
static void
append_fallback(const Question *question, GArray *ends)
{
    if (question->party->placements) {
        acv_ends_append(ends, question->party);
    } else {
        append_public_end(question, ends);
    }
}

static GArray *
ends_of(const Question *question)
{
    GArray *ends = g_array_new(FALSE, FALSE, sizeof(AcvEnd));
    switch (question->answer.kind) {
    case ACV_NAME_ADDRESSES:
        append_addresses(question, ends);
        break;
    case ACV_NAME_RECORD:
        if (question->answer.record == question->party->record) {
            acv_ends_append(ends, question->party);
        } else {
            append_record(question, ends);
        }
        break;
    case ACV_NAME_SERVICE:
    case ACV_NAME_PUBLIC:
        append_public_end(question, ends);
        break;
    case ACV_NAME_NOT_FOUND:
    case ACV_NAME_UNKNOWN:
        break;
    }
    if (ends->len == 0) {
        append_fallback(question, ends);
    }
    return ends;
}

/* --- Namings --- */

static AcvNaming
naming_of(const Question *question)
{
    return (AcvNaming){ .host = question->host,
                        .answer = question->answer,
                        .resolver = question->client->rule,
                        .servers = question->client->servers };
}

/* A cluster has a name of its own for those of its members that read, and a file system may have
 * one for each zone. */
static const char *
host_of_end(AcvNetwork *network, const AcvEnd *end, const char *host)
{
    const AcvRecord *whole = end->party->record;
    const AcvPlacement *placement = end->placement;
    if (!whole || !placement) {
        return host;
    }
    if (whole->kind == ACV_KIND_DB_CLUSTER && g_strcmp0(placement->part, "reader") == 0) {
        return ((const AcvDbCluster *) whole)->reader_endpoint;
    }
    if (whole->kind == ACV_KIND_FILE_SYSTEM && !host && placement->subnet) {
        return acv_file_system_host(network, (const AcvFileSystem *) whole,
                                    acv_network_zone_id_of(network, placement->subnet));
    }
    return host;
}

static void
set_naming(const Question *question, GArray *ends, const AcvNaming *like)
{
    for (guint i = 0; i < ends->len; i++) {
        AcvEnd *end = &g_array_index(ends, AcvEnd, i);
        AcvNaming *naming = acv_arena_new0(acv_network_arena(question->network), AcvNaming, 1);
        *naming = *like;
        naming->addresses = end->addresses;
        naming->host = host_of_end(question->network, end, like->host);
        end->naming = naming;
    }
}

/* The endpoint that the name of a service passes by, or NULL. */
static const AcvVpcEndpoint *
endpoint_passed_by(const Question *question)
{
    if (!question->service || question->answer.kind != ACV_NAME_SERVICE) {
        return NULL;
    }
    g_autoptr(GPtrArray) endpoints =
        acv_service_endpoints(question->network, question->service, false);
    return endpoints->len > 0 ? g_ptr_array_index(endpoints, 0) : NULL;
}

/* Why the name passes 'endpoint' by. Who does not ask the Amazon resolver sees no private names. */
static void
find_obstacles(const Question *question, const AcvVpcEndpoint *endpoint, AcvNaming *naming)
{
    const AcvNameClient *client = question->client;
    const AcvVpc *vpc = client->source->vpc;
    naming->bypassed = endpoint;
    acv_naming_obstacles(question->network, endpoint, naming->obstacles, &naming->n_obstacles);
    if (!client->sees[ACV_VIEW_AMAZON]) {
        naming->obstacles[naming->n_obstacles++] = (AcvRule){
            .match = ACV_MATCH_ALL,
            .verdict = ACV_VERDICT_REFUSED,
            .code = ACV_CODE_PRIVATE_DNS_NOT_EFFECTIVE,
            .record =
                acv_vpc_has_dns_support(vpc) ? &client->resolver.options->record : &vpc->record,
        };
    }
}

GArray *
acv_ends_of_name(AcvNetwork *network, const AcvNameClient *client, const AcvParty *party,
                 const AcvEnd *source, AcvNameView view, bool is_doubtful)
{
    Question question = ask(network, client, party, source, view);
    GArray *ends = ends_of(&question);
    AcvNaming naming = naming_of(&question);
    naming.rules[0] = acv_naming_answer_rule(&question.answer, client->source->vpc);
    naming.n_rules = 1;
    if (is_doubtful && naming.rules[0].verdict == ACV_VERDICT_ADMITTED) {
        naming.rules[0].verdict = ACV_VERDICT_UNKNOWN;
        naming.rules[0].code = ACV_CODE_MISSING_DATA;
        naming.rules[0].missing = client->missing;
        naming.rules[0].record = &client->resolver.options->record;
    }
    const AcvVpcEndpoint *endpoint = endpoint_passed_by(&question);
    if (endpoint) {
        find_obstacles(&question, endpoint, &naming);
    }
    set_naming(&question, ends, &naming);
    return ends;
}

GArray *
acv_ends_passed_by(AcvNetwork *network, const AcvNameClient *client, const AcvParty *party,
                   const AcvEnd *source, AcvNameView view)
{
    Question question = ask(network, client, party, source, view);
    const AcvVpcEndpoint *endpoint = endpoint_passed_by(&question);
    if (!endpoint) {
        return NULL;
    }
    AcvNaming naming = naming_of(&question);
    find_obstacles(&question, endpoint, &naming);
    question.answer.kind = ACV_NAME_RECORD;
    question.answer.record = &endpoint->record;
    naming.answer = question.answer;
    memcpy(naming.rules, naming.obstacles, sizeof naming.rules);
    naming.n_rules = naming.n_obstacles;
    if (naming.n_rules == 0) {
        naming.rules[0] = acv_naming_answer_rule(&question.answer, client->source->vpc);
        naming.rules[0].record = &endpoint->record;
        naming.n_rules = 1;
    }
    GArray *ends = ends_of(&question);
    set_naming(&question, ends, &naming);
    return ends;
}

/* A VPC where a name means what it means to nobody else, or NULL. */
static const AcvVpc *
vpc_of_name(AcvNetwork *network, const char *host)
{
    const AcvSnapshot *snapshot = acv_network_snapshot(network);
    const AcvHostedZone *zone = acv_name_private_zone(network, acv_name_normalise(network, host));
    if (zone) {
        return zone->vpc_ids.n > 0 ? acv_snapshot_find_vpc(snapshot, zone->vpc_ids.items[0]) : NULL;
    }
    size_t n;
    const AcvRecord *const *vpcs = acv_snapshot_list(snapshot, ACV_KIND_VPC, &n);
    return n > 0 ? (const AcvVpc *) vpcs[0] : NULL;
}

static bool
is_found(const Question *question)
{
    return question->answer.kind != ACV_NAME_NOT_FOUND && question->answer.kind != ACV_NAME_UNKNOWN;
}

/* What the name means where the source stands, else in public; to who stands in no VPC, what it
 * means in public, else in the VPC that it belongs to. */
static Question
ask_knowing(AcvNetwork *network, const AcvNameClient *client, const AcvParty *party,
            const AcvEnd *source)
{
    bool is_inside = source->placement != NULL;
    static const AcvNameView views[2][2] = { { ACV_VIEW_PUBLIC, ACV_VIEW_AMAZON },
                                             { ACV_VIEW_AMAZON, ACV_VIEW_PUBLIC } };
    Question first = ask(network, client, party, source, views[is_inside][0]);
    if (is_found(&first) || !client->source->vpc) {
        return first;
    }
    Question second = ask(network, client, party, source, views[is_inside][1]);
    return is_found(&second) ? second : first;
}

GArray *
acv_ends_of_known_host(AcvNetwork *network, const AcvParty *party, const AcvEnd *source)
{
    AcvPlacement outside = { .vpc = source->placement ? NULL : vpc_of_name(network, party->host) };
    AcvNameClient client = { .source = source->placement ? source->placement : &outside };
    Question question = ask_knowing(network, &client, party, source);
    if (question.answer.kind == ACV_NAME_SERVICE && source->placement) {
        const AcvService *service = acv_service_new(
            network, question.answer.service, question.answer.region, NULL, source->placement->vpc);
        const AcvVpcEndpoint *endpoint = acv_end_endpoint(network, service);
        if (endpoint) {
            question.answer.kind = ACV_NAME_RECORD;
            question.answer.record = &endpoint->record;
        }
    }
    if (!source->placement && !is_found(&question)) {
        question.answer.kind = ACV_NAME_PUBLIC;
    }
    return ends_of(&question);
}

static bool
same_addresses(const AcvAddressSet *a, const AcvAddressSet *b)
{
    return a == b || (a && b && acv_address_set_equals(a, b));
}

bool
acv_name_has_one_answer(AcvNetwork *network, const AcvNameClient *client, const AcvParty *party,
                        const AcvEnd *source)
{
    Question amazon = ask(network, client, party, source, ACV_VIEW_AMAZON);
    Question world = ask(network, client, party, source, ACV_VIEW_PUBLIC);
    const AcvNameAnswer *a = &amazon.answer;
    const AcvNameAnswer *b = &world.answer;
    return a->kind == b->kind && a->record == b->record && a->service == b->service
           && same_addresses(a->addresses, b->addresses);
}

#include "analysis/inquiry.h"

#include "acv/problem.h"
#include "analysis/named_end.h"
#include "analysis/path.h"
#include "analysis/rollup.h"

/* --- The whole answer --- */

static const AcvParty *
internet_party(const GPtrArray *parties)
{
    const AcvParty *party = g_ptr_array_index(parties, 0);
    return party->kind == ACV_PARTY_INTERNET ? party : NULL;
}

static GPtrArray *
walk_party(const AcvInquiry *inquiry, const AcvNameClient *client, const AcvParty *party,
           const AcvEnd *source)
{
    if (client && acv_party_has_name(party)) {
        return acv_paths_by_name(inquiry, client, party, source);
    }
    if (party->kind == ACV_PARTY_HOST && (source->placement || source->kind == ACV_PARTY_OUTSIDE)) {
        return acv_paths_to_take(inquiry, source,
                                 acv_ends_of_known_host(inquiry->network, party, source));
    }
    GArray *ends = g_array_new(FALSE, FALSE, sizeof(AcvEnd));
    acv_ends_append_target(inquiry->network, ends, party, source);
    return acv_paths_to_take(inquiry, source, ends);
}

/* Whom a source asks for names; NULL if it stands in no VPC or need not ask. */
static AcvNameClient *
client_of(AcvInquiry *inquiry, const AcvEnd *source)
{
    if (!source->placement || inquiry->question->no_dns) {
        return NULL;
    }
    AcvNameClient *client = acv_name_client_new(inquiry->network, source->placement,
                                                inquiry->question->ephemeral_ports);
    g_ptr_array_add(inquiry->name_clients, client);
    return client;
}

/* The connections that a proxy opens to its databases, whoever its client is. */
static void
walk_paths_behind(AcvInquiry *inquiry, const AcvParty *proxy)
{
    g_autoptr(GArray) targets = acv_ends_of(proxy->behind);
    for (guint i = 0; i < proxy->placements->len; i++) {
        for (guint j = 0; j < targets->len; j++) {
            AcvPath like = {
                .source = acv_end_of(proxy, &g_array_index(proxy->placements, AcvPlacement, i)),
                .target = g_array_index(targets, AcvEnd, j),
                .part = "database",
                .whole = proxy,
                .opened_by = proxy->record,
            };
            g_ptr_array_add(inquiry->paths, acv_path_new(inquiry, &like));
        }
    }
}

/* --- All pairs of a source and a target --- */

typedef struct {
    AcvInquiry *inquiry;
    GArray *sources;         /* Elements AcvEnd. */
    AcvNameClient **clients; /* Of the sources, once they are known. */
} Tour;

static guint
n_pairs(const Tour *tour)
{
    return tour->sources->len * tour->inquiry->targets->len;
}

static void
walk_pair(const Tour *tour, guint pair)
{
    AcvInquiry *inquiry = tour->inquiry;
    guint n_targets = inquiry->targets->len;
    const AcvEnd *source = &g_array_index(tour->sources, AcvEnd, pair / n_targets);
    const AcvParty *party = g_ptr_array_index(inquiry->targets, pair % n_targets);
    AcvNameClient **client = &tour->clients[pair / n_targets];
    if (!*client) {
        *client = client_of(inquiry, source);
    }
    guint n_before = inquiry->paths->len;
    g_ptr_array_extend_and_steal(inquiry->paths, walk_party(inquiry, *client, party, source));
    for (guint i = n_before; i < inquiry->paths->len; i++) {
        ((AcvPath *) g_ptr_array_index(inquiry->paths, i))->pair = pair;
    }
}

static void
walk_proxies(AcvInquiry *inquiry)
{
    for (guint i = 0; i < inquiry->targets->len; i++) {
        const AcvParty *target = g_ptr_array_index(inquiry->targets, i);
        if (target->behind) {
            walk_paths_behind(inquiry, target);
        }
    }
}

static bool
is_blocked(const AcvPath *path)
{
    return path->outcome == ACV_OUTCOME_UNREACHABLE || path->outcome == ACV_OUTCOME_PARTIAL;
}

static bool
has_blocked(const GPtrArray *paths)
{
    for (guint i = paths->len; i > 0; i--) {
        if (is_blocked(g_ptr_array_index(paths, i - 1))) {
            return true;
        }
    }
    return false;
}

static void
walk_all(const Tour *tour)
{
    for (guint i = 0; i < n_pairs(tour); i++) {
        walk_pair(tour, i);
    }
    walk_proxies(tour->inquiry);
}

/* Walks as many paths as it takes to know whether all are open, first those of pairs that are
 * blocked in 'like'. */
static void
walk_till_blocked(const Tour *tour, const AcvInquiry *like)
{
    const GPtrArray *paths = tour->inquiry->paths;
    g_autofree bool *is_walked = g_new0(bool, n_pairs(tour));
    for (guint i = 0; i < like->paths->len && !has_blocked(paths); i++) {
        const AcvPath *path = g_ptr_array_index(like->paths, i);
        if (is_blocked(path) && path->pair < n_pairs(tour) && !is_walked[path->pair]) {
            is_walked[path->pair] = true;
            walk_pair(tour, path->pair);
        }
    }
    for (guint i = 0; i < n_pairs(tour) && !has_blocked(paths); i++) {
        if (!is_walked[i]) {
            walk_pair(tour, i);
        }
    }
    if (!has_blocked(paths)) {
        walk_proxies(tour->inquiry);
    }
}

/* Finds the outcome; if 'like' is given, only whether it is "reachable". */
static void
walk_paths(AcvInquiry *inquiry, const AcvInquiry *like)
{
    g_autoptr(GArray) sources = acv_ends_of(inquiry->sources);
    g_autofree AcvNameClient **clients = g_new0(AcvNameClient *, sources->len);
    Tour tour = { inquiry, sources, clients };
    if (like) {
        walk_till_blocked(&tour, like);
    } else {
        walk_all(&tour);
    }
    inquiry->outcome = acv_rollup(inquiry->paths);
}

/* --- The parties --- */

/* The private range behind an address of a VPC, public or private. */
static AcvAddressRange
range_inside(const AcvInquiry *inquiry, const AcvVpc *vpc, AcvAddressRange range)
{
    size_t n;
    const AcvPublicPair *pairs = acv_network_public_pairs(inquiry->network, vpc, &n);
    for (size_t i = 0; i < n; i++) {
        if (pairs[i].public_ip.family == range.family && pairs[i].public_ip.value == range.first) {
            return pairs[i].private_range;
        }
    }
    return range;
}

/* The internet reaches who has an address, so an address means the interface that has it. */
static void
place_address(const AcvInquiry *inquiry, AcvParty *target)
{
    size_t n_vpcs;
    const AcvRecord *const *vpcs =
        acv_snapshot_list(acv_network_snapshot(inquiry->network), ACV_KIND_VPC, &n_vpcs);
    AcvAddressRange asked = target->addresses->ranges[0];
    for (size_t i = 0; asked.first == asked.last && !target->placements && i < n_vpcs; i++) {
        const AcvVpc *vpc = (const AcvVpc *) vpcs[i];
        AcvAddressRange inside = range_inside(inquiry, vpc, asked);
        size_t n;
        const AcvOwned *owned = acv_network_owners(inquiry->network, vpc, inside, &n);
        if (n > 0 && owned[0].owner->kind != ACV_KIND_NAT_GATEWAY) {
            target->kind = ACV_PARTY_PLACEMENTS;
            target->record = owned[0].owner;
            target->placements = acv_placements_of(inquiry->network, owned[0].owner);
            g_array_index(target->placements, AcvPlacement, 0).addresses =
                acv_network_range_set(inquiry->network, inside);
        }
    }
}

/* From the internet, only what stands in a VPC can be a target. */
static bool
place_targets_of_internet(const AcvInquiry *inquiry, GError **error)
{
    AcvParty *target = g_ptr_array_index(inquiry->targets, 0);
    if (target->kind == ACV_PARTY_ADDRESSES) {
        place_address(inquiry, target);
    }
    if (!target->placements) {
        g_set_error(error, ACV_ERROR, ACV_ERROR_USAGE,
                    "from the internet, name what stands in a VPC, got \"%s\"",
                    inquiry->question->to);
        return false;
    }
    return true;
}

static int
protocol_number(const char *name, void *user_data)
{
    return acv_catalog_protocol_number(user_data, name);
}

char *
acv_question_split_target(const AcvNetwork *network, const char *to, AcvAskedPorts *out_ports,
                          GError **error)
{
    return acv_ports_split(to, protocol_number, (gpointer) acv_network_catalog(network), out_ports,
                           error);
}

static bool
find_parties(AcvInquiry *inquiry, AcvQuestionPart *out_wrong, GError **error)
{
    AcvNetwork *network = inquiry->network;
    *out_wrong = ACV_QUESTION_FROM;
    inquiry->sources = acv_parties_find(network, inquiry->question->from, ACV_ROLE_SOURCE, error);
    if (!inquiry->sources) {
        return false;
    }
    *out_wrong = ACV_QUESTION_TO;
    g_autofree char *target =
        acv_question_split_target(network, inquiry->question->to, &inquiry->ports, error);
    if (target) {
        inquiry->targets = acv_parties_find(network, target, ACV_ROLE_TARGET, error);
    }
    if (!inquiry->targets) {
        return false;
    }
    return !internet_party(inquiry->sources) || place_targets_of_internet(inquiry, error);
}

static AcvInquiry *
inquiry_new(AcvNetwork *network, const AcvQuestion *question)
{
    AcvInquiry *inquiry = g_new0(AcvInquiry, 1);
    inquiry->network = network;
    inquiry->question = question;
    inquiry->paths = acv_paths_new();
    inquiry->name_clients = g_ptr_array_new_with_free_func((GDestroyNotify) acv_name_client_free);
    return inquiry;
}

AcvInquiry *
acv_inquiry_try(AcvNetwork *network, const AcvQuestion *question, AcvQuestionPart *out_wrong,
                GError **error)
{
    g_autoptr(AcvInquiry) inquiry = inquiry_new(network, question);
    if (!find_parties(inquiry, out_wrong, error)) {
        return NULL;
    }
    walk_paths(inquiry, NULL);
    return g_steal_pointer(&inquiry);
}

AcvInquiry *
acv_inquiry_new(AcvNetwork *network, const AcvQuestion *question, GError **error)
{
    static const char *const options[] = {
        [ACV_QUESTION_FROM] = "--from: ", [ACV_QUESTION_TO] = "--to: "
    };
    AcvQuestionPart wrong;
    AcvInquiry *inquiry = acv_inquiry_try(network, question, &wrong, error);
    if (!inquiry) {
        g_prefix_error(error, "%s", options[wrong]);
    }
    return inquiry;
}

bool
acv_inquiry_is_reachable_in(const AcvInquiry *like, AcvNetwork *network)
{
    AcvQuestionPart wrong;
    g_autoptr(AcvInquiry) inquiry = inquiry_new(network, like->question);
    inquiry->ends_at_blocks = true;
    if (!find_parties(inquiry, &wrong, NULL)) {
        return false;
    }
    walk_paths(inquiry, like);
    return inquiry->outcome == ACV_OUTCOME_REACHABLE;
}

static AcvInquiry *
inquiry_between(AcvNetwork *network, const AcvQuestion *question, const AcvAskedPorts *ports,
                GPtrArray *sources, GPtrArray *targets)
{
    AcvInquiry *inquiry = inquiry_new(network, question);
    inquiry->ports = *ports;
    inquiry->sources = g_ptr_array_ref(sources);
    inquiry->targets = g_ptr_array_ref(targets);
    return inquiry;
}

AcvInquiry *
acv_inquiry_new_between(AcvNetwork *network, const AcvQuestion *question,
                        const AcvAskedPorts *ports, GPtrArray *sources, GPtrArray *targets,
                        GError **error)
{
    g_autoptr(AcvInquiry) inquiry = inquiry_between(network, question, ports, sources, targets);
    if (internet_party(sources) && !place_targets_of_internet(inquiry, error)) {
        g_prefix_error(error, "--to: ");
        return NULL;
    }
    walk_paths(inquiry, NULL);
    return g_steal_pointer(&inquiry);
}

AcvInquiry *
acv_inquiry_new_past_groups(AcvNetwork *network, const AcvQuestion *question,
                            const AcvAskedPorts *ports, GPtrArray *sources, GPtrArray *targets)
{
    if (internet_party(sources)) {
        return NULL;
    }
    AcvInquiry *inquiry = inquiry_between(network, question, ports, sources, targets);
    inquiry->has_groups_aside = true;
    walk_paths(inquiry, NULL);
    return inquiry;
}

void
acv_inquiry_free(AcvInquiry *inquiry)
{
    if (inquiry) {
        g_clear_pointer(&inquiry->sources, g_ptr_array_unref);
        g_clear_pointer(&inquiry->targets, g_ptr_array_unref);
        g_ptr_array_unref(inquiry->paths);
        g_ptr_array_unref(inquiry->name_clients);
        g_free(inquiry);
    }
}

/* Whether a VPC lets its hosts resolve names: its attributes and its DHCP options.
 *
 * Source: https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/agentcore-vpc.html,
 * https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html */
#include "explain/check_tally.h"

#include "analysis/name_client.h"
#include "network/endpoint.h"
#include "network/resource.h"

/* The VPCs of the placements of a resource, each once: elements const AcvVpc *. Those of which
 * nobody knows anything are left out: another check is undetermined then. */
static GPtrArray *
vpcs_of(const GArray *placements)
{
    GPtrArray *vpcs = g_ptr_array_new();
    for (guint i = 0; placements && i < placements->len; i++) {
        const AcvVpc *vpc = g_array_index(placements, AcvPlacement, i).vpc;
        if (vpc->record.id && !g_ptr_array_find(vpcs, vpc, NULL)) {
            g_ptr_array_add(vpcs, (gpointer) vpc);
        }
    }
    return vpcs;
}

/* --- Attributes --- */

/* What in the VPC has names that need enableDnsHostnames; NULL if nothing does. */
static const AcvRecord *
needs_hostnames(AcvNetwork *network, const AcvVpc *vpc)
{
    const AcvSnapshot *snapshot = acv_network_snapshot(network);
    size_t n;
    const AcvRecord *const *records = acv_snapshot_list(snapshot, ACV_KIND_VPC_ENDPOINT, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvVpcEndpoint *endpoint = (const AcvVpcEndpoint *) records[i];
        if (acv_endpoint_is_interface(endpoint) && endpoint->private_dns_enabled != ACV_FLAG_FALSE
            && acv_endpoint_vpc(network, endpoint) == vpc) {
            return records[i];
        }
    }
    records = acv_snapshot_list(snapshot, ACV_KIND_HOSTED_ZONE, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvHostedZone *zone = (const AcvHostedZone *) records[i];
        for (size_t j = 0; j < zone->vpc_ids.n; j++) {
            if (g_str_equal(zone->vpc_ids.items[j], vpc->record.id)) {
                return records[i];
            }
        }
    }
    return NULL;
}

/* Whether what would need enableDnsHostnames is not in the input. */
static bool
may_need_hostnames(AcvNetwork *network)
{
    const AcvSnapshot *snapshot = acv_network_snapshot(network);
    return !acv_snapshot_has_kind(snapshot, ACV_KIND_VPC_ENDPOINT)
           || !acv_snapshot_has_kind(snapshot, ACV_KIND_HOSTED_ZONE);
}

/* describe-vpcs does not print the attributes, so a scenario easily lacks them: AWS's default for
 * enableDnsSupport is on, which is taken as such and said. */
static void
judge_attributes(AcvTally *tally, const AcvVpc *vpc)
{
    AcvNetwork *network = tally->checking->network;
    const AcvRecord *needing = needs_hostnames(network, vpc);
    bool has_hostnames = acv_vpc_has_dns_hostnames(network, vpc, NULL);
    if (vpc->enable_dns_support == ACV_FLAG_FALSE) {
        acv_tally_add(tally, ACV_STATUS_FAIL, &vpc->record, "EnableDnsSupport", "enableDnsSupport");
    } else if (needing && !has_hostnames) {
        acv_tally_add(tally, ACV_STATUS_FAIL, &vpc->record, "EnableDnsHostnames",
                      "enableDnsHostnames");
    } else if (vpc->enable_dns_hostnames == ACV_FLAG_FALSE && may_need_hostnames(network)) {
        acv_tally_add(tally, ACV_STATUS_WARNING, &vpc->record, "EnableDnsHostnames", NULL);
    } else if (vpc->enable_dns_support == ACV_FLAG_ABSENT) {
        acv_tally_add(tally, ACV_STATUS_WARNING, &vpc->record, "EnableDnsSupport", NULL);
    } else {
        acv_tally_add(tally, ACV_STATUS_PASS, &vpc->record, "EnableDnsSupport", NULL);
    }
}

void
acv_check_dns_attributes(AcvChecking *checking)
{
    static const AcvSentence sentences[] = {
        [ACV_STATUS_PASS] = ACV_SENTENCE_DNS_ON,
        [ACV_STATUS_FAIL] = ACV_SENTENCE_DNS_OFF,
        [ACV_STATUS_WARNING] = ACV_SENTENCE_DNS_NOT_GIVEN,
        [ACV_STATUS_UNDETERMINED] = ACV_SENTENCE_DNS_NOT_GIVEN,
    };
    if (!acv_agentcore_is_in_vpc(checking->resource)) {
        return;
    }
    g_autoptr(GArray) placements =
        acv_placements_of(checking->network, &checking->resource->record);
    g_autoptr(GPtrArray) vpcs = vpcs_of(placements);
    g_auto(AcvTally) tally = acv_tally(checking);
    for (guint i = 0; i < vpcs->len; i++) {
        judge_attributes(&tally, g_ptr_array_index(vpcs, i));
    }
    AcvFinding *finding = acv_tally_conclude(&tally, sentences);
    if (finding && finding->status == ACV_STATUS_WARNING) {
        const AcvFact *fact = &g_array_index(finding->facts, AcvFact, 0);
        bool is_off = g_str_equal(fact->field, "EnableDnsHostnames");
        finding->severity = ACV_CHECK_SEVERITY_INFORMATIONAL;
        finding->sentence = is_off ? ACV_SENTENCE_HOSTNAMES_OFF : ACV_SENTENCE_DNS_NOT_GIVEN;
    }
}

/* --- DHCP options --- */

/* Whether nobody has collected the VPC, or any of the options that it names. */
static bool
is_default_of_the_unknown(const AcvChecking *checking, const AcvVpc *vpc)
{
    const AcvSnapshot *snapshot = checking->checkup->snapshot;
    const char *id = vpc->dhcp_options_id;
    return !acv_snapshot_find_vpc(snapshot, vpc->record.id)
           || (id && !g_str_equal(id, "default")
               && !acv_snapshot_has_kind(snapshot, ACV_KIND_DHCP_OPTIONS));
}

/* Whether an interface of the resource reaches a server that the options name. */
static void
judge_resolver(AcvTally *tally, const AcvPlacement *placement)
{
    AcvChecking *checking = tally->checking;
    AcvNameClient *client =
        acv_name_client_new(checking->network, placement, checking->options->ephemeral_ports);
    const AcvDhcpOptions *options = client->resolver.options;
    const AcvRecord *record = options ? &options->record : &placement->vpc->record;
    bool is_custom = client->resolver.kind == ACV_RESOLVER_CUSTOM;
    if (is_default_of_the_unknown(checking, placement->vpc)) {
        acv_tally_add(tally, ACV_STATUS_WARNING, record, "DhcpOptionsId",
                      placement->vpc->dhcp_options_id);
        acv_name_client_free(client);
        return;
    }
    switch (client->rule.verdict) {
    case ACV_VERDICT_ADMITTED:
        acv_tally_add(tally, ACV_STATUS_PASS, record, "domain-name-servers",
                      is_custom ? "own servers" : "AmazonProvidedDNS");
        break;
    case ACV_VERDICT_REFUSED:
        /* Of the Amazon resolver that is a matter of enableDnsSupport, which has its own check. */
        acv_tally_add(tally, is_custom ? ACV_STATUS_FAIL : ACV_STATUS_PASS, record,
                      "domain-name-servers", placement->subnet_id);
        break;
    case ACV_VERDICT_UNKNOWN:
        g_array_append_val(tally->missing, client->rule.missing);
        break;
    }
    acv_name_client_free(client);
}

void
acv_check_dhcp_options(AcvChecking *checking)
{
    static const AcvSentence sentences[] = {
        [ACV_STATUS_PASS] = ACV_SENTENCE_RESOLVER_ANSWERS,
        [ACV_STATUS_FAIL] = ACV_SENTENCE_RESOLVER_UNREACHABLE,
        [ACV_STATUS_WARNING] = ACV_SENTENCE_RESOLVER_NOT_COLLECTED,
        [ACV_STATUS_UNDETERMINED] = ACV_SENTENCE_RESOLVER_UNKNOWN,
    };
    if (!acv_agentcore_is_in_vpc(checking->resource)) {
        return;
    }
    g_autoptr(GArray) placements =
        acv_placements_of(checking->network, &checking->resource->record);
    g_auto(AcvTally) tally = acv_tally(checking);
    for (guint i = 0; placements && i < placements->len; i++) {
        judge_resolver(&tally, &g_array_index(placements, AcvPlacement, i));
    }
    AcvFinding *finding = acv_tally_conclude(&tally, sentences);
    if (finding && finding->status == ACV_STATUS_WARNING) {
        finding->severity = ACV_CHECK_SEVERITY_INFORMATIONAL;
    }
}

/* The subnets of an AgentCore resource in mode VPC.
 *
 * Source: https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/agentcore-vpc.html */
#include "explain/check_tally.h"

#include "explain/check_limit.h"
#include "network/resource.h"

/* --- Existence, and the VPC --- */

/* A subnet is right if it can be used and is of the VPC of the first one. */
static void
judge_vpc(AcvTally *tally, const AcvSubnet *subnet)
{
    AcvNetwork *network = tally->checking->network;
    const AcvVpc *vpc = acv_network_vpc_of(network, subnet);
    const AcvFact *first = tally->facts[ACV_STATUS_PASS]->len > 0
                               ? &g_array_index(tally->facts[ACV_STATUS_PASS], AcvFact, 0)
                               : NULL;
    if (subnet->state && !g_str_equal(subnet->state, "available")) {
        acv_tally_add(tally, ACV_STATUS_FAIL, &subnet->record, "State", subnet->state);
    } else if (!vpc->record.id) {
        acv_tally_add_missing(tally, ACV_KIND_SUBNET, subnet->record.id, "VpcId");
    } else if (first && !g_str_equal(first->value, vpc->record.id)) {
        acv_tally_add(tally, ACV_STATUS_FAIL, &subnet->record, "VpcId", vpc->record.id);
    } else {
        acv_tally_add(tally, ACV_STATUS_PASS, &subnet->record, "VpcId", vpc->record.id);
    }
}

/* Keeps the facts of 'finding' that are about a state; false if there are none. */
static bool
keep_states(AcvFinding *finding)
{
    g_autoptr(GArray) states = g_array_new(FALSE, FALSE, sizeof(AcvFact));
    for (guint i = 0; i < finding->facts->len; i++) {
        AcvFact fact = g_array_index(finding->facts, AcvFact, i);
        if (g_str_equal(fact.field, "State")) {
            g_array_append_val(states, fact);
        }
    }
    if (states->len > 0) {
        g_array_set_size(finding->facts, 0);
        g_array_append_vals(finding->facts, states->data, states->len);
    }
    return states->len > 0;
}

static void
report_vpcs(const AcvTally *tally)
{
    static const AcvSentence sentences[] = {
        [ACV_STATUS_PASS] = ACV_SENTENCE_SUBNETS_OF_ONE_VPC,
        [ACV_STATUS_FAIL] = ACV_SENTENCE_SUBNETS_OF_SEVERAL_VPCS,
        [ACV_STATUS_WARNING] = ACV_SENTENCE_SUBNETS_OF_ONE_VPC,
        [ACV_STATUS_UNDETERMINED] = ACV_SENTENCE_SUBNETS_MISSING,
    };
    AcvFinding *finding = acv_tally_conclude(tally, sentences);
    if (finding->status == ACV_STATUS_FAIL && keep_states(finding)) {
        finding->sentence = ACV_SENTENCE_SUBNETS_NOT_AVAILABLE;
    } else if (finding->status == ACV_STATUS_FAIL) {
        const GArray *others = tally->facts[ACV_STATUS_PASS];
        g_array_prepend_vals(finding->facts, others->data, others->len);
    }
}

void
acv_check_subnets(AcvChecking *checking)
{
    const AcvStrings *ids = &checking->resource->subnets;
    if (!acv_agentcore_is_in_vpc(checking->resource)) {
        return;
    }
    unsigned most = acv_check_limit(checking, "agentcore-subnets");
    if (!ids->items) {
        AcvFinding *finding =
            acv_finding_new(checking, ACV_STATUS_UNDETERMINED, ACV_SENTENCE_SUBNETS_MISSING);
        acv_finding_add_missing(finding, checking->resource->record.kind,
                                checking->resource->record.id, "subnets");
    } else if (ids->n == 0 || ids->n > most) {
        AcvFinding *finding =
            acv_finding_new(checking, ACV_STATUS_FAIL, ACV_SENTENCE_SUBNETS_COUNT);
        acv_check_add_number(checking, finding, "subnets", ids->n);
        acv_check_add_number(checking, finding, "agentcore-subnets", most);
    } else {
        g_auto(AcvTally) tally = acv_tally_subnets(checking, judge_vpc);
        report_vpcs(&tally);
    }
}

/* --- Zones --- */

/* A subnet of the same account in the zone of that name that also tells its id. */
static const char *
zone_id_by_neighbour(const AcvSnapshot *snapshot, const AcvSubnet *subnet)
{
    size_t n;
    const AcvRecord *const *records = acv_snapshot_list(snapshot, ACV_KIND_SUBNET, &n);
    for (size_t i = 0; subnet->availability_zone && i < n; i++) {
        const AcvSubnet *other = (const AcvSubnet *) records[i];
        if (other->availability_zone_id
            && g_strcmp0(other->availability_zone, subnet->availability_zone) == 0
            && g_strcmp0(other->record.owner_id, subnet->record.owner_id) == 0) {
            return other->availability_zone_id;
        }
    }
    return NULL;
}

static const char *
zone_id_of(AcvNetwork *network, const AcvSubnet *subnet)
{
    const char *id = acv_network_zone_id_of(network, subnet);
    return id ? id : zone_id_by_neighbour(acv_network_snapshot(network), subnet);
}

static void
judge_zone(AcvTally *tally, const AcvSubnet *subnet)
{
    AcvNetwork *network = tally->checking->network;
    const char *id = zone_id_of(network, subnet);
    if (!id) {
        acv_tally_add_missing(tally, ACV_KIND_SUBNET, subnet->record.id, "AvailabilityZoneId");
        return;
    }
    switch (acv_catalog_zone_support(acv_network_catalog(network),
                                     acv_network_region_of(network, subnet), id)) {
    case ACV_ZONE_SUPPORTED:
        acv_tally_add(tally, ACV_STATUS_PASS, &subnet->record, "AvailabilityZoneId", id);
        break;
    case ACV_ZONE_UNSUPPORTED:
        acv_tally_add(tally, ACV_STATUS_FAIL, &subnet->record, "AvailabilityZoneId", id);
        break;
    case ACV_ZONE_UNKNOWN:
        acv_tally_add_missing(tally, ACV_KIND_SUBNET, subnet->record.id,
                              "the support of AgentCore in the zone");
        break;
    }
}

void
acv_check_subnet_zones(AcvChecking *checking)
{
    static const AcvSentence sentences[] = {
        [ACV_STATUS_PASS] = ACV_SENTENCE_ZONES_SUPPORTED,
        [ACV_STATUS_FAIL] = ACV_SENTENCE_ZONES_UNSUPPORTED,
        [ACV_STATUS_WARNING] = ACV_SENTENCE_ZONES_SUPPORTED,
        [ACV_STATUS_UNDETERMINED] = ACV_SENTENCE_ZONES_UNKNOWN,
    };
    if (acv_agentcore_is_in_vpc(checking->resource)) {
        g_auto(AcvTally) tally = acv_tally_subnets(checking, judge_zone);
        acv_tally_conclude(&tally, sentences);
    }
}

/* --- At least two zones --- */

static void
note_zone(AcvTally *tally, const AcvSubnet *subnet)
{
    const char *id = zone_id_of(tally->checking->network, subnet);
    const char *zone = id ? id : subnet->availability_zone;
    if (zone) {
        acv_tally_add(tally, ACV_STATUS_PASS, &subnet->record, "AvailabilityZoneId", zone);
    } else {
        acv_tally_add_missing(tally, ACV_KIND_SUBNET, subnet->record.id, "AvailabilityZoneId");
    }
}

static guint
count_zones(const GArray *facts)
{
    g_autoptr(GHashTable) zones = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < facts->len; i++) {
        g_hash_table_add(zones, (gpointer) g_array_index(facts, AcvFact, i).value);
    }
    return g_hash_table_size(zones);
}

/* Two zones that are known are enough, whatever else is not. It is advice: who cannot tell warns.
 */
void
acv_check_two_zones(AcvChecking *checking)
{
    if (!acv_agentcore_is_in_vpc(checking->resource)) {
        return;
    }
    g_auto(AcvTally) tally = acv_tally_subnets(checking, note_zone);
    const GArray *facts = tally.facts[ACV_STATUS_PASS];
    AcvFinding *finding;
    if (count_zones(facts) > 1) {
        finding = acv_finding_new(checking, ACV_STATUS_PASS, ACV_SENTENCE_SEVERAL_ZONES);
    } else if (tally.missing->len > 0) {
        finding = acv_finding_new(checking, ACV_STATUS_WARNING, ACV_SENTENCE_SEVERAL_ZONES_UNKNOWN);
        g_array_append_vals(finding->missing, tally.missing->data, tally.missing->len);
    } else if (facts->len > 0) {
        finding = acv_finding_new(checking, ACV_STATUS_WARNING, ACV_SENTENCE_ONE_ZONE);
    } else {
        return;
    }
    g_array_append_vals(finding->facts, facts->data, facts->len);
}

/* Flow logs of what an AgentCore resource uses: of its VPC, its subnets or its interfaces.
 *
 * Source: https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/agentcore-vpc.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_FlowLog.html */
#include "explain/check_tally.h"

#include "network/resource.h"

/* The log of a resource that works, or of which nobody says that it does not; a log that cannot be
 * delivered is '*out_failed'. */
static const AcvFlowLog *
find_log(const AcvChecking *checking, const char *resource_id, const AcvFlowLog **out_failed)
{
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(checking->checkup->snapshot, ACV_KIND_FLOW_LOG, &n);
    for (size_t i = 0; resource_id && i < n; i++) {
        const AcvFlowLog *log = (const AcvFlowLog *) records[i];
        if (g_strcmp0(log->resource_id, resource_id) != 0) {
            continue;
        }
        bool works = (!log->status || g_str_equal(log->status, "ACTIVE"))
                     && g_strcmp0(log->deliver_status, "FAILED") != 0;
        if (works) {
            return log;
        }
        *out_failed = log;
    }
    return NULL;
}

static void
judge_place(AcvTally *tally, const AcvPlacement *placement)
{
    const AcvChecking *checking = tally->checking;
    const char *ids[] = { placement->vpc->record.id, placement->subnet_id,
                          placement->interface ? placement->interface->record.id : NULL };
    const AcvFlowLog *failed = NULL;
    const AcvFlowLog *log = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(ids) && !log; i++) {
        log = find_log(checking, ids[i], &failed);
    }
    if (log) {
        acv_tally_add(tally, ACV_STATUS_PASS, &log->record, "ResourceId", log->resource_id);
    } else if (failed) {
        acv_tally_add(tally, ACV_STATUS_WARNING, &failed->record, "DeliverLogsStatus",
                      failed->deliver_status);
    } else {
        const AcvSubnet *subnet = placement->subnet;
        acv_tally_add(tally, ACV_STATUS_WARNING, subnet ? &subnet->record : NULL, "SubnetId",
                      subnet ? NULL : placement->subnet_id);
    }
}

void
acv_check_flow_logs(AcvChecking *checking)
{
    static const AcvSentence sentences[] = {
        [ACV_STATUS_PASS] = ACV_SENTENCE_FLOW_LOGS_ON,
        [ACV_STATUS_FAIL] = ACV_SENTENCE_FLOW_LOGS_NONE,
        [ACV_STATUS_WARNING] = ACV_SENTENCE_FLOW_LOGS_NONE,
        [ACV_STATUS_UNDETERMINED] = ACV_SENTENCE_FLOW_LOGS_NONE,
    };
    if (!acv_agentcore_is_in_vpc(checking->resource) || checking->resource->subnets.n == 0) {
        return;
    }
    if (!acv_snapshot_has_kind(checking->checkup->snapshot, ACV_KIND_FLOW_LOG)) {
        AcvFinding *finding =
            acv_finding_new(checking, ACV_STATUS_WARNING, ACV_SENTENCE_FLOW_LOGS_NOT_COLLECTED);
        finding->severity = ACV_CHECK_SEVERITY_INFORMATIONAL;
        return;
    }
    g_autoptr(GArray) placements =
        acv_placements_of(checking->network, &checking->resource->record);
    g_auto(AcvTally) tally = acv_tally(checking);
    for (guint i = 0; placements && i < placements->len; i++) {
        judge_place(&tally, &g_array_index(placements, AcvPlacement, i));
    }
    AcvFinding *finding = acv_tally_conclude(&tally, sentences);
    const AcvRecord *first = g_array_index(finding->facts, AcvFact, 0).record;
    if (finding->status == ACV_STATUS_WARNING && first && first->kind == ACV_KIND_FLOW_LOG) {
        finding->sentence = ACV_SENTENCE_FLOW_LOGS_FAIL;
    }
}

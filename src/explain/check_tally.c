#include "explain/check_tally.h"

AcvTally
acv_tally(AcvChecking *checking)
{
    AcvTally tally = { .checking = checking,
                       .missing = g_array_new(FALSE, FALSE, sizeof(AcvMissing)) };
    for (int status = 0; status < ACV_N_STATUSES; status++) {
        tally.facts[status] = g_array_new(FALSE, FALSE, sizeof(AcvFact));
    }
    return tally;
}

void
acv_tally_clear(AcvTally *tally)
{
    for (int status = 0; status < ACV_N_STATUSES; status++) {
        g_array_unref(tally->facts[status]);
    }
    g_array_unref(tally->missing);
}

void
acv_tally_add(AcvTally *tally, AcvStatus status, const AcvRecord *record, const char *field,
              const char *value)
{
    AcvArena *arena = acv_network_arena(tally->checking->network);
    AcvFact fact = { record, field, acv_arena_text(arena, value) };
    g_array_append_val(tally->facts[status], fact);
}

void
acv_tally_add_missing(AcvTally *tally, AcvKind kind, const char *id, const char *field)
{
    AcvMissing missing = { .kind = kind, .id = id, .field = field };
    g_array_append_val(tally->missing, missing);
}

bool
acv_tally_has(const AcvTally *tally, AcvStatus status)
{
    return status == ACV_STATUS_UNDETERMINED ? tally->missing->len > 0
                                             : tally->facts[status]->len > 0;
}

AcvTally
acv_tally_subnets(AcvChecking *checking, AcvSubnetJudge judge)
{
    AcvTally tally = acv_tally(checking);
    const AcvStrings *ids = &checking->resource->subnets;
    for (size_t i = 0; i < ids->n; i++) {
        const AcvSubnet *subnet =
            acv_snapshot_find_subnet(checking->checkup->snapshot, ids->items[i]);
        if (subnet) {
            judge(&tally, subnet);
        } else {
            acv_tally_add_missing(&tally, ACV_KIND_SUBNET, ids->items[i], NULL);
        }
    }
    return tally;
}

AcvFinding *
acv_tally_conclude(const AcvTally *tally, const AcvSentence sentences[ACV_N_STATUSES])
{
    static const AcvStatus order[] = { ACV_STATUS_FAIL, ACV_STATUS_UNDETERMINED, ACV_STATUS_WARNING,
                                       ACV_STATUS_PASS };
    for (size_t i = 0; i < G_N_ELEMENTS(order); i++) {
        AcvStatus status = order[i];
        if (acv_tally_has(tally, status)) {
            AcvFinding *finding = acv_finding_new(tally->checking, status, sentences[status]);
            const GArray *facts = tally->facts[status];
            g_array_append_vals(finding->facts, facts->data, facts->len);
            if (status == ACV_STATUS_UNDETERMINED) {
                g_array_append_vals(finding->missing, tally->missing->data, tally->missing->len);
            }
            return finding;
        }
    }
    return NULL;
}

AcvFinding *
acv_tally_advise(const AcvTally *tally, const AcvSentence sentences[ACV_N_STATUSES])
{
    AcvFinding *finding = acv_tally_conclude(tally, sentences);
    if (finding && finding->status == ACV_STATUS_UNDETERMINED) {
        finding->status = ACV_STATUS_WARNING;
    }
    return finding;
}

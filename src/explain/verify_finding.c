/* What proves what a check found. */
#include "explain/proof.h"

static void
add_record(GPtrArray *records, const AcvRecord *record)
{
    if (record) {
        g_ptr_array_add(records, (gpointer) record);
    }
}

/* All that the finding names: elements const AcvRecord *. */
static GPtrArray *
records_of(const AcvFinding *finding)
{
    GPtrArray *records = g_ptr_array_new();
    add_record(records, finding->subject);
    add_record(records, finding->resource);
    for (guint i = 0; i < finding->facts->len; i++) {
        add_record(records, g_array_index(finding->facts, AcvFact, i).record);
    }
    for (guint i = 0; i < finding->rules->len; i++) {
        const AcvRule *rule = g_ptr_array_index(finding->rules, i);
        add_record(records, rule->record);
    }
    return records;
}

static void
prove_missing(GPtrArray *proofs, AcvPlan *plan, const AcvFinding *finding)
{
    AcvProof *proof = acv_proof_new(ACV_PROOF_MISSING, NULL);
    for (guint i = 0; i < finding->missing->len; i++) {
        acv_proof_describe_missing(proof, plan, &g_array_index(finding->missing, AcvMissing, i));
    }
    g_ptr_array_add(proofs, proof);
}

static void
prove_facts(GPtrArray *proofs, AcvPlan *plan, const AcvFinding *finding)
{
    g_autoptr(GPtrArray) records = records_of(finding);
    AcvProof *proof = acv_proof_new(ACV_PROOF_FACTS, NULL);
    acv_proof_describe(proof, plan, records);
    g_ptr_array_add(proofs, proof);
}

GPtrArray *
acv_proofs_of_finding(AcvNetwork *network, const AcvFinding *finding)
{
    if (finding->answers->len > 0 && !finding->zone) {
        return acv_proofs_of(acv_finding_answer(finding, 0));
    }
    GPtrArray *proofs = acv_proofs_new();
    g_autoptr(AcvPlan) plan = acv_plan_new(acv_network_arena(network));
    if (finding->missing->len > 0) {
        prove_missing(proofs, plan, finding);
    }
    if (!finding->zone) {
        prove_facts(proofs, plan, finding);
    }
    for (guint i = proofs->len; i > 0; i--) {
        const AcvProof *proof = g_ptr_array_index(proofs, i - 1);
        if (proof->commands->len == 0) {
            g_ptr_array_remove_index(proofs, i - 1);
        }
    }
    return proofs;
}

#include "explain/verify.h"

#include "explain/proof.h"
#include "network/resource.h"

#include <string.h>

/* Paths that are put to AWS, each of which costs its users time. */
enum { MOST_PATHS = 3 };

AcvProof *
acv_proof_new(AcvProofKind kind, const AcvPath *path)
{
    AcvProof *proof = g_new0(AcvProof, 1);
    proof->kind = kind;
    proof->path = path;
    proof->commands = g_ptr_array_new_with_free_func(g_free);
    return proof;
}

static void
proof_free(gpointer data)
{
    AcvProof *proof = data;
    g_ptr_array_unref(proof->commands);
    g_free(proof);
}

GPtrArray *
acv_proofs_new(void)
{
    return g_ptr_array_new_with_free_func(proof_free);
}

void
acv_proof_add(AcvProof *proof, const AcvAwsCommand *command)
{
    g_ptr_array_add(proof->commands, acv_aws_command_print(command));
}

bool
acv_is_plain_word(const char *text)
{
    return text && text[0] != '\0'
           && text[strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "._:/-")]
                  == '\0';
}

/* --- Which paths --- */

static bool
same_target(const AcvEnd *a, const AcvEnd *b)
{
    const char *a_name = a->service ? a->service->name : NULL;
    const char *b_name = b->service ? b->service->name : NULL;
    return a->party == b->party && g_strcmp0(a_name, b_name) == 0
           && (!a->service || a->service->part == b->service->part);
}

static bool
is_chosen(const GPtrArray *chosen, const AcvPathAnswer *answer)
{
    for (guint i = 0; i < chosen->len; i++) {
        const AcvPathAnswer *other = g_ptr_array_index(chosen, i);
        if (other->path->outcome == answer->path->outcome
            && same_target(&other->path->target, &answer->path->target)) {
            return true;
        }
    }
    return false;
}

/* The paths to prove, those that fail first: elements const AcvPathAnswer *. */
static GPtrArray *
choose_paths(const AcvAnswer *answer)
{
    static const AcvOutcome order[] = { ACV_OUTCOME_UNREACHABLE, ACV_OUTCOME_PARTIAL,
                                        ACV_OUTCOME_UNDETERMINED, ACV_OUTCOME_REACHABLE };
    GPtrArray *chosen = g_ptr_array_new();
    for (size_t i = 0; i < G_N_ELEMENTS(order); i++) {
        for (guint j = 0; j < answer->paths->len && chosen->len < MOST_PATHS; j++) {
            AcvPathAnswer *path = g_ptr_array_index(answer->paths, j);
            if (path->path->outcome == order[i] && !is_chosen(chosen, path)) {
                g_ptr_array_add(chosen, path);
            }
        }
    }
    return chosen;
}

/* --- What each proof is made of --- */

static void
add_waypoints(GPtrArray *records, const GArray *waypoints)
{
    for (guint i = 0; i < waypoints->len; i++) {
        const AcvRecord *component = g_array_index(waypoints, AcvWaypoint, i).component;
        if (component) {
            g_ptr_array_add(records, (gpointer) component);
        }
    }
}

static void
add_components(GPtrArray *records, const AcvPathAnswer *answer)
{
    if (answer->path->source.record) {
        g_ptr_array_add(records, (gpointer) answer->path->source.record);
    }
    if (answer->path->target.record) {
        g_ptr_array_add(records, (gpointer) answer->path->target.record);
    }
    for (guint i = 0; i < answer->ways->len; i++) {
        const AcvWay *way = g_ptr_array_index(answer->ways, i);
        add_waypoints(records, way->there);
        add_waypoints(records, way->back);
    }
}

/* Keeps a proof that says anything. */
static void
keep_take(GPtrArray *proofs, AcvProof *proof)
{
    if (proof->commands->len > 0 || proof->limits > 0) {
        g_ptr_array_add(proofs, proof);
    } else {
        proof_free(proof);
    }
}

static void
prove_missing(GPtrArray *proofs, AcvPlan *plan, const AcvAnswer *answer)
{
    AcvProof *proof = acv_proof_new(ACV_PROOF_MISSING, NULL);
    for (guint i = 0; i < answer->missing->len; i++) {
        acv_proof_describe_missing(proof, plan, &g_array_index(answer->missing, AcvMissing, i));
    }
    keep_take(proofs, proof);
}

static void
prove_components(GPtrArray *proofs, AcvPlan *plan, const AcvAnswer *answer, GPtrArray *paths)
{
    AcvProof *proof = acv_proof_new(ACV_PROOF_COMPONENTS, NULL);
    g_autoptr(GPtrArray) records = g_ptr_array_new();
    for (guint i = 0; i < paths->len; i++) {
        add_components(records, g_ptr_array_index(paths, i));
    }
    for (guint i = 0; i < answer->explanations->len; i++) {
        const AcvExplanation *explanation = &g_array_index(answer->explanations, AcvExplanation, i);
        if (explanation->component) {
            g_ptr_array_add(records, (gpointer) explanation->component);
        }
    }
    acv_proof_describe(proof, plan, records);
    for (guint i = 0; i < answer->explanations->len; i++) {
        acv_proof_describe_code(proof, plan, answer,
                                &g_array_index(answer->explanations, AcvExplanation, i));
    }
    keep_take(proofs, proof);
}

static void
prove_container(GPtrArray *proofs, const AcvAnswer *answer, const AcvPathAnswer *path)
{
    AcvProof *proof = acv_proof_new(ACV_PROOF_CONTAINER, path->path);
    acv_proof_run_in_container(proof, answer->inquiry->network);
    proof->limits = 0; /* The probe told them. */
    keep_take(proofs, proof);
}

GPtrArray *
acv_proofs_of(const AcvAnswer *answer)
{
    AcvNetwork *network = answer->inquiry->network;
    GPtrArray *proofs = acv_proofs_new();
    g_autoptr(AcvPlan) plan = acv_plan_new(acv_network_arena(network));
    g_autoptr(GPtrArray) paths = choose_paths(answer);
    if (answer->missing->len > 0) {
        prove_missing(proofs, plan, answer);
    }
    prove_components(proofs, plan, answer, paths);
    for (guint i = 0; i < paths->len; i++) {
        const AcvPathAnswer *path = g_ptr_array_index(paths, i);
        AcvProof *proof = acv_proof_new(ACV_PROOF_ANALYZER, path->path);
        acv_proof_analyze(proof, plan, network, path);
        g_ptr_array_add(proofs, proof);
    }
    AcvProbing probing = { .plan = plan, .network = network };
    for (guint i = 0; i < paths->len; i++) {
        const AcvPathAnswer *path = g_ptr_array_index(paths, i);
        AcvProof *proof = acv_proof_new(ACV_PROOF_PROBE, path->path);
        acv_proof_probe(proof, &probing);
        g_ptr_array_add(proofs, proof);
    }
    acv_probing_close(&probing);
    for (guint i = 0; i < paths->len; i++) {
        prove_container(proofs, answer, g_ptr_array_index(paths, i));
    }
    return proofs;
}

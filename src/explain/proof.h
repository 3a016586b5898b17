/* How the proofs of verify.h are made. */
#pragma once

#include "analysis/plan.h"
#include "explain/verify.h"

AcvProof *acv_proof_new(AcvProofKind kind, const AcvPath *path);

/* An empty list that owns its proofs. */
GPtrArray *acv_proofs_new(void);

/* Adds 'command' to a proof. */
void acv_proof_add(AcvProof *proof, const AcvAwsCommand *command);

/* Whether an id or name can stand within JSON and shorthand as it is. */
bool acv_is_plain_word(const char *text);

/* Adds the commands that show 'records' (elements const AcvRecord *). */
void acv_proof_describe(AcvProof *proof, AcvPlan *plan, GPtrArray *records);

/* Adds those that show what a code is about and the record itself does not. */
void acv_proof_describe_code(AcvProof *proof, AcvPlan *plan, const AcvAnswer *answer,
                             const AcvExplanation *explanation);

/* Adds those that show what the scenario lacks. */
void acv_proof_describe_missing(AcvProof *proof, AcvPlan *plan, const AcvMissing *missing);

/* Adds what asks Reachability Analyzer about the path of the proof, or why it cannot. */
void acv_proof_analyze(AcvProof *proof, AcvPlan *plan, AcvNetwork *network,
                       const AcvPathAnswer *answer);

/* Code interpreters that are put to use one after the other. */
typedef struct {
    AcvPlan *plan;
    AcvNetwork *network;
    AcvProof *proof;         /* The last one with an open session; NULL if there is none. */
    const char *interpreter; /* Its word. */
} AcvProbing;

/* Adds what tries the connection from a code interpreter, or why nothing can; one that stands where
 * the last one does shares its session. The last session is to be closed. */
void acv_proof_probe(AcvProof *proof, AcvProbing *probing);
void acv_probing_close(AcvProbing *probing);

/* Adds what tries it from the container of a runtime, if the source is one. */
void acv_proof_run_in_container(AcvProof *proof, AcvNetwork *network);

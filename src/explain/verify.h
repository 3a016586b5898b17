/* How to prove an answer in the account that it is about: commands for sh, by what they prove. */
#pragma once

#include "explain/checkup.h"

typedef enum {
    ACV_PROOF_MISSING,    /* They read what the answer depends on and the scenario lacks. */
    ACV_PROOF_COMPONENTS, /* They read what is on the way, and what stops packets. */
    ACV_PROOF_FACTS,      /* They read what a finding is about. */
    ACV_PROOF_ANALYZER,   /* They put one path to AWS's Reachability Analyzer. */
    ACV_PROOF_PROBE,      /* They try the connection from a code interpreter. */
    ACV_PROOF_CONTAINER,  /* They try it from within the runtime's own container. */
} AcvProofKind;

/* X(constant): what a proof does not show, or why there is none. */
#define ACV_PROOF_LIMITS(X) \
    X(NAMES)        /* Reachability Analyzer asks no name server. */ \
    X(POLICIES)     /* It reads no endpoint policy. */ \
    X(SYMBOLIC)     /* An end has no interface before AWS makes it. */ \
    X(OUTSIDE)      /* It analyzes what is in a VPC. */ \
    X(PROTOCOL)     /* It takes TCP and UDP. */ \
    X(FAMILY)       /* It takes IPv4. */ \
    X(SOURCE)       /* No resource that it takes stands for the source. */ \
    X(DESTINATION)  /* None stands for the target. */ \
    X(ONE_OF_MANY)  /* One address stands for all. */ \
    X(WAIT)         /* What a probe makes is to be ready first. */ \
    X(PROBE_TCP)    /* The probe opens TCP connections. */ \
    X(PROBE_PLACE)  /* AgentCore can be put beside no such source. */ \
    X(PROBE_TARGET) /* It is not known by what name or address and port to ask. */

typedef enum {
#define ACV_PROOF_LIMIT_CONSTANT(constant) ACV_PROOF_LIMIT_##constant,
    ACV_PROOF_LIMITS(ACV_PROOF_LIMIT_CONSTANT)
#undef ACV_PROOF_LIMIT_CONSTANT
        ACV_N_PROOF_LIMITS,
} AcvProofLimit;

typedef struct {
    AcvProofKind kind;
    const AcvPath *path; /* Of the last three. */
    GPtrArray *commands; /* Elements char *: a line for sh each; none if it cannot be done. */
    unsigned limits;     /* Bits 1 << AcvProofLimit. */
    bool is_unseen;      /* Of an ANALYZER: what stops the packets is nothing that it looks at. */
} AcvProof;

/* What would prove 'answer': elements AcvProof *, in the order of kinds. Of many paths those that
 * differ in outcome or target are proved, a few at most. Free with g_ptr_array_unref(). */
GPtrArray *acv_proofs_of(const AcvAnswer *answer);

/* What would prove a finding: its first answer, else commands that read what it is about; none of
 * a zone that is lost, as nobody can try that. */
GPtrArray *acv_proofs_of_finding(AcvNetwork *network, const AcvFinding *finding);

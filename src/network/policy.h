/* What a policy of the IAM language admits.
 *
 * A policy admits a request if a statement allows it and none denies it. A statement covers the
 * whole of a request, a part of it or one that depends on what is not known, or nothing of it; one
 * with a condition never surely covers anything. So a decision is sure when what surely holds and
 * what may hold agree.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 *         https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html */
#pragma once

#include "acv/record.h"

G_BEGIN_DECLS

/* What is asked of a policy. */
typedef struct {
    const char *service; /* The prefix of the service's actions, such as "s3"; NULL is any. */
    const char *action; /* "s3:GetObject"; NULL asks whether anything of the service is admitted. */

    /* What the action is done to: an ARN, in which wildcards stand for what is not known and must
     * be admitted as a whole. "*" is an action that knows no resources. NULL is not known. */
    const char *resource;

    const char *principal;       /* The ARN of a role; NULL is not known. */
    bool is_of_gateway_endpoint; /* There a principal other than "*" is at most a root user. */
} AcvPolicyRequest;

typedef enum {
    ACV_POLICY_ADMITTED,
    ACV_POLICY_REFUSED,
    ACV_POLICY_UNKNOWN,
} AcvPolicyVerdict;

typedef struct {
    AcvPolicyVerdict verdict;

    /* The statement that decided, or that leaves it open; NULL if there is no policy, or if it is
     * refused because no statement allows it. Borrowed from the policy. */
    const AcvPolicyStatement *statement;
} AcvPolicyDecision;

/* What 'policy' says to a request; if its statements were not given, it admits everything. */
AcvPolicyDecision acv_policy_decide(const AcvPolicy *policy, const AcvPolicyRequest *request);

/* Whether a policy surely admits whatever anyone asks. */
bool acv_policy_admits_everything(const AcvPolicy *policy);

G_END_DECLS

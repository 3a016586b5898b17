/* What an endpoint policy must admit for a source to use a service. */
#pragma once

#include "acv/catalog.h"
#include "network/policy.h"

G_BEGIN_DECLS

/* Who uses what. */
typedef struct {
    const char *subject;          /* A part of a composite target, a requirement or a service. */
    const AcvServiceRow *service; /* NULL is one that is not AWS's own. */
    const AcvRegionRow *region;   /* NULL is not known. */
    const AcvAgentCore *caller;   /* NULL is someone of whom no more is known. */
    bool is_of_gateway_endpoint;
} AcvUse;

typedef struct {
    AcvPolicyDecision decision;
    const AcvServiceActionRow *need; /* The action that was decided on; NULL is any at all. */
    bool is_narrowed;                /* Admitted, but the policy does not admit everything. */
} AcvUseDecision;

/* The ARN, perhaps with wildcards, that a need of the caller's is about, the caller's to free, and
 * the role by which the caller asks; NULL where they are not known. */
char *acv_need_resource(const AcvServiceActionRow *need, const AcvUse *use);
const char *acv_need_principal(const AcvServiceActionRow *need, const AcvUse *use);

/* The worst of the decisions on what a runtime needs of the subject; of other callers, and where no
 * need is known, whether anything of the service is admitted. */
AcvUseDecision acv_policy_decide_use(const AcvPolicy *policy, const AcvCatalog *catalog,
                                     const AcvUse *use);

G_END_DECLS

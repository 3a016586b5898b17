/* From diagnosis to cure: the smallest changes that make a question's answer "reachable".
 *
 *     answer --> blockers --> commands of their makers --> apply, ask again --> ... reachable
 *                                                      \-> drop what is not needed, ask again
 *
 * What blocks is found on the graph of hops: past a block the search goes on along the way with
 * the fewest of them (topology.c), so one round finds most of what is to be changed. A repair is
 * kept only if with all of its commands every packet of the question arrives and is answered, by
 * both engines, and without any one of them not. */
#pragma once

#include "acv/catalog.h"
#include "acv/snapshot.h"
#include "analysis/inquiry.h"
#include "analysis/plan.h"

/* X(constant): where repairs differ in kind; in the order in which they are tried. */
#define ACV_REPAIR_KINDS(X) \
    X(AS_BUILT)    /* With the gateways and endpoints that are there. */ \
    X(RESOLVER)    /* With them, and names from the Amazon resolver. */ \
    X(ENDPOINT)    /* By endpoints of the service. */ \
    X(NAT_GATEWAY) /* By a new NAT gateway. */

typedef enum {
#define ACV_REPAIR_CONSTANT(constant) ACV_REPAIR_##constant,
    ACV_REPAIR_KINDS(ACV_REPAIR_CONSTANT)
#undef ACV_REPAIR_CONSTANT
} AcvRepairKind;

typedef struct {
    AcvRepairKind kind;
    AcvPlan *plan;
    unsigned cost;     /* See repair_cost.c. */
    GPtrArray *breaks; /* Elements const AcvExpectation *, of the snapshot: what held before. */
} AcvRepair;

typedef struct {
    AcvArena *arena;
    GPtrArray *list; /* Elements AcvRepair *, the cheapest first, but for what breaks
                         expectations, which comes last; none if nothing helps. */
} AcvRepairs;

/* The repairs of 'inquiry', which asks 'snapshot'; none if it is reachable. */
AcvRepairs *acv_repairs_find(AcvSnapshot *snapshot, const AcvInquiry *inquiry);
void acv_repairs_free(AcvRepairs *repairs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvRepairs, acv_repairs_free)

/* Whether the single packets of every set of 'inquiry' that is called reachable get there. */
bool acv_repair_is_confirmed(const AcvInquiry *inquiry);

/* What a list of commands costs: how much they open, take and charge. */
unsigned acv_repair_cost(const AcvPlan *plan);

/* A quick search for records that name what is not there.
 *
 * Most records name nothing that is missing, and the tables have many fields that name nothing at
 * all. A plan has only those that do; where it finds something missing, the tables tell what. */
#pragma once

#include "acv/snapshot.h"
#include "load/field.h"

G_BEGIN_DECLS

typedef struct AcvReferencePlan AcvReferencePlan;

/* Of structs of that table, and ids of 'snapshot', which must outlive it. */
AcvReferencePlan *acv_reference_plan_new(const AcvJsonTable *table, const AcvSnapshot *snapshot);
void acv_reference_plan_free(AcvReferencePlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvReferencePlan, acv_reference_plan_free)

/* Whether '*target' names something that is missing. */
bool acv_reference_plan_misses(AcvReferencePlan *plan, const void *target);

/* If the record that 'field' names by 'id' should be in the snapshot and is not, true, and sets
 * '*out_kind'. */
bool acv_reference_is_missing(const AcvSnapshot *snapshot, const AcvJsonField *field,
                              const char *id, AcvKind *out_kind);

G_END_DECLS

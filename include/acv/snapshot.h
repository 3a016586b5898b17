/* An account as AWS described it: all records, by kind and id.
 *
 * A snapshot never changes once it is finished; any number of them can live side by side. */
#pragma once

#include <acv/api.h>
#include <acv/record.h>

ACV_BEGIN_DECLS

typedef struct AcvSnapshot AcvSnapshot;

/* Two values of one field of one resource, from two places. The first is the one in use. */
typedef struct {
    const AcvRecord *record;
    const char *field; /* JSON pointer within the record. */
    AcvPlace first;
    AcvPlace second;
} AcvConflict;

AcvSnapshot *acv_snapshot_ref(AcvSnapshot *snapshot);
void acv_snapshot_unref(AcvSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvSnapshot, acv_snapshot_unref)

/* The record of that kind and id, or NULL; also if 'id' is NULL. */
const AcvRecord *acv_snapshot_find(const AcvSnapshot *snapshot, AcvKind kind, const char *id);

/* All records of a kind in ascending order of their ids; '*out_n' of them, borrowed. */
const AcvRecord *const *acv_snapshot_list(const AcvSnapshot *snapshot, AcvKind kind, size_t *out_n);

/* Whether the input had the key of this kind at all: then an empty list is known to be empty, and
 * what is not listed is known not to be. Records may have come otherwise too, such as the network
 * interfaces of instances. */
bool acv_snapshot_has_kind(const AcvSnapshot *snapshot, AcvKind kind);

/* The Region and account of the scenario as a whole; NULL if it does not say. */
const char *acv_snapshot_region(const AcvSnapshot *snapshot);
const char *acv_snapshot_account_id(const AcvSnapshot *snapshot);

/* The fields that two places gave differently. */
const AcvConflict *acv_snapshot_conflicts(const AcvSnapshot *snapshot, size_t *out_n);

/* What is expected of the design, in the order of the input. */
const AcvExpectation *acv_snapshot_expectations(const AcvSnapshot *snapshot, size_t *out_n);

/* Which findings are known and accepted, in the order of the input. */
const AcvSuppression *acv_snapshot_suppressions(const AcvSnapshot *snapshot, size_t *out_n);

/* acv_snapshot_find_subnet(snapshot, id) and so on, each with its own type. */
#define ACV_SNAPSHOT_FIND(constant, noun, type, key, id_key) \
    static inline const type *acv_snapshot_find_##noun(const AcvSnapshot *snapshot, \
                                                       const char *id) \
    { \
        return (const type *) acv_snapshot_find(snapshot, ACV_KIND_##constant, id); \
    }
ACV_KINDS(ACV_SNAPSHOT_FIND)
#undef ACV_SNAPSHOT_FIND

ACV_END_DECLS

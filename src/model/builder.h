/* Makes snapshots: empty ones to fill, and copies in which some records are others.
 *
 * A copy shares the records of its base and costs, for each kind that is changed, a pointer for
 * each record of that kind; for kinds that are not changed, nothing. */
#pragma once

#include "acv/snapshot.h"
#include "base/arena.h"

G_BEGIN_DECLS

typedef struct AcvSnapshotBuilder AcvSnapshotBuilder;

/* A builder that starts with what 'base' holds; 'base' may be NULL. It stays as it is. */
AcvSnapshotBuilder *acv_snapshot_builder_new(const AcvSnapshot *base);
void acv_snapshot_builder_free(AcvSnapshotBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvSnapshotBuilder, acv_snapshot_builder_free)

/* Where new records and what they point to must live; borrowed. */
AcvArena *acv_snapshot_builder_arena(AcvSnapshotBuilder *builder);

/* The bytes of a record of that kind. */
size_t acv_record_size(AcvKind kind);

/* A zeroed record in the builder's arena, of which only the kind is set. It is no part of the
 * snapshot yet. */
AcvRecord *acv_snapshot_builder_new_record(AcvSnapshotBuilder *builder, AcvKind kind);

/* The record of that kind and id, or NULL. */
const AcvRecord *acv_snapshot_builder_find(const AcvSnapshotBuilder *builder, AcvKind kind,
                                           const char *id);

/* All records of a kind in ascending order of their ids; '*out_n' of them, borrowed until the next
 * change. */
const AcvRecord *const *acv_snapshot_builder_list(AcvSnapshotBuilder *builder, AcvKind kind,
                                                  size_t *out_n);

/* That record for changing, or NULL: a copy that takes its place if it is the base's. */
AcvRecord *acv_snapshot_builder_edit(AcvSnapshotBuilder *builder, AcvKind kind, const char *id);

/* Adds a record, or puts it in the place of the one with its kind and id. It must live in the
 * builder's arena, and its id must not change afterwards. */
void acv_snapshot_builder_put(AcvSnapshotBuilder *builder, AcvRecord *record);

/* False if there is no such record. */
bool acv_snapshot_builder_remove(AcvSnapshotBuilder *builder, AcvKind kind, const char *id);

/* Says that the input had the key of this kind, if perhaps no record. */
void acv_snapshot_builder_mention(AcvSnapshotBuilder *builder, AcvKind kind);

/* As acv_snapshot_has_kind(). */
bool acv_snapshot_builder_has_kind(const AcvSnapshotBuilder *builder, AcvKind kind);

/* Copies; NULL is "not known". */
void acv_snapshot_builder_set_region(AcvSnapshotBuilder *builder, const char *region);
void acv_snapshot_builder_set_account_id(AcvSnapshotBuilder *builder, const char *account_id);

/* What 'conflict' points to must live in the builder's arena. */
void acv_snapshot_builder_add_conflict(AcvSnapshotBuilder *builder, const AcvConflict *conflict);

/* The same of an expectation. */
void acv_snapshot_builder_add_expectation(AcvSnapshotBuilder *builder,
                                          const AcvExpectation *expectation);

void acv_snapshot_builder_add_suppression(AcvSnapshotBuilder *builder,
                                          const AcvSuppression *suppression);

/* How many of both there are. */
size_t acv_snapshot_builder_n_statements(const AcvSnapshotBuilder *builder);

/* The snapshot; frees the builder. */
AcvSnapshot *acv_snapshot_builder_finish_take(AcvSnapshotBuilder *builder);

G_END_DECLS

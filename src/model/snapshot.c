/* A snapshot has one shelf for each kind: its records sorted by id, and a hash table. Shelves never
 * change once a snapshot has them, so a copy shares those that it leaves alone. */
#include "acv/snapshot.h"

#include "base/hash.h"
#include "model/builder.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    gatomicrefcount n_references;
    GHashTable *by_id;
    GPtrArray *records; /* Sorted by id up to 'n_sorted'; all of them in a snapshot. */
    guint n_sorted;
    bool stale; /* 'records' may have some that 'by_id' has no more. */
    bool mentioned;
} Shelf;

/* What a builder and its snapshot have in common. */
typedef struct {
    AcvArena *arena;
    Shelf *shelves[ACV_N_KINDS];
    GArray *conflicts;    /* AcvConflict */
    GArray *expectations; /* AcvExpectation */
    GArray *suppressions; /* AcvSuppression */
    const char *region;
    const char *account_id;
} Contents;

struct AcvSnapshot {
    gatomicrefcount n_references;
    Contents contents;
};

struct AcvSnapshotBuilder {
    Contents contents;
    bool is_open[ACV_N_KINDS]; /* The shelf is the builder's alone. */
    GHashTable *own;           /* Its records, if there is a base; else all are. */
};

/* --- Shelves --- */

static Shelf *
shelf_new(void)
{
    Shelf *shelf = g_new0(Shelf, 1);
    g_atomic_ref_count_init(&shelf->n_references);
    shelf->by_id = g_hash_table_new(acv_text_hash, g_str_equal);
    shelf->records = g_ptr_array_new();
    return shelf;
}

static Shelf *
shelf_ref(Shelf *shelf)
{
    g_atomic_ref_count_inc(&shelf->n_references);
    return shelf;
}

static void
shelf_unref(Shelf *shelf)
{
    if (g_atomic_ref_count_dec(&shelf->n_references)) {
        g_hash_table_unref(shelf->by_id);
        g_ptr_array_unref(shelf->records);
        g_free(shelf);
    }
}

static gpointer
id_key(const AcvRecord *record)
{
    return (gpointer) (uintptr_t) record->id;
}

static void
shelf_put(Shelf *shelf, AcvRecord *record)
{
    AcvRecord *old = g_hash_table_lookup(shelf->by_id, record->id);
    if (old == record) {
        return;
    }
    g_hash_table_replace(shelf->by_id, id_key(record), record);
    g_ptr_array_add(shelf->records, record);
    shelf->stale |= old != NULL;
}

static Shelf *
shelf_copy(const Shelf *shelf)
{
    Shelf *copy = shelf_new();
    for (guint i = 0; i < shelf->records->len; i++) {
        shelf_put(copy, g_ptr_array_index(shelf->records, i));
    }
    copy->n_sorted = shelf->n_sorted;
    copy->mentioned = shelf->mentioned;
    return copy;
}

static int
compare_ids(const void *a, const void *b)
{
    const AcvRecord *const *x = a;
    const AcvRecord *const *y = b;
    return strcmp((*x)->id, (*y)->id);
}

/* Drops the records that were replaced or removed. */
static void
shelf_drop_stale(Shelf *shelf)
{
    guint n_kept = 0;
    guint n_sorted = 0;

    for (guint i = 0; i < shelf->records->len; i++) {
        AcvRecord *record = g_ptr_array_index(shelf->records, i);
        if (g_hash_table_lookup(shelf->by_id, record->id) == record) {
            n_sorted += i < shelf->n_sorted;
            g_ptr_array_index(shelf->records, n_kept++) = record;
        }
    }
    g_ptr_array_set_size(shelf->records, (int) n_kept);
    shelf->n_sorted = n_sorted;
    shelf->stale = false;
}

/* Sorts the new records and merges them, from the back, with those that are sorted already. */
static void
shelf_sort(Shelf *shelf)
{
    guint n_old = shelf->n_sorted;
    guint n_new = shelf->records->len - n_old;
    if (n_new == 0) {
        return;
    }
    AcvRecord **records = (AcvRecord **) shelf->records->pdata;
    qsort(records + n_old, n_new, sizeof(*records), compare_ids);
    g_autofree AcvRecord **added = g_memdup2(records + n_old, n_new * sizeof(*records));
    for (guint to = n_old + n_new; n_new > 0; to--) {
        bool take_old = n_old > 0 && compare_ids(&records[n_old - 1], &added[n_new - 1]) > 0;
        records[to - 1] = take_old ? records[--n_old] : added[--n_new];
    }
    shelf->n_sorted = shelf->records->len;
}

/* --- Contents --- */

static void
contents_clear(Contents *contents)
{
    for (int kind = 0; kind < ACV_N_KINDS; kind++) {
        shelf_unref(contents->shelves[kind]);
    }
    g_array_unref(contents->conflicts);
    g_array_unref(contents->expectations);
    g_array_unref(contents->suppressions);
    acv_arena_unref(contents->arena);
}

static const AcvRecord *
contents_find(const Contents *contents, AcvKind kind, const char *id)
{
    return id ? g_hash_table_lookup(contents->shelves[kind]->by_id, id) : NULL;
}

/* --- Building --- */

AcvSnapshotBuilder *
acv_snapshot_builder_new(const AcvSnapshot *base)
{
    AcvSnapshotBuilder *builder = g_new0(AcvSnapshotBuilder, 1);
    Contents *contents = &builder->contents;

    contents->arena = acv_arena_new(base ? base->contents.arena : NULL);
    contents->conflicts = g_array_new(FALSE, FALSE, sizeof(AcvConflict));
    contents->expectations = g_array_new(FALSE, FALSE, sizeof(AcvExpectation));
    contents->suppressions = g_array_new(FALSE, FALSE, sizeof(AcvSuppression));
    for (int kind = 0; kind < ACV_N_KINDS; kind++) {
        contents->shelves[kind] = base ? shelf_ref(base->contents.shelves[kind]) : shelf_new();
        builder->is_open[kind] = !base;
    }
    if (base) {
        contents->region = base->contents.region;
        contents->account_id = base->contents.account_id;
        const GArray *conflicts = base->contents.conflicts;
        const GArray *expectations = base->contents.expectations;
        const GArray *suppressions = base->contents.suppressions;
        g_array_append_vals(contents->conflicts, conflicts->data, conflicts->len);
        g_array_append_vals(contents->expectations, expectations->data, expectations->len);
        g_array_append_vals(contents->suppressions, suppressions->data, suppressions->len);
        builder->own = g_hash_table_new(NULL, NULL);
    }
    return builder;
}

void
acv_snapshot_builder_free(AcvSnapshotBuilder *builder)
{
    if (builder) {
        contents_clear(&builder->contents);
        g_clear_pointer(&builder->own, g_hash_table_unref);
        g_free(builder);
    }
}

AcvArena *
acv_snapshot_builder_arena(AcvSnapshotBuilder *builder)
{
    return builder->contents.arena;
}

AcvRecord *
acv_snapshot_builder_new_record(AcvSnapshotBuilder *builder, AcvKind kind)
{
    AcvRecord *record = acv_arena_alloc(builder->contents.arena, acv_record_size(kind));
    record->kind = kind;
    record->place.index = -1;
    return record;
}

static Shelf *
open_shelf(AcvSnapshotBuilder *builder, AcvKind kind)
{
    Shelf **shelf = &builder->contents.shelves[kind];
    if (!builder->is_open[kind]) {
        Shelf *copy = shelf_copy(*shelf);
        shelf_unref(*shelf);
        *shelf = copy;
        builder->is_open[kind] = true;
    }
    return *shelf;
}

const AcvRecord *
acv_snapshot_builder_find(const AcvSnapshotBuilder *builder, AcvKind kind, const char *id)
{
    return contents_find(&builder->contents, kind, id);
}

AcvRecord *
acv_snapshot_builder_edit(AcvSnapshotBuilder *builder, AcvKind kind, const char *id)
{
    const AcvRecord *found = acv_snapshot_builder_find(builder, kind, id);
    if (!found) {
        return NULL;
    }
    if (!builder->own || g_hash_table_contains(builder->own, found)) {
        return (AcvRecord *) (uintptr_t) found;
    }
    AcvRecord *copy = acv_snapshot_builder_new_record(builder, kind);
    memcpy(copy, found, acv_record_size(kind));
    acv_snapshot_builder_put(builder, copy);
    return copy;
}

void
acv_snapshot_builder_put(AcvSnapshotBuilder *builder, AcvRecord *record)
{
    g_assert(record->id);
    shelf_put(open_shelf(builder, record->kind), record);
    if (builder->own) {
        g_hash_table_add(builder->own, record);
    }
}

bool
acv_snapshot_builder_remove(AcvSnapshotBuilder *builder, AcvKind kind, const char *id)
{
    if (!acv_snapshot_builder_find(builder, kind, id)) {
        return false;
    }
    Shelf *shelf = open_shelf(builder, kind);
    g_hash_table_remove(shelf->by_id, id);
    shelf->stale = true;
    return true;
}

void
acv_snapshot_builder_mention(AcvSnapshotBuilder *builder, AcvKind kind)
{
    if (!acv_snapshot_builder_has_kind(builder, kind)) {
        open_shelf(builder, kind)->mentioned = true;
    }
}

bool
acv_snapshot_builder_has_kind(const AcvSnapshotBuilder *builder, AcvKind kind)
{
    return builder->contents.shelves[kind]->mentioned;
}

void
acv_snapshot_builder_set_region(AcvSnapshotBuilder *builder, const char *region)
{
    builder->contents.region = acv_arena_text(builder->contents.arena, region);
}

void
acv_snapshot_builder_set_account_id(AcvSnapshotBuilder *builder, const char *account_id)
{
    builder->contents.account_id = acv_arena_text(builder->contents.arena, account_id);
}

void
acv_snapshot_builder_add_conflict(AcvSnapshotBuilder *builder, const AcvConflict *conflict)
{
    g_array_append_vals(builder->contents.conflicts, conflict, 1);
}

void
acv_snapshot_builder_add_expectation(AcvSnapshotBuilder *builder, const AcvExpectation *expectation)
{
    g_array_append_vals(builder->contents.expectations, expectation, 1);
}

void
acv_snapshot_builder_add_suppression(AcvSnapshotBuilder *builder, const AcvSuppression *suppression)
{
    g_array_append_vals(builder->contents.suppressions, suppression, 1);
}

size_t
acv_snapshot_builder_n_statements(const AcvSnapshotBuilder *builder)
{
    return builder->contents.expectations->len + builder->contents.suppressions->len;
}

/* Leaves the records that are there, in order. */
static Shelf *
tidy_shelf(AcvSnapshotBuilder *builder, AcvKind kind)
{
    Shelf *shelf = builder->contents.shelves[kind];
    if (builder->is_open[kind]) {
        if (shelf->stale) {
            shelf_drop_stale(shelf);
        }
        shelf_sort(shelf);
    }
    return shelf;
}

const AcvRecord *const *
acv_snapshot_builder_list(AcvSnapshotBuilder *builder, AcvKind kind, size_t *out_n)
{
    const GPtrArray *records = tidy_shelf(builder, kind)->records;
    *out_n = records->len;
    return (const AcvRecord *const *) records->pdata;
}

/* Lets the conflicts speak of the records as they are now, and drops those of removed ones. */
static void
update_conflicts(Contents *contents)
{
    guint n_kept = 0;

    for (guint i = 0; i < contents->conflicts->len; i++) {
        AcvConflict conflict = g_array_index(contents->conflicts, AcvConflict, i);
        conflict.record = contents_find(contents, conflict.record->kind, conflict.record->id);
        if (conflict.record) {
            g_array_index(contents->conflicts, AcvConflict, n_kept++) = conflict;
        }
    }
    g_array_set_size(contents->conflicts, n_kept);
}

AcvSnapshot *
acv_snapshot_builder_finish_take(AcvSnapshotBuilder *builder)
{
    for (int kind = 0; kind < ACV_N_KINDS; kind++) {
        tidy_shelf(builder, (AcvKind) kind);
    }
    update_conflicts(&builder->contents);

    AcvSnapshot *snapshot = g_new0(AcvSnapshot, 1);
    g_atomic_ref_count_init(&snapshot->n_references);
    snapshot->contents = builder->contents;
    g_clear_pointer(&builder->own, g_hash_table_unref);
    g_free(builder);
    return snapshot;
}

/* --- Snapshots --- */

AcvSnapshot *
acv_snapshot_ref(AcvSnapshot *snapshot)
{
    g_atomic_ref_count_inc(&snapshot->n_references);
    return snapshot;
}

void
acv_snapshot_unref(AcvSnapshot *snapshot)
{
    if (snapshot && g_atomic_ref_count_dec(&snapshot->n_references)) {
        contents_clear(&snapshot->contents);
        g_free(snapshot);
    }
}

const AcvRecord *
acv_snapshot_find(const AcvSnapshot *snapshot, AcvKind kind, const char *id)
{
    return contents_find(&snapshot->contents, kind, id);
}

const AcvRecord *const *
acv_snapshot_list(const AcvSnapshot *snapshot, AcvKind kind, size_t *out_n)
{
    const GPtrArray *records = snapshot->contents.shelves[kind]->records;
    *out_n = records->len;
    return (const AcvRecord *const *) records->pdata;
}

bool
acv_snapshot_has_kind(const AcvSnapshot *snapshot, AcvKind kind)
{
    return snapshot->contents.shelves[kind]->mentioned;
}

const char *
acv_snapshot_region(const AcvSnapshot *snapshot)
{
    return snapshot->contents.region;
}

const char *
acv_snapshot_account_id(const AcvSnapshot *snapshot)
{
    return snapshot->contents.account_id;
}

const AcvConflict *
acv_snapshot_conflicts(const AcvSnapshot *snapshot, size_t *out_n)
{
    *out_n = snapshot->contents.conflicts->len;
    return (const AcvConflict *) (const void *) snapshot->contents.conflicts->data;
}

const AcvExpectation *
acv_snapshot_expectations(const AcvSnapshot *snapshot, size_t *out_n)
{
    *out_n = snapshot->contents.expectations->len;
    return (const AcvExpectation *) (const void *) snapshot->contents.expectations->data;
}

const AcvSuppression *
acv_snapshot_suppressions(const AcvSnapshot *snapshot, size_t *out_n)
{
    *out_n = snapshot->contents.suppressions->len;
    return (const AcvSuppression *) (const void *) snapshot->contents.suppressions->data;
}

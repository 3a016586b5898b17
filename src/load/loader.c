#include "load/loader.h"

#include "base/hash.h"
#include "load/tables.h"

#include <string.h>

/* What an overlay says of one record. */
typedef struct {
    AcvRecord *record; /* All that it gives. */
    AcvPlace place;    /* Where it names the record first. */
    bool is_deleted;
} Given;

/* Two keys of one object disagree. */
static void
note_difference(AcvJsonReader *reader, const AcvJsonPath *path)
{
    AcvLoader *loader = (AcvLoader *) reader;
    g_ptr_array_add(loader->conflicts, acv_json_path_print(path));
}

AcvLoader *
acv_loader_new(AcvProblems *problems)
{
    return acv_loader_new_over_take(acv_snapshot_builder_new(NULL), NULL, problems);
}

AcvLoader *
acv_loader_new_over_take(AcvSnapshotBuilder *builder, const AcvOverlay *overlay,
                         AcvProblems *problems)
{
    AcvLoader *loader = g_new0(AcvLoader, 1);
    loader->builder = builder;
    loader->overlay = overlay;
    loader->reader = (AcvJsonReader){
        .arena = acv_snapshot_builder_arena(loader->builder),
        .problems = problems,
        .remarked = g_hash_table_new_full(acv_text_hash, g_str_equal, g_free, NULL),
        .differ = note_difference,
    };
    loader->rules = g_array_new(FALSE, FALSE, sizeof(AcvSecurityGroupRule));
    loader->parts = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
    loader->given = g_hash_table_new_full(acv_text_hash, g_str_equal, g_free, g_free);
    loader->conflicts = g_ptr_array_new_with_free_func(g_free);
    loader->strangers = g_hash_table_new_full(acv_text_hash, g_str_equal, g_free, NULL);
    return loader;
}

void
acv_loader_free(AcvLoader *loader)
{
    if (loader) {
        acv_snapshot_builder_free(loader->builder);
        g_hash_table_unref(loader->reader.remarked);
        g_array_unref(loader->rules);
        g_hash_table_unref(loader->parts);
        g_hash_table_unref(loader->given);
        g_ptr_array_unref(loader->conflicts);
        g_hash_table_unref(loader->strangers);
        g_free(loader);
    }
}

void
acv_loader_set_file(AcvLoader *loader, const char *file)
{
    loader->reader.file = acv_arena_text(loader->reader.arena, file);
}

AcvPlace
acv_loader_place(AcvLoader *loader, const AcvJsonPath *path)
{
    bool is_item = path && !path->key;
    g_autofree char *pointer = acv_json_path_print(is_item ? path->parent : path);
    g_autofree char *parent = g_strconcat(pointer, is_item ? "/" : NULL, NULL);

    return (AcvPlace){ .file = loader->reader.file,
                       .parent = acv_arena_text(loader->reader.arena, parent),
                       .index = is_item ? (int32_t) path->index : -1 };
}

/* Those that two keys of the record itself gave differently. */
static void
add_own_conflicts(AcvLoader *loader, const AcvRecord *record, const AcvJsonPath *path)
{
    g_autofree char *pointer = acv_json_path_print(path);

    for (guint i = 0; i < loader->conflicts->len; i++) {
        const char *field = g_ptr_array_index(loader->conflicts, i);
        g_assert(g_str_has_prefix(field, pointer));
        AcvConflict conflict = {
            .record = record,
            .field = acv_arena_text(loader->reader.arena, field + strlen(pointer)),
            .first = record->place,
            .second = record->place,
        };
        acv_snapshot_builder_add_conflict(loader->builder, &conflict);
    }
}

static void
see(AcvLoader *loader, const AcvRecord *record)
{
    acv_origin_see(&loader->origin, loader->reader.arena, record);
    loader->n_records++;
}

AcvRecord *
acv_loader_read(AcvLoader *loader, AcvKind kind, const AcvJsonTable *table,
                const AcvElement *element)
{
    AcvRecord *record = acv_snapshot_builder_new_record(loader->builder, kind);
    record->place = element->place;
    g_ptr_array_set_size(loader->conflicts, 0);
    loader->reader.deletable = loader->overlay ? table : NULL;
    if (!acv_json_read(&loader->reader, table, element->json, element->path, record)) {
        return NULL;
    }
    if (loader->conflicts->len > 0) {
        add_own_conflicts(loader, record, element->path);
    }
    see(loader, record);
    return record;
}

typedef struct {
    AcvLoader *loader;
    const AcvRecord *record;
    const AcvRecord *other;
} Joining;

/* The place whose value is in use. */
static const AcvPlace *
place_of_field(const Joining *joining, const AcvJsonField *field)
{
    const GPtrArray *parts = g_hash_table_lookup(joining->loader->parts, joining->record);
    for (guint i = 0; parts && i < parts->len; i++) {
        const AcvRecord *part = g_ptr_array_index(parts, i);
        if (acv_json_field_equals(field, part, joining->record)) {
            return &part->place;
        }
    }
    return &joining->record->place;
}

static void
add_conflict(const AcvJsonField *field, const AcvJsonPath *path, void *data)
{
    const Joining *joining = data;
    const AcvJsonReader *reader = &joining->loader->reader;
    const AcvPlace *first = place_of_field(joining, field);
    const AcvPlace *second = &joining->other->place;
    g_autofree char *pointer = acv_json_path_print(path);
    g_autofree char *first_pointer = acv_place_pointer(first);
    g_autofree char *second_pointer = acv_place_pointer(second);
    g_autofree char *here = g_strconcat(second_pointer, pointer, NULL);
    g_autofree char *message = g_strdup_printf("differs from %s: %s%s, which is used", first->file,
                                               first_pointer, pointer);

    acv_problems_add(reader->problems, &(AcvProblem){ .severity = ACV_SEVERITY_WARNING,
                                                      .file = second->file,
                                                      .pointer = here,
                                                      .message = message });
    AcvConflict conflict = {
        .record = joining->record,
        .field = acv_arena_text(reader->arena, pointer),
        .first = *first,
        .second = *second,
    };
    acv_snapshot_builder_add_conflict(joining->loader->builder, &conflict);
}

static void
remember_part(AcvLoader *loader, const AcvRecord *record, AcvRecord *part)
{
    GPtrArray *parts = g_hash_table_lookup(loader->parts, record);
    if (!parts) {
        parts = g_ptr_array_new();
        g_hash_table_insert(loader->parts, (gpointer) (uintptr_t) record, parts);
    }
    g_ptr_array_add(parts, part);
}

/* --- Overlays --- */

static void
add_contradiction(AcvLoader *loader, const AcvPlace *place, const AcvJsonPath *path,
                  const char *what, const AcvPlace *first)
{
    g_autofree char *pointer = path ? acv_json_path_print(path) : g_strdup("");
    g_autofree char *first_pointer = acv_place_pointer(first);
    g_autofree char *second_pointer = acv_place_pointer(place);
    g_autofree char *here = g_strconcat(second_pointer, pointer, NULL);
    g_autofree char *message = g_strdup_printf("%s %s%s", what, first_pointer, pointer);
    acv_problems_add(loader->reader.problems, &(AcvProblem){ .severity = ACV_SEVERITY_ERROR,
                                                             .file = place->file,
                                                             .pointer = here,
                                                             .message = message });
}

/* 'data' is the Joining of what an overlay gave of a record, and gives of it again. */
static void
add_difference(const AcvJsonField *field, const AcvJsonPath *path, void *data)
{
    const Joining *joining = data;
    (void) field;
    add_contradiction(joining->loader, &joining->other->place, path, "contradicts",
                      &joining->record->place);
}

/* False, and an error, if the overlay says something else of the same record before. */
static bool
agrees(AcvLoader *loader, AcvRecord *record, const AcvPlace *place, bool is_deleted)
{
    g_autofree char *key = g_strdup_printf("%d %s", (int) record->kind, record->id);
    Given *given = g_hash_table_lookup(loader->given, key);
    if (!given) {
        Given fresh = { record, *place, is_deleted };
        g_hash_table_insert(loader->given, g_steal_pointer(&key), g_memdup2(&fresh, sizeof fresh));
        return true;
    }
    size_t n_errors = acv_problems_count(loader->reader.problems, ACV_SEVERITY_ERROR);
    if (given->is_deleted) {
        add_contradiction(loader, place, NULL, "is deleted at", &given->place);
    } else if (is_deleted) {
        add_contradiction(loader, place, NULL, "deletes what is given at", &given->place);
    } else {
        Joining joining = { loader, given->record, record };
        acv_json_merge(acv_kind_table(record->kind), given->record, record, NULL, add_difference,
                       &joining);
    }
    return acv_problems_count(loader->reader.problems, ACV_SEVERITY_ERROR) == n_errors;
}

static void
touch(const AcvLoader *loader, AcvKind kind, const char *id)
{
    if (loader->overlay->touch) {
        loader->overlay->touch(kind, id, loader->overlay->data);
    }
}

/* Gives the record of that id those fields that 'record' has. */
static void
lay_over(AcvLoader *loader, AcvRecord *record)
{
    if (!agrees(loader, record, &record->place, false)) {
        return;
    }
    touch(loader, record->kind, record->id);
    AcvRecord *present = acv_snapshot_builder_edit(loader->builder, record->kind, record->id);
    if (present) {
        acv_json_overlay(acv_kind_table(record->kind), present, record);
    } else {
        acv_snapshot_builder_put(loader->builder, record);
    }
}

bool
acv_loader_delete(AcvLoader *loader, AcvKind kind, const AcvElement *element)
{
    const cJSON *mark = cJSON_GetObjectItemCaseSensitive(element->json, "$delete");
    if (!loader->overlay || !mark || cJSON_IsFalse(mark)) {
        return false;
    }
    AcvJsonPath path = { .parent = element->path, .key = "$delete" };
    if (!cJSON_IsTrue(mark)) {
        acv_json_expected(&loader->reader, &path, "true or false", mark);
        return true;
    }
    AcvRecord *record = acv_loader_read(loader, kind, acv_kind_table(kind), element);
    if (!record || !agrees(loader, record, &element->place, true)) {
        return true;
    }
    touch(loader, kind, record->id);
    if (!acv_snapshot_builder_remove(loader->builder, kind, record->id) && loader->overlay->touch) {
        acv_json_report(&loader->reader, ACV_SEVERITY_ERROR, element->path,
                        "\"%.100s\" cannot be deleted: it is not in the data", record->id);
    }
    return true;
}

void
acv_loader_add(AcvLoader *loader, AcvRecord *record)
{
    if (loader->overlay) {
        lay_over(loader, record);
        return;
    }
    AcvRecord *present = acv_snapshot_builder_edit(loader->builder, record->kind, record->id);
    if (!present) {
        acv_snapshot_builder_put(loader->builder, record);
        return;
    }
    Joining joining = { loader, present, record };
    const AcvJsonTable *table = acv_kind_table(record->kind);
    if (acv_json_merge(table, present, record, NULL, add_conflict, &joining)) {
        remember_part(loader, present, record);
    }
}

void
acv_loader_adopt(AcvLoader *loader, AcvRecord *record)
{
    see(loader, record);
    acv_loader_add(loader, record);
}

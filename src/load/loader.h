/* What all documents of a scenario are read into. */
#pragma once

#include "load/field.h"
#include "load/origin.h"
#include "model/builder.h"

G_BEGIN_DECLS

/* How what is read is laid over what is there. */
typedef struct {
    /* Hears of a record before it is added, changed or removed. NULL if there is nothing below, and
     * it is only to be known whether all can be read. */
    void (*touch)(AcvKind kind, const char *id, void *data);
    void *data;
} AcvOverlay;

typedef struct {
    AcvJsonReader reader; /* Of the document at hand. */
    AcvSnapshotBuilder *builder;
    const AcvOverlay *overlay; /* NULL: what is read is all there is. */
    GArray *rules;             /* AcvSecurityGroupRule, until all groups are known. */
    GHashTable *parts;         /* Of a record: those that added to the first, GPtrArray. */
    GHashTable *given;         /* Of an overlay: its own AcvGiven by "KIND ID". */
    GPtrArray *conflicts;  /* Pointers of fields that 'record' gives twice, for when it is read. */
    GHashTable *strangers; /* Top-level keys that are not known; texts. */
    AcvOrigin origin;
    const char *region;     /* As the scenario says; NULL if it does not. */
    const char *account_id; /* Likewise. */
    size_t n_records;       /* Read so far. */
} AcvLoader;

/* A loader that reports to 'problems', with a builder of its own. */
AcvLoader *acv_loader_new(AcvProblems *problems);

/* A loader that lays what it reads over what 'builder' has; takes it. */
AcvLoader *acv_loader_new_over_take(AcvSnapshotBuilder *builder, const AcvOverlay *overlay,
                                    AcvProblems *problems);
void acv_loader_free(AcvLoader *loader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvLoader, acv_loader_free)

/* Everything from now on comes from 'file'. */
void acv_loader_set_file(AcvLoader *loader, const char *file);

/* One JSON object and where it stands. */
typedef struct {
    const cJSON *json;
    const AcvJsonPath *path;
    AcvPlace place;
} AcvElement;

/* The place of 'path' in the document at hand. */
AcvPlace acv_loader_place(AcvLoader *loader, const AcvJsonPath *path);

/* Of an overlay: whether the element says "$delete": true, and so removes its record, which then
 * counts as read. */
bool acv_loader_delete(AcvLoader *loader, AcvKind kind, const AcvElement *element);

/* Reads a record of a kind; not yet a part of the snapshot. NULL if it reported an error. */
AcvRecord *acv_loader_read(AcvLoader *loader, AcvKind kind, const AcvJsonTable *table,
                           const AcvElement *element);

/* Adds a record to the snapshot, or joins it with the one of the same id: fields that differ are
 * conflicts, or of an overlay take the place of those that were there. */
void acv_loader_add(AcvLoader *loader, AcvRecord *record);

/* Adds a record that another loader read and whose arena this one's has absorbed. */
void acv_loader_adopt(AcvLoader *loader, AcvRecord *record);

/* Adds the rules of SecurityGroupRules to their groups, when all groups are there. */
void acv_loader_add_rules(AcvLoader *loader);

G_END_DECLS

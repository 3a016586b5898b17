/* A snapshot while commands change it.
 *
 * Handlers of operations go through these functions and not to the builder's own, so that what a
 * command did can be told afterwards. */
#pragma once

#include "acv/change.h"
#include "model/builder.h"

G_BEGIN_DECLS

/* A record that the change at hand has to do with, and how it was before; NULL if it was not. */
typedef struct {
    AcvKind kind;
    const char *id;
    const AcvRecord *before;
} AcvTouched;

typedef struct {
    AcvSnapshotBuilder *builder;
    AcvArena *arena; /* The builder's: of everything that records point to. */
    AcvProblems *problems;
    const char *file; /* Where the change at hand stands, as in AcvAwsCommand. */
    unsigned line;
    const char *new_id;     /* Of what the command creates; NULL if it creates nothing. */
    bool failed;            /* The change at hand reported an error. */
    GHashTable *touched;    /* AcvTouched, each record once. */
    GHashTable *never_made; /* Ids that failed commands would have created; texts. */
} AcvEditing;

AcvEditing *acv_editing_new(const AcvSnapshot *base, AcvProblems *problems);
void acv_editing_free(AcvEditing *editing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvEditing, acv_editing_free)

/* The next change; texts are borrowed until its end. */
void acv_editing_begin(AcvEditing *editing, const char *file, unsigned line, const char *new_id);

/* What it did: AcvEffect, in the order of kinds and ids, of the editing's arena. Free with
 * g_array_unref(). */
GArray *acv_editing_end(AcvEditing *editing);

/* --- Problems --- */

/* Reports an error about the command at hand; 'option' is the one it is about, or NULL. Messages
 * that AWS has an error code for begin with it: "InvalidGroup.NotFound: …". */
void acv_editing_fail(AcvEditing *editing, const char *option, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* Warns likewise. */
void acv_editing_warn(AcvEditing *editing, const char *option, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* --- Records --- */

/* The record of that kind and id. If there is none, reports that, with the ids that are close, and
 * returns NULL; it says nothing if a command that failed would have made it. 'code' is what AWS
 * calls the error, such as "InvalidGroup.NotFound". */
const AcvRecord *acv_editing_find(AcvEditing *editing, const char *option, const char *code,
                                  AcvKind kind, const char *id);

/* The same for changing. What it points to, such as the items of its lists, may be shared with the
 * snapshot before and must be replaced, never written to. */
AcvRecord *acv_editing_edit(AcvEditing *editing, const char *option, const char *code, AcvKind kind,
                            const char *id);

/* Keeps what a record is before the change at hand, if it is any. All that changes records here
 * does so by itself. */
void acv_editing_remember(AcvEditing *editing, AcvKind kind, const char *id);

/* The record of that kind and id for changing, or NULL; reports nothing. For consequences. */
AcvRecord *acv_editing_touch(AcvEditing *editing, AcvKind kind, const char *id);

/* A new record, already part of the snapshot: its id is 'id', or if that is NULL the one that the
 * command creates. Its place is that of the command. */
AcvRecord *acv_editing_add(AcvEditing *editing, AcvKind kind, const char *id);

/* Removes a record that is there. */
void acv_editing_remove(AcvEditing *editing, AcvKind kind, const char *id);

/* All records of a kind as they are now, in the order of their ids: AcvRecord, borrowed. Free with
 * g_ptr_array_unref(). */
GPtrArray *acv_editing_list(const AcvEditing *editing, AcvKind kind);

/* --- Lists --- */

/* 'list' points to an ACV_LIST of items of 'size' bytes in a record for changing. Both make a new
 * list in the editing's arena. */
void acv_editing_append(AcvEditing *editing, void *list, const void *item, size_t size);
void acv_editing_drop(AcvEditing *editing, void *list, size_t index, size_t size);

G_END_DECLS

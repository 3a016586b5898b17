/* Memory that is freed all at once: what a snapshot is made of.
 *
 * Memory is only ever added, and never moves. An arena can keep another one alive, so that what is
 * made in it may point into the other. Filling an arena is for one thread at a time; references may
 * be taken and dropped by any. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

G_BEGIN_DECLS

typedef struct AcvArena AcvArena;

/* A new arena that keeps 'parent' alive; 'parent' may be NULL. */
AcvArena *acv_arena_new(AcvArena *parent);
AcvArena *acv_arena_ref(AcvArena *arena);
void acv_arena_unref(AcvArena *arena);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvArena, acv_arena_unref)

/* 'size' zero bytes, aligned for any type. Not NULL even for no bytes. */
void *acv_arena_alloc(AcvArena *arena, size_t size);

/* As acv_arena_alloc(), for 'n' items of 'size' bytes. */
void *acv_arena_alloc_n(AcvArena *arena, size_t n, size_t size);

/* 'n' zeroed items of a type. */
#define acv_arena_new0(arena, Type, n) ((Type *) acv_arena_alloc_n((arena), (n), sizeof(Type)))

/* A copy of a text. Texts that come often share their copies. NULL gives NULL. */
const char *acv_arena_text(AcvArena *arena, const char *text);
const char *acv_arena_text_n(AcvArena *arena, const char *text, size_t length);

/* Moves all that was made in 'from' to 'arena', where it stays as it is. */
void acv_arena_absorb(AcvArena *arena, AcvArena *from);

/* Bytes that the arena holds, without its parent's. */
size_t acv_arena_size(const AcvArena *arena);

G_END_DECLS

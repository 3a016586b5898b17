/* An arena is a list of chunks, each twice as large as the one before it up to a limit. In the
 * chunk at hand, structures grow from the start and texts, which need no alignment, from the end:
 *
 *     | struct | struct | ...   free   ... | text | text |
 *                       ^ low              ^ high
 *
 * The same texts come again and again, mostly soon: the id of a VPC, the name of a state. A table
 * remembers the last text of each hash, and gives it to who asks for the same. It forgets the one
 * when the next comes, so it stays small enough for the processor's cache, and no choice of texts
 * makes it slow. */
#include "base/arena.h"

#include "base/hash.h"
#include "base/pages.h"

#include <stdint.h>
#include <string.h>

enum {
    FIRST_CHUNK_SIZE = 16 << 10,
    LAST_CHUNK_SIZE = 2 * ACV_LARGE_PAGE,
    ALIGNMENT = 16,
    FIRST_N_SLOTS = 64,
    LAST_N_SLOTS = 8192,
};

typedef struct Chunk {
    struct Chunk *next;
} Chunk;

typedef struct {
    const char *text; /* NULL if there was none yet. */
    size_t length;
    guint hash;
} Slot;

struct AcvArena {
    gatomicrefcount n_references;
    AcvArena *parent;
    Chunk *chunks;
    char *low;
    char *high;
    size_t chunk_size; /* Of the next chunk, with its head. */
    size_t size;
    Slot *slots;     /* By hash; NULL before the first text. */
    size_t n_slots;  /* A power of two, or 0. */
    size_t n_misses; /* Since 'slots' was made. */
};

AcvArena *
acv_arena_new(AcvArena *parent)
{
    AcvArena *arena = g_new0(AcvArena, 1);
    g_atomic_ref_count_init(&arena->n_references);
    arena->parent = parent ? acv_arena_ref(parent) : NULL;
    arena->chunk_size = FIRST_CHUNK_SIZE;
    return arena;
}

AcvArena *
acv_arena_ref(AcvArena *arena)
{
    g_atomic_ref_count_inc(&arena->n_references);
    return arena;
}

/* A loop, because a chain of what-if edits may be long. */
void
acv_arena_unref(AcvArena *arena)
{
    while (arena && g_atomic_ref_count_dec(&arena->n_references)) {
        AcvArena *parent = arena->parent;
        for (Chunk *chunk = arena->chunks; chunk;) {
            Chunk *next = chunk->next;
            g_free(chunk);
            chunk = next;
        }
        g_free(arena->slots);
        g_free(arena);
        arena = parent;
    }
}

static size_t
round_up(size_t size)
{
    g_assert(size <= SIZE_MAX / 2);
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static size_t
head_size(void)
{
    return round_up(sizeof(Chunk));
}

/* The payload of a new chunk of 'size' bytes, its head included. */
static char *
add_chunk(AcvArena *arena, size_t size)
{
    bool is_large = size % ACV_LARGE_PAGE == 0;
    Chunk *chunk = is_large ? acv_pages_alloc(size) : g_malloc(size);
    chunk->next = arena->chunks;
    arena->chunks = chunk;
    arena->size += size;
    return (char *) chunk + head_size();
}

/* Makes room for 'size' bytes between 'low' and 'high'. False for what is so large that it should
 * have a chunk of its own. */
static bool
make_room(AcvArena *arena, size_t size)
{
    if (size <= (size_t) (arena->high - arena->low)) {
        return true;
    }
    if (size > arena->chunk_size / 4) {
        return false;
    }
    arena->low = add_chunk(arena, arena->chunk_size);
    arena->high = arena->low + arena->chunk_size - head_size();
    arena->chunk_size = MIN(2 * arena->chunk_size, LAST_CHUNK_SIZE);
    return true;
}

void *
acv_arena_alloc(AcvArena *arena, size_t size)
{
    size_t rounded = MAX(round_up(size), ALIGNMENT);
    if (!make_room(arena, rounded)) {
        return memset(add_chunk(arena, head_size() + rounded), 0, size);
    }
    char *memory = arena->low;
    arena->low += rounded;
    return memset(memory, 0, rounded);
}

void *
acv_arena_alloc_n(AcvArena *arena, size_t n, size_t size)
{
    g_assert(size == 0 || n <= SIZE_MAX / 2 / size);
    return acv_arena_alloc(arena, n * size);
}

static char *
copy_text(AcvArena *arena, const char *text, size_t length)
{
    char *copy;
    if (make_room(arena, length + 1)) {
        arena->high -= length + 1;
        copy = arena->high;
    } else {
        copy = add_chunk(arena, head_size() + length + 1);
    }
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

/* Forgets the texts and remembers twice as many from now on. */
static void
grow_slots(AcvArena *arena)
{
    g_free(arena->slots);
    arena->n_slots = arena->n_slots > 0 ? 2 * arena->n_slots : FIRST_N_SLOTS;
    arena->n_misses = 0;
    arena->slots = g_new0(Slot, arena->n_slots);
}

const char *
acv_arena_text_n(AcvArena *arena, const char *text, size_t length)
{
    if (!arena->slots) {
        grow_slots(arena);
    }
    guint hash = acv_text_hash_n(text, length);
    Slot *slot = &arena->slots[hash & (arena->n_slots - 1)];

    if (slot->text && slot->hash == hash && slot->length == length
        && memcmp(slot->text, text, length) == 0) {
        return slot->text;
    }
    const char *copy = copy_text(arena, text, length);
    *slot = (Slot){ copy, length, hash };
    if (++arena->n_misses > arena->n_slots && arena->n_slots < LAST_N_SLOTS) {
        grow_slots(arena);
    }
    return copy;
}

const char *
acv_arena_text(AcvArena *arena, const char *text)
{
    return text ? acv_arena_text_n(arena, text, strlen(text)) : NULL;
}

void
acv_arena_absorb(AcvArena *arena, AcvArena *from)
{
    Chunk **last = &from->chunks;

    while (*last) {
        last = &(*last)->next;
    }
    *last = arena->chunks;
    arena->chunks = g_steal_pointer(&from->chunks);
    arena->size += from->size;
    from->size = 0;
    from->low = from->high = NULL;
    if (from->slots) {
        memset(from->slots, 0, from->n_slots * sizeof *from->slots);
    }
}

size_t
acv_arena_size(const AcvArena *arena)
{
    return arena->size + arena->n_slots * sizeof(Slot);
}

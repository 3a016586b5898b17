#include "packet/space.h"

#include "base/pages.h"

enum {
    N_SLOTS_AT_FIRST = 256,
    N_ENTRIES_MOST = 1 << 18,
    CHUNK_SIZE_AT_FIRST = 1 << 12,
    CHUNK_SIZE_MOST = ACV_LARGE_PAGE,
    N_EDGES_KEPT = 1 << 12,
};

typedef struct {
    AcvUint128 last;
    const AcvPacketSet *child;
} Edge;

/* A result of an operation; 'result' is NULL if there is none. */
typedef struct {
    const AcvPacketSet *a;
    const AcvPacketSet *b;
    const AcvPacketSet *result;
    uint8_t operation;
} Entry;

struct AcvPacketSpace {
    /* Nodes by their hash, open addressing, never more than half full. */
    const AcvPacketSet **slots;
    uint32_t n_slots;
    uint32_t n_nodes;
    /* Results by their hash; a new one takes the place of another. */
    Entry *entries;
    uint32_t n_entries;
    /* Where nodes are. */
    GPtrArray *chunks;
    char *free;
    size_t n_free;
    size_t chunk_size;
    size_t n_bytes;
    /* Edges of nodes in the making, a stack. */
    Edge *edges;
    size_t n_edges;
    size_t max_edges;
};

const AcvPacketSet acv_set_none = { .number = 0, .level = ACV_LEVEL_END };
const AcvPacketSet acv_set_all = { .number = 1, .level = ACV_LEVEL_END };

AcvPacketSpace *
acv_packet_space_new(void)
{
    AcvPacketSpace *space = g_new0(AcvPacketSpace, 1);
    space->n_slots = N_SLOTS_AT_FIRST;
    space->slots = g_new0(const AcvPacketSet *, space->n_slots);
    space->n_entries = N_SLOTS_AT_FIRST;
    space->entries = g_new0(Entry, space->n_entries);
    space->chunks = g_ptr_array_new_with_free_func(g_free);
    space->chunk_size = CHUNK_SIZE_AT_FIRST;
    return space;
}

void
acv_packet_space_free(AcvPacketSpace *space)
{
    if (!space) {
        return;
    }
    g_ptr_array_unref(space->chunks);
    g_free(space->slots);
    g_free(space->entries);
    g_free(space->edges);
    g_free(space);
}

size_t
acv_packet_space_size(const AcvPacketSpace *space)
{
    return sizeof *space + space->n_slots * sizeof *space->slots
           + space->n_entries * sizeof *space->entries + space->max_edges * sizeof *space->edges
           + space->n_bytes;
}

uint32_t
acv_packet_space_n_nodes(const AcvPacketSpace *space)
{
    return space->n_nodes;
}

/* --- Reading nodes --- */

uint32_t
acv_edge_find(const AcvPacketSet *set, uint32_t from, AcvUint128 value)
{
    uint32_t low = from;
    uint32_t high = set->n_edges - 1;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (acv_edge_last(set, middle) < value) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

const AcvPacketSet *
acv_set_step(const AcvPacketSet *set, uint8_t level, AcvUint128 value)
{
    return set->level == level ? set->children[acv_edge_find(set, 0, value)] : set;
}

/* --- Memory --- */

static char *
new_chunk(AcvPacketSpace *space, size_t size)
{
    char *chunk = size == ACV_LARGE_PAGE ? acv_pages_alloc(size) : g_malloc(size);
    g_ptr_array_add(space->chunks, chunk);
    space->n_bytes += size;
    return chunk;
}

static void *
allocate(AcvPacketSpace *space, size_t size)
{
    if (size > space->chunk_size / 4) {
        return new_chunk(space, size);
    }
    if (size > space->n_free) {
        space->free = new_chunk(space, space->chunk_size);
        space->n_free = space->chunk_size;
        space->chunk_size = MIN(2 * space->chunk_size, CHUNK_SIZE_MOST);
    }
    void *memory = space->free;
    space->free += size;
    space->n_free -= size;
    return memory;
}

/* 'n' zeroed places of 'size' bytes; both are powers of two. */
static void *
new_table(uint32_t n, size_t size)
{
    size_t n_bytes = n * size;
    if (n_bytes < ACV_LARGE_PAGE) {
        return g_malloc0(n_bytes);
    }
    return memset(acv_pages_alloc(n_bytes), 0, n_bytes);
}

/* --- Making nodes --- */

static inline uint64_t
mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 29;
}

static uint32_t
hash_edges(const Edge *edges, size_t n, uint8_t level)
{
    uint64_t hash = mix(level, edges[n - 1].child->number);
    for (size_t i = 0; i + 1 < n; i++) {
        hash = mix(hash, (uint64_t) edges[i].last ^ (uint64_t) edges[i].child->number << 32);
        hash += (uint64_t) (edges[i].last >> 64);
    }
    return (uint32_t) (hash >> 32);
}

static bool
has_edges(const AcvPacketSet *set, const Edge *edges, size_t n, uint8_t level)
{
    if (set->level != level || set->n_edges != n) {
        return false;
    }
    for (uint32_t i = 0; i < n; i++) {
        if (set->children[i] != edges[i].child || acv_edge_last(set, i) != edges[i].last) {
            return false;
        }
    }
    return true;
}

static AcvPacketSet *
new_node(AcvPacketSpace *space, const Edge *edges, size_t n)
{
    bool wide = edges[n - 2].last > UINT32_MAX;
    size_t bound_size = wide ? sizeof(AcvUint128) : sizeof(uint32_t);
    size_t size = sizeof(AcvPacketSet) + n * sizeof(AcvPacketSet *) + (n - 1) * bound_size;
    AcvPacketSet *set = allocate(space, (size + 7) / 8 * 8);
    char *bounds = (char *) (set->children + n);

    for (size_t i = 0; i < n; i++) {
        set->children[i] = edges[i].child;
    }
    for (size_t i = 0; i + 1 < n; i++) {
        uint32_t narrow = (uint32_t) edges[i].last;
        memcpy(bounds + i * bound_size, wide ? (const void *) &edges[i].last : &narrow, bound_size);
    }
    set->wide = wide;
    set->n_edges = (uint32_t) n;
    return set;
}

static void
grow_slots(AcvPacketSpace *space)
{
    uint32_t n_slots = 2 * space->n_slots;
    const AcvPacketSet **slots = new_table(n_slots, sizeof *slots);

    for (uint32_t i = 0; i < space->n_slots; i++) {
        const AcvPacketSet *set = space->slots[i];
        if (set) {
            uint32_t slot = set->hash & (n_slots - 1);
            while (slots[slot]) {
                slot = (slot + 1) & (n_slots - 1);
            }
            slots[slot] = set;
        }
    }
    g_free(space->slots);
    space->slots = slots;
    space->n_slots = n_slots;
}

/* As many results are remembered as there are slots for nodes; the old ones are cheap to lose. */
static void
grow_entries(AcvPacketSpace *space)
{
    if (space->n_entries < N_ENTRIES_MOST) {
        g_free(space->entries);
        space->n_entries *= 2;
        space->entries = new_table(space->n_entries, sizeof *space->entries);
    }
}

static const AcvPacketSet *
find_or_make(AcvPacketSpace *space, const Edge *edges, size_t n, uint8_t level)
{
    uint32_t hash = hash_edges(edges, n, level);
    uint32_t slot = hash & (space->n_slots - 1);

    for (const AcvPacketSet *set; (set = space->slots[slot]);) {
        if (set->hash == hash && has_edges(set, edges, n, level)) {
            return set;
        }
        slot = (slot + 1) & (space->n_slots - 1);
    }
    AcvPacketSet *set = new_node(space, edges, n);
    set->hash = hash;
    set->level = level;
    set->number = 2 + space->n_nodes++;
    space->slots[slot] = set;
    if (space->n_nodes > space->n_slots / 2) {
        grow_slots(space);
        grow_entries(space);
    }
    return set;
}

size_t
acv_edges_begin(const AcvPacketSpace *space)
{
    return space->n_edges;
}

void
acv_edges_add(AcvPacketSpace *space, size_t begin, AcvUint128 last, const AcvPacketSet *child)
{
    if (space->n_edges > begin && space->edges[space->n_edges - 1].child == child) {
        space->edges[space->n_edges - 1].last = last;
        return;
    }
    if (space->n_edges == space->max_edges) {
        space->max_edges = MAX(2 * space->max_edges, 64);
        space->edges = g_renew(Edge, space->edges, space->max_edges);
    }
    space->edges[space->n_edges++] = (Edge){ last, child };
}

/* The least value that no edge since 'begin' holds; 0 also if they reach the top. */
static AcvUint128
edges_end(const AcvPacketSpace *space, size_t begin)
{
    return space->n_edges == begin ? 0 : space->edges[space->n_edges - 1].last + 1;
}

void
acv_edges_add_interval(AcvPacketSpace *space, size_t begin, AcvUint128 first, AcvUint128 last,
                       const AcvPacketSet *child)
{
    if (first > edges_end(space, begin)) {
        acv_edges_add(space, begin, first - 1, &acv_set_none);
    }
    acv_edges_add(space, begin, last, child);
}

const AcvPacketSet *
acv_edges_intern(AcvPacketSpace *space, size_t begin, uint8_t level)
{
    if (space->n_edges == begin || edges_end(space, begin) != 0) {
        acv_edges_add(space, begin, ACV_EDGE_TOP, &acv_set_none);
    }
    const Edge *edges = space->edges + begin;
    size_t n = space->n_edges - begin;
    const AcvPacketSet *set = n == 1 ? edges->child : find_or_make(space, edges, n, level);
    space->n_edges = begin;
    if (begin == 0 && space->max_edges > N_EDGES_KEPT) {
        g_clear_pointer(&space->edges, g_free);
        space->max_edges = 0;
    }
    return set;
}

const AcvPacketSet *
acv_set_interval(AcvPacketSpace *space, uint8_t level, AcvUint128 first, AcvUint128 last,
                 const AcvPacketSet *child)
{
    size_t begin = acv_edges_begin(space);
    acv_edges_add_interval(space, begin, first, last, child);
    return acv_edges_intern(space, begin, level);
}

/* --- Remembering results --- */

static Entry *
entry_of(const AcvPacketSpace *space, uint8_t operation, const AcvPacketSet *a,
         const AcvPacketSet *b)
{
    uint64_t hash = mix(operation, (uint64_t) a->number << 32 | b->number);
    return &space->entries[(hash >> 32) & (space->n_entries - 1)];
}

const AcvPacketSet *
acv_space_recall(const AcvPacketSpace *space, uint8_t operation, const AcvPacketSet *a,
                 const AcvPacketSet *b)
{
    const Entry *entry = entry_of(space, operation, a, b);
    bool same = entry->a == a && entry->b == b && entry->operation == operation;
    return same ? entry->result : NULL;
}

void
acv_space_remember(AcvPacketSpace *space, uint8_t operation, const AcvPacketSet *a,
                   const AcvPacketSet *b, const AcvPacketSet *result)
{
    *entry_of(space, operation, a, b) = (Entry){ a, b, result, operation };
}

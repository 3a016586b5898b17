/* The caller's thread reads parts from the front of the list, as it would alone. Each helper takes
 * blocks of parts from the back, each a share of what is left, and reads them into records in an
 * arena of its own, until there is nothing left between:
 *
 *     | read into the loader | not taken |  block  |  block  |     block     |
 *     0                    front        back                                 n
 *
 * Then the helpers have ended, and the records they made are added in the order of the list. So the
 * threads share text that nobody changes, and the bounds above; nothing else.
 *
 * A helper says nothing of what it finds: a part in which there is anything to report is read once
 * more, when its turn comes, by the caller's thread, which then reports it. What is told only once,
 * however often it comes, a helper too finds only once in a block, because it goes through that in
 * the order of the list. Who finds something in one part after another stops: that helps nobody.
 *
 * cJSON may parse in several threads as long as nobody asks cJSON_GetErrorPtr() and neither its
 * hooks nor the locale change meanwhile (its README, "Thread Safety"). The library does none of
 * these. */
#include "load/long_list.h"

#include "base/processors.h"

/* More threads wait for memory rather than work. */
enum { MAX_HELPERS = 3 };

/* Parts that a helper reads in vain, one after another. */
enum { MAX_IN_VAIN = 16 };

typedef struct {
    AcvLoader *loader; /* Of the caller. */
    const AcvSection *section;
    const AcvJsonPath *path;
    AcvPlace place; /* Of all elements, but for the index. */
    const AcvJsonPart *parts;
    unsigned n_helpers;

    AcvRecord ***records; /* By part: those of its elements, if a helper read them; else NULL. */

    GMutex lock;  /* Of these. */
    size_t front; /* Parts before this one were taken by the caller's thread, */
    size_t back;  /* and from this one on by helpers. */
    bool is_over; /* No more is to be read. */
} List;

typedef struct {
    List *list;
    GThread *thread;
    AcvLoader *loader; /* Has an arena of its own. */
    size_t at;         /* The block at hand: what is left of it. */
    size_t end;
} Helper;

const AcvJsonPart *
acv_long_list_find(const GArray *parts, const char *list, size_t *out_n)
{
    guint low = 0;
    guint high = parts->len;

    *out_n = 0;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(parts, AcvJsonPart, middle).start <= list) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == parts->len || g_array_index(parts, AcvJsonPart, low).start != list + 1) {
        return NULL;
    }
    const AcvJsonPart *first = &g_array_index(parts, AcvJsonPart, low);
    for (*out_n = 1; *first[*out_n - 1].end != ']'; ++*out_n) {
    }
    return first;
}

/* Checked text parses; what is left to fail is memory. */
static cJSON *
parse(const AcvJsonPart *part, const char **at)
{
    cJSON *json = cJSON_ParseWithLengthOpts(*at, (size_t) (part->end - *at), at, false);

    g_assert(json);
    *at = acv_json_skip_space(*at) + 1; /* The comma. */
    return json;
}

/* --- Helpers --- */

/* Takes the next part of its block, or of another. */
static bool
take_back(Helper *helper, size_t *out_part)
{
    List *list = helper->list;

    g_mutex_lock(&list->lock);
    if (helper->at == helper->end) {
        size_t n_shares = 2 * (list->n_helpers + 1);
        size_t n = (list->back - list->front + n_shares - 1) / n_shares;
        helper->end = list->back;
        list->back -= n;
        helper->at = list->back;
        g_hash_table_remove_all(helper->loader->reader.remarked);
    }
    bool is_taken = !list->is_over && helper->at < helper->end;
    *out_part = helper->at;
    helper->at += is_taken;
    g_mutex_unlock(&list->lock);
    return is_taken;
}

/* The records of a part, or NULL if there is anything to say about any. */
static AcvRecord **
read_silently(const Helper *helper, const AcvJsonPart *part)
{
    const List *list = helper->list;
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autofree AcvRecord **records = g_new(AcvRecord *, part->n);
    const char *at = part->start;

    helper->loader->reader.problems = problems;
    for (size_t i = 0; i < part->n; i++) {
        cJSON *json = parse(part, &at);
        AcvJsonPath path = { .parent = list->path, .index = part->first + i };
        AcvElement element = { json, &path, list->place };
        element.place.index = (int32_t) path.index;
        records[i] =
            acv_loader_read(helper->loader, list->section->kind, list->section->table, &element);
        cJSON_Delete(json);
        if (acv_problems_n_kept(problems) > 0) {
            return NULL;
        }
    }
    return g_steal_pointer(&records);
}

static void *
help(void *data)
{
    Helper *helper = data;
    unsigned n_in_vain = 0;
    size_t i;

    while (n_in_vain < MAX_IN_VAIN && take_back(helper, &i)) {
        helper->list->records[i] = read_silently(helper, &helper->list->parts[i]);
        n_in_vain = helper->list->records[i] ? 0 : n_in_vain + 1;
    }
    return NULL;
}

static void
helper_start(Helper *helper, List *list)
{
    helper->list = list;
    helper->loader = acv_loader_new(NULL);
    helper->loader->reader.file = list->loader->reader.file;
    helper->thread = g_thread_try_new("acv-list", help, helper, NULL);
}

/* Waits until it is done, and takes what it made. */
static void
helper_finish(Helper *helper, List *list)
{
    if (helper->thread) {
        g_thread_join(helper->thread);
    }
    acv_arena_absorb(list->loader->reader.arena, helper->loader->reader.arena);
    acv_loader_free(helper->loader);
}

/* --- The caller's thread --- */

/* After so many errors no more are told. */
static bool
may_err(const List *list)
{
    return acv_problems_keeps(list->loader->reader.problems, ACV_SEVERITY_ERROR);
}

static bool
take_front(List *list, size_t *out_part)
{
    g_mutex_lock(&list->lock);
    list->is_over = !may_err(list);
    bool is_taken = !list->is_over && list->front < list->back;
    *out_part = list->front;
    list->front += is_taken;
    g_mutex_unlock(&list->lock);
    return is_taken;
}

static void
read_part(const List *list, const AcvJsonPart *part)
{
    const char *at = part->start;

    for (size_t i = 0; i < part->n && may_err(list); i++) {
        cJSON *json = parse(part, &at);
        AcvJsonPath path = { .parent = list->path, .index = part->first + i };
        AcvElement element = { json, &path, list->place };
        element.place.index = (int32_t) path.index;
        list->section->read(list->loader, list->section, &element);
        cJSON_Delete(json);
    }
}

static void
add_part(const List *list, size_t part)
{
    g_autofree AcvRecord **records = g_steal_pointer(&list->records[part]);

    if (!records) {
        read_part(list, &list->parts[part]);
        return;
    }
    for (size_t i = 0; i < list->parts[part].n && may_err(list); i++) {
        acv_loader_adopt(list->loader, records[i]);
    }
}

unsigned
acv_long_list_helpers(void)
{
    return MIN(acv_n_processors() - 1, MAX_HELPERS);
}

void
acv_long_list_read(AcvLoader *loader, const AcvSection *section, const AcvJsonPath *path,
                   const AcvJsonPart *parts, size_t n, unsigned n_helpers)
{
    AcvJsonPath item = { .parent = path };
    List list = { .loader = loader,
                  .section = section,
                  .path = path,
                  .place = acv_loader_place(loader, &item),
                  .parts = parts,
                  .n_helpers = n_helpers,
                  .back = n };
    g_autofree AcvRecord ***records = g_new0(AcvRecord **, n);
    g_autofree Helper *helpers = g_new0(Helper, n_helpers);
    size_t part;

    list.records = records;
    g_mutex_init(&list.lock);
    for (unsigned i = 0; i < n_helpers; i++) {
        helper_start(&helpers[i], &list);
    }
    while (take_front(&list, &part)) {
        read_part(&list, &parts[part]);
    }
    for (unsigned i = 0; i < n_helpers; i++) {
        helper_finish(&helpers[i], &list);
    }
    for (part = list.front; part < n; part++) {
        add_part(&list, part);
    }
    g_mutex_clear(&list.lock);
}

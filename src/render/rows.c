/* Parts of rows go round in a ring of buffers:
 *
 *     part    5      6      7      8
 *           ready  being  being  free
 *             |    made   made     |
 *          next to be            next to be
 *          given away            made
 *
 * Each thread takes the next part, makes it and marks it as ready. The one that began also gives
 * ready parts away, in their order, and makes parts while the next to be given away is not ready.
 */
#include "render/rows.h"

#include "base/append.h"
#include "base/processors.h"

enum {
    RING_SIZE = 8,    /* Parts that may be ready or in the making. */
    MOST_HELPERS = 6, /* Threads; each has at least a part to make while others are given away. */
    LEAST_PARTS = 16, /* Of fewer parts, the time to start a thread is not worth it. */
};

typedef struct {
    GString *text;
    bool is_ready;
} Part;

typedef struct {
    const AcvRows *rows;
    guint n_parts;
    GMutex mutex; /* Of what follows. */
    GCond changed;
    Part ring[RING_SIZE];
    guint n_begun;
    guint n_given;
    bool is_over; /* Nobody wants the rest. */
} Work;

/* With the mutex locked. */
static bool
may_begin(const Work *work)
{
    return !work->is_over && work->n_begun < MIN(work->n_parts, work->n_given + RING_SIZE);
}

/* Makes the next part. With the mutex locked, except while it works. */
static void
make_part(Work *work)
{
    const AcvRows *rows = work->rows;
    guint first = work->n_begun * rows->per_part;
    Part *part = &work->ring[work->n_begun++ % RING_SIZE];
    g_mutex_unlock(&work->mutex);
    rows->write(part->text, first, first + MIN(rows->per_part, rows->n - first), rows->user_data);
    g_mutex_lock(&work->mutex);
    part->is_ready = true;
    g_cond_broadcast(&work->changed);
}

static gpointer
help(gpointer user_data)
{
    Work *work = user_data;
    g_mutex_lock(&work->mutex);
    while (!work->is_over && work->n_begun < work->n_parts) {
        if (may_begin(work)) {
            make_part(work);
        } else {
            g_cond_wait(&work->changed, &work->mutex);
        }
    }
    g_mutex_unlock(&work->mutex);
    return NULL;
}

static bool
give(GString *out, const AcvSink *sink, const GString *text)
{
    if (sink) {
        return sink->take(text->str, text->len, sink->user_data);
    }
    acv_append(out, text->str, text->len);
    return true;
}

/* Gives away the part that is ready. With the mutex locked, except while it does. */
static void
give_part(Work *work, GString *out, const AcvSink *sink)
{
    Part *part = &work->ring[work->n_given % RING_SIZE];
    g_mutex_unlock(&work->mutex);
    bool is_wanted = give(out, sink, part->text);
    g_string_truncate(part->text, 0);
    g_mutex_lock(&work->mutex);
    part->is_ready = false;
    work->n_given++;
    work->is_over |= !is_wanted;
    g_cond_broadcast(&work->changed);
}

static void
give_parts(Work *work, GString *out, const AcvSink *sink)
{
    g_mutex_lock(&work->mutex);
    while (!work->is_over && work->n_given < work->n_parts) {
        if (work->ring[work->n_given % RING_SIZE].is_ready) {
            give_part(work, out, sink);
        } else if (may_begin(work)) {
            make_part(work);
        } else {
            g_cond_wait(&work->changed, &work->mutex);
        }
    }
    g_mutex_unlock(&work->mutex);
}

/* As many threads as there are processors for; fewer if the system has no more. */
static guint
start_helpers(Work *work, GThread **helpers)
{
    guint n = 0;
    guint most = work->n_parts < LEAST_PARTS ? 0 : MIN(acv_n_processors() - 1, MOST_HELPERS);
    while (n < most && (helpers[n] = g_thread_try_new("rows", help, work, NULL))) {
        n++;
    }
    return n;
}

void
acv_rows_write(const AcvRows *rows, GString *out, const AcvSink *sink)
{
    Work work = { .rows = rows,
                  .n_parts = rows->n / rows->per_part + (rows->n % rows->per_part > 0),
                  .is_over = sink && !give(out, sink, out) };
    if (sink) {
        g_string_truncate(out, 0);
    }
    g_mutex_init(&work.mutex);
    g_cond_init(&work.changed);
    for (guint i = 0; i < RING_SIZE; i++) {
        work.ring[i].text = g_string_new(NULL);
    }
    GThread *helpers[MOST_HELPERS];
    guint n_helpers = start_helpers(&work, helpers);
    give_parts(&work, out, sink);
    for (guint i = 0; i < n_helpers; i++) {
        g_thread_join(helpers[i]);
    }
    for (guint i = 0; i < RING_SIZE; i++) {
        g_string_free(work.ring[i].text, TRUE);
    }
    g_cond_clear(&work.changed);
    g_mutex_clear(&work.mutex);
}

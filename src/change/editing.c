#include "change/editing.h"

#include "base/hash.h"
#include "base/suggest.h"
#include "change/consequence.h"
#include "load/tables.h"

#include <string.h>

/* So many ids are shown of those that resemble one. */
enum { MOST_SHOWN = 3 };

/* --- Problems --- */

static void report(AcvEditing *editing, AcvSeverity severity, const char *option,
                   const char *format, va_list arguments) G_GNUC_PRINTF(4, 0);

static void
report(AcvEditing *editing, AcvSeverity severity, const char *option, const char *format,
       va_list arguments)
{
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    g_autofree char *pointer = option ? g_strconcat("--", option, NULL) : NULL;
    acv_problems_add(editing->problems, &(AcvProblem){ .severity = severity,
                                                       .file = editing->file,
                                                       .line = editing->line,
                                                       .pointer = pointer,
                                                       .message = message });
}

void
acv_editing_fail(AcvEditing *editing, const char *option, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report(editing, ACV_SEVERITY_ERROR, option, format, arguments);
    va_end(arguments);
    editing->failed = true;
}

void
acv_editing_warn(AcvEditing *editing, const char *option, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report(editing, ACV_SEVERITY_WARNING, option, format, arguments);
    va_end(arguments);
}

/* --- Finding --- */

/* "; did you mean A, B?" or nothing; the caller's to free. */
static char *
suggest_ids(AcvEditing *editing, AcvKind kind, const char *id)
{
    size_t n;
    const AcvRecord *const *records = acv_snapshot_builder_list(editing->builder, kind, &n);
    g_autofree const char **ids = g_new(const char *, n);
    for (size_t i = 0; i < n; i++) {
        ids[i] = records[i]->id;
    }
    g_autoptr(GPtrArray) near = acv_suggest(id, ids, n, MOST_SHOWN);
    if (near->len == 0) {
        return g_strdup("");
    }
    g_ptr_array_add(near, NULL);
    g_autofree char *list = g_strjoinv(", ", (char **) near->pdata);
    return g_strdup_printf("; did you mean %s?", list);
}

const AcvRecord *
acv_editing_find(AcvEditing *editing, const char *option, const char *code, AcvKind kind,
                 const char *id)
{
    const AcvRecord *record = acv_snapshot_builder_find(editing->builder, kind, id);
    if (record) {
        return record;
    }
    if (id && g_hash_table_contains(editing->never_made, id)) {
        editing->failed = true;
        return NULL;
    }
    g_autofree char *noun = g_strdelimit(g_strdup(acv_kind_noun(kind)), "_", ' ');
    g_autofree char *hint = suggest_ids(editing, kind, id ? id : "");
    acv_editing_fail(editing, option, "%s: no %s \"%s\" is in the data%s", code, noun, id ? id : "",
                     hint);
    return NULL;
}

/* --- Changing --- */

void
acv_editing_remember(AcvEditing *editing, AcvKind kind, const char *id)
{
    const AcvRecord *before = acv_snapshot_builder_find(editing->builder, kind, id);
    AcvTouched key = { .kind = kind, .id = id };
    if (g_hash_table_contains(editing->touched, &key)) {
        return;
    }
    AcvTouched *touched = acv_arena_new0(editing->arena, AcvTouched, 1);
    *touched = (AcvTouched){ .kind = kind, .id = acv_arena_text(editing->arena, id) };
    if (before) {
        size_t size = acv_record_size(kind);
        AcvRecord *copy = acv_arena_alloc(editing->arena, size);
        memcpy(copy, before, size);
        touched->before = copy;
    }
    g_hash_table_add(editing->touched, touched);
}

AcvRecord *
acv_editing_touch(AcvEditing *editing, AcvKind kind, const char *id)
{
    const AcvRecord *record = acv_snapshot_builder_find(editing->builder, kind, id);
    if (!record) {
        return NULL;
    }
    acv_editing_remember(editing, kind, id);
    return acv_snapshot_builder_edit(editing->builder, kind, id);
}

AcvRecord *
acv_editing_edit(AcvEditing *editing, const char *option, const char *code, AcvKind kind,
                 const char *id)
{
    return acv_editing_find(editing, option, code, kind, id) ? acv_editing_touch(editing, kind, id)
                                                             : NULL;
}

AcvRecord *
acv_editing_add(AcvEditing *editing, AcvKind kind, const char *id)
{
    const char *own_id = acv_arena_text(editing->arena, id ? id : editing->new_id);
    if (acv_snapshot_builder_find(editing->builder, kind, own_id)) {
        acv_editing_fail(editing, NULL, "\"%s\" is in the data already", own_id);
    }
    acv_editing_remember(editing, kind, own_id);
    AcvRecord *record = acv_snapshot_builder_new_record(editing->builder, kind);
    record->id = own_id;
    record->place.file = acv_arena_text(editing->arena, editing->file);
    acv_snapshot_builder_put(editing->builder, record);
    return record;
}

void
acv_editing_remove(AcvEditing *editing, AcvKind kind, const char *id)
{
    acv_editing_remember(editing, kind, id);
    acv_snapshot_builder_remove(editing->builder, kind, id);
}

GPtrArray *
acv_editing_list(const AcvEditing *editing, AcvKind kind)
{
    size_t n;
    const AcvRecord *const *records = acv_snapshot_builder_list(editing->builder, kind, &n);
    GPtrArray *list = g_ptr_array_sized_new((guint) n);
    for (size_t i = 0; i < n; i++) {
        g_ptr_array_add(list, (gpointer) (uintptr_t) records[i]);
    }
    return list;
}

/* --- Lists --- */

/* What ACV_LIST() makes. */
typedef struct {
    void *items;
    size_t n;
} AnyList;

void
acv_editing_append(AcvEditing *editing, void *list, const void *item, size_t size)
{
    AnyList old;
    memcpy(&old, list, sizeof old);
    AnyList longer = { acv_arena_alloc_n(editing->arena, old.n + 1, size), old.n + 1 };
    if (old.n > 0) {
        memcpy(longer.items, old.items, old.n * size);
    }
    memcpy((char *) longer.items + old.n * size, item, size);
    memcpy(list, &longer, sizeof longer);
}

void
acv_editing_drop(AcvEditing *editing, void *list, size_t index, size_t size)
{
    AnyList old;
    memcpy(&old, list, sizeof old);
    g_assert(index < old.n);
    AnyList shorter = { acv_arena_alloc_n(editing->arena, old.n - 1, size), old.n - 1 };
    memcpy(shorter.items, old.items, index * size);
    memcpy((char *) shorter.items + index * size, (char *) old.items + (index + 1) * size,
           (old.n - 1 - index) * size);
    memcpy(list, &shorter, sizeof shorter);
}

/* --- One after another --- */

static guint
hash_touched(gconstpointer data)
{
    const AcvTouched *touched = data;
    return acv_text_hash(touched->id) + (guint) touched->kind;
}

static gboolean
touched_is_equal(gconstpointer a, gconstpointer b)
{
    const AcvTouched *x = a;
    const AcvTouched *y = b;
    return x->kind == y->kind && strcmp(x->id, y->id) == 0;
}

AcvEditing *
acv_editing_new(const AcvSnapshot *base, AcvProblems *problems)
{
    AcvEditing *editing = g_new0(AcvEditing, 1);
    editing->builder = acv_snapshot_builder_new(base);
    editing->arena = acv_snapshot_builder_arena(editing->builder);
    editing->problems = problems;
    editing->touched = g_hash_table_new(hash_touched, touched_is_equal);
    editing->never_made = g_hash_table_new_full(acv_text_hash, g_str_equal, g_free, NULL);
    return editing;
}

void
acv_editing_free(AcvEditing *editing)
{
    if (editing) {
        acv_snapshot_builder_free(editing->builder);
        g_hash_table_unref(editing->touched);
        g_hash_table_unref(editing->never_made);
        g_free(editing);
    }
}

void
acv_editing_begin(AcvEditing *editing, const char *file, unsigned line, const char *new_id)
{
    g_hash_table_remove_all(editing->touched);
    editing->file = file;
    editing->line = line;
    editing->new_id = new_id;
    editing->failed = false;
}

static int
compare_effects(const void *a, const void *b)
{
    const AcvEffect *x = a;
    const AcvEffect *y = b;
    return x->kind != y->kind ? (int) x->kind - (int) y->kind : strcmp(x->id, y->id);
}

/* Whether a record is not as it was; if so, how. */
static bool
tell_effect(const AcvEditing *editing, const AcvTouched *touched, AcvEffect *out)
{
    const AcvRecord *now = acv_snapshot_builder_find(editing->builder, touched->kind, touched->id);
    const AcvRecord *before = touched->before;

    *out = (AcvEffect){ .kind = touched->kind, .id = touched->id };
    if (!before || !now) {
        out->type = now ? ACV_EFFECT_ADDED : ACV_EFFECT_REMOVED;
        return before || now;
    }
    out->type = ACV_EFFECT_CHANGED;
    return acv_json_compare(acv_kind_table(touched->kind), before, now) != 0;
}

GArray *
acv_editing_end(AcvEditing *editing)
{
    GArray *effects = g_array_new(FALSE, FALSE, sizeof(AcvEffect));
    GHashTableIter iter;
    gpointer touched;

    if (!editing->failed) {
        acv_editing_follow(editing);
    }
    g_hash_table_iter_init(&iter, editing->touched);
    while (g_hash_table_iter_next(&iter, &touched, NULL)) {
        AcvEffect effect;
        if (tell_effect(editing, touched, &effect)) {
            g_array_append_val(effects, effect);
        }
    }
    g_array_sort(effects, compare_effects);
    if (editing->failed && editing->new_id) {
        g_hash_table_add(editing->never_made, g_strdup(editing->new_id));
    }
    return effects;
}

#include "change/changes.h"

#include "load/check.h"
#include "load/fragment.h"

struct AcvWhatIf {
    AcvSnapshot *before;
    AcvSnapshot *after;
    GPtrArray *effects; /* Of each change a GArray of AcvEffect. */
};

void
acv_what_if_free(AcvWhatIf *what_if)
{
    if (what_if) {
        acv_snapshot_unref(what_if->before);
        acv_snapshot_unref(what_if->after);
        g_ptr_array_unref(what_if->effects);
        g_free(what_if);
    }
}

AcvSnapshot *
acv_what_if_before(const AcvWhatIf *what_if)
{
    return what_if->before;
}

AcvSnapshot *
acv_what_if_after(const AcvWhatIf *what_if)
{
    return what_if->after;
}

const AcvEffect *
acv_what_if_effects(const AcvWhatIf *what_if, size_t index, size_t *out_n)
{
    g_assert(index < what_if->effects->len);
    const GArray *effects = g_ptr_array_index(what_if->effects, index);
    *out_n = effects->len;
    return (const AcvEffect *) (const void *) effects->data;
}

/* --- Applying --- */

static void
note_touch(AcvKind kind, const char *id, void *editing)
{
    acv_editing_remember(editing, kind, id);
}

static void
apply_fragment(AcvEditing *editing, const AcvChange *change)
{
    AcvOverlay overlay = { note_touch, editing };
    editing->failed = !acv_fragment_read(editing->builder, &overlay, change->file, change->fragment,
                                         editing->problems);
}

static void
apply_command(AcvEditing *editing, const AcvCompiled *compiled)
{
    if (compiled->operation->apply) {
        compiled->operation->apply(editing, acv_command_request(compiled, editing->arena));
    } else {
        acv_editing_fail(editing, NULL, "%s is not a change that can be tried here",
                         compiled->operation->name);
    }
}

static GArray *
apply(AcvEditing *editing, const AcvChangeItem *item)
{
    const AcvChange *change = &item->change;
    size_t n_statements = acv_snapshot_builder_n_statements(editing->builder);
    acv_editing_begin(editing, change->file, change->line, item->compiled.new_id);
    if (change->command) {
        apply_command(editing, &item->compiled);
    } else {
        apply_fragment(editing, change);
    }
    GArray *effects = acv_editing_end(editing);
    bool states = acv_snapshot_builder_n_statements(editing->builder) > n_statements;
    if (effects->len == 0 && !states && !editing->failed) {
        acv_editing_warn(editing, NULL, "changes nothing");
    }
    return effects;
}

/* --- What is odd afterwards --- */

/* The warnings that a snapshot gives rise to, as texts. */
static GHashTable *
warnings_of(const AcvSnapshot *snapshot)
{
    g_autoptr(AcvProblems) found = acv_problems_new();
    GHashTable *texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    acv_snapshot_check(snapshot, found);
    for (size_t i = 0; i < acv_problems_n_kept(found); i++) {
        g_hash_table_add(texts, acv_problem_print(acv_problems_get(found, i)));
    }
    return texts;
}

static void
tell_new_warnings(const AcvWhatIf *what_if, AcvProblems *problems)
{
    g_autoptr(GHashTable) known = warnings_of(what_if->before);
    g_autoptr(AcvProblems) found = acv_problems_new();
    acv_snapshot_check(what_if->after, found);
    for (size_t i = 0; i < acv_problems_n_kept(found); i++) {
        const AcvProblem *problem = acv_problems_get(found, i);
        g_autofree char *text = acv_problem_print(problem);
        if (!g_hash_table_contains(known, text)) {
            acv_problems_add(problems, problem);
        }
    }
}

static bool
has_fragment(const AcvChanges *changes)
{
    for (size_t i = 0; i < acv_changes_n(changes); i++) {
        if (acv_changes_get(changes, i)->fragment) {
            return true;
        }
    }
    return false;
}

AcvWhatIf *
acv_what_if_new(AcvSnapshot *before, const AcvChanges *changes, AcvProblems *problems)
{
    size_t n_errors = acv_problems_count(problems, ACV_SEVERITY_ERROR);
    g_autoptr(AcvEditing) editing = acv_editing_new(before, problems);
    g_autoptr(GPtrArray) effects = g_ptr_array_new_with_free_func((GDestroyNotify) g_array_unref);

    for (size_t i = 0; i < acv_changes_n(changes); i++) {
        g_ptr_array_add(effects, apply(editing, acv_changes_item(changes, i)));
    }
    if (acv_problems_count(problems, ACV_SEVERITY_ERROR) != n_errors) {
        return NULL;
    }
    AcvWhatIf *what_if = g_new0(AcvWhatIf, 1);
    what_if->before = acv_snapshot_ref(before);
    what_if->after = acv_snapshot_builder_finish_take(g_steal_pointer(&editing->builder));
    what_if->effects = g_steal_pointer(&effects);
    if (has_fragment(changes)) {
        tell_new_warnings(what_if, problems);
    }
    return what_if;
}

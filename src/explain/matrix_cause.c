#include "explain/matrix_cause.h"

#include "analysis/party_new.h"
#include "explain/answer.h"

/* Whose component it is. */
typedef enum {
    PLACE_NONE,
    PLACE_SOURCE_GROUPS,
    PLACE_TARGET_GROUPS,
    PLACE_SOURCE_ITSELF, /* Its interface, or what stands there. */
    PLACE_TARGET_ITSELF,
    PLACE_WAY, /* Between the two. */
} Place;

typedef struct {
    Place place;
    AcvCode code;
    const AcvRecord *component;
} Cause;

struct AcvCauses {
    const AcvMatrixDiff *diff;
    GHashTable *places; /* Place by key of a pair. */
    GHashTable *found;  /* Cause by key, and what stands at the place. */
    GArray *key;        /* guint32. */
    GArray *other_key;
};

static GHashTable *
table_new(GDestroyNotify free_value)
{
    return g_hash_table_new_full(acv_share_key_hash, acv_share_key_equal,
                                 (GDestroyNotify) g_array_unref, free_value);
}

AcvCauses *
acv_causes_new(const AcvMatrixDiff *diff)
{
    AcvCauses *causes = g_new0(AcvCauses, 1);
    causes->diff = diff;
    causes->places = table_new(NULL);
    causes->found = table_new(g_free);
    causes->key = g_array_new(FALSE, FALSE, sizeof(guint32));
    causes->other_key = g_array_new(FALSE, FALSE, sizeof(guint32));
    return causes;
}

void
acv_causes_free(AcvCauses *causes)
{
    if (causes) {
        g_hash_table_unref(causes->places);
        g_hash_table_unref(causes->found);
        g_array_unref(causes->key);
        g_array_unref(causes->other_key);
        g_free(causes);
    }
}

/* --- Asking --- */

/* The two ends of a difference in one matrix. */
typedef struct {
    const AcvMatrix *matrix; /* NULL if it does not matter. */
    int from;
    int to;
} Ends;

/* A difference in the matrix that has its cause, and in the other, if something stops packets there
 * as well: what does so in both is not the cause. */
typedef struct {
    const AcvDifference *difference;
    Ends here;
    Ends there;
} Pair;

static bool
stands_at(const AcvEnd *end, const AcvRecord *component)
{
    const AcvPlacement *placement = end->placement;
    const AcvNetworkInterface *interface = placement ? placement->interface : NULL;
    return component == end->record || (placement && component == placement->resource)
           || (interface && (component == &interface->record || g_strcmp0(component->id, interface->instance_id) == 0));
}

static bool
carries(const AcvEnd *end, const AcvRecord *component)
{
    for (size_t i = 0; end->placement && i < end->placement->group_ids.n; i++) {
        if (g_str_equal(end->placement->group_ids.items[i], component->id)) {
            return true;
        }
    }
    return false;
}

static Place
place_of(const AcvExplanation *explanation)
{
    const AcvRecord *component = explanation->component;
    const AcvPath *path = explanation->path;
    if (!component || !path) {
        return PLACE_NONE;
    }
    bool is_group = component->kind == ACV_KIND_SECURITY_GROUP;
    bool is_egress = explanation->direction == ACV_DIRECTION_EGRESS;
    if (is_group && is_egress && carries(&path->source, component)) {
        return PLACE_SOURCE_GROUPS;
    }
    if (is_group && !is_egress && carries(&path->target, component)) {
        return PLACE_TARGET_GROUPS;
    }
    return stands_at(&path->source, component)   ? PLACE_SOURCE_ITSELF
           : stands_at(&path->target, component) ? PLACE_TARGET_ITSELF
                                                 : PLACE_WAY;
}

/* A list of the interface of a unit to ask for, or of the end itself. */
static GPtrArray *
parties_of(const AcvMatrix *matrix, const AcvMatrixUnit *unit, int number, AcvRole role,
           guint index)
{
    const GPtrArray *ends = role == ACV_ROLE_SOURCE ? matrix->sources : matrix->targets;
    const AcvMatrixEnd *end = g_ptr_array_index(ends, (guint) number);
    if (!unit->interfaces) {
        return g_ptr_array_ref(end->parties);
    }
    const AcvRecord *shown =
        g_ptr_array_index(unit->interfaces, MIN(index, unit->interfaces->len - 1));
    const AcvRecord *record =
        acv_snapshot_find(acv_network_snapshot(matrix->network), shown->kind, shown->id);
    GPtrArray *parties = acv_parties_new();
    g_ptr_array_add(parties, acv_party_of_record(matrix->network, record, role));
    return parties;
}

static bool
is_same_interface(const AcvMatrixUnit *source, const AcvMatrixUnit *target)
{
    return source->interfaces && target->interfaces
           && g_str_equal(source->end->record->id, target->end->record->id);
}

/* NULL if nothing can be asked. */
static AcvAnswer *
ask(const AcvDifference *difference, const Ends *ends)
{
    const AcvMatrix *matrix = ends->matrix;
    guint other = is_same_interface(difference->source, difference->target) ? 1 : 0;
    g_autoptr(GPtrArray) sources =
        parties_of(matrix, difference->source, ends->from, ACV_ROLE_SOURCE, 0);
    g_autoptr(GPtrArray) targets =
        parties_of(matrix, difference->target, ends->to, ACV_ROLE_TARGET, other);
    AcvInquiry *inquiry = acv_inquiry_new_between(matrix->network, &matrix->question,
                                                  &matrix->ports, sources, targets, NULL);
    return inquiry ? acv_answer_new_take(inquiry) : NULL;
}

static bool
is_same_block(const AcvExplanation *a, const AcvExplanation *b)
{
    return a->code == b->code && a->direction == b->direction && a->is_reply == b->is_reply
           && g_strcmp0(a->component ? a->component->id : NULL,
                        b->component ? b->component->id : NULL)
                  == 0;
}

static bool
has_block(const AcvAnswer *answer, const AcvExplanation *wanted)
{
    for (guint i = 0; answer && i < answer->explanations->len; i++) {
        if (is_same_block(&g_array_index(answer->explanations, AcvExplanation, i), wanted)) {
            return true;
        }
    }
    return false;
}

/* The first component that is blamed for what nothing was blamed for in the other matrix, else for
 * the code of the difference. */
static Cause
find(const Pair *pair)
{
    Cause cause = { PLACE_NONE, pair->difference->code, NULL };
    g_autoptr(AcvAnswer) here = ask(pair->difference, &pair->here);
    g_autoptr(AcvAnswer) there = pair->there.matrix ? ask(pair->difference, &pair->there) : NULL;
    bool is_found = false;
    for (guint i = 0; here && i < here->explanations->len; i++) {
        const AcvExplanation *explanation = &g_array_index(here->explanations, AcvExplanation, i);
        bool is_new = there && !has_block(there, explanation);
        if (is_new || (!is_found && explanation->code == pair->difference->code)) {
            cause = (Cause){ place_of(explanation), explanation->code, explanation->component };
            is_found = true;
        }
        if (is_new) {
            break;
        }
    }
    return cause;
}

/* --- Sharing --- */

/* Appends what stands at the place, so that equal keys have equal components. */
static void
append_place(const Pair *pair, Place place, GArray *key)
{
    const AcvShare *share = pair->here.matrix->share;
    guint source = (guint) pair->here.from;
    guint target = (guint) pair->here.to;
    guint32 number = (guint32) place;
    g_array_append_val(key, number);
    switch (place) {
    case PLACE_NONE:
        break;
    case PLACE_SOURCE_GROUPS:
        acv_share_append_groups(share, source, target, ACV_ROLE_SOURCE, key);
        break;
    case PLACE_TARGET_GROUPS:
        acv_share_append_groups(share, source, target, ACV_ROLE_TARGET, key);
        break;
    case PLACE_SOURCE_ITSELF:
        g_array_append_val(key, source);
        break;
    case PLACE_TARGET_ITSELF:
        g_array_append_val(key, target);
        break;
    case PLACE_WAY:
        acv_share_append_places(share, source, target, key);
        break;
    }
}

/* The component of one interface of a class is that of another, unless it is the interface. */
static const AcvRecord *
component_for(const Pair *pair, const Cause *cause)
{
    bool is_of_source = cause->place == PLACE_SOURCE_ITSELF;
    const AcvMatrixUnit *unit = is_of_source ? pair->difference->source : pair->difference->target;
    bool is_interface = (is_of_source || cause->place == PLACE_TARGET_ITSELF) && unit->interfaces
                        && cause->component->kind == ACV_KIND_NETWORK_INTERFACE;
    return is_interface ? acv_snapshot_find(acv_network_snapshot(pair->here.matrix->network),
                                            ACV_KIND_NETWORK_INTERFACE, unit->end->record->id)
                        : cause->component;
}

/* Writes what the pair has in common with others; false if nothing. */
static bool
set_key(AcvCauses *causes, const Pair *pair)
{
    const Ends *here = &pair->here;
    const Ends *there = &pair->there;
    guint32 code = (guint32) pair->difference->code << 1 | pair->difference->is_cause_before;
    bool is_shared =
        acv_share_key(here->matrix->share, (guint) here->from, (guint) here->to, causes->key);
    g_array_append_val(causes->key, code);
    if (is_shared && there->matrix) {
        is_shared = acv_share_key(there->matrix->share, (guint) there->from, (guint) there->to,
                                  causes->other_key);
        g_array_append_vals(causes->key, causes->other_key->data, causes->other_key->len);
    }
    return is_shared;
}

/* The cause, by the key of a pair that shares something. */
static const Cause *
find_shared(AcvCauses *causes, const Pair *pair)
{
    gpointer place;
    Cause fresh = { 0 };
    bool is_new = !g_hash_table_lookup_extended(causes->places, causes->key, NULL, &place);
    if (is_new) {
        fresh = find(pair);
        place = GINT_TO_POINTER(fresh.place);
        g_hash_table_insert(causes->places, g_array_copy(causes->key), place);
    }
    append_place(pair, (Place) GPOINTER_TO_INT(place), causes->key);
    Cause *cause = g_hash_table_lookup(causes->found, causes->key);
    if (!cause) {
        fresh = is_new ? fresh : find(pair);
        cause = g_memdup2(&fresh, sizeof fresh);
        g_hash_table_insert(causes->found, g_array_copy(causes->key), cause);
    }
    return cause;
}

/* Whether the answers themselves differ, not only what is known of them. */
static bool
is_about_blocks(const AcvDifference *difference)
{
    return difference->kind != ACV_DIFFERENCE_OBSCURED
           && difference->kind != ACV_DIFFERENCE_RESOLVED;
}

void
acv_causes_find(AcvCauses *causes, AcvDifference *difference)
{
    const AcvMatrixUnit *source = difference->source;
    const AcvMatrixUnit *target = difference->target;
    Ends before = { causes->diff->before, source->before, target->before };
    Ends after = { causes->diff->after, source->after, target->after };
    bool is_before = difference->is_cause_before;
    Pair pair = { difference, is_before ? before : after, { 0 } };
    const AcvMatrixCell *other = is_before ? difference->after : difference->before;
    if (other->code != ACV_CODE_NONE && is_about_blocks(difference)) {
        pair.there = is_before ? after : before;
    }
    bool is_shared = set_key(causes, &pair);
    Cause cause = is_shared ? *find_shared(causes, &pair) : find(&pair);
    difference->code = cause.code;
    difference->component = is_shared ? component_for(&pair, &cause) : cause.component;
}

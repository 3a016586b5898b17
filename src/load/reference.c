#include "load/reference.h"

#include <string.h>

typedef struct {
    const AcvJsonField *field;
    const char *last; /* The id that was found last: the same text mostly is the same pointer. */
    AcvReferencePlan *items; /* Of a list; NULL of an id. */
} Step;

struct AcvReferencePlan {
    const AcvJsonTable *table;
    const AcvSnapshot *snapshot;
    GArray *steps; /* Step */
};

static void
step_clear(void *step)
{
    acv_reference_plan_free(((Step *) step)->items);
}

static void
add_steps(AcvReferencePlan *plan, const AcvJsonTable *table)
{
    for (size_t i = 0; i < table->n_fields; i++) {
        const AcvJsonField *field = &table->fields[i];
        Step step = { .field = field };
        if (field->flags & ACV_JSON_ALSO) {
            continue;
        }
        if (acv_json_field_is_object(field)) {
            add_steps(plan, field->table);
        } else if (field->reference != ACV_REFERENCE_NONE) {
            g_array_append_val(plan->steps, step);
        } else if (field->type == ACV_JSON_LIST) {
            step.items = acv_reference_plan_new(field->table, plan->snapshot);
            if (step.items->steps->len > 0) {
                g_array_append_val(plan->steps, step);
            } else {
                acv_reference_plan_free(step.items);
            }
        }
    }
}

AcvReferencePlan *
acv_reference_plan_new(const AcvJsonTable *table, const AcvSnapshot *snapshot)
{
    AcvReferencePlan *plan = g_new0(AcvReferencePlan, 1);
    plan->table = table;
    plan->snapshot = snapshot;
    plan->steps = g_array_new(FALSE, FALSE, sizeof(Step));
    g_array_set_clear_func(plan->steps, step_clear);
    add_steps(plan, table);
    return plan;
}

void
acv_reference_plan_free(AcvReferencePlan *plan)
{
    if (plan) {
        g_array_unref(plan->steps);
        g_free(plan);
    }
}

static bool
list_misses(AcvReferencePlan *plan, const void *member)
{
    struct {
        const char *items;
        size_t n;
    } list;

    memcpy(&list, member, sizeof list);
    for (size_t i = 0; i < list.n; i++) {
        if (acv_reference_plan_misses(plan, list.items + i * plan->table->size)) {
            return true;
        }
    }
    return false;
}

static bool
id_misses(const AcvSnapshot *snapshot, Step *step, const char *id)
{
    AcvKind kind;

    if (!id || id == step->last) {
        return false;
    }
    step->last = id;
    return acv_reference_is_missing(snapshot, step->field, id, &kind);
}

bool
acv_reference_plan_misses(AcvReferencePlan *plan, const void *target)
{
    if (plan->steps->len == 0 || (plan->table->is_gone && plan->table->is_gone(target))) {
        return false;
    }
    for (guint i = 0; i < plan->steps->len; i++) {
        Step *step = &g_array_index(plan->steps, Step, i);
        const void *member = (const char *) target + step->field->offset;
        bool misses = step->items ? list_misses(step->items, member)
                                  : id_misses(plan->snapshot, step, *(const char *const *) member);
        if (misses) {
            step->last = NULL;
            return true;
        }
    }
    return false;
}

/* False if an id does not say of what kind it is, such as "local". */
static bool
kind_of_gateway(const char *id, AcvKind *out_kind)
{
    static const struct {
        const char *prefix;
        AcvKind kind;
    } gateways[] = {
        { "igw-", ACV_KIND_INTERNET_GATEWAY },
        { "vgw-", ACV_KIND_VPN_GATEWAY },
        { "vpce-", ACV_KIND_VPC_ENDPOINT },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(gateways); i++) {
        if (g_str_has_prefix(id, gateways[i].prefix)) {
            *out_kind = gateways[i].kind;
            return true;
        }
    }
    return false;
}

static bool
is_expected(const AcvSnapshot *snapshot, const AcvJsonField *field, const char *id,
            AcvKind *out_kind)
{
    *out_kind = field->kind;
    switch (field->reference) {
    case ACV_REFERENCE_NONE:
        return false;
    case ACV_REFERENCE_ALWAYS:
        return true;
    case ACV_REFERENCE_IF_READ:
        /* "default" says that a VPC has no DHCP options of its own. */
        return acv_snapshot_has_kind(snapshot, field->kind) && strcmp(id, "default") != 0;
    case ACV_REFERENCE_GATEWAY:
        return kind_of_gateway(id, out_kind);
    }
    g_assert_not_reached();
}

bool
acv_reference_is_missing(const AcvSnapshot *snapshot, const AcvJsonField *field, const char *id,
                         AcvKind *out_kind)
{
    return is_expected(snapshot, field, id, out_kind)
           && !acv_snapshot_find(snapshot, *out_kind, id);
}

#include "change/apply.h"

#include <stdarg.h>
#include <string.h>

/* --- Lists --- */

/* What ACV_LIST() makes. */
typedef struct {
    void *items;
    size_t n;
} AnyList;

void
acv_editing_set(AcvEditing *editing, void *list, size_t index, const void *item, size_t size)
{
    AnyList old;
    memcpy(&old, list, sizeof old);
    g_assert(index < old.n);
    AnyList changed = { acv_arena_alloc_n(editing->arena, old.n, size), old.n };
    memcpy(changed.items, old.items, old.n * size);
    memcpy((char *) changed.items + index * size, item, size);
    memcpy(list, &changed, sizeof changed);
}

static bool
find_text(const AcvStrings *strings, const char *text, size_t *out_index)
{
    for (size_t i = 0; i < strings->n; i++) {
        if (strcmp(strings->items[i], text) == 0) {
            *out_index = i;
            return true;
        }
    }
    return false;
}

bool
acv_strings_hold(const AcvStrings *strings, const char *text)
{
    size_t index;
    return text && find_text(strings, text, &index);
}

static bool
hold_all(const AcvStrings *strings, const AcvStrings *others)
{
    for (size_t i = 0; i < others->n; i++) {
        if (!acv_strings_hold(strings, others->items[i])) {
            return false;
        }
    }
    return true;
}

bool
acv_strings_are_same(const AcvStrings *a, const AcvStrings *b)
{
    return a->items && b->items && hold_all(a, b) && hold_all(b, a);
}

void
acv_editing_append_text(AcvEditing *editing, AcvStrings *strings, const char *text)
{
    acv_editing_append(editing, strings, &text, sizeof text);
}

bool
acv_editing_drop_text(AcvEditing *editing, AcvStrings *strings, const char *text)
{
    size_t index;
    if (!find_text(strings, text, &index)) {
        return false;
    }
    acv_editing_drop(editing, strings, index, sizeof text);
    return true;
}

const char *
acv_editing_text(AcvEditing *editing, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return acv_arena_text(editing->arena, text);
}

/* --- Records --- */

void
acv_editing_tag(AcvEditing *editing, AcvRecord *record, const AcvTagSpecifications *tags)
{
    for (size_t i = 0; i < tags->n; i++) {
        for (size_t j = 0; j < tags->items[i].tags.n; j++) {
            acv_editing_append(editing, &record->tags, &tags->items[i].tags.items[j],
                               sizeof(AcvTag));
        }
    }
}

const char *
acv_editing_id_beside(AcvEditing *editing, const char *prefix)
{
    const char *dash = strchr(editing->new_id, '-');
    return acv_editing_text(editing, "%s-%s", prefix, dash ? dash + 1 : editing->new_id);
}

const AcvVpc *
acv_editing_find_vpc(AcvEditing *editing, const char *option, const char *id)
{
    return (const AcvVpc *) acv_editing_find(editing, option, "InvalidVpcID.NotFound", ACV_KIND_VPC,
                                             id);
}

const AcvSubnet *
acv_editing_find_subnet(AcvEditing *editing, const char *option, const char *id)
{
    return (const AcvSubnet *) acv_editing_find(editing, option, "InvalidSubnetID.NotFound",
                                                ACV_KIND_SUBNET, id);
}

bool
acv_editing_check_same_vpc(AcvEditing *editing, const char *option, const char *code,
                           const char *id, const char *vpc_id, const char *other_vpc_id)
{
    if (!vpc_id || !other_vpc_id || strcmp(vpc_id, other_vpc_id) == 0) {
        return true;
    }
    acv_editing_fail(editing, option, "%s: %s is in %s, not in %s", code, id, vpc_id, other_vpc_id);
    return false;
}

/* Source: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-assoc.html */
static bool
is_associated(const AcvEditing *editing, const char *group_id, const char *vpc_id)
{
    g_autofree char *id = g_strdup_printf("%s/%s", group_id, vpc_id);
    const AcvSecurityGroupVpcAssociation *association =
        (const AcvSecurityGroupVpcAssociation *) acv_snapshot_builder_find(
            editing->builder, ACV_KIND_SECURITY_GROUP_VPC_ASSOCIATION, id);
    return association && (!association->state || strcmp(association->state, "associated") == 0);
}

bool
acv_editing_check_groups(AcvEditing *editing, const char *option, const AcvStrings *ids,
                         const char *vpc_id)
{
    bool is_well = true;
    for (size_t i = 0; i < ids->n; i++) {
        const AcvSecurityGroup *group = (const AcvSecurityGroup *) acv_editing_find(
            editing, option, "InvalidGroup.NotFound", ACV_KIND_SECURITY_GROUP, ids->items[i]);
        is_well &= group
                   && (!vpc_id || is_associated(editing, group->record.id, vpc_id)
                       || acv_editing_check_same_vpc(editing, option, "InvalidParameter",
                                                     group->record.id, group->vpc_id, vpc_id));
    }
    return is_well;
}

const char *
acv_editing_vpc_of_subnet(AcvEditing *editing, const AcvSubnet *subnet)
{
    if (subnet->vpc_id) {
        return subnet->vpc_id;
    }
    g_autoptr(GPtrArray) vpcs = acv_editing_list(editing, ACV_KIND_VPC);
    return vpcs->len == 1 ? ((const AcvRecord *) g_ptr_array_index(vpcs, 0))->id : NULL;
}

const AcvVpcPeeringConnection *
acv_editing_peering_between(AcvEditing *editing, const char *a, const char *b)
{
    static const char *const states[] = { "active", "pending-acceptance", "provisioning",
                                          "initiating-request", NULL };
    g_autoptr(GPtrArray) records = acv_editing_list(editing, ACV_KIND_VPC_PEERING_CONNECTION);

    for (guint i = 0; i < records->len; i++) {
        const AcvVpcPeeringConnection *peering = g_ptr_array_index(records, i);
        const char *requester = peering->requester.vpc_id;
        const char *accepter = peering->accepter.vpc_id;
        bool joins = (g_strcmp0(requester, a) == 0 && g_strcmp0(accepter, b) == 0)
                     || (g_strcmp0(requester, b) == 0 && g_strcmp0(accepter, a) == 0);
        if (joins && (!peering->status || g_strv_contains(states, peering->status))) {
            return peering;
        }
    }
    return NULL;
}

const char *
acv_editing_default_group(AcvEditing *editing, const char *vpc_id)
{
    g_autoptr(GPtrArray) groups = acv_editing_list(editing, ACV_KIND_SECURITY_GROUP);
    for (guint i = 0; i < groups->len; i++) {
        const AcvSecurityGroup *group = g_ptr_array_index(groups, i);
        if (g_strcmp0(group->group_name, "default") == 0 && g_strcmp0(group->vpc_id, vpc_id) == 0) {
            return group->record.id;
        }
    }
    return NULL;
}

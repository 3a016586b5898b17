/* Structs compared and joined field by field, as their tables say.
 *
 * Lists are sets: AWS promises no order, and two calls may well print the same thing in two. So
 * lists are compared sorted, unless they are alike as they stand, which they mostly are. */
#include "load/field.h"

#include <string.h>

typedef struct {
    const char *items;
    size_t n;
} AnyList;

static const size_t member_sizes[] = {
    [ACV_JSON_STRING] = sizeof(const char *),  [ACV_JSON_DNS_NAME] = sizeof(const char *),
    [ACV_JSON_TIME] = sizeof(const char *),    [ACV_JSON_FLAG] = sizeof(AcvFlag),
    [ACV_JSON_ATTRIBUTE] = sizeof(AcvFlag),    [ACV_JSON_NUMBER] = sizeof(AcvNumber),
    [ACV_JSON_PREFIX] = sizeof(AcvPrefix),     [ACV_JSON_ADDRESS] = sizeof(AcvAddress),
    [ACV_JSON_PROTOCOL] = sizeof(AcvProtocol), [ACV_JSON_VERBATIM] = sizeof(const char *),
    [ACV_JSON_LIST] = sizeof(AnyList),
};

static AnyList
list_of(const void *member)
{
    AnyList list;
    memcpy(&list, member, sizeof list);
    return list;
}

bool
acv_json_any_is_given(const AcvJsonTable *table, const void *target)
{
    for (size_t i = 0; i < table->n_fields; i++) {
        if (acv_json_field_is_given(&table->fields[i], target)) {
            return true;
        }
    }
    return false;
}

bool
acv_json_field_is_given(const AcvJsonField *field, const void *target)
{
    const void *member = (const char *) target + field->offset;

    switch (field->type) {
    case ACV_JSON_IGNORED:
        return false;
    case ACV_JSON_STRING:
    case ACV_JSON_DNS_NAME:
    case ACV_JSON_TIME:
    case ACV_JSON_VERBATIM:
        return *(const char *const *) member != NULL;
    case ACV_JSON_FLAG:
    case ACV_JSON_ATTRIBUTE:
        return *(const AcvFlag *) member != ACV_FLAG_ABSENT;
    case ACV_JSON_NUMBER:
        return ((const AcvNumber *) member)->given;
    case ACV_JSON_PREFIX:
        return ((const AcvPrefix *) member)->address.family != ACV_FAMILY_NONE;
    case ACV_JSON_ADDRESS:
        return ((const AcvAddress *) member)->family != ACV_FAMILY_NONE;
    case ACV_JSON_PROTOCOL:
        return ((const AcvProtocol *) member)->given;
    case ACV_JSON_OBJECT:
    case ACV_JSON_DOCUMENT:
        return acv_json_any_is_given(field->table, target);
    case ACV_JSON_LIST:
        return list_of(member).items != NULL;
    }
    g_assert_not_reached();
}

/* --- Comparing --- */

static int
compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int64_t
number_key(const AcvNumber *number)
{
    return number->given ? number->value : INT64_MIN;
}

static int64_t
protocol_key(const AcvProtocol *protocol)
{
    return protocol->given << 17 | protocol->unknown << 16 | protocol->first << 8 | protocol->last;
}

static int
compare_pointed(const void *a, const void *b, void *table)
{
    return acv_json_compare(table, *(const void *const *) a, *(const void *const *) b);
}

static const void **
sorted_items(const AcvJsonTable *table, AnyList list)
{
    const void **pointers = g_new(const void *, list.n);
    for (size_t i = 0; i < list.n; i++) {
        pointers[i] = list.items + i * table->size;
    }
    g_qsort_with_data(pointers, (int) list.n, sizeof *pointers, compare_pointed,
                      (void *) (uintptr_t) table);
    return pointers;
}

static bool
are_equal_in_order(const AcvJsonTable *table, AnyList a, AnyList b)
{
    for (size_t i = 0; i < a.n; i++) {
        if (acv_json_compare(table, a.items + i * table->size, b.items + i * table->size) != 0) {
            return false;
        }
    }
    return true;
}

static int
compare_lists(const AcvJsonTable *table, AnyList a, AnyList b)
{
    if (a.n != b.n) {
        return a.n < b.n ? -1 : 1;
    }
    if (!a.items != !b.items) {
        return a.items ? 1 : -1;
    }
    if (are_equal_in_order(table, a, b)) {
        return 0;
    }
    g_autofree const void **items_a = sorted_items(table, a);
    g_autofree const void **items_b = sorted_items(table, b);
    for (size_t i = 0; i < a.n; i++) {
        int order = acv_json_compare(table, items_a[i], items_b[i]);
        if (order != 0) {
            return order;
        }
    }
    return 0;
}

static int
compare_fields(const AcvJsonField *field, const void *target_a, const void *target_b)
{
    const void *a = (const char *) target_a + field->offset;
    const void *b = (const char *) target_b + field->offset;

    switch (field->type) {
    case ACV_JSON_IGNORED:
        return 0;
    case ACV_JSON_STRING:
    case ACV_JSON_DNS_NAME:
    case ACV_JSON_TIME:
    case ACV_JSON_VERBATIM:
        return g_strcmp0(*(const char *const *) a, *(const char *const *) b);
    case ACV_JSON_FLAG:
    case ACV_JSON_ATTRIBUTE:
        return compare_numbers(*(const AcvFlag *) a, *(const AcvFlag *) b);
    case ACV_JSON_NUMBER:
        return compare_numbers(number_key(a), number_key(b));
    case ACV_JSON_PREFIX:
        return acv_prefix_compare(*(const AcvPrefix *) a, *(const AcvPrefix *) b);
    case ACV_JSON_ADDRESS:
        return acv_address_compare(*(const AcvAddress *) a, *(const AcvAddress *) b);
    case ACV_JSON_PROTOCOL:
        return compare_numbers(protocol_key(a), protocol_key(b));
    case ACV_JSON_OBJECT:
    case ACV_JSON_DOCUMENT:
        return acv_json_compare(field->table, target_a, target_b);
    case ACV_JSON_LIST:
        return compare_lists(field->table, list_of(a), list_of(b));
    }
    g_assert_not_reached();
}

int
acv_json_compare(const AcvJsonTable *table, const void *a, const void *b)
{
    for (size_t i = 0; i < table->n_fields; i++) {
        const AcvJsonField *field = &table->fields[i];
        if (field->flags & (ACV_JSON_VOLATILE | ACV_JSON_ALSO)) {
            continue;
        }
        int order = compare_fields(field, a, b);
        if (order != 0) {
            return order;
        }
    }
    return 0;
}

bool
acv_json_field_equals(const AcvJsonField *field, const void *a, const void *b)
{
    return compare_fields(field, a, b) == 0;
}

/* --- Joining --- */

static void
copy_field(const AcvJsonField *field, void *target, const void *other)
{
    memcpy((char *) target + field->offset, (const char *) other + field->offset,
           member_sizes[field->type]);
}

bool
acv_json_merge_field(const AcvJsonField *field, void *target, const void *other,
                     const AcvJsonPath *path, AcvJsonDiffer differ, void *data)
{
    AcvJsonPath field_path = { .parent = path, .key = field->key };

    if (!acv_json_field_is_given(field, other)) {
        return false;
    }
    if (acv_json_field_is_object(field)) {
        return acv_json_merge(field->table, target, other, &field_path, differ, data);
    }
    if (!acv_json_field_is_given(field, target)) {
        copy_field(field, target, other);
        return true;
    }
    if (!(field->flags & ACV_JSON_VOLATILE) && compare_fields(field, target, other) != 0) {
        differ(field, &field_path, data);
    }
    return false;
}

bool
acv_json_merge(const AcvJsonTable *table, void *target, const void *other, const AcvJsonPath *path,
               AcvJsonDiffer differ, void *data)
{
    bool took_any = false;
    for (size_t i = 0; i < table->n_fields; i++) {
        if (!(table->fields[i].flags & ACV_JSON_ALSO)) {
            took_any |= acv_json_merge_field(&table->fields[i], target, other, path, differ, data);
        }
    }
    return took_any;
}

void
acv_json_overlay(const AcvJsonTable *table, void *target, const void *over)
{
    for (size_t i = 0; i < table->n_fields; i++) {
        const AcvJsonField *field = &table->fields[i];
        if (!acv_json_field_is_given(field, over)) {
            continue;
        }
        if (acv_json_field_is_object(field)) {
            acv_json_overlay(field->table, target, over);
        } else {
            copy_field(field, target, over);
        }
    }
}

/* --- Following --- */

static void
visit_list(const AcvJsonTable *table, AnyList list, const AcvJsonPath *path,
           AcvJsonReferenceVisitor visit, void *data)
{
    for (size_t i = 0; i < list.n; i++) {
        AcvJsonPath item_path = { .parent = path, .index = i };
        const AcvJsonPath *here = table->is_mixed ? path->parent : &item_path;
        acv_json_visit_references(table, list.items + i * table->size, here, visit, data);
    }
}

void
acv_json_visit_references(const AcvJsonTable *table, const void *target, const AcvJsonPath *path,
                          AcvJsonReferenceVisitor visit, void *data)
{
    if (table->is_gone && table->is_gone(target)) {
        return;
    }
    for (size_t i = 0; i < table->n_fields; i++) {
        const AcvJsonField *field = &table->fields[i];
        const void *member = (const char *) target + field->offset;
        AcvJsonPath field_path = { .parent = path, .key = field->key };
        const AcvJsonPath *here = table->is_value || table->is_mixed ? path : &field_path;
        if (field->flags & ACV_JSON_ALSO) {
            continue;
        }
        if (acv_json_field_is_object(field)) {
            acv_json_visit_references(field->table, target, here, visit, data);
        } else if (field->type == ACV_JSON_LIST) {
            visit_list(field->table, list_of(member), here, visit, data);
        } else if (field->reference != ACV_REFERENCE_NONE && *(const char *const *) member) {
            visit(field, *(const char *const *) member, here, data);
        }
    }
}

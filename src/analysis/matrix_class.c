/* Classes of interfaces of which every question has the same answer. */
#include "analysis/matrix_end.h"
#include "analysis/matrix_sorting.h"
#include "base/hash.h"

#include <string.h>

static int
compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *) a, *(const char *const *) b);
}

static void
append_groups(GString *key, const AcvStrings *group_ids)
{
    g_autoptr(GPtrArray) sorted = g_ptr_array_new();
    for (size_t i = 0; i < group_ids->n; i++) {
        g_ptr_array_add(sorted, (gpointer) group_ids->items[i]);
    }
    g_ptr_array_sort(sorted, compare_texts);
    for (guint i = 0; i < sorted->len; i++) {
        g_string_append_c(key, '\n');
        g_string_append(key, g_ptr_array_index(sorted, i));
    }
    g_string_append_c(key, group_ids->items ? '\t' : '?');
}

static const char *
or_empty(const char *text)
{
    return text ? text : "";
}

/* Equal of two interfaces exactly if they are of one class. */
static void
write_key(AcvNetwork *network, const AcvSorting *sorting, GString *key,
          const AcvNetworkInterface *interface)
{
    bool stands_alone =
        acv_sorting_names(sorting, interface) || acv_sorting_repeats(sorting, interface->record.id);
    g_string_truncate(key, 0);
    g_string_append(key, or_empty(interface->vpc_id));
    g_string_append_c(key, '\t');
    g_string_append(key, or_empty(interface->subnet_id));
    append_groups(key, &interface->group_ids);
    g_string_append(key, or_empty(interface->status));
    g_string_append_c(key, '\t');
    g_string_append(key, or_empty(interface->instance_id));
    g_string_append_printf(key, "\t%d%d", interface->source_dest_check,
                           interface->deny_all_igw_traffic);
    acv_sorting_write_addresses(sorting, key, acv_network_interface_addresses(network, interface));
    if (stands_alone) {
        g_string_append(key, interface->record.id);
    }
}

/* --- Classes --- */

typedef struct {
    char *key;
    GPtrArray *interfaces;
} Class;

static int
compare_classes(gconstpointer a, gconstpointer b)
{
    const Class *left = a;
    const Class *right = b;
    return strcmp(left->key, right->key);
}

static GArray *
collect_classes(AcvNetwork *network, const AcvSorting *sorting, const GPtrArray *interfaces)
{
    GArray *classes = g_array_new(FALSE, FALSE, sizeof(Class));
    g_autoptr(GHashTable) by_key = g_hash_table_new(acv_text_hash, g_str_equal);
    g_autoptr(GString) key = g_string_new(NULL);
    for (guint i = 0; i < interfaces->len; i++) {
        const AcvNetworkInterface *interface = g_ptr_array_index(interfaces, i);
        write_key(network, sorting, key, interface);
        GPtrArray *members = g_hash_table_lookup(by_key, key->str);
        if (!members) {
            Class class = { g_strdup(key->str), g_ptr_array_new() };
            members = class.interfaces;
            g_array_append_val(classes, class);
            g_hash_table_insert(by_key, class.key, members);
        }
        g_ptr_array_add(members, (gpointer) interface);
    }
    g_array_sort(classes, compare_classes);
    return classes;
}

GPtrArray *
acv_interface_classes(AcvNetwork *network, const GPtrArray *interfaces)
{
    g_autoptr(AcvSorting) sorting = acv_sorting_new(network, ACV_SORTING_BY_ALL);
    g_autoptr(GArray) classes = collect_classes(network, sorting, interfaces);
    GPtrArray *result = g_ptr_array_new_with_free_func((GDestroyNotify) g_ptr_array_unref);
    for (guint i = 0; i < classes->len; i++) {
        g_ptr_array_add(result, g_array_index(classes, Class, i).interfaces);
        g_free(g_array_index(classes, Class, i).key);
    }
    return result;
}

#include "analysis/matrix_class.h"

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
    if (group_ids->n == 1) {
        g_string_append_c(key, '\n');
        g_string_append(key, group_ids->items[0]);
        g_string_append_c(key, '\t');
        return;
    }
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
        acv_sorting_names(sorting, interface) || acv_sorting_repeats(sorting, interface);
    g_string_truncate(key, 0);
    g_string_append(key, or_empty(interface->vpc_id));
    g_string_append_c(key, '\t');
    g_string_append(key, or_empty(interface->subnet_id));
    append_groups(key, &interface->group_ids);
    g_string_append(key, or_empty(interface->status));
    g_string_append_c(key, '\t');
    g_string_append(key, or_empty(interface->instance_id));
    g_string_append_c(key, '\t');
    g_string_append_c(key, (char) ('0' + interface->source_dest_check));
    g_string_append_c(key, (char) ('0' + interface->deny_all_igw_traffic));
    acv_sorting_write_addresses(sorting, key, acv_network_interface_addresses(network, interface));
    if (stands_alone) {
        g_string_append(key, interface->record.id);
    }
}

/* --- Classes --- */

struct AcvClasses {
    AcvNetwork *network;
    AcvSorting *sorting;
    GHashTable *keys;         /* Texts, owned: the class of each of which there was one. */
    GHashTable *by_interface; /* The key of an interface's class. */
    GString *key;
};

AcvClasses *
acv_classes_new(AcvNetwork *network)
{
    AcvClasses *classes = g_new0(AcvClasses, 1);
    classes->network = network;
    classes->sorting = acv_sorting_new(network, ACV_SORTING_BY_ALL);
    classes->keys = g_hash_table_new_full(acv_text_hash, g_str_equal, g_free, NULL);
    classes->by_interface = g_hash_table_new(NULL, NULL);
    classes->key = g_string_new(NULL);
    return classes;
}

void
acv_classes_free(AcvClasses *classes)
{
    if (classes) {
        acv_sorting_free(classes->sorting);
        g_hash_table_unref(classes->by_interface);
        g_hash_table_unref(classes->keys);
        g_string_free(classes->key, TRUE);
        g_free(classes);
    }
}

const AcvSorting *
acv_classes_sorting(const AcvClasses *classes)
{
    return classes->sorting;
}

/* The key of the interface's class, one pointer for all of it. */
static const char *
key_of(AcvClasses *classes, const AcvNetworkInterface *interface)
{
    gpointer key = g_hash_table_lookup(classes->by_interface, interface);
    if (!key) {
        write_key(classes->network, classes->sorting, classes->key, interface);
        if (!g_hash_table_lookup_extended(classes->keys, classes->key->str, &key, NULL)) {
            key = g_strdup(classes->key->str);
            g_hash_table_add(classes->keys, key);
        }
        g_hash_table_insert(classes->by_interface, (gpointer) interface, key);
    }
    return key;
}

typedef struct {
    const char *key;
    GPtrArray *interfaces;
} Class;

static int
compare_classes(gconstpointer a, gconstpointer b)
{
    return strcmp(((const Class *) a)->key, ((const Class *) b)->key);
}

static GArray *
collect_classes(AcvClasses *classes, const GPtrArray *interfaces)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(Class));
    g_autoptr(GHashTable) by_key = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < interfaces->len; i++) {
        const char *key = key_of(classes, g_ptr_array_index(interfaces, i));
        GPtrArray *members = g_hash_table_lookup(by_key, key);
        if (!members) {
            Class class = { key, g_ptr_array_new() };
            members = class.interfaces;
            g_array_append_val(found, class);
            g_hash_table_insert(by_key, (gpointer) key, members);
        }
        g_ptr_array_add(members, g_ptr_array_index(interfaces, i));
    }
    g_array_sort(found, compare_classes);
    return found;
}

GPtrArray *
acv_classes_sort(AcvClasses *classes, const GPtrArray *interfaces)
{
    g_autoptr(GArray) found = collect_classes(classes, interfaces);
    GPtrArray *result = g_ptr_array_new_with_free_func((GDestroyNotify) g_ptr_array_unref);
    for (guint i = 0; i < found->len; i++) {
        g_ptr_array_add(result, g_array_index(found, Class, i).interfaces);
    }
    return result;
}

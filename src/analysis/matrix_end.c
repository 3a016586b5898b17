#include "analysis/matrix_end.h"

#include "analysis/party_new.h"
#include "base/hash.h"
#include "network/resolver.h"

#include <string.h>

static void
end_free(AcvMatrixEnd *end)
{
    g_ptr_array_unref(end->parties);
    g_clear_pointer(&end->interfaces, g_ptr_array_unref);
    g_clear_pointer(&end->others, g_ptr_array_unref);
    g_free(end);
}

static GPtrArray *
one_party_take(AcvParty *party)
{
    GPtrArray *parties = acv_parties_new();
    g_ptr_array_add(parties, party);
    return parties;
}

static void
add_end_take(GPtrArray *ends, const char *name, const AcvRecord *record, GPtrArray *parties)
{
    AcvMatrixEnd *end = g_new0(AcvMatrixEnd, 1);
    end->name = name;
    end->record = record;
    end->parties = parties;
    g_ptr_array_add(ends, end);
}

static void
add_class(AcvNetwork *network, GPtrArray *ends, GPtrArray *interfaces, AcvRole role)
{
    const AcvNetworkInterface *first = g_ptr_array_index(interfaces, 0);
    add_end_take(ends, first->record.id, &first->record,
                 one_party_take(acv_party_of_record(network, &first->record, role)));
    AcvMatrixEnd *end = g_ptr_array_index(ends, ends->len - 1);
    end->interfaces = g_ptr_array_ref(interfaces);
    if (interfaces->len > 1 && role == ACV_ROLE_TARGET) {
        const AcvNetworkInterface *second = g_ptr_array_index(interfaces, 1);
        end->others = one_party_take(acv_party_of_record(network, &second->record, role));
    }
}

static void
add_classes(AcvNetwork *network, AcvClasses *classes, GPtrArray *ends, const GPtrArray *interfaces,
            AcvRole role)
{
    g_autoptr(GPtrArray) sorted = acv_classes_sort(classes, interfaces);
    for (guint i = 0; i < sorted->len; i++) {
        add_class(network, ends, g_ptr_array_index(sorted, i), role);
    }
}

/* --- All of a role --- */

static const AcvKind source_kinds[] = { ACV_KIND_AGENT_RUNTIME, ACV_KIND_CODE_INTERPRETER,
                                        ACV_KIND_BROWSER };
static const AcvKind target_kinds[] = { ACV_KIND_DB_INSTANCE, ACV_KIND_DB_CLUSTER,
                                        ACV_KIND_DB_PROXY, ACV_KIND_FILE_SYSTEM };

static void
add_records(AcvNetwork *network, GPtrArray *ends, AcvRole role)
{
    bool is_source = role == ACV_ROLE_SOURCE;
    g_autoptr(GArray) names = acv_names_list_of_kinds(
        network, is_source ? source_kinds : target_kinds,
        is_source ? G_N_ELEMENTS(source_kinds) : G_N_ELEMENTS(target_kinds));
    for (guint i = 0; i < names->len; i++) {
        const AcvName *name = &g_array_index(names, AcvName, i);
        add_end_take(ends, name->text, name->record,
                     one_party_take(acv_party_of_record(network, name->record, role)));
    }
}

static bool
has_any(const AcvSnapshot *snapshot, AcvKind kind)
{
    size_t n;
    acv_snapshot_list(snapshot, kind, &n);
    return n > 0;
}

static int
compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/* What needs one service alone is a matter of that service's column. */
static const char *
column_of(const AcvCatalog *catalog, const char *target)
{
    size_t n;
    size_t n_parts = 0;
    const char *service = target;
    const AcvCompositeRow *parts = acv_catalog_list_composite(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(parts[i].target, target) == 0) {
            service = parts[i].service;
            n_parts++;
        }
    }
    return n_parts == 1 ? service : target;
}

/* The services that resources of the scenario need and those that it has endpoints for, by name. */
static GPtrArray *
services_of(AcvNetwork *network)
{
    const AcvSnapshot *snapshot = acv_network_snapshot(network);
    GPtrArray *services = g_ptr_array_new();
    size_t n;
    const AcvRequirementRow *rows = acv_catalog_list_requirement(acv_network_catalog(network), &n);
    for (size_t i = 0; i < n; i++) {
        if (has_any(snapshot, rows[i].kind)) {
            g_ptr_array_add(services,
                            (gpointer) column_of(acv_network_catalog(network), rows[i].target));
        }
    }
    const AcvRecord *const *endpoints = acv_snapshot_list(snapshot, ACV_KIND_VPC_ENDPOINT, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvServiceRow *row =
            acv_endpoint_service(network, (const AcvVpcEndpoint *) endpoints[i]);
        if (row) {
            g_ptr_array_add(services, (gpointer) row->service);
        }
    }
    g_ptr_array_sort(services, compare_texts);
    return services;
}

/* Words that name records are columns of their own. */
static bool
is_service(const GPtrArray *parties)
{
    for (guint i = 0; i < parties->len; i++) {
        const AcvParty *party = g_ptr_array_index(parties, i);
        if (party->kind == ACV_PARTY_PLACEMENTS || party->kind == ACV_PARTY_INTERNET) {
            return false;
        }
    }
    return true;
}

static void
add_service(AcvNetwork *network, GPtrArray *ends, const char *name)
{
    GPtrArray *parties = acv_parties_of_service(network, name);
    if (parties->len == 0) {
        g_ptr_array_unref(parties);
        parties = acv_parties_find(network, name, ACV_ROLE_TARGET, NULL);
    }
    if (parties && is_service(parties)) {
        add_end_take(ends, name, NULL, parties);
    } else if (parties) {
        g_ptr_array_unref(parties);
    }
}

static void
add_services(AcvNetwork *network, GPtrArray *ends)
{
    g_autoptr(GPtrArray) services = services_of(network);
    g_autoptr(GHashTable) names = g_hash_table_new(acv_text_hash, g_str_equal);
    for (guint i = 0; i < services->len; i++) {
        g_hash_table_add(names, g_ptr_array_index(services, i));
    }
    g_autoptr(GHashTable) taken = acv_names_taken(network, names);
    const char *last = "";
    for (guint i = 0; i < services->len; i++) {
        const char *name = g_ptr_array_index(services, i);
        if (!g_str_equal(name, last) && !g_hash_table_contains(taken, name)) {
            add_service(network, ends, name);
        }
        last = name;
    }
}

/* The interfaces of ends that have a row or column already. */
static GHashTable *
interfaces_of(const GPtrArray *ends)
{
    GHashTable *interfaces = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < ends->len; i++) {
        const AcvMatrixEnd *end = g_ptr_array_index(ends, i);
        const AcvParty *party = g_ptr_array_index(end->parties, 0);
        for (guint j = 0; party->placements && j < party->placements->len; j++) {
            const AcvPlacement *placement = &g_array_index(party->placements, AcvPlacement, j);
            if (placement->interface) {
                g_hash_table_add(interfaces, (gpointer) placement->interface);
            }
        }
    }
    return interfaces;
}

/* Endpoints and NAT gateways open no connection of their own. */
static bool
opens_connections(const AcvNetworkInterface *interface)
{
    static const char *const silent[] = { "vpc_endpoint", "nat_gateway", "gateway_load_balancer",
                                          "gateway_load_balancer_endpoint" };
    for (size_t i = 0; i < G_N_ELEMENTS(silent); i++) {
        if (g_strcmp0(interface->interface_type, silent[i]) == 0) {
            return false;
        }
    }
    return true;
}

static void
add_interfaces(AcvNetwork *network, AcvClasses *classes, GPtrArray *ends, AcvRole role)
{
    g_autoptr(GHashTable) taken = interfaces_of(ends);
    g_autoptr(GPtrArray) interfaces = g_ptr_array_new();
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(acv_network_snapshot(network), ACV_KIND_NETWORK_INTERFACE, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvNetworkInterface *interface = (const AcvNetworkInterface *) records[i];
        if (!g_hash_table_contains(taken, interface)
            && (role == ACV_ROLE_TARGET || opens_connections(interface))) {
            g_ptr_array_add(interfaces, (gpointer) records[i]);
        }
    }
    add_classes(network, classes, ends, interfaces, role);
}

static void
add_all(AcvNetwork *network, AcvClasses *classes, GPtrArray *ends, AcvRole role)
{
    add_records(network, ends, role);
    if (role == ACV_ROLE_TARGET) {
        add_services(network, ends);
        add_end_take(ends, "internet", NULL,
                     acv_parties_find(network, "internet", ACV_ROLE_TARGET, NULL));
    }
    add_interfaces(network, classes, ends, role);
}

/* --- What a text names --- */

/* What a question calls each record, by record. */
static GHashTable *
names_by_record(AcvNetwork *network)
{
    GHashTable *texts = g_hash_table_new(NULL, NULL);
    g_autoptr(GArray) names = acv_names_list(network);
    for (guint i = 0; i < names->len; i++) {
        const AcvName *name = &g_array_index(names, AcvName, i);
        if (!g_hash_table_contains(texts, name->record)) {
            g_hash_table_insert(texts, (gpointer) name->record, (gpointer) name->text);
        }
    }
    return texts;
}

/* Whether a party stands for interfaces and nothing else. */
static bool
is_of_interfaces(const AcvParty *party)
{
    bool is_place =
        party->record
        && (party->record->kind == ACV_KIND_NETWORK_INTERFACE
            || party->record->kind == ACV_KIND_INSTANCE || party->record->kind == ACV_KIND_SUBNET);
    for (guint i = 0; is_place && party->placements && i < party->placements->len; i++) {
        const AcvPlacement *placement = &g_array_index(party->placements, AcvPlacement, i);
        is_place =
            placement->interface && placement->addresses->n_ranges > 0 && !placement->resource;
    }
    return is_place;
}

static void
collect_interfaces(const AcvParty *party, GPtrArray *interfaces)
{
    for (guint i = 0; i < party->placements->len; i++) {
        g_ptr_array_add(interfaces,
                        (gpointer) g_array_index(party->placements, AcvPlacement, i).interface);
    }
}

/* Interfaces by class; other records each for itself; all else together, as it has one name. */
static void
add_parties_take(AcvNetwork *network, AcvClasses *classes, GPtrArray *ends, GPtrArray *parties,
                 const char *text, AcvRole role)
{
    g_autoptr(GPtrArray) interfaces = g_ptr_array_new();
    const AcvParty *first = g_ptr_array_index(parties, 0);
    if (parties->len == 1 && first->kind == ACV_PARTY_PLACEMENTS && is_of_interfaces(first)) {
        collect_interfaces(first, interfaces);
        add_classes(network, classes, ends, interfaces, role);
        g_ptr_array_unref(parties);
        return;
    }
    if (!first->record) {
        add_end_take(ends, acv_arena_text(acv_network_arena(network), text), first->record,
                     parties);
        return;
    }
    g_autoptr(GHashTable) names = names_by_record(network);
    for (guint i = 0; i < parties->len; i++) {
        const AcvRecord *record = ((const AcvParty *) g_ptr_array_index(parties, i))->record;
        const char *name = g_hash_table_lookup(names, record);
        add_end_take(ends, name ? name : record->id, record,
                     one_party_take(acv_party_of_record(network, record, role)));
    }
    g_ptr_array_unref(parties);
}

GPtrArray *
acv_matrix_ends(AcvNetwork *network, AcvClasses *classes, const char *text, AcvRole role,
                GError **error)
{
    GPtrArray *ends = g_ptr_array_new_with_free_func((GDestroyNotify) end_free);
    if (!text) {
        add_all(network, classes, ends, role);
        return ends;
    }
    GPtrArray *parties = acv_parties_find(network, text, role, error);
    if (!parties) {
        g_ptr_array_unref(ends);
        return NULL;
    }
    add_parties_take(network, classes, ends, parties, text, role);
    return ends;
}

#include "analysis/matrix_end.h"

#include "analysis/party_new.h"
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
    if (interfaces->len > 1) {
        const AcvNetworkInterface *second = g_ptr_array_index(interfaces, 1);
        end->others = one_party_take(acv_party_of_record(network, &second->record, role));
    }
}

static void
add_classes(AcvNetwork *network, GPtrArray *ends, const GPtrArray *interfaces, AcvRole role)
{
    g_autoptr(GPtrArray) classes = acv_interface_classes(network, interfaces);
    for (guint i = 0; i < classes->len; i++) {
        add_class(network, ends, g_ptr_array_index(classes, i), role);
    }
}

/* --- All of a role --- */

static const AcvKind source_kinds[] = { ACV_KIND_AGENT_RUNTIME, ACV_KIND_CODE_INTERPRETER,
                                        ACV_KIND_BROWSER };
static const AcvKind target_kinds[] = { ACV_KIND_DB_INSTANCE, ACV_KIND_DB_CLUSTER,
                                        ACV_KIND_DB_PROXY, ACV_KIND_FILE_SYSTEM };

static bool
has_role(const AcvRecord *record, AcvRole role)
{
    const AcvKind *kinds = role == ACV_ROLE_SOURCE ? source_kinds : target_kinds;
    size_t n = role == ACV_ROLE_SOURCE ? G_N_ELEMENTS(source_kinds) : G_N_ELEMENTS(target_kinds);
    for (size_t i = 0; i < n; i++) {
        if (record->kind == kinds[i]) {
            return true;
        }
    }
    return false;
}

static void
add_records(AcvNetwork *network, GPtrArray *ends, AcvRole role)
{
    g_autoptr(GArray) names = acv_names_list(network);
    for (guint i = 0; i < names->len; i++) {
        const AcvName *name = &g_array_index(names, AcvName, i);
        if (name->record && has_role(name->record, role)) {
            add_end_take(ends, name->text, name->record,
                         one_party_take(acv_party_of_record(network, name->record, role)));
        }
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
add_services(AcvNetwork *network, GPtrArray *ends)
{
    g_autoptr(GPtrArray) services = services_of(network);
    const char *last = "";
    for (guint i = 0; i < services->len; i++) {
        const char *name = g_ptr_array_index(services, i);
        if (g_str_equal(name, last)) {
            continue;
        }
        last = name;
        GPtrArray *parties = acv_parties_find(network, name, ACV_ROLE_TARGET, NULL);
        if (parties && is_service(parties)) {
            add_end_take(ends, name, NULL, parties);
        } else if (parties) {
            g_ptr_array_unref(parties);
        }
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
add_interfaces(AcvNetwork *network, GPtrArray *ends, AcvRole role)
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
    add_classes(network, ends, interfaces, role);
}

static void
add_all(AcvNetwork *network, GPtrArray *ends, AcvRole role)
{
    add_records(network, ends, role);
    if (role == ACV_ROLE_TARGET) {
        add_services(network, ends);
        add_end_take(ends, "internet", NULL,
                     acv_parties_find(network, "internet", ACV_ROLE_TARGET, NULL));
    }
    add_interfaces(network, ends, role);
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
add_parties_take(AcvNetwork *network, GPtrArray *ends, GPtrArray *parties, const char *text,
                 AcvRole role)
{
    g_autoptr(GPtrArray) interfaces = g_ptr_array_new();
    const AcvParty *first = g_ptr_array_index(parties, 0);
    if (parties->len == 1 && first->kind == ACV_PARTY_PLACEMENTS && is_of_interfaces(first)) {
        collect_interfaces(first, interfaces);
        add_classes(network, ends, interfaces, role);
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
acv_matrix_ends(AcvNetwork *network, const char *text, AcvRole role, GError **error)
{
    GPtrArray *ends = g_ptr_array_new_with_free_func((GDestroyNotify) end_free);
    if (!text) {
        add_all(network, ends, role);
        return ends;
    }
    GPtrArray *parties = acv_parties_find(network, text, role, error);
    if (!parties) {
        g_ptr_array_unref(ends);
        return NULL;
    }
    add_parties_take(network, ends, parties, text, role);
    return ends;
}

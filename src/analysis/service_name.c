#include "analysis/service_name.h"

/* The parts of a composite target, or the one of that name. */
static void
append_parts(const AcvCatalog *catalog, const char *target, GArray *names)
{
    size_t n;
    const AcvCompositeRow *rows = acv_catalog_list_composite(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        if (g_str_equal(rows[i].target, target) || g_str_equal(rows[i].part, target)) {
            AcvServiceName name = { .row = acv_catalog_find_service(catalog, rows[i].service),
                                    .part = &rows[i] };
            g_array_append_val(names, name);
        }
    }
}

/* True if the scenario has an endpoint of a service of that name. */
static bool
has_endpoint_of(AcvNetwork *network, const char *name)
{
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(acv_network_snapshot(network), ACV_KIND_VPC_ENDPOINT, &n);
    for (size_t i = 0; i < n; i++) {
        if (g_strcmp0(((const AcvVpcEndpoint *) records[i])->service_name, name) == 0) {
            return true;
        }
    }
    return false;
}

static AcvServiceName
full_name(AcvNetwork *network, const char *text)
{
    AcvServiceName name = {
        .row = acv_catalog_find_service_named(acv_network_catalog(network), text),
        .name = acv_arena_text(acv_network_arena(network), text),
    };
    if (name.row) {
        name.region = acv_region_in_name(acv_network_catalog(network), text);
    }
    return name;
}

GArray *
acv_service_names_find(AcvNetwork *network, const char *text)
{
    const AcvCatalog *catalog = acv_network_catalog(network);
    GArray *names = g_array_new(FALSE, FALSE, sizeof(AcvServiceName));
    append_parts(catalog, text, names);
    if (names->len > 0) {
        return names;
    }
    AcvServiceName name = { .row = acv_catalog_find_service(catalog, text) };
    if (!name.row) {
        name = full_name(network, text);
    }
    if (name.row || has_endpoint_of(network, text)) {
        g_array_append_val(names, name);
    }
    return names;
}

AcvServiceName
acv_service_name_of_endpoint(AcvNetwork *network, const AcvVpcEndpoint *endpoint)
{
    return full_name(network,
                     endpoint->service_name ? endpoint->service_name : endpoint->record.id);
}

void
acv_service_names_append(AcvNetwork *network, GPtrArray *texts)
{
    size_t n;
    const AcvServiceRow *services = acv_catalog_list_service(acv_network_catalog(network), &n);
    for (size_t i = 0; i < n; i++) {
        g_ptr_array_add(texts, (gpointer) services[i].service);
    }
    const AcvCompositeRow *parts = acv_catalog_list_composite(acv_network_catalog(network), &n);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || !g_str_equal(parts[i].target, parts[i - 1].target)) {
            g_ptr_array_add(texts, (gpointer) parts[i].target);
        }
    }
}

AcvService *
acv_service_of_name(AcvNetwork *network, const AcvServiceName *name, const AcvVpc *vpc,
                    const char *region)
{
    const AcvRegionRow *row =
        name->region ? name->region : acv_catalog_find_region(acv_network_catalog(network), region);
    AcvService *service = acv_service_new(network, name->row, row, name->name, vpc);
    service->part = name->part;
    return service;
}

#include "analysis/matrix_client.h"

#include "analysis/layers.h"
#include "analysis/matrix_sorting.h"
#include "base/digits.h"
#include "base/hash.h"
#include "network/policy.h"
#include "network/resource.h"

struct AcvClients {
    AcvNetwork *network;
    AcvRuleBook *book;
    GHashTable *named;   /* Ids of groups that endpoints have rules for, */
    GHashTable *carried; /* and of those that they carry. */
    GHashTable *subnets; /* In which endpoints stand. */
    AcvSorting *filters; /* Prefixes in the rules of those carried. */
    bool has_policies;   /* Some endpoint does not admit everybody. */
};

static void
read_placements(AcvClients *clients, const AcvRecord *endpoint)
{
    g_autoptr(GArray) placements = acv_placements_of(clients->network, endpoint);
    for (guint i = 0; placements && i < placements->len; i++) {
        const AcvPlacement *placement = &g_array_index(placements, AcvPlacement, i);
        g_hash_table_add(clients->subnets, (gpointer) placement->subnet);
        for (size_t j = 0; j < placement->group_ids.n; j++) {
            g_hash_table_add(clients->carried, (gpointer) placement->group_ids.items[j]);
        }
    }
}

AcvClients *
acv_clients_new(AcvNetwork *network, AcvRuleBook *book, GHashTable *named)
{
    AcvClients *clients = g_new0(AcvClients, 1);
    clients->network = network;
    clients->book = book;
    clients->named = named;
    clients->carried = g_hash_table_new(acv_text_hash, g_str_equal);
    clients->subnets = g_hash_table_new(NULL, NULL);
    size_t n;
    const AcvRecord *const *endpoints =
        acv_snapshot_list(acv_network_snapshot(network), ACV_KIND_VPC_ENDPOINT, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvVpcEndpoint *endpoint = (const AcvVpcEndpoint *) endpoints[i];
        clients->has_policies |= !acv_policy_admits_everything(&endpoint->policy);
        read_placements(clients, endpoints[i]);
    }
    clients->filters = acv_sorting_new_of_groups(network, clients->carried);
    return clients;
}

void
acv_clients_free(AcvClients *clients)
{
    if (clients) {
        g_hash_table_unref(clients->carried);
        g_hash_table_unref(clients->subnets);
        acv_sorting_free(clients->filters);
        g_free(clients);
    }
}

void
acv_clients_write_resource(const AcvClients *clients, const AcvRecord *record, GString *text)
{
    const AcvAgentCore *resource = (const AcvAgentCore *) record;
    bool is_assumed = false;
    bool is_runtime = record->kind == ACV_KIND_AGENT_RUNTIME;
    int layers = is_runtime ? (int) acv_layers_way(acv_network_catalog(clients->network), resource,
                                                   &is_assumed)
                            : -1;
    g_string_append_printf(text, "\n%d %d %d ", (int) record->kind, layers, is_assumed);
    g_string_append(text, resource->network_mode ? resource->network_mode : "");
    g_string_append(text, clients->has_policies ? record->id : "");
}

/* What rules let the carrier of the groups out: those that say the same say it once. */
static void
write_egress(const AcvClients *clients, const AcvStrings *group_ids, GString *text)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    g_autoptr(GString) egress = g_string_new(NULL);
    for (size_t i = 0; i < group_ids->n; i++) {
        g_string_truncate(egress, 0);
        acv_rule_book_write_egress(clients->book, group_ids->items[i], clients->carried, egress);
        guint32 number = acv_rule_book_number(clients->book, egress->str);
        if (g_hash_table_add(seen, GUINT_TO_POINTER(number))) {
            g_string_append_c(text, ' ');
            acv_digits_append(text, number);
        }
    }
}

void
acv_clients_write(const AcvClients *clients, const GArray *placements, GString *text)
{
    g_string_append(text, "\nclient");
    for (guint i = 0; i < placements->len; i++) {
        const AcvPlacement *placement = &g_array_index(placements, AcvPlacement, i);
        bool is_beside = g_hash_table_contains(clients->subnets, placement->subnet);
        g_string_append_c(text, '\n');
        g_string_append(text, is_beside ? placement->subnet->record.id : "");
        g_string_append_c(text, ' ');
        acv_sorting_write_addresses(clients->filters, text, placement->addresses);
        write_egress(clients, &placement->group_ids, text);
        for (size_t j = 0; j < placement->group_ids.n; j++) {
            const char *id = placement->group_ids.items[j];
            g_string_append_c(text, ' ');
            g_string_append(text, g_hash_table_contains(clients->named, id) ? id : "");
        }
    }
}

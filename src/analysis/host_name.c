#include "analysis/host_name.h"

#include "network/name.h"

#include <string.h>

bool
acv_text_is_host_name(const char *text)
{
    static const char *const service_prefixes[] = { "com.amazonaws.", "cn.com.amazonaws.", "aws.",
                                                    "api.aws." };
    for (size_t i = 0; i < G_N_ELEMENTS(service_prefixes); i++) {
        if (g_str_has_prefix(text, service_prefixes[i])) {
            return false;
        }
    }
    g_auto(GStrv) labels = g_strsplit(text, ".", -1);
    guint n = g_strv_length(labels);
    guint n_real = n > 0 && *labels[n - 1] == '\0' ? n - 1 : n; /* A final dot is fine. */
    for (guint i = 0; i < n_real; i++) {
        for (const char *c = labels[i]; *c; c++) {
            if (!g_ascii_isalnum(*c) && !strchr("-_*", *c)) {
                return false;
            }
        }
        if (*labels[i] == '\0') {
            return false;
        }
    }
    return n_real > 1 && g_ascii_isalpha(*labels[n_real - 1]) && labels[n_real - 1][1] != '\0';
}

const char *
acv_record_host_name(AcvNetwork *network, const AcvRecord *record)
{
    if (record->kind == ACV_KIND_FILE_SYSTEM) {
        return acv_file_system_host(network, (const AcvFileSystem *) record, NULL);
    }
    return record->kind == ACV_KIND_DB_INSTANCE ? ((const AcvDbInstance *) record)->endpoint_address
           : record->kind == ACV_KIND_DB_CLUSTER ? ((const AcvDbCluster *) record)->endpoint
           : record->kind == ACV_KIND_DB_PROXY   ? ((const AcvDbProxy *) record)->endpoint
                                                 : NULL;
}

static bool
is_in_hosted_zone(AcvNetwork *network, const char *host)
{
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(acv_network_snapshot(network), ACV_KIND_HOSTED_ZONE, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvHostedZone *zone = (const AcvHostedZone *) records[i];
        if (zone->name && acv_name_is_in(host, zone->name)) {
            return true;
        }
    }
    return false;
}

static bool
is_of_database(AcvNetwork *network, const char *host)
{
    static const AcvKind kinds[] = { ACV_KIND_DB_INSTANCE, ACV_KIND_DB_CLUSTER, ACV_KIND_DB_PROXY };
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        size_t n;
        const AcvRecord *const *records =
            acv_snapshot_list(acv_network_snapshot(network), kinds[i], &n);
        for (size_t j = 0; j < n; j++) {
            const char *known = acv_record_host_name(network, records[j]);
            if (known && g_ascii_strcasecmp(known, host) == 0) {
                return true;
            }
        }
    }
    return false;
}

bool
acv_host_name_is_known(AcvNetwork *network, const char *text)
{
    static const char *const suffixes[] = { "amazonaws.com", "amazonaws.com.cn", "on.aws",
                                            "api.aws", "internal" };
    const char *host = acv_name_normalise(network, text);
    for (size_t i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        if (acv_name_is_in(host, suffixes[i])) {
            return true;
        }
    }
    return is_in_hosted_zone(network, host) || is_of_database(network, host);
}

#include "analysis/layers.h"

/* Midnight UTC of a day in the table of limits. */
static GDateTime *
limit_date(const AcvCatalog *catalog, const char *limit)
{
    const AcvLimitRow *row = acv_catalog_find_limit(catalog, limit);
    g_autofree char *text = row ? g_strconcat(row->value, "T00:00:00Z", NULL) : NULL;
    return text ? g_date_time_new_from_iso8601(text, NULL) : NULL;
}

/* A day counts from its midnight. */
static GDateTime *
parse_time(const char *text)
{
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    g_autofree char *midnight =
        text && !strchr(text, 'T') ? g_strconcat(text, "T00:00:00", NULL) : NULL;
    return text ? g_date_time_new_from_iso8601(midnight ? midnight : text, utc) : NULL;
}

bool
acv_layers_are(const AcvCompositeRow *part)
{
    return g_str_equal(part->part, "ecr/3-layers")
           || g_str_equal(part->part, "code-package/1-package");
}

AcvLayersWay
acv_layers_way(const AcvCatalog *catalog, const AcvAgentCore *runtime, bool *out_assumed)
{
    g_autoptr(GDateTime) begin = limit_date(catalog, "agentcore-s3-change-begin");
    g_autoptr(GDateTime) end = limit_date(catalog, "agentcore-s3-change-end");
    g_autoptr(GDateTime) created = parse_time(runtime->created_at);
    *out_assumed = false;
    if (runtime->require_service_s3_endpoint == ACV_FLAG_TRUE) {
        return ACV_LAYERS_BY_AWS;
    }
    if (runtime->require_service_s3_endpoint == ACV_FLAG_FALSE) {
        return ACV_LAYERS_BY_VPC;
    }
    if (!created || !begin || !end) {
        *out_assumed = true;
        return ACV_LAYERS_BY_VPC;
    }
    if (g_date_time_compare(created, begin) < 0) {
        return ACV_LAYERS_BY_AWS;
    }
    return g_date_time_compare(created, end) < 0 ? ACV_LAYERS_BY_EITHER : ACV_LAYERS_BY_VPC;
}

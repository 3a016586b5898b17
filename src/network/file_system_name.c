/* Host names of file systems. Source:
 * https://docs.aws.amazon.com/efs/latest/ug/mounting-fs-mount-cmd-dns-name.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-files-mounting.html */
#include "network/name.h"
#include "network/placement.h"

#include <string.h>

const char *
acv_file_system_host(AcvNetwork *network, const AcvFileSystem *system, const char *zone_id)
{
    const char *region_name = acv_network_region_of_record(network, &system->record);
    const AcvRegionRow *region = acv_catalog_find_region(acv_network_catalog(network), region_name);
    g_autofree char *host = NULL;
    if (region && acv_file_system_is_efs(system)) {
        host =
            g_strdup_printf("%s.efs.%s.%s", system->record.id, region->region, region->dns_suffix);
    } else if (region && zone_id) {
        host =
            g_strdup_printf("%s.%s.s3files.%s.on.aws", zone_id, system->record.id, region->region);
    }
    return acv_arena_text(acv_network_arena(network), host);
}

/* The label of a file system's id, which the service's follows; NULL if 'host' is no such name. */
static const char *
id_label(const char *host)
{
    const char *id = g_str_has_prefix(host, "fs-") ? host : strchr(host, '.');
    if (!id) {
        return NULL;
    }
    id += *id == '.';
    const char *service = strchr(id, '.');
    bool is_name =
        g_str_has_prefix(id, "fs-") && service
        && (g_str_has_prefix(service, ".efs.") || g_str_has_prefix(service, ".s3files."));
    return is_name ? id : NULL;
}

bool
acv_file_system_name_parse(AcvNetwork *network, const char *host, const char **out_id,
                           const char **out_zone)
{
    AcvArena *arena = acv_network_arena(network);
    const char *id = id_label(host);
    if (!id) {
        return false;
    }
    *out_id = acv_arena_text_n(arena, id, strcspn(id, "."));
    *out_zone = id > host ? acv_arena_text_n(arena, host, strcspn(host, ".")) : NULL;
    return true;
}

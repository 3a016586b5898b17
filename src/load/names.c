/* DHCP options and hosted zones. */
#include "load/tables.h"

#include <string.h>

/* --- DHCP options --- */

static const AcvJsonField dhcp_value_fields[] = {
    { .key = "Value", .type = ACV_JSON_STRING },
};
static ACV_TABLE_WITH(dhcp_value, const char *, dhcp_value_fields, .is_sparse = true);

static const AcvJsonField dhcp_configuration_fields[] = {
    ACV_REQUIRED("Key", AcvDhcpConfiguration, key),
    ACV_LIST_OF("Values", AcvDhcpConfiguration, values, &acv_dhcp_value_fields),
};

/* The resolver of Amazon has this name instead of an address. */
static bool
is_name_server(const char *text)
{
    AcvAddress address;
    return g_ascii_strcasecmp(text, "AmazonProvidedDNS") == 0
           || acv_address_parse(text, &address, NULL);
}

bool
acv_dhcp_configuration_finish(AcvJsonReader *reader, const AcvJsonPath *path, void *target)
{
    const AcvDhcpConfiguration *configuration = target;
    AcvJsonPath list = { .parent = path, .key = "Values" };
    bool ok = true;

    if (strcmp(configuration->key, "domain-name-servers") != 0) {
        return true;
    }
    for (size_t i = 0; i < configuration->values.n; i++) {
        const char *value = configuration->values.items[i];
        AcvJsonPath item = { .parent = &list, .index = i };
        AcvJsonPath place = { .parent = &item, .key = "Value" };
        if (!is_name_server(value)) {
            acv_json_report(reader, ACV_SEVERITY_ERROR, &place,
                            "expected an IP address or AmazonProvidedDNS, got \"%.60s\"", value);
            ok = false;
        }
    }
    return ok;
}

static ACV_TABLE_WITH(dhcp_configuration, AcvDhcpConfiguration, dhcp_configuration_fields,
                      .finish = acv_dhcp_configuration_finish);

static const AcvJsonField dhcp_options_fields[] = {
    ACV_LIST_OF("DhcpConfigurations", AcvDhcpOptions, configurations,
                &acv_dhcp_configuration_fields),
    ACV_REQUIRED("DhcpOptionsId", AcvDhcpOptions, record.id),
    ACV_STRING("OwnerId", AcvDhcpOptions, record.owner_id),
    ACV_TAGS("Tags", AcvDhcpOptions),
};
ACV_TABLE(dhcp_options, AcvDhcpOptions, dhcp_options_fields);

/* --- Hosted zones --- */

static const AcvJsonField alias_target_fields[] = {
    ACV_DNS_NAME("DNSName", AcvResourceRecordSet, alias),
    ACV_IGNORED("EvaluateTargetHealth"),
    ACV_IGNORED("HostedZoneId"),
};
static ACV_TABLE(alias_target, AcvResourceRecordSet, alias_target_fields);

static const AcvJsonField resource_record_fields[] = {
    { .key = "Value", .type = ACV_JSON_STRING },
};
static ACV_TABLE_WITH(resource_record, const char *, resource_record_fields, .is_sparse = true);

static const AcvJsonField record_set_fields[] = {
    ACV_OBJECT("AliasTarget", &acv_alias_target_fields),
    ACV_DNS_NAME("Name", AcvResourceRecordSet, name),
    ACV_LIST_OF("ResourceRecords", AcvResourceRecordSet, values, &acv_resource_record_fields),
    ACV_STRING("Type", AcvResourceRecordSet, type),
};
static ACV_TABLE_WITH(resource_record_set, AcvResourceRecordSet, record_set_fields, .is_open = true,
                      .is_sparse = true);

static const AcvJsonField zone_config_fields[] = {
    ACV_IGNORED("Comment"),
    ACV_FLAG("PrivateZone", AcvHostedZone, private_zone),
};
static ACV_TABLE(hosted_zone_config, AcvHostedZone, zone_config_fields);

static const AcvJsonField zone_vpc_fields[] = {
    { .key = "VPCId", .type = ACV_JSON_STRING },
    ACV_IGNORED("VPCRegion"),
};
static ACV_TABLE_WITH(hosted_zone_vpc, const char *, zone_vpc_fields, .is_sparse = true);

/* Some replies have "/hostedzone/" before the id, others not. */
static bool
finish_hosted_zone(AcvJsonReader *reader, const AcvJsonPath *path, void *target)
{
    AcvHostedZone *zone = target;
    (void) reader;
    (void) path;

    if (g_str_has_prefix(zone->record.id, "/hostedzone/")) {
        zone->record.id += strlen("/hostedzone/");
    }
    return true;
}

static const AcvJsonField hosted_zone_fields[] = {
    ACV_IGNORED("CallerReference"),
    ACV_OBJECT("Config", &acv_hosted_zone_config_fields),
    ACV_REQUIRED("Id", AcvHostedZone, record.id),
    ACV_IGNORED("LinkedService"),
    ACV_DNS_NAME("Name", AcvHostedZone, name),
    ACV_IGNORED("ResourceRecordSetCount"),
    ACV_LIST_OF("ResourceRecordSets", AcvHostedZone, record_sets, &acv_resource_record_set_fields),
    ACV_LIST_OF("VPCs", AcvHostedZone, vpc_ids, &acv_hosted_zone_vpc_fields),
};
ACV_TABLE_WITH(hosted_zone, AcvHostedZone, hosted_zone_fields, .finish = finish_hosted_zone);

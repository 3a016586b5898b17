/* What the built-in tables of models/ must satisfy beyond the form of their cells. */
#include "acv/catalog.h"
#include "acv/code.h"
#include "expect.h"
#include "suite.h"

static AcvCatalog *
load(void)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    return acv_catalog_load(NULL, problems);
}

/* --- Codes --- */

static void
the_codes_of_the_program_are_those_that_the_table_says_it_produces(void)
{
    g_autoptr(AcvCatalog) catalog = load();
    for (unsigned code = 1; code <= ACV_N_CODES; code++) {
        const char *name = acv_code_name(code);
        const AcvCodeRow *row = acv_catalog_find_code(catalog, name);
        EXPECT_TRUE(name, row && row->produced);
    }
    size_t n;
    size_t n_produced = 0;
    const AcvCodeRow *rows = acv_catalog_list_code(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        n_produced += rows[i].produced;
    }
    EXPECT_INT("number of produced codes", n_produced, ACV_N_CODES);
    CU_ASSERT_PTR_NULL(acv_code_name(ACV_CODE_NONE));
}

static void
every_code_of_reachability_analyzer_is_explained(void)
{
    static const struct {
        const char *name;
        AcvCodeGroup group;
        size_t n;
    } cases[] = {
        { "group A", ACV_CODE_GROUP_PATH, 71 },
        { "group B", ACV_CODE_GROUP_CONFIGURATION, 5 },
        { "group C", ACV_CODE_GROUP_FILTER, 13 },
        { "additional details", ACV_CODE_GROUP_DETAIL, 11 },
        { "notes", ACV_CODE_GROUP_NOTE, 0 },
    };
    g_autoptr(AcvCatalog) catalog = load();
    size_t n;
    const AcvCodeRow *rows = acv_catalog_list_code(catalog, &n);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        size_t n_of_group = 0;
        for (size_t j = 0; j < n; j++) {
            n_of_group += rows[j].group == cases[i].group && rows[j].origin == ACV_CODE_ORIGIN_AWS;
        }
        EXPECT_INT(cases[i].name, n_of_group, cases[i].n);
    }
}

/* A sentence begins with a capital or a quotation and ends with a full stop. */
static bool
is_prose(const char *text)
{
    return !g_ascii_islower(text[0]) && strchr(".)\"", text[strlen(text) - 1])
           && !strstr(text, "  ");
}

static void
every_code_is_told_in_sentences_and_checked_by_a_command(void)
{
    g_autoptr(AcvCatalog) catalog = load();
    size_t n;
    const AcvCodeRow *rows = acv_catalog_list_code(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvCodeRow *row = &rows[i];
        EXPECT_TRUE(row->code, is_prose(row->cause) && is_prose(row->remedy));
        EXPECT_TRUE(row->code, is_prose(row->symptom));
        EXPECT_TRUE(row->code, !g_str_has_suffix(row->title, ".") && strlen(row->title) <= 70);
        EXPECT_TRUE(row->code, g_str_has_prefix(row->verify, "aws "));
    }
}

/* --- Regions and zones --- */

static void
every_zone_belongs_to_the_region_that_its_id_tells(void)
{
    g_autoptr(AcvCatalog) catalog = load();
    size_t n;
    const AcvZoneRow *rows = acv_catalog_list_zone(catalog, &n);
    EXPECT_TRUE("there are zones", n > 60);
    for (size_t i = 0; i < n; i++) {
        const AcvRegionRow *region = acv_catalog_find_region_of_zone(catalog, rows[i].zone_id);
        EXPECT_TEXT(rows[i].zone_id, region ? region->region : NULL, rows[i].region);
    }
}

static void
no_two_regions_share_a_zone_prefix(void)
{
    g_autoptr(AcvCatalog) catalog = load();
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    size_t n;
    const AcvRegionRow *rows = acv_catalog_list_region(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        const char *prefix = rows[i].zone_prefix;
        EXPECT_TRUE(rows[i].region, !prefix || g_hash_table_add(seen, (gpointer) prefix));
    }
}

/* --- Services --- */

static bool
is_host_name(const char *text)
{
    return g_regex_match_simple("^(\\*\\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]+\\z", text, 0,
                                0);
}

static void
every_host_name_is_one_in_every_region(void)
{
    g_autoptr(AcvCatalog) catalog = load();
    size_t n;
    size_t n_regions;
    const AcvServiceRow *rows = acv_catalog_list_service(catalog, &n);
    const AcvRegionRow *regions = acv_catalog_list_region(catalog, &n_regions);
    for (size_t i = 0; i < n; i++) {
        g_autofree char *all = g_strjoin(
            ",", rows[i].host ? rows[i].host : "x.com",
            rows[i].private_dns && *rows[i].private_dns ? rows[i].private_dns : "x.com", NULL);
        g_auto(GStrv) hosts = g_strsplit(all, ",", -1);
        for (size_t j = 0; hosts[j]; j++) {
            for (size_t k = 0; k < n_regions; k++) {
                g_autofree char *host = acv_pattern_expand(hosts[j], &regions[k], "123456789012");
                EXPECT_TRUE(hosts[j], is_host_name(host));
            }
        }
    }
}

static void
every_service_is_found_by_its_full_name(void)
{
    g_autoptr(AcvCatalog) catalog = load();
    const AcvRegionRow *region = acv_catalog_find_region(catalog, "sa-east-1");
    size_t n;
    const AcvServiceRow *rows = acv_catalog_list_service(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        g_autofree char *name = acv_pattern_expand(rows[i].name, region, NULL);
        EXPECT_TRUE(name, acv_catalog_find_service_named(catalog, name) == &rows[i]);
    }
}

static void
private_dns_of_a_service_covers_what_its_clients_resolve(void)
{
    g_autoptr(AcvCatalog) catalog = load();
    const AcvRegionRow *region = acv_catalog_find_region(catalog, "us-east-1");
    size_t n;
    const AcvServiceRow *rows = acv_catalog_list_service(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        if (!rows[i].host || (rows[i].private_dns && !*rows[i].private_dns)) {
            continue;
        }
        g_autofree char *host = acv_pattern_expand(rows[i].host, region, "123456789012");
        if (host[0] == '*') {
            host[0] = 'x';
        }
        EXPECT_TRUE(host, acv_service_covers(&rows[i], region, host));
        EXPECT_TRUE(host, acv_catalog_find_service_of_host(catalog, region, host) == &rows[i]);
    }
}

static void
gateway_endpoints_have_a_prefix_list_and_others_none(void)
{
    g_autoptr(AcvCatalog) catalog = load();
    size_t n;
    const AcvServiceRow *rows = acv_catalog_list_service(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        bool is_gateway = rows[i].endpoint_kinds & ACV_ENDPOINT_GATEWAY;
        EXPECT_TRUE(rows[i].service, is_gateway == (rows[i].prefix_list != NULL));
        EXPECT_TRUE(rows[i].service, acv_catalog_protocol_number(catalog, rows[i].protocol) >= 0);
        EXPECT_TRUE(rows[i].service, rows[i].port > 0);
    }
}

static void
every_part_of_a_composite_target_is_a_service_that_covers_its_host(void)
{
    g_autoptr(AcvCatalog) catalog = load();
    const AcvRegionRow *region = acv_catalog_find_region(catalog, "us-east-1");
    size_t n;
    const AcvCompositeRow *rows = acv_catalog_list_composite(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvServiceRow *service = acv_catalog_find_service(catalog, rows[i].service);
        EXPECT_TRUE(rows[i].part, service != NULL);
        EXPECT_TRUE(rows[i].part, g_str_has_prefix(rows[i].part, rows[i].target));
        if (service && rows[i].host) {
            g_autofree char *host = acv_pattern_expand(rows[i].host, region, NULL);
            EXPECT_TRUE(host, acv_service_covers(service, region, host));
        }
    }
}

/* A part, a requirement or a service. */
static bool
is_subject(const AcvCatalog *catalog, const char *subject)
{
    return acv_catalog_find_composite(catalog, subject)
           || acv_catalog_find_requirement(catalog, subject)
           || acv_catalog_find_service(catalog, subject);
}

static void
every_action_is_of_a_subject_and_named_after_both(void)
{
    g_autoptr(AcvCatalog) catalog = load();
    size_t n;
    const AcvServiceActionRow *rows = acv_catalog_list_service_action(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        const char *verb = strchr(rows[i].action, ':');
        bool is_any = verb && strcmp(verb, ":*") == 0;
        g_autofree char *need = g_strdup_printf("%s=%s", rows[i].subject,
                                                is_any ? "any"
                                                : verb ? verb + 1
                                                       : "");
        EXPECT_TEXT(rows[i].need, rows[i].need, need);
        EXPECT_TRUE(rows[i].need, is_subject(catalog, rows[i].subject));
        EXPECT_TRUE(rows[i].need, !is_any || !rows[i].resource);
    }
}

static bool
is_composite(const AcvCatalog *catalog, const char *target)
{
    size_t n;
    const AcvCompositeRow *rows = acv_catalog_list_composite(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(rows[i].target, target) == 0) {
            return true;
        }
    }
    return false;
}

static void
every_requirement_names_a_target(void)
{
    g_autoptr(AcvCatalog) catalog = load();
    size_t n;
    const AcvRequirementRow *rows = acv_catalog_list_requirement(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        const char *target = rows[i].target;
        EXPECT_TRUE(rows[i].requirement,
                    acv_catalog_find_service(catalog, target) || is_composite(catalog, target)
                        || strcmp(target, "internet") == 0 || strcmp(target, "efs") == 0);
        EXPECT_TRUE(rows[i].requirement, is_prose(rows[i].when) && is_prose(rows[i].symptom));
    }
}

/* --- Protocols and addresses --- */

static void
every_protocol_number_has_one_preferred_keyword(void)
{
    g_autoptr(AcvCatalog) catalog = load();
    size_t n;
    unsigned n_preferred[256] = { 0 };
    const AcvProtocolRow *rows = acv_catalog_list_protocol(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        n_preferred[rows[i].number] += rows[i].preferred;
        const char *keyword = acv_catalog_protocol_keyword(catalog, rows[i].number);
        EXPECT_INT(rows[i].keyword, acv_catalog_protocol_number(catalog, keyword), rows[i].number);
    }
    for (size_t i = 0; i < n; i++) {
        EXPECT_INT(rows[i].keyword, n_preferred[rows[i].number], 1);
    }
}

/* The slow, obvious twin: the row of the longest prefix that holds the address decides. */
static bool
is_internet(const AcvCatalog *catalog, AcvAddress address)
{
    size_t n;
    const AcvSpecialRangeRow *rows = acv_catalog_list_special_range(catalog, &n);
    const AcvSpecialRangeRow *best = NULL;
    for (size_t i = 0; i < n; i++) {
        if (acv_prefix_contains(rows[i].prefix.value, address)
            && (!best || rows[i].prefix.value.length > best->prefix.value.length)) {
            best = &rows[i];
        }
    }
    return !best || best->internet;
}

/* How many addresses at the edges of the special ranges of a family are in 'set' and should not be,
 * or the other way round. */
static unsigned
count_differences(const AcvCatalog *catalog, AcvFamily family, const AcvAddressSet *set)
{
    unsigned differences = 0;
    size_t n;
    const AcvSpecialRangeRow *rows = acv_catalog_list_special_range(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        AcvAddressRange range = acv_prefix_range(rows[i].prefix.value);
        AcvUint128 last = acv_family_last(family);
        AcvUint128 edges[] = { range.first > 0 ? range.first - 1 : 0, range.first, range.last,
                               range.last < last ? range.last + 1 : last };
        for (size_t j = 0; j < G_N_ELEMENTS(edges) && range.family == family; j++) {
            AcvAddress address = { .value = edges[j], .family = family };
            differences += acv_address_set_contains(set, address) != is_internet(catalog, address);
        }
    }
    return differences;
}

static void
the_internet_is_what_the_special_ranges_say_at_each_of_their_edges(void)
{
    g_autoptr(AcvCatalog) catalog = load();
    g_autoptr(AcvAddressSet) ipv4 = acv_catalog_internet(catalog, ACV_FAMILY_IPV4);
    g_autoptr(AcvAddressSet) ipv6 = acv_catalog_internet(catalog, ACV_FAMILY_IPV6);
    EXPECT_INT("IPv4", count_differences(catalog, ACV_FAMILY_IPV4, ipv4), 0);
    EXPECT_INT("IPv6", count_differences(catalog, ACV_FAMILY_IPV6, ipv6), 0);
}

static void
the_slow_twin_notices_a_single_address_too_many(void)
{
    g_autoptr(AcvCatalog) catalog = load();
    g_autoptr(AcvAddressSet) internet = acv_catalog_internet(catalog, ACV_FAMILY_IPV4);
    AcvAddress address = { 0 };
    CU_ASSERT_TRUE(acv_address_parse("10.255.255.255", &address, NULL));
    AcvAddressRange range = acv_address_range(address);
    g_autoptr(AcvAddressSet) extra = acv_address_set_new(&range, 1);
    g_autoptr(AcvAddressSet) planted = acv_address_set_union(internet, extra);
    EXPECT_INT("planted", count_differences(catalog, ACV_FAMILY_IPV4, planted), 1);
}

static void
the_internet_has_public_addresses_and_no_private_ones(void)
{
    static const struct {
        const char *address;
        bool included;
    } cases[] = {
        { "1.1.1.1", true },
        { "52.216.0.1", true },
        { "223.255.255.255", true },
        { "192.0.0.9", true },
        { "10.0.0.1", false },
        { "172.31.255.255", false },
        { "172.32.0.0", true },
        { "192.168.1.1", false },
        { "100.64.0.1", false },
        { "127.0.0.1", false },
        { "169.254.169.254", false },
        { "198.19.0.1", false },
        { "224.0.0.1", false },
        { "240.0.0.1", false },
        { "255.255.255.255", false },
        { "2600:1f00::1", true },
        { "2001:4860:4860::8888", true },
        { "2001:db8::1", false },
        { "fd00:ec2::253", false },
        { "fe80::1", false },
        { "ff02::1", false },
        { "64:ff9b::1", false },
        { "::1", false },
        { "4000::1", false },
    };
    g_autoptr(AcvCatalog) catalog = load();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        AcvAddress address = { 0 };
        CU_ASSERT_TRUE(acv_address_parse(cases[i].address, &address, NULL));
        g_autoptr(AcvAddressSet) internet = acv_catalog_internet(catalog, address.family);
        EXPECT_TRUE(cases[i].address,
                    acv_address_set_contains(internet, address) == cases[i].included);
    }
}

static void
a_range_that_iana_calls_unreachable_is_not_the_internet(void)
{
    g_autoptr(AcvCatalog) catalog = load();
    size_t n;
    const AcvSpecialRangeRow *rows = acv_catalog_list_special_range(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        EXPECT_TRUE(rows[i].prefix.text,
                    !rows[i].internet || rows[i].globally_reachable == ACV_REACHABLE_YES);
    }
}

static void
link_local_services_are_in_no_other_place(void)
{
    g_autoptr(AcvCatalog) catalog = load();
    g_autoptr(AcvAddressSet) set = acv_catalog_link_local(catalog);
    size_t n;
    const AcvLinkLocalServiceRow *rows = acv_catalog_list_link_local_service(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        EXPECT_TRUE(rows[i].address.text,
                    acv_address_set_contains(set, rows[i].address.value.address));
        EXPECT_TRUE(rows[i].address.text,
                    g_str_has_prefix(rows[i].address.text, "169.254.")
                        || g_str_has_prefix(rows[i].address.text, "fd00:ec2:"));
    }
}

static void
the_limits_that_the_program_asks_for_are_numbers_or_dates(void)
{
    g_autoptr(AcvCatalog) catalog = load();
    size_t n;
    const AcvLimitRow *rows = acv_catalog_list_limit(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        const char *pattern =
            strcmp(rows[i].unit, "date") == 0 ? "^\\d{4}-\\d\\d-\\d\\d\\z" : "^\\d+\\z";
        EXPECT_TRUE(rows[i].limit, g_regex_match_simple(pattern, rows[i].value, 0, 0));
    }
}

SUITE_MAIN(models, TEST(the_codes_of_the_program_are_those_that_the_table_says_it_produces),
           TEST(every_code_of_reachability_analyzer_is_explained),
           TEST(every_code_is_told_in_sentences_and_checked_by_a_command),
           TEST(every_zone_belongs_to_the_region_that_its_id_tells),
           TEST(no_two_regions_share_a_zone_prefix), TEST(every_host_name_is_one_in_every_region),
           TEST(every_service_is_found_by_its_full_name),
           TEST(private_dns_of_a_service_covers_what_its_clients_resolve),
           TEST(gateway_endpoints_have_a_prefix_list_and_others_none),
           TEST(every_part_of_a_composite_target_is_a_service_that_covers_its_host),
           TEST(every_action_is_of_a_subject_and_named_after_both),
           TEST(every_requirement_names_a_target),
           TEST(every_protocol_number_has_one_preferred_keyword),
           TEST(the_internet_is_what_the_special_ranges_say_at_each_of_their_edges),
           TEST(the_slow_twin_notices_a_single_address_too_many),
           TEST(the_internet_has_public_addresses_and_no_private_ones),
           TEST(a_range_that_iana_calls_unreachable_is_not_the_internet),
           TEST(link_local_services_are_in_no_other_place),
           TEST(the_limits_that_the_program_asks_for_are_numbers_or_dates))

#include "acv/catalog.h"
#include "expect.h"
#include "suite.h"

#include <glib/gstdio.h>

/* --- A directory of tables --- */

typedef struct {
    char *path;
    GPtrArray *files;
} Directory;

static Directory *
directory_new(void)
{
    Directory *directory = g_new0(Directory, 1);
    directory->path = g_dir_make_tmp("acv-catalog-XXXXXX", NULL);
    directory->files = g_ptr_array_new_with_free_func(g_free);
    return directory;
}

static void
directory_write(Directory *directory, const char *file, const char *text)
{
    char *path = g_build_filename(directory->path, file, NULL);
    g_file_set_contents(path, text, -1, NULL);
    g_ptr_array_add(directory->files, path);
}

static void
directory_free(Directory *directory)
{
    for (guint i = 0; i < directory->files->len; i++) {
        g_unlink(g_ptr_array_index(directory->files, i));
    }
    g_rmdir(directory->path);
    g_ptr_array_unref(directory->files);
    g_free(directory->path);
    g_free(directory);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Directory, directory_free)

/* The problems as printed, one a line, without the directory. */
static char *
print_problems(const AcvProblems *problems, const Directory *directory)
{
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < acv_problems_n_kept(problems); i++) {
        g_autofree char *line = acv_problem_print(acv_problems_get(problems, i));
        g_string_append_printf(text, "%s%s", i > 0 ? "\n" : "", line);
    }
    g_autofree char *prefix = g_strconcat(directory->path, "/", NULL);
    g_string_replace(text, prefix, "", 0);
    return g_string_free(text, FALSE);
}

/* --- Bad rows --- */

#define ENGINES "engine\ttitle\tport\tsource\tchecked\n"
#define ZONES "zone_id\tregion\tagentcore\tsource\tchecked\n"
#define RANGES "prefix\ttitle\tglobally_reachable\tinternet\tsource\tchecked\n"
#define LINK_LOCAL "address\tservice\tprotocol\tport\ttitle\tsource\tchecked\n"
#define SERVICES \
    "service\ttitle\tname\tendpoint_kinds\thost\tprivate_dns\tport\tprotocol\tprefix_" \
    "list\tnotes\t" \
    "source\tchecked\n"
#define SERVICE(kinds, host, private_dns) \
    SERVICES "x\tX\tcom.amazonaws.{region}.x\t" kinds "\t" host "\t" private_dns \
             "\t443\ttcp\t-\t-\thttps://x\t2026-01-31\n"

typedef struct {
    const char *name;
    const char *file;
    const char *text;
    const char *problems;
} BadCase;

static const BadCase bad_cases[] = {
    { "a column is missing", "rds_engines.tsv", "engine\ttitle\tport\tsource\n",
      "rds_engines.tsv:1: column \"checked\" is missing" },
    { "a column too many", "rds_engines.tsv", "engine\ttitle\tport\tsource\tchecked\tby\n",
      "rds_engines.tsv:1: expected 5 columns, got 6" },
    { "a column of another name", "rds_engines.tsv", "engine\tname\tport\tsource\tchecked\n",
      "rds_engines.tsv:1: expected \"title\" as the name of column 2, got \"name\"" },
    { "a cell is missing", "rds_engines.tsv", ENGINES "x\tX\t1\thttps://x\n",
      "rds_engines.tsv:2: expected 5 cells, got 4" },
    { "a cell too many", "rds_engines.tsv", ENGINES "x\tX\t1\thttps://x\t2026-01-31\t-\n",
      "rds_engines.tsv:2: expected 5 cells, got 6" },
    { "an empty key", "rds_engines.tsv", ENGINES "\tX\t1\thttps://x\t2026-01-31\n",
      "rds_engines.tsv:2: empty cell (write \"-\" for nothing)" },
    { "no key", "rds_engines.tsv", ENGINES "-\tX\t1\thttps://x\t2026-01-31\n",
      "rds_engines.tsv:2: engine: expected a name without spaces, commas and semicolons, got "
      "\"-\"" },
    { "a key twice", "rds_engines.tsv",
      ENGINES "x\tX\t1\thttps://x\t2026-01-31\n"
              "y\tY\t1\thttps://x\t2026-01-31\n"
              "x\tX\t2\thttps://x\t2026-01-31\n",
      "rds_engines.tsv:4: \"x\" stands in line 2 already" },
    { "a port too high", "rds_engines.tsv", ENGINES "x\tX\t65536\thttps://x\t2026-01-31\n",
      "rds_engines.tsv:2: port: expected a number from 0 to 65535, got \"65536\"" },
    { "a port that is no number", "rds_engines.tsv", ENGINES "x\tX\thttp\thttps://x\t2026-01-31\n",
      "rds_engines.tsv:2: port: expected a number from 0 to 65535, got \"http\"" },
    { "no source", "rds_engines.tsv", ENGINES "x\tX\t1\t-\t2026-01-31\n",
      "rds_engines.tsv:2: source: expected sources that begin with \"https://\", \"field: \" or "
      "\"rule: \", separated by \"; \", got \"-\"" },
    { "a day that does not exist", "rds_engines.tsv", ENGINES "x\tX\t1\thttps://x\t2026-02-29\n",
      "rds_engines.tsv:2: checked: expected a date such as 2026-11-23, got \"2026-02-29\"" },
    { "a date of another form", "rds_engines.tsv", ENGINES "x\tX\t1\thttps://x\t2026-2-1\n",
      "rds_engines.tsv:2: checked: expected a date such as 2026-11-23, got \"2026-2-1\"" },
    { "an unknown word", "zones.tsv", ZONES "x-az1\tx\tmaybe\thttps://x\t2026-01-31\n",
      "zones.tsv:2: agentcore: expected \"yes\" or \"no\", got \"maybe\"" },
    { "two faults in one row and one in the next", "zones.tsv",
      ZONES "x-az1\tx y\tmaybe\thttps://x\t2026-01-31\n"
            "x-az2\tx\tyes\tx\t2026-01-31\n",
      "zones.tsv:2: region: expected a name without spaces, commas and semicolons, got \"x y\"\n"
      "zones.tsv:2: agentcore: expected \"yes\" or \"no\", got \"maybe\"\n"
      "zones.tsv:3: source: expected sources that begin with \"https://\", \"field: \" or "
      "\"rule: \", separated by \"; \", got \"x\"" },
    { "a prefix with host bits", "special_ranges.tsv",
      RANGES "10.0.0.1/8\tX\tno\tno\thttps://x\t2026-01-31\n",
      "special_ranges.tsv:2: prefix: expected a prefix such as 10.0.0.0/8 or 2001:db8::/32, in its "
      "shortest form and without host bits, got \"10.0.0.1/8\"" },
    { "a prefix that is none", "special_ranges.tsv",
      RANGES "10.0.0.0/33\tX\tno\tno\thttps://x\t2026-01-31\n",
      "special_ranges.tsv:2: prefix: expected a prefix such as 10.0.0.0/8 or 2001:db8::/32, in its "
      "shortest form and without host bits, got \"10.0.0.0/33\"" },
    { "a prefix in a longer form", "special_ranges.tsv",
      RANGES "2001:0db8::/32\tX\tno\tno\thttps://x\t2026-01-31\n",
      "special_ranges.tsv:2: prefix: expected a prefix such as 10.0.0.0/8 or 2001:db8::/32, in its "
      "shortest form and without host bits, got \"2001:0db8::/32\"" },
    { "a word of an enumeration", "special_ranges.tsv",
      RANGES "10.0.0.0/8\tX\tperhaps\tno\thttps://x\t2026-01-31\n",
      "special_ranges.tsv:2: globally_reachable: expected one of \"yes\", \"no\", \"-\", got "
      "\"perhaps\"" },
    { "an address that is a prefix", "link_local_services.tsv",
      LINK_LOCAL "169.254.0.0/16\tx\ttcp\t80\tX\thttps://x\t2026-01-31\n",
      "link_local_services.tsv:2: address: expected an address such as 169.254.169.253 or "
      "fd00:ec2::253, in its shortest form, got \"169.254.0.0/16\"" },
    { "an unknown endpoint kind", "services.tsv", SERVICE("Gateway,Both", "x.com", "-"),
      "services.tsv:2: endpoint_kinds: expected some of \"Gateway\", \"Interface\", got "
      "\"Gateway,Both\"" },
    { "an unknown placeholder", "services.tsv", SERVICE("Gateway", "x.{zone}", "-"),
      "services.tsv:2: host: expected a host name in lower case, perhaps after \"*.\", with no "
      "placeholders but {region}, {suffix}, {dual}, {partition} and {account}, got \"x.{zone}\"" },
    { "a host name in capitals", "services.tsv", SERVICE("Gateway", "X.com", "-"),
      "services.tsv:2: host: expected a host name in lower case, perhaps after \"*.\", with no "
      "placeholders but {region}, {suffix}, {dual}, {partition} and {account}, got \"X.com\"" },
    { "a wildcard in the middle", "services.tsv", SERVICE("Gateway", "x.com", "x.com,a.*.x.com"),
      "services.tsv:2: private_dns: expected \"none\", or host names in lower case, perhaps after "
      "\"*.\", by commas, with no placeholders but {region}, {suffix}, {dual}, {partition} and "
      "{account}, got \"x.com,a.*.x.com\"" },
    { "an empty name in a list", "services.tsv", SERVICE("Gateway", "x.com", "x.com,"),
      "services.tsv:2: private_dns: expected \"none\", or host names in lower case, perhaps after "
      "\"*.\", by commas, with no placeholders but {region}, {suffix}, {dual}, {partition} and "
      "{account}, got \"x.com,\"" },
};

static void
a_bad_row_is_an_error_with_file_and_line(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(bad_cases); i++) {
        const BadCase *bad = &bad_cases[i];
        g_autoptr(Directory) directory = directory_new();
        g_autoptr(AcvProblems) problems = acv_problems_new();
        directory_write(directory, bad->file, bad->text);
        g_autoptr(AcvCatalog) catalog = acv_catalog_load(directory->path, problems);
        EXPECT_TRUE(bad->name, catalog == NULL);
        g_autofree char *text = print_problems(problems, directory);
        EXPECT_TEXT(bad->name, text, bad->problems);
    }
}

static void
errors_of_several_files_are_told_in_one_round(void)
{
    g_autoptr(Directory) directory = directory_new();
    g_autoptr(AcvProblems) problems = acv_problems_new();
    directory_write(directory, "zones.tsv", "zone_id\n");
    directory_write(directory, "rds_engines.tsv", ENGINES "x\tX\tno\thttps://x\t2026-01-31\n");
    CU_ASSERT_PTR_NULL(acv_catalog_load(directory->path, problems));
    g_autofree char *text = print_problems(problems, directory);
    EXPECT_TEXT("two files", text,
                "rds_engines.tsv:2: port: expected a number from 0 to 65535, got \"no\"\n"
                "zones.tsv:1: column \"region\" is missing");
}

static void
a_directory_that_cannot_be_read_is_an_error(void)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    CU_ASSERT_PTR_NULL(acv_catalog_load("/nonexistent/acv", problems));
    EXPECT_INT("errors", acv_problems_count(problems, ACV_SEVERITY_ERROR), 1);
    EXPECT_TEXT("file", acv_problems_get(problems, 0)->file, "/nonexistent/acv");
}

static void
a_folder_in_place_of_a_table_is_an_error(void)
{
    g_autoptr(Directory) directory = directory_new();
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autofree char *path = g_build_filename(directory->path, "zones.tsv", NULL);
    CU_ASSERT_EQUAL(g_mkdir(path, 0700), 0);
    CU_ASSERT_PTR_NULL(acv_catalog_load(directory->path, problems));
    g_rmdir(path);
    g_autofree char *text = print_problems(problems, directory);
    EXPECT_TEXT("error", text, "zones.tsv: not a file");
}

static void
a_file_that_is_no_table_is_a_warning(void)
{
    g_autoptr(Directory) directory = directory_new();
    g_autoptr(AcvProblems) problems = acv_problems_new();
    directory_write(directory, "zone.tsv", ZONES);
    directory_write(directory, "README", "");
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(directory->path, problems);
    CU_ASSERT_PTR_NOT_NULL(catalog);
    EXPECT_INT("errors", acv_problems_count(problems, ACV_SEVERITY_ERROR), 0);
    g_autofree char *text = print_problems(problems, directory);
    EXPECT_TEXT("warnings", text,
                "README: no table of AWS data has this name\n"
                "zone.tsv: no table of AWS data has this name");
}

/* --- Replacing --- */

static void
a_table_of_the_directory_replaces_the_built_in_one(void)
{
    g_autoptr(Directory) directory = directory_new();
    g_autoptr(AcvProblems) problems = acv_problems_new();
    directory_write(directory, "rds_engines.tsv",
                    ENGINES "zzz\tZ\t3\trule: x\t2026-01-31\n"
                            "mysql\tOurs\t4000\thttps://x; field: y\t2026-01-31\n");
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(directory->path, problems);
    size_t n;
    const AcvRdsEngineRow *rows = acv_catalog_list_rds_engine(catalog, &n);
    EXPECT_INT("rows", n, 2);
    EXPECT_TEXT("rows are sorted", rows[0].engine, "mysql");
    EXPECT_INT("port of ours", acv_catalog_engine_port(catalog, "mysql"), 4000);
    EXPECT_INT("port of what is gone", acv_catalog_engine_port(catalog, "postgres"), 0);
    EXPECT_INT("other tables stay", acv_catalog_protocol_number(catalog, "tcp"), 6);
    EXPECT_INT("problems", acv_problems_n_kept(problems), 0);
}

static void
a_table_may_be_empty(void)
{
    g_autoptr(Directory) directory = directory_new();
    g_autoptr(AcvProblems) problems = acv_problems_new();
    directory_write(directory, "zones.tsv", ZONES);
    directory_write(directory, "special_ranges.tsv", RANGES);
    directory_write(directory, "link_local_services.tsv", LINK_LOCAL);
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(directory->path, problems);
    size_t n;
    (void) acv_catalog_list_zone(catalog, &n);
    EXPECT_INT("rows", n, 0);
    CU_ASSERT_PTR_NULL(acv_catalog_find_zone(catalog, "use1-az1"));
    EXPECT_INT("no zones", acv_catalog_zone_support(catalog, "us-east-1", "use1-az1"),
               ACV_ZONE_UNKNOWN);
    g_autoptr(AcvAddressSet) internet = acv_catalog_internet(catalog, ACV_FAMILY_IPV4);
    EXPECT_INT("no special ranges: one range", internet->n_ranges, 1);
    g_autoptr(AcvAddressSet) link_local = acv_catalog_link_local(catalog);
    EXPECT_TRUE("no link-local services", acv_address_set_is_empty(link_local));
}

static void
the_longest_special_prefix_decides(void)
{
    g_autoptr(Directory) directory = directory_new();
    g_autoptr(AcvProblems) problems = acv_problems_new();
    directory_write(directory, "special_ranges.tsv",
                    RANGES "0.0.0.0/0\tX\tno\tno\thttps://x\t2026-01-31\n"
                           "10.0.0.0/8\tX\tyes\tyes\thttps://x\t2026-01-31\n"
                           "10.1.0.0/16\tX\tno\tno\thttps://x\t2026-01-31\n"
                           "10.1.2.0/24\tX\t-\tyes\thttps://x\t2026-01-31\n");
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(directory->path, problems);
    g_autoptr(AcvAddressSet) internet = acv_catalog_internet(catalog, ACV_FAMILY_IPV4);
    static const struct {
        const char *address;
        bool included;
    } cases[] = {
        { "9.255.255.255", false }, { "10.0.0.0", true },  { "10.1.0.0", false },
        { "10.1.2.0", true },       { "10.1.3.0", false }, { "10.255.255.255", true },
        { "11.0.0.0", false },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        AcvAddress address = { 0 };
        CU_ASSERT_TRUE(acv_address_parse(cases[i].address, &address, NULL));
        EXPECT_TRUE(cases[i].address,
                    acv_address_set_contains(internet, address) == cases[i].included);
    }
}

/* --- Look-ups --- */

static AcvCatalog *
load(void)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    return acv_catalog_load(NULL, problems);
}

static void
a_row_is_found_by_its_key_before_and_after_listing(void)
{
    g_autoptr(AcvCatalog) catalog = load();
    const AcvRegionRow *row = acv_catalog_find_region(catalog, "eu-west-1");
    EXPECT_TEXT("title", row->title, "Europe (Ireland)");
    size_t n;
    const AcvRegionRow *rows = acv_catalog_list_region(catalog, &n);
    EXPECT_TRUE("the same row", row >= rows && row < rows + n);
    for (size_t i = 0; i < n; i++) {
        EXPECT_TRUE(rows[i].region, acv_catalog_find_region(catalog, rows[i].region) == &rows[i]);
    }
    CU_ASSERT_PTR_NULL(acv_catalog_find_region(catalog, "eu-west-0"));
    CU_ASSERT_PTR_NULL(acv_catalog_find_region(catalog, "zzz"));
    CU_ASSERT_PTR_NULL(acv_catalog_find_region(catalog, ""));
    CU_ASSERT_PTR_NULL(acv_catalog_find_region(catalog, NULL));
}

static void
a_zone_is_supported_or_not_or_its_region_is_unknown(void)
{
    static const struct {
        const char *region;
        const char *zone_id;
        AcvZoneSupport expected;
    } cases[] = {
        { "us-east-1", "use1-az1", ACV_ZONE_SUPPORTED },
        { NULL, "use1-az4", ACV_ZONE_SUPPORTED },
        { "us-east-1", "use1-az3", ACV_ZONE_UNSUPPORTED },
        { NULL, "use1-az6", ACV_ZONE_UNSUPPORTED },
        { NULL, "use1-bos1-az1", ACV_ZONE_UNSUPPORTED },
        { "ap-northeast-1", "apne1-az4", ACV_ZONE_SUPPORTED },
        { NULL, "apne1-az3", ACV_ZONE_UNSUPPORTED },
        { "me-south-1", "mes1-az1", ACV_ZONE_UNKNOWN },
        { "xx-nowhere-1", "xxn1-az1", ACV_ZONE_UNKNOWN },
        { NULL, "xxn1-az1", ACV_ZONE_UNKNOWN },
        { NULL, "-az1", ACV_ZONE_UNKNOWN },
        { "us-east-1", NULL, ACV_ZONE_UNKNOWN },
        { NULL, NULL, ACV_ZONE_UNKNOWN },
    };
    g_autoptr(AcvCatalog) catalog = load();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *name = cases[i].zone_id ? cases[i].zone_id : "(no zone id)";
        EXPECT_INT(name, acv_catalog_zone_support(catalog, cases[i].region, cases[i].zone_id),
                   cases[i].expected);
    }
}

static void
engines_statuses_and_protocols_are_known_by_name(void)
{
    g_autoptr(AcvCatalog) catalog = load();
    EXPECT_INT("mysql", acv_catalog_engine_port(catalog, "mysql"), 3306);
    EXPECT_INT("aurora-postgresql", acv_catalog_engine_port(catalog, "aurora-postgresql"), 5432);
    EXPECT_INT("sqlserver-ex", acv_catalog_engine_port(catalog, "sqlserver-ex"), 1433);
    EXPECT_INT("oracle-se2", acv_catalog_engine_port(catalog, "oracle-se2"), 1521);
    EXPECT_INT("db2-se", acv_catalog_engine_port(catalog, "db2-se"), 50000);
    EXPECT_INT("no engine", acv_catalog_engine_port(catalog, NULL), 0);
    EXPECT_INT("available", acv_catalog_status_listening(catalog, "available"), ACV_LISTENING_YES);
    EXPECT_INT("backing-up", acv_catalog_status_listening(catalog, "backing-up"),
               ACV_LISTENING_YES);
    EXPECT_INT("stopped", acv_catalog_status_listening(catalog, "stopped"), ACV_LISTENING_NO);
    EXPECT_INT("upgrading", acv_catalog_status_listening(catalog, "upgrading"),
               ACV_LISTENING_UNKNOWN);
    EXPECT_INT("no status", acv_catalog_status_listening(catalog, NULL), ACV_LISTENING_UNKNOWN);
    EXPECT_INT("udp", acv_catalog_protocol_number(catalog, "udp"), 17);
    EXPECT_INT("ipv6-icmp", acv_catalog_protocol_number(catalog, "ipv6-icmp"), 58);
    EXPECT_INT("no protocol", acv_catalog_protocol_number(catalog, "quic"), -1);
    EXPECT_TEXT("58", acv_catalog_protocol_keyword(catalog, 58), "icmpv6");
    EXPECT_TEXT("1", acv_catalog_protocol_keyword(catalog, 1), "icmp");
    EXPECT_TEXT("252", acv_catalog_protocol_keyword(catalog, 252), NULL);
}

SUITE_MAIN(catalog, TEST(a_bad_row_is_an_error_with_file_and_line),
           TEST(errors_of_several_files_are_told_in_one_round),
           TEST(a_directory_that_cannot_be_read_is_an_error),
           TEST(a_folder_in_place_of_a_table_is_an_error),
           TEST(a_file_that_is_no_table_is_a_warning),
           TEST(a_table_of_the_directory_replaces_the_built_in_one), TEST(a_table_may_be_empty),
           TEST(the_longest_special_prefix_decides),
           TEST(a_row_is_found_by_its_key_before_and_after_listing),
           TEST(a_zone_is_supported_or_not_or_its_region_is_unknown),
           TEST(engines_statuses_and_protocols_are_known_by_name))

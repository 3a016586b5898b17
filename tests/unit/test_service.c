#include "acv/catalog.h"
#include "expect.h"
#include "suite.h"

static AcvCatalog *
load(void)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    return acv_catalog_load(NULL, problems);
}

static void
a_pattern_is_filled_in_for_a_region_and_an_account(void)
{
    static const struct {
        const char *pattern;
        const char *region;
        const char *account;
        const char *expected;
    } cases[] = {
        { "plain.example.com", "us-east-1", NULL, "plain.example.com" },
        { "s3.{region}.{suffix}", "eu-west-1", NULL, "s3.eu-west-1.amazonaws.com" },
        { "s3.{region}.{suffix}", "cn-north-1", NULL, "s3.cn-north-1.amazonaws.com.cn" },
        { "x.{region}.{dual}", "us-gov-west-1", NULL, "x.us-gov-west-1.api.aws" },
        { "arn:{partition}:s3:::b", "us-gov-west-1", NULL, "arn:aws-us-gov:s3:::b" },
        { "{account}.dkr", "us-east-1", "123456789012", "123456789012.dkr" },
        { "{account}.dkr", "us-east-1", NULL, "*.dkr" },
        { "{region}", "us-east-1", NULL, "us-east-1" },
        { "", "us-east-1", NULL, "" },
    };
    g_autoptr(AcvCatalog) catalog = load();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const AcvRegionRow *region = acv_catalog_find_region(catalog, cases[i].region);
        g_autofree char *text = acv_pattern_expand(cases[i].pattern, region, cases[i].account);
        EXPECT_TEXT(cases[i].pattern, text, cases[i].expected);
    }
}

static void
a_full_name_leads_to_its_service(void)
{
    static const struct {
        const char *name;
        const char *service;
    } cases[] = {
        { "com.amazonaws.us-east-1.s3", "s3" },
        { "com.amazonaws.eu-west-1.ecr.api", "ecr.api" },
        { "com.amazonaws.us-east-1.bedrock-agentcore", "bedrock-agentcore" },
        { "com.amazonaws.us-east-1.bedrock-agentcore.gateway", "bedrock-agentcore.gateway" },
        { "cn.com.amazonaws.cn-north-1.ecr.dkr", "ecr.dkr" },
        { "aws.sagemaker.us-east-1.studio", "sagemaker.studio" },
        { "aws.api.us-west-2.qbusiness", "qbusiness" },
        { "com.amazonaws.iam", "iam" },
        { "com.amazonaws.s3-global.accesspoint", "s3-global.accesspoint" },
        { "com.amazonaws.us-east-1.qbusiness", NULL },
        { "com.amazonaws.us-east-1.nothing", NULL },
        { "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0", NULL },
        { "com.amazonaws..s3", NULL },
        { "com.amazonaws.us-east-1.", NULL },
        { "s3", NULL },
        { "", NULL },
    };
    g_autoptr(AcvCatalog) catalog = load();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const AcvServiceRow *row = acv_catalog_find_service_named(catalog, cases[i].name);
        EXPECT_TEXT(cases[i].name, row ? row->service : NULL, cases[i].service);
    }
}

static void
private_dns_covers_the_names_of_its_service_alone(void)
{
    static const struct {
        const char *service;
        const char *host;
        bool covered;
    } cases[] = {
        { "logs", "logs.us-east-1.amazonaws.com", true },
        { "logs", "logs.us-east-2.amazonaws.com", false },
        { "logs", "x.logs.us-east-1.amazonaws.com", false },
        { "logs", "logs.us-east-1.amazonaws.com.cn", false },
        { "ecr.api", "api.ecr.us-east-1.amazonaws.com", true },
        { "ecr.api", "ecr.us-east-1.api.aws", true },
        { "ecr.dkr", "123456789012.dkr.ecr.us-east-1.amazonaws.com", true },
        { "ecr.dkr", "dkr.ecr.us-east-1.amazonaws.com", true },
        { "s3", "s3.us-east-1.amazonaws.com", true },
        { "s3", "bucket.with.dots.s3.us-east-1.amazonaws.com", true },
        { "s3", ".s3.us-east-1.amazonaws.com", false },
        { "s3", "bucket.s3.amazonaws.com", false },
        { "s3", "prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com", true },
        { "bedrock-agentcore", "bedrock-agentcore.us-east-1.amazonaws.com", true },
        { "bedrock-agentcore", "g.gateway.bedrock-agentcore.us-east-1.amazonaws.com", false },
        { "bedrock-agentcore.gateway", "g.gateway.bedrock-agentcore.us-east-1.amazonaws.com",
          true },
        { "s3express", "s3express-control.us-east-1.amazonaws.com", false },
        { "s3express", "none", false },
        { "s3express", "", false },
        { "transfer.server", "transfer.server.us-east-1.amazonaws.com", false },
    };
    g_autoptr(AcvCatalog) catalog = load();
    const AcvRegionRow *region = acv_catalog_find_region(catalog, "us-east-1");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const AcvServiceRow *row = acv_catalog_find_service(catalog, cases[i].service);
        EXPECT_TRUE(cases[i].host,
                    acv_service_covers(row, region, cases[i].host) == cases[i].covered);
    }
}

static void
a_host_belongs_to_the_service_with_the_longest_pattern(void)
{
    static const struct {
        const char *host;
        const char *service;
    } cases[] = {
        { "logs.us-east-1.amazonaws.com", "logs" },
        { "123456789012.dkr.ecr.us-east-1.amazonaws.com", "ecr.dkr" },
        { "bucket.s3.us-east-1.amazonaws.com", "s3" },
        { "g.gateway.bedrock-agentcore.us-east-1.amazonaws.com", "bedrock-agentcore.gateway" },
        { "s3express-control.us-east-1.amazonaws.com", "s3express" },
        { "api.sagemaker.us-east-1.amazonaws.com", "sagemaker.api" },
        { "agent-registry.us-east-1.api.aws", "agent-registry" },
        { "iam.amazonaws.com", "iam" },
        { "logs.us-east-2.amazonaws.com", NULL },
        { "example.com", NULL },
        { "", NULL },
    };
    g_autoptr(AcvCatalog) catalog = load();
    const AcvRegionRow *region = acv_catalog_find_region(catalog, "us-east-1");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const AcvServiceRow *row = acv_catalog_find_service_of_host(catalog, region, cases[i].host);
        EXPECT_TEXT(cases[i].host, row ? row->service : NULL, cases[i].service);
    }
}

SUITE_MAIN(service, TEST(a_pattern_is_filled_in_for_a_region_and_an_account),
           TEST(a_full_name_leads_to_its_service),
           TEST(private_dns_covers_the_names_of_its_service_alone),
           TEST(a_host_belongs_to_the_service_with_the_longest_pattern))

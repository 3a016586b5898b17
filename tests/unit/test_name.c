/* What names stand for in a VPC. */
#include "acv/catalog.h"
#include "expect.h"
#include "network/name.h"
#include "scenario.h"
#include "suite.h"

/* A VPC with private names, everything that can answer for a name, and a second VPC. */
#define VPCS \
    "'Region': 'us-east-1', 'Vpcs': [" \
    "{'VpcId': 'vpc-a', 'CidrBlock': '10.0.0.0/16', 'EnableDnsSupport': true," \
    " 'EnableDnsHostnames': true}," \
    "{'VpcId': 'vpc-b', 'CidrBlock': '10.1.0.0/16', 'EnableDnsHostnames': false}]"

static const char zones[] =
    "{" VPCS ", 'HostedZones': ["
    "{'Id': '/hostedzone/ZPRIVATE', 'Name': 'corp.example.', 'Config': {'PrivateZone': true},"
    " 'VPCs': [{'VPCId': 'vpc-a'}], 'ResourceRecordSets': ["
    "{'Name': 'db.corp.example.', 'Type': 'A', 'ResourceRecords': [{'Value': '10.0.1.5'},"
    " {'Value': '10.0.1.6'}]},"
    "{'Name': 'six.corp.example.', 'Type': 'AAAA', 'ResourceRecords': [{'Value': '2001:db8::5'}]},"
    "{'Name': 'www.corp.example.', 'Type': 'CNAME', 'ResourceRecords':"
    " [{'Value': 'DB.corp.example.'}]},"
    "{'Name': 'out.corp.example.', 'Type': 'CNAME', 'ResourceRecords':"
    " [{'Value': 'example.org'}]},"
    "{'Name': 'loop.corp.example.', 'Type': 'CNAME', 'ResourceRecords':"
    " [{'Value': 'pool.corp.example'}]},"
    "{'Name': 'pool.corp.example.', 'Type': 'CNAME', 'ResourceRecords':"
    " [{'Value': 'loop.corp.example'}]},"
    "{'Name': '\\\\052.apps.corp.example.', 'Type': 'A', 'ResourceRecords':"
    " [{'Value': '10.0.2.9'}]},"
    "{'Name': 'x.own.apps.corp.example.', 'Type': 'A', 'ResourceRecords':"
    " [{'Value': '10.0.2.7'}]},"
    "{'Name': 'mail.corp.example.', 'Type': 'MX', 'ResourceRecords': [{'Value': '1 a.b'}]},"
    "{'Name': 'alias.corp.example.', 'Type': 'A', 'AliasTarget':"
    " {'DNSName': 'vpce-0abc-1.logs.us-east-1.vpce.amazonaws.com.'}}]},"
    "{'Id': 'ZSUB', 'Name': 'sub.corp.example', 'Config': {'PrivateZone': true},"
    " 'VPCs': [{'VPCId': 'vpc-a'}], 'ResourceRecordSets': []},"
    "{'Id': 'ZDARK', 'Name': 'dark.example', 'Config': {'PrivateZone': true},"
    " 'VPCs': [{'VPCId': 'vpc-a'}]},"
    "{'Id': 'ZPUBLIC', 'Name': 'corp.example', 'Config': {'PrivateZone': false},"
    " 'ResourceRecordSets': [{'Name': 'db.corp.example', 'Type': 'A', 'ResourceRecords':"
    " [{'Value': '203.0.113.9'}]}]}],"
    "'VpcEndpoints': [{'VpcEndpointId': 'vpce-0abc', 'VpcId': 'vpc-a',"
    " 'VpcEndpointType': 'Interface', 'ServiceName': 'com.amazonaws.us-east-1.logs',"
    " 'PrivateDnsEnabled': false}]}";

static const char services[] =
    "{" VPCS ", 'VpcEndpoints': ["
    "{'VpcEndpointId': 'vpce-core', 'VpcId': 'vpc-a', 'VpcEndpointType': 'Interface',"
    " 'ServiceName': 'com.amazonaws.us-east-1.bedrock-agentcore', 'PrivateDnsEnabled': true},"
    "{'VpcEndpointId': 'vpce-dkr', 'VpcId': 'vpc-a', 'VpcEndpointType': 'Interface',"
    " 'ServiceName': 'com.amazonaws.us-east-1.ecr.dkr'},"
    "{'VpcEndpointId': 'vpce-s3', 'VpcId': 'vpc-a', 'VpcEndpointType': 'Interface',"
    " 'ServiceName': 'com.amazonaws.us-east-1.s3', 'PrivateDnsEnabled': true,"
    " 'DnsOptions': {'PrivateDnsOnlyForInboundResolverEndpoint': true}},"
    "{'VpcEndpointId': 'vpce-partner', 'VpcId': 'vpc-a', 'VpcEndpointType': 'Interface',"
    " 'ServiceName': 'com.amazonaws.vpce.us-east-1.vpce-svc-0123', 'PrivateDnsEnabled': true,"
    " 'DnsEntries': [{'DnsName': 'vpce-partner-1.vpce-svc-0123.us-east-1.vpce.amazonaws.com'},"
    " {'DnsName': 'api.partner.example'}]},"
    "{'VpcEndpointId': 'vpce-pending', 'VpcId': 'vpc-a', 'VpcEndpointType': 'Interface',"
    " 'ServiceName': 'com.amazonaws.us-east-1.logs', 'State': 'pending'},"
    "{'VpcEndpointId': 'vpce-b', 'VpcId': 'vpc-b', 'VpcEndpointType': 'Interface',"
    " 'ServiceName': 'com.amazonaws.us-east-1.sts', 'PrivateDnsEnabled': true}],"
    "'NetworkInterfaces': [{'NetworkInterfaceId': 'eni-1', 'VpcId': 'vpc-a',"
    " 'PrivateIpAddress': '10.0.0.5', 'Association': {'PublicIp': '203.0.113.5'}}],"
    "'DBInstances': [{'DBInstanceIdentifier': 'orders', 'PubliclyAccessible': true,"
    " 'Endpoint': {'Address': 'Orders.abc.us-east-1.rds.amazonaws.com', 'Port': 3306}}],"
    "'DBClusters': [{'DBClusterIdentifier': 'stock', 'Endpoint': 'stock.cluster-x.example',"
    " 'ReaderEndpoint': 'stock.cluster-ro-x.example'}]}";

/* "KIND [addresses|record|service] [by RECORD] [zone ZONE]". */
static char *
answer_print(const AcvNameAnswer *answer)
{
    static const char *const kinds[] = {
        [ACV_NAME_NOT_FOUND] = "not found", [ACV_NAME_ADDRESSES] = "addresses",
        [ACV_NAME_RECORD] = "record",       [ACV_NAME_SERVICE] = "service",
        [ACV_NAME_PUBLIC] = "public",       [ACV_NAME_UNKNOWN] = "unknown",
    };
    GString *text = g_string_new(kinds[answer->kind]);
    for (size_t i = 0; answer->addresses && i < answer->addresses->n_ranges; i++) {
        char buffer[ACV_ADDRESS_TEXT_SIZE];
        acv_address_range_print(answer->addresses->ranges[i], buffer);
        g_string_append_printf(text, " %s", buffer);
    }
    if (answer->kind == ACV_NAME_RECORD) {
        g_string_append_printf(text, " %s", answer->record->id);
    }
    if (answer->kind == ACV_NAME_SERVICE) {
        g_string_append_printf(text, " %s", answer->service->service);
    }
    if (answer->kind == ACV_NAME_UNKNOWN) {
        g_string_append_printf(text, " %s %s", answer->missing.id,
                               answer->missing.field ? answer->missing.field : "-");
    }
    g_string_append_printf(text, "%s%s", answer->by ? " by " : "",
                           answer->by ? answer->by->id : "");
    g_string_append_printf(text, "%s%s", answer->zone ? " zone " : "",
                           answer->zone ? answer->zone : "");
    return g_string_free(text, FALSE);
}

typedef struct {
    const char *host;
    const char *expected;
    const char *vpc; /* NULL is vpc-a. */
    AcvNameView view;
} NameCase;

static AcvSnapshot *
parse(const char *json)
{
    g_autofree char *text = g_strdelimit(g_strdup(json), "'", '"');
    return scenario_parse(text, NULL);
}

static void
expect_names(const char *json, const NameCase *cases, size_t n_cases)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    g_autoptr(AcvSnapshot) snapshot = parse(json);
    g_autoptr(AcvNetwork) network = acv_network_new(snapshot, catalog);
    for (size_t i = 0; i < n_cases; i++) {
        const AcvVpc *vpc = acv_network_vpc(network, cases[i].vpc ? cases[i].vpc : "vpc-a");
        AcvNameAnswer answer = acv_name_resolve(network, vpc, cases[i].view, cases[i].host);
        g_autofree char *text = answer_print(&answer);
        EXPECT_TEXT(cases[i].host, text, cases[i].expected);
    }
}

static void
a_private_zone_answers_for_its_names_alone(void)
{
    static const NameCase cases[] = {
        { .host = "db.corp.example", "addresses 10.0.1.5-10.0.1.6 by ZPRIVATE" },
        { .host = "DB.Corp.Example.", "addresses 10.0.1.5-10.0.1.6 by ZPRIVATE" },
        { .host = "six.corp.example", "addresses 2001:db8::5/128 by ZPRIVATE" },
        { .host = "www.corp.example", "addresses 10.0.1.5-10.0.1.6 by ZPRIVATE" },
        { .host = "out.corp.example", "public by ZPRIVATE" },
        { .host = "alias.corp.example", "record vpce-0abc by ZPRIVATE" },
        { .host = "loop.corp.example", "not found by ZPRIVATE" },
        { .host = "corp.example", "not found by ZPRIVATE" },
        { .host = "no.corp.example", "not found by ZPRIVATE" },
        { .host = "mail.corp.example", "not found by ZPRIVATE" },
        { .host = "a.apps.corp.example", "addresses 10.0.2.9/32 by ZPRIVATE" },
        { .host = "b.a.apps.corp.example", "addresses 10.0.2.9/32 by ZPRIVATE" },
        { .host = "apps.corp.example", "not found by ZPRIVATE" },
        { .host = "y.own.apps.corp.example", "not found by ZPRIVATE" },
        { .host = "own.apps.corp.example", "not found by ZPRIVATE" },
        { .host = "db.sub.corp.example", "not found by ZSUB" },
        { .host = "a.dark.example", "unknown ZDARK ResourceRecordSets by ZDARK" },
        { .host = "othercorp.example", "public" },
        { .host = "db.corp.example", "addresses 203.0.113.9/32 by ZPUBLIC", "vpc-b" },
        { .host = "no.corp.example", "unknown no.corp.example addresses", "vpc-b" },
        { .host = "db.corp.example", "addresses 203.0.113.9/32 by ZPUBLIC", NULL, ACV_VIEW_PUBLIC },
    };
    expect_names(zones, cases, G_N_ELEMENTS(cases));
}

static void
private_dns_of_an_endpoint_answers_for_its_service(void)
{
    static const NameCase cases[] = {
        { .host = "bedrock-agentcore.us-east-1.amazonaws.com", "record vpce-core by vpce-core" },
        { .host = "bedrock-agentcore.us-east-1.amazonaws.com",
          "service bedrock-agentcore",
          NULL,
          ACV_VIEW_PUBLIC },
        /* Without an endpoint of their own, gateways lie in the zone of bedrock-agentcore. */
        { .host = "g-1.gateway.bedrock-agentcore.us-east-1.amazonaws.com",
          "not found by vpce-core" },
        { .host = "123456789012.dkr.ecr.us-east-1.amazonaws.com", "record vpce-dkr by vpce-dkr" },
        { .host = "*.dkr.ecr.us-east-1.amazonaws.com", "record vpce-dkr by vpce-dkr" },
        { .host = "api.ecr.us-east-1.amazonaws.com", "service ecr.api" },
        { .host = "api.ecr.eu-west-1.amazonaws.com", "service ecr.api" },
        { .host = "s3.us-east-1.amazonaws.com", "service s3" },
        { .host = "b.s3.us-east-1.amazonaws.com", "service s3" },
        { .host = "logs.us-east-1.amazonaws.com", "service logs" },
        { .host = "sts.us-east-1.amazonaws.com", "service sts" },
        { .host = "sts.us-east-1.amazonaws.com", "service sts", "vpc-b" },
        { .host = "api.partner.example", "record vpce-partner by vpce-partner" },
        { .host = "x.api.partner.example", "not found by vpce-partner" },
        { .host = "api.partner.example", "public", "vpc-b" },
    };
    expect_names(services, cases, G_N_ELEMENTS(cases));
}

static void
the_world_knows_the_names_of_aws(void)
{
    static const NameCase cases[] = {
        { .host = "orders.abc.us-east-1.rds.amazonaws.com", "record orders" },
        { .host = "orders.abc.us-east-1.rds.amazonaws.com", "public", NULL, ACV_VIEW_PUBLIC },
        { .host = "stock.cluster-ro-x.example", "record stock" },
        { .host = "stock.cluster-ro-x.example", "record stock", NULL, ACV_VIEW_PUBLIC },
        { .host = "other.abc.us-east-1.rds.amazonaws.com",
          "unknown other.abc.us-east-1.rds.amazonaws.com addresses" },
        { .host = "vpce-core-x1.bedrock-agentcore.us-east-1.vpce.amazonaws.com",
          "record vpce-core" },
        { .host = "vpce-core-x1-us-east-1a.bedrock-agentcore.us-east-1.vpce.amazonaws.com",
          "record vpce-core zone us-east-1a" },
        { .host = "bucket.vpce-s3-x1.s3.us-east-1.vpce.amazonaws.com", "record vpce-s3" },
        { .host = "vpce-none-x1.logs.us-east-1.vpce.amazonaws.com", "unknown vpce-none -" },
        { .host = "ip-10-0-0-5.ec2.internal", "addresses 10.0.0.5/32" },
        { .host = "ip-10-0-0-5.ec2.internal", "not found", NULL, ACV_VIEW_PUBLIC },
        { .host = "ip-10-0-0-500.ec2.internal", "unknown ip-10-0-0-500.ec2.internal addresses" },
        { .host = "ec2-203-0-113-5.compute-1.amazonaws.com", "addresses 10.0.0.5/32" },
        { .host = "ec2-203-0-113-5.compute-1.amazonaws.com", "addresses 203.0.113.5/32", "vpc-b" },
        { .host = "ec2-203-0-113-5.compute-1.amazonaws.com",
          "addresses 203.0.113.5/32",
          NULL,
          ACV_VIEW_PUBLIC },
        { .host = "www.example.org", "public" },
    };
    expect_names(services, cases, G_N_ELEMENTS(cases));
}

/* --- Resolvers and settings --- */

static void
dhcp_options_name_the_resolver(void)
{
    static const struct {
        const char *name;
        const char *servers; /* NULL: no such options. */
        AcvResolverKind kind;
        size_t n_servers;
    } cases[] = {
        { "Amazon's by name", "{'Value': 'AmazonProvidedDNS'}", ACV_RESOLVER_AMAZON, 0 },
        { "Amazon's by its address in the VPC", "{'Value': '10.0.0.2'}", ACV_RESOLVER_AMAZON, 0 },
        { "Amazon's by link", "{'Value': '169.254.169.253'}", ACV_RESOLVER_AMAZON, 0 },
        { "Amazon's by IPv6", "{'Value': 'fd00:ec2::253'}", ACV_RESOLVER_AMAZON, 0 },
        { "two of one's own", "{'Value': '10.0.9.2'}, {'Value': '10.0.9.3'}", ACV_RESOLVER_CUSTOM,
          2 },
        { "one's own, then Amazon's", "{'Value': '10.0.9.2'}, {'Value': '10.0.0.2'}",
          ACV_RESOLVER_CUSTOM, 1 },
        { "Amazon's, then one's own", "{'Value': '10.0.0.2'}, {'Value': '10.0.9.2'}",
          ACV_RESOLVER_AMAZON, 0 },
        { "options that are not there", NULL, ACV_RESOLVER_UNKNOWN, 0 },
    };
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *json = g_strdup_printf(
            "{'Vpcs': [{'VpcId': 'vpc-a', 'CidrBlock': '10.0.0.0/16', 'DhcpOptionsId': 'dopt-1'}],"
            "'DhcpOptions': [{'DhcpOptionsId': '%s', 'DhcpConfigurations':"
            " [{'Key': 'domain-name-servers', 'Values': [%s]}]}]}",
            cases[i].servers ? "dopt-1" : "dopt-2", cases[i].servers ? cases[i].servers : "");
        g_autoptr(AcvSnapshot) snapshot = parse(json);
        g_autoptr(AcvNetwork) network = acv_network_new(snapshot, catalog);
        AcvResolver resolver = acv_network_resolver(network, acv_network_vpc(network, "vpc-a"));
        EXPECT_INT(cases[i].name, resolver.kind, cases[i].kind);
        EXPECT_INT(cases[i].name, resolver.n_servers, cases[i].n_servers);
    }
}

static void
private_dns_takes_three_settings_and_a_working_endpoint(void)
{
    static const struct {
        const char *name;
        const char *vpc;
        const char *endpoint;
        unsigned obstacles;
    } cases[] = {
        { "nothing said", "", "", 0 },
        { "all on", ", 'EnableDnsSupport': true, 'EnableDnsHostnames': true",
          ", 'PrivateDnsEnabled': true, 'State': 'Available'", 0 },
        { "off at the endpoint", ", 'EnableDnsHostnames': true", ", 'PrivateDnsEnabled': false",
          ACV_PRIVATE_DNS_OFF },
        { "off at the endpoint, host names unsaid", "", ", 'PrivateDnsEnabled': false",
          ACV_PRIVATE_DNS_OFF | ACV_PRIVATE_DNS_NO_HOSTNAMES },
        { "off at the endpoint of a default VPC", ", 'IsDefault': true",
          ", 'PrivateDnsEnabled': false", ACV_PRIVATE_DNS_OFF },
        { "no host names", ", 'EnableDnsHostnames': false", "", ACV_PRIVATE_DNS_NO_HOSTNAMES },
        { "no DNS", ", 'EnableDnsSupport': false", "", ACV_PRIVATE_DNS_NO_SUPPORT },
        { "pending", "", ", 'State': 'pending'", ACV_PRIVATE_DNS_BAD_STATE },
        { "for resolvers outside alone", "",
          ", 'DnsOptions': {'PrivateDnsOnlyForInboundResolverEndpoint': true}",
          ACV_PRIVATE_DNS_INBOUND_ONLY },
    };
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *json = g_strdup_printf(
            "{'Vpcs': [{'VpcId': 'vpc-a'%s}], 'VpcEndpoints': [{'VpcEndpointId': 'vpce-1',"
            " 'VpcId': 'vpc-a', 'VpcEndpointType': 'Interface'%s}]}",
            cases[i].vpc, cases[i].endpoint);
        g_autoptr(AcvSnapshot) snapshot = parse(json);
        g_autoptr(AcvNetwork) network = acv_network_new(snapshot, catalog);
        unsigned obstacles = acv_endpoint_private_dns_obstacles(
            network, acv_snapshot_find_vpc_endpoint(snapshot, "vpce-1"), NULL);
        EXPECT_INT(cases[i].name, obstacles, cases[i].obstacles);
    }
}

SUITE_MAIN(name, TEST(a_private_zone_answers_for_its_names_alone),
           TEST(private_dns_of_an_endpoint_answers_for_its_service),
           TEST(the_world_knows_the_names_of_aws), TEST(dhcp_options_name_the_resolver),
           TEST(private_dns_takes_three_settings_and_a_working_endpoint))

/* Which target a name leads to, and what is told of names that lead nowhere. */
#include "analysis/host_name.h"
#include "analysis/inquiry.h"
#include "expect.h"
#include "scenario.h"
#include "suite.h"

static void
a_host_name_has_labels_and_a_word_at_its_end(void)
{
    static const struct {
        const char *text;
        bool is_host;
    } cases[] = {
        { "www.example.org", true },
        { "www.example.org.", true },
        { "*.example.com", true },
        { "_x.example.com", true },
        { "vpce-0a1-b2.logs.us-east-1.vpce.amazonaws.com", true },
        { "com.amazonaws.us-east-1.logs", false },
        { "cn.com.amazonaws.cn-north-1.logs", false },
        { "aws.sagemaker.us-east-1.studio", false },
        { "localhost", false },
        { "10.0.0.5", false },
        { "10.0.0", false },
        { "a..b", false },
        { ".example", false },
        { "a b.example", false },
        { "ec2.5x", false },
        { ".", false },
        { "", false },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        EXPECT_TRUE(cases[i].text, acv_text_is_host_name(cases[i].text) == cases[i].is_host);
    }
}

/* A runtime, an endpoint of logs, an instance called like a host, and a private zone. */
static const char json[] =
    "{'Region': 'us-east-1', 'Vpcs': [{'VpcId': 'vpc-a', 'CidrBlock': '10.0.0.0/16',"
    " 'EnableDnsHostnames': true}],"
    "'Subnets': [{'SubnetId': 'subnet-a', 'VpcId': 'vpc-a', 'CidrBlock': '10.0.1.0/24',"
    " 'AvailabilityZone': 'us-east-1a'}, {'SubnetId': 'subnet-b', 'VpcId': 'vpc-a',"
    " 'CidrBlock': '10.0.2.0/24', 'AvailabilityZone': 'us-east-1b'}],"
    "'VpcEndpoints': [{'VpcEndpointId': 'vpce-logs', 'VpcId': 'vpc-a',"
    " 'VpcEndpointType': 'Interface', 'ServiceName': 'com.amazonaws.us-east-1.logs',"
    " 'SubnetIds': ['subnet-a', 'subnet-b']}],"
    "'HostedZones': [{'Id': 'Z1', 'Name': 'corp.example', 'Config': {'PrivateZone': true},"
    " 'VPCs': [{'VPCId': 'vpc-a'}], 'ResourceRecordSets': [{'Name': 'two.corp.example',"
    " 'Type': 'A', 'ResourceRecords': [{'Value': '10.0.1.9'}, {'Value': '10.0.1.10'}]}]}],"
    "'NetworkInterfaces': [{'NetworkInterfaceId': 'eni-1', 'VpcId': 'vpc-a',"
    " 'SubnetId': 'subnet-a', 'PrivateIpAddress': '10.0.1.9',"
    " 'TagSet': [{'Key': 'Name', 'Value': 'db.internal'}]}],"
    "'AgentRuntimes': [{'agentRuntimeId': 'agent-1', 'agentRuntimeName': 'agent',"
    " 'networkConfiguration': {'networkMode': 'VPC', 'networkModeConfig':"
    " {'subnets': ['subnet-a'], 'securityGroups': ['sg-a']}}}]}";

/* The destinations of all paths, or the error. */
static char *
targets_of(AcvNetwork *network, const char *to, bool no_dns)
{
    g_autoptr(GError) error = NULL;
    AcvQuestion question = {
        .from = "runtime", .to = to, .ephemeral_ports = ACV_EPHEMERAL_PORTS, .no_dns = no_dns
    };
    g_autoptr(AcvInquiry) inquiry = acv_inquiry_new(network, &question, &error);
    if (!inquiry) {
        return g_strdup(error->message);
    }
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < inquiry->paths->len; i++) {
        const AcvEnd *target = &((const AcvPath *) g_ptr_array_index(inquiry->paths, i))->target;
        g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "",
                               target->record    ? target->record->id
                               : target->service ? target->service->name
                                                 : "address");
        if (target->placement && !target->placement->interface) {
            g_string_append_printf(text, " in %s", target->placement->subnet_id);
        }
        if (target->naming) {
            g_string_append_printf(text, " by name");
        }
    }
    return g_string_free(text, FALSE);
}

static void
a_name_leads_to_what_it_stands_for(void)
{
    static const struct {
        const char *to;
        const char *expected;
        bool no_dns;
    } cases[] = {
        { .to = "logs", "vpce-logs in subnet-a by name, vpce-logs in subnet-b by name" },
        { .to = "logs", "vpce-logs in subnet-a, vpce-logs in subnet-b", .no_dns = true },
        { .to = "logs.us-east-1.amazonaws.com",
          "vpce-logs in subnet-a by name, vpce-logs in subnet-b by name" },
        { .to = "vpce-logs-x-us-east-1b.logs.us-east-1.vpce.amazonaws.com",
          "vpce-logs in subnet-b by name" },
        { .to = "vpce-logs", "vpce-logs in subnet-a, vpce-logs in subnet-b" },
        { .to = "two.corp.example", "eni-1 by name, address by name" },
        { .to = "none.corp.example", "none.corp.example by name" },
        { .to = "sts", "com.amazonaws.us-east-1.sts by name" },
        { .to = "www.example.org", "www.example.org by name" },
        { .to = "www.example.org", "www.example.org", .no_dns = true },
        { .to = "db.internal", "eni-1" },
        { .to = "ecr.apj", "--to: no target is called \"ecr.apj\"; did you mean ecr.api, ecr?" },
    };
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    g_autofree char *text = g_strdelimit(g_strdup(json), "'", '"');
    g_autoptr(AcvSnapshot) snapshot = scenario_parse(text, NULL);
    g_autoptr(AcvNetwork) network = acv_network_new(snapshot, catalog);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = targets_of(network, cases[i].to, cases[i].no_dns);
        EXPECT_TEXT(cases[i].to, got, cases[i].expected);
    }
}

SUITE_MAIN(named_ends, TEST(a_host_name_has_labels_and_a_word_at_its_end),
           TEST(a_name_leads_to_what_it_stands_for))

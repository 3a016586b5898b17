/* Odd values that are read nevertheless, and the settings of a scenario as a whole. */
#include "expect.h"
#include "scenario.h"
#include "suite.h"

#include <string.h>

static const struct {
    const char *name;
    const char *json;
    const char *problems;
} warnings[] = {
    { "host bits", "{\"Vpcs\":[{\"VpcId\":\"v\",\"CidrBlock\":\"10.0.0.7/16\"}]}",
      "warning: t.json: /Vpcs/0/CidrBlock: \"10.0.0.7/16\" has host bits; read as 10.0.0.0/16" },
    { "host bits of IPv6",
      "{\"PrefixLists\":[{\"PrefixListId\":\"p\",\"Entries\":[{\"Cidr\":\"2001:db8::1/32\"}]}]}",
      "warning: t.json: /PrefixLists/0/Entries/0/Cidr: \"2001:db8::1/32\" has host bits; read as "
      "2001:db8::/32" },
    { "an unknown protocol",
      "{\"SecurityGroups\":[{\"GroupId\":\"g\",\"IpPermissions\":[{\"IpProtocol\":\"tpc\"}]}]}",
      "warning: t.json: /SecurityGroups/0/IpPermissions/0/IpProtocol: \"tpc\" is not a known "
      "protocol, so what the rule matches is unknown" },
    { "an unknown action",
      "{\"NetworkAcls\":[{\"NetworkAclId\":\"a\",\"Entries\":[{\"RuleNumber\":1,\"RuleAction\":"
      "\"permit\"}]}]}",
      "warning: t.json: /NetworkAcls/0/Entries/0/RuleAction: \"permit\" is not one of the known "
      "values: allow, deny" },
    { "an unknown mode",
      "{\"Browsers\":[{\"browserId\":\"b\",\"networkConfiguration\":{\"networkMode\":\"PRIVATE\"}}]"
      "}",
      "warning: t.json: /Browsers/0/networkConfiguration/networkMode: \"PRIVATE\" is not one of "
      "the known values: PUBLIC, SANDBOX, VPC" },
    { "an unknown state", "{\"NatGateways\":[{\"NatGatewayId\":\"n\",\"State\":\"ready\"}]}",
      "warning: t.json: /NatGateways/0/State: \"ready\" is not one of the known values: pending, "
      "failed, available, deleting, deleted" },
    { "both configurations of a runtime",
      "{\"agentRuntimeId\":\"a\",\"networkConfiguration\":{\"networkModeConfig\":{\"subnets\":[]},"
      "\"vpcConfig\":{\"subnets\":[],\"securityGroups\":[]}}}",
      "" },
    { "both configurations, not alike",
      "{\"Browsers\":[{\"browserId\":\"a\",\"networkConfiguration\":{\"vpcConfig\":{"
      "\"securityGroups\":[]},\"networkModeConfig\":{\"securityGroups\":[\"sg-1\"]}}}]}",
      "warning: t.json: /Browsers/0/networkConfiguration/networkModeConfig/securityGroups: differs "
      "from another key that says the same; the first is used" },
    { "one page of several",
      "{\"Vpcs\":[{\"VpcId\":\"v\",\"CidrBlock\":\"10.0.0.0/16\"}],"
      "\"NextToken\":\"abc\"}",
      "warning: t.json: /NextToken: this reply is one page of several: the others are needed too" },
    { "one page of several, elsewhere",
      "{\"DBProxies\":[{\"DBProxyName\":\"p\"}],\"Marker\":\"abc\",\"nextToken\":\"x\"}",
      "warning: t.json: /Marker: this reply is one page of several: the others are needed too\n"
      "warning: t.json: /nextToken: this reply is one page of several: the others are needed too" },
    { "the last page",
      "{\"DBProxies\":[{\"DBProxyName\":\"p\"}],\"Marker\":\"\",\"NextToken\":null}", "" },
    { "lists of summaries",
      "{\"agentRuntimes\":[{\"agentRuntimeId\":\"a\"}],\"codeInterpreterSummaries\":[],"
      "\"browserSummaries\":[],\"DBProxies\":[{\"DBProxyName\":\"p\"}]}",
      "warning: t.json: /agentRuntimes: list-agent-runtimes prints no network configuration; use "
      "get-agent-runtime for each\n"
      "warning: t.json: /codeInterpreterSummaries: list-code-interpreters prints no network "
      "configuration; use get-code-interpreter for each\n"
      "warning: t.json: /browserSummaries: list-browsers prints no network configuration; use "
      "get-browser for each" },
    { "routes of nobody", "{\"Routes\":[],\"DBProxies\":[{\"DBProxyName\":\"p\"}]}",
      "warning: t.json: /Routes: search-transit-gateway-routes does not print whose routes these "
      "are; put them into the entry of TransitGatewayRouteTables" },
    { "two Regions",
      "{\"Region\":\"a\",\"DBProxies\":[{\"DBProxyName\":\"p\"}]} {\"Region\":\"b\"}",
      "warning: t.json (document 2): /Region: differs from \"a\", which came before and is used" },

    { "ports of a protocol without ports",
      "{\"SecurityGroups\":[{\"GroupId\":\"g\",\"IpPermissions\":[{\"IpProtocol\":\"-1\","
      "\"FromPort\":9,\"ToPort\":1},{\"IpProtocol\":\"50\",\"FromPort\":9,\"ToPort\":1}]}]}",
      "" },
    { "ICMP types and codes have no order",
      "{\"SecurityGroups\":[{\"GroupId\":\"g\",\"IpPermissions\":[{\"IpProtocol\":\"icmp\","
      "\"FromPort\":8,\"ToPort\":0},{\"IpProtocol\":\"58\",\"FromPort\":128,\"ToPort\":-1}]}]}",
      "" },
    { "every known kind of top-level key",
      "{\"$schema\":\"x\",\"Region\":\"r\",\"AccountId\":\"a\",\"Expectations\":[],"
      "\"ResponseMetadata\":{},\"TargetHealthDescriptions\":[],\"DBProxies\":[{\"DBProxyName\":"
      "\"p\"}]}",
      "" },
    { "null for a list",
      "{\"Vpcs\":null,\"DBProxies\":[{\"DBProxyName\":\"p\",\"VpcSubnetIds\":null}]}", "" },
};

static void
odd_values_are_read_with_a_warning(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(warnings); i++) {
        g_autofree char *problems = NULL;
        g_autoptr(AcvSnapshot) snapshot = scenario_parse(warnings[i].json, &problems);
        EXPECT_TEXT(warnings[i].name, problems, warnings[i].problems);
        EXPECT_TRUE(warnings[i].name, snapshot != NULL);
    }
}

static const struct {
    const char *json;
    uint8_t first;
    uint8_t last;
    bool unknown;
} protocols[] = {
    { "\"tcp\"", 6, 6, false },      { "\"TCP\"", 6, 6, false },
    { "\"6\"", 6, 6, false },        { "6", 6, 6, false },
    { "\"udp\"", 17, 17, false },    { "17", 17, 17, false },
    { "\"icmp\"", 1, 1, false },     { "1", 1, 1, false },
    { "\"icmpv6\"", 58, 58, false }, { "\"58\"", 58, 58, false },
    { "\"-1\"", 0, 255, false },     { "-1", 0, 255, false },
    { "\"all\"", 0, 255, false },    { "\"0\"", 0, 0, false },
    { "255", 255, 255, false },      { "\"gre\"", 47, 47, false },
    { "\"esp\"", 50, 50, false },    { "\"ah\"", 51, 51, false },
    { "\"sctp\"", 132, 132, false }, { "\"tpc\"", 0, 255, true },
    { "\"-x\"", 0, 255, true },
};

static void
protocols_are_read_by_name_and_number_everywhere(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(protocols); i++) {
        g_autofree char *json = g_strdup_printf(
            "{\"SecurityGroups\":[{\"GroupId\":\"g\",\"IpPermissions\":[{\"IpProtocol\":%s}]}],"
            "\"NetworkAcls\":[{\"NetworkAclId\":\"a\",\"Entries\":[{\"RuleNumber\":1,\"Protocol\":"
            "%s}]}]}",
            protocols[i].json, protocols[i].json);
        g_autoptr(AcvSnapshot) snapshot = scenario_parse(json, NULL);
        CU_ASSERT_PTR_NOT_NULL_FATAL(snapshot);
        AcvProtocol of_group =
            acv_snapshot_find_security_group(snapshot, "g")->ingress.items[0].protocol;
        AcvProtocol of_acl =
            acv_snapshot_find_network_acl(snapshot, "a")->entries.items[0].protocol;
        EXPECT_INT(protocols[i].json, of_group.first, protocols[i].first);
        EXPECT_INT(protocols[i].json, of_group.last, protocols[i].last);
        EXPECT_INT(protocols[i].json, of_group.unknown, protocols[i].unknown);
        EXPECT_TRUE(protocols[i].json, of_group.given);
        EXPECT_TRUE(protocols[i].json, memcmp(&of_group, &of_acl, sizeof of_acl) == 0);
    }
}

static const struct {
    const char *name;
    const char *json;
    const char *region;
    const char *account_id;
} origins[] = {
    { "nothing says", "{\"Vpcs\":[{\"VpcId\":\"v\"}]}", NULL, NULL },
    { "the scenario says",
      "{\"AccountId\":\"000000000001\",\"Vpcs\":[{\"VpcId\":\"v\",\"OwnerId\":\"000000000002\"}],"
      "\"Region\":\"eu-west-1\"}",
      "eu-west-1", "000000000001" },
    { "zones say", "{\"Subnets\":[{\"SubnetId\":\"s\",\"AvailabilityZone\":\"ap-southeast-2c\"}]}",
      "ap-southeast-2", NULL },
    { "a local zone", "{\"AvailabilityZones\":[{\"ZoneName\":\"us-west-2-lax-1a\"}]}", "us-west-2",
      NULL },
    { "no zone", "{\"AvailabilityZones\":[{\"ZoneName\":\"here\"}]}", NULL, NULL },
    { "an ARN says",
      "{\"DBProxies\":[{\"DBProxyName\":\"p\",\"DBProxyArn\":\"arn:aws:rds:eu-north-1:000000000001:"
      "db-proxy:p\"}]}",
      "eu-north-1", "000000000001" },
    { "an ARN without Region",
      "{\"Roles\":[{\"RoleId\":\"r\",\"Arn\":\"arn:aws:iam::000000000001:role/r\"}]}", NULL,
      "000000000001" },
    { "an ARN that is none", "{\"Roles\":[{\"RoleId\":\"r\",\"Arn\":\"arn:aws\"}]}", NULL, NULL },
    { "an owner that is no account",
      "{\"PrefixLists\":[{\"PrefixListId\":\"p\",\"OwnerId\":\"AWS\"}]}", NULL, NULL },
    { "they disagree",
      "{\"Subnets\":[{\"SubnetId\":\"s\",\"AvailabilityZone\":\"us-east-1a\"},{\"SubnetId\":\"t\","
      "\"AvailabilityZone\":\"us-west-2a\"},{\"SubnetId\":\"u\",\"AvailabilityZone\":"
      "\"us-west-2a\"}]}",
      NULL, NULL },
    { "AgentCore counts first",
      "{\"Vpcs\":[{\"VpcId\":\"v\",\"OwnerId\":\"000000000002\"}],\"Browsers\":[{\"browserId\":"
      "\"b\",\"browserArn\":\"arn:aws:bedrock-agentcore:us-east-1:000000000001:browser/b\"}],"
      "\"Subnets\":[{\"SubnetId\":\"s\",\"AvailabilityZone\":\"us-west-2a\"}]}",
      "us-east-1", "000000000001" },
};

static void
region_and_account_follow_from_what_is_read(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(origins); i++) {
        g_autoptr(AcvSnapshot) snapshot = scenario_parse(origins[i].json, NULL);
        CU_ASSERT_PTR_NOT_NULL_FATAL(snapshot);
        EXPECT_TEXT(origins[i].name, acv_snapshot_region(snapshot), origins[i].region);
        EXPECT_TEXT(origins[i].name, acv_snapshot_account_id(snapshot), origins[i].account_id);
    }
}

static void
an_unknown_key_is_remarked_upon_with_what_may_be_meant(void)
{
    const char *json = "{\"Subnet\":[],\"Zzzzzz\":[],\"Vpcs\":[{\"VpcId\":\"v\",\"Colour\":1},"
                       "{\"VpcId\":\"w\",\"Colour\":2}]}";
    g_autoptr(AcvProblems) problems = acv_problems_new();
    AcvScenarioText text = { "t.json", json, strlen(json) };
    g_autoptr(AcvSnapshot) snapshot = acv_scenario_parse(&text, 1, problems);
    g_autofree char *all = problems_print(problems, ACV_SEVERITY_REMARK);

    EXPECT_TEXT("remarks", all,
                "remark: t.json: /Vpcs/0/Colour: an unknown field, which is ignored\n"
                "remark: t.json: /Subnet: an unknown key, which is ignored; perhaps \"Subnets\" is "
                "meant\n"
                "remark: t.json: /Zzzzzz: an unknown key, which is ignored\n"
                "remark: t.json: read 2 Vpcs\n"
                "warning: t.json: /Vpcs/0: the VPC has no CidrBlock\n"
                "warning: t.json: /Vpcs/1: the VPC has no CidrBlock");
    EXPECT_TRUE("read", snapshot != NULL);
}

static void
options_without_a_region_hold_everywhere(void)
{
    g_autoptr(AcvSnapshot) snapshot = scenario_parse(
        "{\"VpcBlockPublicAccessOptions\":{\"InternetGatewayBlockMode\":\"block-ingress\"}}", NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(snapshot);
    const AcvVpcBlockPublicAccessOptions *options =
        acv_snapshot_find_vpc_block_public_access_options(snapshot, "*");
    CU_ASSERT_PTR_NOT_NULL_FATAL(options);
    EXPECT_TEXT("mode", options->internet_gateway_block_mode, "block-ingress");
}

SUITE_MAIN(scenario_values, TEST(odd_values_are_read_with_a_warning),
           TEST(protocols_are_read_by_name_and_number_everywhere),
           TEST(region_and_account_follow_from_what_is_read),
           TEST(an_unknown_key_is_remarked_upon_with_what_may_be_meant),
           TEST(options_without_a_region_hold_everywhere))

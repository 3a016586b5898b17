/* Every bad input is a row with the message that a user sees. */
#include "expect.h"
#include "scenario.h"
#include "suite.h"

#include <string.h>

static const struct {
    const char *name;
    const char *json;
    const char *problems;
} rows[] = {
    /* --- Not a scenario --- */
    { "nothing", "", "error: t.json: is empty" },
    { "only space", " \n\t", "error: t.json: is empty" },
    { "not JSON", "Vpcs:\n", "error: t.json:1:1: expected an object, '{', got 'V'" },
    { "cut short", "{\"Vpcs\": [\n{\"VpcId\": \"vpc-1\"",
      "error: t.json:2:18: expected ',' or '}', but the text ends" },
    { "an empty object", "{}",
      "error: t.json: nothing to analyze: no resource under any known key" },
    { "empty lists", "{\"Vpcs\":[],\"Subnets\":[]}",
      "error: t.json: nothing to analyze: no resource under any known key" },
    { "unknown keys only", "{\"vpcs\":[],\"Foo\":1}",
      "error: t.json: nothing to analyze: no resource under any known key, only \"Foo\", "
      "\"vpcs\"" },
    { "settings only", "{\"Region\":\"us-east-1\"}",
      "error: t.json: nothing to analyze: no resource under any known key" },

    /* --- Name servers --- */
    { "a name server that is no address",
      "{\"DhcpOptions\":[{\"DhcpOptionsId\":\"d\",\"DhcpConfigurations\":[{\"Key\":\"domain-name\","
      "\"Values\":[{\"Value\":\"corp\"}]},{\"Key\":\"domain-name-servers\",\"Values\":[{\"Value\":"
      "\"AmazonProvidedDNS\"},{\"Value\":\"10.0.0.2\"},{\"Value\":\"fd00:ec2::253\"},{\"Value\":"
      "\"10.0.0.300\"},{\"Value\":\"dns.corp\"}]}]}]}",
      "error: t.json: /DhcpOptions/0/DhcpConfigurations/1/Values/3/Value: expected an IP address "
      "or "
      "AmazonProvidedDNS, got \"10.0.0.300\"\n"
      "error: t.json: /DhcpOptions/0/DhcpConfigurations/1/Values/4/Value: expected an IP address "
      "or "
      "AmazonProvidedDNS, got \"dns.corp\"" },

    /* --- The wrong shape --- */
    { "an object for a list", "{\"Subnets\":{\"SubnetId\":\"s\"}}",
      "error: t.json: /Subnets: expected a list, got an object" },
    { "a text for a list", "{\"Subnets\":\"s\"}",
      "error: t.json: /Subnets: expected a list, got \"s\"" },
    { "a text for an object", "{\"VpcBlockPublicAccessOptions\":true}",
      "error: t.json: /VpcBlockPublicAccessOptions: expected an object or a list of objects, got "
      "true" },
    { "an element that is no object", "{\"Vpcs\":[null]}",
      "error: t.json: /Vpcs/0: expected an object, got null" },
    { "a Region that is no text", "{\"Region\":1,\"Vpcs\":[]}",
      "error: t.json: /Region: expected a text, got 1" },
    { "a reservation that is none", "{\"Reservations\":[1]}",
      "error: t.json: /Reservations/0: expected an object, got 1" },
    { "instances that are no list", "{\"Reservations\":[{\"Instances\":{}}]}",
      "error: t.json: /Reservations/0/Instances: expected a list, got an object" },

    /* --- Without an id --- */
    { "a subnet without an id", "{\"Subnets\":[{\"CidrBlock\":\"10.0.0.0/24\"}]}",
      "error: t.json: /Subnets/0: SubnetId is missing" },
    { "an instance without an id", "{\"Reservations\":[{\"Instances\":[{\"ImageId\":\"ami\"}]}]}",
      "error: t.json: /Reservations/0/Instances/0: InstanceId is missing" },
    { "an interface of an instance without an id",
      "{\"Reservations\":[{\"Instances\":[{\"InstanceId\":\"i\",\"NetworkInterfaces\":[{}]}]}]}",
      "error: t.json: /Reservations/0/Instances/0/NetworkInterfaces/0: NetworkInterfaceId is "
      "missing" },
    { "a runtime by its name alone", "{\"AgentRuntimes\":[{\"agentRuntimeName\":\"a\"}]}",
      "error: t.json: /AgentRuntimes/0: agentRuntimeId is missing" },
    { "an attachment without its gateway",
      "{\"TransitGatewayAttachments\":[{\"TransitGatewayAttachmentId\":\"a\"}]}",
      "error: t.json: /TransitGatewayAttachments/0: TransitGatewayId is missing" },
    { "an association without a VPC", "{\"SecurityGroupVpcAssociations\":[{\"GroupId\":\"g\"}]}",
      "error: t.json: /SecurityGroupVpcAssociations/0: VpcId is missing" },
    { "an ACL entry without a number",
      "{\"NetworkAcls\":[{\"NetworkAclId\":\"a\",\"Entries\":[{\"Egress\":true}]}]}",
      "error: t.json: /NetworkAcls/0/Entries/0: RuleNumber is missing" },
    { "a rule without its group", "{\"SecurityGroupRules\":[{\"CidrIpv4\":\"10.0.0.0/8\"}]}",
      "error: t.json: /SecurityGroupRules/0: GroupId is missing" },

    /* --- Expectations --- */
    { "an expectation of nothing", "{\"Expectations\":[{}]}",
      "error: t.json: /Expectations/0: Expect is missing\n"
      "error: t.json: /Expectations/0: From is missing\n"
      "error: t.json: /Expectations/0: To is missing" },
    { "a verdict that is none",
      "{\"Expectations\":[{\"From\":\"a\",\"To\":\"b\",\"Expect\":\"open\"}]}",
      "error: t.json: /Expectations/0/Expect: \"open\" is not one of the known values: "
      "reachable, unreachable, partial, undetermined" },
    { "expectations of the wrong types",
      "{\"Expectations\":[{\"From\":1,\"To\":\"\",\"Expect\":null,\"Because\":[]},true]}",
      "error: t.json: /Expectations/0/From: expected a text, got 1\n"
      "error: t.json: /Expectations/0/To: expected a text that is not empty, got \"\"\n"
      "error: t.json: /Expectations/0/Because: expected a text, got a list\n"
      "error: t.json: /Expectations/0: Expect is missing\n"
      "error: t.json: /Expectations/1: expected an object, got true" },
    { "expectations of nothing to analyze",
      "{\"Expectations\":[{\"From\":\"a\",\"To\":\"b\",\"Expect\":\"reachable\"}]}",
      "error: t.json: nothing to analyze: no resource under any known key" },

    /* --- Malformed values --- */
    { "a port by name",
      "{\"SecurityGroups\":[{\"GroupId\":\"a\"},{\"GroupId\":\"b\"},{\"GroupId\":\"c\","
      "\"IpPermissions\":[{\"IpProtocol\":\"tcp\",\"FromPort\":\"http\"}]}]}",
      "error: t.json: /SecurityGroups/2/IpPermissions/0/FromPort: expected a port 0-65535 or -1, "
      "got \"http\"" },
    { "a port as text",
      "{\"SecurityGroups\":[{\"GroupId\":\"a\",\"IpPermissions\":[{\"ToPort\":\"443\"}]}]}",
      "error: t.json: /SecurityGroups/0/IpPermissions/0/ToPort: expected a port 0-65535 or -1, got "
      "\"443\"" },
    { "a port too large",
      "{\"DBInstances\":[{\"DBInstanceIdentifier\":\"d\",\"Endpoint\":{\"Port\":70000}}]}",
      "error: t.json: /DBInstances/0/Endpoint/Port: expected a port 0-65535, got 70000" },
    { "ports the wrong way round",
      "{\"SecurityGroups\":[{\"GroupId\":\"a\",\"IpPermissions\":[{\"IpProtocol\":\"udp\","
      "\"FromPort\":90,\"ToPort\":80}]}]}",
      "error: t.json: /SecurityGroups/0/IpPermissions/0: the first port, 90, is beyond the last, "
      "80" },
    { "ports of an ACL the wrong way round",
      "{\"NetworkAcls\":[{\"NetworkAclId\":\"a\",\"Entries\":[{\"RuleNumber\":1,\"Protocol\":\"6\","
      "\"PortRange\":{\"From\":2,\"To\":1}}]}]}",
      "error: t.json: /NetworkAcls/0/Entries/0: the first port, 2, is beyond the last, 1" },
    { "ports of a rule the wrong way round",
      "{\"SecurityGroupRules\":[{\"GroupId\":\"g\",\"CidrIpv4\":\"10.0.0.0/8\",\"IpProtocol\":"
      "\"tcp\",\"FromPort\":2,\"ToPort\":1}]}",
      "error: t.json: /SecurityGroupRules/0: the first port, 2, is beyond the last, 1" },
    { "an ICMP type that is none",
      "{\"SecurityGroups\":[{\"GroupId\":\"a\",\"IpPermissions\":[{\"IpProtocol\":\"icmp\","
      "\"FromPort\":256,\"ToPort\":-1}]}]}",
      "error: t.json: /SecurityGroups/0/IpPermissions/0: expected an ICMP type and code of at most "
      "255, got 256 and -1" },
    { "an ICMP code that is none",
      "{\"NetworkAcls\":[{\"NetworkAclId\":\"a\",\"Entries\":[{\"RuleNumber\":1,\"IcmpTypeCode\":{"
      "\"Type\":8,\"Code\":-2}}]}]}",
      "error: t.json: /NetworkAcls/0/Entries/0/IcmpTypeCode/Code: expected an ICMP type or code "
      "0-255 or -1, got -2" },
    { "a protocol beyond 255",
      "{\"NetworkAcls\":[{\"NetworkAclId\":\"a\",\"Entries\":[{\"RuleNumber\":1,\"Protocol\":"
      "\"256\"}]}]}",
      "error: t.json: /NetworkAcls/0/Entries/0/Protocol: expected a protocol: a name, 0-255, or -1 "
      "for all, got \"256\"" },
    { "a protocol below -1",
      "{\"NetworkAcls\":[{\"NetworkAclId\":\"a\",\"Entries\":[{\"RuleNumber\":1,\"Protocol\":-2}]}]"
      "}",
      "error: t.json: /NetworkAcls/0/Entries/0/Protocol: expected a protocol: a name, 0-255, or -1 "
      "for all, got -2" },
    { "a rule number beyond all",
      "{\"NetworkAcls\":[{\"NetworkAclId\":\"a\",\"Entries\":[{\"RuleNumber\":40000}]}]}",
      "error: t.json: /NetworkAcls/0/Entries/0/RuleNumber: expected a rule number 1-32768, got "
      "40000" },
    { "a prefix too long", "{\"Vpcs\":[{\"VpcId\":\"v\",\"CidrBlock\":\"10.0.0.0/33\"}]}",
      "error: t.json: /Vpcs/0/CidrBlock: expected an IPv4 CIDR such as 10.0.0.0/16, got "
      "\"10.0.0.0/33\"" },
    { "a CIDR without a length", "{\"Vpcs\":[{\"VpcId\":\"v\",\"CidrBlock\":\"10.0.0.0\"}]}",
      "error: t.json: /Vpcs/0/CidrBlock: expected an IPv4 CIDR such as 10.0.0.0/16, got "
      "\"10.0.0.0\"" },
    { "the other family",
      "{\"RouteTables\":[{\"RouteTableId\":\"r\",\"Routes\":[{\"DestinationCidrBlock\":\"::/"
      "0\"}]}]}",
      "error: t.json: /RouteTables/0/Routes/0/DestinationCidrBlock: expected an IPv4 CIDR such as "
      "10.0.0.0/16, got \"::/0\"" },
    { "the other family again",
      "{\"SecurityGroups\":[{\"GroupId\":\"a\",\"IpPermissions\":[{\"Ipv6Ranges\":[{\"CidrIpv6\":"
      "\"10.0.0.0/8\"}]}]}]}",
      "error: t.json: /SecurityGroups/0/IpPermissions/0/Ipv6Ranges/0/CidrIpv6: expected an IPv6 "
      "CIDR such as 2001:db8::/56, got \"10.0.0.0/8\"" },
    { "no CIDR of any family", "{\"PrefixLists\":[{\"PrefixListId\":\"p\",\"Cidrs\":[\"x\"]}]}",
      "error: t.json: /PrefixLists/0/Cidrs/0: expected a CIDR such as 10.0.0.0/16 or "
      "2001:db8::/56, got \"x\"" },
    { "no address",
      "{\"NetworkInterfaces\":[{\"NetworkInterfaceId\":\"e\",\"PrivateIpAddress\":"
      "\"10.0.0.256\"}]}",
      "error: t.json: /NetworkInterfaces/0/PrivateIpAddress: expected an IPv4 address, got "
      "\"10.0.0.256\"" },
    { "no IPv6 address",
      "{\"NetworkInterfaces\":[{\"NetworkInterfaceId\":\"e\",\"Ipv6Addresses\":[{\"Ipv6Address\":"
      "\"10.0.0.1\"}]}]}",
      "error: t.json: /NetworkInterfaces/0/Ipv6Addresses/0/Ipv6Address: expected an IPv6 address, "
      "got \"10.0.0.1\"" },
    { "no public address", "{\"Addresses\":[{\"PublicIp\":\"here\"}]}",
      "error: t.json: /Addresses/0/PublicIp: expected an IP address, got \"here\"" },
    { "a route to nowhere",
      "{\"RouteTables\":[{\"RouteTableId\":\"r\",\"Routes\":[{\"GatewayId\":\"local\"}]}]}",
      "error: t.json: /RouteTables/0/Routes/0: expected one of DestinationCidrBlock, "
      "DestinationIpv6CidrBlock and DestinationPrefixListId, got 0 of them" },
    { "a route to two places",
      "{\"RouteTables\":[{\"RouteTableId\":\"r\",\"Routes\":[{\"DestinationCidrBlock\":"
      "\"10.0.0.0/8\",\"DestinationPrefixListId\":\"pl-1\"}]}]}",
      "error: t.json: /RouteTables/0/Routes/0: expected one of DestinationCidrBlock, "
      "DestinationIpv6CidrBlock and DestinationPrefixListId, got 2 of them" },
    { "a transit gateway route to nowhere",
      "{\"TransitGatewayRouteTables\":[{\"TransitGatewayRouteTableId\":\"t\",\"Routes\":[{}]}]}",
      "error: t.json: /TransitGatewayRouteTables/0/Routes/0: expected a DestinationCidrBlock or a "
      "PrefixListId" },
    { "a rule without a peer",
      "{\"SecurityGroups\":[{\"GroupId\":\"a\",\"IpPermissions\":[{\"IpRanges\":[{\"Description\":"
      "\"x\"}]}]}]}",
      "error: t.json: /SecurityGroups/0/IpPermissions/0/IpRanges/0: expected one CIDR, prefix list "
      "or security group, got 0 of them" },
    { "a rule with two peers",
      "{\"SecurityGroupRules\":[{\"GroupId\":\"g\",\"CidrIpv4\":\"10.0.0.0/8\",\"PrefixListId\":"
      "\"pl-1\"}]}",
      "error: t.json: /SecurityGroupRules/0: expected one CIDR, prefix list or security group, got "
      "2 of them" },
    { "an id that is no text", "{\"Vpcs\":[{\"VpcId\":{}}]}",
      "error: t.json: /Vpcs/0/VpcId: expected a text, got an object" },
    { "a group without an id",
      "{\"NetworkInterfaces\":[{\"NetworkInterfaceId\":\"e\",\"Groups\":[{\"GroupName\":\"x\"}]}]}",
      "error: t.json: /NetworkInterfaces/0/Groups/0: GroupId is missing" },
    { "a key twice",
      "{\"Vpcs\":[{\"VpcId\":\"v\",\"CidrBlock\":\"10.0.0.0/16\",\"CidrBlock\":\"10.1.0.0/16\"}]}",
      "error: t.json: /Vpcs/0/CidrBlock: given twice in one object, with different values" },

    /* --- All at once --- */
    { "all errors of a text",
      "{\"Vpcs\":[{\"CidrBlock\":\"x\"},{\"VpcId\":\"v\",\"IsDefault\":\"no\"}],\"Subnets\":1}",
      "error: t.json: /Vpcs/0/CidrBlock: expected an IPv4 CIDR such as 10.0.0.0/16, got \"x\"\n"
      "error: t.json: /Vpcs/0: VpcId is missing\n"
      "error: t.json: /Vpcs/1/IsDefault: expected true or false, got \"no\"\n"
      "error: t.json: /Subnets: expected a list, got 1" },
    { "the second document", "{\"Vpcs\":[]}\n{\"Vpcs\":[{}]}",
      "error: t.json (document 2): /Vpcs/0: VpcId is missing" },
    { "a key to escape", "{\"AgentRuntimes\":[{\"agentRuntimeId\":1}]}",
      "error: t.json: /AgentRuntimes/0/agentRuntimeId: expected a text, got 1" },
};

static void
a_bad_scenario_is_refused_with_the_reason(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *problems = NULL;
        g_autoptr(AcvSnapshot) snapshot = scenario_parse(rows[i].json, &problems);
        EXPECT_TEXT(rows[i].name, problems, rows[i].problems);
        EXPECT_TRUE(rows[i].name, snapshot == NULL);
    }
}

/* A text of 'n' times 'part' between 'head' and 'tail', a comma between. */
static char *
repeat(const char *head, const char *part, size_t n, const char *tail)
{
    GString *text = g_string_new(head);
    for (size_t i = 0; i < n; i++) {
        g_string_append(text, i > 0 ? "," : "");
        g_string_append(text, part);
    }
    g_string_append(text, tail);
    return g_string_free(text, FALSE);
}

static void
endless_errors_end(void)
{
    g_autofree char *json = repeat("{\"Vpcs\":[", "{}", 1000000, "]}");
    g_autoptr(AcvProblems) problems = acv_problems_new();
    AcvScenarioText text = { "t.json", json, strlen(json) };
    g_autoptr(AcvSnapshot) snapshot = acv_scenario_parse(&text, 1, problems);

    EXPECT_TRUE("refused", snapshot == NULL);
    EXPECT_INT("errors", acv_problems_count(problems, ACV_SEVERITY_ERROR), 1000);
}

static void
endless_unknown_keys_end(void)
{
    g_autofree char *keys = repeat("{", "\"x\":[[],{}]", 300000, "}");
    g_autofree char *documents = g_strconcat("{\"Vpcs\":[{\"VpcId\":\"v\"}]}", keys, keys, NULL);
    g_autoptr(AcvProblems) problems = acv_problems_new();
    AcvScenarioText text = { "t.json", documents, strlen(documents) };
    g_autoptr(AcvSnapshot) snapshot = acv_scenario_parse(&text, 1, problems);

    EXPECT_TRUE("read", snapshot != NULL);
    /* A hundred of each that has them, and one for each document. */
    EXPECT_INT("remarks", acv_problems_count(problems, ACV_SEVERITY_REMARK), 203);
}

SUITE_MAIN(scenario_errors, TEST(a_bad_scenario_is_refused_with_the_reason),
           TEST(endless_errors_end), TEST(endless_unknown_keys_end))

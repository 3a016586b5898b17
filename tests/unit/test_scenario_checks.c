/* What is odd about a scenario as a whole. */
#include "expect.h"
#include "scenario.h"
#include "suite.h"

#include <string.h>

/* A VPC, its subnet and group, before what each case adds. */
#define WITH(more) \
    "{\"Vpcs\":[{\"VpcId\":\"vpc-1\",\"CidrBlock\":\"10.0.0.0/16\",\"CidrBlockAssociationSet\":[{" \
    "\"CidrBlock\":\"10.1.0.0/16\",\"CidrBlockState\":{\"State\":\"associated\"}},{\"CidrBlock\":" \
    "\"10.2.0.0/16\",\"CidrBlockState\":{\"State\":\"disassociated\"}}]}]," \
    "\"Subnets\":[{\"SubnetId\":\"subnet-1\",\"VpcId\":\"vpc-1\",\"CidrBlock\":\"10.0.0.0/24\"}]," \
    "\"SecurityGroups\":[{\"GroupId\":\"sg-1\",\"VpcId\":\"vpc-1\"}]" more "}"

static const struct {
    const char *name;
    const char *json;
    const char *problems;
} rows[] = {
    { "all is well", WITH(""), "" },

    /* --- Ids that lead nowhere --- */
    { "a subnet of no VPC",
      "{\"Subnets\":[{\"SubnetId\":\"s\",\"VpcId\":\"vpc-9\",\"CidrBlock\":"
      "\"10.0.0.0/24\"}]}",
      "warning: t.json: /Subnets/0/VpcId: vpc \"vpc-9\" is not in the data" },
    { "an interface of no subnet and no group",
      WITH(",\"NetworkInterfaces\":[{\"NetworkInterfaceId\":\"e\",\"VpcId\":\"vpc-1\",\"SubnetId\":"
           "\"subnet-9\",\"Groups\":[{\"GroupId\":\"sg-1\"},{\"GroupId\":\"sg-9\"},{\"GroupId\":"
           "\"sg-9\"}]}]"),
      "warning: t.json: /NetworkInterfaces/0/Groups/1/GroupId: security group \"sg-9\" is not in "
      "the "
      "data\n"
      "warning: t.json: /NetworkInterfaces/0/SubnetId: subnet \"subnet-9\" is not in the data" },
    { "an interface of another VPC",
      WITH(",\"NetworkInterfaces\":[{\"NetworkInterfaceId\":\"e\",\"VpcId\":\"vpc-9\",\"SubnetId\":"
           "\"subnet-9\",\"Groups\":[{\"GroupId\":\"sg-9\"}]}]"),
      "warning: t.json: /NetworkInterfaces/0/VpcId: vpc \"vpc-9\" is not in the data" },
    { "routes over gateways",
      WITH(",\"RouteTables\":[{\"RouteTableId\":\"r\",\"VpcId\":\"vpc-1\",\"Routes\":["
           "{\"DestinationCidrBlock\":\"10.0.0.0/16\",\"GatewayId\":\"local\"},"
           "{\"DestinationCidrBlock\":\"10.3.0.0/16\",\"GatewayId\":\"igw-9\"},"
           "{\"DestinationCidrBlock\":\"10.4.0.0/16\",\"GatewayId\":\"vgw-9\"},"
           "{\"DestinationPrefixListId\":\"pl-9\",\"GatewayId\":\"vpce-9\"},"
           "{\"DestinationCidrBlock\":\"10.5.0.0/16\",\"NatGatewayId\":\"nat-9\"},"
           "{\"DestinationCidrBlock\":\"10.6.0.0/16\",\"NatGatewayId\":\"nat-9\"},"
           "{\"DestinationCidrBlock\":\"10.7.0.0/16\",\"NatGatewayId\":\"nat-8\",\"State\":"
           "\"blackhole\"},"
           "{\"DestinationCidrBlock\":\"10.8.0.0/16\",\"VpcPeeringConnectionId\":\"pcx-9\"},"
           "{\"DestinationCidrBlock\":\"10.9.0.0/16\",\"GatewayId\":\"lgw-9\"}]}]"),
      "warning: t.json: /RouteTables/0/Routes/1/GatewayId: internet gateway \"igw-9\" is not in "
      "the "
      "data\n"
      "warning: t.json: /RouteTables/0/Routes/2/GatewayId: vpn gateway \"vgw-9\" is not in the "
      "data\n"
      "warning: t.json: /RouteTables/0/Routes/3/DestinationPrefixListId: prefix list \"pl-9\" is "
      "not "
      "in the data\n"
      "warning: t.json: /RouteTables/0/Routes/3/GatewayId: vpc endpoint \"vpce-9\" is not in the "
      "data\n"
      "warning: t.json: /RouteTables/0/Routes/4/NatGatewayId: nat gateway \"nat-9\" is not in the "
      "data\n"
      "warning: t.json: /RouteTables/0/Routes/7/VpcPeeringConnectionId: vpc peering connection "
      "\"pcx-9\" is not in the data" },
    /* --- Endpoints and names --- */
    { "an endpoint as it should be",
      WITH(",\"VpcEndpoints\":[{\"VpcEndpointId\":\"v\",\"VpcEndpointType\":\"Interface\","
           "\"ServiceName\":\"com.amazonaws.eu-west-1.logs\",\"SubnetIds\":[\"subnet-1\"]},"
           "{\"VpcEndpointId\":\"w\",\"VpcEndpointType\":\"Interface\",\"ServiceName\":"
           "\"com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c\",\"SubnetIds\":[\"subnet-1\"]}]"),
      "" },
    { "an endpoint that is nowhere",
      WITH(",\"VpcEndpoints\":[{\"VpcEndpointId\":\"v\",\"VpcEndpointType\":\"Interface\","
           "\"ServiceName\":\"com.amazonaws.eu-west-1.logs\"}]"),
      "warning: t.json: /VpcEndpoints/0: has neither NetworkInterfaceIds nor SubnetIds, so where "
      "it "
      "answers is unknown" },
    { "an endpoint of no service",
      WITH(",\"VpcEndpoints\":[{\"VpcEndpointId\":\"v\",\"VpcEndpointType\":\"Gateway\"}]"),
      "warning: t.json: /VpcEndpoints/0: has no ServiceName, so what it leads to is unknown" },
    { "an endpoint of a service by its short name",
      WITH(",\"VpcEndpoints\":[{\"VpcEndpointId\":\"v\",\"VpcEndpointType\":\"Gateway\","
           "\"ServiceName\":\"s3\"}]"),
      "warning: t.json: /VpcEndpoints/0/ServiceName: \"s3\" is not the full name of an endpoint "
      "service, such as com.amazonaws.eu-west-1.logs" },
    { "an endpoint of an unknown type",
      WITH(",\"VpcEndpoints\":[{\"VpcEndpointId\":\"v\",\"VpcEndpointType\":\"Tunnel\"}]"),
      "warning: t.json: /VpcEndpoints/0/VpcEndpointType: \"Tunnel\" is not one of the known "
      "values: "
      "Interface, Gateway, GatewayLoadBalancer, Resource, ServiceNetwork" },
    { "an endpoint that is gone",
      WITH(",\"VpcEndpoints\":[{\"VpcEndpointId\":\"v\",\"VpcEndpointType\":\"Interface\","
           "\"State\":\"deleted\"}]"),
      "" },
    { "an endpoint with other groups than its interface",
      WITH(",\"VpcEndpoints\":[{\"VpcEndpointId\":\"v\",\"VpcEndpointType\":\"Interface\","
           "\"ServiceName\":\"com.amazonaws.eu-west-1.logs\",\"NetworkInterfaceIds\":[\"e\"],"
           "\"Groups\":[]}],\"NetworkInterfaces\":[{\"NetworkInterfaceId\":\"e\",\"Groups\":[{"
           "\"GroupId\":\"sg-1\"}]}]"),
      "warning: t.json: /VpcEndpoints/0/Groups: differ from the groups of its interface e, which "
      "are used" },
    { "a private zone of no VPC",
      WITH(",\"HostedZones\":[{\"Id\":\"Z\",\"Name\":\"x.\",\"Config\":{\"PrivateZone\":true}}]"),
      "warning: t.json: /HostedZones/0: a private zone without VPCs, which answers nobody" },
    { "a public zone of no VPC",
      WITH(",\"HostedZones\":[{\"Id\":\"Z\",\"Name\":\"x.\",\"Config\":{\"PrivateZone\":false}}]"),
      "" },

    { "a rule for a group",
      WITH(
          ",\"SecurityGroupRules\":[{\"GroupId\":\"sg-1\",\"IsEgress\":false,\"IpProtocol\":\"-1\","
          "\"ReferencedGroupInfo\":{\"GroupId\":\"sg-9\"}}]"),
      "warning: t.json: /SecurityGroups/0/IpPermissions/0: security group \"sg-9\" is not "
      "in "
      "the data" },
    { "subnets and groups of AgentCore",
      WITH(",\"Browsers\":[{\"browserId\":\"b\",\"networkConfiguration\":{\"vpcConfig\":{"
           "\"subnets\":["
           "\"subnet-1\",\"subnet-9\"],\"securityGroups\":[\"sg-9\"]}}}]"),
      "warning: t.json: /Browsers/0/networkConfiguration/vpcConfig/securityGroups/0: "
      "security "
      "group \"sg-9\" is not in the data\n"
      "warning: t.json: /Browsers/0/networkConfiguration/vpcConfig/subnets/1: subnet "
      "\"subnet-9\" is not in the data" },
    { "DHCP options of no file",
      "{\"Vpcs\":[{\"VpcId\":\"v\",\"CidrBlock\":\"10.0.0.0/16\",\"DhcpOptionsId\":\"dopt-9\"}]}",
      "" },
    { "DHCP options that the file lacks",
      "{\"Vpcs\":[{\"VpcId\":\"v\",\"CidrBlock\":\"10.0.0.0/16\",\"DhcpOptionsId\":\"dopt-9\"}],"
      "\"DhcpOptions\":[]}",
      "warning: t.json: /Vpcs/0/DhcpOptionsId: dhcp options \"dopt-9\" is not in the data" },
    { "no DHCP options",
      "{\"Vpcs\":[{\"VpcId\":\"v\",\"CidrBlock\":\"10.0.0.0/16\",\"DhcpOptionsId\":\"default\"}],"
      "\"DhcpOptions\":[]}",
      "" },
    { "gateways that are gone",
      WITH(
          ",\"NatGateways\":[{\"NatGatewayId\":\"n\",\"VpcId\":\"vpc-1\",\"SubnetId\":\"subnet-9\","
          "\"State\":\"deleted\"}],\"VpcEndpoints\":[{\"VpcEndpointId\":\"e\",\"VpcId\":\"vpc-1\","
          "\"SubnetIds\":[\"subnet-9\"],\"State\":\"Deleted\"}]"),
      "" },
    { "a terminated instance",
      WITH(",\"Reservations\":[{\"Instances\":[{\"InstanceId\":\"i\",\"State\":{\"Name\":"
           "\"terminated\"},\"SubnetId\":\"subnet-9\"}]}]"),
      "" },
    { "interfaces of an endpoint, of no file",
      WITH(",\"VpcEndpoints\":[{\"VpcEndpointId\":\"e\",\"VpcId\":\"vpc-1\","
           "\"NetworkInterfaceIds\":["
           "\"eni-9\"]}]"),
      "" },
    { "interfaces of an endpoint, and those of instances",
      WITH(",\"Reservations\":[{\"Instances\":[{\"InstanceId\":\"i\",\"NetworkInterfaces\":[{"
           "\"NetworkInterfaceId\":\"eni-1\"}]}]}],\"VpcEndpoints\":[{\"VpcEndpointId\":\"e\","
           "\"VpcId\":\"vpc-1\",\"NetworkInterfaceIds\":[\"eni-9\"]}]"),
      "" },
    { "interfaces of an endpoint, that the file lacks",
      WITH(",\"NetworkInterfaces\":[],\"VpcEndpoints\":[{\"VpcEndpointId\":\"e\",\"VpcId\":\"vpc-"
           "1\","
           "\"NetworkInterfaceIds\":[\"eni-9\"]}]"),
      "warning: t.json: /VpcEndpoints/0/NetworkInterfaceIds/0: network interface \"eni-9\" is not "
      "in "
      "the data" },
    { "what a database names",
      WITH(",\"DBInstances\":[{\"DBInstanceIdentifier\":\"d\",\"DBSubnetGroup\":{\"VpcId\":\"vpc-"
           "1\","
           "\"Subnets\":[{\"SubnetIdentifier\":\"subnet-9\"}]},\"VpcSecurityGroups\":[{"
           "\"VpcSecurityGroupId\":\"sg-9\"}]}]"),
      "warning: t.json: /DBInstances/0/DBSubnetGroup/Subnets/0/SubnetIdentifier: subnet "
      "\"subnet-9\" "
      "is not in the data\n"
      "warning: t.json: /DBInstances/0/VpcSecurityGroups/0/VpcSecurityGroupId: security group "
      "\"sg-9\" is not in the data" },
    { "subnets of a table do not matter",
      WITH(",\"RouteTables\":[{\"RouteTableId\":\"r\",\"VpcId\":\"vpc-1\",\"Associations\":[{"
           "\"SubnetId\":\"subnet-9\"}]}],\"NetworkAcls\":[{\"NetworkAclId\":\"a\",\"VpcId\":"
           "\"vpc-1\",\"Associations\":[{\"SubnetId\":\"subnet-9\"}]}]"),
      "" },

    /* --- Subnets and VPCs --- */
    { "a subnet in a second block",
      WITH(
          "}{\"Subnets\":[{\"SubnetId\":\"s\",\"VpcId\":\"vpc-1\",\"CidrBlock\":\"10.1.2.0/24\"}]"),
      "" },
    { "a subnet in a block that is gone",
      WITH(
          "}{\"Subnets\":[{\"SubnetId\":\"s\",\"VpcId\":\"vpc-1\",\"CidrBlock\":\"10.2.2.0/24\"}]"),
      "warning: t.json (document 2): /Subnets/0/CidrBlock: 10.2.2.0/24 lies outside vpc-1" },
    { "a subnet larger than its VPC",
      WITH("}{\"Subnets\":[{\"SubnetId\":\"s\",\"VpcId\":\"vpc-1\",\"CidrBlock\":\"10.0.0.0/8\"}]"),
      "warning: t.json (document 2): /Subnets/0/CidrBlock: 10.0.0.0/8 lies outside vpc-1" },
    { "blocks that are missing",
      "{\"Vpcs\":[{\"VpcId\":\"v\"}],\"Subnets\":[{\"SubnetId\":\"s\",\"VpcId\":\"v\"},{"
      "\"SubnetId\":"
      "\"t\",\"VpcId\":\"v\",\"Ipv6CidrBlockAssociationSet\":[{\"Ipv6CidrBlock\":\"2001:db8::/"
      "64\"}]}]"
      "}",
      "warning: t.json: /Vpcs/0: the VPC has no CidrBlock\n"
      "warning: t.json: /Subnets/0: the subnet has no CidrBlock" },

    /* --- Two claims --- */
    { "two route tables for one subnet",
      "{\"RouteTables\":[{\"RouteTableId\":\"r2\",\"Associations\":[{\"SubnetId\":\"s\"},{"
      "\"SubnetId\":"
      "\"s\"}]},{\"RouteTableId\":\"r1\",\"Associations\":[{\"SubnetId\":\"s\"}]},{"
      "\"RouteTableId\":"
      "\"r3\",\"Associations\":[{\"SubnetId\":\"s\",\"AssociationState\":{\"State\":"
      "\"disassociated\"}}]}]}",
      "warning: t.json: /RouteTables/0: claims subnet s, which r1 has too (t.json: "
      "/RouteTables/1)\n"
      "warning: t.json: /RouteTables/0: claims subnet s, which r1 has too (t.json: "
      "/RouteTables/1)" },
    { "two main route tables",
      WITH(",\"RouteTables\":[{\"RouteTableId\":\"r1\",\"VpcId\":\"vpc-1\",\"Associations\":[{"
           "\"Main\":"
           "true}]},{\"RouteTableId\":\"r2\",\"VpcId\":\"vpc-1\",\"Associations\":[{\"Main\":true}]"
           "},{"
           "\"RouteTableId\":\"r3\",\"VpcId\":\"vpc-1\",\"Associations\":[{\"Main\":false}]}]"),
      "warning: t.json: /RouteTables/1: claims to be the main route table of vpc-1, which r1 has "
      "too "
      "(t.json: /RouteTables/0)" },
    { "two ACLs for one subnet",
      "{\"NetworkAcls\":[{\"NetworkAclId\":\"a1\",\"Associations\":[{\"SubnetId\":\"s\"}]},{"
      "\"NetworkAclId\":\"a2\",\"Associations\":[{\"SubnetId\":\"t\"},{\"SubnetId\":\"s\"}]}]}",
      "warning: t.json: /NetworkAcls/1: claims subnet s, which a1 has too (t.json: "
      "/NetworkAcls/0)" },
};

static void
oddities_are_told_where_they_can_matter(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *problems = NULL;
        g_autoptr(AcvSnapshot) snapshot = scenario_parse(rows[i].json, &problems);
        EXPECT_TEXT(rows[i].name, problems, rows[i].problems);
        EXPECT_TRUE(rows[i].name, snapshot != NULL);
    }
}

SUITE_MAIN(scenario_checks, TEST(oddities_are_told_where_they_can_matter))

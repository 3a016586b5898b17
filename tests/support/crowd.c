#include "crowd.h"

enum {
    N_VPCS = 3,
    N_SUBNETS = 3, /* Of each VPC. */
    N_GROUPS = 4,  /* Of each VPC. */
    N_INTERFACES = 8,
};

static const char *
comma(int index)
{
    return index > 0 ? "," : "";
}

static gint32
pick(GRand *random, gint32 n)
{
    return g_rand_int_range(random, 0, n);
}

static gboolean
happens(GRand *random, double share)
{
    return g_rand_double(random) < share;
}

/* --- VPCs --- */

static void
add_vpcs(GString *json)
{
    g_string_append(json, "\"Vpcs\": [");
    for (int i = 0; i < N_VPCS; i++) {
        g_string_append_printf(json, "%s{\"VpcId\": \"vpc-%d\", \"CidrBlock\": \"10.%d.0.0/16\"}",
                               comma(i), i, i);
    }
    g_string_append(json, "], \"VpcPeeringConnections\": [{\"VpcPeeringConnectionId\": \"pcx-1\","
                          "\"AccepterVpcInfo\": {\"VpcId\": \"vpc-0\", \"CidrBlock\":"
                          "\"10.0.0.0/16\"}, \"RequesterVpcInfo\": {\"VpcId\": \"vpc-1\","
                          "\"CidrBlock\": \"10.1.0.0/16\"}, \"Status\": {\"Code\": \"active\"}}],"
                          "\"InternetGateways\": [{\"InternetGatewayId\": \"igw-0\","
                          "\"Attachments\": [{\"VpcId\": \"vpc-0\", \"State\": \"available\"}]}],"
                          "\"NatGateways\": [{\"NatGatewayId\": \"nat-0\", \"VpcId\": \"vpc-0\","
                          "\"SubnetId\": \"subnet-0-0\", \"State\": \"available\","
                          "\"ConnectivityType\": \"public\", \"NatGatewayAddresses\":"
                          "[{\"PrivateIp\": \"10.0.0.200\", \"PublicIp\": \"54.1.2.3\"}]}],");
}

static void
add_subnets(GString *json)
{
    g_string_append(json, "\"Subnets\": [");
    for (int i = 0; i < N_VPCS * N_SUBNETS; i++) {
        int vpc = i / N_SUBNETS;
        int number = i % N_SUBNETS;
        g_string_append_printf(json,
                               "%s{\"SubnetId\": \"subnet-%d-%d\", \"VpcId\": \"vpc-%d\","
                               "\"CidrBlock\": \"10.%d.%d.0/24\", \"AvailabilityZone\":"
                               "\"us-east-1%c\", \"AvailabilityZoneId\": \"use1-az%d\"}",
                               comma(i), vpc, number, vpc, vpc, number, "ac"[number % 2],
                               number % 2 ? 2 : 4);
    }
    g_string_append(json, "],");
}

static const char *
random_route(GRand *random, int vpc)
{
    static const char *const routes[] = {
        "{\"DestinationCidrBlock\": \"10.1.0.0/16\", \"VpcPeeringConnectionId\": \"pcx-1\"}",
        "{\"DestinationCidrBlock\": \"0.0.0.0/0\", \"NatGatewayId\": \"nat-0\"}",
        "{\"DestinationCidrBlock\": \"0.0.0.0/0\", \"GatewayId\": \"igw-0\"}",
        "{\"DestinationCidrBlock\": \"10.2.0.0/17\", \"NatGatewayId\": \"nat-0\"}",
        "{\"DestinationCidrBlock\": \"10.0.0.0/16\", \"VpcPeeringConnectionId\": \"pcx-1\"}",
        "{\"DestinationCidrBlock\": \"10.0.1.0/24\", \"VpcPeeringConnectionId\": \"pcx-1\"}",
    };
    return vpc == 0 ? routes[pick(random, 4)] : routes[4 + pick(random, 2)];
}

/* The first table of each VPC is the main one; the last subnet has one of its own. */
static void
add_route_tables(GString *json, GRand *random)
{
    g_string_append(json, "\"RouteTables\": [");
    for (int i = 0; i < 2 * N_VPCS; i++) {
        int vpc = i / 2;
        g_string_append_printf(json,
                               "%s{\"RouteTableId\": \"rtb-%d\", \"VpcId\": \"vpc-%d\","
                               "\"Associations\": [{\"Main\": %s%s%d-%d\"}], \"Routes\": ["
                               "{\"DestinationCidrBlock\": \"10.%d.0.0/16\", \"GatewayId\":"
                               "\"local\"}%s%s]}",
                               comma(i), i, vpc, i % 2 ? "false" : "true",
                               i % 2 ? ", \"SubnetId\": \"subnet-" : ", \"RouteTableId\": \"rtb-",
                               vpc, N_SUBNETS - 1, vpc, vpc < 2 ? "," : "",
                               vpc < 2 ? random_route(random, vpc) : "");
    }
    g_string_append(json, "],");
}

static void
add_acl_entry(GString *json, GRand *random, int number, const char *egress)
{
    g_string_append_printf(json,
                           "{\"RuleNumber\": %d, \"Protocol\": \"%s\", \"RuleAction\": \"%s\","
                           "\"Egress\": %s, \"CidrBlock\": \"10.%d.%d.0/%d\", \"PortRange\":"
                           "{\"From\": %d, \"To\": 65535}},",
                           number, happens(random, 0.5) ? "6" : "17",
                           happens(random, 0.5) ? "allow" : "deny", egress, pick(random, N_VPCS),
                           pick(random, N_SUBNETS), happens(random, 0.5) ? 16 : 24,
                           pick(random, 4) * 1024);
}

/* One ACL for the last two subnets of each VPC; the first has the default. */
static void
add_acls(GString *json, GRand *random)
{
    g_string_append(json, "\"NetworkAcls\": [");
    for (int i = 0; i < N_VPCS; i++) {
        g_string_append_printf(json,
                               "%s{\"NetworkAclId\": \"acl-%d\", \"VpcId\": \"vpc-%d\","
                               "\"IsDefault\": false, \"Associations\": [{\"SubnetId\":"
                               "\"subnet-%d-1\"}, {\"SubnetId\": \"subnet-%d-2\"}], \"Entries\": [",
                               comma(i), i, i, i, i);
        for (int j = 0; j < 2; j++) {
            add_acl_entry(json, random, 10 + j, "true");
            add_acl_entry(json, random, 10 + j, "false");
        }
        g_string_append(json, "{\"RuleNumber\": 100, \"Protocol\": \"-1\", \"RuleAction\":"
                              "\"allow\", \"Egress\": true, \"CidrBlock\": \"0.0.0.0/0\"},"
                              "{\"RuleNumber\": 100, \"Protocol\": \"-1\", \"RuleAction\":"
                              "\"allow\", \"Egress\": false, \"CidrBlock\": \"0.0.0.0/0\"}]}");
    }
    g_string_append(json, "],");
}

/* --- Groups --- */

static void
add_rule(GString *json, GRand *random)
{
    g_string_append_printf(json, "{\"IpProtocol\": \"%s\", \"FromPort\": %d, \"ToPort\": %d, ",
                           happens(random, 0.8) ? "tcp" : "udp", 80, 80 + pick(random, 3));
    switch (pick(random, 5)) {
    case 0:
        g_string_append_printf(json, "\"IpRanges\": [{\"CidrIp\": \"10.%d.%d.0/%d\"}]}",
                               pick(random, N_VPCS), pick(random, N_SUBNETS), 24 + pick(random, 5));
        break;
    case 1:
        g_string_append(json, "\"IpRanges\": [{\"CidrIp\": \"10.0.0.0/15\"}]}");
        break;
    case 2:
        g_string_append(json, "\"PrefixListIds\": [{\"PrefixListId\": \"pl-1\"}]}");
        break;
    default:
        g_string_append_printf(json, "\"UserIdGroupPairs\": [{\"GroupId\": \"sg-%d-%d\"}]}",
                               pick(random, N_VPCS), pick(random, N_GROUPS));
    }
}

static void
add_rules(GString *json, GRand *random, const char *key)
{
    g_string_append_printf(json, ", \"%s\": [", key);
    for (int i = 0, n = pick(random, 4); i < n; i++) {
        g_string_append(json, comma(i));
        add_rule(json, random);
    }
    g_string_append(json, "]");
}

static void
add_groups(GString *json, GRand *random)
{
    static const char all_out[] = ", \"IpPermissionsEgress\": [{\"IpProtocol\": \"-1\","
                                  "\"IpRanges\": [{\"CidrIp\": \"0.0.0.0/0\"}]}]";
    g_string_append(json, happens(random, 0.7)
                              ? "\"PrefixLists\": [{\"PrefixListId\": \"pl-1\", \"Cidrs\":"
                                "[\"10.0.1.0/25\", \"10.1.0.0/24\", \"10.2.2.0/28\"]}],"
                              : "");
    g_string_append(json, "\"SecurityGroups\": [");
    for (int i = 0; i < N_VPCS * N_GROUPS; i++) {
        g_string_append_printf(json, "%s{\"GroupId\": \"sg-%d-%d\", \"VpcId\": \"vpc-%d\"",
                               comma(i), i / N_GROUPS, i % N_GROUPS, i / N_GROUPS);
        add_rules(json, random, "IpPermissions");
        if (happens(random, 0.6)) {
            g_string_append(json, all_out);
        } else {
            add_rules(json, random, "IpPermissionsEgress");
        }
        g_string_append(json, "}");
    }
    g_string_append(json, "],");
}

/* --- Who stands there --- */

static void
add_interfaces(GString *json, GRand *random)
{
    g_string_append(json, "\"NetworkInterfaces\": [");
    for (int i = 0; i < N_VPCS * N_INTERFACES; i++) {
        int vpc = i / N_INTERFACES;
        int group = pick(random, N_GROUPS);
        int subnet = pick(random, N_SUBNETS);
        g_string_append_printf(json,
                               "%s{\"NetworkInterfaceId\": \"eni-%d\", \"VpcId\": \"vpc-%d\","
                               "\"SubnetId\": \"subnet-%d-%d\", \"PrivateIpAddress\":"
                               "\"10.%d.%d.%d\", \"Status\": \"%s\", \"Groups\": [{\"GroupId\":"
                               "\"sg-%d-%d\"}",
                               comma(i), i, vpc, vpc, subnet, vpc, subnet, 10 + 7 * i,
                               happens(random, 0.95) ? "in-use" : "available", vpc, group);
        if (happens(random, 0.3)) {
            g_string_append_printf(json, ", {\"GroupId\": \"sg-%d-%d\"}", vpc,
                                   (group + 1) % N_GROUPS);
        }
        g_string_append(json, "]}");
    }
    g_string_append(json, "],");
}

/* Two runtimes and a database, none of which has an interface yet, and an endpoint. */
static void
add_resources(GString *json, GRand *random)
{
    g_string_append(json, "\"AgentRuntimes\": [");
    for (int i = 0; i < 2; i++) {
        g_string_append_printf(json,
                               "%s{\"agentRuntimeId\": \"agent_%d\", \"agentRuntimeName\":"
                               "\"agent_%d\", \"networkConfiguration\": {\"networkMode\": \"VPC\","
                               "\"networkModeConfig\": {\"subnets\": [\"subnet-0-1\","
                               "\"subnet-0-2\"], \"securityGroups\": [\"sg-0-%d\"]}}}",
                               comma(i), i, i, pick(random, N_GROUPS));
    }
    g_string_append_printf(json,
                           "], \"DBInstances\": [{\"DBInstanceIdentifier\": \"orders\","
                           "\"Engine\": \"mysql\", \"DBInstanceStatus\": \"available\","
                           "\"DBSubnetGroup\": {\"VpcId\": \"vpc-0\", \"Subnets\":"
                           "[{\"SubnetIdentifier\": \"subnet-0-%d\"}]}, \"VpcSecurityGroups\":"
                           "[{\"VpcSecurityGroupId\": \"sg-0-%d\"}]}],",
                           pick(random, N_SUBNETS), pick(random, N_GROUPS));
    g_string_append_printf(json,
                           "\"VpcEndpoints\": [{\"VpcEndpointId\": \"vpce-1\", \"VpcId\":"
                           "\"vpc-0\", \"VpcEndpointType\": \"Interface\", \"ServiceName\":"
                           "\"com.amazonaws.us-east-1.logs\", \"State\": \"available\","
                           "\"PrivateDnsEnabled\": %s, \"SubnetIds\": [\"subnet-0-%d\"],"
                           "\"Groups\": [{\"GroupId\": \"sg-0-%d\"}]}]",
                           happens(random, 0.5) ? "true" : "false", pick(random, N_SUBNETS),
                           pick(random, N_GROUPS));
}

char *
crowd_json(GRand *random)
{
    GString *json = g_string_new("{\"Region\": \"us-east-1\",");
    add_vpcs(json);
    add_subnets(json);
    add_route_tables(json, random);
    add_acls(json, random);
    add_groups(json, random);
    add_interfaces(json, random);
    add_resources(json, random);
    g_string_append(json, "}");
    return g_string_free(json, FALSE);
}

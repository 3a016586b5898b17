/* Asks any question of one scenario: what stands before the first line feed is who asks, the rest
 * is who is asked for. */
#include "answer_check.h"
#include "scenario.h"
#include "targets.h"

#include <string.h>

static const char json[] =
    "{\"Region\":\"us-east-1\",\"Vpcs\":[{\"VpcId\":\"vpc-1\",\"CidrBlock\":\"10.0.0.0/16\","
    "\"Ipv6CidrBlockAssociationSet\":[{\"Ipv6CidrBlock\":\"2600:1f00::/56\"}]}],"
    "\"Subnets\":[{\"SubnetId\":\"subnet-1\",\"VpcId\":\"vpc-1\",\"CidrBlock\":\"10.0.1.0/24\","
    "\"Tags\":[{\"Key\":\"Name\",\"Value\":\"a\"}],\"Ipv6CidrBlockAssociationSet\":[{"
    "\"Ipv6CidrBlock\":\"2600:1f00::/64\"}]},{\"SubnetId\":\"subnet-2\",\"VpcId\":\"vpc-1\","
    "\"CidrBlock\":\"10.0.2.0/24\",\"Tags\":[{\"Key\":\"Name\",\"Value\":\"a\"}]}],"
    "\"SecurityGroups\":[{\"GroupId\":\"sg-1\",\"VpcId\":\"vpc-1\",\"IpPermissions\":[{"
    "\"IpProtocol\":\"tcp\",\"FromPort\":3306,\"ToPort\":3306,\"UserIdGroupPairs\":[{\"GroupId\":"
    "\"sg-1\"}]}]}],\"NetworkInterfaces\":[{\"NetworkInterfaceId\":\"eni-1\",\"VpcId\":\"vpc-1\","
    "\"SubnetId\":\"subnet-1\",\"PrivateIpAddress\":\"10.0.1.9\",\"Groups\":[{\"GroupId\":"
    "\"sg-1\"}],\"Association\":{\"PublicIp\":\"3.0.0.9\"}}],\"InternetGateways\":[{"
    "\"InternetGatewayId\":\"igw-1\",\"Attachments\":[{\"VpcId\":\"vpc-1\"}]}],"
    "\"RouteTables\":[{\"RouteTableId\":\"rtb-1\",\"VpcId\":\"vpc-1\",\"Associations\":[{\"Main\":"
    "true}],\"Routes\":[{\"DestinationCidrBlock\":\"0.0.0.0/0\",\"GatewayId\":\"igw-1\"}]}],"
    "\"AgentRuntimes\":[{\"agentRuntimeId\":\"r-1\",\"agentRuntimeName\":\"orders\","
    "\"networkConfiguration\":{\"networkMode\":\"VPC\",\"networkModeConfig\":{\"subnets\":["
    "\"subnet-2\"],\"securityGroups\":[\"sg-1\"]}}}],\"Browsers\":[{\"browserId\":\"b-1\","
    "\"name\":\"web\",\"networkConfiguration\":{\"networkMode\":\"PUBLIC\"}}],\"DBInstances\":[{"
    "\"DBInstanceIdentifier\":\"db-1\",\"Endpoint\":{\"Port\":3306},\"DBSubnetGroup\":{"
    "\"Subnets\":[{\"SubnetIdentifier\":\"subnet-1\"}]},\"VpcSecurityGroups\":[{"
    "\"VpcSecurityGroupId\":\"sg-1\"}]}]}";

void
fuzz_question(const uint8_t *data, size_t size)
{
    g_autofree char *from = g_strndup((const char *) data, size);
    char *end = strchr(from, '\n');
    if (!end) {
        return;
    }
    *end = '\0';
    g_autoptr(AcvSnapshot) snapshot = scenario_parse(json, NULL);
    answer_question(snapshot, from, end + 1);
}

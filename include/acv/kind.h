/* The kinds of resource that a snapshot holds. */
#pragma once

#include <acv/api.h>

#include <glib.h>

ACV_BEGIN_DECLS

/* X(constant, noun, record type, top-level key of a scenario, key of the id)
 *
 * The noun names the same thing in functions, files, tests and scenarios. */
/* clang-format off */
#define ACV_KINDS(X) \
    X(VPC, vpc, AcvVpc, "Vpcs", "VpcId") \
    X(SUBNET, subnet, AcvSubnet, "Subnets", "SubnetId") \
    X(ROUTE_TABLE, route_table, AcvRouteTable, "RouteTables", "RouteTableId") \
    X(NETWORK_ACL, network_acl, AcvNetworkAcl, "NetworkAcls", "NetworkAclId") \
    X(SECURITY_GROUP, security_group, AcvSecurityGroup, "SecurityGroups", "GroupId") \
    X(SECURITY_GROUP_VPC_ASSOCIATION, security_group_vpc_association, \
      AcvSecurityGroupVpcAssociation, "SecurityGroupVpcAssociations", "GroupId") \
    X(NETWORK_INTERFACE, network_interface, AcvNetworkInterface, "NetworkInterfaces", \
      "NetworkInterfaceId") \
    X(INSTANCE, instance, AcvInstance, "Reservations", "InstanceId") \
    X(ELASTIC_IP, elastic_ip, AcvElasticIp, "Addresses", "PublicIp") \
    X(INTERNET_GATEWAY, internet_gateway, AcvInternetGateway, "InternetGateways", \
      "InternetGatewayId") \
    X(EGRESS_ONLY_INTERNET_GATEWAY, egress_only_internet_gateway, AcvInternetGateway, \
      "EgressOnlyInternetGateways", "EgressOnlyInternetGatewayId") \
    X(NAT_GATEWAY, nat_gateway, AcvNatGateway, "NatGateways", "NatGatewayId") \
    X(VPC_ENDPOINT, vpc_endpoint, AcvVpcEndpoint, "VpcEndpoints", "VpcEndpointId") \
    X(PREFIX_LIST, prefix_list, AcvPrefixList, "PrefixLists", "PrefixListId") \
    X(DHCP_OPTIONS, dhcp_options, AcvDhcpOptions, "DhcpOptions", "DhcpOptionsId") \
    X(AVAILABILITY_ZONE, availability_zone, AcvAvailabilityZone, "AvailabilityZones", "ZoneName") \
    X(VPC_PEERING_CONNECTION, vpc_peering_connection, AcvVpcPeeringConnection, \
      "VpcPeeringConnections", "VpcPeeringConnectionId") \
    X(TRANSIT_GATEWAY, transit_gateway, AcvTransitGateway, "TransitGateways", "TransitGatewayId") \
    X(TRANSIT_GATEWAY_ATTACHMENT, transit_gateway_attachment, AcvTransitGatewayAttachment, \
      "TransitGatewayAttachments", "TransitGatewayAttachmentId") \
    X(TRANSIT_GATEWAY_VPC_ATTACHMENT, transit_gateway_vpc_attachment, \
      AcvTransitGatewayVpcAttachment, "TransitGatewayVpcAttachments", \
      "TransitGatewayAttachmentId") \
    X(TRANSIT_GATEWAY_ROUTE_TABLE, transit_gateway_route_table, AcvTransitGatewayRouteTable, \
      "TransitGatewayRouteTables", "TransitGatewayRouteTableId") \
    X(VPN_GATEWAY, vpn_gateway, AcvVpnGateway, "VpnGateways", "VpnGatewayId") \
    X(VPN_CONNECTION, vpn_connection, AcvVpnConnection, "VpnConnections", "VpnConnectionId") \
    X(DB_INSTANCE, db_instance, AcvDbInstance, "DBInstances", "DBInstanceIdentifier") \
    X(DB_CLUSTER, db_cluster, AcvDbCluster, "DBClusters", "DBClusterIdentifier") \
    X(DB_PROXY, db_proxy, AcvDbProxy, "DBProxies", "DBProxyName") \
    X(DB_SUBNET_GROUP, db_subnet_group, AcvDbSubnetGroup, "DBSubnetGroups", "DBSubnetGroupName") \
    X(AGENT_RUNTIME, agent_runtime, AcvAgentCore, "AgentRuntimes", "agentRuntimeId") \
    X(CODE_INTERPRETER, code_interpreter, AcvAgentCore, "CodeInterpreters", "codeInterpreterId") \
    X(BROWSER, browser, AcvAgentCore, "Browsers", "browserId") \
    X(VPC_BLOCK_PUBLIC_ACCESS_OPTIONS, vpc_block_public_access_options, \
      AcvVpcBlockPublicAccessOptions, "VpcBlockPublicAccessOptions", "AwsRegion") \
    X(VPC_BLOCK_PUBLIC_ACCESS_EXCLUSION, vpc_block_public_access_exclusion, \
      AcvVpcBlockPublicAccessExclusion, "VpcBlockPublicAccessExclusions", "ExclusionId") \
    X(HOSTED_ZONE, hosted_zone, AcvHostedZone, "HostedZones", "Id") \
    X(LOAD_BALANCER, load_balancer, AcvOther, "LoadBalancers", "LoadBalancerArn") \
    X(TARGET_GROUP, target_group, AcvOther, "TargetGroups", "TargetGroupArn") \
    X(LISTENER, listener, AcvOther, "Listeners", "ListenerArn") \
    X(FILE_SYSTEM, file_system, AcvFileSystem, "FileSystems", "FileSystemId") \
    X(MOUNT_TARGET, mount_target, AcvMountTarget, "MountTargets", "MountTargetId") \
    X(FLOW_LOG, flow_log, AcvFlowLog, "FlowLogs", "FlowLogId") \
    X(ROLE, role, AcvIamRole, "Roles", "RoleId")
/* clang-format on */

typedef enum {
#define ACV_KIND_CONSTANT(constant, noun, type, key, id_key) ACV_KIND_##constant,
    ACV_KINDS(ACV_KIND_CONSTANT)
#undef ACV_KIND_CONSTANT
} AcvKind;

enum {
#define ACV_KIND_COUNT(constant, noun, type, key, id_key) +1
    ACV_N_KINDS = 0 ACV_KINDS(ACV_KIND_COUNT),
#undef ACV_KIND_COUNT
};

/* "network_acl": static. */
const char *acv_kind_noun(AcvKind kind);

/* "NetworkAcls", the key of a scenario that holds records of this kind: static. */
const char *acv_kind_key(AcvKind kind);

ACV_END_DECLS

#include "change/operation.h"

#include <string.h>

/* clang-format off */
#define ROW(service_, name_, options_, apply_) \
    { .service = service_, .name = name_, .request = &acv_##options_##_options, \
      .apply = acv_apply_##apply_ }
#define EC2(name_, options_, apply_) ROW("ec2", name_, options_, apply_)
/* Those that create something: the path of its id in what they print, and how the id begins. */
#define CREATES(name_, options_, apply_, path_, prefix_) \
    { .service = "ec2", .name = name_, .request = &acv_##options_##_options, \
      .apply = acv_apply_##apply_, .id_path = path_, .id_prefix = prefix_ }

static const AcvOperation operations[] = {
    EC2("authorize-security-group-egress", authorize_egress, authorize_security_group_egress),
    EC2("authorize-security-group-ingress", authorize_ingress, authorize_security_group_ingress),
    EC2("revoke-security-group-egress", revoke_egress, revoke_security_group_egress),
    EC2("revoke-security-group-ingress", revoke_ingress, revoke_security_group_ingress),
    EC2("modify-security-group-rules", modify_group_rules, modify_security_group_rules),
    CREATES("create-security-group", create_security_group, create_security_group, "GroupId", "sg"),
    EC2("delete-security-group", delete_security_group, delete_security_group),
    EC2("create-route", create_route, create_route),
    EC2("replace-route", replace_route, replace_route),
    EC2("delete-route", delete_route, delete_route),
    CREATES("create-route-table", create_route_table, create_route_table,
            "RouteTable.RouteTableId", "rtb"),
    EC2("delete-route-table", delete_route_table, delete_route_table),
    CREATES("associate-route-table", associate_route_table, associate_route_table,
            "AssociationId", "rtbassoc"),
    EC2("disassociate-route-table", disassociate_route_table, disassociate_route_table),
    CREATES("replace-route-table-association", replace_route_table_association,
            replace_route_table_association, "NewAssociationId", "rtbassoc"),
    EC2("create-network-acl-entry", network_acl_entry, create_network_acl_entry),
    EC2("replace-network-acl-entry", network_acl_entry, replace_network_acl_entry),
    EC2("delete-network-acl-entry", delete_network_acl_entry, delete_network_acl_entry),
    CREATES("create-network-acl", create_network_acl, create_network_acl,
            "NetworkAcl.NetworkAclId", "acl"),
    EC2("delete-network-acl", delete_network_acl, delete_network_acl),
    CREATES("replace-network-acl-association", replace_network_acl_association,
            replace_network_acl_association, "NewAssociationId", "aclassoc"),
    CREATES("create-nat-gateway", create_nat_gateway, create_nat_gateway,
            "NatGateway.NatGatewayId", "nat"),
    EC2("delete-nat-gateway", delete_nat_gateway, delete_nat_gateway),
    CREATES("allocate-address", allocate_address, allocate_address, "AllocationId", "eipalloc"),
    EC2("release-address", release_address, release_address),
    CREATES("associate-address", associate_address, associate_address, "AssociationId", "eipassoc"),
    EC2("disassociate-address", disassociate_address, disassociate_address),
    CREATES("create-internet-gateway", create_internet_gateway, create_internet_gateway,
            "InternetGateway.InternetGatewayId", "igw"),
    EC2("attach-internet-gateway", attach_internet_gateway, attach_internet_gateway),
    EC2("detach-internet-gateway", attach_internet_gateway, detach_internet_gateway),
    EC2("delete-internet-gateway", delete_internet_gateway, delete_internet_gateway),
    CREATES("create-egress-only-internet-gateway", create_egress_only_internet_gateway,
            create_egress_only_internet_gateway,
            "EgressOnlyInternetGateway.EgressOnlyInternetGatewayId", "eigw"),
    EC2("delete-egress-only-internet-gateway", delete_egress_only_internet_gateway,
        delete_egress_only_internet_gateway),
    CREATES("create-vpc-endpoint", create_vpc_endpoint, create_vpc_endpoint,
            "VpcEndpoint.VpcEndpointId", "vpce"),
    EC2("modify-vpc-endpoint", modify_vpc_endpoint, modify_vpc_endpoint),
    EC2("delete-vpc-endpoints", delete_vpc_endpoints, delete_vpc_endpoints),
    CREATES("create-subnet", create_subnet, create_subnet, "Subnet.SubnetId", "subnet"),
    EC2("delete-subnet", delete_subnet, delete_subnet),
    EC2("modify-vpc-attribute", modify_vpc_attribute, modify_vpc_attribute),
    CREATES("create-vpc-peering-connection", create_peering, create_vpc_peering_connection,
            "VpcPeeringConnection.VpcPeeringConnectionId", "pcx"),
    EC2("accept-vpc-peering-connection", peering, accept_vpc_peering_connection),
    EC2("delete-vpc-peering-connection", peering, delete_vpc_peering_connection),
    EC2("modify-network-interface-attribute", interface_attribute,
        modify_network_interface_attribute),
    EC2("assign-ipv6-addresses", assign_ipv6_addresses, assign_ipv6_addresses),
    EC2("unassign-ipv6-addresses", unassign_ipv6_addresses, unassign_ipv6_addresses),
    EC2("associate-dhcp-options", associate_dhcp_options, associate_dhcp_options),
    CREATES("create-dhcp-options", create_dhcp_options, create_dhcp_options,
            "DhcpOptions.DhcpOptionsId", "dopt"),
    EC2("modify-managed-prefix-list", prefix_list, modify_managed_prefix_list),
    EC2("modify-vpc-block-public-access-options", block_public_access,
        modify_vpc_block_public_access_options),
    CREATES("create-vpc-block-public-access-exclusion", block_public_access_exclusion,
            create_vpc_block_public_access_exclusion, "VpcBlockPublicAccessExclusion.ExclusionId",
            "vpcbpa-exclude"),
    EC2("start-instances", start_instances, start_instances),
    EC2("stop-instances", stop_instances, stop_instances),
    ROW("rds", "modify-db-cluster", modify_db_cluster, modify_db_cluster),
    ROW("rds", "modify-db-instance", modify_db_instance, modify_db_instance),
    ROW("rds", "start-db-instance", db_instance, start_db_instance),
    ROW("rds", "stop-db-instance", stop_db_instance, stop_db_instance),
    ROW("rds", "start-db-cluster", db_cluster, start_db_cluster),
    ROW("rds", "stop-db-cluster", db_cluster, stop_db_cluster),
    { .service = "efs",
      .name = "create-mount-target",
      .request = &acv_create_mount_target_options,
      .apply = acv_apply_create_mount_target,
      .id_path = "MountTargetId",
      .id_prefix = "fsmt" },
    ROW("efs", "delete-mount-target", delete_mount_target, delete_mount_target),
    { .service = "s3files",
      .name = "create-mount-target",
      .request = &acv_create_s3_mount_target_options,
      .apply = acv_apply_create_s3_mount_target,
      .id_path = "mountTargetId",
      .id_prefix = "fsmt" },
    ROW("s3files", "delete-mount-target", delete_mount_target, delete_mount_target),
    ROW("bedrock-agentcore-control", "update-agent-runtime", update_agent_runtime,
        update_agent_runtime),
};
/* clang-format on */

const AcvOperation *
acv_operation_find(const char *service, const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(operations); i++) {
        if (strcmp(operations[i].service, service) == 0 && strcmp(operations[i].name, name) == 0) {
            return &operations[i];
        }
    }
    return NULL;
}

const AcvOperation *
acv_operations(size_t *out_n)
{
    *out_n = G_N_ELEMENTS(operations);
    return operations;
}

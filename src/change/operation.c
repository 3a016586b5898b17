#include "change/operation.h"

#include <string.h>

/* clang-format off */
#define ROW(service_, name_, options_, apply_) \
    { .service = service_, .name = name_, .request = &acv_##options_##_options, .apply = apply_ }
#define EC2(name_, options_, apply_) ROW("ec2", name_, options_, apply_)
/* Those that create something: the path of its id in what they print, and how the id begins. */
#define CREATES(name_, options_, apply_, path_, prefix_) \
    { .service = "ec2", .name = name_, .request = &acv_##options_##_options, .apply = apply_, \
      .id_path = path_, .id_prefix = prefix_ }

static const AcvOperation operations[] = {
    EC2("authorize-security-group-egress", authorize_group_rules, NULL),
    EC2("authorize-security-group-ingress", authorize_group_rules,
        acv_apply_authorize_security_group_ingress),
    EC2("revoke-security-group-egress", revoke_group_rules, NULL),
    EC2("revoke-security-group-ingress", revoke_group_rules, NULL),
    EC2("modify-security-group-rules", modify_group_rules, NULL),
    CREATES("create-security-group", create_security_group, NULL, "GroupId", "sg"),
    EC2("delete-security-group", delete_security_group, NULL),
    EC2("create-route", create_route, NULL),
    EC2("replace-route", replace_route, NULL),
    EC2("delete-route", delete_route, NULL),
    CREATES("create-route-table", create_route_table, NULL, "RouteTable.RouteTableId", "rtb"),
    EC2("delete-route-table", delete_route_table, NULL),
    CREATES("associate-route-table", associate_route_table, NULL, "AssociationId", "rtbassoc"),
    EC2("disassociate-route-table", disassociate_route_table, NULL),
    CREATES("replace-route-table-association", replace_route_table_association, NULL,
            "NewAssociationId", "rtbassoc"),
    EC2("create-network-acl-entry", network_acl_entry, NULL),
    EC2("replace-network-acl-entry", network_acl_entry, NULL),
    EC2("delete-network-acl-entry", delete_network_acl_entry, NULL),
    CREATES("create-network-acl", create_network_acl, NULL, "NetworkAcl.NetworkAclId", "acl"),
    EC2("delete-network-acl", delete_network_acl, NULL),
    CREATES("replace-network-acl-association", replace_network_acl_association, NULL,
            "NewAssociationId", "aclassoc"),
    CREATES("create-nat-gateway", create_nat_gateway, NULL, "NatGateway.NatGatewayId", "nat"),
    EC2("delete-nat-gateway", delete_nat_gateway, NULL),
    CREATES("allocate-address", allocate_address, NULL, "AllocationId", "eipalloc"),
    EC2("release-address", release_address, NULL),
    CREATES("create-internet-gateway", create_internet_gateway, NULL,
            "InternetGateway.InternetGatewayId", "igw"),
    EC2("attach-internet-gateway", attach_internet_gateway, NULL),
    EC2("detach-internet-gateway", attach_internet_gateway, NULL),
    EC2("delete-internet-gateway", delete_internet_gateway, NULL),
    CREATES("create-egress-only-internet-gateway", create_egress_only_internet_gateway, NULL,
            "EgressOnlyInternetGateway.EgressOnlyInternetGatewayId", "eigw"),
    EC2("delete-egress-only-internet-gateway", delete_egress_only_internet_gateway, NULL),
    CREATES("create-vpc-endpoint", create_vpc_endpoint, NULL, "VpcEndpoint.VpcEndpointId", "vpce"),
    EC2("modify-vpc-endpoint", modify_vpc_endpoint, NULL),
    EC2("delete-vpc-endpoints", delete_vpc_endpoints, NULL),
    CREATES("create-subnet", create_subnet, NULL, "Subnet.SubnetId", "subnet"),
    EC2("delete-subnet", delete_subnet, NULL),
    EC2("modify-vpc-attribute", modify_vpc_attribute, NULL),
    CREATES("create-vpc-peering-connection", create_peering, NULL,
            "VpcPeeringConnection.VpcPeeringConnectionId", "pcx"),
    EC2("accept-vpc-peering-connection", peering, NULL),
    EC2("delete-vpc-peering-connection", peering, NULL),
    EC2("modify-network-interface-attribute", interface_attribute, NULL),
    EC2("associate-dhcp-options", associate_dhcp_options, NULL),
    CREATES("create-dhcp-options", create_dhcp_options, NULL, "DhcpOptions.DhcpOptionsId", "dopt"),
    EC2("modify-managed-prefix-list", prefix_list, NULL),
    EC2("modify-vpc-block-public-access-options", block_public_access, NULL),
    CREATES("create-vpc-block-public-access-exclusion", block_public_access_exclusion, NULL,
            "VpcBlockPublicAccessExclusion.ExclusionId", "vpcbpa-exclude"),
    ROW("rds", "modify-db-instance", modify_db_instance, NULL),
    ROW("rds", "start-db-instance", db_instance, NULL),
    ROW("rds", "stop-db-instance", stop_db_instance, NULL),
    ROW("rds", "start-db-cluster", db_cluster, NULL),
    ROW("rds", "stop-db-cluster", db_cluster, NULL),
    ROW("bedrock-agentcore-control", "update-agent-runtime", update_agent_runtime, NULL),
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

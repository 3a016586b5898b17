/* What the operations of the AWS CLI are told: a struct for each family of them, and the table of
 * options that it is read through. As in records, what was not given is zero. */
#pragma once

#include "acv/record.h"
#include "load/field.h"

G_BEGIN_DECLS

/* "Tags" of one of --tag-specifications. */
typedef struct {
    ACV_LIST(AcvTag) tags;
} AcvTagSpecification;

typedef ACV_LIST(AcvTagSpecification) AcvTagSpecifications;

/* --- Security groups --- */

/* Of authorize- and revoke-security-group-ingress and -egress. --protocol, --port, --cidr and
 * --source-group stand among the permissions when all is read. */
typedef struct {
    const char *group_id;
    const char *group_name; /* Of ingress alone. */
    AcvSecurityGroupPermissions permissions;
    AcvStrings rule_ids; /* Of what is revoked. */
    AcvTagSpecifications tags;
    AcvProtocol protocol;
    AcvPrefix cidr;
    const char *port;
    const char *source_group;
    const char *group_owner;
} AcvGroupRulesRequest;

/* One of modify-security-group-rules: what is not given becomes so. */
typedef struct {
    const char *rule_id;
    AcvProtocol protocol;
    AcvNumber from_port;
    AcvNumber to_port;
    AcvSecurityGroupPeer peer; /* Exactly one of its kinds, or only a description. */
} AcvGroupRuleUpdate;

typedef struct {
    const char *group_id;
    ACV_LIST(AcvGroupRuleUpdate) updates;
} AcvModifyGroupRulesRequest;

/* Of create- and delete-security-group. */
typedef struct {
    const char *group_id;
    const char *group_name;
    const char *description;
    const char *vpc_id;
    AcvTagSpecifications tags;
} AcvSecurityGroupRequest;

/* --- Routes --- */

/* Of create-, replace- and delete-route: one destination, and but for the last one target. A VPC
 * endpoint is the route's gateway. */
typedef struct {
    AcvRoute route;
    const char *route_table_id;
    AcvFlag local_target; /* Of replace-route. */
} AcvRouteRequest;

/* Of create- and delete-route-table, and of everything about their associations. */
typedef struct {
    const char *route_table_id;
    const char *vpc_id;
    const char *subnet_id; /* Exactly one of the two of associate-route-table. */
    const char *gateway_id;
    const char *association_id;
    AcvTagSpecifications tags;
} AcvRouteTableRequest;

/* --- Network ACLs --- */

/* Of create-, replace- and delete-network-acl-entry. */
typedef struct {
    AcvNetworkAclEntry entry;
    const char *network_acl_id;
} AcvNetworkAclEntryRequest;

/* Of create- and delete-network-acl, and replace-network-acl-association. */
typedef struct {
    const char *network_acl_id;
    const char *vpc_id;
    const char *association_id;
    AcvTagSpecifications tags;
} AcvNetworkAclRequest;

/* --- Gateways --- */

/* "AllocationIds" of one zone of a regional NAT gateway. */
typedef struct {
    const char *availability_zone;
    const char *availability_zone_id;
    AcvStrings allocation_ids;
} AcvNatGatewayZone;

/* Of create- and delete-nat-gateway. */
typedef struct {
    const char *nat_gateway_id;
    const char *subnet_id;
    const char *vpc_id;
    const char *allocation_id;
    const char *connectivity_type; /* "public" or "private". */
    const char *availability_mode; /* "zonal" or "regional". */
    AcvAddress private_ip_address;
    ACV_LIST(AcvNatGatewayZone) zones;
    AcvStrings secondary_allocation_ids;
    ACV_LIST(AcvAddress) secondary_private_ip_addresses;
    AcvNumber secondary_private_ip_address_count;
    AcvTagSpecifications tags;
} AcvNatGatewayRequest;

/* Of allocate- and release-address. */
typedef struct {
    const char *allocation_id;
    AcvAddress address; /* --address of the one, --public-ip of the other. */
    AcvTagSpecifications tags;
} AcvAddressRequest;

/* Of associate- and disassociate-address. */
typedef struct {
    const char *allocation_id;
    const char *association_id;
    const char *instance_id; /* Exactly one of this and the next. */
    const char *network_interface_id;
    AcvAddress public_ip;
    AcvAddress private_ip_address;
    AcvFlag allow_reassociation;
} AcvAssociateAddressRequest;

/* Of internet gateways, egress-only ones too. */
typedef struct {
    const char *gateway_id;
    const char *vpc_id;
    AcvTagSpecifications tags;
} AcvGatewayRequest;

/* --- VPC endpoints --- */

/* Of create-vpc-endpoint: the endpoint as it is to be, without an id. */
typedef struct {
    AcvVpcEndpoint endpoint;
    AcvTagSpecifications tags;
} AcvCreateVpcEndpointRequest;

/* Of modify-vpc-endpoint: in 'endpoint' its id, and policy, address type, DNS options and private
 * DNS where they change. */
typedef struct {
    AcvVpcEndpoint endpoint;
    AcvFlag reset_policy;
    AcvStrings add_route_table_ids;
    AcvStrings remove_route_table_ids;
    AcvStrings add_subnet_ids;
    AcvStrings remove_subnet_ids;
    AcvStrings add_group_ids;
    AcvStrings remove_group_ids;
} AcvModifyVpcEndpointRequest;

typedef struct {
    AcvStrings vpc_endpoint_ids;
} AcvDeleteVpcEndpointsRequest;

/* Of start- and stop-instances. */
typedef struct {
    AcvStrings instance_ids;
} AcvInstancesRequest;

/* --- VPCs, subnets and interfaces --- */

/* Of create- and delete-subnet. */
typedef struct {
    const char *subnet_id;
    const char *vpc_id;
    AcvPrefix cidr_block;
    AcvPrefix ipv6_cidr_block;
    const char *availability_zone;
    const char *availability_zone_id;
    AcvFlag ipv6_native;
    AcvTagSpecifications tags;
} AcvSubnetRequest;

/* Exactly one of the flags, but for what has no bearing. */
typedef struct {
    const char *vpc_id;
    AcvFlag enable_dns_support;
    AcvFlag enable_dns_hostnames;
} AcvVpcAttributeRequest;

/* Of create-, accept- and delete-vpc-peering-connection. */
typedef struct {
    const char *vpc_peering_connection_id;
    const char *vpc_id;
    const char *peer_vpc_id;
    const char *peer_owner_id;
    const char *peer_region;
    AcvTagSpecifications tags;
} AcvPeeringRequest;

typedef struct {
    const char *network_interface_id;
    AcvStrings group_ids;
    AcvFlag source_dest_check;
} AcvInterfaceAttributeRequest;

/* Of assign- and unassign-ipv6-addresses. */
typedef struct {
    const char *network_interface_id;
    ACV_LIST(AcvAddress) addresses;
    AcvNumber count; /* Of those that AWS is to choose. */
} AcvIpv6AddressesRequest;

/* Of associate- and create-dhcp-options; "default" is an id too. */
typedef struct {
    const char *dhcp_options_id;
    const char *vpc_id;
    ACV_LIST(AcvDhcpConfiguration) configurations;
    AcvTagSpecifications tags;
} AcvDhcpOptionsRequest;

typedef struct {
    const char *prefix_list_id;
    const char *name;
    AcvPrefixes add_entries;
    AcvPrefixes remove_entries;
} AcvPrefixListRequest;

/* Of modify-vpc-block-public-access-options ("off", …) and create-…-exclusion ("allow-egress", …).
 */
typedef struct {
    const char *mode;
    const char *subnet_id; /* Exactly one of the two. */
    const char *vpc_id;
    AcvTagSpecifications tags;
} AcvBlockPublicAccessRequest;

/* --- Amazon RDS and AgentCore --- */

/* Of modify-, start- and stop-db-instance and -db-cluster. */
typedef struct {
    const char *identifier;
    AcvFlag apply_immediately;
    AcvNumber port;
    AcvStrings vpc_security_group_ids;
    const char *db_subnet_group_name;
    const char *new_identifier;
    const char *network_type;
    AcvFlag multi_az;
    AcvFlag publicly_accessible;
} AcvDatabaseRequest;

/* Of create- and delete-mount-target. */
typedef struct {
    const char *mount_target_id;
    const char *file_system_id;
    const char *subnet_id;
    AcvAddress ip_address;
    AcvAddress ipv6_address;
    AcvStrings group_ids;
} AcvMountTargetRequest;

/* Of update-agent-runtime: the id, and network mode, subnets and groups as they are to be. */
typedef AcvAgentCore AcvAgentRuntimeRequest;

/* acv_NOUN_options of each. */
extern const AcvJsonTable acv_authorize_egress_options;
extern const AcvJsonTable acv_authorize_ingress_options;
extern const AcvJsonTable acv_revoke_egress_options;
extern const AcvJsonTable acv_revoke_ingress_options;
extern const AcvJsonTable acv_modify_group_rules_options;
extern const AcvJsonTable acv_create_security_group_options;
extern const AcvJsonTable acv_delete_security_group_options;
extern const AcvJsonTable acv_create_route_options;
extern const AcvJsonTable acv_replace_route_options;
extern const AcvJsonTable acv_delete_route_options;
extern const AcvJsonTable acv_create_route_table_options;
extern const AcvJsonTable acv_delete_route_table_options;
extern const AcvJsonTable acv_associate_route_table_options;
extern const AcvJsonTable acv_disassociate_route_table_options;
extern const AcvJsonTable acv_replace_route_table_association_options;
extern const AcvJsonTable acv_network_acl_entry_options;
extern const AcvJsonTable acv_delete_network_acl_entry_options;
extern const AcvJsonTable acv_create_network_acl_options;
extern const AcvJsonTable acv_delete_network_acl_options;
extern const AcvJsonTable acv_replace_network_acl_association_options;
extern const AcvJsonTable acv_create_nat_gateway_options;
extern const AcvJsonTable acv_delete_nat_gateway_options;
extern const AcvJsonTable acv_allocate_address_options;
extern const AcvJsonTable acv_release_address_options;
extern const AcvJsonTable acv_associate_address_options;
extern const AcvJsonTable acv_disassociate_address_options;
extern const AcvJsonTable acv_start_instances_options;
extern const AcvJsonTable acv_stop_instances_options;
extern const AcvJsonTable acv_create_internet_gateway_options;
extern const AcvJsonTable acv_attach_internet_gateway_options;
extern const AcvJsonTable acv_delete_internet_gateway_options;
extern const AcvJsonTable acv_create_egress_only_internet_gateway_options;
extern const AcvJsonTable acv_delete_egress_only_internet_gateway_options;
extern const AcvJsonTable acv_create_vpc_endpoint_options;
extern const AcvJsonTable acv_modify_vpc_endpoint_options;
extern const AcvJsonTable acv_delete_vpc_endpoints_options;
extern const AcvJsonTable acv_create_subnet_options;
extern const AcvJsonTable acv_delete_subnet_options;
extern const AcvJsonTable acv_modify_vpc_attribute_options;
extern const AcvJsonTable acv_create_peering_options;
extern const AcvJsonTable acv_peering_options;
extern const AcvJsonTable acv_interface_attribute_options;
extern const AcvJsonTable acv_assign_ipv6_addresses_options;
extern const AcvJsonTable acv_unassign_ipv6_addresses_options;
extern const AcvJsonTable acv_associate_dhcp_options_options;
extern const AcvJsonTable acv_create_dhcp_options_options;
extern const AcvJsonTable acv_prefix_list_options;
extern const AcvJsonTable acv_block_public_access_options;
extern const AcvJsonTable acv_block_public_access_exclusion_options;
extern const AcvJsonTable acv_modify_db_cluster_options;
extern const AcvJsonTable acv_modify_db_instance_options;
extern const AcvJsonTable acv_db_instance_options;
extern const AcvJsonTable acv_stop_db_instance_options;
extern const AcvJsonTable acv_db_cluster_options;
extern const AcvJsonTable acv_update_agent_runtime_options;
extern const AcvJsonTable acv_create_mount_target_options;
extern const AcvJsonTable acv_create_s3_mount_target_options;
extern const AcvJsonTable acv_delete_mount_target_options;

extern const AcvJsonTable acv_tag_specification_fields; /* AcvTagSpecification */

/* acv_NOUN_options of an array of fields. */
#define ACV_OPTIONS(noun, Struct, fields_) ACV_OPTIONS_WITH(noun, Struct, fields_, .finish = NULL)
#define ACV_OPTIONS_WITH(noun, Struct, fields_, ...) \
    const AcvJsonTable acv_##noun##_options = { .name = #noun, \
                                                .fields = fields_, \
                                                .n_fields = G_N_ELEMENTS(fields_), \
                                                .size = sizeof(Struct), \
                                                __VA_ARGS__ }
/* With an array of AcvJsonChoice. */
#define ACV_CHOICES(choices_) .choices = choices_, .n_choices = G_N_ELEMENTS(choices_)
/* The keys of one. */
#define ACV_KEYS(...) \
    (const char *const[]) \
    { \
        __VA_ARGS__, NULL \
    }
#define ACV_TAG_OPTION(Struct) \
    ACV_LIST_OF("--tag-specifications", Struct, tags, &acv_tag_specification_fields)
#define ACV_TEXTS(key_, Struct, member_) ACV_LIST_OF(key_, Struct, member_, &acv_text_fields)
#define ACV_REQUIRED_TEXTS(key_, Struct, member_) \
    ACV_LIST_WITH(key_, Struct, member_, &acv_text_fields, .flags = ACV_JSON_REQUIRED)

G_END_DECLS

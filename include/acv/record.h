/* What AWS said: one plain record per resource.
 *
 * Members are named after AWS's keys. A member whose bytes are all zero was not given: a string is
 * NULL, a list has no items pointer (an empty list has one), a flag is ACV_FLAG_ABSENT, a number is
 * not given. Everything a record points to belongs to its snapshot.
 *
 * States and other enumerated values are spelled as here and in AWS's own samples whatever the case
 * of the input ("available", "allow", "VPC"), so that strcmp() will do; values that are not known
 * stand as they came. */
#pragma once

#include <acv/api.h>
#include <acv/record_data.h>
#include <acv/record_head.h>
#include <acv/record_transit.h>

ACV_BEGIN_DECLS

/* --- VPCs and subnets --- */

/* One more CIDR block; 'state' is "associated" when it is in use. */
typedef struct {
    AcvPrefix cidr_block;
    const char *state;
} AcvCidrAssociation;

typedef ACV_LIST(AcvCidrAssociation) AcvCidrAssociations;

typedef struct {
    AcvRecord record;
    AcvPrefix cidr_block;
    AcvCidrAssociations cidr_block_associations; /* Of describe-vpcs, with the primary block. */
    AcvCidrAssociations ipv6_cidr_block_associations;
    const char *dhcp_options_id;
    const char *state;
    const char *internet_gateway_block_mode; /* Of BlockPublicAccessStates. */
    AcvFlag is_default;
    AcvFlag enable_dns_support;
    AcvFlag enable_dns_hostnames;
} AcvVpc;

typedef struct {
    AcvRecord record;
    const char *vpc_id;
    AcvPrefix cidr_block;
    AcvCidrAssociations ipv6_cidr_block_associations;
    const char *availability_zone;
    const char *availability_zone_id;
    const char *state;
    const char *internet_gateway_block_mode;
    AcvNumber available_ip_address_count;
    AcvFlag map_public_ip_on_launch;
    AcvFlag ipv6_native;
    AcvFlag enable_dns64;
} AcvSubnet;

typedef struct {
    AcvRecord record; /* Its id is the name, such as "us-east-1a". */
    const char *zone_id;
    const char *region_name;
} AcvAvailabilityZone;

/* --- Route tables --- */

typedef struct {
    AcvPrefix destination_cidr_block; /* Exactly one of these three is given, */
    AcvPrefix destination_ipv6_cidr_block;
    const char *destination_prefix_list_id;
    const char *gateway_id; /* and one of these. "local", igw-, vgw-, vpce-. */
    const char *nat_gateway_id;
    const char *transit_gateway_id;
    const char *vpc_peering_connection_id;
    const char *network_interface_id;
    const char *instance_id;
    const char *egress_only_internet_gateway_id;
    const char *local_gateway_id;
    const char *carrier_gateway_id;
    const char *core_network_arn;
    const char *odb_network_arn;
    const char *origin;
    const char *state;
} AcvRoute;

typedef struct {
    const char *id;
    const char *subnet_id;
    const char *gateway_id;
    const char *state; /* Of AssociationState. */
    AcvFlag main;
} AcvRouteTableAssociation;

typedef struct {
    AcvRecord record;
    const char *vpc_id;
    ACV_LIST(AcvRoute) routes;
    ACV_LIST(AcvRouteTableAssociation) associations;
    AcvStrings propagating_vgws;
} AcvRouteTable;

/* --- Network ACLs --- */

/* What an IpProtocol or Protocol says. Names and numbers are read alike; "-1" and "all" give
 * first 0 and last 255. */
typedef struct {
    uint8_t first;
    uint8_t last;
    bool given;
    bool unknown; /* A name that is no protocol: the rule's effect is unknown. */
} AcvProtocol;

typedef struct {
    AcvNumber rule_number;
    AcvFlag egress;
    const char *rule_action; /* "allow" or "deny". */
    AcvProtocol protocol;
    AcvPrefix cidr_block; /* One of these two. */
    AcvPrefix ipv6_cidr_block;
    AcvNumber from_port; /* Of PortRange. */
    AcvNumber to_port;
    AcvNumber icmp_type; /* Of IcmpTypeCode; -1 is any. */
    AcvNumber icmp_code;
} AcvNetworkAclEntry;

typedef struct {
    const char *id;
    const char *subnet_id;
} AcvNetworkAclAssociation;

typedef struct {
    AcvRecord record;
    const char *vpc_id;
    AcvFlag is_default;
    ACV_LIST(AcvNetworkAclEntry) entries;
    ACV_LIST(AcvNetworkAclAssociation) associations;
} AcvNetworkAcl;

/* --- Security groups --- */

/* One peer of one rule. Exactly one of the first three is given. */
typedef struct {
    AcvPrefix cidr;
    const char *prefix_list_id;
    const char *group_id;
    const char *group_owner_id; /* Of a group. */
    const char *group_vpc_id;
    const char *vpc_peering_connection_id;
    const char *peering_status;
    const char *description;
    const char *rule_id; /* "sgr-…", if SecurityGroupRules named it. */
} AcvSecurityGroupPeer;

/* From and to are ports, of ICMP the type and code, -1 for any; not given is any. */
typedef struct {
    AcvProtocol protocol;
    AcvNumber from_port;
    AcvNumber to_port;
    ACV_LIST(AcvSecurityGroupPeer) peers;
} AcvSecurityGroupPermission;

typedef ACV_LIST(AcvSecurityGroupPermission) AcvSecurityGroupPermissions;

typedef struct {
    AcvRecord record;
    const char *group_name;
    const char *description;
    const char *vpc_id;
    AcvSecurityGroupPermissions ingress; /* IpPermissions, and SecurityGroupRules of the group. */
    AcvSecurityGroupPermissions egress;  /* IpPermissionsEgress, and the like. */
} AcvSecurityGroup;

typedef struct {
    AcvRecord record; /* Its id is "GroupId/VpcId". */
    const char *group_id;
    const char *vpc_id;
    const char *state;
} AcvSecurityGroupVpcAssociation;

/* --- Network interfaces and instances --- */

typedef struct {
    AcvAddress address;
    AcvAddress public_ip; /* Of its Association. */
    AcvFlag primary;
} AcvPrivateIpAddress;

typedef ACV_LIST(AcvPrivateIpAddress) AcvPrivateIpAddresses;

typedef struct {
    AcvRecord record;
    const char *vpc_id;
    const char *subnet_id;
    const char *availability_zone;
    const char *availability_zone_id;
    const char *interface_type;
    const char *status;
    const char *description;
    const char *requester_id;
    const char *instance_id; /* Of Attachment, or of the instance that listed it. */
    const char *attachment_status;
    AcvAddress private_ip_address;
    AcvAddress public_ip; /* Of Association. */
    AcvPrivateIpAddresses private_ip_addresses;
    ACV_LIST(AcvAddress) ipv6_addresses;
    AcvPrefixes ipv4_prefixes;
    AcvPrefixes ipv6_prefixes;
    AcvStrings group_ids;
    AcvFlag source_dest_check;
    AcvFlag deny_all_igw_traffic;
    AcvFlag requester_managed;
} AcvNetworkInterface;

typedef struct {
    AcvRecord record;
    const char *vpc_id;
    const char *subnet_id;
    const char *availability_zone;
    const char *state; /* Of State.Name. */
    AcvAddress private_ip_address;
    AcvAddress public_ip_address;
    AcvStrings group_ids;
    AcvStrings network_interface_ids; /* The interfaces are records of their own. */
    AcvFlag source_dest_check;
} AcvInstance;

typedef struct {
    AcvRecord record; /* Its id is the public address. */
    const char *allocation_id;
    const char *association_id;
    const char *network_interface_id;
    const char *instance_id;
    AcvAddress public_ip; /* None if AWS is yet to choose it; then the id is another. */
    AcvAddress private_ip_address;
} AcvElasticIp;

/* --- Gateways --- */

typedef struct {
    const char *vpc_id;
    const char *state;
} AcvGatewayAttachment;

typedef ACV_LIST(AcvGatewayAttachment) AcvGatewayAttachments;

/* Also an egress-only internet gateway. */
typedef struct {
    AcvRecord record;
    AcvGatewayAttachments attachments;
} AcvInternetGateway;

typedef struct {
    AcvAddress private_ip;
    AcvAddress public_ip;
    const char *allocation_id;
    const char *network_interface_id;
    const char *status;
    const char *availability_zone;
    const char *availability_zone_id;
    AcvFlag is_primary;
} AcvNatGatewayAddress;

typedef struct {
    AcvRecord record;
    const char *vpc_id;
    const char *subnet_id;
    const char *state;
    const char *connectivity_type;    /* "public" or "private". */
    const char *availability_mode;    /* "zonal" or "regional". */
    const char *auto_provision_zones; /* Of a regional one: "enabled" or "disabled". */
    const char *route_table_id;       /* Of a regional one. */
    const char *failure_code;
    ACV_LIST(AcvNatGatewayAddress) addresses;
} AcvNatGateway;

typedef struct {
    AcvRecord record;
    const char *state;
    AcvGatewayAttachments attachments; /* VpcAttachments. */
} AcvVpnGateway;

typedef struct {
    AcvRecord record;
    const char *vpn_gateway_id;
    const char *transit_gateway_id;
    const char *customer_gateway_id;
    const char *state;
    AcvPrefixes routes; /* Static routes to the far side. */
    AcvFlag static_routes_only;
} AcvVpnConnection;

/* --- Policies --- */

/* Whom a statement is about: "*" as a whole is the same as "*" of AWS, and stands there. */
typedef struct {
    AcvStrings aws; /* "*", an ARN, or an account's id. */
    AcvStrings canonical_user;
    AcvStrings federated;
    AcvStrings service;
} AcvPolicyPrincipal;

/* Of each pair at most one is given. */
typedef struct {
    const char *sid;
    const char *effect; /* "Allow" or "Deny". */
    AcvPolicyPrincipal principal;
    AcvPolicyPrincipal not_principal;
    AcvStrings action;
    AcvStrings not_action;
    AcvStrings resource;
    AcvStrings not_resource;
    const char *condition; /* As JSON without spaces; NULL also if it is empty. */
} AcvPolicyStatement;

typedef struct {
    const char *version;
    ACV_LIST(AcvPolicyStatement) statements; /* Absent: there is no policy. */
} AcvPolicy;

/* --- Endpoints, prefix lists, names --- */

typedef struct {
    AcvRecord record;
    const char *vpc_id;
    const char *type; /* "Interface", "Gateway", … */
    const char *service_name;
    const char *service_region;
    const char *state;
    AcvPolicy policy; /* PolicyDocument. */
    const char *ip_address_type;
    AcvStrings route_table_ids;
    AcvStrings subnet_ids;
    AcvStrings group_ids;
    AcvStrings network_interface_ids;
    AcvStrings dns_names; /* Of DnsEntries. */
    AcvFlag private_dns_enabled;
    AcvFlag private_dns_only_for_inbound_resolver_endpoint;
} AcvVpcEndpoint;

typedef struct {
    AcvRecord record;
    const char *name;
    const char *address_family;
    AcvPrefixes cidrs; /* Cidrs, or the Cidr of Entries; absent is unknown. */
} AcvPrefixList;

typedef struct {
    const char *key; /* "domain-name-servers", … */
    AcvStrings values;
} AcvDhcpConfiguration;

typedef struct {
    AcvRecord record;
    ACV_LIST(AcvDhcpConfiguration) configurations;
} AcvDhcpOptions;

typedef struct {
    const char *name; /* Lower case, without a final dot. */
    const char *type; /* "A", "AAAA", "CNAME", … */
    AcvStrings values;
    const char *alias; /* DNSName of AliasTarget. */
} AcvResourceRecordSet;

typedef struct {
    AcvRecord record;
    const char *name; /* Lower case, without a final dot. */
    AcvFlag private_zone;
    AcvStrings vpc_ids;
    ACV_LIST(AcvResourceRecordSet) record_sets;
} AcvHostedZone;

/* --- AgentCore --- */

/* A file system that a runtime mounts: an access point of Amazon EFS or of S3 Files of the
 * customer's, or storage that AgentCore keeps for each session. */
typedef struct {
    const char *access_point_arn;
    const char *mount_path;
    const char *session_path; /* Where session storage is mounted. */
} AcvFileSystemMount;

/* An agent runtime, code interpreter or browser. */
typedef struct {
    AcvRecord record;
    const char *name;
    const char *status;
    const char *network_mode; /* "PUBLIC", "SANDBOX" or "VPC". */
    AcvStrings subnets;
    AcvStrings security_groups;
    AcvFlag require_service_s3_endpoint;
    const char *role_arn; /* Also executionRoleArn. */
    const char *created_at;
    const char *container_uri; /* Of a container image, */
    const char *code_bucket;   /* or of a code package: where the customer keeps it, */
    const char *code_runtime;  /* and what runs it: "PYTHON_3_12". */
    ACV_LIST(AcvFileSystemMount) file_systems;
} AcvAgentCore;

/* --- Account settings, and what is read no further --- */

typedef struct {
    AcvRecord record; /* Its id is the Region, or "*" if that was not given. */
    const char *internet_gateway_block_mode;
    const char *state;
} AcvVpcBlockPublicAccessOptions;

typedef struct {
    AcvRecord record;
    const char *resource_arn;
    const char *mode;
    const char *state;
} AcvVpcBlockPublicAccessExclusion;

/* Of a VPC, a subnet, a network interface or a transit gateway. */
typedef struct {
    AcvRecord record;
    const char *resource_id;
    const char *status;         /* "ACTIVE". */
    const char *deliver_status; /* DeliverLogsStatus: "SUCCESS" or "FAILED". */
} AcvFlowLog;

/* Of IAM. */
typedef struct {
    AcvRecord record;
    const char *name;
} AcvIamRole;

/* A resource that is known to exist and nothing more. */
typedef struct {
    AcvRecord record;
    const char *vpc_id;
} AcvOther;

/* --- What is expected of a design --- */

/* One of Expectations: all but 'because' are given. */
typedef struct {
    const char *from; /* As in a question. */
    const char *to;
    const char *expect; /* The name of an outcome: "reachable", … */
    const char *because;
    AcvPlace place;
} AcvExpectation;

/* One of Suppressions: findings that are known and accepted. */
typedef struct {
    const char *check;    /* The id of a check, as given. */
    const char *resource; /* An id, ARN or name; NULL: whatever the check is about. */
    const char *because;
    AcvPlace place;
} AcvSuppression;

/* The value of the Name tag, or NULL. */
const char *acv_record_name(const AcvRecord *record);

/* What people call a record: its Name tag, its group or resource name; NULL if nothing. */
const char *acv_record_title(const AcvRecord *record);

/* The JSON pointer of a place: the caller's to free. */
char *acv_place_pointer(const AcvPlace *place);

/* The values of one key, such as "domain-name-servers"; NULL if it was not given. */
const AcvStrings *acv_dhcp_options_values(const AcvDhcpOptions *options, const char *key);

ACV_END_DECLS

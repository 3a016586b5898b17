/* The tables of fields of every kind, and those that several kinds share. */
#pragma once

#include "load/field.h"

G_BEGIN_DECLS

/* acv_subnet_fields and so on. */
#define ACV_DECLARE_TABLE(constant, noun, type, key, id_key) \
    extern const AcvJsonTable acv_##noun##_fields;
ACV_KINDS(ACV_DECLARE_TABLE)
#undef ACV_DECLARE_TABLE

const AcvJsonTable *acv_kind_table(AcvKind kind);

/* --- What other documents than those of a kind's own key say of a resource --- */

extern const AcvJsonTable acv_transit_gateway_static_routes_fields;
extern const AcvJsonTable acv_transit_gateway_propagations_fields;

/* As Amazon S3 Files prints them. */
extern const AcvJsonTable acv_s3_file_system_fields;
extern const AcvJsonTable acv_s3_mount_target_fields;

/* Only describes: the instances are read one by one. */
extern const AcvJsonTable acv_reservation_fields;

/* One of SecurityGroupRules. */
typedef struct {
    const char *rule_id;
    const char *group_id;
    const char *group_owner_id;
    AcvFlag is_egress;
    AcvProtocol protocol;
    AcvNumber from_port;
    AcvNumber to_port;
    AcvSecurityGroupPeer peer;
    AcvPlace place;
} AcvSecurityGroupRule;

extern const AcvJsonTable acv_security_group_rule_fields;

/* The policy of an AcvVpcEndpoint. */
extern const AcvJsonTable acv_endpoint_policy_fields;

/* One of Expectations. */
extern const AcvJsonTable acv_expectation_fields;

/* One of Suppressions. */
extern const AcvJsonTable acv_suppression_fields;

/* --- Items of lists --- */

extern const AcvJsonTable acv_tag_fields;                   /* AcvTag */
extern const AcvJsonTable acv_text_fields;                  /* const char * */
extern const AcvJsonTable acv_subnet_id_fields;             /* const char * */
extern const AcvJsonTable acv_group_id_fields;              /* const char * */
extern const AcvJsonTable acv_group_object_fields;          /* const char *, of {"GroupId": …} */
extern const AcvJsonTable acv_ipv4_cidr_association_fields; /* AcvCidrAssociation */
extern const AcvJsonTable acv_ipv6_cidr_association_fields; /* AcvCidrAssociation */
extern const AcvJsonTable acv_gateway_attachment_fields;    /* AcvGatewayAttachment */

/* --- Parts that commands share with records --- */

extern const AcvJsonTable acv_security_group_permission_fields;           /* Its own struct. */
extern const AcvJsonTable acv_icmp_type_code_fields;                      /* AcvNetworkAclEntry */
extern const AcvJsonTable acv_port_range_fields;                          /* AcvNetworkAclEntry */
extern const AcvJsonTable acv_dns_options_fields;                         /* AcvVpcEndpoint */
extern const AcvJsonTable acv_prefix_list_entry_fields;                   /* AcvPrefix */
extern const AcvJsonTable acv_agent_runtime_network_configuration_fields; /* AcvAgentCore */

/* --- Values --- */

extern const char *const acv_block_public_access_modes[];
extern const char *const acv_association_states[];
extern const char *const acv_peering_states[];
extern const char *const acv_gateway_states[];
extern const char *const acv_transit_gateway_states[];
extern const char *const acv_switch_values[]; /* "enable" and "disable". */

extern const AcvJsonRange acv_port_range;          /* 0-65535 or -1 */
extern const AcvJsonRange acv_listener_port_range; /* 0-65535 */
extern const AcvJsonRange acv_icmp_range;          /* 0-255 or -1 */

/* Reports name servers of an AcvDhcpConfiguration that are none; true if all is well. */
bool acv_dhcp_configuration_finish(AcvJsonReader *reader, const AcvJsonPath *path, void *target);

/* Whether a state says that the resource is no more: "deleted" and the like. NULL is not. */
bool acv_state_is_gone(const char *state);

/* Reports ports of which the first is beyond the last; true if all is well. */
bool acv_check_port_range(AcvJsonReader *reader, const AcvJsonPath *path,
                          const AcvProtocol *protocol, const AcvNumber *from, const AcvNumber *to);

/* The same where types and codes of ICMP stand in place of ports: those beyond 255, too. */
bool acv_check_ports(AcvJsonReader *reader, const AcvJsonPath *path, const AcvProtocol *protocol,
                     const AcvNumber *from, const AcvNumber *to);

G_END_DECLS

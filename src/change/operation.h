/* The operations of the AWS CLI that change a design.
 *
 * A row says how an operation is called, which options it takes and what it does. Options are a
 * table of fields (load/field.h) whose keys are their names: their values, be they text, shorthand
 * or JSON, are read through it into a request, a struct of request.h. */
#pragma once

#include "change/editing.h"
#include "change/request.h"

G_BEGIN_DECLS

typedef struct {
    const char *service;
    const char *name;
    const AcvJsonTable *request; /* NULL if all it could be told is ignored. */
    const char *id_path;         /* Of what it creates in its output; NULL if it creates nothing. */
    const char *id_prefix;       /* "nat". */

    /* Does what the command says; errors are reported to 'editing', and then nothing that was done
     * counts. */
    void (*apply)(AcvEditing *editing, const void *request);
} AcvOperation;

/* The row of an operation, or NULL. */
const AcvOperation *acv_operation_find(const char *service, const char *name);

/* All rows, '*out_n' of them, by service. */
const AcvOperation *acv_operations(size_t *out_n);

/* --- What they do --- */

/* 'request' is what the options of the operation are read into. */
#define ACV_DECLARE_APPLY(noun) void acv_apply_##noun(AcvEditing *editing, const void *request)
ACV_DECLARE_APPLY(authorize_security_group_ingress);
ACV_DECLARE_APPLY(authorize_security_group_egress);
ACV_DECLARE_APPLY(revoke_security_group_ingress);
ACV_DECLARE_APPLY(revoke_security_group_egress);
ACV_DECLARE_APPLY(modify_security_group_rules);
ACV_DECLARE_APPLY(create_security_group);
ACV_DECLARE_APPLY(delete_security_group);
ACV_DECLARE_APPLY(create_route);
ACV_DECLARE_APPLY(replace_route);
ACV_DECLARE_APPLY(delete_route);
ACV_DECLARE_APPLY(create_route_table);
ACV_DECLARE_APPLY(delete_route_table);
ACV_DECLARE_APPLY(associate_route_table);
ACV_DECLARE_APPLY(disassociate_route_table);
ACV_DECLARE_APPLY(replace_route_table_association);
ACV_DECLARE_APPLY(create_network_acl_entry);
ACV_DECLARE_APPLY(replace_network_acl_entry);
ACV_DECLARE_APPLY(delete_network_acl_entry);
ACV_DECLARE_APPLY(create_network_acl);
ACV_DECLARE_APPLY(delete_network_acl);
ACV_DECLARE_APPLY(replace_network_acl_association);
ACV_DECLARE_APPLY(create_nat_gateway);
ACV_DECLARE_APPLY(delete_nat_gateway);
ACV_DECLARE_APPLY(allocate_address);
ACV_DECLARE_APPLY(release_address);
ACV_DECLARE_APPLY(associate_address);
ACV_DECLARE_APPLY(disassociate_address);
ACV_DECLARE_APPLY(create_internet_gateway);
ACV_DECLARE_APPLY(attach_internet_gateway);
ACV_DECLARE_APPLY(detach_internet_gateway);
ACV_DECLARE_APPLY(delete_internet_gateway);
ACV_DECLARE_APPLY(create_egress_only_internet_gateway);
ACV_DECLARE_APPLY(delete_egress_only_internet_gateway);
ACV_DECLARE_APPLY(create_vpc_endpoint);
ACV_DECLARE_APPLY(modify_vpc_endpoint);
ACV_DECLARE_APPLY(delete_vpc_endpoints);
ACV_DECLARE_APPLY(create_subnet);
ACV_DECLARE_APPLY(delete_subnet);
ACV_DECLARE_APPLY(modify_vpc_attribute);
ACV_DECLARE_APPLY(create_vpc_peering_connection);
ACV_DECLARE_APPLY(accept_vpc_peering_connection);
ACV_DECLARE_APPLY(delete_vpc_peering_connection);
ACV_DECLARE_APPLY(modify_network_interface_attribute);
ACV_DECLARE_APPLY(assign_ipv6_addresses);
ACV_DECLARE_APPLY(unassign_ipv6_addresses);
ACV_DECLARE_APPLY(create_dhcp_options);
ACV_DECLARE_APPLY(associate_dhcp_options);
ACV_DECLARE_APPLY(modify_managed_prefix_list);
ACV_DECLARE_APPLY(modify_vpc_block_public_access_options);
ACV_DECLARE_APPLY(create_vpc_block_public_access_exclusion);
ACV_DECLARE_APPLY(start_instances);
ACV_DECLARE_APPLY(stop_instances);
ACV_DECLARE_APPLY(modify_db_cluster);
ACV_DECLARE_APPLY(modify_db_instance);
ACV_DECLARE_APPLY(start_db_instance);
ACV_DECLARE_APPLY(stop_db_instance);
ACV_DECLARE_APPLY(start_db_cluster);
ACV_DECLARE_APPLY(stop_db_cluster);
ACV_DECLARE_APPLY(update_agent_runtime);
ACV_DECLARE_APPLY(create_mount_target);
ACV_DECLARE_APPLY(create_s3_mount_target);
ACV_DECLARE_APPLY(delete_mount_target);
#undef ACV_DECLARE_APPLY

G_END_DECLS

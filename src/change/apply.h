/* What the handlers of operations have in common. */
#pragma once

#include "change/editing.h"
#include "change/request.h"

G_BEGIN_DECLS

/* --- Lists --- */

/* Replaces an item of a list, as acv_editing_append() adds one. */
void acv_editing_set(AcvEditing *editing, void *list, size_t index, const void *item, size_t size);

bool acv_strings_hold(const AcvStrings *strings, const char *text);

/* Whether both hold the same texts, in whatever order; false if one is not given. */
bool acv_strings_are_same(const AcvStrings *a, const AcvStrings *b);

void acv_editing_append_text(AcvEditing *editing, AcvStrings *strings, const char *text);

/* False if 'text' is not among them. */
bool acv_editing_drop_text(AcvEditing *editing, AcvStrings *strings, const char *text);

/* A text in the editing's arena. */
const char *acv_editing_text(AcvEditing *editing, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* --- Records --- */

/* Gives a record the tags of --tag-specifications. */
void acv_editing_tag(AcvEditing *editing, AcvRecord *record, const AcvTagSpecifications *tags);

/* The id of what comes with what the command creates: "rtbassoc" and "nat-x" give "rtbassoc-x". */
const char *acv_editing_id_beside(AcvEditing *editing, const char *prefix);

/* Finds a VPC as acv_editing_find() does. */
const AcvVpc *acv_editing_find_vpc(AcvEditing *editing, const char *option, const char *id);
const AcvSubnet *acv_editing_find_subnet(AcvEditing *editing, const char *option, const char *id);

/* Whether what 'id' names and is in 'vpc_id' may go together with what is in 'other_vpc_id': false,
 * and reported, if both VPCs are known and differ. 'code' is AWS's. */
bool acv_editing_check_same_vpc(AcvEditing *editing, const char *option, const char *code,
                                const char *id, const char *vpc_id, const char *other_vpc_id);

/* Whether every one of 'ids' is a security group of that VPC or one associated with it; false, and
 * all that are not are reported. */
bool acv_editing_check_groups(AcvEditing *editing, const char *option, const AcvStrings *ids,
                              const char *vpc_id);

/* The VPC of a subnet: if the subnet does not say and there is one VPC alone, that; else NULL. */
const char *acv_editing_vpc_of_subnet(AcvEditing *editing, const AcvSubnet *subnet);

/* The peering connection between two VPCs that is active, or asked for; NULL if there is none. */
const AcvVpcPeeringConnection *acv_editing_peering_between(AcvEditing *editing, const char *a,
                                                           const char *b);

/* The id of the only group of that name; 'name' itself if there is none or more than one. */
const char *acv_editing_group_of_name(AcvEditing *editing, const char *name);

/* The id of the default group of a VPC, or NULL if the data lack it. */
const char *acv_editing_default_group(AcvEditing *editing, const char *vpc_id);

/* Adds the rules of a new group, which let everything out: IPv6 too, if the VPC has any. */
void acv_editing_allow_all_egress(AcvEditing *editing, AcvSecurityGroup *group,
                                  const char *description);

/* --- Addresses --- */

/* The Elastic IP address that a command names, by allocation id or else by itself; NULL if it is
 * not found, which is reported. */
const AcvElasticIp *acv_editing_find_address(AcvEditing *editing, const char *option,
                                             const char *allocation_id, AcvAddress public_ip);

/* Who uses an address: an interface, an instance or a NAT gateway; NULL if nobody does. */
const char *acv_editing_user_of_address(AcvEditing *editing, const AcvElasticIp *address);

/* Takes the address of that allocation id from who uses it, if anybody does; NULL is none. */
void acv_editing_free_address(AcvEditing *editing, const char *allocation_id);

/* Whether an internet gateway is attached to a VPC; if not, that is reported. */
bool acv_editing_check_internet_gateway(AcvEditing *editing, const char *vpc_id);

/* --- Routes --- */

/* Whether there is a route to the destination of 'route' in a table, and where. */
bool acv_route_table_find(const AcvRouteTable *table, const AcvRoute *route, size_t *out_index);

/* "10.0.0.0/16" or "pl-…", in the editing's arena. */
const char *acv_editing_print_destination(AcvEditing *editing, const AcvRoute *route);

/* "active", or "blackhole" if the target of 'route', a route of a table of that VPC, is there and
 * of no use, or is gone. */
const char *acv_editing_route_state(AcvEditing *editing, const char *vpc_id, const AcvRoute *route);

/* Adds a local route for each block of 'vpc'. */
void acv_editing_add_local_routes(AcvEditing *editing, AcvRouteTable *table, const AcvVpc *vpc);

G_END_DECLS

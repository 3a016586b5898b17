/* Route tables and what they are associated with. Source:
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateRouteTable.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DisassociateRouteTable.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceRouteTableAssociation.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteRouteTable.html */
#include "change/apply.h"
#include "change/operation.h"

#include <string.h>

static bool
is_in_use(const AcvRouteTableAssociation *association)
{
    return !association->state || strcmp(association->state, "associated") == 0
           || strcmp(association->state, "associating") == 0;
}

/* --- Tables --- */

static void
add_local(AcvEditing *editing, AcvRouteTable *table, AcvPrefix block)
{
    if (block.address.family == ACV_FAMILY_NONE) {
        return;
    }
    AcvRoute route = { .gateway_id = "local", .origin = "CreateRouteTable", .state = "active" };
    if (block.address.family == ACV_FAMILY_IPV4) {
        route.destination_cidr_block = block;
    } else {
        route.destination_ipv6_cidr_block = block;
    }
    size_t index;
    if (!acv_route_table_find(table, &route, &index)) {
        acv_editing_append(editing, &table->routes, &route, sizeof route);
    }
}

static void
add_all_local(AcvEditing *editing, AcvRouteTable *table, const AcvCidrAssociations *blocks)
{
    for (size_t i = 0; i < blocks->n; i++) {
        if (!blocks->items[i].state || strcmp(blocks->items[i].state, "associated") == 0) {
            add_local(editing, table, blocks->items[i].cidr_block);
        }
    }
}

void
acv_editing_add_local_routes(AcvEditing *editing, AcvRouteTable *table, const AcvVpc *vpc)
{
    table->routes.items = acv_arena_new0(editing->arena, AcvRoute, 0);
    add_local(editing, table, vpc->cidr_block);
    add_all_local(editing, table, &vpc->cidr_block_associations);
    add_all_local(editing, table, &vpc->ipv6_cidr_block_associations);
}

void
acv_apply_create_route_table(AcvEditing *editing, const void *request)
{
    const AcvRouteTableRequest *asked = request;
    const AcvVpc *vpc = acv_editing_find_vpc(editing, "vpc-id", asked->vpc_id);
    if (!vpc) {
        return;
    }
    AcvRouteTable *table = (AcvRouteTable *) acv_editing_add(editing, ACV_KIND_ROUTE_TABLE, NULL);
    table->vpc_id = vpc->record.id;
    table->record.owner_id = vpc->record.owner_id;
    table->associations.items = acv_arena_new0(editing->arena, AcvRouteTableAssociation, 0);
    acv_editing_add_local_routes(editing, table, vpc);
    acv_editing_tag(editing, &table->record, &asked->tags);
}

/* Gateway endpoints do not keep a table from being deleted. */
static void
drop_from_endpoints(AcvEditing *editing, const char *table_id)
{
    g_autoptr(GPtrArray) endpoints = acv_editing_list(editing, ACV_KIND_VPC_ENDPOINT);
    for (guint i = 0; i < endpoints->len; i++) {
        const AcvVpcEndpoint *endpoint = g_ptr_array_index(endpoints, i);
        if (acv_strings_hold(&endpoint->route_table_ids, table_id)) {
            AcvVpcEndpoint *changed = (AcvVpcEndpoint *) acv_editing_touch(
                editing, ACV_KIND_VPC_ENDPOINT, endpoint->record.id);
            acv_editing_drop_text(editing, &changed->route_table_ids, table_id);
        }
    }
}

void
acv_apply_delete_route_table(AcvEditing *editing, const void *request)
{
    const AcvRouteTableRequest *asked = request;
    const AcvRouteTable *table = (const AcvRouteTable *) acv_editing_find(
        editing, "route-table-id", "InvalidRouteTableID.NotFound", ACV_KIND_ROUTE_TABLE,
        asked->route_table_id);
    for (size_t i = 0; table && i < table->associations.n; i++) {
        const AcvRouteTableAssociation *association = &table->associations.items[i];
        if (!is_in_use(association)) {
            continue;
        }
        const char *user =
            association->subnet_id ? association->subnet_id : association->gateway_id;
        acv_editing_fail(
            editing, "route-table-id", "DependencyViolation: %s is %s%s", table->record.id,
            user ? "still associated with " : "the main table of its VPC", user ? user : "");
        return;
    }
    if (table) {
        drop_from_endpoints(editing, table->record.id);
        acv_editing_remove(editing, ACV_KIND_ROUTE_TABLE, table->record.id);
    }
}

/* --- Associations --- */

/* An association and the table that it is of; 'table' NULL if there is none. */
typedef struct {
    const AcvRouteTable *table;
    size_t index;
} Found;

typedef bool (*Matches)(const AcvRouteTableAssociation *association, const char *id);

static Found
find_association(AcvEditing *editing, Matches matches, const char *id)
{
    g_autoptr(GPtrArray) tables = acv_editing_list(editing, ACV_KIND_ROUTE_TABLE);
    for (guint i = 0; i < tables->len; i++) {
        const AcvRouteTable *table = g_ptr_array_index(tables, i);
        for (size_t j = 0; j < table->associations.n; j++) {
            if (is_in_use(&table->associations.items[j])
                && matches(&table->associations.items[j], id)) {
                return (Found){ table, j };
            }
        }
    }
    return (Found){ 0 };
}

static bool
has_id(const AcvRouteTableAssociation *association, const char *id)
{
    return g_strcmp0(association->id, id) == 0;
}

static bool
is_of(const AcvRouteTableAssociation *association, const char *id)
{
    return g_strcmp0(association->subnet_id, id) == 0
           || g_strcmp0(association->gateway_id, id) == 0;
}

/* The association that a command names; not found is reported, with those that there are. */
static Found
require_association(AcvEditing *editing, const char *id)
{
    Found found = find_association(editing, has_id, id);
    if (!found.table && !g_hash_table_contains(editing->never_made, id)) {
        acv_editing_fail(editing, "association-id",
                         "InvalidAssociationID.NotFound: no route table in the data has an "
                         "association \"%s\"",
                         id);
    }
    editing->failed |= !found.table;
    return found;
}

static AcvRouteTable *
edit_table(AcvEditing *editing, const char *id)
{
    return (AcvRouteTable *) acv_editing_edit(
        editing, "route-table-id", "InvalidRouteTableID.NotFound", ACV_KIND_ROUTE_TABLE, id);
}

/* Whether the subnet or gateway is there and in the table's VPC. */
static bool
check_partner(AcvEditing *editing, const AcvRouteTable *table, const AcvRouteTableRequest *asked)
{
    if (asked->subnet_id) {
        const AcvSubnet *subnet = acv_editing_find_subnet(editing, "subnet-id", asked->subnet_id);
        return subnet
               && acv_editing_check_same_vpc(
                   editing, "subnet-id", "InvalidParameterValue", subnet->record.id,
                   acv_editing_vpc_of_subnet(editing, subnet), table->vpc_id);
    }
    AcvKind kind = g_str_has_prefix(asked->gateway_id, "vgw-") ? ACV_KIND_VPN_GATEWAY
                                                               : ACV_KIND_INTERNET_GATEWAY;
    return acv_editing_find(editing, "gateway-id", "InvalidGatewayID.NotFound", kind,
                            asked->gateway_id);
}

void
acv_apply_associate_route_table(AcvEditing *editing, const void *request)
{
    const AcvRouteTableRequest *asked = request;
    AcvRouteTable *table = edit_table(editing, asked->route_table_id);
    const char *option = asked->subnet_id ? "subnet-id" : "gateway-id";
    const char *partner = asked->subnet_id ? asked->subnet_id : asked->gateway_id;
    if (!table || !check_partner(editing, table, asked)) {
        return;
    }
    Found other = find_association(editing, is_of, partner);
    if (other.table) {
        const char *id = other.table->associations.items[other.index].id;
        acv_editing_fail(editing, option,
                         "Resource.AlreadyAssociated: %s is associated with %s%s%s%s", partner,
                         other.table->record.id, id ? " (" : "", id ? id : "", id ? ")" : "");
        return;
    }
    AcvRouteTableAssociation association = { .id = editing->new_id,
                                             .subnet_id = asked->subnet_id,
                                             .gateway_id = asked->gateway_id,
                                             .state = "associated",
                                             .main = ACV_FLAG_FALSE };
    acv_editing_append(editing, &table->associations, &association, sizeof association);
}

static void
drop_association(AcvEditing *editing, Found found)
{
    AcvRouteTable *table =
        (AcvRouteTable *) acv_editing_touch(editing, ACV_KIND_ROUTE_TABLE, found.table->record.id);
    acv_editing_drop(editing, &table->associations, found.index, sizeof(AcvRouteTableAssociation));
}

void
acv_apply_disassociate_route_table(AcvEditing *editing, const void *request)
{
    const AcvRouteTableRequest *asked = request;
    Found found = require_association(editing, asked->association_id);
    if (!found.table) {
        return;
    }
    if (found.table->associations.items[found.index].main == ACV_FLAG_TRUE) {
        acv_editing_fail(editing, "association-id",
                         "InvalidParameterValue: %s makes %s the main table of its VPC; use "
                         "replace-route-table-association",
                         asked->association_id, found.table->record.id);
        return;
    }
    drop_association(editing, found);
}

void
acv_apply_replace_route_table_association(AcvEditing *editing, const void *request)
{
    const AcvRouteTableRequest *asked = request;
    Found found = require_association(editing, asked->association_id);
    const AcvRouteTable *table = (const AcvRouteTable *) acv_editing_find(
        editing, "route-table-id", "InvalidRouteTableID.NotFound", ACV_KIND_ROUTE_TABLE,
        asked->route_table_id);
    if (!found.table || !table
        || !acv_editing_check_same_vpc(editing, "route-table-id", "InvalidParameterValue",
                                       table->record.id, table->vpc_id, found.table->vpc_id)) {
        return;
    }
    AcvRouteTableAssociation association = found.table->associations.items[found.index];
    if (found.table != table) {
        drop_association(editing, found);
        association.id = editing->new_id;
        AcvRouteTable *changed = edit_table(editing, asked->route_table_id);
        acv_editing_append(editing, &changed->associations, &association, sizeof association);
    }
}

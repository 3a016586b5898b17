/* Routes. Source:
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceRoute.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteRoute.html */
#include "change/apply.h"
#include "change/operation.h"
#include "change/route_check.h"

#include <string.h>

static AcvRouteTable *
edit_table(AcvEditing *editing, const char *id)
{
    AcvRouteTable *table = (AcvRouteTable *) acv_editing_edit(
        editing, "route-table-id", "InvalidRouteTableID.NotFound", ACV_KIND_ROUTE_TABLE, id);
    if (table && !table->routes.items) {
        acv_editing_fail(editing, "route-table-id",
                         "the data do not say which routes %s has, so nothing can be told of a "
                         "change to them",
                         id);
        return NULL;
    }
    return table;
}

void
acv_apply_create_route(AcvEditing *editing, const void *request)
{
    const AcvRouteRequest *asked = request;
    AcvRouteTable *table = edit_table(editing, asked->route_table_id);
    AcvRoute route = asked->route;
    size_t index;

    if (!table || !acv_editing_check_route(editing, table, &route)) {
        return;
    }
    if (acv_route_table_find(table, &route, &index)
        || acv_editing_is_local(editing, table, &route)) {
        acv_editing_fail(editing, NULL,
                         "RouteAlreadyExists: %s has a route to %s; replace-route changes it",
                         table->record.id, acv_editing_print_destination(editing, &route));
        return;
    }
    route.origin = "CreateRoute";
    route.state = acv_editing_route_state(editing, table->vpc_id, &route);
    acv_editing_append(editing, &table->routes, &route, sizeof route);
}

/* The place of the route that a command is about; false, and reported, if there is none. 'code' is
 * what AWS calls that: ReplaceRoute and DeleteRoute differ. */
static bool
find_route(AcvEditing *editing, const AcvRouteTable *table, const AcvRoute *route, const char *code,
           size_t *out)
{
    if (!acv_route_table_find(table, route, out)) {
        acv_editing_fail(editing, NULL, "%s: %s has no route to %s", code, table->record.id,
                         acv_editing_print_destination(editing, route));
        return false;
    }
    const AcvRoute *found = &table->routes.items[*out];
    const char *gateway = found->gateway_id;
    if (found->destination_prefix_list_id && gateway && g_str_has_prefix(gateway, "vpce-")) {
        acv_editing_fail(editing, NULL,
                         "InvalidParameterValue: the route to %s is of the gateway endpoint %s; "
                         "use modify-vpc-endpoint",
                         found->destination_prefix_list_id, gateway);
        return false;
    }
    return true;
}

/* A local route may lead to a middlebox instead, and back.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/replace-local-route-target.html */
static bool
check_local(AcvEditing *editing, const AcvRouteTable *table, const AcvRoute *route, bool is_local)
{
    bool is_block = acv_editing_is_local(editing, table, route);
    if (is_local && !is_block) {
        acv_editing_fail(editing, NULL, "InvalidParameterValue: %s is not a block of the VPC",
                         acv_editing_print_destination(editing, route));
    } else if (is_block && !is_local && !acv_route_is_to_middlebox(route)) {
        acv_editing_fail(editing, NULL,
                         "InvalidParameterValue: the local route can only lead to a NAT gateway, "
                         "an interface or a Gateway Load Balancer endpoint");
    } else {
        return true;
    }
    return false;
}

/* Every table has its local routes, even where the scenario does not list them. */
static bool
find_replaced(AcvEditing *editing, AcvRouteTable *table, const AcvRoute *route, size_t *out)
{
    if (!acv_route_table_find(table, route, out) && acv_editing_is_local(editing, table, route)) {
        AcvRoute local = { .destination_cidr_block = route->destination_cidr_block,
                           .destination_ipv6_cidr_block = route->destination_ipv6_cidr_block,
                           .gateway_id = "local" };
        acv_editing_append(editing, &table->routes, &local, sizeof local);
    }
    return find_route(editing, table, route, "InvalidParameterValue", out);
}

void
acv_apply_replace_route(AcvEditing *editing, const void *request)
{
    const AcvRouteRequest *asked = request;
    AcvRouteTable *table = edit_table(editing, asked->route_table_id);
    AcvRoute route = asked->route;
    bool is_local =
        asked->local_target == ACV_FLAG_TRUE || g_strcmp0(route.gateway_id, "local") == 0;
    size_t index;

    route.gateway_id = is_local ? NULL : route.gateway_id;
    if (!table || !check_local(editing, table, &route, is_local)
        || !acv_editing_check_route(editing, table, &route)
        || !find_replaced(editing, table, &route, &index)) {
        return;
    }
    const AcvRoute *found = &table->routes.items[index];
    route.gateway_id = is_local ? "local" : route.gateway_id;
    route.origin = found->origin ? found->origin : "CreateRoute";
    route.state = acv_editing_route_state(editing, table->vpc_id, &route);
    acv_editing_set(editing, &table->routes, index, &route, sizeof route);
}

void
acv_apply_delete_route(AcvEditing *editing, const void *request)
{
    const AcvRouteRequest *asked = request;
    AcvRouteTable *table = edit_table(editing, asked->route_table_id);
    size_t index;

    if (!table) {
        return;
    }
    if (acv_editing_is_local(editing, table, &asked->route)) {
        acv_editing_fail(editing, NULL,
                         "InvalidParameterValue: the local route to %s cannot be deleted",
                         acv_editing_print_destination(editing, &asked->route));
    } else if (find_route(editing, table, &asked->route, "InvalidRoute.NotFound", &index)) {
        acv_editing_drop(editing, &table->routes, index, sizeof(AcvRoute));
    }
}

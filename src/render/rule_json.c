#include "render/rule_json.h"

#include "render/header_json.h"

void
acv_json_member_component(AcvJsonWriter *writer, const char *key, const AcvRecord *record)
{
    if (!record) {
        return;
    }
    acv_json_key(writer, key);
    acv_json_begin_object(writer);
    acv_json_member_string(writer, "Id", record->id);
    acv_json_member_string(writer, "Name", acv_record_title(record));
    acv_json_member_string(writer, "Arn", record->arn);
    acv_json_end_object(writer);
}

static void
write_protocol(AcvJsonWriter *writer, const AcvWords *words, const AcvMatch *match)
{
    if (match->first_protocol != match->last_protocol) {
        acv_json_member_string(writer, "Protocol", "all");
        return;
    }
    const char *keyword = acv_catalog_protocol_keyword(words->catalog, match->first_protocol);
    g_autofree char *number = g_strdup_printf("%u", match->first_protocol);
    acv_json_member_string(writer, "Protocol", keyword ? keyword : number);
}

static void
write_port_range(AcvJsonWriter *writer, const AcvMatch *match)
{
    if (match->first_protocol == match->last_protocol
        && acv_protocol_layer4(match->first_protocol) == ACV_LAYER4_PORTS) {
        acv_json_key(writer, "PortRange");
        acv_json_range(writer, match->destination_ports.first, match->destination_ports.last);
    }
}

static void
write_cidr(AcvJsonWriter *writer, const char *key, AcvPrefix prefix)
{
    char buffer[ACV_ADDRESS_TEXT_SIZE];
    if (prefix.address.family != ACV_FAMILY_NONE) {
        acv_json_member_string(writer, key, acv_prefix_print(prefix, buffer));
    }
}

static void
write_group_rule(AcvJsonWriter *writer, const AcvWords *words, const AcvRule *rule)
{
    acv_json_key(writer, "SecurityGroupRule");
    acv_json_begin_object(writer);
    write_cidr(writer, "Cidr", rule->peer->cidr);
    acv_json_member_string(writer, "PrefixListId", rule->peer->prefix_list_id);
    acv_json_member_string(writer, "SecurityGroupId", rule->peer->group_id);
    acv_json_member_string(writer, "Direction", rule->match.destinations ? "egress" : "ingress");
    write_port_range(writer, &rule->match);
    write_protocol(writer, words, &rule->match);
    acv_json_member_string(writer, "SecurityGroupRuleId", rule->peer->rule_id);
    acv_json_member_string(writer, "Description", rule->peer->description);
    acv_json_end_object(writer);
}

static void
write_icmp_type_code(AcvJsonWriter *writer, const AcvNetworkAclEntry *entry)
{
    if (entry->icmp_type.given) {
        acv_json_key(writer, "IcmpTypeCode");
        acv_json_begin_object(writer);
        acv_json_member_int(writer, "Type", entry->icmp_type.value);
        acv_json_member_int(writer, "Code", entry->icmp_code.given ? entry->icmp_code.value : -1);
        acv_json_end_object(writer);
    }
}

static void
write_acl_rule(AcvJsonWriter *writer, const AcvWords *words, const AcvRule *rule)
{
    acv_json_key(writer, "AclRule");
    acv_json_begin_object(writer);
    write_cidr(writer, "Cidr", rule->entry->cidr_block);
    write_cidr(writer, "Cidr", rule->entry->ipv6_cidr_block);
    acv_json_member_bool(writer, "Egress", rule->entry->egress == ACV_FLAG_TRUE);
    write_port_range(writer, &rule->match);
    write_icmp_type_code(writer, rule->entry);
    write_protocol(writer, words, &rule->match);
    acv_json_member_string(writer, "RuleAction", rule->entry->rule_action);
    acv_json_member_int(writer, "RuleNumber", rule->entry->rule_number.value);
    acv_json_end_object(writer);
}

static void
write_route(AcvJsonWriter *writer, const AcvRoute *route)
{
    acv_json_key(writer, "RouteTableRoute");
    acv_json_begin_object(writer);
    write_cidr(writer, "DestinationCidr", route->destination_cidr_block);
    write_cidr(writer, "DestinationCidr", route->destination_ipv6_cidr_block);
    acv_json_member_string(writer, "DestinationPrefixListId", route->destination_prefix_list_id);
    acv_json_member_string(writer, "EgressOnlyInternetGatewayId",
                           route->egress_only_internet_gateway_id);
    acv_json_member_string(writer, "GatewayId", route->gateway_id);
    acv_json_member_string(writer, "InstanceId", route->instance_id);
    acv_json_member_string(writer, "NatGatewayId", route->nat_gateway_id);
    acv_json_member_string(writer, "NetworkInterfaceId", route->network_interface_id);
    acv_json_member_string(writer, "TransitGatewayId", route->transit_gateway_id);
    acv_json_member_string(writer, "VpcPeeringConnectionId", route->vpc_peering_connection_id);
    acv_json_member_string(writer, "LocalGatewayId", route->local_gateway_id);
    acv_json_member_string(writer, "CarrierGatewayId", route->carrier_gateway_id);
    acv_json_member_string(writer, "CoreNetworkArn", route->core_network_arn);
    if (route->origin) {
        g_autofree char *origin = g_ascii_strdown(route->origin, -1);
        acv_json_member_string(writer, "Origin", origin);
    }
    acv_json_member_string(writer, "State", route->state);
    acv_json_end_object(writer);
}

/* The local route that every table has, written down or not. */
static void
write_local_route(AcvJsonWriter *writer, const AcvRule *rule)
{
    char buffer[ACV_ADDRESS_TEXT_SIZE];
    acv_json_key(writer, "RouteTableRoute");
    acv_json_begin_object(writer);
    acv_json_member_string(writer, "DestinationCidr",
                           acv_address_range_print(rule->match.destinations->ranges[0], buffer));
    acv_json_member_string(writer, "GatewayId", "local");
    acv_json_end_object(writer);
}

void
acv_json_member_rule(AcvJsonWriter *writer, const AcvWords *words, const AcvRule *rule)
{
    if (!rule) {
        return;
    }
    if (rule->peer) {
        write_group_rule(writer, words, rule);
    } else if (rule->entry) {
        write_acl_rule(writer, words, rule);
    } else if (rule->route) {
        write_route(writer, rule->route);
    } else if (rule->assumption == ACV_ASSUMPTION_LOCAL_ROUTE) {
        write_local_route(writer, rule);
    }
}

/* VPCs, subnets, route tables, network ACLs and gateways. */
#include "make_plan.h"

/* The third byte of a subnet's addresses, and how many of them it has. */
static const struct {
    unsigned first;
    unsigned step;
    unsigned length;
} tiers[N_TIERS] = {
    [TIER_PUBLIC] = { 0, 1, 24 },  [TIER_DATA] = { 4, 1, 24 },  [TIER_AGENTS] = { 8, 4, 22 },
    [TIER_CLOSED] = { 20, 1, 24 }, [TIER_APP] = { 32, 32, 19 },
};

void
print_vpcs(Printer *printer, const Plan *plan)
{
    printer_item(
        printer,
        "{'OwnerId': '" ACCOUNT "', 'InstanceTenancy': 'default', 'CidrBlockAssociationSet': "
        "[{'AssociationId': '%s', 'CidrBlock': '10.%u.0.0/16', 'CidrBlockState': {'State': "
        "'associated'}}], 'IsDefault': false, 'Tags': [{'Key': 'Name', 'Value': 'shop-%u'}], "
        "'VpcId': '%s', 'State': 'available', 'CidrBlock': '10.%u.0.0/16'}",
        plan_id(plan, "vpc-cidr-assoc", 0).text, plan->number, plan->number, plan_vpc(plan).text,
        plan->number);
}

void
print_vpc_attributes(Printer *printer, const Plan *plan)
{
    printer_item(printer,
                 "{'EnableDnsHostnames': {'Value': true}, 'EnableDnsSupport': {'Value': true}, "
                 "'VpcId': '%s'}",
                 plan_vpc(plan).text);
}

static void
print_subnet(Printer *printer, const Plan *plan, Tier tier, unsigned zone)
{
    Id id = plan_subnet(plan, tier, zone);
    printer_item(
        printer,
        "{'AvailabilityZoneId': 'use1-az%u', 'MapCustomerOwnedIpOnLaunch': false, 'OwnerId': "
        "'" ACCOUNT "', 'AssignIpv6AddressOnCreation': false, 'Ipv6CidrBlockAssociationSet': [], "
        "'Tags': [{'Key': 'Name', 'Value': 'shop-%u-%s-%c'}], 'SubnetArn': "
        "'arn:aws:ec2:" REGION ":" ACCOUNT ":subnet/%s', 'EnableDns64': false, 'Ipv6Native': "
        "false, 'SubnetId': '%s', 'State': 'available', 'VpcId': '%s', 'CidrBlock': "
        "'10.%u.%u.0/%u', 'AvailableIpAddressCount': %u, 'AvailabilityZone': '" REGION "%c', "
        "'DefaultForAz': false, 'MapPublicIpOnLaunch': false}",
        zone == 2 ? 4 : zone + 1, plan->number, tier_names[tier], plan_zone(zone), id.text, id.text,
        plan_vpc(plan).text, plan->number, tiers[tier].first + zone * tiers[tier].step,
        tiers[tier].length, 1U << (30 - tiers[tier].length), plan_zone(zone));
}

void
print_subnets(Printer *printer, const Plan *plan)
{
    for (unsigned tier = 0; tier < N_TIERS; tier++) {
        for (unsigned zone = 0; zone < N_ZONES; zone++) {
            print_subnet(printer, plan, (Tier) tier, zone);
        }
    }
}

/* --- Route tables --- */

static unsigned
table_of(Tier tier, unsigned zone)
{
    switch (tier) {
    case TIER_PUBLIC:
        return TABLE_PUBLIC;
    case TIER_DATA:
    case TIER_CLOSED:
        return TABLE_LOCAL;
    case TIER_AGENTS:
        return TABLE_OF_AGENTS + zone;
    case TIER_APP:
    case N_TIERS:
        break;
    }
    return TABLE_OF_APPS + zone;
}

static char *
associations_of(const Plan *plan, unsigned table)
{
    GString *text = g_string_new(NULL);
    Id id = plan_id(plan, "rtb", table);

    if (table == TABLE_MAIN) {
        g_string_printf(text,
                        "{'Main': true, 'RouteTableAssociationId': '%s', 'RouteTableId': '%s', "
                        "'AssociationState': {'State': 'associated'}}",
                        plan_id(plan, "rtbassoc", 0).text, id.text);
    }
    for (unsigned i = 0; i < N_TIERS * N_ZONES; i++) {
        if (table_of((Tier) (i / N_ZONES), i % N_ZONES) == table) {
            g_string_append_printf(
                text,
                "%s{'Main': false, 'RouteTableAssociationId': '%s', 'RouteTableId': '%s', "
                "'SubnetId': '%s', 'AssociationState': {'State': 'associated'}}",
                text->len > 0 ? ", " : "", plan_id(plan, "rtbassoc", i + 1).text, id.text,
                plan_subnet(plan, (Tier) (i / N_ZONES), i % N_ZONES).text);
        }
    }
    return g_string_free(text, FALSE);
}

/* The number of the peering connection of two VPCs is that of the second; the first is 0. */
static Id
peering(const Plan *plan, unsigned vpc)
{
    Plan first = { .seed = plan->seed };
    return plan_id(&first, "pcx", vpc);
}

static void
append_route(GString *text, const char *destination, const char *kind, const char *target)
{
    gboolean is_prefix_list = g_str_has_prefix(destination, "pl-");
    g_string_append_printf(text,
                           ", {'%s': '%s', '%s': '%s', 'Origin': 'CreateRoute', 'State': "
                           "'active'}",
                           is_prefix_list ? "DestinationPrefixListId" : "DestinationCidrBlock",
                           destination, kind, target);
}

/* The first VPC is everybody's peer. */
static void
append_peer_routes(GString *text, const Plan *plan)
{
    unsigned first = plan->number == 0 ? 1 : 0;
    unsigned end = plan->number == 0 ? plan->n_vpcs : 1;

    for (unsigned vpc = first; vpc < end; vpc++) {
        g_autofree char *cidr = g_strdup_printf("10.%u.0.0/16", vpc);
        append_route(text, cidr, "VpcPeeringConnectionId",
                     peering(plan, MAX(vpc, plan->number)).text);
    }
}

static char *
routes_of(const Plan *plan, unsigned table)
{
    GString *text = g_string_new(NULL);

    g_string_printf(text,
                    "{'DestinationCidrBlock': '10.%u.0.0/16', 'GatewayId': 'local', 'Origin': "
                    "'CreateRouteTable', 'State': 'active'}",
                    plan->number);
    if (table == TABLE_PUBLIC) {
        append_route(text, "0.0.0.0/0", "GatewayId", plan_id(plan, "igw", 0).text);
    }
    if (table >= TABLE_OF_AGENTS) {
        append_peer_routes(text, plan);
        append_route(text, "0.0.0.0/0", "NatGatewayId",
                     plan_id(plan, "nat", (table - TABLE_OF_AGENTS) % N_ZONES).text);
    }
    if (table >= TABLE_OF_APPS) {
        append_route(text, S3_PREFIX_LIST, "GatewayId", plan_id(plan, "vpce", 0).text);
    }
    return g_string_free(text, FALSE);
}

void
print_route_tables(Printer *printer, const Plan *plan)
{
    for (unsigned table = TABLE_MAIN; table < TABLE_OF_APPS + N_ZONES; table++) {
        g_autofree char *associations = associations_of(plan, table);
        g_autofree char *routes = routes_of(plan, table);
        printer_item(printer,
                     "{'Associations': [%s], 'PropagatingVgws': [], 'RouteTableId': '%s', "
                     "'Routes': [%s], 'Tags': [], 'VpcId': '%s', 'OwnerId': '" ACCOUNT "'}",
                     associations, plan_id(plan, "rtb", table).text, routes, plan_vpc(plan).text);
    }
}

/* --- Network ACLs --- */

enum { ACL_DEFAULT, ACL_OF_DATA };

static char *
acl_associations(const Plan *plan, unsigned acl)
{
    GString *text = g_string_new(NULL);

    for (unsigned i = 0; i < N_TIERS * N_ZONES; i++) {
        gboolean is_data = i / N_ZONES == TIER_DATA;
        if (is_data == (acl == ACL_OF_DATA)) {
            g_string_append_printf(text,
                                   "%s{'NetworkAclAssociationId': '%s', 'NetworkAclId': '%s', "
                                   "'SubnetId': '%s'}",
                                   text->len > 0 ? ", " : "", plan_id(plan, "aclassoc", i).text,
                                   plan_id(plan, "acl", acl).text,
                                   plan_subnet(plan, (Tier) (i / N_ZONES), i % N_ZONES).text);
        }
    }
    return g_string_free(text, FALSE);
}

#define ACL_ENTRY(number, egress, action) \
    "{'CidrBlock': '0.0.0.0/0', 'Egress': " egress ", 'Protocol': '-1', 'RuleAction': " \
    "'" action "', 'RuleNumber': " number "}"
#define ACL_PORTS(number, egress, from, to) \
    "{'CidrBlock': '10.0.0.0/8', 'Egress': " egress ", 'PortRange': {'From': " from ", 'To': " to \
    "}, 'Protocol': '6', 'RuleAction': 'allow', 'RuleNumber': " number "}"

static const char default_entries[] =
    ACL_ENTRY("100", "true", "allow") ", " ACL_ENTRY("32767", "true", "deny") ", " ACL_ENTRY(
        "100", "false", "allow") ", " ACL_ENTRY("32767", "false", "deny");
static const char data_entries[] = ACL_PORTS("100", "true", "1024", "65535") ", " ACL_ENTRY(
    "32767", "true",
    "deny") ", " ACL_PORTS("100", "false", "3306",
                           "3306") ", " ACL_PORTS("110", "false", "5432",
                                                  "5432") ", " ACL_PORTS("120", "false", "6379",
                                                                         "6379") ", " ACL_ENTRY("32"
                                                                                                "76"
                                                                                                "7",
                                                                                                "fa"
                                                                                                "ls"
                                                                                                "e",
                                                                                                "de"
                                                                                                "n"
                                                                                                "y");

void
print_network_acls(Printer *printer, const Plan *plan)
{
    for (unsigned acl = ACL_DEFAULT; acl <= ACL_OF_DATA; acl++) {
        g_autofree char *associations = acl_associations(plan, acl);
        printer_item(printer,
                     "{'Associations': [%s], 'Entries': [%s], 'IsDefault': %s, 'NetworkAclId': "
                     "'%s', 'Tags': [], 'VpcId': '%s', 'OwnerId': '" ACCOUNT "'}",
                     associations, acl == ACL_OF_DATA ? data_entries : default_entries,
                     acl == ACL_DEFAULT ? "true" : "false", plan_id(plan, "acl", acl).text,
                     plan_vpc(plan).text);
    }
}

/* --- Gateways --- */

void
print_internet_gateways(Printer *printer, const Plan *plan)
{
    printer_item(printer,
                 "{'Attachments': [{'State': 'available', 'VpcId': '%s'}], 'InternetGatewayId': "
                 "'%s', 'OwnerId': '" ACCOUNT "', 'Tags': [{'Key': 'Name', 'Value': 'shop-%u'}]}",
                 plan_vpc(plan).text, plan_id(plan, "igw", 0).text, plan->number);
}

void
print_nat_gateways(Printer *printer, const Plan *plan)
{
    for (unsigned zone = 0; zone < N_ZONES; zone++) {
        printer_item(
            printer,
            "{'CreateTime': '2026-08-02T10:20:30+00:00', 'NatGatewayAddresses': [{'AllocationId': "
            "'%s', 'NetworkInterfaceId': '%s', 'PrivateIp': '10.%u.%u.10', 'PublicIp': "
            "'198.18.%u.%u', 'IsPrimary': true, 'Status': 'succeeded'}], 'NatGatewayId': '%s', "
            "'State': 'available', 'SubnetId': '%s', 'VpcId': '%s', 'Tags': [], "
            "'ConnectivityType': 'public'}",
            plan_id(plan, "eipalloc", zone).text, plan_nat_interface(plan, zone).text, plan->number,
            zone, plan->number, zone, plan_id(plan, "nat", zone).text,
            plan_subnet(plan, TIER_PUBLIC, zone).text, plan_vpc(plan).text);
    }
}

static char *
peering_side(const Plan *plan, unsigned vpc)
{
    return g_strdup_printf("{'CidrBlock': '10.%u.0.0/16', 'OwnerId': '" ACCOUNT
                           "', 'VpcId': '%s', 'Region': '" REGION "'}",
                           vpc, plan_vpc_of(plan, vpc).text);
}

void
print_vpc_peering_connections(Printer *printer, const Plan *plan)
{
    if (plan->number == 0) {
        return;
    }
    g_autofree char *accepter = peering_side(plan, 0);
    g_autofree char *requester = peering_side(plan, plan->number);
    printer_item(printer,
                 "{'AccepterVpcInfo': %s, 'RequesterVpcInfo': %s, 'Status': {'Code': 'active', "
                 "'Message': 'Active'}, 'Tags': [], 'VpcPeeringConnectionId': '%s'}",
                 accepter, requester, peering(plan, plan->number).text);
}

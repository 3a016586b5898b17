/* Network interfaces and what owns them: endpoints, databases, AgentCore runtimes, applications. */
#include "make_plan.h"

/* One network interface, as far as they differ. */
typedef struct {
    Id id;
    Tier tier;
    unsigned zone;
    unsigned groups[2];
    unsigned n_groups;
    unsigned address[2]; /* Its last two bytes. */
    const char *type;
    const char *owner; /* Of its attachment. */
    const char *description;
} Interface;

/* How many interfaces there are besides those of applications. */
static unsigned
count_others(const Plan *plan)
{
    unsigned n = N_ZONES + N_ZONES * N_SERVICES + plan->n_databases;
    for (unsigned i = 0; i < plan->n_runtimes; i++) {
        n += plan_is_deployed(i) ? 2 : 0;
    }
    return n;
}

static char *
groups_of(const Plan *plan, const Interface *interface)
{
    GString *text = g_string_new(NULL);
    for (unsigned i = 0; i < interface->n_groups; i++) {
        unsigned group = interface->groups[i];
        g_string_append_printf(text, "%s{'GroupId': '%s', 'GroupName': 'group-%u'}",
                               i > 0 ? ", " : "", plan_group(plan, group).text, group);
    }
    return g_string_free(text, FALSE);
}

static void
print_interface(Printer *printer, const Plan *plan, const Interface *interface)
{
    uint64_t random = plan_random(plan, interface->id.text, 0);
    g_autofree char *groups = groups_of(plan, interface);
    g_autofree char *address =
        g_strdup_printf("10.%u.%u.%u", plan->number, interface->address[0], interface->address[1]);
    g_autofree char *name = g_strdup_printf("ip-10-%u-%u-%u.ec2.internal", plan->number,
                                            interface->address[0], interface->address[1]);

    printer_item(
        printer,
        "{'Attachment': {'AttachTime': '2026-08-02T10:20:30+00:00', 'AttachmentId': "
        "'eni-attach-0%016" G_GINT64_MODIFIER "x', 'DeleteOnTermination': true, 'DeviceIndex': 0, "
        "'InstanceOwnerId': '%s', 'Status': 'attached'}, 'AvailabilityZone': '" REGION
        "%c', 'Description': '%s', 'Groups': [%s], 'InterfaceType': '%s', 'Ipv6Addresses': [], "
        "'MacAddress': '0e:%02x:%02x:%02x:%02x:%02x', 'NetworkInterfaceId': '%s', 'OwnerId': "
        "'" ACCOUNT "', 'PrivateDnsName': '%s', 'PrivateIpAddress': '%s', 'PrivateIpAddresses': "
        "[{'Primary': true, 'PrivateDnsName': '%s', 'PrivateIpAddress': '%s'}], "
        "'RequesterManaged': true, 'SourceDestCheck': %s, 'Status': 'in-use', 'SubnetId': '%s', "
        "'TagSet': [], 'VpcId': '%s'}",
        random, interface->owner, plan_zone(interface->zone), interface->description, groups,
        interface->type, (unsigned) (random & 0xff), (unsigned) (random >> 8 & 0xff),
        (unsigned) (random >> 16 & 0xff), (unsigned) (random >> 24 & 0xff),
        (unsigned) (random >> 32 & 0xff), interface->id.text, name, address, name, address,
        interface->tier == TIER_PUBLIC ? "false" : "true",
        plan_subnet(plan, interface->tier, interface->zone).text, plan_vpc(plan).text);
}

static void
print_nat_interfaces(Printer *printer, const Plan *plan)
{
    for (unsigned zone = 0; zone < N_ZONES; zone++) {
        Interface interface = { .id = plan_nat_interface(plan, zone),
                                .tier = TIER_PUBLIC,
                                .zone = zone,
                                .address = { zone, 10 },
                                .type = "nat_gateway",
                                .owner = "amazon-aws",
                                .description = "Interface for NAT Gateway" };
        print_interface(printer, plan, &interface);
    }
}

static Id
endpoint_interface(const Plan *plan, unsigned service, unsigned zone)
{
    return plan_id(plan, "eni", ENI_OF_ENDPOINT + N_ZONES * service + zone);
}

static void
print_endpoint_interfaces(Printer *printer, const Plan *plan)
{
    for (unsigned i = 0; i < N_SERVICES * N_ZONES; i++) {
        unsigned zone = i % N_ZONES;
        Interface interface = { .id = endpoint_interface(plan, i / N_ZONES, zone),
                                .tier = TIER_AGENTS,
                                .zone = zone,
                                .groups = { GROUP_ENDPOINTS },
                                .n_groups = 1,
                                .address = { 8 + 4 * zone, 10 + i / N_ZONES },
                                .type = "vpc_endpoint",
                                .owner = "amazon-aws",
                                .description = "VPC Endpoint Interface" };
        print_interface(printer, plan, &interface);
    }
}

static void
print_database_interfaces(Printer *printer, const Plan *plan)
{
    for (unsigned i = 0; i < plan->n_databases; i++) {
        unsigned zone = i % N_ZONES;
        Interface interface = { .id = plan_id(plan, "eni", ENI_OF_DATABASE + i),
                                .tier = TIER_DATA,
                                .zone = zone,
                                .groups = { plan_group_of_database(plan, i) },
                                .n_groups = 1,
                                .address = { 4 + zone, 10 + i / N_ZONES },
                                .type = "interface",
                                .owner = "amazon-rds",
                                .description = "RDSNetworkInterface" };
        print_interface(printer, plan, &interface);
    }
}

static void
print_runtime_interfaces(Printer *printer, const Plan *plan, unsigned runtime)
{
    Tier tier = plan_tier_of_runtime(runtime);
    for (unsigned zone = 0; zone < 2; zone++) {
        unsigned third = tier == TIER_CLOSED ? 20 + zone : 8 + 4 * zone;
        Interface interface = { .id = plan_id(plan, "eni", ENI_OF_RUNTIME + 2 * runtime + zone),
                                .tier = tier,
                                .zone = zone,
                                .groups = { plan_group_of_runtime(plan, runtime) },
                                .n_groups = 1,
                                .address = { third, 100 + runtime },
                                .type = "agentic_ai",
                                .owner = "amazon-aws",
                                .description = "" };
        print_interface(printer, plan, &interface);
    }
}

/* Number 'i' of those of applications: the tenth and later addresses of the subnet of a zone. */
static void
print_app_interface(Printer *printer, const Plan *plan, unsigned i)
{
    unsigned zone = i % N_ZONES;
    unsigned address = 10 + i / N_ZONES;
    unsigned first = plan_first_app_group(plan);
    uint64_t random = plan_random(plan, "app", i);
    gboolean is_function = random % 4 == 0;
    Interface interface = {
        .id = plan_id(plan, "eni", i),
        .tier = TIER_APP,
        .zone = zone,
        .groups = { first + (unsigned) (random >> 8) % (plan->n_groups - first), GROUP_DEFAULT },
        .n_groups = (random >> 4) % 4 == 3 ? 2 : 1,
        .address = { 32 + 32 * zone + address / 256, address % 256 },
        .type = is_function ? "lambda" : "interface",
        .owner = is_function ? "amazon-aws" : ACCOUNT,
        .description = is_function ? "AWS Lambda VPC ENI"
                                   : "arn:aws:ecs:" REGION ":" ACCOUNT ":attachment/task",
    };
    print_interface(printer, plan, &interface);
}

void
print_network_interfaces(Printer *printer, const Plan *plan)
{
    unsigned n_others = count_others(plan);

    print_nat_interfaces(printer, plan);
    print_endpoint_interfaces(printer, plan);
    print_database_interfaces(printer, plan);
    for (unsigned i = 0; i < plan->n_runtimes; i++) {
        if (plan_is_deployed(i)) {
            print_runtime_interfaces(printer, plan, i);
        }
    }
    for (unsigned i = 0; i + n_others < plan->n_interfaces; i++) {
        print_app_interface(printer, plan, i);
    }
}

/* --- Owners --- */

static void
print_gateway_endpoint(Printer *printer, const Plan *plan)
{
    GString *tables = g_string_new(NULL);
    for (unsigned zone = 0; zone < N_ZONES; zone++) {
        g_string_append_printf(tables, "%s'%s'", zone > 0 ? ", " : "",
                               plan_id(plan, "rtb", TABLE_OF_APPS + zone).text);
    }
    printer_item(printer,
                 "{'VpcEndpointId': '%s', 'VpcEndpointType': 'Gateway', 'VpcId': '%s', "
                 "'ServiceName': '" SERVICE_PREFIX "s3', 'State': 'available', 'PolicyDocument': "
                 "'%s', 'RouteTableIds': [%s], 'SubnetIds': [], 'Groups': [], "
                 "'PrivateDnsEnabled': false, 'RequesterManaged': false, 'NetworkInterfaceIds': "
                 "[], 'DnsEntries': [], 'Tags': [], 'OwnerId': '" ACCOUNT "'}",
                 plan_id(plan, "vpce", 0).text, plan_vpc(plan).text, OPEN_POLICY, tables->str);
    g_string_free(tables, TRUE);
}

static void
print_interface_endpoint(Printer *printer, const Plan *plan, unsigned service)
{
    Id subnets[N_ZONES];
    Id interfaces[N_ZONES];
    for (unsigned zone = 0; zone < N_ZONES; zone++) {
        subnets[zone] = plan_subnet(plan, TIER_AGENTS, zone);
        interfaces[zone] = endpoint_interface(plan, service, zone);
    }
    printer_item(printer,
                 "{'VpcEndpointId': '%s', 'VpcEndpointType': 'Interface', 'VpcId': '%s', "
                 "'ServiceName': '" SERVICE_PREFIX "%s', 'State': 'available', 'PolicyDocument': "
                 "'%s', 'RouteTableIds': [], 'SubnetIds': ['%s', '%s', '%s'], 'Groups': "
                 "[{'GroupId': '%s', 'GroupName': 'endpoints'}], 'IpAddressType': 'ipv4', "
                 "'PrivateDnsEnabled': true, 'RequesterManaged': false, 'NetworkInterfaceIds': "
                 "['%s', '%s', '%s'], 'DnsEntries': [], 'Tags': [], 'OwnerId': '" ACCOUNT "'}",
                 plan_id(plan, "vpce", service + 1).text, plan_vpc(plan).text,
                 service_names[service], OPEN_POLICY, subnets[0].text, subnets[1].text,
                 subnets[2].text, plan_group(plan, GROUP_ENDPOINTS).text, interfaces[0].text,
                 interfaces[1].text, interfaces[2].text);
}

void
print_vpc_endpoints(Printer *printer, const Plan *plan)
{
    print_gateway_endpoint(printer, plan);
    for (unsigned service = 0; service < N_SERVICES; service++) {
        print_interface_endpoint(printer, plan, service);
    }
}

static char *
subnet_group_of(const Plan *plan)
{
    GString *text = g_string_new(NULL);
    for (unsigned zone = 0; zone < N_ZONES; zone++) {
        g_string_append_printf(text,
                               "%s{'SubnetIdentifier': '%s', 'SubnetAvailabilityZone': {'Name': "
                               "'" REGION "%c'}, 'SubnetOutpost': {}, 'SubnetStatus': 'Active'}",
                               zone > 0 ? ", " : "", plan_subnet(plan, TIER_DATA, zone).text,
                               plan_zone(zone));
    }
    return g_string_free(text, FALSE);
}

static void
print_db_instance(Printer *printer, const Plan *plan, unsigned database, const char *subnets)
{
    g_autofree char *id = g_strdup_printf("orders-%u-%u", plan->number, database);
    unsigned port = plan_database_port(database);

    printer_item(
        printer,
        "{'DBInstanceIdentifier': '%s', 'DBInstanceClass': 'db.r7g.large', 'Engine': '%s', "
        "'DBInstanceStatus': 'available', 'Endpoint': {'Address': "
        "'%s.c9akciq32.us-east-1.rds.amazonaws.com', 'Port': %u, 'HostedZoneId': "
        "'Z2R2ITUGPM61AM'}, 'AllocatedStorage': 100, 'VpcSecurityGroups': [{'VpcSecurityGroupId': "
        "'%s', 'Status': 'active'}], 'AvailabilityZone': '" REGION "%c', 'DBSubnetGroup': "
        "{'DBSubnetGroupName': 'data-%u', 'VpcId': '%s', 'SubnetGroupStatus': 'Complete', "
        "'Subnets': [%s]}, 'MultiAZ': false, 'PubliclyAccessible': false, 'DbInstancePort': 0, "
        "'DBInstanceArn': 'arn:aws:rds:" REGION ":" ACCOUNT ":db:%s', 'TagList': [], "
        "'NetworkType': 'IPV4'}",
        id, port == 5432 ? "postgres" : "mysql", id, port,
        plan_group(plan, plan_group_of_database(plan, database)).text,
        plan_zone(database % N_ZONES), plan->number, plan_vpc(plan).text, subnets, id);
}

void
print_db_instances(Printer *printer, const Plan *plan)
{
    g_autofree char *subnets = subnet_group_of(plan);
    for (unsigned i = 0; i < plan->n_databases; i++) {
        print_db_instance(printer, plan, i, subnets);
    }
}

void
print_agent_runtimes(Printer *printer, const Plan *plan)
{
    for (unsigned i = 0; i < plan->n_runtimes; i++) {
        g_autofree char *name = g_strdup_printf("agent_%u_%u", plan->number, i);
        printer_item(
            printer,
            "{'agentRuntimeArn': 'arn:aws:bedrock-agentcore:" REGION ":" ACCOUNT
            ":runtime/%s-Qw3rTy9uIo', 'agentRuntimeName': '%s', 'agentRuntimeId': "
            "'%s-Qw3rTy9uIo', 'agentRuntimeVersion': '7', 'createdAt': "
            "'2026-08-03T11:12:13.141516+00:00', 'lastUpdatedAt': "
            "'2026-10-20T07:00:01.000002+00:00', 'roleArn': 'arn:aws:iam::" ACCOUNT
            ":role/agent', 'networkConfiguration': {'networkMode': 'VPC', 'networkModeConfig': "
            "{'securityGroups': ['%s'], 'subnets': ['%s', '%s']}}, 'status': '%s'}",
            name, name, name, plan_group(plan, plan_group_of_runtime(plan, i)).text,
            plan_subnet(plan, plan_tier_of_runtime(i), 0).text,
            plan_subnet(plan, plan_tier_of_runtime(i), 1).text,
            plan_is_deployed(i) ? "READY" : "CREATING");
    }
}

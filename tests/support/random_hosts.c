/* What stands in random VPCs: groups, interfaces, gateways and resources. */
#include "random_vpc.h"

/* --- Security groups --- */

static void
add_group_rule(const Filling *f, int group, int number, bool is_egress)
{
    static const char *const ports[] = {
        "\"IpProtocol\":\"-1\"",
        "\"IpProtocol\":\"tcp\",\"FromPort\":443,\"ToPort\":443",
        "\"IpProtocol\":\"tcp\",\"FromPort\":3306,\"ToPort\":3306",
        "\"IpProtocol\":\"tcp\",\"FromPort\":0,\"ToPort\":65535",
        "\"IpProtocol\":\"udp\",\"FromPort\":53,\"ToPort\":53",
        "\"IpProtocol\":\"icmp\",\"FromPort\":8,\"ToPort\":-1",
        "\"IpProtocol\":\"icmp\",\"FromPort\":-1,\"ToPort\":-1",
        "\"IpProtocol\":\"icmpv6\",\"FromPort\":-1,\"ToPort\":-1",
        "\"IpProtocol\":\"107\"",
    };
    static const char *const peers[] = {
        "\"CidrIpv4\":\"0.0.0.0/0\"",
        "\"CidrIpv4\":\"0.0.0.0/0\"",
        "\"CidrIpv6\":\"::/0\"",
        "\"CidrIpv4\":\"10.0.0.0/8\"",
        "\"CidrIpv4\":\"10.0.1.0/25\"",
        "\"CidrIpv4\":\"8.8.8.8/32\"",
        "\"PrefixListId\":\"pl-0\"",
        "\"PrefixListId\":\"pl-1\"",
        "\"PrefixListId\":\"pl-inside\"",
        "\"PrefixListId\":\"pl-s3\"",
        "\"ReferencedGroupInfo\":{\"GroupId\":\"sg-%d-0\"}",
        "\"ReferencedGroupInfo\":{\"GroupId\":\"sg-%d-1\"}",
        "\"ReferencedGroupInfo\":{\"GroupId\":\"sg-0-2\"}",
    };
    g_autofree char *id = random_id(f, "sg", group);
    g_autofree char *port = ANY(f, ports);
    g_autofree char *peer = ANY(f, peers);
    g_autofree char *json =
        g_strdup_printf("{\"SecurityGroupRuleId\":\"sgr-%d-%d-%d\",\"GroupId\":\"%s\",\"IsEgress\":"
                        "%s,%s,%s}",
                        f->vpc, group, number, id, is_egress ? "true" : "false", port, peer);
    random_scenario_add(f->scenario, "SecurityGroupRules", id, json);
}

static void
fill_group(const Filling *f, int group)
{
    g_autofree char *id = random_id(f, "sg", group);
    bool is_open = chance(f, 40);
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, ",\"IpPermissions\":[],\"IpPermissionsEgress\":[%s]",
                           is_open ? "{\"IpProtocol\":\"-1\",\"IpRanges\":[{\"CidrIp\":"
                                     "\"0.0.0.0/0\"}],\"Ipv6Ranges\":[{\"CidrIpv6\":\"::/0\"}]}"
                                   : "");
    random_add_take(f, "SecurityGroups", "GroupId", id, out);
    int n_rules = below(f, 6);
    for (int i = 0; i < n_rules; i++) {
        add_group_rule(f, group, i, !is_open && chance(f, 50));
    }
}

/* --- Interfaces and instances --- */

/* Appends a list of one group or two, each between 'before' and 'after'; now and then nothing. */
static void
add_groups(const Filling *f, GString *out, const char *key, const char *before, const char *after)
{
    int first = below(f, N_GROUPS);
    if (!f->scenario->is_complete && chance(f, 3)) {
        return;
    }
    g_string_append_printf(out, ",\"%s\":[%s\"sg-%d-%d\"%s", key, before, f->vpc, first, after);
    if (chance(f, 25)) {
        g_string_append_printf(out, ",%s\"sg-%d-%d\"%s", before, f->vpc, (first + 1) % N_GROUPS,
                               after);
    }
    g_string_append(out, "]");
}

static void
fill_interface(const Filling *f, int number)
{
    static const char *const kinds[] = {
        ",\"InterfaceType\":\"interface\"",
        ",\"InterfaceType\":\"agentic_ai\"",
        ",\"InterfaceType\":\"interface\",\"Description\":\"RDSNetworkInterface\"",
    };
    g_autofree char *id = random_id(f, "eni", number);
    bool is_instance = number >= FIRST_INSTANCE;
    g_autofree char *kind =
        random_text_of(f->scenario, kinds, is_instance ? 1 : G_N_ELEMENTS(kinds), f->vpc);
    int subnet = below(f, f->n_subnets);
    char block[16];
    random_subnet_block(f, subnet, block);
    GString *out = g_string_new(kind);
    g_string_append_printf(out,
                           ",\"SubnetId\":\"subnet-%d-%d\",\"PrivateIpAddress\":\"%s.%d\","
                           "\"Status\":\"%s\"",
                           f->vpc, subnet, block, 10 + number,
                           chance(f, 92) ? "in-use" : "available");
    if (f->has_ipv6 && chance(f, 60)) {
        g_string_append_printf(out,
                               ",\"Ipv6Addresses\":[{\"Ipv6Address\":\"2600:1f00:0:%d0%d::%d\"}]",
                               f->vpc, subnet, 10 + number);
    }
    if (chance(f, 30)) {
        g_string_append_printf(out, ",\"Association\":{\"PublicIp\":\"3.0.%d.%d\"}", f->vpc,
                               number);
        g_autofree char *public_ip = g_strdup_printf("3.0.%d.%d", f->vpc, number);
        random_add_names(f, public_ip, false);
    }
    g_string_append_printf(out, ",\"SourceDestCheck\":%s", chance(f, 50) ? "true" : "false");
    add_groups(f, out, "Groups", "{\"GroupId\":", "}");
    if (is_instance) {
        g_string_append_printf(out, ",\"Attachment\":{\"InstanceId\":\"i-%d-%d\"}", f->vpc, number);
    }
    random_add_take(f, "NetworkInterfaces", "NetworkInterfaceId", id, out);
    random_add_names(f, id, true);
}

static void
fill_instance(const Filling *f, int number)
{
    g_autofree char *id = random_id(f, "i", number);
    g_autofree char *json = g_strdup_printf(
        "{\"Instances\":[{\"InstanceId\":\"%s\",\"VpcId\":\"vpc-%d\",\"State\":{\"Name\":\"%s\"},"
        "\"NetworkInterfaces\":[{\"NetworkInterfaceId\":\"eni-%d-%d\"}]}]}",
        id, f->vpc, chance(f, 85) ? "running" : "stopped", f->vpc, number);
    random_scenario_add(f->scenario, "Reservations", id, json);
    random_add_names(f, id, true);
}

/* --- Gateways --- */

static void
fill_internet_gateway(const Filling *f, const char *key, const char *id_field, const char *prefix)
{
    static const char *const attachments[] = {
        "[{\"VpcId\":\"vpc-%d\",\"State\":\"available\"}]",
        "[{\"VpcId\":\"vpc-%d\",\"State\":\"attached\"}]",
        "[{\"VpcId\":\"vpc-%d\"}]",
        "[{\"VpcId\":\"vpc-%d\",\"State\":\"detached\"}]",
        "[]",
    };
    g_autofree char *id = g_strdup_printf("%s-%d", prefix, f->vpc);
    g_autofree char *attachment = ANY(f, attachments);
    g_autofree char *json =
        g_strdup_printf("{\"%s\":\"%s\",\"Attachments\":%s}", id_field, id, attachment);
    random_scenario_add(f->scenario, key, id, json);
}

static void
fill_nat_gateway(const Filling *f, int number)
{
    static const char *const states[] = { "available", "available", "available", "pending",
                                          "failed" };
    g_autofree char *id = random_id(f, "nat", number);
    int subnet = below(f, f->n_subnets);
    char block[16];
    random_subnet_block(f, subnet, block);
    GString *out = g_string_new(NULL);
    bool is_private = chance(f, 15);
    bool is_regional = !is_private && chance(f, 15);
    g_string_append_printf(out, ",\"State\":\"%s\",\"ConnectivityType\":\"%s\"",
                           states[below(f, G_N_ELEMENTS(states))],
                           is_private ? "private" : "public");
    if (is_regional) {
        g_string_append_printf(
            out, ",\"AvailabilityMode\":\"regional\",\"RouteTableId\":\"rtb-%d-2\"", f->vpc);
    } else {
        g_string_append_printf(out, ",\"SubnetId\":\"subnet-%d-%d\"", f->vpc, subnet);
    }
    if (f->scenario->is_complete || is_regional || chance(f, 75)) {
        g_string_append_printf(out, ",\"NatGatewayAddresses\":[{\"PrivateIp\":\"%s.%d\"", block,
                               100 + number);
        if (!is_private && (f->scenario->is_complete || chance(f, 80))) {
            g_string_append_printf(out, ",\"PublicIp\":\"3.1.%d.%d\"", f->vpc, number);
        }
        g_string_append(out, "}]");
    }
    random_add_take(f, "NatGateways", "NatGatewayId", id, out);
    g_autofree char *address = g_strdup_printf("%s.%d", block, 100 + number);
    random_add_names(f, address, false);
}

/* --- AgentCore and databases --- */

static void
add_subnet_list(const Filling *f, GString *out)
{
    int first = below(f, f->n_subnets);
    int other = below(f, f->n_subnets);
    g_string_append_printf(out, "[\"subnet-%d-%d\"", f->vpc, first);
    if (other != first) {
        g_string_append_printf(out, ",\"subnet-%d-%d\"", f->vpc, other);
    }
    g_string_append(out, "]");
}

static void
fill_agentcore(const Filling *f, const char *key, const char *id_field, const char *name_field,
               const char *config_field)
{
    static const char *const modes[] = { "VPC", "VPC", "VPC",    "VPC",
                                         "VPC", "VPC", "PUBLIC", "SANDBOX" };
    g_autofree char *kind = g_ascii_strdown(key, 4);
    g_autofree char *name = g_strdup_printf("%s_%d", kind, f->vpc);
    g_autoptr(GString) out = g_string_new(NULL);
    g_string_append_printf(out,
                           "{\"%s\":\"%s\",\"%s\":\"%s\",\"networkConfiguration\":{"
                           "\"networkMode\":\"%s\",\"%s\":{\"subnets\":",
                           id_field, name, name_field, name, modes[below(f, G_N_ELEMENTS(modes))],
                           config_field);
    add_subnet_list(f, out);
    add_groups(f, out, "securityGroups", "", "");
    g_string_append(out, "}}}");
    random_scenario_add(f->scenario, key, name, out->str);
    random_add_names(f, name, true);
}

static void
fill_database(const Filling *f)
{
    static const char *const ports[] = {
        ",\"Endpoint\":{\"Port\":3306,\"Address\":\"db-%d.x.us-east-1.rds.amazonaws.com\"}",
        ",\"Endpoint\":{\"Port\":5432}",
        ",\"Engine\":\"mysql\"",
        "",
    };
    static const char *const states[] = { "available", "available", "available", "stopped",
                                          "something-new" };
    g_autofree char *id = g_strdup_printf("db-%d", f->vpc);
    GString *out = g_string_new("{\"DBInstanceIdentifier\":");
    bool is_complete = f->scenario->is_complete;
    g_autofree char *port =
        random_text_of(f->scenario, ports, is_complete ? 2 : G_N_ELEMENTS(ports), f->vpc);
    int subnet = below(f, f->n_subnets);
    g_string_append_printf(out,
                           "\"%s\",\"DBInstanceStatus\":\"%s\"%s,\"DBSubnetGroup\":{\"VpcId\":"
                           "\"vpc-%d\",\"Subnets\":[{"
                           "\"SubnetIdentifier\":\"subnet-%d-%d\"}]},\"VpcSecurityGroups\":[{"
                           "\"VpcSecurityGroupId\":\"sg-%d-%d\"}]}",
                           id, states[below(f, (int) G_N_ELEMENTS(states) - is_complete)], port,
                           f->vpc, f->vpc, subnet, f->vpc, below(f, N_GROUPS));
    random_scenario_add(f->scenario, "DBInstances", id, out->str);
    g_string_free(out, TRUE);
    random_add_names(f, id, false);
}

/* --- All --- */

void
random_hosts_fill(const Filling *f)
{
    for (int i = 0; i < N_GROUPS; i++) {
        if (f->scenario->is_complete || chance(f, 93)) {
            fill_group(f, i);
        }
    }
    for (int i = 0; i < N_INTERFACES; i++) {
        fill_interface(f, i);
    }
    for (int i = FIRST_INSTANCE; i < N_INTERFACES; i++) {
        fill_instance(f, i);
    }
    for (int i = 0; i < N_NAT_GATEWAYS; i++) {
        fill_nat_gateway(f, i);
    }
    if (f->has_internet_gateway) {
        fill_internet_gateway(f, "InternetGateways", "InternetGatewayId", "igw");
    }
    if (f->has_egress_only) {
        fill_internet_gateway(f, "EgressOnlyInternetGateways", "EgressOnlyInternetGatewayId",
                              "eigw");
    }
    fill_agentcore(f, "AgentRuntimes", "agentRuntimeId", "agentRuntimeName", "networkModeConfig");
    fill_agentcore(f, "CodeInterpreters", "codeInterpreterId", "name", "vpcConfig");
    fill_agentcore(f, "Browsers", "browserId", "name", "vpcConfig");
    fill_database(f);
}

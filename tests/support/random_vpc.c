/* What a random VPC is made of. Ids tell the number of the VPC first: "subnet-0-1". */
#include "random_scenario.h"

#include <string.h>

enum {
    MAX_SUBNETS = 4,
    N_GROUPS = 3,
    N_INTERFACES = 6,
    FIRST_INSTANCE = 4, /* The interfaces from here on have instances. */
    N_NAT_GATEWAYS = 2,
    N_TABLES = 3,
    N_ACLS = 2,
};

/* A VPC has a /16, its subnets a /24 each, but that the last may be of a second block. */
typedef struct {
    RandomScenario *scenario;
    int vpc;
    const char *block;
    int n_subnets;
    bool has_second_block;
    bool has_ipv6;
    bool has_internet_gateway;
    bool has_egress_only;
} Filling;

static bool
chance(const Filling *f, int percent)
{
    return random_chance(f->scenario, percent);
}

static int
below(const Filling *f, int n)
{
    return random_below(f->scenario, n);
}

#define ANY(f, texts) random_text((f)->scenario, (texts), (f)->vpc)

/* Adds an element and takes its fields but the id. */
static void
add_take(const Filling *f, const char *key, const char *id_field, const char *id, GString *fields)
{
    g_autofree char *json = g_strdup_printf("{\"%s\":\"%s\",\"VpcId\":\"vpc-%d\"%s}", id_field, id,
                                            f->vpc, fields->str);
    random_scenario_add(f->scenario, key, id, json);
    g_string_free(fields, TRUE);
}

static char *
numbered(const Filling *f, const char *prefix, int number)
{
    return g_strdup_printf("%s-%d-%d", prefix, f->vpc, number);
}

static void
add_names(const Filling *f, const char *name, bool is_source)
{
    if (is_source) {
        g_ptr_array_add(f->scenario->sources, g_strdup(name));
    }
    g_ptr_array_add(f->scenario->targets, g_strdup(name));
}

/* --- VPC and subnets --- */

static void
fill_vpc(Filling *f)
{
    static const char *const blocks[] = { "10.0", "10.0", "10.1", "172.16", "44.1", "100.64" };
    f->block = blocks[below(f, G_N_ELEMENTS(blocks))];
    f->n_subnets = 1 + below(f, MAX_SUBNETS);
    f->has_second_block = chance(f, 25);
    f->has_ipv6 = chance(f, 40);
    GString *out = g_string_new(NULL);
    g_autofree char *id = g_strdup_printf("vpc-%d", f->vpc);
    g_string_append_printf(out, ",\"CidrBlock\":\"%s.0.0/16\"", f->block);
    if (f->has_second_block) {
        g_string_append_printf(out,
                               ",\"CidrBlockAssociationSet\":[{\"CidrBlock\":\"%s.0.0/16\"},"
                               "{\"CidrBlock\":\"10.9.0.0/16\",\"CidrBlockState\":{\"State\":"
                               "\"associated\"}}]",
                               f->block);
    }
    if (f->has_ipv6) {
        g_string_append_printf(out,
                               ",\"Ipv6CidrBlockAssociationSet\":[{\"Ipv6CidrBlock\":"
                               "\"2600:1f00:0:%d00::/56\"}]",
                               f->vpc);
    }
    g_string_append(out, chance(f, 10) ? ",\"EnableDnsSupport\":false" : "");
    add_take(f, "Vpcs", "VpcId", id, out);
}

static void
subnet_block(const Filling *f, int subnet, char text[static 16])
{
    bool is_second = f->has_second_block && subnet == f->n_subnets - 1;
    g_snprintf(text, 16, "%s.%d", is_second ? "10.9" : f->block, subnet);
}

static void
fill_subnet(const Filling *f, int subnet)
{
    static const char *const zones[] = {
        "\"AvailabilityZone\":\"us-east-1a\",\"AvailabilityZoneId\":\"use1-az1\"",
        "\"AvailabilityZone\":\"us-east-1b\",\"AvailabilityZoneId\":\"use1-az2\"",
        "\"AvailabilityZone\":\"us-east-1b\"",
        "\"AvailabilityZone\":\"us-east-1c\",\"AvailabilityZoneId\":\"use1-az3\"",
    };
    g_autofree char *id = numbered(f, "subnet", subnet);
    g_autofree char *zone = ANY(f, zones);
    char block[16];
    subnet_block(f, subnet, block);
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, ",\"CidrBlock\":\"%s.0/24\",%s", block, zone);
    if (f->has_ipv6 && chance(f, 80)) {
        g_string_append_printf(out,
                               ",\"Ipv6CidrBlockAssociationSet\":[{\"Ipv6CidrBlock\":"
                               "\"2600:1f00:0:%d0%d::/64\"}]",
                               f->vpc, subnet);
    }
    add_take(f, "Subnets", "SubnetId", id, out);
    add_names(f, id, true);
    g_autofree char *network = g_strdup_printf("%s.0/24", block);
    g_autofree char *address = g_strdup_printf("%s.%d", block, 10 + below(f, 12));
    add_names(f, network, false);
    add_names(f, address, true);
}

/* --- Route tables --- */

static void
add_route(const Filling *f, GString *out, GHashTable *taken, const char *destination,
          const char *target)
{
    static const char *const states[] = { "active", "active", "active", "active", "blackhole" };
    const char *field = g_str_has_prefix(destination, "pl-") ? "DestinationPrefixListId"
                        : g_strstr_len(destination, -1, ":") ? "DestinationIpv6CidrBlock"
                                                             : "DestinationCidrBlock";
    if (!g_hash_table_add(taken, g_strdup(destination))) {
        return; /* One table has one route to one destination. */
    }
    g_string_append_printf(out, "%s{\"%s\":\"%s\",%s,\"State\":\"%s\"}",
                           out->str[out->len - 1] == '[' ? "" : ",", field, destination, target,
                           states[below(f, G_N_ELEMENTS(states))]);
}

static void
add_any_route(const Filling *f, GString *out, GHashTable *taken)
{
    static const char *const destinations[] = {
        "0.0.0.0/0",  "0.0.0.0/0",     "::/0",        "::/0",           "pl-0",
        "pl-1",       "pl-2",          "8.0.0.0/7",   "8.8.8.0/24",     "8.8.8.128/25",
        "10.0.0.0/8", "198.51.0.0/16", "10.1.0.0/16", "2001:4860::/32",
    };
    static const char *const targets[] = {
        "\"GatewayId\":\"igw-%d\"",
        "\"GatewayId\":\"igw-%d\"",
        "\"NatGatewayId\":\"nat-%d-0\"",
        "\"NatGatewayId\":\"nat-%d-0\"",
        "\"NatGatewayId\":\"nat-%d-1\"",
        "\"EgressOnlyInternetGatewayId\":\"eigw-%d\"",
        /* From here on of what need not be complete. */
        "\"NetworkInterfaceId\":\"eni-%d-0\"",
        "\"NetworkInterfaceId\":\"eni-%d-1\"",
        "\"InstanceId\":\"i-%d-4\"",
        "\"VpcPeeringConnectionId\":\"pcx-0\"",
        "\"GatewayId\":\"vgw-0\"",
        "\"NatGatewayId\":\"nat-missing\"",
    };
    enum { N_COMPLETE = 6 };
    g_autofree char *destination = ANY(f, destinations);
    g_autofree char *target =
        random_text_of(f->scenario, targets,
                       f->scenario->is_complete ? N_COMPLETE : G_N_ELEMENTS(targets), f->vpc);
    bool is_ipv6 = g_strstr_len(destination, -1, ":") != NULL;
    bool is_egress_only = g_str_has_prefix(target, "\"Egress");
    bool is_missing = (g_strstr_len(target, -1, "igw-") && !f->has_internet_gateway)
                      || (is_egress_only && !f->has_egress_only);
    if (is_egress_only > is_ipv6 || (is_missing && f->scenario->is_complete)) {
        return;
    }
    add_route(f, out, taken, destination, target);
}

/* More specific than local: of a whole subnet, to what can inspect. */
static void
add_specific_route(const Filling *f, GString *out, GHashTable *taken)
{
    static const char *const targets[] = { "\"NetworkInterfaceId\":\"eni-%d-0\"",
                                           "\"NatGatewayId\":\"nat-%d-0\"" };
    char block[16];
    subnet_block(f, below(f, f->n_subnets), block);
    g_autofree char *destination = g_strconcat(block, ".0/24", NULL);
    g_autofree char *target = f->scenario->is_complete
                                  ? random_text_of(f->scenario, &targets[1], 1, f->vpc)
                                  : ANY(f, targets);
    add_route(f, out, taken, destination, target);
}

static void
add_associations(const Filling *f, GString *out, const int *table_of_subnet, int table)
{
    const char *separator = "";
    g_string_append(out, ",\"Associations\":[");
    if (table == 0 && (f->scenario->is_complete || chance(f, 95))) {
        g_string_append(out, "{\"Main\":true}");
        separator = ",";
    }
    for (int i = 0; i < f->n_subnets; i++) {
        if (table_of_subnet[i] == table) {
            g_string_append_printf(out, "%s{\"SubnetId\":\"subnet-%d-%d\"}", separator, f->vpc, i);
            separator = ",";
        }
    }
    g_string_append(out, "]");
}

static void
fill_route_table(const Filling *f, const int *table_of_subnet, int table)
{
    g_autoptr(GHashTable) taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *id = numbered(f, "rtb", table);
    GString *out = g_string_new(NULL);
    add_associations(f, out, table_of_subnet, table);
    g_string_append(out, ",\"Routes\":[");
    if (chance(f, 70)) {
        g_autofree char *local = g_strdup_printf("%s.0.0/16", f->block);
        g_string_append_printf(out, "{\"DestinationCidrBlock\":\"%s\",\"GatewayId\":\"local\"}",
                               local);
    }
    for (int i = below(f, 5); i >= 0; i--) {
        add_any_route(f, out, taken);
    }
    if (chance(f, 15)) {
        add_specific_route(f, out, taken);
    }
    g_string_append(out, "]");
    add_take(f, "RouteTables", "RouteTableId", id, out);
}

/* What arrives by the internet gateway is sent on by a table of the gateway's own. */
static void
fill_gateway_table(const Filling *f)
{
    g_autoptr(GHashTable) taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *id = numbered(f, "rtb", N_TABLES);
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, ",\"Associations\":[{\"GatewayId\":\"igw-%d\"}],\"Routes\":[",
                           f->vpc);
    if (!f->scenario->is_complete) {
        char block[16];
        subnet_block(f, below(f, f->n_subnets), block);
        g_autofree char *destination = g_strconcat(block, ".0/24", NULL);
        g_autofree char *target =
            g_strdup_printf("\"NetworkInterfaceId\":\"eni-%d-%d\"", f->vpc, below(f, 3));
        add_route(f, out, taken, destination, target);
    }
    g_string_append(out, "]");
    add_take(f, "RouteTables", "RouteTableId", id, out);
}

static void
fill_route_tables(const Filling *f)
{
    int table_of_subnet[MAX_SUBNETS];
    for (int i = 0; i < f->n_subnets; i++) {
        table_of_subnet[i] = below(f, N_TABLES + 1) - 1;
    }
    for (int table = 0; table < N_TABLES; table++) {
        fill_route_table(f, table_of_subnet, table);
    }
    if (f->has_internet_gateway && chance(f, 15)) {
        fill_gateway_table(f);
    }
}

/* --- Network ACLs --- */

static void
add_entry(const Filling *f, GString *out, bool is_egress, int number, bool is_allow)
{
    static const char *const matches[] = {
        "\"Protocol\":\"-1\",\"CidrBlock\":\"0.0.0.0/0\"",
        "\"Protocol\":\"-1\",\"Ipv6CidrBlock\":\"::/0\"",
        "\"Protocol\":\"6\",\"PortRange\":{\"From\":443,\"To\":443},\"CidrBlock\":\"0.0.0.0/0\"",
        "\"Protocol\":\"6\",\"PortRange\":{\"From\":1024,\"To\":65535},\"CidrBlock\":\"0.0.0.0/0\"",
        "\"Protocol\":\"6\",\"PortRange\":{\"From\":32768,\"To\":60999},\"CidrBlock\":\"0.0.0.0/"
        "0\"",
        "\"Protocol\":\"17\",\"PortRange\":{\"From\":0,\"To\":1024},\"CidrBlock\":\"10.0.0.0/8\"",
        "\"Protocol\":\"1\",\"IcmpTypeCode\":{\"Type\":8,\"Code\":-1},\"CidrBlock\":\"0.0.0.0/0\"",
        "\"Protocol\":\"58\",\"IcmpTypeCode\":{\"Type\":-1,\"Code\":-1},\"Ipv6CidrBlock\":\"::/0\"",
        "\"Protocol\":\"-1\",\"CidrBlock\":\"8.8.8.0/24\"",
        "\"Protocol\":\"-1\",\"CidrBlock\":\"10.0.1.0/24\"",
        "\"Protocol\":\"6\",\"PortRange\":{\"From\":3306,\"To\":3306},\"CidrBlock\":\"10.0.0.0/9\"",
    };
    g_autofree char *match = ANY(f, matches);
    g_string_append_printf(out, "%s{\"RuleNumber\":%d,\"Egress\":%s,\"RuleAction\":\"%s\",%s}",
                           out->str[out->len - 1] == '[' ? "" : ",", number,
                           is_egress ? "true" : "false", is_allow ? "allow" : "deny", match);
}

/* Allowed and denied in turn, and at the end perhaps all the rest. */
static void
add_entries(const Filling *f, GString *out, bool is_egress, bool allows_rest)
{
    const char *egress = is_egress ? "true" : "false";
    bool is_allow = chance(f, 50);
    for (int i = below(f, 5); i > 0; i--) {
        add_entry(f, out, is_egress, 10 + below(f, 20) * 5 + i % 5, is_allow);
        is_allow = !is_allow;
    }
    if (allows_rest) {
        g_string_append_printf(
            out,
            "%s{\"RuleNumber\":200,\"Egress\":%s,\"RuleAction\":\"allow\",\"Protocol\":\"-1\","
            "\"CidrBlock\":\"0.0.0.0/0\"},{\"RuleNumber\":201,\"Egress\":%s,\"RuleAction\":"
            "\"allow\",\"Protocol\":\"-1\",\"Ipv6CidrBlock\":\"::/0\"}",
            out->str[out->len - 1] == '[' ? "" : ",", egress, egress);
    }
}

static void
fill_acl(const Filling *f, const int *acl_of_subnet, int acl)
{
    g_autofree char *id = numbered(f, "acl", acl);
    GString *out = g_string_new(NULL);
    const char *separator = "";
    g_string_append_printf(out, ",\"IsDefault\":%s,\"Associations\":[",
                           acl == 0 ? "true" : "false");
    for (int i = 0; i < f->n_subnets; i++) {
        if (acl_of_subnet[i] == acl) {
            g_string_append_printf(out, "%s{\"SubnetId\":\"subnet-%d-%d\"}", separator, f->vpc, i);
            separator = ",";
        }
    }
    g_string_append(out, "],\"Entries\":[");
    bool allows_rest = chance(f, 75);
    add_entries(f, out, false, allows_rest);
    add_entries(f, out, true, allows_rest);
    g_string_append(out, "]");
    add_take(f, "NetworkAcls", "NetworkAclId", id, out);
}

static void
fill_acls(const Filling *f)
{
    int acl_of_subnet[MAX_SUBNETS];
    for (int i = 0; i < f->n_subnets; i++) {
        acl_of_subnet[i] = below(f, N_ACLS + 1) - 1;
    }
    for (int acl = chance(f, 40) ? 1 : 0; acl < N_ACLS; acl++) {
        fill_acl(f, acl_of_subnet, acl);
    }
}

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
        "\"ReferencedGroupInfo\":{\"GroupId\":\"sg-%d-0\"}",
        "\"ReferencedGroupInfo\":{\"GroupId\":\"sg-%d-1\"}",
        "\"ReferencedGroupInfo\":{\"GroupId\":\"sg-0-2\"}",
    };
    g_autofree char *id = numbered(f, "sg", group);
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
    g_autofree char *id = numbered(f, "sg", group);
    bool is_open = chance(f, 40);
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, ",\"IpPermissions\":[],\"IpPermissionsEgress\":[%s]",
                           is_open ? "{\"IpProtocol\":\"-1\",\"IpRanges\":[{\"CidrIp\":"
                                     "\"0.0.0.0/0\"}],\"Ipv6Ranges\":[{\"CidrIpv6\":\"::/0\"}]}"
                                   : "");
    add_take(f, "SecurityGroups", "GroupId", id, out);
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
    g_autofree char *id = numbered(f, "eni", number);
    bool is_instance = number >= FIRST_INSTANCE;
    g_autofree char *kind =
        random_text_of(f->scenario, kinds, is_instance ? 1 : G_N_ELEMENTS(kinds), f->vpc);
    int subnet = below(f, f->n_subnets);
    char block[16];
    subnet_block(f, subnet, block);
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
        add_names(f, public_ip, false);
    }
    g_string_append_printf(out, ",\"SourceDestCheck\":%s", chance(f, 50) ? "true" : "false");
    add_groups(f, out, "Groups", "{\"GroupId\":", "}");
    if (is_instance) {
        g_string_append_printf(out, ",\"Attachment\":{\"InstanceId\":\"i-%d-%d\"}", f->vpc, number);
    }
    add_take(f, "NetworkInterfaces", "NetworkInterfaceId", id, out);
    add_names(f, id, true);
}

static void
fill_instance(const Filling *f, int number)
{
    g_autofree char *id = numbered(f, "i", number);
    g_autofree char *json = g_strdup_printf(
        "{\"Instances\":[{\"InstanceId\":\"%s\",\"VpcId\":\"vpc-%d\",\"State\":{\"Name\":\"%s\"},"
        "\"NetworkInterfaces\":[{\"NetworkInterfaceId\":\"eni-%d-%d\"}]}]}",
        id, f->vpc, chance(f, 85) ? "running" : "stopped", f->vpc, number);
    random_scenario_add(f->scenario, "Reservations", id, json);
    add_names(f, id, true);
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
    g_autofree char *id = numbered(f, "nat", number);
    int subnet = below(f, f->n_subnets);
    char block[16];
    subnet_block(f, subnet, block);
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
    add_take(f, "NatGateways", "NatGatewayId", id, out);
    g_autofree char *address = g_strdup_printf("%s.%d", block, 100 + number);
    add_names(f, address, false);
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
    add_names(f, name, true);
}

static void
fill_database(const Filling *f)
{
    static const char *const ports[] = {
        ",\"Endpoint\":{\"Port\":3306}",
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
    add_names(f, id, false);
}

/* --- All --- */

void
random_vpc_fill(RandomScenario *scenario, int vpc)
{
    Filling f = { .scenario = scenario, .vpc = vpc };
    fill_vpc(&f);
    f.has_internet_gateway = chance(&f, 90);
    f.has_egress_only = f.has_ipv6 && chance(&f, 70);
    for (int i = 0; i < f.n_subnets; i++) {
        fill_subnet(&f, i);
    }
    fill_route_tables(&f);
    fill_acls(&f);
    for (int i = 0; i < N_GROUPS; i++) {
        if (scenario->is_complete || chance(&f, 93)) {
            fill_group(&f, i);
        }
    }
    for (int i = 0; i < N_INTERFACES; i++) {
        fill_interface(&f, i);
    }
    for (int i = FIRST_INSTANCE; i < N_INTERFACES; i++) {
        fill_instance(&f, i);
    }
    for (int i = 0; i < N_NAT_GATEWAYS; i++) {
        fill_nat_gateway(&f, i);
    }
    if (f.has_internet_gateway) {
        fill_internet_gateway(&f, "InternetGateways", "InternetGatewayId", "igw");
    }
    if (f.has_egress_only) {
        fill_internet_gateway(&f, "EgressOnlyInternetGateways", "EgressOnlyInternetGatewayId",
                              "eigw");
    }
    fill_agentcore(&f, "AgentRuntimes", "agentRuntimeId", "agentRuntimeName", "networkModeConfig");
    fill_agentcore(&f, "CodeInterpreters", "codeInterpreterId", "name", "vpcConfig");
    fill_agentcore(&f, "Browsers", "browserId", "name", "vpcConfig");
    fill_database(&f);
}

/* Random VPCs: their blocks, subnets, route tables and ACLs. */
#include "random_vpc.h"

void
random_add_take(const Filling *f, const char *key, const char *id_field, const char *id,
                GString *fields)
{
    g_autofree char *json = g_strdup_printf("{\"%s\":\"%s\",\"VpcId\":\"vpc-%d\"%s}", id_field, id,
                                            f->vpc, fields->str);
    random_scenario_add(f->scenario, key, id, json);
    g_string_free(fields, TRUE);
}

char *
random_id(const Filling *f, const char *prefix, int number)
{
    return g_strdup_printf("%s-%d-%d", prefix, f->vpc, number);
}

void
random_add_names(const Filling *f, const char *name, bool is_source)
{
    if (is_source) {
        g_ptr_array_add(f->scenario->sources, g_strdup(name));
    }
    g_ptr_array_add(f->scenario->targets, g_strdup(name));
}

void
random_subnet_block(const Filling *f, int subnet, char text[static 16])
{
    bool is_second = f->has_second_block && subnet == f->n_subnets - 1;
    g_snprintf(text, 16, "%s.%d", is_second ? "10.9" : f->block, subnet);
}

/* --- VPC and subnets --- */

static void
add_dns_attributes(const Filling *f, GString *out)
{
    static const char *const host_names[] = { "", ",\"EnableDnsHostnames\":true",
                                              ",\"EnableDnsHostnames\":true",
                                              ",\"EnableDnsHostnames\":false" };
    g_string_append(out, chance(f, 10) ? ",\"EnableDnsSupport\":false" : "");
    g_string_append(out, host_names[below(f, G_N_ELEMENTS(host_names))]);
    if (!f->scenario->is_complete && chance(f, 30)) {
        g_string_append_printf(out, ",\"DhcpOptionsId\":\"dopt-%d\"", f->vpc);
    }
}

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
    add_dns_attributes(f, out);
    random_add_take(f, "Vpcs", "VpcId", id, out);
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
    g_autofree char *id = random_id(f, "subnet", subnet);
    g_autofree char *zone = ANY(f, zones);
    char block[16];
    random_subnet_block(f, subnet, block);
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, ",\"CidrBlock\":\"%s.0/24\",%s", block, zone);
    if (f->has_ipv6 && chance(f, 80)) {
        g_string_append_printf(out,
                               ",\"Ipv6CidrBlockAssociationSet\":[{\"Ipv6CidrBlock\":"
                               "\"2600:1f00:0:%d0%d::/64\"}]",
                               f->vpc, subnet);
    }
    random_add_take(f, "Subnets", "SubnetId", id, out);
    random_add_names(f, id, true);
    g_autofree char *network = g_strdup_printf("%s.0/24", block);
    g_autofree char *address = g_strdup_printf("%s.%d", block, 10 + below(f, 12));
    random_add_names(f, network, false);
    random_add_names(f, address, true);
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
        "0.0.0.0/0",  "0.0.0.0/0",     "::/0",         "::/0",           "pl-0",
        "pl-1",       "pl-2",          "8.0.0.0/7",    "8.8.8.0/24",     "8.8.8.128/25",
        "10.0.0.0/8", "198.51.0.0/16", "10.64.0.0/10", "2001:4860::/32",
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
    random_subnet_block(f, below(f, f->n_subnets), block);
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
    g_autofree char *id = random_id(f, "rtb", table);
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
    if (f->has_gateway_endpoint && (f->scenario->is_complete || chance(f, 70))) {
        g_autofree char *target =
            g_strdup_printf("\"GatewayId\":\"vpce-%d-%d\"", f->vpc, N_ENDPOINTS);
        add_route(f, out, taken, "pl-s3", target);
    }
    if (chance(f, 15) && !f->scenario->is_local) {
        add_specific_route(f, out, taken);
    }
    g_string_append(out, "]");
    random_add_take(f, "RouteTables", "RouteTableId", id, out);
}

/* What arrives by the internet gateway is sent on by a table of the gateway's own. */
static void
fill_gateway_table(const Filling *f)
{
    g_autoptr(GHashTable) taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *id = random_id(f, "rtb", N_TABLES);
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, ",\"Associations\":[{\"GatewayId\":\"igw-%d\"}],\"Routes\":[",
                           f->vpc);
    if (!f->scenario->is_complete && !f->scenario->is_local) {
        char block[16];
        random_subnet_block(f, below(f, f->n_subnets), block);
        g_autofree char *destination = g_strconcat(block, ".0/24", NULL);
        g_autofree char *target =
            g_strdup_printf("\"NetworkInterfaceId\":\"eni-%d-%d\"", f->vpc, below(f, 3));
        add_route(f, out, taken, destination, target);
    }
    g_string_append(out, "]");
    random_add_take(f, "RouteTables", "RouteTableId", id, out);
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

#define PORTS(from, to) "\"PortRange\":{\"From\":" from ",\"To\":" to "}"

static void
add_entry(const Filling *f, GString *out, bool is_egress, int number, bool is_allow)
{
    static const char *const matches[] = {
        "\"Protocol\":\"-1\",\"CidrBlock\":\"0.0.0.0/0\"",
        "\"Protocol\":\"-1\",\"Ipv6CidrBlock\":\"::/0\"",
        ("\"Protocol\":\"6\",\"CidrBlock\":\"0.0.0.0/0\"," PORTS("443", "443")),
        ("\"Protocol\":\"6\",\"CidrBlock\":\"0.0.0.0/0\"," PORTS("1024", "65535")),
        ("\"Protocol\":\"6\",\"CidrBlock\":\"0.0.0.0/0\"," PORTS("32768", "60999")),
        ("\"Protocol\":\"17\",\"CidrBlock\":\"10.0.0.0/8\"," PORTS("0", "1024")),
        ("\"Protocol\":\"1\",\"IcmpTypeCode\":{\"Type\":8,\"Code\":-1},"
         "\"CidrBlock\":\"0.0.0.0/0\""),
        ("\"Protocol\":\"58\",\"IcmpTypeCode\":{\"Type\":-1,\"Code\":-1},"
         "\"Ipv6CidrBlock\":\"::/0\""),
        "\"Protocol\":\"-1\",\"CidrBlock\":\"8.8.8.0/24\"",
        "\"Protocol\":\"-1\",\"CidrBlock\":\"10.0.1.0/24\"",
        ("\"Protocol\":\"6\",\"CidrBlock\":\"10.0.0.0/9\"," PORTS("3306", "3306")),
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
    g_autofree char *id = random_id(f, "acl", acl);
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
    random_add_take(f, "NetworkAcls", "NetworkAclId", id, out);
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

/* --- All --- */

void
random_vpc_fill(RandomScenario *scenario, int vpc)
{
    Filling f = { .scenario = scenario, .vpc = vpc };
    fill_vpc(&f);
    f.has_internet_gateway = chance(&f, 90);
    f.has_egress_only = f.has_ipv6 && chance(&f, 70);
    f.has_gateway_endpoint = chance(&f, 40);
    for (int i = 0; i < f.n_subnets; i++) {
        fill_subnet(&f, i);
    }
    fill_route_tables(&f);
    fill_acls(&f);
    random_hosts_fill(&f);
    random_services_fill(&f);
}

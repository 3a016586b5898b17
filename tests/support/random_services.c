/* What random VPCs have of AWS's services: endpoints, names, clusters and file systems. */
#include "random_vpc.h"

/* --- Endpoints --- */

/* As a JSON string; what is none at all admits everything. */
#define POLICY(statement) \
    ",\"PolicyDocument\":\"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[" statement "]}" \
    "\""
#define ADMITS "\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":\\\"*\\\""

static void
add_policy(const Filling *f, GString *out)
{
    static const char *const policies[] = {
        "",
        "",
        POLICY("{" ADMITS ",\\\"Action\\\":\\\"*\\\",\\\"Resource\\\":\\\"*\\\"}"),
        POLICY("{" ADMITS ",\\\"Action\\\":\\\"kms:*\\\",\\\"Resource\\\":\\\"*\\\"}"),
        POLICY("{" ADMITS ",\\\"Action\\\":\\\"s3:GetObject\\\",\\\"Resource\\\":"
               "\\\"arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*\\\"}"),
        POLICY("{" ADMITS ",\\\"NotAction\\\":\\\"logs:*\\\",\\\"Resource\\\":\\\"*\\\"}"),
        POLICY("{" ADMITS ",\\\"Action\\\":\\\"*\\\",\\\"Resource\\\":\\\"*\\\",\\\"Condition\\\":"
               "{\\\"StringEquals\\\":{\\\"aws:PrincipalOrgID\\\":\\\"o-1\\\"}}}"),
    };
    int n = f->scenario->is_complete ? 2 : (int) G_N_ELEMENTS(policies);
    g_string_append(out, policies[below(f, n)]);
}

static void
add_state(const Filling *f, GString *out)
{
    g_string_append_printf(out, ",\"State\":\"%s\"", chance(f, 85) ? "available" : "pending");
}

/* One route table or two, or none. */
static void
fill_gateway_endpoint(const Filling *f)
{
    g_autofree char *id = random_id(f, "vpce", N_ENDPOINTS);
    GString *out = g_string_new(",\"VpcEndpointType\":\"Gateway\",\"ServiceName\":"
                                "\"com.amazonaws.us-east-1.s3\",\"RouteTableIds\":[");
    for (int i = 0; i < N_TABLES; i++) {
        if (f->scenario->is_complete || chance(f, 50)) {
            g_string_append_printf(out, "%s\"rtb-%d-%d\"", out->str[out->len - 1] == '[' ? "" : ",",
                                   f->vpc, i);
        }
    }
    g_string_append(out, "]");
    add_state(f, out);
    add_policy(f, out);
    random_add_take(f, "VpcEndpoints", "VpcEndpointId", id, out);
    if (!f->scenario->is_complete) {
        random_add_names(f, id, false);
    }
}

static void
fill_endpoint_interface(const Filling *f, const char *endpoint, int number, int subnet, int group)
{
    g_autofree char *id = random_id(f, "eni", N_INTERFACES + number);
    char block[16];
    random_subnet_block(f, subnet, block);
    GString *out = g_string_new(NULL);
    g_string_append_printf(out,
                           ",\"InterfaceType\":\"vpc_endpoint\",\"Description\":\"VPC Endpoint "
                           "Interface %s\",\"SubnetId\":\"subnet-%d-%d\",\"PrivateIpAddress\":"
                           "\"%s.%d\",\"Status\":\"in-use\",\"Groups\":[{\"GroupId\":"
                           "\"sg-%d-%d\"}]",
                           endpoint, f->vpc, subnet, block, 30 + number, f->vpc, group);
    random_add_take(f, "NetworkInterfaces", "NetworkInterfaceId", id, out);
    random_add_names(f, id, false);
}

static void
fill_interface_endpoint(const Filling *f, int number)
{
    static const char *const services[] = { "logs",    "ecr.api", "ecr.dkr",
                                            "ecr.dkr", "s3",      "bedrock-agentcore" };
    g_autofree char *id = random_id(f, "vpce", number);
    int subnet = below(f, f->n_subnets);
    int group = below(f, N_GROUPS);
    bool has_interface = f->scenario->is_complete || chance(f, 60);
    GString *out = g_string_new(",\"VpcEndpointType\":\"Interface\"");
    g_string_append_printf(out, ",\"ServiceName\":\"com.amazonaws.us-east-1.%s\"",
                           services[below(f, G_N_ELEMENTS(services))]);
    g_string_append_printf(out, ",\"SubnetIds\":[\"subnet-%d-%d\"]", f->vpc, subnet);
    g_string_append_printf(out, ",\"Groups\":[{\"GroupId\":\"sg-%d-%d\"}]", f->vpc, group);
    g_string_append_printf(out, ",\"PrivateDnsEnabled\":%s", chance(f, 70) ? "true" : "false");
    if (has_interface) {
        g_string_append_printf(out, ",\"NetworkInterfaceIds\":[\"eni-%d-%d\"]", f->vpc,
                               N_INTERFACES + number);
    }
    if (chance(f, 10)) {
        g_string_append(out, ",\"DnsOptions\":{\"PrivateDnsOnlyForInboundResolverEndpoint\":true}");
    }
    add_state(f, out);
    add_policy(f, out);
    random_add_take(f, "VpcEndpoints", "VpcEndpointId", id, out);
    random_add_names(f, id, false);
    if (has_interface) {
        fill_endpoint_interface(f, id, number, subnet, group);
    }
}

/* --- Names --- */

static void
fill_zone(const Filling *f)
{
    static const char *const names[] = { "corp.example", "us-east-1.amazonaws.com",
                                         "logs.us-east-1.amazonaws.com", "amazonaws.com" };
    static const char *const hosts[] = { "a.", "", "\\\\052." };
    static const char *const values[] = {
        "\"A\",\"ResourceRecords\":[{\"Value\":\"10.0.1.10\"}]",
        "\"A\",\"ResourceRecords\":[{\"Value\":\"10.0.0.11\"},{\"Value\":\"8.8.8.8\"}]",
        "\"CNAME\",\"ResourceRecords\":[{\"Value\":\"logs.us-east-1.amazonaws.com\"}]",
        "\"CNAME\",\"ResourceRecords\":[{\"Value\":\"db-%d.x.us-east-1.rds.amazonaws.com\"}]",
    };
    const char *name = names[below(f, G_N_ELEMENTS(names))];
    g_autofree char *id = g_strdup_printf("Z%d", f->vpc);
    g_autofree char *value = ANY(f, values);
    g_autoptr(GString) out = g_string_new(NULL);
    g_string_append_printf(out,
                           "{\"Id\":\"/hostedzone/%s\",\"Name\":\"%s.\",\"Config\":{"
                           "\"PrivateZone\":true},\"VPCs\":[{\"VPCId\":\"vpc-%d\"}]",
                           id, name, f->vpc);
    if (chance(f, 85)) {
        g_string_append_printf(out, ",\"ResourceRecordSets\":[{\"Name\":\"%s%s.\",\"Type\":%s}]",
                               hosts[below(f, G_N_ELEMENTS(hosts))], name, value);
    }
    g_string_append(out, "}");
    random_scenario_add(f->scenario, "HostedZones", id, out->str);
}

/* Amazon's server, one's own in the VPC or beyond, and a public one. */
static void
fill_dhcp_options(const Filling *f)
{
    static const char *const servers[] = { "AmazonProvidedDNS", "AmazonProvidedDNS", "10.0.0.10",
                                           "10.0.1.11",         "192.168.0.53",      "8.8.8.8" };
    g_autofree char *id = g_strdup_printf("dopt-%d", f->vpc);
    g_autofree char *json =
        g_strdup_printf("{\"DhcpOptionsId\":\"%s\",\"DhcpConfigurations\":[{\"Key\":"
                        "\"domain-name-servers\",\"Values\":[{\"Value\":\"%s\"}]}]}",
                        id, servers[below(f, G_N_ELEMENTS(servers))]);
    random_scenario_add(f->scenario, "DhcpOptions", id, json);
}

/* --- Databases and file systems --- */

/* The one database of the VPC is the writer, or stands behind the proxy. */
static void
fill_cluster(const Filling *f)
{
    g_autofree char *id = g_strdup_printf("cl-%d", f->vpc);
    g_autofree char *json = g_strdup_printf(
        "{\"DBClusterIdentifier\":\"%s\",\"Engine\":\"aurora-mysql\",\"Status\":\"available\","
        "\"Port\":3306,\"Endpoint\":\"%s.cluster-x.us-east-1.rds.amazonaws.com\","
        "\"ReaderEndpoint\":\"%s.cluster-ro-x.us-east-1.rds.amazonaws.com\","
        "\"DBClusterMembers\":[{\"DBInstanceIdentifier\":\"db-%d\",\"IsClusterWriter\":%s}]}",
        id, id, id, f->vpc, chance(f, 70) ? "true" : "false");
    random_scenario_add(f->scenario, "DBClusters", id, json);
    g_autofree char *name = g_strconcat("rds/", id, NULL);
    random_add_names(f, name, false);
}

static void
fill_proxy(const Filling *f)
{
    g_autofree char *id = g_strdup_printf("px-%d", f->vpc);
    g_autofree char *json = g_strdup_printf(
        "{\"DBProxyName\":\"%s\",\"EngineFamily\":\"MYSQL\",\"Status\":\"%s\",\"Endpoint\":"
        "\"%s.proxy-x.us-east-1.rds.amazonaws.com\",\"VpcId\":\"vpc-%d\",\"VpcSecurityGroupIds\":"
        "[\"sg-%d-%d\"],\"VpcSubnetIds\":[\"subnet-%d-%d\"]%s}",
        id, chance(f, 85) ? "available" : "creating", id, f->vpc, f->vpc, below(f, N_GROUPS),
        f->vpc, below(f, f->n_subnets), chance(f, 85) ? "" : ",\"RequireTLS\":true");
    random_scenario_add(f->scenario, "DBProxies", id, json);
    if (chance(f, 85)) {
        g_autofree char *targets = g_strdup_printf("\"Targets\":[{\"Type\":\"RDS_INSTANCE\","
                                                   "\"RdsResourceId\":\"db-%d\"}],\"EngineFamily\"",
                                                   f->vpc);
        random_scenario_replace(f->scenario, "DBProxies", id, "\"EngineFamily\"", targets);
    }
    g_autofree char *name = g_strconcat("rds/", id, NULL);
    random_add_names(f, name, false);
}

static void
fill_file_system(const Filling *f)
{
    g_autofree char *id = g_strdup_printf("fs-0000000%d", f->vpc);
    g_autofree char *json = g_strdup_printf("{\"FileSystemId\":\"%s\",\"LifeCycleState\":\"%s\"}",
                                            id, chance(f, 90) ? "available" : "creating");
    random_scenario_add(f->scenario, "FileSystems", id, json);
    random_add_names(f, id, false);
    for (int subnet = 0; subnet < f->n_subnets; subnet++) {
        char block[16];
        random_subnet_block(f, subnet, block);
        g_autofree char *target_id = random_id(f, "fsmt", subnet);
        GString *out = g_string_new(NULL);
        g_string_append_printf(out,
                               ",\"FileSystemId\":\"%s\",\"SubnetId\":\"subnet-%d-%d\","
                               "\"LifeCycleState\":\"available\",\"IpAddress\":\"%s.60\","
                               "\"SecurityGroups\":[\"sg-%d-%d\"]",
                               id, f->vpc, subnet, block, f->vpc, below(f, N_GROUPS));
        if (f->scenario->is_collected && chance(f, 60)) {
            random_add_take(f, "MountTargets", "MountTargetId", target_id, out);
        } else {
            g_string_free(out, TRUE);
        }
    }
}

/* --- All --- */

void
random_services_fill(const Filling *f)
{
    if (f->has_gateway_endpoint) {
        fill_gateway_endpoint(f);
    }
    for (int i = below(f, N_ENDPOINTS + 1); i > 0; i--) {
        fill_interface_endpoint(f, i - 1);
    }
    if (f->scenario->is_complete) {
        return; /* What names lead to is none of its business. */
    }
    if (f->scenario->is_collected) {
        fill_dhcp_options(f);
    }
    if (chance(f, 30)) {
        fill_zone(f);
    }
    if (chance(f, 50)) {
        fill_cluster(f);
    }
    if (chance(f, 50)) {
        fill_proxy(f);
    }
    fill_file_system(f);
}

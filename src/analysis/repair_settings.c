/* Settings of VPCs, endpoints, interfaces and AgentCore resources. */
#include "analysis/repair_maker.h"
#include "network/resolver.h"

#include <string.h>

/* --- Names --- */

void
acv_cure_set_vpc_attribute(const AcvCure *cure, const AcvVpc *vpc, const char *attribute)
{
    AcvAwsCommand *command = acv_plan_command(cure->plan, NULL, "ec2", "modify-vpc-attribute");
    acv_plan_add_id(cure->plan, command, "vpc-id", vpc->record.id);
    acv_plan_add_word(cure->plan, command, attribute, "{\"Value\":true}");
    acv_plan_append(cure->plan, command);
}

static void
use_amazon_resolver(const AcvCure *cure, const AcvVpc *vpc)
{
    AcvAwsCommand *command = acv_plan_command(cure->plan, NULL, "ec2", "associate-dhcp-options");
    acv_plan_add_word(cure->plan, command, "dhcp-options-id", "default");
    acv_plan_add_id(cure->plan, command, "vpc-id", vpc->record.id);
    acv_plan_append(cure->plan, command);
}

static void
enable_private_dns(const AcvCure *cure, const AcvVpcEndpoint *endpoint)
{
    unsigned obstacles = acv_endpoint_private_dns_obstacles(cure->network, endpoint, NULL);
    AcvAwsCommand *command = acv_plan_command(cure->plan, NULL, "ec2", "modify-vpc-endpoint");
    acv_plan_add_id(cure->plan, command, "vpc-endpoint-id", endpoint->record.id);
    if (obstacles & ACV_PRIVATE_DNS_OFF) {
        acv_plan_add_flag(cure->plan, command, "private-dns-enabled");
    }
    if (obstacles & ACV_PRIVATE_DNS_INBOUND_ONLY) {
        acv_plan_add_word(cure->plan, command, "dns-options",
                          "PrivateDnsOnlyForInboundResolverEndpoint=false");
    }
    acv_plan_append(cure->plan, command);
}

static void
give_private_names(const AcvCure *cure, const AcvRecord *component)
{
    if (component && component->kind == ACV_KIND_VPC_ENDPOINT) {
        enable_private_dns(cure, (const AcvVpcEndpoint *) component);
    } else if (component && component->kind == ACV_KIND_VPC) {
        acv_cure_set_vpc_attribute(cure, (const AcvVpc *) component, "enable-dns-hostnames");
    } else if (component && component->kind == ACV_KIND_DHCP_OPTIONS && cure->asks_amazon) {
        use_amazon_resolver(cure, cure->path->source.placement->vpc);
    }
}

void
acv_cure_private_dns(const AcvCure *cure)
{
    give_private_names(cure, cure->blocker->step->component);
}

void
acv_cure_obstacle(const AcvCure *cure, const AcvRule *obstacle)
{
    give_private_names(cure, obstacle->record);
}

void
acv_cure_dns_support(const AcvCure *cure)
{
    const AcvRecord *component = cure->blocker->step->component;
    if (component && component->kind == ACV_KIND_VPC) {
        acv_cure_set_vpc_attribute(cure, (const AcvVpc *) component, "enable-dns-support");
    }
}

/* Opens the way to the first server, or lets the Amazon resolver answer instead. */
void
acv_cure_dns_server(const AcvCure *cure)
{
    const AcvHop *hop = cure->blocker->step->hop;
    const GPtrArray *servers = hop && hop->naming ? hop->naming->servers : NULL;
    const AcvDnsServer *server = servers && servers->len > 0 ? g_ptr_array_index(servers, 0) : NULL;
    AcvPath path = { .source = cure->path->source };
    if (cure->asks_amazon) {
        use_amazon_resolver(cure, cure->path->source.placement->vpc);
        return;
    }
    for (guint i = 0; server && i < server->reach->blockers->len; i++) {
        path.scene = server->scene;
        path.reach = server->reach;
        AcvCure way = *cure;
        way.path = &path;
        way.blocker = g_ptr_array_index(server->reach->blockers, i);
        acv_cure_make(&way);
    }
}

/* --- Block Public Access --- */

/* The subnet whose table leads to the internet gateway is excluded; to let packets out is enough
 * for what goes out by a gateway that lets nothing in.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html */
void
acv_cure_block_public_access(const AcvCure *cure)
{
    const AcvHop *hop = cure->blocker->step->hop;
    bool goes_out_only =
        hop->kind == ACV_HOP_EGRESS_ONLY_INTERNET_GATEWAY_EGRESS || acv_cure_is_translated(cure);
    if (!hop->subnet) {
        return;
    }
    AcvAwsCommand *command =
        acv_plan_command(cure->plan, NULL, "ec2", "create-vpc-block-public-access-exclusion");
    acv_plan_add_id(cure->plan, command, "subnet-id", hop->subnet->record.id);
    acv_plan_add_word(cure->plan, command, "internet-gateway-exclusion-mode",
                      goes_out_only ? "allow-egress" : "allow-bidirectional");
    acv_plan_append(cure->plan, command);
}

/* --- Interfaces --- */

void
acv_cure_source_dest_check(const AcvCure *cure)
{
    const AcvRecord *component = cure->blocker->step->component;
    if (!component || component->kind != ACV_KIND_NETWORK_INTERFACE) {
        return;
    }
    AcvAwsCommand *command =
        acv_plan_command(cure->plan, NULL, "ec2", "modify-network-interface-attribute");
    acv_plan_add_id(cure->plan, command, "network-interface-id", component->id);
    acv_plan_add_flag(cure->plan, command, "no-source-dest-check");
    acv_plan_append(cure->plan, command);
}

/* --- AgentCore --- */

static void
append_list(GString *json, const AcvPlan *plan, const char *key, const char *const *ids)
{
    g_string_append_printf(json, "\"%s\":[", key);
    for (size_t i = 0; ids[i]; i++) {
        g_string_append_printf(json, "%s\"%s\"", i > 0 ? "," : "",
                               acv_plan_word_of_id(plan, ids[i]));
    }
    g_string_append_c(json, ']');
}

/* The artifact and the role are demanded by AWS, whatever changes.
 * Source:
 * https://docs.aws.amazon.com/cli/latest/reference/bedrock-agentcore-control/update-agent-runtime.html
 */
static void
add_demanded(const AcvCure *cure, AcvAwsCommand *command, const AcvAgentCore *runtime)
{
    if (runtime->container_uri) {
        g_autofree char *artifact = g_strdup_printf(
            "{\"containerConfiguration\":{\"containerUri\":\"%s\"}}", runtime->container_uri);
        acv_plan_add_text(cure->plan, command, "agent-runtime-artifact", artifact);
    }
    if (runtime->role_arn) {
        acv_plan_add_text(cure->plan, command, "role-arn", runtime->role_arn);
    }
}

void
acv_cure_move_runtime(const AcvCure *cure, const char *const *subnet_ids)
{
    const AcvRecord *source = cure->path->source.record;
    if (!source || source->kind != ACV_KIND_AGENT_RUNTIME || !subnet_ids[0]) {
        return;
    }
    AcvPlan *plan = cure->plan;
    const AcvAgentCore *runtime = (const AcvAgentCore *) source;
    g_autoptr(GPtrArray) groups = g_ptr_array_new();
    for (size_t i = 0; i < runtime->security_groups.n; i++) {
        g_ptr_array_add(groups, (gpointer) runtime->security_groups.items[i]);
    }
    g_ptr_array_add(groups, NULL);
    g_autoptr(GString) json = g_string_new("{\"networkMode\":\"VPC\",\"networkModeConfig\":{");
    append_list(json, plan, "subnets", subnet_ids);
    g_string_append_c(json, ',');
    append_list(json, plan, "securityGroups", (const char *const *) groups->pdata);
    g_string_append(json, "}}");
    AcvAwsCommand *command =
        acv_plan_command(plan, NULL, "bedrock-agentcore-control", "update-agent-runtime");
    acv_plan_add_id(plan, command, "agent-runtime-id", source->id);
    add_demanded(cure, command, runtime);
    acv_plan_add_word(plan, command, "network-configuration", json->str);
    acv_plan_append(plan, command);
}

static bool
is_supported(AcvNetwork *network, const AcvSubnet *subnet)
{
    return acv_catalog_zone_support(acv_network_catalog(network),
                                    acv_network_region_of(network, subnet),
                                    acv_network_zone_id_of(network, subnet))
           == ACV_ZONE_SUPPORTED;
}

static const AcvSubnet *
find_subnet(AcvNetwork *network, const char *id)
{
    return acv_snapshot_find_subnet(acv_network_snapshot(network), id);
}

/* Other subnets of the VPC in supported zones; those with the same route table before others. */
static void
add_other_subnets(const AcvCure *cure, const AcvSubnet *like, GPtrArray *ids)
{
    enum { MOST = 2 };
    size_t n;
    const AcvRecord *const *subnets =
        acv_snapshot_list(acv_network_snapshot(cure->network), ACV_KIND_SUBNET, &n);
    const AcvRouteTable *table = acv_network_route_table_of(cure->network, like);
    for (int pass = 0; ids->len == 0 && pass < 2; pass++) {
        for (size_t i = 0; i < n && ids->len < MOST; i++) {
            const AcvSubnet *subnet = (const AcvSubnet *) subnets[i];
            bool is_alike = acv_network_route_table_of(cure->network, subnet) == table;
            if (acv_network_vpc_of(cure->network, subnet) == acv_network_vpc_of(cure->network, like)
                && is_supported(cure->network, subnet) && (pass == 1 || is_alike)) {
                g_ptr_array_add(ids, (gpointer) subnet->record.id);
            }
        }
    }
}

/* The runtime keeps its subnets of supported zones; if there are none, it moves to others. */
void
acv_cure_zone(const AcvCure *cure)
{
    const AcvRecord *source = cure->path->source.record;
    const AcvPlacement *placement = cure->path->source.placement;
    if (!source || source->kind != ACV_KIND_AGENT_RUNTIME || !placement->subnet) {
        return;
    }
    const AcvAgentCore *runtime = (const AcvAgentCore *) source;
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    for (size_t i = 0; i < runtime->subnets.n; i++) {
        const AcvSubnet *subnet = find_subnet(cure->network, runtime->subnets.items[i]);
        if (subnet && is_supported(cure->network, subnet)) {
            g_ptr_array_add(ids, (gpointer) subnet->record.id);
        }
    }
    add_other_subnets(cure, placement->subnet, ids);
    g_ptr_array_add(ids, NULL);
    acv_cure_move_runtime(cure, (const char *const *) ids->pdata);
}

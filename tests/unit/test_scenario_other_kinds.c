/* Every field of every kind lands in the member of its name. */
#include "seed.h"
#include "suite.h"

/* --- Gateways and endpoints --- */

static void
gateways(void)
{
    g_autoptr(AcvSnapshot) first = read_seed("internet_gateway");
    g_autoptr(AcvSnapshot) second = read_seed("egress_only_internet_gateway");
    g_autoptr(AcvSnapshot) third = read_seed("vpn_gateway");
    const AcvInternetGateway *igw = acv_snapshot_find_internet_gateway(first, "igw-1");
    const AcvInternetGateway *eigw =
        acv_snapshot_find_egress_only_internet_gateway(second, "eigw-1");
    const AcvVpnGateway *vgw = acv_snapshot_find_vpn_gateway(third, "vgw-1");

    expect_head(&igw->record, "111122223333", NULL, "a name");
    TEXT(igw->attachments.items[0].vpc_id, "vpc-1");
    TEXT(igw->attachments.items[0].state, "available");
    TEXT(eigw->attachments.items[0].state, "attached");
    TEXT(vgw->state, "available");
    TEXT(vgw->attachments.items[0].vpc_id, "vpc-1");
}

static void
nat_gateway(void)
{
    SEED(nat_gateway, AcvNatGateway, "nat-1");
    TEXT(r->vpc_id, "vpc-1");
    TEXT(r->subnet_id, "subnet-1");
    TEXT(r->state, "available");
    TEXT(r->connectivity_type, "public");
    TEXT(r->availability_mode, "regional");
    TEXT(r->route_table_id, "rtb-9");
    TEXT(r->failure_code, "Gateway.NotAttached");
    const AcvNatGatewayAddress *address = r->addresses.items;
    ADDRESS(address->private_ip, "10.0.1.9");
    ADDRESS(address->public_ip, "203.0.113.9");
    TEXT(address->allocation_id, "eipalloc-1");
    TEXT(address->network_interface_id, "eni-2");
    TEXT(address->status, "succeeded");
    TEXT(address->availability_zone, "us-east-1a");
    TEXT(address->availability_zone_id, "use1-az1");
    YES(address->is_primary);
}

static void
vpn_connection(void)
{
    SEED(vpn_connection, AcvVpnConnection, "vpn-1");
    TEXT(r->vpn_gateway_id, "vgw-1");
    TEXT(r->transit_gateway_id, "tgw-1");
    TEXT(r->customer_gateway_id, "cgw-1");
    TEXT(r->state, "available");
    PREFIX(r->routes.items[0], "192.168.0.0/16");
    YES(r->static_routes_only);
}

static void
vpc_endpoint(void)
{
    SEED(vpc_endpoint, AcvVpcEndpoint, "vpce-1");
    TEXT(r->vpc_id, "vpc-1");
    TEXT(r->type, "Interface");
    TEXT(r->service_name, "com.amazonaws.us-east-1.logs");
    TEXT(r->service_region, "us-east-1");
    TEXT(r->state, "available");
    CU_ASSERT_EQUAL(r->policy.statements.n, 0);
    CU_ASSERT_PTR_NOT_NULL(r->policy.statements.items);
    TEXT(r->ip_address_type, "ipv4");
    TEXT(r->route_table_ids.items[0], "rtb-1");
    TEXT(r->subnet_ids.items[0], "subnet-1");
    TEXT(r->group_ids.items[0], "sg-1");
    TEXT(r->network_interface_ids.items[0], "eni-1");
    INT(r->dns_names.n, 2);
    TEXT(r->dns_names.items[1], "logs.us-east-1.amazonaws.com");
    YES(r->private_dns_enabled);
    YES(r->private_dns_only_for_inbound_resolver_endpoint);
}

static void
prefix_list(void)
{
    SEED(prefix_list, AcvPrefixList, "pl-1");
    TEXT(r->name, "com.amazonaws.us-east-1.s3");
    TEXT(r->address_family, "IPv4");
    INT(r->cidrs.n, 2);
    PREFIX(r->cidrs.items[1], "52.216.0.0/15");
    const AcvPrefixList *entries = acv_snapshot_find_prefix_list(snapshot, "pl-2");
    INT(entries->cidrs.n, 2);
    PREFIX(entries->cidrs.items[1], "2001:db8::/32");
    EXPECT_TRUE("no entries are unknown",
                acv_snapshot_find_prefix_list(snapshot, "pl-3")->cidrs.items == NULL);
}

static void
names(void)
{
    SEED(dhcp_options, AcvDhcpOptions, "dopt-1");
    const AcvStrings *servers = acv_dhcp_options_values(r, "domain-name-servers");
    CU_ASSERT_PTR_NOT_NULL_FATAL(servers);
    INT(servers->n, 2);
    TEXT(servers->items[0], "10.0.0.2");
    EXPECT_TRUE("no such key", acv_dhcp_options_values(r, "ntp-servers") == NULL);
}

static void
hosted_zone(void)
{
    SEED(hosted_zone, AcvHostedZone, "Z1");
    TEXT(r->name, "example.internal");
    YES(r->private_zone);
    TEXT(r->vpc_ids.items[0], "vpc-1");
    INT(r->record_sets.n, 2);
    TEXT(r->record_sets.items[0].name, "db.example.internal");
    TEXT(r->record_sets.items[0].type, "CNAME");
    TEXT(r->record_sets.items[0].values.items[0], "Orders.x.rds.amazonaws.com");
    TEXT(r->record_sets.items[1].name, "*.example.internal");
    TEXT(r->record_sets.items[1].alias, "lb.example.com");
}

/* --- Between VPCs --- */

static void
vpc_peering_connection(void)
{
    SEED(vpc_peering_connection, AcvVpcPeeringConnection, "pcx-1");
    TEXT(r->status, "active");
    TEXT(r->requester.vpc_id, "vpc-1");
    TEXT(r->requester.owner_id, "1");
    TEXT(r->requester.region, "us-east-1");
    PREFIX(r->requester.cidr_block, "10.0.0.0/16");
    PREFIX(r->requester.cidr_blocks.items[0], "10.0.0.0/16");
    PREFIX(r->requester.ipv6_cidr_blocks.items[0], "2001:db8::/56");
    YES(r->requester.allow_dns_resolution_from_remote_vpc);
    TEXT(r->accepter.vpc_id, "vpc-2");
    TEXT(r->accepter.region, "us-west-2");
    PREFIX(r->accepter.cidr_block, "10.9.0.0/16");
    NO(r->accepter.allow_dns_resolution_from_remote_vpc);
}

static void
transit_gateway(void)
{
    SEED(transit_gateway, AcvTransitGateway, "tgw-1");
    expect_head(&r->record, "111122223333",
                "arn:aws:ec2:us-east-1:111122223333:transit-gateway/tgw-1", "a name");
    TEXT(r->state, "available");
    TEXT(r->association_default_route_table_id, "tgw-rtb-1");
    TEXT(r->propagation_default_route_table_id, "tgw-rtb-2");
    TEXT(r->default_route_table_association, "enable");
    TEXT(r->default_route_table_propagation, "disable");
    TEXT(r->security_group_referencing_support, "enable");
}

static void
transit_gateway_attachment(void)
{
    SEED(transit_gateway_attachment, AcvTransitGatewayAttachment, "tgw-attach-1/tgw-1");
    TEXT(r->attachment_id, "tgw-attach-1");
    TEXT(r->transit_gateway_id, "tgw-1");
    TEXT(r->record.owner_id, "111122223333");
    TEXT(r->resource_type, "vpc");
    TEXT(r->resource_id, "vpc-1");
    TEXT(r->state, "available");
    TEXT(r->association_route_table_id, "tgw-rtb-1");
    TEXT(r->association_state, "associated");
    EXPECT_TRUE("the other side",
                acv_snapshot_find_transit_gateway_attachment(snapshot, "tgw-attach-1/tgw-2")
                    != NULL);
}

static void
transit_gateway_vpc_attachment(void)
{
    SEED(transit_gateway_vpc_attachment, AcvTransitGatewayVpcAttachment, "tgw-attach-1");
    TEXT(r->transit_gateway_id, "tgw-1");
    TEXT(r->vpc_id, "vpc-1");
    TEXT(r->record.owner_id, "111122223333");
    TEXT(r->state, "available");
    TEXT(r->subnet_ids.items[1], "subnet-2");
    TEXT(r->appliance_mode_support, "enable");
    TEXT(r->ipv6_support, "disable");
    TEXT(r->security_group_referencing_support, "disable");
}

static void
transit_gateway_route_table(void)
{
    SEED(transit_gateway_route_table, AcvTransitGatewayRouteTable, "tgw-rtb-1");
    TEXT(r->transit_gateway_id, "tgw-1");
    TEXT(r->state, "available");
    YES(r->default_association_route_table);
    NO(r->default_propagation_route_table);
    NO(r->additional_routes_available);
    INT(r->routes.n, 3);
    PREFIX(r->routes.items[0].destination_cidr_block, "10.1.0.0/16");
    TEXT(r->routes.items[0].type, "propagated");
    TEXT(r->routes.items[0].state, "active");
    TEXT(r->routes.items[0].attachments.items[0].attachment_id, "tgw-attach-1");
    TEXT(r->routes.items[0].attachments.items[0].resource_id, "vpc-1");
    TEXT(r->routes.items[0].attachments.items[0].resource_type, "vpc");
    PREFIX(r->routes.items[1].destination_cidr_block, "::/0");
    TEXT(r->routes.items[2].prefix_list_id, "pl-1");
    INT(r->static_routes.n, 1);
    PREFIX(r->static_routes.items[0].destination_cidr_block, "10.2.0.0/16");
    INT(r->propagations.n, 1);
    TEXT(r->propagations.items[0].attachment_id, "tgw-attach-1");
    TEXT(r->propagations.items[0].resource_id, "vpc-1");
    TEXT(r->propagations.items[0].resource_type, "vpc");
    TEXT(r->propagations.items[0].state, "enabled");
}

/* --- Databases --- */

static void
db_instance(void)
{
    SEED(db_instance, AcvDbInstance, "orders");
    expect_head(&r->record, NULL, "arn:aws:rds:us-east-1:111122223333:db:orders", "a name");
    TEXT(r->resource_id, "db-1");
    TEXT(r->engine, "postgres");
    TEXT(r->status, "available");
    TEXT(r->endpoint_address, "orders.x.us-east-1.rds.amazonaws.com");
    NUMBER(r->endpoint_port, 5432);
    NUMBER(r->db_instance_port, 0);
    TEXT(r->db_cluster_identifier, "c");
    TEXT(r->availability_zone, "us-east-1a");
    TEXT(r->secondary_availability_zone, "us-east-1b");
    TEXT(r->db_subnet_group_name, "g");
    TEXT(r->db_subnet_group_vpc_id, "vpc-1");
    TEXT(r->subnet_ids.items[0], "subnet-1");
    TEXT(r->vpc_security_group_ids.items[0], "sg-1");
    TEXT(r->network_type, "IPV4");
    YES(r->multi_az);
    NO(r->publicly_accessible);
}

static void
db_cluster(void)
{
    SEED(db_cluster, AcvDbCluster, "c");
    TEXT(r->record.arn, "arn:aws:rds:us-east-1:111122223333:cluster:c");
    TEXT(r->engine, "aurora-postgresql");
    TEXT(r->status, "available");
    TEXT(r->endpoint, "c.cluster-x.us-east-1.rds.amazonaws.com");
    TEXT(r->reader_endpoint, "c.cluster-ro-x.us-east-1.rds.amazonaws.com");
    NUMBER(r->port, 5432);
    TEXT(r->network_type, "DUAL");
    TEXT(r->db_subnet_group_name, "g");
    TEXT(r->vpc_security_group_ids.items[0], "sg-1");
    TEXT(r->members.items[0].db_instance_identifier, "orders");
    YES(r->members.items[0].is_cluster_writer);
}

static void
db_proxy(void)
{
    SEED(db_proxy, AcvDbProxy, "p");
    TEXT(r->record.arn, "arn:aws:rds:us-east-1:111122223333:db-proxy:p");
    TEXT(r->status, "available");
    TEXT(r->engine_family, "POSTGRESQL");
    TEXT(r->vpc_id, "vpc-1");
    TEXT(r->network_type, "DUAL");
    TEXT(r->endpoint, "p.proxy-x.us-east-1.rds.amazonaws.com");
    TEXT(r->vpc_security_group_ids.items[0], "sg-1");
    TEXT(r->vpc_subnet_ids.items[0], "subnet-1");
    TEXT(r->target_ids.items[0], "orders");
}

static void
db_subnet_group(void)
{
    SEED(db_subnet_group, AcvDbSubnetGroup, "g");
    TEXT(r->record.arn, "arn:aws:rds:us-east-1:111122223333:subgrp:g");
    TEXT(r->vpc_id, "vpc-1");
    TEXT(r->subnet_ids.items[1], "subnet-2");
}

/* --- AgentCore --- */

static void
agent_runtime(void)
{
    SEED(agent_runtime, AcvAgentCore, "agent-1");
    TEXT(r->record.arn, "arn:aws:bedrock-agentcore:us-east-1:111122223333:runtime/agent-1");
    TEXT(r->name, "agent");
    TEXT(r->status, "READY");
    TEXT(r->network_mode, "VPC");
    TEXT(r->subnets.items[0], "subnet-1");
    TEXT(r->security_groups.items[0], "sg-1");
    NO(r->require_service_s3_endpoint);
    TEXT(r->role_arn, "arn:aws:iam::111122223333:role/r");
    TEXT(r->created_at, "2026-01-01T00:00:00Z");
    TEXT(r->container_uri, "111122223333.dkr.ecr.us-east-1.amazonaws.com/a:1");
    INT(r->file_systems.n, 3);
    TEXT(r->file_systems.items[1].access_point_arn,
         "arn:aws:elasticfilesystem:us-east-1:111122223333:access-point/fsap-1");
    TEXT(r->file_systems.items[1].mount_path, "/mnt/data");
    TEXT(r->file_systems.items[2].access_point_arn,
         "arn:aws:s3files:us-east-1:111122223333:file-system/fs-2/access-point/fsap-2");
    TEXT(r->file_systems.items[2].mount_path, "/mnt/s3");
    TEXT(acv_snapshot_region(snapshot), "us-east-1");
    TEXT(acv_snapshot_account_id(snapshot), "111122223333");
}

static void
code_interpreter(void)
{
    SEED(code_interpreter, AcvAgentCore, "ci-1");
    TEXT(r->record.arn, "arn:aws:bedrock-agentcore:us-east-1:111122223333:code-interpreter/ci-1");
    TEXT(r->name, "ci");
    TEXT(r->network_mode, "VPC");
    TEXT(r->subnets.items[0], "subnet-1");
    TEXT(r->role_arn, "arn:aws:iam::111122223333:role/r");
    TEXT(r->created_at, "2026-05-06T00:00:00Z");
}

static void
browser(void)
{
    SEED(browser, AcvAgentCore, "b-1");
    TEXT(r->record.arn, "arn:aws:bedrock-agentcore:us-east-1:111122223333:browser/b-1");
    TEXT(r->name, "b");
    TEXT(r->network_mode, "PUBLIC");
    TEXT(r->status, "READY");
}

/* --- File systems --- */

static void
file_system(void)
{
    SEED(file_system, AcvFileSystem, "fs-1");
    expect_head(&r->record, "111122223333",
                "arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/fs-1", "a name");
    TEXT(r->name, "a name");
    TEXT(r->state, "available");
    TEXT(r->availability_zone, "us-east-1a");
    TEXT(r->availability_zone_id, "use1-az1");
}

static void
mount_target(void)
{
    SEED(mount_target, AcvMountTarget, "fsmt-1");
    TEXT(r->record.owner_id, "111122223333");
    TEXT(r->file_system_id, "fs-1");
    TEXT(r->vpc_id, "vpc-1");
    TEXT(r->subnet_id, "subnet-1");
    TEXT(r->availability_zone, "us-east-1a");
    TEXT(r->availability_zone_id, "use1-az1");
    TEXT(r->network_interface_id, "eni-1");
    TEXT(r->state, "available");
    ADDRESS(r->ip_address, "10.0.1.20");
    ADDRESS(r->ipv6_address, "2001:db8::20");
    TEXT(r->group_ids.items[0], "sg-1");
}

static void
s3_files(void)
{
    g_autoptr(AcvSnapshot) snapshot = read_seed("s3_files");
    const AcvFileSystem *system = acv_snapshot_find_file_system(snapshot, "fs-2");
    const AcvMountTarget *r = acv_snapshot_find_mount_target(snapshot, "fsmt-2");
    CU_ASSERT_PTR_NOT_NULL_FATAL(system);
    CU_ASSERT_PTR_NOT_NULL_FATAL(r);
    TEXT(system->record.arn, "arn:aws:s3files:us-east-1:111122223333:file-system/fs-2");
    TEXT(system->record.owner_id, "111122223333");
    TEXT(system->name, "data");
    TEXT(system->bucket, "arn:aws:s3:::data");
    TEXT(system->state, "available");
    TEXT(r->record.owner_id, "111122223333");
    TEXT(r->file_system_id, "fs-2");
    TEXT(r->vpc_id, "vpc-1");
    TEXT(r->subnet_id, "subnet-1");
    TEXT(r->availability_zone_id, "use1-az1");
    TEXT(r->network_interface_id, "eni-2");
    TEXT(r->state, "creating");
    ADDRESS(r->ip_address, "10.0.1.21");
    ADDRESS(r->ipv6_address, "2001:db8::21");
    TEXT(r->group_ids.items[0], "sg-1");
}

static void
others(void)
{
    g_autoptr(AcvSnapshot) snapshot = read_seed("role");
    TEXT(acv_snapshot_find_role(snapshot, "AROA1")->record.arn, "arn:aws:iam::111122223333:role/r");
}

static void
a_runtime_of_a_code_package_says_where_that_is(void)
{
    g_autoptr(AcvSnapshot) snapshot =
        scenario_parse("{\"agentRuntimeId\":\"a\",\"agentRuntimeArtifact\":{\"codeConfiguration\":{"
                       "\"code\":{\"s3\":{"
                       "\"bucket\":\"packages\",\"prefix\":\"a.zip\"}},\"runtime\":\"PYTHON_3_12\","
                       "\"entryPoint\":[\"main.py\"]}}}",
                       NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(snapshot);
    const AcvAgentCore *runtime = acv_snapshot_find_agent_runtime(snapshot, "a");
    EXPECT_TEXT("bucket", runtime->code_bucket, "packages");
    EXPECT_TEXT("runtime", runtime->code_runtime, "PYTHON_3_12");
    EXPECT_TEXT("image", runtime->container_uri, NULL);
}

SUITE_MAIN(scenario_other_kinds, TEST(a_runtime_of_a_code_package_says_where_that_is),
           TEST(gateways), TEST(nat_gateway), TEST(vpn_connection), TEST(vpc_endpoint),
           TEST(prefix_list), TEST(names), TEST(hosted_zone), TEST(vpc_peering_connection),
           TEST(transit_gateway), TEST(transit_gateway_attachment),
           TEST(transit_gateway_vpc_attachment), TEST(transit_gateway_route_table),
           TEST(db_instance), TEST(db_cluster), TEST(db_proxy), TEST(db_subnet_group),
           TEST(agent_runtime), TEST(code_interpreter), TEST(browser), TEST(file_system),
           TEST(mount_target), TEST(s3_files), TEST(others))

/* Every field of every kind lands in the member of its name. */
#include "seed.h"
#include "suite.h"

static void
every_kind_is_read_from_its_seed(void)
{
    for (int kind = 0; kind < ACV_N_KINDS; kind++) {
        const char *noun = acv_kind_noun((AcvKind) kind);
        g_autoptr(AcvSnapshot) snapshot = read_seed(noun);
        size_t n;
        const AcvRecord *const *records = acv_snapshot_list(snapshot, (AcvKind) kind, &n);
        EXPECT_TRUE(noun, n > 0);
        for (size_t i = 0; i < n; i++) {
            EXPECT_INT(noun, records[i]->kind, kind);
            EXPECT_TRUE(noun, g_str_has_suffix(records[i]->place.file, ".json"));
        }
    }
}

/* --- VPCs and subnets --- */

static void
vpc(void)
{
    SEED(vpc, AcvVpc, "vpc-1");
    expect_head(&r->record, "111122223333", NULL, "a name");
    PREFIX(r->cidr_block, "10.0.0.0/16");
    INT(r->cidr_block_associations.n, 2);
    PREFIX(r->cidr_block_associations.items[1].cidr_block, "10.1.0.0/16");
    TEXT(r->cidr_block_associations.items[1].state, "associated");
    PREFIX(r->ipv6_cidr_block_associations.items[0].cidr_block, "2001:db8::/56");
    TEXT(r->ipv6_cidr_block_associations.items[0].state, "associated");
    TEXT(r->dhcp_options_id, "dopt-1");
    TEXT(r->state, "available");
    TEXT(r->internet_gateway_block_mode, "off");
    NO(r->is_default);
    YES(r->enable_dns_support);
    NO(r->enable_dns_hostnames);
    INT(r->record.tags.n, 2);
    TEXT(r->record.tags.items[1].key, "team");
    TEXT(r->record.place.parent, "/Vpcs/");
    INT(r->record.place.index, 0);
    TEXT(acv_snapshot_account_id(snapshot), "111122223333");
}

static void
subnet(void)
{
    SEED(subnet, AcvSubnet, "subnet-1");
    expect_head(&r->record, "111122223333", "arn:aws:ec2:us-east-1:111122223333:subnet/subnet-1",
                "a name");
    TEXT(r->vpc_id, "vpc-1");
    PREFIX(r->cidr_block, "10.0.1.0/24");
    PREFIX(r->ipv6_cidr_block_associations.items[0].cidr_block, "2001:db8:0:1::/64");
    TEXT(r->availability_zone, "us-east-1a");
    TEXT(r->availability_zone_id, "use1-az1");
    TEXT(r->state, "available");
    TEXT(r->internet_gateway_block_mode, "block-ingress");
    NUMBER(r->available_ip_address_count, 250);
    NO(r->map_public_ip_on_launch);
    NO(r->ipv6_native);
    YES(r->enable_dns64);
    TEXT(acv_snapshot_region(snapshot), "us-east-1");
}

static void
availability_zone(void)
{
    SEED(availability_zone, AcvAvailabilityZone, "us-east-1a");
    TEXT(r->zone_id, "use1-az1");
    TEXT(r->region_name, "us-east-1");
    TEXT(acv_snapshot_region(snapshot), "us-east-1");
}

static void
vpc_block_public_access(void)
{
    SEED(vpc_block_public_access_options, AcvVpcBlockPublicAccessOptions, "us-east-1");
    TEXT(r->record.owner_id, "111122223333");
    TEXT(r->internet_gateway_block_mode, "block-bidirectional");
    TEXT(r->state, "update-complete");
    TEXT(r->record.place.parent, "/VpcBlockPublicAccessOptions");
    INT(r->record.place.index, -1);
}

static void
vpc_block_public_access_exclusion(void)
{
    SEED(vpc_block_public_access_exclusion, AcvVpcBlockPublicAccessExclusion, "vpcbpa-exclude-1");
    TEXT(r->resource_arn, "arn:aws:ec2:us-east-1:111122223333:subnet/subnet-1");
    TEXT(r->mode, "allow-egress");
    TEXT(r->state, "create-complete");
}

/* --- Route tables and ACLs --- */

static void
route_table(void)
{
    SEED(route_table, AcvRouteTable, "rtb-1");
    expect_head(&r->record, "111122223333", NULL, "a name");
    TEXT(r->vpc_id, "vpc-1");
    INT(r->associations.n, 3);
    TEXT(r->associations.items[0].id, "rtbassoc-1");
    YES(r->associations.items[0].main);
    TEXT(r->associations.items[0].state, "associated");
    TEXT(r->associations.items[1].subnet_id, "subnet-1");
    TEXT(r->associations.items[2].gateway_id, "igw-1");
    TEXT(r->propagating_vgws.items[0], "vgw-1");
    INT(r->routes.n, 12);
    const AcvRoute *routes = r->routes.items;
    PREFIX(routes[0].destination_cidr_block, "10.0.0.0/16");
    TEXT(routes[0].gateway_id, "local");
    TEXT(routes[0].origin, "CreateRouteTable");
    TEXT(routes[0].state, "active");
    PREFIX(routes[1].destination_ipv6_cidr_block, "::/0");
    TEXT(routes[1].egress_only_internet_gateway_id, "eigw-1");
    TEXT(routes[2].destination_prefix_list_id, "pl-1");
    TEXT(routes[3].nat_gateway_id, "nat-1");
    TEXT(routes[4].transit_gateway_id, "tgw-1");
    TEXT(routes[5].vpc_peering_connection_id, "pcx-1");
    TEXT(routes[6].network_interface_id, "eni-1");
    TEXT(routes[6].instance_id, "i-1");
    TEXT(routes[7].state, "blackhole");
    TEXT(routes[8].local_gateway_id, "lgw-1");
    TEXT(routes[9].carrier_gateway_id, "cagw-1");
    TEXT(routes[10].core_network_arn, "arn:aws:networkmanager::1:core-network/c");
    TEXT(routes[11].odb_network_arn, "arn:aws:odb:us-east-1:1:odb-network/o");
}

static void
network_acl(void)
{
    SEED(network_acl, AcvNetworkAcl, "acl-1");
    TEXT(r->vpc_id, "vpc-1");
    YES(r->is_default);
    TEXT(r->associations.items[0].id, "aclassoc-1");
    TEXT(r->associations.items[0].subnet_id, "subnet-1");
    INT(r->entries.n, 3);
    const AcvNetworkAclEntry *entries = r->entries.items;
    NUMBER(entries[0].rule_number, 100);
    YES(entries[0].egress);
    TEXT(entries[0].rule_action, "allow");
    PROTOCOL(entries[0].protocol, 6);
    PREFIX(entries[0].cidr_block, "0.0.0.0/0");
    NUMBER(entries[0].from_port, 443);
    NUMBER(entries[0].to_port, 444);
    NO(entries[1].egress);
    TEXT(entries[1].rule_action, "deny");
    PREFIX(entries[1].ipv6_cidr_block, "::/0");
    NUMBER(entries[1].icmp_type, 8);
    NUMBER(entries[1].icmp_code, -1);
    ALL_PROTOCOLS(entries[2].protocol);
    INT(entries[2].from_port.given, false);
}

/* --- Security groups --- */

static void
security_group(void)
{
    SEED(security_group, AcvSecurityGroup, "sg-1");
    expect_head(&r->record, "111122223333",
                "arn:aws:ec2:us-east-1:111122223333:security-group/sg-1", "a name");
    TEXT(r->group_name, "web");
    TEXT(r->description, "for the web");
    TEXT(r->vpc_id, "vpc-1");
    INT(r->ingress.n, 1);
    const AcvSecurityGroupPermission *in = r->ingress.items;
    PROTOCOL(in->protocol, 6);
    NUMBER(in->from_port, 443);
    NUMBER(in->to_port, 444);
    INT(in->peers.n, 4);
    const AcvSecurityGroupPeer *peers = in->peers.items;
    PREFIX(peers[0].cidr, "10.0.0.0/8");
    TEXT(peers[0].description, "office");
    PREFIX(peers[1].cidr, "2001:db8::/32");
    TEXT(peers[2].prefix_list_id, "pl-1");
    TEXT(peers[3].group_id, "sg-2");
    TEXT(peers[3].group_owner_id, "111122223333");
    TEXT(peers[3].group_vpc_id, "vpc-2");
    TEXT(peers[3].vpc_peering_connection_id, "pcx-1");
    TEXT(peers[3].peering_status, "active");
    ALL_PROTOCOLS(r->egress.items[0].protocol);
    PREFIX(r->egress.items[0].peers.items[0].cidr, "0.0.0.0/0");
}

static void
security_group_rules(void)
{
    g_autoptr(AcvSnapshot) snapshot = read_seed("security_group_rules");
    const AcvSecurityGroup *r = acv_snapshot_find_security_group(snapshot, "sg-1");
    CU_ASSERT_PTR_NOT_NULL_FATAL(r);
    TEXT(r->record.owner_id, "111122223333");
    INT(r->ingress.n, 3);
    INT(r->egress.n, 1);
    const AcvSecurityGroupPermission *in = r->ingress.items;
    PROTOCOL(in[0].protocol, 6);
    NUMBER(in[0].to_port, 443);
    PREFIX(in[0].peers.items[0].cidr, "10.0.0.0/8");
    TEXT(in[0].peers.items[0].rule_id, "sgr-1");
    TEXT(in[0].peers.items[0].description, "office");
    TEXT(in[1].peers.items[0].group_id, "sg-2");
    TEXT(in[1].peers.items[0].group_owner_id, "1");
    TEXT(in[1].peers.items[0].group_vpc_id, "vpc-2");
    TEXT(in[1].peers.items[0].vpc_peering_connection_id, "pcx-1");
    TEXT(in[1].peers.items[0].peering_status, "active");
    TEXT(in[2].peers.items[0].prefix_list_id, "pl-1");
    NUMBER(in[2].from_port, 8);
    PREFIX(r->egress.items[0].peers.items[0].cidr, "::/0");
}

static void
security_group_vpc_association(void)
{
    SEED(security_group_vpc_association, AcvSecurityGroupVpcAssociation, "sg-1/vpc-2");
    TEXT(r->record.owner_id, "111122223333");
    TEXT(r->group_id, "sg-1");
    TEXT(r->vpc_id, "vpc-2");
    TEXT(r->state, "associated");
}

/* --- Interfaces and instances --- */

static void
network_interface(void)
{
    SEED(network_interface, AcvNetworkInterface, "eni-1");
    expect_head(&r->record, "111122223333", NULL, "a name");
    TEXT(r->vpc_id, "vpc-1");
    TEXT(r->subnet_id, "subnet-1");
    TEXT(r->availability_zone, "us-east-1a");
    TEXT(r->availability_zone_id, "use1-az1");
    TEXT(r->interface_type, "agentic_ai");
    TEXT(r->status, "in-use");
    TEXT(r->description, "RDSNetworkInterface");
    TEXT(r->requester_id, "amazon-rds");
    TEXT(r->instance_id, "i-1");
    TEXT(r->attachment_status, "attached");
    ADDRESS(r->private_ip_address, "10.0.1.5");
    ADDRESS(r->public_ip, "203.0.113.5");
    INT(r->private_ip_addresses.n, 2);
    ADDRESS(r->private_ip_addresses.items[0].public_ip, "203.0.113.5");
    YES(r->private_ip_addresses.items[0].primary);
    ADDRESS(r->private_ip_addresses.items[1].address, "10.0.1.6");
    ADDRESS(r->ipv6_addresses.items[0], "2001:db8::5");
    PREFIX(r->ipv4_prefixes.items[0], "10.0.1.16/28");
    PREFIX(r->ipv6_prefixes.items[0], "2001:db8:0:0:1::/80");
    TEXT(r->group_ids.items[0], "sg-1");
    YES(r->source_dest_check);
    NO(r->deny_all_igw_traffic);
}

static void
instance(void)
{
    SEED(instance, AcvInstance, "i-1");
    expect_head(&r->record, "111122223333", NULL, "a name");
    TEXT(r->vpc_id, "vpc-1");
    TEXT(r->subnet_id, "subnet-1");
    TEXT(r->availability_zone, "us-east-1a");
    TEXT(r->state, "running");
    ADDRESS(r->private_ip_address, "10.0.1.5");
    ADDRESS(r->public_ip_address, "203.0.113.5");
    TEXT(r->group_ids.items[0], "sg-1");
    INT(r->network_interface_ids.n, 1);
    TEXT(r->network_interface_ids.items[0], "eni-1");
    NO(r->source_dest_check);
    const AcvNetworkInterface *interface = acv_snapshot_find_network_interface(snapshot, "eni-1");
    CU_ASSERT_PTR_NOT_NULL_FATAL(interface);
    TEXT(interface->instance_id, "i-1");
    TEXT(interface->availability_zone, "us-east-1a");
    TEXT(interface->record.place.parent, "/Reservations/0/Instances/0/NetworkInterfaces/");
    const AcvInstance *gone = acv_snapshot_find_instance(snapshot, "i-2");
    CU_ASSERT_PTR_NOT_NULL_FATAL(gone);
    TEXT(gone->state, "terminated");
    INT(gone->network_interface_ids.n, 0);
}

static void
elastic_ip(void)
{
    SEED(elastic_ip, AcvElasticIp, "203.0.113.5");
    TEXT(r->record.owner_id, "111122223333");
    TEXT(r->allocation_id, "eipalloc-1");
    TEXT(r->network_interface_id, "eni-1");
    TEXT(r->instance_id, "i-1");
    ADDRESS(r->public_ip, "203.0.113.5");
    ADDRESS(r->private_ip_address, "10.0.1.5");
}

SUITE_MAIN(scenario_vpc_kinds, TEST(every_kind_is_read_from_its_seed), TEST(vpc), TEST(subnet),
           TEST(availability_zone), TEST(vpc_block_public_access),
           TEST(vpc_block_public_access_exclusion), TEST(route_table), TEST(network_acl),
           TEST(security_group), TEST(security_group_rules), TEST(security_group_vpc_association),
           TEST(network_interface), TEST(instance), TEST(elastic_ip))

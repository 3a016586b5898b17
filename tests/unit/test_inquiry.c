/* Small scenarios whose answers were once wrong. */
#include "analysis/inquiry.h"
#include "expect.h"
#include "scenario.h"
#include "suite.h"

typedef struct {
    const char *name;
    const char *json; /* With ' for ". */
    const char *from;
    const char *to;
    AcvOutcome outcome;
    const char *asked; /* Of the first path, as acv_packet_set_print() prints it. */
} Case;

#define VPC \
    "'Region':'us-east-1','Vpcs':[{'VpcId':'vpc-1','CidrBlock':'10.0.0.0/16'}]," \
    "'Subnets':[{'SubnetId':'subnet-1','VpcId':'vpc-1','CidrBlock':'10.0.0.0/24'}]," \
    "'InternetGateways':[{'InternetGatewayId':'igw-1','Attachments':[{'VpcId':'vpc-1'}]}]"
#define OPEN_GROUP \
    "'SecurityGroups':[{'GroupId':'sg-1','VpcId':'vpc-1','IpPermissions':[{'IpProtocol':'-1'," \
    "'IpRanges':[{'CidrIp':'0.0.0.0/0'}]}]}]"
#define INTERFACE \
    "'NetworkInterfaces':[{'NetworkInterfaceId':'eni-1','VpcId':'vpc-1','SubnetId':'subnet-1'," \
    "'PrivateIpAddress':'10.0.0.9','Groups':[{'GroupId':'sg-1'}],'Association':{'PublicIp':" \
    "'3.0.0.9'}}]"
#define RUNTIME(mode) \
    "'AgentRuntimes':[{'agentRuntimeId':'runtime-1','networkConfiguration':{'networkMode':'" mode \
    "','networkModeConfig':{'subnets':['subnet-1'],'securityGroups':['sg-1']}}}]"
#define MAIN_TABLE(routes) \
    "'RouteTables':[{'RouteTableId':'rtb-1','VpcId':'vpc-1','Associations':[{'Main':true}]," \
    "'Routes':[" routes "]}]"

/* A runtime whose group lets out to its own members alone, and a database in its subnet; neither
 * has an interface. */
#define OWN_GROUP(group_of_database) \
    "{" VPC \
    ",'SecurityGroups':[{'GroupId':'sg-1','VpcId':'vpc-1','IpPermissions':[{'IpProtocol':'tcp'," \
    "'FromPort':3306,'ToPort':3306,'UserIdGroupPairs':[{'GroupId':'sg-1'}]}]," \
    "'IpPermissionsEgress':[{'IpProtocol':'-1','UserIdGroupPairs':[{'GroupId':'sg-1'}]}]}," \
    "{'GroupId':'sg-2','VpcId':'vpc-1','IpPermissions':[{'IpProtocol':'-1'," \
    "'IpRanges':[{'CidrIp':'0.0.0.0/0'}]}]}]," RUNTIME( \
        "VPC") ",'DBInstances':[{" \
               "'DBInstanceIdentifier':'db','Engine':'mysql','DBSubnetGroup':{'DBSubnetGroupName'" \
               ":'g'," \
               "'VpcId':'vpc-1','Subnets':[{'SubnetIdentifier':'subnet-1'}]}" group_of_database \
               "}]"

static const Case past[] = {
    { "who could have an address of a group's member is no member",
      OWN_GROUP(",'VpcSecurityGroups':[{'VpcSecurityGroupId':'sg-2'}]") "}", "runtime", "rds",
      ACV_OUTCOME_UNREACHABLE, NULL },
    { "members of one group in one subnet are members, whatever address they get",
      OWN_GROUP(",'VpcSecurityGroups':[{'VpcSecurityGroupId':'sg-1'}]") "}", "runtime", "rds",
      ACV_OUTCOME_REACHABLE, NULL },
    { "whose groups nobody knows may be a member", OWN_GROUP("") "}", "runtime", "rds",
      ACV_OUTCOME_UNDETERMINED, NULL },
    { "an interface in the subnet is no member for what its neighbour could get",
      OWN_GROUP(
          "") ",'NetworkInterfaces':[{'NetworkInterfaceId':'eni-9','VpcId':'vpc-1','SubnetId':"
              "'subnet-1','PrivateIpAddress':'10.0.0.20','Groups':[{'GroupId':'sg-2'}]}]}",
      "runtime", "10.0.0.20/31:3306", ACV_OUTCOME_UNREACHABLE, NULL },
    { "nothing reaches a runtime outside any VPC",
      "{" VPC "," OPEN_GROUP "," INTERFACE "," RUNTIME("PUBLIC") "}", "eni-1", "runtime:443",
      ACV_OUTCOME_UNREACHABLE,
      "from 10.0.0.9/32 to 0.0.0.0/0 protocol 6 source port 1024-65535 port 443\n" },
    { "a reply with an unknown way to the internet is told in public addresses",
      "{" VPC "," OPEN_GROUP "," INTERFACE
      "," MAIN_TABLE("{'DestinationCidrBlock':'0.0.0.0/0','GatewayId':'vgw-1'}") "}",
      "internet", "eni-1:443", ACV_OUTCOME_UNDETERMINED, NULL },
    { "a regional NAT gateway gets replies past the ACLs of subnets",
      "{" VPC "," OPEN_GROUP
      "," RUNTIME("VPC") ","
                         "'NatGateways':[{'NatGatewayId':'nat-1','VpcId':'vpc-1','AvailabilityMode'"
                         ":'regional',"
                         "'RouteTableId':'rtb-2'}],"
                         "'RouteTables':[{'RouteTableId':'rtb-1','VpcId':'vpc-1','Associations':[{'"
                         "Main':true}],"
                         "'Routes':[{'DestinationCidrBlock':'0.0.0.0/0','NatGatewayId':'nat-1'}]},"
                         "{'RouteTableId':'rtb-2','VpcId':'vpc-1','Routes':[{'DestinationCidrBlock'"
                         ":'0.0.0.0/0',"
                         "'GatewayId':'igw-1'}]}]}",
      "runtime", "8.8.8.8:443", ACV_OUTCOME_REACHABLE, NULL },
    { "a group of another VPC that nothing joins is nobody here, whatever its addresses",
      "{'Region':'us-east-1','Vpcs':[{'VpcId':'vpc-1','CidrBlock':'10.0.0.0/16'},{'VpcId':'vpc-2',"
      "'CidrBlock':'10.0.0.0/16'}],'Subnets':[{'SubnetId':'subnet-1','VpcId':'vpc-1','CidrBlock':"
      "'10.0.0.0/24'},{'SubnetId':'subnet-2','VpcId':'vpc-2','CidrBlock':'10.0.0.0/24'}],"
      "'SecurityGroups':[{'GroupId':'sg-1','VpcId':'vpc-1','IpPermissions':[{'IpProtocol':'-1',"
      "'UserIdGroupPairs':[{'GroupId':'sg-2'}]}]},{'GroupId':'sg-2','VpcId':'vpc-2',"
      "'IpPermissions':[]}],'NetworkInterfaces':["
      "{'NetworkInterfaceId':'eni-a','VpcId':'vpc-1','SubnetId':'subnet-1','PrivateIpAddress':"
      "'10.0.0.9','Groups':[{'GroupId':'sg-1'}]},"
      "{'NetworkInterfaceId':'eni-b','VpcId':'vpc-1','SubnetId':'subnet-1','PrivateIpAddress':"
      "'10.0.0.8','Groups':[{'GroupId':'sg-1'}]},"
      "{'NetworkInterfaceId':'eni-c','VpcId':'vpc-2','SubnetId':'subnet-2','PrivateIpAddress':"
      "'10.0.0.9','Groups':[{'GroupId':'sg-2'}]}]}",
      "eni-a", "eni-b:443", ACV_OUTCOME_UNREACHABLE, NULL },
    { "an ACL entry without a block may be of any",
      "{" VPC "," OPEN_GROUP "," INTERFACE "," MAIN_TABLE(
          "{'DestinationCidrBlock':'0.0.0.0/0','GatewayId':'igw-1'}") ","
                                                                      "'NetworkAcls':[{'"
                                                                      "NetworkAclId':'acl-1','"
                                                                      "VpcId':'vpc-1','IsDefault':"
                                                                      "true,'Entries':["
                                                                      "{'RuleNumber':1,'Egress':"
                                                                      "true,'RuleAction':'deny','"
                                                                      "Protocol':'-1'},"
                                                                      "{'RuleNumber':2,'Egress':"
                                                                      "true,'RuleAction':'allow','"
                                                                      "Protocol':'-1','CidrBlock':'"
                                                                      "0.0.0.0/0'},"
                                                                      "{'RuleNumber':2,'Egress':"
                                                                      "false,'RuleAction':'allow','"
                                                                      "Protocol':'-1','CidrBlock':'"
                                                                      "0.0.0.0/0'}"
                                                                      "]}]}",
      "eni-1", "8.8.8.8:443", ACV_OUTCOME_UNDETERMINED, NULL },
    { "of prefix lists with the same prefixes, the order in the table decides nothing",
      "{" VPC "," OPEN_GROUP "," INTERFACE ","
      "'PrefixLists':[{'PrefixListId':'pl-1','Cidrs':['8.8.8.0/24','9.9.9.0/24']},"
      "{'PrefixListId':'pl-2','Cidrs':['8.8.8.0/24','9.9.9.0/24']},"
      "{'PrefixListId':'pl-3','Cidrs':['8.8.8.0/24','9.9.9.0/24']}]," MAIN_TABLE(
          "{'DestinationPrefixListId':'pl-1','GatewayId':'igw-1'},"
          "{'DestinationPrefixListId':'pl-2','GatewayId':'igw-1'},"
          "{'DestinationPrefixListId':'pl-3','NetworkInterfaceId':'eni-1','State':"
          "'blackhole'}") "}",
      "eni-1", "9.9.9.9:443", ACV_OUTCOME_UNDETERMINED, NULL },
    { "of prefix lists that overlap, a reply behind a gateway may take either",
      "{" VPC "," OPEN_GROUP "," INTERFACE ","
      "'PrefixLists':[{'PrefixListId':'pl-1','Cidrs':['0.0.0.0/1','128.0.0.0/1']},"
      "{'PrefixListId':'pl-2','Cidrs':['0.0.0.0/0']}]," MAIN_TABLE(
          "{'DestinationPrefixListId':'pl-1','NatGatewayId':'nat-1','State':'blackhole'},"
          "{'DestinationPrefixListId':'pl-2','GatewayId':'igw-1'}") "}",
      "internet", "eni-1:443", ACV_OUTCOME_UNDETERMINED, NULL },
    { "of prefix lists that overlap, the longer prefix is not sure to win",
      "{" VPC "," OPEN_GROUP "," INTERFACE ","
      "'PrefixLists':[{'PrefixListId':'pl-1','Cidrs':['8.8.8.0/24']},"
      "{'PrefixListId':'pl-2','Cidrs':['8.0.0.0/8']}]," MAIN_TABLE(
          "{'DestinationPrefixListId':'pl-1','GatewayId':'igw-1'},"
          "{'DestinationPrefixListId':'pl-2','NetworkInterfaceId':'eni-1'}") "}",
      "eni-1", "8.8.8.8:443", ACV_OUTCOME_UNDETERMINED, NULL },
    { "whether the internet comes in is open where no internet gateways are given",
      "{'Vpcs':[{'VpcId':'vpc-1','CidrBlock':'10.0.0.0/16'}],"
      "'Subnets':[{'SubnetId':'subnet-1','VpcId':'vpc-1','CidrBlock':'10.0.0.0/24'}]," OPEN_GROUP
      "," INTERFACE "}",
      "internet", "eni-1:443", ACV_OUTCOME_UNDETERMINED, NULL },
    { "what an appliance answers to the internet is open",
      "{" VPC "," OPEN_GROUP "," INTERFACE ","
      "'RouteTables':[{'RouteTableId':'rtb-1','VpcId':'vpc-1','Associations':[{'GatewayId':"
      "'igw-1'}],'Routes':[{'DestinationCidrBlock':'10.0.0.0/24','GatewayId':'vpce-1'}]}]}",
      "internet", "eni-1:443", ACV_OUTCOME_UNDETERMINED, NULL },
};

static void
check(const Case *c, const AcvCatalog *catalog)
{
    g_autofree char *json = g_strdelimit(g_strdup(c->json), "'", '"');
    g_autoptr(AcvSnapshot) snapshot = scenario_parse(json, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(snapshot);
    g_autoptr(AcvNetwork) network = acv_network_new(snapshot, catalog);
    AcvQuestion question = { .from = c->from, .to = c->to, .ephemeral_ports = ACV_EPHEMERAL_PORTS };
    g_autoptr(GError) error = NULL;
    g_autoptr(AcvInquiry) inquiry = acv_inquiry_new(network, &question, &error);
    EXPECT_TEXT(c->name, error ? error->message : NULL, NULL);
    if (!inquiry) {
        return;
    }
    EXPECT_TEXT(c->name, acv_outcome_name(inquiry->outcome), acv_outcome_name(c->outcome));
    const AcvPath *path = g_ptr_array_index(inquiry->paths, 0);
    AcvPacketSpace *space = acv_network_space(network);
    const AcvPacketSet *sum = acv_packet_set_union(space, path->reachable, path->unreachable);
    EXPECT_TRUE(c->name, acv_packet_set_union(space, sum, path->undetermined) == path->asked);
    if (c->asked) {
        g_autofree char *asked = acv_packet_set_print(path->asked);
        EXPECT_TEXT(c->name, asked, c->asked);
    }
}

static void
answers_are_right(void)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    for (size_t i = 0; i < G_N_ELEMENTS(past); i++) {
        check(&past[i], catalog);
    }
}

SUITE_MAIN(test_inquiry, TEST(answers_are_right))

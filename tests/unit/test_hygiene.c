/* What makes a design hard to reason about: each fault is found, and nothing that is fine, or of
 * which the scenario does not say enough, is blamed. */
#include "explain/checkup.h"

#include "expect.h"
#include "scenario.h"
#include "suite.h"

#define VPC "\"Vpcs\":[{\"VpcId\":\"v\",\"CidrBlock\":\"10.0.0.0/16\"}],"

/* --- Parts of designs --- */

#define ACL(more, entries) \
    "{" VPC "\"NetworkAcls\":[{\"NetworkAclId\":\"acl\",\"VpcId\":\"v\"" more \
    ",\"Entries\":[" entries "]}]}"
#define ENTRY(number, action, protocol, cidr) \
    "{\"RuleNumber\":" #number ",\"Egress\":false,\"RuleAction\":\"" action \
    "\",\"Protocol\":\"" protocol "\",\"CidrBlock\":\"" cidr "\"}"
#define GROUP(rules) \
    "{" VPC "\"SecurityGroups\":[{\"GroupId\":\"sg\",\"VpcId\":\"v\",\"GroupName\":\"web\"," \
    "\"IpPermissions\":[" rules "]}]}"
#define RULE(from, to, peer) \
    "{\"IpProtocol\":\"tcp\",\"FromPort\":" #from ",\"ToPort\":" #to "," peer "}"
#define CIDR(cidr) "\"IpRanges\":[{\"CidrIp\":\"" cidr "\"}]"
#define CIDR6(cidr) "\"Ipv6Ranges\":[{\"CidrIpv6\":\"" cidr "\"}]"
#define PEER(group) "\"UserIdGroupPairs\":[{\"GroupId\":\"" group "\"}]"
#define LIST(list) "\"PrefixListIds\":[{\"PrefixListId\":\"" list "\"}]"
#define TABLE(more, routes) \
    "{" VPC "\"RouteTables\":[{\"RouteTableId\":\"rtb\",\"VpcId\":\"v\"," more \
    "\"Routes\":[" routes "]}]," LISTS "}"
#define ROUTE(cidr, more) "{\"DestinationCidrBlock\":\"" cidr "\"," more "}"
#define TO_LIST(list, more) "{\"DestinationPrefixListId\":\"" list "\"," more "}"
#define NAT(id) "\"NatGatewayId\":\"nat-" id "\""
#define LISTS \
    "\"PrefixLists\":[" \
    "{\"PrefixListId\":\"pl-a\",\"Cidrs\":[\"8.0.0.0/8\",\"9.0.0.0/9\"]}," \
    "{\"PrefixListId\":\"pl-b\",\"Cidrs\":[\"8.1.0.0/16\"]}," \
    "{\"PrefixListId\":\"pl-none\"}]"
#define UNUSED_GROUP(more) \
    "{" VPC "\"SecurityGroups\":[{\"GroupId\":\"sg\",\"VpcId\":\"v\",\"GroupName\":\"web\"}]" more \
    "}"
#define INTERFACE(groups) \
    ",\"NetworkInterfaces\":[{\"NetworkInterfaceId\":\"eni\",\"VpcId\":\"v\"" groups "}]"
#define ENDPOINT(tables) \
    "{" VPC "\"VpcEndpoints\":[{\"VpcEndpointId\":\"vpce-1\",\"VpcId\":\"v\"," \
    "\"VpcEndpointType\":\"Gateway\",\"ServiceName\":\"com.amazonaws.us-east-1.s3\"" tables "}]}"

/* What did not pass of the checks above, by the number of findings. */
static const struct {
    const char *name;
    const char *check;
    const char *json;
    size_t n_found;
} rows[] = {
    { "a denial behind an allowance", "network-acl-deny-never-acts",
      ACL("", ENTRY(1, "allow", "6", "0.0.0.0/0") "," ENTRY(2, "deny", "6", "10.0.0.0/8")), 1 },
    { "in another order in the file", "network-acl-deny-never-acts",
      ACL("", ENTRY(2, "deny", "6", "10.0.0.0/8") "," ENTRY(1, "allow", "6", "0.0.0.0/0")), 1 },
    { "a denial that acts on a part", "network-acl-deny-never-acts",
      ACL("", ENTRY(1, "allow", "6", "10.0.0.0/9") "," ENTRY(2, "deny", "6", "10.0.0.0/8")), 0 },
    { "a denial of another protocol", "network-acl-deny-never-acts",
      ACL("", ENTRY(1, "allow", "6", "0.0.0.0/0") "," ENTRY(2, "deny", "17", "10.0.0.0/8")), 0 },
    { "a denial behind a denial is only needless", "network-acl-deny-never-acts",
      ACL("", ENTRY(1, "deny", "6", "0.0.0.0/0") "," ENTRY(2, "deny", "6", "10.0.0.0/8")), 0 },
    { "which is found", "network-acl-entry-never-reached",
      ACL("", ENTRY(1, "deny", "6", "0.0.0.0/0") "," ENTRY(2, "deny", "6", "10.0.0.0/8")), 1 },
    { "an allowance behind two halves", "network-acl-entry-never-reached",
      ACL("",
          ENTRY(1, "deny", "-1", "10.0.0.0/9") "," ENTRY(2, "allow", "-1", "10.128.0.0/9") "," //
          ENTRY(3, "allow", "6", "10.0.0.0/8")),
      1 },
    { "the final denial", "network-acl-entry-never-reached",
      ACL("", ENTRY(1, "allow", "-1", "0.0.0.0/0") "," ENTRY(32767, "deny", "-1", "0.0.0.0/0")),
      0 },
    { "an entry without a known protocol", "network-acl-entry-never-reached",
      ACL("", ENTRY(1, "allow", "nonsense", "0.0.0.0/0") "," ENTRY(2, "allow", "6", "10.0.0.0/8")),
      0 },

    { "a rule within another", "security-group-rule-contained",
      GROUP(RULE(443, 443, CIDR("10.0.0.0/8")) "," RULE(443, 443, CIDR("10.1.0.0/16"))), 1 },
    { "a rule within two others", "security-group-rule-contained",
      GROUP(RULE(1, 9, CIDR("10.0.0.0/9")) "," RULE(1, 9, CIDR("10.128.0.0/9")) "," //
            RULE(5, 5, CIDR("10.0.0.0/8"))),
      1 },
    { "of equal rules all but one", "security-group-rule-contained",
      GROUP(RULE(1, 1, CIDR("10.0.0.0/8")) "," RULE(1, 1, CIDR("10.0.0.0/8")) "," //
            RULE(1, 1, CIDR("10.0.0.0/8"))),
      2 },
    { "rules that overlap", "security-group-rule-contained",
      GROUP(RULE(1, 5, CIDR("10.0.0.0/8")) "," RULE(4, 9, CIDR("10.0.0.0/9"))), 0 },
    { "a group twice", "security-group-rule-contained",
      GROUP(RULE(1, 5, PEER("sg-x")) "," RULE(4, 4, PEER("sg-x"))), 1 },
    { "two groups", "security-group-rule-contained",
      GROUP(RULE(1, 5, PEER("sg-x")) "," RULE(4, 4, PEER("sg-y"))), 0 },
    { "a group beside addresses that its members could have", "security-group-rule-contained",
      GROUP(RULE(1, 5, PEER("sg-x")) "," RULE(1, 5, CIDR("0.0.0.0/0"))), 0 },
    { "a group beside all addresses", "security-group-rule-contained",
      GROUP(RULE(1, 5, PEER("sg-x")) "," RULE(1, 5, CIDR("0.0.0.0/0") "," CIDR6("::/0"))), 1 },
    { "lists without entries are themselves", "security-group-rule-contained",
      GROUP(RULE(1, 5, LIST("pl-x")) "," RULE(1, 5, LIST("pl-x")) "," RULE(1, 5, LIST("pl-y"))),
      1 },

    { "the whole internet may log in", "security-group-open-risky-port",
      GROUP(RULE(22, 22, CIDR("0.0.0.0/0"))), 1 },
    { "in two halves", "security-group-open-risky-port",
      GROUP(RULE(0, 99, CIDR("0.0.0.0/1")) "," RULE(0, 99, CIDR("128.0.0.0/1"))), 1 },
    { "of IPv6", "security-group-open-risky-port", GROUP(RULE(3306, 3306, CIDR6("::/0"))), 1 },
    { "half of the internet", "security-group-open-risky-port",
      GROUP(RULE(22, 22, CIDR("0.0.0.0/1"))), 0 },
    { "the web is for everybody", "security-group-open",
      GROUP(RULE(443, 443, CIDR("0.0.0.0/0")) "," RULE(80, 80, CIDR("0.0.0.0/0"))), 0 },
    { "another port is not", "security-group-open", GROUP(RULE(8443, 8443, CIDR("0.0.0.0/0"))), 1 },
    { "what is worse is told once", "security-group-open",
      GROUP("{\"IpProtocol\":\"-1\"," CIDR("0.0.0.0/0") "}"), 0 },
    { "namely so", "security-group-open-risky-port",
      GROUP("{\"IpProtocol\":\"-1\"," CIDR("0.0.0.0/0") "}"), 1 },

    { "a group that nobody carries", "security-group-unused",
      UNUSED_GROUP(INTERFACE(",\"Groups\":[]")), 1 },
    { "a group of an interface", "security-group-unused",
      UNUSED_GROUP(INTERFACE(",\"Groups\":[{\"GroupId\":\"sg\"}]")), 0 },
    { "without interfaces nobody knows", "security-group-unused", UNUSED_GROUP(""), 0 },
    { "nor of one that does not say", "security-group-unused", UNUSED_GROUP(INTERFACE("")), 0 },
    { "a group of a runtime to be", "security-group-unused",
      UNUSED_GROUP(
          INTERFACE(",\"Groups\":[]") ",\"AgentRuntimes\":[{\"agentRuntimeId\":\"r\","
                                      "\"networkConfiguration\":{\"networkMode\":\"VPC\","
                                      "\"networkModeConfig\":{"
                                      "\"subnets\":[\"s\"],\"securityGroups\":[\"sg\"]}}}]"),
      0 },
    { "a load balancer without interfaces may carry it", "security-group-unused",
      UNUSED_GROUP(INTERFACE(",\"Groups\":[]") ",\"LoadBalancers\":[{\"LoadBalancerArn\":\"arn:aws:"
                                               "elasticloadbalancing:us-east-1:1:loadbalancer/app/"
                                               "a/1\",\"VpcId\":\"v\"}]"),
      0 },
    { "an ACL of no subnet", "network-acl-unused", ACL(",\"Associations\":[]", ""), 1 },
    { "of a subnet", "network-acl-unused", ACL(",\"Associations\":[{\"SubnetId\":\"s\"}]", ""), 0 },
    { "one that does not say", "network-acl-unused", ACL("", ""), 0 },
    { "the default one", "network-acl-unused", ACL(",\"Associations\":[],\"IsDefault\":true", ""),
      0 },
    { "a table of nothing", "route-table-unused", TABLE("\"Associations\":[],", ""), 1 },
    { "a main table", "route-table-unused", TABLE("\"Associations\":[{\"Main\":true}],", ""), 0 },
    { "a table that does not say", "route-table-unused", TABLE("", ""), 0 },
    { "an endpoint of no table", "gateway-endpoint-unused", ENDPOINT(",\"RouteTableIds\":[]"), 1 },
    { "of a table", "gateway-endpoint-unused", ENDPOINT(",\"RouteTableIds\":[\"rtb-x\"]"), 0 },
    { "one that does not say", "gateway-endpoint-unused", ENDPOINT(""), 0 },

    { "a blackhole", "route-blackhole",
      TABLE("", ROUTE("0.0.0.0/0", NAT("a") ",\"State\":\"blackhole\"")), 1 },
    { "a route that works", "route-blackhole", TABLE("", ROUTE("0.0.0.0/0", NAT("a"))), 0 },
    { "a default route behind two halves", "route-never-used",
      TABLE("", ROUTE("0.0.0.0/0", NAT("a")) "," ROUTE("0.0.0.0/1", NAT("b")) "," //
            ROUTE("128.0.0.0/1", NAT("c"))),
      1 },
    { "behind one half", "route-never-used",
      TABLE("", ROUTE("0.0.0.0/0", NAT("a")) "," ROUTE("0.0.0.0/1", NAT("b"))), 0 },
    { "a propagated route beside a static one", "route-never-used",
      TABLE("", ROUTE("8.0.0.0/8", NAT("a")) "," ROUTE("8.0.0.0/8",
                                                       "\"GatewayId\":\"vgw-1\","
                                                       "\"Origin\":\"EnableVgwRoutePropagation\"")),
      1 },
    { "a list that static routes take whole", "route-never-used",
      TABLE("", TO_LIST("pl-a", NAT("a")) "," ROUTE("8.0.0.0/8", NAT("b")) "," //
            ROUTE("9.0.0.0/9", NAT("b"))),
      1 },
    { "a list of which something is left", "route-never-used",
      TABLE("", TO_LIST("pl-a", NAT("a")) "," ROUTE("8.0.0.0/8", NAT("b"))), 0 },
    { "a list without entries", "route-never-used",
      TABLE("", TO_LIST("pl-none", NAT("a")) "," ROUTE("8.0.0.0/8", NAT("b"))), 0 },
    { "lists that overlap and lead elsewhere", "route-prefix-lists-overlap",
      TABLE("", TO_LIST("pl-a", NAT("a")) "," TO_LIST("pl-b", NAT("b"))), 1 },
    { "lists that overlap and lead to the same", "route-prefix-lists-overlap",
      TABLE("", TO_LIST("pl-a", NAT("a")) "," TO_LIST("pl-b", NAT("a"))), 0 },
    { "a prefix within a list", "route-prefix-lists-overlap",
      TABLE("", TO_LIST("pl-a", NAT("a")) "," ROUTE("8.1.0.0/16", NAT("b"))), 0 },
};

/* How many findings of the checkup did not pass. */
static size_t
count_found(const AcvCheckup *checkup)
{
    return checkup->findings->len - acv_checkup_count(checkup, ACV_STATUS_PASS);
}

static void
faults_are_found_and_nothing_else(void)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const char *const only[] = { rows[i].check, NULL };
        AcvCheckOptions options = { .ephemeral_ports = { 1024, UINT16_MAX }, .only = only };
        g_autofree char *texts = NULL;
        g_autoptr(AcvSnapshot) snapshot = scenario_parse(rows[i].json, &texts);
        EXPECT_TRUE(rows[i].name, snapshot != NULL);
        if (!snapshot) {
            EXPECT_TEXT(rows[i].name, texts, "");
            continue;
        }
        g_autoptr(AcvCheckup) checkup = acv_checkup_new(snapshot, catalog, &options, problems);
        EXPECT_INT(rows[i].name, count_found(checkup), rows[i].n_found);
    }
}

SUITE_MAIN(hygiene, TEST(faults_are_found_and_nothing_else))

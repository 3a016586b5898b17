/* One resource, told of in several places. */
#include "expect.h"
#include "scenario.h"
#include "suite.h"

#include <string.h>

/* Reads texts called "a.json", "b.json" and so on. */
static AcvSnapshot *
parse_all(const char *const *texts, char **out_problems)
{
    static const char *const names[] = { "a.json", "b.json", "c.json", "d.json" };
    AcvScenarioText sources[G_N_ELEMENTS(names)];
    g_autoptr(AcvProblems) problems = acv_problems_new();
    size_t n = 0;

    for (; n < G_N_ELEMENTS(names) && texts[n]; n++) {
        sources[n] = (AcvScenarioText){ names[n], texts[n], strlen(texts[n]) };
    }
    AcvSnapshot *snapshot = acv_scenario_parse(sources, n, problems);
    *out_problems = problems_print(problems, ACV_SEVERITY_WARNING);
    return snapshot;
}

/* "field first second" of each conflict, a line each. */
static char *
print_conflicts(const AcvSnapshot *snapshot)
{
    GString *out = g_string_new(NULL);
    size_t n;
    const AcvConflict *conflicts = acv_snapshot_conflicts(snapshot, &n);

    for (size_t i = 0; i < n; i++) {
        g_autofree char *first = acv_place_pointer(&conflicts[i].first);
        g_autofree char *second = acv_place_pointer(&conflicts[i].second);
        g_string_append_printf(out, "%s%s %s %s%s %s%s", i > 0 ? "\n" : "", conflicts[i].record->id,
                               conflicts[i].field, conflicts[i].first.file, first,
                               conflicts[i].second.file, second);
    }
    return g_string_free(out, FALSE);
}

#define SUBNET(fields) "{\"Subnets\":[{\"SubnetId\":\"s\"" fields "}]}"
#define CIDR ",\"CidrBlock\":\"10.0.0.0/24\""
#define VPC(fields) "{\"Vpcs\":[{\"VpcId\":\"v\",\"CidrBlock\":\"10.0.0.0/16\"" fields "}]}"

static const struct {
    const char *name;
    const char *texts[4];
    const char *problems;
    const char *conflicts;
} merges[] = {
    { "alike", { SUBNET(CIDR), SUBNET(CIDR) }, "", "" },
    { "each a part", { SUBNET(CIDR), SUBNET(",\"AvailabilityZone\":\"us-east-1a\"") }, "", "" },
    { "not alike",
      { SUBNET(CIDR), SUBNET(",\"CidrBlock\":\"10.0.1.0/24\"") },
      "warning: b.json: /Subnets/0/CidrBlock: differs from a.json: /Subnets/0/CidrBlock, which is "
      "used",
      "s /CidrBlock a.json/Subnets/0 b.json/Subnets/0" },
    { "in one list",
      { "{\"Subnets\":[{\"SubnetId\":\"s\"" CIDR "},{\"SubnetId\":\"t\"" CIDR "},{\"SubnetId\":"
        "\"s\"" CIDR ",\"State\":\"pending\"},{\"SubnetId\":\"s\",\"State\":\"available\"}]}" },
      "warning: a.json: /Subnets/3/State: differs from a.json: /Subnets/2/State, which is used",
      "s /State a.json/Subnets/2 a.json/Subnets/3" },
    { "what does not matter",
      { SUBNET(CIDR ",\"AvailableIpAddressCount\":5,\"Tags\":[{\"Key\":\"a\",\"Value\":\"b\"}]"),
        SUBNET(",\"AvailableIpAddressCount\":4,\"Tags\":[]") },
      "",
      "" },
    { "lists in another order",
      { "{\"NetworkInterfaces\":[{\"NetworkInterfaceId\":\"e\",\"Ipv6Addresses\":[{\"Ipv6Address\":"
        "\"::1\"},{\"Ipv6Address\":\"::2\"}]}]}",
        "{\"NetworkInterfaces\":[{\"NetworkInterfaceId\":\"e\",\"Ipv6Addresses\":[{\"Ipv6Address\":"
        "\"::2\"},{\"Ipv6Address\":\"::1\"}]}]}" },
      "",
      "" },
    { "permissions in another order",
      { "{\"SecurityGroups\":[{\"GroupId\":\"g\",\"IpPermissions\":[{\"IpProtocol\":\"tcp\","
        "\"FromPort\":1,\"ToPort\":1,\"IpRanges\":[{\"CidrIp\":\"10.0.0.0/8\"},{\"CidrIp\":"
        "\"11.0.0.0/8\",\"Description\":\"x\"}]},{\"IpProtocol\":\"-1\",\"IpRanges\":[]}]}]}",
        "{\"SecurityGroups\":[{\"GroupId\":\"g\",\"IpPermissions\":[{\"IpProtocol\":\"-1\","
        "\"IpRanges\":[]},{\"IpProtocol\":\"tcp\",\"FromPort\":1,\"ToPort\":1,\"IpRanges\":[{"
        "\"CidrIp\":\"11.0.0.0/8\"},{\"CidrIp\":\"10.0.0.0/8\"}]}]}]}" },
      "",
      "" },
    { "attributes of a VPC",
      { VPC(""), "{\"VpcAttributes\":[{\"VpcId\":\"v\",\"EnableDnsSupport\":{\"Value\":true}}]}",
        "{\"VpcId\":\"v\",\"EnableDnsHostnames\":{\"Value\":false}}" },
      "",
      "" },
    { "attributes that differ",
      { VPC(""), "{\"VpcAttributes\":{\"VpcId\":\"v\",\"EnableDnsSupport\":{\"Value\":true}}}",
        "{\"VpcId\":\"v\",\"EnableDnsSupport\":{\"Value\":false}}" },
      "warning: c.json: /EnableDnsSupport: differs from b.json: /VpcAttributes/EnableDnsSupport, "
      "which is used",
      "v /EnableDnsSupport b.json/VpcAttributes c.json" },
    { "a third that differs from the first",
      { SUBNET(CIDR), SUBNET(",\"CidrBlock\":\"10.0.1.0/24\",\"State\":\"available\""),
        SUBNET(",\"CidrBlock\":\"10.0.2.0/24\"") },
      "warning: b.json: /Subnets/0/CidrBlock: differs from a.json: /Subnets/0/CidrBlock, which is "
      "used\n"
      "warning: c.json: /Subnets/0/CidrBlock: differs from a.json: /Subnets/0/CidrBlock, which is "
      "used",
      "s /CidrBlock a.json/Subnets/0 b.json/Subnets/0\n"
      "s /CidrBlock a.json/Subnets/0 c.json/Subnets/0" },
    { "a rule of the same id in another group",
      { "{\"SecurityGroupRules\":[{\"SecurityGroupRuleId\":\"r\",\"GroupId\":\"g\",\"CidrIpv4\":"
        "\"10.0.0.0/8\"},{\"SecurityGroupRuleId\":\"r\",\"GroupId\":\"h\",\"CidrIpv4\":"
        "\"11.0.0.0/8\"}]}" },
      "",
      "" },
    { "an interface and its instance",
      { "{\"NetworkInterfaces\":[{\"NetworkInterfaceId\":\"e\",\"Description\":\"d\"}]}",
        "{\"Reservations\":[{\"Instances\":[{\"InstanceId\":\"i\",\"NetworkInterfaces\":[{"
        "\"NetworkInterfaceId\":\"e\",\"Status\":\"in-use\"}]}]}]}" },
      "",
      "" },
    { "two sides of an attachment",
      { "{\"TransitGatewayAttachments\":[{\"TransitGatewayAttachmentId\":\"a\","
        "\"TransitGatewayId\":"
        "\"1\",\"ResourceId\":\"2\"},{\"TransitGatewayAttachmentId\":\"a\",\"TransitGatewayId\":"
        "\"2\",\"ResourceId\":\"1\"}]}" },
      "",
      "" },
    { "both configurations of one tool, not alike",
      { "{\"Browsers\":[{},{\"browserId\":\"b\",\"networkConfiguration\":{\"vpcConfig\":{"
        "\"requireServiceS3Endpoint\":true},\"networkModeConfig\":{\"requireServiceS3Endpoint\":"
        "false}}}]}" },
      "error: a.json: /Browsers/0: browserId is missing\n"
      "warning: a.json: /Browsers/1/networkConfiguration/networkModeConfig/"
      "requireServiceS3Endpoint: differs from another key that says the same; the first is used",
      NULL },
    { "the same, by itself",
      { "{\"Browsers\":[{\"browserId\":\"b\",\"networkConfiguration\":{\"vpcConfig\":{"
        "\"requireServiceS3Endpoint\":true},\"networkModeConfig\":{\"requireServiceS3Endpoint\":"
        "false}}}]}" },
      "warning: a.json: /Browsers/0/networkConfiguration/networkModeConfig/"
      "requireServiceS3Endpoint: differs from another key that says the same; the first is used",
      "b /networkConfiguration/networkModeConfig/requireServiceS3Endpoint a.json/Browsers/0 "
      "a.json/Browsers/0" },
    { "rules of one id that differ",
      { "{\"SecurityGroupRules\":[{\"SecurityGroupRuleId\":\"sgr-1\",\"GroupId\":\"g\","
        "\"CidrIpv4\":"
        "\"10.0.0.0/8\"}]}",
        "{\"SecurityGroupRules\":[{\"SecurityGroupRuleId\":\"sgr-1\",\"GroupId\":\"g\","
        "\"CidrIpv4\":"
        "\"10.0.0.0/9\"}]}" },
      "warning: b.json: /SecurityGroupRules/0: differs from a.json: /SecurityGroupRules/0, which "
      "is "
      "used",
      "" },
};

static void
records_are_joined_and_differences_told(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(merges); i++) {
        g_autofree char *problems = NULL;
        g_autoptr(AcvSnapshot) snapshot = parse_all(merges[i].texts, &problems);
        EXPECT_TEXT(merges[i].name, problems, merges[i].problems);
        EXPECT_TRUE(merges[i].name, (snapshot != NULL) == (merges[i].conflicts != NULL));
        if (snapshot) {
            g_autofree char *conflicts = print_conflicts(snapshot);
            EXPECT_TEXT(merges[i].name, conflicts, merges[i].conflicts);
        }
    }
}

static void
the_first_value_is_in_use_and_the_rest_is_added(void)
{
    const char *const texts[] = {
        SUBNET(CIDR), SUBNET(",\"CidrBlock\":\"10.0.1.0/24\",\"AvailabilityZone\":\"us-east-1a\""),
        SUBNET(",\"AvailabilityZone\":\"us-east-1b\",\"State\":\"available\""), NULL
    };
    g_autofree char *problems = NULL;
    g_autoptr(AcvSnapshot) snapshot = parse_all(texts, &problems);
    CU_ASSERT_PTR_NOT_NULL_FATAL(snapshot);
    const AcvSubnet *subnet = acv_snapshot_find_subnet(snapshot, "s");
    char text[ACV_ADDRESS_TEXT_SIZE];

    EXPECT_TEXT("cidr", acv_prefix_print(subnet->cidr_block, text), "10.0.0.0/24");
    EXPECT_TEXT("zone", subnet->availability_zone, "us-east-1a");
    EXPECT_TEXT("state", subnet->state, "available");
    EXPECT_TEXT("place", subnet->record.place.file, "a.json");
}

/* --- Rules of security groups --- */

static const char groups[] =
    "{\"SecurityGroups\":[{\"GroupId\":\"g\",\"IpPermissions\":["
    "{\"IpProtocol\":\"tcp\",\"FromPort\":443,\"ToPort\":443,\"IpRanges\":[{\"CidrIp\":"
    "\"10.0.0.0/8\"},{\"CidrIp\":\"11.0.0.0/8\",\"Description\":\"own\"}],\"UserIdGroupPairs\":[{"
    "\"GroupId\":\"h\",\"UserId\":\"1\"}]},"
    "{\"IpProtocol\":\"-1\",\"PrefixListIds\":[{\"PrefixListId\":\"pl-1\"}]}]}]}";

static const char rules[] =
    "{\"SecurityGroupRules\":["
    "{\"SecurityGroupRuleId\":\"sgr-1\",\"GroupId\":\"g\",\"IsEgress\":false,\"IpProtocol\":\"6\","
    "\"FromPort\":443,\"ToPort\":443,\"CidrIpv4\":\"10.0.0.0/8\",\"Description\":\"one\"},"
    "{\"SecurityGroupRuleId\":\"sgr-2\",\"GroupId\":\"g\",\"IsEgress\":false,\"IpProtocol\":"
    "\"tcp\","
    "\"FromPort\":443,\"ToPort\":443,\"CidrIpv4\":\"11.0.0.0/8\",\"Description\":\"two\"},"
    "{\"SecurityGroupRuleId\":\"sgr-3\",\"GroupId\":\"g\",\"IsEgress\":false,\"IpProtocol\":\"-1\","
    "\"FromPort\":-1,\"ToPort\":-1,\"PrefixListId\":\"pl-1\"},"
    "{\"SecurityGroupRuleId\":\"sgr-4\",\"GroupId\":\"g\",\"IsEgress\":false,\"IpProtocol\":"
    "\"tcp\","
    "\"FromPort\":443,\"ToPort\":443,\"ReferencedGroupInfo\":{\"GroupId\":\"h\",\"UserId\":\"1\"}},"
    "{\"SecurityGroupRuleId\":\"sgr-5\",\"GroupId\":\"g\",\"IsEgress\":false,\"IpProtocol\":"
    "\"tcp\","
    "\"FromPort\":80,\"ToPort\":80,\"CidrIpv4\":\"10.0.0.0/8\"},"
    "{\"SecurityGroupRuleId\":\"sgr-6\",\"GroupId\":\"n\",\"GroupOwnerId\":\"1\",\"IsEgress\":true,"
    "\"IpProtocol\":\"tcp\",\"FromPort\":1,\"ToPort\":2,\"CidrIpv6\":\"::/0\"}]}";

/* "id description" of every peer, a line for each permission. */
static char *
print_permissions(const AcvSecurityGroupPermissions *permissions)
{
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < permissions->n; i++) {
        const AcvSecurityGroupPermission *permission = &permissions->items[i];
        for (size_t j = 0; j < permission->peers.n; j++) {
            const AcvSecurityGroupPeer *peer = &permission->peers.items[j];
            g_string_append_printf(out, "%s %s;", peer->rule_id ? peer->rule_id : "-",
                                   peer->description ? peer->description : "-");
        }
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}

static void
expect_rules(const char *name, const AcvSnapshot *snapshot)
{
    const AcvSecurityGroup *group = acv_snapshot_find_security_group(snapshot, "g");
    const AcvSecurityGroup *other = acv_snapshot_find_security_group(snapshot, "n");
    CU_ASSERT_PTR_NOT_NULL_FATAL(group);
    CU_ASSERT_PTR_NOT_NULL_FATAL(other);
    g_autofree char *ingress = print_permissions(&group->ingress);
    g_autofree char *egress = print_permissions(&other->egress);

    EXPECT_TEXT(name, ingress, "sgr-1 one;sgr-2 own;sgr-4 -;\nsgr-3 -;\nsgr-5 -;\n");
    EXPECT_TEXT(name, egress, "sgr-6 -;\n");
    EXPECT_TRUE("no egress is known", group->egress.items && group->egress.n == 0);
    EXPECT_TRUE("no ingress is known", other->ingress.items && other->ingress.n == 0);
    EXPECT_TEXT(name, other->record.owner_id, "1");
    EXPECT_TEXT(name, other->record.place.parent, "/SecurityGroupRules/");
}

static void
rules_are_joined_with_their_groups(void)
{
    const char *const before[] = { rules, groups, NULL };
    const char *const after[] = { groups, rules, NULL };
    const char *const twice[] = { rules, groups, rules, NULL };
    const char *const *const orders[] = { before, after, twice };

    for (size_t i = 0; i < G_N_ELEMENTS(orders); i++) {
        g_autofree char *problems = NULL;
        g_autoptr(AcvSnapshot) snapshot = parse_all(orders[i], &problems);
        g_autofree char *name = g_strdup_printf("order %zu", i);
        CU_ASSERT_PTR_NOT_NULL_FATAL(snapshot);
        expect_rules(name, snapshot);
    }
}

static void
rules_without_ids_are_not_doubled(void)
{
    const char *const texts[] = {
        "{\"SecurityGroupRules\":[{\"GroupId\":\"g\",\"IpProtocol\":\"tcp\",\"CidrIpv4\":"
        "\"10.0.0.0/8\"},{\"GroupId\":\"g\",\"IpProtocol\":\"tcp\",\"CidrIpv4\":\"10.0.0.0/8\"},"
        "{\"GroupId\":\"g\",\"IpProtocol\":\"udp\",\"CidrIpv4\":\"10.0.0.0/8\"}]}",
        NULL
    };
    g_autofree char *problems = NULL;
    g_autoptr(AcvSnapshot) snapshot = parse_all(texts, &problems);

    CU_ASSERT_PTR_NOT_NULL_FATAL(snapshot);
    EXPECT_INT("two", acv_snapshot_find_security_group(snapshot, "g")->ingress.n, 2);
}

/* --- Documents --- */

static void
documents_of_one_text_are_joined(void)
{
    const char *const texts[] = { VPC("") "\n" SUBNET(CIDR ",\"VpcId\":\"v\"") "{}", NULL };
    g_autofree char *problems = NULL;
    g_autoptr(AcvSnapshot) snapshot = parse_all(texts, &problems);

    EXPECT_TEXT("problems", problems, "");
    CU_ASSERT_PTR_NOT_NULL_FATAL(snapshot);
    EXPECT_TEXT("file of the second", acv_snapshot_find_subnet(snapshot, "s")->record.place.file,
                "a.json (document 2)");
}

static void
a_reply_may_be_a_document_by_itself(void)
{
    const char *const texts[] = {
        "{\"agentRuntimeId\":\"a\",\"networkConfiguration\":{\"networkMode\":\"PUBLIC\"}}",
        "{\"name\":\"c\",\"codeInterpreterId\":\"c\"}",
        "{\"browserId\":\"b\",\"Subnets\":[{\"SubnetId\":\"s\"" CIDR "}],\"Foo\":1}", NULL
    };
    g_autofree char *problems = NULL;
    g_autoptr(AcvSnapshot) snapshot = parse_all(texts, &problems);

    EXPECT_TEXT("problems", problems, "");
    CU_ASSERT_PTR_NOT_NULL_FATAL(snapshot);
    EXPECT_TEXT("runtime", acv_snapshot_find_agent_runtime(snapshot, "a")->network_mode, "PUBLIC");
    EXPECT_TEXT("tool", acv_snapshot_find_code_interpreter(snapshot, "c")->name, "c");
    EXPECT_TRUE("browser", acv_snapshot_find_browser(snapshot, "b") != NULL);
    EXPECT_TRUE("and more beside it", acv_snapshot_find_subnet(snapshot, "s") != NULL);
    EXPECT_TRUE("there may be more", !acv_snapshot_has_kind(snapshot, ACV_KIND_BROWSER));
    EXPECT_TRUE("all are listed", acv_snapshot_has_kind(snapshot, ACV_KIND_SUBNET));
}

SUITE_MAIN(scenario_merge, TEST(records_are_joined_and_differences_told),
           TEST(the_first_value_is_in_use_and_the_rest_is_added),
           TEST(rules_are_joined_with_their_groups), TEST(rules_without_ids_are_not_doubled),
           TEST(documents_of_one_text_are_joined), TEST(a_reply_may_be_a_document_by_itself))

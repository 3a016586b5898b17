/* The same resources give the same snapshot, in whatever order and files they come. */
#include "expect.h"
#include "scenario.h"
#include "suite.h"

#include <string.h>

enum { MAX_TEXTS = 6 };

/* One element below one key. */
typedef struct {
    const char *key;
    char *json;
} Element;

static void
element_clear(void *element)
{
    g_free(((Element *) element)->json);
}

static void
add(GArray *elements, const char *key, char *json_take)
{
    Element element = { key, json_take };
    g_array_append_val(elements, element);
}

static int
pick(GRand *random, int n)
{
    return g_rand_int_range(random, 0, n);
}

/* Rules are told twice, in both ways, and each way alone. */
static void
add_group(GArray *elements, GRand *random, int group)
{
    int n_rules = pick(random, 4);
    GString *permissions = g_string_new(NULL);

    for (int i = 0; i < n_rules; i++) {
        int ways = pick(random, 3);
        if (ways != 0) {
            g_string_append_printf(permissions,
                                   "%s{\"IpProtocol\":\"tcp\",\"FromPort\":%d,\"ToPort\":%d,"
                                   "\"IpRanges\":[{\"CidrIp\":\"10.%d.0.0/16\"}]}",
                                   permissions->len > 0 ? "," : "", i, i, group);
        }
        if (ways != 1) {
            add(elements, "SecurityGroupRules",
                g_strdup_printf("{\"SecurityGroupRuleId\":\"sgr-%d-%d\",\"GroupId\":\"sg-%d\","
                                "\"IsEgress\":false,\"IpProtocol\":\"6\",\"FromPort\":%d,"
                                "\"ToPort\":%d,\"CidrIpv4\":\"10.%d.0.0/16\",\"Description\":"
                                "\"rule %d\"}",
                                group, i, group, i, i, group, i));
        }
    }
    if (pick(random, 4) > 0) {
        add(elements, "SecurityGroups",
            g_strdup_printf("{\"GroupId\":\"sg-%d\",\"VpcId\":\"vpc-0\",\"IpPermissions\":[%s]}",
                            group, permissions->str));
    }
    g_string_free(permissions, TRUE);
}

/* An interface is told of by itself, by its instance, or by both. */
static void
add_interface(GArray *elements, GRand *random, int id)
{
    int ways = 1 + pick(random, 3);

    if (ways & 1) {
        add(elements, "NetworkInterfaces",
            g_strdup_printf("{\"NetworkInterfaceId\":\"eni-%d\",\"InterfaceType\":\"interface\","
                            "\"PrivateIpAddress\":\"10.0.0.%d\",\"Groups\":[{\"GroupId\":\"sg-0\"},"
                            "{\"GroupId\":\"sg-1\"}]}",
                            id, id));
    }
    if (ways & 2) {
        add(elements, "Reservations",
            g_strdup_printf("{\"OwnerId\":\"000000000001\",\"Instances\":[{\"InstanceId\":\"i-%d\","
                            "\"Placement\":{\"AvailabilityZone\":\"us-east-1a\"},"
                            "\"NetworkInterfaces\":[{\"NetworkInterfaceId\":\"eni-%d\","
                            "\"Status\":\"in-use\",\"PrivateIpAddress\":\"10.0.0.%d\"}]}]}",
                            id, id, id));
    }
}

static GArray *
random_elements(GRand *random)
{
    GArray *elements = g_array_new(FALSE, FALSE, sizeof(Element));
    g_array_set_clear_func(elements, element_clear);

    add(elements, "Vpcs", g_strdup("{\"VpcId\":\"vpc-0\",\"CidrBlock\":\"10.0.0.0/8\"}"));
    add(elements, "VpcAttributes",
        g_strdup("{\"VpcId\":\"vpc-0\",\"EnableDnsSupport\":{\"Value\":true}}"));
    add(elements, "VpcAttributes", g_strdup("{\"VpcId\":\"vpc-1\",\"EnableDnsHostnames\":true}"));
    for (int i = 0; i < 3; i++) {
        add_group(elements, random, i);
        add_interface(elements, random, i);
        add(elements, "Subnets",
            g_strdup_printf("{\"SubnetId\":\"subnet-%d\",\"CidrBlock\":\"10.%d.0.0/16\"}", i, i));
        add(elements, "Subnets",
            g_strdup_printf("{\"SubnetId\":\"subnet-%d\",\"AvailabilityZone\":\"us-east-1a\"}", i));
    }
    add(elements, "TransitGatewayRouteTables",
        g_strdup("{\"TransitGatewayRouteTableId\":\"t\",\"State\":\"available\"}"));
    add(elements, "TransitGatewayStaticRoutes",
        g_strdup("{\"TransitGatewayRouteTableId\":\"t\",\"Routes\":[{\"DestinationCidrBlock\":"
                 "\"0.0.0.0/0\"}]}"));
    return elements;
}

static void
shuffle(GArray *elements, GRand *random)
{
    for (guint i = elements->len; i > 1; i--) {
        guint j = (guint) pick(random, (int) i);
        Element element = g_array_index(elements, Element, i - 1);
        g_array_index(elements, Element, i - 1) = g_array_index(elements, Element, j);
        g_array_index(elements, Element, j) = element;
    }
}

/* Deals the elements, and some of them twice, out to texts of several documents each. */
static AcvSnapshot *
read_dealt(const GArray *elements, GRand *random, bool may_repeat)
{
    static const char *const names[MAX_TEXTS] = { "a", "b", "c", "d", "e", "f" };
    AcvScenarioText sources[MAX_TEXTS];
    GString *texts[MAX_TEXTS];
    int n_texts = 1 + pick(random, MAX_TEXTS);
    g_autoptr(AcvProblems) problems = acv_problems_new();

    for (int i = 0; i < n_texts; i++) {
        texts[i] = g_string_new("{}");
    }
    for (guint i = 0; i < elements->len; i++) {
        const Element *element = &g_array_index(elements, Element, i);
        int n_times = may_repeat ? 1 + pick(random, 2) : 1;
        while (n_times-- > 0) {
            g_string_append_printf(texts[pick(random, n_texts)], "{\"%s\":[%s]}\n", element->key,
                                   element->json);
        }
    }
    for (int i = 0; i < n_texts; i++) {
        sources[i] = (AcvScenarioText){ names[i], texts[i]->str, texts[i]->len };
    }
    AcvSnapshot *snapshot = acv_scenario_parse(sources, (size_t) n_texts, problems);
    g_autofree char *errors = problems_print(problems, ACV_SEVERITY_ERROR);
    EXPECT_TEXT("errors", errors, "");
    for (int i = 0; i < n_texts; i++) {
        g_string_free(texts[i], TRUE);
    }
    return snapshot;
}

static void
order_and_files_do_not_matter(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(random_seed(1123));
    unsigned n_rounds = random_rounds(300);

    for (unsigned round = 0; round < n_rounds; round++) {
        g_autoptr(GArray) elements = random_elements(random);
        g_autoptr(AcvSnapshot) first = read_dealt(elements, random, false);
        CU_ASSERT_PTR_NOT_NULL_FATAL(first);
        g_autofree char *expected = snapshot_print(first);
        shuffle(elements, random);
        g_autoptr(AcvSnapshot) second = read_dealt(elements, random, true);
        CU_ASSERT_PTR_NOT_NULL_FATAL(second);
        g_autofree char *got = snapshot_print(second);
        size_t n_conflicts;
        acv_snapshot_conflicts(second, &n_conflicts);
        g_autofree char *name = g_strdup_printf("round %u", round);
        EXPECT_TEXT(name, got, expected);
        EXPECT_INT(name, n_conflicts, 0);
    }
}

/* A comparison that never objects proves nothing: make it object. */
static void
the_comparison_notices_a_planted_fault(void)
{
    static const char *const faults[] = {
        "{\"Subnets\":[{\"SubnetId\":\"subnet-0\",\"MapPublicIpOnLaunch\":true}]}",
        "{\"SecurityGroupRules\":[{\"GroupId\":\"sg-0\",\"IpProtocol\":\"17\",\"CidrIpv4\":"
        "\"10.0.0.0/8\"}]}",
        "{\"NatGateways\":[]}",
        "{\"TransitGatewayPropagations\":[{\"TransitGatewayRouteTableId\":\"t\","
        "\"TransitGatewayRouteTablePropagations\":[]}]}",
    };
    g_autoptr(GRand) random = g_rand_new_with_seed(1);
    g_autoptr(GArray) elements = random_elements(random);
    g_autoptr(AcvSnapshot) first = read_dealt(elements, random, false);
    g_autofree char *expected = snapshot_print(first);

    for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
        g_autoptr(GString) text = g_string_new(faults[i]);
        for (guint j = 0; j < elements->len; j++) {
            const Element *element = &g_array_index(elements, Element, j);
            g_string_append_printf(text, "{\"%s\":[%s]}", element->key, element->json);
        }
        g_autoptr(AcvSnapshot) second = scenario_parse(text->str, NULL);
        g_autofree char *got = snapshot_print(second);
        EXPECT_TRUE(faults[i], strcmp(got, expected) != 0);
    }
}

SUITE_MAIN(scenario_order, TEST(order_and_files_do_not_matter),
           TEST(the_comparison_notices_a_planted_fault))

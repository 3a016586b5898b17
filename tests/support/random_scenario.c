#include "random_scenario.h"

#include <string.h>

int
random_below(RandomScenario *scenario, int n)
{
    return g_rand_int_range(scenario->random, 0, n);
}

bool
random_chance(RandomScenario *scenario, int percent)
{
    return random_below(scenario, 100) < percent;
}

char *
random_text_of(RandomScenario *scenario, const char *const *texts, size_t n_texts, int vpc)
{
    g_autofree char *number = g_strdup_printf("%d", vpc);
    g_auto(GStrv) parts = g_strsplit(texts[random_below(scenario, (int) n_texts)], "%d", -1);
    return g_strjoinv(number, parts);
}

/* --- Elements --- */

static void
element_clear(void *element)
{
    g_free(((RandomElement *) element)->id);
    g_free(((RandomElement *) element)->json);
}

static RandomElement *
element_at(const RandomScenario *scenario, guint i)
{
    return &g_array_index(scenario->elements, RandomElement, i);
}

void
random_scenario_add(RandomScenario *scenario, const char *key, const char *id, const char *json)
{
    RandomElement element = { key, g_strdup(id), g_strdup(json) };
    g_array_append_val(scenario->elements, element);
}

static bool
is_called(const RandomElement *element, const char *key, const char *id)
{
    return g_str_equal(element->key, key) && (!id || g_str_equal(element->id, id));
}

void
random_scenario_drop(RandomScenario *scenario, const char *key, const char *id)
{
    bool is_group = g_str_equal(key, "SecurityGroups");
    for (guint i = scenario->elements->len; i > 0; i--) {
        const RandomElement *element = element_at(scenario, i - 1);
        if (is_called(element, key, id)
            || (is_group && is_called(element, "SecurityGroupRules", id))) {
            g_array_remove_index(scenario->elements, i - 1);
        }
    }
}

const char *
random_scenario_pick(RandomScenario *scenario, const char *key)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    for (guint i = 0; i < scenario->elements->len; i++) {
        if (is_called(element_at(scenario, i), key, NULL)) {
            g_ptr_array_add(ids, element_at(scenario, i)->id);
        }
    }
    return ids->len > 0 ? g_ptr_array_index(ids, random_below(scenario, (int) ids->len)) : NULL;
}

bool
random_scenario_replace(RandomScenario *scenario, const char *key, const char *id, const char *old,
                        const char *text)
{
    for (guint i = 0; i < scenario->elements->len; i++) {
        RandomElement *element = element_at(scenario, i);
        char *found = is_called(element, key, id) ? strstr(element->json, old) : NULL;
        if (found) {
            *found = '\0';
            char *json = g_strconcat(element->json, text, found + strlen(old), NULL);
            g_free(element->json);
            element->json = json;
            return true;
        }
    }
    return false;
}

void
random_scenario_shuffle(RandomScenario *scenario)
{
    for (guint i = scenario->elements->len; i > 1; i--) {
        guint j = (guint) random_below(scenario, (int) i);
        RandomElement other = *element_at(scenario, j);
        *element_at(scenario, j) = *element_at(scenario, i - 1);
        *element_at(scenario, i - 1) = other;
    }
}

/* --- The whole --- */

void
random_scenario_add_vpc(RandomScenario *scenario)
{
    random_vpc_fill(scenario, scenario->n_vpcs++);
}

/* AWS's own list, of which only a gateway endpoint is a target. */
static void
add_list_of_s3(RandomScenario *scenario)
{
    bool has_entries = scenario->is_complete || random_chance(scenario, 60);
    g_autofree char *json =
        g_strdup_printf("{\"PrefixListId\":\"pl-s3\",\"PrefixListName\":"
                        "\"com.amazonaws.us-east-1.s3\"%s}",
                        has_entries ? ",\"Cidrs\":[\"52.216.0.0/15\",\"8.8.8.0/26\"]" : "");
    if (scenario->is_complete || random_chance(scenario, 85)) {
        random_scenario_add(scenario, "PrefixLists", "pl-s3", json);
    }
}

/* Routes lead to the first three; the last has a part of a VPC, to which AWS takes no such route.
 */
static void
add_prefix_lists(RandomScenario *scenario)
{
    static const char *const lists[] = {
        "\"Cidrs\":[\"8.8.8.0/24\",\"10.128.1.0/24\"]",
        "\"Cidrs\":[\"8.8.8.0/25\",\"8.8.8.128/25\",\"198.51.100.7/32\"]",
        "\"Entries\":[{\"Cidr\":\"8.8.8.0/24\"},{\"Cidr\":\"10.0.0.0/8\"}]",
        "\"Cidrs\":[]",
        "\"Entries\":[{\"Cidr\":\"2001:4860::/32\"}]",
        "\"PrefixListName\":\"without its entries\"",
    };
    int n_known = G_N_ELEMENTS(lists) - (scenario->is_complete ? 1 : 0);
    for (int i = 0; i < 3; i++) {
        g_autofree char *id = g_strdup_printf("pl-%d", i);
        g_autofree char *json = g_strdup_printf("{\"PrefixListId\":\"%s\",%s}", id,
                                                lists[random_below(scenario, n_known)]);
        if (scenario->is_complete || random_chance(scenario, 85)) {
            random_scenario_add(scenario, "PrefixLists", id, json);
        }
    }
    random_scenario_add(scenario, "PrefixLists", "pl-inside",
                        "{\"PrefixListId\":\"pl-inside\",\"Cidrs\":[\"10.0.1.0/24\"]}");
    add_list_of_s3(scenario);
}

static void
add_block_public_access(RandomScenario *scenario)
{
    static const char *const modes[] = { "off", "block-ingress", "block-bidirectional" };
    static const char *const exclusions[] = { "vpc/vpc-0", "subnet/subnet-0-0", "subnet/subnet-0-1",
                                              "subnet/subnet-1-0" };
    if (!random_chance(scenario, 20)) {
        return;
    }
    g_autofree char *options =
        g_strdup_printf("{\"AwsRegion\":\"us-east-1\",\"InternetGatewayBlockMode\":\"%s\"}",
                        modes[random_below(scenario, G_N_ELEMENTS(modes))]);
    random_scenario_add(scenario, "VpcBlockPublicAccessOptions", "us-east-1", options);
    if (random_chance(scenario, 50)) {
        g_autofree char *json = g_strdup_printf(
            "{\"ExclusionId\":\"bpa-0\",\"ResourceArn\":\"arn:aws:ec2:us-east-1:000000000001:%s\","
            "\"InternetGatewayExclusionMode\":\"%s\",\"State\":\"%s\"}",
            exclusions[random_below(scenario, G_N_ELEMENTS(exclusions))],
            random_chance(scenario, 50) ? "allow-egress" : "allow-bidirectional",
            random_chance(scenario, 80) ? "create-complete" : "delete-complete");
        random_scenario_add(scenario, "VpcBlockPublicAccessExclusions", "bpa-0", json);
    }
}

static void
add_name(GPtrArray *names, const char *name)
{
    g_ptr_array_add(names, g_strdup(name));
}

/* Names of what is outside any VPC; what names of services lead to is not told completely. */
static void
add_names(RandomScenario *scenario)
{
    static const char *const targets[] = {
        "internet",     "internet",   "::/0",          "8.8.8.8",        "8.8.8.0/24",
        "198.51.100.7", "10.0.0.0/8", "10.0.1.0/24",   "2001:4860::/32", "2600:1f00::/40",
        "10.0.0.2",     "44.1.0.10",  "52.216.0.0/15", "52.216.1.1",
    };
    static const char *const services[] = {
        "s3",
        "s3",
        "logs",
        "ecr",
        "ecr",
        "ecr.api",
        "sts",
        "bedrock-agentcore",
        "dynamodb",
        "logs.us-east-1.amazonaws.com",
        "s3.us-east-1.amazonaws.com",
        "a.corp.example",
        "corp.example",
        "example.com",
        "db-0.x.us-east-1.rds.amazonaws.com",
    };
    add_name(scenario->sources, "internet");
    add_name(scenario->sources, "::/0");
    for (size_t i = 0; i < G_N_ELEMENTS(targets); i++) {
        add_name(scenario->targets, targets[i]);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(services) && !scenario->is_complete; i++) {
        add_name(scenario->targets, services[i]);
    }
}

RandomScenario *
random_scenario_new(GRand *random, RandomLimits limits)
{
    RandomScenario *scenario = g_new0(RandomScenario, 1);
    scenario->elements = g_array_new(FALSE, FALSE, sizeof(RandomElement));
    g_array_set_clear_func(scenario->elements, element_clear);
    scenario->sources = g_ptr_array_new_with_free_func(g_free);
    scenario->targets = g_ptr_array_new_with_free_func(g_free);
    scenario->random = random;
    scenario->is_complete = (limits & RANDOM_COMPLETE) != 0;
    scenario->is_local = (limits & RANDOM_LOCAL) != 0;
    scenario->is_collected = random_chance(scenario, 85);
    add_names(scenario);
    for (int i = random_below(scenario, 6) / 3; i >= 0; i--) {
        random_scenario_add_vpc(scenario);
    }
    /* So that a VPC without a gateway is known to have none. */
    random_scenario_add(scenario, "InternetGateways", "igw-other",
                        "{\"InternetGatewayId\":\"igw-other\",\"Attachments\":[]}");
    if (scenario->is_collected) {
        random_scenario_add(scenario, "MountTargets", "fsmt-other",
                            "{\"MountTargetId\":\"fsmt-other\",\"FileSystemId\":\"fs-other\"}");
        random_scenario_add(scenario, "DhcpOptions", "dopt-other",
                            "{\"DhcpOptionsId\":\"dopt-other\",\"DhcpConfigurations\":[]}");
    }
    add_prefix_lists(scenario);
    add_block_public_access(scenario);
    return scenario;
}

void
random_scenario_free(RandomScenario *scenario)
{
    if (scenario) {
        g_array_unref(scenario->elements);
        g_ptr_array_unref(scenario->sources);
        g_ptr_array_unref(scenario->targets);
        g_free(scenario);
    }
}

/* Everything of one key. The options are an object and not an array. */
static void
print_key(GString *out, const RandomScenario *scenario, const char *key)
{
    bool is_object = g_str_equal(key, "VpcBlockPublicAccessOptions");
    const char *separator = "";
    g_string_append_printf(out, ",\n\"%s\":%s", key, is_object ? "" : "[");
    for (guint i = 0; i < scenario->elements->len; i++) {
        if (is_called(element_at(scenario, i), key, NULL)) {
            g_string_append_printf(out, "%s%s", separator, element_at(scenario, i)->json);
            separator = ",\n ";
        }
    }
    g_string_append(out, is_object ? "" : "]");
}

char *
random_scenario_json(const RandomScenario *scenario)
{
    GString *out = g_string_new("{\"Region\":\"us-east-1\",\"AccountId\":\"000000000001\"");
    g_autoptr(GHashTable) done = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < scenario->elements->len; i++) {
        const char *key = element_at(scenario, i)->key;
        if (g_hash_table_add(done, (gpointer) key)) {
            print_key(out, scenario, key);
        }
    }
    g_string_append(out, "}\n");
    return g_string_free(out, FALSE);
}

const char *
random_scenario_source(RandomScenario *scenario)
{
    return g_ptr_array_index(scenario->sources,
                             random_below(scenario, (int) scenario->sources->len));
}

char *
random_scenario_target(RandomScenario *scenario)
{
    static const char *const ports[] = { "",      "",      ":443", ":3306",      ":53/udp",
                                         "/ping", "/icmp", ":*",   ":1000-4000", ":*/107" };
    const char *name =
        g_ptr_array_index(scenario->targets, random_below(scenario, (int) scenario->targets->len));
    const char *suffix = ports[random_below(scenario, G_N_ELEMENTS(ports))];
    bool is_ipv6 = strchr(name, ':') != NULL;
    return is_ipv6 && *suffix ? g_strdup_printf("[%s]%s", name, suffix)
                              : g_strconcat(name, suffix, NULL);
}

/* Security groups and prefix lists. */
#include "make_plan.h"

enum { N_CORPORATE_RANGES = 200, MOST_APP_RULES = 7 };

/* --- Prefix lists --- */

void
print_prefix_lists(Printer *printer, const Plan *plan)
{
    if (plan->number > 0) {
        return;
    }
    GString *entries = g_string_new(NULL);
    for (unsigned i = 0; i < N_CORPORATE_RANGES; i++) {
        g_string_append_printf(entries, "%s{'Cidr': '172.16.%u.0/24', 'Description': 'site %u'}",
                               i > 0 ? ", " : "", i, i);
    }
    printer_item(printer,
                 "{'Cidrs': ['3.5.0.0/19', '16.182.0.0/16', '18.34.0.0/19', '52.216.0.0/15', "
                 "'54.231.0.0/16'], 'PrefixListId': '" S3_PREFIX_LIST "', 'PrefixListName': "
                 "'" SERVICE_PREFIX "s3'}");
    printer_item(printer,
                 "{'PrefixListId': '" CORPORATE_PREFIX_LIST "', 'AddressFamily': 'IPv4', 'State': "
                 "'create-complete', 'PrefixListName': 'sites', 'MaxEntries': 250, 'Version': 3, "
                 "'Tags': [], 'OwnerId': '" ACCOUNT "', 'Entries': [%s]}",
                 entries->str);
    g_string_free(entries, TRUE);
}

/* --- Rules --- */

#define ALL_OUT \
    "{'IpProtocol': '-1', 'UserIdGroupPairs': [], 'IpRanges': [{'CidrIp': '0.0.0.0/0'}], " \
    "'Ipv6Ranges': [], 'PrefixListIds': []}"

static void
append_rule(GString *rules, unsigned port, const char *pairs, const char *cidrs, const char *lists)
{
    g_string_append_printf(rules,
                           "%s{'IpProtocol': 'tcp', 'FromPort': %u, 'ToPort': %u, "
                           "'UserIdGroupPairs': [%s], 'IpRanges': [%s], 'Ipv6Ranges': [], "
                           "'PrefixListIds': [%s]}",
                           rules->len > 0 ? ", " : "", port, port, pairs, cidrs, lists);
}

/* Traffic with a group on a port. */
static void
append_group_rule(GString *rules, const Plan *plan, unsigned port, unsigned group, const char *why)
{
    g_autofree char *pair =
        g_strdup_printf("{'Description': '%s', 'UserId': '" ACCOUNT "', 'GroupId': '%s'}", why,
                        plan_group(plan, group).text);
    append_rule(rules, port, pair, "", "");
}

static void
append_cidr_rule(GString *rules, unsigned port, const char *cidr, const char *why)
{
    g_autofree char *range = g_strdup_printf("{'Description': '%s', 'CidrIp': '%s'}", why, cidr);
    append_rule(rules, port, "", range, "");
}

static void
append_list_rule(GString *rules, unsigned port, const char *list, const char *why)
{
    g_autofree char *item =
        g_strdup_printf("{'Description': '%s', 'PrefixListId': '%s'}", why, list);
    append_rule(rules, port, "", "", item);
}

/* --- Groups --- */

static void
print_group(Printer *printer, const Plan *plan, unsigned group, const char *name,
            const char *ingress, const char *egress)
{
    Id id = plan_group(plan, group);
    printer_item(printer,
                 "{'GroupId': '%s', 'IpPermissionsEgress': [%s], 'Tags': [{'Key': 'Name', "
                 "'Value': '%s'}], 'VpcId': '%s', 'SecurityGroupArn': "
                 "'arn:aws:ec2:" REGION ":" ACCOUNT ":security-group/%s', 'OwnerId': '" ACCOUNT
                 "', 'GroupName': '%s', 'Description': 'made by the platform for %s', "
                 "'IpPermissions': [%s]}",
                 id.text, egress, name, plan_vpc(plan).text, id.text, name, name, ingress);
}

static void
print_default_group(Printer *printer, const Plan *plan)
{
    g_autofree char *ingress = g_strdup_printf(
        "{'IpProtocol': '-1', 'UserIdGroupPairs': [{'UserId': '" ACCOUNT "', 'GroupId': '%s'}], "
        "'IpRanges': [], 'Ipv6Ranges': [], 'PrefixListIds': []}",
        plan_group(plan, GROUP_DEFAULT).text);
    print_group(printer, plan, GROUP_DEFAULT, "default", ingress, ALL_OUT);
}

static void
print_endpoint_group(Printer *printer, const Plan *plan)
{
    GString *ingress = g_string_new(NULL);
    g_autofree char *cidr = g_strdup_printf("10.%u.0.0/16", plan->number);

    append_cidr_rule(ingress, 443, cidr, "everything in the VPC");
    print_group(printer, plan, GROUP_ENDPOINTS, "endpoints", ingress->str, ALL_OUT);
    g_string_free(ingress, TRUE);
}

/* Admits its runtime, if it has one, and some applications. */
static void
print_database_group(Printer *printer, const Plan *plan, unsigned database)
{
    GString *ingress = g_string_new(NULL);
    unsigned port = plan_database_port(database);
    unsigned n_apps = plan->n_groups - plan_first_app_group(plan);
    g_autofree char *name = g_strdup_printf("orders-%u-%u", plan->number, database);

    if (database < plan->n_runtimes) {
        append_group_rule(ingress, plan, port, plan_group_of_runtime(plan, database), "the agent");
    }
    for (unsigned i = 0; i < 3; i++) {
        uint64_t app = plan_random(plan, "client", 3 * database + i) % n_apps;
        append_group_rule(ingress, plan, port, plan_first_app_group(plan) + (unsigned) app,
                          "an application");
    }
    append_list_rule(ingress, port, CORPORATE_PREFIX_LIST, "administrators");
    print_group(printer, plan, plan_group_of_database(plan, database), name, ingress->str, ALL_OUT);
    g_string_free(ingress, TRUE);
}

static void
print_runtime_group(Printer *printer, const Plan *plan, unsigned runtime)
{
    GString *egress = g_string_new(NULL);
    g_autofree char *name = g_strdup_printf("agent-%u-%u", plan->number, runtime);

    if (!plan_lacks_rule(runtime)) {
        append_group_rule(egress, plan, plan_database_port(runtime),
                          plan_group_of_database(plan, runtime), "the orders");
    }
    append_cidr_rule(egress, 443, "0.0.0.0/0", "web services");
    append_list_rule(egress, 443, S3_PREFIX_LIST, "image layers");
    print_group(printer, plan, plan_group_of_runtime(plan, runtime), name, "", egress->str);
    g_string_free(egress, TRUE);
}

static void
append_app_rule(GString *rules, const Plan *plan, uint64_t random)
{
    unsigned port = FIRST_PORT_OF_APPS + (unsigned) (random % 50);
    unsigned group = (unsigned) (random >> 16) % plan->n_groups;
    g_autofree char *cidr = g_strdup_printf("10.%u.%u.0/24", (unsigned) (random >> 32) % 256,
                                            (unsigned) (random >> 40) % 256);
    switch ((random >> 8) % 8) {
    case 0:
        append_list_rule(rules, port, CORPORATE_PREFIX_LIST, "all sites");
        return;
    case 1:
    case 2:
    case 3:
        append_cidr_rule(rules, port, cidr, "a network that is not ours");
        return;
    default:
        append_group_rule(rules, plan, port, group, "another part of the shop");
        return;
    }
}

static void
print_app_group(Printer *printer, const Plan *plan, unsigned group)
{
    GString *ingress = g_string_new(NULL);
    uint64_t n_rules = 1 + plan_random(plan, "n-rules", group) % MOST_APP_RULES;
    g_autofree char *name = g_strdup_printf("app-%u-%u", plan->number, group);

    for (uint64_t i = 0; i < n_rules; i++) {
        append_app_rule(ingress, plan, plan_random(plan, "rule", MOST_APP_RULES * group + i));
    }
    print_group(printer, plan, group, name, ingress->str, ALL_OUT);
    g_string_free(ingress, TRUE);
}

void
print_security_groups(Printer *printer, const Plan *plan)
{
    print_default_group(printer, plan);
    print_endpoint_group(printer, plan);
    for (unsigned i = 0; i < plan->n_databases; i++) {
        print_database_group(printer, plan, i);
    }
    for (unsigned i = 0; i < plan->n_runtimes; i++) {
        print_runtime_group(printer, plan, i);
    }
    for (unsigned group = plan_first_app_group(plan); group < plan->n_groups; group++) {
        print_app_group(printer, plan, group);
    }
}

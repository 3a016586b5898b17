/* What changes cost, so that the cheapest repair comes first: the narrower, the less that is new
 * and the less that is paid for by the hour, the cheaper.
 *
 * Source: of what is charged, https://aws.amazon.com/vpc/pricing/ and
 * https://aws.amazon.com/privatelink/pricing/ */
#include "analysis/repair.h"

#include <string.h>

static const struct {
    const char *operation;
    unsigned cost;
} costs[] = {
    { "allocate-address", 10 },
    { "assign-ipv6-addresses", 5 },
    { "associate-address", 30 }, /* It lies open to the internet. */
    { "associate-dhcp-options", 8 },
    { "associate-route-table", 3 },
    { "attach-internet-gateway", 10 },
    { "authorize-security-group-egress", 1 },
    { "authorize-security-group-ingress", 1 },
    { "create-egress-only-internet-gateway", 10 },
    { "create-internet-gateway", 10 },
    { "create-mount-target", 12 },
    { "create-nat-gateway", 100 },
    { "create-network-acl-entry", 2 },
    { "create-route", 4 },
    { "create-route-table", 4 },
    { "create-security-group", 2 },
    { "create-subnet", 10 },
    { "create-vpc-block-public-access-exclusion", 30 },
    { "create-vpc-endpoint", 12 },
    { "delete-route", 4 },
    { "modify-network-interface-attribute", 3 },
    { "modify-vpc-attribute", 2 },
    { "modify-vpc-endpoint", 2 },
    { "replace-network-acl-entry", 15 }, /* A denial is gone. */
    { "replace-route", 4 },
    { "replace-route-table-association", 4 },
    { "start-db-cluster", 20 },
    { "start-db-instance", 20 },
    { "start-instances", 20 },
    { "update-agent-runtime", 15 },
};

enum {
    COST_OF_OTHERS = 20,
    /* For every address: a route more than any number of narrow ones, and a rule is the last
     * resort. */
    COST_OF_A_WIDE_ROUTE = 10000,
    COST_OF_A_WIDE_RULE = 20000,
    COST_BY_THE_HOUR = 15, /* Of an interface endpoint. */
    COST_BY_THE_BYTE = 10, /* Of what a NAT gateway carries. */
};

static bool
is_for_everywhere(const AcvAwsCommand *command)
{
    for (size_t i = 0; i < command->options.n; i++) {
        const AcvStrings *values = &command->options.items[i].values;
        for (size_t j = 0; j < values->n; j++) {
            if (strstr(values->items[j], "0.0.0.0/0") || strcmp(values->items[j], "::/0") == 0) {
                return true;
            }
        }
    }
    return false;
}

static unsigned
cost_of(const AcvAwsCommand *command)
{
    unsigned cost = COST_OF_OTHERS;
    for (size_t i = 0; i < G_N_ELEMENTS(costs); i++) {
        if (strcmp(costs[i].operation, command->operation) == 0) {
            cost = costs[i].cost;
        }
    }
    bool is_by_the_hour =
        g_strcmp0(acv_command_value(command, "vpc-endpoint-type"), "Interface") == 0;
    bool is_by_the_byte = g_str_has_suffix(command->operation, "-route")
                          && acv_command_has(command, "nat-gateway-id");
    unsigned cost_of_width =
        g_str_has_suffix(command->operation, "-route") ? COST_OF_A_WIDE_ROUTE : COST_OF_A_WIDE_RULE;
    return cost + (is_for_everywhere(command) ? cost_of_width : 0)
           + (is_by_the_hour ? COST_BY_THE_HOUR : 0) + (is_by_the_byte ? COST_BY_THE_BYTE : 0);
}

unsigned
acv_repair_cost(const AcvPlan *plan)
{
    unsigned sum = 0;
    for (guint i = 0; i < plan->commands->len; i++) {
        sum += cost_of(g_ptr_array_index(plan->commands, i));
    }
    return sum;
}

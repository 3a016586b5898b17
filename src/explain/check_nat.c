/* Whether the zones of AgentCore resources leave by NAT gateways of their own. */
#include "explain/check_need.h"

#include "network/gateway.h"

/* The NAT gateway on the main way of a path that arrives; NULL if there is none. */
static const AcvNatGateway *
nat_gateway_of(const AcvPath *path)
{
    const AcvBranch *branch = path->reach && path->reach->branches->len > 0
                                  ? g_ptr_array_index(path->reach->branches, 0)
                                  : NULL;
    for (const AcvLeg *leg = branch && branch->arrived ? branch->leg : NULL; leg;
         leg = leg->outer) {
        if (leg->hop && leg->hop->component->kind == ACV_KIND_NAT_GATEWAY) {
            return (const AcvNatGateway *) leg->hop->component;
        }
    }
    return NULL;
}

/* A subnet and the gateway by which it leaves. */
typedef struct {
    const AcvSubnet *subnet;
    const AcvNatGateway *gateway;
} Exit;

/* Adds how a path leaves, if it does by a gateway, once. */
static void
add_exit(GArray *exits, const AcvPath *path)
{
    Exit exit = { path->source.placement ? path->source.placement->subnet : NULL,
                  nat_gateway_of(path) };
    for (guint i = 0; i < exits->len; i++) {
        const Exit *known = &g_array_index(exits, Exit, i);
        if (known->subnet == exit.subnet && known->gateway == exit.gateway) {
            return;
        }
    }
    if (exit.subnet && exit.gateway) {
        g_array_append_val(exits, exit);
    }
}

/* Of all answers to needs: elements Exit, each once. */
static GArray *
exits_of(AcvChecking *checking)
{
    GArray *exits = g_array_new(FALSE, FALSE, sizeof(Exit));
    const GArray *needs = acv_checking_needs(checking);
    for (guint i = 0; i < needs->len; i++) {
        const AcvAnswer *answer = g_array_index(needs, AcvNeed, i).answer;
        for (guint j = 0; answer && j < answer->inquiry->paths->len; j++) {
            add_exit(exits, g_ptr_array_index(answer->inquiry->paths, j));
        }
    }
    return exits;
}

/* NULL for a regional one, which is in every zone. */
static const AcvSubnet *
subnet_of_gateway(const AcvChecking *checking, const AcvNatGateway *gateway)
{
    return acv_snapshot_find_subnet(checking->checkup->snapshot, gateway->subnet_id);
}

/* The zones of all the subnets that leave by 'gateway': elements const char *. */
static GPtrArray *
zones_served(AcvChecking *checking, const GArray *exits, const AcvNatGateway *gateway)
{
    GPtrArray *zones = g_ptr_array_new();
    for (guint i = 0; i < exits->len; i++) {
        const Exit *exit = &g_array_index(exits, Exit, i);
        const char *zone = acv_checking_zone_of(checking, exit->subnet);
        if (exit->gateway == gateway && zone
            && !g_ptr_array_find_with_equal_func(zones, zone, g_str_equal, NULL)) {
            g_ptr_array_add(zones, (gpointer) zone);
        }
    }
    return zones;
}

static void
add_exits(AcvChecking *checking, AcvFinding *finding, const GArray *exits,
          const AcvNatGateway *gateway)
{
    for (guint i = 0; i < exits->len; i++) {
        const Exit *exit = &g_array_index(exits, Exit, i);
        if (exit->gateway == gateway) {
            acv_finding_add_value(checking, finding, &exit->subnet->record, "AvailabilityZoneId",
                                  acv_checking_zone_of(checking, exit->subnet));
        }
    }
}

/* Fact 0 is the gateway with its zone; the others are subnets that leave by it. True if nothing is
 * wrong with it for sure. */
static bool
judge_gateway(AcvChecking *checking, const GArray *exits, const AcvNatGateway *gateway)
{
    const char *home = acv_checking_zone_of(checking, subnet_of_gateway(checking, gateway));
    g_autoptr(GPtrArray) zones = zones_served(checking, exits, gateway);
    bool is_shared = home && zones->len > 1;
    bool is_away = home && zones->len == 1 && !g_str_equal(g_ptr_array_index(zones, 0), home);
    if (!is_shared && !is_away) {
        return (home || acv_nat_gateway_is_regional(gateway)) && zones->len > 0;
    }
    AcvFinding *finding =
        acv_finding_new(checking, ACV_STATUS_WARNING,
                        is_shared ? ACV_SENTENCE_NAT_SHARED : ACV_SENTENCE_NAT_OF_ANOTHER_ZONE);
    acv_finding_add_value(checking, finding, &gateway->record, "AvailabilityZoneId", home);
    add_exits(checking, finding, exits, gateway);
    return false;
}

void
acv_check_nat_per_zone(AcvChecking *checking)
{
    g_autoptr(GArray) exits = exits_of(checking);
    g_autoptr(GPtrArray) gateways = g_ptr_array_new();
    bool is_fine = true;
    for (guint i = 0; i < exits->len; i++) {
        const AcvNatGateway *gateway = g_array_index(exits, Exit, i).gateway;
        if (!g_ptr_array_find(gateways, gateway, NULL)) {
            g_ptr_array_add(gateways, (gpointer) gateway);
            is_fine = judge_gateway(checking, exits, gateway) && is_fine;
        }
    }
    if (gateways->len > 0 && is_fine) {
        AcvFinding *finding =
            acv_finding_new(checking, ACV_STATUS_PASS, ACV_SENTENCE_NAT_IN_EACH_ZONE);
        for (guint i = 0; i < gateways->len; i++) {
            acv_finding_add_record(finding, g_ptr_array_index(gateways, i));
        }
    }
}

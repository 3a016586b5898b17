#include "make_plan.h"

enum {
    INTERFACES_OF_A_GROUP = 20,
    INTERFACES_OF_A_DATABASE = 100,
    INTERFACES_OF_A_RUNTIME = 250,
};

const char *const tier_names[N_TIERS] = { "public", "data", "agents", "closed", "app" };
const char *const service_names[N_SERVICES] = { "ecr.api", "ecr.dkr", "logs", "bedrock-runtime" };

Plan
plan_make(uint64_t seed, unsigned n_interfaces, unsigned vpc)
{
    unsigned n_vpcs = (n_interfaces + MAX_VPC_SIZE - 1) / MAX_VPC_SIZE;
    unsigned n = n_interfaces / n_vpcs + (vpc < n_interfaces % n_vpcs);

    return (Plan){ .seed = seed,
                   .number = vpc,
                   .n_vpcs = n_vpcs,
                   .n_interfaces = n,
                   .n_groups = n / INTERFACES_OF_A_GROUP,
                   .n_databases = n / INTERFACES_OF_A_DATABASE,
                   .n_runtimes = n / INTERFACES_OF_A_RUNTIME };
}

/* The finalizer of SplitMix64. */
static uint64_t
mix(uint64_t x)
{
    x += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

uint64_t
plan_random(const Plan *plan, const char *what, uint64_t number)
{
    uint64_t x = mix(plan->seed) ^ plan->number;
    for (; *what; what++) {
        x = mix(x ^ (uint64_t) (unsigned char) *what);
    }
    return mix(x ^ number);
}

Id
plan_id(const Plan *plan, const char *kind, uint64_t number)
{
    Id id;
    g_snprintf(id.text, sizeof id.text, "%s-0%016" G_GINT64_MODIFIER "x", kind,
               plan_random(plan, kind, number));
    return id;
}

Id
plan_vpc(const Plan *plan)
{
    return plan_id(plan, "vpc", 0);
}

Id
plan_vpc_of(const Plan *plan, unsigned vpc)
{
    Plan other = { .seed = plan->seed, .number = vpc };
    return plan_vpc(&other);
}

Id
plan_subnet(const Plan *plan, Tier tier, unsigned zone)
{
    return plan_id(plan, "subnet", tier * N_ZONES + zone);
}

unsigned
plan_group_of_database(const Plan *plan, unsigned database)
{
    (void) plan;
    return GROUP_OF_DATABASE + database;
}

unsigned
plan_group_of_runtime(const Plan *plan, unsigned runtime)
{
    return GROUP_OF_DATABASE + plan->n_databases + runtime;
}

unsigned
plan_first_app_group(const Plan *plan)
{
    return plan_group_of_runtime(plan, plan->n_runtimes);
}

Id
plan_group(const Plan *plan, unsigned group)
{
    return plan_id(plan, "sg", group);
}

Id
plan_nat_interface(const Plan *plan, unsigned zone)
{
    return plan_id(plan, "eni", ENI_OF_NAT + zone);
}

Tier
plan_tier_of_runtime(unsigned runtime)
{
    return runtime % 4 == 2 ? TIER_CLOSED : TIER_AGENTS;
}

gboolean
plan_lacks_rule(unsigned runtime)
{
    return runtime % 4 == 1;
}

gboolean
plan_is_deployed(unsigned runtime)
{
    return runtime % 4 != 3;
}

char
plan_zone(unsigned zone)
{
    return "abc"[zone];
}

unsigned
plan_database_port(unsigned database)
{
    return database % 4 == 3 ? 5432 : 3306;
}

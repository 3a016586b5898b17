#include "analysis/repair.h"

#include "analysis/repair_maker.h"
#include "analysis/trace.h"
#include "change/changes.h"

/* No way has more blocks behind one another than this. */
enum { MAX_ROUNDS = 12, MAX_COMMANDS = 64 };

/* --- Makers --- */

static void (*const makers[ACV_N_CODES + 1])(const AcvCure *) = {
    [ACV_CODE_ENI_SG_RULES_MISMATCH] = acv_cure_security_group,
    [ACV_CODE_SG_HAS_NO_RULES] = acv_cure_security_group,
    [ACV_CODE_SUBNET_ACL_RESTRICTION] = acv_cure_network_acl,
    [ACV_CODE_NO_ROUTE_TO_DESTINATION] = acv_cure_route,
    [ACV_CODE_BAD_STATE_ROUTE] = acv_cure_route,
    [ACV_CODE_BAD_STATE] = acv_cure_bad_state,
    [ACV_CODE_REGIONAL_NGW_ROUTE_AZ_RESTRICTION] = acv_cure_nat_zone,
    [ACV_CODE_BAD_STATE_ATTACHMENT] = acv_cure_attachment,
    [ACV_CODE_IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS] = acv_cure_private_source,
    [ACV_CODE_IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS] = acv_cure_private_target,
    [ACV_CODE_ENDPOINT_MISSING] = acv_cure_missing_endpoint,
    [ACV_CODE_ENDPOINT_POLICY_DENIES] = acv_cure_endpoint_policy,
    [ACV_CODE_PRIVATE_DNS_NOT_EFFECTIVE] = acv_cure_private_dns,
    [ACV_CODE_DNS_SUPPORT_DISABLED] = acv_cure_dns_support,
    [ACV_CODE_DNS_SERVER_UNREACHABLE] = acv_cure_dns_server,
    [ACV_CODE_VPC_BLOCK_PUBLIC_ACCESS_ENABLED] = acv_cure_block_public_access,
    [ACV_CODE_ENI_SOURCE_DEST_CHECK_RESTRICTION] = acv_cure_source_dest_check,
    [ACV_CODE_AGENTCORE_AZ_NOT_SUPPORTED] = acv_cure_zone,
    [ACV_CODE_NO_POSSIBLE_DESTINATION] = acv_cure_mount_target,
};

void
acv_cure_make(const AcvCure *cure)
{
    if (cure->blocker->verdict == ACV_VERDICT_REFUSED && makers[cure->blocker->code]) {
        makers[cure->blocker->code](cure);
    }
}

/* --- Trying --- */

typedef struct {
    AcvSnapshot *snapshot;
    const AcvInquiry *inquiry;
} Ground;

/* The question asked of the snapshot after some commands. */
typedef struct {
    AcvChanges *changes;
    AcvWhatIf *what_if;
    AcvNetwork *network;
    AcvInquiry *inquiry;
} Trial;

static void
trial_free(Trial *trial)
{
    if (trial) {
        acv_inquiry_free(trial->inquiry);
        acv_network_free(trial->network);
        acv_what_if_free(trial->what_if);
        acv_changes_free(trial->changes);
        g_free(trial);
    }
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Trial, trial_free)

/* NULL if there are none, or they cannot be applied. */
static AcvWhatIf *
apply(const Ground *ground, const AcvChanges *changes)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    return changes ? acv_what_if_new(ground->snapshot, changes, problems) : NULL;
}

/* NULL if the commands cannot be applied, or the question then makes no sense. */
static Trial *
try_plan(const Ground *ground, const AcvPlan *plan)
{
    g_autoptr(Trial) trial = g_new0(Trial, 1);
    trial->changes = acv_plan_changes(plan);
    trial->what_if = apply(ground, trial->changes);
    if (!trial->what_if) {
        return NULL;
    }
    AcvSnapshot *after = acv_what_if_after(trial->what_if);
    trial->network = acv_network_new_like(ground->inquiry->network, after);
    trial->inquiry = acv_inquiry_new(trial->network, ground->inquiry->question, NULL);
    return trial->inquiry ? g_steal_pointer(&trial) : NULL;
}

/* Without the commands that AWS would refuse. */
static void
drop_refused(const Ground *ground, AcvPlan *plan)
{
    g_autoptr(AcvPlan) accepted = acv_plan_new(plan->arena);
    for (guint i = 0; i < plan->commands->len; i++) {
        g_ptr_array_add(accepted->commands, g_ptr_array_index(plan->commands, i));
        g_autoptr(AcvChanges) changes = acv_plan_changes(accepted);
        g_autoptr(AcvWhatIf) what_if = apply(ground, changes);
        if (!what_if) {
            g_ptr_array_set_size(accepted->commands, (gint) accepted->commands->len - 1);
        }
    }
    g_ptr_array_set_size(plan->commands, 0);
    g_ptr_array_extend(plan->commands, accepted->commands, NULL, NULL);
}

/* The plan, without what AWS would refuse of it. */
static Trial *
try_what_is_accepted(const Ground *ground, AcvPlan *plan)
{
    Trial *trial = try_plan(ground, plan);
    if (!trial) {
        drop_refused(ground, plan);
        trial = try_plan(ground, plan);
    }
    return trial;
}

static bool
is_reachable_with(const Ground *ground, const AcvChanges *changes)
{
    g_autoptr(AcvWhatIf) what_if = apply(ground, changes);
    if (!what_if) {
        return false;
    }
    g_autoptr(AcvNetwork) after =
        acv_network_new_like(ground->inquiry->network, acv_what_if_after(what_if));
    return acv_inquiry_is_reachable_in(ground->inquiry, after);
}

/* --- Both engines --- */

/* Ports that a NAT gateway may pick: the ends of what hosts use, and where they differ. */
static const uint16_t nat_ports[] = { 1024, 32767, 32768, 65535 };

static bool
is_traced(const AcvPath *path, const AcvPacket *packet, size_t port, bool *out_is_chosen)
{
    AcvTraceChoice choice = { .nat_port = nat_ports[port], .nat_address = port };
    return acv_trace(path->scene, packet, &choice, out_is_chosen) == ACV_VERDICT_ADMITTED;
}

/* Whether single packets of 'set' get there, whatever port a NAT gateway picks: the first is tried
 * with every port, if there is a choice, and each of the others with one. */
static bool
is_set_confirmed(const AcvPath *path, const AcvPacketSet *set, GRand *random)
{
    enum { N_SAMPLES = 8 };
    AcvPacket packet;
    if (!acv_packet_set_sample(set, &packet)) {
        return true;
    }
    bool is_chosen = true;
    bool is_confirmed = true;
    for (size_t i = 0; is_confirmed && is_chosen && i < G_N_ELEMENTS(nat_ports); i++) {
        is_confirmed = is_traced(path, &packet, i, &is_chosen);
    }
    for (size_t i = 1; is_confirmed && i < N_SAMPLES; i++) {
        acv_packet_set_sample_random(set, random, &packet);
        is_confirmed = is_traced(path, &packet, i % G_N_ELEMENTS(nat_ports), &is_chosen);
    }
    return is_confirmed;
}

bool
acv_repair_is_confirmed(const AcvInquiry *inquiry)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(1);
    AcvPacketSpace *space = acv_network_space(inquiry->network);
    for (guint i = 0; i < inquiry->paths->len; i++) {
        const AcvPath *path = g_ptr_array_index(inquiry->paths, i);
        const AcvPacketSet *steady =
            acv_packet_set_subtract(space, path->reachable, path->unsteady);
        if (path->reach && !is_set_confirmed(path, steady, random)) {
            return false;
        }
    }
    return true;
}

/* --- One kind of repair --- */

/* How a repair is looked for. */
typedef struct {
    AcvRepairKind kind;
    bool asks_amazon; /* Names may come from the Amazon resolver instead of other servers. */
} Approach;

/* Adds to 'plan' what takes the blocks of a path away. */
static void
cure_path(const AcvInquiry *inquiry, const AcvPath *path, Approach approach, AcvPlan *plan)
{
    AcvCure cure = { .network = inquiry->network,
                     .inquiry = inquiry,
                     .path = path,
                     .kind = approach.kind,
                     .asks_amazon = approach.asks_amazon,
                     .plan = plan };
    if (cure.kind == ACV_REPAIR_ENDPOINT && acv_cure_can_have_endpoint(inquiry->network, path)) {
        acv_cure_lead_to_endpoint(&cure);
        return;
    }
    if (path->lack && path->lack->code == ACV_CODE_NO_POSSIBLE_DESTINATION) {
        acv_cure_mount_target(&cure);
    }
    if (acv_packet_set_is_empty(path->asked)) {
        acv_cure_family(&cure);
    }
    for (guint i = 0; path->reach && i < path->reach->blockers->len; i++) {
        cure.blocker = g_ptr_array_index(path->reach->blockers, i);
        acv_cure_make(&cure);
    }
}

/* True if the plan grew. */
static bool
cure_round(const AcvInquiry *inquiry, Approach approach, AcvPlan *plan)
{
    guint n_before = plan->commands->len;
    for (guint i = 0; i < inquiry->paths->len; i++) {
        const AcvPath *path = g_ptr_array_index(inquiry->paths, i);
        if (path->outcome != ACV_OUTCOME_REACHABLE) {
            cure_path(inquiry, path, approach, plan);
        }
    }
    return plan->commands->len > n_before && plan->commands->len <= MAX_COMMANDS;
}

/* A plan with which the question is reachable, and what it leads to; or NULL. */
static AcvPlan *
search(const Ground *ground, Approach approach, AcvArena *arena, Trial **out_trial)
{
    g_autoptr(AcvPlan) plan = acv_plan_new(arena);
    g_autoptr(Trial) trial = NULL;
    for (int round = 0; round < MAX_ROUNDS; round++) {
        guint n_before = plan->commands->len;
        if (!cure_round(trial ? trial->inquiry : ground->inquiry, approach, plan)) {
            return NULL;
        }
        g_clear_pointer(&trial, trial_free);
        trial = try_what_is_accepted(ground, plan);
        if (!trial || plan->commands->len == n_before) {
            return NULL; /* Nothing new, so what follows would be the same. */
        }
        if (trial->inquiry->outcome == ACV_OUTCOME_REACHABLE) {
            *out_trial = g_steal_pointer(&trial);
            return g_steal_pointer(&plan);
        }
    }
    return NULL;
}

/* Drops every command without which, and what needs it, the question is reachable as well; what
 * needs others stands behind them, so the last come first. Without its only command a plan is the
 * design as it is, which is not reachable. 'all' are the changes of the plan. */
static void
minimise(const Ground *ground, const AcvChanges *all, AcvPlan *plan)
{
    g_autoptr(AcvChanges) fewer = NULL;
    bool dropped = true;
    while (dropped && plan->commands->len > 1) {
        dropped = false;
        for (guint i = plan->commands->len; i > 0; i--) {
            g_autoptr(AcvPlan) rest = acv_plan_copy(plan);
            acv_plan_remove(rest, i - 1);
            bool is_one = rest->commands->len + 1 == plan->commands->len;
            g_autoptr(AcvChanges) changes =
                is_one ? acv_changes_new_without(fewer ? fewer : all, i - 1)
                       : acv_plan_changes(rest);
            if (rest->commands->len > 0 && changes && is_reachable_with(ground, changes)) {
                acv_plan_remove(plan, i - 1);
                acv_changes_free(fewer);
                fewer = g_steal_pointer(&changes);
                dropped = true;
            }
        }
    }
}

/* --- What else changes --- */

static bool
holds(AcvNetwork *network, const Ground *ground, const AcvExpectation *expectation)
{
    AcvQuestion question = *ground->inquiry->question;
    question.from = expectation->from;
    question.to = expectation->to;
    g_autoptr(AcvInquiry) inquiry = acv_inquiry_new(network, &question, NULL);
    return inquiry && g_strcmp0(acv_outcome_name(inquiry->outcome), expectation->expect) == 0;
}

/* The expectations that hold before, and not in the network of 'after'. */
static GPtrArray *
find_broken(const Ground *ground, const Trial *after)
{
    size_t n;
    const AcvExpectation *expectations = acv_snapshot_expectations(ground->snapshot, &n);
    GPtrArray *broken = g_ptr_array_new();
    for (size_t i = 0; i < n; i++) {
        if (holds(ground->inquiry->network, ground, &expectations[i])
            && !holds(after->network, ground, &expectations[i])) {
            g_ptr_array_add(broken, (gpointer) &expectations[i]);
        }
    }
    return broken;
}

/* Whether what is left of a plan to lead to endpoints does that, and not only what else was in it.
 */
static bool
is_of_kind(const AcvPlan *plan, AcvRepairKind kind)
{
    static const char *const by_endpoint[] = { "create-vpc-endpoint", "modify-vpc-endpoint",
                                               "modify-vpc-attribute", "associate-dhcp-options",
                                               NULL };
    return kind != ACV_REPAIR_ENDPOINT || acv_plan_has_operation(plan, by_endpoint);
}

static AcvRepair *
repair_new(const Ground *ground, Approach approach, AcvArena *arena)
{
    g_autoptr(Trial) trial = NULL;
    AcvPlan *plan = search(ground, approach, arena, &trial);
    if (!plan) {
        return NULL;
    }
    guint n_before = plan->commands->len;
    minimise(ground, trial->changes, plan);
    if (plan->commands->len < n_before) {
        g_clear_pointer(&trial, trial_free);
        trial = try_plan(ground, plan);
    }
    acv_plan_forget_unused_variables(plan);
    if (!trial || trial->inquiry->outcome != ACV_OUTCOME_REACHABLE
        || !is_of_kind(plan, approach.kind) || !acv_repair_is_confirmed(trial->inquiry)) {
        acv_plan_free(plan);
        return NULL;
    }
    AcvRepair *repair = g_new0(AcvRepair, 1);
    repair->kind = approach.kind;
    repair->plan = plan;
    repair->cost = acv_repair_cost(plan);
    repair->breaks = find_broken(ground, trial);
    return repair;
}

/* --- All kinds --- */

static void
repair_free(AcvRepair *repair)
{
    acv_plan_free(repair->plan);
    g_ptr_array_unref(repair->breaks);
    g_free(repair);
}

static bool
same_plan(const AcvPlan *a, const AcvPlan *b)
{
    for (guint i = 0; i < b->commands->len; i++) {
        if (!acv_plan_has(a, g_ptr_array_index(b->commands, i))) {
            return false;
        }
    }
    return a->commands->len == b->commands->len;
}

static bool
is_known(const AcvRepairs *repairs, const AcvRepair *repair)
{
    for (guint i = 0; i < repairs->list->len; i++) {
        const AcvRepair *other = g_ptr_array_index(repairs->list, i);
        if (same_plan(other->plan, repair->plan)) {
            return true;
        }
    }
    return false;
}

typedef bool (*PathTest)(AcvNetwork *network, const AcvPath *path);

static bool
has_path(const AcvInquiry *inquiry, PathTest test)
{
    for (guint i = 0; i < inquiry->paths->len; i++) {
        if (test(inquiry->network, g_ptr_array_index(inquiry->paths, i))) {
            return true;
        }
    }
    return false;
}

/* Whether who is asked for the name has something to do with a block. */
static bool
is_misled_by_names(AcvNetwork *network, const AcvPath *path)
{
    (void) network;
    for (guint i = 0; path->reach && i < path->reach->blockers->len; i++) {
        const AcvBlocker *blocker = g_ptr_array_index(path->reach->blockers, i);
        const AcvRecord *component = blocker->step->component;
        if (component && component->kind == ACV_KIND_DHCP_OPTIONS) {
            return true;
        }
    }
    return false;
}

static bool
asks_other_servers(AcvNetwork *network, const AcvPath *path)
{
    (void) network;
    return path->target.naming && path->target.naming->servers;
}

/* Endpoints serve services whose names do not lead to one; another resolver and a new NAT gateway
 * are for where nothing that is there does. */
static bool
is_worth_trying(const AcvRepairs *repairs, const AcvInquiry *inquiry, AcvRepairKind kind)
{
    const AcvRepair *first = repairs->list->len > 0 ? g_ptr_array_index(repairs->list, 0) : NULL;
    switch (kind) {
    case ACV_REPAIR_AS_BUILT:
        return true;
    case ACV_REPAIR_RESOLVER:
        return !first && has_path(inquiry, is_misled_by_names);
    case ACV_REPAIR_ENDPOINT:
        return has_path(inquiry, acv_cure_can_have_endpoint);
    case ACV_REPAIR_NAT_GATEWAY:
        return !first || first->kind == ACV_REPAIR_ENDPOINT;
    }
    return false;
}

static int
compare_repairs(gconstpointer a, gconstpointer b)
{
    const AcvRepair *left = *(const AcvRepair *const *) a;
    const AcvRepair *right = *(const AcvRepair *const *) b;
    if (left->breaks->len != right->breaks->len) {
        return left->breaks->len < right->breaks->len ? -1 : 1;
    }
    return left->cost != right->cost ? (left->cost < right->cost ? -1 : 1)
                                     : (int) left->kind - (int) right->kind;
}

/* The servers for names are left alone as long as they serve. */
static AcvRepair *
find_repair(const Ground *ground, AcvRepairKind kind, AcvArena *arena)
{
    Approach approach = { kind, kind == ACV_REPAIR_RESOLVER };
    AcvRepair *repair = repair_new(ground, approach, arena);
    if (!repair && (kind == ACV_REPAIR_ENDPOINT || kind == ACV_REPAIR_NAT_GATEWAY)
        && has_path(ground->inquiry, asks_other_servers)) {
        approach.asks_amazon = true;
        repair = repair_new(ground, approach, arena);
    }
    return repair;
}

AcvRepairs *
acv_repairs_find(AcvSnapshot *snapshot, const AcvInquiry *inquiry)
{
    static const AcvRepairKind kinds[] = {
#define KIND(constant) ACV_REPAIR_##constant,
        ACV_REPAIR_KINDS(KIND)
#undef KIND
    };
    Ground ground = { snapshot, inquiry };
    AcvRepairs *repairs = g_new0(AcvRepairs, 1);
    repairs->arena = acv_arena_new(NULL);
    repairs->list = g_ptr_array_new_with_free_func((GDestroyNotify) repair_free);
    bool has_to_be =
        inquiry->outcome == ACV_OUTCOME_UNREACHABLE || inquiry->outcome == ACV_OUTCOME_PARTIAL;
    for (size_t i = 0; has_to_be && i < G_N_ELEMENTS(kinds); i++) {
        AcvRepair *repair = is_worth_trying(repairs, inquiry, kinds[i])
                                ? find_repair(&ground, kinds[i], repairs->arena)
                                : NULL;
        if (repair && is_known(repairs, repair)) {
            repair_free(repair);
        } else if (repair) {
            g_ptr_array_add(repairs->list, repair);
        }
    }
    g_ptr_array_sort(repairs->list, compare_repairs);
    return repairs;
}

void
acv_repairs_free(AcvRepairs *repairs)
{
    if (repairs) {
        g_ptr_array_unref(repairs->list);
        acv_arena_unref(repairs->arena);
        g_free(repairs);
    }
}

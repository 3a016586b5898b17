/* Rules that do nothing: of network ACLs, route tables and security groups. They do no harm by
 * themselves, but who reads them believes that they do something. */
#include "explain/check.h"

#include "analysis/idle_rule.h"

/* --- What is found --- */

static const char *
direction_name(AcvDirection direction)
{
    static const char *const names[] = {
        [ACV_DIRECTION_NONE] = NULL,
        [ACV_DIRECTION_INGRESS] = "ingress",
        [ACV_DIRECTION_EGRESS] = "egress",
    };
    return names[direction];
}

/* The idle rule first, then those because of which it is. */
static void
add_idle(AcvChecking *checking, const AcvIdleRule *idle, AcvSentence sentence)
{
    AcvFinding *finding = acv_finding_new(checking, ACV_STATUS_WARNING, sentence);
    finding->resource = idle->rule->record;
    if (direction_name(idle->direction)) {
        acv_finding_add_value(checking, finding, finding->resource, "Direction",
                              direction_name(idle->direction));
    } else {
        acv_finding_add_record(finding, finding->resource);
    }
    acv_finding_add_rule(finding, idle->rule);
    for (guint i = 0; i < idle->others->len; i++) {
        acv_finding_add_rule(finding, g_ptr_array_index(idle->others, i));
    }
}

typedef GArray *(*IdleSearch)(AcvNetwork *network, const AcvRecord *record);

/* Which of the idle rules one check is about, and what it says. */
typedef struct {
    AcvKind kind;
    IdleSearch search;
    bool (*is_wanted)(const AcvIdleRule *idle);
    AcvSentence found;
    AcvSentence all_well;
} IdleCheck;

static void
check_idle(AcvChecking *checking, const IdleCheck *check)
{
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(checking->checkup->snapshot, check->kind, &n);
    bool is_well = n > 0;
    for (size_t i = 0; i < n; i++) {
        g_autoptr(GArray) idle = check->search(checking->network, records[i]);
        for (guint j = 0; j < idle->len; j++) {
            const AcvIdleRule *rule = &g_array_index(idle, AcvIdleRule, j);
            if (check->is_wanted(rule)) {
                add_idle(checking, rule, check->found);
                is_well = false;
            }
        }
    }
    if (is_well) {
        acv_finding_new(checking, ACV_STATUS_PASS, check->all_well);
    }
}

static bool
is_any(const AcvIdleRule *idle)
{
    (void) idle;
    return true;
}

/* --- Network ACLs --- */

static GArray *
search_acl(AcvNetwork *network, const AcvRecord *record)
{
    return acv_idle_acl_entries(network, (const AcvNetworkAcl *) record);
}

/* A denial that allowed traffic passes: the ACL lets in what it seems to keep out. */
static bool
is_overruled_denial(const AcvIdleRule *idle)
{
    return idle->rule->verdict == ACV_VERDICT_REFUSED && idle->is_opposed;
}

static bool
is_other_entry(const AcvIdleRule *idle)
{
    return !is_overruled_denial(idle);
}

void
acv_check_denials_act(AcvChecking *checking)
{
    check_idle(checking, &(IdleCheck){ ACV_KIND_NETWORK_ACL, search_acl, is_overruled_denial,
                                       ACV_SENTENCE_DENIAL_NEVER_ACTS, ACV_SENTENCE_DENIALS_ACT });
}

void
acv_check_entries_are_reached(AcvChecking *checking)
{
    check_idle(checking,
               &(IdleCheck){ ACV_KIND_NETWORK_ACL, search_acl, is_other_entry,
                             ACV_SENTENCE_ENTRY_NEVER_REACHED, ACV_SENTENCE_ENTRIES_ARE_REACHED });
}

/* --- Route tables --- */

static GArray *
search_table(AcvNetwork *network, const AcvRecord *record)
{
    return acv_idle_routes(network, (const AcvRouteTable *) record);
}

void
acv_check_routes_are_used(AcvChecking *checking)
{
    check_idle(checking, &(IdleCheck){ ACV_KIND_ROUTE_TABLE, search_table, is_any,
                                       ACV_SENTENCE_ROUTE_NEVER_USED, ACV_SENTENCE_ROUTES_USED });
}

/* --- Security groups --- */

static GArray *
search_group(AcvNetwork *network, const AcvRecord *record)
{
    return acv_idle_group_rules(network, (const AcvSecurityGroup *) record);
}

void
acv_check_group_rules_count(AcvChecking *checking)
{
    check_idle(checking,
               &(IdleCheck){ ACV_KIND_SECURITY_GROUP, search_group, is_any,
                             ACV_SENTENCE_GROUP_RULE_CONTAINED, ACV_SENTENCE_GROUP_RULES_COUNT });
}

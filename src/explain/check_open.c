/* Security groups that let in the whole internet. */
#include "explain/check.h"

#include "analysis/open_group.h"

static void
add_open(AcvChecking *checking, const AcvSecurityGroup *group, const AcvOpenGroup *open,
         bool is_risky)
{
    const GPtrArray *rules = is_risky ? open->risky_rules : open->other_rules;
    AcvFinding *finding =
        acv_finding_new(checking, is_risky ? ACV_STATUS_FAIL : ACV_STATUS_WARNING,
                        is_risky ? ACV_SENTENCE_RISKY_PORTS_OPEN : ACV_SENTENCE_GROUP_OPEN);
    finding->resource = &group->record;
    for (guint i = 0; is_risky && i < open->risky_ports->len; i++) {
        const AcvRiskyPortRow *row = g_array_index(open->risky_ports, const AcvRiskyPortRow *, i);
        g_autofree char *value = g_strdup_printf("%u (%s)", row->port, row->title);
        acv_finding_add_value(checking, finding, finding->resource, "Port", value);
    }
    if (!is_risky) {
        acv_finding_add_record(finding, finding->resource);
    }
    for (guint i = 0; i < rules->len; i++) {
        acv_finding_add_rule(finding, g_ptr_array_index(rules, i));
    }
}

static void
check_open(AcvChecking *checking, bool is_risky)
{
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(checking->checkup->snapshot, ACV_KIND_SECURITY_GROUP, &n);
    bool is_well = n > 0;
    for (size_t i = 0; i < n; i++) {
        const AcvSecurityGroup *group = (const AcvSecurityGroup *) records[i];
        g_auto(AcvOpenGroup) open = acv_open_group_find(checking->network, group);
        if ((is_risky ? open.risky_rules : open.other_rules)->len > 0) {
            add_open(checking, group, &open, is_risky);
            is_well = false;
        }
    }
    if (is_well) {
        acv_finding_new(checking, ACV_STATUS_PASS,
                        is_risky ? ACV_SENTENCE_NO_RISKY_PORT_OPEN : ACV_SENTENCE_NO_GROUP_OPEN);
    }
}

void
acv_check_risky_ports(AcvChecking *checking)
{
    check_open(checking, true);
}

void
acv_check_open_groups(AcvChecking *checking)
{
    check_open(checking, false);
}

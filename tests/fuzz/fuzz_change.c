/* Reads changes from any text, tries them, and prints what was read: beyond not crashing, what is
 * printed is read back as the same, and errors leave nothing. */
#include "acv/change.h"
#include "scenario.h"
#include "targets.h"

static const char json[] =
    "{\"Region\":\"us-east-1\",\"Vpcs\":[{\"VpcId\":\"vpc-1\",\"CidrBlock\":\"10.0.0.0/16\"}],"
    "\"Subnets\":[{\"SubnetId\":\"subnet-1\",\"VpcId\":\"vpc-1\",\"CidrBlock\":\"10.0.1.0/24\"}],"
    "\"SecurityGroups\":[{\"GroupId\":\"sg-1\",\"VpcId\":\"vpc-1\",\"IpPermissions\":[]},"
    "{\"GroupId\":\"sg-2\",\"VpcId\":\"vpc-1\"}],\"NetworkAcls\":[{\"NetworkAclId\":\"acl-1\","
    "\"VpcId\":\"vpc-1\",\"Entries\":[{\"RuleNumber\":100,\"Egress\":true,\"RuleAction\":\"allow\","
    "\"Protocol\":\"-1\",\"CidrBlock\":\"0.0.0.0/0\"}]}],\"RouteTables\":[{\"RouteTableId\":"
    "\"rtb-1\",\"VpcId\":\"vpc-1\",\"Associations\":[{\"Main\":true}],\"Routes\":[]}],"
    "\"InternetGateways\":[{\"InternetGatewayId\":\"igw-1\",\"Attachments\":[{\"VpcId\":"
    "\"vpc-1\"}]}]}";

static char *
print(const AcvChanges *changes)
{
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < acv_changes_n(changes); i++) {
        const AcvChange *change = acv_changes_get(changes, i);
        g_autofree char *text =
            change->command ? acv_aws_command_print(change->command) : g_strdup(change->fragment);
        g_string_append_printf(out, "%s\n", text);
    }
    return g_string_free(out, FALSE);
}

static void
check_problems(const AcvProblems *problems)
{
    for (size_t i = 0; i < acv_problems_n_kept(problems); i++) {
        g_autofree char *line = acv_problem_print(acv_problems_get(problems, i));
        g_assert(g_utf8_validate(line, -1, NULL));
    }
}

static void
try_changes(const AcvChanges *changes)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvSnapshot) snapshot = scenario_parse(json, NULL);
    g_autofree char *before = snapshot_print(snapshot);
    g_autoptr(AcvWhatIf) what_if = acv_what_if_new(snapshot, changes, problems);
    g_assert(!what_if == (acv_problems_count(problems, ACV_SEVERITY_ERROR) > 0));
    check_problems(problems);
    g_autofree char *still = snapshot_print(snapshot);
    g_assert_cmpstr(still, ==, before);
    if (what_if) {
        g_autofree char *after = snapshot_print(acv_what_if_after(what_if));
        g_assert(after);
    }
}

/* Ids without variables are numbered, so that reading all anew gives the same. */
static void
read_back(const char *printed)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvChanges) changes = acv_changes_new();
    if (*printed == '\0' || !acv_changes_add_text(changes, "again", printed, problems)) {
        g_assert(*printed == '\0' || *printed == '{');
        return;
    }
    g_autofree char *again = print(changes);
    g_assert_cmpstr(again, ==, printed);
}

void
fuzz_change(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *) data, size);
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvChanges) changes = acv_changes_new();
    bool ok = acv_changes_add_text(changes, "fuzz", text, problems);
    g_assert(ok == (acv_problems_count(problems, ACV_SEVERITY_ERROR) == 0));
    g_assert(ok || acv_changes_n(changes) == 0);
    check_problems(problems);
    try_changes(changes);
    if (acv_changes_n(changes) > 0 && acv_changes_get(changes, 0)->command) {
        g_autofree char *printed = print(changes);
        read_back(printed);
    }
}

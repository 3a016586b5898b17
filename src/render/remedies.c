#include "render/remedies.h"

#include "acv/render.h"
#include "load/shell.h"

#include <string.h>

/* --- What they are, in words --- */

/* Of a remedy that is not the first: how it differs. */
static const char *const kinds[] = {
    [ACV_REPAIR_AS_BUILT] = "Or, with the gateways and endpoints that are there:",
    [ACV_REPAIR_RESOLVER] = "Or, with names from the Amazon resolver:",
    [ACV_REPAIR_ENDPOINT] = "Or, by a VPC endpoint:",
    [ACV_REPAIR_NAT_GATEWAY] = "Or, by a new NAT gateway:",
};

/* What a command is for; "%s" stands for the value of an option. */
static const struct {
    const char *operation;
    const char *purpose;
    const char *option; /* NULL if the purpose names nothing. */
} purposes[] = {
    { "allocate-address", "A public address, which AWS chooses.", NULL },
    { "assign-ipv6-addresses", "Give an IPv6 address to %s.", "network-interface-id" },
    { "associate-address", "Give the public address to %s.", "network-interface-id" },
    { "associate-dhcp-options", "Let the Amazon resolver answer in %s.", "vpc-id" },
    { "associate-route-table", "Give %s its route table.", "subnet-id" },
    { "attach-internet-gateway", "Attach the internet gateway to %s.", "vpc-id" },
    { "authorize-security-group-egress", "Let the connection out of %s.", "group-id" },
    { "authorize-security-group-ingress", "Let the connection in to %s.", "group-id" },
    { "create-egress-only-internet-gateway", "A way out for IPv6 from %s.", "vpc-id" },
    { "create-internet-gateway", "A way to the internet.", NULL },
    { "create-mount-target", "A place to mount %s.", "file-system-id" },
    { "create-nat-gateway", "Send private hosts out by a public address, from %s.", "subnet-id" },
    { "create-network-acl-entry", "Let the packets pass %s.", "network-acl-id" },
    { "create-route", "Lead the packets on from %s.", "route-table-id" },
    { "create-route-table", "A new route table in %s.", "vpc-id" },
    { "create-security-group", "A new security group in %s.", "vpc-id" },
    { "create-subnet", "A subnet of its own in %s.", "vpc-id" },
    { "create-vpc-block-public-access-exclusion", "Exempt %s from Block Public Access.",
      "subnet-id" },
    { "create-vpc-endpoint", "A private way to %s.", "service-name" },
    { "delete-route", "Take a route that leads nowhere out of %s.", "route-table-id" },
    { "modify-network-interface-attribute", "Let %s pass what is not its own.",
      "network-interface-id" },
    { "modify-vpc-attribute", "Give %s names that work.", "vpc-id" },
    { "modify-vpc-endpoint", "Put the endpoint %s to use.", "vpc-endpoint-id" },
    { "replace-route-table-association", "Give its subnet the new route table %s.",
      "route-table-id" },
    { "replace-network-acl-entry",
      "Let the packets pass %s, where a rule denies them and none fits in before it.",
      "network-acl-id" },
    { "replace-route", "Lead the packets another way from %s.", "route-table-id" },
    { "start-db-cluster", "Start %s.", "db-cluster-identifier" },
    { "start-db-instance", "Start %s.", "db-instance-identifier" },
    { "start-instances", "Start %s.", "instance-ids" },
    { "update-agent-runtime", "Move %s to other subnets.", "agent-runtime-id" },
};

/* '%s' in 'text' replaced by 'value'. */
static void
append_filled(GString *out, const char *text, const char *value)
{
    const char *place = strstr(text, "%s");
    if (!place) {
        g_string_append(out, text);
        return;
    }
    g_autofree char *shown = acv_layout_clean(value ? value : "it");
    if (g_str_has_prefix(shown, "${")) { /* A variable: by its name. */
        g_strdelimit(shown, "${}", ' ');
        g_strstrip(shown);
    }
    g_string_append_len(out, text, place - text);
    g_string_append(out, shown);
    g_string_append(out, place + strlen("%s"));
}

static void
word_purpose(GString *out, const AcvAwsCommand *command)
{
    if (strcmp(command->operation, "modify-vpc-endpoint") == 0
        && acv_command_has(command, "policy-document")) {
        append_filled(out, "Have the policy of %s admit what is needed.",
                      acv_command_value(command, "vpc-endpoint-id"));
        return;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(purposes); i++) {
        if (strcmp(purposes[i].operation, command->operation) == 0) {
            const char *value =
                purposes[i].option ? acv_command_value(command, purposes[i].option) : NULL;
            append_filled(out, purposes[i].purpose, value);
            return;
        }
    }
}

const char *
acv_repair_heading(const AcvRepair *repair, guint index)
{
    bool is_one = repair->plan->commands->len == 1;
    return index > 0 ? kinds[repair->kind]
           : is_one  ? "As a command, tried on this design:"
                     : "As commands, tried on this design; each of them is needed:";
}

void
acv_word_broken(GString *out, const AcvExpectation *expectation)
{
    g_string_append_printf(out, "It breaks an expectation: from %s to %s, %s", expectation->from,
                           expectation->to, expectation->expect);
    if (expectation->because) {
        g_string_append_printf(out, " (%s)", expectation->because);
    }
    g_string_append_c(out, '.');
}

/* --- Text --- */

static void
write_plan(AcvPage *page, const AcvPlan *plan)
{
    for (guint i = 0; i < plan->commands->len; i++) {
        g_autofree char *command = acv_aws_command_print(g_ptr_array_index(plan->commands, i));
        g_autofree char *clean = acv_layout_clean(command);
        acv_append_command(page->layout.out, clean, page->layout.width, 2 * ACV_PAGE_INDENT);
    }
}

void
acv_page_write_commands(AcvPage *page)
{
    const AcvRepairs *repairs = page->answer->repairs;
    for (guint i = 0; repairs && i < repairs->list->len; i++) {
        const AcvRepair *repair = g_ptr_array_index(repairs->list, i);
        acv_layout_blank(&page->layout);
        acv_layout_text(&page->layout, ACV_PAGE_INDENT, acv_repair_heading(repair, i));
        write_plan(page, repair->plan);
        for (guint j = 0; j < repair->breaks->len; j++) {
            g_autoptr(GString) text = g_string_new(NULL);
            acv_word_broken(text, g_ptr_array_index(repair->breaks, j));
            acv_layout_text(&page->layout, ACV_PAGE_INDENT, text->str);
        }
    }
}

/* --- JSON --- */

static void
write_breaks(AcvJsonWriter *writer, const AcvRepair *repair)
{
    acv_json_key(writer, "Breaks");
    acv_json_begin_array(writer);
    for (guint i = 0; i < repair->breaks->len; i++) {
        const AcvExpectation *expectation = g_ptr_array_index(repair->breaks, i);
        acv_json_begin_object(writer);
        acv_json_member_string(writer, "From", expectation->from);
        acv_json_member_string(writer, "To", expectation->to);
        acv_json_member_string(writer, "Expect", expectation->expect);
        acv_json_member_string(writer, "Because", expectation->because);
        acv_json_end_object(writer);
    }
    acv_json_end_array(writer);
}

void
acv_json_member_remedies(AcvJsonWriter *writer, const AcvAnswer *answer)
{
    const AcvRepairs *repairs = answer->repairs;
    acv_json_key(writer, "Remedies");
    acv_json_begin_array(writer);
    for (guint i = 0; repairs && i < repairs->list->len; i++) {
        const AcvRepair *repair = g_ptr_array_index(repairs->list, i);
        acv_json_begin_object(writer);
        acv_json_key(writer, "Commands");
        acv_json_begin_array(writer);
        for (guint j = 0; j < repair->plan->commands->len; j++) {
            g_autofree char *command =
                acv_aws_command_print(g_ptr_array_index(repair->plan->commands, j));
            acv_json_string(writer, command);
        }
        acv_json_end_array(writer);
        acv_json_member_bool(writer, "Verified", true);
        acv_json_member_string(writer, "Verdict", acv_outcome_name(ACV_OUTCOME_REACHABLE));
        write_breaks(writer, repair);
        acv_json_end_object(writer);
    }
    acv_json_end_array(writer);
}

/* --- A script --- */

enum { SCRIPT_WIDTH = 80 };

static void
append_comment(GString *out, const char *text)
{
    g_autofree char *clean = acv_layout_clean(text);
    g_string_append_printf(out, "# %s\n", clean);
}

/* Why there is nothing to run. */
static void
append_reasons(GString *out, const AcvAnswer *answer)
{
    AcvWords words = acv_words_of(answer);
    append_comment(out, answer->outcome == ACV_OUTCOME_REACHABLE ? "Nothing has to change."
                        : answer->outcome == ACV_OUTCOME_UNDETERMINED
                            ? "What the answer depends on is not in the scenario:"
                            : "No command is known that helps. What stands in the way:");
    for (guint i = 0; i < answer->missing->len; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        acv_word_missing(text, &g_array_index(answer->missing, AcvMissing, i));
        append_comment(out, text->str);
    }
    for (guint i = 0; i < answer->explanations->len; i++) {
        const AcvExplanation *explanation = &g_array_index(answer->explanations, AcvExplanation, i);
        g_autoptr(GString) text = g_string_new(NULL);
        g_string_append_printf(text, "%s: ", acv_code_name(explanation->code));
        acv_word_remedy(text, &words, explanation);
        append_comment(out, text->str);
    }
}

/* What AWS needs time for, and what waits for it.
 * Source: botocore, the waiters of ec2 2016-11-15 and rds 2014-10-31 */
static const struct {
    const char *operation;
    const char *wait;   /* The command, up to the id. */
    const char *option; /* That has the id; NULL: it is what the command creates. */
} waits[] = {
    { "create-nat-gateway", "aws ec2 wait nat-gateway-available --nat-gateway-ids", NULL },
    { "create-subnet", "aws ec2 wait subnet-available --subnet-ids", NULL },
    { "start-db-cluster", "aws rds wait db-cluster-available --db-cluster-identifier",
      "db-cluster-identifier" },
    { "start-db-instance", "aws rds wait db-instance-available --db-instance-identifier",
      "db-instance-identifier" },
    { "start-instances", "aws ec2 wait instance-running --instance-ids", "instance-ids" },
};

/* Nothing if the effect is there at once, or nobody has a name for it. */
static void
append_wait(GString *out, const AcvAwsCommand *command)
{
    for (size_t i = 0; i < G_N_ELEMENTS(waits); i++) {
        const char *id = strcmp(waits[i].operation, command->operation) != 0 ? NULL
                         : waits[i].option ? acv_command_value(command, waits[i].option)
                                           : command->variable;
        if (id && !waits[i].option) {
            g_string_append_printf(out, "%s \"$%s\"\n", waits[i].wait, id);
        } else if (id) {
            g_string_append_printf(out, "%s ", waits[i].wait);
            acv_shell_quote(out, id);
            g_string_append_c(out, '\n');
        }
    }
}

void
acv_render_fix(GString *out, const AcvAnswer *answer)
{
    const AcvQuestion *question = answer->inquiry->question;
    g_autofree char *about = g_strdup_printf("From %s to %s: %s.", question->from, question->to,
                                             acv_outcome_name(answer->outcome));
    g_string_append(out, "#!/bin/sh\n");
    append_comment(out, about);
    if (acv_answer_n_remedies(answer) == 0) {
        append_reasons(out, answer);
        return;
    }
    const AcvRepair *repair = g_ptr_array_index(answer->repairs->list, 0);
    for (guint i = 0; i < repair->breaks->len; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        acv_word_broken(text, g_ptr_array_index(repair->breaks, i));
        append_comment(out, text->str);
    }
    g_string_append(out, "set -eu\n");
    for (guint i = 0; i < repair->plan->commands->len; i++) {
        const AcvAwsCommand *command = g_ptr_array_index(repair->plan->commands, i);
        g_autofree char *line = acv_aws_command_print(command);
        g_autoptr(GString) purpose = g_string_new(NULL);
        word_purpose(purpose, command);
        g_string_append_c(out, '\n');
        append_comment(out, purpose->str);
        acv_append_command(out, line, SCRIPT_WIDTH, 0);
        append_wait(out, command);
    }
}

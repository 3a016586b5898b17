/* Entries of network ACLs. */
#include "analysis/repair_maker.h"
#include "analysis/traffic.h"

#include <string.h>

const char *
acv_cure_protocol_word(const AcvCure *cure, int protocol)
{
    const char *keyword =
        protocol == 6 || protocol == 17 || protocol == 1 || protocol == 58
            ? acv_catalog_protocol_keyword(acv_network_catalog(cure->network), (unsigned) protocol)
            : NULL;
    g_autofree char *number = g_strdup_printf("%d", protocol);
    return keyword ? keyword : acv_arena_text(cure->plan->arena, number);
}

/* The lowest number of a rule that denies some of the packets; 32767 if it is only the last. */
static int
deciding_number(const AcvCure *cure)
{
    const AcvStage *stage = cure->blocker->step->stage;
    AcvPacketSpace *space = acv_network_space(cure->network);
    int lowest = 32767;
    for (size_t i = 0; i < stage->n_rules; i++) {
        const AcvRule *rule = &stage->rules[i];
        AcvMatch match =
            cure->blocker->step->is_reply ? acv_match_mirror(&rule->match) : rule->match;
        if (rule->verdict != ACV_VERDICT_ADMITTED && rule->entry
            && rule->entry->rule_number.value < lowest
            && acv_packet_set_overlaps(space, acv_packet_set_from_match(space, &match),
                                       cure->blocker->packets)) {
            lowest = rule->entry->rule_number.value;
        }
    }
    return lowest;
}

static const char create[] = "create-network-acl-entry";
static const char replace[] = "replace-network-acl-entry";

/* Whether a command of the plan does that to a rule of that number and direction. */
static bool
is_planned(const AcvCure *cure, const char *operation, const AcvNetworkAcl *acl, bool is_egress,
           int number)
{
    g_autofree char *word = g_strdup_printf("%d", number);
    for (guint i = 0; i < cure->plan->commands->len; i++) {
        const AcvAwsCommand *command = g_ptr_array_index(cure->plan->commands, i);
        if (strcmp(command->operation, operation) == 0
            && acv_command_has(command, "egress") == is_egress
            && g_strcmp0(acv_command_value(command, "network-acl-id"), acl->record.id) == 0
            && g_strcmp0(acv_command_value(command, "rule-number"), word) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether the ACL, or a command of the plan, has a rule of that number and direction. */
static bool
is_taken(const AcvCure *cure, const AcvNetworkAcl *acl, bool is_egress, int number)
{
    for (size_t i = 0; i < acl->entries.n; i++) {
        const AcvNetworkAclEntry *entry = &acl->entries.items[i];
        if (entry->rule_number.value == number && (entry->egress == ACV_FLAG_TRUE) == is_egress) {
            return true;
        }
    }
    return is_planned(cure, create, acl, is_egress, number);
}

/* The highest number in use below the last. */
static int
highest_number(const AcvNetworkAcl *acl, bool is_egress)
{
    int highest = 0;
    for (size_t i = 0; i < acl->entries.n; i++) {
        const AcvNetworkAclEntry *entry = &acl->entries.items[i];
        if ((entry->egress == ACV_FLAG_TRUE) == is_egress && entry->rule_number.value < 32767) {
            highest = MAX(highest, entry->rule_number.value);
        }
    }
    return highest;
}

/* A free number below the rule that decides: the next ten after what is there, if that is the last
 * one; else the nearest ten below, else any. 0 if there is none. */
static int
free_number(const AcvCure *cure, const AcvNetworkAcl *acl, bool is_egress)
{
    enum { STEP = 10 };
    int limit = deciding_number(cure);
    int highest = highest_number(acl, is_egress);
    for (int number = (highest / STEP + 1) * STEP; number < limit; number += STEP) {
        if (!is_taken(cure, acl, is_egress, number)) {
            return number;
        }
    }
    for (int number = (limit - 1) / STEP * STEP; number > 0; number -= STEP) {
        if (!is_taken(cure, acl, is_egress, number)) {
            return number;
        }
    }
    for (int number = limit - 1; number > 0; number--) {
        if (!is_taken(cure, acl, is_egress, number)) {
            return number;
        }
    }
    return 0;
}

static void
add_acl_ports(const AcvCure *cure, AcvAwsCommand *command, const AcvTraffic *traffic)
{
    g_autofree char *word = NULL;
    if (traffic->protocol == 1 || traffic->protocol == 58) {
        word = g_strdup_printf("Type=%d,Code=-1", traffic->has_ports ? traffic->ports.first : -1);
        acv_plan_add_word(cure->plan, command, "icmp-type-code", word);
    } else if (traffic->protocol == 6 || traffic->protocol == 17) {
        word = g_strdup_printf("From=%d,To=%d", traffic->ports.first, traffic->ports.last);
        acv_plan_add_word(cure->plan, command, "port-range", word);
    }
}

/* Where no number before the rule that denies is free, the entry takes the place of that rule; what
 * is denied then, and by which, is for the next round to see. */
static void
append_entry(const AcvCure *cure, const AcvNetworkAcl *acl, const AcvTraffic *traffic,
             AcvPrefix prefix)
{
    bool is_egress = cure->blocker->step->stage->direction == ACV_DIRECTION_EGRESS;
    int number = free_number(cure, acl, is_egress);
    const char *operation = create;
    if (number == 0) {
        number = deciding_number(cure);
        operation = replace;
    }
    if (is_planned(cure, replace, acl, is_egress, number)) {
        return;
    }
    AcvPlan *plan = cure->plan;
    AcvAwsCommand *command = acv_plan_command(plan, NULL, "ec2", operation);
    acv_plan_add_id(plan, command, "network-acl-id", acl->record.id);
    acv_plan_add_flag(plan, command, is_egress ? "egress" : "ingress");
    acv_plan_add_number(plan, command, "rule-number", number);
    acv_plan_add_word(plan, command, "protocol", acv_cure_protocol_word(cure, traffic->protocol));
    add_acl_ports(cure, command, traffic);
    acv_plan_add_prefix(plan, command,
                        traffic->family == ACV_FAMILY_IPV4 ? "cidr-block" : "ipv6-cidr-block",
                        prefix);
    acv_plan_add_word(plan, command, "rule-action", "allow");
    acv_plan_append(plan, command);
}

/* Whether the plan has an entry that says the same but for its number. */
static bool
has_entry(const AcvCure *cure, const AcvNetworkAcl *acl, const AcvTraffic *traffic,
          AcvPrefix prefix)
{
    bool is_egress = cure->blocker->step->stage->direction == ACV_DIRECTION_EGRESS;
    g_autoptr(AcvPlan) scratch = acv_plan_new(cure->plan->arena);
    char buffer[ACV_ADDRESS_TEXT_SIZE];
    AcvAwsCommand *wanted = acv_plan_command(scratch, NULL, "ec2", "create-network-acl-entry");
    add_acl_ports(cure, wanted, traffic);
    const char *block = traffic->family == ACV_FAMILY_IPV4 ? "cidr-block" : "ipv6-cidr-block";
    for (guint i = 0; i < cure->plan->commands->len; i++) {
        const AcvAwsCommand *command = g_ptr_array_index(cure->plan->commands, i);
        if (strcmp(command->operation, wanted->operation) == 0
            && acv_command_has(command, "egress") == is_egress
            && g_strcmp0(acv_command_value(command, "network-acl-id"), acl->record.id) == 0
            && g_strcmp0(acv_command_value(command, "protocol"),
                         acv_cure_protocol_word(cure, traffic->protocol))
                   == 0
            && g_strcmp0(acv_command_value(command, "port-range"),
                         acv_command_value(wanted, "port-range"))
                   == 0
            && g_strcmp0(acv_command_value(command, "icmp-type-code"),
                         acv_command_value(wanted, "icmp-type-code"))
                   == 0
            && g_strcmp0(acv_command_value(command, block), acv_prefix_print(prefix, buffer))
                   == 0) {
            return true;
        }
    }
    return false;
}

void
acv_cure_network_acl(const AcvCure *cure)
{
    const AcvRecord *component = cure->blocker->step->component;
    if (!component || component->kind != ACV_KIND_NETWORK_ACL) {
        return;
    }
    const AcvNetworkAcl *acl = (const AcvNetworkAcl *) component;
    g_autoptr(GArray) traffics = acv_traffic_of(cure->network, cure->blocker);
    for (guint i = 0; i < traffics->len; i++) {
        const AcvTraffic *traffic = &g_array_index(traffics, AcvTraffic, i);
        g_autoptr(GArray) prefixes = acv_prefixes_of(traffic->peers, traffic->family);
        for (guint j = 0; j < prefixes->len; j++) {
            AcvPrefix prefix = g_array_index(prefixes, AcvPrefix, j);
            if (!has_entry(cure, acl, traffic, prefix)) {
                append_entry(cure, acl, traffic, prefix);
            }
        }
    }
}

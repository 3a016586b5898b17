#include "analysis/idle_rule.h"

#include "analysis/group_rules.h"
#include "analysis/idle_part.h"
#include "network/stage.h"

static void
clear_idle(gpointer idle)
{
    g_ptr_array_unref(((AcvIdleRule *) idle)->others);
}

GArray *
acv_idle_rules_new(void)
{
    GArray *idle = g_array_new(FALSE, FALSE, sizeof(AcvIdleRule));
    g_array_set_clear_func(idle, clear_idle);
    return idle;
}

/* --- Which rules take what another would match --- */

static bool
addresses_can_meet(const AcvAddressSet *a, const AcvAddressSet *b)
{
    if (!a || !b || a->n_ranges == 0 || b->n_ranges == 0) {
        return true;
    }
    const AcvAddressRange *left = &a->ranges[0];
    const AcvAddressRange *right = &b->ranges[0];
    if (a->n_ranges > 1 || b->n_ranges > 1) {
        return true;
    }
    return left->family == right->family && left->first <= right->last
           && right->first <= left->last;
}

static bool
ports_can_meet(AcvPortRange a, AcvPortRange b)
{
    return a.first <= b.last && b.first <= a.last;
}

bool
acv_matches_can_meet(const AcvMatch *a, const AcvMatch *b)
{
    return a->first_protocol <= b->last_protocol && b->first_protocol <= a->last_protocol
           && ports_can_meet(a->source_ports, b->source_ports)
           && ports_can_meet(a->destination_ports, b->destination_ports)
           && addresses_can_meet(a->sources, b->sources)
           && addresses_can_meet(a->destinations, b->destinations);
}

GPtrArray *
acv_rules_that_cover(AcvPacketSpace *space, const AcvMatch *match, const AcvPacketSet *set,
                     const GPtrArray *rules)
{
    GPtrArray *needed = g_ptr_array_new();
    for (guint i = 0; i < rules->len && !acv_packet_set_is_empty(set); i++) {
        const AcvRule *rule = g_ptr_array_index(rules, i);
        if (!acv_matches_can_meet(match, &rule->match)) {
            continue;
        }
        const AcvPacketSet *rest =
            acv_packet_set_subtract(space, set, acv_packet_set_from_match(space, &rule->match));
        if (rest != set) {
            g_ptr_array_add(needed, (gpointer) rule);
        }
        set = rest;
    }
    return needed;
}

/* --- Entries of an ACL --- */

/* The numbers of the final denials of IPv4 and of IPv6. */
enum { FIRST_FINAL_NUMBER = 32767 };

static bool
is_final(const AcvRule *rule)
{
    return rule->entry && rule->entry->rule_number.value >= FIRST_FINAL_NUMBER;
}

static bool
is_opposed(const AcvRule *rule, const GPtrArray *others)
{
    for (guint i = 0; i < others->len; i++) {
        if (((const AcvRule *) g_ptr_array_index(others, i))->verdict != rule->verdict) {
            return true;
        }
    }
    return false;
}

void
acv_idle_find_shadowed(const AcvRule *rules, size_t n, AcvDirection direction, GArray *idle)
{
    g_autoptr(AcvPacketSpace) space = acv_packet_space_new();
    g_autoptr(GPtrArray) earlier = g_ptr_array_new();
    const AcvPacketSet *taken = acv_packet_set_empty(space);
    for (size_t i = 0; i < n; i++) {
        const AcvRule *rule = &rules[i];
        if (rule->verdict == ACV_VERDICT_UNKNOWN || is_final(rule)) {
            continue;
        }
        const AcvPacketSet *set = acv_packet_set_from_match(space, &rule->match);
        if (acv_packet_set_covers(space, taken, set)) {
            AcvIdleRule found = { rule, direction,
                                  acv_rules_that_cover(space, &rule->match, set, earlier), false };
            found.is_opposed = is_opposed(rule, found.others);
            g_array_append_val(idle, found);
            continue;
        }
        taken = acv_packet_set_union(space, taken, set);
        g_ptr_array_add(earlier, (gpointer) rule);
    }
}

/* The rules, kept by the network. */
static const AcvRule *
keep_rules(AcvNetwork *network, const GArray *rules)
{
    AcvRule *kept = acv_arena_new0(acv_network_arena(network), AcvRule, MAX(rules->len, 1));
    for (guint i = 0; i < rules->len; i++) {
        kept[i] = g_array_index(rules, AcvRule, i);
    }
    return kept;
}

static const AcvDirection directions[] = { ACV_DIRECTION_INGRESS, ACV_DIRECTION_EGRESS };

GArray *
acv_idle_acl_entries(AcvNetwork *network, const AcvNetworkAcl *acl)
{
    GArray *idle = acv_idle_rules_new();
    for (size_t i = 0; i < G_N_ELEMENTS(directions); i++) {
        g_autoptr(GArray) rules = acv_network_acl_rules(network, acl, directions[i]);
        acv_idle_find_shadowed(keep_rules(network, rules), rules->len, directions[i], idle);
    }
    return idle;
}

/* --- Rules of a group --- */

GArray *
acv_idle_group_rules(AcvNetwork *network, const AcvSecurityGroup *group)
{
    GArray *idle = acv_idle_rules_new();
    for (size_t i = 0; i < G_N_ELEMENTS(directions); i++) {
        g_autoptr(GArray) rules = acv_group_rules(network, group, directions[i]);
        acv_idle_find_contained(keep_rules(network, rules), rules->len, directions[i], idle);
    }
    return idle;
}

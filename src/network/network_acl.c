/* Network ACLs: entries in the order of their numbers, of which the first match decides. */
#include "network/index.h"
#include "network/match.h"
#include "network/stage.h"

static bool
entry_is_of(const AcvNetworkAclEntry *entry, AcvDirection direction)
{
    return (entry->egress == ACV_FLAG_TRUE) == (direction == ACV_DIRECTION_EGRESS);
}

/* An entry matches the far side: destinations of egress, sources of ingress. */
static void
set_far_side(AcvMatch *match, AcvDirection direction, const AcvAddressSet *addresses)
{
    if (direction == ACV_DIRECTION_EGRESS) {
        match->destinations = addresses;
    } else {
        match->sources = addresses;
    }
}

static AcvMatch
entry_match(AcvNetwork *network, const AcvNetworkAclEntry *entry, AcvDirection direction)
{
    AcvMatch match = ACV_MATCH_ALL;
    AcvProtocol protocol = entry->protocol;
    bool is_icmp = protocol.given && protocol.first == protocol.last
                   && acv_protocol_layer4(protocol.first) == ACV_LAYER4_ICMP;
    acv_match_set_protocol(&match, protocol, is_icmp ? entry->icmp_type : entry->from_port,
                           is_icmp ? entry->icmp_code : entry->to_port);
    AcvPrefix prefix = entry->cidr_block.address.family != ACV_FAMILY_NONE ? entry->cidr_block
                                                                           : entry->ipv6_cidr_block;
    set_far_side(&match, direction,
                 prefix.address.family != ACV_FAMILY_NONE ? acv_network_prefix_set(network, prefix)
                                                          : NULL);
    return match;
}

/* What the scenario should have said of an entry, or NULL. */
static const char *
missing_field(const AcvNetworkAclEntry *entry)
{
    if (entry->protocol.unknown || !entry->protocol.given) {
        return "Protocol";
    }
    if (entry->cidr_block.address.family == ACV_FAMILY_NONE
        && entry->ipv6_cidr_block.address.family == ACV_FAMILY_NONE) {
        return "CidrBlock";
    }
    bool is_allow = g_strcmp0(entry->rule_action, "allow") == 0;
    bool is_deny = g_strcmp0(entry->rule_action, "deny") == 0;
    return is_allow || is_deny ? NULL : "RuleAction";
}

static AcvRule
entry_rule(AcvNetwork *network, const AcvNetworkAcl *acl, const AcvNetworkAclEntry *entry,
           AcvDirection direction)
{
    AcvRule rule = { .match = entry_match(network, entry, direction),
                     .record = &acl->record,
                     .entry = entry };
    const char *field = missing_field(entry);
    if (field) {
        rule.verdict = ACV_VERDICT_UNKNOWN;
        rule.code = ACV_CODE_MISSING_DATA;
        rule.missing = (AcvMissing){ ACV_KIND_NETWORK_ACL, acl->record.id, field, NULL };
    } else if (g_str_equal(entry->rule_action, "allow")) {
        rule.verdict = ACV_VERDICT_ADMITTED;
    } else {
        rule.verdict = ACV_VERDICT_REFUSED;
        rule.code = ACV_CODE_SUBNET_ACL_RESTRICTION;
    }
    return rule;
}

static int
compare_numbers(gconstpointer a, gconstpointer b)
{
    const AcvRule *left = a;
    const AcvRule *right = b;
    int32_t difference = left->entry->rule_number.value - right->entry->rule_number.value;
    return difference ? difference : (left->entry < right->entry ? -1 : left->entry > right->entry);
}

GArray *
acv_network_acl_rules(AcvNetwork *network, const AcvNetworkAcl *acl, AcvDirection direction)
{
    GArray *rules = acv_rules_new();
    for (size_t i = 0; i < acl->entries.n; i++) {
        const AcvNetworkAclEntry *entry = &acl->entries.items[i];
        if (entry_is_of(entry, direction)) {
            AcvRule rule = entry_rule(network, acl, entry, direction);
            g_array_append_val(rules, rule);
        }
    }
    g_array_sort(rules, compare_numbers);
    return rules;
}

/* The one rule of a subnet whose ACL is the default one, or of an ACL without its entries. */
static void
append_whole(const AcvNetworkAcl *acl, GArray *rules)
{
    AcvRule rule = { .match = ACV_MATCH_ALL,
                     .verdict = ACV_VERDICT_ADMITTED,
                     .assumption = ACV_ASSUMPTION_DEFAULT_NETWORK_ACL };
    if (acl) {
        rule.verdict = ACV_VERDICT_UNKNOWN;
        rule.code = ACV_CODE_MISSING_DATA;
        rule.assumption = ACV_ASSUMPTION_NONE;
        rule.record = &acl->record;
        rule.missing = (AcvMissing){ ACV_KIND_NETWORK_ACL, acl->record.id, "Entries", NULL };
    }
    g_array_append_val(rules, rule);
}

AcvStage *
acv_network_acl_stage(AcvNetwork *network, const AcvSubnet *subnet, AcvDirection direction)
{
    static const AcvKind kinds[] = { ACV_KIND_VPC, ACV_KIND_SUBNET, ACV_KIND_NETWORK_ACL };
    network = acv_network_indexer(network, kinds, G_N_ELEMENTS(kinds));
    AcvMemo slot =
        direction == ACV_DIRECTION_EGRESS ? ACV_MEMO_STAGE_EGRESS : ACV_MEMO_STAGE_INGRESS;
    const AcvStage *known = acv_network_recall(network, subnet, slot);
    if (known) {
        return (AcvStage *) known;
    }
    const AcvNetworkAcl *acl = acv_network_acl_of(network, subnet);
    bool has_entries = acl && acl->entries.items;
    g_autoptr(GArray) rules =
        has_entries ? acv_network_acl_rules(network, acl, direction) : acv_rules_new();
    if (!has_entries) {
        append_whole(acl, rules);
    }
    AcvRule exemption = { .match = ACV_MATCH_ALL, .verdict = ACV_VERDICT_ADMITTED, .exempt = true };
    set_far_side(&exemption.match, direction,
                 acv_network_exempt_addresses(network, acv_network_vpc_of(network, subnet)));
    g_array_prepend_val(rules, exemption);
    AcvStage like = { .kind = ACV_STAGE_NETWORK_ACL,
                      .direction = direction,
                      .code = ACV_CODE_SUBNET_ACL_RESTRICTION,
                      .component = acl ? &acl->record : NULL };
    AcvStage *stage = acv_stage_new(network, &like, rules);
    acv_network_remember(network, subnet, slot, stage);
    return stage;
}

#include "analysis/group_rules.h"

#include "network/match.h"
#include "network/stage.h"

const char *
acv_group_rule_reference(const AcvRule *rule)
{
    return rule->peer && rule->peer->group_id ? rule->peer->group_id : rule->missing.id;
}

/* The addresses of a peer; all that there are of one who leaves them open. */
static const AcvAddressSet *
peer_addresses(AcvNetwork *network, const AcvSecurityGroupPeer *peer, AcvMissing *out_missing)
{
    if (peer->cidr.address.family != ACV_FAMILY_NONE) {
        return acv_network_prefix_set(network, peer->cidr);
    }
    const AcvAddressSet *listed =
        peer->prefix_list_id ? acv_network_prefix_list_addresses(network, peer->prefix_list_id)
                             : NULL;
    bool is_open = peer->prefix_list_id && !listed;
    *out_missing = (AcvMissing){ .kind = ACV_KIND_PREFIX_LIST,
                                 .id = is_open ? peer->prefix_list_id : NULL,
                                 .field = "Entries" };
    return listed ? listed : acv_network_all_addresses(network);
}

static void
append_permission(AcvNetwork *network, const AcvSecurityGroup *group,
                  const AcvSecurityGroupPermission *permission, AcvDirection direction,
                  GArray *rules)
{
    bool is_known = permission->protocol.given && !permission->protocol.unknown;
    AcvRule rule = { .match = ACV_MATCH_ALL,
                     .verdict = is_known ? ACV_VERDICT_ADMITTED : ACV_VERDICT_UNKNOWN,
                     .record = &group->record,
                     .permission = permission };
    acv_match_set_protocol(&rule.match, permission->protocol, permission->from_port,
                           permission->to_port);
    for (size_t i = 0; i < permission->peers.n; i++) {
        rule.peer = &permission->peers.items[i];
        rule.missing = (AcvMissing){ 0 };
        const AcvAddressSet *addresses = peer_addresses(network, rule.peer, &rule.missing);
        rule.match.sources = direction == ACV_DIRECTION_INGRESS ? addresses : NULL;
        rule.match.destinations = direction == ACV_DIRECTION_EGRESS ? addresses : NULL;
        g_array_append_val(rules, rule);
    }
}

GArray *
acv_group_rules(AcvNetwork *network, const AcvSecurityGroup *group, AcvDirection direction)
{
    GArray *rules = acv_rules_new();
    const AcvSecurityGroupPermissions *permissions =
        direction == ACV_DIRECTION_EGRESS ? &group->egress : &group->ingress;
    for (size_t i = 0; i < permissions->n; i++) {
        append_permission(network, group, &permissions->items[i], direction, rules);
    }
    return rules;
}

/* Rules of security groups. */
#include "analysis/near_miss.h"
#include "analysis/repair_maker.h"
#include "analysis/traffic.h"

/* The group to change: the one of the nearest rule, else the one of the stage. */
static const AcvSecurityGroup *
group_to_change(const AcvCure *cure)
{
    const AcvBlocker *blocker = cure->blocker;
    AcvNearMiss near = acv_near_miss_find(acv_network_space(cure->network), blocker->step->stage,
                                          blocker->rule, blocker->packets, blocker->step->is_reply);
    const AcvRecord *record =
        near.rule && near.rule->record ? near.rule->record : blocker->step->component;
    return record && record->kind == ACV_KIND_SECURITY_GROUP ? (const AcvSecurityGroup *) record
                                                             : NULL;
}

static bool
goes_by_gateway_endpoint(const AcvPath *path)
{
    for (guint i = 0; path->reach && i < path->reach->branches->len; i++) {
        const AcvBranch *branch = g_ptr_array_index(path->reach->branches, i);
        if (branch->end && branch->end->hop->kind == ACV_HOP_GATEWAY_ENDPOINT) {
            return true;
        }
    }
    return false;
}

/* The id of the prefix list of the service, if packets go by its gateway endpoint. */
static const char *
prefix_list_of(const AcvCure *cure)
{
    const AcvService *service = cure->path->target.service;
    g_autofree char *name = service && goes_by_gateway_endpoint(cure->path)
                                ? acv_service_prefix_list_name(service)
                                : NULL;
    size_t n;
    const AcvRecord *const *lists =
        acv_snapshot_list(acv_network_snapshot(cure->network), ACV_KIND_PREFIX_LIST, &n);
    for (size_t i = 0; name && i < n; i++) {
        if (g_strcmp0(((const AcvPrefixList *) lists[i])->name, name) == 0) {
            return lists[i]->id;
        }
    }
    return NULL;
}

/* A group of the far side, if the packets bear the addresses of those that carry it. */
static const char *
group_of_far_side(const AcvCure *cure, const AcvAddressSet *peers)
{
    bool is_egress = cure->blocker->step->stage->direction == ACV_DIRECTION_EGRESS;
    const AcvEnd *far = is_egress ? &cure->path->target : &cure->path->source;
    const AcvPlacement *placement = far->placement;
    if (!placement || placement->group_ids.n == 0) {
        return NULL;
    }
    g_autoptr(AcvAddressSet) foreign = acv_address_set_subtract(peers, placement->addresses);
    return acv_address_set_is_empty(foreign) ? placement->group_ids.items[0] : NULL;
}

static void
append_ports(GString *text, const AcvTraffic *traffic)
{
    bool is_icmp = traffic->protocol == 1 || traffic->protocol == 58;
    if (traffic->has_ports) {
        int last = is_icmp ? -1 : traffic->ports.last;
        g_string_append_printf(text, ",FromPort=%d,ToPort=%d", traffic->ports.first, last);
    } else if (is_icmp) {
        g_string_append(text, ",FromPort=-1,ToPort=-1");
    }
}

/* "IpRanges=[{CidrIp=10.0.0.0/24},…]". */
static void
append_prefixes(GString *text, const GArray *prefixes, AcvFamily family)
{
    bool is_ipv4 = family == ACV_FAMILY_IPV4;
    g_string_append(text, is_ipv4 ? ",IpRanges=[" : ",Ipv6Ranges=[");
    for (guint i = 0; i < prefixes->len; i++) {
        char buffer[ACV_ADDRESS_TEXT_SIZE];
        g_string_append_printf(text, "%s{%s=%s}", i > 0 ? "," : "", is_ipv4 ? "CidrIp" : "CidrIpv6",
                               acv_prefix_print(g_array_index(prefixes, AcvPrefix, i), buffer));
    }
    g_string_append_c(text, ']');
}

typedef enum {
    PEER_GROUP,
    PEER_LIST,
    PEER_PREFIXES,
} PeerKind;

/* "IpProtocol=tcp,FromPort=443,ToPort=443,UserIdGroupPairs=[{GroupId=sg-0a1}]". */
static void
add_permission(const AcvCure *cure, AcvAwsCommand *command, const AcvTraffic *traffic,
               PeerKind kind, const char *peer_id)
{
    g_autoptr(GString) text = g_string_new("IpProtocol=");
    g_string_append(text, acv_cure_protocol_word(cure, traffic->protocol));
    append_ports(text, traffic);
    if (kind == PEER_GROUP) {
        g_string_append_printf(text, ",UserIdGroupPairs=[{GroupId=%s}]",
                               acv_plan_word_of_id(cure->plan, peer_id));
    } else if (kind == PEER_LIST) {
        g_string_append_printf(text, ",PrefixListIds=[{PrefixListId=%s}]",
                               acv_plan_word_of_id(cure->plan, peer_id));
    } else {
        g_autoptr(GArray) prefixes = acv_prefixes_of(traffic->peers, traffic->family);
        append_prefixes(text, prefixes, traffic->family);
    }
    acv_plan_add_word(cure->plan, command, "ip-permissions", text->str);
}

/* The short form of a rule for one prefix or group: "--protocol tcp --port 443 --cidr …". */
static bool
add_short_form(const AcvCure *cure, AcvAwsCommand *command, const AcvTraffic *traffic,
               PeerKind kind, const char *peer_id)
{
    bool has_port = traffic->has_ports && (traffic->protocol == 6 || traffic->protocol == 17);
    bool is_egress = cure->blocker->step->stage->direction == ACV_DIRECTION_EGRESS;
    g_autoptr(GArray) prefixes = acv_prefixes_of(traffic->peers, traffic->family);
    bool is_simple = kind == PEER_GROUP ? !is_egress
                                        : kind == PEER_PREFIXES && prefixes->len == 1
                                              && traffic->family == ACV_FAMILY_IPV4;
    if (!has_port || !is_simple) {
        return false;
    }
    g_autofree char *port =
        traffic->ports.first == traffic->ports.last
            ? g_strdup_printf("%d", traffic->ports.first)
            : g_strdup_printf("%d-%d", traffic->ports.first, traffic->ports.last);
    acv_plan_add_word(cure->plan, command, "protocol",
                      acv_cure_protocol_word(cure, traffic->protocol));
    acv_plan_add_word(cure->plan, command, "port", port);
    if (kind == PEER_GROUP) {
        acv_plan_add_id(cure->plan, command, "source-group", peer_id);
    } else {
        acv_plan_add_prefix(cure->plan, command, "cidr", g_array_index(prefixes, AcvPrefix, 0));
    }
    return true;
}

static AcvAwsCommand *
authorize(const AcvCure *cure, const AcvSecurityGroup *group, const AcvTraffic *traffic,
          PeerKind kind, const char *peer_id)
{
    bool is_egress = cure->blocker->step->stage->direction == ACV_DIRECTION_EGRESS;
    AcvAwsCommand *command = acv_plan_command(cure->plan, NULL, "ec2",
                                              is_egress ? "authorize-security-group-egress"
                                                        : "authorize-security-group-ingress");
    acv_plan_add_id(cure->plan, command, "group-id", group->record.id);
    if (!add_short_form(cure, command, traffic, kind, peer_id)) {
        add_permission(cure, command, traffic, kind, peer_id);
    }
    return command;
}

/* A reference that was tried before and did not do is not tried again. */
static bool
append_reference(const AcvCure *cure, const AcvSecurityGroup *group, const AcvTraffic *traffic,
                 PeerKind kind, const char *peer_id)
{
    AcvAwsCommand *command = peer_id ? authorize(cure, group, traffic, kind, peer_id) : NULL;
    if (!command || acv_plan_has(cure->plan, command)) {
        return false;
    }
    acv_plan_append(cure->plan, command);
    return true;
}

void
acv_cure_security_group(const AcvCure *cure)
{
    const AcvSecurityGroup *group = group_to_change(cure);
    if (!group) {
        return;
    }
    g_autoptr(GArray) traffics = acv_traffic_of(cure->network, cure->blocker);
    const char *list = prefix_list_of(cure);
    for (guint i = 0; i < traffics->len; i++) {
        const AcvTraffic *traffic = &g_array_index(traffics, AcvTraffic, i);
        const char *far = group_of_far_side(cure, traffic->peers);
        bool is_egress = cure->blocker->step->stage->direction == ACV_DIRECTION_EGRESS;
        if (!append_reference(cure, group, traffic, PEER_GROUP, far)
            && !append_reference(cure, group, traffic, PEER_LIST, is_egress ? list : NULL)) {
            acv_plan_append(cure->plan, authorize(cure, group, traffic, PEER_PREFIXES, NULL));
        }
    }
}

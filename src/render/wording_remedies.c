/* What to change: one writer of words for each code that has something to say beyond its row in the
 * table of codes. */
#include "render/wording.h"

#include <string.h>

typedef void (*Wording)(GString *out, const AcvWords *words, const AcvExplanation *explanation);

static void
word_service_of(GString *out, const AcvWords *words, const AcvPacketSet *packets)
{
    g_autoptr(AcvHeaderSets) sets = acv_header_sets_new(packets);
    if (acv_header_sets_count(sets) > 0) {
        acv_word_service(out, words, acv_header_sets_get(sets, 0));
    }
}

/* What the table of codes says. */
static void
word_remedy_of_code(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    const AcvCodeRow *row = acv_catalog_find_code(words->catalog, acv_code_name(explanation->code));
    g_string_append(out, row ? row->remedy : "");
}

/* True if packets to the target go by a gateway endpoint, so that its prefix list names them. */
static bool
goes_by_gateway_endpoint(const AcvPath *path)
{
    const GPtrArray *branches = path->reach ? path->reach->branches : NULL;
    for (guint i = 0; branches && i < branches->len; i++) {
        const AcvBranch *branch = g_ptr_array_index(branches, i);
        if (branch->end && branch->end->hop->kind == ACV_HOP_GATEWAY_ENDPOINT) {
            return true;
        }
    }
    return false;
}

/* The groups of the far side serve a rule best, if the packets bear its own addresses there; else
 * the addresses that they do bear. */
static void
word_far_side(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    const AcvPath *path = explanation->path;
    bool is_egress = explanation->direction == ACV_DIRECTION_EGRESS;
    const AcvEnd *far = is_egress ? &path->target : &path->source;
    g_autoptr(AcvAddressSet) seen = acv_packet_set_addresses(
        explanation->packets, is_egress ? ACV_FIELD_DESTINATION : ACV_FIELD_SOURCE);
    const AcvPlacement *placement = far->placement;
    g_autofree char *list = is_egress && far->service && goes_by_gateway_endpoint(path)
                                ? acv_service_prefix_list_name(far->service)
                                : NULL;
    if (list) {
        g_string_append_printf(out, "the prefix list %s", list);
        return;
    }
    g_autoptr(AcvAddressSet) foreign =
        placement ? acv_address_set_subtract(seen, placement->addresses) : NULL;
    if (foreign && acv_address_set_is_empty(foreign) && placement->group_ids.n > 0) {
        g_string_append(out, placement->group_ids.items[0]);
    } else {
        acv_word_addresses(out, words, seen, 2);
    }
}

static void
remedy_group(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    g_string_append_printf(out, "Add an %s rule to ", acv_word_direction(explanation));
    acv_word_blamed(out, explanation);
    g_string_append(out, ": ");
    word_service_of(out, words, explanation->packets);
    g_string_append(out, explanation->direction == ACV_DIRECTION_EGRESS ? " to " : " from ");
    word_far_side(out, words, explanation);
    g_string_append_c(out, '.');
}

/* What the replies to packets need: the ports that those came from, the type that answers theirs.
 */
static void
word_reply_service(GString *out, const AcvWords *words, const AcvHeaderSet *header)
{
    acv_word_protocols(out, words, header);
    if (header->n_source_ports > 0) {
        unsigned first = header->source_ports[0].first;
        unsigned last = header->source_ports[header->n_source_ports - 1].last;
        g_string_append_printf(out, first == last ? " port %u" : " ports %u-%u", first, last);
    } else if (header->n_icmp_types > 0) {
        AcvPacket request = { .family = header->sources->ranges[0].family,
                              .protocol = (uint8_t) header->protocols[0].first,
                              .source_port = (uint16_t) header->icmp_types[0].first };
        g_string_append_printf(out, " type %u", acv_packet_reply(&request).source_port);
    }
}

/* Whether all numbers before that of the rule are in use, so that no rule fits in. */
static bool
is_first(const AcvNetworkAcl *acl, const AcvNetworkAclEntry *rule)
{
    g_autoptr(GHashTable) numbers = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < acl->entries.n; i++) {
        const AcvNetworkAclEntry *entry = &acl->entries.items[i];
        int32_t number = entry->rule_number.value;
        if (entry->egress == rule->egress && number > 0 && number < rule->rule_number.value) {
            g_hash_table_add(numbers, GINT_TO_POINTER(number));
        }
    }
    return (int32_t) g_hash_table_size(numbers) >= rule->rule_number.value - 1;
}

static void
word_place_in_acl(GString *out, const AcvExplanation *explanation)
{
    enum { FIRST_OF_AWS = 32767 }; /* The rules that end every ACL. */
    const AcvNetworkAclEntry *entry = explanation->rule->entry;
    const AcvRecord *component = explanation->component;
    if (component && component->kind == ACV_KIND_NETWORK_ACL
        && is_first((const AcvNetworkAcl *) component, entry)) {
        g_string_append_printf(out, " in place of rule %d", entry->rule_number.value);
    } else {
        g_string_append_printf(out, " with a number below %d",
                               MIN(entry->rule_number.value, FIRST_OF_AWS));
    }
}

static void
remedy_acl(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    g_autoptr(AcvHeaderSets) sets = acv_header_sets_new(explanation->packets);
    const AcvHeaderSet *header = acv_header_sets_get(sets, 0);
    bool is_egress = explanation->direction == ACV_DIRECTION_EGRESS;
    g_string_append_printf(out, "Add an %s rule to ", acv_word_direction(explanation));
    acv_word_blamed(out, explanation);
    if (explanation->rule) {
        word_place_in_acl(out, explanation);
    }
    g_string_append(out, ": allow ");
    if (explanation->is_reply) {
        word_reply_service(out, words, header);
    } else {
        acv_word_service(out, words, header);
    }
    g_string_append(out, is_egress ? " to " : " from ");
    acv_word_addresses(
        out, words, is_egress != explanation->is_reply ? header->destinations : header->sources, 2);
    g_string_append_c(out, '.');
}

/* A route that matched and still leads nowhere leads back to the gateway that sends. */
static void
remedy_loop(GString *out, const AcvExplanation *explanation)
{
    if (!explanation->rule->route) {
        g_string_append(out, "Correct the address: AWS keeps it for services of its own, and no "
                             "route can lead to it.");
        return;
    }
    g_string_append(out, "Move ");
    if (explanation->rule->target) {
        acv_word_record(out, explanation->rule->target);
    } else {
        g_string_append(out, "the NAT gateway");
    }
    g_string_append(out, " to a subnet whose route table leads to an internet gateway: create it "
                         "there anew and point the routes at it.");
}

/* A gateway endpoint has no route that one could add: it is associated with the table. */
static void
remedy_association(GString *out, const AcvExplanation *explanation)
{
    g_string_append(out, "Associate ");
    acv_word_blamed(out, explanation);
    g_string_append(out, " with ");
    acv_word_record(out, explanation->detour->component);
    g_string_append_c(out, '.');
}

static void
remedy_endpoint(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    (void) words;
    const AcvService *service = explanation->path->target.service;
    bool by_gateway = service->row && service->row->endpoint_kinds & ACV_ENDPOINT_GATEWAY;
    g_string_append_printf(out, "Create %s endpoint of %s in ",
                           by_gateway ? "a gateway" : "an interface", service->name);
    acv_word_blamed(out, explanation);
    if (by_gateway) {
        g_string_append(out, " and associate it with ");
        acv_word_record(out, explanation->hop->component);
        g_string_append_c(out, '.');
    } else {
        g_string_append(out, ", with private DNS on and a security group that admits the client.");
    }
}

static const AcvRecord *
target_of_detour(const AcvExplanation *explanation)
{
    const AcvHop *way = explanation->detour;
    while (way && way->next && way->kind == ACV_HOP_SUBNET_INGRESS) {
        way = way->next;
    }
    return way ? way->component : NULL;
}

/* A route that leads nowhere and stands before another. */
static void
remedy_dead_route(GString *out, const AcvExplanation *explanation)
{
    const AcvRecord *target = target_of_detour(explanation);
    bool is_list = explanation->rule && explanation->rule->route
                   && explanation->rule->route->destination_prefix_list_id;
    bool is_in_the_way =
        target
        && (is_list || target->kind == ACV_KIND_VPC || target->kind == ACV_KIND_VPC_ENDPOINT);
    g_string_append(out, is_in_the_way ? "Delete the route of " : "Point the route of ");
    acv_word_blamed(out, explanation);
    g_string_append(out, is_in_the_way ? "; then packets go by " : " at ");
    if (target && target->kind == ACV_KIND_VPC) {
        g_string_append(out, "the local route");
    } else if (target) {
        acv_word_record(out, target);
    } else {
        g_string_append(out, "a gateway that exists");
    }
    g_string_append_c(out, '.');
}

static void
remedy_route(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    (void) words;
    if (explanation->code == ACV_CODE_NO_ROUTE_TO_DESTINATION && explanation->rule) {
        remedy_loop(out, explanation);
        return;
    }
    if (explanation->code == ACV_CODE_NO_ROUTE_TO_DESTINATION && explanation->detour
        && explanation->detour->kind == ACV_HOP_GATEWAY_ENDPOINT) {
        remedy_association(out, explanation);
        return;
    }
    if (explanation->code == ACV_CODE_BAD_STATE_ROUTE) {
        remedy_dead_route(out, explanation);
        return;
    }
    g_string_append(out, "Add a route to ");
    acv_word_blamed(out, explanation);
    if (explanation->detour) {
        g_string_append(out, " that leads to ");
        acv_word_record(out, target_of_detour(explanation));
    } else {
        g_string_append(out, " for this destination");
    }
    g_string_append_c(out, '.');
}

/* Whether a gateway sends the packets, and not the source itself. */
static bool
is_translated(const AcvExplanation *explanation)
{
    const AcvPlacement *source = explanation->path->source.placement;
    g_autoptr(AcvAddressSet) senders =
        acv_packet_set_addresses(explanation->packets, ACV_FIELD_SOURCE);
    g_autoptr(AcvAddressSet) foreign =
        source ? acv_address_set_subtract(senders, source->addresses) : NULL;
    return foreign && !acv_address_set_is_empty(foreign);
}

/* AWS has no operation that changes a browser or a code interpreter.
 * Source: botocore, bedrock-agentcore-control 2023-06-05 */
static bool
has_fixed_subnets(const AcvPath *path)
{
    const AcvRecord *source = path->source.record;
    return source
           && (source->kind == ACV_KIND_BROWSER || source->kind == ACV_KIND_CODE_INTERPRETER);
}

static void
remedy_public_address(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    if (is_translated(explanation)) {
        g_string_append(out, "Lead the route to a public NAT gateway: a private one has no public "
                             "address.");
    } else if (explanation->path->source.placement
               && !acv_placement_is_agentcore(explanation->path->source.placement)) {
        g_string_append(out, "Give the sender an Elastic IP address, or move it to a private "
                             "subnet whose default route leads to a NAT gateway in a public "
                             "subnet. For AWS services prefer VPC endpoints.");
    } else if (has_fixed_subnets(explanation->path)) {
        g_string_append(out, "Create ");
        acv_word_record(out, explanation->path->source.record);
        g_string_append(out, " anew, as its subnets cannot be changed: in private ones whose "
                             "default route leads to a NAT gateway in a public subnet. For AWS "
                             "services prefer VPC endpoints.");
    } else {
        word_remedy_of_code(out, words, explanation);
    }
}

static void
remedy_no_destination(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    const AcvRecord *component = explanation->component;
    if (component && component->kind == ACV_KIND_FILE_SYSTEM) {
        g_string_append(out, "Create a mount target of ");
        acv_word_blamed(out, explanation);
        g_string_append(out, " in each zone of the client.");
    } else if (acv_is_target_elsewhere(explanation)) {
        g_string_append(out, "Give one of the two VPCs addresses that the other has not, or put an "
                             "endpoint service before the target: no route leads out of a VPC "
                             "to its own addresses.");
    } else {
        word_remedy_of_code(out, words, explanation);
    }
}

/* What is to be done about a state; "%s" stands for what is in it. */
static const char *
word_of_state(const AcvRecord *component)
{
    static const struct {
        const char *state;
        const char *remedy;
    } remedies[] = {
        { "stopped", "Start %s." },
        { "stopping", "Start %s again as soon as it has stopped." },
        { "pending", "Wait until %s works, which takes some minutes." },
        { "creating", "Wait until %s works, which takes some minutes." },
        { "starting", "Wait until %s works, which takes some minutes." },
        { "pendingAcceptance", "Have the owner of its service accept %s." },
        { "shutting-down", "Launch another instance: %s never comes back." },
        { "terminated", "Launch another instance: %s never comes back." },
        { "unavailable", "Have the same in a subnet of another zone than that of %s." },
    };
    const char *state = acv_state_of(component);
    if (component && component->kind == ACV_KIND_NETWORK_INTERFACE
        && g_strcmp0(state, "available") == 0) {
        return acv_interface_is_of_host((const AcvNetworkInterface *) component)
                   ? "Attach %s to the host that is to have it."
                   : NULL;
    }
    for (size_t i = 0; state && i < G_N_ELEMENTS(remedies); i++) {
        if (g_ascii_strcasecmp(remedies[i].state, state) == 0) {
            return remedies[i].remedy;
        }
    }
    return NULL;
}

/* The text with what is to change in the place of "%s". */
static void
append_blamed(GString *out, const char *text, const AcvExplanation *explanation)
{
    const char *place = strstr(text, "%s");
    g_string_append_len(out, text, place - text);
    acv_word_blamed(out, explanation);
    g_string_append(out, place + strlen("%s"));
}

static void
remedy_bad_state(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    const char *text = acv_is_proxy_without_target(explanation->component)
                           ? "Register a database with %s."
                           : word_of_state(explanation->component);
    if (text) {
        append_blamed(out, text, explanation);
    } else {
        word_remedy_of_code(out, words, explanation);
    }
}

static void
remedy_not_listening(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    if (!explanation->near_miss.rule) {
        word_remedy_of_code(out, words, explanation);
        return;
    }
    g_string_append(out, "Connect to ");
    acv_word_rule(out, words, explanation->near_miss.rule);
    g_string_append(out, ", on which ");
    acv_word_blamed(out, explanation);
    g_string_append(out, " listens.");
}

static void
remedy_policy(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    const AcvPolicyStatement *statement = explanation->rule ? explanation->rule->statement : NULL;
    if (statement && g_strcmp0(statement->effect, "Deny") == 0) {
        append_blamed(out,
                      "Narrow the statement of the policy of %s that denies it: no other "
                      "can outweigh a Deny.",
                      explanation);
    } else {
        word_remedy_of_code(out, words, explanation);
    }
}

static const Wording remedies[ACV_N_CODES + 1] = {
    [ACV_CODE_NO_POSSIBLE_DESTINATION] = remedy_no_destination,
    [ACV_CODE_BAD_STATE] = remedy_bad_state,
    [ACV_CODE_TARGET_NOT_LISTENING] = remedy_not_listening,
    [ACV_CODE_ENDPOINT_POLICY_DENIES] = remedy_policy,
    [ACV_CODE_ENI_SG_RULES_MISMATCH] = remedy_group,
    [ACV_CODE_SG_HAS_NO_RULES] = remedy_group,
    [ACV_CODE_SUBNET_ACL_RESTRICTION] = remedy_acl,
    [ACV_CODE_NO_ROUTE_TO_DESTINATION] = remedy_route,
    [ACV_CODE_BAD_STATE_ROUTE] = remedy_route,
    [ACV_CODE_ENDPOINT_MISSING] = remedy_endpoint,
    [ACV_CODE_IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS] = remedy_public_address,
};

void
acv_word_remedy(GString *out, const AcvWords *words, const AcvExplanation *explanation)
{
    Wording remedy = remedies[explanation->code];
    (remedy ? remedy : word_remedy_of_code)(out, words, explanation);
}

/* Idle rules, held to one packet at a time: every packet of a grid on which no rule can tell apart
 * what lies between two points, and everybody that a packet can come from. */
#include "analysis/idle_rule.h"
#include "expect.h"
#include "suite.h"

#include <string.h>

enum { N_RULES = 6, N_ROUNDS = 300 };

/* A few rules, some of which are meant to cover others. */
typedef struct {
    AcvRule rules[N_RULES];
    AcvSecurityGroupPeer peers[N_RULES];
    AcvAddressSet *sets[N_RULES];
    size_t n;
} Rules;

static void
rules_clear(Rules *rules)
{
    for (size_t i = 0; i < rules->n; i++) {
        acv_address_set_free(rules->sets[i]);
    }
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Rules, rules_clear)

static AcvAddressSet *
random_addresses(GRand *random)
{
    static const struct {
        AcvUint128 first;
        AcvUint128 last;
    } choices[] = { { 0, UINT32_MAX }, { 0, 127 },  { 128, 255 }, { 0, 255 },
                    { 64, 127 },       { 64, 191 }, { 0, 63 },    { 256, UINT32_MAX } };
    size_t choice = (size_t) g_rand_int_range(random, 0, G_N_ELEMENTS(choices));
    AcvAddressRange range = { choices[choice].first, choices[choice].last, ACV_FAMILY_IPV4 };
    if (g_rand_int_range(random, 0, 4) == 0) {
        range = (AcvAddressRange){ 0, acv_family_last(ACV_FAMILY_IPV6), ACV_FAMILY_IPV6 };
    }
    return acv_address_set_new(&range, 1);
}

static AcvAddressSet *
everybody(void)
{
    AcvAddressRange ranges[] = {
        { 0, acv_family_last(ACV_FAMILY_IPV4), ACV_FAMILY_IPV4 },
        { 0, acv_family_last(ACV_FAMILY_IPV6), ACV_FAMILY_IPV6 },
    };
    return acv_address_set_new(ranges, G_N_ELEMENTS(ranges));
}

static void
choose_protocol(GRand *random, AcvMatch *match)
{
    static const AcvPortRange ports[] = { { 0, UINT16_MAX }, { 0, 79 },  { 80, 443 },
                                          { 443, 443 },      { 22, 80 }, { 444, UINT16_MAX } };
    static const AcvPortRange types[] = { { 0, UINT16_MAX }, { 8, 8 } };
    static const uint8_t protocols[] = { ACV_PROTOCOL_TCP, ACV_PROTOCOL_UDP, ACV_PROTOCOL_ICMP };
    int choice = g_rand_int_range(random, 0, 7);
    if (choice >= 5) {
        return;
    }
    uint8_t protocol = protocols[choice < 3 ? 0 : choice - 2];
    match->first_protocol = protocol;
    match->last_protocol = protocol;
    if (protocol == ACV_PROTOCOL_ICMP) {
        match->source_ports = types[g_rand_int_range(random, 0, G_N_ELEMENTS(types))];
    } else {
        match->destination_ports = ports[g_rand_int_range(random, 0, G_N_ELEMENTS(ports))];
    }
}

static void
choose_rules(GRand *random, bool has_references, Rules *out)
{
    static const char *const groups[] = { "sg-a", "sg-b" };
    static const AcvVerdict verdicts[] = { ACV_VERDICT_ADMITTED, ACV_VERDICT_REFUSED,
                                           ACV_VERDICT_UNKNOWN };
    out->n = (size_t) g_rand_int_range(random, 1, N_RULES + 1);
    for (size_t i = 0; i < out->n; i++) {
        bool is_reference = has_references && g_rand_int_range(random, 0, 3) == 0;
        int verdict = has_references ? g_rand_int_range(random, 0, 9) / 8 * 2
                                     : g_rand_int_range(random, 0, 9) % 5 / 2;
        out->peers[i] = (AcvSecurityGroupPeer){ 0 };
        out->peers[i].group_id = is_reference ? groups[g_rand_boolean(random)] : NULL;
        out->sets[i] = is_reference ? everybody() : random_addresses(random);
        out->rules[i] = (AcvRule){ .match = ACV_MATCH_ALL,
                                   .verdict = verdicts[verdict],
                                   .peer = has_references ? &out->peers[i] : NULL };
        out->rules[i].match.sources = out->sets[i];
        choose_protocol(random, &out->rules[i].match);
    }
}

/* --- One packet at a time --- */

/* A packet, and the group whose member its sender is; NULL if of none. */
typedef struct {
    AcvPacket packet;
    const char *group_id;
} Case;

static const unsigned grid_sources[] = { 0, 64, 128, 192, 256 };
static const uint8_t grid_protocols[] = { 0, 1, 2, 6, 7, 17, 18 };
static const uint16_t grid_ports[] = { 0, 22, 80, 81, 443, 444 };
static const uint16_t grid_types[] = { 0, 8, 9 };

/* The packet at a point of the grid; past the last source it is one of IPv6. */
static AcvPacket
packet_at(size_t source, size_t protocol, size_t port)
{
    bool is_ipv6 = source == G_N_ELEMENTS(grid_sources);
    AcvPacket packet = { .source = is_ipv6 ? 7 : grid_sources[source],
                         .family = is_ipv6 ? ACV_FAMILY_IPV6 : ACV_FAMILY_IPV4,
                         .protocol = grid_protocols[protocol] };
    if (packet.protocol == ACV_PROTOCOL_ICMP) {
        packet.source_port = grid_types[port % G_N_ELEMENTS(grid_types)];
    } else if (acv_protocol_layer4(packet.protocol) == ACV_LAYER4_PORTS) {
        packet.destination_port = grid_ports[port];
    }
    return packet;
}

/* A point of each interval into which the rules above cut a field. */
static GArray *
make_grid(bool has_references)
{
    static const char *const groups[] = { NULL, "sg-a", "sg-b" };
    size_t n_ports = G_N_ELEMENTS(grid_ports);
    size_t n = (G_N_ELEMENTS(grid_sources) + 1) * G_N_ELEMENTS(grid_protocols) * n_ports;
    GArray *grid = g_array_new(FALSE, FALSE, sizeof(Case));
    for (size_t i = 0; i < n; i++) {
        size_t rest = i / n_ports;
        Case one = { .packet = packet_at(rest / G_N_ELEMENTS(grid_protocols),
                                         rest % G_N_ELEMENTS(grid_protocols), i % n_ports) };
        for (size_t g = 0; g < (has_references ? G_N_ELEMENTS(groups) : 1); g++) {
            one.group_id = groups[g];
            g_array_append_val(grid, one);
        }
    }
    return grid;
}

static bool
rule_matches(const AcvRule *rule, const Case *one)
{
    const char *group_id = rule->peer ? rule->peer->group_id : NULL;
    bool is_whom = !group_id || g_strcmp0(group_id, one->group_id) == 0;
    return is_whom && acv_match_contains(&rule->match, &one->packet);
}

/* The first rule of known effect that matches; 'n' if none does. */
static size_t
first_match(const Rules *rules, const Case *one)
{
    for (size_t i = 0; i < rules->n; i++) {
        if (rules->rules[i].verdict != ACV_VERDICT_UNKNOWN && rule_matches(&rules->rules[i], one)) {
            return i;
        }
    }
    return rules->n;
}

/* Whether a rule that is not left out admits a case. */
static bool
is_admitted(const Rules *rules, const bool *left_out, const Case *one)
{
    for (size_t i = 0; i < rules->n; i++) {
        if (!left_out[i] && rules->rules[i].verdict == ACV_VERDICT_ADMITTED
            && rule_matches(&rules->rules[i], one)) {
            return true;
        }
    }
    return false;
}

/* --- What the twins say --- */

static void
mark(const Rules *rules, const GArray *idle, bool *marks)
{
    for (size_t i = 0; i < N_RULES; i++) {
        marks[i] = false;
    }
    for (guint i = 0; i < idle->len; i++) {
        marks[g_array_index(idle, AcvIdleRule, i).rule - rules->rules] = true;
    }
}

/* A rule is shadowed if and only if no packet has it as its first match. */
static bool
is_true_of_order(const Rules *rules, const GArray *grid, const bool *marks)
{
    bool decides[N_RULES + 1] = { false };
    for (guint i = 0; i < grid->len; i++) {
        decides[first_match(rules, &g_array_index(grid, Case, i))] = true;
    }
    for (size_t i = 0; i < rules->n; i++) {
        bool is_known = rules->rules[i].verdict != ACV_VERDICT_UNKNOWN;
        if (marks[i] != (is_known && !decides[i])) {
            return false;
        }
    }
    return true;
}

static bool
admits_the_same(const Rules *rules, const GArray *grid, const bool *left_out, const bool *other)
{
    for (guint i = 0; i < grid->len; i++) {
        const Case *one = &g_array_index(grid, Case, i);
        if (is_admitted(rules, left_out, one) != is_admitted(rules, other, one)) {
            return false;
        }
    }
    return true;
}

/* Without all idle rules the same is admitted, and without any other rule as well it is not. */
static bool
is_true_of_union(const Rules *rules, const GArray *grid, const bool *marks)
{
    static const bool none[N_RULES] = { false };
    bool without[N_RULES];
    memcpy(without, marks, sizeof without);
    if (!admits_the_same(rules, grid, none, marks)) {
        return false;
    }
    for (size_t i = 0; i < rules->n; i++) {
        if (rules->rules[i].verdict != ACV_VERDICT_ADMITTED || marks[i]) {
            continue;
        }
        without[i] = true;
        if (admits_the_same(rules, grid, marks, without)) {
            return false;
        }
        without[i] = false;
    }
    return true;
}

/* --- The named rules --- */

/* Together the others match all that the idle rule does. */
static bool
are_reason_enough(const GArray *grid, const AcvIdleRule *idle)
{
    for (guint i = 0; i < grid->len; i++) {
        const Case *one = &g_array_index(grid, Case, i);
        bool is_taken = !rule_matches(idle->rule, one);
        for (guint j = 0; j < idle->others->len && !is_taken; j++) {
            is_taken = rule_matches(g_ptr_array_index(idle->others, j), one);
        }
        if (!is_taken) {
            return false;
        }
    }
    return true;
}

typedef void (*Search)(const AcvRule *rules, size_t n, AcvDirection direction, GArray *idle);
typedef bool (*Twin)(const Rules *rules, const GArray *grid, const bool *marks);

static void
compare(uint32_t seed, bool has_references, Search search, Twin twin)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(random_seed(seed));
    g_autoptr(GArray) grid = make_grid(has_references);
    unsigned n_idle = 0;
    for (unsigned round = 0; round < random_rounds(N_ROUNDS); round++) {
        g_auto(Rules) rules = { 0 };
        choose_rules(random, has_references, &rules);
        g_autoptr(GArray) idle = acv_idle_rules_new();
        search(rules.rules, rules.n, ACV_DIRECTION_INGRESS, idle);
        bool marks[N_RULES];
        mark(&rules, idle, marks);
        EXPECT_TRUE("as the packets say", twin(&rules, grid, marks));
        for (guint i = 0; i < idle->len; i++) {
            const AcvIdleRule *one = &g_array_index(idle, AcvIdleRule, i);
            EXPECT_TRUE("for the rules that it names", are_reason_enough(grid, one));
        }
        n_idle += idle->len;
        size_t planted = (size_t) g_rand_int_range(random, 0, (gint32) rules.n);
        if (rules.rules[planted].verdict == ACV_VERDICT_ADMITTED) {
            marks[planted] = !marks[planted];
            EXPECT_TRUE("a planted fault is noticed", !twin(&rules, grid, marks));
        }
    }
    EXPECT_TRUE("some are idle", n_idle > 0);
}

static void
an_entry_is_shadowed_if_no_packet_has_it_as_its_first_match(void)
{
    compare(20261125, false, acv_idle_find_shadowed, is_true_of_order);
}

static void
rules_are_contained_if_without_them_the_same_is_admitted(void)
{
    compare(20261126, true, acv_idle_find_contained, is_true_of_union);
}

SUITE_MAIN(idle_rules, TEST(an_entry_is_shadowed_if_no_packet_has_it_as_its_first_match),
           TEST(rules_are_contained_if_without_them_the_same_is_admitted))

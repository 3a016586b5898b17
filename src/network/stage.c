/* Stages applied: to sets by compiling the rules, to one packet by asking them in turn. */
#include "network/stage.h"

#include "network/scene.h"

/* The end of the run of rules from 'first' that give the same verdict. */
static size_t
run_end(const AcvStage *stage, size_t first)
{
    size_t end = first + 1;
    while (end < stage->n_rules && stage->rules[end].verdict == stage->rules[first].verdict) {
        end++;
    }
    return end;
}

/* What the rules first..end-1 match. */
static const AcvPacketSet *
run_set(AcvPacketSpace *space, const AcvStage *stage, size_t first, size_t end, bool mirrored)
{
    g_autofree AcvMatch *matches = g_new(AcvMatch, end - first);
    for (size_t i = first; i < end; i++) {
        const AcvMatch *match = &stage->rules[i].match;
        matches[i - first] = mirrored ? acv_match_mirror(match) : *match;
    }
    return acv_packet_set_from_matches(space, matches, end - first);
}

/* The first match decides, so a run counts only for what no run before it matched. */
static AcvDecision
compile(AcvPacketSpace *space, const AcvStage *stage, bool mirrored)
{
    const AcvPacketSet *none = acv_packet_set_empty(space);
    AcvDecision decision = { none, none };
    const AcvPacketSet *decided = none;
    for (size_t first = 0; first < stage->n_rules;) {
        size_t end = run_end(stage, first);
        const AcvPacketSet *set = run_set(space, stage, first, end, mirrored);
        const AcvPacketSet *fresh = acv_packet_set_subtract(space, set, decided);
        decided = acv_packet_set_union(space, decided, fresh);
        switch (stage->rules[first].verdict) {
        case ACV_VERDICT_ADMITTED:
            decision.admitted = acv_packet_set_union(space, decision.admitted, fresh);
            break;
        case ACV_VERDICT_UNKNOWN:
            decision.unknown = acv_packet_set_union(space, decision.unknown, fresh);
            break;
        case ACV_VERDICT_REFUSED:
            break;
        }
        first = end;
    }
    return decision;
}

const AcvDecision *
acv_stage_decide_sets(AcvPacketSpace *space, AcvStage *stage, bool mirrored)
{
    AcvDecision *decision = &stage->decisions[mirrored];
    if (!decision->admitted) {
        if (mirrored && stage->stateful) {
            *decision = (AcvDecision){ acv_packet_set_all(space), acv_packet_set_empty(space) };
        } else {
            *decision = compile(space, stage, mirrored);
        }
    }
    return decision;
}

const AcvRule *
acv_stage_decide_packet(const AcvStage *stage, const AcvPacket *packet, AcvVerdict *out_verdict)
{
    for (size_t i = 0; i < stage->n_rules; i++) {
        if (acv_match_contains(&stage->rules[i].match, packet)) {
            *out_verdict = stage->rules[i].verdict;
            return &stage->rules[i];
        }
    }
    *out_verdict = ACV_VERDICT_REFUSED;
    return NULL;
}

AcvStage *
acv_stage_new(AcvNetwork *network, const AcvStage *like, const GArray *rules)
{
    AcvStage *stage = acv_arena_new0(acv_network_arena(network), AcvStage, 1);
    *stage = *like;
    if (rules && rules->len > 0) {
        AcvRule *copy = acv_arena_new0(acv_network_arena(network), AcvRule, rules->len);
        memcpy(copy, rules->data, rules->len * sizeof *copy);
        stage->rules = copy;
        stage->n_rules = rules->len;
    }
    return stage;
}

void
acv_hop_add_stage(AcvHop *hop, AcvStage *stage)
{
    g_assert(hop->n_stages < ACV_HOP_MAX_STAGES);
    hop->stages[hop->n_stages++] = stage;
}

GArray *
acv_rules_new(void)
{
    return g_array_new(FALSE, FALSE, sizeof(AcvRule));
}

/* --- Protocols --- */

AcvStage *
acv_protocol_stage(AcvNetwork *network, const AcvRecord *component, const AcvPortRange *protocols,
                   size_t n_protocols, AcvFamily family)
{
    g_autoptr(GArray) rules = acv_rules_new();
    for (size_t i = 0; i < n_protocols; i++) {
        AcvRule rule = { .match = ACV_MATCH_ALL,
                         .verdict = ACV_VERDICT_ADMITTED,
                         .record = component };
        rule.match.first_protocol = (uint8_t) protocols[i].first;
        rule.match.last_protocol = (uint8_t) protocols[i].last;
        if (family != ACV_FAMILY_NONE) {
            AcvAddressRange all = { 0, acv_family_last(family), family };
            rule.match.sources = acv_network_range_set(network, all);
        }
        g_array_append_val(rules, rule);
    }
    AcvStage like = { .kind = ACV_STAGE_PROTOCOL,
                      .code = ACV_CODE_PROTOCOL_RESTRICTION,
                      .component = component,
                      .stateful = true };
    return acv_stage_new(network, &like, rules);
}

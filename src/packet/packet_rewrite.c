/* To forget a field is to join all that its values lead to; to assign it is to forget it and then
 * to restrict it. */
#include "packet/apply.h"
#include "packet/level.h"

static const AcvLevel levels[] = {
    [ACV_FIELD_SOURCE] = ACV_LEVEL_SOURCE,
    [ACV_FIELD_DESTINATION] = ACV_LEVEL_DESTINATION,
    [ACV_FIELD_SOURCE_PORT] = ACV_LEVEL_SOURCE_PORT,
    [ACV_FIELD_DESTINATION_PORT] = ACV_LEVEL_DESTINATION_PORT,
};

static const AcvPacketSet *
join_children(AcvPacketSpace *space, const AcvPacketSet *set)
{
    g_autofree const AcvPacketSet **children = g_new(const AcvPacketSet *, set->n_edges);
    memcpy(children, set->children, set->n_edges * sizeof *children);
    return acv_set_union_all(space, children, set->n_edges);
}

/* True if edge 'i' of 'set' is for a protocol whose type and code must not be taken for ports. Only
 * edges for a single protocol lead to anything that asks for them. */
static bool
is_portless(const AcvPacketSet *set, uint32_t i)
{
    return set->level == ACV_LEVEL_PROTOCOL
           && acv_protocol_layer4((uint8_t) acv_edge_last(set, i)) != ACV_LAYER4_PORTS;
}

const AcvPacketSet *
acv_packet_set_forget(AcvPacketSpace *space, const AcvPacketSet *set, AcvField field)
{
    uint8_t level = (uint8_t) levels[field];
    if (set->level > level) {
        return set;
    }
    if (set->level == level) {
        return join_children(space, set);
    }
    uint8_t memory = (uint8_t) (ACV_MEMORY_OF_FORGET + field);
    const AcvPacketSet *result = acv_space_recall(space, memory, set, set);
    if (result) {
        return result;
    }
    size_t begin = acv_edges_begin(space);
    for (uint32_t i = 0; i < set->n_edges; i++) {
        const AcvPacketSet *child = set->children[i];
        if (!is_portless(set, i)) {
            child = acv_packet_set_forget(space, child, field);
        }
        acv_edges_add(space, begin, acv_edge_last(set, i), child);
    }
    result = acv_edges_intern(space, begin, set->level);
    acv_space_remember(space, memory, set, set, result);
    return result;
}

const AcvPacketSet *
acv_packet_set_assign_address(AcvPacketSpace *space, const AcvPacketSet *set, AcvField field,
                              const AcvAddressSet *to)
{
    g_assert(field == ACV_FIELD_SOURCE || field == ACV_FIELD_DESTINATION);
    AcvMatch match = ACV_MATCH_ALL;
    *(field == ACV_FIELD_SOURCE ? &match.sources : &match.destinations) = to;
    return acv_packet_set_intersect(space, acv_packet_set_forget(space, set, field),
                                    acv_packet_set_from_match(space, &match));
}

/* Everything but TCP and UDP with another port than those of 'ports'. */
static const AcvPacketSet *
restriction_of_port(AcvPacketSpace *space, AcvField field, AcvPortRange ports)
{
    const AcvPacketSet *in_range =
        acv_set_of_port_range(space, levels[field], ports, UINT16_MAX, &acv_set_all);
    size_t begin = acv_edges_begin(space);
    for (size_t i = 0; i < ACV_N_PROTOCOL_RUNS; i++) {
        const AcvProtocolRun *run = &acv_protocol_runs[i];
        bool has_ports = run->layer4 == ACV_LAYER4_PORTS;
        acv_edges_add(space, begin, run->last, has_ports ? in_range : &acv_set_all);
    }
    acv_edges_add(space, begin, ACV_EDGE_TOP, &acv_set_all);
    return acv_edges_intern(space, begin, ACV_LEVEL_PROTOCOL);
}

const AcvPacketSet *
acv_packet_set_assign_port(AcvPacketSpace *space, const AcvPacketSet *set, AcvField field,
                           AcvPortRange to)
{
    g_assert(field == ACV_FIELD_SOURCE_PORT || field == ACV_FIELD_DESTINATION_PORT);
    return acv_packet_set_intersect(space, acv_packet_set_forget(space, set, field),
                                    restriction_of_port(space, field, to));
}

/* Packet sets are interval decision diagrams.
 *
 * A set is a graph that asks for one field after the other: family, source, destination, protocol
 * and the two ports (type and code). A node has an edge for each interval of values that lead to
 * the same rest. TCP from 10.0.0.0/24 to port 443, and everything from 10.0.1.0/24:
 *
 *     family   source         protocol    destination port
 *     IPv4 --> 10.0.0.0/24 -> 6 --------> 443 -> all
 *         \--> 10.0.1.0/24 -> all           other -> none
 *              other ------> none
 *
 * Nodes alike are one node, a node with a single edge is left out, and neighbouring edges lead to
 * different nodes. Thereby the graph is a function of what the set holds: equal sets are the same
 * pointer, and a result once made can be found again. The top of a field's values is not stored:
 * the last edge goes as far as the field does. So ports and ICMP types, or the addresses of both
 * families, share the nodes that look alike.
 *
 * No operation goes deeper than there are fields. Two sets are combined in one walk along the edges
 * of both, and the edges where one of them decides alone are passed over by halving: to ask 50,000
 * addresses about one network takes a microsecond. space.c holds the nodes, apply.c combines them,
 * from_match.c makes them of rules, and transpose.c turns them around for people.
 *
 * Why so: "make compare-packet-sets" runs these sets against others on lists of rules of both
 * families (1,000 rules; the same with nested prefixes and overlapping port ranges; 40 entries of
 * which the first decides; 1,000 prefixes or 50,000 addresses on a port). As multiples of these:
 * - Binary diagrams of the bits of a header (BuDDy) are canonical as well, but have a level for
 *   each bit: 80 to 9,000 times as long to compile, 6 to 600 for a question, and 1.1 to 24 times
 *   the memory.
 * - Lists of disjoint boxes are small but not canonical, and look at every pair of boxes: 12 to 30
 *   times as long to compile 1,000 rules, up to 150 for a question about many.
 * - Ports before addresses: half the memory where many rules share few ports, and a tenth of the
 *   time to take a box out of a large set, whose other addresses need not be copied (1 ms for
 *   50,000). But 1.6 to 6.6 times the memory with port ranges, because they cross where prefixes
 *   nest. With addresses at the top a list of rules is swept (sweep.c), 3 to 4 times as fast as
 *   pairs are joined, and without the rubbish; with ports at the top, pairs take 4 to 8 times.
 * - Protocol, addresses, ports: 0.6 to 1 times the memory and no faster. A rule for all protocols
 *   beside others would have its addresses twice or more.
 * - GLib's hash tables in the place of our own two: as fast to find small nodes, though each must
 *   be complete to be looked up; up to 1.5 times as long to join pairs, and what they remember of
 *   results grows without bound. Ours forgets: results stay right, some come later. */
#include "acv/packet_set.h"

#include "packet/apply.h"
#include "packet/level.h"

const AcvPacketSet *
acv_packet_set_empty(AcvPacketSpace *space)
{
    (void) space;
    return &acv_set_none;
}

const AcvPacketSet *
acv_packet_set_all(AcvPacketSpace *space)
{
    (void) space;
    return &acv_set_all;
}

bool
acv_packet_set_is_empty(const AcvPacketSet *set)
{
    return set == &acv_set_none;
}

const AcvPacketSet *
acv_packet_set_union(AcvPacketSpace *space, const AcvPacketSet *a, const AcvPacketSet *b)
{
    return acv_set_apply(space, ACV_OPERATION_UNION, a, b);
}

const AcvPacketSet *
acv_packet_set_intersect(AcvPacketSpace *space, const AcvPacketSet *a, const AcvPacketSet *b)
{
    return acv_set_apply(space, ACV_OPERATION_INTERSECT, a, b);
}

const AcvPacketSet *
acv_packet_set_subtract(AcvPacketSpace *space, const AcvPacketSet *a, const AcvPacketSet *b)
{
    return acv_set_apply(space, ACV_OPERATION_SUBTRACT, a, b);
}

bool
acv_packet_set_covers(AcvPacketSpace *space, const AcvPacketSet *outer, const AcvPacketSet *inner)
{
    return acv_set_applies_to_none(space, ACV_OPERATION_SUBTRACT, inner, outer);
}

bool
acv_packet_set_overlaps(AcvPacketSpace *space, const AcvPacketSet *a, const AcvPacketSet *b)
{
    return !acv_set_applies_to_none(space, ACV_OPERATION_INTERSECT, a, b);
}

bool
acv_packet_set_contains(const AcvPacketSet *set, const AcvPacket *packet)
{
    set = acv_set_step(set, ACV_LEVEL_FAMILY, packet->family == ACV_FAMILY_IPV6);
    set = acv_set_step(set, ACV_LEVEL_SOURCE, packet->source);
    set = acv_set_step(set, ACV_LEVEL_DESTINATION, packet->destination);
    set = acv_set_step(set, ACV_LEVEL_PROTOCOL, packet->protocol);
    set = acv_set_step(set, ACV_LEVEL_SOURCE_PORT, packet->source_port);
    set = acv_set_step(set, ACV_LEVEL_DESTINATION_PORT, packet->destination_port);
    return set == &acv_set_all;
}

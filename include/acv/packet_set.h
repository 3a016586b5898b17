/* Exact sets of packet headers.
 *
 * A header is a family, two addresses of it, a protocol number, and what the protocol adds: two
 * ports, an ICMP type and code, or nothing (see AcvLayer4).
 *
 * Sets live in a space, which owns them all and frees them together. Within one space a set is
 * canonical: equal sets are the same pointer. A space is not for use by two threads at once. */
#pragma once

#include <acv/api.h>
#include <acv/packet.h>

ACV_BEGIN_DECLS

typedef struct AcvPacketSpace AcvPacketSpace;
typedef struct AcvPacketSet AcvPacketSet;

AcvPacketSpace *acv_packet_space_new(void);
void acv_packet_space_free(AcvPacketSpace *space);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvPacketSpace, acv_packet_space_free)

/* Bytes that the space holds. */
size_t acv_packet_space_size(const AcvPacketSpace *space);

/* All sets below are borrowed from 'space' and live as long as it does. */
const AcvPacketSet *acv_packet_set_empty(AcvPacketSpace *space);
const AcvPacketSet *acv_packet_set_all(AcvPacketSpace *space);
const AcvPacketSet *acv_packet_set_from_match(AcvPacketSpace *space, const AcvMatch *match);
const AcvPacketSet *acv_packet_set_from_packet(AcvPacketSpace *space, const AcvPacket *packet);

/* The union of the sets of 'n_matches' matches; faster than one by one, most of all if they have
 * one 'sources' or one 'destinations' in common, the same pointer or NULL. */
const AcvPacketSet *acv_packet_set_from_matches(AcvPacketSpace *space, const AcvMatch *matches,
                                                size_t n_matches);

const AcvPacketSet *acv_packet_set_union(AcvPacketSpace *space, const AcvPacketSet *a,
                                         const AcvPacketSet *b);
const AcvPacketSet *acv_packet_set_intersect(AcvPacketSpace *space, const AcvPacketSet *a,
                                             const AcvPacketSet *b);
/* What is in 'a' and not in 'b'. */
const AcvPacketSet *acv_packet_set_subtract(AcvPacketSpace *space, const AcvPacketSet *a,
                                            const AcvPacketSet *b);

bool acv_packet_set_is_empty(const AcvPacketSet *set);
bool acv_packet_set_contains(const AcvPacketSet *set, const AcvPacket *packet);

/* True if every header of 'inner' is in 'outer'. */
bool acv_packet_set_covers(AcvPacketSpace *space, const AcvPacketSet *outer,
                           const AcvPacketSet *inner);
/* True if some header is in both. */
bool acv_packet_set_overlaps(AcvPacketSpace *space, const AcvPacketSet *a, const AcvPacketSet *b);

/* Fields that can be rewritten. */
typedef enum {
    ACV_FIELD_SOURCE,
    ACV_FIELD_DESTINATION,
    ACV_FIELD_SOURCE_PORT,      /* Of TCP and UDP only. */
    ACV_FIELD_DESTINATION_PORT, /* Of TCP and UDP only. */
} AcvField;

/* Every header that differs from one of 'set' in 'field' at most: the field may have any address of
 * the family, or any port if the protocol is TCP or UDP; other protocols stay as they are. */
const AcvPacketSet *acv_packet_set_forget(AcvPacketSpace *space, const AcvPacketSet *set,
                                          AcvField field);

/* Rewriting: every header of 'set' with 'field' replaced by each address of 'to' that is of its
 * family. ACV_FIELD_SOURCE or ACV_FIELD_DESTINATION. */
const AcvPacketSet *acv_packet_set_assign_address(AcvPacketSpace *space, const AcvPacketSet *set,
                                                  AcvField field, const AcvAddressSet *to);

/* Rewriting: every header of 'set' with 'field' replaced by each port of 'to'; of protocols other
 * than TCP and UDP unchanged. ACV_FIELD_SOURCE_PORT or ACV_FIELD_DESTINATION_PORT. */
const AcvPacketSet *acv_packet_set_assign_port(AcvPacketSpace *space, const AcvPacketSet *set,
                                               AcvField field, AcvPortRange to);

/* The set of 'space' with the headers of 'set', which may be of another space. */
const AcvPacketSet *acv_packet_set_copy(AcvPacketSpace *space, const AcvPacketSet *set);

/* The addresses that 'field' takes in 'set'. Free with acv_address_set_free(). */
AcvAddressSet *acv_packet_set_addresses(const AcvPacketSet *set, AcvField field);

/* The header of 'set' with the least family, among these with the least source, and so on with
 * destination, protocol and ports: the same for equal sets. False if empty. */
bool acv_packet_set_sample(const AcvPacketSet *set, AcvPacket *out_packet);

/* A header of 'set' that depends on 'random' and can be any of them, those at the ends of intervals
 * more often than others: for tests. False if empty. */
bool acv_packet_set_sample_random(const AcvPacketSet *set, GRand *random, AcvPacket *out_packet);

/* The number of headers, as near as doubles add up. */
double acv_packet_set_count(const AcvPacketSet *set);

/* Both ends included; of protocols, ports, types and codes. */
typedef struct {
    uint16_t first;
    uint16_t last;
} AcvNumberRange;

/* A product of lists of ranges, each sorted, disjoint and without neighbours that touch. An empty
 * list of ports, types or codes restricts nothing: either all are in the set, or the protocols have
 * none. Protocols and addresses are never empty. */
typedef struct {
    AcvFamily family;
    const AcvAddressSet *sources;
    const AcvAddressSet *destinations;
    const AcvNumberRange *protocols;
    size_t n_protocols;
    const AcvNumberRange *source_ports;
    size_t n_source_ports;
    const AcvNumberRange *destination_ports;
    size_t n_destination_ports;
    const AcvNumberRange *icmp_types;
    size_t n_icmp_types;
    const AcvNumberRange *icmp_codes;
    size_t n_icmp_codes;
} AcvHeaderSet;

typedef struct AcvHeaderSets AcvHeaderSets;

/* 'set' as disjoint products, for people and for JSON: canonical, so that equal sets of different
 * spaces give equal lists. Protocols and ports are told apart first, then addresses, so that "22
 * from A, 443 from everywhere" reads like that. The order is that of families, protocols, ports,
 * sources and destinations. It does not need the space of 'set' later. */
AcvHeaderSets *acv_header_sets_new(const AcvPacketSet *set);
void acv_header_sets_free(AcvHeaderSets *sets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvHeaderSets, acv_header_sets_free)

size_t acv_header_sets_count(const AcvHeaderSets *sets);
const AcvHeaderSet *acv_header_sets_get(const AcvHeaderSets *sets, size_t index);

/* The whole set as one canonical text, one product a line; the caller's to free. Equal sets give
 * equal bytes, the empty set gives "". A line has addresses as prefixes or ranges and leaves out
 * what is not restricted:
 *
 *     from 10.0.0.4-10.0.0.254 to 10.1.0.0/24 protocol 6,17 source port 1024-65535 port 443
 *     from 10.0.0.4/32,10.0.0.9/32 to 0.0.0.0/0 protocol 1 type 8 code 0 */
char *acv_packet_set_print(const AcvPacketSet *set);

ACV_END_DECLS

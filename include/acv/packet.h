/* One packet header, and rules that match headers. No word of AWS here. */
#pragma once

#include <acv/address_set.h>
#include <acv/api.h>

ACV_BEGIN_DECLS

/* IANA protocol numbers that carry more than a number here. */
enum {
    ACV_PROTOCOL_ICMP = 1,
    ACV_PROTOCOL_TCP = 6,
    ACV_PROTOCOL_UDP = 17,
    ACV_PROTOCOL_ICMPV6 = 58,
    ACV_PROTOCOL_LAST = 255,
    ACV_ICMP_ECHO_REQUEST = 8,
    ACV_ICMPV6_ECHO_REQUEST = 128,
};

/* What a protocol number says of the two 16-bit fields of a header. */
typedef enum {
    ACV_LAYER4_NONE,  /* Neither exists: both are 0. */
    ACV_LAYER4_PORTS, /* TCP and UDP: source and destination port, 0..65535. */
    ACV_LAYER4_ICMP,  /* ICMP and ICMPv6, in either family: type and code, 0..255. */
} AcvLayer4;

AcvLayer4 acv_protocol_layer4(uint8_t protocol);

typedef struct {
    AcvUint128 source; /* Both of 'family', host byte order. */
    AcvUint128 destination;
    AcvFamily family;
    uint8_t protocol;
    uint16_t source_port;      /* Of ICMP the type. */
    uint16_t destination_port; /* Of ICMP the code. */
} AcvPacket;

/* Both ends included. */
typedef struct {
    uint16_t first;
    uint16_t last;
} AcvPortRange;

#define ACV_PORTS_ALL ((AcvPortRange){ 0, UINT16_MAX })

/* A product: every field on its own must match.
 *
 * The port fields are read by the protocol at hand: of TCP and UDP as ports, of ICMP as type and
 * code, of other protocols not at all. So {0, 65535} means "any" for all of them.
 *
 * A range whose first is greater than its last holds no value, and an empty address set no address.
 * Wherever such a field is read, the match matches nothing. */
typedef struct {
    const AcvAddressSet *sources;      /* Borrowed; NULL matches any address of either family. */
    const AcvAddressSet *destinations; /* Borrowed; NULL matches any address of either family. */
    uint8_t first_protocol;
    uint8_t last_protocol;
    AcvPortRange source_ports;
    AcvPortRange destination_ports;
} AcvMatch;

/* Matches every packet. */
#define ACV_MATCH_ALL ((AcvMatch){ NULL, NULL, 0, ACV_PROTOCOL_LAST, ACV_PORTS_ALL, ACV_PORTS_ALL })

/* Matches no packet. */
#define ACV_MATCH_NONE ((AcvMatch){ NULL, NULL, 1, 0, ACV_PORTS_ALL, ACV_PORTS_ALL })

bool acv_match_contains(const AcvMatch *match, const AcvPacket *packet);

/* True if 'packet' asks for a reply: TCP, UDP, the ICMP queries (echo, timestamp, ...) and every
 * protocol without ports. An ICMP error or reply does not.
 *
 * Source: https://www.iana.org/assignments/icmp-parameters and
 * https://www.iana.org/assignments/icmpv6-parameters */
bool acv_packet_expects_reply(const AcvPacket *packet);

/* The reply to a packet that expects one: addresses and ports change sides; an ICMP query becomes
 * its reply (type 8 gives 0) and keeps its code. */
AcvPacket acv_packet_reply(const AcvPacket *packet);

/* The match that holds for a packet exactly when 'match' holds for its reply. It says nothing of
 * packets that expect none. ACV_MATCH_NONE, if no query has such a reply.
 *
 * 'match' must be for one protocol, or for any ports; of ICMP for one type, or for all. Its address
 * sets are borrowed by the result. */
AcvMatch acv_match_mirror(const AcvMatch *match);

ACV_END_DECLS

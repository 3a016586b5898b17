/* Matches and packet sets for tests: from text, or at random. */
#pragma once

#include "acv/packet_set.h"

void match_free(AcvMatch *match);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvMatch, match_free)

/* The match that "SOURCES DESTINATIONS PROTOCOLS PORTS PORTS" says: "*" is any, addresses are
 * prefixes or ranges with commas between, and numbers are single or a range, such as
 * "10.0.0.0/24,10.0.2.4-10.0.2.9 * 6 1024-65535 443". An empty list is "-". Text that is wrong
 * fails the test. */
AcvMatch *match_parse(const char *text);

/* The union of matches with ";" between; "" is empty. */
const AcvPacketSet *packets_parse(AcvPacketSpace *space, const char *text);

/* The matches that a product stands for (elements AcvMatch); they borrow its addresses. */
GArray *matches_of_product(const AcvHeaderSet *product);

/* Any match. Addresses and ports are few, so that matches have much in common. */
AcvMatch *match_random(GRand *random);

/* The union, intersection and difference of some random matches. */
const AcvPacketSet *packets_random(AcvPacketSpace *space, GRand *random);

/* Packet sets as binary decision diagrams of the bits of a header, by BuDDy.
 *
 * An IPv4 address has 96 high bits that are zero, and so have the ports of protocols with less than
 * 16 bits of them. BuDDy is one for the whole program, so only one begin may be open. The BDDs live
 * until the end; they are never freed before. */
#pragma once

#include "acv/packet_set.h"

typedef int HeaderBdd;

/* With room for 'n_nodes' at first. */
void header_bdds_begin(int n_nodes);
void header_bdds_end(void);

HeaderBdd header_bdd_empty(void);
HeaderBdd header_bdd_of_match(const AcvMatch *match);

/* The union of the products that 'set' is printed as. */
HeaderBdd header_bdd_of_set(const AcvPacketSet *set);

HeaderBdd header_bdd_union(HeaderBdd a, HeaderBdd b);
HeaderBdd header_bdd_intersect(HeaderBdd a, HeaderBdd b);
HeaderBdd header_bdd_subtract(HeaderBdd a, HeaderBdd b);

double header_bdd_count(HeaderBdd a);
size_t header_bdd_n_nodes(HeaderBdd a);

/* Packet sets as lists of AWS's packet headers. */
#pragma once

#include "acv/packet_set.h"
#include "render/json_writer.h"

/* A list of HeaderSets, disjoint and canonical. */
void acv_json_packets(AcvJsonWriter *writer, const AcvPacketSet *packets);

/* KEY with one HeaderSet, or KEYs with a list if it takes more than one; 'mirrored' writes the
 * replies to the packets. Nothing of an empty set. */
void acv_json_member_header(AcvJsonWriter *writer, const char *key, const AcvPacketSet *packets,
                            bool mirrored);

/* A list of prefixes. */
void acv_json_addresses(AcvJsonWriter *writer, const AcvAddressSet *addresses);

/* {"From": first, "To": last} */
void acv_json_range(AcvJsonWriter *writer, unsigned first, unsigned last);

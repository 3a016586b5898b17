/* The engine of single packets: one packet, rule by rule, to its end and back.
 *
 * It shares the hops and their rules with the engine of sets and nothing else: rules are asked in
 * turn, the longest prefix is looked for, the reply is built and sent. */
#pragma once

#include "network/scene.h"

/* What the gateways on the way choose. */
typedef struct {
    uint16_t nat_port;
    size_t nat_address; /* The index of one of a NAT gateway's addresses, modulo their number. */
} AcvTraceChoice;

/* Whether 'packet', sent by the source, gets there and is answered. '*out_is_chosen' says whether
 * any gateway had a choice: else the verdict is the same for all. */
AcvVerdict acv_trace(AcvScene *scene, const AcvPacket *packet, const AcvTraceChoice *choice,
                     bool *out_is_chosen);

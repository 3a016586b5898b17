/* What AWS does with one packet, told a third time: straight from the records, step by step, slow
 * and plain. It shares nothing with src/network but the records.
 *
 * It knows scenarios in which nothing is missing: see random_scenario_new(). */
#pragma once

#include "acv/packet.h"
#include "acv/snapshot.h"

/* An end that stands in a VPC; of a far end that does not, all is NULL. */
typedef struct {
    const AcvRecord *resource;            /* What lives there, or NULL. */
    const AcvNetworkInterface *interface; /* NULL if it has none yet. */
    const AcvSubnet *subnet;
    AcvStrings group_ids;
    const AcvAddressSet *addresses;
} OneEnd;

/* Faults that can be planted. */
typedef enum {
    ONE_FAULT_NONE,
    ONE_FAULT_ACL_ORDER,  /* Entries are taken as they stand. */
    ONE_FAULT_NO_REPLY,   /* Nobody looks after replies. */
    ONE_FAULT_ANY_PREFIX, /* The first route that matches wins. */
    ONE_FAULT_ANY_STATE,  /* Endpoints that are pending work. */
} OneFault;

typedef struct {
    const AcvSnapshot *snapshot;
    OneEnd source;
    OneEnd target;
    uint16_t nat_port;
    bool prefers_last_list;      /* Of two prefix lists with the same prefix AWS takes either. */
    bool finds_public_addresses; /* The internet at large is not asked for. */
    OneFault fault;
} OneQuestion;

/* Whether the packet gets there and, if it expects a reply, is answered. */
bool one_packet(const OneQuestion *question, const AcvPacket *packet);

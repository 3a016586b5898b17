/* One question: can this source reach that target? */
#pragma once

#include <acv/api.h>
#include <acv/packet.h>

ACV_BEGIN_DECLS

/* The ports from which clients connect, unless a question says otherwise.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html */
#define ACV_EPHEMERAL_PORTS ((AcvPortRange){ 1024, UINT16_MAX })

typedef struct {
    const char *from;
    const char *to;
    AcvPortRange ephemeral_ports;
    bool no_dns; /* The client is taken to know the addresses of what it asks for. */
} AcvQuestion;

/* The answer to a question, for all its sources and targets together or for one pair. */
typedef enum {
    ACV_OUTCOME_REACHABLE,    /* Every header, from every placement, to every destination. */
    ACV_OUTCOME_UNREACHABLE,  /* None. */
    ACV_OUTCOME_PARTIAL,      /* Some. */
    ACV_OUTCOME_UNDETERMINED, /* It depends on what the scenario lacks. */
} AcvOutcome;

/* "reachable" and so on: static. */
const char *acv_outcome_name(AcvOutcome outcome);

/* The outcome of that name; false if there is none. */
bool acv_outcome_parse(const char *name, AcvOutcome *out_outcome);

ACV_END_DECLS

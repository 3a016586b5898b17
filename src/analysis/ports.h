/* The ":PORTS/PROTOCOL" at the end of a target. */
#pragma once

#include "acv/packet.h"

/* What a question asks of a target. */
typedef struct {
    bool given; /* If not, the target's own default holds. */
    uint8_t first_protocol;
    uint8_t last_protocol;
    AcvPortRange ports; /* Destination ports; of ICMP, the types. */
} AcvAskedPorts;

/* Splits "rds/orders:3306/tcp" into the target, which it returns and the caller frees, and the
 * ports. A target may be an IPv6 address with or without brackets, and a prefix.
 *
 * ":443", ":8000-8100", ":*", ":53/udp", ":* /107" (without the blank), "/icmp", "/ping"; tcp if
 * ports are given without a protocol. 'protocol_number' gives the number of a protocol's name, or
 * -1.
 *
 * Errors: ACV_ERROR_SYNTAX. */
char *acv_ports_split(const char *text, int (*protocol_number)(const char *name, void *user_data),
                      void *user_data, AcvAskedPorts *out_ports, GError **error);

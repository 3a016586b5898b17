/* One source as it asks for names: whom, whether it reaches them, and what they can know. */
#pragma once

#include "analysis/reach.h"
#include "network/naming.h"

/* A DNS server of the DHCP options, and the way of the source to it. */
typedef struct {
    AcvAddress address;
    AcvVerdict verdict; /* Admitted if any packet of a query gets there and is answered. */
    AcvScene *scene;
    AcvReach *reach;
} AcvDnsServer;

typedef struct {
    const AcvPlacement *source;
    AcvResolver resolver;
    GPtrArray *servers; /* Elements AcvDnsServer *; NULL if Amazon answers. */
    AcvRule rule;       /* Whether anybody answers. */
    /* By AcvNameView: whether names may be answered so. A server in private address space may pass
     * queries on to the Amazon resolver, or not: then both are possible. */
    bool sees[2];
    AcvMissing missing; /* Which server's answers decide, if both are possible. */
} AcvNameClient;

/* The source at 'source', whose queries leave from 'ports'. 'source' must outlive the client. */
AcvNameClient *acv_name_client_new(AcvNetwork *network, const AcvPlacement *source,
                                   AcvPortRange ports);
void acv_name_client_free(AcvNameClient *client);

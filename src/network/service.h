/* AWS services as targets: their endpoints in a VPC, and the public addresses that they have.
 *
 * Nobody knows the addresses of most services. Then packets go to all that they can be, every
 * public IPv4 address, and it is for the analysis to say what holds for each of these addresses and
 * what for some. */
#pragma once

#include "network/network.h"

typedef struct {
    const AcvServiceRow *row;   /* NULL of a service that is not AWS's own. */
    const AcvRegionRow *region; /* NULL if nobody knows. */
    const char *name;           /* "com.amazonaws.eu-west-1.logs"; without a Region only its key. */
    const AcvCompositeRow *part;    /* If it is asked for as a part of a composite target. */
    const AcvVpcEndpoint *gateway;  /* If it is asked for by a gateway endpoint: the only way. */
    const AcvVpc *vpc;              /* Of who asks; NULL outside any. */
    const AcvAddressSet *addresses; /* Public ones, of IPv4. */
    bool is_host;                   /* No service: a host name that the world knows. */
    bool has_known_addresses;       /* Else 'addresses' are all that they can be. */
} AcvService;

/* The service of 'row' in 'region' as 'vpc' sees it, which may be NULL. 'name' is that of a service
 * without a row. Lives as long as the network. */
AcvService *acv_service_new(AcvNetwork *network, const AcvServiceRow *row,
                            const AcvRegionRow *region, const char *name, const AcvVpc *vpc);

/* The Region that is a part of a dotted name such as "com.amazonaws.eu-west-1.logs", or NULL. */
const AcvRegionRow *acv_region_in_name(const AcvCatalog *catalog, const char *name);

/* The host of a name that only the world knows, somewhere in the internet. Lives as long as the
 * network. */
AcvService *acv_service_of_host(AcvNetwork *network, const char *host, const AcvVpc *vpc);

/* What a client resolves to reach it; NULL if nobody knows. The caller's to free. */
char *acv_service_host(AcvNetwork *network, const AcvService *service);

/* The name of its AWS-managed prefix list; NULL if it has none. The caller's to free. */
char *acv_service_prefix_list_name(const AcvService *service);

/* Whether a prefix list is known to hold the service's addresses and no others. */
typedef enum {
    ACV_LIST_UNRELATED, /* It is of another service. */
    ACV_LIST_OWN,       /* It is the service's. */
    ACV_LIST_OTHER,     /* Its entries tell, if they are given. */
} AcvListRelation;

/* By the list's name, or by an endpoint of the VPC to which a route for that list leads. */
AcvListRelation acv_service_list_relation(AcvNetwork *network, const AcvService *service,
                                          const char *prefix_list_id);

/* --- Endpoints --- */

bool acv_endpoint_is_gateway(const AcvVpcEndpoint *endpoint);
bool acv_endpoint_is_interface(const AcvVpcEndpoint *endpoint);

/* Whether its state lets it work; not given counts as working. */
bool acv_endpoint_is_usable(const AcvVpcEndpoint *endpoint);

/* Whether it may work some day: it is not deleted, failed or the like. */
bool acv_endpoint_is_alive(const AcvVpcEndpoint *endpoint);

/* The VPC in which it is: its own field, else that of its subnets. */
const AcvVpc *acv_endpoint_vpc(AcvNetwork *network, const AcvVpcEndpoint *endpoint);

/* The service of an endpoint and the Region that it is in; NULL where unknown. */
const AcvServiceRow *acv_endpoint_service(AcvNetwork *network, const AcvVpcEndpoint *endpoint);
const AcvRegionRow *acv_endpoint_region(AcvNetwork *network, const AcvVpcEndpoint *endpoint);

bool acv_endpoint_serves(AcvNetwork *network, const AcvVpcEndpoint *endpoint,
                         const AcvService *service);

/* The endpoints of the service in its VPC that are not deleted, gateway or interface ones: elements
 * const AcvVpcEndpoint *, those that work first, by id. Free with g_ptr_array_unref(). */
GPtrArray *acv_service_endpoints(AcvNetwork *network, const AcvService *service, bool gateways);

/* The endpoint whose interface that is, or NULL. */
const AcvVpcEndpoint *acv_endpoint_of_interface(AcvNetwork *network,
                                                const AcvNetworkInterface *interface);

/* Whom the hosts of a VPC ask for names, and which endpoints answer to a service's own name. */
#pragma once

#include "network/service.h"

typedef enum {
    ACV_RESOLVER_AMAZON, /* The VPC's own, at its base address plus two. */
    ACV_RESOLVER_CUSTOM, /* Servers that the DHCP options name. */
    ACV_RESOLVER_UNKNOWN,
} AcvResolverKind;

typedef struct {
    AcvResolverKind kind;
    const AcvDhcpOptions *options; /* NULL if there are none, or nobody knows them. */
    const AcvAddress *servers;     /* Of CUSTOM, in the order in which clients ask them. */
    size_t n_servers;
    bool falls_back; /* The Amazon resolver comes after them. */
    AcvAssumption assumption;
    AcvMissing missing; /* Of UNKNOWN. */
} AcvResolver;

/* The resolver that the DHCP options of 'vpc' name. Lives as long as the network.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSetConcepts.html */
AcvResolver acv_network_resolver(AcvNetwork *network, const AcvVpc *vpc);

/* Whether the Amazon resolver of 'vpc' answers at all. */
bool acv_vpc_has_dns_support(const AcvVpc *vpc);

/* enableDnsHostnames of 'vpc'. Where it is not given it is on if an endpoint of the VPC has private
 * DNS, for AWS demands that, else in default VPCs alone; '*out_assumed', if not NULL, says so.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html */
bool acv_vpc_has_dns_hostnames(AcvNetwork *network, const AcvVpc *vpc, bool *out_assumed);

/* What keeps an interface endpoint from answering to its service's own name; flags. */
typedef enum {
    ACV_PRIVATE_DNS_BAD_STATE = 1 << 0,    /* The endpoint does not work. */
    ACV_PRIVATE_DNS_OFF = 1 << 1,          /* PrivateDnsEnabled of the endpoint. */
    ACV_PRIVATE_DNS_INBOUND_ONLY = 1 << 2, /* Only for resolvers outside the VPC (of S3). */
    ACV_PRIVATE_DNS_NO_SUPPORT = 1 << 3,   /* enableDnsSupport of the VPC. */
    ACV_PRIVATE_DNS_NO_HOSTNAMES = 1 << 4, /* enableDnsHostnames of the VPC. */
} AcvPrivateDnsObstacle;

/* The obstacles of 'endpoint'; 0 if it answers. '*out_assumed', if not NULL: whether it is for a
 * default that it does.
 * Source: https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
 */
unsigned acv_endpoint_private_dns_obstacles(AcvNetwork *network, const AcvVpcEndpoint *endpoint,
                                            bool *out_assumed);

/* The vocabulary of the network: rules, stages of rules, and the hops that packets take.
 *
 * A hop is one place that a packet comes through in one direction. It asks its stages in order,
 * then rewrites addresses if it is a gateway that does, then sends the packet onward by its
 * destination.
 *
 *        in --> [stage 1] --> [stage 2] --> rewrite --> onward by destination --> next hop
 *                  |             |                          |
 *               refused       unknown                    no route
 *
 * A stage is an ordered list of rules of which the first match decides, like a network ACL; a
 * security group is the same with nothing but admitting rules. So one way to compile rules to sets,
 * and one way to apply them to a single packet, serve everything that AWS does with a packet. */
#pragma once

#include "acv/catalog.h"
#include "acv/code.h"
#include "acv/packet_set.h"
#include "acv/record.h"

typedef enum {
    ACV_VERDICT_ADMITTED,
    ACV_VERDICT_REFUSED,
    ACV_VERDICT_UNKNOWN, /* The scenario lacks what would decide. */
} AcvVerdict;

/* The direction of a packet at the component that decides. */
typedef enum {
    ACV_DIRECTION_NONE,
    ACV_DIRECTION_INGRESS,
    ACV_DIRECTION_EGRESS,
} AcvDirection;

/* What AWS does by default where the scenario says nothing. */
#define ACV_ASSUMPTIONS(X) \
    X(NONE) \
    X(DEFAULT_NETWORK_ACL)  /* A subnet without an ACL has its VPC's default, which allows all. */ \
    X(DEFAULT_GROUP_EGRESS) /* A new group allows all egress. */ \
    X(DEFAULT_GROUP_INGRESS) /* A new group allows no ingress. */ \
    X(NO_SECURITY_GROUP)     /* The source or target carries no group, so none filters. */ \
    X(ENDPOINT_ROUTE)        /* A table of a gateway endpoint has its route, written or not. */ \
    X(LOCAL_ROUTE)           /* Every table has a local route, written or not. */ \
    X(NAT_ADDRESS)           /* A NAT gateway has an address of its subnet, and a public one. */ \
    X(ELASTIC_ADDRESS)       /* AWS is yet to choose it, and any will do. */ \
    X(STATE_USABLE)          /* What has no state works. */ \
    X(ENGINE_PORT)           /* A database listens on its engine's default port. */ \
    X(AMAZON_RESOLVER)       /* Without DHCP options the Amazon resolver answers. */ \
    X(PRIVATE_DNS)           /* Private DNS of an endpoint is on unless it says off. */ \
    X(DNS_HOSTNAMES)         /* enableDnsHostnames is on in default VPCs and for private DNS. */ \
    X(ZONE_NOT_KNOWN)        /* The subnet's zone id is not given, so support is not verified. */ \
    X(NEW_RUNTIME)           /* A runtime that does not say when it was created is new. */ \
    X(SERVICE_REGION)        /* A service is asked for in the Region of its endpoints. */ \
    X(REGION_NOT_KNOWN)      /* The table of supported zones lacks the Region. */

typedef enum {
#define ACV_ASSUMPTION_CONSTANT(constant) ACV_ASSUMPTION_##constant,
    ACV_ASSUMPTIONS(ACV_ASSUMPTION_CONSTANT)
#undef ACV_ASSUMPTION_CONSTANT
} AcvAssumption;

/* What a rule of an unknown verdict would need: a record of that kind and id, or one of its
 * fields. */
typedef struct {
    AcvKind kind;
    const char *id;      /* NULL if not even that is known; then 'of' tells whose it would be. */
    const char *field;   /* AWS's key; NULL if the whole record is missing. */
    const AcvRecord *of; /* With 'field': it is given, and what its value means is not known. */
} AcvMissing;

/* The field of an AcvMissing that is about a far side. */
#define ACV_MISSING_BEYOND "what lies beyond"

/* One rule, with what it came from, so that an explanation can quote it. */
typedef struct {
    AcvMatch match;
    AcvVerdict verdict;
    AcvCode code; /* Of a refusal. */
    AcvAssumption assumption;
    AcvMissing missing;      /* Of an unknown verdict. */
    const AcvRecord *record; /* The group, ACL, table, … that the rule stands in; may be NULL. */
    const AcvSecurityGroupPermission *permission;
    const AcvSecurityGroupPeer *peer;
    const AcvNetworkAclEntry *entry;
    const AcvRoute *route;
    const AcvPolicyStatement *statement; /* Of an endpoint policy; NULL if none matched. */
    const AcvServiceActionRow *need;     /* What the policy was asked for; NULL: anything. */
    const AcvRecord *target; /* Of a route: where it leads, if that is in the snapshot. */
    uint8_t prefix_length;   /* Of a route. */
    uint8_t rank;            /* Of a route: the lower one wins among equal prefixes. */
    bool maybe;              /* Of a route: whether it captures what it matches is not known. */
    bool is_narrow;          /* Of a policy that admits this: it does not admit everything. */
    bool exempt;             /* AWS lets this traffic through whatever the component says. */
} AcvRule;

/* X(constant): what a stage is about. */
#define ACV_STAGES(X) \
    X(RESOURCE)          /* What an AgentCore resource needs to exist. */ \
    X(RESOLVER)          /* Who answers when a name is asked for. */ \
    X(NAME)              /* What a name stands for. */ \
    X(STATE)             /* Whether a component works. */ \
    X(SOURCE_DEST_CHECK) /* Whether an interface passes packets that are not its own. */ \
    X(SECURITY_GROUPS) \
    X(NETWORK_ACL) \
    X(PROTOCOL)   /* Which protocols a gateway carries. */ \
    X(ATTACHMENT) /* Whether a gateway is attached. */ \
    X(BLOCK_PUBLIC_ACCESS) \
    X(PRIVATE_DESTINATION) /* What an internet gateway never sends out. */ \
    X(PUBLIC_ADDRESS)      /* Whom an internet gateway translates. */ \
    X(ZONE)                /* Whether a gateway serves the source's zone. */ \
    X(POLICY)              /* What the policy of an endpoint admits. */ \
    X(LISTENER)            /* On what port a service answers. */ \
    X(ROUTES)              /* Not asked as a stage: the routes of a hop that has a table. */

typedef enum {
#define ACV_STAGE_CONSTANT(constant) ACV_STAGE_##constant,
    ACV_STAGES(ACV_STAGE_CONSTANT)
#undef ACV_STAGE_CONSTANT
} AcvStageKind;

/* A compiled stage: disjoint sets; what is in neither is refused. */
typedef struct {
    const AcvPacketSet *admitted;
    const AcvPacketSet *unknown;
} AcvDecision;

typedef struct {
    AcvStageKind kind;
    AcvDirection direction;
    AcvCode code;               /* Why a packet is refused that no rule matches. */
    const AcvRecord *component; /* What to change so that it passes. */
    const AcvRule *rules;
    size_t n_rules;
    bool stateful;            /* Replies to what it admitted pass. */
    bool is_aside;            /* It admits everything in place of what is asked about later. */
    AcvDecision decisions[2]; /* By 'mirrored'; filled when first asked. */
} AcvStage;

/* X(constant, end): the kinds of hop; at an 'end' a packet has arrived. */
#define ACV_HOPS(X) \
    X(NAME, false)               /* A name is asked for, before anything is sent. */ \
    X(RESOURCE, false)           /* The AgentCore resource that sends. */ \
    X(INTERFACE_EGRESS, false)   /* Out of a network interface. */ \
    X(SUBNET_EGRESS, false)      /* Out of a subnet. */ \
    X(ROUTER, false)             /* The VPC router, with the table of a subnet or gateway. */ \
    X(VPC_DELIVERY, false)       /* By the local route to a subnet. */ \
    X(SUBNET_INGRESS, false)     /* Into a subnet. */ \
    X(SUBNET_DELIVERY, false)    /* Within a subnet to the owner of an address. */ \
    X(INTERFACE_INGRESS, true)   /* Into a network interface. */ \
    X(APPLIANCE, true)           /* Into an interface that a route leads to. */ \
    X(NAT_GATEWAY, false)        /* In, translated, and out as the gateway's own. */ \
    X(NAT_GATEWAY_RETURN, false) /* A reply, translated back, on its way to the client. */ \
    X(INTERNET_GATEWAY_EGRESS, false) \
    X(INTERNET_GATEWAY_INGRESS, false) \
    X(EGRESS_ONLY_INTERNET_GATEWAY_EGRESS, false) \
    X(EGRESS_ONLY_INTERNET_GATEWAY_INGRESS, false) \
    X(GATEWAY_ENDPOINT, true) /* A gateway endpoint, and the service behind it. */ \
    X(INTERNET, true) \
    X(RESOLVER, true)   /* The Amazon DNS resolver of a VPC. */ \
    X(LINK_LOCAL, true) /* What AWS answers at a link-local address, such as the time. */ \
    X(UNKNOWN, true)    /* A part of the network of which the scenario says nothing. */

typedef enum {
#define ACV_HOP_CONSTANT(constant, end) ACV_HOP_##constant,
    ACV_HOPS(ACV_HOP_CONSTANT)
#undef ACV_HOP_CONSTANT
} AcvHopKind;

enum { ACV_HOP_MAX_STAGES = 8 };

typedef struct AcvHop AcvHop;
typedef struct AcvPlacement AcvPlacement;
typedef struct AcvNaming AcvNaming;

struct AcvHop {
    AcvHopKind kind;
    const AcvRecord *component; /* The interface, subnet, table, gateway, … that it stands for. */
    const AcvVpc *vpc;          /* NULL outside any VPC. */
    const AcvSubnet *subnet;    /* Of interfaces, subnets, their routers and zonal gateways. */
    const AcvPlacement *placement; /* Of an interface. */
    const AcvNaming *naming;       /* Of a NAME. */
    const AcvPlacement *stranger;  /* Of an internet gateway: who sends by it without any interface,
                                    * and so without the public addresses of others near it. */
    const AcvRecord *untold; /* Of an internet gateway: by whose address it sends, which nobody
                              * knows; or NULL. */
    AcvStage *stages[ACV_HOP_MAX_STAGES];
    size_t n_stages;
    AcvStage *routes;   /* Of a ROUTER. */
    const AcvHop *next; /* Of a hop with one way onward, whatever the destination. */
};

#include "load/tables.h"

static const AcvJsonField ipv4_cidr_fields[] = {
    { .key = "CidrBlock", .type = ACV_JSON_PREFIX, .family = ACV_FAMILY_IPV4 },
};
static ACV_TABLE_WITH(peering_ipv4_cidr, AcvPrefix, ipv4_cidr_fields, .is_sparse = true);

static const AcvJsonField ipv6_cidr_fields[] = {
    { .key = "Ipv6CidrBlock", .type = ACV_JSON_PREFIX, .family = ACV_FAMILY_IPV6 },
};
static ACV_TABLE_WITH(peering_ipv6_cidr, AcvPrefix, ipv6_cidr_fields, .is_sparse = true);

/* clang-format off */
/* The tables of one side of a connection. */
#define SIDE_TABLES(side) \
    static const AcvJsonField side##_options_fields[] = { \
        ACV_FLAG("AllowDnsResolutionFromRemoteVpc", AcvVpcPeeringConnection, \
                 side.allow_dns_resolution_from_remote_vpc), \
        ACV_IGNORED("AllowEgressFromLocalClassicLinkToRemoteVpc"), \
        ACV_IGNORED("AllowEgressFromLocalVpcToRemoteClassicLink"), \
    }; \
    static ACV_TABLE(peering_##side##_options, AcvVpcPeeringConnection, side##_options_fields); \
    static const AcvJsonField side##_fields[] = { \
        ACV_PREFIX("CidrBlock", AcvVpcPeeringConnection, side.cidr_block, IPV4), \
        ACV_LIST_OF("CidrBlockSet", AcvVpcPeeringConnection, side.cidr_blocks, \
                    &acv_peering_ipv4_cidr_fields), \
        ACV_LIST_OF("Ipv6CidrBlockSet", AcvVpcPeeringConnection, side.ipv6_cidr_blocks, \
                    &acv_peering_ipv6_cidr_fields), \
        ACV_STRING("OwnerId", AcvVpcPeeringConnection, side.owner_id), \
        ACV_OBJECT("PeeringOptions", &acv_peering_##side##_options_fields), \
        ACV_STRING("Region", AcvVpcPeeringConnection, side.region), \
        ACV_STRING("VpcId", AcvVpcPeeringConnection, side.vpc_id), \
    }; \
    static ACV_TABLE(peering_##side, AcvVpcPeeringConnection, side##_fields)
/* clang-format on */

SIDE_TABLES(requester);
SIDE_TABLES(accepter);

static const AcvJsonField status_fields[] = {
    ACV_ENUM("Code", AcvVpcPeeringConnection, status, acv_peering_states),
    ACV_IGNORED("Message"),
};
static ACV_TABLE(peering_status, AcvVpcPeeringConnection, status_fields);

static const AcvJsonField vpc_peering_connection_fields[] = {
    ACV_OBJECT("AccepterVpcInfo", &acv_peering_accepter_fields),
    ACV_IGNORED("ExpirationTime"),
    ACV_OBJECT("RequesterVpcInfo", &acv_peering_requester_fields),
    ACV_OBJECT("Status", &acv_peering_status_fields),
    ACV_TAGS("Tags", AcvVpcPeeringConnection),
    ACV_REQUIRED("VpcPeeringConnectionId", AcvVpcPeeringConnection, record.id),
};
ACV_TABLE(vpc_peering_connection, AcvVpcPeeringConnection, vpc_peering_connection_fields);

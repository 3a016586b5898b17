/* The explanation codes that the analysis produces.
 *
 * The names are those of AWS Reachability Analyzer wherever it has one. What each code means, its
 * cause and its remedy stand in the table of codes of the catalog.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html */
#pragma once

#include <acv/api.h>

#include <glib.h>

ACV_BEGIN_DECLS

/* clang-format off */
#define ACV_CODES(X) \
    X(AGENTCORE_AZ_NOT_SUPPORTED) \
    X(AGENTCORE_ENI_MISSING) \
    X(AGENTCORE_NOT_IN_VPC) \
    X(AVAILABILITY_ZONE_CROSSED) \
    X(BAD_STATE) \
    X(BAD_STATE_ATTACHMENT) \
    X(BAD_STATE_ROUTE) \
    X(DNS_NAME_NOT_FOUND) \
    X(DNS_SERVER_UNREACHABLE) \
    X(DNS_SUPPORT_DISABLED) \
    X(ENDPOINT_MISSING) \
    X(ENDPOINT_POLICY_DENIES) \
    X(ENI_ADDRESS_RESTRICTION) \
    X(ENI_SG_RULES_MISMATCH) \
    X(ENI_SOURCE_DEST_CHECK_RESTRICTION) \
    X(IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS) \
    X(IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS) \
    X(IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS) \
    X(IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS) \
    X(MISSING_DATA) \
    X(NO_POSSIBLE_DESTINATION) \
    X(NO_ROUTE_TO_DESTINATION) \
    X(PRIVATE_DNS_NOT_EFFECTIVE) \
    X(PROTOCOL_RESTRICTION) \
    X(REGIONAL_NGW_ROUTE_AZ_RESTRICTION) \
    X(REMAP_EPHEMERAL_PORT) \
    X(SG_HAS_NO_RULES) \
    X(SUBNET_ACL_RESTRICTION) \
    X(TARGET_NOT_LISTENING) \
    X(VPCE_GATEWAY_PROTOCOL_RESTRICTION) \
    X(VPCE_INTRA_VPC_TRAFFIC) \
    X(VPC_BLOCK_PUBLIC_ACCESS_ENABLED)
/* clang-format on */

/* No code is zero: a zeroed finding has none. */
typedef enum {
    ACV_CODE_NONE = 0,
#define ACV_CODE_CONSTANT(name) ACV_CODE_##name,
    ACV_CODES(ACV_CODE_CONSTANT)
#undef ACV_CODE_CONSTANT
} AcvCode;

enum {
#define ACV_CODE_COUNT(name) +1
    ACV_N_CODES = 0 ACV_CODES(ACV_CODE_COUNT), /* Without ACV_CODE_NONE. */
#undef ACV_CODE_COUNT
};

/* "ENI_SG_RULES_MISMATCH": static. NULL for ACV_CODE_NONE. */
const char *acv_code_name(AcvCode code);

ACV_END_DECLS

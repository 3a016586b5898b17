/* The stages of gateways. */
#pragma once

#include "network/scene.h"

/* Admits all or refuses all with 'code'. */
AcvStage *acv_state_stage(AcvNetwork *network, const AcvRecord *component, bool usable,
                          AcvCode code);

/* Admits all if 'state' is one of 'usable', or is not given, which then is an assumption; else
 * refuses all with 'code'. Replies to what it admitted pass. */
AcvStage *acv_usability_stage(AcvNetwork *network, const AcvRecord *component, const char *state,
                              const char *const *usable, AcvCode code);

/* Cannot tell, for want of 'missing'. */
AcvStage *acv_unknown_stage(AcvNetwork *network, AcvStageKind kind, const AcvRecord *component,
                            AcvMissing missing);

/* Whether an internet gateway, egress-only or not, is attached to 'vpc'. */
AcvStage *acv_attachment_stage(AcvNetwork *network, const AcvInternetGateway *gateway,
                               const AcvVpc *vpc);

/* Whether traffic of 'vpc' may pass an internet gateway; 'subnet' is the one that hands it to the
 * gateway, or NULL. 'outbound_only' if what sends it lets nothing in.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html */
AcvStage *acv_block_public_access_stage(AcvNetwork *network, const AcvVpc *vpc,
                                        const AcvSubnet *subnet, bool outbound_only);

/* What an internet gateway never sends out: packets to private and shared addresses.
 * Source: https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html */
AcvStage *acv_private_destination_stage(AcvNetwork *network, const AcvInternetGateway *gateway);

/* Whom an internet gateway sends for, at 'hop': those with a public address, and IPv6.
 * 'nat_gateway' is who translated the packets, or NULL. Source:
 * https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html */
AcvStage *acv_public_source_stage(AcvNetwork *network, const AcvHop *hop,
                                  const AcvInternetGateway *gateway,
                                  const AcvNatGateway *nat_gateway);

/* Who sends from 'vpc' by a public address that nobody knows: the interface of 'source',
 * or 'nat_gateway', who translates for it; NULL if it is known or there is none. Either may be
 * NULL. */
const AcvRecord *acv_untold_sender(AcvNetwork *network, const AcvVpc *vpc,
                                   const AcvPlacement *source, const AcvNatGateway *nat_gateway);

/* Whether a public address serves packets at 'hop'. */
bool acv_pair_serves(const AcvPublicPair *pair, const AcvHop *hop);

/* Whom an internet gateway lets packets in to: public addresses that interfaces have, and IPv6. */
AcvStage *acv_public_destination_stage(AcvNetwork *network, const AcvRecord *gateway,
                                       const AcvVpc *vpc);

/* A NAT gateway's own condition, the protocols that it carries, and the zones that it serves.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html */
AcvStage *acv_nat_gateway_state_stage(AcvNetwork *network, const AcvNatGateway *gateway);
AcvStage *acv_nat_gateway_protocol_stage(AcvNetwork *network, const AcvNatGateway *gateway);

/* Which zones a regional gateway serves: those it is registered in, or all if it extends to new
 * ones by itself, which until then it serves from another zone. Source:
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html */
AcvStage *acv_nat_gateway_zone_stage(AcvNetwork *network, const AcvNatGateway *gateway,
                                     const AcvSubnet *from);

/* The NAT gateway of 'vpc' that has one of these private addresses, or NULL. Its interface takes in
 * nothing that the gateway did not ask for. */
const AcvNatGateway *acv_nat_gateway_at(AcvNetwork *network, const AcvVpc *vpc,
                                        const AcvAddressSet *addresses);

/* The VPC that a gateway is in; never NULL. */
const AcvVpc *acv_nat_gateway_vpc(AcvNetwork *network, const AcvNatGateway *gateway);

bool acv_nat_gateway_is_regional(const AcvNatGateway *gateway);
bool acv_nat_gateway_is_public(const AcvNatGateway *gateway);

/* --- Listeners --- */

/* The port of 'record', of TCP. 'assumed' if it is a default; not given: nobody knows it, and then
 * 'field' tells where it would stand. */
AcvStage *acv_listener_stage(AcvNetwork *network, const AcvRecord *record, AcvNumber port,
                             bool assumed, const char *field);

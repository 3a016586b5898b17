/* How stages are made. Each maker says which rules AWS would apply; stages live as long as their
 * network. */
#pragma once

#include "network/network.h"
#include "network/scene.h"

/* An empty list of rules (elements AcvRule). */
GArray *acv_rules_new(void);

/* A stage like 'like' with a copy of 'rules', which may be NULL. */
AcvStage *acv_stage_new(AcvNetwork *network, const AcvStage *like, const GArray *rules);

/* Appends 'stage' to those that 'hop' asks. */
void acv_hop_add_stage(AcvHop *hop, AcvStage *stage);

/* What the groups of 'placement' let in or out; 'other' is the placement at the far side, whose
 * addresses its groups stand for; NULL if there is none.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html */
AcvStage *acv_security_groups_stage(AcvScene *scene, const AcvPlacement *placement,
                                    AcvDirection direction);

/* What the ACL of 'subnet' lets in or out.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html */
AcvStage *acv_network_acl_stage(AcvNetwork *network, const AcvSubnet *subnet,
                                AcvDirection direction);

/* The entries of 'acl' in the order in which they are asked, and what each matches. Free with
 * g_array_unref(). */
GArray *acv_network_acl_rules(AcvNetwork *network, const AcvNetworkAcl *acl,
                              AcvDirection direction);

/* The routes that 'table' has for 'vpc', best first. 'table' NULL: nobody knows them, but for the
 * local ones. 'service' is who alone the packets are for, or NULL.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html */
AcvStage *acv_routes_stage(AcvNetwork *network, const AcvService *service, const AcvVpc *vpc,
                           const AcvRouteTable *table);

/* With whom 'placement' talks in that direction: the target, if it is the source; the source, if it
 * is not; NULL if that is not known. */
const AcvPlacement *acv_scene_far_side(AcvScene *scene, const AcvPlacement *placement,
                                       AcvDirection direction);

/* The addresses that a group stands for in this scene: of all interfaces that carry it, and of the
 * source and the target if they will; but only where packets can come from to 'vpc'. 'far' is whom
 * the packets come from or go to, or NULL: its addresses are its own, whoever could have them. */
const AcvAddressSet *acv_scene_group_addresses(AcvScene *scene, const char *group_id,
                                               const AcvVpc *vpc, const AcvPlacement *far);

/* Whether a state lets a component work; not given counts as working. 'usable' is a list of states
 * that ends with NULL. The case of letters does not matter. */
bool acv_state_is_usable(const char *state, const char *const *usable);

/* The protocols first..last of 'ranges' alone, of one family or of both (ACV_FAMILY_NONE). */
AcvStage *acv_protocol_stage(AcvNetwork *network, const AcvRecord *component,
                             const AcvPortRange *protocols, size_t n_protocols, AcvFamily family);

/* Where AgentCore resources, databases and instances stand, and what they need to work. */
#pragma once

#include "network/scene.h"

/* Placements are elements AcvPlacement of the arrays below; free them with g_array_unref(). */

/* Where any record stands; NULL if records of its kind do not stand in a VPC. */
GArray *acv_placements_of(AcvNetwork *network, const AcvRecord *record);

AcvPlacement acv_placement_of_interface(AcvNetwork *network, const AcvNetworkInterface *interface);

/* Of an AgentCore resource in mode VPC: its interfaces, which are of kind "agentic_ai", in one of
 * its subnets, with exactly its groups; in a subnet without one, any assignable address. Source:
 * https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/agentcore-vpc.html */
GArray *acv_placements_of_agentcore(AcvNetwork *network, const AcvRecord *resource);

/* Of a database: its interface, which RDS describes as RDSNetworkInterface, in a subnet of its
 * group and in its zone if that is known, with exactly its groups; else any address of such
 * subnets. Source:
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html
 */
GArray *acv_placements_of_db_instance(AcvNetwork *network, const AcvRecord *db);

/* Of an instance: its interfaces. */
GArray *acv_placements_of_instance(AcvNetwork *network, const AcvRecord *instance);

/* Of a subnet: its interfaces; of an empty one, any assignable address without a group. */
GArray *acv_placements_of_subnet(AcvNetwork *network, const AcvRecord *subnet);

bool acv_placement_is_agentcore(const AcvPlacement *placement);

/* False for the modes PUBLIC and SANDBOX, in which AWS runs the resource outside any VPC. */
bool acv_agentcore_is_in_vpc(const AcvAgentCore *resource);

/* Adds to 'hop' what must hold for the AgentCore resource of 'placement' to exist there. */
void acv_resource_add_stages(AcvNetwork *network, const AcvPlacement *placement, AcvHop *hop);

/* Adds to 'hop' what must hold for the target at 'placement' to answer. */
void acv_target_add_stages(AcvNetwork *network, const AcvPlacement *placement, AcvHop *hop);

/* Adds to 'hop' what must hold for the sender at 'placement' to send. */
void acv_sender_add_stages(AcvNetwork *network, const AcvPlacement *placement, AcvHop *hop);

/* The port on which a database listens; given false if nobody knows. '*out_assumed' if it is its
 * engine's default. */
AcvNumber acv_db_instance_port(AcvNetwork *network, const AcvDbInstance *db, bool *out_assumed);

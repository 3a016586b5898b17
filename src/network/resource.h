/* Where AgentCore resources, databases and instances stand, and what they need to work. */
#pragma once

#include "network/scene.h"

/* Placements are elements AcvPlacement of the arrays below; free them with g_array_unref(). */

/* Where any record stands; NULL if records of its kind do not stand in a VPC.
 *
 * An AgentCore resource in mode VPC: its interfaces, which are of kind "agentic_ai", in one of its
 * subnets, with exactly its groups; in a subnet without one, any assignable address. A database:
 * its interface, which RDS describes as RDSNetworkInterface, in a subnet of its group and in its
 * zone if that is known, with exactly its groups; else any address of such subnets. A cluster: its
 * members. A proxy: likewise in its own subnets. A file system: its mount targets, of which there
 * may be none. An endpoint: its interfaces; in a subnet of its own without one, any assignable
 * address, with its groups, or if it has none its VPC's default one. An instance: its interfaces. A
 * subnet: its interfaces; an empty one, any assignable address without a group.
 *
 * Source: https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/agentcore-vpc.html,
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html,
 * https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
 */
GArray *acv_placements_of(AcvNetwork *network, const AcvRecord *record);

AcvPlacement acv_placement_of_interface(AcvNetwork *network, const AcvNetworkInterface *interface);

/* Where the owner of an address stands, an interface or an instance that none is known of; false if
 * the owner takes in nothing at it, such as a NAT gateway. */
bool acv_placement_of_owner(AcvNetwork *network, const AcvRecord *owner,
                            AcvPlacement *out_placement);

bool acv_placement_is_agentcore(const AcvPlacement *placement);

/* False for the modes PUBLIC and SANDBOX, in which AWS runs the resource outside any VPC. */
bool acv_agentcore_is_in_vpc(const AcvAgentCore *resource);

/* Adds to 'hop' what must hold for the AgentCore resource of 'placement' to exist there. */
void acv_resource_add_stages(AcvNetwork *network, const AcvPlacement *placement, AcvHop *hop);

/* Adds to 'hop' what must hold for the target at 'placement' to answer the source of 'scene'. */
void acv_target_add_stages(AcvScene *scene, const AcvPlacement *placement, AcvHop *hop);

/* Adds to 'hop' what must hold for the sender at 'placement' to send. */
void acv_sender_add_stages(AcvNetwork *network, const AcvPlacement *placement, AcvHop *hop);

/* True for databases, clusters, proxies, file systems and mount targets. */
bool acv_listens_on_one_port(const AcvRecord *record);

/* The port on which a database, cluster, proxy, file system or mount target listens; given false if
 * nobody knows, or if it is anything else. '*out_assumed' if it is its engine's default. */
AcvNumber acv_listening_port(AcvNetwork *network, const AcvRecord *record, bool *out_assumed);

/* Whom a proxy connects to: elements const AcvRecord *, databases and clusters, sorted by kind and
 * id. Targets that the snapshot lacks are left out. Free with g_ptr_array_unref().
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBProxyTarget.html */
GPtrArray *acv_db_proxy_targets(AcvNetwork *network, const AcvDbProxy *proxy);

/* True if a cluster of the snapshot lists the database as a member of its own. */
bool acv_db_instance_is_member(AcvNetwork *network, const AcvDbInstance *db);

/* False for a file system of Amazon S3 Files. */
bool acv_file_system_is_efs(const AcvFileSystem *system);

/* Why a file system without mount targets does not answer: it has none, or nobody knows any. */
const AcvRule *acv_file_system_lack(AcvNetwork *network, const AcvRecord *system);

/* Whether a client at 'source' mounts a file system by its target at 'placement', one of 'all' of
 * its targets: by that of its own zone; if there is none, or zones are not known, by any.
 * Source: https://docs.aws.amazon.com/efs/latest/ug/mounting-fs-mount-cmd-dns-name.html */
bool acv_mount_target_serves(AcvNetwork *network, const AcvPlacement *placement, const GArray *all,
                             const AcvPlacement *source);

/* How placements are made: what the files for one kind of resource each share. */
#pragma once

#include "network/resource.h"

/* What the interfaces of a resource look like. */
typedef struct {
    const AcvRecord *resource;
    const char *interface_type;  /* NULL: any. */
    const char *description;     /* NULL: any. */
    const AcvStrings *group_ids; /* Exactly these; NULL: any. */
} AcvLikeness;

bool acv_strings_have(const AcvStrings *strings, const char *wanted);

/* Any address of a VPC, for a subnet that nobody describes. */
const AcvAddressSet *acv_addresses_somewhere(AcvNetwork *network, const AcvVpc *vpc);

/* An empty list of placements. */
GArray *acv_placements_new(void);

/* Appends the interfaces in a subnet that look like the resource's. */
void acv_placements_add_interfaces(AcvNetwork *network, const char *subnet_id,
                                   const AcvLikeness *likeness, GArray *placements);

/* Appends any assignable address of a subnet; 'subnet_id' NULL: of a subnet that nobody knows. */
void acv_placements_add_symbolic(AcvNetwork *network, const AcvRecord *resource,
                                 const char *subnet_id, const AcvStrings *group_ids,
                                 GArray *placements);

/* --- By kind --- */

GArray *acv_placements_of_db_instance(AcvNetwork *network, const AcvRecord *record);
GArray *acv_placements_of_db_cluster(AcvNetwork *network, const AcvRecord *record);
GArray *acv_placements_of_db_proxy(AcvNetwork *network, const AcvRecord *record);
GArray *acv_placements_of_file_system(AcvNetwork *network, const AcvRecord *record);
GArray *acv_placements_of_mount_target(AcvNetwork *network, const AcvRecord *record);
GArray *acv_placements_of_endpoint(AcvNetwork *network, const AcvRecord *record);

/* The place of the database, proxy or mount target that answers at an interface; NULL if there is
 * none, or if nobody can tell which of several that look alike. */
const AcvPlacement *acv_interface_tenant(AcvNetwork *network, const AcvNetworkInterface *interface);

/* --- What must hold for a target to answer --- */

/* Of a database, cluster or proxy; 'within' is the cluster that it is asked for as a member of, or
 * NULL. */
void acv_database_add_stages(AcvNetwork *network, const AcvRecord *record, const AcvRecord *within,
                             AcvHop *hop);

/* Its port; given false if nobody knows. '*out_assumed' if it is its engine's default. */
AcvNumber acv_database_port(AcvNetwork *network, const AcvRecord *record, bool *out_assumed);

/* Of a mount target, for a client at 'source', which may be NULL. */
void acv_mount_target_add_stages(AcvNetwork *network, const AcvPlacement *placement,
                                 const AcvPlacement *source, AcvHop *hop);

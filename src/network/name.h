/* What a host name stands for, asked in a VPC: a pure function of the network.
 *
 *     name --> private hosted zone of the VPC    \  the longest
 *          --> hidden zone of an endpoint        /  zone decides
 *          --> what the world knows: databases, endpoints' own names, AWS services, ...
 *
 * A private zone that holds the name and has no record for it ends the search: the name does not
 * exist. Aliases are followed. */
#pragma once

#include "network/resolver.h"

typedef enum {
    ACV_VIEW_AMAZON, /* As the Amazon resolver of the VPC answers, if it does. */
    ACV_VIEW_PUBLIC, /* As anybody in the world is answered. */
} AcvNameView;

typedef enum {
    ACV_NAME_NOT_FOUND, /* It does not exist. */
    ACV_NAME_ADDRESSES, /* Exactly these. */
    ACV_NAME_RECORD,    /* Wherever a resource of the snapshot stands. */
    ACV_NAME_SERVICE,   /* The public addresses of an AWS service. */
    ACV_NAME_PUBLIC,    /* Some public addresses that nobody here knows. */
    ACV_NAME_UNKNOWN,   /* The scenario lacks what would decide. */
} AcvNameKind;

typedef struct {
    AcvNameKind kind;
    const AcvRecord *by; /* The hosted zone or endpoint that answered; NULL: Amazon or the world. */
    const char *host;    /* The name that was answered in the end, aliases followed. */
    const AcvRecord *record;        /* Of RECORD, and of a database's ADDRESSES. */
    const char *zone;               /* Of a zonal name: the zone, by name or id. */
    const char *part;               /* Of a cluster's name: "writer" or "reader". */
    const AcvAddressSet *addresses; /* Of ADDRESSES. */
    const AcvServiceRow *service;   /* Of SERVICE, and of an endpoint of a known service. */
    const AcvRegionRow *region;     /* Of 'service'. */
    bool is_assumed;                /* A default decided that a private name is seen. */
    AcvMissing missing;             /* Of UNKNOWN. */
} AcvNameAnswer;

/* What 'host' stands for; the case of letters and a final dot do not matter. A leading "*." or
 * "*" stands for any one name of that pattern.
 * Source:
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html
 */
AcvNameAnswer acv_name_resolve(AcvNetwork *network, const AcvVpc *vpc, AcvNameView view,
                               const char *host);

/* The same of a service whose host name is not known: its endpoint with effective private DNS, else
 * its public addresses. 'region' may be NULL: then an endpoint of any Region serves. */
AcvNameAnswer acv_name_resolve_service(AcvNetwork *network, const AcvVpc *vpc, AcvNameView view,
                                       const AcvServiceRow *service, const AcvRegionRow *region);

/* The name by which clients mount a file system: Amazon EFS has one for all zones, Amazon S3 Files
 * one for each, of which that of 'zone_id' is wanted. NULL if the Region or zone is not known. */
const char *acv_file_system_host(AcvNetwork *network, const AcvFileSystem *system,
                                 const char *zone_id);

/* True if 'host' is the name of a file system; then '*out_id' is its id, and '*out_zone' the zone,
 * by name or id, of a name for one zone, else NULL. */
bool acv_file_system_name_parse(AcvNetwork *network, const char *host, const char **out_id,
                                const char **out_zone);

/* The name in lower case without its final dot, kept by the network. */
const char *acv_name_normalise(AcvNetwork *network, const char *name);

/* True if 'name' is 'zone' or lies below it. */
bool acv_name_is_in(const char *name, const char *zone);

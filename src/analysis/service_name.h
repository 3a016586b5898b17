/* The names of services that a question can use. */
#pragma once

#include "network/service.h"

/* A service as a question names it. */
typedef struct {
    const AcvServiceRow *row;    /* NULL of a service that is not AWS's own. */
    const AcvRegionRow *region;  /* NULL: that of who asks. */
    const char *name;            /* Of a service without a row: its full name. */
    const AcvCompositeRow *part; /* If it is a part of what the question names. */
} AcvServiceName;

/* What 'text' names: elements AcvServiceName, several of a composite target, none if it names no
 * service. "logs", "com.amazonaws.eu-west-1.logs", "ecr", or the name of any service of which the
 * scenario has an endpoint. Free with g_array_unref(). */
GArray *acv_service_names_find(AcvNetwork *network, const char *text);

AcvServiceName acv_service_name_of_endpoint(AcvNetwork *network, const AcvVpcEndpoint *endpoint);

/* Appends all short names (elements const char *, borrowed). */
void acv_service_names_append(AcvNetwork *network, GPtrArray *texts);

/* The service of that name for who asks from 'vpc', in a Region 'region' (each of which may be NULL
 * if that is not known). Lives as long as the network. */
AcvService *acv_service_of_name(AcvNetwork *network, const AcvServiceName *name, const AcvVpc *vpc,
                                const char *region);

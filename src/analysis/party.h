/* Who asks and who is asked for: the names that a question uses, and what they stand for. */
#pragma once

#include "analysis/service_name.h"
#include "network/resource.h"

typedef enum {
    ACV_PARTY_PLACEMENTS, /* Something that stands in a VPC. */
    ACV_PARTY_INTERNET,   /* Every public address. */
    ACV_PARTY_ADDRESSES,  /* Exactly these addresses, whoever owns them. */
    ACV_PARTY_OUTSIDE,    /* An AgentCore resource that AWS runs outside any VPC. */
    ACV_PARTY_SERVICE,    /* An AWS service, by an endpoint of the source's VPC or in public. */
    ACV_PARTY_HOST,       /* A host name, which is resolved for each source. */
    ACV_PARTY_SILENT,     /* An endpoint as a source: it opens no connection. */
} AcvPartyKind;

typedef struct {
    AcvPartyKind kind;
    const AcvRecord *record;        /* The resource, interface, instance or subnet; may be NULL. */
    GArray *placements;             /* Elements AcvPlacement. Of PLACEMENTS. */
    const AcvAddressSet *addresses; /* Of ADDRESSES, and of INTERNET its family's range. */
    AcvFamily family;               /* Of INTERNET. */
    GPtrArray *behind;              /* Elements AcvParty *: whom a proxy connects to; or NULL. */
    const char *host;               /* What clients resolve: of HOST, and of what has a name. */
    AcvServiceName service;         /* Of SERVICE; if 'record' is its gateway endpoint, by that. */
} AcvParty;

typedef enum { ACV_ROLE_SOURCE, ACV_ROLE_TARGET } AcvRole;

/* The parties that 'text' names, ports not included: elements AcvParty *. "runtime" is all of them.
 * Free with g_ptr_array_unref().
 *
 * Errors: ACV_ERROR_UNKNOWN, ACV_ERROR_AMBIGUOUS, ACV_ERROR_SYNTAX, each with the close matches. */
GPtrArray *acv_parties_find(AcvNetwork *network, const char *text, AcvRole role, GError **error);

/* The same of the name of an AWS service, which nothing else has; empty if it is none. */
GPtrArray *acv_parties_of_service(AcvNetwork *network, const char *text);

/* Those of 'texts' (keys, const char *) that something else than an endpoint is called. Free with
 * g_hash_table_unref(). */
GHashTable *acv_names_taken(AcvNetwork *network, GHashTable *texts);

/* A name that a question can use, and what it stands for. */
typedef struct {
    const char *text;        /* "runtime/orders", "eni-0a1b", "internet". */
    const AcvRecord *record; /* NULL for what is not in the snapshot. */
    bool is_source;
    bool is_target;
} AcvName;

/* All names, sorted by kind and text: elements AcvName. Free with g_array_unref(); the texts live
 * as long as the network. */
GArray *acv_names_list(AcvNetwork *network);

/* The same of records of these kinds alone. */
GArray *acv_names_list_of_kinds(AcvNetwork *network, const AcvKind *kinds, size_t n_kinds);

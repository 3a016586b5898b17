/* What services and the internet can tell of a source besides the ways from its place. */
#pragma once

#include "analysis/matrix_rules.h"

typedef struct AcvClients AcvClients;

/* 'named': ids of groups that endpoints have rules for. All must outlive it. */
AcvClients *acv_clients_new(AcvNetwork *network, AcvRuleBook *book, GHashTable *named);
void acv_clients_free(AcvClients *clients);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvClients, acv_clients_free)

/* Appends a text that is equal of sources that they cannot tell apart: at 'placements' (elements
 * AcvPlacement, whose groups are known), 'resource' or NULL of an interface. */
void acv_clients_write(const AcvClients *clients, const GArray *placements,
                       const AcvRecord *resource, GString *text);

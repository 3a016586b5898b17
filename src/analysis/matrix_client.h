/* What services and the internet can tell of a source besides the ways from its place. */
#pragma once

#include "analysis/matrix_rules.h"

typedef struct AcvClients AcvClients;

/* 'named': ids of groups that endpoints have rules for. All must outlive it. */
AcvClients *acv_clients_new(AcvNetwork *network, AcvRuleBook *book, GHashTable *named);
void acv_clients_free(AcvClients *clients);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvClients, acv_clients_free)

/* Appends a text that is equal of sources at 'placements' (elements AcvPlacement, whose groups are
 * known) that services and the internet cannot tell apart by where they stand. */
void acv_clients_write(const AcvClients *clients, const GArray *placements, GString *text);

/* The same of AgentCore resources, by what they are. */
void acv_clients_write_resource(const AcvClients *clients, const AcvRecord *resource,
                                GString *text);

/* What tells interfaces apart: the prefixes that hold their addresses, and the records that name
 * them. */
#pragma once

#include "network/network.h"

typedef struct AcvSorting AcvSorting;

/* By which prefixes and names: those of routes and ACLs, which lead packets on their way; those of
 * subnets besides; or all of the scenario. */
typedef enum {
    ACV_SORTING_BY_WAYS,
    ACV_SORTING_BY_SUBNETS,
    ACV_SORTING_BY_ALL,
} AcvSortingReach;

AcvSorting *acv_sorting_new(AcvNetwork *network, AcvSortingReach reach);
void acv_sorting_free(AcvSorting *sorting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvSorting, acv_sorting_free)

/* Appends a text that is equal of addresses which the same prefixes hold; 'id' stands for what is
 * more than an address. */
void acv_sorting_write_addresses(const AcvSorting *sorting, GString *key,
                                 const AcvAddressSet *addresses, const char *id);

/* Whether a record names the interface, or it has a public address. */
bool acv_sorting_names(const AcvSorting *sorting, const AcvNetworkInterface *interface);

/* Whether another interface has one of its addresses, as in VPCs whose blocks overlap. */
bool acv_sorting_repeats(const AcvSorting *sorting, const char *interface_id);

/* What tells interfaces apart: the prefixes that hold their addresses, and the records that name
 * them. */
#pragma once

#include "network/network.h"

typedef struct AcvSorting AcvSorting;

/* By which prefixes and names besides those of routes and ACLs, which lead packets on their way. */
typedef enum {
    ACV_SORTING_BY_SUBNETS = 1 << 0,
    ACV_SORTING_BY_FILTERS = 1 << 1, /* What tells packets apart by who sends or receives. */
} AcvSortingFlags;

enum {
    ACV_SORTING_BY_WAYS = 0,
    ACV_SORTING_BY_ALL = ACV_SORTING_BY_SUBNETS | ACV_SORTING_BY_FILTERS,
};

AcvSorting *acv_sorting_new(AcvNetwork *network, unsigned flags);

/* By the prefixes of the routes and ACLs of 'vpc', and those of special addresses. */
AcvSorting *acv_sorting_new_of_vpc(AcvNetwork *network, const AcvVpc *vpc);

/* By the prefixes in the rules of these groups (ids). */
AcvSorting *acv_sorting_new_of_groups(AcvNetwork *network, GHashTable *group_ids);
void acv_sorting_free(AcvSorting *sorting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvSorting, acv_sorting_free)

/* Appends a text that is equal of addresses which the same prefixes hold. */
void acv_sorting_write_addresses(const AcvSorting *sorting, GString *key,
                                 const AcvAddressSet *addresses);

/* Whether a record names the interface, or it has a public address. */
bool acv_sorting_names(const AcvSorting *sorting, const AcvNetworkInterface *interface);

/* Whether another interface has one of its addresses, as in VPCs whose blocks overlap. */
bool acv_sorting_repeats(const AcvSorting *sorting, const AcvNetworkInterface *interface);

/* Sets of addresses: sorted, disjoint, non-adjacent ranges, IPv4 before IPv6.
 *
 * Equal sets have equal ranges. A set never changes once it is made. */
#pragma once

#include <acv/address.h>
#include <acv/api.h>

ACV_BEGIN_DECLS

typedef struct {
    const AcvAddressRange *ranges;
    size_t n_ranges;
} AcvAddressSet;

/* The union of 'n_ranges' ranges in any order, overlapping or not. Free with
 * acv_address_set_free(). */
AcvAddressSet *acv_address_set_new(const AcvAddressRange *ranges, size_t n_ranges);
void acv_address_set_free(AcvAddressSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvAddressSet, acv_address_set_free)

AcvAddressSet *acv_address_set_union(const AcvAddressSet *a, const AcvAddressSet *b);
AcvAddressSet *acv_address_set_intersect(const AcvAddressSet *a, const AcvAddressSet *b);
AcvAddressSet *acv_address_set_subtract(const AcvAddressSet *a, const AcvAddressSet *b);

bool acv_address_set_is_empty(const AcvAddressSet *set);
bool acv_address_set_contains(const AcvAddressSet *set, AcvAddress address);
bool acv_address_set_overlaps(const AcvAddressSet *set, AcvAddressRange range);

/* True if all of 'inner' is in 'outer'. */
bool acv_address_set_covers(const AcvAddressSet *outer, const AcvAddressSet *inner);

bool acv_address_set_equals(const AcvAddressSet *a, const AcvAddressSet *b);

/* The fewest prefixes whose union is 'range', in ascending order, appended to 'prefixes'
 * (elements AcvPrefix). */
void acv_address_range_append_prefixes(AcvAddressRange range, GArray *prefixes);

ACV_END_DECLS

#include "acv/address_set.h"

#include <stdlib.h>
#include <string.h>

/* A set and its ranges in one block. */
typedef struct {
    AcvAddressSet set;
    AcvAddressRange ranges[];
} Block;

static int
compare_ranges(const void *a, const void *b)
{
    const AcvAddressRange *range_a = a;
    const AcvAddressRange *range_b = b;
    return acv_address_compare((AcvAddress){ range_a->first, range_a->family },
                               (AcvAddress){ range_b->first, range_b->family });
}

/* Most callers have their ranges in order already, and looking is cheaper than sorting. */
static void
sort_ranges(AcvAddressRange *ranges, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        if (compare_ranges(&ranges[i - 1], &ranges[i]) > 0) {
            qsort(ranges, n, sizeof *ranges, compare_ranges);
            return;
        }
    }
}

/* True if 'next', which does not begin before 'range', overlaps it or follows without a gap. */
static bool
touches(const AcvAddressRange *range, const AcvAddressRange *next)
{
    return range->family == next->family
           && (next->first <= range->last || next->first - range->last == 1);
}

/* Joins what touches in sorted ranges; returns how many are left. */
static size_t
join_ranges(AcvAddressRange *ranges, size_t n)
{
    size_t n_joined = 0;
    for (size_t i = 0; i < n; i++) {
        AcvAddressRange *range = n_joined > 0 ? &ranges[n_joined - 1] : NULL;
        if (range && touches(range, &ranges[i])) {
            range->last = MAX(range->last, ranges[i].last);
        } else {
            ranges[n_joined++] = ranges[i];
        }
    }
    return n_joined;
}

static Block *
block_new(size_t max_ranges)
{
    Block *block = g_malloc(sizeof(Block) + max_ranges * sizeof(AcvAddressRange));
    block->set.ranges = block->ranges;
    block->set.n_ranges = 0;
    return block;
}

/* The set of the union of the ranges that 'block' holds; keeps it. */
static AcvAddressSet *
block_finish_take(Block *block, size_t n_ranges)
{
    sort_ranges(block->ranges, n_ranges);
    block->set.n_ranges = join_ranges(block->ranges, n_ranges);
    return &block->set;
}

static void
copy_ranges(AcvAddressRange *to, const AcvAddressRange *from, size_t n)
{
    if (n > 0) {
        memcpy(to, from, n * sizeof *to);
    }
}

AcvAddressSet *
acv_address_set_new(const AcvAddressRange *ranges, size_t n_ranges)
{
    Block *block = block_new(n_ranges);
    copy_ranges(block->ranges, ranges, n_ranges);
    return block_finish_take(block, n_ranges);
}

void
acv_address_set_free(AcvAddressSet *set)
{
    g_free(set);
}

AcvAddressSet *
acv_address_set_union(const AcvAddressSet *a, const AcvAddressSet *b)
{
    size_t n_ranges = a->n_ranges + b->n_ranges;
    Block *block = block_new(n_ranges);
    copy_ranges(block->ranges, a->ranges, a->n_ranges);
    copy_ranges(block->ranges + a->n_ranges, b->ranges, b->n_ranges);
    return block_finish_take(block, n_ranges);
}

static bool
ends_first(const AcvAddressRange *a, const AcvAddressRange *b)
{
    return a->family != b->family ? a->family < b->family : a->last < b->last;
}

/* The set of the first 'n' ranges of 'block', which are a set's already; keeps it, without the room
 * for others. */
static AcvAddressSet *
block_cut_take(Block *block, size_t n)
{
    block = g_realloc(block, sizeof(Block) + n * sizeof(AcvAddressRange));
    block->set = (AcvAddressSet){ block->ranges, n };
    return &block->set;
}

/* Where two ranges of the outcome touched, a range of 'a' or 'b' would end and the next begin. */
AcvAddressSet *
acv_address_set_intersect(const AcvAddressSet *a, const AcvAddressSet *b)
{
    Block *block = block_new(a->n_ranges + b->n_ranges);
    size_t n = 0;
    size_t i = 0;
    size_t j = 0;

    while (i < a->n_ranges && j < b->n_ranges) {
        const AcvAddressRange *range_a = &a->ranges[i];
        const AcvAddressRange *range_b = &b->ranges[j];
        AcvUint128 first = MAX(range_a->first, range_b->first);
        AcvUint128 last = MIN(range_a->last, range_b->last);

        if (range_a->family == range_b->family && first <= last) {
            block->ranges[n++] = (AcvAddressRange){ first, last, range_a->family };
        }
        if (ends_first(range_a, range_b)) {
            i++;
        } else {
            j++;
        }
    }
    return block_cut_take(block, n);
}

/* True if all of 'range' lies below 'other'. */
static bool
lies_below(const AcvAddressRange *range, const AcvAddressRange *other)
{
    return range->family != other->family ? range->family < other->family
                                          : range->last < other->first;
}

/* Appends to 'block' what of 'rest' is in no range of 'set' from '*index' on, which it moves up to
 * the first that does not lie below what comes next; returns the number of ranges then. */
static size_t
append_rest(Block *block, size_t n, AcvAddressRange rest, const AcvAddressSet *set, size_t *index)
{
    for (; *index < set->n_ranges && !lies_below(&rest, &set->ranges[*index]); ++*index) {
        const AcvAddressRange *hole = &set->ranges[*index];
        if (lies_below(hole, &rest)) {
            continue;
        }
        if (hole->first > rest.first) {
            block->ranges[n++] = (AcvAddressRange){ rest.first, hole->first - 1, rest.family };
        }
        if (hole->last >= rest.last) {
            return n;
        }
        rest.first = hole->last + 1;
    }
    block->ranges[n++] = rest;
    return n;
}

AcvAddressSet *
acv_address_set_subtract(const AcvAddressSet *a, const AcvAddressSet *b)
{
    Block *block = block_new(a->n_ranges + b->n_ranges);
    size_t n = 0;
    size_t index = 0;

    for (size_t i = 0; i < a->n_ranges; i++) {
        n = append_rest(block, n, a->ranges[i], b, &index);
    }
    return block_cut_take(block, n);
}

bool
acv_address_set_is_empty(const AcvAddressSet *set)
{
    return set->n_ranges == 0;
}

static bool
ends_before(const AcvAddressRange *range, const AcvAddress *address)
{
    return range->family != address->family ? range->family < address->family
                                            : range->last < address->value;
}

/* The first range of 'set' that does not end before 'address', or NULL. */
static const AcvAddressRange *
find_range(const AcvAddressSet *set, AcvAddress address)
{
    size_t low = 0;
    size_t high = set->n_ranges;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ends_before(&set->ranges[middle], &address)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < set->n_ranges ? &set->ranges[low] : NULL;
}

bool
acv_address_set_overlaps(const AcvAddressSet *set, AcvAddressRange range)
{
    const AcvAddressRange *found = find_range(set, (AcvAddress){ range.first, range.family });
    return found && found->family == range.family && found->first <= range.last;
}

bool
acv_address_set_covers(const AcvAddressSet *outer, const AcvAddressSet *inner)
{
    for (size_t i = 0; i < inner->n_ranges; i++) {
        const AcvAddressRange *range = &inner->ranges[i];
        const AcvAddressRange *found =
            find_range(outer, (AcvAddress){ range->first, range->family });
        if (!found || found->family != range->family || found->first > range->first
            || found->last < range->last) {
            return false;
        }
    }
    return true;
}

bool
acv_address_set_contains(const AcvAddressSet *set, AcvAddress address)
{
    return acv_address_set_overlaps(set, acv_address_range(address));
}

bool
acv_address_set_equals(const AcvAddressSet *a, const AcvAddressSet *b)
{
    if (a->n_ranges != b->n_ranges) {
        return false;
    }
    for (size_t i = 0; i < a->n_ranges; i++) {
        if (compare_ranges(&a->ranges[i], &b->ranges[i]) != 0
            || a->ranges[i].last != b->ranges[i].last) {
            return false;
        }
    }
    return true;
}

void
acv_address_range_append_prefixes(AcvAddressRange range, GArray *prefixes)
{
    for (;;) {
        AcvPrefix prefix = acv_address_range_first_prefix(range);
        AcvUint128 last = acv_prefix_range(prefix).last;
        g_array_append_val(prefixes, prefix);
        if (last == range.last) {
            return;
        }
        range.first = last + 1;
    }
}

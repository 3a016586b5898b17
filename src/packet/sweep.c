/* Prefixes are disjoint or nested: none crosses the end of another. Then one pass from low to high
 * with a stack of the open intervals makes the node edge by edge,
 *
 *     a |-----------------------|        stack, from the bottom:  a
 *     b    |------------|                                         a, a+b
 *     c       |---|                                               a, a+b, a+b+c
 *       --a--|a+b|a+b+c|-a+b-|-a-        edges
 *
 * and each interval costs one union with what it is nested in. Intervals that cross another are put
 * off to a next pass, and the nodes of all passes joined. Ranges of addresses seldom cross; if many
 * do, passes would do much work for few intervals, so what is left after some of them is joined one
 * by one. */
#include "packet/sweep.h"

#include "packet/apply.h"

#include <stdlib.h>

enum { MAX_PASSES = 4 };

/* Until 'last', the values lead to 'set'. */
typedef struct {
    AcvUint128 last;
    const AcvPacketSet *set;
} Open;

/* The open intervals, the innermost last; their ends ascend from the last to the first. */
typedef struct {
    Open *open;
    size_t n_open;
    AcvUint128 next; /* The least value that no edge holds. */
    size_t begin;
} Sweep;

static int
compare_intervals(const void *a, const void *b)
{
    const AcvInterval *interval_a = a;
    const AcvInterval *interval_b = b;
    if (interval_a->first != interval_b->first) {
        return interval_a->first < interval_b->first ? -1 : 1;
    }
    return (interval_a->last < interval_b->last) - (interval_a->last > interval_b->last);
}

static const Open *
innermost(const Sweep *sweep)
{
    return sweep->n_open > 0 ? &sweep->open[sweep->n_open - 1] : NULL;
}

static void
close_until(AcvPacketSpace *space, Sweep *sweep, AcvUint128 first)
{
    for (const Open *open; (open = innermost(sweep)) && open->last < first; sweep->n_open--) {
        acv_edges_add(space, sweep->begin, open->last, open->set);
        sweep->next = open->last + 1;
    }
}

/* Opens 'interval' within the innermost one; that one is over if both have the same end. */
static void
open_interval(AcvPacketSpace *space, Sweep *sweep, const AcvInterval *interval)
{
    const Open *outer = innermost(sweep);
    const AcvPacketSet *around = outer ? outer->set : &acv_set_none;

    if (interval->first > sweep->next) {
        acv_edges_add(space, sweep->begin, interval->first - 1, around);
        sweep->next = interval->first;
    }
    if (outer && outer->last == interval->last) {
        sweep->n_open--;
    }
    sweep->open[sweep->n_open++] = (Open){
        .last = interval->last,
        .set = acv_set_apply(space, ACV_OPERATION_UNION, around, interval->child),
    };
}

/* The union of sorted intervals but for those that cross others; moves these to the front. */
static const AcvPacketSet *
pass(AcvPacketSpace *space, uint8_t level, AcvInterval *intervals, size_t *n, Open *stack)
{
    Sweep sweep = { .open = stack, .begin = acv_edges_begin(space) };
    size_t n_crossing = 0;

    for (size_t i = 0; i < *n; i++) {
        close_until(space, &sweep, intervals[i].first);
        const Open *outer = innermost(&sweep);
        if (outer && outer->last < intervals[i].last) {
            intervals[n_crossing++] = intervals[i];
        } else {
            open_interval(space, &sweep, &intervals[i]);
        }
    }
    *n = n_crossing;
    while (sweep.n_open > 0) {
        const Open *open = innermost(&sweep);
        acv_edges_add(space, sweep.begin, open->last, open->set);
        sweep.n_open--;
    }
    return acv_edges_intern(space, sweep.begin, level);
}

const AcvPacketSet *
acv_set_sweep(AcvPacketSpace *space, uint8_t level, AcvInterval *intervals, size_t n)
{
    if (n == 0) {
        return &acv_set_none;
    }
    g_autofree Open *stack = g_new(Open, n);
    g_autofree const AcvPacketSet **sets = g_new(const AcvPacketSet *, MAX_PASSES + n);
    size_t n_sets = 0;

    qsort(intervals, n, sizeof *intervals, compare_intervals);
    while (n > 0 && n_sets < MAX_PASSES) {
        sets[n_sets++] = pass(space, level, intervals, &n, stack);
    }
    for (size_t i = 0; i < n; i++) {
        sets[n_sets++] = acv_set_interval(space, level, intervals[i].first, intervals[i].last,
                                          intervals[i].child);
    }
    return acv_set_union_all(space, sets, n_sets);
}

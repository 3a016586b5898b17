#include "packet/apply.h"

/* What an operation gives without looking into its operands. */
typedef struct {
    /* The result is 'ruled' if this is the operand, whatever the other one is. */
    const AcvPacketSet *ruler_a;
    const AcvPacketSet *ruler_b;
    const AcvPacketSet *ruled;
    /* The result is the other operand. */
    const AcvPacketSet *neutral_a;
    const AcvPacketSet *neutral_b;
    /* The result of a set and itself is empty, and not the set. */
    bool cancels;
} Shortcuts;

static const Shortcuts shortcuts[ACV_N_OPERATIONS] = {
    [ACV_OPERATION_UNION] = { &acv_set_all, &acv_set_all, &acv_set_all, &acv_set_none,
                              &acv_set_none, false },
    [ACV_OPERATION_INTERSECT] = { &acv_set_none, &acv_set_none, &acv_set_none, &acv_set_all,
                                  &acv_set_all, false },
    [ACV_OPERATION_SUBTRACT] = { &acv_set_none, &acv_set_all, &acv_set_none, NULL, &acv_set_none,
                                 true },
};

/* The result if it takes no work, else NULL. */
static const AcvPacketSet *
obvious_result(AcvOperation operation, const AcvPacketSet *a, const AcvPacketSet *b)
{
    const Shortcuts *shortcut = &shortcuts[operation];
    if (a == shortcut->ruler_a || b == shortcut->ruler_b) {
        return shortcut->ruled;
    }
    if (a == b) {
        return shortcut->cancels ? &acv_set_none : a;
    }
    if (a == shortcut->neutral_a) {
        return b;
    }
    return b == shortcut->neutral_b ? a : NULL;
}

/* A walk along the edges of a node. A node of a greater level is one edge to itself. */
typedef struct {
    const AcvPacketSet *set;
    const AcvPacketSet *child;
    AcvUint128 last;
    uint32_t i;
} Walk;

static Walk
walk_begin(const AcvPacketSet *set, uint8_t level)
{
    if (set->level != level) {
        return (Walk){ .set = set, .child = set, .last = ACV_EDGE_TOP };
    }
    return (Walk){ .set = set, .child = set->children[0], .last = acv_edge_last(set, 0) };
}

/* Goes on to the edge that holds 'position' + 1: mostly the next one, but it may be far away. */
static void
walk_pass(Walk *walk, AcvUint128 position)
{
    if (walk->last > position) {
        return;
    }
    walk->i++;
    walk->last = acv_edge_last(walk->set, walk->i);
    if (walk->last <= position) {
        walk->i = acv_edge_find(walk->set, walk->i + 1, position + 1);
        walk->last = acv_edge_last(walk->set, walk->i);
    }
    walk->child = walk->set->children[walk->i];
}

/* Up to where the result for the present edges holds: as far as both go, or as the one that decides
 * it alone does. */
static AcvUint128
stretch(AcvOperation operation, const Walk *a, const Walk *b)
{
    const Shortcuts *shortcut = &shortcuts[operation];
    if (a->child == shortcut->ruler_a) {
        return b->child == shortcut->ruler_b ? MAX(a->last, b->last) : a->last;
    }
    return b->child == shortcut->ruler_b ? b->last : MIN(a->last, b->last);
}

/* Gives both orders of the same two sets one place in memory. */
static void
order_operands(AcvOperation operation, const AcvPacketSet **a, const AcvPacketSet **b)
{
    if (operation != ACV_OPERATION_SUBTRACT && (*a)->number > (*b)->number) {
        const AcvPacketSet *other = *a;
        *a = *b;
        *b = other;
    }
}

const AcvPacketSet *
acv_set_apply(AcvPacketSpace *space, AcvOperation operation, const AcvPacketSet *a,
              const AcvPacketSet *b)
{
    const AcvPacketSet *result = obvious_result(operation, a, b);
    if (result) {
        return result;
    }
    order_operands(operation, &a, &b);
    result = acv_space_recall(space, (uint8_t) operation, a, b);
    if (result) {
        return result;
    }

    uint8_t level = MIN(a->level, b->level);
    size_t begin = acv_edges_begin(space);
    Walk walk_a = walk_begin(a, level);
    Walk walk_b = walk_begin(b, level);
    for (;;) {
        AcvUint128 last = stretch(operation, &walk_a, &walk_b);
        acv_edges_add(space, begin, last,
                      acv_set_apply(space, operation, walk_a.child, walk_b.child));
        if (last == ACV_EDGE_TOP) {
            break;
        }
        walk_pass(&walk_a, last);
        walk_pass(&walk_b, last);
    }
    result = acv_edges_intern(space, begin, level);
    acv_space_remember(space, (uint8_t) operation, a, b, result);
    return result;
}

bool
acv_set_applies_to_none(AcvPacketSpace *space, AcvOperation operation, const AcvPacketSet *a,
                        const AcvPacketSet *b)
{
    uint8_t question = (uint8_t) (ACV_MEMORY_OF_NONE + operation);
    const AcvPacketSet *result = obvious_result(operation, a, b);
    if (result) {
        return result == &acv_set_none;
    }
    order_operands(operation, &a, &b);
    result = acv_space_recall(space, question, a, b);
    if (result) {
        return result == &acv_set_none;
    }

    uint8_t level = MIN(a->level, b->level);
    Walk walk_a = walk_begin(a, level);
    Walk walk_b = walk_begin(b, level);
    bool none = true;
    for (;;) {
        AcvUint128 last = stretch(operation, &walk_a, &walk_b);
        none = acv_set_applies_to_none(space, operation, walk_a.child, walk_b.child);
        if (!none || last == ACV_EDGE_TOP) {
            break;
        }
        walk_pass(&walk_a, last);
        walk_pass(&walk_b, last);
    }
    acv_space_remember(space, question, a, b, none ? &acv_set_none : &acv_set_all);
    return none;
}

const AcvPacketSet *
acv_set_union_all(AcvPacketSpace *space, const AcvPacketSet **sets, size_t n)
{
    if (n == 0) {
        return &acv_set_none;
    }
    for (; n > 1; n = (n + 1) / 2) {
        for (size_t i = 0; i < n / 2; i++) {
            sets[i] = acv_set_apply(space, ACV_OPERATION_UNION, sets[2 * i], sets[2 * i + 1]);
        }
        if (n % 2 == 1) {
            sets[n / 2] = sets[n - 1];
        }
    }
    return sets[0];
}

/* Rules that do nothing, because others do all of it: entries of a network ACL behind others, rules
 * of a security group within others, routes behind better ones.
 *
 * What a rule matches is compared as sets of packets. A rule whose effect the scenario leaves open
 * is neither called idle nor taken for the reason why another is. */
#pragma once

#include "network/network.h"

typedef struct {
    const AcvRule *rule;
    AcvDirection direction; /* None of a route. */
    GPtrArray *others;      /* Elements const AcvRule *: together they take all that it matches. */
    bool is_opposed;        /* Of an ACL: one of the others decides the opposite of it. */
} AcvIdleRule;

/* The lists below have elements AcvIdleRule, which live as long as their network. Free them with
 * g_array_unref(). */

/* The entries of an ACL that no packet has as its first match, in the order in which they are
 * asked, ingress first; without the final denials that AWS adds. */
GArray *acv_idle_acl_entries(AcvNetwork *network, const AcvNetworkAcl *acl);

/* The rules of a group that allow nothing that the others of their direction do not allow as well,
 * whoever the members of other groups are and whatever stands in lists without entries. All of them
 * can be removed together. Of equal rules the first stays. */
GArray *acv_idle_group_rules(AcvNetwork *network, const AcvSecurityGroup *group);

/* The routes that no packet takes, because better ones take all that they match. */
GArray *acv_idle_routes(AcvNetwork *network, const AcvRouteTable *table);

/* --- The pure part of it --- */

/* Appends to 'idle' those of 'n' rules that never decide, where the first match does. */
void acv_idle_find_shadowed(const AcvRule *rules, size_t n, AcvDirection direction, GArray *idle);

/* Appends to 'idle' those of 'n' rules of a group (see group_rules.h) that admit nothing that the
 * others do not admit. */
void acv_idle_find_contained(const AcvRule *rules, size_t n, AcvDirection direction, GArray *idle);

/* An empty list of AcvIdleRule. */
GArray *acv_idle_rules_new(void);

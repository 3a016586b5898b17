/* Which rules of the groups of one end of a pair match the other. */
#pragma once

#include "analysis/matrix_rules.h"

typedef struct AcvMatches AcvMatches;

/* 'addresses' are all that rules will be asked about. Both must outlive it. */
AcvMatches *acv_matches_new(AcvRuleBook *book, const AcvAddressSet *addresses);
void acv_matches_free(AcvMatches *matches);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvMatches, acv_matches_free)

/* A number, from 0, of the groups that an interface carries, all of which the scenario has. */
guint acv_matches_groups(AcvMatches *matches, const AcvStrings *ids);

/* What the ingress rules of groups say of addresses: a number that is equal where that is. */
guint acv_matches_ingress(AcvMatches *matches, guint groups);

/* A number, from 0, of addresses that no rule tells apart, by a text that is equal of such. */
guint acv_matches_whereabouts(AcvMatches *matches, const char *text);

/* A number, more than 1, of the protocols and ports that rules of 'groups' let through to or from
 * 'addresses', which are at 'whereabouts', and of whether there are rules at all. 0 if a rule is
 * about some of the addresses and not all of them. */
guint32 acv_matches_of_addresses(AcvMatches *matches, guint groups, bool is_egress,
                                 guint whereabouts, const AcvAddressSet *addresses);

/* The same of what rules let through to or from the members of groups who carry the groups
 * 'other'; 0 if nothing. Whoever carries a group is a member of it, as far as packets can come from
 * there, and nobody else is, whichever addresses it has. */
guint32 acv_matches_of_members(AcvMatches *matches, guint groups, bool is_egress, guint other);

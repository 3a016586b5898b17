/* Security groups as far as pairs of a matrix share their answers: which rules match whom. */
#pragma once

#include "network/scene.h"

typedef struct AcvRuleBook AcvRuleBook;

AcvRuleBook *acv_rule_book_new(AcvNetwork *network);
void acv_rule_book_free(AcvRuleBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvRuleBook, acv_rule_book_free)

/* A number, not 0, that is the same of equal texts and of no others. */
guint32 acv_rule_book_number(AcvRuleBook *book, const char *text);

/* Whether the scenario has the group. The functions below are for such groups. */
bool acv_rule_book_has(AcvRuleBook *book, const char *group_id);

/* The number of all egress rules of a group. */
guint32 acv_rule_book_egress(AcvRuleBook *book, const char *group_id);

/* Appends what the ingress rules of a group say of senders of 'addresses' but for the groups that
 * they carry: a text that is equal where that is. */
void acv_rule_book_write_ingress(AcvRuleBook *book, const char *group_id,
                                 const AcvAddressSet *addresses, GString *text);

/* The ids of the groups that the rules of a group name: elements const char *; none of a group that
 * the scenario lacks. Free with g_ptr_array_unref(). */
GPtrArray *acv_rule_book_peers(AcvRuleBook *book, const char *group_id, bool is_egress);

/* Appends to 'key' (elements guint32) the protocols and ports of the rules of 'own' that match
 * 'other', each once, and whether 'own' has rules at all. False if a rule matches some of the
 * addresses of 'other' and not all of them. */
bool acv_rule_book_append_matches(AcvRuleBook *book, const AcvPlacement *own,
                                  const AcvPlacement *other, bool is_egress, GArray *key);

/* The ids of the groups that endpoints tell apart, or of all; and of those that egress rules of any
 * group name. Free with g_hash_table_unref(). */
GHashTable *acv_rule_book_told_apart(AcvRuleBook *book, bool all);
GHashTable *acv_rule_book_egress_peers(AcvRuleBook *book);

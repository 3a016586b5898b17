/* Security groups as far as pairs of a matrix share their answers: what their rules say. */
#pragma once

#include "network/scene.h"

typedef struct AcvRuleBook AcvRuleBook;

/* A rule of a group with one of its peers. */
typedef struct {
    guint32 content;                /* Number of its protocol and ports. */
    const AcvAddressSet *addresses; /* Of the peer; NULL of a group, or if not known. */
    const char *group_id;           /* Of the peer, if it is a group. */
    guint32 name;                   /* Number of content and peer together. */
} AcvGroupRule;

typedef struct {
    GArray *rules;  /* AcvGroupRule. */
    guint32 number; /* Of all its rules together. */
    bool is_empty;
} AcvRules;

AcvRuleBook *acv_rule_book_new(AcvNetwork *network);
void acv_rule_book_free(AcvRuleBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvRuleBook, acv_rule_book_free)

/* A number, not 0, that is the same of equal texts and of no others; the first is 1. */
guint32 acv_rule_book_number(AcvRuleBook *book, const char *text);

/* The rules of a group; NULL if the scenario lacks it. */
const AcvRules *acv_rule_book_rules(AcvRuleBook *book, const char *group_id, bool is_egress);

/* Whether the scenario has the group. The functions below are for such groups. */
bool acv_rule_book_has(AcvRuleBook *book, const char *group_id);

/* The number of all egress rules of a group. */
guint32 acv_rule_book_egress(AcvRuleBook *book, const char *group_id);

/* Appends what the egress rules of a group say; groups that are not in 'told_apart' are alike. */
void acv_rule_book_write_egress(AcvRuleBook *book, const char *group_id, GHashTable *told_apart,
                                GString *text);

/* The ids of the groups that the rules of a group name: elements const char *; none of a group that
 * the scenario lacks. Free with g_ptr_array_unref(). */
GPtrArray *acv_rule_book_peers(AcvRuleBook *book, const char *group_id, bool is_egress);

/* The ids of the groups that endpoints tell apart, or of all; and of those that egress rules of any
 * group name. Free with g_hash_table_unref(). */
GHashTable *acv_rule_book_told_apart(AcvRuleBook *book, bool all);
GHashTable *acv_rule_book_egress_peers(AcvRuleBook *book);

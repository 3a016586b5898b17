/* Which checks there are, and what they can say. The words are in render/wording_checks*.c. */
#pragma once

/* X(constant, id, function, is_of_scenario): the checks, in the order in which they are made of one
 * subject. 'id' is that of a row of models/checks.tsv. */
/* clang-format off */
#define ACV_CHECKS(X) \
    /* Expectations. */ \
    X(EXPECTATION, "expectation", acv_check_expectations, true) \
    X(ZONE_LOSS, "zone-loss", acv_check_zone_loss, true) \
    /* What makes a design hard to reason about. */ \
    X(NETWORK_ACL_DENY_NEVER_ACTS, "network-acl-deny-never-acts", acv_check_denials_act, true) \
    X(NETWORK_ACL_ENTRY_NEVER_REACHED, "network-acl-entry-never-reached", \
      acv_check_entries_are_reached, true) \
    X(SECURITY_GROUP_RULE_CONTAINED, "security-group-rule-contained", \
      acv_check_group_rules_count, true)
/* clang-format on */

typedef enum {
#define ACV_CHECK_CONSTANT(constant, id, function, is_of_scenario) ACV_CHECK_##constant,
    ACV_CHECKS(ACV_CHECK_CONSTANT)
#undef ACV_CHECK_CONSTANT
} AcvCheck;

enum {
#define ACV_CHECK_COUNT(constant, id, function, is_of_scenario) +1
    ACV_N_CHECKS = 0 ACV_CHECKS(ACV_CHECK_COUNT),
#undef ACV_CHECK_COUNT
};

/* What findings say, by topic. */
#define ACV_SENTENCES_EXPECTATION(X) \
    X(AS_EXPECTED) \
    X(NOT_AS_EXPECTED) \
    X(STILL_AS_EXPECTED)     /* With a zone less. */ \
    X(NO_LONGER_AS_EXPECTED) /* With a zone less. */ \
    X(LOST_WITH_ZONE)        /* An end is in the zone. */

#define ACV_SENTENCES_HYGIENE(X) \
    X(DENIALS_ACT) \
    X(DENIAL_NEVER_ACTS) \
    X(ENTRIES_ARE_REACHED) \
    X(ENTRY_NEVER_REACHED) \
    X(GROUP_RULES_COUNT) \
    X(GROUP_RULE_CONTAINED)

#define ACV_SENTENCES(X) \
    ACV_SENTENCES_EXPECTATION(X) \
    ACV_SENTENCES_HYGIENE(X)

typedef enum {
#define ACV_SENTENCE_CONSTANT(constant) ACV_SENTENCE_##constant,
    ACV_SENTENCES(ACV_SENTENCE_CONSTANT)
#undef ACV_SENTENCE_CONSTANT
} AcvSentence;

enum {
#define ACV_SENTENCE_COUNT(constant) +1
    ACV_N_SENTENCES = 0 ACV_SENTENCES(ACV_SENTENCE_COUNT),
#undef ACV_SENTENCE_COUNT
};

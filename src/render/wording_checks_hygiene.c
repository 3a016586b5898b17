/* What makes a design hard to reason about, in words. */
#include "render/wording_checks.h"

/* How many of the rules are named because of which another does nothing. */
enum { MOST_RULES = 3 };

static void
word_others(GString *out, const AcvWords *words, const AcvFinding *finding)
{
    guint n = finding->rules->len - 1;
    for (guint i = 0; i < MIN(n, (guint) MOST_RULES); i++) {
        g_string_append(out, i == 0 ? "" : i + 1 == n ? " and " : ", ");
        g_string_append_c(out, '"');
        acv_word_rule(out, words, g_ptr_array_index(finding->rules, i + 1));
        g_string_append_c(out, '"');
    }
    if (n > MOST_RULES) {
        g_string_append_printf(out, " and %u more", n - MOST_RULES);
    }
}

/* "sg-1 (web): the ingress rule "tcp 443 from 10.0.1.0/24"" */
static void
word_idle(GString *out, const AcvWords *words, const AcvFinding *finding, const char *noun)
{
    acv_word_record(out, finding->resource);
    g_string_append_printf(out, ": the %s %s \"", g_array_index(finding->facts, AcvFact, 0).value,
                           noun);
    acv_word_rule(out, words, g_ptr_array_index(finding->rules, 0));
    g_string_append_c(out, '"');
}

static void
word_denial_never_acts(GString *out, const AcvWords *words, const AcvFinding *finding)
{
    word_idle(out, words, finding, "entry");
    g_string_append(out, " never denies anything, because others decide before it: ");
    word_others(out, words, finding);
}

static void
word_never_reached(GString *out, const AcvWords *words, const AcvFinding *finding)
{
    word_idle(out, words, finding, "entry");
    g_string_append(out, " is never reached, because others decide before it: ");
    word_others(out, words, finding);
}

static void
word_contained(GString *out, const AcvWords *words, const AcvFinding *finding)
{
    word_idle(out, words, finding, "rule");
    g_string_append(out, " adds nothing to ");
    word_others(out, words, finding);
}

AcvTopicWords
acv_words_of_hygiene(void)
{
    static const AcvSentenceWords rows[] = {
        { ACV_SENTENCE_DENIALS_ACT,
          .template_text = "no denial of a network ACL comes after what it denies" },
        { ACV_SENTENCE_DENIAL_NEVER_ACTS, .function = word_denial_never_acts },
        { ACV_SENTENCE_ENTRIES_ARE_REACHED,
          .template_text = "every entry of the network ACLs can decide" },
        { ACV_SENTENCE_ENTRY_NEVER_REACHED, .function = word_never_reached },
        { ACV_SENTENCE_GROUP_RULES_COUNT,
          .template_text = "no rule of a security group is contained in the others of its group" },
        { ACV_SENTENCE_GROUP_RULE_CONTAINED, .function = word_contained },
    };
    return ACV_TOPIC_WORDS(rows);
}

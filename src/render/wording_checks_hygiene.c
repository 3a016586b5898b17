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
        g_string_append_c(out, '\'');
        acv_word_rule(out, words, g_ptr_array_index(finding->rules, i + 1));
        g_string_append_c(out, '\'');
    }
    if (n > MOST_RULES) {
        g_string_append_printf(out, " and %u more", n - MOST_RULES);
    }
}

/* "sg-1 (web): the ingress rule 'tcp 443 from 10.0.1.0/24'" */
static void
word_idle(GString *out, const AcvWords *words, const AcvFinding *finding, const char *noun)
{
    acv_word_record(out, finding->resource);
    g_string_append_printf(out, ": the %s %s '", g_array_index(finding->facts, AcvFact, 0).value,
                           noun);
    acv_word_rule(out, words, g_ptr_array_index(finding->rules, 0));
    g_string_append_c(out, '\'');
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

static void
word_open(GString *out, const AcvWords *words, const AcvFinding *finding)
{
    g_string_append(out, "by ");
    for (guint i = 0; i < MIN(finding->rules->len, (guint) MOST_RULES); i++) {
        g_string_append(out, i == 0 ? "'" : ", '");
        acv_word_rule(out, words, g_ptr_array_index(finding->rules, i));
        g_string_append_c(out, '\'');
    }
    if (finding->rules->len > MOST_RULES) {
        g_string_append_printf(out, " and %u more", finding->rules->len - MOST_RULES);
    }
}

static void
word_risky_ports_open(GString *out, const AcvWords *words, const AcvFinding *finding)
{
    guint n = MIN(finding->facts->len, (guint) MOST_RULES);
    acv_word_record(out, finding->resource);
    g_string_append_printf(out, " lets the whole internet in to port%s ",
                           finding->facts->len == 1 ? "" : "s");
    for (guint i = 0; i < n; i++) {
        g_string_append_printf(out, "%s%s", i == 0 ? "" : ", ",
                               g_array_index(finding->facts, AcvFact, i).value);
    }
    if (n < finding->facts->len) {
        g_string_append_printf(out, " and %u more of high risk", finding->facts->len - n);
    }
    g_string_append(out, ", ");
    word_open(out, words, finding);
}

static void
word_group_open(GString *out, const AcvWords *words, const AcvFinding *finding)
{
    acv_word_record(out, finding->resource);
    g_string_append(out, " lets the whole internet in ");
    word_open(out, words, finding);
}

/* "rtb-1 (private): the route '0.0.0.0/0 to nat-1'" */
static void
word_route(GString *out, const AcvWords *words, const AcvFinding *finding)
{
    acv_word_record(out, finding->resource);
    g_string_append(out, ": the route '");
    acv_word_rule(out, words, g_ptr_array_index(finding->rules, 0));
    g_string_append_c(out, '\'');
}

static void
word_blackhole(GString *out, const AcvWords *words, const AcvFinding *finding)
{
    word_route(out, words, finding);
    g_string_append(out, " is a blackhole: its target does not exist or is detached, and what it "
                         "matches is dropped");
}

static void
word_never_used(GString *out, const AcvWords *words, const AcvFinding *finding)
{
    word_route(out, words, finding);
    g_string_append(out, " is never used, because better ones take all that it matches: ");
    word_others(out, words, finding);
}

static void
word_rivals(GString *out, const AcvWords *words, const AcvFinding *finding)
{
    word_route(out, words, finding);
    g_string_append(out, " has addresses in common with ");
    word_others(out, words, finding);
    g_string_append(out, "; AWS picks one of the two at random");
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
        { ACV_SENTENCE_NO_RISKY_PORT_OPEN,
          .template_text = "no security group lets the whole internet in to a port of high risk" },
        { ACV_SENTENCE_RISKY_PORTS_OPEN, .function = word_risky_ports_open },
        { ACV_SENTENCE_NO_GROUP_OPEN,
          .template_text = "no security group lets the whole internet in but to ports 80 and 443" },
        { ACV_SENTENCE_GROUP_OPEN, .function = word_group_open },
        { ACV_SENTENCE_GROUPS_USED,
          .template_text = "every security group is carried, or named by a rule" },
        { ACV_SENTENCE_GROUP_UNUSED,
          .template_text = "{resource} is carried by nothing, and no other group names it" },
        { ACV_SENTENCE_ACLS_USED, .template_text = "every network ACL is of a subnet" },
        { ACV_SENTENCE_ACL_UNUSED, .template_text = "{resource} is of no subnet" },
        { ACV_SENTENCE_TABLES_USED,
          .template_text = "every route table is of a subnet or gateway, or a main one" },
        { ACV_SENTENCE_TABLE_UNUSED,
          .template_text = "{resource} is of no subnet and no gateway, and no main table" },
        { ACV_SENTENCE_GATEWAY_ENDPOINTS_USED,
          .template_text = "a route table leads to every gateway endpoint" },
        { ACV_SENTENCE_GATEWAY_ENDPOINT_UNUSED,
          .template_text = "no route table leads to {resource}, so nothing uses it" },
        { ACV_SENTENCE_NO_BLACKHOLE, .template_text = "no route is a blackhole" },
        { ACV_SENTENCE_BLACKHOLE, .function = word_blackhole },
        { ACV_SENTENCE_ROUTES_USED, .template_text = "every route is the best one for something" },
        { ACV_SENTENCE_ROUTE_NEVER_USED, .function = word_never_used },
        { ACV_SENTENCE_NO_RIVAL_ROUTES,
          .template_text = "no routes to overlapping prefix lists lead to different targets" },
        { ACV_SENTENCE_RIVAL_ROUTES, .function = word_rivals },
    };
    return ACV_TOPIC_WORDS(rows);
}

/* What came of expectations, in words. */
#include "render/wording_checks.h"

static void
word_question(GString *out, const AcvFinding *finding)
{
    const AcvExpectation *expectation = finding->expectation;
    g_string_append_printf(out, "from %s to %s is ", expectation->from, expectation->to);
}

static const char *
outcome_of(const AcvFinding *finding)
{
    return acv_outcome_name(acv_finding_answer(finding, 0)->outcome);
}

static void
word_as_expected(GString *out, const AcvWords *words, const AcvFinding *finding)
{
    (void) words;
    word_question(out, finding);
    g_string_append_printf(out, "%s, as expected", outcome_of(finding));
}

static void
word_not_as_expected(GString *out, const AcvWords *words, const AcvFinding *finding)
{
    (void) words;
    word_question(out, finding);
    g_string_append_printf(out, "%s, expected %s", outcome_of(finding),
                           acv_outcome_name(finding->expected));
}

static void
word_still(GString *out, const AcvWords *words, const AcvFinding *finding)
{
    (void) words;
    word_question(out, finding);
    g_string_append_printf(out, "still %s when %s is lost", outcome_of(finding), finding->zone);
}

static void
word_no_longer(GString *out, const AcvWords *words, const AcvFinding *finding)
{
    (void) words;
    word_question(out, finding);
    g_string_append_printf(out, "%s when %s is lost", outcome_of(finding), finding->zone);
}

static void
word_lost(GString *out, const AcvWords *words, const AcvFinding *finding)
{
    (void) words;
    word_question(out, finding);
    g_string_append_printf(out, "lost with %s", finding->zone);
}

AcvTopicWords
acv_words_of_expectation(void)
{
    static const AcvSentenceWords rows[] = {
        { ACV_SENTENCE_AS_EXPECTED, .function = word_as_expected },
        { ACV_SENTENCE_NOT_AS_EXPECTED, .function = word_not_as_expected },
        { ACV_SENTENCE_STILL_AS_EXPECTED, .function = word_still },
        { ACV_SENTENCE_NO_LONGER_AS_EXPECTED, .function = word_no_longer },
        { ACV_SENTENCE_LOST_WITH_ZONE, .function = word_lost },
    };
    return ACV_TOPIC_WORDS(rows);
}
